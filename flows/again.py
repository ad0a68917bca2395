"""A run that was cut off or failed is begun again, so that its digest is late rather than lost.

Before a worker starts, `python -m flows.again` looks for what was under way when the one before it was cut off. Each
run that begins looks for those that ended while there was no Prefect server to tell.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from platform import node
from typing import Any
from uuid import UUID

from prefect import Flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterTags,
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Crashed, Scheduled

log = logging.getLogger(__name__)
TRIES = 3
PAUSE = timedelta(minutes=15)  # after a failure: mail servers that put a sender off want no less
TAG = "try-"
PROCESS = "counterclaim.process"  # the label that says on which machine a run is done, and by which process
LATE = timedelta(days=1)  # of crashed runs, those due in the last day are looked at
# Of which somebody may not have been told; Prefect hands out the latest 200.
UNTOLD = FlowRunFilter(
    state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.RUNNING, StateType.CRASHED]))
)
SERVER_STARTS = 180  # seconds that it may take


def begin_again(run: FlowRun, at: datetime) -> datetime | None:
    """Have a run of a deployment done once more by a new one, three times in all; a run is followed by one at most.

    Args:
        run: What was cut off or failed.
        at: When the new one is due. For one that was cut off, when that was due: if all it was for is done already,
            the new one finds so; see flows.runs.covered.

    Returns:
        `at`; None where it is not done again.
    """
    number = next((int(tag.removeprefix(TAG)) for tag in run.tags if tag.startswith(TAG)), 1)
    if run.deployment_id is None or number >= TRIES:
        return None
    with get_client(sync_client=True) as client:
        client.create_flow_run_from_deployment(
            run.deployment_id,
            parameters=run.parameters,
            state=Scheduled(scheduled_time=at),
            tags=[tag for tag in run.tags if not tag.startswith(TAG)] + [f"{TAG}{number + 1}"],
            idempotency_key=f"again {run.id}",
        )
    return at


def main() -> None:
    """Begin again whatever was under way; to be run while no worker is there, once the server answers."""
    with get_client(sync_client=True) as client:
        until = time.monotonic() + SERVER_STARTS
        while client.api_healthcheck() and time.monotonic() < until:
            time.sleep(1)
        ours = DeploymentFilter(tags=DeploymentFilterTags(all_=["counterclaim"]))
        resume([deployment.id for deployment in client.read_deployments(deployment_filter=ours)])


def resume(deployments: Collection[UUID]) -> None:
    """Begin again what was under way when the one process that does the runs of these deployments was cut off."""
    if not deployments:
        return
    under_way = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=list(deployments)),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.PENDING, StateType.RUNNING])),
    )
    with get_client(sync_client=True) as client:
        _cut_off(client, client.read_flow_runs(flow_run_filter=under_way))


def run_begun(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:
    """A hook: note who does a run, and see to those before it that could not be begun again because of the server.

    These are runs whose process is gone though the server takes them for running, and runs of deployments that came to
    no beginning, on which no hook is called.
    """
    with get_client(sync_client=True) as client:
        client.update_flow_run_labels(flow_run.id, {PROCESS: f"{node()} {os.getpid()}"})
        if flow_run.parent_task_run_id is not None:
            return
        latest = client.read_flow_runs(flow_run_filter=UNTOLD, sort=FlowRunSort.EXPECTED_START_TIME_DESC)
        _cut_off(client, [run for run in latest if run.state_type == StateType.RUNNING and _is_gone(run)])
        stillborn = [run for run in latest if run.state_type == StateType.CRASHED and run.run_count == 0]
        for run in stillborn:
            due = run.expected_start_time
            if "counterclaim" in run.tags and due and datetime.now(UTC) - due < LATE:
                begin_again(run, due)


def _is_gone(run: FlowRun) -> bool:
    """Whether the process that did a run was one of this machine, and has ended."""
    machine, _, process = str(run.labels.get(PROCESS, "")).rpartition(" ")
    if machine != node():
        return False
    try:
        os.kill(int(process), 0)  # only asks
    except ProcessLookupError:
        return True
    except PermissionError:  # somebody else's
        return False
    return False


def _cut_off(client: SyncPrefectClient, runs: Collection[FlowRun]) -> None:
    for run in runs:
        client.set_flow_run_state(run.id, Crashed(message="It was cut off."), force=True)
        if begin_again(run, run.expected_start_time or datetime.now(UTC)):
            log.warning("%s was cut off; it is begun again", run.name)


if __name__ == "__main__":
    main()
