"""Digests from one run to the next: previewed, put off, tried again."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
from aiosmtpd.controller import Controller

from flows.brief import brief
from flows.daily import daily
from tasks.errors import ConfigError, DeliveryError
from tests.brief.mailserver import Inbox, free_port
from tests.flows.killing import kill_after

MAIL = '[mail]\nhost = "127.0.0.1"\nport = {}\nsecurity = "none"\nsender = "desk@velmora.example"\n'


def outcomes(config: Path) -> list[tuple[str, str]]:
    with duckdb.connect(str(config.parent / "counterclaim.duckdb"), read_only=True) as connection:
        return connection.execute(
            "SELECT target, outcome FROM deliveries WHERE channel = 'mail' ORDER BY target"
        ).fetchall()


def test_the_next_run_tries_again_only_who_was_put_off_and_a_preview_nobody(workspace: Path) -> None:
    box = Inbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        with workspace.open("a", encoding="utf-8") as config:
            config.write('recipients = ["busy@embassy.example", "one@embassy.example"]\n' + MAIL.format(server.port))
        with pytest.raises(DeliveryError, match=r"busy@embassy\.example: 451 4\.7\.1 try again later; the next run"):
            daily(workspace, now="2026-03-06T07:00")
        [folder] = brief(workspace, now="2026-03-06T08:00", preview=True)
        assert (folder / "digest.eml").is_file()
        assert outcomes(workspace) == [("busy@embassy.example", "deferred"), ("one@embassy.example", "ok")]
        box.busy = False
        again, new = brief(workspace, now="2026-03-07T07:00")
        assert (again.name, new.name) == ("2026-03-06", "2026-03-07")
        assert box.readers == [
            "one@embassy.example",  # of the first digest
            "busy@embassy.example",  # of the first digest
            "busy@embassy.example",  # of the second
            "one@embassy.example",
        ]
        assert (workspace.parent / "digests" / "feed.xml").read_text("utf-8").count("<entry>") == 2
    finally:
        server.stop()


def test_a_mail_template_that_is_broken_stops_the_run_before_anything_is_stored_or_sent(workspace: Path) -> None:
    template = workspace.parent / "own" / "mail" / "watch.html"
    template.parent.mkdir(parents=True)
    template.write_text("<p>\n{{ brief.watched }}\n</p>")
    with workspace.open("a", encoding="utf-8") as config:
        config.write('templates = "own"\nrecipients = ["one@embassy.example"]\n' + MAIL.format(free_port()))
    with pytest.raises(ConfigError, match=re.escape(f"{template}:2: UndefinedError")):
        daily(workspace, now="2026-03-06T07:00")
    assert outcomes(workspace) == []
    assert not (workspace.parent / "digests").exists()


@pytest.mark.parametrize("last", ["merge_deliveries", "archive"], ids=["made", "written to files"])
def test_a_delivery_that_was_cut_off_is_finished_by_the_next_run_with_no_second_digest(
    workspace: Path, last: str
) -> None:
    box = Inbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        with workspace.open("a", encoding="utf-8") as config:
            config.write('recipients = ["one@embassy.example"]\n' + MAIL.format(server.port))
        kill_after(last, "daily", workspace, "2026-03-06T07:00")
        assert box.readers == []
        assert (workspace.parent / "digests" / "index.html").exists() == (last == "archive")
        [folder] = daily(workspace, now="2026-03-06T08:00")
    finally:
        server.stop()
    assert folder.name == "2026-03-06"
    assert box.readers == ["one@embassy.example"]
