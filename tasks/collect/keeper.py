"""What all sources of a run give, kept in batches: by whichever thread fills one, one at a time, in order."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from tasks.collect.web import Collected
from tasks.models import Page

BATCH = 250  # finds kept in one transaction: some hundred pages, with the records of how they were come by
MOST_BYTES = 50_000_000  # of pages held in memory until then
LONGEST_HELD = 5.0  # seconds that a page waits for others, to be kept with them: a run that is cut off loses those


class Keeper:
    """Gathers what threads find, and has it kept when it is much or has waited long.

    After a batch could not be kept, nothing is: else a source's validator might be kept without the pages before it.

    Args:
        keep: Keeps a batch; called by one thread at a time.
        clock: Monotonic seconds; injected by tests.
    """

    def __init__(
        self, keep: Callable[[Sequence[Collected]], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.pages = 0  # kept
        self._keep, self._clock = keep, clock
        self._batch: list[Collected] = []
        self._bytes = 0  # of its pages
        self._since = clock()
        self._filling, self._keeping = threading.Lock(), threading.Lock()
        self._failure: Exception | None = None

    def add(self, found: Collected) -> None:
        """Take what was found.

        Raises:
            Exception: what `keep` raised, now or before.
        """
        with self._filling:
            if not self._batch:
                self._since = self._clock()
            self._batch.append(found)
            self._bytes += len(found.content) if isinstance(found, Page) else 0
            full = len(self._batch) >= BATCH or self._bytes >= MOST_BYTES
            due = full or self._clock() - self._since > LONGEST_HELD
        if due:
            self.flush()

    def flush(self) -> None:
        """Have kept what was taken.

        Raises:
            Exception: what `keep` raised, now or before.
        """
        with self._keeping:
            if self._failure:
                raise self._failure
            with self._filling:
                batch, self._batch, self._bytes = self._batch, [], 0
            try:
                if batch:
                    self._keep(batch)
                self.pages += sum(isinstance(found, Page) for found in batch)
            except Exception as error:
                self._failure = error
                raise
