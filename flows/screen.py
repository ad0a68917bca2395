"""What a run shows: progress on a terminal, warnings in any case, one plain paragraph for an error."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.status import Status

OURS = ("flows", "tasks", "warehouse")
CONTROL = dict.fromkeys((*range(32), *range(127, 160), 0x2028, 0x2029), " ")


class _Progress(logging.Handler):
    """Shows the latest step in one line of the terminal."""

    def __init__(self, status: Status) -> None:
        super().__init__(logging.INFO)
        self.status = status

    def emit(self, record: logging.LogRecord) -> None:
        self.status.update(escape(plain(record.getMessage())))


class _Plain(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        record.msg, record.args = plain(record.getMessage()), None
        return super().format(record)


def plain(text: str) -> str:
    """Without control characters, which could repaint a terminal or forge lines of a log."""
    return text.translate(CONTROL)


def server_lost(error: BaseException) -> str | None:
    """What to say of an error that comes of a Prefect server that does not answer; None for any other."""
    import httpx  # noqa: PLC0415 - slow, and seldom needed
    from prefect.settings import PREFECT_API_URL  # noqa: PLC0415

    lost = next((e for e in (error, error.__cause__) if isinstance(e, httpx.TransportError)), None)
    api = PREFECT_API_URL.value()
    if lost is None or api is None or lost.request.url.netloc != httpx.URL(api).netloc:
        return None
    return (
        f"the Prefect server at {httpx.URL(api).netloc.decode()} does not answer. What was read is stored: run it "
        "again once the server is there, or without PREFECT_API_URL, and it goes on where it was."
    )


@contextmanager
def logs_to_screen(verbose: bool) -> Iterator[None]:
    """Warnings to stderr; every step with `verbose`; else, on a terminal, the latest step in one line."""
    quiet_prefect(verbose)
    console = Console(stderr=True)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Plain("%(asctime)s %(name)s: %(message)s" if verbose else "%(levelname)s: %(message)s"))
    handler.setLevel(logging.INFO if verbose else logging.WARNING)
    handlers: list[logging.Handler] = [handler]
    status = console.status("starting") if console.is_terminal and not verbose else None
    if status:
        handlers.append(_Progress(status))
    loggers = [logging.getLogger(name) for name in OURS]
    for logger in loggers:
        logger.setLevel(logging.INFO)
        logger.handlers, logger.propagate = handlers, False
    try:
        if status:
            status.start()
        yield
    finally:
        if status:
            status.stop()


def quiet_prefect(verbose: bool) -> None:
    """What Prefect is told before it is imported; whatever the environment says already stays.

    A security tool does not phone home; and errors are told once, by us.
    """
    wanted = {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "INFO" if verbose else "CRITICAL",
        "PREFECT_LOGGING_EXTRA_LOGGERS": ",".join(OURS),
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    }
    for name, value in wanted.items():
        os.environ.setdefault(name, value)
    if not verbose:
        # A run that lost its server asks it several things before it ends: by default that is five silent minutes.
        os.environ.setdefault("PREFECT_CLIENT_MAX_RETRIES", "3")
        os.environ.setdefault("PREFECT_LOGGING_INTERNAL_LEVEL", "CRITICAL")
        logging.raiseExceptions = False  # that a log could not be sent to the server, either
        logging.getLogger("EventsWorker").setLevel(logging.CRITICAL)  # Prefect's, outside the tree of its loggers
