"""What is new to a profile: articles, developments and contests that it has not been told of, or not so.

What is not in the ledger is new; what is in it otherwise is an update (see `tasks.brief.ledger`). Reprints add nothing
and are counted with their original. A development stands in one story, the one that most of its reports are from.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tasks.brief import ledger, salience
from tasks.brief.join import Joined, join
from tasks.brief.ledger import Ledger, Name
from tasks.brief.parts import Change
from tasks.models import Contest, ContestSide, Material, Profile, Reading, Shown

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NewDevelopment:
    """A development with what changed since it was last told; no changes: it is new."""

    joined: Joined
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class NewContest:
    """A contest with what changed since it was last told; no changes: it is new."""

    contest: Contest
    changes: tuple[Change, ...]
    salience: float  # for this profile


@dataclass(frozen=True, slots=True)
class NewStory:
    """The new articles of one story and the developments they report."""

    story_id: str
    title: str
    update: bool
    readings: tuple[Reading, ...]
    reprints: tuple[Reading, ...]
    developments: tuple[NewDevelopment, ...]
    elsewhere: tuple[str, ...]  # ids of the stories in which further developments that it reports are told


@dataclass(frozen=True, slots=True)
class News:
    """All that is new, and the ledger entries that say so once it is delivered."""

    stories: tuple[NewStory, ...]
    contests: tuple[NewContest, ...]  # most salient first
    weak: int  # contests left out because they score below the profile's threshold
    articles: tuple[Reading, ...]  # every new article, those left aside and reprints too
    future: tuple[Reading, ...]  # dated after the briefing's day
    shown: tuple[Shown, ...]


def select(material: Material, profile: Profile, name: Name, since: datetime | None, now: datetime) -> News:
    """What `profile` has not been told; with `since`, of articles published (undated: first read) from then on."""
    told = Ledger(material.shown)
    present = {r.article.article_id: r for r in material.readings if not is_future(r, now)}
    new = [r for r in present.values() if not _was_told(r, told)]
    new = [r for r in new if since is None or seen_at(r) >= since]
    fresh = {r.article.article_id for r in new}
    standing = list(_contests(material, present))
    sure = [contest for contest in standing if contest.score >= profile.min_score]
    quoted: dict[str, list[ContestSide]] = defaultdict(list)  # by article
    for row in (row for contest in sure for row in contest.sides):
        quoted[row.article_id].append(row)

    def contested(joined: Joined) -> bool:
        near = (row for report in joined.reports for row in quoted.get(report.reading.article.article_id, ()))
        return any(stands_in(row, joined) for row in near)

    developments, entries = _developments(present, fresh, told, name, contested)
    stories = _stories(material, present, fresh, told, developments)
    contests = []
    for contest in sure:
        before = told.contest(contest)
        changes = ledger.contest_changes(before, contest, present, fresh, name) if before else ()
        if changes or (before is None and any(side.article_id in fresh for side in contest.sides)):
            contests.append(NewContest(contest, changes, salience.of(contest, profile, present)))
    contests.sort(key=lambda one: (-one.salience, -one.contest.score, one.contest.contest_id))
    return News(
        stories=stories,
        contests=tuple(contests),
        weak=sum(c.score < profile.min_score and any(s.article_id in fresh for s in c.sides) for c in standing),
        articles=tuple(new),
        future=tuple(r for r in material.readings if is_future(r, now)),
        shown=(
            *(ledger.story_entry(s.story_id, _ids((*s.readings, *s.reprints))) for s in stories),
            *(ledger.story_entry(story_id, article_ids) for story_id, article_ids in material.rest.stories.items()),
            *entries,
            *(ledger.contest_entry(one.contest, present) for one in contests),
        ),
    )


def _ids(readings: Iterable[Reading]) -> list[str]:
    return [reading.article.article_id for reading in readings]


def seen_at(reading: Reading) -> datetime:
    """When an article came out; of an undated one, when it was first read."""
    return reading.article.published_at or reading.article.fetched_at


def _was_told(reading: Reading, told: Ledger) -> bool:
    """Whether an article was told, or its text before it was only taken otherwise from the same page."""
    before = reading.revision.revises if reading.revision and reading.revision.basis == "extraction" else None
    return not told.articles.isdisjoint({reading.article.article_id, before})


def is_future(reading: Reading, now: datetime) -> bool:
    """Whether an article bears a date that its place on earth cannot have reached yet."""
    published = reading.article.published_on
    return published is not None and published > (now.astimezone(UTC) + timedelta(hours=14)).date()


def is_foreign(reading: Reading) -> bool:
    """Whether the analysis, which reads English, had to leave the article aside."""
    return reading.article.language not in (None, "en")


# ---- developments ----


def stands_in(row: ContestSide, joined: Joined) -> bool:
    """Whether one side of a contest is quoted from a sentence by which a development is reported."""
    for report in joined.reports:
        start, end = report.reading.analysis.sentences[report.event.sentence].span
        if row.article_id == report.reading.article.article_id and row.start < end and start < row.end:
            return True
    return False


def _developments(
    present: Mapping[str, Reading],
    fresh: set[str],
    told: Ledger,
    name: Name,
    contested: ledger.Contested,
) -> tuple[list[tuple[NewDevelopment | None, Joined]], list[Shown]]:
    """What new articles report, None where it is told otherwise, and what the ledger is to hold of it."""
    usable = (r for r in present.values() if not is_foreign(r) and not _is_reprint(r, present))
    developments: list[tuple[NewDevelopment | None, Joined]] = []
    entries: list[Shown] = []
    for one in join(r for r in usable if r.article.article_id in fresh | told.articles):
        if not any(report.reading.article.article_id in fresh for report in one.reports):
            continue
        before, state = told.event(one), ledger.event_state(one, name, contested)
        changes = ledger.event_changes(before, state) if before else ()
        told_here = (changes or before is None) and not (_bare(one) and contested(one))
        developments.append((NewDevelopment(one, changes) if told_here else None, one))
        entries += ledger.event_entries(one, state)
    return developments, entries


def _bare(joined: Joined) -> bool:
    """Whether neither place nor day is known: a contest that quotes it tells all there is."""
    place, day = joined.first_with("place").event.place, joined.first_with("date_from").event.date_from
    return place is None and day is None


def _is_reprint(reading: Reading, present: Mapping[str, Reading]) -> bool:
    return reading.copy_of is not None and reading.copy_of in present


def _home(joined: Joined) -> str:
    """The story that a development is told in: that of most of its reports, of equally many that of its head."""
    stories = Counter(_story_of(report.reading) for report in joined.reports)
    return max(stories, key=lambda story: (stories[story], story == _story_of(joined.head.reading), story))


def _story_of(reading: Reading) -> str:
    return reading.story_id or reading.article.article_id


def _stories(
    material: Material,
    present: Mapping[str, Reading],
    fresh: set[str],
    told: Ledger,
    developments: Sequence[tuple[NewDevelopment | None, Joined]],
) -> tuple[NewStory, ...]:
    titles = {story.story_id: story.title for story in material.stories}
    members: dict[str, list[Reading]] = defaultdict(list)
    for reading in present.values():
        members[_story_of(reading)].append(reading)
    at_home: dict[str, list[NewDevelopment]] = defaultdict(list)
    elsewhere: dict[str, list[str]] = defaultdict(list)
    for new, joined in developments:
        home = _home(joined)
        if new is not None:
            at_home[home].append(new)
            for report in joined.reports:
                if report.reading.article.article_id in fresh and _story_of(report.reading) != home:
                    elsewhere[_story_of(report.reading)].append(home)
    stories = []
    for story_id, readings in members.items():
        mine = [r for r in readings if r.article.article_id in fresh]
        originals = [r for r in mine if not _is_reprint(r, present)]
        if mine or at_home[story_id]:
            stories.append(
                NewStory(
                    story_id=story_id,
                    title=_title(titles.get(story_id), readings, mine),
                    update=any(r.article.article_id in told.articles for r in readings),
                    readings=tuple(sorted(originals, key=seen_at)),
                    reprints=tuple(r for r in mine if _is_reprint(r, present)),
                    developments=tuple(at_home[story_id]),
                    elsewhere=tuple(dict.fromkeys(elsewhere[story_id])),
                )
            )
    return tuple(stories)


def _title(known: str | None, readings: Sequence[Reading], new: Sequence[Reading]) -> str:
    """What a story is known by, if an article at hand is headed so and not one that came out later, or is not read."""
    if known and any(known == r.article.title or r.article.text.strip().startswith(known) for r in readings):
        return known
    return next((r.article.title for r in (*new, *readings) if r.article.title), None) or ""


# ---- contests ----


def _contests(material: Material, present: Mapping[str, Reading]) -> Iterable[Contest]:
    """The contests as far as articles at hand put them; one of which these hold a single side is none."""
    for stored in material.contests:
        sides = tuple(side for side in stored.sides if _holds(side, present, stored.contest_id))
        if len({side.side for side in sides}) < min(2, len({side.side for side in stored.sides})):
            continue
        here = {(side.article_id, side.start) for side in sides}
        settled = next((c for c in reversed(stored.history) if c.change == "status"), None)
        if stored.status == "resolved" and settled and (settled.article_id, settled.start) not in here:
            yield replace(stored, sides=sides, status="contested")  # settled by words that are not at hand
        else:
            yield replace(stored, sides=sides)


def _holds(side: ContestSide, present: Mapping[str, Reading], contest_id: str) -> bool:
    """Whether a side's quote is what the stored article says there; a line that is not is never shown."""
    reading = present.get(side.article_id)
    if reading is None:
        return False
    if side.quote and reading.article.text[side.start : side.end] == side.quote:
        return True
    log.warning("contest %s: a quote from article %s is not in its text; left out", contest_id, side.article_id)
    return False
