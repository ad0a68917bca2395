"""Where the work is done that the configuration asks for: threads, processes or a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from tasks.errors import ConfigError
from tasks.settings import RunSettings
from tasks.spreading import AHEAD, Processes, Spread, here

CONNECT = 10  # seconds to wait for a Dask scheduler


@dataclass(frozen=True)
class Workers:
    """Who works on batches."""

    tasks: TaskRunner[Any]  # started
    spread: Spread  # what one task does is done by these
    at_once: int  # batches under way that keep all of them busy


@contextmanager
def workers(settings: RunSettings, *modules: str, begun: Processes | None = None) -> Iterator[Workers]:
    """Threads, processes or Dask, as many as `[run]` says, for as long as this lasts.

    With processes, Prefect's tasks are threads here that share out what is in a batch: Prefect's own runner of
    processes imports Prefect in each, and starts a server in each where none is running.

    Args:
        settings: `[run]`.
        modules: What processes import before they are handed work.
        begun: Processes that are there already, and stay when this is over.

    Raises:
        ConfigError: Dask is asked for and not installed, or nothing answers at its address.
    """
    with ExitStack() as stack:
        spread: Spread = here
        match settings.runner:
            case "processes":
                spread = begun or stack.enter_context(Processes(settings.workers, modules))
                tasks: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=AHEAD)
                at_once = AHEAD
            case "dask":
                tasks, at_once = _dask(settings.dask_address, settings.workers), settings.workers + 1
            case "threads":
                tasks, at_once = ThreadPoolTaskRunner(max_workers=settings.workers), settings.workers + 1
        yield Workers(stack.enter_context(tasks), spread, at_once)


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
