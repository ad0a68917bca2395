"""prefect.yaml: every deployment names a flow that is there and gives it parameters that it takes."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect import Flow
from prefect.schedules import Cron

ROOT = Path(__file__).parents[2]
DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda d: str(d["name"]))
def test_a_deployment_fits_its_flow(deployment: dict[str, Any]) -> None:
    module, name = deployment["entrypoint"].rsplit(".", 1)
    flow: Flow[..., Any] = getattr(importlib.import_module(module), name)
    assert isinstance(flow, Flow)
    flow.validate_parameters(deployment["parameters"])
    assert set(deployment["parameters"]) <= set(flow.parameters.properties)
    for schedule in deployment["schedules"]:
        Cron(schedule["cron"], timezone=schedule["timezone"])
    assert deployment["concurrency_limit"] == 1
    assert deployment["description"]


def test_there_is_an_hourly_a_morning_and_an_on_demand_run() -> None:
    schedules = {d["name"]: [s["cron"] for s in d["schedules"]] for d in DEPLOYMENTS}
    assert schedules == {"hourly": ["0 * * * *"], "morning": ["0 6 * * *"], "on-demand": []}
