"""Doctor: is everything there that a run needs? One finding each, with the remedy."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Callable, Iterator, Sized
from dataclasses import dataclass
from pathlib import Path

from tasks.analyse.parsing.gazetteer import Gazetteer
from tasks.analyse.parsing.parse import parse
from tasks.config import load
from tasks.errors import CounterclaimError
from tasks.settings import Settings
from warehouse import backup as backups
from warehouse import read
from warehouse.connection import Warehouse, there

TIMEOUT = 10  # seconds


@dataclass(frozen=True)
class Finding:
    """What was looked at, whether it is well, and what to do if not."""

    what: str
    well: bool
    message: str


def examine(config: Path) -> Iterator[Finding]:
    """Look at configuration, model, gazetteer, templates, warehouse, backup, Prefect API and mail server, in order."""
    try:
        settings = load(config)
    except CounterclaimError as error:
        yield Finding("configuration", False, str(error))
        return
    yield Finding(
        "configuration", True, f"{config}: {_count(settings.source, 'source')}, {_count(settings.profile, 'profile')}"
    )
    checks: dict[str, Callable[[Settings], str]] = {
        "model": _model,
        "gazetteer": _gazetteer,
        "templates": _templates,
        "warehouse": _warehouse,
        "backup": _backup,
        "Prefect API": _prefect,
        "mail": _mail,
    }
    for what, check in checks.items():
        try:
            yield Finding(what, True, check(settings))
        except (CounterclaimError, OSError, smtplib.SMTPException, ImportError) as error:
            yield Finding(what, False, str(error) or type(error).__name__)


def _count(things: Sized, what: str) -> str:
    return f"{len(things)} {what}{'' if len(things) == 1 else 's'}"


def _model(_: Settings) -> str:
    doc = next(iter(parse(["The army denied the report."])))
    return f"{doc.vocab.lang} parser ready"


def _gazetteer(settings: Settings) -> str:
    Gazetteer.load(settings.places)
    return "ready"


def _templates(settings: Settings) -> str:
    from tasks.brief.render import check  # noqa: PLC0415 - with it come the pictures, which take a moment

    desks = settings.profiles()
    for desk in desks:
        check(desk)
    return f"{_count([desk for desk in desks if desk.templates], 'profile')} with templates or wording of its own"


def _warehouse(settings: Settings) -> str:
    if not there(settings.warehouse):
        return f"{settings.warehouse}: none yet; the first run makes it"
    with Warehouse(settings.warehouse, 0) as opened:
        return f"{settings.warehouse}: {_count(read.digests(opened), 'digest')}"


def _backup(settings: Settings) -> str:
    folder = settings.backup.folder or backups.default_folder(settings.warehouse)
    made = backups.backups(folder, settings.warehouse)
    return f"the last is {made[-1]}" if made else f"none yet in {folder}; `counterclaim backup` makes one"


def _prefect(_: Settings) -> str:
    import httpx  # noqa: PLC0415 - with Prefect, the dear part of this command
    from prefect.settings import PREFECT_API_URL  # noqa: PLC0415

    api: str | None = PREFECT_API_URL.value()
    if not api:
        return "none named; each run starts its own, and `counterclaim serve` one for its schedules"
    try:
        httpx.get(f"{api}/health", timeout=TIMEOUT).raise_for_status()
    except httpx.HTTPError as error:
        raise CounterclaimError(f"{api} does not answer ({error}); start it, or unset PREFECT_API_URL") from error
    return api


def _mail(settings: Settings) -> str:
    if settings.mail is None:
        return "not configured; digests go to files only"
    smtp = settings.mail.smtp()
    with socket.create_connection((smtp.host, smtp.port), timeout=TIMEOUT):
        return f"{smtp.host}:{smtp.port} answers"
