"""What 200 new articles cost, the more articles are stored: time and memory to store, link and brief them.

    python -m benchmarks.growth [--most 100000] [--warehouse FILE]

The articles are synthetic and already read (see benchmarks.synthetic): reading an article costs the same whatever is
stored. The warehouse grows from step to step; the new ones are measured at each step and stay. The
digest tells what is as new as they are.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from benchmarks.report import Clock, machine, peak_memory, table
from benchmarks.stages import brief, link
from benchmarks.synthetic import A_DAY, START, news
from tasks.analyse.actors import Catalogue
from warehouse import store
from warehouse.connection import Warehouse

NEW = 200
BATCH = 1000


def measure(sizes: Sequence[int], warehouse: Path, new: int = NEW) -> Iterator[dict[str, object]]:
    """One row a size of the warehouse.

    Args:
        sizes: Articles stored before the new ones come, growing.
        warehouse: A file to be made.
        new: How many articles come.
    """
    catalogue, stored = Catalogue.load(()), 0
    for size in sizes:
        with Warehouse(warehouse) as opened:
            while stored < size:
                stored += add(opened, min(BATCH, size - stored), stored)
                link(opened, catalogue)
        clock = Clock()
        at = START + timedelta(days=(stored + new) / A_DAY)
        with clock.measure("store"), Warehouse(warehouse) as opened:
            add(opened, new, stored)
        with clock.measure("link"), Warehouse(warehouse) as opened:
            link(opened, catalogue)
        with clock.measure("brief"), Warehouse(warehouse) as opened:
            brief(opened, catalogue.name, at - timedelta(days=new / A_DAY), at)
        stored += new
        row: dict[str, object] = {"stored": size, "new": new, "last day": str(at.date())}
        row |= {f"{part} s": seconds for part, seconds in clock.wall.items()}
        totals = {"all s": sum(clock.wall.values()), "cpu s": sum(clock.cpu.values()), "peak MiB": peak_memory()}
        yield row | totals


def add(warehouse: Warehouse, articles: int, first: int) -> int:
    """Store synthetic articles with their readings; returns how many."""
    made = list(news(articles, first))
    store.settle_pages(warehouse, {article.article_id: article for article, _ in made}, {}, [])
    store.save_analyses(warehouse, [analysis for _, analysis in made], "bench")
    return len(made)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--most", type=int, default=100_000, help="articles stored at the last step")
    parser.add_argument("--warehouse", type=Path, help="keeps the warehouse there, for benchmarks.latency")
    given = parser.parse_args(arguments)
    sizes = [size for size in (1_000, 10_000, 100_000, 1_000_000) if size < given.most] + [given.most]
    with tempfile.TemporaryDirectory() as folder:
        rows = list(measure(sizes, given.warehouse or Path(folder) / "bench.duckdb"))
    print(machine(), table(rows), sep="\n\n")


if __name__ == "__main__":
    main()
