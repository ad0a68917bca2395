"""Which contest of today is which of yesterday: ids that stay while articles come and go.

A contest is known again by the places where its sides are put. What live running and a backfill may give differently is
only the id: live, a contest keeps the one it was first given, even when an earlier claim comes in later; in a backfill
it is named after the earliest claim at once. The sides, and what the history tells of them, are the same.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from tasks.analyse.contests.history import in_order
from tasks.models import Contest, ContestChange

WHOLE = 0.5  # share of a known contest's rows from which another that holds them has taken it in


def identified(found: Sequence[Contest], known: Sequence[Contest]) -> list[Contest]:
    """The contests found, each under the id by which it was known, or under a new one from its first claim.

    A known contest lives on in the found one that holds most of its rows (same article, overlapping stretch). Where
    several live on in one, the oldest id stays, and the history names those that were taken in.

    Args:
        found: contests as they were built; their ids do not count.
        known: contests found before, with their sides and history.
    """
    here: dict[str, set[int]] = defaultdict(set)
    for at, contest in enumerate(found):
        for side in contest.sides:
            here[side.article_id].add(at)
    heirs: dict[int, list[tuple[int, Contest]]] = defaultdict(list)
    for old in known:
        near = set().union(*(here.get(side.article_id, ()) for side in old.sides))
        shared = [(_shared(old, found[at]), found[at].kind == old.kind, -at) for at in near]
        most, _, at = max(shared, default=(0, False, 0))
        if most:
            heirs[-at].append((most, old))
    named = {at: _continued(found[at], olds) for at, olds in heirs.items()}
    taken = {contest.contest_id for contest in named.values()}
    for at, contest in enumerate(found):
        if at not in named:
            named[at] = replace(contest, contest_id=_new_id(contest, taken))
            taken.add(named[at].contest_id)
    return [named[at] for at in range(len(found))]


def _shared(old: Contest, new: Contest) -> int:
    """How many rows of a known contest stand where another has one."""
    return sum(
        any(side.article_id == row.article_id and side.start < row.end and row.start < side.end for row in new.sides)
        for side in old.sides
    )


def _continued(contest: Contest, olds: Sequence[tuple[int, Contest]]) -> Contest:
    """The contest under the oldest id of those that live on in it."""
    first = min(olds, key=lambda pair: (-pair[0], *_age(pair[1])))[1]
    whole = [old for shared, old in olds if old is not first and shared >= WHOLE * len(old.sides)]
    oldest, *rest = sorted([first, *whole], key=_age)
    merged = {change.detail: change for old in (oldest, *rest) for change in old.history if change.change == "merged"}
    for old in rest:
        merged.setdefault(old.contest_id, ContestChange(contest.last_seen_at, "merged", old.contest_id))
    return replace(contest, contest_id=oldest.contest_id, history=in_order((*contest.history, *merged.values())))


def _age(contest: Contest) -> tuple[object, str]:
    return contest.first_seen_at, contest.contest_id


def _new_id(contest: Contest, taken: set[str]) -> str:
    """A hash of the kind and of where the first claim stands; with a mark where another contest is named after it."""
    claim = contest.sides[0]
    name = f"{contest.kind}|{claim.article_id}:{claim.start}"
    ids = (hashlib.sha256(f"{name}{'+' * n}".encode()).hexdigest()[:16] for n in range(len(taken) + 1))
    return next(contest_id for contest_id in ids if contest_id not in taken)
