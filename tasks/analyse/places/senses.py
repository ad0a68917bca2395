"""Which of the places that bear a name an article means."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

from tasks.analyse.parsing.gazetteer import Kind, Spot, fold
from tasks.analyse.places.names import Candidate, contains, size

METROPOLIS = 1_000_000  # inhabitants of a city that the world knows by its name
WORLDLY = 3  # countries named in an article that is no local news
CHOSEN = 1.0  # weight of a place chosen among several against one that is clear by itself


@dataclass(slots=True)
class _Around:
    """How much of the article lies in each country and province."""

    countries: defaultdict[str | None, float] = field(default_factory=lambda: defaultdict(float))
    provinces: defaultdict[tuple[str | None, str], float] = field(default_factory=lambda: defaultdict(float))

    def add(self, spot: Spot, weight: float, province: bool = True) -> None:
        self.countries[spot.country] += weight
        if province:
            self.provinces[spot.country, fold(spot.province or spot.name)] += weight

    def is_worldly(self) -> bool:
        """Whether the article speaks of several countries: of two cities of a name the world's is likely meant."""
        return sum(weight >= 1 for country, weight in self.countries.items() if country) >= WORLDLY


def locate(candidates: list[Candidate]) -> None:
    """Chooses a spot for each name: the same for all its mentions unless one says which it means.

    In two rounds: first by what is clear by itself, then by where the other names were put.
    """
    by_name: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_name[fold(candidate.text)].append(candidate)
    clear, chosen = _clear(by_name), dict[str, Spot]()
    for _ in range(2):
        before = dict(chosen)
        for name, same in by_name.items():
            around = _Around(clear.countries.copy(), clear.provinces.copy())
            for other, spot in before.items():
                if other != name:
                    around.add(spot, CHOSEN * min(3, len(by_name[other])), spot.kind != Kind.COUNTRY)
            chosen[name] = _sense(same, around)
    for name, same in by_name.items():
        for candidate in same:
            if candidate.spot is None or (candidate.inside is None and not _kind_said(candidate)):
                candidate.spot = chosen[name]


def _clear(by_name: dict[str, list[Candidate]]) -> _Around:
    """What the article says of its own place before any doubtful name is settled."""
    around = _Around()
    for same in by_name.values():
        spots = same[0].spots
        wide = [spot for spot in spots if spot.kind <= Kind.PROVINCE or spot.kind == Kind.REGION] or spots
        best = max(wide, key=size)
        weight = len(same) if len({spot.country for spot in wide}) == 1 else 0.3
        around.add(best, weight, best.kind == Kind.PROVINCE or len(spots) == 1)
        for candidate in same:
            if candidate.inside:
                nested = [s for s in candidate.spots if any(contains(wide, s) for wide in candidate.inside.spots)]
                for spot in {(s.country, s.province): s for s in nested}.values():
                    around.add(spot, 2 / len(nested))
    return around


def _sense(same: list[Candidate], around: _Around) -> Spot:
    """The spot that fits a name's mentions best; those that say which they mean decide for the rest."""
    votes: defaultdict[Spot, float] = defaultdict(float)
    telling = [candidate for candidate in same if candidate.inside] or same
    for candidate in same:
        scores = {spot: _fit(spot, candidate, around) for spot in candidate.spots}
        candidate.spot = max(scores, key=lambda spot: (scores[spot], spot.population))
        if candidate in telling:
            for spot, value in scores.items():
                votes[spot] += value
    return max(votes, key=lambda spot: (votes[spot], spot.population))


def _kind_said(candidate: Candidate) -> Kind | None:
    kinds = {
        "province": Kind.PROVINCE,
        "state": Kind.PROVINCE,
        "governorate": Kind.PROVINCE,
        "oblast": Kind.PROVINCE,
        "district": Kind.DISTRICT,
        "county": Kind.DISTRICT,
        "agency": Kind.DISTRICT,
        "parish": Kind.DISTRICT,
        "city": Kind.TOWN,
        "town": Kind.TOWN,
        "village": Kind.TOWN,
    }
    return kinds.get(candidate.after[0].lower()) if candidate.after else None


def _fit(spot: Spot, candidate: Candidate, around: _Around) -> float:
    """How well a spot of the right name fits what the article says."""
    score = size(spot)
    if spot.kind == Kind.COUNTRY:
        score += 3
    elif spot.kind == Kind.PROVINCE:
        score += 1
    elif spot.kind == Kind.DISTRICT:
        score -= 1.5
    if (said := _kind_said(candidate)) is not None:
        score += 4 if spot.kind == said else -1
    if candidate.inside and any(contains(wide, spot) for wide in candidate.inside.spots):
        score += 8
    score += 2.5 * math.log2(1 + around.countries.get(spot.country, 0)) / 2
    if spot.kind >= Kind.DISTRICT:
        score += 2 * math.log2(1 + around.provinces.get((spot.country, fold(spot.province or "")), 0))
    known = spot.population >= METROPOLIS and spot.kind == Kind.TOWN
    if known and around.is_worldly() and not any(other.kind == Kind.COUNTRY for other in candidate.spots):
        score += 2  # but a land before a city that is called like it
    if spot.lat is None:
        score -= 2
    if fold(spot.name) == fold(candidate.text):
        score += 0.7
    return score
