"""What a denial spells out ("denied that he was poisoned"), and how much of it a claim says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tasks.analyse.claims.statements import Statement
from tasks.analyse.claims.weights import Weights
from tasks.analyse.claims.words import concept, stem
from tasks.analyse.disputes.challenge import Challenge

HARDLY = 1 / 3  # share of what a denial spells out below which a claim is hardly what it denies
SPELT = 0.8  # share of what a denial spells out from which a claim is what it denies, however few the words
SAID_ALONE = 0.4  # likeness of a claim to the one word that a denial spells out: "he was poisoned"


def says_it(challenge: Challenge, claim: Statement, weights: Weights) -> bool:
    """Whether a claim holds about all that a denial spells out: "he was poisoned" / "disputed that he was poisoned"."""
    if not challenge.cued or challenge.kind != "denial" or claim.party.voice:
        return False
    if challenge.pointer not in (None, "accusation") or challenge.words.all.isdisjoint(claim.words.all):
        return False
    own = frozenset(besides_names(challenge, beside_places(claim, challenge.words.all)))
    if not own & claim.words.all or weights.held(own, claim.words.all) < SPELT:
        return False
    return len(own) > 1 or challenge.pointer is not None or weights.alike(own, claim.words.all) >= SAID_ALONE


def beside_places(claim: Statement, words: Iterable[str]) -> list[str]:
    """Words other than actors and the places of a claim's article: that both speak of Helmand says little."""
    words = [word for word in words if not word.startswith("@")]
    if not words:
        return []  # what most claims share with a dispute: their places need not be looked up
    places = {stem(word) for place in claim.reading.analysis.places for word in place.mention.text.lower().split()}
    return [word for word in words if word not in places]


def besides_names(challenge: Challenge, shared: Iterable[str]) -> list[str]:
    """What a claim shares with a denial in full beside names: "denied that Lee owned it" is of none about Lee alone."""
    plain = _small_letters(challenge.statement.content) & challenge.words.all
    return [word for word in shared if not plain or word in plain]


@lru_cache(maxsize=1000)  # a denial is asked once for each claim
def _small_letters(content: str) -> frozenset[str]:
    """The words of a content that are no names."""
    return frozenset(concept(word) for word in re.findall(r"\b[a-z]{3,}\b", content))


def another_matter(challenge: Challenge, claim: Statement, weights: Weights) -> float:
    """How little a claim holds of what a denial spells out: "denied that pay would be cut"."""
    if not challenge.cued or challenge.kind != "denial" or challenge.pointer is not None:
        return 0.0
    return max(0.0, 1 - weights.held(challenge.words.all, claim.words.all) / HARDLY)
