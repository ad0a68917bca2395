"""The Prefect door of this room."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TypeGuard

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.collect.discover import is_listing
from tasks.collect.fetch import Fetcher
from tasks.collect.files import read_path
from tasks.collect.urls import canonical
from tasks.collect.web import Collected, collect
from tasks.errors import CounterclaimError, Unreadable
from tasks.models import Fetch, Item, Page, Source, Validator, Visit
from warehouse import pages, read, visits
from warehouse.connection import Warehouse

BATCH = 50  # pages kept in one transaction, and so held in memory
MOST_AGAIN = 100  # stored pages that one source is asked for again in one run
Expected = tuple[Source, int | None]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tally:
    """What came of reading one source."""

    visit: Visit
    new: int = 0  # pages
    failed: int = 0  # items, and whatever else had to be asked for


@task(name="collect", cache_policy=NO_CACHE)
def collect_sources(
    left: SimpleQueue[Expected], fetcher: Fetcher, warehouse: Path, wait: float, now: datetime, recheck_hours: float
) -> list[Tally]:
    """Keep what sources offer and is not kept yet, and what has changed since it was.

    Several of these tasks empty one queue: a task for each of a thousand sources is more than Prefect's API takes.

    Args:
        left: What to read, each source with the items that it offers at least when it is well.
        fetcher: Shared by all sources of a run.
        warehouse: Its file; opened for each batch only, so that other sources get their turn.
        wait: Seconds to wait for it.
        now: The time noted for what is read.
        recheck_hours: After which a page that came out lately is asked for again; 0: never.
    """
    with Warehouse(warehouse, wait) as opened:
        validators = read.validators(opened)
    tallies = []
    with suppress(Empty):
        while True:
            source, expected = left.get_nowait()
            try:
                tally = _collected(source, expected, fetcher, warehouse, wait, now, recheck_hours, validators)
            except CounterclaimError:
                raise
            except Exception as error:  # one failing source never fails the run
                log.exception("%s failed in a way nobody foresaw; please report it", source.source_id)
                visit = Visit(source.source_id, now, "failed", f"{type(error).__name__}: {error}", None)
                _keep([visit], warehouse, wait)
                tally = Tally(visit)
            tallies.append(tally)
    return tallies


def _collected(
    source: Source,
    expected: int | None,
    fetcher: Fetcher,
    warehouse: Path,
    wait: float,
    now: datetime,
    recheck_hours: float,
    validators: Mapping[str, Validator],
) -> Tally:
    """Read one source."""
    with Warehouse(warehouse, wait) as opened:
        known = {canonical(url) for url in pages.known_urls(opened, source.source_id)}
        again, held = pages.due(opened, source.source_id, now, recheck_hours, MOST_AGAIN)
    new = failed = 0
    visit = Visit(source.source_id, now, "failed", None, None)
    batch: list[Collected] = []
    for found in _found(source, fetcher, now, {**validators, **held}, known.__contains__, again):
        if isinstance(found, Visit):
            visit = replace(found, expected=expected)
            continue
        failed += _bad(found)
        batch.append(found)
        if len(batch) >= BATCH:
            new += _keep(batch, warehouse, wait)
            batch = []
    new += _keep([*batch, visit], warehouse, wait)
    if visit.items is not None and expected is not None and visit.items < expected:
        log.warning("%s offers %d items, where at least %d are expected", source.source_id, visit.items, expected)
    log.info("%s: %s, %d new pages, %d failed", source.source_id, visit.outcome, new, failed)
    return Tally(visit, new, failed)


@task(name="prune", cache_policy=NO_CACHE)
def prune_pages(warehouse: Path, wait: float, now: datetime, days: float) -> None:
    """Delete the raw pages that the configuration does not keep; see warehouse.pages.prune."""
    with Warehouse(warehouse, wait) as opened:
        pruned = pages.prune(opened, now, days)
    log.info("deleted %d raw pages older than %g days, %.1f MB", pruned.pages, days, pruned.bytes / 1e6)


def _keep(batch: list[Collected], path: Path, wait: float) -> int:
    with Warehouse(path, wait) as warehouse:
        visits.record(warehouse, [found for found in batch if isinstance(found, Visit)])
        return pages.keep(
            warehouse,
            [found for found in batch if isinstance(found, Page)],
            [found for found in batch if isinstance(found, Fetch)],
            [found for found in batch if isinstance(found, Validator)],
        )


def _found(
    source: Source,
    fetcher: Fetcher,
    now: datetime,
    validators: Mapping[str, Validator],
    known: Callable[[str], bool],
    again: Sequence[Item],
) -> Iterator[Collected]:
    path = Path(source.location)
    if "://" in source.location or (path.is_file() and is_listing(path)):
        for found in collect(source, fetcher, now, validators=validators, known=known, again=again):
            if _bad(found):
                log.warning("skipped: %s: %s", found.url, found.error)
            yield found
    else:
        yield from _local(source, path, now)


def _bad(found: Collected) -> TypeGuard[Fetch]:
    return isinstance(found, Fetch) and found.outcome in ("failed", "refused")


def _local(source: Source, path: Path, now: datetime) -> Iterator[Collected]:
    size = items = 0
    problem = None
    for file, page in read_path(path, source, now):
        if isinstance(page, Unreadable):
            log.warning("skipped: %s", page)
            problem = str(page)
            yield _attempt(source, file.as_uri(), now, 0, problem)
        else:
            size += len(page.content)
            items += 1
            yield page
    yield _attempt(source, path.as_uri(), now, size, None)
    if problem and not items:
        yield Visit(source.source_id, now, "failed", problem, None)
    else:
        yield Visit(source.source_id, now, "ok", None, items)


def failed(source: Source, url: str, at: datetime, reason: str) -> Fetch:
    """The record of something that could not be read."""
    return _attempt(source, url, at, 0, reason)


def _attempt(source: Source, url: str, now: datetime, size: int, error: str | None) -> Fetch:
    identity = f"{source.source_id}\n{url}\n{now.isoformat()}"
    return Fetch(
        fetch_id=hashlib.sha256(identity.encode()).hexdigest()[:16],
        source_id=source.source_id,
        url=url,
        status=None,
        outcome="failed" if error else "ok",
        error=error,
        bytes=size,
        at=now,
    )
