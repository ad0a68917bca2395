"""Figures that cannot both be right: the same quantity, put at different values by different parties."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.analyse.actors import Catalogue
from tasks.analyse.positions import Position, RawContest
from tasks.analyse.statements import Party, Statement, same_party, trimmed
from tasks.analyse.targets import Weights
from tasks.analyse.words import read_words
from tasks.models import Figure, Reading

STRENGTH = frozenset({"fighters", "troops", "people"})  # of a named group: one quantity under several nouns
TOLLS = frozenset({"killed", "injured", "missing", "casualties", "detained", "abducted", "displaced", "released"})
ANYBODY = frozenset("people person other victim dead passenger civilian death life live".split())
LEFT_ASIDE = frozenset(
    {"percent", "money", "distance", "weight", "duration"}
)  # the same quantity is hard to be sure of
SLACK = 0.15  # two "about" figures this near are one
# Likeness of the sentences from which two figures are of one event; of one side's losses it is the surer.
SAME_COUNT = {"toll": 0.3, "losses": 0.1, "count": 0.6}
OWNED = re.compile(r"\W+(?:of|from) (?:the )?$")
OWN = re.compile(r"\b(?:its|their|his|her|our)\b", re.IGNORECASE)
LOST = re.compile(r"\b(?:los(?:t|e|es|ing))\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
# "A report put the dead at 40": the teller is the subject of a verb that attributes nothing else.
TELLER = re.compile(
    r"^(?P<who>(?:an?|the)?\s?[^,;:]{2,60}?)(?:\s+(?:in|on|last|this)\s+\w+)?,?\s+(?:however,?\s+)?(?:ha(?:s|ve|d)\s+)?"
    r"(?:put|puts|placed|places|estimate[sd]?|counted|counts|recorded|records|documented|tallied)\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with who gives it and where."""

    reading: Reading
    figure: Figure
    party: Party
    context: frozenset[str]  # the words of its sentence
    owner: str | None  # actor whose people are counted, where the words around tell

    @property
    def low(self) -> float:
        """The least it can be."""
        return self.figure.low if self.figure.low is not None else 0.0

    @property
    def high(self) -> float:
        """The most it can be."""
        return self.figure.high if self.figure.high is not None else math.inf


def figure_contests(
    readings: Sequence[Reading],
    told: Mapping[str, Sequence[Statement]],
    weights: Weights,
    catalogue: Catalogue,
) -> list[RawContest]:
    """The disputed quantities of some articles.

    Strengths of a named group are compared across all articles, tolls and other counts only within a story, and then
    only where the sentences are about the same event. A toll that rises in one party's hands is an update.
    """
    quantities = [q for reading in readings for q in _quantities(reading, told[reading.article.article_id], catalogue)]
    by_key: dict[tuple[str, ...], list[Quantity]] = defaultdict(list)
    for quantity in quantities:
        if (key := _key(quantity)) is not None:
            by_key[key].append(quantity)
    found = []
    for key, group in sorted(by_key.items()):
        for same in [group] if key[0] == "strength" else _same_event(group, weights, SAME_COUNT[key[0]]):
            if (contest := _contest(key, same, catalogue)) is not None:
                found.append(contest)
    return found


def _quantities(reading: Reading, told: Sequence[Statement], catalogue: Catalogue) -> Iterable[Quantity]:
    by_number = {s.attribution: s for s in told if s.attribution is not None}
    text = reading.article.text
    for figure in reading.analysis.figures:
        sentence = reading.analysis.sentences[figure.sentence]
        if figure.part or figure.measure in LEFT_ASIDE:
            continue
        statement = by_number.get(figure.attribution) if figure.attribution is not None else None
        if statement is not None and not statement.party.voice:
            party = statement.party
        else:
            party = _teller(reading, text[slice(*trimmed(text, sentence.span))], catalogue)
        owner = _owner(reading, figure, party, catalogue)
        said = [sentence.span]
        if statement is not None and owner is None:
            inside = [(max(start, sentence.span[0]), min(end, sentence.span[1])) for start, end in statement.spans]
            said = [span for span in inside if span[0] < span[1]] or said
        beside = figure.place and statement is not None and figure.place not in statement.content
        told_here = replace(figure, place=None) if beside else figure  # "told reporters in the capital"
        yield Quantity(reading, told_here, party, read_words(text, said, ()).all, owner)


def _owner(reading: Reading, figure: Figure, party: Party, catalogue: Catalogue) -> str | None:
    """Whose people a figure counts: "ten soldiers of the Red Army"; "lost ten men", "ten of its men": the party's."""
    text = reading.article.text
    start, end = reading.analysis.sentences[figure.sentence].span
    if OWN.search(figure.population or "") or LOST.search(text[start : figure.mention.start]):
        return party.actor
    counted = text.find(figure.population or "", figure.mention.end, end)
    if not figure.population or counted < 0:
        return None
    rest = text[counted + len(figure.population) : end]
    named = catalogue.find(rest, reading.article.published_on)
    return next((actor for at, _, actor in named if OWNED.fullmatch(rest[:at])), None)


def _teller(reading: Reading, sentence: str, catalogue: Catalogue) -> Party:
    found = TELLER.match(sentence)
    if found is None:
        return Party(None, "", None)
    who = found["who"].strip()
    return Party(catalogue.resolve(who, reading.article.published_on), who.split()[-1].lower(), who)


def _key(quantity: Quantity) -> tuple[str, ...] | None:
    """What makes two figures comparable at all; None where nothing does."""
    figure, story = quantity.figure, quantity.reading.story_id or quantity.reading.article.article_id
    if figure.measure in STRENGTH and figure.actors:
        return "strength", *sorted(figure.actors)
    if figure.measure in TOLLS and quantity.owner:
        return "losses", figure.measure, quantity.owner, story
    if figure.measure in TOLLS:
        head = (figure.population or "people").split()[-1].lower().rstrip("s")
        return "toll", figure.measure, "" if head in ANYBODY else head, story
    if figure.measure == "people" and figure.population:
        return "count", figure.population.split()[-1].lower().rstrip("s"), story
    return None


def _same_event(group: Sequence[Quantity], weights: Weights, alike: float) -> list[list[Quantity]]:
    """A story's figures of one measure, parted by event: the words around the figures tell."""
    parts: list[list[Quantity]] = []
    for quantity in group:
        home = next(
            (p for p in parts if any(weights.alike(quantity.context, other.context) >= alike for other in p)),
            None,
        )
        if home is None:
            parts.append([quantity])
        else:
            home.append(quantity)
    return parts


def irreconcilable(a: Quantity, b: Quantity) -> bool:
    """Whether two figures cannot both be right: their bounds leave no common value, even with some slack."""
    slack = SLACK if "about" in (a.figure.qualifier, b.figure.qualifier) else 0.0
    return a.high * (1 + slack) < b.low or b.high * (1 + slack) < a.low


def _at_one_time(a: Quantity, b: Quantity) -> bool:
    """Whether two tolls can be set against each other: given in one article or on one day, or falling since.

    A toll that rises from one day to the next is news, no contradiction; of undated articles that cannot be told.
    """
    if a.reading.article.article_id == b.reading.article.article_id:
        return True
    days = a.reading.article.published_on, b.reading.article.published_on
    if days[0] is None or days[1] is None:
        return False
    first, last = (a, b) if days[0] <= days[1] else (b, a)
    return days[0] == days[1] or last.high < first.low


def _contest(key: tuple[str, ...], group: Sequence[Quantity], catalogue: Catalogue) -> RawContest | None:
    """The contest that some figures of one quantity make; None where no two parties disagree."""
    in_it: list[Quantity] = []
    for a in group:
        for b in group:
            if (
                irreconcilable(a, b)
                and (key[0] == "strength" or _at_one_time(a, b))
                and not same_party(a.party, b.party, catalogue)
                and not (a.party.voice or b.party.voice)
            ):
                in_it.append(a)
                break
    if len(in_it) < 2:
        return None
    return RawContest(
        kind="figures",
        key="|".join(key),
        positions=tuple(_position(quantity) for quantity in in_it),
        fit=0.9 if key[0] == "strength" else 0.75,
        evidence=f"{key[0]} of {', '.join(filter(None, key[1:]))} put at {_values(in_it)}",
        about=frozenset(),
    )


def _position(quantity: Quantity) -> Position:
    figure, text = quantity.figure, quantity.reading.article.text
    span = trimmed(text, quantity.reading.analysis.sentences[figure.sentence].span)
    low = figure.low if figure.low is not None else figure.high
    high = figure.high if figure.high is not None else figure.low
    return Position(
        reading=quantity.reading,
        party=quantity.party,
        stance="asserts",
        role=f"{low:g}-{high:g}" if low is not None and high is not None else "",
        span=span,
        low=low,
        high=high,
        figure=figure,
    )


def _values(group: Iterable[Quantity]) -> str:
    return ", ".join(sorted({quantity.figure.mention.text for quantity in group}))
