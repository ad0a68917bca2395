"""The sentences of an article that a stretch of it overlaps, found without going through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from tasks.models import Sentence, Span


def overlapping(sentences: Sequence[Sentence], span: Span) -> Sequence[Sentence]:
    """The sentences, given in order, that hold some of a span."""
    first = bisect_right(sentences, span[0], key=_end)
    return sentences[first : bisect_left(sentences, span[1], first, key=_start)]


def cut_at_sentences(sentences: Sequence[Sentence], spans: Iterable[Span]) -> list[Span]:
    """Spans cut where sentences end; what lies in none is left out."""
    cuts = ((max(span[0], s.span[0]), min(span[1], s.span[1])) for span in spans for s in overlapping(sentences, span))
    return [(low, high) for low, high in cuts if high > low]


def _start(sentence: Sentence) -> int:
    return sentence.span[0]


def _end(sentence: Sentence) -> int:
    return sentence.span[1]
