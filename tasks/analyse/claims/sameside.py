"""Who speaks for whom, by the descriptions alone: "a spokesman for Lee", "Lee's lawyer", "the board's letter"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tasks.analyse.claims.parties import Party
from tasks.analyse.claims.words import STRAIGHT

SERVICE = re.compile(
    r"\b(?:spokes\w+|lawyers?|attorneys?|aides?|advisers?|advisors?|counsel|campaign|office|administration|secretary|"
    r"allies|team|executives?|officials?|members?|director|supporters?|manager|chief|representatives?|surrogates?|"
    r"defenders?|letter|statement|deputy|running mate|government)\b",
    re.IGNORECASE,
)
# Heads by which a text takes up people who have no name: "the two captives", then "the men" or "both".
TAKEN_UP = frozenset("man men woman women people pair duo trio two three four five both".split())
COMMON = frozenset(
    """president minister secretary general state states spokesman spokeswoman spokesperson house committee chairman
    chairwoman former senate senator representative governor attorney lawyer official officials office department party
    campaign executive director foreign defense defence prime deputy chief campaign republican democratic democrat
    republicans democrats leader government administration press with from that this their some other senior""".split()
)


def taken_up(a: Party, b: Party) -> bool:
    """Whether two descriptions of one article are of the same people, who have no name."""
    if not a.text or not b.text or any(party.actor or party.person for party in (a, b)):
        return False
    heads = {re.findall(r"\w+|$", text.split(",")[0].lower())[-2:][0] for text in (a.text, b.text)}
    return len(heads) == 1 or bool(heads & TAKEN_UP)


def own_people(a: Party, b: Party) -> bool:
    """Whether one of two parties speaks for the other: "a spokesman for Lee", "Lee's lawyer"."""
    ours, theirs = (_plain(party.text or "") for party in (a, b))
    if ours and theirs and (ours in theirs or theirs in ours):
        return True
    if a.person and b.person and _plain(a.name) == _plain(b.name):
        return True
    one, other = _served(ours), _served(theirs)
    if not (one or other):
        return False
    shared = (one & _names_in(theirs)) | (_names_in(ours) & other)
    if a.person and b.person:  # two who share a first name do not speak for each other
        shared &= {_plain(a.name), _plain(b.name)}
    if len(shared) != 1:
        return bool(shared)
    capital = {_plain(word) for text in (a.text or "", b.text or "") for word in re.findall(r"[A-Z]\w+", text)}
    return bool(shared & capital)  # "the health secretary" is none of "the health workers"


@lru_cache(maxsize=5000)  # each description is asked for with every other
def _plain(text: str) -> str:
    """In lower case, without accents and curly marks."""
    split = unicodedata.normalize("NFKD", text.translate(STRAIGHT).lower())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


@lru_cache(maxsize=5000)
def _served(text: str) -> frozenset[str]:
    """The names in the parts of a description that tell whom somebody serves: "Ann Lee, | a lawyer for the mayor"."""
    return frozenset().union(*(_names_in(part) for part in re.split("[,;()]", text) if SERVICE.search(part)))


@lru_cache(maxsize=5000)
def _names_in(text: str) -> frozenset[str]:
    return frozenset(
        {word.removesuffix("'s") for word in re.findall(r"[\w']+", text) if word not in COMMON and len(word) > 3}
    )
