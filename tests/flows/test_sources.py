"""The rest of the line: a feed on a real HTTP server, a digest through a real SMTP server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import duckdb
import pytest
from aiosmtpd.controller import Controller

from flows.collect import collect
from flows.daily import daily
from tasks.errors import ConfigError, DeliveryError, SourcesFailed
from tests.flows.conftest import THREADS
from warehouse import visits
from warehouse.connection import Warehouse

PAGE = """<html><head><title>Army denies raid - Wire</title><meta property="og:site_name" content="Wire">
<meta property="article:published_time" content="2026-03-05T08:00:00Z"></head><body><nav>Home</nav><article>
<h1>Army denies raid</h1>{}</article></body></html>""".format(
    "".join(
        f"<p>{line}</p>"
        for line in (
            "The army denied on Thursday that its soldiers had entered the village of Hathmoor, where people say that "
            "nine civilians were killed on Wednesday.",
            "“We were never there,” Colonel Tavis Orrenge, the army's spokesman, told reporters in the capital, and "
            "added that the accusation was false.",
            "The Dalmere Rights Centre said that soldiers had killed nine civilians in Hathmoor.",
        )
    )
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "site"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        link = f"<item><title>Army denies raid</title><link>{address}/raid.html</link></item>"
        (folder / "feed.xml").write_text(f'<rss version="2.0"><channel><title>Wire</title>{link}</channel></rss>')
        (folder / "raid.html").write_text(PAGE, encoding="utf-8")
        yield address
        server.shutdown()


def desk(folder: Path, text: str) -> Path:
    config = folder / "counterclaim.toml"
    config.write_text(text if THREADS in text else THREADS + text, encoding="utf-8")
    return config


def rows(config: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(config.parent / "counterclaim.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_a_feed_gives_its_articles_once(site: str, tmp_path: Path) -> None:
    feed = f'[fetch]\ndelay_seconds = 0\n[[source]]\nid = "wire"\nurl = "{site}/feed.xml"\nallow_private = true\n'
    config = desk(tmp_path, feed)
    assert collect(config) == 1
    assert rows(config, "SELECT url, title FROM articles") == [(f"{site}/raid.html", "Army denies raid")]
    assert collect(config) == 0
    assert rows(config, "SELECT count(*) FROM fetches WHERE url LIKE '%raid.html' AND outcome = 'ok'") == [(1,)]


def test_one_failing_source_fails_no_run_and_rests_ever_longer(site: str, tmp_path: Path) -> None:
    bad = f'[[source]]\nid = "gone"\nurl = "{site}/gone.xml"\nallow_private = true\n'
    good = f'[[source]]\nid = "wire"\nurl = "{site}/feed.xml"\nallow_private = true\nmin_items = 2\n'
    config = desk(tmp_path, f"[fetch]\ndelay_seconds = 0\n{bad}{good}")
    assert collect(config, now="2026-03-06T00:00") == 1
    for clock in ("01:00", "01:15"):
        assert collect(config, now=f"2026-03-06T{clock}") == 0
    with Warehouse(tmp_path / "counterclaim.duckdb", read_only=True) as opened:
        fares = visits.health(opened)
    assert (fares["gone"].failures, fares["gone"].error) == (2, "answers 404")
    assert fares["gone"].last_read.hour == 1
    assert (fares["wire"].items, fares["wire"].expected, fares["wire"].has_shrunk) == (1, 2, True)
    with pytest.raises(SourcesFailed, match="gone: answers 404"):
        collect(config, [f"{site}/gone.xml"], now="2026-03-06T01:20")  # named by hand, it is always tried
    assert rows(config, "SELECT count(*) FROM fetches WHERE source_id = 'gone'") == [(3,)]


def test_a_run_in_which_every_source_fails_says_so_once_the_digest_is_made(site: str, workspace: Path) -> None:
    daily(workspace, now="2026-03-06T07:00")
    away = workspace.parent / "articles"
    away.rename(workspace.parent / "elsewhere")
    with pytest.raises(SourcesFailed, match="No source could be read"):
        daily(workspace, now="2026-03-07T07:00")
    assert (workspace.parent / "digests/velmora/2026-03-07/digest.txt").exists()


def test_a_private_address_is_refused(site: str, tmp_path: Path) -> None:
    config = desk(tmp_path, f'[fetch]\ndelay_seconds = 0\n[[source]]\nid = "wire"\nurl = "{site}/feed.xml"\n')
    with pytest.raises(SourcesFailed, match=r"127\.0\.0\.1"):
        collect(config)
    [(outcome, error)] = rows(config, "SELECT outcome, error FROM fetches")
    assert outcome == "refused"
    assert "127.0.0.1" in error


class Mailbox:
    """Keeps what it is sent."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:
        self.messages.append(envelope.content)
        return "250 kept"


def test_a_digest_goes_out_by_mail(workspace: Path) -> None:
    box = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        mail = f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "desk@velmora.example"\n'
        text = workspace.read_text(encoding="utf-8") + 'recipients = ["reader@embassy.example"]\n' + mail
        [folder] = daily(desk(workspace.parent, text), now="2026-03-06T07:00")
    finally:
        server.stop()
    [message] = [message_from_bytes(content, policy=default) for content in box.messages]
    assert message["To"] == "reader@embassy.example"
    plain = message.get_body(("plain",))
    assert plain is not None
    assert "BOTTOM LINE" in plain.get_content()
    outcomes = rows(workspace, "SELECT channel, target, outcome FROM deliveries ORDER BY channel")
    assert outcomes == [("file", str(folder), "ok"), ("mail", "reader@embassy.example", "ok")]


def test_mail_that_fails_is_told_and_the_files_are_there(workspace: Path) -> None:
    mail = '[mail]\nhost = "127.0.0.1"\nport = 9\nsecurity = "none"\nsender = "desk@velmora.example"\n'
    text = workspace.read_text(encoding="utf-8") + 'recipients = ["reader@embassy.example"]\n' + mail
    with pytest.raises(DeliveryError, match=r"reader@embassy\.example"):
        daily(desk(workspace.parent, text), now="2026-03-06T07:00")
    assert (workspace.parent / "digests/velmora/2026-03-06/digest.txt").exists()
    assert rows(workspace, "SELECT outcome FROM deliveries WHERE channel = 'mail'") == [("deferred",)]


def test_a_missing_password_stops_the_run_before_anything_is_made(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COUNTERCLAIM_SMTP_PASSWORD", raising=False)
    mail = '[mail]\nhost = "127.0.0.1"\nuser = "desk"\nsender = "desk@velmora.example"\n'
    with pytest.raises(ConfigError, match="COUNTERCLAIM_SMTP_PASSWORD"):
        daily(desk(workspace.parent, workspace.read_text(encoding="utf-8") + mail), now="2026-03-06T07:00")
    assert not (workspace.parent / "digests").exists()
