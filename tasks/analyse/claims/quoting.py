"""What to quote for a statement."""

from __future__ import annotations

import re

from tasks.analyse.claims.statements import Statement, trimmed
from tasks.analyse.claims.wordings import TITLE
from tasks.analyse.claims.words import read_words
from tasks.models import Reading, Span

LONGEST_QUOTE = 600  # characters; a longer sentence is cut down to the clause
CUT_OFF = re.compile(rf"\b{TITLE}$")
OPENS = 6  # characters before a clause that belong to it: the article or the first word of a name


def quote_span(statement: Statement, focus: frozenset[str], shared: bool, within: Span | None = None) -> Span:
    """What to quote for a statement: one whole sentence of it, or its own clause.

    Args:
        statement: what is quoted.
        focus: the words at issue; of a content of several sentences the one with most of them is quoted.
        shared: whether another side stands in the same sentence, so that the clause alone must be quoted.
        within: the part of the content that matters, where that is known.
    """
    reading = statement.reading
    text = reading.article.text
    touched = [
        trimmed(text, span)
        for span in whole_sentences(reading)
        if any(span[0] < end and start < span[1] for start, end in ((within and [within]) or statement.spans))
    ]
    touched = [span for span in touched if span[1] > span[0]] or [trimmed(text, statement.extent)]
    best = max(touched, key=lambda span: (len(read_words(text, [span], statement.named).all & focus), -span[0]))
    if shared or best[1] - best[0] > LONGEST_QUOTE:
        start, end = max(best[0], statement.extent[0]), min(best[1], statement.extent[1])
        start = best[0] if start - best[0] < OPENS else start
        end = best[1] if CUT_OFF.search(text[start:end]) else end
        if end - start > LONGEST_QUOTE:
            start, end = max(best[0], statement.spans[0][0]), min(best[1], statement.spans[0][1])
        return trimmed(text, (start, end)) if end > start else best
    return best


def whole_sentences(reading: Reading) -> list[Span]:
    """The article's sentences, those joined again that the parse cut behind a title: "the notion that Sgt. | Lee"."""
    found: list[Span] = []
    for sentence in reading.analysis.sentences:
        if found and CUT_OFF.search(reading.article.text[slice(*found[-1])].rstrip()):
            found[-1] = found[-1][0], sentence.span[1]
        else:
            found.append(sentence.span)
    return found
