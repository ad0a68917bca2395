"""What the readings of a source tell of how it fares."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest

from tasks.models import Health, Visit
from tasks.where import Where
from warehouse import visits
from warehouse.connection import Warehouse

NOW = datetime(2026, 3, 1, tzinfo=UTC)
Outcome = Literal["ok", "unchanged", "failed"]


@pytest.fixture
def warehouse(where: Where) -> Iterator[Warehouse]:
    with Warehouse(where) as opened:
        yield opened


def fares(warehouse: Warehouse, *told: tuple[int, Outcome, int | None], expected: int | None = None) -> Health:
    """The health of a source after readings at these hours."""
    visits.record(
        warehouse,
        [
            Visit(
                "s", NOW + timedelta(hours=hour), outcome, "answers 500" if outcome == "failed" else None, n, expected
            )
            for hour, outcome, n in told
        ],
    )
    return visits.health(warehouse)["s"]


def test_failures_in_a_row_are_counted_from_the_last_success(warehouse: Warehouse) -> None:
    health = fares(
        warehouse,
        (0, "failed", None), (1, "ok", 20), (2, "unchanged", None), (3, "failed", None), (5, "failed", None),
    )  # fmt: skip
    assert (health.failures, health.error) == (2, "answers 500")
    assert health.failing_since == NOW + timedelta(hours=3)
    assert health.last_success == NOW + timedelta(hours=2)
    assert health.last_read == NOW + timedelta(hours=5)
    assert health.items == 20


def test_a_source_that_answers_again_is_well(warehouse: Warehouse) -> None:
    health = fares(warehouse, (0, "failed", None), (1, "unchanged", None))
    assert (health.failures, health.failing_since, health.error) == (0, None, None)


def test_a_source_that_never_answered_fails_since_its_first_reading(warehouse: Warehouse) -> None:
    health = fares(warehouse, (0, "failed", None), (1, "failed", None))
    assert (health.failures, health.failing_since, health.last_success) == (2, NOW, None)


def test_what_is_usual_is_the_median_of_the_last_fortnight_once_there_are_three_readings(warehouse: Warehouse) -> None:
    assert fares(warehouse, (0, "ok", 100), (1, "ok", 100)).usual is None
    assert fares(warehouse, (2, "ok", 30)).usual == 100
    assert fares(warehouse, (500, "ok", 20), (501, "ok", 22), (502, "unchanged", None), (503, "ok", 3)).usual == 20


@pytest.mark.parametrize(("items", "expected", "shrunk"), [(9, 10, True), (10, 10, False), (0, None, False)])
def test_a_source_that_offers_less_than_expected_has_shrunk(
    items: int, expected: int | None, shrunk: bool, warehouse: Warehouse
) -> None:
    assert fares(warehouse, (0, "ok", items), (1, "unchanged", None), expected=expected).has_shrunk is shrunk


def test_a_reading_told_twice_counts_once(warehouse: Warehouse) -> None:
    fares(warehouse, (0, "failed", None))
    assert fares(warehouse, (0, "failed", None)).failures == 1


def test_only_the_sources_asked_for_are_told_of(warehouse: Warehouse) -> None:
    visits.record(warehouse, [Visit(i, NOW, "ok", None, 1) for i in "ab"])
    assert set(visits.health(warehouse, ["b", "c"])) == {"b"}


def test_many_threads_may_open_and_close_one_warehouse(tmp_path: Path) -> None:
    """DuckDB refuses to open a file that another thread is just closing."""

    def work(number: int) -> int:
        for turn in range(25):
            with Warehouse(tmp_path / "w.duckdb") as opened:
                at = NOW + timedelta(hours=turn)
                visits.record(opened, [Visit(f"s{number}", at, "ok", None, 1)])
        return number

    Warehouse(tmp_path / "w.duckdb").close()
    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(work, range(8))) == list(range(8))
    with Warehouse(tmp_path / "w.duckdb") as opened:
        assert len(visits.health(opened)) == 8
