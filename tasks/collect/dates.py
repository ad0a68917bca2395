"""Timestamps as feeds and sitemaps print them, zone names included that RFC 5322 does not know."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_tz
from zoneinfo import ZoneInfo

# Hours east of UTC; abbreviations as in the IANA time zone database. Where two zones share a name, the one that feeds
# mean most often; a source's own time zone decides before this table does.
ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0,
    "BST": 1, "CET": 1, "MET": 1, "WAT": 1, "WEST": 1,
    "CAT": 2, "CEST": 2, "EET": 2, "MEST": 2, "SAST": 2,
    "EAT": 3, "EEST": 3, "IDT": 3, "MSK": 3, "TRT": 3,
    "IRST": 3.5,
    "AZT": 4, "GET": 4, "GST": 4, "SAMT": 4,
    "AFT": 4.5, "IRDT": 4.5,
    "PKT": 5, "TJT": 5, "TMT": 5, "UZT": 5, "YEKT": 5,
    "IST": 5.5, "NPT": 5.75,
    "BDT": 6, "KGT": 6, "MMT": 6.5,
    "ICT": 7, "WIB": 7,
    "AWST": 8, "HKT": 8, "MYT": 8, "PHT": 8, "SGT": 8, "WITA": 8,
    "JST": 9, "KST": 9, "WIT": 9, "ACST": 9.5, "AEST": 10, "ACDT": 10.5, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "ADT": -3, "ART": -3, "BRT": -3, "AST": -4, "EDT": -4, "VET": -4,
    "CDT": -5, "COT": -5, "EST": -5, "PET": -5, "CST": -6, "MDT": -6, "MST": -7, "PDT": -7,
    "AKDT": -8, "PST": -8, "AKST": -9, "HST": -10,
}  # fmt: skip
OFFSET = re.compile(r"\s+(?:GMT|UTC?)?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?(?:\s*\([A-Za-z ]+\))?$")
NAMED = re.compile(r"(?<=[\d\s])(?P<name>[A-Za-z]{1,5})$")
EARLIEST, LATEST = 1990, 2100  # outside: a placeholder such as 1970-01-01, not a date


def moment(text: str, zone: str | None = None) -> tuple[datetime | None, date | None]:
    """What a timestamp says.

    Args:
        text: ISO 8601, RFC 5322, or near to either. "yesterday" and the like say nothing.
        zone: IANA name of the time zone meant where the text names none, or an ambiguous one ("IST").

    Returns:
        The instant in UTC, None where no time of day is given; and the calendar day as printed. None for both where
        the text is no date.
    """
    text = " ".join(text[:100].split())
    local = ZoneInfo(zone) if zone else UTC
    printed, offset = without_zone(text, local)
    parsed = calendar_time(printed)
    if parsed is None or not EARLIEST <= parsed.year <= LATEST:
        return None, None
    if ":" not in printed and "T" not in printed:
        return None, parsed.date()
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=offset or local)).astimezone(UTC), parsed.date()


def calendar_time(text: str) -> datetime | None:
    """Day and time of a timestamp, with a zone only where ISO 8601 gives one; None where it is no date."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        fields = parsedate_tz(text if ":" in text else f"{text} 00:00")
    try:
        return datetime(*fields[:6]) if fields else None
    except (ValueError, OverflowError):
        return None


def without_zone(text: str, local: tzinfo) -> tuple[str, tzinfo | None]:
    """The timestamp without the zone at its end, and that zone; None where it has none or an unknown one."""
    if found := OFFSET.search(text):
        minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
        delta = timedelta(minutes=-minutes if found["sign"] == "-" else minutes)
        return text[: found.start()], timezone(delta) if abs(delta) < timedelta(hours=24) else None
    if found := NAMED.search(text):
        name = found["name"].upper()
        names_of_year = {local.tzname(datetime(2020, month, 1)) for month in (1, 7)}
        if name in names_of_year:
            return text[: found.start()].strip(), local
        if name in ZONES:
            return text[: found.start()].strip(), timezone(timedelta(hours=ZONES[name]))
    return text, None
