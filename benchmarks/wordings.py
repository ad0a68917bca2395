"""The words of synthetic news as they are in the copies of a small warehouse: the rare ones others in each copy.

Of the words, the most frequent are the same in all copies, as they are in any year's news, and each rare one becomes
one of VARIANTS as long as itself: two copies share hardly a story's words, and no word is rarer than in so much news.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from benchmarks.synthetic import VOCABULARY_WORDS
from tasks.analyse.stories.stories import RARITY, STRONGEST, story_terms
from tasks.models import Article

RARE = frozenset(word for word in VOCABULARY_WORDS if len(word) >= 6)  # of three syllables
VARIANTS = 40
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
TOKEN = re.compile(r"([a-z]{6,}|[A-Z][a-z]{5,})")
Column = NDArray[np.object_] | NDArray[np.int64] | NDArray[np.uint32] | NDArray[np.float64]
Columns = dict[str, Column]


class Said:
    """Texts as they are in each copy."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = np.array(texts, dtype=object)
        self._parts = [TOKEN.split(text) for text in texts]
        self._words = sorted({part.lower() for parts in self._parts for part in parts} & RARE)

    def of(self, k: int) -> Columns:
        """Each text, and what it is in a copy."""
        numbers = _variants(self._words, k)
        new = {word: _variant(word, int(number)) for word, number in zip(self._words, numbers, strict=True)}
        new |= {word.capitalize(): other.capitalize() for word, other in new.items()}
        told = []
        for parts in self._parts:
            mine = list(parts)
            mine[1::2] = [new.get(part, part) for part in mine[1::2]]
            told.append("".join(mine))
        return {"k": np.full(len(told), k), "old": self._texts, "new": np.array(told, dtype=object)}


class Told:
    """The words that tell articles and their copies, weighed by how many articles of all copies hold each.

    Args:
        articles: Of each its id and its words, by CRC-32, with their weights in it.
        times: How many copies there are.
    """

    def __init__(self, articles: Sequence[Article], times: int) -> None:
        held = [_held(article) for article in articles]
        self._every = sorted({word for one in held for word in one})
        at = {word: n for n, word in enumerate(self._every)}
        self._ids = np.array([article.article_id for article in articles], dtype=object)
        self._article = np.repeat(np.arange(len(held)), [len(one) for one in held])
        self._word = np.array([at[word] for one in held for word in one])
        self._weight = np.array([weight for one in held for weight in one.values()])
        words = [[_variant(word, v if word in RARE else 0) for word in self._every] for v in range(VARIANTS)]
        terms = np.array([[zlib.crc32(word.encode()) for word in row] for row in words], np.uint32)
        self._terms, where = np.unique(terms, return_inverse=True)
        self._where = where.reshape(VARIANTS, len(self._every))
        self._held = np.zeros(len(self._terms), np.int64)
        self._articles = times * len(articles)
        mine = np.bincount(self._word, minlength=len(self._every))
        for k in range(times):
            np.add.at(self._held, self._new(k), mine)

    def counted(self) -> Columns:
        """How many articles hold each word; under 0, how many there are."""
        terms, held = np.append(self._terms, np.uint32(0)), np.append(self._held, self._articles)
        return {"term": terms[held > 0].astype(np.uint32), "articles": held[held > 0]}

    def keys(self, k: int) -> Columns:
        """The most telling words of each article of a copy."""
        new = self._new(k)
        rarity = (1 + np.log((1 + self._articles) / (1 + self._held[new]))) ** RARITY
        weights = self._weight * rarity[self._word]
        lengths = np.sqrt(np.bincount(self._article, weights**2))
        order = np.lexsort((-weights, self._article))
        rank = np.arange(len(order)) - np.searchsorted(self._article, self._article[order])
        chosen = order[rank < STRONGEST]
        return {
            "k": np.full(len(chosen), k),
            "article_id": self._ids[self._article[chosen]],
            "term": self._terms[new[self._word[chosen]]],
            "weight": weights[chosen] / lengths[self._article[chosen]],
        }

    def _new(self, k: int) -> NDArray[np.int64]:
        return np.asarray(self._where[_variants(self._every, k), np.arange(len(self._every))])


def joined(tables: Iterable[Columns]) -> Columns:
    """Several tables of the same columns as one."""
    every = list(tables)
    return {name: np.concatenate([columns[name] for columns in every]) for name in every[0]}


def _held(article: Article) -> dict[str, float]:
    """The words of an article with their weights in it."""
    terms = story_terms(article)
    words = {word.lower() for word in re.findall(r"\w+", f"{article.title} {article.text}")}
    return {word: terms[term] for word in sorted(words) if (term := zlib.crc32(word.encode())) in terms}


def _variants(words: Sequence[str], k: int) -> NDArray[np.int64]:
    """The number of each word's variant in a copy; the newest copy, 0, has the words themselves."""
    return np.array([zlib.crc32(f"{word} {k}".encode()) % VARIANTS if k and word in RARE else 0 for word in words])


def _variant(word: str, number: int) -> str:
    """One of VARIANTS words of the same length; 0 for the word itself."""
    return word.translate(_turned(number))


@cache
def _turned(number: int) -> dict[int, int]:
    by, to = divmod(number, len(VOWELS))
    return str.maketrans(CONSONANTS + VOWELS, CONSONANTS[by:] + CONSONANTS[:by] + VOWELS[to:] + VOWELS[:to])
