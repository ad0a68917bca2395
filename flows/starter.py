"""A server that we start ends with the process that started it, however that ends."""

from __future__ import annotations

import os
import signal
import sys
import threading


def end_with_starter() -> None:
    """From now on this process is told to end when nobody has the other end of its standard input open any more."""
    threading.Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
