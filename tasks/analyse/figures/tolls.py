"""Which tolls are of one event: told in the same words, or told shortly after one that names the event."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tasks.analyse.claims.words import concept, read_words, stem
from tasks.analyse.figures.comparable import PAST, YEAR
from tasks.analyse.figures.given_figures import TOLLS, Quantity

# What every toll is told with says nothing of which event it is.
ANY_TOLL = frozenset(
    concept(word)
    for word in """kill die dead death injure wound hurt casualty victim attack toll number hospital arrest body name
    list figure count people person""".split()
)
# Likeness of the words from which two tolls of one story are of one event.
ALIKE_TOLL = 0.3
SHORT = 4  # words of weight that tell no event of their own
BEHIND = 6  # sentences after a toll in which a short one is of the same event
# Words by which a toll is of another event than the one before, or of a stretch of time.
OTHER = re.compile(
    r"\b(?:another|separate\w*|elsewhere|similar|(?:in|by|during|when) an?|previous\w*|since|so far|in all|overall|"
    r"total|(?:other|earlier) (?:attack|strike|raid|blast|clash|incident)\w*|"
    r"(?:this|that|per|each|every) (?:year|month|week|day))\b",
    re.IGNORECASE,
)
FAR = 2  # times as many
MORE = 1.25  # the same where it is not agreed either who the dead were
# Who answers for what happened, and who speaks for those whom it befell: neither raises the other's toll.
IN_CHARGE = frozenset(
    stem(word)
    for word in """company firm operator owner management manager railway airline factory coalition
    governor prison guard""".split()
)
FOR_VICTIMS = frozenset(
    stem(word)
    for word in """union league federation rights opposition resident villager witness relative family elder activist
    protester campaigner worker student survivor inmate monitor observatory exile neighbour neighbor lawyer
    sheikh tribe tribal clan community parish church pastor priest bishop imam teacher parent mother father widow
    foreman rescuer charity aid local
    """.split()
)
ELSEWHERE = re.compile(
    r"(?:In|At|Near|Outside|Inside) (?:[A-Z]|(?:the|a) (?:\w+ )?(?:city|town|village|port|capital|province|district|"
    r"region|state|county|valley|camp|suburbs?|island|countryside|north|south|east|west|cent(?:er|re))\b)"
)


def events(found: Iterable[Quantity]) -> dict[int, int]:
    """The event of each toll, by the quantity's id: a short one is of the event told of before it in its article."""
    event: dict[int, int] = {}
    before: Quantity | None = None
    for toll in found:
        if toll.figure.measure not in TOLLS:
            continue
        event[id(toll)] = event[id(before)] if before is not None and _goes_on(before, toll) else id(toll)
        before = toll
    return event


def _goes_on(before: Quantity, toll: Quantity) -> bool:
    one_report = before.reading.article.article_id == toll.reading.article.article_id
    near = toll.figure.sentence - before.figure.sentence <= BEHIND
    return one_report and near and toll.figure.place in (None, before.figure.place) and is_short(toll)


def belie(low: Quantity, high: Quantity) -> bool:
    """Whether a toll that those in charge give is far below one that others give, who speak for the victims."""
    return of_two_camps(low, high) and high.low >= FAR * max(low.high, 1)


def of_two_camps(low: Quantity, high: Quantity) -> bool:
    """Whether those in charge give one toll, and those who speak for the victims the other."""
    told = [frozenset(stem(word) for word in re.findall(r"[a-z]+", (q.party.text or "").lower())) for q in (low, high)]
    in_charge = low.force == "troops" or bool(told[0] & IN_CHARGE)
    against = high.force == "fighters" or (bool(told[1] & FOR_VICTIMS) and high.force is None)
    return in_charge and against


def told_otherwise(low: Quantity, high: Quantity) -> bool:
    """Whether those in charge count only fighters where others count far more people, or civilians."""
    return (
        low.counted == "fighters"
        and high.counted in ("", "civilian")
        and low.low > 0
        and high.low >= MORE * low.high
        and of_two_camps(low, high)
    )


def is_short(toll: Quantity) -> bool:
    """Whether a toll is told in so few words that it is of the event told of before it."""
    said = toll.said
    if ELSEWHERE.match(said) or any(words.search(said) for words in (YEAR, PAST, OTHER)):
        return False
    who = [toll.party.text or "", toll.figure.population or ""]
    named = frozenset(word for words in who for word in read_words(words, [(0, len(words))], ()).all)
    return len(toll.context - ANY_TOLL - named) <= SHORT
