"""The verbs `backup` and `restore`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.job import prepare
from flows.screen import logs_to_screen

Config = Annotated[Path | None, typer.Option("--config", help="The configuration.  [default: counterclaim.toml]")]
Warehouse = Annotated[Path | None, typer.Option("--warehouse", help="The DuckDB file, instead of the configured one.")]


def add_backups(app: typer.Typer) -> None:
    """Give the command its verbs for backups."""

    @app.command()
    def backup(
        folder: Annotated[
            Path | None,
            typer.Argument(metavar="[DIR]", help="Where the backups lie, instead of the configured folder."),
        ] = None,
        keep: Annotated[int | None, typer.Option(min=1, help="So many backups are left, the newest.")] = None,
        config: Config = None,
        warehouse: Warehouse = None,
    ) -> None:
        """Copy the warehouse and its pages into a new folder, whole or not at all; print where it is.

        Example: counterclaim backup /mnt/backups --keep 14
        """
        from warehouse import backup as backups  # noqa: PLC0415 - DuckDB, which other verbs start without

        settings = prepare(config, None, warehouse).settings
        where = folder or settings.backup.folder or backups.default_folder(settings.warehouse)
        with logs_to_screen(verbose=False):
            made = backups.backup(
                settings.warehouse,
                where,
                datetime.now(UTC),
                keep or settings.backup.keep,
                settings.run.lock_wait_seconds,
            )
        typer.echo(made)

    @app.command()
    def restore(
        folder: Annotated[Path, typer.Argument(metavar="DIR", help="A backup, as `counterclaim backup` printed it.")],
        force: Annotated[bool, typer.Option("--force", help="Put the warehouse that is there aside.")] = False,
        config: Config = None,
        warehouse: Warehouse = None,
    ) -> None:
        """Check a backup and put it in the warehouse's place; what was there is kept beside it.

        Example: counterclaim restore counterclaim.backups/2026-03-06T030000Z --force
        """
        from warehouse import backup as backups  # noqa: PLC0415

        settings = prepare(config, None, warehouse).settings
        with logs_to_screen(verbose=False):
            aside = backups.restore(folder, settings.warehouse, datetime.now(UTC), force=force)
        typer.echo(settings.warehouse)
        if aside:
            typer.echo(f"what was there is in {aside}", err=True)
