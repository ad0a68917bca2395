"""The words around an actor's name that decide whether a phrase speaks for it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from tasks.analyse.actors.names import Key, key


@dataclass(frozen=True)
class Words:
    """The word lists of data/actors/words.toml, which says what each is for."""

    voices: frozenset[str]
    voices_of: Mapping[str, frozenset[str]]
    past: frozenset[str]
    apart: frozenset[str]
    described: frozenset[str]
    prepositions: frozenset[str]
    closing: frozenset[str]
    portfolios: frozenset[str]
    titles: frozenset[str]
    relative: frozenset[str]
    locative: frozenset[str]
    namesakes: frozenset[str]
    deeds: frozenset[str]
    stop_deeds: frozenset[str]
    organs: Mapping[tuple[str, ...], str]
    organ_modifiers: frozenset[str]
    names_of_others: tuple[str, ...]
    generic: Mapping[Key, str]  # name -> what of a state it is: "police", or "" for the government itself

    @classmethod
    def load(cls) -> Words:
        """Reads them."""
        path = files("tasks.analyse") / "data" / "actors" / "words.toml"
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        organs = data["organs"]
        return cls(
            voices=frozenset(data["voices"].split()),
            voices_of={kind: frozenset(words.split()) for kind, words in data["voices_of"].items()},
            organs={key(name): organ for organ, names in organs.items() if organ != "modifiers" for name in names},
            organ_modifiers=frozenset(organs["modifiers"]),
            names_of_others=tuple(data["names_of_others"]["list"]),
            generic={key(name): office for office, names in data["generic"].items() for name in names},
            **{group: frozenset(words.split()) for group, words in data["groups"].items()},
        )
