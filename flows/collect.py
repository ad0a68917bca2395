"""Collect: read every source, keep its new and changed pages, make articles of them.

When: hourly, or as the first part of `daily`. By hand: `counterclaim collect`.
Without Prefect: tasks.collect.files.read_path, tasks.extract.article.extract.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.artifacts import create_table_artifact
from prefect.futures import PrefectFuture, wait
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.again import run_begun
from flows.extracting import MODULES, Extraction
from flows.job import Job, prepare
from flows.operator import tell_dead_sources
from flows.reading import SOURCES_AT_ONCE, Round, round_of
from flows.runners import workers
from flows.runs import run_name
from tasks.collect.keeper import Keeper
from tasks.collect.readers import Harvest
from tasks.collect.task import collect_sources, prune_pages
from tasks.errors import ConfigError, SourcesFailed
from tasks.extract.batch import Extracted
from tasks.extract.task import extract_pages
from tasks.models import Health
from warehouse import pages, read, visits
from warehouse.connection import Warehouse

PAUSE = 0.25  # seconds, between two looks at what the sources gave
READERS: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=SOURCES_AT_ONCE)
MOST_TOLD = 5  # reasons why sources failed
log = logging.getLogger(__name__)


@flow(
    name="collect",
    flow_run_name=run_name,
    task_runner=READERS,
    on_running=[run_begun],
)
def collect(
    config: Path | None = None,
    source: list[str] | None = None,
    warehouse: Path | None = None,
    now: str | None = None,
    reextract: bool = False,
) -> int:
    """Read the sources and store their articles.

    Args:
        config: The configuration; None for counterclaim.toml in the working directory.
        source: Paths or addresses to read instead of the configured sources.
        warehouse: The DuckDB file, instead of the configured one.
        now: The clock the run believes in.
        reextract: Read no source, but make the articles of all kept pages anew.

    Returns:
        How many articles are new, counting those that revise others.

    Raises:
        ConfigError: sources are named that would not be read.
        SourcesFailed: none of the sources could be read; raised when all else is done.
    """
    job = prepare(config, source, warehouse, now=now)
    run = job.settings.run
    if reextract:
        if source:
            raise ConfigError("--reextract goes over all kept pages and reads no source: leave out --source.")
        with Warehouse(job.settings.warehouse, run.lock_wait_seconds) as opened:
            left, begun = pages.extract_again(opened)
            extraction = Extraction(job, read.sources(opened))
        log.info("%d pages to extract again%s", left, ", left by a run that was cut off" if begun else "")
        return _extract(job, extraction, [None])
    with round_of(job) as current:
        resting = current.resting
        harvests, new = _read_sources(job, current)
    if run.keep_pages_days:
        prune_pages(job.settings.warehouse, run.lock_wait_seconds, job.now, run.keep_pages_days)
    with Warehouse(job.settings.warehouse, run.lock_wait_seconds) as opened:
        fares = visits.health(opened, [s.source_id for s in job.sources])
    _publish(job, fares, harvests, resting)
    tell_dead_sources(job.settings, job.now)
    failing = [h for h in fares.values() if h.failures]
    if failing and len(failing) == len(job.sources):
        reasons = "; ".join(f"{h.source_id}: {h.error}" for h in failing[:MOST_TOLD])
        raise SourcesFailed(f"No source could be read. {reasons}. `counterclaim sources list` tells since when.")
    return new


def _read_sources(job: Job, current: Round) -> tuple[dict[str, Harvest], int]:
    """Read the sources, and make articles of what some gave while others are still being read.

    Returns:
        What each gave, by its id; and how many articles are new.
    """
    readers = [collect_sources.submit(read) for read in current.readers()]
    new = _extract(job, current.extraction, _looks(readers, current.kept, job.settings.run.batch), current)
    harvests = [harvest for reader in readers for harvest in reader.result()]
    current.said.tell()
    return {harvest.visit.source_id: harvest for harvest in harvests}, new


def _publish(
    job: Job, fares: Mapping[str, Health], harvests: Mapping[str, Harvest], resting: Mapping[str, datetime]
) -> None:
    """The table of sources that the Prefect UI shows with the run."""
    table = []
    for s in job.sources:
        health, harvest = fares.get(s.source_id), harvests.get(s.source_id)
        row: dict[str, object] = {"source": s.source_id}
        row |= {"outcome": health.outcome, "failures": health.failures, "error": health.error} if health else {}
        row |= {"items": health.items, "expected": health.expected} if health else {}
        row |= {"last success": str(health.last_success)} if health and health.last_success else {}
        row |= {"pages": harvest.pages, "failed": harvest.failed} if harvest else {}
        row |= {"left alone until": str(resting[s.source_id])} if s.source_id in resting else {}
        table.append(row)
    create_table_artifact(key="sources", table=table, description="How each source fares")


def _looks(readers: list[PrefectFuture[list[Harvest]]], kept: Keeper, batch: int) -> Iterator[None]:
    """At once, for what earlier runs left; each time that a batch of pages was kept; and when all sources are read."""
    seen = 0
    yield
    while wait(readers, timeout=PAUSE).not_done:
        if kept.pages - seen >= batch:
            seen = kept.pages
            yield
    yield


def _extract(job: Job, extraction: Extraction, looks: Iterable[None], begun: Round | None = None) -> int:
    """Make articles of all pages that wait, on the configured task runner; returns how many are new."""
    processes, before = (begun.processes, begun.extracted) if begun else (None, lambda: 0)
    with workers(job.settings.run, *MODULES, begun=processes) as crew:

        def submit(extract: Callable[[], Extracted], n: int) -> PrefectFuture[Extracted]:
            future: PrefectFuture[Extracted] = crew.tasks.submit(extract_pages, {"extract": extract, "n": n})
            return future

        return extraction.run(looks, crew.spread, crew.at_once, submit, before)
