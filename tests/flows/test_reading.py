"""Sources are read, and pages extracted, while Prefect still starts; the flow carries on, and nothing is done twice."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.sorting import LogSort

from flows.collect import collect
from flows.daily import daily
from flows.job import prepare
from flows.reading import reading_ahead
from tests.collect.servers import Answer, Site, serving
from tests.flows.conftest import THREADS
from warehouse import visits
from warehouse.addresses import Addresses
from warehouse.connection import Warehouse

FEEDS = 12  # more than are read at once
PAGES = 3  # of each


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        for feed in range(FEEDS):
            links = ""
            for number in range(PAGES):
                lines = "".join(
                    f"<p>Soldiers left village {feed}-{number}-{line}, the army said on Monday.</p>"
                    for line in range(5)
                )
                link = running.page(
                    f"/{feed}/{number}", f"<html><body><article><h1>Story {feed}</h1>{lines}</article></body></html>"
                )
                links += f"<item><title>Story {number}</title><link>{link}</link></item>"
            running.page(f"/feed{feed}", f"<rss version='2.0'><channel>{links}</channel></rss>")
        yield running


@pytest.fixture
def config(site: Site, tmp_path: Path) -> Path:
    return configured(site, tmp_path, THREADS)


def configured(site: Site, folder: Path, run: str) -> Path:
    """A configuration of all feeds with these lines for [run]."""
    path = folder / "counterclaim.toml"
    sources = "".join(
        f'[[source]]\nid = "s{feed}"\nurl = "{site.url}/feed{feed}"\nallow_private = true\n' for feed in range(FEEDS)
    )
    path.write_text(f"[fetch]\ndelay_seconds = 0\n{run}{sources}", encoding="utf-8")
    return path


def articles(config: Path) -> list[str]:
    """The addresses of those that are stored."""
    with Warehouse(config.parent / "counterclaim.duckdb") as opened:
        return [url for (url,) in opened.connection.execute("SELECT url FROM article ORDER BY url").fetchall()]


def everything() -> list[str]:
    feeds = [f"/feed{feed}" for feed in range(FEEDS)]
    return sorted(feeds + [f"/{feed}/{number}" for feed in range(FEEDS) for number in range(PAGES)])


@pytest.mark.parametrize("ahead", ["nothing", "some", "all"])
def test_a_flow_carries_on_with_what_was_begun(site: Site, config: Path, ahead: str) -> None:
    last = f"/{FEEDS - 1}/{PAGES - 1}" if ahead == "all" else "/0/0"
    with reading_ahead(prepare(config)):
        if ahead != "nothing":
            _until(lambda: last in site.paths())
        new = collect(config)
    assert new == FEEDS * PAGES
    assert sorted(site.paths()) == everything()
    with Warehouse(config.parent / "counterclaim.duckdb", read_only=True) as opened:
        fares = visits.health(opened)
    assert {(fare.outcome, fare.items) for fare in fares.values()} == {("ok", PAGES)}
    assert len(fares) == FEEDS


def test_a_whole_run_carries_on_too(site: Site, config: Path) -> None:
    with reading_ahead(prepare(config)):
        _until(lambda: "/0/0" in site.paths())
        [folder] = daily(config)
    assert sorted(site.paths()) == everything()
    assert (folder / "digest.html").exists()


def test_a_reading_that_is_given_up_keeps_what_it_has_and_says_of_no_source_that_it_failed(
    site: Site, config: Path, caplog: pytest.LogCaptureFixture
) -> None:
    resumed = threading.Event()
    site.does("/0/1", _after(resumed, site.answers["/0/1"]))
    with pytest.raises(KeyboardInterrupt), reading_ahead(prepare(config)):
        _until(lambda: "/0/1" in site.paths())
        threading.Timer(0.5, resumed.set).start()
        raise KeyboardInterrupt
    with Warehouse(config.parent / "counterclaim.duckdb", read_only=True) as opened:
        fares = visits.health(opened)
        kept = Addresses(opened).known("s0", [f"{site.url}/0/{number}" for number in range(PAGES)])
    assert not [fare for fare in fares.values() if fare.outcome != "ok"]
    assert "s0" not in fares
    assert kept == {f"{site.url}/0/0"}
    assert not [record.message for record in caplog.records if record.levelno >= logging.WARNING]


def test_pages_are_extracted_before_there_is_a_flow_which_stores_only_the_others(site: Site, tmp_path: Path) -> None:
    config = configured(site, tmp_path, "[run]\nworkers = 2\nbatch = 11\n")
    with reading_ahead(prepare(config)):
        _until(lambda: len(articles(config)) == 22)  # two batches; what is left of it waits for the flow
        new = collect(config)
    assert new == len(articles(config)) == FEEDS * PAGES
    assert sorted(site.paths()) == everything()


def test_what_an_extraction_that_is_given_up_left_is_extracted_by_the_next_run_and_not_fetched_again(
    site: Site, tmp_path: Path
) -> None:
    config = configured(site, tmp_path, "[run]\nworkers = 2\nbatch = 11\n")
    with pytest.raises(KeyboardInterrupt), reading_ahead(prepare(config)):
        _until(lambda: bool(articles(config)))
        raise KeyboardInterrupt
    before = len(articles(config))
    new = collect(config)
    assert before + new == len(articles(config)) == FEEDS * PAGES
    assert sorted(path for path in site.paths() if path.count("/") == 2) == everything()[: FEEDS * PAGES]


def test_prefect_is_told_with_the_run_what_was_logged_before_there_was_one(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("<html></html>", encoding="utf-8")
    command = "from flows.cli import main; main()"
    words = ["collect", "--source", str(tmp_path / "empty.html"), "--warehouse", str(tmp_path / "w.duckdb")]
    done = subprocess.run([sys.executable, "-c", command, *words], check=False, capture_output=True, text=True)
    assert f"skipped: {tmp_path.as_uri()}/empty.html" in done.stderr
    with get_client(sync_client=True) as client:
        newest = client.read_logs(sort=LogSort.TIMESTAMP_DESC)  # other tests may have left more than a page
        told = [log.message for log in newest if tmp_path.as_uri() in log.message]
    assert told == [f"skipped: {tmp_path.as_uri()}/empty.html: no article text is found on the page"]


def _after(event: threading.Event, answer: Answer) -> Answer:
    """The same answer, once something has happened."""

    def late(request: BaseHTTPRequestHandler) -> None:
        event.wait(60)
        answer(request)

    return late


def _until(condition: Callable[[], bool]) -> None:
    while not condition():
        time.sleep(0.01)
