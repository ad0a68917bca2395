"""Whether a name that a place bears means a place here, and no person, party or newspaper."""

from __future__ import annotations

from collections import defaultdict

from tasks.analyse.actors.people import lexicon as people_words
from tasks.analyse.parsing.gazetteer import Kind, fold
from tasks.analyse.places.names import Candidate, size, words

GIVEN = people_words().male | people_words().female
SURE = 2.5  # score from which a name is a place whatever else bears it
NEVER = 9.0  # more than all that may speak for a place
KNOWN = 200_000  # inhabitants of a town that goes by its other names, too


def placeness(candidate: Candidate) -> float:
    """Above nought: the words around it say that it is a place; the weights were set by hand on local news."""
    lists = words()
    before = [w.lower() for w in candidate.before]
    after = [w.lower() for w in candidate.after]
    shouted = candidate.text.isupper() and len(candidate.text) > 4
    best = max(candidate.spots, key=size)
    score = min(2.0, size(best) / 3) - 1.0
    if best.kind != Kind.TOWN and (best.kind != Kind.DISTRICT or " " in candidate.text):
        score += 1.5
    if candidate.inside:
        score += 3
    if before[:1] and before[0] in lists["in_words"]:
        score += 2
    elif before[:1] and before[0] in lists["to_words"]:
        score += 0.7
    elif len(before) > 1 and before[0] in lists["modifiers"]:
        score += 1.5 if before[1] in lists["in_words"] else 0.5
    if after[:1] and after[0] in lists["kinds"]:
        score += 2
    elif after[:1] and after[0] in lists["people"]:
        score += 1.5
    if after[:1] and after[0] in lists["units"] and best.kind == Kind.TOWN and best.population < KNOWN:
        score -= 2  # "the Alder battalion"
    if before[:1] and before[0] in lists["titles"]:
        score -= 4
    if not shouted:
        score += _name_neighbours(candidate, lists)
    if candidate.token.pos_ not in ("PROPN", "NOUN", "ADJ"):
        score -= 1
    elif candidate.token.pos_ != "PROPN":
        score -= 0.5
    if best.kind != Kind.COUNTRY and "." not in candidate.text and fold(candidate.text) in lists["not_places"]:
        score -= 3
    name = fold(candidate.text)
    if not (after[:1] and after[0] in lists["kinds"]) and (name in lists["peoples"] or name in lists["modifiers"]):
        score -= NEVER  # "Northern Alder", "speaks English"
    if best.kind == Kind.TOWN and best.population < KNOWN and fold(best.name) != fold(candidate.text):
        score -= 1  # one of the many other names of a small town
    return score


def _name_neighbours(candidate: Candidate, lists: dict[str, frozenset[str]]) -> float:
    """Part of a longer name? "Ana Houston", "Jordan Rivers", "Houston Chronicle"."""
    name = fold(candidate.text)
    score, given = 0.0, name in lists["given_names"] or name in GIVEN
    if candidate.before and candidate.before[0].lower() in GIVEN and candidate.before[0][0].isupper():
        score -= 1
    if candidate.before and candidate.before[0][0].isupper():
        word = candidate.before[0].lower()
        if not any(word in lists[kind] for kind in ("modifiers", "in_words", "to_words", "small")):
            score -= 2.5
            candidate.person = word not in lists["bodies"] and word not in lists["kinds"]
    if candidate.after and candidate.after[0][0].isupper():
        word = candidate.after[0].lower()
        if not any(word in lists[kind] for kind in ("kinds", "bodies", "small")):
            score -= 3 if given else 1
    return score


def agree(candidates: list[Candidate]) -> None:
    """One name is one thing in one article: doubtful mentions go with the clear ones, surnames with the full name."""
    by_name: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_name[fold(candidate.text)].append(candidate)
    for same in by_name.values():
        surest = max(same, key=lambda c: abs(c.score))
        person = any(c.person for c in same) and not any(c.score > SURE for c in same)
        for candidate in same:
            if person:
                candidate.score -= 2.5
            elif abs(candidate.score) < 1:
                candidate.score += 1 if surest.score > 0 else -1
