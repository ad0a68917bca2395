"""For all tests: a home for Prefect; warehouses, in a file or with a catalogue in a PostgreSQL started for them."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from tasks.where import Lake, Where
from tests.postgres import Postgres, programs, running

NewLake = Callable[[Path], Lake]


def pytest_configure(config: pytest.Config) -> None:
    """Give Prefect a home that is nobody else's, before anything reads where it is; let commands be interrupted."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell's background job has it, and hands it on
        signal.signal(signal.SIGINT, signal.default_int_handler)
    home = tempfile.mkdtemp(prefix="cc-prefect-")
    os.environ |= {"PREFECT_HOME": home, "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
    config.add_cleanup(partial(shutil.rmtree, home, ignore_errors=True))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    where = programs()
    if where is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with running(where) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def new_lake(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> NewLake:
    """A function that makes an empty lake whose data is in a folder; a copy of one, for upgrades take seconds."""
    pytest.importorskip("duckdb_extension_ducklake", reason="the extra `lake` is not installed")
    from warehouse import lake as lakes
    from warehouse.connection import Warehouse

    postgres.run("CREATE DATABASE pattern")
    first = Lake(
        catalogue=f"postgres:{postgres.conninfo('pattern')}", data=str(tmp_path_factory.mktemp("pattern") / "lake")
    )
    Warehouse(first).close()
    lakes.forget(first)
    numbers = count()

    def new(folder: Path) -> Lake:
        name = f"lake{next(numbers)}"
        postgres.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'pattern'")
        postgres.run(f"CREATE DATABASE {name} TEMPLATE pattern")
        path = f"{folder}/".replace("'", "''")
        postgres.run(f"UPDATE ducklake_metadata SET value = '{path}' WHERE key = 'data_path'", name)
        return Lake(catalogue=f"postgres:{postgres.conninfo(name)}", data=str(folder))

    return new


@pytest.fixture(params=["file", "lake"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Where]:
    """An empty warehouse of either kind: what a test says of it holds of both."""
    if request.param == "file":
        yield tmp_path / "w.duckdb"
        return
    lake: Lake = request.getfixturevalue("new_lake")(tmp_path / "w")
    yield lake
    from warehouse.lake import forget

    forget(lake)
