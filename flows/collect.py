"""Collect: read every source, keep its new and changed pages, make articles of them.

When: hourly, or as the first part of `daily`. By hand: `counterclaim collect`.
Without Prefect: tasks.collect.files.read_path, tasks.extract.article.extract.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from prefect import flow
from prefect.artifacts import create_table_artifact
from prefect.futures import PrefectFuture

from flows.batches import in_batches
from flows.job import Job, prepare
from flows.runners import runner
from tasks.collect.fetch import configured
from tasks.collect.task import Tally, collect_source, failed, prune_pages
from tasks.config import RunSettings
from tasks.errors import ConfigError, CounterclaimError
from tasks.extract.revisions import settle
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
    """
    job = prepare(config, source, warehouse, now=now)
    run = job.settings.run
    if reextract:
        if source:
            raise ConfigError("--reextract goes over all kept pages and reads no source: leave out --source.")
        with Warehouse(job.settings.warehouse, run.lock_wait_seconds) as opened:
            left, begun = pages.extract_again(opened)
        log.info("%d pages to extract again%s", left, ", left by a run that was cut off" if begun else "")
        return extract_waiting(job)
    with Warehouse(job.settings.warehouse, run.lock_wait_seconds) as opened:
        store.save_sources(opened, job.sources)
    with configured(job.settings.fetch) as fetcher:
        asked = {
            s.source_id: collect_source.submit(
                s, fetcher, job.settings.warehouse, run.lock_wait_seconds, job.now, job.settings.fetch.recheck_hours
            )
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
    new = extract_waiting(job)
    if run.keep_pages_days:
        prune_pages(job.settings.warehouse, run.lock_wait_seconds, job.now, run.keep_pages_days)
    return new


def extract_waiting(job: Job, at_least: int = 0) -> int:
    """Make articles of all pages that wait, in a flow run of its own on the configured task runner.

    Args:
        job: The run.
        at_least: Nothing is done for fewer pages.
    """
    run = job.settings.run
    if at_least:
        with Warehouse(job.settings.warehouse, run.lock_wait_seconds) as opened:
            if len(pages.waiting(opened)) < at_least:
                return 0
    return _extract.with_options(task_runner=runner(run))(job.settings.warehouse, run, job.now)


@flow(name="extract")
def _extract(warehouse: Path, run: RunSettings, now: datetime) -> int:
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
            redone = pages.made_before(opened, list(loaded))
            stored = pages.current(opened, [article.url for article in articles.values()])
            settled = settle(articles, redone, stored, now)
            fetches = [
                failed(sources[loaded[i].source_id], loaded[i].url, loaded[i].fetched_at, reason)
                for i, reason in failures.items()
                if i not in redone
            ]
            new += store.settle_pages(
                opened, settled.articles, failures, fetches, revisions=settled.revisions, redone=redone
            )
            pages.forget_known(opened, settled.known)
        for revision in settled.revisions:
            log.info("revised by its %s: article %s, now %s", revision.basis, revision.revises, revision.article_id)
        done += len(loaded)
        log.info("extracted %d of %d pages", done, len(waiting))
    return new
