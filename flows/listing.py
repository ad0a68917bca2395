"""List what the warehouse holds: contests, stories, events, claims."""

from __future__ import annotations

import csv
import json
import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from flows.explain import as_text, explained
from flows.job import prepare
from flows.screen import plain
from tasks.errors import ConfigError, WarehouseError
from warehouse import read
from warehouse.connection import Warehouse

Row = dict[str, Any]

# The columns that a table shows; csv and json have all.
SHOWN = {
    "contests": ("contest_id", "kind", "status", "score", "proposition"),
    "stories": ("story_id", "articles", "independent_sources", "last_seen_at", "title"),
    "events": ("date_from", "place", "subtype", "killed_low", "certainty", "sentence"),
    "claims": ("speaker", "stance", "content"),
}


class Format(StrEnum):
    """How a list is printed."""

    table = "table"
    json = "json"
    csv = "csv"


How = Annotated[Format, typer.Option("--format", help="How to print.")]
Since = Annotated[str | None, typer.Option(help="Seen since a date, or 24h, 7d.")]
Search = Annotated[str | None, typer.Option(help="Only rows that hold all of these words.")]
OfProfile = Annotated[str | None, typer.Option(help="Only what this profile's sources offered.")]
Config = Annotated[Path | None, typer.Option(help="The configuration.")]
File = Annotated[Path | None, typer.Option(help="The DuckDB file.")]
Explain = Annotated[
    str | None,
    typer.Option(metavar="ID", help="Explain one contest instead; the beginning of its id is enough where unique."),
]


def add_lists(app: typer.Typer) -> None:
    """Give the command its four listing verbs."""
    app.command("contests")(contests)
    for what in SHOWN:
        if what != "contests":
            text = f"List the {what} of the warehouse.\n\nExample: counterclaim {what} --since 7d"
            app.command(what, help=text)(_list(what))


def contests(
    explain: Explain = None,
    format: How = Format.table,
    since: Since = None,
    search: Search = None,
    profile: OfProfile = None,
    config: Config = None,
    warehouse: File = None,
) -> None:
    """List the contests of the warehouse, or explain one: clues, sides in their places, credibility, history.

    Example: counterclaim contests --explain 3f2a
    """
    if explain is None:
        _list("contests")(format, since, search, profile, config, warehouse)
        return
    if format is Format.csv or since or search or profile:
        raise ConfigError("--explain goes with --format table or json and nothing that narrows a list.")
    settings = prepare(config, None, warehouse).settings
    with Warehouse(existing(settings.warehouse), settings.run.lock_wait_seconds) as opened:
        found = explained(opened, explain, settings.owner_of())
    if format is Format.json:
        emit_json(found)
    else:
        typer.echo(as_text(found))


def _list(what: str) -> Any:  # noqa: ANN401 - a command, whose signature is its command line
    def command(
        format: How = Format.table,
        since: Since = None,
        search: Search = None,
        profile: OfProfile = None,
        config: Config = None,
        warehouse: File = None,
    ) -> None:
        job = prepare(config, None, warehouse, since=since)
        settings = job.settings
        if profile is not None:
            settings.profiles(profile)
        sources = settings.profile[profile].sources if profile else ()
        path = existing(settings.warehouse)
        with Warehouse(path, settings.run.lock_wait_seconds) as opened:
            rows = read.listing(opened, what, sources, job.since, (search or "").lower().split())
        emit(rows, format, SHOWN[what])

    return command


def existing(path: Path) -> Path:
    """The path of a warehouse that is there.

    Raises:
        WarehouseError: it is not.
    """
    if not path.exists():
        raise WarehouseError(f"There is no warehouse {path} yet; `counterclaim run` makes one.")
    return path


def emit(rows: list[Row], format: Format, columns: tuple[str, ...]) -> None:
    """Print rows to stdout as a table of some columns, or whole as JSON or CSV."""
    if format is Format.json:
        emit_json(rows)
    elif format is Format.csv:
        writer = csv.DictWriter(sys.stdout, list(rows[0]) if rows else columns)
        writer.writeheader()
        writer.writerows({column: _csv_cell(value) for column, value in row.items()} for row in rows)
    else:
        table = Table(*columns, box=None, pad_edge=False)
        for row in rows:
            table.add_row(*(_cell(row[column]) for column in columns))
        Console(width=None if sys.stdout.isatty() else 200, markup=False, highlight=False).print(table)


def emit_json(data: object) -> None:
    """Print plain data to stdout as JSON."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1, default=_iso)
    sys.stdout.write("\n")


def _iso(moment: date) -> str:
    """A day, or a moment; the warehouse keeps moments in UTC without saying so."""
    return moment.replace(tzinfo=UTC).isoformat() if isinstance(moment, datetime) else moment.isoformat()


def _csv_cell(value: object) -> object:
    """Lists as JSON; text that a spreadsheet would run as a formula behind an apostrophe (OWASP, CSV injection)."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_iso)
    if isinstance(value, date):
        return _iso(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return " ".join(plain(str(value)).split())
