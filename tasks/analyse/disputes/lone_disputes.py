"""Who is told to doubt or deny ("analysts were sceptical", "relatives told a different story"), and not what.

The reason given in that sentence or the next is the dispute to quote; where none is, it is the sentence itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from tasks.analyse.claims.parties import PRONOUNS
from tasks.analyse.claims.statements import PLAIN_CUE, Statement, puts
from tasks.analyse.claims.words import Words
from tasks.analyse.disputes.challenge import Challenge, DisputeKind, challenge_of
from tasks.analyse.disputes.who_disputes import ADVERBS, OPENING, WHO, party_named
from tasks.analyse.parsing.dispute_words import phrases
from tasks.analyse.parsing.seeking import Sought

SCEPTICAL = (
    r"(?:sceptical|skeptical|unconvinced|unpersuaded|dubious|doubtful|"
    r"(?:not|less|hardly|far from) (?:(?:so|yet|entirely|fully|quite) )?(?:convinced|persuaded)|"
    r"(?:less|far from|not so) (?:sure|certain))"
)
# "They are sceptical", "they weren't convinced".
UNCONVINCED = (
    r"(?:was|were|is|are|remain(?:s|ed)?|seem(?:s|ed)?|appear(?:s|ed)?|sound(?:s|ed)?)"
    rf"(?: (?:(?!(?:not|also|similarly|equally|likewise)\b)\w+ )?{SCEPTICAL}|"
    r"n[’']t (?:\w+ )?(?:convinced|persuaded|sure))"
)
# What ends a content, so that nothing tells of what they are unconvinced.
UNMOVED = re.compile(
    rf"\b{UNCONVINCED}\W*$|"
    r"\b(?:i|we|he|she|they|who) (?:do|does|did)(?: not|n[’']t) (?:\w+ )?(?:buy|believe|trust) "
    r"(?:it|this|that|them|him|her|a word)\b(?! (?:will|would|can|could|is|are|was|were|had|has)\b)",
    re.IGNORECASE,
)
# Nothing else, or what is told besides, and why.
ENDING = (
    r"(?:\W*$|(?:, for|,? (?:and|but|as|because|since|saying|noting|arguing|pointing out))\b"
    r"(?! (?:to|of|about) )[^.]*+\W*$)"
)
# "That is not how Ann Lee remembers it."
NOT_HOW = (
    rf"{OPENING}(?:that|this|it)(?: (?:is|was) not| (?:is|was)n['’]t|['’]s not) (?:\w+ )?(?:how|what|the way) "
    rf"{WHO}{ADVERBS} "
    r"(?:(?:remember|recall|describe|see|tell|understand|experience|view)(?:s|ed|d)?|told|saw|understood)"
    rf"(?: (?:it|that|things|events|the \w+))?{ENDING}"
)
# Whose account is set against what was just told: "That contradicts the account of Ann Lee", "what Ann Lee told him".
IS_AT_ODDS = r"['’]s (?:\w+ )?(?:at odds|inconsistent|incompatible|at variance) with"
_ACCOUNT = r"(?:account|version|story|testimony|statement|recollection|description|report|claim|assurance)s?"
WHOSE_ACCOUNT = (
    rf"(?:(?:the|an?) (?:\w+ )?{_ACCOUNT} (?:of|by|from|given by|told by) |what )"
    r"(?P<who>[\w'’.-]+(?: [\w'’.-]+){0,6}?(?:, [^,.;]{1,70}(?=,|\W*$))?)"
    r"(?=,|\W*$| (?:who|that|which|given|has|have|had|said|says|told|tells|testified|described|claim(?:s|ed))\b)"
    r".*"
)
KINDS: dict[str, DisputeKind] = {"denies": "denial", "doubts": "doubt"}
REASONING = frozenset({"saying", "noting", "arguing", "pointing out"})
NOTHING = Words(frozenset(), frozenset())
NO_ONE = PRONOUNS | set("there everyone everybody nobody one others many some most few i me".split())


def ends_unmoved(content: str) -> bool:
    """Whether somebody is told to be unconvinced, with no word of what: "they were not convinced"."""
    return UNMOVED.search(content) is not None


@cache
def _patterns() -> tuple[tuple[Sought, DisputeKind], ...]:
    """Whole sentences in which somebody is told to dispute, and how."""
    cues = dict(phrases().alone)
    cues["doubts"] += f"|{UNCONVINCED}"
    told = [(rf"{OPENING}{WHO}{ADVERBS} (?:{cues[name]}){ENDING}", kind) for name, kind in KINDS.items()]
    against = rf"{OPENING}(?:that|this|it)(?: (?:{phrases().set_phrases['at_odds']})|{IS_AT_ODDS}) {WHOSE_ACCOUNT}"
    return tuple((Sought(pattern), kind) for pattern, kind in (*told, (NOT_HOW, "denial"), (against, "denial")))


def lone_disputes(found: Sequence[Statement]) -> Iterable[Challenge]:
    """The disputes that sentences of an article tell without a word of what is disputed, in their order.

    What the same sentence gives as a reason, or somebody says in the next, is the dispute to quote.
    """
    for number, statement in enumerate(found):
        told = statement.content if statement.party.voice else _with_reason(statement)
        for pattern, kind in _patterns():
            lone = pattern.compiled.fullmatch(told) if pattern.may_match(told) else None
            if lone is None:
                continue
            behind = (s for s in found[number + 1 : number + 4] if _reason(statement, s))
            reason = next(behind, None) if statement.party.voice else statement
            doubting = reason or _as_party(statement, lone, kind, found)
            if doubting is not None:
                manner = "doubting words" if kind == "doubt" else "verdict"
                made = challenge_of(doubting, kind, lone[0].strip(), False, doubting.spans, None, manner)
                words = NOTHING if reason is None else made.words
                noun = made.noun if made.pointer in ("claim", "any") else None  # not the video that shows otherwise
                yield replace(made, kind=kind, pointer="any", noun=noun, owner=None, owner_name=None, words=words)


def _with_reason(statement: Statement) -> str:
    """The sentence in which a statement is the reason given: "Relatives told a different story, saying …"; else ""."""
    span = statement.reading.analysis.sentences[statement.sentence].span
    given = statement.cue in REASONING and puts(statement)
    return statement.reading.article.text[slice(*span)].rstrip() if given else ""


def _reason(lone: Statement, statement: Statement) -> bool:
    """Whether a statement is what somebody says, in his own words, right after a sentence of dispute."""
    follows = statement.key[0] == lone.key[0] and statement.sentence == lone.sentence + 1
    quoted = statement.content.lstrip()[:1] in ("“", '"')
    return (
        follows and quoted and bool(statement.party.text) and puts(statement) and bool(PLAIN_CUE.search(statement.cue))
    )


def _as_party(
    statement: Statement, lone: re.Match[str], kind: DisputeKind, found: Sequence[Statement]
) -> Statement | None:
    """A sentence of the article as the word of whom it tells to dispute; None where that is nobody in particular."""
    named = lone["who"].split(",")[0].lower().split()
    if named[-1] in NO_ONE or named[0] in NO_ONE - {"some", "many", "most"}:
        return None
    start = statement.spans[0][0]
    here = [s for s in found if s.key[0] == statement.key[0] and s.sentence == statement.sentence]
    at = start + lone.start("who")
    party = party_named(here, (at, at + len(lone["who"].rstrip("."))))
    return replace(statement, party=party, stance="doubts" if kind == "doubt" else "denies") if party else None
