"""Places named in running text, each put on a spot of the gazetteer.

Two questions a name: is it a place here (and no person, party or newspaper), and which of the places of that name. The
first is answered from the words around it; the second from what stands next to it ("Alder, Ohio"; "Logar province"),
from the article's other places, and from size. No named-entity recogniser is needed.
"""

from __future__ import annotations

import math
import re
import tomllib
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from tasks.analyse.gazetteer import DATA, LONGEST, Gazetteer, Kind, Spot, fold
from tasks.analyse.people import lexicon as people_words
from tasks.analyse.tokens import as_read, offsets
from tasks.models import Mention, Place

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
GIVEN = people_words().male | people_words().female
SURE = 2.5  # score from which a name is a place whatever else bears it
CHOSEN = 1.0  # weight of a place chosen among several against one that is clear by itself
KNOWN = 200_000  # inhabitants of a town that goes by its other names, too
_ACRONYM = re.compile(r"(?:[^\W\d_]\.?){1,3}\.")
ARTICLES = ("al ", "an ", "ar ", "as ", "ash ", "at ", "ad ", "az ", "")
ARAB = frozenset("IQ SY YE LB JO PS EG LY SD SA DZ TN MA OM KW QA BH AE MR".split())
_PART_OF = re.compile(
    r" (?:district|neighbou?rhood|quarter|suburb|area|section|ward|township|market|street)s?,? "
    r"(?:(?:of|in) )?(?:the )?",
    re.IGNORECASE,
)
_NESTED = re.compile(
    r"(?: (?:city|town|village|district|county|area|province|neighborhood|neighbourhood))?,? (?:in )?(?:the )?"
    r"(?:(?:north|south|east|west|central)\w* )?|\.?,? \(?"
)
_NAMES_ON = re.compile(r"(?: [A-Z][\w'’-]+)+(?=,)")  # a longer name than the gazetteer has
_BETWEEN = re.compile(r"(?:\.? |[-–]|\. ?)?$")


@cache
def words() -> dict[str, frozenset[str]]:
    """The word lists of data/place_words.toml."""
    lists = tomllib.loads((DATA / "place_words.toml").read_text("utf-8"))
    return {name: frozenset(entries) for name, entries in lists.items()}


@dataclass(slots=True)
class _Candidate:
    """A stretch of text that has a place's name."""

    start: int
    end: int
    text: str
    spots: list[Spot]
    before: list[str]  # words before it in the sentence, nearest first
    after: list[str]  # words after it, nearest first
    token: Token
    person: bool = False  # another name stands right before it: "Ana Houston"
    inside: _Candidate | None = None  # the wider place named right after it: "Alder, Ohio"
    score: float = 0.0
    spot: Spot | None = field(default=None)


def find_places(doc: Doc, text: str, gazetteer: Gazetteer) -> list[Place]:
    """The places that `text` names, in order, one entry a mention; nationalities ("Afghan") are not places.

    Args:
        doc: the parse of `text`; its tagger and parser are used, a named-entity recogniser is not needed.
        text: the article's text; offsets are into it.
        gazetteer: where names are looked up; a name it does not have is not found.
    """
    read = as_read(doc)
    candidates = _candidates(doc, read, gazetteer)
    _nest(read, candidates)
    for candidate in candidates:
        candidate.score = _placeness(candidate)
    _agree(candidates)
    kept = [candidate for candidate in candidates if candidate.score > 0]
    _locate(kept)
    _put_parts_in_their_towns(read, kept)
    _put_unknown_in_their_provinces(read, kept)
    return [_place(candidate, text) for candidate in kept]


def _place(candidate: _Candidate, text: str) -> Place:
    spot = candidate.spot
    mention = Mention(((candidate.start, candidate.end),), text[candidate.start : candidate.end])
    if spot is None:
        return Place(mention, candidate.text, None, None, None)
    return Place(mention, spot.name, spot.country, spot.lat, spot.lon, spot.province)


def _candidates(doc: Doc, text: str, gazetteer: Gazetteer) -> list[_Candidate]:
    found = list(_WORD.finditer(text))
    starts = offsets(doc)
    result, index = [], 0
    while index < len(found):
        candidate, used = _longest(found, index, text, doc, starts, gazetteer)
        if candidate:
            result.append(candidate)
        index += used
    return result


def _longest(
    found: list[re.Match[str]], index: int, text: str, doc: Doc, starts: list[int], gazetteer: Gazetteer
) -> tuple[_Candidate | None, int]:
    """The longest name that starts at word `index`, and how many words to go on by."""
    first = found[index]
    if not first[0][0].isupper():
        return None, 1
    token = doc[bisect_right(starts, first.start()) - 1]
    if first.start() >= token.idx + len(token):
        return None, 1
    last = index
    while (
        last + 1 < len(found)
        and last + 1 - index < LONGEST
        and _BETWEEN.match(text[found[last].end() : found[last + 1].start()])
    ):
        last += 1
    for end in range(last, index - 1, -1):
        if not found[end][0][0].isupper():
            continue
        stop = found[end].end()
        surface = text[first.start() : stop]
        if text[stop : stop + 1] == "." and gazetteer.is_short(surface + "."):
            stop, surface = stop + 1, surface + "."
        bare = re.sub(r"['’][sS]?$", "", surface)
        spots = gazetteer.find(bare)
        if spots:
            stop -= len(surface) - len(bare)
            surface = bare
        else:
            spots = gazetteer.find(surface)
        if spots and (spots[0].kind != Kind.TOWN or not _ACRONYM.fullmatch(surface)):
            before = _neighbours(found, index, -1, text)
            after = _neighbours(found, end, 1, text) if text[stop : stop + 1] not in ("'", "’") else []
            return _Candidate(first.start(), stop, surface, spots, before, after, token), end - index + 1
    spots = _respelt(first[0], gazetteer) if _is_put_as_place(found, index, text) else []
    if not spots:
        return None, 1
    before, after = _neighbours(found, index, -1, text), _neighbours(found, index, 1, text)
    return _Candidate(first.start(), first.end(), first[0], spots, before, after, token), 1


def _is_put_as_place(found: list[re.Match[str]], index: int, text: str) -> bool:
    """Whether the words beside one word say that it is a place: "near Alder", "Alder district"."""
    before, after = _neighbours(found, index, -1, text), _neighbours(found, index, 1, text)
    if after and after[0].lower() in words()["kinds"]:
        return True
    return bool(before) and before[0].lower() in words()["in_words"] and not (after and after[0][0].isupper())


def _respelt(name: str, gazetteer: Gazetteer) -> list[Spot]:
    """The spots of a name of the Arab world that news spells otherwise: "Falluja" is "Al Fallujah"."""
    plain = fold(name)
    spellings = {
        plain,
        plain + "h",
        re.sub(r"[ei]h$", "ah", plain),
        plain.removesuffix("h"),
        re.sub("ou|oo", "u", plain),
    }
    for spelling in sorted(spellings):
        for article in ARTICLES:
            arab = [s for s in gazetteer.find(article + spelling) if s.country in ARAB and article + spelling != plain]
            if arab:
                return arab
    return []


def _neighbours(found: list[re.Match[str]], index: int, step: int, text: str) -> list[str]:
    """Up to three words beside word `index`, nearest first, no further than the nearest stop or comma."""
    result: list[str] = []
    while len(result) < 3 and 0 <= index + step < len(found):
        left, right = sorted((index, index + step))
        gap = text[found[left].end() : found[right].start()]
        if not re.fullmatch(r"['’]?\.?[ \"“”-]{1,2}|['’] ", gap) or (gap.startswith(".") and len(found[left][0]) > 5):
            break
        index += step
        result.append(found[index][0])
    return result


def _nest(text: str, candidates: list[_Candidate]) -> None:
    """Ties each name to the wider place that follows it after a comma or in brackets."""
    for inner, outer in pairwise(candidates):
        if _NESTED.fullmatch(text[inner.end : outer.start]) and any(
            _contains(wide, spot) for wide in outer.spots for spot in inner.spots
        ):
            inner.inside = outer


def _put_parts_in_their_towns(text: str, kept: list[_Candidate]) -> None:
    """Gives a part of a town ("the Dora district of Baghdad") the town's spot where the gazetteer has it elsewhere."""
    for part, whole in pairwise(kept):
        if part.spot is None or whole.spot is None or not _PART_OF.fullmatch(text[part.end : whole.start]):
            continue
        if part.spot.country != whole.spot.country and whole.spot.kind != Kind.COUNTRY:
            part.spot = replace(whole.spot, name=part.text)


def _put_unknown_in_their_provinces(text: str, kept: list[_Candidate]) -> None:
    """Gives "Alder, Logar" the spot of Logar where the gazetteer knows only small Alders of other countries."""
    for inner, outer in pairwise(kept):
        inside, wide = inner.spot, outer.spot
        if inside is None or wide is None or wide.kind > Kind.DISTRICT or inside.kind != Kind.TOWN:
            continue
        gap = _NAMES_ON.match(text, inner.end, outer.start)
        end = gap.end() if gap else inner.end
        if (
            inside.country != wide.country
            and (inside.population < KNOWN or fold(inside.name) != fold(inner.text))
            and _NESTED.fullmatch(text[end : outer.start])
        ):
            inner.spot = replace(wide, name=text[inner.start : end])


def _contains(wide: Spot, narrow: Spot) -> bool:
    if wide.kind >= narrow.kind or wide.country != narrow.country:
        return False
    return wide.kind == Kind.COUNTRY or (wide.kind == Kind.PROVINCE and fold(wide.name) == fold(narrow.province or ""))


def _placeness(candidate: _Candidate) -> float:
    """Above nought: the words around it say that it is a place; the weights were set by hand on local news."""
    lists = words()
    before = [w.lower() for w in candidate.before]
    after = [w.lower() for w in candidate.after]
    shouted = candidate.text.isupper() and len(candidate.text) > 4
    best = max(candidate.spots, key=_size)
    score = min(2.0, _size(best) / 3) - 1.0
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
    if best.kind == Kind.TOWN and best.population < KNOWN and fold(best.name) != fold(candidate.text):
        score -= 1  # one of the many other names of a small town
    return score


def _name_neighbours(candidate: _Candidate, lists: dict[str, frozenset[str]]) -> float:
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


def _agree(candidates: list[_Candidate]) -> None:
    """One name is one thing in one article: doubtful mentions go with the clear ones, surnames with the full name."""
    by_name: dict[str, list[_Candidate]] = defaultdict(list)
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


def _size(spot: Spot) -> float:
    return math.log10(spot.population + 10)


@dataclass(slots=True)
class _Around:
    """How much of the article lies in each country and province."""

    countries: defaultdict[str | None, float] = field(default_factory=lambda: defaultdict(float))
    provinces: defaultdict[tuple[str | None, str], float] = field(default_factory=lambda: defaultdict(float))

    def add(self, spot: Spot, weight: float, province: bool = True) -> None:
        self.countries[spot.country] += weight
        if province:
            self.provinces[spot.country, fold(spot.province or spot.name)] += weight


def _locate(candidates: list[_Candidate]) -> None:
    """Chooses a spot for each name: the same for all its mentions unless one says which it means.

    In two rounds: first by what is clear by itself, then by where the other names were put.
    """
    by_name: dict[str, list[_Candidate]] = defaultdict(list)
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


def _clear(by_name: dict[str, list[_Candidate]]) -> _Around:
    """What the article says of its own place before any doubtful name is settled."""
    around = _Around()
    for same in by_name.values():
        spots = same[0].spots
        wide = [spot for spot in spots if spot.kind <= Kind.PROVINCE or spot.kind == Kind.REGION] or spots
        best = max(wide, key=_size)
        weight = len(same) if len({spot.country for spot in wide}) == 1 else 0.3
        around.add(best, weight, best.kind == Kind.PROVINCE or len(spots) == 1)
        for candidate in same:
            if candidate.inside:
                nested = [s for s in candidate.spots if any(_contains(wide, s) for wide in candidate.inside.spots)]
                for spot in {(s.country, s.province): s for s in nested}.values():
                    around.add(spot, 2 / len(nested))
    return around


def _sense(same: list[_Candidate], around: _Around) -> Spot:
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


def _kind_said(candidate: _Candidate) -> Kind | None:
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


def _fit(spot: Spot, candidate: _Candidate, around: _Around) -> float:
    """How well a spot of the right name fits what the article says."""
    score = _size(spot)
    if spot.kind == Kind.COUNTRY:
        score += 3
    elif spot.kind == Kind.PROVINCE:
        score += 1
    elif spot.kind == Kind.DISTRICT:
        score -= 1.5
    if (said := _kind_said(candidate)) is not None:
        score += 4 if spot.kind == said else -1
    if candidate.inside and any(_contains(wide, spot) for wide in candidate.inside.spots):
        score += 8
    score += 2.5 * math.log2(1 + around.countries.get(spot.country, 0)) / 2
    if spot.kind >= Kind.DISTRICT:
        score += 2 * math.log2(1 + around.provinces.get((spot.country, fold(spot.province or "")), 0))
    if spot.lat is None:
        score -= 2
    if fold(spot.name) == fold(candidate.text):
        score += 0.7
    return score
