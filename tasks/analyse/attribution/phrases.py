"""Attributions without an attributing clause: "according to X", "X: ...", "reportedly", "appears to"."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from tasks.analyse.attribution.draft import Draft, readable, subtree, text_beside
from tasks.analyse.attribution.sources import noun_phrase, own_subject
from tasks.analyse.parsing.cues import Cue, Lexicon

ASSERTS = Cue("according", "asserts", frozenset({"clause", "quote"}))
HEARD = Cue("hear", "asserts", frozenset({"clause"}))
COURTS = frozenset("court jury juror inquest tribunal hearing trial inquiry panel commission committee".split())
HEDGES = Cue("reportedly", "asserts", frozenset({"clause"}), hedged=True)


def phrase_drafts(doc: Doc, text: str, words: Lexicon) -> list[Draft]:
    """The drafts of all such phrases of an article."""
    return [*according(doc, words), *seeming(doc, words), *adverbs(doc, words), *hearings(doc), *labels(doc, text)]


def according(doc: Doc, words: Lexicon) -> list[Draft]:
    """ "According to X", "in the words of X", and the clause around it."""
    drafts = []
    for token in readable(doc, "LOWER", ("according", "words")):
        told = token.lower_ == "words"
        if told and [t.lower_ for t in doc[max(0, token.i - 2) : token.i]] != ["in", "the"]:
            continue
        if token.i + 1 == len(doc) or doc[token.i + 1].lower_ != ("of" if told else "to"):
            continue
        preposition = doc[token.i + 1]
        who = next((c for c in preposition.children if c.dep_ in ("pobj", "pcomp")), None)
        if who is None or is_norm(who, token, words):
            continue
        draft = Draft(token, ASSERTS, {token.i, preposition.i}, noun_phrase(who, token))
        phrase = subtree(token) | subtree(preposition)
        phrase |= {token.i - 2, token.i - 1} if told else set()
        sentence = token.sent
        head = token.head
        while (head.pos_ not in ("VERB", "AUX") or head.dep_ == "conj") and head.head != head:
            head = head.head
        clause = subtree(head) if head != token else set()
        if not clause - phrase or token.i == sentence.start:
            clause = set(range(sentence.start, sentence.end))
        draft.content = clause - phrase
        if sentence[-1].text in (".", "?", "!"):
            draft.content.discard(sentence[-1].i)
        drafts.append(draft)
    return drafts


def is_norm(noun: Token, according: Token, words: Lexicon) -> bool:
    """Whether something is done as it should be, not said: "held according to the law"."""
    beside = according.i > according.sent.start and text_beside(according, -1) not in (",", "—", "–", "-")
    return beside and words.lemma(noun) in words.words["norms"]


def hearings(doc: Doc) -> list[Draft]:
    """ "The court heard that X": somebody said so there, who is not named."""
    drafts = []
    for token in readable(doc, "LOWER", ("heard", "hears")):
        where = own_subject(token)
        if where is None or where.lemma_.lower() not in COURTS:
            continue
        told = next((c for c in token.children if c.dep_ == "ccomp" and c.i > token.i), None)
        if told is not None:
            drafts.append(Draft(token, HEARD, {token.i}, content=subtree(told)))
    return drafts


def seeming(doc: Doc, words: Lexicon) -> list[Draft]:
    """ "X seems to have fled": the reporter's own caution, without a source."""
    drafts = []
    for token in readable(doc, "POS", ("VERB",)):
        if words.lemma(token) not in words.words["seeming"]:
            continue
        parts = [
            c
            for c in token.children
            if c.i > token.i
            and (c.dep_ in ("xcomp", "ccomp", "oprd", "acomp") or (c.dep_ == "prep" and c.lower_ in ("like", "as")))
        ]
        if not parts:
            continue
        draft = Draft(token, HEDGES, {token.i} | {c.i for c in token.children if c.dep_ == "neg"})
        for part in parts:
            draft.content |= subtree(part)
        who = own_subject(token)
        if who is not None and who.lower_ != "it":
            draft.content |= subtree(who)
        drafts.append(draft)
    return drafts


def adverbs(doc: Doc, words: Lexicon) -> list[Draft]:
    """ "Reportedly", "allegedly" and the clause around them."""
    drafts = []
    for token in readable(doc, "LOWER", words.words["reported"]):
        if token.head.pos_ in ("VERB", "AUX"):
            content = subtree(token.head) - {token.i}
            drafts.append(
                Draft(token, HEDGES, {token.i}, content=content - {t.i for t in token.head.children if t.is_punct})
            )
    return drafts


# "Minister: we knew nothing", "KHAN: ...": a name before a colon and no verb.
LABEL = re.compile(r"(?m)^(?P<who>[A-Z][^\n:;,.!?\"“”]{1,60}): ?(?P<what>[^\n]{8,})$")
# The author under or behind a quotation: '"..." - Name', "— Name, 43".
BYLINE = re.compile(r"(?m)^(?P<what>[\"“][^\n]{8,}[\"”])\s*[-–—―]{1,2} ?(?P<who>[A-Z][^\n\"“”]{2,80})$")


def labels(doc: Doc, text: str) -> list[Draft]:
    """Speakers before a colon or behind a dash, as headlines, transcripts and collections of quotations have them."""
    drafts = []
    for pattern in (LABEL, BYLINE):
        for match in pattern.finditer(text):
            who = doc.char_span(match.start("who"), match.end("who"), alignment_mode="contract")
            what = doc.char_span(match.start("what"), match.end("what"), alignment_mode="contract")
            if who is None or what is None or len(who) > 12 or (pattern is LABEL and not names_somebody(who)):
                continue
            comma = next((n for n, token in enumerate(who) if token.text == ","), len(who))
            name = who[:comma]  # "- Karim Odalo, 43"
            mark = what[0].nbor(-1) if pattern is LABEL else who[0].nbor(-1)
            drafts.append(Draft(mark, ASSERTS, {mark.i}, {t.i for t in name}, {t.i for t in what}))
    return drafts


def names_somebody(tokens: Span) -> bool:
    """Whether words before a colon are a name and nothing else."""
    return all(t.pos_ in ("PROPN", "PUNCT", "ADP", "CCONJ", "PART") for t in tokens) or all(t.is_upper for t in tokens)
