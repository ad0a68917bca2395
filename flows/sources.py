"""`counterclaim sources`: list them, check them, preview what one offers, import and export OPML."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.job import prepare, settings_for_reading
from flows.printing import Format, emit
from flows.screen import plain
from tasks.collect.urls import shown
from tasks.errors import ConfigError, Unreadable
from tasks.models import Health, Source
from tasks.settings import Settings
from warehouse import read, visits
from warehouse.connection import Warehouse, there

if TYPE_CHECKING:
    from tasks.collect.feeds import Entry
    from tasks.collect.preview import Preview

sources_app = typer.Typer(help="List, check and preview sources; import and export OPML.", no_args_is_help=True)

Theatre = Annotated[str | None, typer.Option("--theatre", help="Only the sources of this theatre.")]
Config = Annotated[Path | None, typer.Option("--config", help="The configuration.  [default: counterclaim.toml]")]


class PreviewFormat(StrEnum):
    """How `preview` prints."""

    text = "text"
    jsonl = "jsonl"


@sources_app.command("list")
def list_sources(
    theatre: Theatre = None,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.table,
    config: Config = None,
) -> None:
    """List the configured sources with how they fare.

    Example: counterclaim sources list --theatre africa
    """
    settings = prepare(config).settings
    fares: dict[str, Health] = {}
    articles: dict[str, int] = {}
    if there(settings.warehouse):
        with Warehouse(settings.warehouse, settings.run.lock_wait_seconds, read_only=True) as opened:
            fares, articles = visits.health(opened), read.articles_offered(opened)
    rows = [
        {
            "source_id": source.source_id,
            "outlet": source.outlet,
            "theatre": settings.theatres().get(source.source_id),
            "location": shown(source.location),
            "articles": articles.get(source.source_id, 0),
            **_told(fares.get(source.source_id)),
        }
        for source in _chosen(settings, theatre)
    ]
    emit(rows, format, ("source_id", "outlet", "theatre", "articles", "last_success", "failures", "items", "trouble"))


def _chosen(settings: Settings, theatre: str | None) -> list[Source]:
    """The configured sources, or those of one theatre.

    Raises:
        ConfigError: no source is of that theatre.
    """
    theatres = settings.theatres()
    if theatre is not None and theatre not in theatres.values():
        known = ", ".join(sorted(set(theatres.values()))) or "none is configured"
        raise ConfigError(f"--theatre {theatre}: no [[source]] is of that theatre; known: {known}.")
    return [source for source in settings.sources() if theatre in (None, theatres.get(source.source_id))]


def _told(health: Health | None) -> dict[str, object]:
    """How a source fares, in columns."""
    if health is None:
        names = ("last_read", "last_success", "failures", "failing_since", "items", "expected", "usual")
        return dict.fromkeys(names) | {"trouble": "never read"}
    columns = {name: value for name, value in asdict(health).items() if name not in ("source_id", "outcome", "error")}
    shrunk = f"offers {health.items} items, at least {health.expected} expected" if health.has_shrunk else None
    return columns | {"trouble": health.error or shrunk}


@sources_app.command()
def check(theatre: Theatre = None, config: Config = None) -> None:
    """Read every configured source once and tell what it offers; nothing is stored.

    Example: counterclaim sources check
    """
    from tasks.collect.fetch import configured  # noqa: PLC0415
    from tasks.collect.trial import trial  # noqa: PLC0415

    settings = prepare(config).settings
    well = True
    sources = _chosen(settings, theatre)
    with configured(settings.fetch) as fetcher:
        for source in sources:
            tried = trial(source, fetcher)
            well = well and tried.error is None
            typer.echo(plain(f"{'FAIL' if tried.error else 'ok  '}  {source.source_id}: {tried.error or tried.offer}"))
    if not well:
        raise typer.Exit(1)


@sources_app.command()
def preview(
    location: Annotated[str, typer.Argument(help="A path or address.")],
    format: Annotated[PreviewFormat, typer.Option(help="For people, or one JSON object a line.")] = PreviewFormat.text,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="It may be at a private address.")] = False,
    link_pattern: Annotated[
        str | None, typer.Option(help="A regular expression; an index page's items are the links that hold it.")
    ] = None,
    config: Config = None,
) -> None:
    """Print the items that a feed, sitemap or index page offers; nothing is stored.

    Example: counterclaim sources preview https://news.example/feed --format jsonl
    """
    from tasks.collect.fetch import configured  # noqa: PLC0415
    from tasks.collect.preview import preview as offered  # noqa: PLC0415

    well = True
    try:
        re.compile(link_pattern or "")
    except re.error as error:
        raise ConfigError(f"--link-pattern: {link_pattern!r} is no regular expression: {error}") from error
    with configured(settings_for_reading(config).fetch) as fetcher:
        for seen in offered(location, fetcher, allow_private=allow_private, pattern=link_pattern):
            well = well and seen.error is None
            if format is PreviewFormat.jsonl:
                typer.echo(json.dumps(_as_json(seen), ensure_ascii=False))
            elif seen.error:
                typer.echo(plain(f"{seen.path}: {seen.error}"))
            else:
                typer.echo(plain(f"{seen.path}: {len(seen.entries)} items"))
                for entry in seen.entries:
                    typer.echo(plain(f"  {_published(entry) or '-'}  {entry.title or '-'}  {entry.link}"))
    if not well:
        raise typer.Exit(1)


@sources_app.command("import")
def import_opml(
    file: Annotated[Path, typer.Argument(help="An OPML file, as feed readers export it.")],
) -> None:
    """Print the feeds of an OPML file as [[source]] tables, to be added to counterclaim.toml.

    Example: counterclaim sources import feeds.opml >> counterclaim.toml
    """
    from tasks.collect.opml import read_opml  # noqa: PLC0415

    try:
        sources = read_opml(file.read_bytes())
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    except Unreadable as error:
        raise ConfigError(f"{file}: {error}") from error
    for source in sources:
        rows = {"id": source.source_id, "url": plain(source.location), "outlet": plain(source.outlet or "")}
        # A JSON string is a TOML string too.
        lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in rows.items() if value)
        typer.echo("\n".join(("[[source]]", *lines, "")))


@sources_app.command("export")
def export_opml(config: Config = None) -> None:
    """Print the configured sources on the web as OPML.

    Example: counterclaim sources export > feeds.opml
    """
    from tasks.collect.opml import write_opml  # noqa: PLC0415

    typer.echo(write_opml(prepare(config).settings.sources()).decode(), nl=False)


def _as_json(seen: Preview) -> dict[str, object]:
    if seen.error is not None:
        return {"path": seen.path, "error": seen.error}
    entries = [{"title": e.title, "link": e.link, "published": _published(e)} for e in seen.entries]
    return {"path": seen.path, "entries": entries}


def _published(entry: Entry) -> str | None:
    when = entry.published_at or entry.published_on
    return when.isoformat() if when else None
