"""What the finders of contests hand over: parties' positions on one matter, before they are numbered and worded."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.analyse.claims.parties import Party
from tasks.analyse.claims.statements import Statement
from tasks.models import Clue, ContestKind, Figure, Reading, Span, Stance


@dataclass(frozen=True, slots=True)
class Position:
    """One party's position as one article reports it."""

    reading: Reading
    party: Party
    stance: Stance
    role: str  # "claim", "counter" or, of a figure, its value: parties in one role say the same
    span: Span  # what to quote
    low: float | None = None
    high: float | None = None
    statement: Statement | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class RawContest:
    """Positions that make one contest."""

    kind: ContestKind
    key: str  # what the contest is about where that has a name of its own; "" where its first claim names it
    positions: tuple[Position, ...]
    fit: float  # 0..1, how sure
    evidence: str
    about: frozenset[str]  # the words at issue
    clues: tuple[Clue, ...] = ()  # what the fit is made of, each with what it adds; empty: the rule alone


def clues_of(contest: RawContest) -> tuple[Clue, ...]:
    """What the fit is made of; of a finder that goes by one rule, that rule."""
    return contest.clues or (Clue(contest.evidence, contest.fit),)
