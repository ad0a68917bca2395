"""Collect: read every source, keep its new and changed pages, make articles of them.

When: hourly, or as the first part of `daily`. By hand: `counterclaim collect`.
Without Prefect: tasks.collect.files.read_path, tasks.extract.article.extract.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from prefect import flow
from prefect.artifacts import create_table_artifact
from prefect.futures import PrefectFuture, wait
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.again import run_begun
from flows.batches import in_batches
from flows.job import Job, prepare
from flows.operator import tell_dead_sources
from flows.reading import SOURCES_AT_ONCE, Reading, reading_of
from flows.runners import workers
from flows.runs import run_name
from tasks.collect.keeper import Keeper
from tasks.collect.readers import Tally, failed
from tasks.collect.task import collect_sources, prune_pages
from tasks.errors import ConfigError, SourcesFailed
from tasks.extract.batch import Extracted, extract_all
from tasks.extract.revisions import settle
from tasks.extract.task import extract_pages
from tasks.models import Article, Health, Source
from tasks.packing import Packed
from warehouse import pages, read, store, visits
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
        log.info("%d pages to extract again%s", left, ", left by a run that was cut off" if begun else "")
        return extract_waiting(job)
    with reading_of(job) as reading:
        resting = reading.resting
        tallies, new = _read_sources(job, reading)
    if run.keep_pages_days:
        prune_pages(job.settings.warehouse, run.lock_wait_seconds, job.now, run.keep_pages_days)
    with Warehouse(job.settings.warehouse, run.lock_wait_seconds) as opened:
        fares = visits.health(opened, [s.source_id for s in job.sources])
    _publish(job, fares, tallies, resting)
    tell_dead_sources(job.settings, job.now)
    failing = [h for h in fares.values() if h.failures]
    if failing and len(failing) == len(job.sources):
        reasons = "; ".join(f"{h.source_id}: {h.error}" for h in failing[:MOST_TOLD])
        raise SourcesFailed(f"No source could be read. {reasons}. `counterclaim sources list` tells since when.")
    return new


def _read_sources(job: Job, reading: Reading) -> tuple[dict[str, Tally], int]:
    """Read the sources, and make articles of what some gave while others are still being read.

    Returns:
        What each gave, by its id; and how many articles are new.
    """
    readers = [collect_sources.submit(read) for read in reading.readers()]
    new = extract_waiting(job, _arrivals(readers, reading.kept, job.settings.run.batch))
    tallies = [tally for reader in readers for tally in reader.result()]
    return {tally.visit.source_id: tally for tally in tallies}, new


def _publish(
    job: Job, fares: Mapping[str, Health], tallies: Mapping[str, Tally], resting: Mapping[str, datetime]
) -> None:
    """The table of sources that the Prefect UI shows with the run."""
    table = []
    for s in job.sources:
        health, tally = fares.get(s.source_id), tallies.get(s.source_id)
        row: dict[str, object] = {"source": s.source_id}
        row |= {"outcome": health.outcome, "failures": health.failures, "error": health.error} if health else {}
        row |= {"items": health.items, "expected": health.expected} if health else {}
        row |= {"last success": str(health.last_success)} if health and health.last_success else {}
        row |= {"pages": tally.pages, "failed": tally.failed} if tally else {}
        row |= {"left alone until": str(resting[s.source_id])} if s.source_id in resting else {}
        table.append(row)
    create_table_artifact(key="sources", table=table, description="How each source fares")


def _arrivals(readers: list[PrefectFuture[list[Tally]]], kept: Keeper, batch: int) -> Iterator[None]:
    """At once, for what earlier runs left; then each time that a batch of pages was kept, while sources are read."""
    seen = 0
    yield
    while wait(readers, timeout=PAUSE).not_done:
        if kept.pages - seen >= batch:
            seen = kept.pages
            yield


def extract_waiting(job: Job, arrivals: Iterable[None] = ()) -> int:
    """Make articles of all pages that wait, on the configured task runner.

    Args:
        job: The run.
        arrivals: Yields whenever more pages wait, and ends when no more come.

    Returns:
        How many articles are new.
    """
    run, warehouse = job.settings.run, job.settings.warehouse
    with Warehouse(warehouse, run.lock_wait_seconds) as opened:
        sources = {s.source_id: s for s in read.sources(opened)}
    done = new = 0
    with workers(run, "tasks.extract.batch", "trafilatura") as crew:

        def submit(ids: list[str]) -> tuple[Mapping[str, Packed], PrefectFuture[Extracted]]:
            with Warehouse(warehouse, run.lock_wait_seconds) as opened:
                loaded = pages.load(opened, ids)
            theirs = {packed.page.source_id: sources[packed.page.source_id] for packed in loaded.values()}
            extract = partial(extract_all, loaded, theirs, crew.spread)
            return loaded, crew.tasks.submit(extract_pages, {"extract": extract, "n": len(loaded)})

        for loaded, extracted in in_batches(_waiting(job, arrivals), run.batch, crew.at_once, submit):
            new += _settle(job, sources, loaded, *extracted)
            done += len(loaded)
            log.info("extracted %d pages", done)
    return new


def _settle(
    job: Job,
    sources: Mapping[str, Source],
    loaded: Mapping[str, Packed],
    articles: Mapping[str, Article],
    failures: Mapping[str, str],
) -> int:
    """Store what a batch of pages gave; returns how many of the articles are new."""
    for page_id, reason in failures.items():
        log.warning("skipped: %s: %s", loaded[page_id].page.url, reason)
    with Warehouse(job.settings.warehouse, job.settings.run.lock_wait_seconds) as opened, opened.alone("settling"):
        redone = pages.made_before(opened, list(loaded))
        stored = pages.current(opened, [article.url for article in articles.values()])
        settled = settle(articles, redone, stored, job.now)
        fetches = [
            failed(sources[page.source_id], page.url, page.fetched_at, reason)
            for page, reason in ((loaded[i].page, reason) for i, reason in failures.items() if i not in redone)
        ]
        new = store.settle_pages(
            opened, settled.articles, failures, fetches, revisions=settled.revisions, redone=redone
        )
        pages.forget_known(opened, settled.known)
    for revision in settled.revisions:
        log.info("revised by its %s: article %s, now %s", revision.basis, revision.revises, revision.article_id)
    return new


def _waiting(job: Job, arrivals: Iterable[None]) -> Iterator[str]:
    """Ids of the pages that wait, each once: at each arrival, and after the last."""
    taken: set[str] = set()
    for _ in chain(arrivals, [None]):
        with Warehouse(job.settings.warehouse, job.settings.run.lock_wait_seconds) as opened:
            waiting = [page_id for page_id in pages.waiting(opened) if page_id not in taken]
        taken.update(waiting)
        yield from waiting
