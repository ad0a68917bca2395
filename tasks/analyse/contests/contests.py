"""Contested claims: where the record holds two positions, or says itself that it could not check.

The finders (denials, figures, responsibility, reversals, pairs) hand over raw contests. Here those of one matter
become one (`folding`), what the record settles is marked (`settling`), positions become numbered sides (`sides`), and
each gets its status and history (`history`), salience (`salience`) and an id that stays (`identity`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import replace

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.positions import clues_of
from tasks.analyse.claims.statements import Statement, statements
from tasks.analyse.claims.weights import Weights
from tasks.analyse.contests.folding import folded
from tasks.analyse.contests.history import history, standing, status_of
from tasks.analyse.contests.identity import identified
from tasks.analyse.contests.propositions import proposition
from tasks.analyse.contests.salience import weighed
from tasks.analyse.contests.settling import Settled, settle
from tasks.analyse.contests.sides import numbered, seen
from tasks.analyse.disputes.denials import denial_contests
from tasks.analyse.disputes.pairs import answer_contests
from tasks.analyse.figures.atissue import with_numbers
from tasks.analyse.figures.quantities import figure_contests
from tasks.analyse.halves.halves import halves_of
from tasks.analyse.responsibility.responsibility import responsibility_contests
from tasks.models import Clue, Contest, Reading


def find_contests(
    readings: Sequence[Reading], catalogue: Catalogue, known: Sequence[Contest] = (), cleared: Container[str] = ()
) -> list[Contest]:
    """The contested claims of some articles, the most salient first.

    Claims are set against each other within a story (`Reading.story_id`; an article without one stands alone),
    strengths of named groups across all articles given. Articles that reprint another (`Reading.copy_of`) add nothing.

    Args:
        readings: the articles.
        catalogue: who belongs to whom.
        known: contests found before in these articles; what is found again keeps its id.
        cleared: ids of articles in which contests were sought before and none was found: none lies within one of them,
            nor between those of them that make up a story.
    """
    originals = [reading for reading in readings if reading.copy_of is None]
    told = {reading.article.article_id: statements(reading, catalogue) for reading in originals}
    everything = [statement for found in told.values() for statement in found]
    weights = Weights(everything)
    stories: dict[str, list[Statement]] = defaultdict(list)
    for reading in originals:
        stories[reading.story_id or reading.article.article_id] += told[reading.article.article_id]
    raw = figure_contests(originals, told, weights, catalogue)
    raw += responsibility_contests(everything, weights, catalogue)
    told_anew = {name: [s for s in story if s.key[0] not in cleared] for name, story in stories.items()}
    halves = {name: halves_of(anew, catalogue) for name, anew in told_anew.items() if anew}
    for name, within in halves.items():
        raw += denial_contests(stories[name], catalogue, everything, within)
    for name, within in halves.items():
        raw += answer_contests(told_anew[name], catalogue, within, raw)
    raw = [with_numbers(one) for one in folded(raw, told, weights, catalogue)]
    settled = settle(raw, told, originals, weights, catalogue)
    built = [contest for one in settled if (contest := _built(one, weights, catalogue)) is not None]
    return sorted(identified(built, known), key=lambda contest: (-contest.salience, -contest.score, contest.contest_id))


def _built(settled: Settled, weights: Weights, catalogue: Catalogue) -> Contest | None:
    """A contest with its sides numbered, as yet without an id; None where fewer than two positions are left."""
    raw = settled.contest
    placed = numbered(raw.kind, raw.positions, weights, catalogue)
    status = standing(settled, placed)
    if not status:
        return None
    moments = [seen(position.reading.article) for position in raw.positions]
    stories = {position.reading.story_id for position in raw.positions}
    parts = weighed(raw.kind, raw.positions)
    return Contest(
        contest_id="",
        story_id=stories.pop() if len(stories) == 1 else None,
        kind=raw.kind,
        proposition=proposition(replace(raw, positions=tuple(p for p, _ in placed)), catalogue),
        status=status_of(status),
        sides=tuple(row for _, row in placed),
        score=round(raw.fit, 3),
        salience=round(min(1.0, sum(part.weight for part in parts)), 3),
        evidence=raw.evidence,
        first_seen_at=min(moments),
        last_seen_at=max(moments),
        clues=tuple(Clue(clue.what, round(clue.weight, 3)) for clue in clues_of(raw)),
        weights=parts,
        history=history(settled, placed),
    )
