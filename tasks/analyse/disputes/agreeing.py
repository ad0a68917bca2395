"""Claims that stand on the side of who disputes, and so cannot be what he disputes."""

from __future__ import annotations

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.charged import ACCUSING, names, negative, speaks_of
from tasks.analyse.claims.statements import Statement
from tasks.analyse.disputes.challenge import Challenge
from tasks.analyse.disputes.clues import CHARGE
from tasks.analyse.disputes.disputes import read_challenge
from tasks.analyse.parsing.dispute_words import phrases

DENIAL_NOUNS = frozenset({"denial", "insistence", "assurance"})  # what is turned down is itself a denial


def agree(challenge: Challenge, claim: Statement, catalogue: Catalogue) -> bool:
    """Whether a claim turns down itself what the challenge does, so that both are on one side: "they also doubted it".

    Not where either speaks of the other, as one does who calls a denial a lie.
    """
    its, mine = read_challenge(claim), challenge.statement
    if challenge.plain or challenge.kind not in ("denial", "doubt"):
        return False
    if its is None:
        judged = phrases().refuting.search(claim.content) is not None and challenge.manner == "verdict"
        return (
            judged
            and not claim.party.voice
            and not names(mine, claim.party, catalogue)
            and len({w for w in claim.words.all & challenge.words.all if not w.startswith("@")}) > 1
        )
    if its.plain or its.kind not in ("denial", "doubt"):
        return False
    if speaks_of(claim, mine.party, catalogue) or (claim.party.text and names(mine, claim.party, catalogue)):
        return False
    if challenge.noun in DENIAL_NOUNS or (challenge.pointer == "any" and claim.key[0] == mine.key[0]):
        return False
    shared = {word for word in its.words.all & challenge.words.all if not word.startswith("@")}
    return bool(shared) or (its.noun is not None and its.noun == challenge.noun)


def turns_down_the_same(challenge: Challenge, claim: Statement) -> bool:
    """Whether a claim is the negative of what the challenge denies: "had shelled nobody" of "denied shelling them"."""
    if not challenge.cued or challenge.kind != "denial":
        return False
    return any(not word.startswith("@") for word in challenge.words.affirmed & claim.words.denied)


def clears(challenge: Challenge, claim: Statement, catalogue: Catalogue) -> bool:
    """Whether a claim says that something was not done, of others than who denies an accusation: it accuses nobody."""
    charge = ACCUSING.search(claim.cue) is not None or CHARGE.search(claim.content) is not None
    denied = challenge.pointer == "accusation" and challenge.kind == "denial" and negative(claim)
    return denied and not charge and not speaks_of(claim, challenge.party, catalogue)
