"""The Prefect door of this room."""

from __future__ import annotations

import hashlib
import logging
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TypeGuard

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.collect.discover import is_listing
from tasks.collect.fetch import Fetcher
from tasks.collect.files import read_path
from tasks.collect.keeper import Keeper
from tasks.collect.web import Collected, Known, collect
from tasks.errors import CounterclaimError, Unreadable, WarehouseError
from tasks.models import Fetch, Item, Page, Source, Validator, Visit
from tasks.where import Where
from warehouse import pages, read, visits
from warehouse.connection import Warehouse

MOST_TAKEN = 20  # sources that one task takes from the queue at once
MOST_AGAIN = 100  # stored pages that one source is asked for again in one run
Expected = tuple[Source, int | None]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tally:
    """What came of reading one source."""

    visit: Visit
    pages: int = 0  # given: new ones, and kept ones that changed
    failed: int = 0  # items, and whatever else had to be asked for


def keeper(warehouse: Where, wait: float) -> Keeper:
    """Keeps what is collected in this warehouse, which is opened for each batch only, so that others get their turn.

    Args:
        warehouse: Where it is.
        wait: Seconds to wait for it.
    """

    def keep(batch: Sequence[Collected]) -> None:
        try:
            with Warehouse(warehouse, wait) as opened:
                visits.record(opened, [found for found in batch if isinstance(found, Visit)])
                pages.keep(
                    opened,
                    [found for found in batch if isinstance(found, Page)],
                    [found for found in batch if isinstance(found, Fetch)],
                    [found for found in batch if isinstance(found, Validator)],
                )
        except OSError as error:
            raise WarehouseError(f"What was collected cannot be kept in {pages.folder(warehouse)}: {error}") from error

    return Keeper(keep)


class Stored:
    """What a warehouse holds of the sources of a run.

    Args:
        warehouse: Open now; opened anew for each few sources, to see what is kept of them.
        wait: Seconds to wait for it then.
        now: The time noted for what is read.
        recheck_hours: After which a page that came out lately is asked for again; 0: never.
    """

    def __init__(self, warehouse: Warehouse, wait: float, now: datetime, recheck_hours: float) -> None:
        self.now = now
        self._where, self._wait, self._recheck_hours = warehouse.where, wait, recheck_hours
        self._validators = read.validators(warehouse)

    def of(self, sources: Sequence[Expected]) -> list[tuple[list[Item], ChainMap[str, Validator]]]:
        """Of each source: what is to be asked for again, and what asking needs."""
        ids = [source.source_id for source, _ in sources]
        with Warehouse(self._where, self._wait) as opened:
            due = pages.due(opened, ids, self.now, self._recheck_hours, MOST_AGAIN)
        return [(again, ChainMap(validators, self._validators)) for again, validators in map(due.__getitem__, ids)]

    def known(self, source_id: str, urls: Sequence[str]) -> set[str]:
        """Those of the addresses that a source offers whose pages are kept."""
        with Warehouse(self._where, self._wait) as opened:
            return pages.known(opened, source_id, urls)


@task(name="collect", cache_policy=NO_CACHE)
def collect_sources(left: SimpleQueue[Expected], fetcher: Fetcher, kept: Keeper, stored: Stored) -> list[Tally]:
    """Keep what sources offer and is not kept yet, and what has changed since it was.

    Several of these tasks empty one queue: a task for each of a thousand sources is more than Prefect's API takes.

    Args:
        left: What to read, each source with the items that it offers at least when it is well.
        fetcher: Shared by all sources of a run.
        kept: Takes what is found; likewise.
        stored: What is kept already.
    """
    tallies = []
    while taken := _taken(left):
        for (source, expected), (again, held) in zip(taken, stored.of(taken), strict=True):
            known = partial(stored.known, source.source_id)
            reading = _found(source, fetcher, stored.now, held, known, again)
            tallies.append(_read(source, expected, reading, kept, stored.now))
    kept.flush()
    return tallies


def _taken(left: SimpleQueue[Expected]) -> list[Expected]:
    """The next sources: one, or several while there are many."""
    taken: list[Expected] = []
    with suppress(Empty):
        while len(taken) < max(1, min(MOST_TAKEN, left.qsize() // MOST_TAKEN)):
            taken.append(left.get_nowait())
    return taken


def _read(source: Source, expected: int | None, reading: Iterator[Collected], kept: Keeper, now: datetime) -> Tally:
    """Read one source; whatever goes wrong with it is told, and fails no other."""
    visit = Visit(source.source_id, now, "failed", None, None)
    given = failures = 0
    try:
        for found in reading:
            if isinstance(found, Visit):
                visit = replace(found, expected=expected)
                continue
            given += isinstance(found, Page)
            failures += _bad(found)
            kept.add(found)
    except CounterclaimError:
        raise
    except Exception as error:  # one failing source never fails the run
        log.exception("%s failed in a way nobody foresaw; please report it", source.source_id)
        visit = replace(visit, outcome="failed", error=f"{type(error).__name__}: {error}")
    kept.add(visit)
    if visit.items is not None and expected is not None and visit.items < expected:
        log.warning("%s offers %d items, where at least %d are expected", source.source_id, visit.items, expected)
    log.info("%s: %s, %d pages, %d failed", source.source_id, visit.outcome, given, failures)
    return Tally(visit, given, failures)


@task(name="prune", cache_policy=NO_CACHE)
def prune_pages(warehouse: Where, wait: float, now: datetime, days: float) -> None:
    """Delete the raw pages that the configuration does not keep; see warehouse.pages.prune."""
    with Warehouse(warehouse, wait) as opened:
        pruned = pages.prune(opened, now, days)
    log.info("deleted %d raw pages older than %g days, %.1f MB", pruned.pages, days, pruned.bytes / 1e6)


def _found(
    source: Source,
    fetcher: Fetcher,
    now: datetime,
    validators: Mapping[str, Validator],
    known: Known,
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
