"""The life of a contest: when it opened, who joined it, how its status changed.

Everything is dated by the articles themselves, so that a backfill tells the same history as live running; only which
contests were once apart (see `identity`) is known to live running alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tasks.analyse.contests.settling import Settled
from tasks.analyse.contests.sides import Placed, seen
from tasks.models import RESOLVED, ContestChange, ContestKind, ContestStatus

LIFE = ("opened", "joined", "status", "merged")  # the order of changes of one moment


def in_order(changes: Iterable[ContestChange]) -> tuple[ContestChange, ...]:
    """Changes, oldest first."""
    return tuple(
        sorted(changes, key=lambda c: (c.at, LIFE.index(c.change), c.detail, c.article_id or "", c.start or 0))
    )


def history(settled: Settled, placed: Sequence[Placed]) -> tuple[ContestChange, ...]:
    """What became of a contest: its first claim opened it, every further party joined it, its status changed.

    Args:
        settled: the contest, and how it was settled.
        placed: its positions with their rows.
    """
    first, *rest = sorted(placed, key=lambda pair: (seen(pair[0].reading.article), pair[1].side, pair[1].start))
    changes = [_change("opened", first)]
    parties, so_far, status = {_party(first)}, [first], ""
    for moment in sorted({seen(p.reading.article) for p, _ in placed}):
        come = [pair for pair in rest if seen(pair[0].reading.article) == moment]
        for pair in come:
            if _party(pair) not in parties and moment > changes[0].at:
                changes.append(_change("joined", pair))
            parties.add(_party(pair))
        so_far += come
        now = standing(settled, so_far)
        if status and now != status:
            changes.append(_change("status", _bringer(settled, come, now), now))
        status = now
    return in_order(changes)


def standing(settled: Settled, placed: Sequence[Placed]) -> str:
    """The status that these positions give: contested, unverified, or how it was resolved; "" of one side alone."""
    if len({row.side for _, row in placed}) < 2:
        return ""
    if settled.how and any(_settles(settled, pair) for pair in placed):
        return settled.how
    opposed = any(position.role == "counter" and not position.party.voice for position, _ in placed)
    return "contested" if opposed or settled.contest.kind in APART else "unverified"


APART: tuple[ContestKind, ...] = ("figures", "responsibility", "reversal")  # their sides differ without a counter


def status_of(standing: str) -> ContestStatus:
    """The public status."""
    return "resolved" if standing in RESOLVED else "unverified" if standing == "unverified" else "contested"


def _settles(settled: Settled, pair: Placed) -> bool:
    by, (position, row) = settled.by, pair
    return by is not None and (
        position is by or (row.article_id == by.reading.article.article_id and row.start <= by.span[0] < row.end)
    )


def _bringer(settled: Settled, come: Sequence[Placed], now: str) -> Placed:
    """Which of the rows that came in changed the status."""
    if now in RESOLVED:
        return next(pair for pair in come if _settles(settled, pair))
    return next((pair for pair in come if pair[0].role == "counter"), come[0])


def _party(pair: Placed) -> tuple[int, str]:
    _, row = pair
    return row.side, row.actor or (row.source_text or "").casefold()


def _change(what: str, pair: Placed, detail: str = "") -> ContestChange:
    position, row = pair
    return ContestChange(seen(position.reading.article), what, detail, row.article_id, row.start, row.end)  # type: ignore[arg-type]
