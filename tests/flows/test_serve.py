"""`counterclaim serve`: a schedule of the configuration starts a run that makes a digest."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PATIENCE = 240  # seconds; a schedule of every minute, and the start of a server


@pytest.fixture
def busy() -> Iterator[Path]:
    """A folder for temporary files in which somebody else has the place that Prefect would take."""
    with tempfile.TemporaryDirectory(prefix="t") as folder:  # short, as the paths of sockets have to be
        (Path(folder) / "runner_storage").touch()
        yield Path(folder)


def test_a_schedule_starts_a_run(shipped: Path, tmp_path: Path, busy: Path) -> None:
    with shipped.open("a", encoding="utf-8") as config:
        config.write('\n[schedule]\ncollect = "0 0 1 1 *"\nbrief = "* * * * *"\n')
    environment = {k: v for k, v in os.environ.items() if k != "PREFECT_API_URL"}
    environment["PREFECT_HOME"] = str(tmp_path / "prefect")
    environment["TMPDIR"] = str(busy)
    command = [sys.executable, "-c", "from flows.cli import main; main()", "serve", "--config", str(shipped)]
    log = tmp_path / "log"
    with log.open("w") as output:
        serving = subprocess.Popen(command, env=environment, stdout=output, stderr=output, start_new_session=True)
    try:
        digests = shipped.parent / "digests"
        until = time.monotonic() + PATIENCE
        while not list(digests.glob("velmora/*/digest.txt")) and time.monotonic() < until and serving.poll() is None:
            time.sleep(1)
        assert list(digests.glob("velmora/*/digest.txt")), log.read_text()
    finally:
        os.killpg(serving.pid, signal.SIGINT)
        try:
            serving.wait(60)
        finally:
            if serving.poll() is None:
                os.killpg(serving.pid, signal.SIGKILL)
    assert [path.name for path in busy.iterdir() if path.name != "runner_storage"] == []
