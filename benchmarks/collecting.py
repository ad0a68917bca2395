"""`counterclaim collect` from a server on this machine against plain trafilatura over the same pages in memory.

Part of `python -m benchmarks.throughput`. Both use as many processes as there are cores. Trafilatura goes first and
once more last, so that a machine that slows down slows both. Collecting is all that the command does, its start and
Prefect's included: feeds and robots.txt read, pages fetched, kept on disk, extracted, their articles stored in a new
warehouse. What the server takes of the processor is told apart.
"""

from __future__ import annotations

import asyncio
import gzip
import multiprocessing
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

import trafilatura

A_FEED = 50  # items
CHUNK = 20  # pages
CORES = os.cpu_count() or 1
WHOLE = """
# Runs a command and waits for all that it began, so that their processor time is counted too; on Linux.
import ctypes, os, subprocess, sys
ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
status = subprocess.call(sys.argv[1:])
try:
    while True:
        os.wait()
except ChildProcessError:
    sys.exit(status)
"""


class _Answers(asyncio.Protocol):
    """Sends what is held ready for each path, one request after the other."""

    def __init__(self, ready: dict[bytes, bytes]) -> None:
        self._ready = ready

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)

    def data_received(self, data: bytes) -> None:
        path = data.split(b" ", 2)[1]
        missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        self._transport.write(self._ready.get(path, missing))


def _served(body: bytes, kind: str) -> bytes:
    packed = gzip.compress(body)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n"
    return head.encode() + packed


def _serve(pages: Sequence[bytes], ours: Connection) -> None:
    """In a process of its own: serve feeds of these pages until told to stop; then tell the processor time spent."""

    async def run() -> None:
        loop = asyncio.get_running_loop()
        ready: dict[bytes, bytes] = {}
        server = await loop.create_server(lambda: _Answers(ready), "127.0.0.1", 0)
        address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        links = []
        for number, page in enumerate(pages):  # the same page at two addresses is kept as two, so it is made two
            ready[f"/{number}".encode()] = _served(page + f"<!-- {number} -->".encode(), "text/html")
            links.append(f"<item><title>Page {number}</title><link>{address}/{number}</link></item>")
        feeds = []
        for at in range(0, len(links), A_FEED):
            feed = f"<rss version='2.0'><channel>{''.join(links[at : at + A_FEED])}</channel></rss>"
            ready[f"/feed{at}".encode()] = _served(feed.encode(), "application/rss+xml")
            feeds.append(f"{address}/feed{at}")
        begun = time.process_time()
        ours.send(feeds)
        await loop.run_in_executor(None, ours.recv)
        ours.send(time.process_time() - begun)

    asyncio.run(run())


@contextmanager
def _serving(pages: Sequence[bytes]) -> Iterator[tuple[list[str], list[float]]]:
    """The addresses of the feeds; the list is given the server's processor seconds when it has ended."""
    spent: list[float] = []
    theirs, ours = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(pages, ours))
    server.start()
    try:
        yield theirs.recv(), spent
        theirs.send(None)
        spent.append(theirs.recv())
    finally:
        server.terminate()
        server.join()


class _Timed:
    """Seconds on the wall, and of processor time in the processes that were begun and have ended inside."""

    def __enter__(self) -> _Timed:
        self._wall, self._cpu = time.perf_counter(), self._of_children()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall, self.cpu = time.perf_counter() - self._wall, self._of_children() - self._cpu

    def _of_children(self) -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime


def _extract(pages: Sequence[bytes]) -> int:
    return sum(len(trafilatura.extract(page) or "") for page in pages)


def _plain(pages: Sequence[bytes]) -> _Timed:
    """Plain trafilatura, in a process a core; what it loads is loaded before the clock runs."""
    chunks = [pages[at : at + CHUNK] for at in range(0, len(pages), CHUNK)]
    with _Timed() as timed, ProcessPoolExecutor(CORES, multiprocessing.get_context("fork")) as pool:
        list(pool.map(_extract, chunks))
    return timed


def _collect(feeds: Sequence[str], folder: Path) -> _Timed:
    config = folder / "counterclaim.toml"
    sources = "".join(
        f'[[source]]\nid = "feed{n}"\nurl = "{url}"\nallow_private = true\n' for n, url in enumerate(feeds)
    )
    config.write_text(f"[fetch]\ndelay_seconds = 0\n{sources}", encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        WHOLE,
        str(Path(sys.executable).with_name("counterclaim")),
        "collect",
        "--config",
        str(config),
    ]
    with _Timed() as timed:
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own words
    print(done.stdout, done.stderr, file=sys.stderr, sep="", end="")
    return timed


def measure(bodies: Sequence[bytes], pages: int, folder: Path) -> list[dict[str, object]]:
    """One row for trafilatura and one for collecting, with its pages/s to trafilatura's.

    Args:
        bodies: Pages; where there are fewer than asked for, they are served again at other addresses.
        pages: How many to collect.
        folder: An empty one.
    """
    chosen = list(islice(cycle(bodies), pages))
    trafilatura.extract("<p>Warm.</p>")
    before = _plain(chosen)
    with _serving(chosen) as (feeds, serving):
        ours = _collect(feeds, folder)
    after = _plain(chosen)
    wall, cpu = (before.wall + after.wall) / 2, (before.cpu + after.cpu) / 2
    return [
        _row(f"trafilatura, {CORES} processes", pages, wall, cpu, wall, cpu),
        _row("collect", pages, ours.wall, ours.cpu, wall, cpu),
        _row("(the server)", pages, ours.wall, serving[0], wall, cpu),
    ]


def _row(part: str, pages: int, wall: float, cpu: float, plain_wall: float, plain_cpu: float) -> dict[str, object]:
    speeds = {"pages/s, to trafilatura's": plain_wall / wall, "by processor time": plain_cpu / cpu}
    return {"part": part, "pages": pages, "wall s": wall, "cpu s": cpu, "cpu ms/page": 1e3 * cpu / pages} | speeds
