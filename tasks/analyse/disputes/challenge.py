"""A statement that disputes another: of what it speaks, and by what noun it points at what it disputes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tasks.analyse.claims.parties import Party
from tasks.analyse.claims.pointing import (
    PLEA,
    TELLING,
    clause_after,
    owner_before,
    owner_of,
    pointing_noun,
    unchecked_pronoun,
)
from tasks.analyse.claims.statements import Statement
from tasks.analyse.claims.words import Words, concept, read_words, stem
from tasks.models import Span

DisputeKind = Literal["denial", "doubt", "unverified", "reversal"]
SUCH = re.compile(r"\bsuch\b|\bof the (?:sort|kind)\b", re.IGNORECASE)  # "no such order", "never made any such call"
ANAPHOR = re.compile(r"\b(?:such|these|those|this|that|the same)\s+(?:\w+\s+)?$", re.IGNORECASE)
# "Too early to say what brought it down": doubts every cause that somebody else names.
OF_THE_CAUSE = re.compile(
    r"\b(?:why|causes?d?|reasons?|what (?:made|caused|brought|happened)|conclusions?|explanations?|rul\w+ out|"
    r"for certain|theor\w+|speculat\w+)\b",
    re.IGNORECASE,
)
CALLED = re.compile(
    r"(?<!\s)\s+as\s+(?=(?:an?|the|being|mere|pure|[“\"]|\w+\W*$|(?:base|ground)less\b|unfounded\b|false\b|untrue\b))"
    r"|,\s+(?:even )?(?:despite|although|though|whereas)\s",
    re.IGNORECASE,
)
NEITHER = re.compile(
    r"\b(?:neither|none|either|both|competing|conflicting|contradictory|opposing|rival)\b", re.IGNORECASE
)
PRONOUNCED = ("verdict", "by the article", "doubting words", "counters")
SAYS_LITTLE = 3  # words of its own from which a verdict tells what it is about; with fewer it points at what was said
FAR_NOUN = 60  # characters beyond which a noun hardly names what is turned down
NOUN_BEHIND = 40  # the same behind a verdict: "absurd that a teacher should be asked about her beliefs"
# What is turned down is "as" what somebody is described: "rejected the description of him as a fighter".
DESCRIBED = re.compile(
    r"\b(?:descri(?:ption|bed|bing)|depict\w+|portray\w*|characteri[sz]\w+|identif\w+|label\w*|classif\w+|designat\w+)\b",
    re.IGNORECASE,
)
FOUND = re.compile(
    r"\s+(?:\w+ ){0,3}(?:f(?:inds?|ound)|sh(?:ows?|owed)|saw|uncovered|turned up|produced|revealed)\s+", re.IGNORECASE
)
# A denial that spells out what is denied: no noun in it points at what somebody else said.
OWN_CLAUSE = re.compile(r"\W*(?:that )?(?:he|she|they|we|I|there|it) \w+", re.IGNORECASE)
# What is brought against somebody, or just told, and is said to have another motive: "the case is a vendetta".
BROUGHT = re.compile(
    r"\b(?:the|this|these|those|that|his|her|its|their|such|any) (?:\w+ ){0,2}?(?:cases?|charges?|arrests?|trials?|"
    r"prosecutions?|indictments?|investigations?|probes?|accusations?|allegations?|expulsions?|detentions?|lawsuits?|"
    r"inquiry|search|move|claims?|warrants?)\b|^\W*(?:this|that|it|these) (?:is|was|are)\b|"
    r"[\"“'](?:this|that|it|these) (?:is|was|are)\b",
    re.IGNORECASE,
)
# How, and as what, a thing is checked tells nothing of what it is: "could not verify the number independently".
OF_CHECKING = frozenset(
    stem(word) for word in ("independently", "independent", "officially", "immediately", "genuine", "authentic", "real")
)
# How strongly something is turned down tells nothing of what it is: "that is simply false".
STRONGLY = frozenset(
    stem(word)
    for word in (
        "absolutely", "categorically", "clearly", "completely", "entirely", "flatly", "patently", "plainly",
        "pure", "purely", "reality", "simple", "simply", "total", "totally", "utter", "utterly", "wholly",
    )
)  # fmt: skip
OF_A_COUNT = re.compile(r"\W*that (?:the|its|his|her|their)\b", re.IGNORECASE)  # "denied that the toll had risen"
# "They fired first, a charge that the rebels deny": what the noun stands for is right before it.
APPOSING = 15  # characters before the noun, of its article and an adjective
APPOSED = re.compile(r"[,—–]\s+(?:an?|the)\s+(?:\w+\s+)?$", re.IGNORECASE)
# "That is simply false": what was just said.
THAT_IS = re.compile(r"\W*(?:that )?(?:this|that|these|those) (?:is|was|are|were)\b", re.IGNORECASE)
IT_IS = re.compile(r"\W*(?:(?:this|that|it) (?:is|was)|(?:that|it)['’]s) (?:\w+ ){0,2}[\"“'‘]*", re.IGNORECASE)
TELLS_WHAT = re.compile(r"\W*(?:that|to|for|of|in|what|how)\b", re.IGNORECASE)
SPELT_OUT = re.compile(r"\s+(?:that|it|he|she|they)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Challenge:
    """A statement that disputes another one."""

    statement: Statement
    kind: DisputeKind
    by: str  # what tells it: "denied", "no evidence"
    cued: bool  # the cue itself denies or doubts; else the content holds a verdict or a negation
    words: Words  # the subject matter, without verdict and pointing noun
    pointer: str | None  # the kind of claim that it points at; "any" for "this", "it"
    noun: str | None  # the pointing noun
    noun_at: int  # its distance in characters from the start of the content
    owner: str | None  # actor whose claim, report or video it is said to be
    owner_name: str | None  # the owner as the article names him, where that is no catalogue actor: "Lee", "mayor"
    near: bool  # "such", "these", "this": what was just said
    several: bool  # the pointing noun is a plural, or "neither claim"
    neither: bool  # several claims, of both sides: "neither account"
    told: bool  # the pointing noun is followed by the claim itself: "the charge that he fled"
    span: Span  # the sentence or clause in which it disputes
    manner: str = ""  # how it disputes where the cue does not tell: "verdict", "counters", …
    bare: bool = False  # it judges what it points at, and then goes on: "the claim was false and the road was open"
    joins: bool = False  # it disputes what the challenge before it does: "lawyers also doubted it"

    @property
    def plain(self) -> bool:
        """Whether it is a plain negative ("said there was none"), which others may deny in turn."""
        return not self.cued and self.by == self.statement.cue

    @property
    def party(self) -> Party:
        """Who disputes."""
        return self.statement.party


def challenge_of(
    statement: Statement,
    kind: DisputeKind,
    by: str,
    cued: bool,
    spans: tuple[Span, ...],
    verdict: re.Match[str] | None,
    manner: str = "",
) -> Challenge:
    """A statement read as a dispute of another one.

    Args:
        statement: what disputes.
        kind: how.
        by: the words that tell it.
        cued: whether its cue does, and not its content.
        spans: the part of its content that disputes.
        verdict: where the content holds them, the words that judge, found from the first span's start.
        manner: how it disputes where the cue does not tell.
    """
    text = statement.reading.article.text
    if cued and pointing_noun(statement, text, spans)[1] is None:
        # "cast doubt" on what? The rest of the sentence says it, and goes on in "denied that he fled, hid or lied".
        empty = len(statement.words.all) < 2
        listing = kind == "denial" and text[spans[-1][1] : spans[-1][1] + 1] == ","
        if empty or listing:
            spans = (*spans, _rest(statement))
    noun, kind_of_claim, where = pointing_noun(statement, text, spans)
    aside = bool(where and cued and _told_aside(statement, where, kind_of_claim, spans))
    if aside or (where and not cued and _off_verdict(text, where, spans, verdict, manner)):
        noun, kind_of_claim, where = None, None, None
    apposed = bool(
        where and where[0] - spans[0][0] < APPOSING and APPOSED.search(text[max(0, where[0] - 24) : where[0]])
    )
    kind_of_claim = "claim" if apposed and kind_of_claim in ("accusation", "report") else kind_of_claim
    told = bool(where and SPELT_OUT.match(text, where[1])) and not apposed
    pronoun = kind_of_claim == "any"  # "questioned that", "denied it", "no evidence of that"
    what = [clause_after(text, where)] if where and told else [before_verdict(text, span) for span in spans]
    words = read_words(text, () if apposed or pronoun else what, statement.named)
    denied = cued and kind == "denial" and "den" in statement.cue  # "denied misleading anyone" passes no verdict
    judged = re.findall(r"[a-z]+", verdict[0].lower()) if verdict and not denied else []
    spoken = {stem(word) for word in judged} | ({concept(word) for word in judged} if cued else set())
    if noun:
        spoken.add(stem(noun))
    if PLEA.match(statement.content):
        spoken.add(stem("guilty"))
    if kind == "unverified" or kind_of_claim == "artefact":
        spoken |= OF_CHECKING
    elif verdict and not denied:
        spoken |= STRONGLY
    if kind_of_claim == "artefact" and kind == "denial":
        kind = "doubt"  # what is disputed is whether it is genuine
    bare = False
    if where and verdict and manner == "verdict" and kind == "denial" and not told:
        # "The claim was false and the road was open" goes on with another matter.
        judging = (spans[0][0], spans[0][0] + verdict.end())
        bare = where[1] < judging[1] and not read_words(text, [judging], statement.named).without(spoken).all
    of_guesses = noun in (None, "conclusion", "speculation", "theory")
    if (
        manner == "questions the motive"
        and verdict
        and BROUGHT.search(text, spans[0][0], spans[0][0] + verdict.start())
    ):
        noun, kind_of_claim, where = "charge", "accusation", None
        words = read_words(text, (), statement.named)  # what it was brought for tells nothing of the charge
    elif manner == "questions the motive" and kind_of_claim not in ("claim", "accusation"):
        noun, kind_of_claim, where = None, None, None  # whose motive it is tells more than what is called by a noun
    pronounced = manner in PRONOUNCED or (cued and verdict is not None and not denied)
    such = verdict is not None and SUCH.search(verdict[0]) is not None
    if verdict is not None and manner in ("verdict", "by the article") and _of_that(text, spans[0][0], verdict):
        such, words = True, read_words(text, (), statement.named)  # what follows is why
    if kind_of_claim is None and (such or (pronounced and len(words.without(spoken).all) < SAYS_LITTLE)):
        kind_of_claim = "any"
    if kind == "unverified" and kind_of_claim is None:
        kind_of_claim = unchecked_pronoun(" ".join(text[slice(*span)] for span in spans))
    if kind == "doubt" and not cued and of_guesses and OF_THE_CAUSE.search(text[spans[0][0] : spans[-1][1]]):
        kind_of_claim = "cause"
    # "Lee's ties" are what Lee is charged with, no charge of hers.
    owner, owner_name = owner_of(statement, where) if where and noun not in TELLING else (None, None)
    neither = bool(where and NEITHER.search(text[max(0, where[0] - 24) : where[0]]))
    if kind_of_claim in ("claim", "accusation", "any") and owner is None and owner_name is None:
        owner, owner_name = owner_before(statement)
    return Challenge(
        statement=statement,
        kind=kind,
        by=by,
        cued=cued,
        words=words.without(spoken),
        pointer=kind_of_claim,
        noun=noun,
        noun_at=where[0] - spans[0][0] if where else 0,
        owner=owner,
        owner_name=owner_name,
        near=pronoun
        or such
        or (manner == "verdict" and THAT_IS.match(text, spans[0][0]) is not None)
        or bool(
            where
            and kind_of_claim in ("claim", "accusation", "threat")
            and (apposed or ANAPHOR.search(text[max(0, where[0] - 24) : where[0]]))
        ),
        several=neither or bool(where and text[where[1] - 1] == "s"),
        neither=neither,
        told=told,
        span=(spans[0][0], spans[-1][1]),
        manner=manner,
        bare=bare,
    )


def _of_that(text: str, start: int, verdict: re.Match[str]) -> bool:
    """Whether a verdict is on what was just said: "that is untrue, as we had left"; not "it is untrue that"."""
    it = IT_IS.fullmatch(text, start, start + verdict.start())
    return it is not None and not TELLS_WHAT.match(text, start + verdict.end())


def _told_aside(statement: Statement, noun: Span, kind: str | None, spans: tuple[Span, ...]) -> bool:
    """Whether a noun is part of what is denied, and names no claim: "denied that he played a role"."""
    begins = max((start for start, _ in spans if start <= noun[0]), default=noun[0])
    counting = kind == "figure" and OF_A_COUNT.match(statement.content) is not None
    return counting or OWN_CLAUSE.match(statement.content) is not None or noun[0] - begins > FAR_NOUN


def _off_verdict(text: str, noun: Span, spans: tuple[Span, ...], verdict: re.Match[str] | None, manner: str) -> bool:
    """Whether a noun is not what is judged: "the review found no sign of it", "absurd to ask her for her beliefs"."""
    if verdict is None or not manner:
        return False
    start, end = spans[0][0] + verdict.start(), spans[0][0] + verdict.end()
    found_by = manner == "doubting words" and FOUND.fullmatch(text, noun[1], start) is not None
    return found_by or noun[0] - end > NOUN_BEHIND


def before_verdict(text: str, span: Span) -> Span:
    """A content up to what it is called, or stands against: "dismissed the report as a stunt" is about the report."""
    verdict = CALLED.search(text, *span)
    if verdict and DESCRIBED.search(text, span[0], verdict.start()):
        verdict = None
    return (span[0], verdict.start()) if verdict and verdict.start() > span[0] else span


def _rest(statement: Statement) -> Span:
    """From the end of the content to the end of the sentence, or to where somebody else is reported in it."""
    end, analysis = statement.spans[-1][1], statement.reading.analysis
    others = [
        start
        for other in analysis.attributions
        if other.sentence == statement.sentence
        and other.source is not None
        and other.cue.start >= end
        and (start := other.cue.start if other.source.end <= end else other.source.start) >= end
    ]
    return end, max(end, min([analysis.sentences[statement.sentence].span[1], *others]))
