"""The database laid into a new home of Prefect is what its own migrations would have made there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from prefect.settings import PREFECT_API_DATABASE_CONNECTION_URL, PREFECT_HOME, temporary_settings

from flows.home import EMPTY, NAME, lay_database, migrated


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A home that is not there yet."""
    with temporary_settings({PREFECT_HOME: tmp_path / "home"}):
        yield tmp_path / "home"


def test_what_is_laid_is_what_the_migrations_make(tmp_path: Path) -> None:
    assert _lines(EMPTY.read_text(encoding="utf-8")) == _lines(migrated(tmp_path)), "`python -m flows.home` mends it"


def _lines(statements: str) -> list[str]:
    """Prefect adds the constraints of a table, and its indexes, now in this order and now in that."""
    return sorted(line.strip().rstrip(",") for line in statements.splitlines())


def test_a_new_home_is_given_a_database_and_nothing_else(home: Path) -> None:
    lay_database()
    with closing(sqlite3.connect(home / NAME)) as database:
        assert database.execute("SELECT count(*) FROM flow_run").fetchone() == (0,)
    assert [file.name for file in home.iterdir()] == [NAME]


@pytest.mark.parametrize("there", [NAME, f"{NAME}-wal"])
def test_what_is_there_stays(home: Path, there: str) -> None:
    home.mkdir()
    (home / there).write_bytes(b"")
    lay_database()
    assert [(file.name, file.stat().st_size) for file in home.iterdir()] == [(there, 0)]


def test_a_database_elsewhere_is_left_to_prefect(home: Path) -> None:
    with temporary_settings({PREFECT_API_DATABASE_CONNECTION_URL: f"sqlite+aiosqlite:///{home}/other.db"}):
        lay_database()
    assert not home.exists()
