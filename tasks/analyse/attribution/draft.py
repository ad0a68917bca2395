"""An attribution while it is being found: sets of token indices, before they become characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from tasks.analyse.parsing.cues import Cue
from tasks.analyse.parsing.tokens import picked
from tasks.models import Mention, Span

LONGEST_SENTENCE = 500  # tokens; what is longer is no sentence, and would cost the square of its length
EDGE = frozenset(",;:.—–-…()[]")  # never the first or last token of a source or an unquoted content
COMMAS = frozenset(",;:—–-")  # nor of a stretch between two that are left out
BRACKETS = {")": "(", "]": "["}


@dataclass(slots=True)
class Draft:
    """One cue with what the rules have found for it so far; token indices throughout."""

    head: Token
    entry: Cue
    cue: set[int]
    source: set[int] = field(default_factory=set)
    content: set[int] = field(default_factory=set)
    quoted: bool = False  # a whole quotation hangs on it


def readable(doc: Doc, attribute: str, values: Iterable[str]) -> Iterator[Token]:
    """The tokens, of all sentences that can be some, of which an attribute ("POS", "LOWER") has one of some values."""
    barred = {i for s in doc.sents if len(s) > LONGEST_SENTENCE for i in range(s.start, s.end)}
    return (token for token in picked(doc, attribute, values) if token.i not in barred)


def subtree(token: Token, without: Iterable[Token] = ()) -> set[int]:
    """The tokens below and including one, without those below some others."""
    barred = {t.i for t in without}
    found: set[int] = set()
    stack = [token]
    while stack:
        current = stack.pop()
        if current.i not in barred:
            found.add(current.i)
            stack.extend(current.children)
    return found


def text_beside(token: Token, offset: int) -> str:
    """The text of a neighbour, empty beyond the article."""
    i = token.i + offset
    return token.doc[i].text if 0 <= i < len(token.doc) else ""


def trimmed(doc: Doc, tokens: Iterable[int]) -> list[int]:
    """The tokens in order, without blanks, dashes and commas at either end."""
    ordered = sorted(i for i in tokens if not doc[i].is_space)
    if len(ordered) == 1:
        return ordered
    while ordered and doc[ordered[0]].text in EDGE:
        ordered.pop(0)
    while ordered and doc[ordered[-1]].text in EDGE and not closes(doc, ordered):
        ordered.pop()
    while ordered and doc[ordered[-1]].lower_ in ("and", "or", "nor"):
        ordered.pop()
    return ordered


def closes(doc: Doc, ordered: list[int]) -> bool:
    """Whether the last token closes a bracket that one before it opens."""
    last = doc[ordered[-1]].text
    return last in BRACKETS and any(doc[i].text == BRACKETS[last] for i in ordered)


def mention(doc: Doc, text: str, tokens: Iterable[int]) -> Mention | None:
    """The characters of some tokens; neighbours, and those with only blanks between them, make one span."""
    runs: list[list[int]] = []
    for i in trimmed(doc, tokens):
        if runs and not text[doc[runs[-1][-1]].idx + len(doc[runs[-1][-1]]) : doc[i].idx].strip(" \t\u00a0"):
            runs[-1].append(i)
        else:
            runs.append([i])
    for run in runs if len(runs) > 1 else ():
        while run and doc[run[0]].text in COMMAS:
            run.pop(0)
        while run and doc[run[-1]].text in COMMAS:
            run.pop()
    spans: list[Span] = [(doc[run[0]].idx, doc[run[-1]].idx + len(doc[run[-1]])) for run in runs if run]
    if not spans:
        return None
    return Mention(tuple(spans), " ".join(text[start:end] for start, end in spans))
