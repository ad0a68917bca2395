"""Reports of one event join into one development.

Two reports are of one event if they tell of the same type of event, and nothing they say of its day, place and actors
speaks against it, and its day, its place or an equal toll speaks for it; a denial needs only that nothing speaks
against it. Tolls may differ: that is an update, or a contest. Reports of one article have been told apart already.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tasks.brief.parts import Range
from tasks.models import Event, Place, Reading, Span

UNKNOWN: Range = (None, None)
FACTS = ("killed", "injured", "place", "date_from")


@dataclass(frozen=True, slots=True)
class Report:
    """One event in one article."""

    reading: Reading
    event: Event

    @property
    def key(self) -> str:
        """Where it stands; the same on every run."""
        return f"{self.reading.article.article_id}:{self.event.mention.start}"


@dataclass(frozen=True, slots=True)
class Joined:
    """All reports of one event; the first, the head, says most of it."""

    reports: tuple[Report, ...]

    @property
    def head(self) -> Report:
        """The report to quote first."""
        return self.reports[0]

    def first_with(self, fact: str) -> Report:
        """The first report that knows this field of its event; the head if none does. Facts are never mixed."""
        known = (r for r in self.reports if getattr(r.event, fact) not in (None, UNKNOWN))
        return next(known, self.head)

    @property
    def telling(self) -> tuple[Report, ...]:
        """The reports that the development's facts are taken from, so that each can be quoted."""
        return tuple(dict.fromkeys((self.head, *map(self.first_with, FACTS))))


def publisher(reading: Reading) -> str:
    """Who publishes an article; outlets of one owner are one, and all outlets unknown are one."""
    return (reading.owner or reading.outlet or "").casefold()


def join(readings: Iterable[Reading]) -> list[Joined]:
    """The developments that these articles of one story report, each with all its reports. Background is left out."""
    groups: list[list[Report]] = []
    for report in sorted(_reports(readings), key=_wealth, reverse=True):
        group = next((g for g in groups if all(_same(report, other) for other in g)), None)
        if group is None:
            groups.append([report])
        else:
            group.append(report)
    return [Joined(tuple(group)) for group in groups]


def _reports(readings: Iterable[Reading]) -> Iterable[Report]:
    return (Report(r, _as_told(r, event)) for r in readings for event in r.analysis.events if not event.background)


def _as_told(reading: Reading, event: Event) -> Event:
    """The event without a place that its own sentences do not name: a digest tells no more than what it quotes."""
    if event.place is None:
        return event
    around = [s.span for s in reading.analysis.sentences if _overlap(s.span, event.mention.spans)]
    named = any(event.place.mention.text in reading.article.text[start:end] for start, end in around)
    return event if named else replace(event, place=None)


def _overlap(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and end > span[0] for start, end in others)


def _wealth(report: Report) -> tuple[bool, str, bool, bool, bool, str, int]:
    """How much a report says; of two equally telling ones the later article, and in it the earlier sentence."""
    event, article = report.event, report.reading.article
    day = article.published_on.isoformat() if article.published_on else ""
    toll = event.killed != UNKNOWN or event.injured != UNKNOWN
    place, reported = event.place is not None, event.certainty == "reported"
    return toll, day, event.date_from is not None, place, reported, article.article_id, -event.mention.start


def _same(one: Report, other: Report) -> bool:
    a, b = one.event, other.event
    days, places = _days(a, b), _places(a.place, b.place)
    if a.type != b.type or days is False or places is False:
        return False
    if one.reading.article.article_id == other.reading.article.article_id:
        return a.sentence == b.sentence  # its analysis has told its events apart
    disputed = {"denied", "suspected", "claimed"} & {a.certainty, b.certainty}  # who did it is at issue
    if not disputed and a.actors and b.actors and not set(a.actors) & set(b.actors):
        return False
    return bool(days or places) or (a.killed == b.killed != UNKNOWN) or "denied" in (a.certainty, b.certainty)


def _days(a: Event, b: Event) -> bool | None:
    """True: they overlap; False: they do not; None: one is unknown."""
    if not (a.date_from and a.date_to and b.date_from and b.date_to):
        return None
    return a.date_from <= b.date_to and b.date_from <= a.date_to


def _places(a: Place | None, b: Place | None) -> bool | None:
    """True: the same; False: two; None: one is unknown, or may lie in the other."""
    if a is None or b is None:
        return None
    if a.name == b.name and a.country == b.country:
        return True
    if a.country != b.country:
        return False
    wide = any(place.country and place.province is None for place in (a, b))  # a whole country
    return None if wide or a.name == b.province or b.name == a.province else False
