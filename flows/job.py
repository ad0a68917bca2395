"""What a run is asked to do: the configuration with what the command line or a deployment puts in its place."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tasks.config import DEFAULT_NAME, load
from tasks.errors import ConfigError
from tasks.models import Source
from tasks.settings import Settings

AGE = re.compile(r"(\d{1,5})([mhdw])")
UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True)
class Job:
    """A run's settings, sources and clock."""

    settings: Settings
    sources: tuple[Source, ...]
    only_sources: tuple[str, ...]  # ids that `--source` stands for; empty: whatever each profile is configured to read
    since: datetime | None
    now: datetime


def prepare(
    config: Path | None = None,
    source: list[str] | None = None,
    warehouse: Path | None = None,
    out: Path | None = None,
    since: str | None = None,
    now: str | None = None,
) -> Job:
    """Put a run together.

    Args:
        config: The configuration; None for counterclaim.toml in the working directory, which may be absent where
            sources are given.
        source: Paths or addresses to read instead of the configured sources.
        warehouse: Instead of the configured file.
        out: Instead of the configured folder of digests.
        since: Leaves out older articles: a date, a moment, or an age such as 24h or 7d.
        now: The clock the run believes in: a date or a moment, in UTC where it names no zone.

    Raises:
        ConfigError: the configuration or one of these is wrong.
    """
    settings = settings_for_reading(config) if source or warehouse else load(config or Path(DEFAULT_NAME))
    paths = {"warehouse": warehouse, "out": out}
    settings = settings.model_copy(update={key: path.resolve() for key, path in paths.items() if path is not None})
    clock = moment(now, "--now") if now else datetime.now(UTC)
    given = tuple(dict.fromkeys(named(location, settings.sources()) for location in source or ()))
    return Job(
        settings=settings,
        sources=given or settings.sources(),
        only_sources=tuple(s.source_id for s in given),
        since=moment(since, "--since", clock) if since else None,
        now=clock,
    )


def settings_for_reading(config: Path | None) -> Settings:
    """The configuration where it is named or lies in the working directory; else what holds without one.

    Raises:
        ConfigError: the configuration is wrong.
    """
    if config is None and not Path(DEFAULT_NAME).exists():
        return Settings()
    return load(config or Path(DEFAULT_NAME))


def named(location: str, known: tuple[Source, ...] = ()) -> Source:
    """The source that a path or address given on the command line stands for: the configured one where there is one.

    Raises:
        ConfigError: nothing lies at the path, or the address is none of the web.
    """
    is_web = re.match(r"[a-z][a-z0-9+.-]*://", location, re.IGNORECASE)
    place = location if is_web else str(Path(location).resolve())
    for source in known:
        if place == (source.location if is_web else str(Path(source.location).resolve())):
            return source
    if not (is_web[0].lower() in ("http://", "https://") if is_web else Path(place).exists()):
        raise ConfigError(f"--source {location}: there is no such file or folder, and it is no http(s) address.")
    stem = re.sub(r"[^a-z0-9]+", "-", place.lower().rstrip("/").rsplit("/", 1)[-1]).strip("-")[:40] or "source"
    return Source(f"{stem}-{hashlib.sha256(place.encode()).hexdigest()[:6]}", place)


def moment(when: str, option: str, now: datetime | None = None) -> datetime:
    """A date, a moment, or an age before `now` such as 24h, 7d or 2w; in UTC where it names no zone.

    Raises:
        ConfigError: it is none of these.
    """
    age = AGE.fullmatch(when.strip())
    try:
        if age and now is not None:
            return now - timedelta(**{UNITS[age[2]]: int(age[1])})
        parsed = datetime.fromisoformat(when.strip())
        return parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        ages = "" if now is None else " or an age such as 24h or 7d"
        raise ConfigError(
            f"{option} {when!r}: expected a date such as 2026-03-31, or 2026-03-31T07:00{ages}."
        ) from error
