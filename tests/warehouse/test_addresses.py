"""Which addresses of a source are kept, as a run looks it up for all that is offered to it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasks.models import Page
from warehouse import pages
from warehouse.addresses import Addresses
from warehouse.connection import Warehouse

URLS = ["https://wire.example/1", "https://wire.example/bombe-à-kaboul", "https://wire.example/爆発"]


@pytest.fixture
def opened(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "w.duckdb")


def _page(url: str, content: bytes) -> Page:
    return Page("wire", url, content, "text/html", datetime(2026, 3, 5, tzinfo=UTC))


def test_nothing_is_known_to_an_empty_warehouse(opened: Warehouse) -> None:
    assert Addresses(opened).known("wire", URLS) == set()


def test_kept_pages_are_known_by_source_and_address_whatever_its_letters(opened: Warehouse) -> None:
    pages.keep(opened, [_page(url, b"text") for url in URLS])
    kept = Addresses(opened)
    assert kept.known("wire", [*URLS, "https://wire.example/2"]) == set(URLS)
    assert kept.known("post", URLS) == set()
    assert kept.known("wire", []) == set()


def test_a_page_of_which_only_the_feed_told_is_asked_for_again(opened: Warehouse) -> None:
    pages.keep(opened, [_page(URLS[0], b"")])
    assert Addresses(opened).known("wire", URLS) == set()
