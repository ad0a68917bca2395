"""Who is told to be unconvinced ("analysts were sceptical"), while nothing is said of what.

The reason that somebody gives in the next sentence is the doubt to quote; where nobody does, it is the sentence itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasks.analyse.claims.parties import PRONOUNS, Party
from tasks.analyse.claims.statements import PLAIN_CUE, Statement, puts
from tasks.analyse.claims.words import Words
from tasks.analyse.disputes.challenge import Challenge, challenge_of

SCEPTICAL = (
    r"(?:sceptical|skeptical|unconvinced|unpersuaded|dubious|doubtful|"
    r"(?:not|less|hardly|far from) (?:(?:so|yet|entirely|fully|quite) )?(?:convinced|persuaded)|"
    r"(?:less|far from|not so) (?:sure|certain))"
)
DISBELIEF = r"(?:\w+ )?(?:disbelief|scepticism|skepticism|incredulity|doubts?)"
# "They are sceptical", "they weren't convinced".
UNCONVINCED = (
    r"(?:was|were|is|are|remain(?:s|ed)?|seem(?:s|ed)?|appear(?:s|ed)?|sound(?:s|ed)?)"
    rf"(?: (?:(?!not\b)\w+ )?{SCEPTICAL}|n[’']t (?:\w+ )?(?:convinced|persuaded|sure))"
)
# What ends a content, so that nothing tells of what they are unconvinced.
UNMOVED = re.compile(
    rf"\b{UNCONVINCED}\W*$|"
    r"\b(?:i|we|he|she|they|who) (?:do|does|did)(?: not|n[’']t) (?:\w+ )?(?:buy|believe|trust) "
    r"(?:it|this|that|them|him|her|a word)\b(?! (?:will|would|can|could|is|are|was|were|had|has)\b)",
    re.IGNORECASE,
)
# A sentence that tells nothing else.
LONE = re.compile(
    r"\W*+(?:(?:but|yet|however|still|and|meanwhile|even so|nevertheless),? )?"
    r"(?P<who>(?:[\w'’.-]+ ){0,8}?[\w'’-]+),? (?:who [^,.]{1,60}, )?"
    rf"(?:{UNCONVINCED}|(?:reacted|responded) with {DISBELIEF}|"
    r"(?:(?:has|have) )?(?:expressed|voiced) (?:\w+ )?(?:doubts?|disbelief|scepticism|skepticism)|"
    r"(?:has|have|had) (?:his|her|their|its|\w+) doubts)"
    r"(?:\W*$|,? (?:and|but|for|as|because|since|saying|noting|arguing|pointing out)\b(?! (?:to|of|about) )[^.]*+\W*$)",
    re.IGNORECASE,
)
NOTHING = Words(frozenset(), frozenset())
NO_ONE = PRONOUNS | set("there everyone everybody nobody one others many some most few i me".split())


def ends_unmoved(content: str) -> bool:
    """Whether somebody is told to be unconvinced, with no word of what: "they were not convinced"."""
    return UNMOVED.search(content) is not None


def lone_doubts(found: Sequence[Statement]) -> Iterable[Challenge]:
    """The doubts of an article's statements that are told in a sentence of their own, in their order."""
    for number, statement in enumerate(found):
        lone = LONE.fullmatch(statement.content) if statement.party.voice else None
        if lone is None:
            continue
        reason = next((s for s in found[number + 1 : number + 4] if _reason(statement, s)), None)
        doubting = reason or _as_party(statement, lone)
        if doubting is not None:
            made = challenge_of(doubting, "doubt", lone[0].strip(), False, doubting.spans, None, "doubting words")
            words = made.words if reason is not None else NOTHING
            yield replace(made, pointer="any", words=words)


def _reason(lone: Statement, statement: Statement) -> bool:
    """Whether a statement is what somebody says, in his own words, right after a sentence of doubt."""
    follows = statement.key[0] == lone.key[0] and statement.sentence == lone.sentence + 1
    quoted = statement.content.lstrip()[:1] in ("“", '"')
    return (
        follows and quoted and bool(statement.party.text) and puts(statement) and bool(PLAIN_CUE.search(statement.cue))
    )


def _as_party(statement: Statement, lone: re.Match[str]) -> Statement | None:
    """A sentence of the article as the doubt of whom it tells to doubt; None where that is nobody in particular."""
    who = lone["who"]
    named = who.lower().split()
    if named[-1] in NO_ONE or named[0] in NO_ONE - {"some", "many", "most"}:
        return None
    at = lone.start("who") + statement.spans[0][0]
    actors = [actor for start, end, actor in statement.named if at <= start < at + len(who)]
    return replace(statement, party=Party(actors[-1] if actors else None, who.lower(), who), stance="doubts")
