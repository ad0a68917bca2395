"""Work on many things, done here or spread over processes of this machine."""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Protocol, Self, TypeVar

from tasks.errors import CounterclaimError

OBJECTS = 20_000  # more than there were before Python looks for garbage: of a page's tree most is gone at once
AHEAD = 2  # batches under way at a time, each spread over all processes: one is at hand when another is done
CHUNK = 10  # things that a process takes at a time; so few are not worth a process
Item = TypeVar("Item")
Result = TypeVar("Result")


class Spread(Protocol):
    """Has work done on all items; returns what it gave of each chunk of them, in order."""

    def __call__(self, work: Callable[[Sequence[Item]], Result], items: Sequence[Item]) -> list[Result]:
        """The work and what it takes must go through pickle."""


def here(work: Callable[[Sequence[Item]], Result], items: Sequence[Item]) -> list[Result]:
    """All at once, in the thread that asks."""
    return [work(items)]


class Processes:
    """Processes of this machine, begun when they are first needed; they end with this one, however it ends.

    Args:
        workers: How many.
        modules: What they import before they are handed work: once for all, where the system can fork.
    """

    def __init__(self, workers: int, modules: Sequence[str] = ()) -> None:
        forks = "forkserver" in multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("forkserver" if forks else "spawn")
        context.set_forkserver_preload([__name__, *modules])
        self._pool = ProcessPoolExecutor(workers, context, _begin)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End them; what they were handed and have not begun is given up."""
        self._pool.shutdown(cancel_futures=True)

    def __call__(self, work: Callable[[Sequence[Item]], Result], items: Sequence[Item]) -> list[Result]:
        """Spread the items over the processes, unless they are few.

        Raises:
            CounterclaimError: a process was killed.
        """
        if len(items) <= CHUNK:
            return here(work, items)
        chunks = [items[at : at + CHUNK] for at in range(0, len(items), CHUNK)]
        try:
            return list(self._pool.map(work, chunks))
        except BrokenProcessPool as error:
            raise CounterclaimError(
                "A process that was at work for this one was killed, perhaps for want of memory. What was stored is "
                "safe: run again, with fewer `workers` under [run] if it happens again."
            ) from error


def _begin() -> None:
    """In each process: leave Ctrl-C to the one that began it, end when that one has ended, tell only our own words."""
    gc.freeze()  # what was imported stays
    gc.set_threshold(OBJECTS)
    ours, others = logging.getLogger("tasks"), logging.getLogger()
    ours.addHandler(logging.StreamHandler())
    ours.propagate = False
    others.addHandler(logging.NullHandler())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
