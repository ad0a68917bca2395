"""Fault run: a desk whose runs are killed at random instants must come to what an undisturbed one comes to.

    python -m tests.flows.faults --kills 300 --seed 1

Three mornings of the example, read from a folder and a real HTTP server, briefed by a real SMTP server that is slow to
answer. In turn `daily`, or `collect`, `analyse` and `brief`, are killed (SIGKILL) and begun again until they come to
their end. Then every row, page, file and letter is compared. A letter of which nobody knows whether it arrived is
settled or sent again, as the message to the operator says; none may arrive twice, and none may be missing.
"""

from __future__ import annotations

import argparse
import gzip
import logging
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from hashlib import sha256
from http.server import ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from prefect.client.orchestration import get_client
from prefect.client.schemas.sorting import FlowRunSort
from prefect.settings import PREFECT_API_URL
from prefect.testing.utilities import prefect_test_harness

from flows import digests
from tests.brief.mailserver import Inbox, free_port
from tests.collect.servers import Site, serving
from tests.flows import killed
from warehouse import pages
from warehouse.connection import Warehouse

log = logging.getLogger(__name__)
ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
MORNINGS = {  # what a folder and a site offer by then
    "2026-03-03T22:00": (("02", "03"), ("01",)),
    "2026-03-04T22:00": (("04", "05"), ("06", "08")),
    "2026-03-05T22:00": (("07", "09"), ("10", "11")),
}
READERS = ("one@embassy.example", "two@embassy.example", "three@embassy.example")
WHOLE, STAGES = ("daily",), ("collect", "analyse", "brief")
SLOW = 0.05  # seconds that each answer of a server takes, so that a kill may fall into the wait for it
TABLES = (
    "article", "analysis", "claim", "event", "story", "story_article", "reprint", "contest", "contest_side",
    "contest_change", "revision", "page", "offer", "unlinked", "article_term", "term_count", "strength", "digest",
    "shown",
)  # fmt: skip
LETTERS = "SELECT digest_id, target, message_id, outcome FROM delivery WHERE channel = 'mail'"
UNFINISHED = "SELECT count(*) FROM delivery WHERE outcome IN ('pending', 'sending', 'deferred')"


@dataclass
class Desk:
    """A workspace with its servers."""

    config: Path
    articles: Path
    site: Site
    inbox: Inbox

    def begin(self) -> None:
        """Nothing collected, nothing received."""
        folder = self.config.parent
        for left in folder.iterdir():
            if left != self.config:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        shutil.rmtree(self.articles, ignore_errors=True)
        self.articles.mkdir()
        self.site.answers.clear()
        self.inbox.received.clear()

    def dawn(self, morning: str) -> None:
        """What the folder and the site offer on a morning."""
        offered = {day: what for day, what in MORNINGS.items() if day <= morning}
        links = []
        for files, published in offered.values():
            for number in files:
                [file] = ARTICLES.glob(f"{number}*")
                shutil.copy(file, self.articles)
            for number in published:
                links.append(self._publish(number, corrected=morning != min(offered)))
        items = "".join(f"<item><title>{link}</title><link>{link}</link></item>" for link in links)
        feed = f'<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'
        self.site.page("/feed", feed, Content_Type="application/rss+xml")

    def _publish(self, number: str, corrected: bool) -> str:
        [file] = ARTICLES.glob(f"{number}*")
        body = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        if corrected:
            body = body.replace(b"wounding 30 others", b"wounding 34 others")
        return self.site.page(f"/{number}", body)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the warehouse answers; nothing where there is none."""
        path = self.config.parent / "counterclaim.duckdb"
        if not path.exists():
            return []
        with Warehouse(path, read_only=True) as opened:
            return opened.connection.execute(query).fetchall()

    def told(self, morning: str) -> bool:
        """Whether the digest of a morning was made and its deliveries came to an end."""
        moment = morning.replace("T", " ")
        made = self.rows(f"SELECT count(*) FROM digest WHERE made_at = TIMESTAMP '{moment}'")
        return bool(made and made[0][0]) and self.rows(UNFINISHED) == [(0,)]

    def settle(self) -> int:
        """Do with each letter of which nobody knows whether it arrived what the message says; returns how many."""
        unknown = [row for row in self.rows(LETTERS) if row[3] == "unknown"]
        for digest, reader, named, _ in unknown:
            arrived = any(reader in to and named.encode() in content for to, content, _ in self.inbox.received)
            (digests.settle if arrived else digests.resend)(digest, [reader], self.config)
        return len(unknown)

    def remains(self) -> dict[str, Counter[str]]:
        """Every row, page, file and letter, by kind, each with how often it is there."""
        folder = self.config.parent
        with Warehouse(folder / "counterclaim.duckdb") as opened:
            pages.sweep(opened)  # half-written files, as maintenance does
        kept = {table: Counter(map(str, self.rows(f"FROM {table}"))) for table in TABLES}
        for kind, place, pattern in (("page bytes", "counterclaim.pages", "*/*"), ("digest files", "digests", "**/*")):
            found = sorted(file for file in (folder / place).glob(pattern) if file.is_file())
            kept[kind] = Counter(f"{f.relative_to(folder)} {sha256(f.read_bytes()).hexdigest()}" for f in found)
        kept["letters"] = Counter(f"{to} {self._said(content)}" for to, content, _ in self.inbox.received)
        return kept

    @staticmethod
    def _said(content: bytes) -> str:
        """What names a letter, and what it says; its parts are divided by other signs each time."""
        mail = message_from_bytes(content, policy=default)
        parts = [part.get_content() for part in mail.walk() if not part.is_multipart()]
        return f"{mail['Message-ID']} {mail['Subject']} {sha256(repr(parts).encode()).hexdigest()}"


@dataclass
class Account:
    """What a fault run did and found."""

    kills: Counter[str] = field(default_factory=Counter)  # by what was being done
    rounds: int = 0
    unknown: int = 0
    differences: list[str] = field(default_factory=list)


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """A workspace of the example with a site and a mail server, both slow."""
    (folder / "desk").mkdir(parents=True)
    inbox = Inbox()
    inbox.taking = lambda: time.sleep(SLOW)
    mail = Controller(inbox, hostname="127.0.0.1", port=free_port())
    mail.start()
    try:
        with serving(slow) as site:
            config = folder / "desk" / "counterclaim.toml"
            config.write_text(_settings(folder, site.url, mail.port), encoding="utf-8")
            yield Desk(config, folder / "articles", site, inbox)
    finally:
        mail.stop()


def slow(server: ThreadingHTTPServer) -> None:
    """Have a server wait before it takes a connection."""
    take = server.process_request

    def taken(request: Any, client: Any) -> None:
        time.sleep(SLOW)
        take(request, client)

    server.process_request = taken  # type: ignore[method-assign,assignment]


def _settings(folder: Path, site: str, port: int) -> str:
    readers = ", ".join(f'"{reader}"' for reader in READERS)
    examples = ARTICLES.parent
    return f"""
actors = ["{examples / "actors.toml"}"]
places = ["{examples / "places.toml"}"]
[[source]]
id = "inbox"
path = "{folder / "articles"}"
[[source]]
id = "wire"
url = "{site}/feed"
allow_private = true
[fetch]
delay_seconds = 0
[run]
batch = 2
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "desk@velmora.example"
[profile.velmora]
watch = ["ruskell-liberation-front", "Port Isaule"]
recipients = [{readers}]
"""


class Runs:
    """Flow runs in processes of their own, forked from one that has imported everything: a kill finds them at work."""

    def __init__(self, at: Desk) -> None:
        os.environ["PREFECT_API_URL"] = str(PREFECT_API_URL.value())
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(["tests.flows.killed", "tests.flows.faults"])
        self.at = at
        self.log = at.articles.with_name("log")
        self.last: object = None

    def run(self, flow: str, morning: str, kill_after: float | None = None) -> int | None:
        """Run a flow; returns its exit status, or None if it was killed."""
        process = self.context.Process(target=killed.work, args=(flow, self.at.config, morning, self.log))
        process.start()
        process.join(kill_after)
        if process.exitcode is None:
            process.kill()
            process.join()
            return None
        return process.exitcode

    def stage(self) -> str | None:
        """What the last run was at when it was killed; None: it had not begun."""
        with get_client(sync_client=True) as client:
            newest = client.read_flow_runs(sort=FlowRunSort.START_TIME_DESC, limit=1)
            if not newest or newest[0].id == self.last:
                return None
            self.last = newest[0].id
            flow = client.read_flow(newest[0].flow_id).name
        return "delivery" if flow == "brief" and self.at.rows(UNFINISHED) not in ([], [(0,)]) else flow


def fault_run(folder: Path, kills: int, seed: int) -> Account:
    """Kill runs at random instants until so many were killed at work.

    Args:
        folder: An empty folder to work in.
        kills: How many, at least; a morning that was begun is always brought to its end.
        seed: Of the instants.
    """
    chance, account = random.Random(seed), Account()
    with desk(folder) as at:
        runs = Runs(at)
        takes: dict[tuple[str, str], float] = {}
        undisturbed = {}
        for job in (WHOLE, STAGES):
            at.begin()
            for morning in MORNINGS:
                at.dawn(morning)
                for flow in job:
                    start = time.monotonic()
                    assert runs.run(flow, morning) == 0, runs.log.read_text()
                    takes[flow, morning] = time.monotonic() - start
            undisturbed[job] = at.remains()
        account.differences += _differences(undisturbed[WHOLE], undisturbed[STAGES], "in one, or in stages")
        while sum(account.kills.values()) < kills:
            job = (WHOLE, STAGES)[account.rounds % 2]
            account.rounds += 1
            at.begin()
            for morning in MORNINGS:
                at.dawn(morning)
                for flow in job:
                    _until_done(runs, flow, morning, takes[flow, morning], chance, account)
                account.unknown += at.settle()
            account.differences += _differences(undisturbed[job], at.remains(), f"round {account.rounds}")
            done, found = sum(account.kills.values()), len(account.differences)
            log.warning("round %d: %d of %d kills, %d differences", account.rounds, done, kills, found)
    return account


def _until_done(runs: Runs, flow: str, morning: str, takes: float, chance: random.Random, account: Account) -> None:
    """Begin a flow again until it comes to its end, or was killed when all was done.

    Kills come early rather than late: a run that is begun again soon comes to where the one before was killed. Each
    time it is given a little longer, lest it never come to its end on a machine that has become busy.
    """
    tries = count(20)
    while (status := runs.run(flow, morning, takes * chance.random() ** 2 * next(tries) / 20)) is None:
        if stage := runs.stage():
            account.kills[stage] += 1
        if flow in ("daily", "brief") and runs.at.told(morning):
            return
    if status not in (0, killed.NOT_SURE):
        account.differences.append(f"round {account.rounds}: {flow} failed: {runs.log.read_text()[-2000:]}")


def _differences(expected: dict[str, Counter[str]], found: dict[str, Counter[str]], where: str) -> list[str]:
    told = []
    for kind, rows in expected.items():
        told += [f"{where}: {kind}: missing: {row[:300]}" for row in rows - found[kind]]
        told += [f"{where}: {kind}: too many: {row[:300]}" for row in found[kind] - rows]
    return told


def main() -> int:
    """Print what was killed and what differs; 1 if anything does."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    with prefect_test_harness(server_startup_timeout=120), tempfile.TemporaryDirectory() as folder:
        account = fault_run(Path(folder) / "fault run", given.kills, given.seed)
    print(f"{sum(account.kills.values())} kills in {account.rounds} rounds of {len(MORNINGS)} mornings")
    print("killed at " + ", ".join(f"{stage} {n}" for stage, n in account.kills.most_common()))
    print(f"{account.unknown} letters settled or sent again by hand")
    print(f"{len(account.differences)} differences", *account.differences[:100], sep="\n")
    return 1 if account.differences else 0


if __name__ == "__main__":
    sys.exit(main())
