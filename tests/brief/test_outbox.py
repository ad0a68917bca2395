from collections.abc import Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from tasks.brief.outbox import deliver, targets, told
from tasks.brief.smtp import MOST_ATTEMPTS
from tasks.models import Delivery, Smtp
from tests.brief.mailserver import Inbox, free_port
from tests.brief.material import NOW
from tests.brief.test_smtp import SENDER, Book, desk, digest, run
from warehouse import read, store
from warehouse.connection import Warehouse


@pytest.fixture
def open_server() -> Iterator[tuple[Inbox, Smtp]]:
    """A mail server on loopback that takes mail from anybody."""
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield inbox, Smtp("127.0.0.1", SENDER, port=controller.port, security="none", timeout=5)
    controller.stop()


def test_a_refusal_for_good_is_told_and_not_tried_again(open_server: tuple[Inbox, Smtp], tmp_path: Path) -> None:
    inbox, smtp = open_server
    profile = desk("one", "nobody", "spam", "two")
    book = run(None, profile, smtp, tmp_path)
    assert book.outcomes() == {
        "one@example.org": "ok",
        "nobody@example.org": "failed",
        "spam@example.org": "failed",
        "two@example.org": "ok",
    }
    assert book.rows["nobody@example.org"].error == "550 5.1.1 no such person here"
    assert book.rows["spam@example.org"].error == "554 5.7.1 looks like spam"
    run(book, profile, smtp, tmp_path)
    assert inbox.readers == ["one@example.org", "two@example.org"]


def test_who_is_put_off_is_tried_again_alone(open_server: tuple[Inbox, Smtp], tmp_path: Path) -> None:
    inbox, smtp = open_server
    profile = desk("one", "busy")
    book = run(None, profile, smtp, tmp_path)
    assert book.outcomes() == {"one@example.org": "ok", "busy@example.org": "deferred"}
    assert told(book.rows["busy@example.org"]).endswith("451 4.7.1 try again later; the next run tries again")
    inbox.busy = False
    run(book, profile, smtp, tmp_path)
    assert inbox.readers == ["one@example.org", "busy@example.org"]
    assert book.outcomes()["busy@example.org"] == "ok"


def test_who_is_put_off_too_often_has_failed(open_server: tuple[Inbox, Smtp], tmp_path: Path) -> None:
    profile = desk("full")
    book = run(None, profile, open_server[1], tmp_path)
    for _ in range(MOST_ATTEMPTS - 1):
        assert book.outcomes() == {"full@example.org": "deferred"}
        run(book, profile, open_server[1], tmp_path)
    assert book.outcomes() == {"full@example.org": "failed"}
    assert book.rows["full@example.org"].attempts == MOST_ATTEMPTS


def test_a_message_without_an_answer_may_have_arrived_and_is_not_sent_again(
    open_server: tuple[Inbox, Smtp], tmp_path: Path
) -> None:
    inbox, smtp = open_server
    profile = desk("lost", "two")
    book = run(None, profile, smtp, tmp_path)
    assert book.outcomes() == {"lost@example.org": "unknown", "two@example.org": "deferred"}
    run(book, profile, smtp, tmp_path)
    assert inbox.readers == ["lost@example.org", "two@example.org"]
    words = told(book.rows["lost@example.org"])
    assert str(message_from_bytes(inbox.received[0][1])["Message-ID"]) in words
    assert "counterclaim digests settle" in words


class Killed(BaseException):
    """The process ends here."""


def test_a_run_that_dies_between_handing_over_and_recording_is_found_and_sends_nothing_again(
    open_server: tuple[Inbox, Smtp], tmp_path: Path
) -> None:
    inbox, smtp = open_server
    profile = desk("one", "two")
    made = digest(profile)
    book = Book(targets(made, profile, tmp_path, smtp, NOW))

    def until_taken(rows: Sequence[Delivery]) -> bool:
        if inbox.received:
            raise Killed
        return book.record(rows)

    with pytest.raises(Killed):
        deliver(made, profile, list(book.rows.values()), smtp, until_taken, NOW)
    assert book.outcomes() == {"one@example.org": "sending", "two@example.org": "pending"}
    ended = deliver(made, profile, list(book.rows.values()), smtp, book.record, NOW)
    assert book.outcomes() == {"one@example.org": "unknown", "two@example.org": "ok"}
    assert inbox.readers == ["one@example.org", "two@example.org"]
    [lost] = [row for row in ended if row.outcome == "unknown"]
    assert "broke off" in (lost.error or "")


def test_what_another_run_sends_meanwhile_is_left_to_it(open_server: tuple[Inbox, Smtp], tmp_path: Path) -> None:
    inbox, smtp = open_server
    profile = desk("one", "two")
    made = digest(profile)
    rows = targets(made, profile, tmp_path, smtp, NOW)
    with Warehouse(tmp_path / "desk.duckdb") as opened:
        store.save_digest(opened, made, rows)

    def record(deliveries: Sequence[Delivery]) -> bool:
        with Warehouse(tmp_path / "desk.duckdb") as opened:
            return store.save_deliveries(opened, deliveries)

    def while_another_runs(deliveries: Sequence[Delivery]) -> bool:
        if [row.target for row in deliveries if row.outcome == "sending"] == ["two@example.org"]:
            deliver(made, profile, rows, smtp, record, NOW)
        return record(deliveries)

    ended = deliver(made, profile, rows, smtp, while_another_runs, NOW)
    assert inbox.readers == ["one@example.org", "two@example.org"]
    assert [row.target for row in ended if row.channel == "mail"] == ["one@example.org"]
    with Warehouse(tmp_path / "desk.duckdb") as opened:
        kept = {row.target: row.outcome for row in read.deliveries(opened, made.digest_id) if row.channel == "mail"}
    assert kept == {"one@example.org": "ok", "two@example.org": "ok"}


def test_a_delivery_is_recorded_before_its_message_goes_out(open_server: tuple[Inbox, Smtp], tmp_path: Path) -> None:
    inbox, smtp = open_server
    profile = desk("one")
    made = digest(profile)
    book = Book(targets(made, profile, tmp_path, smtp, NOW))
    seen: list[dict[str, str]] = []
    inbox.taking = lambda: seen.append(book.outcomes())
    deliver(made, profile, list(book.rows.values()), smtp, book.record, NOW)
    assert seen == [{"one@example.org": "sending"}]


def test_one_message_to_all_names_none_and_has_an_outcome_for_each(
    open_server: tuple[Inbox, Smtp], tmp_path: Path
) -> None:
    inbox, smtp = open_server
    profile, bcc = desk("one", "busy", "nobody", "two"), replace(smtp, bcc=True)
    book = run(None, profile, bcc, tmp_path)
    assert book.outcomes() == {
        "one@example.org": "ok",
        "busy@example.org": "deferred",
        "nobody@example.org": "failed",
        "two@example.org": "ok",
    }
    [(readers, content, _)] = inbox.received
    assert readers == ["one@example.org", "two@example.org"]
    assert b"two@example.org" not in content
    inbox.busy = False
    run(book, profile, bcc, tmp_path)
    assert inbox.received[1][0] == ["busy@example.org"]


def test_who_is_no_recipient_any_more_gets_nothing(open_server: tuple[Inbox, Smtp], tmp_path: Path) -> None:
    inbox, smtp = open_server
    book = run(None, desk("busy"), smtp, tmp_path)
    inbox.busy = False
    made = digest(desk("busy"))
    deliver(made, desk("two"), list(book.rows.values()), smtp, book.record, NOW)
    assert book.outcomes() == {"busy@example.org": "failed"}
    assert inbox.received == []


def test_files_that_could_not_be_written_are_tried_again(open_server: tuple[Inbox, Smtp], tmp_path: Path) -> None:
    (tmp_path / "marenia").write_text("a file in the way")
    book = run(None, desk("one"), open_server[1], tmp_path)
    [file] = [row for row in book.rows.values() if row.channel == "file"]
    assert file.outcome == "deferred"
    assert str(tmp_path / "marenia" / "2023-02-15") in (file.error or "")
    (tmp_path / "marenia").unlink()
    run(book, desk("one"), open_server[1], tmp_path)
    assert book.rows[file.target].outcome == "ok"
    assert open_server[0].readers == ["one@example.org"]
