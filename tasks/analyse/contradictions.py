"""Statements that contradict each other without a word of denial: one says that it is so, another that it is not.

Of two parties that is a denial, of one person on two days a reversal.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from tasks.analyse.actors import Catalogue
from tasks.analyse.disputes import Challenge, DisputeKind
from tasks.analyse.statements import Statement, far_apart, puts, same_party
from tasks.analyse.targets import EARLIER, Target, Weights
from tasks.models import Clue

DENIED = 0.4  # share of what one negates that the other must affirm
MOSTLY = 0.4  # share of negated words from which the other statement is no affirmation either
ALL_DENIED = 0.6  # the same where the other does not affirm the very word that is denied first
ALIKE = 0.32  # likeness of the two statements as wholes
SAME_MOUTH = 1.5  # fit of what one person says against his own earlier words
OPENING = re.compile(r"^[\W_]+")
# What somebody says of himself alone, or of what should or might be, contradicts nobody.
ASIDE = re.compile(
    r"^\W*(?:that\W+)?(?:\w+\W+)?(?:i|we|he|she)\b|\b(?:if|will|would|should|must|shall|won't|going to|sure|clear|"
    r"no (?:\w+ )?(?:reports?|word|details))\b",
    re.IGNORECASE,
)


# What was or was not so can be contradicted; what one does not want, need or plan is a position, no fact.
FACTUAL = re.compile(
    r"\b(?:did|was|were|is|are|had|has|have)(?:n[’']t| not| never)\b|\b(?:is|are|was|were|been|had|has|have|of) no\b|"
    r"\bnever\b|\bnot related\b|\bruled out\b|\bnone of\b",
    re.IGNORECASE,
)


def contradictions(told: Sequence[Statement], weights: Weights, catalogue: Catalogue) -> list[tuple[Challenge, Target]]:
    """Pairs of a negating statement, read as a challenge, and the affirming one that it contradicts most."""
    affirming: dict[str, list[Statement]] = defaultdict(list)
    for statement in told:
        if puts(statement) and statement.party.text:
            for word in statement.words.affirmed:
                affirming[word].append(statement)
    found = []
    for statement in told:
        if not puts(statement) or not statement.party.text or not statement.words.negated:
            continue
        rivals = {other.key: other for word in statement.words.negated for other in affirming[word]}
        fits = [
            (fit, other)
            for other in rivals.values()
            if not same_party(statement.party, other.party, catalogue)
            and not far_apart(statement, other)
            and (fit := _fit(statement, other, weights)) > 0
        ]
        if fits:
            fit, other = max(fits, key=lambda pair: (pair[0], pair[1].key))
            shared = sorted(statement.words.negated & other.words.affirmed)
            found.append((_challenge(statement), Target(other, fit, (Clue(f"affirms {', '.join(shared)}", fit),))))
    return found


def reversals(told: Sequence[Statement], weights: Weights) -> list[tuple[Challenge, Target]]:
    """Pairs of what somebody says now and the contrary that the same person said before."""
    spoken: dict[str, list[Statement]] = defaultdict(list)
    for statement in told:
        if statement.party.person and puts(statement):
            spoken[statement.party.name].append(statement)
    found = []
    for own in spoken.values():
        for no in own:
            for yes in own if no.words.denied else ():
                if not _opposite(no, yes, weights):
                    continue
                for earlier, later in ((no, yes), (yes, no)):
                    if _before(earlier, later):
                        shared = ", ".join(sorted(no.words.denied & yes.words.affirmed))
                        clue = f"was said earlier, with the contrary of {shared}"
                        found.append(
                            (_challenge(later, "reversal"), Target(earlier, SAME_MOUTH, (Clue(clue, SAME_MOUTH),)))
                        )
    return found


def _opposite(no: Statement, yes: Statement, weights: Weights) -> bool:
    """Whether one statement affirms the very thing that the other says is not so."""
    opening_no, opening_yes = (OPENING.sub("", s.content).split(",")[0] for s in (no, yes))
    if ASIDE.search(opening_no) or ASIDE.search(opening_yes) or not FACTUAL.search(opening_no):
        return False
    if yes.words.negated or far_apart(no, yes) or None is not yes.party.actor != no.party.actor:
        return False
    telling = {word for word in no.words.denied & yes.words.affirmed if not word.startswith("@")}
    return bool(telling) and weights.held(no.words.negated, yes.words.affirmed) >= ALL_DENIED


def _before(earlier: Statement, later: Statement) -> bool:
    """Whether one statement was surely made before another: on an earlier day, or "had said"."""
    marked = [bool(EARLIER.search(s.reading.article.text[slice(*s.extent)])) for s in (earlier, later)]
    if earlier.key[0] == later.key[0]:
        return marked == [True, False]
    days = earlier.reading.article.published_on, later.reading.article.published_on
    return days[0] is not None and days[1] is not None and days[0] < days[1] and not marked[1]


def _fit(no: Statement, yes: Statement, weights: Weights) -> float:
    shared = no.words.negated & yes.words.affirmed
    telling = [word for word in shared if not word.startswith("@")]
    if len(telling) < 2:
        return 0.0
    if not FACTUAL.search(no.content):
        return 0.0
    if ASIDE.search(no.content) or ASIDE.search(yes.content):
        return 0.0
    if weights.sum(yes.words.negated) > MOSTLY * weights.sum(yes.words.all):
        return 0.0
    denied, alike = weights.held(no.words.negated, yes.words.affirmed), weights.alike(no.words.all, yes.words.all)
    if denied < (DENIED if no.words.denied & yes.words.affirmed else ALL_DENIED) or alike < ALIKE:
        return 0.0
    return denied + alike


def _challenge(statement: Statement, kind: DisputeKind = "denial") -> Challenge:
    return Challenge(
        statement=statement,
        kind=kind,
        by="says that it is not so" if kind == "denial" else "now says the contrary",
        cued=False,
        words=statement.words,
        pointer=None,
        noun=None,
        noun_at=0,
        owner=None,
        owner_name=None,
        near=False,
        several=False,
        neither=False,
        told=False,
        span=(statement.spans[0][0], statement.spans[-1][1]),
    )
