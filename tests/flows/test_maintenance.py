"""Maintenance, late runs, mail to the operator; and that no secret gets anywhere."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.client.schemas.objects import FlowRun
from prefect.deployments.runner import RunnerDeployment
from prefect.flow_engine import run_flow
from prefect.states import Scheduled

from flows.daily import daily
from flows.maintenance import maintenance
from flows.operator import tell_dead_sources
from flows.serve import deployments
from tasks.config import load
from tasks.models import Source, Visit
from tasks.where import Where
from tests.brief.mailserver import Inbox, free_port
from warehouse import store, visits
from warehouse.backup import backups, default_folder
from warehouse.connection import Warehouse

NOW = datetime(2026, 3, 6, 7, tzinfo=UTC)
PASSWORD = "kumquat-7-Lighthouse"
SOURCE = '[[source]]\nid = "gazette"\npath = "articles"\n'


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    box, port = Inbox(), free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, port
    server.stop()


def mails(box: Inbox) -> list[EmailMessage]:
    return [message_from_bytes(content, policy=default) for _, content, _ in box.received]


def configured(folder: Path, port: int, more: str = "") -> Path:
    (folder / "articles").mkdir(parents=True)
    config = folder / "counterclaim.toml"
    config.write_text(
        f'{SOURCE}[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "news@desk.example"\n'
        f'[operator]\nmail = "op@desk.example"\n{more}',
        encoding="utf-8",
    )
    return config


def failing(warehouse: Where, since: datetime, until: datetime) -> None:
    """Readings of a source that failed every hour."""
    with Warehouse(warehouse) as opened:
        store.save_sources(opened, [Source("gazette", "articles")])
        hours = int((until - since) / timedelta(hours=1))
        visits.record(
            opened,
            [
                Visit("gazette", since + timedelta(hours=n), "failed", "404 Not\x1bFound", None)
                for n in range(hours + 1)
            ],
        )


def test_maintenance_backs_up_and_tells_how_sources_fare(tmp_path: Path) -> None:
    config = configured(tmp_path, free_port())
    path = tmp_path / "counterclaim.duckdb"
    failing(path, NOW - timedelta(days=2), NOW)
    made = maintenance(config, now=NOW.isoformat())
    assert made == default_folder(path) / "2026-03-06T070000Z"
    assert maintenance(config, keep=1, now=(NOW + timedelta(days=7)).isoformat()) != made
    assert len(backups(default_folder(path), path)) == 1
    with get_client(sync_client=True) as client:
        [artifact, *_] = client.read_artifacts(
            artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=["source-health"]))
        )
    assert "gazette" in str(artifact.data)


def test_without_a_warehouse_there_is_nothing_to_maintain(tmp_path: Path) -> None:
    assert maintenance(configured(tmp_path, free_port()), now=NOW.isoformat()) is None
    assert not (tmp_path / "counterclaim.duckdb").exists()


def test_a_dead_source_is_told_once_and_again_only_when_it_died_anew(tmp_path: Path, inbox: tuple[Inbox, int]) -> None:
    box, port = inbox
    settings = load(configured(tmp_path, port))
    failing(settings.warehouse, NOW - timedelta(days=4), NOW)
    assert tell_dead_sources(settings, NOW - timedelta(days=2)) == []
    assert tell_dead_sources(settings, NOW) == ["gazette"]
    assert tell_dead_sources(settings, NOW + timedelta(hours=1)) == []
    [mail] = mails(box)
    assert mail["To"] == "op@desk.example"
    assert mail["Subject"] == "Counterclaim: 1 source is dead"
    assert "gazette, since 2026-03-02 07:00 UTC: 404 Not Found" in mail.get_content()
    with Warehouse(settings.warehouse) as opened:
        visits.record(opened, [Visit("gazette", NOW + timedelta(hours=2), "ok", None, 5)])
    failing(settings.warehouse, NOW + timedelta(days=1), NOW + timedelta(days=5))
    assert tell_dead_sources(settings, NOW + timedelta(days=5)) == ["gazette"]
    assert len(mails(box)) == 2


def test_a_dead_source_that_could_not_be_told_is_told_later(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = load(configured(tmp_path, free_port()))
    failing(settings.warehouse, NOW - timedelta(days=4), NOW)
    with caplog.at_level(logging.WARNING, "flows.operator"):
        assert tell_dead_sources(settings, NOW) == ["gazette"]
        assert tell_dead_sources(settings, NOW) == ["gazette"]
    assert "operator could not be told" in caplog.text


def late_run(deployment: RunnerDeployment, due: datetime) -> FlowRun:
    """A run of a deployment as the server keeps it when nobody was there to do it."""
    identity = deployment.apply()
    with get_client(sync_client=True) as client:
        run = client.create_flow_run_from_deployment(identity, state=Scheduled(scheduled_time=due))  # type: ignore[arg-type]
        return client.read_flow_run(run.id)


def do(run: FlowRun) -> object:
    return run_flow(daily, flow_run=run, parameters=run.parameters, return_type="state")


def test_five_missed_mornings_give_one_digest_named_after_its_desk(workspace: Path) -> None:
    [morning] = [d for d in deployments(workspace) if d.flow_name == "daily"]
    today = datetime.now(UTC)
    runs = [late_run(morning, today - timedelta(days=days)) for days in (5, 4, 3, 2, 1)]
    for run in runs:
        do(run)
    assert len(list((workspace.parent / "digests" / "velmora").glob("*/digest.json"))) == 1
    with get_client(sync_client=True) as client:
        done = [client.read_flow_run(run.id) for run in runs]
    assert {run.state_name for run in done} == {"Completed"}
    assert [run.name for run in done] == [
        f"daily velmora {(today - timedelta(days=d)).date()}" for d in (5, 4, 3, 2, 1)
    ]
    do(late_run(morning, datetime.now(UTC)))
    assert len(list((workspace.parent / "digests" / "velmora").glob("*/digest.json"))) == 2


def test_a_failed_digest_is_told_to_the_operator_by_mail(tmp_path: Path, inbox: tuple[Inbox, int]) -> None:
    box, port = inbox
    config = configured(tmp_path, port)
    (tmp_path / "counterclaim.duckdb").write_bytes(b"not a warehouse" * 1000)
    [morning] = [d for d in deployments(config) if d.flow_name == "daily"]
    run = late_run(morning, datetime.now(UTC))
    do(run)
    [mail] = mails(box)
    assert mail["To"] == "op@desk.example"
    assert mail["Subject"].startswith("Counterclaim: daily briefing ")
    assert "cannot be used" in mail.get_content()
    assert str(run.id) in mail.get_content()


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # on loopback, on purpose
def test_no_secret_reaches_logs_artifacts_parameters_errors_or_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked = []

    def refuse(*call: object) -> AuthResult:
        asked.append(call[-1])
        return AuthResult(success=False, handled=False)

    server = Controller(
        Inbox(),
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=refuse,
        auth_require_tls=False,
        auth_required=True,
    )
    server.start()
    monkeypatch.setenv("COUNTERCLAIM_SMTP_PASSWORD", PASSWORD)
    config = configured(tmp_path, server.port, '[profile.desk]\nrecipients = ["a@desk.example"]\n')
    config.write_text(config.read_text("utf-8").replace("[operator]", 'user = "desk"\n[operator]'), "utf-8")
    (tmp_path / "articles" / "one.txt").write_text("Harbour closed\n\nThe mayor denied that the harbour was closed.")
    [morning] = [d for d in deployments(config) if d.flow_name == "daily"]
    run = late_run(morning, datetime.now(UTC))
    try:
        with caplog.at_level(logging.DEBUG):
            state = do(run)
    finally:
        server.stop()
    assert isinstance(asked[0], LoginPassword)
    assert asked[0].password == PASSWORD.encode(), "the password was used, so that it had a chance to be told"
    with get_client(sync_client=True) as client:
        told = [client.read_flow_run(run.id).model_dump_json(), str(client.read_flow_run_states(run.id))]
        told += [str(client.read_artifacts()), str(client.read_task_runs()), str(client.read_logs())]
    told += [str(state), caplog.text]
    assert not any(PASSWORD in text for text in told)
    files = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert any(p.suffix == ".duckdb" for p in files)
    assert [p for p in files if PASSWORD.encode() in p.read_bytes()] == []
