"""What every step of composing needs at hand."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.brief import salience, telling
from tasks.brief.join import Joined
from tasks.brief.ledger import Name
from tasks.brief.quoting import Quoter
from tasks.brief.select import NewContest, stands_in
from tasks.models import Event, Profile, Reading


@dataclass(frozen=True, slots=True)
class Setting:
    """One composition. Sources are numbered as quotes are taken, so the order of the steps is the reading order."""

    readings: dict[str, Reading]  # by article_id
    quoter: Quoter
    name: Name
    contests: tuple[NewContest, ...]  # those that get a card, in the order of their numbers
    numbers: dict[str, int]  # contest_id -> number of its card
    profile: Profile

    def is_reprint(self, article_id: str) -> bool:
        """Whether the article only prints another that is at hand again."""
        original = self.readings[article_id].copy_of
        return original is not None and original in self.readings

    def reporter(self, reading: Reading, event: Event) -> str | None:
        """The party that an event report is attributed to, or the outlet that reports it in its own words."""
        return telling.reporter(reading, event, self.name)

    def watched(self, joined: Joined) -> float:
        """What a development gains by a watched actor or place in it."""
        watch = {entry.casefold() for entry in self.profile.watch}
        actors = {actor for report in joined.reports for actor in report.event.actors}
        places = {
            word.casefold() for r in joined.reports if (p := r.event.place) for word in (p.name, p.province or "")
        }
        return salience.WATCHED_PARTY * bool(watch & actors) or salience.WATCHED * bool(watch & places)

    def contest_of(self, joined: Joined) -> int | None:
        """The card that quotes from a sentence by which a development is reported; that of its first report first."""
        quoting = (
            new
            for report in joined.reports
            for new in self.contests
            if any(stands_in(row, Joined((report,))) for row in new.contest.sides)
        )
        return next((self.numbers[new.contest.contest_id] for new in quoting), None)

    def contests_of(self, readings: tuple[Reading, ...]) -> tuple[int, ...]:
        """The cards that quote any of these articles."""
        ids = {r.article.article_id for r in readings}
        mine = (new.contest for new in self.contests if any(row.article_id in ids for row in new.contest.sides))
        return tuple(self.numbers[contest.contest_id] for contest in mine)
