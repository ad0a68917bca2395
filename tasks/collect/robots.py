"""What robots.txt allows, read once per origin and run, as RFC 9309 says."""

from __future__ import annotations

import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from tasks.collect.urls import shown
from tasks.errors import Unreadable

EVERYTHING = Protego.parse("")
LONGEST = 512 * 1024  # RFC 9309, 2.5: at least 500 KiB are to be parsed


class Robots:
    """The rules of every origin met in one run.

    `read` fetches a robots.txt and returns its HTTP status and bytes, or raises Unreadable where no answer came.

    Every method raises Unreadable where the origin's robots.txt fails or is out of reach: nothing may be fetched then.
    """

    def __init__(self, read: Callable[[str], tuple[int, bytes]], agent: str) -> None:
        self._read, self._agent = read, agent
        self._rules: dict[str, Protego | Unreadable] = {}
        self._locks: dict[str, threading.Lock] = {}

    def allows(self, url: str) -> bool:
        """Whether our agent may fetch the URL."""
        return bool(self._of(url).can_fetch(url, self._agent))

    def crawl_delay(self, url: str) -> float:
        """Seconds that the origin wants between two requests, 0 where it says nothing."""
        return float(self._of(url).crawl_delay(self._agent) or 0)

    def sitemaps(self, url: str) -> list[str]:
        """Sitemaps that the origin's robots.txt names."""
        return list(self._of(url).sitemaps)

    def _of(self, url: str) -> Protego:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._locks.setdefault(origin, threading.Lock()):
            if origin not in self._rules:
                self._rules[origin] = self._fetched(f"{origin}/robots.txt")
            rules = self._rules[origin]
        if isinstance(rules, Unreadable):
            raise rules
        return rules

    def _fetched(self, url: str) -> Protego | Unreadable:
        """RFC 9309, 2.3.1: no such file allows everything; a server that fails or is out of reach allows nothing."""
        try:
            status, content = self._read(url)
        except Unreadable as error:
            return error
        if 200 <= status < 300:
            return Protego.parse(content[:LONGEST].decode("utf-8", "replace"))
        return Unreadable(f"{shown(url)} answers {status}: nothing may be fetched") if status >= 500 else EVERYTHING
