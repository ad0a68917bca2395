"""Sentences that tell by a set phrase that a claim is disputed: "poured cold water on it", "the story fell apart".

What attributes is read from the parse; these phrases are not verbs that attribute, or hide what they dispute from it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from tasks.analyse.claims.parties import VOICE
from tasks.analyse.claims.statements import Statement, trimmed
from tasks.analyse.claims.words import STRAIGHT, read_words
from tasks.analyse.disputes.challenge import Challenge, DisputeKind, challenge_of
from tasks.analyse.disputes.who_disputes import ADVERBS, OPENING, WHO, party_named
from tasks.analyse.parsing.dispute_words import phrases, pointing
from tasks.analyse.parsing.seeking import Sought
from tasks.models import Span

_OWNER = (
    r"(?:the|that|this|those|these|such|his|her|its|their|both|an?|[\w’'.-]+['’]s?|(?:[\w.-]+ ){1,3}?[\w.-]+['’]s?)"
)
_THAT = r"(?:that|this|it|them|those|these)(?=\W*(?:$|[,;.—–]|(?:and|but|in|at|on|as|when|with|after)\b))"
_ENDS = r"(?:who|which|that|after|because|when|in|on|at|over)"
# Who doubts, behind what he doubts: "contested by the heirs of a clerk", "rings hollow to Ann Lee".
BY = re.compile(
    r" *(?:by|from|among|to|with|for) (?P<by>(?!(?:an?|the|his|her|its|their) \w+ing\b)"
    rf"(?:(?!{_ENDS}\b)[\w'’.-]+ ?){{1,8}}?)"
    rf"(?= ?(?:[,.;]|$|{_ENDS}\b))",
    re.IGNORECASE,
)
JUST_TOLD = frozenset({"this", "that", "it"})  # no party: what the article told before
KINDS: dict[str, DisputeKind] = {"denies": "denial", "doubts": "doubt"}
AT_ODDS = ("denies", "doubted")  # what two accounts are told to be, of either of them
OWN_WORDS = 4  # words within which a subject is a claim itself
POINTED_AT = frozenset({"claim", "accusation", "report", "figure"})


@cache
def _patterns() -> dict[str, Sought]:
    """Of each list of set phrases a whole sentence in which one of them stands with what it disputes."""
    lexicon = phrases()
    cues = dict(lexicon.set_phrases)
    for name in AT_ODDS:
        cues[name] += "|" + cues["at_odds"]
    nouns = "|".join(sorted(noun for noun, kind in lexicon.pointers.items() if kind in POINTED_AT))
    claim = rf"(?:{_OWNER} (?:[\w-]+ ){{0,3}}?(?:{nouns})s?\b|{_THAT})"
    behind = {name: rf"{OPENING}{WHO}{ADVERBS} (?P<cue>{cues[name]}) (?P<what>{claim}).*" for name in KINDS}
    before = {
        name: rf"{OPENING}(?P<what>{claim}[^,.;]{{0,40}}?|that|this|it) (?P<cue>{cues[name]})\b(?P<rest>.*)"
        for name in ("contested", "doubted")
    }
    return {name: Sought(pattern, re.IGNORECASE | re.DOTALL) for name, pattern in (behind | before).items()}


def set_phrases(found: Sequence[Statement], disputed: set[tuple[str, int]]) -> Iterable[tuple[Statement, Challenge]]:
    """The disputes that sentences tell by a set phrase, each with a statement of that sentence.

    Args:
        found: all statements of the articles.
        disputed: articles and sentences that are read as a dispute without them.
    """
    by_sentence: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    for statement in found:
        by_sentence[statement.key[0], statement.sentence].append(statement)
    for place, statements in by_sentence.items():
        if place in disputed:
            continue
        first = statements[0]
        text = first.reading.article.text
        span = trimmed(text, first.reading.analysis.sentences[first.sentence].span)
        sentence = text[slice(*span)].translate(STRAIGHT)
        for name, pattern in _patterns().items():
            match = pattern.compiled.fullmatch(sentence) if pattern.may_match(sentence) else None
            made = _read(statements, span, match, name) if match else None
            if made is not None:
                yield first, made
                break


def _is_claim(subject: str) -> bool:
    """Whether a subject is itself what somebody claims: "that version"."""
    pointers = phrases().pointers
    nouns = (pointing(word) for word in subject.split()[:OWN_WORDS])
    return any(noun is not None and pointers[noun] in POINTED_AT for noun in nouns)


def _read(statements: Sequence[Statement], span: Span, match: re.Match[str], name: str) -> Challenge | None:
    """A sentence read as a dispute; None where nobody in particular disputes."""
    first, at = statements[0], span[0]
    judged, party = "what", None
    if name in KINDS and _is_claim(match["who"]) and match["what"].lower() not in JUST_TOLD:
        kind, judged, party = KINDS[name], "who", VOICE  # "that version is at odds with the accounts of survivors"
    elif name in KINDS:
        kind = KINDS[name]
        who = (at + match.start("who"), at + match.end("who"))
        party = VOICE if match["who"].lower() in JUST_TOLD else party_named(statements, who)
    else:
        kind = "denial" if name == "contested" else "doubt"
        by = BY.match(match["rest"])
        behind = at + match.start("rest")
        party = party_named(statements, (behind + by.start("by"), behind + by.end("by"))) if by else VOICE
    if party is None:
        return None
    cue, what = match["cue"].lower(), (at + match.start(judged), at + match.end(judged))
    telling = replace(
        first,
        party=party,
        stance="denies" if kind == "denial" else "doubts",
        cue=cue,
        cue_at=at + match.start("cue"),
        spans=(what,),
        extent=span,
        words=read_words(first.reading.article.text, [what], first.named),
        attribution=None,
    )
    manner = "by the article" if party.voice else ""
    return replace(challenge_of(telling, kind, cue, not party.voice, (what,), None, manner), span=span)
