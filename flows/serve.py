"""Serve: the schedules of the configuration in one process, until stopped.

A Prefect API is used where the settings name one; else a server is started for as long as this runs, because the API
that a flow run starts for itself never schedules anything. One run at a time: there is one warehouse. Runs that
were due while the machine slept are still known to the server, and done late; see flows.runs.covered.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import httpx
from prefect import Flow
from prefect import serve as serve_deployments
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings
from prefect.types.entrypoint import EntrypointType

from flows.again import resume
from flows.collect import collect
from flows.daily import daily
from flows.maintenance import maintenance
from tasks.config import load
from tasks.errors import ConfigError, CounterclaimError

log = logging.getLogger(__name__)
START_UP_SECONDS = 180
# What is due while another of its kind still works: the next reading finds what it would have found, but of several
# briefings that are late the first to come may have nothing to tell.
LEFT_OUT, WAITS = ConcurrencyLimitStrategy.CANCEL_NEW, ConcurrencyLimitStrategy.ENQUEUE
LEASES = "prefect.server.concurrency.lease_storage.filesystem"


def serve(config: Path) -> None:
    """Run the schedules until interrupted; what was under way when it was cut off last time comes first.

    Raises:
        ConfigError: the configuration is wrong.
        CounterclaimError: the Prefect server did not start, or has ended.
    """
    served = deployments(config)
    with tempfile.TemporaryDirectory(prefix="cc-", ignore_cleanup_errors=True) as scratch, _server():
        # Else the files of all runs of the machine lie in one folder, which belongs to whoever was first.
        os.environ["TMPDIR"] = tempfile.tempdir = scratch
        resume([deployment.apply() for deployment in served])  # type: ignore[misc]  # as below
        serve_deployments(*served, pause_on_shutdown=False, limit=1)


def deployments(config: Path) -> list[RunnerDeployment]:
    """What is served: collect, each desk's briefing at its own time, maintenance.

    Raises:
        ConfigError: the configuration is wrong, a cron expression in it for one.
    """
    settings = load(config)
    when = settings.schedule
    made = [_deployment(collect, "hourly", "Read every source.", when.collect, when.timezone, config)]
    for name, desk in settings.profile.items():
        cron, zone = (desk.brief, desk.timezone) if desk.brief else (when.brief, when.timezone)
        told = f"Collect, analyse and brief {name}."
        made.append(_deployment(daily, name, told, cron, zone, config, profile=name))
    told = "Back up, let go of old pages, give free room back."
    made.append(_deployment(maintenance, "weekly", told, when.maintenance, when.timezone, config))
    return made


def _deployment(
    flow: Flow[..., Any], name: str, told: str, cron: str, timezone: str, config: Path, **parameters: str
) -> RunnerDeployment:
    try:
        schedule = Cron(cron, timezone=timezone)
    except ValueError as error:
        raise ConfigError(f"{config}: {cron!r} is no cron expression such as '0 6 * * *'.") from error
    deployment = flow.to_deployment(
        name,
        schedule=schedule,
        description=told,
        tags=["counterclaim"],
        parameters={"config": str(config.resolve()), **parameters},
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=WAITS if flow is daily else LEFT_OUT),
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
    command = [sys.executable, "-m", "flows.server", "--host", "127.0.0.1", "--port", str(port)]
    # Leases in files outlive the server: a run that was killed with it gives its place free once its lease is over.
    # Its pages are unpacked beside its database: the program's own folder may not be writable.
    ours = {
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": LEASES,
        "PREFECT_SERVER_UI_STATIC_DIRECTORY": str(PREFECT_HOME.value() / "ui"),
    }
    done = threading.Event()
    server = subprocess.Popen(  # noqa: S603 - our own words
        command,
        env=ours | os.environ,
        stdin=subprocess.PIPE,  # open for as long as this process is there
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for us; the runs that we stop then still need the server
    )
    try:
        api = f"http://127.0.0.1:{port}/api"
        _wait_for(api, server)
        log.info("Prefect server at %s", api)
        threading.Thread(target=_stop_with, args=(server, done), daemon=True).start()
        with temporary_settings({PREFECT_API_URL: api}):
            yield
        if (status := server.poll()) is not None:
            raise CounterclaimError(f"The Prefect server has ended with status {status}; start `serve` again.")
    finally:
        done.set()
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()


def _stop_with(server: subprocess.Popen[bytes], done: threading.Event) -> None:
    """Stop this process when its server ends before it is `done`: without one no schedule is kept, and nobody knows."""
    server.wait()
    if not done.is_set():
        os.kill(os.getpid(), signal.SIGINT)


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
