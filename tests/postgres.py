"""A PostgreSQL of the tests' own: a cluster in a temporary folder, on a socket, gone when they end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")  # where Debian puts them, a folder a version
MEMORY = Path("/dev/shm")
USER = "desk"  # of the cluster
FAST = "-c fsync=off -c full_page_writes=off -c listen_addresses= -c max_connections=200"


@dataclass(frozen=True)
class Postgres:
    """A running cluster: anybody of this machine who finds its socket may do anything in it."""

    folder: Path
    programs: Path

    def conninfo(self, database: str) -> str:
        """How libpq finds one of its databases."""
        return f"dbname={database} host={self.folder} user={USER}"

    def run(self, statement: str, database: str = "postgres") -> str:
        """What psql prints of a statement."""
        command = [str(self.programs / "psql"), "-XAtqc", statement, self.conninfo(database)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, those of the newest version; None where it is not installed."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return max((p.parent for p in PROGRAMS.glob("*/bin/initdb")), default=None)


@contextmanager
def running(where: Path) -> Iterator[Postgres]:
    """Start a cluster, and stop it at the end.

    Args:
        where: The folder of PostgreSQL's programs.
    """
    owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    # In memory where that can be: each database is some thousand files. A socket's path has at most 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="cc-pg-", dir=MEMORY if os.access(MEMORY, os.W_OK) else "/tmp"))
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    folder.chmod(0o711)

    def do(program: str, *arguments: str) -> None:
        command = [str(where / program), "-D", str(folder / "data"), *arguments]
        told = subprocess.run(
            command,
            check=False,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
        )
        assert told.returncode == 0, told.stdout

    try:
        do("initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        # A signal of the kernel's ends it where the tests are killed.
        command = ["setpriv", "--pdeathsig", "INT", str(where / "postgres"), "-D", str(folder / "data"), *FAST.split()]
        with (
            (folder / "log").open("wb") as log,
            subprocess.Popen(
                [*command, "-k", str(folder)],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stderr=log,
                user=owner.pw_uid if owner else None,
                group=owner.pw_gid if owner else None,
                extra_groups=[] if owner else None,
            ) as server,
        ):
            try:
                while subprocess.run([where / "pg_isready", "-qh", folder], check=False).returncode:
                    assert server.poll() is None, (folder / "log").read_text()
                    time.sleep(0.1)
                yield Postgres(folder, where)
            finally:
                server.send_signal(signal.SIGQUIT)
    finally:
        shutil.rmtree(folder)
