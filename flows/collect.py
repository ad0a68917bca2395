"""Collect: read every source, keep its new pages, make articles of them.

When: hourly, or as the first part of `daily`. By hand: `counterclaim collect`.
Without Prefect: tasks.collect.files.read_path, tasks.extract.article.extract.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from prefect import flow
from prefect.artifacts import create_table_artifact
from prefect.futures import PrefectFuture

from flows.batches import in_batches
from flows.job import Job, prepare
from flows.runners import runner
from tasks.collect.fetch import configured
from tasks.collect.task import Tally, collect_source, failed
from tasks.config import RunSettings
from tasks.errors import CounterclaimError
from tasks.extract.task import Extracted, extract_pages
from tasks.models import Page
from warehouse import pages, read, store
from warehouse.connection import Warehouse

SOURCES_AT_ONCE = 8
log = logging.getLogger(__name__)


@flow(name="collect", task_runner=runner(RunSettings(workers=SOURCES_AT_ONCE)))
def collect(
    config: Path | None = None,
    source: list[str] | None = None,
    warehouse: Path | None = None,
    now: str | None = None,
) -> int:
    """Read the sources and store their articles.

    Args:
        config: The configuration; None for counterclaim.toml in the working directory.
        source: Paths or addresses to read instead of the configured sources.
        warehouse: The DuckDB file, instead of the configured one.
        now: The clock the run believes in.

    Returns:
        How many articles are new.
    """
    job = prepare(config, source, warehouse, now=now)
    run = job.settings.run
    with Warehouse(job.settings.warehouse, run.lock_wait_seconds) as opened:
        store.save_sources(opened, job.sources)
    with configured(job.settings.fetch) as fetcher:
        asked = {
            s.source_id: collect_source.submit(s, fetcher, job.settings.warehouse, run.lock_wait_seconds, job.now)
            for s in job.sources
        }
        outcomes = {source_id: future.result(raise_on_failure=False) for source_id, future in asked.items()}
    for outcome in outcomes.values():
        if isinstance(outcome, CounterclaimError):
            raise outcome
    tallies = [o if isinstance(o, Tally) else Tally(source_id, error=str(o)) for source_id, o in outcomes.items()]
    create_table_artifact(
        key="sources", table=[asdict(tally) for tally in tallies], description="What each source gave"
    )
    return extract_waiting(job)


def extract_waiting(job: Job) -> int:
    """Make articles of all pages that wait, in a flow run of its own on the configured task runner."""
    run = job.settings.run
    return _extract.with_options(task_runner=runner(run))(job.settings.warehouse, run)


@flow(name="extract")
def _extract(warehouse: Path, run: RunSettings) -> int:
    with Warehouse(warehouse, run.lock_wait_seconds) as opened:
        waiting = pages.waiting(opened)
        sources = {s.source_id: s for s in read.sources(opened)}
    done = new = 0

    def submit(ids: list[str]) -> tuple[Mapping[str, Page], PrefectFuture[Extracted]]:
        with Warehouse(warehouse, run.lock_wait_seconds) as opened:
            loaded = pages.load(opened, ids)
        return loaded, extract_pages.submit(loaded, sources, len(loaded))

    for loaded, (articles, failures) in in_batches(waiting, run.batch, run.workers + 1, submit):
        for page_id, reason in failures.items():
            log.warning("skipped: %s: %s", loaded[page_id].url, reason)
        with Warehouse(warehouse, run.lock_wait_seconds) as opened:
            fetches = [
                failed(sources[loaded[i].source_id], loaded[i].url, loaded[i].fetched_at, r)
                for i, r in failures.items()
            ]
            new += store.settle_pages(opened, articles, failures, fetches)
        done += len(loaded)
        log.info("extracted %d of %d pages", done, len(waiting))
    return new
