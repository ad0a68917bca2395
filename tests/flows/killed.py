"""What a process that may be killed does: a flow, after everything was imported; see tests.flows.faults."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

from flows import analyse, brief, collect, daily  # noqa: F401 - here, in the process that the others are forked from
from tasks.analyse.parsing.model import model
from tasks.errors import DeliveryError

NOT_SURE = 3  # the exit status of a run that does not know whether a letter arrived

model()


def work(flow: str, config: Path, now: str, log: Path) -> None:
    """Run a flow; its output goes to a file."""
    with log.open("w", encoding="utf-8") as output:
        os.dup2(output.fileno(), sys.stdout.fileno())
        os.dup2(output.fileno(), sys.stderr.fileno())
    given = {} if flow == "analyse" else {"now": now}
    try:
        getattr(importlib.import_module(f"flows.{flow}"), flow)(config, **given)
    except DeliveryError:
        sys.exit(NOT_SURE)
