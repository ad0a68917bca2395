"""Which halves of a sentence a speaker's words fill: "A; B, she said", "A: the bridge, she said, is safe"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc

from tasks.analyse.attribution.draft import Draft, text_beside
from tasks.analyse.attribution.pronouns import KINDS
from tasks.analyse.attribution.sources import own_subject
from tasks.analyse.parsing.tokens import picked

MARKS = (";", ":")


def part_halves(doc: Doc, drafts: Mapping[int, Draft], within: Sequence[int]) -> None:
    """Takes out of each content the halves that are not its speaker's, and adds the one that goes on in his words.

    Args:
        doc: the parse.
        drafts: those of verbs, by the token of their verb.
        within: the number of the quotation that each token stands in; marks inside of one part nothing.
    """
    marks: dict[tuple[int, int], list[int]] = {}  # sentence -> its marks
    for mark in picked(doc, "ORTH", MARKS):
        if not within[mark.i]:
            marks.setdefault((mark.sent.start, mark.sent.end), []).append(mark.i)
    for (start, end), found in marks.items():
        inside = {i: drafts[i] for i in range(start, end) if i in drafts and drafts[i].entry.speaks}
        for draft in inside.values():
            if draft.content:
                part(draft, found, inside, end)


def part(draft: Draft, marks: Sequence[int], drafts: Mapping[int, Draft], end: int) -> None:
    """The same for one draft of a sentence that ends before a token; `drafts` are those of the sentence that speak."""
    doc, at = draft.head.doc, draft.head.i
    sourced = [i for i, other in drafts.items() if other.source]
    start = max((i for i in marks if i < at), default=-1)
    told_before = any(i < start for i in sourced) or (doc[start].text == ":" and is_introduced(draft, start))
    if any(i < start for i in draft.content) and told_before:
        draft.content = {i for i in draft.content if i > start}
    after = next((i for i in marks if i > at), end)
    if after == end or doc[after].text != ";":
        return
    if any(i > after for i in sourced):
        draft.content = {i for i in draft.content if i < after}
    elif is_inverted(draft, after):
        draft.content |= set(range(after, end - 1))
        if all(i > at for i in draft.content):
            draft.content |= set(range(max(start + 1, doc[at].sent.start), min(draft.cue | draft.source)))


def is_inverted(draft: Draft, end: int) -> bool:
    """Whether speaker and cue close the first half: "A, she said; B"."""
    parts = draft.cue | draft.source
    return (
        bool(draft.source) and max(parts) < end <= max(parts) + 4 and text_beside(draft.head.doc[min(parts)], -1) == ","
    )


def is_introduced(draft: Draft, colon: int) -> bool:
    """Whether the clause before a colon names whom the pronoun behind it means: "the mayor objected: it, he said"."""
    doc = draft.head.doc
    if not any(doc[i].lower_ in KINDS for i in draft.source):
        return False
    verbs = (token for token in doc[doc[colon].sent.start : colon] if token.pos_ in ("VERB", "AUX"))
    subjects = (own_subject(verb) for verb in verbs)
    return any(who is not None and who.pos_ in ("NOUN", "PROPN") for who in subjects)
