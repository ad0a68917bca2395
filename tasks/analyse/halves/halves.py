"""Contests within one sentence: a claim and the words that turn it down stand in it side by side.

They are told by an aside (`half_asides`), by what a denial denies (`half_denials`), by a wording (`half_forms`).
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.positions import Position, RawContest
from tasks.analyse.claims.statements import Statement, is_furniture
from tasks.analyse.claims.words import read_words
from tasks.analyse.halves.half import Half
from tasks.analyse.halves.half_asides import set_aside
from tasks.analyse.halves.half_denials import denied
from tasks.analyse.halves.half_forms import worded
from tasks.analyse.parsing.overlapping import overlapping
from tasks.models import Clue, Stance

# How a party stands to the claim that it turns down; who takes his own words back now says otherwise.
STANCES: dict[str, Stance] = {"denial": "denies", "reversal": "asserts"}


def halves_of(told: Sequence[Statement], catalogue: Catalogue) -> list[RawContest]:
    """The contests that stand within one sentence of an article each.

    Args:
        told: all statements of the articles.
        catalogue: who belongs to whom.
    """
    readings = {statement.key[0]: statement.reading for statement in told}
    found = [half for reading in readings.values() for half in set_aside(reading, catalogue)]
    found += denied(told, catalogue)
    found += [half for reading in readings.values() for half in worded(reading, catalogue)]
    found = [half for half in found if not _in_furniture(half)]
    return [_contest(half) for n, half in enumerate(found) if not any(_overlap(half, other) for other in found[:n])]


def _in_furniture(half: Half) -> bool:
    """Whether it stands in a caption or in a headline of something else."""
    text = half.reading.article.text
    return any(
        is_furniture(text[slice(*s.span)].strip()) for s in overlapping(half.reading.analysis.sentences, half.claim)
    )


def _overlap(a: Half, b: Half) -> bool:
    """Whether two stand in one sentence, so that they are one matter told twice."""
    ours, theirs = ((min(h.claim[0], h.counter[0]), max(h.claim[1], h.counter[1])) for h in (a, b))
    return a.reading is b.reading and ours[0] < theirs[1] and theirs[0] < ours[1]


def _contest(half: Half) -> RawContest:
    text = half.reading.article.text
    positions = (
        Position(half.reading, half.claimant, "asserts", "claim", half.claim),
        Position(
            half.reading,
            half.party,
            STANCES.get(half.kind, "doubts"),
            "counter",
            half.counter,
            statement=half.statement,
        ),
    )
    return RawContest(
        kind=half.kind,
        key="",
        positions=positions,
        fit=half.fit,
        evidence=f'"{half.by}", in the same sentence',
        about=read_words(text, [half.claim], ()).all,
        clues=(Clue(f'"{half.by}", in the same sentence', half.fit),),
    )
