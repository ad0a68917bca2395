"""The Prefect task runner that the configuration asks for."""

from __future__ import annotations

from typing import Any

from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner

from tasks.config import RunSettings
from tasks.errors import ConfigError

CONNECT = 10  # seconds to wait for a Dask scheduler


def runner(settings: RunSettings) -> TaskRunner[Any]:
    """Threads, processes or Dask, as many as `[run]` says.

    Raises:
        ConfigError: Dask is asked for and not installed, or nothing answers at its address.
    """
    match settings.runner:
        case "threads":
            return ThreadPoolTaskRunner(max_workers=settings.workers)
        case "processes":
            return ProcessPoolTaskRunner(max_workers=settings.workers)
        case "dask":
            return _dask(settings.dask_address, settings.workers)


def _dask(address: str | None, workers: int) -> TaskRunner[Any]:
    try:
        from distributed import Client  # noqa: PLC0415 (an extra, and slow to import)
        from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError(
            f'[run] has runner = "dask", which needs what is not installed here ({error.name}): '
            "`pip install 'counterclaim[dask]'`, or set runner to threads or processes."
        ) from error
    if address is None:
        # One thread each, since a parse holds the interpreter; no dashboard, which would be open to the network.
        local = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
        return DaskTaskRunner(cluster_kwargs=local)
    try:
        Client(address, timeout=CONNECT, set_as_default=False).close()  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ConfigError(f"[run] dask_address {address!r}: no Dask scheduler answers there: {error}") from error
    return DaskTaskRunner(address=address, client_kwargs={"timeout": CONNECT})
