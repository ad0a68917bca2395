"""A run that kills its own process the moment after the transaction with a given query is committed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import importlib, os, signal, sys
from pathlib import Path
from warehouse.connection import Warehouse

flow, last, config, now = sys.argv[1:5]
close = Warehouse.close
done = set()

def watched(method):
    def noting(self, query, parameters=()):
        answer = method(self, query, parameters)
        done.add(query)
        return answer
    return noting

def watched_close(self):
    close(self)
    if last in done:
        os.kill(os.getpid(), signal.SIGKILL)

Warehouse.run, Warehouse.change = watched(Warehouse.run), watched(Warehouse.change)
Warehouse.close = watched_close
getattr(importlib.import_module(f"flows.{flow}"), flow)(Path(config), now=now, **dict.fromkeys(sys.argv[5:], True))
"""


def kill_after(query: str, flow: str, config: Path, now: str, *options: str) -> None:
    """Run a flow in a process of its own until it has committed a query, and see that it was killed.

    Args:
        query: Names a file of warehouse/queries.
        flow: Its module in `flows`, which is its name too.
        config: The configuration.
        now: The clock the run believes in.
        options: Parameters of the flow that are true.
    """
    command = [sys.executable, "-c", SCRIPT, flow, query, str(config), now, *options]
    killed = subprocess.run(command, check=False, capture_output=True, text=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
