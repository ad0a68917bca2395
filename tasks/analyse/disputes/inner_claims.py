"""Claims that are told only within their dispute: "rejected criticism from Ann Lee that the bridge was unsafe"."""

from __future__ import annotations

import re

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.claimants import BY_WHOM, NOBODY, claimant, party_of, told_behind
from tasks.analyse.claims.parties import Party, party
from tasks.analyse.claims.quoting import whole_sentences
from tasks.analyse.claims.statements import Statement, trimmed
from tasks.analyse.claims.words import STRAIGHT, read_words
from tasks.analyse.disputes.challenge import Challenge
from tasks.analyse.parsing.dispute_words import phrases
from tasks.models import Span

LONGEST = 240  # characters of the claim
SAYS = 3  # words of substance of a claim that could not be checked
# What follows the noun that names the claim: whose it is, then the claim itself.
THAT = re.compile(
    rf"(?:{BY_WHOM},?)?\s*\b(?:that\s+|according to which\s+|of\s+(?=(?!wrongdoing\b)\w+ing\b))", re.IGNORECASE
)
# What a report is called where nobody is said to have written it.
CALLED = re.compile(
    r"\b(?:(?:the|an?|some|several|many|these|those)\s+(?:[\w-]+\s+)?|(?:media|news|press|\w*paper)\s+)?$",
    re.IGNORECASE,
)
# Where the claim ends and the dispute goes on.
GOES_ON = re.compile(
    r"[;:—]|\s--?\s|\s+as\s+[“\"]|,\s+(?:as(?! well)|saying|adding|insisting|calling|arguing|contending|claiming|"
    r"noting|suggesting|telling|stressing|maintaining|describing|according\s+to|which|but|"
    r"and\s+(?:said|called|accused|insisted)|(?:he|she|they|it|(?:[A-Z][\w.]*\s+){1,4})\s*(?:said|reported))\b|"
    r"\s+and\s+(?:sa(?:ys|id)|insist(?:s|ed)|added|vow(?:s|ed)|called|accused)\b"
)
# A relative clause that tells which: it lacks its subject.
GAP = re.compile(r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do)\b")
# What stands between a claim and its verdict: "that he fled | was a lie".
VERDICT_OPENS = re.compile(r"[\s“”\"'‘’]*(?:(?:is|are|was|were|be|been|as|an?|just|simply|all|\w+ly)\s+)*[“”\"'‘’]*$")
# What could not be checked, told right behind: "could not confirm that the ferry sank".
CHECKED = re.compile(
    r"\b(?:verify|confirm|corroborate|authenticate|substantiate)\s+(?:that|whether|if)\s+", re.IGNORECASE
)
# The same as the source of what the sentence itself tells: "according to unconfirmed reports, two boats sank".
UNCONFIRMED = re.compile(
    r"\b(?:unconfirmed|unverified)\s+(?:\w+\s+)?(?:reports?|claims?|accounts?|rumou?rs?)"
    r"(?:\s+(?:said|says?|suggest\w*|that|of)\b|,)\s*",
    re.IGNORECASE,
)
AS_SAID = re.compile(r",?\s+as\s+(?:the\s+)?$", re.IGNORECASE)  # ", as | police have said"
# After these the noun is a verb: "you can report that …" names no report.
VERB = re.compile(
    r"\b(?:to|can|could|will|would|may|might|must|should|not|now|also|I|we|you|they)\s+(?:\w+ly\s+)?$", re.IGNORECASE
)


def told_within(challenge: Challenge, catalogue: Catalogue) -> list[Statement]:
    """The claim that a dispute tells itself, as a statement of whoever it says puts it; empty where it tells none."""
    statement, text = challenge.statement, challenge.statement.reading.article.text
    unverified = phrases().unverified.search(text[slice(*challenge.span)].translate(STRAIGHT))
    sentence = statement.reading.analysis.sentences[statement.sentence].span
    checked = CHECKED.search(text, *challenge.span) or UNCONFIRMED.search(text, *sentence)
    if unverified and checked:
        inner = _inner(
            challenge,
            checked.span(),
            trimmed(text, (checked.end(), max(challenge.span[1], sentence[1]))),
            NOBODY,
        )
        return [inner] if len(inner.words.all) >= SAYS else []
    if said := _as_said(challenge, catalogue):
        return [said]
    if challenge.noun is None or challenge.pointer == "artefact":
        return []  # "the video that shows him": what follows tells which
    at = challenge.span[0] + challenge.noun_at
    end = next(high for low, high in whole_sentences(statement.reading) if at < high)
    noun_end = at + len(re.match(r"\w*", text[at:])[0])  # type: ignore[index]
    that = THAT.match(text, noun_end, end)
    if not that or VERB.search(text, max(0, at - 12), at):
        return []
    low, high = trimmed(text, (that.end(), min(end, that.end() + LONGEST)))
    if stop := GOES_ON.search(text, low + 10, high):
        high = stop.start()
    if GAP.match(text, low) or (challenge.cued and low <= statement.cue_at < high):
        return []  # "studies that would harm them", "findings that the mayor rejected"
    if challenge.manner == "verdict" and (verdict := text.translate(STRAIGHT).find(challenge.by, low, high)) > 0:
        cut = VERDICT_OPENS.search(text, low, verdict)
        low, high = trimmed(text, (low, cut.start() if cut else verdict))
    who = claimant(text, (at, noun_end), end, catalogue) or told_behind(text, high, end, catalogue)
    if who is None and challenge.pointer == "report":
        called = CALLED.search(text, max(0, at - 40), at)
        who = party_of(" ".join(text[called.start() if called else at : noun_end].split()), catalogue)
    inner = _inner(challenge, (at, noun_end), (low, high), who or NOBODY)
    return [inner] if len(inner.words.all) >= 2 else []


def _as_said(challenge: Challenge, catalogue: Catalogue) -> Statement | None:
    """The claim of whom a denial names behind it: "denied that he was armed, as police have said"."""
    statement, text = challenge.statement, challenge.statement.reading.article.text
    for attribution in statement.reading.analysis.attributions if challenge.cued and challenge.noun is None else ():
        source = attribution.source
        if attribution.sentence != statement.sentence or source is None or source.start <= challenge.span[0]:
            continue
        as_said = AS_SAID.search(text, max(challenge.span[0], source.start - 20), source.start)
        if as_said and attribution.stance == "asserts" and (who := party(attribution, catalogue)) is not None:
            content = trimmed(text, (challenge.span[0], as_said.start()))
            return _inner(challenge, (attribution.cue.start, attribution.cue.end), content, who)
    return None


def told_by_nobody(challenge: Challenge) -> bool:
    """Whether what could not be checked is told in its own sentence, by unconfirmed reports, and not before it."""
    statement = challenge.statement
    sentence = statement.reading.analysis.sentences[statement.sentence].span
    return challenge.kind == "unverified" and UNCONFIRMED.search(statement.reading.article.text, *sentence) is not None


def _inner(challenge: Challenge, named: Span, content: Span, who: Party) -> Statement:
    """A claim as a statement: the words that name it, what it says, and who puts it."""
    statement, text = challenge.statement, challenge.statement.reading.article.text
    return Statement(
        reading=statement.reading,
        sentence=statement.sentence,
        party=who,
        stance="asserts",
        hedged=False,
        cue=text[slice(*named)].strip().lower(),
        spans=(content,),
        extent=(named[0], content[1]),
        words=read_words(text, [content], statement.named),
        named=tuple(m for m in statement.named if content[0] <= m[0] < content[1]),
        cue_at=named[0],
    )


def told_within_dispute(claim: Statement) -> bool:
    """Whether a claim is one of these: it has words that name it, but is no attribution."""
    return claim.attribution is None and bool(claim.cue)
