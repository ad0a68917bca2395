"""What a briefing is made from: all that its profile has not been told, and what of the older this touches.

Older articles are needed where they report the events that new ones report, where they stand on a side of the same
contest, are of the same story or print the same text; what was watched in the period before is counted. So what a
briefing costs depends on what is new, and not on how much is stored. Of more that is new than the profile has room for,
only the articles of the weightiest stories are loaded; the rest is counted where it is stored.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from typing import Protocol

from tasks.brief.report import reports
from tasks.brief.sameness import Traits, of_one_event, traits
from tasks.brief.watching import named
from tasks.models import Contest, Fetch, Health, Material, Profile, Reading, Rest, Shown, Source, Story, Tally

CLOSEST = 200  # told reports that are looked at for each new one
AT_ONCE = 500  # articles that are only looked through


class Holdings(Protocol):
    """What is stored, as far as a profile reads it; see warehouse.holdings."""

    def last_digest_at(self) -> datetime | None:
        """When the profile was last told something."""

    def untold(self, since: datetime | None) -> list[str]:
        """Ids of the articles of which it has not been told, and of all that are dated after the clock's day."""

    def heaviest(
        self, article_ids: Sequence[str], most: int, min_score: float, watch: Sequence[str]
    ) -> tuple[list[str], list[str]]:
        """So many of these articles, those of the weightiest stories, and the others."""

    def tallies(self, article_ids: Sequence[str]) -> list[Tally]:
        """How many of these articles each source has."""

    def stories_among(self, article_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """These articles by their stories."""

    def between(self, start: datetime, end: datetime) -> list[str]:
        """Ids of the articles that came out from one moment until before another."""

    def readings(self, article_ids: Sequence[str], *, documents: bool) -> list[Reading]:
        """Those of these articles that it may be told; without documents, with nothing seen in them and no text."""

    def near(self, readings: Sequence[Reading], most: int) -> list[tuple[str, int, str, int]]:
        """Reports of events in these articles and, for each so many, told ones that may be of the same event."""

    def stories(self, article_ids: Sequence[str]) -> list[Story]:
        """The stories that any of these articles belongs to, with the ids of all their articles."""

    def reprints(self, article_ids: Sequence[str]) -> list[str]:
        """Ids of the articles that print any of these again."""

    def contests(self, article_ids: Sequence[str]) -> list[Contest]:
        """The contests with a side in any of these articles, the most salient first."""

    def shown(self, article_ids: Sequence[str], contest_ids: Sequence[str]) -> list[Shown]:
        """What the profile was told of these articles, and of contests that stand in them or bear these ids."""

    def fetches(self) -> list[Fetch]:
        """How the last attempt at each source since the last digest went, and which addresses could not be read."""

    def sources(self) -> list[Source]:
        """What is known of the sources."""

    def health(self) -> list[Health]:
        """How the sources fare that were ever read."""


def gather(holdings: Holdings, profile: Profile, since: datetime | None, now: datetime) -> Material:
    """All that a briefing is made from.

    Args:
        holdings: What is stored.
        profile: The desk.
        since: Leaves out what was published (undated: fetched) earlier.
        now: The clock the briefing believes in.
    """
    last = holdings.last_digest_at()
    new, left = holdings.untold(since), list[str]()
    if len(new) > profile.max_articles:
        new, left = holdings.heaviest(new, profile.max_articles, profile.min_score, profile.watch)
    whole = _by_id(holdings.readings(new, documents=True))
    whole |= _told_of_the_same(whole, holdings)
    stories = holdings.stories(sorted(whole))
    contests = holdings.contests(sorted(whole))
    needed = {row.article_id for contest in contests for row in contest.sides}
    whole |= _by_id(holdings.readings(sorted(needed - whole.keys()), documents=True))
    around = {article_id for story in stories for article_id in story.article_ids} - set(left)
    around.update(reading.copy_of for reading in whole.values() if reading.copy_of)
    around.update(holdings.reprints(sorted(whole)))
    bare = _by_id(holdings.readings(sorted(around - whole.keys()), documents=False))
    names = [contest.contest_id for contest in contests]
    names += [change.detail for contest in contests for change in contest.history if change.change == "merged"]
    start = (since or last) if profile.watch else None
    return Material(
        readings=tuple(sorted((whole | bare).values(), key=_came_out)),
        stories=tuple(stories),
        contests=tuple(contests),
        fetches=tuple(holdings.fetches()),
        sources=tuple(holdings.sources()),
        shown=tuple(holdings.shown(sorted(whole | bare), names)),
        last_digest_at=last,
        health=tuple(holdings.health()),
        rest=_rest([article_id for article_id in left if article_id not in whole | bare], holdings, profile),
        named_before=_named(holdings.between(start - (now - start), start), holdings, profile) if start else None,
    )


def _rest(article_ids: Sequence[str], holdings: Holdings, profile: Profile) -> Rest:
    """What a briefing says of new articles for which it has no room."""
    if not article_ids:
        return Rest()
    tallies = tuple(holdings.tallies(article_ids))
    return Rest(holdings.stories_among(article_ids), tallies, _named(article_ids, holdings, profile))


def _named(article_ids: Sequence[str], holdings: Holdings, profile: Profile) -> dict[str, int]:
    """How many of these articles, those aside that print one at hand again, name what is watched; a few at a time."""
    counts = Counter[str]()
    for batch in _batches(article_ids if profile.watch else ()):
        read = _by_id(holdings.readings(batch, documents=True))
        copied = {reading.copy_of for reading in read.values() if reading.copy_of}
        known = read.keys() | _by_id(holdings.readings(sorted(copied - read.keys()), documents=False))
        counts += named((r for r in read.values() if not (r.copy_of and r.copy_of in known)), profile.watch)
    return dict(counts)


def _told_of_the_same(new: dict[str, Reading], holdings: Holdings) -> dict[str, Reading]:
    """Articles told before that report the same events as new ones, or as those that do so."""
    at_hand, found, latest = dict[str, Reading](), dict[str, Reading](), new
    told: dict[tuple[str, int], list[Traits]] = defaultdict(list)
    looked_at = set(new)
    _add(told, new.values())
    while latest:
        known = new.keys() | found.keys()
        pairs = [pair for pair in holdings.near([*latest.values()], CLOSEST) if pair[2] not in known]
        more = sorted({pair[2] for pair in pairs} - looked_at)
        looked_at.update(more)
        for batch in _batches(more):
            read = holdings.readings(batch, documents=True)
            _add(told, read)
            at_hand |= _by_id(read if len(at_hand) < AT_ONCE else ())  # else those of one event are read once more
        met = dict.fromkeys(pair[2] for pair in pairs if _meet(told[pair[:2]], told[pair[2:]]))
        latest = {article_id: at_hand[article_id] for article_id in met if article_id in at_hand}
        if dropped := sorted(met.keys() - at_hand.keys()):
            latest |= _by_id(holdings.readings(dropped, documents=True))
        found |= latest
    return found


def _batches(article_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (article_ids[at : at + AT_ONCE] for at in range(0, len(article_ids), AT_ONCE))


def _add(told: dict[tuple[str, int], list[Traits]], readings: Iterable[Reading]) -> None:
    for report in reports(readings):
        told[report.reading.article.article_id, report.event.mention.start].append(traits(report))


def _meet(some: Iterable[Traits], others: Sequence[Traits]) -> bool:
    return any(of_one_event(one, other) for one in some for other in others)


def _by_id(readings: Iterable[Reading]) -> dict[str, Reading]:
    return {reading.article.article_id: reading for reading in readings}


def _came_out(reading: Reading) -> tuple[datetime, str]:
    """Orders articles, the oldest first."""
    article = reading.article
    after = datetime.combine(article.not_before, time(), UTC) if article.not_before else None
    return article.published_at or after or article.fetched_at, article.article_id
