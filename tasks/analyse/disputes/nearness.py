"""How far a claim stands from a dispute that only points at it, and what an article's lead has told of."""

from __future__ import annotations

import re

from tasks.analyse.claims.charged import ACCUSING, tells_a_deed
from tasks.analyse.claims.statements import Statement
from tasks.analyse.claims.words import concept
from tasks.analyse.disputes.challenge import Challenge

OPENS = 2  # sentences with which an article opens: what is denied there is told behind
OF_THAT = re.compile(r"\b(?:this|that|it)\W*$", re.IGNORECASE)  # "saw no proof of that"
REACH = 4  # sentences above a dispute of which those that report nobody do not count


def steps(challenge: Challenge, claim: Statement) -> int:
    """How many sentences a dispute stands behind a claim; where it points back, those that report nobody do not count.

    "The army said it had the town. Shells fell all night. Diplomats doubted the claim": the claim is the army's.
    """
    mine = challenge.statement
    distance = mine.sentence - claim.sentence
    of_that = challenge.pointer == "any" or OF_THAT.search(mine.content) is not None
    doubts = challenge.kind in ("doubt", "unverified") and of_that
    if not (only_points(challenge) or doubts) or not 1 < distance <= REACH or not claim.party.text:
        return distance
    told = claim.reading.analysis.attributions
    others = (a for a in told if a.source is not None and not (a.stance == "denies" and challenge.kind == "denial"))
    return 1 + len({a.sentence for a in others if claim.sentence < a.sentence < mine.sentence})


def only_points(challenge: Challenge) -> bool:
    """Whether a dispute tells of a claim by a noun or pronoun alone: "doubted the claim", not "that he fled"."""
    named = challenge.noun is not None and challenge.pointer in ("claim", "accusation", "report", "artefact", "figure")
    named = named or (challenge.pointer == "any" and challenge.kind == "denial")
    called = {concept((challenge.owner_name or "").lower()), concept(challenge.noun or "")}
    own = challenge.words.without(called).all
    bare = challenge.bare or all(word.startswith("@") for word in own)
    return named and challenge.manner != "by the article" and bare


def tells_a_deed_near(challenge: Challenge, claim: Statement) -> bool:
    """Whether somebody has told, some sentences before a denial, of what nobody wants to have done."""
    near = claim.key[0] == challenge.statement.key[0] and 0 < steps(challenge, claim) <= REACH
    return near and challenge.kind == "denial" and not challenge.told and tells_a_deed(claim)


def in_the_lead(challenge: Challenge, claim: Statement) -> bool:
    """Whether an article opens with a deed that somebody tells of: what "the allegations" mean far below."""
    here = claim.key[0] == challenge.statement.key[0] and claim.sentence < OPENS < challenge.statement.sentence
    points = challenge.kind == "denial" and challenge.noun and not challenge.near and only_points(challenge)
    return here and bool(points) and (ACCUSING.search(claim.cue) is not None or tells_a_deed(claim))
