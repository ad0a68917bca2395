"""Whichever runner the configuration asks for, the same is stored."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.analyse import analyse
from flows.collect import collect
from flows.runners import workers
from tasks.config import load
from tasks.errors import ConfigError
from tasks.settings import RunSettings
from tests.flows.conftest import NOW, copy_of_example

VIEWS = ("(SELECT * EXCLUDE url FROM articles)", "claims", "events", "stories", "contests", "contest_sides")


def stored(config: Path, run: str) -> dict[str, list[tuple[Any, ...]]]:
    """What a warehouse holds after collecting and analysing the examples with these settings under [run]."""
    text = config.read_text(encoding="utf-8")
    config.write_text(f"{text}\n[run]\n{run}\n", encoding="utf-8")
    collect(config, now=NOW)
    analyse(config)
    with duckdb.connect(str(load(config).warehouse), read_only=True) as connection:
        return {view: sorted(connection.execute(f"FROM {view}").fetchall(), key=str) for view in VIEWS}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    return stored(copy_of_example(tmp_path_factory.mktemp("desk") / "desk"), 'runner = "threads"\nbatch = 3')


@pytest.fixture
def scheduler() -> Iterator[str]:
    """The address of a Dask cluster of two worker processes."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


def test_processes_store_what_threads_do(shipped: Path, expected: dict[str, list[tuple[Any, ...]]]) -> None:
    assert stored(shipped, 'runner = "processes"\nworkers = 2\nbatch = 11') == expected


def test_a_dask_cluster_by_its_address_stores_what_threads_do(
    shipped: Path, expected: dict[str, list[tuple[Any, ...]]], scheduler: str
) -> None:
    assert stored(shipped, f'runner = "dask"\ndask_address = "{scheduler}"\nworkers = 2\nbatch = 3') == expected


def test_without_an_address_dask_is_a_cluster_of_so_many_workers_of_its_own(
    shipped: Path, expected: dict[str, list[tuple[Any, ...]]]
) -> None:
    pytest.importorskip("prefect_dask")
    assert stored(shipped, 'runner = "dask"\nworkers = 2\nbatch = 3') == expected


def test_dask_that_is_not_installed_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)  # as if absent
    with pytest.raises(ConfigError, match=r"counterclaim\[dask\]"), workers(RunSettings(runner="dask")):
        pass


def test_an_address_where_no_scheduler_answers_is_told() -> None:
    pytest.importorskip("prefect_dask")
    nowhere = RunSettings(runner="dask", dask_address="tcp://127.0.0.1:9")
    with pytest.raises(ConfigError, match="no Dask scheduler answers there"), workers(nowhere):
        pass
