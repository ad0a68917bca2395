"""The Prefect door of this room."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.analyse.reading import load_reader
from tasks.analyse.stories.linking import AT_ONCE, link_new
from tasks.models import Analysis
from tasks.where import Where
from warehouse.connection import Warehouse
from warehouse.links import Archive

log = logging.getLogger(__name__)
LINKING = "linking"  # the section in which what is linked is read, linked and kept, and what waits for it changes


@task(name="read", task_run_name="read {n} articles", cache_policy=NO_CACHE)
def read_articles(read: Callable[[], list[list[Analysis]]], n: int) -> list[Analysis]:
    """What is seen in each article.

    Args:
        read: With the articles in it: Prefect looks through every argument, into each field of what it holds.
        n: How many they are.
    """
    return [analysis for some in read() for analysis in some]


@task(name="link", cache_policy=NO_CACHE)
def link_articles(
    warehouse: Where,
    wait: float,
    actors: tuple[Path, ...],
    places: tuple[Path, ...],
    owners: Mapping[str, str],
    until: datetime | None,
) -> None:
    """Link the articles that were not linked yet, a batch a transaction; the warehouse is free for others between.

    Args:
        warehouse: Where it is.
        wait: Seconds to wait for it.
        actors: The user's own files of actors.
        places: The user's own files of places.
        owners: By outlet, for those whose source names none.
        until: What was published later waits.
    """
    done = 0
    while True:
        with Warehouse(warehouse, wait) as opened, opened.alone(LINKING):
            archive = Archive(opened, owners)
            new, counted = archive.waiting(AT_ONCE, until)
            if not new:
                return
            links = link_new(new, counted, archive, load_reader(actors, places).catalogue)
            archive.save(links)
        done += len(new)
        log.info(
            "linked %d articles: %d stories and %d contests in this batch",
            done,
            len(links.stories),
            len(links.contests),
        )
