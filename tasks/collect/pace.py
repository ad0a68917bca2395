"""Politeness towards one host: so many requests at a time, with a pause between two."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tasks.collect.addresses import Refused


class HostPace:
    """When one host (name and port) may next be asked. Threads queue up here."""

    def __init__(
        self,
        host: str,
        delay: float,
        longest_wait: float,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        at_once: int = 1,
    ) -> None:
        self._host, self._delay, self._longest_wait = host, delay, longest_wait
        self._clock, self._sleep = clock, sleep
        self._at_once = at_once
        self._places, self._turn = threading.BoundedSemaphore(at_once), threading.Lock()
        self._ready_at = float("-inf")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Waits for this request's turn and holds its place until it is over.

        The pause counts from the beginning of the request before; from its end where one is made at a time.

        Raises:
            Refused: the host asked for a longer pause than one run waits.
        """
        with self._places:
            with self._turn:
                wait = self._ready_at - self._clock()
                if wait > self._longest_wait:
                    raise Refused(f"{self._host} asked for a pause of {wait:.0f} s more; left for a later run")
                if wait > 0:
                    self._sleep(wait)
                self._pause()
            try:
                yield
            finally:
                if self._at_once == 1:
                    self._pause()

    def _pause(self) -> None:
        self._ready_at = max(self._ready_at, self._clock() + self._delay)

    def slow_down(self, delay: float) -> None:
        """Keeps at least `delay` seconds between two requests from now on (robots.txt's Crawl-delay)."""
        if delay > self._delay:
            self._delay = delay
            self._ready_at = max(self._ready_at, self._clock() + min(delay, self._longest_wait))

    def hold(self, seconds: float) -> None:
        """Leaves the host alone for so many seconds (Retry-After)."""
        self._ready_at = max(self._ready_at, self._clock() + seconds)
