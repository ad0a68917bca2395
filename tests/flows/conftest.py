"""The only tests that start Prefect: one real server for all of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.api import prefect_api

ROOT = Path(__file__).parents[2]
THREADS = '[run]\nrunner = "threads"\n'  # which share one parser with all tests; see test_runners
NOW = "2026-03-06T07:00"  # the first morning after the articles of the example


def copy_of_example(folder: Path) -> Path:
    """The configuration of a workspace of its own in a new folder."""
    shutil.copytree(ROOT / "examples", folder)
    config = folder / "counterclaim.toml"
    text = config.read_text(encoding="utf-8").replace("../build/example/", "")
    config.write_text(text, encoding="utf-8")
    return config


@pytest.fixture(scope="session", autouse=True)
def prefect_server() -> Iterator[None]:
    """The server that a command starts for itself, for all of them: it is waited for as long as it takes."""
    with prefect_api() as ready:
        ready()
        yield


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the examples, in a folder with a blank in its name."""
    return copy_of_example(tmp_path / "my desk")


@pytest.fixture
def workspace(shipped: Path) -> Path:
    """The same with threads; tests that kill runs, or have several at once, see what becomes of processes."""
    text = shipped.read_text(encoding="utf-8").replace("[[source]]", f"{THREADS}\n[[source]]", 1)
    shipped.write_text(text, encoding="utf-8")
    return shipped


@pytest.fixture(scope="session")
def briefed(prefect_server: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The configuration of the example as it is after its first run: to be looked at, and copied to be changed."""
    from flows.daily import daily  # slow: only where these tests run

    config = copy_of_example(tmp_path_factory.mktemp("briefed") / "my desk")
    daily(config, now=NOW)
    return config
