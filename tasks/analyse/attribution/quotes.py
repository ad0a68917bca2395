"""Quotations and the verbs they hang on."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Token

from tasks.analyse.actors.people import lexicon as people
from tasks.analyse.attribution.draft import LONGEST_SENTENCE, Draft
from tasks.analyse.attribution.sources import is_passive, noun_phrase, own_subject, quoted_as
from tasks.analyse.parsing.cues import Cue
from tasks.analyse.parsing.quotations import Quotation
from tasks.analyse.parsing.tokens import offsets
from tasks.models import Span

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
QUOTES = frozenset({"quote"})
REACH = 25  # words between a quotation and its verb


def tokens_between(doc: Doc, starts: list[int], span: Span) -> range:
    """The indices of the tokens that begin within a character span."""
    return range(bisect_left(starts, span[0]), bisect_left(starts, span[1]))


def attach_quotations(doc: Doc, text: str, drafts: list[Draft], quotations: list[Quotation]) -> None:
    """Gives each quotation to the verb beside it, or to the speaker just before it."""
    starts = offsets(doc)
    by_token = {draft.head.i: draft for draft in drafts if draft.entry.speaks}
    inside: set[int] = set()
    owned = []
    heads = sorted(drafts, key=lambda draft: draft.head.i)
    places = [draft.head.i for draft in heads]
    for quotation in quotations:
        tokens = {i for span in quotation.spans for i in tokens_between(doc, starts, span)}
        inside |= tokens
        owned.append((quotation, tokens))
    previous: Quotation | None = None
    last: Draft | None = None
    for quotation, tokens in owned:
        if not tokens:
            continue
        first, end = min(tokens), max(tokens)
        statement = is_statement(text, quotation)
        draft = None
        if statement:
            draft = after(doc, end + 1, drafts, by_token, inside, body(text, quotation)[-1:])
            draft = draft or before(doc, first - 1, by_token, inside) or introduced(doc, first - 1, drafts, inside)
        if draft is None:
            near = heads[bisect_left(places, first - LONGEST_SENTENCE) : bisect_left(places, end + LONGEST_SENTENCE)]
            owners = [d for d in near if d.head.i not in tokens and not d.content.isdisjoint(tokens)]
            for owner in owners:
                owner.content |= tokens
            if owners:
                last, previous = max(owners, key=lambda d: d.quoted), quotation
                continue
            if statement:
                draft = told_of(doc, first, by_token, drafts, inside, body(text, quotation)[-1:])
                draft = draft or lone(doc, text, first, by_token, inside, previous, last)
                draft = draft or going_on(doc, text, quotation, by_token, previous, last)
        if draft is None:
            continue
        if not draft.quoted and not adjoins(draft, first) and not tells(draft, first):
            draft.content = set()
        if not draft.source and (who := beside(draft.head, tokens)) is not None:
            draft.source = noun_phrase(who, draft.head)
        draft.content |= tokens
        draft.content -= draft.cue | draft.source
        draft.quoted = True
        last, previous = draft, quotation


def beside(verb: Token, quoted: set[int]) -> Token | None:
    """The subject of a frame, where the parse took words of the quotation for it, too: "'Our dam,' said a miner"."""
    return next((c for c in verb.children if c.dep_ == "nsubj" and c.i not in quoted), None)


def body(text: str, quotation: Quotation) -> str:
    """What stands between the marks."""
    return text[quotation.start : quotation.end].strip("\"'“”‘’`").strip()


def is_statement(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is said, and no mere name or scare quote."""
    words = body(text, quotation)
    return bool(words) and (len(words.split()) >= 4 or words[-1] in ".!?" or (words[-1] == "," and words[0].isupper()))


def adjoins(draft: Draft, first: int) -> bool:
    """Whether a quotation goes on where the content found so far stops."""
    if not draft.content:
        return False
    return any(i in draft.content for i in (first - 1, first - 2)) or first in draft.content


def tells(draft: Draft, first: int) -> bool:
    """Whether what is said before a quotation stands by itself: "They were fishermen, she said. 'Ask anyone.'"."""
    doc = draft.head.doc
    own = bool(draft.source) and max(draft.source) < first
    return own and any(doc[i].tag_ in FINITE for i in draft.content)


def after(
    doc: Doc, start: int, drafts: list[Draft], by_token: dict[int, Draft], inside: set[int], final: str
) -> Draft | None:
    """The verb of a frame behind a quotation: '...,' the minister said."""
    if final not in ",?!-—…":
        return None
    for i in range(start, min(start + REACH, len(doc))):
        token = doc[i]
        if i in inside or token.text in (".", ";") or "\n" in token.text or token.lower_ in ("that", "because"):
            return None
        draft = by_token.get(i)
        if draft is None and final == "," and i - start <= 8 and unlisted(token, inside):
            if any(quoted_as(other.head) == token for other in by_token.values()):
                continue  # "…," the agency quoted her as | saying
            draft = by_token[i] = Draft(token, Cue(token.lemma_, "asserts", QUOTES), {i})
            who = own_subject(token)
            draft.source = noun_phrase(who, token) if who is not None else set()
            drafts.append(draft)
        if draft is not None:
            taken = any(j > i for j in draft.content) and not draft.quoted and draft.head.tag_ == "VBG"
            return None if taken else draft
    return None


def unlisted(token: Token, inside: set[int]) -> bool:
    """Whether a verb that the lexicon lacks stands where one of saying does: '...,' she quavered."""
    who = own_subject(token)
    finite = token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP")
    return finite and who is not None and who.i not in inside and who.dep_ == "nsubj" and not is_passive(token)


def before(doc: Doc, end: int, by_token: dict[int, Draft], inside: set[int]) -> Draft | None:
    """The verb of a frame before a quotation: the minister said: '...'."""
    while end > 0 and doc[end].is_space:
        end -= 1
    if "\n" in doc[end + 1].text and doc[end].text != ":":
        return None
    if end < 0 or (doc[end].text not in (",", ":", "that") and end not in by_token):
        return None
    for i in range(end, max(end - REACH, -1), -1):
        token = doc[i]
        if i in inside or token.text in (".", ";", "?", "!") or "\n" in token.text:
            return None
        if i in by_token:
            return by_token[i]
    return None


def introduced(doc: Doc, end: int, drafts: list[Draft], inside: set[int]) -> Draft | None:
    """Whoever stands before a colon: 'She went further: "..."', '- Karim Odalo: "..."'."""
    while end > 0 and doc[end].is_space:
        end -= 1
    if end < 1 or doc[end].text != ":":
        return None
    name: set[int] = set()
    for i in range(end - 1, max(end - REACH, -1), -1):
        token = doc[i]
        if token.pos_ == "PROPN" and len(name) == end - 1 - i:
            name.add(i)
        elif name and len(name) == end - 1 - i:
            break
        if i in inside or token.is_space or token.text in (".", ";", "?", "!"):
            break
        who = own_subject(token) if token.pos_ in ("VERB", "AUX") else None
        if who is not None and who.i not in inside:
            drafts.append(Draft(token, Cue(token.lemma_, "asserts", QUOTES), {token.i}, noun_phrase(who, token)))
            return drafts[-1]
    if not name:
        return None
    drafts.append(Draft(doc[end], Cue(":", "asserts", QUOTES), {end}, name))
    return drafts[-1]


def lone(
    doc: Doc,
    text: str,
    first: int,
    by_token: dict[int, Draft],
    inside: set[int],
    previous: Quotation | None,
    last: Draft | None,
) -> Draft | None:
    """The speaker of a quotation without a frame of its own: who spoke in the sentence before it."""
    ends = 0
    for i in range(first - 1, max(first - 80, -1), -1):
        token = doc[i]
        if "\n" in token.text:
            break
        if i in inside:
            return last
        ends += token.text in (".", "?", "!")
        if ends > 1:
            return None
        if i in by_token and by_token[i].source:
            return by_token[i]
    gap = text[previous.end : doc[first].idx] if previous else "-"
    return last if not gap.strip() else None


def going_on(
    doc: Doc,
    text: str,
    quotation: Quotation,
    by_token: dict[int, Draft],
    previous: Quotation | None,
    last: Draft | None,
) -> Draft | None:
    """The speaker of a quotation that is a paragraph of its own: who spoke at the end of the paragraph before.

    '"We ran," said Lee.' is followed by Lee's next words, unless she asked something or somebody else spoke meanwhile.
    """
    before, rest = text[: quotation.start].rstrip(), text[quotation.end :].split("\n", 1)[0]
    if rest.strip() or "\n" not in text[len(before) : quotation.start] or not before.endswith("."):
        return None
    starts = offsets(doc)
    opens = before.rfind("\n") + 1
    if previous is not None and previous.end > opens:
        gap = before[previous.end :]
        between = tokens_between(doc, starts, (previous.end, len(before)))
        asked = body(text, previous).endswith("?") or ". " in gap
        return None if asked or sum(i in by_token for i in between) > 1 else last
    sentence = doc[tokens_between(doc, starts, (opens, len(before)))[-1]].sent
    spoken = [by_token[t.i] for t in sentence if t.i in by_token and by_token[t.i].source]
    told = len(spoken) == 1 and spoken[0].head == sentence.root and spoken[0].entry.stance == "asserts"
    return spoken[0] if told else None


def told_of(
    doc: Doc, first: int, by_token: dict[int, Draft], drafts: list[Draft], inside: set[int], final: str
) -> Draft | None:
    """Whoever the sentence before tells of, for a sentence in quotes alone: "Lee shook her head. 'It was locked.'"."""
    end = first - 1
    while end > 0 and doc[end].is_space:
        end -= 1
    if final not in (".", "!", "?") or end < 1 or doc[end].text != ".":
        return None
    sentence, stop = doc[end].sent, doc[end]
    verb, who = sentence.root, own_subject(sentence.root)
    if who is None or is_passive(verb) or any(t.i in inside or t.i in by_token for t in sentence):
        return None
    if who.pos_ != "PROPN" and who.lower_ not in ("he", "she") and who.lemma_.lower() not in people().nouns:
        return None
    if who.tag_ in ("NNS", "NNPS") or not any(t.tag_ in FINITE for t in (verb, *verb.children)):
        return None
    head = stop if any(c.dep_ == "neg" for c in verb.children) else verb  # "did not mince his words" declines nothing
    drafts.append(Draft(head, Cue(head.lemma_, "asserts", QUOTES), {head.i}, noun_phrase(who, verb)))
    return drafts[-1]
