"""Denials that tell themselves what is denied.

* "Lee denied that the dam leaks", "Lee rejected ads that accuse him of lying": a claim of nobody who is named.
* "Lee dismissed criticism from Ora that the dam was unsafe": what follows the noun is the claim, put by its owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.claimants import NOBODY, put_by, told_behind
from tasks.analyse.claims.statements import Statement, trimmed
from tasks.analyse.disputes.challenge import Challenge, before_verdict
from tasks.analyse.disputes.disputes import read_challenge
from tasks.analyse.halves.half import LONGEST, SAYS, Half, substance
from tasks.models import Span

OWNED, UNOWNED = 0.5, 0.42  # how sure a claim is whose owner is named, and one of nobody who is named
NOUN_WITHIN = 45  # characters from the start of the content within which the noun stands that points at the claim
CUE = re.compile(r"\b(?:den[iy]|reject|dismiss|refut|disput|rebuff|rebut|scoff|brush|debunk)", re.IGNORECASE)
# What somebody may be charged with, told with what it was: "any role in the raid", "having ties to the group".
CHARGED_WITH = re.compile(
    r"^\W*(?:(?:any|having(?: any| had any)?|all|his|her|its|their) )?(?:\w+ ){0,2}"
    r"(?:involvement|role|part|knowledge|responsibility|links?|ties?|connections?|contacts?|attempts?|plans?|intentions?|"
    r"collusion|complicity|affiliation|wrongdoing|misconduct|impropriety|awareness|relationship|support) "
    r"(?:in|of|for|about|with|to|by|between|on)\b",
    re.IGNORECASE,
)
OWNERS = re.compile(r"(?:[\w.-]+\s+){0,5}[\w.-]+(?:['’]s|s['’])\s+")
# A clause, a gerund, or a noun that names a claim and is followed by it.
TOLD = re.compile(
    r"^\W*(?:[\w'’-]+ ){0,4}?"
    r"(?:claims?|allegations?|accusations?|charges?|reports?|suggestions?|notion|idea|rumou?rs?|speculation|theory|"
    r"criticisms?|assertions?|ads?|contention|argument|concerns?|complaints?|perception|story|stories)"
    r"(?: (?:by|from) (?:[\w.'’-]+ ){0,6}?[\w.'’-]+)? (?:that|of|about|alleging|claiming|accusing|over)\b",
    re.IGNORECASE,
)


def denied(told: Iterable[Statement], catalogue: Catalogue) -> Iterable[Half]:
    """The claims that are denied in words that tell them.

    Args:
        told: statements of any articles.
        catalogue: who is known.
    """
    for statement in told:
        if statement.party.voice:
            continue
        text = statement.reading.article.text
        claim = trimmed(text, before_verdict(text, statement.spans[0]))
        sentence = trimmed(text, statement.reading.analysis.sentences[statement.sentence].span)
        if max(claim[1] - claim[0], sentence[1] - sentence[0]) > LONGEST:
            continue
        challenge = read_challenge(statement)
        owner = put_by(text, claim, catalogue) or told_behind(text, claim[1], sentence[1], catalogue)
        if challenge and owner and _owned(challenge) and substance(text, _unowned(text, claim)) >= SAYS:
            kind = challenge.kind
            yield Half(statement.reading, claim, owner, sentence, statement.party, kind, challenge.by, OWNED, statement)
        elif (
            statement.stance == "denies"
            and statement.party.text
            and CUE.search(statement.cue)
            and (TOLD.match(text[slice(*claim)]) or _charged_with(statement, text[slice(*claim)]))
            and substance(text, claim) >= SAYS
        ):
            who, by = owner or NOBODY, statement.cue
            yield Half(statement.reading, claim, who, sentence, statement.party, "denial", by, UNOWNED, statement)


def _unowned(text: str, claim: Span) -> Span:
    """A claim without the words that tell whose it is: of "the minister's accusation" one word is left."""
    owner = OWNERS.match(text, *claim)
    return (owner.end(), claim[1]) if owner else claim


def _charged_with(statement: Statement, content: str) -> bool:
    """Whether a denial tells the charge itself, though no noun calls it one: "denied any role in the raid"."""
    return "den" in statement.cue and CHARGED_WITH.match(content) is not None


def _owned(challenge: Challenge) -> bool:
    """Whether it is the claim of somebody that is disputed, in words that tell it."""
    return (challenge.owner is not None or challenge.owner_name is not None) and (
        challenge.cued
        and challenge.kind in ("denial", "doubt")
        and challenge.pointer in ("claim", "accusation")
        and challenge.noun is not None
        and challenge.noun_at <= NOUN_WITHIN
        and len(challenge.words.all) >= SAYS
    )
