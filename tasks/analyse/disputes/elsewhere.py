"""Which claim of another article a denial means that tells little of it: "rejected the accusation".

Only one that charges who denies, and that no other such claim of the story rivals: the pointing words name who puts it
or what it is about, or there is none but this.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.charged import charges
from tasks.analyse.claims.parties import same_party
from tasks.analyse.claims.pointing import TELLING
from tasks.analyse.claims.statements import Statement
from tasks.analyse.claims.weights import Weights, same_claim
from tasks.analyse.claims.words import concept, read_words
from tasks.analyse.disputes.challenge import Challenge
from tasks.analyse.disputes.clues import owner_match

POINTING = frozenset({"accusation", "claim", "report"})
ONE_CLAIM = 0.4  # likeness from which claims of two parties are one


def may_be_meant(challenge: Challenge, claim: Statement, catalogue: Catalogue) -> bool:
    """Whether a denial may mean a charge told in another article, by what it says of it."""
    in_full = challenge.pointer is None and challenge.cued
    if not (in_full or challenge.pointer in POINTING):
        return False
    if challenge.kind != "denial" or _later(claim, challenge.statement):
        return False
    if owner_match(challenge, claim, catalogue) is False or not charges(claim, challenge.party, catalogue):
        return False
    matter = matter_of(challenge, claim)
    return not matter.isdisjoint(claim.words.all) or not (matter or in_full)


def matter_of(challenge: Challenge, claim: Statement) -> frozenset[str]:
    """What a pointing denial says that the claim is about, beside who puts it: "the allegations of torture"."""
    who = {concept(word) for word in re.findall(r"[a-z]+", (claim.party.text or "").lower())}
    who |= {concept(word) for word in re.findall(r"[a-z]+", (challenge.owner_name or "").lower())}
    words = challenge.words.all
    if challenge.noun in TELLING:  # the parse may cut it short: "any role in the fire | at the mill"
        mine = challenge.statement
        end = mine.reading.analysis.sentences[mine.sentence].span[1]
        words |= read_words(mine.reading.article.text, [(challenge.span[1], end)], ()).all
    return frozenset(word for word in words if not word.startswith("@")) - who


def unrivalled(
    challenge: Challenge, claims: Sequence[Statement], weights: Weights, catalogue: Catalogue
) -> list[Statement]:
    """Of the charges that a denial may mean those of one party, or of one claim; none where it may be this or that."""
    if not claims:
        return []
    fits = [
        (owner_match(challenge, claim, catalogue) is True, len(matter_of(challenge, claim) & claim.words.all))
        for claim in claims
    ]
    best = [claim for claim, fit in zip(claims, fits, strict=True) if fit == max(fits)]
    first = best[0]
    one = all(
        same_party(claim.party, first.party, catalogue) or same_claim(claim.words, first.words, weights) >= ONE_CLAIM
        for claim in best
    )
    return best if one else []


def _later(claim: Statement, denial: Statement) -> bool:
    """Whether a claim was printed on a later day than the denial."""
    days = claim.reading.article.published_on, denial.reading.article.published_on
    return days[0] is not None and days[1] is not None and days[0] > days[1]
