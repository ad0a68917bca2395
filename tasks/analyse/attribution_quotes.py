"""Quotations and the verbs they hang on."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Doc

from tasks.analyse.attribution_draft import Draft
from tasks.analyse.quotations import Quotation
from tasks.models import Span

REACH = 25  # words between a quotation and its verb


def tokens_between(doc: Doc, starts: list[int], span: Span) -> range:
    """The indices of the tokens that begin within a character span."""
    return range(bisect_left(starts, span[0]), bisect_left(starts, span[1]))


def attach_quotations(doc: Doc, text: str, drafts: list[Draft], quotations: list[Quotation]) -> None:
    """Gives each quotation to the verb beside it, and lone ones to the speaker before."""
    starts = [token.idx for token in doc]
    by_token = {draft.head.i: draft for draft in drafts}
    inside: set[int] = set()
    for quotation in quotations:
        for span in quotation.spans:
            inside.update(tokens_between(doc, starts, span))
    last: Draft | None = None
    last_end = 0
    for quotation in quotations:
        tokens = {i for span in quotation.spans for i in tokens_between(doc, starts, span)}
        if not tokens:
            continue
        first, end = min(tokens), max(tokens)
        sentence_like = is_statement(text, quotation)
        draft = None
        if sentence_like:
            draft = after(doc, end + 1, by_token, inside, text[quotation.end - 2 : quotation.end]) or before(
                doc, first - 1, by_token, inside
            )
        if draft is None:
            owners = [d for d in drafts if d.content & tokens and d.head.i not in tokens]
            for owner in owners:
                owner.content |= tokens
            if owners:
                last, last_end = owners[0], quotation.end
                continue
            if sentence_like and last is not None and alone(text, last_end, quotation, last):
                draft = last
        if draft is None:
            continue
        if not draft.quoted and not draft.content & tokens:
            draft.content = set()
        draft.content |= tokens
        draft.content -= draft.cue | draft.source
        draft.quoted = True
        last, last_end = draft, quotation.end


def is_statement(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is said, and no mere name or scare quote."""
    words = text[quotation.start : quotation.end].strip("\"'“”‘’").strip()
    return bool(words) and (len(words.split()) >= 4 or words[-1] in ".,!?")


def after(doc: Doc, start: int, by_token: dict[int, Draft], inside: set[int], closing: str) -> Draft | None:
    """The verb of a frame behind a quotation: '...,' the minister said."""
    if not any(mark in closing for mark in ",?!-—…"):
        return None
    for i in range(start, min(start + REACH, len(doc))):
        token = doc[i]
        if i in inside or token.text in (".", ";") or "\n" in token.text:
            return None
        draft = by_token.get(i)
        if draft is not None and draft.entry.speaks:
            return draft
        if token.lower_ in ("that", "because"):
            return None
    return None


def before(doc: Doc, end: int, by_token: dict[int, Draft], inside: set[int]) -> Draft | None:
    """The verb of a frame before a quotation: the minister said: '...'."""
    if end < 0 or (doc[end].text not in (",", ":", "that") and end not in by_token):
        return None
    for i in range(end, max(end - REACH, -1), -1):
        token = doc[i]
        if i in inside or token.text in (".", ";", "?", "!") or "\n" in token.text:
            return None
        draft = by_token.get(i)
        if draft is not None and draft.entry.speaks:
            return draft
    return None


def alone(text: str, last_end: int, quotation: Quotation, last: Draft) -> bool:
    """Whether nothing but the frame of the quotation before stands between the two."""
    between = text[last_end : quotation.start]
    return len(re.findall(r"[.!?]\s", between)) <= 1 and between.count("\n\n") <= 1 and len(between.split()) < REACH
