"""Of whom a claim speaks, and whether it charges him with something."""

from __future__ import annotations

import re
from functools import lru_cache

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.called import called, takes_up
from tasks.analyse.claims.parties import Party
from tasks.analyse.claims.statements import Statement, puts
from tasks.analyse.claims.words import TOKEN, concept, names_whole
from tasks.analyse.parsing.dispute_words import phrases
from tasks.analyse.parsing.seeking import Sought
from tasks.models import Span

ACCUSING = Sought(
    r"accus|alleg|blam|charg|claim|nam(?:ed|es|ing)\b|implicat|fault|suspect|denounc|condemn|critici|slam|blast|lambast"
)
CLAIMING = re.compile(r"claim|nam(?:ed|es|ing)\b", re.IGNORECASE)  # accuses only by what is claimed
# Who speaks for a body: "a lawyer for Norland Rail", "the leader of the Harbour Front", "a Norland Rail spokesman".
_ROLE = (
    r"\b(?:spokes\w+|lawyers?|attorneys?(?! general)|chief executive|chairm[ae]n|chairwom[ae]n|leaders?|commanders?|"
    r"founders?|officials?|representatives?|advisers?|counsel|managers?|directors?|owners?)\b"
)
# What a state or town acts by: "Borea's navy" answers what is said of Borea.
_OF_STATE = (
    r"\b(?:navy|army|military|air force|armed forces|coast guard|government|ministry|minister|president|police|embassy|"
    r"ambassador|envoy)\b"
)
_NAME = r"\b[A-Z][\w&.-]{0,30}(?: [A-Z][\w&.-]{0,30}){0,5}"
SPEAKS_FOR = re.compile(
    rf"{_ROLE}(?: [a-z]+)? (?:for|of|at) (?:the )?(?P<body>{_NAME})|(?P<own>{_NAME})(?:(?:['’]s?)? (?:[a-z]+ )?{_ROLE}|"
    rf"['’]s? (?:[a-z]+ ){{0,2}}{_OF_STATE})"
)
# The same of a body without a name, where the claim speaks of none other: "the company's lawyer".
SPEAKS_FOR_THE = re.compile(
    rf"\b(?:the|its|their) (?P<own>[a-z]+)['’]s? (?:[a-z]+ )?{_ROLE}|"
    rf"{_ROLE}(?: [a-z]+)? (?:for|of|at) the (?P<body>[a-z]+)\b"
)
SEVERAL = re.compile(r"\band\b|\d")  # a party of several: the last word of it means none of them
SUBJECT = 40  # characters from its start within which a clause names who does what it tells
DOING = 90  # characters after a name within which it is told what he did
# Who was named just before: "blamed Norland Rail, saying its train …".
ITS = re.compile(r"\W*(?:that )?(?:its|their|his|her|it|they|he|she)\b", re.IGNORECASE)
# Before a deed that he suffered, or did not do: "was beaten", "the victim of an assault", "had never threatened".
SUFFERED = re.compile(
    r"\b(?:(?:is|are|was|were|been|being|got)(?: \w+ly)?|(?:not|never|without|no)(?: \w+)?) $|n['’]t $|"
    r"\b(?:victims?|targets?) of (?:[\w“\"'‘-]+ ){0,3}[\"“]?$",
    re.IGNORECASE,
)
DONE_BY = re.compile(r"\b(?:by|of) (?:an? |the |its |some )?(?:[\w-]+ ){0,2}$")
# Before the word of a deed that is the name of something: "fury over the bombings".
OF_A_THING = re.compile(r"\b(?:the|an?|of|over|this|such|its|his|her|their) (?:\w+ )?$", re.IGNORECASE)
# Who answers a charge does not put it: "Lee responded to accusations that he lied".
ANSWERING = re.compile(
    r"\b(?:respond|react|answer|address|defend|deflect|dodg|fac(?:e[sd]?|ing)\b|ask)\w*", re.IGNORECASE
)
OF_ANOTHERS = re.compile(
    r"\W*+(?:to |on |against |about |from )?(?:[\w'’-]+ ){0,3}"
    r"(?:claim|accusation|charge|allegation|criticism|complaint|report|question|suggestion)s?\b",
    re.IGNORECASE,
)
NOT = re.compile(r"\b(?:not|never|no(?! (?:doubt|question)\b)|nobody|none|neither)\b|n['’]t\b", re.IGNORECASE)
OPENING = 60  # characters with which a content opens: its main clause
TO_COME = re.compile(r"\b(?:should|must|shall|will|would|could|may|might|going to|plans?)\b", re.IGNORECASE)


def names(claim: Statement, party: Party, catalogue: Catalogue) -> bool:
    """Whether the claim speaks of a party."""
    mine = party.actor or ""
    # "Soldiers" are those of whichever army is spoken of.
    if mine and any(catalogue.allied(mine, actor) or mine.endswith(f"-{actor}") for _, _, actor in claim.named):
        return True
    if not party.person and party.name and _concept(party.name) in claim.words.all:
        return True
    return len(party.name) > 2 and names_whole(claim.content.lower(), party.name)


@lru_cache(maxsize=5000)
def _concept(name: str) -> str:
    """What the last word of a description counts as among words: "state Republicans" and "the GOP" are one."""
    return concept((re.findall(r"\w+", name.lower()) or [""])[-1])


def speaks_of(claim: Statement, party: Party, catalogue: Catalogue, up_to: frozenset[str] = frozenset()) -> bool:
    """Whether the claim speaks of a party, or of whom it speaks for, be it by another word: "the company".

    Args:
        claim: what somebody else says.
        party: of whom it may speak.
        catalogue: who belongs to whom.
        up_to: where given, only what stands before the first of these words counts: who is said to have done it.
    """
    who = party.text or ""
    if not up_to:
        return names(claim, party, catalogue) or bool(called(who) & claim.words.all) or takes_up(claim.content, who)
    content = claim.content
    said = content[: next((t.start() for t in TOKEN.finditer(content) if concept(t[0].lower()) in up_to), None)]
    until = claim.spans[0][0] + len(said)
    if party.actor and any(catalogue.allied(party.actor, actor) for at, _, actor in claim.named if at < until):
        return True
    told = {concept(word.lower()) for word in re.findall(r"[A-Za-z]{3,}", said)}
    return (
        bool(called(who) & told)
        or takes_up(said, who)
        or (len(party.name) > 2 and names_whole(said.lower(), party.name))
    )


def charges(claim: Statement, party: Party, catalogue: Catalogue) -> bool:
    """Whether somebody by name charges a party, or whom it speaks for: by an accusing verb, or by telling of a deed."""
    told_of = names(claim, party, catalogue) or bool(_places(claim, party, catalogue)) or _by_pronoun(claim, party)
    if not claim.party.text or not puts(claim) or not told_of:
        return False
    if ACCUSING.search(claim.cue) and not CLAIMING.search(claim.cue):
        return True
    text, (start, end) = claim.reading.article.text, claim.spans[0]
    deeds = phrases().deeds
    return any(
        (
            begins - start <= SUBJECT
            and not deeds.within(text, start, begins)
            and (deed := deeds.within(text, ends, min(end, ends + DOING))) is not None
            and not SUFFERED.search(text, ends, deed.start())
        )
        or (DONE_BY.search(text[start:begins]) and deeds.within(text, start, begins))
        for begins, ends in [
            *_places(claim, party, catalogue),
            *([(start, start)] if _by_pronoun(claim, party) else []),
        ]
    )


def negative(claim: Statement) -> bool:
    """Whether it tells that something was not so: "Lee was not there", not "she sold it without telling anybody"."""
    return bool(claim.words.negated) and NOT.search(claim.content[:OPENING]) is not None


def tells_a_deed(claim: Statement) -> bool:
    """Whether somebody tells of what nobody wants to have done, as done: "soldiers had burned forty houses"."""
    if not claim.party.text or negative(claim) or TO_COME.search(claim.content):
        return False
    text, (start, end) = claim.reading.article.text, claim.spans[0]
    deed = phrases().deeds.within(text, start, end)
    return deed is not None and not OF_A_THING.search(text, start, deed.start())


def answers_a_charge(statement: Statement) -> bool:
    """Whether it tells what its party answers, not what it puts: "responded to accusations that she had lied"."""
    return ANSWERING.search(statement.cue) is not None and OF_ANOTHERS.match(statement.content) is not None


def _by_pronoun(claim: Statement, party: Party) -> bool:
    """Whether a claim opens with a pronoun, and its sentence has named the party before it."""
    text, start = claim.reading.article.text, claim.spans[0][0]
    before = text[claim.extent[0] : start].lower()
    return ITS.match(text, start) is not None and any(names_whole(before, name) for name in _called(party))


def _places(claim: Statement, party: Party, catalogue: Catalogue) -> list[Span]:
    """Where a claim names a party, or the body that it speaks for."""
    text, (start, end) = claim.reading.article.text, claim.spans[0]
    actors = {party.actor} if party.actor else set()
    if not (actors or party.person):
        actors = {actor for _, _, actor in catalogue.find(party.text or "")}  # "a military spokesman"
    found = [
        (begins, ends)
        for begins, ends, actor in claim.named
        if start <= begins < end and any(catalogue.allied(mine, actor) for mine in actors)
    ]
    words = re.compile(r"\w+").finditer(text, start, end)
    if not party.person and not SEVERAL.search(party.name):
        found += [word.span() for word in words if concept(word[0].lower()) == _concept(party.name)]
    names_of_it = [re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE) for name in _called(party)]
    return found + [match.span() for name in names_of_it for match in name.finditer(text, start, end)]


@lru_cache(maxsize=5000)
def _called(party: Party) -> frozenset[str]:
    """The names in lower case of a party and of the bodies that it speaks for."""
    bodies = [m["body"] or m["own"] for of in (SPEAKS_FOR, SPEAKS_FOR_THE) for m in of.finditer(party.text or "")]
    return frozenset(name.lower() for name in (party.name, *bodies) if len(name) > 2)
