"""Which statements dispute another one, and in what words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from tasks.analyse.claims.parties import PRONOUNS, VOICE
from tasks.analyse.claims.statements import PLAIN_CUE, Statement
from tasks.analyse.claims.words import STRAIGHT
from tasks.analyse.disputes.challenge import FAR_NOUN, Challenge, DisputeKind, challenge_of
from tasks.analyse.disputes.lone_disputes import NOTHING, ends_unmoved, lone_disputes
from tasks.analyse.disputes.refusals import (
    accused_of,
    agrees,
    anothers,
    gave_none,
    of_a_thing,
    of_another_case,
    only_would,
    owned_up,
    refers,
    refused,
    thrown_out,
    turned_away,
    warned,
)
from tasks.analyse.disputes.set_phrases import set_phrases
from tasks.analyse.parsing.dispute_words import phrases, pointing
from tasks.analyse.parsing.overlapping import cut_at_sentences
from tasks.models import Span

# Without a pointing noun these turn down a thing, a person or a plan.
NEEDS_NOUN = re.compile(r"\b(?:challeng|rebuff|question|contest|counter|dismiss|discount)\w*", re.IGNORECASE)
NOTHING_HEARD = re.compile(
    r"\bno (?:\w+ )?(?:reports?|word|details|timeline|timetable|comment|news|plans?|decision|questions?|"
    r"doubt|denying|need|surprise)\b",
    re.IGNORECASE,
)
# "There is no man who has done more for the town" and "there can't be a finer mayor" praise.
NONE_BETTER = re.compile(
    r"\bno (?:[\w'’-]+ ){1,8}?(?:more|better|greater|bigger|higher|finer) \w+"
    r"|\b(?:can(?:not| not|['’]t)|could(?: not|n['’]t)) (?:ever )?be an? (?:more|better|\w{3,}er)\b",
    re.IGNORECASE,
)
CASE_BEFORE = 50  # characters before words in which it is told in what case they hold
# What could not be checked in a case that may arise is nobody's claim: "a search when income cannot be verified".
IN_CASE = re.compile(r"\b(?:if|when|whenever|where|unless|in case)\W+(?:\w+\W+){0,4}$", re.IGNORECASE)
NOT_KNOWING = re.compile(r"\b(?:kn[oe]w\w*|unaware|unfamiliar)\b", re.IGNORECASE)
# What can be doubted beside a claim that a pointing noun names.
DOUBTED = re.compile(
    r"\b(?:whether|if|that|authenticity|validity|reliab\w+|credib\w+|legal\w*|motiv\w+|accuracy|legitima\w+|"
    r"truth\w*|veracity|sincer\w+|impartial\w+)\b",
    re.IGNORECASE,
)
# Turns down whatever claim is its object, and means a dispute only then: "challenged the account", not "the team".
DISPUTING = re.compile(
    r"\b(?:disput|challeng|contradict|rebut|refut|dismiss|reject|den[iy]|downplay|counter|question|debunk|discount|contest)\w*",
    re.IGNORECASE,
)
# Whose word is contradicted: "contradicted the sheriff".
# Who is said not to have told the truth: "accused him of lying", "accused the army of inventing it".
LYING = re.compile(
    r"accus(?:es|ed|ing) (?:the )?(?:[\w'’.-]+ ){0,3}?(?P<who>[\w'’-]+) of (?:\w+ )?(?:lying|inventing|fabricating|"
    r"making (?:it|that|this|things|stories|the \w+) up|making up|misleading|distorting|misrepresenting|falsifying|"
    r"playing (?:it |that )?down|downplaying|"
    r"exaggerating|spreading (?:\w+ )?(?:lies|falsehoods|rumou?rs|disinformation|misinformation))\b",
    re.IGNORECASE,
)
CONTRADICTS = re.compile(r"contradict(?:s|ed|ing) (?:the )?(?:[\w-]+ ){0,3}([\w'’-]+)\W*$", re.IGNORECASE)
JUST_SAID = re.compile(r"\W*(?:that|this|those|these)\b", re.IGNORECASE)
ALSO = re.compile(r"\b(?:also|too|likewise)\b", re.IGNORECASE)
# Before a verdict that nobody passes: "if the report is found to be false", "is not false".
SUPPOSED = re.compile(r"\b(?:if|whether)\b[^,;.]{0,60}$|(?:\bnot|n[’']t)\W+(?:\w+\W+){0,4}$", re.IGNORECASE)
ACCUSED = re.compile(r"\baccus\w+\b", re.IGNORECASE)  # who is accused of going back on his word has not gone back on it
# Who gives no proof gives none of what he said himself: "it has yet to produce evidence".
GIVES_NONE = re.compile(
    r"(?!without\b).*\b(?:evidence|proof)(?: public)?$|no (?:\w+ )?(?:evidence|proof)\b", re.IGNORECASE
)
# Who stands right before the verb, whatever adverb comes between: "Lee has so far | given no proof".
_ADVERB = r"(?:so far|to date|has|have|had|did|also|still|as yet|yet)"
GIVER = re.compile(
    rf"(?<![\w'’-])(?!(?:so|to|far|date|as|{_ADVERB}) )([\w'’-]{{1,60}})(?: {_ADVERB}){{0,4}} *$", re.IGNORECASE
)
GIVES = 160  # characters before it in which it is told who gives no proof
CONFESSION = re.compile(r"\b(?:confess\w*|admissions?|testimony|statements?|sign(?:ed)?|make it)\b")
WANTING = re.compile(r"\bwant")  # "many want nothing to do with it"
NEVER = re.compile(r"(?!)")
RAISED = re.compile(r"doubt|question")
# What is scorned stands right before: "called the remark | unworthy", "the charges are an | insult".
SCORNED = re.compile(
    r"\b(?P<noun>[\w-]+)(?: (?:as|is|are|was|were|\w+ly|nothing (?:but|short of)|to be|both))*\W*$", re.IGNORECASE
)
# What a picture just spoken of is said to be: "it was filmed elsewhere", "the men in it were actors".
OF_IT = re.compile(
    r"\W*(?:that )?(?:(?:the )?\w+ in (?:it|them)|it|they|this|that) (?:is|was|were|are|had been|has been)\b", re.I
)
NOUN_WITHIN = 30  # characters from the start of the content within which its pointing noun must stand
ABOUT_WHAT = 12  # characters after a cue in which it is told that two differ over a plan: "disagree on how"


def challenges(found: Iterable[Statement]) -> list[Challenge]:
    """The disputing statements among all statements of an article."""
    read: list[Challenge] = []
    found = sorted(found, key=lambda s: (s.key[0], s.sentence, s.extent))
    # "The mayor rebutted the charge that it was untrue": the article reports a dispute and adds none.
    reported = {_place(s) for s in found if not s.party.voice and read_challenge(s) is not None}
    unproven = {_place(s) for s in found if not s.party.voice and gave_none(s)}
    lone = {doubt.statement.key: doubt for doubt in lone_disputes(found)}
    disputed = {_place(s) for s in found if s.key in lone or read_challenge(s) is not None}
    told_by_phrase = {statement.key: dispute for statement, dispute in set_phrases(found, disputed)}
    for statement in found:
        challenge = read_challenge(statement)
        # The words behind it are what they doubt: "Analysts were sceptical. 'There was no ship,' said Lee."
        if challenge is None or challenge.pointer is None or challenge.manner == "by the article":
            challenge = lone.get(statement.key) or told_by_phrase.get(statement.key, challenge)
        if challenge is not None and challenge.manner == "by the article" and _place(statement) in reported:
            continue
        if challenge is not None and statement.party.voice and _place(statement) in unproven:
            continue
        if challenge is not None:
            read.append(_joining(read[-1], _continuing(read[-1], challenge)) if read else challenge)
    return read


def _place(statement: Statement) -> tuple[str, int]:
    return statement.key[0], statement.sentence


def _joining(before: Challenge, challenge: Challenge) -> Challenge:
    """A challenge with the thing that the one before disputes, where it names none: "lawyers also doubted it"."""
    a, b = before.statement, challenge.statement
    near = a.key[0] == b.key[0] and 0 <= b.sentence - a.sentence <= (2 if ALSO.search(_lead(b)) else 1)
    if near and challenge.pointer == "any" and before.pointer == "artefact":
        return replace(challenge, pointer=before.pointer, noun=before.noun, joins=True)
    return challenge


def _lead(statement: Statement) -> str:
    """The statement's text up to what is said."""
    return statement.reading.article.text[statement.extent[0] : statement.spans[-1][1]]


def _continuing(before: Challenge, challenge: Challenge) -> Challenge:
    """A challenge with what it takes over from one that the same party has just put: whose claim, and its words."""
    a, b = before.statement, challenge.statement
    if a.party.voice or a.key[0] != b.key[0] or b.sentence - a.sentence > 2:
        return challenge
    same = a.party.name == b.party.name or (a.party.actor is not None and a.party.actor == b.party.actor)
    if challenge.cued and challenge.pointer is None and len(challenge.words.all) > 1:
        return challenge  # it spells out itself what it denies
    if not same or (before.pointer != challenge.pointer and before.pointer and challenge.pointer):
        return challenge
    return replace(
        challenge,
        pointer=challenge.pointer or before.pointer,
        noun=challenge.noun or before.noun,
        owner=challenge.owner or before.owner,
        owner_name=challenge.owner_name or before.owner_name,
        words=challenge.words | before.words,
    )


@lru_cache(maxsize=5000)  # of one story's statements each is asked several times
def read_challenge(statement: Statement) -> Challenge | None:
    """How a statement disputes another one, or None where it does not.

    A party that denies or doubts by its cue ("denied", "questioned"), a party whose words hold a verdict ("is fake",
    "no evidence"), and the article's own caveat ("could not be verified") count; the article's own opinion and a
    denial by nobody in particular do not.
    """
    lexicon, text = phrases(), statement.reading.article.text
    if statement.party.text == "" or agrees(statement):
        return None
    if statement.stance in ("denies", "doubts"):
        if gave_none(statement):
            return _without_proof(statement)
        if NOT_KNOWING.search(statement.cue) or only_would(statement) or warned(statement.cue, statement.content):
            return None
        kind: DisputeKind = "denial" if statement.stance == "denies" else "doubt"
        if lexicon.unverified.search(statement.content.translate(STRAIGHT)):
            kind = "unverified"
        verdict = lexicon.refuting.search(statement.content.translate(STRAIGHT))
        cued = _denies(statement)
        told = "verdict" if verdict and not cued and kind == "denial" else ""  # "said the report was false"
        by = verdict[0] if verdict and told else statement.cue
        spans = _judging(statement) if told else statement.spans
        made = challenge_of(statement, kind, by, cued, spans, verdict, told)
        if made.pointer == "artefact":
            return replace(made, kind="doubt")
        if made.pointer is None and (whom := CONTRADICTS.match(f"{statement.cue} {statement.content}")):
            return replace(made, pointer="any", owner_name=whom[1])
        if _turned_down(made):
            return None
        if made.cued and made.pointer is None and kind == "doubt" and not DOUBTED.search(statement.content):
            return None  # "police questioned the staff"
        return made
    if (turned := DISPUTING.search(statement.cue)) and statement.stance == "asserts":
        made = challenge_of(statement, "denial", turned[0].lower(), True, statement.spans, None)
        if made.pointer is not None and made.noun_at < NOUN_WITHIN:
            return made
    if statement.stance == "asserts" and (liar := LYING.match(f"{statement.cue} {statement.content}")):
        made = challenge_of(statement, "denial", liar[0].lower(), False, statement.spans, None, "verdict")
        whose = None if liar["who"].lower() in (*PRONOUNS, "him", "them") else liar["who"]
        return replace(made, pointer="any", words=NOTHING, owner_name=whose)
    opening = f"{statement.cue} {statement.content[:20]}"
    if RAISED.search(statement.content[:20]) and (
        lexicon.doubting.search(opening) or lexicon.leaving_open.search(opening)
    ):
        return challenge_of(statement, "doubt", f"{statement.cue} {statement.content}", True, statement.spans, None)
    countered = lexicon.countering.search(statement.cue) if statement.stance == "asserts" else None
    here = text[statement.cue_at : statement.cue_at + len(statement.cue) + ABOUT_WHAT]
    if countered and lexicon.countering.search(here) and not statement.party.voice:
        return challenge_of(statement, "denial", countered[0].lower(), False, statement.spans, None, "counters")
    for span in cut_at_sentences(statement.reading.analysis.sentences, statement.spans):
        words = text[slice(*span)].translate(STRAIGHT)
        verdict = lexicon.unverified.search(words)
        if verdict and not IN_CASE.search(
            text[max(0, span[0] + verdict.start() - CASE_BEFORE) : span[0] + verdict.start()]
        ):
            made = challenge_of(statement, "unverified", verdict[0], False, (span,), verdict)
            return _of_who_gives_none(made, span[0] + verdict.start()) if statement.party.voice else made
        if statement.stance not in ("asserts", "confirms"):
            continue
        if statement.party.voice:
            verdict = lexicon.contrary.search(words)
            if verdict and '"' not in words and not SUPPOSED.search(words[: verdict.start()]):
                return challenge_of(statement, "doubt", verdict[0], False, (span,), verdict, "by the article")
            continue
        if owned_up(statement.cue) or refers(statement.cue, words) or WANTING.search(statement.cue):
            continue
        sort: DisputeKind
        for pattern, sort, manner in (
            (NEVER if ACCUSED.search(f"{statement.cue} {words}") else lexicon.reversing, "reversal", ""),
            (lexicon.refuting, "denial", "verdict"),
            (lexicon.doubting, "doubt", "doubting words"),
            (lexicon.leaving_open, "doubt", "doubting words"),
            (lexicon.scorning, "doubt", "doubting words"),
            (lexicon.motive, "doubt", "questions the motive"),
            (lexicon.revenge, "doubt", "questions the motive"),
            (lexicon.tampering, "doubt", "verdict"),
            (lexicon.coercion, "doubt", "verdict"),
        ):
            verdict = pattern.search(words)
            if (
                verdict
                and not SUPPOSED.search(words[: verdict.start()])
                and not accused_of(words[: verdict.start()])
                and not anothers(words[: verdict.start()])
                and not of_a_thing(words, verdict)
            ):
                made = challenge_of(statement, sort, verdict[0], False, (span,), verdict, manner)
                if pattern is lexicon.leaving_open and made.pointer is None and ends_unmoved(words):
                    made = replace(made, pointer="any", words=NOTHING)
                if pattern is lexicon.leaving_open and made.pointer is None:
                    continue  # "we are not sure how many came": no claim of anybody's
                scorned = made.pointer in ("claim", "accusation") and _scorned(words[: verdict.start()])
                if pattern is lexicon.scorning and not scorned:  # "the flood was an outrage, the report found"
                    continue
                if pattern is lexicon.scorning:
                    made = replace(made, words=NOTHING)
                if pattern is lexicon.revenge and made.pointer != "accusation":  # "the raid was revenge": no charge
                    continue
                if pattern is lexicon.tampering and made.pointer in (None, "any") and OF_IT.match(words):
                    made = replace(made, pointer="artefact")
                shown = made.pointer in ("artefact", "report") and made.noun_at <= verdict.start()
                if pattern is lexicon.tampering and not shown:  # "he altered the law"
                    continue
                if pattern is lexicon.coercion:
                    if not CONFESSION.search(words):  # "they were forced to leave"
                        continue
                    made = replace(made, pointer="artefact", noun="confession")
                return made
    return None


def _scorned(before: str) -> bool:
    """Whether what is called by a word of scorn right behind is a claim by its noun."""
    what = SCORNED.search(before)
    return what is not None and pointing(what["noun"]) is not None


def _without_proof(statement: Statement) -> Challenge:
    """The article's word that somebody gave no proof, which is of what he said himself: "he offered no evidence"."""
    by = f"{statement.cue} {statement.content}"
    made = challenge_of(replace(statement, party=VOICE), "unverified", by, False, statement.spans, None)
    who = statement.party
    name = who.name.title() if who.person else who.name
    return replace(made, pointer=made.pointer or "any", owner=who.actor, owner_name=None if who.actor else name)


def _of_who_gives_none(made: Challenge, at: int) -> Challenge:
    """A caveat that somebody gave no proof ("it gave no evidence"), as one of what he has put himself.

    Args:
        made: the caveat.
        at: where the words that tell it begin.
    """
    if not GIVES_NONE.match(made.by) or made.owner or made.owner_name:
        return made
    statement = made.statement
    text = statement.reading.article.text
    made = replace(made, pointer=made.pointer or "any")
    owners = [actor for start, end, actor in statement.named if made.span[0] <= start and end <= at]
    if owners:
        return replace(made, owner=owners[-1])
    name = GIVER.search(text, max(made.span[0], at - GIVES), at)
    return replace(made, owner_name=name[1]) if name and name[1].lower() not in PRONOUNS else made


def _judging(statement: Statement) -> tuple[Span, ...]:
    """What a verdict is passed in: of "That is untrue," he said. "We warned them." the sentence that judges alone."""
    text = statement.reading.article.text
    cut = cut_at_sentences(statement.reading.analysis.sentences, statement.spans)
    judging = [span for span in cut if JUST_SAID.match(text, *span) and phrases().refuting.search(_plain(text, span))]
    return tuple(judging[:1]) or statement.spans


def _plain(text: str, span: Span) -> str:
    return text[slice(*span)].translate(STRAIGHT)


def _turned_down(made: Challenge) -> bool:
    """Whether a denial is none: "rejected absentee ballots", "challenged the team", "said there were no reports"."""
    content = made.statement.content
    if made.kind != "denial":
        return False
    if not made.cued:
        return NOTHING_HEARD.search(content) is not None or NONE_BETTER.search(content) is not None
    if thrown_out(made.statement.cue, content) or turned_away(made.statement) or of_another_case(made.statement):
        return True
    if NEEDS_NOUN.search(made.statement.cue):
        return made.pointer is None or made.noun_at > NOUN_WITHIN
    points = made.pointer is not None and made.noun_at <= FAR_NOUN
    if points and made.noun is None and "den" in made.statement.cue:
        points = False  # "denied help": a short object may be a thing
    return not points and refused(made.statement.cue, content)


def _denies(statement: Statement) -> bool:
    """Whether the cue denies or doubts by itself, and not only by its content."""
    return not PLAIN_CUE.search(statement.cue)
