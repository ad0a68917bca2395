"""`counterclaim digests`, against a real warehouse and a real mail server; no Prefect."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from typer.testing import CliRunner

from flows.cli import app
from flows.digests import digests_app
from tasks.brief.compose import compose
from tasks.brief.outbox import targets
from tasks.brief.render import render
from tasks.models import Digest, Outcome, Profile, Smtp
from tests.brief.mailserver import Inbox, free_port
from tests.brief.material import DESK, NOW, material, name
from warehouse import read, store
from warehouse.connection import Warehouse

READERS = ("one@example.org", "two@example.org")
DIGEST: Digest = render(compose(material(), DESK, name, None, NOW), DESK, "2023-02-15")


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    """A mail server on loopback, and its port."""
    box = Inbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield box, controller.port
    controller.stop()


@pytest.fixture
def config(tmp_path: Path, inbox: tuple[Inbox, int]) -> Path:
    """A desk with a digest that was delivered to the first recipient, and to the second perhaps."""
    profile: Profile = replace(DESK, recipients=READERS)
    path = tmp_path / "counterclaim.toml"
    path.write_text(
        f'[profile.marenia]\nrecipients = {json.dumps(READERS)}\n[mail]\nhost = "127.0.0.1"\nport = {inbox[1]}\n'
        'security = "none"\nsender = "briefings@example.org"\n'
    )
    smtp = Smtp("127.0.0.1", "briefings@example.org")
    known: dict[str, Outcome] = {"two@example.org": "unknown"}
    rows = targets(DIGEST, profile, tmp_path, smtp, NOW)
    with Warehouse(tmp_path / "counterclaim.duckdb") as opened:
        store.save_digest(opened, DIGEST, [replace(row, outcome=known.get(row.target, "ok")) for row in rows])
    return path


def call(config: Path, *arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(digests_app, [*arguments, "--config", str(config)])
    assert result.exit_code == code, result.output
    return result.output


def outcomes(config: Path) -> dict[str, str]:
    with Warehouse(config.parent / "counterclaim.duckdb", read_only=True) as opened:
        return {row.target: row.outcome for row in read.deliveries(opened, DIGEST.digest_id) if row.channel == "mail"}


def test_the_list_tells_how_many_received_it_and_of_whom_nobody_knows(config: Path) -> None:
    shown = call(config)
    assert "mail 1 ok, mail 1 unknown" in shown
    assert f"Nobody knows whether these arrived: {DIGEST.digest_id[:8]} to two@example.org" in shown


def test_a_digest_is_printed_by_the_beginning_of_its_id(config: Path) -> None:
    assert call(config, DIGEST.digest_id[:6]) == DIGEST.text
    assert call(config, "--format", "md", DIGEST.digest_id[:6]) == DIGEST.markdown


def test_each_recipient_has_an_outcome(config: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(call(config, "deliveries", "--format", "csv"))))
    assert [(row["target"], row["outcome"]) for row in rows if row["channel"] == "mail"] == [
        ("one@example.org", "ok"),
        ("two@example.org", "unknown"),
    ]


def test_what_arrived_is_settled_by_hand(config: Path, inbox: tuple[Inbox, int]) -> None:
    call(config, "settle", DIGEST.digest_id[:6], "--to", "two@example.org")
    assert outcomes(config) == dict.fromkeys(READERS, "ok")
    assert inbox[0].received == []


def test_what_did_not_arrive_is_sent_again_by_hand_to_those_only(config: Path, inbox: tuple[Inbox, int]) -> None:
    assert call(config, "resend", DIGEST.digest_id[:6]) == "two@example.org: ok\n"
    assert inbox[0].readers == ["two@example.org"]
    assert outcomes(config) == dict.fromkeys(READERS, "ok")


def test_what_arrived_for_sure_is_not_sent_again(config: Path) -> None:
    result = CliRunner().invoke(
        digests_app, ["resend", DIGEST.digest_id[:6], "--to", "one@example.org", "--config", str(config)]
    )
    assert "has no mail of which it is not known" in str(result.exception)


def test_a_process_killed_when_the_server_has_the_message_leaves_it_to_be_asked_about(
    config: Path, inbox: tuple[Inbox, int]
) -> None:
    box = inbox[0]
    killed = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from flows.cli import main; main()",
            "digests",
            "resend",
            DIGEST.digest_id,
            "--config",
            str(config),
        ]
    )
    box.taking = lambda: os.kill(killed.pid, signal.SIGKILL)
    assert killed.wait(timeout=60) == -signal.SIGKILL
    assert box.readers == ["two@example.org"]
    assert outcomes(config) == {"one@example.org": "ok", "two@example.org": "sending"}
    assert "to two@example.org" in call(config)


@pytest.mark.parametrize("form", ["stix", "acled"])
def test_a_digest_is_exported_for_other_programs(config: Path, form: str) -> None:
    exported = call(config, "export", DIGEST.digest_id[:6], "--format", form)
    if form == "stix":
        assert json.loads(exported)["type"] == "bundle"
    else:
        assert exported.startswith("event_id_cnty,event_date,year,")


def test_digests_is_a_verb_of_the_command(config: Path) -> None:
    result = CliRunner().invoke(app, ["digests", "--config", str(config)])
    assert DIGEST.digest_id[:20] in result.output
