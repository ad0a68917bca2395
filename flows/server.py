"""The Prefect server of `counterclaim serve`: it ends when the process that started it does, however that ends.

python -m flows.server --host 127.0.0.1 --port 4200
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading

from flows.home import lay_database


def _end_with_starter() -> None:
    """Wait until nobody has the other end of our standard input open any more."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    threading.Thread(target=_end_with_starter, daemon=True).start()
    lay_database()
    sys.argv = ["prefect", "server", "start", *sys.argv[1:]]
    runpy.run_module("prefect", run_name="__main__")
