"""Who is told to doubt or deny ("analysts were sceptical", "relatives told a different story"), and not what.

The reason given in that sentence or the next is the dispute to quote; where none is, it is the sentence itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasks.analyse.claims.parties import PRONOUNS, Party
from tasks.analyse.claims.statements import PLAIN_CUE, Statement, puts
from tasks.analyse.claims.words import Words
from tasks.analyse.disputes.challenge import Challenge, DisputeKind, challenge_of

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
WHO = r"(?P<who>(?:[\w'’.-]+ ){0,8}?[\w'’-]+),? (?:who [^,.]{1,60}, )?"
OPENING = (
    r"\W*+(?:(?:but|yet|however|still|and|meanwhile|even so|nevertheless|(?:within|after) (?:\w+ )?(?:hours|days)),? )?"
)
# Nothing else, or what is told besides, and why.
ENDING = (
    r"(?:\W*$|(?:, for|,? (?:and|but|as|because|since|saying|noting|arguing|pointing out))\b"
    r"(?! (?:to|of|about) )[^.]*+\W*$)"
)
# A sentence that tells no more than that somebody doubts.
DOUBTS = re.compile(
    rf"{OPENING}{WHO}(?:{UNCONVINCED}|(?:reacted|responded) with {DISBELIEF}|"
    r"(?:(?:has|have) )?(?:expressed|voiced) (?:\w+ )?(?:doubts?|disbelief|scepticism|skepticism)|"
    rf"(?:has|have|had) (?:his|her|their|its|\w+) doubts){ENDING}",
    re.IGNORECASE,
)
# The same of who says otherwise: "Relatives told a different story".
DENIES = re.compile(
    rf"{OPENING}{WHO}(?:(?:has|have|had) )?"
    r"(?:(?:tell|told|tells|gave|given|gives|offer(?:s|ed)?|paint(?:s|ed)?|present(?:s|ed)?) "
    r"(?:an? (?:\w+ )?(?:different|conflicting|contrary|contradictory|contrasting)|another) "
    r"(?:story|account|version|picture)(?: of (?:(?!than\b|from\b)[\w'’-]++ ?){1,8})?|"
    r"issued (?:an? )?(?:\w+ )?denials?|beg(?:s|ged)? to differ|"
    r"(?:maintain|protest)(?:s|ed)? (?:his|her|their|its) innocence)"
    rf"{ENDING}",
    re.IGNORECASE,
)
KINDS: tuple[tuple[re.Pattern[str], DisputeKind], ...] = ((DOUBTS, "doubt"), (DENIES, "denial"))
REASONING = frozenset({"saying", "noting", "arguing", "pointing out"})
NOTHING = Words(frozenset(), frozenset())
NO_ONE = PRONOUNS | set("there everyone everybody nobody one others many some most few i me".split())


def ends_unmoved(content: str) -> bool:
    """Whether somebody is told to be unconvinced, with no word of what: "they were not convinced"."""
    return UNMOVED.search(content) is not None


def lone_disputes(found: Sequence[Statement]) -> Iterable[Challenge]:
    """The disputes that sentences of an article tell without a word of what is disputed, in their order.

    What the same sentence gives as a reason, or somebody says in the next, is the dispute to quote.
    """
    for number, statement in enumerate(found):
        for pattern, kind in KINDS:
            lone = pattern.fullmatch(statement.content if statement.party.voice else _with_reason(statement))
            if lone is None:
                continue
            behind = (s for s in found[number + 1 : number + 4] if _reason(statement, s))
            reason = next(behind, None) if statement.party.voice else statement
            doubting = reason or _as_party(statement, lone, kind)
            if doubting is not None:
                manner = "doubting words" if kind == "doubt" else "verdict"
                made = challenge_of(doubting, kind, lone[0].strip(), False, doubting.spans, None, manner)
                words = NOTHING if reason is None else made.words
                yield replace(made, pointer="any", words=words)


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


def _as_party(statement: Statement, lone: re.Match[str], kind: DisputeKind) -> Statement | None:
    """A sentence of the article as the word of whom it tells to dispute; None where that is nobody in particular."""
    who = lone["who"]
    named = who.lower().split()
    if named[-1] in NO_ONE or named[0] in NO_ONE - {"some", "many", "most"}:
        return None
    at = lone.start("who") + statement.spans[0][0]
    actors = [actor for start, end, actor in statement.named if at <= start < at + len(who)]
    return replace(
        statement,
        party=Party(actors[-1] if actors else None, who.lower(), who),
        stance="doubts" if kind == "doubt" else "denies",
    )
