"""The number that a side of any contest puts forward: "six soldiers died looking for him" against "none did"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.analyse.claims.positions import Position, RawContest
from tasks.analyse.claims.words import concept, read_words
from tasks.analyse.figures.measures import PERSONS, measures
from tasks.analyse.parsing.numbers import VAGUE
from tasks.models import Figure


def with_numbers(contest: RawContest) -> RawContest:
    """The contest with the bounds of each number that is at issue in it.

    A number is at issue where another position speaks of what it counts, or of what befell the counted. A quote with
    several such numbers shows none: which of them is meant cannot be told.
    """
    if contest.kind == "figures":
        return contest
    return replace(contest, positions=tuple(_numbered(p, contest.positions) for p in contest.positions))


def bounds(figure: Figure) -> tuple[float | None, float | None]:
    """Lower and upper bound as a side of a contest shows them: an open end is closed by the number that is given."""
    low = figure.low if figure.low is not None else figure.high
    high = figure.high if figure.high is not None else figure.low
    return low, high


def _numbered(position: Position, positions: Sequence[Position]) -> Position:
    start, end = position.span
    others = [other for other in positions if other.role != position.role]
    spoken_of = frozenset(word for other in others for word in _words(other))
    at_issue = [
        figure
        for figure in position.reading.analysis.figures
        if start <= figure.mention.start < end
        and not figure.part
        and figure.mention.text.lower() not in VAGUE
        and figure.measure in PERSONS
        and _subject(figure) & spoken_of
    ]
    if len({bounds(figure) for figure in at_issue}) != 1:
        return position
    low, high = bounds(at_issue[0])
    return replace(position, low=low, high=high)


def _subject(figure: Figure) -> frozenset[str]:
    """The noun that is counted and, of a toll, the verbs that tell it."""
    nouns = (figure.population or "").lower().split()[-1:]
    verbs = [verb for verb, measure in measures().verbs.items() if measure == figure.measure]
    return frozenset(concept(word) for word in (*nouns, *verbs))


def _words(position: Position) -> frozenset[str]:
    return read_words(position.reading.article.text, [position.span], ()).all
