"""The two ways to run unattended, as processes under a clock that can be set, kept alive as systemd keeps them.

Used by tests.flows.month. Needs a C compiler: a preloaded function sets the clock (Linux).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import httpx
import yaml

from tests.brief.mailserver import free_port

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COUNTERCLAIM = [sys.executable, "-c", "from flows.cli import main; main()"]
PREFECT = [sys.executable, "-m", "prefect"]
LEASES = "prefect.server.concurrency.lease_storage.filesystem"
UP = 180  # seconds until a process must be ready
BRIEF, COLLECT, MAINTENANCE = "30 2 * * *", "0 2,4 * * *", "0 3 * * 0"  # briefed in the hour that summer time takes
ZONE = "Europe/Berlin"


class Way:
    """What both ways share: a clock, a log, and processes that are started again when they end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        library = folder / "clock.so"
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, HERE / "clock.c"], check=True)
        self.environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"} | {
            "LD_PRELOAD": str(library),
            "COUNTERCLAIM_TEST_CLOCK": str(folder / "clock"),
            "DO_NOT_TRACK": "1",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PWD": str(folder),  # where prefect.yaml is deployed from
            "PYTHONPATH": str(ROOT),
            "PREFECT_HOME": str(folder / "prefect"),
            "PREFECT_RUNNER_POLL_FREQUENCY": "1",
            "PREFECT_WORKER_QUERY_SECONDS": "1",
            "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2",
        }

    def set_clock(self, moment: datetime) -> None:
        """What time it is for all processes."""
        part = self.folder / "clock.part"
        part.write_text(str(round(moment.timestamp() - time.time())), encoding="utf-8")
        part.replace(self.folder / "clock")

    def start(self) -> None:
        """Start what does not run, and wait until it is ready."""
        raise NotImplementedError

    def tend(self) -> None:
        """Start again what has ended, as systemd does."""
        if any(process.poll() is not None for process in self.running.values()):
            self.start()

    def kill(self) -> None:
        """As a power cut does: everything, and all that it started."""
        for process in self.running.values():
            if process.poll() is None:
                _kill_family(process.pid)
            process.wait()

    def kill_alone(self) -> None:
        """The process that has the runs done, and nothing that it started."""
        raise NotImplementedError

    def lose_server(self) -> None:
        """The Prefect server, in the middle of whatever is done."""
        raise NotImplementedError

    def stop(self) -> bool:
        """As an administrator does; whether all ended in time."""
        in_time = True
        for process in reversed(self.running.values()):
            process.send_signal(signal.SIGINT)
            try:
                process.wait(120)
            except subprocess.TimeoutExpired:
                in_time = False
                _kill_family(process.pid)
                process.wait()
        return in_time

    def _begin(self, name: str, command: list[str]) -> None:
        with self.log.open("ab") as output:
            self.running[name] = subprocess.Popen(
                command,
                cwd=self.folder,
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def _do(self, command: list[str]) -> None:
        with self.log.open("ab") as output:
            subprocess.run(command, cwd=self.folder, env=self.environment, stdout=output, stderr=output, check=False)

    def _gone(self, name: str) -> bool:
        return name not in self.running or self.running[name].poll() is not None


class Serve(Way):
    """`counterclaim serve`, which starts its own server."""

    def start(self) -> None:
        """As the unit counterclaim-serve does."""
        before = self.log.stat().st_size if self.log.exists() else 0
        self._begin("serve", [*COUNTERCLAIM, "serve", "--config", "counterclaim.toml"])
        until = time.monotonic() + UP
        while b"being served" not in self.log.read_bytes()[before:] and time.monotonic() < until:
            time.sleep(1)

    def kill_alone(self) -> None:
        """Serve; its server must notice, and the run that it had begun."""
        self.running["serve"].kill()
        self.running["serve"].wait()

    def lose_server(self) -> None:
        """The server that serve has started; serve must end, too."""
        [server] = [pid for pid in _family(self.running["serve"].pid) if b"flows.server" in _command(pid)]
        os.kill(server, signal.SIGKILL)
        self.running["serve"].wait(UP)


class Worker(Way):
    """A Prefect server, a work pool and a worker, with the deployments of prefect.yaml."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.port = free_port()
        self.environment |= {
            "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": LEASES,
            "PREFECT_API_URL": f"http://127.0.0.1:{self.port}/api",
            "PREFECT_LOGGING_EXTRA_LOGGERS": "flows,tasks,warehouse",
        }
        deployed = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
        when = {"hourly": COLLECT, "morning": BRIEF, "weekly": MAINTENANCE}
        for deployment in deployed["deployments"]:
            if cron := when.get(deployment["name"]):
                deployment["schedules"] = [{"cron": cron, "timezone": ZONE}]
        (folder / "prefect.yaml").write_text(yaml.safe_dump(deployed), encoding="utf-8")

    def start(self) -> None:
        """As the units counterclaim-server and counterclaim-worker do, and for the first time the administrator."""
        is_first = not self.running
        if self._gone("server"):
            self._begin("server", [*PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(self.port)])
            until = time.monotonic() + UP
            while not self._answers() and time.monotonic() < until:
                time.sleep(0.5)
        if is_first:
            self._do([*PREFECT, "work-pool", "create", "counterclaim", "--type", "process"])
            self._do([*PREFECT, "--no-prompt", "deploy", "--all"])
        if self._gone("worker"):
            self._do([sys.executable, "-m", "flows.again"])
            self._begin("worker", [*PREFECT, "worker", "start", "--pool", "counterclaim", "--limit", "1"])

    def kill_alone(self) -> None:
        """The worker; the run that it had begun goes on without it."""
        self.running["worker"].kill()
        self.running["worker"].wait()

    def lose_server(self) -> None:
        """The server; the worker and the run that it had begun are left without it until it is started again."""
        _kill_family(self.running["server"].pid)
        self.running["server"].wait()

    def _answers(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/api/health").is_success
        except httpx.TransportError:
            return False


def _family(pid: int) -> set[int]:
    """A process and all that come from it."""
    parents = {int(path.name): _parent(path) for path in Path("/proc").iterdir() if path.name.isdigit()}
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def _kill_family(pid: int) -> None:
    for member in _family(pid):
        try:
            os.kill(member, signal.SIGKILL)
        except ProcessLookupError:
            continue


def _parent(process: Path) -> int | None:
    try:
        return int((process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return None


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
