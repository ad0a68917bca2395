"""What the pictures show: incidents over time by type, and where. Only counts; `tasks.brief.drawing` draws them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Literal

from tasks.brief.countries import countries
from tasks.brief.parts import Bar, Development, Incidents, Locality, Range
from tasks.brief.report import UNKNOWN

DAYS_BY_DAY = 31
DAYS_BY_MONTH = 750
MOST_PLACES = 10


def incidents(developments: Sequence[Development]) -> Incidents | None:
    """Developments that are said to have happened, by day (over a longer time: month, year) and type.

    None where fewer than two can be placed in time: there is nothing to see.
    """
    happened = [d for d in developments if d.certainty in ("reported", "claimed")]
    dated = [(d.date_from, d.type) for d in happened if d.date_from and d.precision in ("day", "week")]
    if len(dated) < 2:
        return None
    reach = (max(dated)[0] - min(dated)[0]).days
    unit: Literal["day", "month", "year"] = (
        "day" if reach <= DAYS_BY_DAY else "month" if reach <= DAYS_BY_MONTH else "year"
    )
    counts: dict[date, Counter[str]] = defaultdict(Counter)
    for day, kind in dated:
        counts[_bin(day, unit)][kind] += 1
    totals = Counter(kind for _, kind in dated)
    types = tuple(sorted(totals, key=lambda kind: (-totals[kind], kind)))
    bars = tuple(Bar(start, tuple(counts[start][kind] for kind in types)) for start in sorted(counts))
    return Incidents(unit, types, bars, len(happened) - len(dated))


def localities(developments: Sequence[Development]) -> tuple[Locality, ...]:
    """The places most developments are reported from, with the killed summed over them as far as known."""
    places: dict[tuple[str, str | None], list[Development]] = defaultdict(list)
    for d in developments:
        if d.place and d.certainty in ("reported", "claimed"):
            places[d.place, d.country].append(d)
    ranked = sorted(places.items(), key=lambda item: (-len(item[1]), item[0][0]))[:MOST_PLACES]
    return tuple(_locality(name, country, ds) for (name, country), ds in ranked)


def _locality(name: str, country: str | None, developments: Sequence[Development]) -> Locality:
    spots = [(d.lat, d.lon) for d in developments if d.lat is not None and d.lon is not None]
    whole = country is not None and countries().get(country, (0, ""))[1] == name  # has no one spot on a map
    lat, lon = spots[0] if spots and not whole else (None, None)
    return Locality(name, country, len(developments), _sum([d.killed for d in developments]), lat, lon)


def _bin(day: date, unit: str) -> date:
    if unit == "day":
        return day
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _sum(ranges: list[Range]) -> Range:
    """The sum of the known ones; open upwards (None) as soon as one of them is."""
    known = [r for r in ranges if r != UNKNOWN]
    if not known:
        return UNKNOWN
    highs = [high for _, high in known]
    return sum(low or 0 for low, _ in known), None if None in highs else sum(h for h in highs if h is not None)


def scale(ranges: Sequence[Range]) -> list[tuple[float, float]]:
    """Where each range lies between 0 and the greatest number named, as (left, width), both 0 to 1.

    A range open upwards reaches to the right end, one open downwards to the left; an unknown one has no width.
    """
    top = max((bound for r in ranges for bound in r if bound is not None), default=0.0)
    if any(low is not None and high is None for low, high in ranges):
        top *= 1.25  # room to see that it goes on
    if top <= 0:
        return [(0.0, 0.0) for _ in ranges]
    bars = []
    for low, high in ranges:
        left = (low or 0.0) / top
        right = left if (low, high) == UNKNOWN else 1.0 if high is None else high / top
        bars.append((round(left, 4), round(max(right - left, 0.0), 4)))
    return bars
