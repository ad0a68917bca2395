"""The ledger: what delivered digests told a profile, and what is otherwise now.

It holds of each story the articles, of each event the toll, place, certainty and whose words its authorship rests on,
of each contest the status, the sides with their figures, and where they stand. An event is known again by any of its
reports; a contest by its id, by the ids it took in, or by where its sides stand, should its id have changed.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from tasks.brief import telling
from tasks.brief.join import Joined, publisher
from tasks.brief.parts import Change, Range
from tasks.brief.report import UNKNOWN
from tasks.models import Contest, ContestSide, Reading, Shown

State = dict[str, Any]
Name = Callable[[str], str]  # catalogue id of an actor -> its name
Contested = Callable[[Joined], bool]  # whether a contest shown quotes a sentence that reports the event
CONFIRMED = 2  # independent publishers; more of them are no news


class Ledger:
    """What a profile was told before."""

    def __init__(self, shown: Iterable[Shown]) -> None:
        self.articles: set[str] = set()
        self._states: dict[tuple[str, str], State] = {}
        self._standing: dict[str, set[str]] = defaultdict(set)  # where a side stands -> contest ids
        for entry in shown:
            state = json.loads(entry.state)
            if entry.kind == "story":
                self.articles.update(state["articles"])
            self._states[entry.kind, entry.key] = state
            if entry.kind == "contest":
                for row in state["rows"]:
                    self._standing[row].add(entry.key)

    def event(self, joined: Joined) -> State | None:
        """What was told of a development; None: nothing."""
        states = (self._states.get(("event", report.key)) for report in joined.reports)
        return next((state for state in states if state is not None), None)

    def contest(self, contest: Contest) -> State | None:
        """What was told of a contest, and of those that it took in; None: nothing."""
        ids = [contest.contest_id, *(c.detail for c in contest.history if c.change == "merged")]
        states = [state for key in ids if (state := self._states.get(("contest", key)))]
        states = states or [self._states["contest", key] for key in self._same_rows(contest)]
        if not states:
            return None
        sides = {key: figure for state in reversed(states) for key, figure in state["sides"].items()}
        return states[0] | {"sides": sides}

    def _same_rows(self, contest: Contest) -> list[str]:
        """Contests told under another id that have half of their places, or half of this one's, in common with it."""
        rows = _rows(contest)
        common = Counter(key for row in rows for key in self._standing.get(row, ()))
        told = {key: self._states["contest", key] for key in common}
        return [
            key
            for key, n in sorted(common.items())
            if told[key]["kind"] == contest.kind and 2 * n >= min(len(told[key]["rows"]), len(rows))
        ]


# ---- stories ----


def story_entry(story_id: str, article_ids: Iterable[str]) -> Shown:
    """That these articles of a story were told."""
    return Shown("story", story_id, _dump({"articles": sorted(article_ids)}))


# ---- events ----


def event_state(joined: Joined, name: Name, contested: Contested) -> State:
    """What a reader is told of a development; whose words its authorship rests on unless a contest tells that."""
    place = joined.first_with("place").event.place
    head = joined.head.event
    disputed = contested(joined)
    first = {measure: joined.first_with(measure) for measure in ("killed", "injured")}
    return {
        "killed": list(first["killed"].event.killed),
        "injured": list(first["injured"].event.injured),
        "says": {key: telling.reporter(r.reading, r.event, name) for key, r in first.items()},
        "tolls": {measure: sorted(map(str, joined.tolls(measure))) for measure in ("killed", "injured")},
        "place": place.name if place else None,
        "certainty": head.happened or head.certainty,
        "authors": [] if disputed else sorted(_authors(joined, name)),
        "publishers": len({publisher(report.reading) for report in joined.reports}),
        "contested": disputed,
    }


def _authors(joined: Joined, name: Name) -> set[str]:
    """Who claims it, suspects somebody of it or denies it."""
    return {
        f"{report.event.certainty}|{telling.reporter(report.reading, report.event, name) or ''}"
        for report in joined.reports
        if report.event.happened or report.event.certainty == "denied"
    }


def event_changes(before: State, after: State) -> tuple[Change, ...]:
    """What is told of a development otherwise than before."""
    changes = []
    for measure in ("killed", "injured"):
        was, now = _range(before[measure]), _range(after[measure])
        if was != now and str(now) not in before["tolls"][measure]:
            same = before["says"][measure] == after["says"][measure] or (was[0] or 0) <= (now[0] or 0)
            changes.append(Change(measure, None if same else after["says"][measure], was, now))
    if after["place"] and before["place"] != after["place"]:
        changes.append(Change("place", None, before["place"], after["place"]))
    if before["certainty"] != after["certainty"]:
        changes.append(Change("certainty", None, before["certainty"], after["certainty"]))
    for author in after["authors"]:
        if author not in before["authors"]:
            certainty, _, who = author.partition("|")
            changes.append(Change("author", who or None, None, certainty))
    if not changes and not after["contested"] and before["publishers"] < CONFIRMED <= after["publishers"]:
        changes.append(Change("publishers", None, before["publishers"], after["publishers"]))
    return tuple(changes)


def event_entries(joined: Joined, state: State) -> Iterable[Shown]:
    """That a development was told, under each of its reports."""
    return (Shown("event", report.key, _dump(state)) for report in joined.reports)


# ---- contests ----


def side_name(side: ContestSide, name: Name) -> str | None:
    """The party as the catalogue names it, or else as the article does; None: the outlet itself."""
    return name(side.actor) if side.actor else side.source_text


def contest_state(contest: Contest, readings: Mapping[str, Reading]) -> State:
    """What a reader is told of a contest; of each party's figures the latest.

    Args:
        contest: with sides all of whose articles are among `readings`.
        readings: by article_id.
    """
    rows = sorted(contest.sides, key=lambda row: _moment(readings[row.article_id]))
    return {
        "kind": contest.kind,
        "status": contest.status,
        "sides": {_side_key(row): [row.low, row.high] for row in rows},
        "rows": sorted(_rows(contest)),
    }


def contest_changes(
    before: State, contest: Contest, readings: Mapping[str, Reading], fresh: Collection[str], name: Name
) -> tuple[Change, ...]:
    """What new articles brought to a contest that was told before.

    Args:
        before: what was told of it.
        contest: as it is now.
        readings: all articles of its sides, by id.
        fresh: ids of the articles that were not told before.
        name: an actor's name by its id.
    """
    after = contest_state(contest, readings)
    changes = []
    for key in dict.fromkeys(map(_side_key, contest.sides)):
        rows = [row for row in contest.sides if _side_key(row) == key and row.article_id in fresh]
        if not rows:
            continue
        if key not in before["sides"] and not _took_it_before(rows[0], contest, before):
            days = [day for row in rows if (day := readings[row.article_id].article.published_on)]
            changes.append(Change("side", side_name(rows[0], name), stance=rows[0].stance, on=min(days, default=None)))
        elif key in before["sides"] and before["sides"][key] != after["sides"][key] != [None, None]:
            was, now = _range(before["sides"][key]), _range(after["sides"][key])
            changes.append(Change("figure", side_name(rows[0], name), was, now))
    if before["status"] != after["status"] and any(row.article_id in fresh for row in contest.sides):
        changes.append(Change("status", None, before["status"], after["status"]))
    return tuple(changes)


def contest_entry(contest: Contest, readings: Mapping[str, Reading]) -> Shown:
    """That a contest was told."""
    return Shown("contest", contest.contest_id, _dump(contest_state(contest, readings)))


def _took_it_before(row: ContestSide, contest: Contest, before: State) -> bool:
    """Whether the party, under another of its names, was told to take the same stance."""
    if row.party is None:
        return False
    others: Sequence[ContestSide] = [r for r in contest.sides if (r.party, r.stance) == (row.party, row.stance)]
    return any(_side_key(other) in before["sides"] for other in others)


def _side_key(side: ContestSide) -> str:
    """Tells one party's position from another's, whatever its number."""
    return f"{side.actor or (side.source_text or '').casefold()}|{side.stance}"


def _rows(contest: Contest) -> set[str]:
    """Where the sides of a contest stand."""
    return {f"{side.article_id}:{side.start}" for side in contest.sides}


def _moment(reading: Reading) -> tuple[str, str]:
    article = reading.article
    return (article.published_at or article.fetched_at).isoformat(), article.article_id


def _range(pair: Sequence[float | None]) -> Range:
    return (pair[0], pair[1]) if pair else UNKNOWN


def _dump(state: State) -> str:
    return json.dumps(state, sort_keys=True, separators=(",", ":"))
