"""Analyse: read every article that was not read yet, then link them: reprints, stories, contests.

When: after `collect`, as the second part of `daily`. By hand: `counterclaim analyse`.
Without Prefect: tasks.analyse.reading.Reader.read, tasks.analyse.stories.linking.link.
"""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from prefect import flow
from prefect.futures import PrefectFuture

from flows.again import run_begun
from flows.batches import in_batches
from flows.job import prepare
from flows.runners import workers
from flows.runs import run_name
from tasks.analyse.reading import read_some, reader_id
from tasks.analyse.task import LINKING, link_articles, read_articles
from tasks.models import Analysis
from tasks.settings import Settings
from warehouse import read, store
from warehouse.connection import Warehouse

log = logging.getLogger(__name__)


@flow(name="analyse", flow_run_name=run_name, on_running=[run_begun])
def analyse(config: Path | None = None, warehouse: Path | None = None, now: str | None = None) -> int:
    """Read the articles that are new and link them with the others.

    Args:
        config: The configuration; None for counterclaim.toml in the working directory.
        warehouse: The DuckDB file, instead of the configured one.
        now: The clock the run believes in: what was published later is read, but linked by a run that comes after it,
            so that a backfill knows no more than that day did. None: link all that is stored.

    Returns:
        How many articles were read.
    """
    job = prepare(config, None, warehouse, now=now)
    settings = job.settings
    done = _read(settings)
    link_articles(
        settings.warehouse,
        settings.run.lock_wait_seconds,
        settings.actors,
        settings.places,
        settings.owner_of(),
        job.now if now else None,
    )
    return done


def _read(settings: Settings) -> int:
    warehouse, run, actors, places = settings.warehouse, settings.run, settings.actors, settings.places
    reader = reader_id(actors, places)
    with Warehouse(warehouse, run.lock_wait_seconds) as opened:
        unread = read.unread(opened, reader)
    done = 0
    with workers(run, "tasks.analyse.reading") as crew:

        def submit(ids: list[str]) -> tuple[int, PrefectFuture[list[Analysis]]]:
            with Warehouse(warehouse, run.lock_wait_seconds) as opened:
                articles = read.articles(opened, ids)
            reading = partial(crew.spread, partial(read_some, actors, places), articles)
            return len(ids), crew.tasks.submit(read_articles, {"read": reading, "n": len(ids)})

        for n, analyses in in_batches(unread, run.batch, crew.at_once, submit):
            with Warehouse(warehouse, run.lock_wait_seconds) as opened, opened.alone(LINKING):
                store.save_analyses(opened, analyses, reader)
            done += n
            log.info("read %d of %d articles", done, len(unread))
    return done
