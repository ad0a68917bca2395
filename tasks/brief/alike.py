"""Whether two stretches of text say the same, by the words they share."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’]\w+)?")
ENDING = re.compile(r"(?:['’]s?|ings?|ed|es|s|e)$")
SHORT = 4  # letters; shorter words carry nothing unless they are numbers or acronyms
COMMON = frozenset(
    "about accord after against also among another army attack been before being blame claim could death deny during "
    "fight force from government group have include kill least many member minister more most number official "
    "over people police report responsibility said security since some spokesman spokeswoman statement than that their "
    "them then there these they this those told under were when where which while will with would wound year "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
SAME = 0.6  # share of the shorter one's words from which two lines say the same


@lru_cache(20_000)
def words(text: str) -> frozenset[str]:
    """The words of a text that tell it from others, without their endings."""
    found = set()
    for word in WORD.findall(text):
        stem = ENDING.sub("", word.casefold())
        acronym = word.isupper() and len(word) > 1
        if word.isdigit() or ((len(word) >= SHORT or acronym) and not {stem, word.casefold(), f"{stem}e"} & COMMON):
            found.add(stem)
    return frozenset(found)


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter one's words that the other has, 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two lines say the same."""
    return shared(one, other) >= SAME
