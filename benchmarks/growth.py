"""What 200 new articles cost among few and among many: time to collect, extract, read, link and brief them.

    python -m benchmarks.growth [--most 1000000] [--runs 3] [--folder FOLDER]

Both warehouses are made of the same thousand synthetic articles (see benchmarks.synthetic). The large one holds them
once more for each of many earlier times (see benchmarks.multiply), and its thousand are linked as among so many. Into a
copy of each come the same pages, in turns, as in a run without Prefect. A million takes some fifteen minutes of
processor time to make, and 12 GB of disk; what lies in the folder already is used again.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from datetime import timedelta
from html import escape
from math import ceil
from pathlib import Path

from benchmarks.multiply import multiply
from benchmarks.report import Clock, machine, peak_memory, table
from benchmarks.stages import brief, collect, deliver, extract_kept, link, read_new
from benchmarks.synthetic import A_DAY, OUTLETS, START, news
from benchmarks.wordings import Told
from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.reading import Reader
from tasks.disk import to_disk
from tasks.models import Article, Page, Source
from warehouse import store
from warehouse.connection import Warehouse

NEW = 200
SMALL = 1000
BATCH = 500
SOURCES = [Source(f"source-{n}", f"https://news{n}.example/feed", outlet=f"Outlet {n}") for n in range(OUTLETS)]


def make(warehouse: Path, articles: int, times: int, catalogue: Catalogue) -> None:
    """A warehouse of so many articles and of their copies of earlier times, all linked and told.

    Args:
        warehouse: A file to be made.
        articles: Those that are no copies.
        times: How many times as many it holds.
        catalogue: Who is part of whom.
    """
    small = warehouse.with_suffix(".small")
    with Warehouse(small) as opened:
        store.save_sources(opened, SOURCES)
        if times > 1:  # what is rare among so many tells one story from another
            counted = Told([article for article, _ in news(articles)], times - 1).counted()
            held = zip(counted["term"].tolist(), counted["articles"].tolist(), strict=True)
            opened.run("add_term_counts", [json.dumps([{"term": term, "articles": n} for term, n in held])])
        for first in range(0, articles, BATCH):
            after = min(first + BATCH, articles)
            add(opened, after - first, first)
            link(opened, catalogue)
            brief(opened, catalogue.name, *(START + timedelta(days=number / A_DAY) for number in (first, after)))
    multiply(small, warehouse, times, ceil(articles / A_DAY))
    small.unlink()


def add(warehouse: Warehouse, articles: int, first: int) -> int:
    """Store synthetic articles with their readings; returns how many."""
    made = list(news(articles, first))
    store.settle_pages(warehouse, {article.article_id: article for article, _ in made}, {}, [])
    store.save_analyses(warehouse, [analysis for _, analysis in made], "bench")
    return len(made)


def measure(warehouse: Path, reader: Reader, first: int, new: int = NEW) -> Clock:
    """What new articles cost by part; they stay in the warehouse.

    Args:
        warehouse: An existing file.
        reader: What reads them.
        first: The number of the first new one.
        new: How many.
    """
    offered = [_page(article) for article, _ in news(new, first)]
    since, now = (START + timedelta(days=number / A_DAY) for number in (first, first + new))
    clock = Clock()
    with clock.measure("collect"):
        collect(warehouse, SOURCES, offered, now)
    with clock.measure("extract"):
        extract_kept(warehouse, now)
    with clock.measure("read"):
        read_new(warehouse, reader, "bench")
    with clock.measure("link"), Warehouse(warehouse) as opened:
        link(opened, reader.catalogue)
    with clock.measure("brief"):
        with Warehouse(warehouse) as opened:
            digest = brief(opened, reader.catalogue.name, since, now)
        deliver(warehouse, digest, now)
    return clock


def _page(article: Article) -> Page:
    """The web page of an article."""
    title, lines = escape(article.title or ""), "".join(f"<p>{escape(line)}</p>" for line in article.text.split("\n"))
    day = f'<meta property="article:published_time" content="{article.published_at}">'
    html = f'<html lang="en"><head><title>{title}</title>{day}</head><body><article>{lines}</article></body></html>'
    return Page(article.source_id, article.url, html.encode(), "text/html", article.fetched_at, "utf-8")


def compare(small: Path, large: Path, reader: Reader, first: int, runs: int, new: int = NEW) -> list[dict[str, object]]:
    """One row a part: seconds of processor and wall into a copy of each, and their ratios; medians of so many runs."""
    clocks: dict[Path, list[Clock]] = {small: [], large: []}
    copy = large.with_suffix(".copy")
    for _ in range(runs):
        for warehouse, taken in clocks.items():
            shutil.copy(warehouse, copy)
            to_disk(copy)  # else the first who writes to it waits for all of it
            taken.append(measure(copy, reader, first, new))
            copy.unlink()
            shutil.rmtree(copy.with_suffix(".pages"))
    parts = [*clocks[small][0].wall]
    return [_row(part, [part], clocks, small, large) for part in parts] + [_row("all", parts, clocks, small, large)]


def _row(
    name: str, parts: Sequence[str], clocks: Mapping[Path, Sequence[Clock]], small: Path, large: Path
) -> dict[str, object]:
    row: dict[str, object] = {"part": name}
    for unit in ("cpu", "wall"):
        few, many = (
            statistics.median(sum(getattr(clock, unit)[part] for part in parts) for clock in clocks[warehouse])
            for warehouse in (small, large)
        )
        row |= {f"{unit} s, few": few, f"{unit} s, many": many, f"{unit} ratio": many / few}
    return row


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--most", type=int, default=1_000_000, help="articles in the large warehouse")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the warehouses are kept, for benchmarks.latency too")
    given = parser.parse_args(arguments)
    reader = Reader.load()
    with tempfile.TemporaryDirectory() as scratch:
        folder: Path = given.folder or Path(scratch)
        small, large = folder / f"{SMALL}.duckdb", folder / f"{given.most}.duckdb"
        for warehouse, times in ((small, 1), (large, given.most // SMALL)):
            if not warehouse.exists():
                make(warehouse, SMALL, times, reader.catalogue)
            Warehouse(warehouse).close()  # one that an earlier version made is brought up to date
        rows = compare(small, large, reader, SMALL, given.runs)
    print(machine(), table(rows), f"Peak memory: {peak_memory():,.0f} MiB", sep="\n\n")


if __name__ == "__main__":
    main()
