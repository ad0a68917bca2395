"""The database laid into a new home of Prefect is what its own migrations would have made there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from prefect.settings import PREFECT_API_DATABASE_CONNECTION_URL, PREFECT_HOME, temporary_settings

from flows import home as homes
from flows.home import NAME, lay_database, make_empty


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is laid, made by the migrations of the installed Prefect."""
    made = tmp_path_factory.mktemp("made") / NAME
    make_empty(made)
    return made


@pytest.fixture
def home(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home that is not there yet."""
    monkeypatch.setattr(homes, "EMPTY", empty)
    with temporary_settings({PREFECT_HOME: tmp_path / "home"}):
        yield tmp_path / "home"


def test_a_new_home_is_given_a_database_and_nothing_else(home: Path) -> None:
    lay_database()
    with closing(sqlite3.connect(home / NAME)) as database:
        assert database.execute("SELECT count(*) FROM flow_run").fetchone() == (0,)
    assert [file.name for file in home.iterdir()] == [NAME]


def test_what_is_laid_is_made_anew_over_an_older_one(empty: Path, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"older")
    make_empty(tmp_path / NAME)
    assert _tables(tmp_path / NAME) == _tables(empty) != []


def _tables(path: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()


@pytest.mark.parametrize("unfit", ["none", "torn", "of a later Prefect"])
def test_what_is_unfit_is_not_laid(home: Path, empty: Path, monkeypatch: pytest.MonkeyPatch, unfit: str) -> None:
    other = empty.with_name(f"{unfit}.db")
    if unfit != "none":
        other.write_bytes(empty.read_bytes() if unfit == "of a later Prefect" else b"torn")
    if unfit == "of a later Prefect":
        with closing(sqlite3.connect(other)) as database, database:
            database.execute("UPDATE alembic_version SET version_num = 'ffffffffffff'")
    monkeypatch.setattr(homes, "EMPTY", other)
    lay_database()
    assert not home.exists()


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
