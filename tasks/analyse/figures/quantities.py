"""Figures that cannot both be right: the same quantity, put at different values by different parties.

What makes it the same quantity is told by clues: one report sets the two against each other, the words around them are
alike, what is counted is called the same. A toll that rises is an update, unless a report says that it is disputed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.parties import Party, same_party
from tasks.analyse.claims.positions import Position, RawContest
from tasks.analyse.claims.quoting import LONGEST_QUOTE
from tasks.analyse.claims.statements import Statement
from tasks.analyse.claims.weights import Weights
from tasks.analyse.figures.atissue import bounds
from tasks.analyse.figures.comparable import (
    HARMED,
    irreconcilable,
    nameless,
    of_one_side,
    same_kind,
    same_place,
    same_time,
    within_years,
)
from tasks.analyse.figures.given_figures import FIRED, HIT, SHOTS, TOLLS, Quantity, quantities
from tasks.analyse.figures.measures import PERSONS, STRENGTH, is_named, measures
from tasks.analyse.figures.tolls import ALIKE_TOLL, ANY_TOLL, belie, events, is_short, told_otherwise
from tasks.analyse.figures.ways import OPEN, done_with, of_two_doers, said_of_one_thing
from tasks.models import Clue, Reading

BESIDE = 2  # sentences between which one report sets two figures against each other
# Words by which a report surely does so, or by which a party turns another figure down.
DISPUTE = re.compile(
    r"\b(?:contrary to|contradict\w*|disput\w+|discrepanc\w+|conflicting|at odds|in contrast|by contrast|"
    r"(?:higher|lower|more|fewer|less) than (?:the )?[^.]{0,40}\b(?:said|reported|claim\w*|figure|estimate|toll)|"
    r"(?:higher|lower|larger|smaller|bigger|different|rival|competing|another) "
    r"(?:figure|number|toll|count|estimate|tally)|"
    r"(?:different|darker|bleaker|grimmer|contrary) (?:account|picture|version|story)|"
    r"far (?:below|above)|inflated|exaggerat\w*|insist\w*|not \d+)\b",
    re.IGNORECASE,
)
# Words that announce another toll than one given before, however long ago: "The governor gave a far lower toll."
COMPARED = re.compile(
    r"\b(?:higher|lower|larger|smaller|bigger|different|rival|competing) "
    r"(?:[\w-]+ )?(?:toll|count|tally|number|figure)\b",
    re.IGNORECASE,
)
# Words by which it may: enough between two tolls or two counts of people.
CONTRAST = re.compile(r"\b(?:but|however|although|though|while|whereas|instead|only|just)\b", re.IGNORECASE)
# The words of OPEN that count between tolls, which are told with more words that belong to other things.
MAYBE = re.compile(
    r"\b(?:expect\w*|fear\w*|predict\w*|will|would|may|might|if|could (?:be|have|rise|reach|climb))\b", re.IGNORECASE
)
# Of troops that come and go the number changes.
MOVED = re.compile(
    r"\b(?:send\w*|sent|deploy\w*|withdr\w+|pull\w*|additional|more|extra|reduc\w+|cut\w*|remaining|left)\b",
    re.IGNORECASE,
)
EARLY = re.compile(
    r"\b(?:initial\w*|earlier|at first|first reports?|preliminary|so far|previous\w*|originally|at the time)\b",
    re.IGNORECASE,
)
RISEN = re.compile(
    r"\b(?:(?:rose|risen|rises|climb\w*|grew|grown|increas\w+|jump\w*|updat\w+|revis\w+|new|latest) "
    r"(?:to|toll|count|from)|toll (?:rose|rises|climb\w*|has|had)|now)\b",
    re.IGNORECASE,
)
# Likeness of the words from which two figures of one story are of one event, by what is counted and where it stands.
ALIKE_LOSSES, ALIKE_COUNT, ALIKE_OTHER = 0.1, 0.5, 0.75
ALIKE_BESIDE = 0.15  # the same for what one report sets against each other
ALIKE_RIVALS = 0.15  # the same for tolls of two who count against each other
# What each clue adds to the score of a contest.
GROUP, SET_AGAINST, COUNT_THE_SAME, ONE_REPORT, ALIKE, ACTORS = 0.9, 0.65, 0.25, 0.2, 0.3, 0.1
SAME_EVENT, OWN_DEAD, SIDE_BY_SIDE, OF_TWO_CAMPS = 0.1, 0.2, 0.15, 0.1
ALIKE_WHOLE = 0.2  # the same, with the beginnings of their articles, for who was there in all
# Of an event there is one such number, as there is of who was aboard.
WHOLE = frozenset(
    "aboard attended voted launched lost spilled stolen flown aloft lasted dismissed demanded paid cost".split()
)
IN_ACTION = re.compile(rf"{FIRED.pattern}|{HIT.pattern}", re.IGNORECASE)
FEW = 10  # people of a group who are not its strength
TELLING = 3  # words of weight that figures other than tolls must share


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two figures that cannot both be right, and the clues from which they are of one quantity."""

    one: Quantity
    other: Quantity
    clues: tuple[Clue, ...]

    @property
    def fit(self) -> float:
        """How sure it is, from nought to one."""
        return min(1.0, sum(clue.weight for clue in self.clues))


def figure_contests(
    readings: Sequence[Reading],
    told: Mapping[str, Sequence[Statement]],
    weights: Weights,
    catalogue: Catalogue,
) -> list[RawContest]:
    """The disputed quantities of some articles.

    Strengths of a named group are compared across all articles, everything else only within a story.
    """
    found = [q for reading in readings for q in quantities(reading, told[reading.article.article_id], catalogue)]
    by_key: dict[tuple[str, ...], list[Quantity]] = defaultdict(list)
    for quantity in found:
        for key in _keys(quantity):
            by_key[key].append(quantity)
    contests = []
    event = events(found)
    for key, group in sorted(by_key.items()):
        disagreements = [
            d
            for a, b in combinations(group, 2)
            if (d := _disagreement(key[0], a, b, weights, catalogue, event)) is not None
        ]
        contests += [_contest(key, part) for part in _joined(disagreements)]
    return contests


def _keys(quantity: Quantity) -> Iterable[tuple[str, ...]]:
    """What makes two figures comparable at all."""
    figure, story = quantity.figure, quantity.reading.story_id or quantity.reading.article.article_id
    members = figure.measure == "people" and quantity.counted in ("member", "men", "man")
    if (figure.measure in STRENGTH or members) and figure.actors and is_named(figure.population or ""):
        yield "strength", *sorted(figure.actors)
    elif figure.measure in TOLLS:
        if quantity.owner:
            yield "losses", quantity.measure, quantity.owner, story
        yield "toll", quantity.measure, story
        if (
            figure.measure in HARMED | {"casualties"}
            and quantity.high == 0
            and not (quantity.owner and not quantity.own)
        ):
            yield from (("toll", harm, story) for harm in sorted(HARMED - {figure.measure}))
    else:
        yield "count", quantity.measure, _group(quantity), story


def _group(quantity: Quantity) -> str:
    """What a count that is no toll is compared by: people and shots by whatever word, else what is counted."""
    return "" if quantity.measure in ("people", SHOTS) else quantity.counted


def _disagreement(
    kind: str, a: Quantity, b: Quantity, weights: Weights, catalogue: Catalogue, event: Mapping[int, int]
) -> Disagreement | None:
    """The disagreement of two comparable figures; None where both may be right or it is not sure that they are one."""
    by_size = sorted((a, b), key=lambda q: q.low)
    otherwise = kind == "toll" and told_otherwise(*by_size)
    if not (otherwise or irreconcilable(a, b)) or _same_teller(a.party, b.party, catalogue):
        return None
    if kind == "toll" and (
        (a.owner and b.owner) or (any(q.owner and not q.own for q in (a, b)) and not nameless(a, b))
    ):
        return None  # compared as losses
    if kind == "strength":
        moved = any(q.figure.measure == "troops" and MOVED.search(q.said) for q in (a, b))
        few = any(0 < q.high < FEW for q in (a, b))
        steady = not (moved or few) and same_place(a, b, loose=True) and within_years(a, b)
        given = not (a.party.voice or b.party.voice)
        return Disagreement(a, b, (Clue("the strength of one group", GROUP),)) if steady and given else None
    if not (otherwise or same_kind(a, b)) or not same_time(a, b) or not same_place(a, b):
        return None
    alike = _alike(kind, a, b, weights)
    beside = _set_against(kind, a, b)
    of_one = _told_side_by_side(a, b, weights) if kind == "count" and beside is None else None
    one_event = id(a) in event and event[id(a)] == event.get(id(b))
    if beside is None and of_one is None and not _surely_one(kind, a, b, alike, weights, one_event):
        return None
    together = one_event or a.figure.bare or b.figure.bare or 0.0 in (a.high, b.high)
    together = together or a.figure.sentence == b.figure.sentence
    if beside is not None and not together and alike < ALIKE_BESIDE:
        return None
    shared = ", ".join(sorted(a.context & b.context, key=lambda word: (-weights.of(word), word))[:4])
    within = a.reading.article.article_id == b.reading.article.article_id
    clues = [
        Clue(beside or f"count the same: {a.counted or a.figure.measure}", SET_AGAINST if beside else COUNT_THE_SAME),
        Clue(f"side by side of one thing: {of_one}", SIDE_BY_SIDE if of_one else 0.0),
        Clue("of one event", SAME_EVENT if one_event and not beside else 0.0),
        Clue("a party's count of its own", OWN_DEAD if of_one_side(a, b) else 0.0),
        Clue("those in charge against others", OF_TWO_CAMPS if not within and belie(*by_size) else 0.0),
        Clue("given in one report", ONE_REPORT if within and not beside else 0.0),
        Clue(f"told with the same words: {shared}", ALIKE * alike),
        Clue("two known actors", ACTORS if a.party.actor and b.party.actor else 0.0),
    ]
    return Disagreement(a, b, tuple(clue for clue in clues if clue.weight))


def _alike(kind: str, a: Quantity, b: Quantity, weights: Weights) -> float:
    """How much two figures are told in the same words; a short toll of another report with those of its lead."""
    if kind != "toll":
        return weights.alike(a.context, b.context)
    one, other = a.context - ANY_TOLL, b.context - ANY_TOLL
    alike = weights.alike(one, other)
    if a.reading.article.article_id == b.reading.article.article_id:
        return alike
    leads = [q.lead - ANY_TOLL if is_short(q) else frozenset() for q in (a, b)]
    alike = max(alike, weights.alike(one | leads[0], other | leads[1]))
    if of_one_side(a, b) or belie(*sorted((a, b), key=lambda q: q.low)):
        openings = [q.opening - ANY_TOLL for q in (a, b)]  # of one event if the articles are
        alike = max(alike, weights.alike(one | openings[0], other | openings[1]))
    return alike


def _told_side_by_side(a: Quantity, b: Quantity, weights: Weights) -> str | None:
    """The words by which two parties, one right after the other in one report, give figures of one thing; else None."""
    one_report = a.reading.article.article_id == b.reading.article.article_id
    if not one_report or abs(a.figure.sentence - b.figure.sentence) > BESIDE or a.vague or b.vague:
        return None
    return said_of_one_thing(a, b, weights) if a.party.text and b.party.text else None


def _surely_one(kind: str, a: Quantity, b: Quantity, alike: float, weights: Weights, one_event: bool) -> bool:
    """Whether two figures that no report sets against each other are of one quantity all the same."""
    if not (a.party.text and b.party.text) or a.vague or b.vague:
        return False
    if kind != "count":
        rivals = of_one_side(a, b) or belie(*sorted((a, b), key=lambda q: q.low))
        enough = ALIKE_LOSSES if kind == "losses" else ALIKE_RIVALS if rivals else ALIKE_TOLL
        return (one_event or alike >= enough) and not _is_update(a, b)
    done = WHOLE & done_with(a) & done_with(b)
    if a.figure.measure == "percent":
        done -= {"lost"}
    unfired = a.measure == SHOTS and not all(IN_ACTION.search(q.clause_text) for q in (a, b))  # lay in the gun
    if unfired or of_two_doers(a, b):
        done = frozenset()
    whole = max(alike, weights.alike(a.context | a.opening, b.context | b.opening))
    if done and whole >= ALIKE_WHOLE:
        return not (OPEN.search(a.said) or OPEN.search(b.said))
    enough = ALIKE_COUNT if a.figure.measure == "people" else ALIKE_OTHER
    return min(alike, weights.alike(a.clause, b.clause)) >= enough and _telling(a, b)


def _same_teller(a: Party, b: Party, catalogue: Catalogue) -> bool:
    return same_party(a, b, catalogue) or bool(a.name and a.name == b.name)


def _set_against(kind: str, a: Quantity, b: Quantity) -> str | None:
    """The words by which one report sets two figures against each other, or a party corrects the other's; else None."""
    if (corrected := _corrected(a, b) or _corrected(b, a)) is not None:
        return f'set against each other: "{corrected}"'
    first, last = sorted((a, b), key=lambda q: q.figure.mention.start)
    if a.reading.article.article_id != b.reading.article.article_id:
        return None
    if kind == "toll" and a.party.text and b.party.text and (marker := COMPARED.search(last.announced)) is not None:
        return f'set against each other: "{marker[0]}"'
    if last.figure.sentence - first.figure.sentence > BESIDE or not (a.party.text or b.party.text):
        return None
    between = a.reading.article.text[first.figure.mention.end : last.sentence[1]]
    people = kind != "count" or a.figure.measure == "people"
    both = bool(a.party.text and b.party.text)
    if (marker := DISPUTE.search(between)) is not None and (people or both):
        return f'set against each other: "{marker[0]}"'
    if kind != "count" and both and a.high != b.high and 0.0 in (a.high, b.high) and (a.context & b.context) - ANY_TOLL:
        return "none against some"
    total = first.figure.bare and first.figure.population and kind == "count" and first.figure.measure in PERSONS
    if total and both and last.low > first.high and not OPEN.search(last.said):
        return "set against each other: their number"
    unsure = OPEN if kind == "count" else MAYBE
    measured = both and last.figure.unit in measures().scales
    if not (people or last.figure.bare or measured) or unsure.search(first.said) or unsure.search(last.said):
        return None
    if EARLY.search(min(a, b, key=lambda q: q.low).clause_text):
        return None
    between = a.reading.article.text[first.figure.mention.end : last.figure.mention.start]
    if (marker := CONTRAST.search(between)) is not None and (last.figure.bare or both):
        return f'set against each other: "{marker[0]}"'
    if last.figure.bare and both:
        return "set against each other: a bare number"
    return None


def _corrected(a: Quantity, b: Quantity) -> str | None:
    """The words by which one figure takes the place of the other: "seven shots and not eight"."""
    number = re.escape(b.figure.mention.text)
    found = re.search(rf"\bnot (?:(?:by|of|in|at|the) )?{number}\b", a.said) if b.high > 1 else None
    return found[0] if found is not None else None


def _telling(a: Quantity, b: Quantity) -> bool:
    """Whether figures that are no tolls are surely of one thing: facts, not hopes, told in enough common words."""
    return len(a.context & b.context) >= TELLING and not OPEN.search(a.said) and not OPEN.search(b.said)


def _is_update(a: Quantity, b: Quantity) -> bool:
    """Whether one toll may only take the place of another.

    That is so where it is called so; and across reports where the higher one is not the earlier, unless both parties
    are known actors, of whom neither speaks for the other: those who fight count each other's dead.
    """
    low, high = sorted((a, b), key=lambda q: q.low)
    within = a.reading.article.article_id == b.reading.article.article_id
    if within and high.figure.mention.start < low.figure.mention.start:
        return EARLY.search(low.said) is not None
    if EARLY.search(low.said) or RISEN.search(high.said):
        return True
    if within or of_one_side(a, b):
        return False
    days = low.reading.article.published_on, high.reading.article.published_on
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        return days[0] < days[1]
    return (a.party.actor is None or b.party.actor is None) and not belie(low, high)


def _joined(found: Sequence[Disagreement]) -> list[list[Disagreement]]:
    """Disagreements that share a figure, or are on the same two numbers, together."""
    parts: list[list[Disagreement]] = []
    for disagreement in found:
        mine = [
            part for part in parts if any(_ids(d) & _ids(disagreement) or _alike_in_both(d, disagreement) for d in part)
        ]
        parts = [part for part in parts if part not in mine] + [[*(d for part in mine for d in part), disagreement]]
    return parts


def _alike_in_both(a: Disagreement, b: Disagreement) -> bool:
    """Whether two disagreements are on the same two numbers: 48 and "at least 48" are one."""
    return {_number(a.one), _number(a.other)} == {_number(b.one), _number(b.other)}


def _number(quantity: Quantity) -> float:
    return quantity.low or quantity.high


def _ids(disagreement: Disagreement) -> set[int]:
    return {id(disagreement.one), id(disagreement.other)}


def _contest(key: tuple[str, ...], found: Sequence[Disagreement]) -> RawContest:
    """The contest that some disagreements on one quantity make."""
    best = max(found, key=lambda d: d.fit)
    members = list({id(q): q for d in found for q in (d.one, d.other)}.values())
    return RawContest(
        kind="figures",
        key="|".join(key),
        positions=tuple(_position(quantity, members) for quantity in members),
        fit=best.fit,
        evidence=f"{key[0]} of {', '.join(filter(None, key[1:]))} put at {_values(members)}; "
        + "; ".join(clue.what for clue in best.clues),
        about=frozenset(),
        clues=best.clues,
    )


def _position(quantity: Quantity, members: Sequence[Quantity]) -> Position:
    """The position of who gives a figure; its clause is quoted where another one stands in the same sentence."""
    figure, start, end = quantity.figure, *quantity.sentence
    beside = [q for q in members if q.reading.article.article_id == quantity.reading.article.article_id]
    alone = sum(q.sentence == quantity.sentence for q in beside) == 1 and end - start <= LONGEST_QUOTE
    low, high = bounds(figure)
    return Position(
        reading=quantity.reading,
        party=quantity.party,
        stance="asserts",
        role=f"{low:g}-{high:g}" if low is not None and high is not None else "",
        span=quantity.sentence if alone else quantity.extent,
        low=low,
        high=high,
        figure=figure,
    )


def _values(group: Iterable[Quantity]) -> str:
    return ", ".join(sorted({quantity.figure.mention.text for quantity in group}))
