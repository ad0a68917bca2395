"""The sources of a run: several readers empty one queue of them, and keep what they give."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Protocol, TypeGuard

from tasks.collect.discover import is_listing
from tasks.collect.fetch import Fetcher
from tasks.collect.files import read_path
from tasks.collect.keeper import Keeper
from tasks.collect.web import Collected, Held, collect
from tasks.errors import CounterclaimError, Unreadable
from tasks.models import Fetch, Page, Source, Visit

MOST_TAKEN = 20  # sources that a reader takes from the queue at once
Expected = tuple[Source, int | None]  # a source, and the items that it offers at least when it is well
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Harvest:
    """What came of reading one source."""

    visit: Visit
    pages: int = 0  # given: new ones, and kept ones that changed
    failed: int = 0  # items, and whatever else had to be asked for


class Stored(Protocol):
    """What is kept of the sources already."""

    now: datetime  # noted for what is read

    def of(self, sources: Sequence[Expected]) -> Sequence[Held]:
        """Of each of these sources."""


def read_sources(
    left: SimpleQueue[Expected],
    fetcher: Fetcher,
    kept: Keeper,
    stored: Stored,
    enough: Callable[[], bool] = lambda: False,
    stopped: Callable[[], bool] = lambda: False,
) -> list[Harvest]:
    """Keep what sources offer and is not kept yet, and what has changed since it was.

    Args:
        left: What to read; others may take from it too.
        fetcher: Shared by all sources of a run.
        kept: Takes what is found; likewise.
        stored: What is kept already.
        enough: Whether to take no more sources.
        stopped: Whether to give up those that are being read, too: the next run begins them anew.
    """
    harvests = []
    while not enough() and (taken := _taken(left)):
        for (source, expected), held in zip(taken, stored.of(taken), strict=True):
            reading = _found(source, fetcher, stored.now, held, stopped)
            if harvest := _read(source, expected, reading, kept, stored.now, stopped):
                harvests.append(harvest)
    kept.flush()
    return harvests


def _taken(left: SimpleQueue[Expected]) -> list[Expected]:
    """The next sources: one, or several while there are many."""
    taken: list[Expected] = []
    with suppress(Empty):
        while len(taken) < max(1, min(MOST_TAKEN, left.qsize() // MOST_TAKEN)):
            taken.append(left.get_nowait())
    return taken


def _read(
    source: Source,
    expected: int | None,
    reading: Iterator[Collected],
    kept: Keeper,
    now: datetime,
    stopped: Callable[[], bool],
) -> Harvest | None:
    """Read one source; whatever goes wrong with it is told, and fails no other. None where it was given up."""
    visit = Visit(source.source_id, now, "failed", None, None)
    given = failures = 0
    try:
        for found in reading:
            if stopped():
                return None
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
    return Harvest(visit, given, failures)


def _found(
    source: Source, fetcher: Fetcher, now: datetime, held: Held, stopped: Callable[[], bool]
) -> Iterator[Collected]:
    path = Path(source.location)
    if "://" in source.location or (path.is_file() and is_listing(path)):
        for found in collect(source, fetcher, now, held):
            if _bad(found) and not stopped():
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
