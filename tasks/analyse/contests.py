"""Contested claims: where the record holds two positions, or says itself that it could not check.

The finders (denials, figures, responsibility, reversals) hand over raw contests; here they get an identity that stays
while sides join, numbered sides, a proposition, a score and a salience.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from tasks.analyse.actors import Catalogue
from tasks.analyse.denials import denial_contests
from tasks.analyse.identity import identified
from tasks.analyse.positions import Position, RawContest
from tasks.analyse.propositions import proposition
from tasks.analyse.quantities import figure_contests
from tasks.analyse.responsibility import responsibility_contests
from tasks.analyse.statements import Statement, one_side, statements
from tasks.analyse.targets import Weights
from tasks.models import Contest, ContestSide, Reading


def find_contests(readings: Sequence[Reading], catalogue: Catalogue, known: Sequence[Contest] = ()) -> list[Contest]:
    """The contested claims of some articles, the most salient first.

    Claims are set against each other within a story (`Reading.story_id`; an article without one stands alone),
    strengths of named groups across all articles given. Articles that reprint another (`Reading.copy_of`) add nothing.

    Args:
        readings: the articles.
        catalogue: who belongs to whom.
        known: contests found before in these articles; what is found again keeps its id.
    """
    originals = [reading for reading in readings if reading.copy_of is None]
    told = {reading.article.article_id: statements(reading, catalogue) for reading in originals}
    weights = Weights(statement for found in told.values() for statement in found)
    stories: dict[str, list[Statement]] = defaultdict(list)
    for reading in originals:
        stories[reading.story_id or reading.article.article_id] += told[reading.article.article_id]
    raw = figure_contests(originals, told, weights, catalogue)
    everything = [statement for found in told.values() for statement in found]
    raw += responsibility_contests(everything, weights, catalogue)
    for story in stories.values():
        raw += denial_contests(story, weights, catalogue, everything)
    built = [contest for one in raw if (contest := _built(one, catalogue)) is not None]
    return sorted(identified(built, known), key=lambda contest: (-contest.salience, -contest.score, contest.contest_id))


def _built(raw: RawContest, catalogue: Catalogue) -> Contest | None:
    """A contest with its sides numbered; None where fewer than two positions are left."""
    positions = sorted(raw.positions, key=_order)
    sides = _sides(positions, catalogue)
    if len({side.side for side in sides}) < 2:
        return None
    readings = [position.reading for position in positions]
    seen = [_seen(reading) for reading in readings]
    stories = {reading.story_id for reading in readings}
    return Contest(
        contest_id="",
        story_id=readings[0].story_id if len(stories) == 1 else None,
        kind=raw.kind,
        proposition=proposition(raw, catalogue),
        status="unverified" if raw.kind == "unverified" else "contested",
        sides=tuple(sides),
        score=round(raw.fit, 3),
        salience=round(_salience(raw), 3),
        evidence=raw.evidence,
        first_seen_at=min(seen),
        last_seen_at=max(seen),
    )


def _order(position: Position) -> tuple[bool, float, datetime, str, int]:
    """Claims before counters, higher figures before lower, then as they came in: the first claim names the contest."""
    article = position.reading.article
    size = -(position.high or position.low or 0.0)
    return position.role == "counter", size, article.fetched_at, article.article_id, position.span[0]


def _sides(positions: Sequence[Position], catalogue: Catalogue) -> list[ContestSide]:
    """One row a place; one number for one party's position, and for all who give one figure."""
    heads: list[Position] = []
    rows: list[ContestSide] = []
    for position in positions:
        same = [
            n
            for n, head in enumerate(heads)
            if head.role == position.role
            and (position.figure is not None or one_side(head.party, position.party, catalogue))
        ]
        if not same:
            heads.append(position)
        number = same[0] if same else len(heads) - 1
        text = position.reading.article.text
        row = ContestSide(
            side=number + 1,
            actor=position.party.actor,
            source_text=position.party.text,
            stance=position.stance,
            quote=text[slice(*position.span)],
            article_id=position.reading.article.article_id,
            start=position.span[0],
            end=position.span[1],
            low=position.low,
            high=position.high,
        )
        rows.append(row)
    return [
        row
        for n, row in enumerate(rows)
        if not any(_within(row, other) for m, other in enumerate(rows) if m != n) and row not in rows[:n]
    ]


def _within(row: ContestSide, other: ContestSide) -> bool:
    """Whether another row of the same side quotes this one's words and more."""
    return (
        (row.side, row.article_id) == (other.side, other.article_id)
        and other.start <= row.start
        and row.end <= other.end
        and (row.start, row.end) != (other.start, other.end)
    )


def _seen(reading: Reading) -> datetime:
    return reading.article.published_at or reading.article.fetched_at


def _salience(raw: RawContest) -> float:
    """How much a contest matters: known actors on both sides, several outlets, several parties."""
    actors = {position.party.actor for position in raw.positions if position.party.actor}
    articles = {position.reading.article.article_id for position in raw.positions}
    parties = {(position.party.actor, position.party.name) for position in raw.positions}
    weight = {
        "denial": 0.3,
        "figures": 0.3,
        "responsibility": 0.35,
        "doubt": 0.25,
        "reversal": 0.25,
        "unverified": 0.15,
    }
    return min(
        1.0,
        weight[raw.kind]
        + 0.12 * min(3, len(actors))
        + 0.08 * min(3, len(articles) - 1)
        + 0.05 * min(3, len(parties) - 1),
    )
