"""How much a contest matters to any reader, and of what that is made; a watch list adds to it in the briefing.

The rule adds up parts, each with its weight here. Reprints and outlets of one owner count once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from tasks.analyse.claims.positions import Position
from tasks.models import Clue, ContestKind, Reading

# An act without an author weighs most, a claim that only its claimant attests least.
KIND: dict[ContestKind, float] = {
    "responsibility": 0.3,
    "denial": 0.25,
    "figures": 0.25,
    "doubt": 0.2,
    "reversal": 0.2,
    "unverified": 0.1,
}
ACTOR, ACTORS = 0.1, 3  # a catalogue actor that takes a side; so many count
PUBLISHER, PUBLISHERS = 0.06, 3  # an independent publisher beyond the first
PARTY, PARTIES = 0.04, 3  # a party beyond the first
DEAD, MOST_DEAD = 0.08, 0.24  # for each power of ten of the dead that the quoted sentences tell of; at most


def weighed(kind: ContestKind, positions: Sequence[Position]) -> tuple[Clue, ...]:
    """The parts of a contest's salience; their sum, at most 1, is the salience."""
    parties = {(p.party.actor, p.party.name) for p in positions if not p.party.voice}
    actors = {p.party.actor for p in positions if p.party.actor}
    publishers = {_publisher(p.reading) for p in positions}
    dead = max((_dead(p) for p in positions), default=0.0)
    parts = (
        Clue(kind, KIND[kind]),
        Clue(f"known actors: {len(actors)}", ACTOR * min(ACTORS, len(actors))),
        Clue(f"parties: {len(parties)}", PARTY * min(PARTIES, max(0, len(parties) - 1))),
        Clue(f"independent publishers: {len(publishers)}", PUBLISHER * min(PUBLISHERS, len(publishers) - 1)),
        Clue(f"killed: {dead:g}", min(MOST_DEAD, DEAD * math.log10(1 + dead))),
    )
    return tuple(Clue(part.what, round(part.weight, 3)) for part in parts if part.weight)


def _publisher(reading: Reading) -> str:
    return (reading.owner or reading.outlet or reading.article.source_id).casefold()


def _dead(position: Position) -> float:
    """The most dead that a figure or an event in a quoted sentence tells of."""
    analysis, (start, end) = position.reading.analysis, position.span
    told = [
        figure.high or figure.low or 0.0
        for figure in analysis.figures
        if figure.measure == "killed" and start <= figure.mention.start < end
    ]
    told += [
        event.killed[0] or event.killed[1] or 0.0
        for event in analysis.events
        if not event.background and any(s < end and start < e for s, e in [analysis.sentences[event.sentence].span])
    ]
    return max(told, default=0.0)
