"""The Prefect door of this room."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
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
LONGEST_HELD = 2.0  # seconds that a page may wait for others, to be kept with them: a run that is cut off loses those
MOST_TAKEN = 20  # sources that one task takes from the queue at once
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
        warehouse: Its file; opened for each batch only, so that others get their turn.
        wait: Seconds to wait for it.
        now: The time noted for what is read.
        recheck_hours: After which a page that came out lately is asked for again; 0: never.
    """
    with Warehouse(warehouse, wait) as opened:
        validators = read.validators(opened)
    reader = Reader(fetcher, warehouse, wait, now)
    with suppress(Empty):
        while True:
            taken = [left.get_nowait()]
            with suppress(Empty):
                while len(taken) < min(MOST_TAKEN, left.qsize() // MOST_TAKEN):
                    taken.append(left.get_nowait())
            with Warehouse(warehouse, wait) as opened:
                stored = [_stored(opened, source, now, recheck_hours) for source, _ in taken]
            for (source, expected), (known, again, held) in zip(taken, stored, strict=True):
                reader.read(source, expected, known, again, {**validators, **held})
            reader.keep()
    return reader.tallies


def _stored(
    warehouse: Warehouse, source: Source, now: datetime, recheck_hours: float
) -> tuple[set[str], list[Item], dict[str, Validator]]:
    """The addresses of a source that are known, and what is to be asked for again."""
    known = {canonical(url) for url in pages.known_urls(warehouse, source.source_id)}
    return known, *pages.due(warehouse, source.source_id, now, recheck_hours, MOST_AGAIN)


class Reader:
    """Reads sources one after another, and keeps what they give.

    Args:
        fetcher: Shared by all sources of a run.
        warehouse: Its file; opened only to keep a batch, so that others get their turn. What unchanged sources leave,
            an account of their visit, waits for the batch of the next one that gave something.
        wait: Seconds to wait for it.
        now: The time noted for what is read.
    """

    def __init__(self, fetcher: Fetcher, warehouse: Path, wait: float, now: datetime) -> None:
        self.tallies: list[Tally] = []
        self._fetcher, self._warehouse, self._wait, self._now = fetcher, warehouse, wait, now
        self._batch: list[Collected] = []

    def read(
        self,
        source: Source,
        expected: int | None,
        known: Container[str],
        again: Sequence[Item],
        validators: Mapping[str, Validator],
    ) -> None:
        """Read one source; whatever goes wrong with it is told, and fails no other.

        Args:
            source: Of any kind.
            expected: Items that it offers at least when it is well.
            known: Canonical addresses that are not fetched.
            again: Stored pages to ask for again.
            validators: What conditional GETs need, by address.
        """
        try:
            tally = self._read(source, expected, known, again, validators)
        except CounterclaimError:
            raise
        except Exception as error:  # one failing source never fails the run
            log.exception("%s failed in a way nobody foresaw; please report it", source.source_id)
            tally = Tally(Visit(source.source_id, self._now, "failed", f"{type(error).__name__}: {error}", None))
        self._batch.append(tally.visit)
        self.tallies.append(tally)

    def _read(
        self,
        source: Source,
        expected: int | None,
        known: Container[str],
        again: Sequence[Item],
        validators: Mapping[str, Validator],
    ) -> Tally:
        new = failed = 0
        visit = Visit(source.source_id, self._now, "failed", None, None)
        kept_at = self._fetcher.clock()
        for found in _found(source, self._fetcher, self._now, validators, known.__contains__, again):
            if isinstance(found, Visit):
                visit = replace(found, expected=expected)
                continue
            failed += _bad(found)
            self._batch.append(found)
            if len(self._batch) >= BATCH or self._fetcher.clock() - kept_at > LONGEST_HELD:
                new += self.keep()
                kept_at = self._fetcher.clock()
        if any(isinstance(found, Page) for found in self._batch):
            new += self.keep()
        if visit.items is not None and expected is not None and visit.items < expected:
            log.warning("%s offers %d items, where at least %d are expected", source.source_id, visit.items, expected)
        log.info("%s: %s, %d new pages, %d failed", source.source_id, visit.outcome, new, failed)
        return Tally(visit, new, failed)

    def keep(self) -> int:
        """Keep what was found since the last time; returns how many pages are new."""
        batch, self._batch = self._batch, []
        if not batch:
            return 0
        with Warehouse(self._warehouse, self._wait) as warehouse:
            visits.record(warehouse, [found for found in batch if isinstance(found, Visit)])
            return pages.keep(
                warehouse,
                [found for found in batch if isinstance(found, Page)],
                [found for found in batch if isinstance(found, Fetch)],
                [found for found in batch if isinstance(found, Validator)],
            )


@task(name="prune", cache_policy=NO_CACHE)
def prune_pages(warehouse: Path, wait: float, now: datetime, days: float) -> None:
    """Delete the raw pages that the configuration does not keep; see warehouse.pages.prune."""
    with Warehouse(warehouse, wait) as opened:
        pruned = pages.prune(opened, now, days)
    log.info("deleted %d raw pages older than %g days, %.1f MB", pruned.pages, days, pruned.bytes / 1e6)


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
