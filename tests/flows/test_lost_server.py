"""The Prefect server is killed in the middle of a run by hand: one plain sentence, and the next run ends the work."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

COUNTERCLAIM = [sys.executable, "-c", "from flows.cli import main; main()"]
PREFECT = [sys.executable, "-m", "prefect", "server", "start"]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A server of its own process, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    api = f"http://127.0.0.1:{port}/api"
    env = os.environ | {"PREFECT_HOME": str(tmp_path / "prefect")}
    with subprocess.Popen(
        [*PREFECT, "--host", "127.0.0.1", "--port", str(port)],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _until(lambda: _answers(api))
            yield process, api
        finally:
            process.kill()


def test_a_run_that_loses_its_server_says_so_and_the_next_completes_it(
    shipped: Path, server: tuple[subprocess.Popen[bytes], str]
) -> None:
    process, api = server
    command = [*COUNTERCLAIM, "run", "--config", str(shipped), "--now", "2026-03-06T07:00"]
    env = os.environ | {"PREFECT_API_URL": api}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        _until(lambda: shipped.with_name("counterclaim.duckdb").exists())
        process.kill()
        _, told = run.communicate()
    assert run.returncode == 1
    assert told.startswith("counterclaim: the Prefect server at 127.0.0.1:")
    assert len(told.splitlines()) == 1

    alone = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    again = subprocess.run(command, env=alone, capture_output=True, text=True, check=True)
    digest = Path(again.stdout.strip()) / "digest.txt"
    assert "12 articles from 5 publishers" in digest.read_text(encoding="utf-8")


def _answers(api: str) -> bool:
    try:
        return httpx.get(f"{api}/health").is_success
    except httpx.TransportError:
        return False


def _until(condition: Callable[[], bool]) -> None:
    while not condition():
        time.sleep(0.1)
