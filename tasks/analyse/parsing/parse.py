"""The one spaCy parse that everything in this room reads from."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

import numpy as np
from spacy.tokens import Doc, Token

from tasks.analyse.parsing.headlines import in_sentence_case
from tasks.analyse.parsing.legible import legible
from tasks.analyse.parsing.model import model
from tasks.analyse.parsing.quotations import find_quotations

# "WASHINGTON/KABUL - ", "PARIS, Aug 31 (Reuters) - ", "KABUL, Afghanistan (AP) —"
DATELINE = re.compile(
    r"(?m)^[A-Z][A-Z.'/-]{2,}(?: [A-Z][A-Z.'/-]+)*(?:, [\w., ]{2,30})?(?: ?\([\w /]{2,20}\))?"
    r"(?: (?:-{1,2}|–)|\s?—)(?=\s?\S)"
)
# Titles that are shortened with a stop, which ends no sentence before a name.
SHORTENED = frozenset(
    "mr mrs ms dr brig gen lt col maj sgt capt cpl pvt cmdr adm gov sen rep rev prof supt insp".split()
)
AT_ONCE = 16  # texts: the tables of more are larger than what the processor and its system hold ready
ENDING = frozenset(".!?")
MAY_END = ENDING | frozenset(":;…")


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """One Doc a text, in order; token offsets (`token.idx`) are offsets into the text given."""
    return model().pipe((_prepared(text) for text in texts), batch_size=AT_ONCE)


def _is_title(token: Token) -> bool:
    """Whether a word, or the stop behind it, is that of a shortened title: "Brig. Gen. Lee", "Sgt. Lee"."""
    word = token.nbor(-1) if token.text == "." and token.i and not token.nbor(-1).whitespace_ else token
    return (word != token or word.text.endswith(".")) and word.is_title and word.lower_.rstrip(".") in SHORTENED


def _prepared(text: str) -> Doc:
    """Tokens with the sentence boundaries that the parser, blind to layout and to pairs of marks, would miss.

    A newline always ends a sentence: a headline or paragraph never runs on into the next. An opening quotation mark
    belongs to what follows it and a closing one to what it closes. Nothing ends a sentence without a mark to end it,
    but a dateline is none of the first one.
    """
    doc = model().make_doc(in_sentence_case(legible(text, model())))
    quotations = find_quotations(text)
    opening = {start for quotation in quotations for start, _ in quotation.spans}
    closing = {end - 1 for quotation in quotations for _, end in quotation.spans}
    datelines = {match.end() - 1 for match in DATELINE.finditer(doc.text)}
    starts = [0] * len(doc)  # 1: begins a sentence, -1: does not, 0: the parser's to say
    for before, token in itertools.pairwise(doc):
        last = doc[before.i - 1] if before.is_space and before.i and "\n" not in before.text else before
        closed = last.idx + len(last) - 1 in closing
        final = doc[last.i - 1].text[-1] if closed and last.i else last.text[-1]
        if "\n" in before.text or last.idx + len(last) - 1 in datelines:
            starts[token.i] = 1
        elif token.idx in opening:
            starts[token.i] = 1 if final in ENDING and not last.text[0].isupper() else -1
        elif (
            before.idx in opening
            or token.idx + len(token) - 1 in closing
            or (final not in MAY_END and not before.is_space)
            or (token.is_title and _is_title(last))
        ):
            starts[token.i] = -1
    # At once: setting one token's `is_sent_start` walks the whole Doc.
    values = np.array(starts, dtype="int64").astype("uint64").reshape(-1, 1)
    return doc.from_array(["SENT_START"], values)  # type: ignore[arg-type]  # its stubs know thinc's arrays only
