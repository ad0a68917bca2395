"""Places named in running text, each put on a spot of the gazetteer.

Two questions a name: is it a place here (and no person, party or newspaper), and which of the places of that name. The
first is answered from the words around it; the second from what stands next to it ("Alder, Ohio"; "Logar province"),
from the article's other places, and from size. No named-entity recogniser is needed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from tasks.analyse.parsing.gazetteer import Gazetteer, Kind, fold
from tasks.analyse.parsing.tokens import as_read
from tasks.analyse.places.names import Candidate, candidates_in, contains
from tasks.analyse.places.placeness import KNOWN, agree, placeness
from tasks.analyse.places.senses import locate
from tasks.models import Mention, Place

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


def find_places(doc: Doc, text: str, gazetteer: Gazetteer) -> list[Place]:
    """The places that `text` names, in order, one entry a mention; nationalities ("Afghan") are not places.

    Args:
        doc: the parse of `text`; its tagger and parser are used, a named-entity recogniser is not needed.
        text: the article's text; offsets are into it.
        gazetteer: where names are looked up; a name it does not have is not found.
    """
    read = as_read(doc)
    candidates = candidates_in(doc, read, gazetteer)
    _nest(read, candidates)
    for candidate in candidates:
        candidate.score = placeness(candidate)
    agree(candidates)
    kept = [candidate for candidate in candidates if candidate.score > 0]
    locate(kept)
    _put_parts_in_their_towns(read, kept)
    _put_unknown_in_their_provinces(read, kept)
    return [_place(candidate, text) for candidate in kept]


def _place(candidate: Candidate, text: str) -> Place:
    spot = candidate.spot
    mention = Mention(((candidate.start, candidate.end),), text[candidate.start : candidate.end])
    if spot is None:
        return Place(mention, candidate.text, None, None, None)
    return Place(mention, spot.name, spot.country, spot.lat, spot.lon, spot.province)


def _nest(text: str, candidates: list[Candidate]) -> None:
    """Ties each name to the wider place that follows it after a comma or in brackets."""
    for inner, outer in pairwise(candidates):
        if _NESTED.fullmatch(text[inner.end : outer.start]) and any(
            contains(wide, spot) for wide in outer.spots for spot in inner.spots
        ):
            inner.inside = outer


def _put_parts_in_their_towns(text: str, kept: list[Candidate]) -> None:
    """Gives a part of a town ("the Dora district of Baghdad") the town's spot where the gazetteer has it elsewhere."""
    for part, whole in pairwise(kept):
        if part.spot is None or whole.spot is None or not _PART_OF.fullmatch(text[part.end : whole.start]):
            continue
        if part.spot.country != whole.spot.country and whole.spot.kind != Kind.COUNTRY:
            part.spot = replace(whole.spot, name=part.text)


def _put_unknown_in_their_provinces(text: str, kept: list[Candidate]) -> None:
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
