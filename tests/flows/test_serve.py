"""`counterclaim serve`: a schedule of the configuration starts a run that makes a digest."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 240  # seconds; a schedule of every minute, and the start of a server


def test_a_schedule_starts_a_run(workspace: Path, tmp_path: Path) -> None:
    with workspace.open("a", encoding="utf-8") as config:
        config.write('\n[schedule]\ncollect = "0 0 1 1 *"\nbrief = "* * * * *"\n')
    environment = {k: v for k, v in os.environ.items() if k != "PREFECT_API_URL"}
    environment["PREFECT_HOME"] = str(tmp_path / "prefect")
    command = [sys.executable, "-c", "from flows.cli import main; main()", "serve", "--config", str(workspace)]
    log = tmp_path / "log"
    with log.open("w") as output:
        serving = subprocess.Popen(command, env=environment, stdout=output, stderr=output, start_new_session=True)
    try:
        digests = workspace.parent / "digests"
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
