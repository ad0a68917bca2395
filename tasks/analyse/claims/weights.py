"""How telling words are, and how much two texts share by that measure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from tasks.analyse.claims.statements import Statement
from tasks.analyse.claims.words import Words


class Weights:
    """How telling each word is: rare ones more than those in every sentence (inverse frequency over statements)."""

    def __init__(self, found: Iterable[Statement]) -> None:
        count: Counter[str] = Counter()
        total = 1
        for statement in found:
            count.update(statement.words.all)
            total += 1
        self._rarest = math.log(1 + total)
        self._of = {word: max(0.1, math.log((1 + total) / (1 + times))) for word, times in count.items()}

    def of(self, word: str) -> float:
        """The weight of one word, 0.1 to about 6."""
        return self._of.get(word, self._rarest)

    def sum(self, words: Iterable[str]) -> float:
        """The weight of several words together."""
        return sum([self._of.get(word, self._rarest) for word in words])

    def held(self, words: frozenset[str], by: frozenset[str]) -> float:
        """Which share of some words, by weight, others hold too."""
        whole = self.sum(words)
        return self.sum(words & by) / whole if whole else 0.0

    def alike(self, a: frozenset[str], b: frozenset[str]) -> float:
        """How much two sets of words are about the same, from nought to one."""
        whole = math.sqrt(self.sum(a) * self.sum(b))
        return self.sum(a & b) / whole if whole else 0.0


def same_claim(a: Words, b: Words, weights: Weights) -> float:
    """How surely two claims are one, from nought to one; a claim and its negation are not."""
    if (
        weights.sum(a.negated & b.affirmed) + weights.sum(a.affirmed & b.negated)
        > weights.sum(a.affirmed & b.affirmed) / 2
    ):
        return 0.0
    return weights.alike(a.all, b.all)
