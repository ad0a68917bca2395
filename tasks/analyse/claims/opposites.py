"""Opposite things said of one matter: that he survived and that he died, that it was meant and that it was a mistake.

The pairs of opposites are in data/opposites.toml.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from tasks.analyse.claims.clauses import Clause
from tasks.analyse.claims.weights import Weights
from tasks.analyse.claims.words import STRAIGHT, read_words
from tasks.analyse.parsing.seeking import Sought

# Likeness, beside the opposites themselves, of two clauses that speak of one thing, and how many words they share.
LIKENESS, SHARED = 0.22, 1
AT_LEAST = 0.1  # of two clauses of one story
NEGATED = re.compile(
    r"(?:(?:\b(?:not|never|no|nobody|none|nothing|nor|without|den(?:y|ies|ied)|neither)|n[’']t)[^\w,;]+|\bnon-)"
    r"(?:\w+[^\w,;]+){0,2}$|\bnot because [^,;]{0,60}$",
    re.IGNORECASE,
)
CLASS = re.compile(r"\{([a-z]+)\}")  # in a pattern: any word of a class of them
STEM = 4  # letters by which "Syria" and "Syrian" are one name
NAME = re.compile(r"(?<!^)\b[A-Z][a-z]{2,}")
PLACE = re.compile(
    r"\b[A-Z][a-z]{2,}\b(?! (?:[A-Z]|control|rule|hands|troops|forces|army|soldiers|rebels|fighters|men)\b)"
)


@dataclass(frozen=True)
class Opposites:
    """Two ways to put a matter that cannot both be so."""

    name: str
    poles: tuple[Sought, Sought]
    of: Sought | None
    shared: Literal["name", "place"] | None
    one_matter: bool
    soon: bool


@dataclass(frozen=True, slots=True)
class Pole:
    """On which side of a pair of opposites a clause stands, and by which words."""

    of: Opposites
    side: int  # 0 or 1
    said: str
    negated: bool
    told: bool  # whether the clause says of what


@cache
def opposites() -> tuple[Opposites, ...]:
    """All pairs, read once a process."""
    raw = tomllib.loads(files("tasks.analyse").joinpath("data/opposites.toml").read_text("utf8"))
    classes = raw.pop("words")

    def pattern(words: str) -> Sought:
        return Sought(rf"(?:\b|(?=n't))(?:{CLASS.sub(lambda found: classes[found[1]], words)})\b")

    return tuple(
        Opposites(
            name,
            (pattern(pair["one"]), pattern(pair["other"])),
            pattern(pair["of"]) if "of" in pair else None,
            pair.get("shared"),
            pair.get("one_matter", False),
            pair.get("soon", False),
        )
        for name, pair in raw.items()
    )


@lru_cache(maxsize=5000)  # contradictions and reversals ask each clause of a story
def poles(clause: Clause) -> tuple[Pole, ...]:
    """Where a clause stands, for each pair of which it takes one side and not both."""
    text = clause.text.translate(STRAIGHT)
    lower = text.casefold()
    taken = []
    for pair in opposites():
        likely = [(side, words) for side, words in enumerate(pair.poles) if words.fits(lower)]
        if not likely:
            continue
        told = pair.of is None or (pair.of.fits(lower) and pair.of.compiled.search(text) is not None)
        said = [(side, match) for side, words in likely for match in words.compiled.finditer(text)]
        found = [
            Pole(pair, side ^ negated, match[0], negated, told)
            for side, match in said
            if not any(side != other and _within(match, whole) for other, whole in said)
            for negated in [NEGATED.search(text[: match.start()]) is not None]
        ]
        if len({pole.side for pole in found}) == 1:
            taken.append(found[0])
    return tuple(taken)


def _within(match: re.Match[str], whole: re.Match[str]) -> bool:
    """Whether a match is a part of a longer one: "in danger" of "no sign that he was in danger"."""
    (start, end), (first, last) = match.span(), whole.span()
    return first <= start and end <= last and end - start < last - first


def of_one_thing(
    a: Clause,
    b: Clause,
    ours: Pole,
    theirs: Pole,
    weights: Weights,
    of_one_story: bool = False,
    follows: bool = False,
) -> float:
    """How alike two clauses are that stand on opposite sides, from nought to one; nought where not of one thing.

    Args:
        a: a clause.
        b: another.
        ours: where the first stands.
        theirs: where the second stands.
        weights: how telling words are.
        of_one_story: some opposites tell so much of the matter that clauses of one story need share no further word.
        follows: nor need an answer that comes soon and speaks of what was said before: "he was unarmed".
    """
    if ours.of is not theirs.of or ours.side == theirs.side or not (ours.told or theirs.told):
        return 0.0
    if not (follows or (ours.told and theirs.told)):
        return 0.0
    named = [{name[:STEM] for name in NAME.findall(f" {pole.said}")} for pole in (ours, theirs)]
    if (named[0] != named[1]) if ours.negated != theirs.negated else (named[0] & named[1]):
        return 0.0  # neither "not in Norland's waters" and "in Sudland's waters", nor "in Sudland" and "over Sudland"
    told = frozenset().union(*(read_words(pole.said, [(0, len(pole.said))], ()).all for pole in (ours, theirs)))
    first, second = a.words.all - told, b.words.all - told
    names = set(NAME.findall(a.text)), set(NAME.findall(b.text))
    alone = a.statement.party != b.statement.party  # of what one party says twice the matter is one by its words
    if alone and ours.of.shared == "name" and not (names[0] & names[1] or (follows and not (names[0] and names[1]))):
        return 0.0
    if ours.of.shared == "place" and not (a.places & b.places or _one_place(a, b, follows)):
        return 0.0
    alike = weights.alike(first, second)
    if follows or (of_one_story and ours.of.one_matter):
        return max(alike, AT_LEAST)
    return alike if alike >= LIKENESS and len(first & second) >= SHARED else 0.0


def _one_place(a: Clause, b: Clause, follows: bool) -> bool:
    """Whether two clauses without a place known to be one name the same, or the later names none."""
    names = [set(PLACE.findall(clause.text)) for clause in (a, b)]
    return bool(names[0] & names[1]) or (follows and not (names[0] and names[1]))
