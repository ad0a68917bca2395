"""The only tests that start Prefect: one real server for all of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session", autouse=True)
def prefect_server() -> Iterator[None]:
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"  # before Prefect reads it
    from prefect.testing.utilities import prefect_test_harness  # slow: only where these tests run

    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the examples, in a folder with a blank in its name."""
    folder = tmp_path / "my desk"
    shutil.copytree(ROOT / "examples", folder)
    config = folder / "counterclaim.toml"
    text = config.read_text(encoding="utf-8").replace("../build/example/", "")
    config.write_text(text, encoding="utf-8")
    return config
