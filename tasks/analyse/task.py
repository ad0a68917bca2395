"""The Prefect door of this room."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.analyse.linking import link
from tasks.analyse.reading import Reader
from tasks.models import Analysis, Article
from warehouse import read, store
from warehouse.connection import Warehouse

load_reader = cache(Reader.load)  # once a process
log = logging.getLogger(__name__)


@task(name="read", task_run_name="read {n} articles", cache_policy=NO_CACHE)
def read_articles(
    articles: Sequence[Article], actors: tuple[Path, ...], places: tuple[Path, ...], n: int
) -> list[Analysis]:
    """What is seen in each article."""
    return list(load_reader(actors, places).read(articles))


@task(name="link", cache_policy=NO_CACHE)
def link_articles(
    warehouse: Path, wait: float, actors: tuple[Path, ...], places: tuple[Path, ...], owners: Mapping[str, str]
) -> None:
    """Find reprints, stories and contests across articles, if any article has not been linked yet."""
    with Warehouse(warehouse, wait) as opened:
        if read.unlinked(opened):
            links = link(read.readings(opened, owners), read.stories(opened), load_reader(actors, places).catalogue)
            store.save_links(opened, links.copies, links.stories, links.contests)
            log.info("linked: %d stories, %d contests", len(links.stories), len(links.contests))
