"""The Prefect door of this room."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.collect.readers import Harvest
from tasks.where import Where
from warehouse import pages
from warehouse.connection import Warehouse

log = logging.getLogger(__name__)


@task(name="collect", cache_policy=NO_CACHE)
def collect_sources(read: Callable[[], list[Harvest]]) -> list[Harvest]:
    """Keep what sources offer and is not kept yet, and what has changed since it was.

    Several of these tasks empty one queue: a task for each of a thousand sources is more than Prefect's API takes.

    Args:
        read: Reads sources until none is left; see tasks.collect.readers.
    """
    return read()


@task(name="prune", cache_policy=NO_CACHE)
def prune_pages(warehouse: Where, wait: float, now: datetime, days: float) -> None:
    """Delete the raw pages that the configuration does not keep; see warehouse.pages.prune."""
    with Warehouse(warehouse, wait) as opened:
        pruned = pages.prune(opened, now, days)
    log.info("deleted %d raw pages older than %g days, %.1f MB", pruned.pages, days, pruned.bytes / 1e6)
