"""A run of a deployment that was cut off or failed is begun again by a new one, three times in all."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from platform import node

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterDeploymentId
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Completed, Crashed, Pending, Running, Scheduled

from flows.again import PAUSE, PROCESS, resume
from flows.daily import daily
from flows.serve import deployments
from tests.flows.killing import kill_after
from tests.flows.test_maintenance import do, late_run


def runs_of(run: FlowRun) -> list[FlowRun]:
    """A run and those of its deployment that were made after it, other than by the schedule, oldest first."""
    assert run.deployment_id
    assert run.created
    since = run.created
    with get_client(sync_client=True) as client:
        found = client.read_flow_runs(
            flow_run_filter=FlowRunFilter(deployment_id=FlowRunFilterDeploymentId(any_=[run.deployment_id]))
        )
    later = [(r.created, r) for r in found if r.created and r.created >= since and not r.auto_scheduled]
    return [r for _, r in sorted(later, key=lambda pair: pair[0])]


def due_run(config: Path, due: datetime) -> FlowRun:
    [morning] = [d for d in deployments(config) if d.flow_name == "daily"]
    return late_run(morning, due)


def test_what_was_under_way_when_serve_was_killed_is_begun_again_as_of_when_it_was_due(workspace: Path) -> None:
    due = datetime.now(UTC) - timedelta(hours=1)
    run = due_run(workspace, due)
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(run.id, Pending())
        client.set_flow_run_state(run.id, Running())
    assert run.deployment_id
    resume([run.deployment_id])
    before, again = runs_of(run)
    assert (before.state_name, again.state_name) == ("Crashed", "Scheduled")
    assert again.expected_start_time == due
    assert again.parameters == before.parameters
    resume([run.deployment_id])
    assert len(runs_of(run)) == 2

    do(again)
    assert len(list((workspace.parent / "digests" / "velmora").glob("*/digest.json"))) == 1


def test_a_run_that_fails_is_tried_again_after_a_while_but_not_for_ever(workspace: Path) -> None:
    (workspace.parent / "counterclaim.duckdb").write_bytes(b"not a warehouse" * 1000)
    run = due_run(workspace, datetime.now(UTC))
    for tries in (1, 2, 3):
        begun = datetime.now(UTC)
        latest = runs_of(run)[-1]
        with get_client(sync_client=True) as client:
            client.set_flow_run_state(latest.id, Scheduled(scheduled_time=begun), force=True)  # nobody waits for it
        do(latest)
        assert len(runs_of(run)) == min(tries + 1, 3)
        if tries < 3:
            again = runs_of(run)[-1]
            assert again.expected_start_time
            assert again.expected_start_time >= begun + PAUSE


def test_a_run_with_wrong_settings_is_not_tried_again(workspace: Path) -> None:
    run = due_run(workspace, datetime.now(UTC))
    with workspace.open("a", encoding="utf-8") as config:
        config.write(
            '[mail]\nhost = "127.0.0.1"\nuser = "desk"\npassword_env = "NOBODY_SETS_THIS"\nsender = "a@b.example"\n'
        )
    do(run)
    assert [r.state_name for r in runs_of(run)] == ["Failed"]


def running_since(begun: datetime) -> list[str]:
    """The names of runs that the server takes for running."""
    with get_client(sync_client=True) as client:
        newest = client.read_flow_runs(sort=FlowRunSort.START_TIME_DESC, limit=50)
    return sorted(
        run.name for run in newest if run.state_name == "Running" and run.start_time and run.start_time >= begun
    )


def test_a_run_by_hand_whose_end_nobody_told_runs_no_longer_once_another_has_begun(
    workspace: Path,
) -> None:
    begun, now = datetime.now(UTC), "2026-03-06T07:00"
    kill_after("insert_pages", "daily", workspace, now)
    assert running_since(begun) == ["collect 2026-03-06", "daily all profiles 2026-03-06"]
    daily(workspace, now=now)
    assert running_since(begun) == []


def test_a_run_of_a_deployment_whose_process_is_gone_is_begun_again_by_the_next_that_begins(workspace: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    due = datetime.now(UTC) - timedelta(hours=1)
    gone, alive = due_run(workspace, due), due_run(workspace, due)
    with get_client(sync_client=True) as client:
        for run, process in ((gone, ended.pid), (alive, os.getpid())):
            client.set_flow_run_state(run.id, Running(), force=True)
            client.update_flow_run_labels(run.id, {PROCESS: f"{node()} {process}"})
        do(due_run(workspace, datetime.now(UTC)))
        assert client.read_flow_run(gone.id).state_name == "Crashed"
        assert client.read_flow_run(alive.id).state_name == "Running"
        client.set_flow_run_state(alive.id, Completed(), force=True)
    assert [run.expected_start_time for run in runs_of(gone) if "try-2" in run.tags] == [due]


def test_a_run_that_came_to_no_beginning_is_begun_again_once_by_those_that_begin(workspace: Path) -> None:
    due = datetime.now(UTC) - timedelta(hours=1)
    [elsewhere] = [d for d in deployments(workspace) if d.flow_name == "daily"]
    elsewhere.name, elsewhere.tags = "of another program", []
    stillborn, foreign = due_run(workspace, due), late_run(elsewhere, due)
    with get_client(sync_client=True) as client:
        for run in (stillborn, foreign):
            client.set_flow_run_state(run.id, Pending())
            client.set_flow_run_state(run.id, Crashed(), force=True)
    for _ in range(2):
        do(due_run(workspace, datetime.now(UTC)))
    assert [run.expected_start_time for run in runs_of(stillborn) if "try-2" in run.tags] == [due]
    assert [run.id for run in runs_of(foreign)] == [foreign.id]
