"""What is said of the things that a figure counts: "fired 40 missiles" and "12 were launched" are of one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from tasks.analyse.claims.weights import Weights
from tasks.analyse.claims.words import concept, read_words, stem
from tasks.analyse.figures.given_figures import SHOTS, Quantity
from tasks.analyse.figures.measures import STRENGTH, measures
from tasks.analyse.parsing.numbers import SCALES

PEOPLE = STRENGTH | {"people"}
HALF = 0.5  # share of the fewer words that the other must hold, by weight
# Words that put a number forward, and sums: they say nothing of what it is of.
GIVING = frozenset(
    concept(word)
    for word in """put place count estimate number figure total sum amount value reach stand rate level real actual
    true only few fewer less more least most half whole percent per cent""".split()
)
# Of what may be, was at another time or is compared with it, two numbers do not contradict each other.
OPEN = re.compile(
    r"\b(?:predict\w*|expect\w*|forecast\w*|project(?:ed|ion\w*|s)|goal|target\w*|plan(?:s|ned)?|propos\w+|would|will|"
    r"could|should|may|might|if|(?:sp(?:eak|oke)|talk)\w* of \w+ years?|offer\w*|ask(?:ed|s|ing)|demand\w*|want\w*|"
    r"seek\w*|limit|cap|wager\w*|previous\w*|"
    r"(?:last|this|next|each|every|per|a) (?:year|month|week|quarter|day|decade)|years? ago|"
    r"up from|down from|compared (?:with|to)|average|record)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"(?<!^)(?<![.!?“\"] )\b(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[A-Z][a-z]{2,}")
FULL_NAME = re.compile(r"^(?:the )?(?:[A-Z][\w.-]+ ){1,3}(?=[A-Z][a-z]{2,})")


FIRING = re.compile(r"\b(?<!been )(?<!were )(?<!was )(?:fired|fires|firing|shot)\b(?! by\b)", re.IGNORECASE)
# On board of something that carries people.
ABOARD = re.compile(
    r"\b(?:aboard|on ?board|(?:on|in|inside) (?:the|an?|its|his|her|their|our|that|this) (?:\w+ )?"
    r"(?:air|motor|speed)?(?:boat|ship|vessel|"
    r"ferry|dinghy|raft|barge|train|bus|coach|plane|jet|craft|airliner|flight|helicopter|carriage|cabin|truck|lorry|van)|"
    r"(?:it|which|that|ha[ds]|was|were|been|boat|ship|ferry) carr(?:ied|ying)|boarded|crew of|on it|inside(?=\W*$))\b",
    re.IGNORECASE,
)
# Of whom the clause tells is who says it: "that they fired 12", "to have fired 12", "firing 12".
OWN_ACT = re.compile(
    r"(?:that )?(?:it|they|we|i|to|(?!nothing|during|according|following)(?-i:[a-z]{2,20})ing)\b", re.IGNORECASE
)
OWN_PART = re.compile(r"(?:that )?(?:its|their|his|her|our|my)\b", re.IGNORECASE)
TO_COME = re.compile(r"\b(?:will|would)\b", re.IGNORECASE)
LOSS = re.compile(r"\b(?:los(?:t|e|es|ing|s)|losses)\b", re.IGNORECASE)


@cache
def _ways() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for way, words in measures().ways.items():
        for word in words:
            found[stem(word)].add(way)
    return {word: frozenset(ways) for word, ways in found.items()}


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    told = [(phrase, way) for way, words in measures().ways.items() for phrase in words if " " in phrase]
    return tuple((re.compile(rf"\b{phrase}\b", re.IGNORECASE), way) for phrase, way in told)


@cache
def _units() -> frozenset[str]:
    return frozenset(concept(word) for word in (*measures().units, *SCALES, "feet"))


def said_of_one_thing(a: Quantity, b: Quantity, weights: Weights) -> str | None:
    """The words by which two figures of one report are of one thing; None where they need not be.

    Either one way of dealing with it ("shot down", "lost") or most of the words of the shorter clause. What each party
    tells of its own doing are two things, but for what one of them lost.
    """
    if of_two_doers(a, b) or (_names(a) and _names(b) and not _names(a) & _names(b)):
        return None
    said = a.clause_text, b.clause_text
    done = done_with(a) & done_with(b)
    if a.figure.measure == "people" and a.counted != b.counted and not done:
        return None  # whom one of them calls otherwise
    if "won" in done and any(OWN_ACT.match(words) for words in said):
        done -= {"won"}  # each party's own share
    if any(OPEN.search(_without(q.clause_text, done)) for q in (a, b)):
        return None
    words = [_words(q) for q in (a, b)]
    shared = words[0] & words[1]
    least = min(words, key=weights.sum)
    if shared and weights.sum(shared) >= HALF * weights.sum(least):
        return ", ".join(sorted(shared))
    return ", ".join(sorted(done)) or None


def of_two_doers(a: Quantity, b: Quantity) -> bool:
    """Whether two figures may be of what two parties did or lost, each for itself."""
    said = a.clause_text, b.clause_text
    lost = [LOSS.search(words) is not None for words in said]
    if lost[0] == lost[1] and all(OWN_ACT.match(words) for words in said):
        return True
    if all(lost) and any(OWN_PART.match(words) for words in said):
        return True  # what a trade lost, and one shop: "his shop suffered losses of"
    return a.measure == SHOTS and all(FIRING.search(words) for words in said)


def done_with(quantity: Quantity) -> frozenset[str]:
    """The ways in which a clause deals with what is counted."""
    stems = (stem(word) for word in re.findall(r"[a-z]+", quantity.clause_text.lower()))
    told = frozenset(way for word in stems for way in _ways().get(word, ()))
    told |= {way for words, way in _phrases() if words.search(quantity.clause_text)}
    if quantity.measure == SHOTS:
        return told | {"launched"}
    return told | {"aboard"} if quantity.figure.measure in PEOPLE and ABOARD.search(quantity.clause_text) else told


def _without(said: str, ways: frozenset[str]) -> str:
    """A clause without the words of some ways: what both "demanded" is not open between them."""
    if "cost" in ways:
        said = TO_COME.sub("", said)  # of what is to be built nobody knows more
    return re.sub(r"[A-Za-z]+", lambda m: "" if ways & _ways().get(stem(m[0].lower()), frozenset()) else m[0], said)


def _words(quantity: Quantity) -> frozenset[str]:
    """The words of a figure's clause that may tell what it is of: not who says it, nor the noun that is counted."""
    beside = [quantity.party.text or "", quantity.figure.population or ""]
    known = frozenset(word for words in beside for word in read_words(words, [(0, len(words))], ()).all)
    return quantity.clause - known - GIVING - _units()


def _names(quantity: Quantity) -> frozenset[str]:
    """The names in a figure's clause, other than who gives it."""
    said = quantity.clause_text
    first = FULL_NAME.match(said)
    names = [*NAME.findall(said), *re.findall(r"[A-Z][a-z]{2,}", first[0] if first is not None else "")]
    return frozenset(names) - frozenset(re.findall(r"[A-Z]\w+", quantity.party.text or ""))
