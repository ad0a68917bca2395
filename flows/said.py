"""What a command logs before its flow has begun: told to Prefect once there is the run that it belongs to."""

from __future__ import annotations

import logging
from collections import deque
from types import TracebackType
from typing import Self

from flows.screen import OURS

MOST = 1000  # records kept, the last ones


class Said(logging.Handler):
    """Keeps what threads of a name log while it is used in a `with`.

    Args:
        thread: How their names begin.
    """

    def __init__(self, thread: str) -> None:
        super().__init__(logging.INFO)
        self._thread = thread
        self._records: deque[logging.LogRecord] = deque(maxlen=MOST)

    def __enter__(self) -> Self:
        for name in OURS:
            logging.getLogger(name).addHandler(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name in OURS:
            logging.getLogger(name).removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        if (record.threadName or "").startswith(self._thread):
            self._records.append(record)

    def tell(self) -> None:
        """Tell Prefect, from inside a flow, what it has not been told yet."""
        from prefect.logging.handlers import APILogHandler  # noqa: PLC0415 - slow

        told = {handler for name in OURS for handler in logging.getLogger(name).handlers}
        handlers = [handler for handler in told if isinstance(handler, APILogHandler)]
        while self._records:
            record = self._records.popleft()
            for handler in handlers:
                handler.handle(record)
