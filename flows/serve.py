"""Serve: the schedules of the configuration in one process, until stopped.

A Prefect API is used where the settings name one; else a server is started for as long as this runs, because the API
that a flow run starts for itself never schedules anything.
"""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import httpx
from prefect import Flow
from prefect import serve as serve_deployments
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.types.entrypoint import EntrypointType

from flows.collect import collect
from flows.daily import daily
from tasks.config import load
from tasks.errors import CounterclaimError

log = logging.getLogger(__name__)
START_UP_SECONDS = 180


def serve(config: Path) -> None:
    """Run the schedules until interrupted.

    Raises:
        ConfigError: the configuration is wrong.
        CounterclaimError: the Prefect server did not start.
    """
    schedule = load(config).schedule
    with _server():
        serve_deployments(
            _deployment(collect, "hourly", schedule.collect, schedule.timezone, config),
            _deployment(daily, "morning", schedule.brief, schedule.timezone, config),
            pause_on_shutdown=False,
        )


def _deployment(flow: Flow[..., Any], name: str, cron: str, timezone: str, config: Path) -> RunnerDeployment:
    deployment = flow.to_deployment(
        name,
        schedule=Cron(cron, timezone=timezone),
        parameters={"config": str(config.resolve())},
        concurrency_limit=1,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    return cast(RunnerDeployment, deployment)  # typed as if it might have to be awaited


@contextmanager
def _server() -> Iterator[None]:
    """The API that the settings name, or one of our own on a free port of this machine."""
    if PREFECT_API_URL.value():
        yield
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own words
    try:
        api = f"http://127.0.0.1:{port}/api"
        _wait_for(api, server)
        log.info("Prefect server at %s", api)
        with temporary_settings({PREFECT_API_URL: api}):
            yield
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(api: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_UP_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if httpx.get(f"{api}/health", timeout=5).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.5)
    raise CounterclaimError(
        f"The Prefect server did not start within {START_UP_SECONDS} s; `prefect server start` shows why."
    )
