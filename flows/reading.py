"""The sources of a run, read by several threads: begun by a command while Prefect still starts, carried on by its flow.

Without Prefect, which takes some seconds to be there: so long nothing would be asked for, and no page extracted.
"""

from __future__ import annotations

import logging
import threading
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import datetime
from functools import partial
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from flows.extracting import MODULES, Extraction
from flows.job import Job
from flows.said import Said
from tasks.collect.fetch import configured
from tasks.collect.health import expected_items, rests_until
from tasks.collect.keeper import Keeper
from tasks.collect.readers import Expected, Harvest, read_sources
from tasks.collect.web import Collected, Held
from tasks.errors import WarehouseError
from tasks.models import Fetch, Health, Item, Page, Validator, Visit
from tasks.spreading import AHEAD, Processes
from tasks.where import Where
from warehouse import pages, read, store, visits
from warehouse.addresses import Addresses
from warehouse.connection import Warehouse

SOURCES_AT_ONCE = 8
LOOKED_UP = 100  # sources at a time: one look through all pages costs hardly more than one for a single source
THREADS = "ahead"  # how the names of those begin that go ahead of a flow
LOOK = 0.1  # seconds, between two looks at what was kept
MOST_AGAIN = 100  # stored pages that one source is asked for again in one run
log = logging.getLogger(__name__)


class Round:
    """The sources of a run that are not at rest, being read; to be used in a `with`, which gives up what is not read.

    Args:
        job: The run.
    """

    def __init__(self, job: Job) -> None:
        where, patience = job.settings.warehouse, job.settings.run.lock_wait_seconds
        with Warehouse(where, patience) as opened:
            store.save_sources(opened, job.sources)
            past = visits.health(opened)
            self._stored = _Stored(opened, job)
            self.extraction = Extraction(job, read.sources(opened))
        self.resting = {} if job.only_sources else _resting(job, past)
        self._left: SimpleQueue[Expected] = SimpleQueue()
        for s in job.sources:
            if s.source_id not in self.resting:
                self._left.put((s, expected_items(s, past.get(s.source_id))))
        self.kept = _keeper(where, patience)
        self.processes: Processes | None = None  # those that extract, where they have begun
        self._run = job.settings.run
        self._readers = range(min(SOURCES_AT_ONCE, self._left.qsize()))
        self._fetcher = configured(job.settings.fetch)
        self._ahead: list[Future[list[Harvest]]] = []
        self._extracting: Future[int] | None = None
        self._enough, self._stopped = threading.Event(), threading.Event()
        self.said = Said(THREADS)  # ahead

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._enough.set()
        with suppress(Empty):
            while True:
                self._left.get_nowait()
        self._fetcher.close()
        if self.processes:
            self.processes.close()
        wait(self._ahead)  # while Python ends, nothing could be kept any more
        wait([self._extracting] if self._extracting else [])

    def begin(self) -> None:
        """Have threads begin, each of which one of `readers` takes over, and where the run is by processes, these."""
        threads = ThreadPoolExecutor(SOURCES_AT_ONCE + 1, THREADS)
        self._ahead = [threads.submit(self._read, self._enough.is_set) for _ in self._readers]
        if self._run.runner == "processes":
            self.processes = Processes(self._run.workers, MODULES)
            self._extracting = threads.submit(self._extract, self.processes)
        threads.shutdown(wait=False)

    def readers(self) -> list[Callable[[], list[Harvest]]]:
        """What is left to do, to be done side by side; each returns what came of its sources.

        Raises, where it is called:
            CounterclaimError: what was found cannot be kept.
        """
        self._enough.set()
        return [lambda i=i: self._carry_on(i) for i in self._readers]  # type: ignore[misc]

    def extracted(self) -> int:
        """Wait until what was begun to be extracted is stored; returns how many articles are new.

        Raises:
            CounterclaimError: it cannot be stored.
        """
        return self._extracting.result() if self._extracting else 0

    def _carry_on(self, reader: int) -> list[Harvest]:
        begun = self._ahead[reader].result() if self._ahead else []
        return begun + self._read(lambda: False)

    def _read(self, enough: Callable[[], bool]) -> list[Harvest]:
        return read_sources(self._left, self._fetcher, self.kept, self._stored, enough, self._stopped.is_set)

    def _extract(self, processes: Processes) -> int:
        with ThreadPoolExecutor(AHEAD, THREADS) as tasks:
            return self.extraction.run(self._looks(), processes, AHEAD, lambda extract, _: tasks.submit(extract))

    def _looks(self) -> Iterator[None]:
        """At once, for what earlier runs left, and each time that pages were kept, until a flow takes over."""
        seen = 0
        yield
        while not self._enough.wait(LOOK):
            if self.kept.pages > seen:
                seen = self.kept.pages
                yield


BEGUN: ContextVar[Round | None] = ContextVar("BEGUN", default=None)


@contextmanager
def reading_ahead(job: Job) -> Iterator[None]:
    """Read the sources of a job while this lasts; a flow of the same job that is called inside carries on."""
    with Round(job) as current, current.said:
        current.begin()
        token = BEGUN.set(current)
        try:
            yield
        finally:
            BEGUN.reset(token)


def round_of(job: Job) -> Round:
    """The round that was begun ahead, or a new one; to be used in a `with`, too, and over with it."""
    return BEGUN.get() or Round(job)


def _resting(job: Job, past: Mapping[str, Health]) -> dict[str, datetime]:
    """The sources that have failed for so long that they are left alone now, and until when."""
    resting = {}
    for s in job.sources:
        if until := rests_until(past.get(s.source_id), job.now):
            log.info("%s fails since %s; left alone until %s", s.source_id, past[s.source_id].failing_since, until)
            resting[s.source_id] = until
    return resting


def _keeper(warehouse: Where, wait: float) -> Keeper:
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


class _Stored:
    """What a warehouse holds of the sources of a run; see tasks.collect.readers.Stored.

    Args:
        warehouse: Open now; opened anew for each LOOKED_UP sources, to see what is due of them.
        job: The run.
    """

    def __init__(self, warehouse: Warehouse, job: Job) -> None:
        self.now = job.now
        self._where, self._wait = warehouse.where, job.settings.run.lock_wait_seconds
        self._recheck_hours = job.settings.fetch.recheck_hours
        self._validators = read.validators(warehouse)
        self._addresses = Addresses(warehouse)
        self._next = [s.source_id for s in job.sources]  # nothing is looked up of these yet
        self._due: dict[str, tuple[list[Item], dict[str, Validator]]] = {}
        self._looking = threading.Lock()

    def of(self, sources: Sequence[Expected]) -> list[Held]:
        """Of each source, once."""
        with self._looking:
            ids = [source.source_id for source, _ in sources]
            while not self._due.keys() >= set(ids):
                some, self._next = self._next[:LOOKED_UP], self._next[LOOKED_UP:]
                with Warehouse(self._where, self._wait) as opened:
                    self._due |= pages.due(opened, some, self.now, self._recheck_hours, MOST_AGAIN)
            due = {source: self._due.pop(source) for source in ids}
        return [
            Held(ChainMap(validators, self._validators), partial(self._addresses.known, source), again)
            for source, (again, validators) in due.items()
        ]
