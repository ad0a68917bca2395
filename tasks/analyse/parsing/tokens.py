"""Tokens of a parse picked by what they are, all at once: making one costs more than what most rules ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.tokens import Doc, Token


def picked(doc: Doc, attribute: str, values: Iterable[str]) -> Iterator[Token]:
    """The tokens of which an attribute ("POS", "LOWER") has one of some values, in order."""
    strings = doc.vocab.strings
    wanted = np.isin(doc.to_array(attribute), [strings[value] for value in values])
    return (doc[i] for i in wanted.nonzero()[0].tolist())


def as_read(doc: Doc) -> str:
    """The text that was parsed, as long as the article's, its case and quotation marks put right."""
    if "read" not in doc.user_data:
        doc.user_data["read"] = doc.text  # put together from the tokens anew each time
    return str(doc.user_data["read"])


def offsets(doc: Doc) -> list[int]:
    """Where in the text each token begins."""
    found: list[int] = doc.to_array("IDX").tolist()
    return found


def sentence_numbers(doc: Doc) -> list[int]:
    """For each token the number of the sentence that it stands in."""
    return [number for number, sentence in enumerate(doc.sents) for _ in range(len(sentence))]
