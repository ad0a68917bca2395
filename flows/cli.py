"""The `counterclaim` command. Prefect is imported only by the verbs that run flows, so the others start fast."""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from flows.api import prefect_api
from flows.backup import add_backups
from flows.digests import digests_app
from flows.job import Job, prepare, settings_for_reading
from flows.listing import add_lists
from flows.screen import logs_to_screen, plain, server_lost
from flows.sources import sources_app
from tasks.config import DEFAULT_NAME
from tasks.errors import ConfigError, CounterclaimError

app = typer.Typer(
    name="counterclaim",
    help="Reads security news and briefs an analyst: what is new, who claims what, who says otherwise.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(sources_app, name="sources")
app.add_typer(digests_app, name="digests")
add_lists(app)
add_backups(app)

Config = Annotated[Path | None, typer.Option("--config", help="The configuration.  [default: counterclaim.toml]")]
Sources = Annotated[
    list[str] | None, typer.Option("--source", help="A path or address to read instead of the configured sources.")
]
Warehouse = Annotated[Path | None, typer.Option("--warehouse", help="The DuckDB file, instead of the configured one.")]
Out = Annotated[Path | None, typer.Option("--out", help="The folder of digests, instead of the configured one.")]
OnlyProfile = Annotated[str | None, typer.Option("--profile", help="Only this profile.")]
Since = Annotated[str | None, typer.Option("--since", help="Leave out older articles: a date, or 24h, 7d.")]
Now = Annotated[str | None, typer.Option("--now", help="The clock the run believes in: a date or a moment.")]
Print = Annotated[bool, typer.Option("--print", help="Print the digest as plain text.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Tell every step.")]


INTERRUPTED = 130  # the exit status that Typer makes of Ctrl-C


class InspectFormat(StrEnum):
    """How `inspect` prints."""

    text = "text"
    jsonl = "jsonl"


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="Where to.")] = Path()) -> None:
    """Write a commented counterclaim.toml and a starter list of sources.

    Example: counterclaim init desk
    """
    starters = {
        "counterclaim.toml": resources.files("templates").joinpath("counterclaim.toml"),
        "sources.toml": resources.files("tasks.collect").joinpath("data/sources.toml"),
    }
    there = [name for name in starters if (folder / name).exists()]
    if there:
        typer.echo(f"{folder / there[0]} exists already; nothing was written.", err=True)
        raise typer.Exit(1)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, starter in starters.items():
            (folder / name).write_text(starter.read_text(encoding="utf-8"), encoding="utf-8")
            typer.echo(folder / name)
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written: {error.strerror}") from error


@app.command()
def run(
    source: Sources = None,
    config: Config = None,
    warehouse: Warehouse = None,
    out: Out = None,
    profile: OnlyProfile = None,
    since: Since = None,
    now: Now = None,
    show: Print = False,
    verbose: Verbose = False,
) -> None:
    """Collect, analyse, brief: the whole job, once.

    Example: counterclaim run --source articles/ --since 7d
    """
    job = prepare(config, source, warehouse, out, since, now)  # a mistake is told before Prefect has been started
    with logs_to_screen(verbose), prefect_api() as ready, _reading_ahead(job):
        from flows.daily import daily  # noqa: PLC0415

        ready()
        _tell(daily(config, source, warehouse, out, profile, since, now), show)


@app.command()
def collect(
    source: Sources = None,
    config: Config = None,
    warehouse: Warehouse = None,
    now: Now = None,
    reextract: Annotated[
        bool, typer.Option("--reextract", help="Read no source; make the articles of all kept pages anew.")
    ] = False,
    verbose: Verbose = False,
) -> None:
    """Read the sources and store their new articles, and what changed in those of the last two days.

    Example: counterclaim collect --source https://news.example/feed
    """
    job = prepare(config, source, warehouse, now=now)
    with logs_to_screen(verbose), prefect_api() as ready, nullcontext() if reextract else _reading_ahead(job):
        from flows.collect import collect as flow  # noqa: PLC0415

        ready()
        new = flow(config, source, warehouse, now, reextract)
        typer.echo(f"{new} articles have another text now" if reextract else f"{new} new articles")


@app.command()
def analyse(config: Config = None, warehouse: Warehouse = None, now: Now = None, verbose: Verbose = False) -> None:
    """Read what is stored and not read yet: claims, events; then stories and contests across articles.

    Example: counterclaim analyse --warehouse counterclaim.duckdb
    """
    prepare(config, None, warehouse, now=now)
    with logs_to_screen(verbose), prefect_api() as ready:
        from flows.analyse import analyse as flow  # noqa: PLC0415

        ready()
        typer.echo(f"{flow(config, warehouse, now)} articles analysed")


@app.command()
def brief(
    source: Sources = None,
    config: Config = None,
    warehouse: Warehouse = None,
    out: Out = None,
    profile: OnlyProfile = None,
    since: Since = None,
    now: Now = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="Write the digest and its mail to a folder; deliver and store nothing.")
    ] = False,
    show: Print = False,
    verbose: Verbose = False,
) -> None:
    """Make and deliver a digest of what is new to each profile.

    Example: counterclaim brief --profile kabul --since 24h
    """
    prepare(config, source, warehouse, out, since, now)
    with logs_to_screen(verbose), prefect_api() as ready:
        from flows.brief import brief as flow  # noqa: PLC0415

        ready()
        _tell(flow(config, source, warehouse, out, profile, since, now, preview), show)


def _reading_ahead(job: Job) -> AbstractContextManager[None]:
    """Sources are read while Prefect is imported and its server starts; the flow carries on."""
    from flows.reading import reading_ahead  # noqa: PLC0415

    return reading_ahead(job)


def _tell(folders: list[Path], show: bool) -> None:
    """Print each digest, if asked to, and the folder where it is."""
    for folder in folders:
        text = folder / "digest.txt"
        if show and text.exists():
            typer.echo(text.read_text(encoding="utf-8"))
        typer.echo(folder)


@app.command()
def inspect(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders.")],
    format: Annotated[InspectFormat, typer.Option(help="For people, or one JSON object a line.")] = InspectFormat.text,
    as_is: Annotated[bool, typer.Option("--as-is", help="Take .txt files as they are.")] = False,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes.")] = 1,
    config: Config = None,
) -> None:
    """Print what the analysis sees in files or folders; nothing is stored.

    Example: counterclaim inspect article.html --format jsonl
    """
    from flows import inspect as flow  # noqa: PLC0415

    settings = settings_for_reading(config)
    as_printed = flow.as_line if format is InspectFormat.jsonl else flow.as_text
    whole = True
    with logs_to_screen(verbose=False):
        for seen in flow.inspect(paths, as_is=as_is, workers=workers, actors=settings.actors, places=settings.places):
            whole = whole and "error" not in seen
            typer.echo(as_printed(seen))
    if not whole:
        raise typer.Exit(1)


@app.command()
def verify(
    digest: Annotated[Path, typer.Argument(help="A digest.json.")], config: Config = None, warehouse: Warehouse = None
) -> None:
    """Check every quoted line of a digest against the stored text.

    Example: counterclaim verify digests/kabul/2026-03-06/digest.json
    """
    from flows.checking import check  # noqa: PLC0415

    problems, lines = check(digest, config, warehouse)
    for problem in problems:
        typer.echo(plain(f"{problem.line or digest.name}: {problem.message}"))
    if problems:
        raise typer.Exit(1)
    typer.echo(f"{lines} quoted lines, all as the stored articles have them")


@app.command()
def serve(config: Config = None) -> None:
    """Run the schedules of the configuration on this machine until stopped.

    Example: counterclaim serve --config counterclaim.toml
    """
    with logs_to_screen(verbose=True):  # nobody sees more of a service than its log
        from flows.serve import serve as keep_serving  # noqa: PLC0415

        keep_serving(config or Path(DEFAULT_NAME))


@app.command()
def doctor(config: Config = None) -> None:
    """Check configuration, model, warehouse, Prefect API and mail server; one line each, with the remedy.

    Example: counterclaim doctor
    """
    from flows.doctor import examine  # noqa: PLC0415

    well = True
    for finding in examine(config or Path(DEFAULT_NAME)):
        well = well and finding.well
        typer.echo(f"{'ok  ' if finding.well else 'FAIL'}  {finding.what}: {finding.message}")
    if not well:
        raise typer.Exit(1)


def main() -> None:
    """The console script: an error ends in one plain paragraph and its exit status."""
    try:
        app()
    except CounterclaimError as error:
        typer.echo(f"counterclaim: {error}", err=True)
        sys.exit(error.exit_status)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            typer.echo("counterclaim: stopped; run it again to go on where it was", err=True)
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        if {"-v", "--verbose"} & set(sys.argv):
            raise
        if lost := server_lost(error):
            typer.echo(f"counterclaim: {lost}", err=True)
            sys.exit(1)
        name = type(error).__name__
        typer.echo(f"counterclaim: this should not happen: {name}: {plain(str(error))}. -v shows where.", err=True)
        sys.exit(1)
