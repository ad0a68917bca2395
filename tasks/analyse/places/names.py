"""The names of places that stand in a text, each with all the spots of the gazetteer that bear it."""

from __future__ import annotations

import math
import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from tasks.analyse.parsing.gazetteer import DATA, LONGEST, Gazetteer, Kind, Spot, fold
from tasks.analyse.parsing.tokens import offsets

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.?){1,3}\.")
_ARTICLES = ("al ", "an ", "ar ", "as ", "ash ", "at ", "ad ", "az ", "")
_ARAB = frozenset("IQ SY YE LB JO PS EG LY SD SA DZ TN MA OM KW QA BH AE MR".split())
_BETWEEN = re.compile(r"(?:\.? |[-–]|\. ?)?$")


@cache
def words() -> dict[str, frozenset[str]]:
    """The word lists of data/place_words.toml."""
    lists = tomllib.loads((DATA / "place_words.toml").read_text("utf-8"))
    return {name: frozenset(entries) for name, entries in lists.items()}


@dataclass(slots=True)
class Candidate:
    """A stretch of text that has a place's name."""

    start: int
    end: int
    text: str
    spots: list[Spot]
    before: list[str]  # words before it in the sentence, nearest first
    after: list[str]  # words after it, nearest first
    token: Token
    person: bool = False  # another name stands right before it: "Ana Houston"
    inside: Candidate | None = None  # the wider place named right after it: "Alder, Ohio"
    score: float = 0.0
    spot: Spot | None = None


def candidates_in(doc: Doc, text: str, gazetteer: Gazetteer) -> list[Candidate]:
    """The stretches of `text`, in order, that have a name of the gazetteer; the longest name counts."""
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
) -> tuple[Candidate | None, int]:
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
            return Candidate(first.start(), stop, surface, spots, before, after, token), end - index + 1
    spots = _respelt(first[0], gazetteer) if _is_put_as_place(found, index, text) else []
    if not spots:
        return None, 1
    before, after = _neighbours(found, index, -1, text), _neighbours(found, index, 1, text)
    return Candidate(first.start(), first.end(), first[0], spots, before, after, token), 1


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
        for article in _ARTICLES:
            arab = [s for s in gazetteer.find(article + spelling) if s.country in _ARAB and article + spelling != plain]
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


def contains(wide: Spot, narrow: Spot) -> bool:
    """Whether a country or province holds the other place."""
    if wide.kind >= narrow.kind or wide.country != narrow.country:
        return False
    return wide.kind == Kind.COUNTRY or (wide.kind == Kind.PROVINCE and fold(wide.name) == fold(narrow.province or ""))


def size(spot: Spot) -> float:
    """The power of ten of a place's inhabitants, 1 where they are unknown."""
    return math.log10(spot.population + 10)
