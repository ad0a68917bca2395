"""A digest's developments in the columns of ACLED's event data, for tools that read those.

After the ACLED Codebook, https://acleddata.com.

What ACLED codes and we do not know stays empty: actors and their roles, administrative areas, interaction codes. They
are reports as the digest tells them, not ACLED's own coding, and say so in `tags`.
"""

from __future__ import annotations

import json
from datetime import date

from tasks.brief.countries import countries
from tasks.brief.document import brief_of
from tasks.brief.parts import Brief, Development
from tasks.models import Digest

COLUMNS = tuple(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp".split()
)
PRECISION = {"day": 1, "week": 2, "month": 3}  # Codebook, time_precision; a year is no precision that ACLED has
VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")
NOT_HAPPENED = ("denied", "planned")


def rows(digest: Digest) -> list[dict[str, object]]:
    """A row a development that is said to have happened, of all columns."""
    brief = brief_of(json.loads(digest.json))
    return [
        dict.fromkeys(COLUMNS, "") | _row(brief, development, digest.digest_id[:8])
        for story in brief.stories
        for development in story.developments
        if development.certainty not in NOT_HAPPENED
    ]


def _row(brief: Brief, development: Development, digest_id: str) -> dict[str, object]:
    outlets = {source.number: source.outlet or source.url for source in brief.sources}
    refs = dict.fromkeys([*(quote.ref for quote in development.quotes), *development.also])
    iso, country = countries().get(development.country or "", ("", development.country or ""))
    killed, most = development.killed
    toll = "" if most is None or most == killed else f"; killed at most {most:g}"
    return {
        "event_id_cnty": f"{development.country or ''}-{digest_id}-{development.quotes[0].line_id}",
        "event_date": _day(development.date_from),
        "year": development.date_from.year if development.date_from else "",
        "time_precision": PRECISION.get(development.precision or "", ""),
        "disorder_type": _disorder(development),
        "event_type": development.type,
        "sub_event_type": development.subtype,
        "iso": iso,
        "country": country,
        "location": development.place or "",
        "latitude": "" if development.lat is None else development.lat,
        "longitude": "" if development.lon is None else development.lon,
        "source": "; ".join(dict.fromkeys(outlets[ref] for ref in refs)),
        "notes": " ".join(quote.text for quote in development.quotes),
        "fatalities": "" if killed is None else f"{killed:g}",
        "tags": f"certainty={development.certainty}{toll}; coded by Counterclaim, not by ACLED",
        "timestamp": int(brief.until.timestamp()),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _disorder(development: Development) -> str:
    """Codebook, disorder types by event and sub-event type."""
    if development.type in VIOLENT or development.subtype == "Mob violence":
        return "Political violence"
    if development.subtype == "Excessive force against protesters":
        return "Political violence; Demonstrations"
    return "Demonstrations" if development.type in ("Protests", "Riots") else "Strategic developments"
