"""counterclaim.toml, read and checked.

A mistake names the file, the key, what was expected and the nearest valid key. Paths in the file are relative to it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tasks.errors import ConfigError
from tasks.settings import (
    BackupSettings,
    FetchSettings,
    MailSettings,
    OperatorSettings,
    ProfileSettings,
    RunSettings,
    ScheduleSettings,
    Section,
    Settings,
    SourceFile,
    SourceSettings,
    nearest,
)
from tasks.where import Lake, below

DEFAULT_NAME = "counterclaim.toml"
T = TypeVar("T", bound=Section)


def load(path: Path) -> Settings:
    """Read and check a configuration file; its relative paths become absolute.

    Raises:
        ConfigError: the file is missing, is not TOML, or holds a mistake.
    """
    settings = _read(path, Settings)
    base = path.resolve().parent
    lists = [_read(base / name, SourceFile).source for name in settings.source_files]
    sources = [
        s.model_copy(update={"path": base / s.path}) if s.path else s for s in (*settings.source, *sum(lists, ()))
    ]
    _check_ids(path, settings, [s.id for s in sources])
    return settings.model_copy(
        update={
            "warehouse": below(base, settings.warehouse),
            "out": base / settings.out,
            "backup": settings.backup.model_copy(
                update={"folder": base / settings.backup.folder if settings.backup.folder else None}
            ),
            "actors": tuple(base / name for name in settings.actors),
            "places": tuple(base / name for name in settings.places),
            "source": tuple(sources),
            "profile": {
                name: p.model_copy(update={"templates": base / p.templates if p.templates else None})
                for name, p in settings.profile.items()
            },
        }
    )


def _read(path: Path, shape: type[T]) -> T:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: no such file; `counterclaim init` writes one.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not valid TOML: {error}") from error
    try:
        return shape.model_validate(raw)
    except ValidationError as error:
        raise ConfigError("\n".join(_explain(path, shape, raw, dict(problem)) for problem in error.errors())) from None


def _explain(path: Path, shape: type[Section], raw: dict[str, Any], problem: dict[str, Any]) -> str:
    """One mistake: file, key, what is wrong, what was expected, the nearest valid key."""
    where = [part for part in problem["loc"] if part not in ("[key]", "[file]", "[lake]")]
    key = ".".join(f"{part + 1}" if isinstance(part, int) else str(part) for part in where) or "(top level)"
    if problem["type"] == "extra_forbidden":
        return f"{path}: unknown key `{key}`; {nearest(str(where[-1]), _keys_at(shape, where[:-1]))}"
    expected = str(problem["msg"]).removeprefix("Value error, ")
    if problem["type"] == "missing":
        return f"{path}: key `{key}` is missing"
    found = "" if isinstance(problem["input"], dict) else f", found {str(problem['input'])[:80]!r}"
    return f"{path}: key `{key}`: expected {expected[0].lower()}{expected[1:]}{found}"


def _keys_at(shape: type[Section], where: list[Any]) -> list[str]:
    """The keys that the table at this place may have."""
    tables: dict[str, type[BaseModel]] = {
        "warehouse": Lake,
        "source": SourceSettings,
        "fetch": FetchSettings,
        "run": RunSettings,
        "mail": MailSettings,
        "schedule": ScheduleSettings,
        "backup": BackupSettings,
        "operator": OperatorSettings,
        "profile": ProfileSettings,
    }
    table = tables.get(str(where[0]), shape) if where else shape
    return list(table.model_fields)


def _check_ids(path: Path, settings: Settings, ids: list[str]) -> None:
    twice = sorted({i for i in ids if ids.count(i) > 1})
    if twice:
        raise ConfigError(f"{path}: two sources share the id {twice[0]!r}; each [[source]] needs its own.")
    for name, profile in settings.profile.items():
        for wanted in profile.sources:
            if wanted not in ids:
                raise ConfigError(
                    f"{path}: profile.{name}.sources: no [[source]] has the id {wanted!r}; {nearest(wanted, ids)}"
                )
