"""What the record itself says settles a contest: the later words of a party to it, never what we would hold settled.

* confirmed: all who denied the claim (or, where nobody denied it, doubted it) confirm it later;
* withdrawn: all who made the claim take it back later;
* revised: of two figures that could not both be right, the party that gave one gives the other later.

Later is an article of a later day, or words that their article marks as later than the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.parties import Party, one_side
from tasks.analyse.claims.positions import Position, RawContest
from tasks.analyse.claims.quoting import quote_span
from tasks.analyse.claims.statements import Statement, far_apart
from tasks.analyse.claims.weights import Weights, same_claim
from tasks.analyse.claims.words import read_words
from tasks.models import Figure, Reading

ONE_CLAIM = 0.4  # likeness from which what is confirmed is the claim
ONE_COUNT = 0.3  # likeness of the sentences from which two figures count the same


@dataclass(frozen=True, slots=True)
class Settled:
    """A contest, and by which of its positions it was settled, where it was."""

    contest: RawContest
    how: str = ""  # one of tasks.models.RESOLVED; "" where it stands
    by: Position | None = None


def settle(
    raw: Sequence[RawContest],
    told: Mapping[str, Sequence[Statement]],
    readings: Sequence[Reading],
    weights: Weights,
    catalogue: Catalogue,
) -> list[Settled]:
    """Every contest, settled or not. A reversal by which a party settles another contest is a part of that one.

    Args:
        raw: the contests, each matter once.
        told: the statements of each article.
        readings: the articles.
        weights: how telling each word is.
        catalogue: who belongs to whom.
    """
    reversals = [one for one in raw if one.kind == "reversal"]
    confirming = [s for found in told.values() for s in found if s.stance == "confirms" and not s.hedged]
    used: list[RawContest] = []
    found = []
    for one in raw:
        if one.kind == "figures":
            found.append(_revised(one, readings, weights, catalogue))
        elif one.kind in ("denial", "doubt"):
            turned = next((settled for r in reversals if (settled := _turned(one, r, catalogue))), None)
            if turned is not None:
                used.append(turned[0])
            found.append(turned[1] if turned else _confirmed(one, confirming, weights, catalogue))
        else:
            found.append(Settled(one))
    return [settled for settled in found if settled.contest not in used]


def _turned(one: RawContest, reversal: RawContest, catalogue: Catalogue) -> tuple[RawContest, Settled] | None:
    """The contest as settled by somebody who now says otherwise than in it."""
    earlier = {p.statement.key for p in reversal.positions if p.role == "claim" and p.statement}
    later = [p for p in reversal.positions if p.role == "counter"]
    for how, side, role in (("confirmed", _against(one), "claim"), ("withdrawn", _for(one), "counter")):
        if not any(p.statement and p.statement.key in earlier for p in side):
            continue
        if all(any(one_side(p.party, q.party, catalogue) for q in later) for p in side):
            moved = tuple(replace(p, role=role) for p in later)
            return reversal, Settled(replace(one, positions=(*one.positions, *moved)), how, moved[0])
    return None


def _confirmed(one: RawContest, confirming: Iterable[Statement], weights: Weights, catalogue: Catalogue) -> Settled:
    """The contest as settled by a denier's later confirmation, if there is one."""
    against, held = _against(one), {p.statement.key for p in one.positions if p.statement}
    claims = [p.statement for p in _for(one) if p.statement]
    for statement in confirming:
        if statement.key in held or not claims or far_apart(statement, claims[0]):
            continue
        if not against or not all(
            one_side(p.party, statement.party, catalogue) and _later(p.reading, statement.reading) for p in against
        ):
            continue
        if max(same_claim(statement.words, claim.words, weights) for claim in claims) < ONE_CLAIM:
            continue
        by = Position(
            reading=statement.reading,
            party=statement.party,
            stance="confirms",
            role="claim",
            span=quote_span(statement, one.about, shared=False),
            statement=statement,
        )
        return Settled(replace(one, positions=(*one.positions, by)), "confirmed", by)
    return Settled(one)


def _revised(one: RawContest, readings: Sequence[Reading], weights: Weights, catalogue: Catalogue) -> Settled:
    """The contest of two figures as settled where one party has come to give the other's."""
    if len({p.role for p in one.positions}) != 2:
        return Settled(one)
    for old in one.positions:
        rivals = [p for p in one.positions if p.role != old.role]
        for reading in (reading for reading in readings if reading.story_id == old.reading.story_id):
            for figure in reading.analysis.figures if _later(old.reading, reading) else ():
                party = _giver(reading, figure, old.party, catalogue)
                rival = next((p for p in rivals if _same_count(p, reading, figure, weights)), None)
                if party is not None and rival is not None:
                    span = reading.analysis.sentences[figure.sentence].span
                    by = replace(rival, reading=reading, party=party, span=span, figure=figure, statement=None)
                    return Settled(replace(one, positions=(*one.positions, by)), "revised", by)
    return Settled(one)


def _giver(reading: Reading, figure: Figure, party: Party, catalogue: Catalogue) -> Party | None:
    """The party where it is who gives the figure."""
    if figure.attribution is None:
        return None
    attribution = reading.analysis.attributions[figure.attribution]
    if not party.actor or not attribution.actor or not catalogue.allied(party.actor, attribution.actor):
        return None
    return replace(party, text=attribution.source.text if attribution.source else attribution.speaker)


def _same_count(rival: Position, reading: Reading, figure: Figure, weights: Weights) -> bool:
    """Whether a figure counts what the rival counts, and says as many."""
    given = rival.figure
    if given is None or (given.measure, given.low, given.high) != (figure.measure, figure.low, figure.high):
        return False
    there = read_words(reading.article.text, [reading.analysis.sentences[figure.sentence].span], ()).all
    here = read_words(rival.reading.article.text, [rival.span], ()).all
    return weights.alike(there, here) >= ONE_COUNT


def _for(one: RawContest) -> list[Position]:
    return [p for p in one.positions if p.role == "claim" and not p.party.voice]


def _against(one: RawContest) -> list[Position]:
    """Those who deny the claim; where nobody does, those who doubt it."""
    counters = [p for p in one.positions if p.role == "counter" and not p.party.voice]
    return [p for p in counters if p.stance == "denies"] or counters


def _later(first: Reading, then: Reading) -> bool:
    days = first.article.published_on, then.article.published_on
    return days[0] is not None and days[1] is not None and days[0] < days[1]
