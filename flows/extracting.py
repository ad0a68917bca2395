"""Articles made of the pages that wait: as tasks of a flow, or before it has begun, while Prefect still starts."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from flows.batches import Future, in_batches
from flows.job import Job
from tasks.collect.readers import failed
from tasks.extract.batch import Extracted, extract_all
from tasks.extract.revisions import settle
from tasks.models import Article, Source
from tasks.packing import Packed
from tasks.spreading import Spread
from warehouse import pages, store
from warehouse.connection import Warehouse

MODULES = ("tasks.extract.batch", "trafilatura")  # what processes import before they are handed pages
Submit = Callable[[Callable[[], Extracted], int], Future[Extracted]]  # has so many pages extracted
log = logging.getLogger(__name__)


class Extraction:
    """The pages that wait in a run's warehouse, each of which is taken once; several threads may be at it.

    Args:
        job: The run.
        sources: All that are known.
    """

    def __init__(self, job: Job, sources: Iterable[Source]) -> None:
        self._where, self._wait = job.settings.warehouse, job.settings.run.lock_wait_seconds
        self._batch, self._now = job.settings.run.batch, job.now
        self._sources = {s.source_id: s for s in sources}
        self._taken: set[str] = set()
        self._taking = threading.Lock()

    def run(
        self,
        looks: Iterable[object],
        spread: Spread,
        at_once: int,
        submit: Submit,
        before: Callable[[], int] = lambda: 0,
    ) -> int:
        """Make articles of what waits.

        Args:
            looks: Yields whenever it is time to look for pages; ends when no more are to be taken.
            spread: What one batch does is done by these.
            at_once: Batches under way.
            submit: Has a batch extracted.
            before: Waits for those who took pages before, theirs being stored first, and tells their new articles.

        Returns:
            How many articles are new, counting those that revise others and those from before.

        Raises:
            CounterclaimError: pages cannot be loaded, or articles not stored.
        """

        def submitted(ids: list[str]) -> tuple[Mapping[str, Packed], Future[Extracted]]:
            with Warehouse(self._where, self._wait) as opened:
                loaded = pages.load(opened, ids)
            theirs = {packed.page.source_id: self._sources[packed.page.source_id] for packed in loaded.values()}
            return loaded, submit(partial(extract_all, loaded, theirs, spread), len(loaded))

        done = 0
        new = None
        for loaded, extracted in in_batches(self._waiting(looks), self._batch, at_once, submitted):
            new = before() if new is None else new
            new += self._settle(loaded, *extracted)
            done += len(loaded)
            log.info("extracted %d pages", done)
        return before() if new is None else new

    def _waiting(self, looks: Iterable[object]) -> Iterator[str]:
        """Ids of the pages that wait, each once."""
        for _ in looks:
            with self._taking:
                with Warehouse(self._where, self._wait) as opened:
                    waiting = [page_id for page_id in pages.waiting(opened) if page_id not in self._taken]
                self._taken.update(waiting)
            yield from waiting

    def _settle(
        self, loaded: Mapping[str, Packed], articles: Mapping[str, Article], failures: Mapping[str, str]
    ) -> int:
        """Store what a batch of pages gave; returns how many of the articles are new."""
        for page_id, reason in failures.items():
            log.warning("skipped: %s: %s", loaded[page_id].page.url, reason)
        with Warehouse(self._where, self._wait) as opened, opened.alone("settling"):
            redone = pages.made_before(opened, list(loaded))
            stored = pages.current(opened, [article.url for article in articles.values()])
            settled = settle(articles, redone, stored, self._now)
            fetches = [
                failed(self._sources[page.source_id], page.url, page.fetched_at, reason)
                for page, reason in ((loaded[i].page, reason) for i, reason in failures.items() if i not in redone)
            ]
            new = store.settle_pages(
                opened, settled.articles, failures, fetches, revisions=settled.revisions, redone=redone
            )
            pages.forget_known(opened, settled.known)
        for revision in settled.revisions:
            log.info("revised by its %s: article %s, now %s", revision.basis, revision.revises, revision.article_id)
        return new
