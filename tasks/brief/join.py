"""Reports of one event join into one development, in whichever story they stand.

Two reports are of one event if nothing they say of its kind, day, place and actors speaks against it, and enough speaks
for it: its day, its place, an equal toll, the words they tell it with. Within a story one of these is enough, between
stories it takes two, and three where nothing says that the articles are of one time. A denial in the same story needs
only that nothing speaks against it. Tolls may differ: that is an update, or a contest. Reports of one article have been
told apart already.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tasks.brief.parts import Range
from tasks.brief.report import UNKNOWN, Report, reports
from tasks.brief.sameness import Kin, Traits, differ, signs, traits
from tasks.models import Reading, Tally

FACTS = ("killed", "injured", "place", "date_from")


@dataclass(frozen=True, slots=True)
class Joined:
    """All reports of one event; the first, the head, tells it best."""

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

    def tolls(self, measure: str) -> dict[Range, Report]:
        """Each different number of killed or injured and the first report that gives it, the one to believe first."""
        tolls: dict[Range, Report] = {}
        for report in (self.first_with(measure), *self.reports):
            if (toll := getattr(report.event, measure)) != UNKNOWN:
                tolls.setdefault(toll, report)
        return tolls


def publisher(reading: Reading | Tally) -> str:
    """Who publishes an article, or several; outlets of one owner are one, and all outlets unknown are one."""
    return (reading.owner or reading.outlet or "").casefold()


def join(readings: Iterable[Reading]) -> list[Joined]:
    """The developments that these articles report, each with all its reports. Background is left out."""
    ordered = {traits(report): report for report in sorted(reports(readings), key=_wealth, reverse=True)}
    groups: list[list[Traits]] = []
    kin = Kin(ordered)
    for one in ordered:
        number, most = len(groups), 0
        for n in kin.groups(one):
            group = groups[n]
            if not any(differ(one, other) for other in group):
                speaks = max(signs(one, other) for other in group)
                if speaks > most:
                    number, most = n, speaks
        if number == len(groups):
            groups.append([])
        groups[number].append(one)
        kin.add(one, number)
    return [Joined(tuple(sorted((ordered[one] for one in group), key=_tells, reverse=True))) for group in groups]


def _wealth(report: Report) -> tuple[bool, bool, bool, str, str, int]:
    """How much a report says, so that the fullest are joined first; of two equally full ones the later article."""
    event = report.event
    toll, day = event.killed != UNKNOWN or event.injured != UNKNOWN, report.day.isoformat() if report.day else ""
    place, dated = event.place is not None, event.date_from is not None
    return toll and place and dated, place and dated, toll, day, report.reading.article.article_id, -event.mention.start


def _tells(report: Report) -> tuple[bool, str, bool, bool, bool, str, int]:
    """How well a report tells its event: with a toll, the latest one; else with place and day, as reported fact."""
    event, article = report.event, report.reading.article
    toll = (event.killed != UNKNOWN or event.injured != UNKNOWN) and event.certainty != "denied"
    place, dated = event.place is not None, event.date_from is not None
    day = report.day.isoformat() if report.day and (place or dated) else ""
    sure = (event.happened or event.certainty) == "reported"
    return toll, day, place, dated, sure, article.article_id, -event.mention.start
