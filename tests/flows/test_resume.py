"""A collection that was killed, and the next one: nothing that is kept is fetched again, and nothing is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from flows.collect import collect
from tests.collect.servers import Site, serving
from tests.flows.killing import kill_after

ITEMS = 260  # more than two batches
NOW = "2026-03-06T07:00"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        links = ""
        for number in range(ITEMS):
            lines = "".join(
                f"<p>Soldiers left village {number}-{line}, the army said on Monday.</p>" for line in range(5)
            )
            link = running.page(
                f"/{number}", f"<html><body><article><h1>Story {number}</h1>{lines}</article></body></html>"
            )
            links += f"<item><title>Story {number}</title><link>{link}</link></item>"
        running.page("/feed", f"<rss version='2.0'><channel>{links}</channel></rss>", ETag='"v"')
        yield running


def kept(config: Path, query: str) -> set[str]:
    with duckdb.connect(str(config.parent / "counterclaim.duckdb"), read_only=True) as connection:
        return {value for (value,) in connection.execute(query).fetchall()}


def test_a_killed_collection_is_gone_on_with(site: Site, tmp_path: Path) -> None:
    config = tmp_path / "counterclaim.toml"
    source = f'[[source]]\nid = "wire"\nurl = "{site.url}/feed"\nallow_private = true\n'
    config.write_text(f"[fetch]\ndelay_seconds = 0\n{source}", encoding="utf-8")
    kill_after("insert_pages", "collect", config, NOW)
    before = kept(config, "SELECT url FROM page")
    assert before
    site.seen.clear()
    collect(config, now=NOW)
    asked = [site.url + path for path in site.paths() if path != "/feed"]
    everything = {f"{site.url}/{number}" for number in range(ITEMS)}
    assert sorted(asked) == sorted(everything - before)
    assert kept(config, "SELECT url FROM article") == everything
    site.seen.clear()
    collect(config, now=NOW)
    assert site.paths() == ["/feed"]
