"""What is at issue, in one line that can be read alone, in the sources' own words."""

from __future__ import annotations

import re

from tasks.analyse.actors import Catalogue
from tasks.analyse.positions import Position, RawContest
from tasks.analyse.responsibility import act_sentence
from tasks.analyse.statements import trimmed

LONGEST = 180  # characters
ASKED = {
    "killed": "How many {who} were killed{where}?",
    "injured": "How many {who} were injured{where}?",
    "missing": "How many {who} are missing{where}?",
    "detained": "How many {who} were detained{where}?",
    "displaced": "How many {who} were displaced{where}?",
    "abducted": "How many {who} were abducted{where}?",
    "released": "How many {who} were released{where}?",
}
COUNTED = "How many {who}{where}?"
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|did|does|do|may|might|must|should|\w{3,}ed|\w{3,}s)\b"
)
OPENING_PRONOUN = re.compile(
    r"^(?:he|she|it|they|we|i|this|that|these|those|his|her|their|its|our|my|there)\b", re.IGNORECASE
)


def proposition(contest: RawContest, catalogue: Catalogue) -> str:
    """The line at the head of a contest's card; never empty."""
    if contest.kind == "figures":
        return _how_many(contest.positions)
    if contest.kind == "responsibility":
        first = contest.positions[0]
        number = act_sentence(first.reading, first.statement.sentence if first.statement else 0)
        text = first.reading.article.text
        said = text[slice(*trimmed(text, first.reading.analysis.sentences[number].span))]
        return f"Who is responsible: “{_clipped(said)}”"
    claims = [p for p in contest.positions if p.role == "claim"]
    best = min(claims, key=_awkwardness)
    return _claim(best, catalogue)


def _how_many(positions: tuple[Position, ...]) -> str:
    figures = [p.figure for p in positions if p.figure is not None]
    named = sorted(
        (f for f in figures if f.population),
        key=lambda f: (not f.actors, f.low == 0 == f.high, len(f.population or "")),
    )
    who = named[0].population if named else "people"
    place = next((f.place for f in figures if f.place), None)
    where = f" in {place}" if place and place.lower() not in (who or "").lower() else ""
    return ASKED.get(figures[0].measure, COUNTED).format(who=who, where=where)


def _awkwardness(position: Position) -> tuple[int, int]:
    """How badly a claim would read alone: pronouns first, then fragments, then length."""
    said = _said(position)
    return (
        2 * bool(OPENING_PRONOUN.match(said))
        + (not FINITE.search(said))
        + (len(said) < 25)
        + 2 * (len(said) > LONGEST),
        len(said),
    )


def _said(position: Position) -> str:
    if position.statement is None:
        text = position.reading.article.text
        return text[slice(*position.span)]
    start, end = position.statement.spans[0][0], position.statement.spans[-1][1]
    low, high = max(start, position.span[0]), min(end, position.span[1])
    text = position.reading.article.text
    said = text[low:high] if high - low > 15 else position.statement.content
    return re.sub(r"^that\s+", "", said.strip(" ,.;:“”\"'"))


def _claim(position: Position, catalogue: Catalogue) -> str:
    who = position.party.text
    said = _clipped(_said(position))
    if position.party.actor and (not who or who.lower() in ("it", "they", "he", "she", "we", "i")):
        who = catalogue.name(position.party.actor)
    return f"{_short(who)}: “{said}”" if who else f"“{said}”"


def _short(who: str) -> str:
    return re.split(r",| who | which | that ", who)[0].strip()


def _clipped(said: str) -> str:
    said = " ".join(said.split())
    if len(said) <= LONGEST:
        return said
    cut = max(said.rfind(mark, 60, LONGEST) for mark in (", ", "; ", " – ", " — "))
    if cut < 0:
        cut = said.rfind(" ", 0, LONGEST)
    return said[:cut].rstrip(" ,;–—") + " …"
