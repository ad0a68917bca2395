"""Politeness towards one host: one request at a time, with a pause between two."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tasks.collect.addresses import Refused


class HostPace:
    """When one host (name and port) may next be asked. Threads queue up here."""

    def __init__(
        self, host: str, delay: float, longest_wait: float, clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._host, self._delay, self._longest_wait = host, delay, longest_wait
        self._clock, self._sleep = clock, sleep
        self._turn = threading.Lock()
        self._ready_at = float("-inf")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits for this request's turn and keeps others off until it is over.

        Raises:
            Refused: the host asked for a longer pause than one run waits.
        """
        with self._turn:
            wait = self._ready_at - self._clock()
            if wait > self._longest_wait:
                raise Refused(f"{self._host} asked for a pause of {wait:.0f} s more; left for a later run")
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                self._ready_at = max(self._ready_at, self._clock() + self._delay)

    def slow_down(self, delay: float) -> None:
        """Keeps at least `delay` seconds between two requests from now on (robots.txt's Crawl-delay)."""
        if delay > self._delay:
            self._delay = delay
            self._ready_at = max(self._ready_at, self._clock() + min(delay, self._longest_wait))

    def hold(self, seconds: float) -> None:
        """Leaves the host alone for so many seconds (Retry-After)."""
        self._ready_at = max(self._ready_at, self._clock() + seconds)
