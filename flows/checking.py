"""Digests after they are made: listed, printed, and checked against the stored articles."""

from __future__ import annotations

import json
from pathlib import Path

from flows.job import prepare
from flows.listing import existing
from flows.printing import Format, emit
from tasks.brief.verify import Problem
from tasks.brief.verify import verify as find_problems
from tasks.errors import ConfigError
from tasks.models import Digest
from warehouse import read
from warehouse.connection import Warehouse

FIELDS = {"txt": "text", "html": "html", "md": "markdown", "json": "json"}


def check(digest: Path, config: Path | None, warehouse: Path | None) -> tuple[list[Problem], int]:
    """What is wrong with a digest, and how many lines it quotes.

    Raises:
        ConfigError: the file is no JSON.
    """
    try:
        data = json.loads(digest.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{digest}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{digest}: is not JSON: {error}; name the digest.json of a digest.") from error
    with _open(config, warehouse) as opened:
        problems = find_problems(data, lambda article_id: read.text_of(opened, article_id))
    lines = data.get("lines") if isinstance(data, dict) else None
    return problems, len(lines) if isinstance(lines, list) else 0


def listed(profile: str | None, config: Path | None, warehouse: Path | None) -> None:
    """Print the digests made, newest first.

    Raises:
        ConfigError: no digest is of that profile, and it is not configured either.
    """
    settings = prepare(config, None, warehouse).settings
    with _open(config, warehouse) as opened:
        made = read.digests(opened, profile)
        if not made:
            settings.profiles(profile)
        emit(made, Format.table, ("digest_id", "profile", "period", "summary", "deliveries"))


def printed(digest_id: str, form: str, config: Path | None, warehouse: Path | None) -> str:
    """A stored digest in one of its forms.

    Raises:
        ConfigError: there is no such digest.
    """
    with _open(config, warehouse) as opened:
        digest: Digest | None = read.digest(opened, digest_id)
    if digest is None:
        raise ConfigError(f"No digest, or more than one, has an id that begins with {digest_id!r}.")
    return str(getattr(digest, FIELDS[form]))


def _open(config: Path | None, warehouse: Path | None) -> Warehouse:
    settings = prepare(config, None, warehouse).settings
    return Warehouse(existing(settings.warehouse), settings.run.lock_wait_seconds, read_only=True)
