"""The file of words of a language: ours, what a profile changes in it, or the profile's own translation."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import Any

from tasks.errors import ConfigError

OURS = Path(str(files("templates")))
ORIGINAL = "en"  # what every other wording is a translation of
Entries = dict[str, Any]


def wording(language: str, folder: Path | None) -> Entries:
    """The words of a language by section and key.

    Where ours has the language, a profile's own file needs only what differs; else it has all of it.

    Args:
        language: ISO 639-1.
        folder: Of the profile's own wording and templates; None: it has none.

    Raises:
        ConfigError: there is no such wording, or it lacks a key, has one too many, or fills one in with other values.
    """
    original = _read(OURS / f"{ORIGINAL}.toml")
    name = f"{language}.toml"
    ours, own = OURS / name, folder / name if folder else None
    entries: Entries = _read(ours) if ours.is_file() else {}
    if own and own.is_file():
        changed = _read(own)
        _check(own, changed, original)
        entries = _merged(entries, changed)
    elif not entries:
        raise ConfigError(
            f"There is no wording in the language {language!r}: translate {OURS / 'en.toml'} as {own or name}."
        )
    missing = dict(_leaves(original)).keys() - dict(_leaves(entries)).keys()
    if missing:
        raise ConfigError(f"{own or ours}: key `{min(missing)}` is missing")
    return entries


def _read(path: Path) -> Entries:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not valid TOML: {error}") from error


def _check(path: Path, entries: Entries, original: Entries) -> None:
    """Whether each entry is one of ours, of the same shape, and is filled in with no more than ours is."""
    known = dict(_leaves(original))
    for key, value in _leaves(entries):
        if key not in known:
            raise ConfigError(f"{path}: unknown key `{key}`")
        expected = known[key]
        if _shape(value) != _shape(expected):
            raise ConfigError(f"{path}: key `{key}`: expected something like {expected!r}, found {value!r}")
        if strange := _fields(path, key, str(value)) - _fields(path, key, str(expected)):
            raise ConfigError(f"{path}: key `{key}`: nothing is filled in for {{{min(strange)}}}")


def _shape(value: object) -> tuple[type, int]:
    return type(value), len(value) if isinstance(value, list) else 1


def _fields(path: Path, key: str, text: str) -> set[str]:
    """What a text is filled in with."""
    try:
        parsed = list(Formatter().parse(text))
    except ValueError as error:
        raise ConfigError(f"{path}: key `{key}`: {error}") from error
    return {name for _, name, _, _ in parsed if name is not None}


def _merged(entries: Entries, changed: Entries) -> Entries:
    both = {key: _merged(entries[key], value) for key, value in changed.items() if isinstance(entries.get(key), dict)}
    return entries | changed | both


def _leaves(entries: Entries, path: str = "") -> Iterator[tuple[str, object]]:
    """Every text, and every list of texts, with its dotted key."""
    for key, value in entries.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value
