"""What a run survives: a full disk, another run at the same time."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flows.daily import daily
from warehouse.connection import Warehouse

NOW = "2026-03-06T07:00"
RUN = [sys.executable, "-c", "from flows.cli import main; main()", "run", "--now", NOW, "--config"]


def command(config: Path) -> subprocess.CompletedProcess[str]:
    """`counterclaim run` in a process of its own, which speaks to the API of the tests."""
    return subprocess.run([*RUN, str(config)], check=False, capture_output=True, text=True)


def quotes(folder: Path) -> list[str]:
    """What a digest shows, line by line."""
    lines = json.loads((folder / "digest.json").read_text(encoding="utf-8"))["lines"]
    return [line["quote"] for line in lines]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB; only root may make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk], check=False).returncode:
        pytest.skip("may not mount a file system")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_full_disk_is_told_and_once_there_is_room_nothing_is_missing(small_disk: Path, workspace: Path) -> None:
    desk = small_disk / "desk"
    shutil.copytree(workspace.parent, desk)
    full = command(desk / workspace.name)
    assert full.returncode == 1
    assert "No space left on device" in full.stderr
    assert "should not happen" not in full.stderr
    subprocess.run(["mount", "-o", "remount,size=100m", small_disk], check=True)
    [again, *_] = daily(desk / workspace.name, now=NOW)
    [undisturbed] = daily(workspace, now=NOW)
    assert quotes(again) == quotes(undisturbed)


def test_two_runs_at_once_make_one_digest_with_news(shipped: Path) -> None:
    with ThreadPoolExecutor(2) as both:
        ended = list(both.map(command, [shipped, shipped]))
    assert [run.returncode for run in ended] == [0, 0], ended
    with Warehouse(shipped.parent / "counterclaim.duckdb", read_only=True) as opened:
        [(news,)] = opened.connection.execute("SELECT count(*) FROM digest WHERE NOT empty").fetchall()
        articles = opened.connection.execute("SELECT count(*), count(DISTINCT article_id) FROM article").fetchall()
    assert news == 1
    assert articles == [(12, 12)]
