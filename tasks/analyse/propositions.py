"""What is at issue, in one line that can be read alone, in the sources' own words."""

from __future__ import annotations

import re

from tasks.analyse.actors import Catalogue
from tasks.analyse.positions import Position, RawContest
from tasks.analyse.responsibility import act_sentence
from tasks.analyse.statements import trimmed

LONGEST = 180  # characters
PROPER = re.compile(r"\b(?!The\b|An?\b|\w+day\b)[A-Z]")  # a name, not a description: "the report released Friday"
QUOTES = frozenset('“”"')
SHORTEST = 4  # words; less is quoted with its whole sentence
ASKED = {
    "killed": "How many {who} were killed{where}?",
    "injured": "How many {who} were injured{where}?",
    "missing": "How many {who} are missing{where}?",
    "detained": "How many {who} were detained{where}?",
    "displaced": "How many {who} were displaced{where}?",
    "abducted": "How many {who} were abducted{where}?",
    "released": "How many {who} were released{where}?",
}
COUNTED = "How many {who} are there{where}?"
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|did|does|do|may|might|must|should|\w{3,}ed|\w{3,}s)\b"
)
CLAIMED = re.compile(r"\b(?:claim|alleg|accus|blam)\w*", re.IGNORECASE)
OPENING_PRONOUN = re.compile(
    r"^(?:he|she|it|they|we|i|this|that|these|those|his|her|their|its|our|my|there)\b", re.IGNORECASE
)


def proposition(contest: RawContest, catalogue: Catalogue) -> str:
    """The line at the head of a contest's card; never empty."""
    if contest.kind == "figures":
        return _how_many(contest, catalogue)
    if contest.kind == "responsibility":
        first = contest.positions[0]
        number = act_sentence(first.reading, first.statement.sentence if first.statement else 0)
        text = first.reading.article.text
        said = text[slice(*trimmed(text, first.reading.analysis.sentences[number].span))]
        return f"Who is responsible: “{_clipped(said)}”"
    claims = [p for p in contest.positions if p.role == "claim"]
    best = min(claims, key=lambda claim: _awkwardness(claim, contest))
    return _claim(best, catalogue)


def _how_many(contest: RawContest, catalogue: Catalogue) -> str:
    figures = [p.figure for p in contest.positions if p.figure is not None]
    named = sorted(
        (f for f in figures if f.population),
        key=lambda f: (not f.actors, f.low == 0 == f.high, len(f.population or "")),
    )
    who = named[0].population if named else "people"
    what, *about = contest.key.split("|")
    if what == "losses":
        nouns = [f.population.split()[-1] for f in named if f.population]
        who = f"{catalogue.name(about[1])} {next((noun for noun in nouns if noun != 'men'), 'members')}"
    place = next((f.place for f in figures if f.place), None)
    where = f" in {place}" if place and place.lower() not in (who or "").lower() else ""
    return ASKED.get(figures[0].measure, COUNTED).format(who=who, where=where)


def _awkwardness(position: Position, contest: RawContest) -> tuple[int, int, int]:
    """How badly a claim would head the card: pronouns, length, fragments; then how little is at issue in it."""
    said, statement = _said(position), position.statement
    points = 2 * bool(OPENING_PRONOUN.match(said)) + 2 * (len(said) > LONGEST)
    points += (not FINITE.search(said)) + (len(said) < 25)
    if statement is None:
        return points, 0, len(said)
    points -= CLAIMED.search(statement.cue) is not None
    return points, -len(statement.words.all & contest.about), len(said)


def _said(position: Position) -> str:
    """The claim in its party's words; with the cue where they are no clause ("accused them of …")."""
    text = position.reading.article.text
    statement = position.statement
    if statement is None or statement.party.voice:
        return _bare(text[slice(*position.span)])
    start, end = max(statement.spans[0][0], position.span[0]), min(statement.spans[-1][1], position.span[1])
    said = text[start:end] if end - start > 15 else statement.content
    if not re.match(r"\W*that\b", said) and not _is_clause(said) and statement.cue_at < start:
        said = text[statement.cue_at : end]
    if len(said.split()) < SHORTEST:
        said = text[slice(*position.span)]
    return _bare(said)


def _is_clause(said: str) -> bool:
    """Whether a subject and a finite verb open it."""
    return FINITE.search(" ".join(said.split()[:9])) is not None and not re.match(
        r"\W*(?:to|the \w+ of \w+ing)\b", said
    )


def _bare(said: str) -> str:
    """Without the marks, conjunctions and agency names at either end."""
    said = re.sub(
        r"^\W*(?:\([A-Z]{2,8}\)\s*)?(?:(?:that|but|and|however)\b,?\s*)*", "", said.strip(), flags=re.IGNORECASE
    )
    said = said.strip(" ,.;:\n")
    if said[:1] in QUOTES and not QUOTES & set(said[1:-1]):
        said = said[1:]
    if said[-1:] in QUOTES and not QUOTES & set(said[:-1]):
        said = said[:-1]
    return said.strip(" ,.;:")


def _claim(position: Position, catalogue: Catalogue) -> str:
    who, said = _short(position.party.text or ""), _clipped(_said(position))
    if position.party.actor and not PROPER.search(who):
        name = catalogue.name(position.party.actor)
        who = f"{name} ({who})" if " " in who and who.lower() not in name.lower() else name
    who = who[:1].upper() + who[1:]
    return f"{who}: “{said}”" if who else f"“{said}”"


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
