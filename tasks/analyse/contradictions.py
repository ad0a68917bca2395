"""Statements that contradict each other without a word of denial: one says that it is so, another that it is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tasks.analyse.actors import Catalogue
from tasks.analyse.disputes import Challenge
from tasks.analyse.statements import Statement, same_party
from tasks.analyse.targets import PUT, Target, Weights

DENIED = 0.5  # share of what one negates that the other must affirm
ALIKE = 0.3  # likeness of the two statements as wholes


def contradictions(told: Sequence[Statement], weights: Weights, catalogue: Catalogue) -> list[tuple[Challenge, Target]]:
    """Pairs of a negating statement, read as a challenge, and the affirming one that it contradicts most."""
    affirming: dict[str, list[Statement]] = defaultdict(list)
    for statement in told:
        if statement.stance in PUT and not statement.party.voice:
            for word in statement.words.affirmed:
                affirming[word].append(statement)
    found = []
    for statement in told:
        if statement.stance not in PUT or statement.party.voice or not statement.words.negated:
            continue
        rivals = {other.key: other for word in statement.words.negated for other in affirming[word]}
        fits = [
            (fit, other)
            for other in rivals.values()
            if not same_party(statement.party, other.party, catalogue) and (fit := _fit(statement, other, weights)) > 0
        ]
        if fits:
            fit, other = max(fits, key=lambda pair: (pair[0], pair[1].key))
            shared = sorted(statement.words.negated & other.words.affirmed)
            found.append((_challenge(statement), Target(other, fit, (f"affirms {', '.join(shared)}",))))
    return found


def _fit(no: Statement, yes: Statement, weights: Weights) -> float:
    shared = no.words.negated & yes.words.affirmed
    telling = [word for word in shared if not word.startswith("@")]
    if len(telling) < 2:
        return 0.0
    denied, alike = weights.held(no.words.negated, yes.words.affirmed), weights.alike(no.words.all, yes.words.all)
    if denied < DENIED or alike < ALIKE:
        return 0.0
    return denied + alike


def _challenge(statement: Statement) -> Challenge:
    return Challenge(
        statement=statement,
        kind="denial",
        by="says that it is not so",
        cued=False,
        words=statement.words,
        pointer=None,
        noun=None,
        owner=None,
        owner_name=None,
        near=False,
        span=(statement.spans[0][0], statement.spans[-1][1]),
    )
