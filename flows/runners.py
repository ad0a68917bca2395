"""The Prefect task runner that the configuration asks for."""

from __future__ import annotations

from typing import Any

from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner

from tasks.config import RunSettings


def runner(settings: RunSettings) -> TaskRunner[Any]:
    """Threads or processes, as many as `[run]` says."""
    if settings.runner == "processes":
        return ProcessPoolTaskRunner(max_workers=settings.workers)
    return ThreadPoolTaskRunner(max_workers=settings.workers)
