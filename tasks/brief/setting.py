"""What every step of composing needs at hand."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.brief.join import Joined
from tasks.brief.quoting import Quoter
from tasks.brief.select import Name, NewContest
from tasks.models import Attribution, Event, Reading


@dataclass(frozen=True, slots=True)
class Setting:
    """One composition. Sources are numbered as quotes are taken, so the order of the steps is the reading order."""

    readings: dict[str, Reading]  # by article_id
    quoter: Quoter
    name: Name
    contests: tuple[NewContest, ...]  # those that get a card, in the order of their numbers
    numbers: dict[str, int]  # contest_id -> number of its card

    def is_reprint(self, article_id: str) -> bool:
        """Whether the article only prints another that is at hand again."""
        original = self.readings[article_id].copy_of
        return original is not None and original in self.readings

    def party(self, attribution: Attribution) -> str | None:
        """Who speaks: the actor where one is known, else as the article names them."""
        if attribution.actor:
            return self.name(attribution.actor)
        return attribution.speaker or (attribution.source.text if attribution.source else None)

    def reporter(self, reading: Reading, event: Event) -> str | None:
        """The party that an event report is attributed to, or the outlet that reports it in its own words."""
        if event.attribution is None:
            return reading.outlet
        return self.party(reading.analysis.attributions[event.attribution]) or reading.outlet

    def contest_of(self, joined: Joined) -> int | None:
        """The card that quotes from a sentence by which a development is reported."""
        for new in self.contests:
            for row in new.contest.sides:
                for report in joined.reports:
                    start, end = report.reading.analysis.sentences[report.event.sentence].span
                    if row.article_id == report.reading.article.article_id and row.start < end and start < row.end:
                        return self.numbers[new.contest.contest_id]
        return None

    def contests_of(self, readings: tuple[Reading, ...]) -> tuple[int, ...]:
        """The cards that quote any of these articles."""
        ids = {r.article.article_id for r in readings}
        mine = (new.contest for new in self.contests if any(row.article_id in ids for row in new.contest.sides))
        return tuple(self.numbers[contest.contest_id] for contest in mine)
