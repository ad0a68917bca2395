"""Every deployment, of prefect.yaml and of `serve`, names a flow that is there, with parameters it takes."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect import Flow
from prefect.client.schemas.objects import ConcurrencyLimitConfig
from prefect.schedules import Cron

from flows.serve import deployments
from tasks.errors import ConfigError

ROOT = Path(__file__).parents[2]
DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
DESKS = """
[schedule]
brief = "30 5 * * *"
timezone = "Asia/Kabul"
[profile.kabul]
[profile.week]
brief = "0 7 * * 1"
timezone = "Europe/Berlin"
"""


def flow_at(entrypoint: str) -> Flow[..., Any]:
    module, _, name = entrypoint.rpartition(".")
    flow: Flow[..., Any] = getattr(importlib.import_module(module), name)
    assert isinstance(flow, Flow)
    return flow


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda d: str(d["name"]))
def test_a_deployment_fits_its_flow(deployment: dict[str, Any]) -> None:
    flow = flow_at(deployment["entrypoint"])
    flow.validate_parameters(deployment["parameters"])
    assert set(deployment["parameters"]) <= set(flow.parameters.properties)
    for schedule in deployment["schedules"]:
        Cron(schedule["cron"], timezone=schedule["timezone"])
    assert ConcurrencyLimitConfig.model_validate(deployment["concurrency_limit"]).limit == 1
    assert deployment["description"]
    assert "counterclaim" in deployment["tags"]


@pytest.mark.parametrize("entrypoint", sorted({d["entrypoint"] for d in DEPLOYMENTS}))
def test_every_parameter_is_explained_in_the_form(entrypoint: str) -> None:
    unexplained = [n for n, field in flow_at(entrypoint).parameters.properties.items() if not field.get("description")]
    assert not unexplained


def test_what_is_deployed_and_when() -> None:
    schedules = {
        f"{d['entrypoint'].rpartition('.')[2]}/{d['name']}": [
            (s["cron"], s.get("active", True)) for s in d["schedules"]
        ]
        for d in DEPLOYMENTS
    }
    assert schedules == {
        "collect/hourly": [("0 * * * *", True)],
        "daily/morning": [("0 6 * * *", True)],
        "daily/weekly-digest": [("0 7 * * 1", False)],
        "maintenance/weekly": [("30 3 * * 0", True)],
        "daily/on-demand": [],
    }


def test_briefings_wait_for_each_other_since_the_first_of_several_late_ones_may_have_nothing_to_tell(
    tmp_path: Path,
) -> None:
    config = tmp_path / "counterclaim.toml"
    config.write_text(DESKS, encoding="utf-8")
    strategies = {(d["entrypoint"], d["concurrency_limit"]["collision_strategy"]) for d in DEPLOYMENTS}
    strategies |= {
        (str(d.entrypoint), str(d.concurrency_options.collision_strategy.value))
        for d in deployments(config)
        if d.concurrency_options
    }
    assert strategies == {
        ("flows.collect.collect", "CANCEL_NEW"),
        ("flows.daily.daily", "ENQUEUE"),
        ("flows.maintenance.maintenance", "CANCEL_NEW"),
    }


def test_serve_briefs_each_desk_at_its_own_time(tmp_path: Path) -> None:
    config = tmp_path / "counterclaim.toml"
    config.write_text(DESKS, encoding="utf-8")
    served = {f"{d.flow_name}/{d.name}": d for d in deployments(config)}
    when = {}
    for name, deployment in served.items():
        [schedule] = deployment.schedules or []
        when[name] = (schedule.schedule.cron, schedule.schedule.timezone)  # type: ignore[union-attr]
        assert deployment.entrypoint is not None
        flow_at(deployment.entrypoint).validate_parameters(deployment.parameters or {})
    assert when == {
        "collect/hourly": ("0 * * * *", "Asia/Kabul"),
        "daily/kabul": ("30 5 * * *", "Asia/Kabul"),
        "daily/week": ("0 7 * * 1", "Europe/Berlin"),
        "maintenance/weekly": ("0 3 * * 0", "Asia/Kabul"),
    }
    assert (served["daily/week"].parameters or {})["profile"] == "week"


def test_a_schedule_that_is_none_is_told(tmp_path: Path) -> None:
    config = tmp_path / "counterclaim.toml"
    config.write_text('[profile.week]\nbrief = "at seven"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="at seven"):
        deployments(config)
