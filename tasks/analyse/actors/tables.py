"""Reads the actor catalogue's files: the general one of this package and the user's own on top.

A catalogue file is TOML with one table an actor, keyed by its id:

    [green-river-front]
    name = "Green River Front"                    # as a digest prints it
    kind = "armed-group"                          # one of KINDS
    aliases = ["GRF", { name = "River Army", until = 2019-03-01 }]
    adjectives = []                               # "Russian": names the actor only before a word such as "officials"
    countries = []                                # names that are also a place's: "Russia"
    capitals = []                                 # "Moscow": names the actor only where it speaks
    leaders = []                                  # people whose name stands for it
    part_of = "green-valley-alliance"             # or a list; each an id or { actor, since, until }
    since = 2012-01-01                            # for all of its names
    until = 2024-12-08                            # the first day on which they are no longer valid
    local = ["the Front"]                         # names shared with others, its own in an article about its theatre
    theatre = ["Green Valley"]                    # words of it; a country with one is meant only where they are found

A table whose id is already known adds its names to that actor and replaces the rest.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from tasks.errors import ConfigError

Sort = Literal["name", "country", "adjective", "capital", "leader"]

KINDS = (
    "government",
    "office",
    "military",
    "police",
    "security-forces",
    "paramilitary",
    "armed-group",
    "international-body",
    "organisation",
    "company",
    "party",
    "parliament",
    "person",
)
ORGANS = {  # what of a state: its kind, and how it is called after the state's adjective
    "army": ("military", "military"),
    "police": ("police", "police"),
    "security-forces": ("security-forces", "security forces"),
    "paramilitary": ("paramilitary", "paramilitary forces"),
    "media": ("office", "state media"),
    "parliament": ("parliament", "parliament"),
}
FILES = (  # of several actors with one name, the first of these that is valid on the day has it
    "states.toml",
    "services.toml",
    "parties.toml",
    "media.toml",
    "groups-middle-east.toml",
    "groups-asia.toml",
    "groups-africa.toml",
    "groups-europe-americas.toml",
    "bodies.toml",
)
_NAMES: dict[str, Sort] = {
    "aliases": "name",
    "adjectives": "adjective",
    "countries": "country",
    "capitals": "capital",
    "leaders": "leader",
}
_KEYS = {*_NAMES, "name", "kind", "part_of", "since", "until", "local", "theatre"}


@dataclass(frozen=True, slots=True)
class Dated:
    """A name or a parent, valid from `since` until the day before `until`."""

    value: str
    since: date | None = None
    until: date | None = None
    sort: Sort = "name"

    def holds(self, on: date | None) -> bool:
        """Whether it is valid on a day; on an unknown day everything is."""
        return on is None or ((self.since is None or self.since <= on) and (self.until is None or on < self.until))


@dataclass(slots=True)
class Actor:
    """One entry of the catalogue, with what all files say of it."""

    actor_id: str
    name: str
    kind: str
    names: list[Dated] = field(default_factory=list)
    part_of: list[Dated] = field(default_factory=list)
    local: list[str] = field(default_factory=list)
    theatre: list[str] = field(default_factory=list)


def general() -> dict[str, Actor]:
    """The catalogue that comes with the program: states, then what the other files add to them and beside them."""
    folder = files("tasks.analyse") / "data" / "actors"
    actors = dict(_states((folder / "states.tsv").read_text(encoding="utf-8")))
    for name in FILES:
        _add(actors, tomllib.loads((folder / name).read_text(encoding="utf-8")), name)
    _add_organs(actors)
    return actors


def add_file(actors: dict[str, Actor], path: Path) -> None:
    """Adds a user's catalogue file, whose actors are looked up first from then on.

    Raises:
        ConfigError: the file cannot be read or an entry is wrong; names file, entry and what was expected.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"The actor file {path} cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"The actor file {path} is not valid TOML: {error}.") from error
    _add(actors, tables, str(path))
    _add_organs(actors)
    _check_parents(actors, tables, str(path))
    others = {actor_id: actors.pop(actor_id) for actor_id in list(actors) if actor_id not in tables}
    actors |= others


def _add_organs(actors: dict[str, Actor]) -> None:
    """Gives each government an army and police, so that "Kenyan police" is somebody even where no file says so.

    A parliament is no part of the government: what one says, the other may deny.
    """
    for state in [actor for actor in actors.values() if actor.kind == "government"]:
        adjective = next((name.value for name in state.names if name.sort == "adjective"), state.name)
        for organ, (kind, title) in ORGANS.items():
            actor_id = f"{state.actor_id}-{organ}"
            if actor_id not in actors:
                parents = [Dated(state.actor_id)] if kind != "parliament" else []
                actors[actor_id] = Actor(actor_id, f"{adjective} {title}", kind, part_of=parents)


def _check_parents(actors: Mapping[str, Actor], changed: Iterable[str], where: str) -> None:
    """Sees that every parent of the changed actors is an actor, and that none is part of itself."""
    for actor in (actors[actor_id] for actor_id in changed):
        for parent in actor.part_of:
            if parent.value not in actors:
                raise _wrong(where, actor.actor_id, "part_of", "the id of an actor in the catalogue", parent.value)
        seen, todo = {actor.actor_id}, [p.value for p in actor.part_of]
        while todo:
            above = todo.pop()
            if above == actor.actor_id:
                raise _wrong(where, actor.actor_id, "part_of", "parents that do not lead back to itself", above)
            if above not in seen:
                seen.add(above)
                todo += [p.value for p in actors[above].part_of]


def _states(table: str) -> Iterator[tuple[str, Actor]]:
    for line in table.splitlines()[1:]:
        actor_id, name, others, adjectives, capitals = line.split("\t")
        actor = Actor(actor_id, name, "government")
        cells: tuple[tuple[str, Sort], ...] = (
            (name, "country"),
            (others, "country"),
            (adjectives, "adjective"),
            (capitals, "capital"),
        )
        actor.names = [Dated(text, sort=sort) for cell, sort in cells for text in cell.split(";") if text]
        yield actor_id, actor


def _add(actors: dict[str, Actor], tables: Mapping[str, Any], where: str) -> None:
    for actor_id, table in tables.items():
        if not isinstance(table, dict):
            raise _wrong(where, actor_id, None, "a table such as [green-river-front]", table)
        for key in table:
            if key not in _KEYS:
                raise _wrong(where, actor_id, key, "one of " + ", ".join(sorted(_KEYS)), key)
        known = actors.get(actor_id)
        name = _text(table.get("name", known and known.name), where, actor_id, "name")
        kind = _text(table.get("kind", known and known.kind), where, actor_id, "kind")
        if kind not in KINDS:
            raise _wrong(where, actor_id, "kind", "one of " + ", ".join(KINDS), kind)
        actor = actors[actor_id] = Actor(actor_id, name, kind)
        if known:
            actor.names, actor.part_of = known.names, known.part_of
            actor.local, actor.theatre = known.local, known.theatre
        since, until = (_day(table.get(key), where, actor_id, key) for key in ("since", "until"))
        if known is None and name not in table.get("countries", []):
            actor.names.append(Dated(name, since, until))
        for key, sort in _NAMES.items():
            for text, first, last in _dated(table.get(key, []), where, actor_id, key, "name"):
                actor.names.append(Dated(text, first or since, last or until, sort))
        if "part_of" in table:
            given = table["part_of"] if isinstance(table["part_of"], list) else [table["part_of"]]
            actor.part_of = [Dated(*parent) for parent in _dated(given, where, actor_id, "part_of", "actor")]
        for key in ("local", "theatre"):
            if key in table:
                setattr(actor, key, [text for text, _, _ in _dated(table[key], where, actor_id, key, "name")])


def _dated(
    given: object, where: str, actor_id: str, key: str, main: str
) -> Iterator[tuple[str, date | None, date | None]]:
    if not isinstance(given, list):
        raise _wrong(where, actor_id, key, "a list", given)
    for one in given:
        table = one if isinstance(one, dict) else {main: one}
        if not set(table) <= {main, "since", "until"}:
            raise _wrong(where, actor_id, key, f"a text or {{ {main}, since, until }}", one)
        yield (
            _text(table.get(main), where, actor_id, key),
            _day(table.get("since"), where, actor_id, key),
            _day(table.get("until"), where, actor_id, key),
        )


def _text(given: object, where: str, actor_id: str, key: str) -> str:
    if not isinstance(given, str) or not given.strip():
        raise _wrong(where, actor_id, key, "a text", given)
    return given.strip()


def _day(given: object, where: str, actor_id: str, key: str) -> date | None:
    if given is None or type(given) is date:
        return given
    raise _wrong(where, actor_id, key, "a date such as 2021-08-15, without quotation marks", given)


def _wrong(where: str, actor_id: str, key: str | None, expected: str, found: object) -> ConfigError:
    place = f"[{actor_id}]" + (f" {key}" if key else "")
    return ConfigError(f"{where}: {place}: expected {expected}, found {found!r}.")
