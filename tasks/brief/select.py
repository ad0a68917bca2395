"""What is new to a profile: articles, developments and contests that it has not been told of, or not so.

The ledger (`Material.shown`) says what earlier digests told: of a story the articles, of an event the toll, certainty
and number of publishers, of a contest the status and the sides. What is not in it is new; what is in it otherwise is
an update. Reprints add nothing and are counted with their original.
"""

from __future__ import annotations

import json
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tasks.brief import salience
from tasks.brief.join import Joined, join, publisher
from tasks.brief.parts import Change, Range
from tasks.models import Contest, ContestSide, Material, Profile, Reading, Shown

log = logging.getLogger(__name__)
Told = dict[tuple[str, str], Any]  # (kind, key) -> state
Name = Callable[[str], str]  # catalogue id of an actor -> its name


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
    told: Told = {(entry.kind, entry.key): json.loads(entry.state) for entry in material.shown}
    old = {article for (kind, _), state in told.items() if kind == "story" for article in state["articles"]}
    future = [r for r in material.readings if is_future(r, now)]
    present = [r for r in material.readings if not is_future(r, now) and (since is None or seen_at(r) >= since)]
    new = [r for r in present if r.article.article_id not in old]
    stories = _stories(material, new, old, told)
    contests, weak = _contests(material, present, new, profile, name, told)
    shown = [
        *(_story_entry(story, told) for story in stories),
        *(entry for story in stories for new_one in story.developments for entry in _event_entries(new_one.joined)),
        *(Shown("contest", c.contest.contest_id, _dump(contest_state(c.contest))) for c in contests),
    ]
    return News(stories, contests, weak, tuple(new), tuple(future), tuple(shown))


def seen_at(reading: Reading) -> datetime:
    """When an article came out; of an undated one, when it was first read."""
    return reading.article.published_at or reading.article.fetched_at


def is_future(reading: Reading, now: datetime) -> bool:
    """Whether an article bears a date that its place on earth cannot have reached yet."""
    published = reading.article.published_on
    return published is not None and published > (now.astimezone(UTC) + timedelta(hours=14)).date()


def is_foreign(reading: Reading) -> bool:
    """Whether the analysis, which reads English, had to leave the article aside."""
    return reading.article.language not in (None, "en")


# ---- developments ----------------------------------------------------------------------------------------------


def _stories(material: Material, new: list[Reading], old: set[str], told: Told) -> tuple[NewStory, ...]:
    known = {r.article.article_id for r in material.readings}
    titles = {story.story_id: story.title for story in material.stories}
    members: dict[str, list[Reading]] = defaultdict(list)
    for reading in material.readings:
        members[reading.story_id or reading.article.article_id].append(reading)
    fresh = {r.article.article_id for r in new}
    stories = []
    for story_id, readings in members.items():
        originals = [r for r in readings if not (r.copy_of and r.copy_of in known)]
        mine = [r for r in originals if r.article.article_id in fresh]
        copies = [r for r in readings if r not in originals and r.article.article_id in fresh]
        if not mine and not copies:
            continue
        usable = [r for r in originals if not is_foreign(r) and r.article.article_id in fresh | old]
        stories.append(
            NewStory(
                story_id=story_id,
                title=titles.get(story_id) or next((r.article.title for r in mine if r.article.title), "") or "",
                update=any(r.article.article_id in old for r in readings),
                readings=tuple(sorted(mine, key=seen_at)),
                reprints=tuple(copies),
                developments=tuple(_developments(join(usable), fresh, told)),
            )
        )
    return tuple(stories)


def _developments(joined: Iterable[Joined], fresh: set[str], told: Told) -> Iterable[NewDevelopment]:
    for one in joined:
        if not any(report.reading.article.article_id in fresh for report in one.reports):
            continue
        before = next((told[key] for key in (("event", report.key) for report in one.reports) if key in told), None)
        if before is None:
            yield NewDevelopment(one, ())
        elif changes := _event_changes(before, event_state(one)):
            yield NewDevelopment(one, changes)


def event_state(joined: Joined) -> dict[str, Any]:
    """What a reader is told of a development."""
    return {
        "killed": list(joined.first_with("killed").event.killed),
        "injured": list(joined.first_with("injured").event.injured),
        "certainty": joined.head.event.certainty,
        "publishers": len({publisher(report.reading) for report in joined.reports}),
    }


def _event_changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    changes = []
    if before["killed"] != after["killed"]:
        changes.append(Change("killed", None, _range(before["killed"]), _range(after["killed"])))
    if before["injured"] != after["injured"]:
        changes.append(Change("injured", None, _range(before["injured"]), _range(after["injured"])))
    if before["certainty"] != after["certainty"]:
        changes.append(Change("certainty", None, before["certainty"], after["certainty"]))
    if before["publishers"] < after["publishers"]:
        changes.append(Change("publishers", None, before["publishers"], after["publishers"]))
    return tuple(changes)


def _event_entries(joined: Joined) -> Iterable[Shown]:
    state = _dump(event_state(joined))
    return (Shown("event", report.key, state) for report in joined.reports)


def _story_entry(story: NewStory, told: Told) -> Shown:
    before = told.get(("story", story.story_id), {"articles": []})["articles"]
    now = (r.article.article_id for r in (*story.readings, *story.reprints))
    return Shown("story", story.story_id, _dump({"articles": sorted({*before, *now})}))


# ---- contests --------------------------------------------------------------------------------------------------


def _contests(
    material: Material, present: list[Reading], new: list[Reading], profile: Profile, name: Name, told: Told
) -> tuple[tuple[NewContest, ...], int]:
    readings = {r.article.article_id: r for r in material.readings}
    window = {r.article.article_id for r in present}
    fresh = {r.article.article_id for r in new}
    contests, weak = [], 0
    for stored in material.contests:
        contest = replace(
            stored, sides=tuple(side for side in stored.sides if _holds(side, readings, stored.contest_id))
        )
        if not contest.sides or not any(side.article_id in window for side in contest.sides):
            continue
        before = told.get(("contest", contest.contest_id))
        changes = _contest_changes(before, contest, readings, name) if before else ()
        if contest.score < profile.min_score:
            weak += before is None and any(side.article_id in fresh for side in contest.sides)
        elif before is None or changes:
            contests.append(NewContest(contest, changes, salience.of(contest, profile, readings)))
    contests.sort(key=lambda new: (-new.salience, -new.contest.score, new.contest.contest_id))
    return tuple(contests), weak


def _holds(side: ContestSide, readings: Mapping[str, Reading], contest_id: str) -> bool:
    """Whether a side's quote is what the stored article says there; a line that is not is never shown."""
    reading = readings.get(side.article_id)
    if reading is not None and side.quote and reading.article.text[side.start : side.end] == side.quote:
        return True
    log.warning("contest %s: a quote from article %s is not in its text; left out", contest_id, side.article_id)
    return False


def side_key(side: ContestSide) -> str:
    """Tells one party's position from another's, whatever its number."""
    return f"{side.actor or (side.source_text or '').casefold()}|{side.stance}"


def side_name(side: ContestSide, name: Name) -> str | None:
    """The party as the catalogue names it, or else as the article does; None: the outlet itself."""
    return name(side.actor) if side.actor else side.source_text


def contest_state(contest: Contest) -> dict[str, Any]:
    """What a reader is told of a contest."""
    return {"status": contest.status, "sides": {side_key(s): [s.low, s.high] for s in reversed(contest.sides)}}


def _contest_changes(
    before: dict[str, Any], contest: Contest, readings: Mapping[str, Reading], name: Name
) -> tuple[Change, ...]:
    after = contest_state(contest)
    names = {side_key(side): side_name(side, name) for side in contest.sides}
    changes = []
    for key, figure in sorted(after["sides"].items()):
        if key not in before["sides"]:
            rows = [side for side in contest.sides if side_key(side) == key]
            days = [day for row in rows if (day := readings[row.article_id].article.published_on)]
            changes.append(Change("side", names[key], stance=rows[0].stance, on=min(days, default=None)))
        elif before["sides"][key] != figure:
            changes.append(Change("figure", names[key], _range(before["sides"][key]), _range(figure)))
    if before["status"] != after["status"]:
        changes.append(Change("status", None, before["status"], after["status"]))
    return tuple(changes)


def _range(pair: list[float | None]) -> Range:
    return pair[0], pair[1]


def _dump(state: dict[str, Any]) -> str:
    return json.dumps(state, sort_keys=True, separators=(",", ":"))
