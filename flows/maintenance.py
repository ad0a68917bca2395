"""Maintenance: back the warehouse up, let go of old pages, give free room back, tell how the sources fare.

When: weekly. By hand: `counterclaim backup` for the backup alone.
Without Prefect: warehouse.backup.backup, warehouse.pages.prune, warehouse.backup.compact.
"""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from prefect import flow
from prefect.artifacts import create_table_artifact

from flows.again import run_begun
from flows.job import prepare
from flows.operator import run_failed, tell_dead_sources
from flows.runs import run_name
from tasks.collect.task import prune_pages
from tasks.models import Health
from warehouse import backup as backups
from warehouse import pages, visits
from warehouse.connection import Warehouse, there

log = logging.getLogger(__name__)


@flow(
    name="maintenance", flow_run_name=run_name, on_running=[run_begun], on_failure=[run_failed], on_crashed=[run_failed]
)
def maintenance(
    config: Path | None = None,
    warehouse: Path | None = None,
    backup: Path | None = None,
    keep: int | None = None,
    now: str | None = None,
) -> Path | None:
    """Keep the warehouse sound and small.

    The backup comes first: it reads every block, so that nothing is let go of in a damaged warehouse.

    Args:
        config: The configuration; None for counterclaim.toml in the working directory.
        warehouse: The DuckDB file, instead of the configured one.
        backup: The folder of backups, instead of the configured one.
        keep: So many backups are left, instead of the configured number.
        now: The clock the run believes in.

    Returns:
        The folder of the backup; None where there is no warehouse yet.

    Raises:
        WarehouseError: the warehouse is damaged or in use, or there is no room for the backup.
    """
    job = prepare(config, None, warehouse, now=now)
    settings, path, wait = job.settings, job.settings.warehouse, job.settings.run.lock_wait_seconds
    if not there(path):
        log.info("there is no warehouse %s yet", path)
        return None
    folder = backup or settings.backup.folder or backups.default_folder(path)
    made = backups.backup(path, folder, job.now, keep or settings.backup.keep, wait)
    log.info("backed up to %s", made)
    if settings.run.keep_pages_days:
        prune_pages(path, wait, job.now, settings.run.keep_pages_days)
    log.info("the warehouse shrank by %d bytes", backups.compact(path, wait))
    with Warehouse(path, wait) as opened:
        log.info("runs that were cut off had left %d bytes of pages", pages.sweep(opened))
        fares = visits.health(opened, [source.source_id for source in job.sources]) if job.sources else {}
    create_table_artifact(
        key="source-health",
        table=[_row(health, job.now) for health in fares.values()],
        description="How each source fares",
    )
    tell_dead_sources(settings, job.now)
    return made


def _row(health: Health, now: datetime) -> dict[str, object]:
    failing = f"{(now - health.failing_since).days} days" if health.failing_since else ""
    return {
        "source": health.source_id,
        "outcome": health.outcome,
        "failing for": failing,
        "error": health.error or "",
        "last success": str(health.last_success or "never"),
        "shrunk": health.has_shrunk,
    }
