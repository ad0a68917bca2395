"""How lists are printed: a table that fits the terminal, JSON or CSV; the last two row by row."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from operator import itemgetter
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table

from flows.screen import plain

Row = dict[str, Any]
PIPED = 200  # characters a line where there is no terminal
# What a spreadsheet runs as a formula, or steps over before one (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Format(StrEnum):
    """How a list is printed."""

    table = "table"
    json = "json"
    csv = "csv"


def emit(rows: list[Row], format: Format, columns: tuple[str, ...]) -> None:
    """Print rows to stdout as a table of some columns, or whole as JSON or CSV."""
    if format is Format.json:
        write_json(rows, sys.stdout)
    elif format is Format.csv:
        write_csv(rows, list(rows[0]) if rows else columns, sys.stdout)
    else:
        print_table(rows, {column: itemgetter(column) for column in columns})


def print_table(rows: Iterable[Row], columns: Mapping[str, Callable[[Row], object]]) -> None:
    """Print a row a line; the last column has what the others leave, and they at most a sixth of the line each."""
    console = Console(width=None if sys.stdout.isatty() else PIPED, markup=False, highlight=False)
    table = Table(box=None, pad_edge=False, expand=True)
    *first, last = columns
    for column in first:
        table.add_column(column, no_wrap=True, overflow="ellipsis", max_width=max(len(column), console.width // 6))
    table.add_column(last, no_wrap=True, overflow="ellipsis", ratio=1)
    for row in rows:
        table.add_row(*(_cell(value(row)) for value in columns.values()))
    console.print(table)


def write_json(rows: Iterable[Row], out: TextIO) -> int:
    """Write rows as a JSON array; returns how many."""
    count = 0
    for row in rows:
        out.write(",\n" if count else "[\n")
        out.write(as_json(row))
        count += 1
    out.write("\n]\n" if count else "[]\n")
    return count


def as_json(data: object) -> str:
    """Plain data as JSON, days and moments in ISO 8601."""
    return json.dumps(data, ensure_ascii=False, indent=1, default=_iso)


def write_csv(rows: Iterable[Row], columns: Sequence[str], out: TextIO) -> int:
    """Write rows as CSV, text that a spreadsheet would run as a formula behind an apostrophe; returns how many."""
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    count = 0
    for row in rows:
        writer.writerow({column: _csv_cell(value) for column, value in row.items()})
        count += 1
    return count


def _iso(moment: date) -> str:
    """A day, or a moment; the warehouse keeps moments in UTC without saying so."""
    return moment.replace(tzinfo=UTC).isoformat() if isinstance(moment, datetime) else moment.isoformat()


def _csv_cell(value: object) -> object:
    """Lists as JSON."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_iso)
    if isinstance(value, date):
        return _iso(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


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
