"""What Prefect is told of a run: its name, and that a late one has nothing left to do."""

from __future__ import annotations

from datetime import UTC, datetime

from prefect import runtime
from prefect.context import FlowRunContext

from flows.job import Job
from warehouse import read
from warehouse.connection import Warehouse, there


def run_name() -> str:
    """Flow, profile and day: `daily kabul 2026-03-06`; the day in UTC on which the run was due, or that `now` names."""
    given = runtime.flow_run.parameters
    due: datetime = runtime.flow_run.scheduled_start_time
    day = str(given.get("now") or due.astimezone(UTC).date())[:10]
    desk = (given.get("profile") or "all profiles") if "profile" in given else None
    return " ".join(part for part in (runtime.flow_run.flow_name, desk, day) if part)


def covered(job: Job, profile: str | None) -> datetime | None:
    """When the digests were made that cover what a late run was due for; None where the run has something to do.

    A machine that slept for days finds several runs due. The first tells each desk all that is new to it, so that the
    others, which were due before that, would tell nothing. A run that is tried again is never taken for such a one, nor
    is one while a digest waits to be delivered.

    Args:
        job: The run.
        profile: Only this desk counts; None: each does.
    """
    context = FlowRunContext.get()
    run = context.flow_run if context else None
    if not (run and run.deployment_id and run.expected_start_time and run.run_count <= 1):
        return None
    if job.only_sources or not there(job.settings.warehouse):
        return None
    made = []
    with Warehouse(job.settings.warehouse, job.settings.run.lock_wait_seconds, read_only=True) as opened:
        for desk in job.settings.profiles(profile):
            newest = next(iter(read.digests(opened, desk.name)), None)
            if newest is None or read.undelivered(opened, desk.name):
                return None
            made.append(newest["made_at"].replace(tzinfo=UTC))
    return min(made) if min(made) >= run.expected_start_time else None
