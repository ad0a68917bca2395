"""The four lists of what the warehouse holds: contests, stories, events, claims."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.explain import as_text, explained
from flows.job import prepare
from flows.narrowing import narrowed, story_of
from flows.printing import Row, as_json, print_table, write_csv, write_json
from tasks.errors import ConfigError, WarehouseError
from tasks.models import Certainty, ContestKind, ContestStatus, Stance
from tasks.where import Where
from warehouse.connection import Warehouse, there
from warehouse.lists import Listing

A_TABLE = 50  # rows, unless told otherwise
SHORT_ID = 8  # characters of an id that a table shows; enough for --explain and --story


class ListFormat(StrEnum):
    """How a list is printed or written."""

    table = "table"
    json = "json"
    csv = "csv"
    parquet = "parquet"


def _killed(row: Row) -> str | None:
    low, high = row["killed_low"], row["killed_high"]
    known = sorted({f"{number:g}" for number in (low, high) if number is not None}, key=float)
    return "–".join(known) or None


# What a table shows; the other formats have every column.
SHOWN: Mapping[str, Mapping[str, Callable[[Row], object]]] = {
    "contests": {
        "id": lambda row: row["contest_id"][:SHORT_ID],
        "last seen": lambda row: row["last_seen_at"].date(),
        "kind": lambda row: row["kind"],
        "status": lambda row: row["status"],
        "proposition": lambda row: row["proposition"],
    },
    "stories": {
        "id": lambda row: row["story_id"][:SHORT_ID],
        "last seen": lambda row: row["last_seen_at"].date(),
        "articles": lambda row: row["articles"],
        "sources": lambda row: row["independent_sources"],
        "title": lambda row: row["title"],
    },
    "events": {
        "date": lambda row: row["date_from"],
        "place": lambda row: row["place"],
        "type": lambda row: row["subtype"],
        "killed": _killed,
        "certainty": lambda row: row["certainty"],
        "report": lambda row: row["sentence"],
    },
    "claims": {
        "published": lambda row: row["published_at"] and row["published_at"].date(),
        "who": lambda row: row["speaker"] or row["source_text"],
        "stance": lambda row: row["stance"],
        "claim": lambda row: row["content"],
    },
}


How = Annotated[
    ListFormat | None,
    typer.Option("--format", help="How to print.  [default: table, or what the name of --output ends in]"),
]
Output = Annotated[Path | None, typer.Option(metavar="FILE", help="Write to a file: --output events.parquet")]
Limit = Annotated[
    int | None, typer.Option(min=1, help=f"At most so many rows: --limit 10  [default: {A_TABLE} in a table, else all]")
]
Since = Annotated[str | None, typer.Option(metavar="WHEN", help="From then on: --since 7d, or 24h, or 2026-03-01")]
Until = Annotated[str | None, typer.Option(metavar="WHEN", help="Until the end of that day: --until 2026-03-31")]
Search = Annotated[
    str | None,
    typer.Option(metavar="WORDS", help="With all these words, in any form: --search 'denies \"fish market\" -police'"),
]
Actor = Annotated[str | None, typer.Option(metavar="NAME", help="Of this actor, by name or id: --actor Taliban")]
Place = Annotated[str | None, typer.Option(metavar="NAME", help="In this place: --place Kabul")]
Country = Annotated[str | None, typer.Option(metavar="NAME", help="In this country, by name or code: --country AF")]
InStory = Annotated[
    str | None, typer.Option("--story", metavar="ID", help="Of this story, by the beginning of its id: --story 1fde")
]
OfProfile = Annotated[str | None, typer.Option(metavar="NAME", help="Of this profile's sources: --profile kabul")]
Config = Annotated[Path | None, typer.Option(help="The configuration.  [default: counterclaim.toml]")]
File = Annotated[Path | None, typer.Option(help="The DuckDB file, instead of the configured one.")]
Kind = Annotated[ContestKind | None, typer.Option(help="Of this kind: --kind denial")]
Status = Annotated[ContestStatus | None, typer.Option(help="In this state: --status contested")]
Type = Annotated[
    str | None, typer.Option(metavar="TYPE", help="Of this ACLED type or sub-type: --type battles, --type arrests")
]
Sure = Annotated[Certainty | None, typer.Option("--certainty", help="Told so: --certainty reported")]
OfStance = Annotated[Stance | None, typer.Option("--stance", help="Put so: --stance denies")]
Explain = Annotated[
    str | None,
    typer.Option(metavar="ID", help="Explain one contest instead; the beginning of its id is enough where unique."),
]


def add_lists(app: typer.Typer) -> None:
    """Give the command its four listing verbs."""
    for command in (contests, stories, events, claims):
        app.command()(command)


def contests(
    explain: Explain = None,
    format: How = None,
    output: Output = None,
    limit: Limit = None,
    search: Search = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    status: Status = None,
    actor: Actor = None,
    place: Place = None,
    country: Country = None,
    story: InStory = None,
    profile: OfProfile = None,
    config: Config = None,
    warehouse: File = None,
) -> None:
    """List the contested claims, latest first, or explain one: clues, sides in their places, credibility, history.

    With --search the best match comes first. --actor finds those with a side of that actor, --place and --country
    those with a side in an article that reports something there.

    Example: counterclaim contests --explain 3f2a
    """
    asked = dict(locals())
    if asked.pop("explain") is None:
        _list("contests", **asked)
        return
    if any(value is not None for name, value in asked.items() if name not in ("format", "config", "warehouse")):
        raise ConfigError("--explain goes with --format table or json and nothing that narrows a list.")
    if format not in (None, ListFormat.table, ListFormat.json):
        raise ConfigError("--explain goes with --format table or json.")
    settings = prepare(config, None, warehouse).settings
    with Warehouse(existing(settings.warehouse), settings.run.lock_wait_seconds, read_only=True) as opened:
        found = explained(opened, str(explain), settings.owner_of())
    typer.echo(as_json(found) if format is ListFormat.json else as_text(found))


def stories(
    format: How = None,
    output: Output = None,
    limit: Limit = None,
    search: Search = None,
    since: Since = None,
    until: Until = None,
    actor: Actor = None,
    place: Place = None,
    country: Country = None,
    story: InStory = None,
    profile: OfProfile = None,
    config: Config = None,
    warehouse: File = None,
) -> None:
    """List the stories, latest first.

    With --search the best match comes first; it looks through the titles and first sentences of their
    articles. --actor finds those in which
    that actor speaks or acts, --place and --country those with an article that reports something there.

    Example: counterclaim stories --since 7d --country Afghanistan
    """
    _list("stories", **locals())


def events(
    format: How = None,
    output: Output = None,
    limit: Limit = None,
    search: Search = None,
    since: Since = None,
    until: Until = None,
    type: Type = None,
    certainty: Sure = None,
    actor: Actor = None,
    place: Place = None,
    country: Country = None,
    story: InStory = None,
    profile: OfProfile = None,
    config: Config = None,
    warehouse: File = None,
) -> None:
    """List the event reports, latest first; without a date, by when their article came out.

    With --search the best match comes first.

    Example: counterclaim events --type battles --country AF --since 30d --output battles.csv
    """
    _list("events", **locals())


def claims(
    format: How = None,
    output: Output = None,
    limit: Limit = None,
    search: Search = None,
    since: Since = None,
    until: Until = None,
    stance: OfStance = None,
    actor: Actor = None,
    place: Place = None,
    country: Country = None,
    story: InStory = None,
    profile: OfProfile = None,
    config: Config = None,
    warehouse: File = None,
) -> None:
    """List who says what, from the latest articles on; those of undated articles last.

    With --search the best match comes first. --place and --country find those of articles that report something there.

    Example: counterclaim claims --actor Taliban --stance denies --search 'training camps'
    """
    _list("claims", **locals())


def _list(
    what: str,
    *,
    format: ListFormat | None,
    output: Path | None,
    limit: int | None,
    config: Path | None,
    warehouse: Path | None,
    since: str | None,
    **asked: str | None,
) -> None:
    """Print or write one list; the arguments are the options of its command."""
    form = _form(format, output)
    job = prepare(config, None, warehouse, since=since)
    settings = job.settings
    narrow = narrowed(job, **asked)
    with Warehouse(existing(settings.warehouse), settings.run.lock_wait_seconds, read_only=True) as opened:
        listing = Listing(opened, what, story_of(opened, narrow))
        if output is not None:
            typer.echo(f"{_write(listing, form, output, limit)} {what} in {output}", err=True)
        elif form is ListFormat.table:
            _show(listing, what, limit or A_TABLE)
        elif form is ListFormat.json:
            write_json(listing.rows(limit), sys.stdout)
        else:
            write_csv(listing.rows(limit), listing.columns(), sys.stdout)


def _form(format: ListFormat | None, output: Path | None) -> ListFormat:
    """How to print: as asked, else as the name of the file says.

    Raises:
        ConfigError: the two do not go together.
    """
    endings = {f".{form}": form for form in ListFormat if form is not ListFormat.table}
    if output is None:
        if format is ListFormat.parquet:
            raise ConfigError("--format parquet needs a file: --output FILE.")
        return format or ListFormat.table
    found = format or endings.get(output.suffix.lower())
    if found in (None, ListFormat.table):
        raise ConfigError(f"--output {output}: expected --format json, csv or parquet, or a name that ends so.")
    return ListFormat(str(found))


def _show(listing: Listing, what: str, limit: int) -> None:
    rows = list(listing.rows(limit))
    if rows:
        print_table(rows, SHOWN[what])
    else:
        typer.echo(f"no {what}", err=True)
    if len(rows) == limit and (count := len(listing)) > limit:
        typer.echo(f"{limit} of {count} {what}; --limit {count} shows all", err=True)


def _write(listing: Listing, form: ListFormat, output: Path, limit: int | None) -> int:
    """Write a list to a file, which is there only once it is whole; returns how many rows.

    Raises:
        ConfigError: the file cannot be written.
    """
    unfinished = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as out:
            if form is ListFormat.json:
                count = write_json(listing.rows(limit), out)
            elif form is ListFormat.csv:
                count = write_csv(listing.rows(limit), listing.columns(), out)
            else:
                count = listing.to_parquet(unfinished, limit)
        unfinished.replace(output)
    except OSError as error:
        raise ConfigError(f"--output {output}: cannot be written: {error.strerror}.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def existing(where: Where) -> Where:
    """Where a warehouse is, if it is there.

    Raises:
        WarehouseError: it is not.
    """
    if not there(where):
        raise WarehouseError(f"There is no warehouse {where} yet; `counterclaim run` makes one.")
    return where
