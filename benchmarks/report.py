"""How a measurement is taken and shown."""

from __future__ import annotations

import os
import platform
import resource
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version

SHOWN = ("counterclaim", "trafilatura", "spacy", "duckdb")


class Clock:
    """Adds up what parts of a program take: seconds on the wall, and of processor time in all threads."""

    def __init__(self) -> None:
        self.wall: dict[str, float] = {}
        self.cpu: dict[str, float] = {}

    @contextmanager
    def measure(self, part: str) -> Iterator[None]:
        """Count what runs inside under this name."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall[part] = self.wall.get(part, 0) + time.perf_counter() - wall
        self.cpu[part] = self.cpu.get(part, 0) + time.process_time() - cpu


def peak_memory() -> float:
    """The most memory this process has held so far, in MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 2**10


def machine() -> str:
    """One line: processors, system and versions, without which no figure means anything."""
    versions = ", ".join(f"{name} {version(name)}" for name in SHOWN)
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {versions}"


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Rows of the same columns as a Markdown table."""
    lines = [list(rows[0]), ["---"] * len(rows[0])]
    lines += [[f"{v:,.2f}" if isinstance(v, float) else str(v) for v in row.values()] for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
