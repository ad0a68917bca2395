"""A month of `counterclaim serve`, with its own Prefect server, while things go wrong; its clock is set forward.

    python -m tests.flows.month --days 31 --seed 1

Each day an article comes in, and at seven in Berlin a digest is due. By chance the run is killed with all that belongs
to it, or serve is stopped in the middle of it, or killed alone; the machine sleeps for some days, or is off; the mail
server puts everybody off; the clock is set back. The month is March 2026, in which summer time begins. At the end
every article must have been told once, every digest have arrived once, and no gap have brought more than one digest.
Needs a C compiler: a preloaded function sets the clock (Linux).
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from aiosmtpd.controller import Controller

from tests.brief.mailserver import Inbox, free_port
from warehouse.connection import Warehouse

HERE = Path(__file__).parent
BERLIN = ZoneInfo("Europe/Berlin")
READERS = ("one@embassy.example", "busy@embassy.example")
PATIENCE = 400  # seconds until a digest must have arrived
COMMAND = [sys.executable, "-c", "from flows.cli import main; main()", "serve", "--config"]
CONFIG = """
[[source]]
id = "wire"
path = "articles"
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "desk@velmora.example"
[profile.velmora]
timezone = "Europe/Berlin"
brief = "0 7 * * *"
recipients = ["one@embassy.example", "busy@embassy.example"]
[schedule]
collect = "0 */6 * * *"
timezone = "Europe/Berlin"
[run]
keep_pages_days = 7
[backup]
keep = 2
"""
ARTICLE = """Raid on village {number} in Dalmere

{day:%d %B %Y}

Soldiers entered village {number} before dawn on {day:%A} and searched every house for weapons, residents said.

The Dalmere Rights Centre said that soldiers had killed {dead} civilians in village {number}.

The army denied that its soldiers had killed {dead} civilians in village {number}, and said the accusation was false.
"""


@dataclass
class Month:
    """A desk that is served, its clock and its mail."""

    folder: Path
    inbox: Inbox
    port: int
    serving: subprocess.Popen[bytes] | None = None
    happened: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    mornings: int = 0  # on which serve was there sooner or later

    def __post_init__(self) -> None:
        (self.folder / "articles").mkdir(parents=True)
        self.config.write_text(CONFIG.format(port=self.port), encoding="utf-8")
        self.library = self.folder / "clock.so"
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", self.library, HERE / "clock.c"], check=True)

    @property
    def config(self) -> Path:
        """The configuration."""
        return self.folder / "counterclaim.toml"

    def set_clock(self, moment: datetime) -> None:
        """What time it is for serve and all that it starts."""
        part = self.folder / "clock.part"
        part.write_text(str(round(moment.timestamp() - time.time())), encoding="utf-8")
        part.replace(self.folder / "clock")

    def start(self) -> None:
        """Serve, from now on."""
        own = {
            "LD_PRELOAD": str(self.library),
            "COUNTERCLAIM_TEST_CLOCK": str(self.folder / "clock"),
            "PREFECT_HOME": str(self.folder / "prefect"),
            "PREFECT_RUNNER_POLL_FREQUENCY": "1",
            "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2",
        }
        kept = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
        log = self.folder / "log"
        with log.open("ab") as output:
            before = log.stat().st_size
            self.serving = subprocess.Popen(
                [*COMMAND, self.config], env=kept | own, stdout=output, stderr=output, start_new_session=True
            )
        until = time.monotonic() + PATIENCE
        while b"being served" not in log.read_bytes()[before:] and time.monotonic() < until:
            time.sleep(1)

    def kill(self) -> None:
        """As a power cut does: everything that serve has started too."""
        assert self.serving
        parents = {
            pid: _parent(pid) for pid in map(int, filter(str.isdigit, (p.name for p in Path("/proc").iterdir())))
        }
        family = {self.serving.pid}
        while more := {pid for pid, parent in parents.items() if parent in family} - family:
            family |= more
        for pid in family:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.serving.wait()

    def kill_alone(self) -> None:
        """Serve only; what it has started must notice."""
        assert self.serving
        self.serving.kill()
        self.serving.wait()

    def stop(self) -> None:
        """As an administrator does."""
        assert self.serving
        self.serving.terminate()
        try:
            self.serving.wait(90)
        except subprocess.TimeoutExpired:
            self.wrong.append("serve did not stop within 90 s")
            self.kill()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the warehouse answers."""
        path = self.folder / "counterclaim.duckdb"
        if not path.exists():
            return []
        with Warehouse(path, 120, read_only=True) as opened:
            return opened.connection.execute(query).fetchall()

    def article(self, day: datetime, number: int) -> None:
        """One more article to read."""
        text = ARTICLE.format(number=number, day=day, dead=number + 2)
        (self.folder / "articles" / f"{number}.txt").write_text(text, encoding="utf-8")

    def await_digest(self, due: datetime) -> None:
        """Until a digest that was made since it was due has reached everybody who can be reached."""
        moment = f"{due.astimezone(UTC):%Y-%m-%d %H:%M}"
        sure = "'ok', 'unknown'" + (", 'deferred'" if self.inbox.busy else "")
        query = (
            f"SELECT count(*) FROM digest WHERE made_at >= TIMESTAMP '{moment}' AND NOT EXISTS (SELECT 1 FROM delivery "
            f"WHERE outcome NOT IN ({sure}))"
        )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.rows(query) not in ([], [(0,)]):
                return
            time.sleep(3)
        self.wrong.append(f"no digest since {moment} within {PATIENCE} s")


def _parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return None


def live(month: Month, days: int, seed: int, first: datetime) -> None:
    """Live through so many days."""
    chance = random.Random(seed)
    plans: dict[str, Callable[[], None] | None] = {
        "nothing": None,
        "killed": month.kill,
        "killed alone": month.kill_alone,
        "stopped": month.stop,
    }
    month.set_clock(first.replace(hour=12) - timedelta(days=1))
    month.start()
    time.sleep(10)  # in which Prefect's scheduler makes the first runs
    number = 0
    while number < days:
        day = first + timedelta(days=number)
        month.article(day, number)
        number += 1
        trouble = chance.choice([*plans, "asleep", "off", "mail", "set back"])
        month.happened[trouble] += 1
        if trouble in ("asleep", "off") and number < days:
            if trouble == "off":
                month.stop()
            for _ in range(chance.randint(1, 4)):  # days on which nobody is there
                if number < days - 1:
                    month.article(first + timedelta(days=number), number)
                    number += 1
            day = first + timedelta(days=number - 1)
        due = day.replace(hour=7)
        month.mornings += 1
        month.inbox.busy = trouble == "mail"
        month.set_clock(due + (timedelta(hours=2) if trouble in ("asleep", "off") else timedelta(seconds=-1)))
        if trouble == "off":
            month.start()
        if act := plans.get(trouble):
            time.sleep(chance.uniform(0, 25))
            act()
            month.set_clock(due + timedelta(minutes=10))
            month.start()
        month.await_digest(due)
        if trouble == "mail":
            month.inbox.busy = False
            month.set_clock(due + timedelta(minutes=17))  # the next try is due
            month.await_digest(due)
        if trouble == "set back":
            month.set_clock(due - timedelta(minutes=30))  # seven strikes again
            time.sleep(30)
        print(f"{due:%d %b} {trouble}: {len(month.rows('FROM digest'))} digests", file=sys.stderr, flush=True)
    month.stop()


def judge(month: Month, days: int) -> None:
    """What must hold after a month, whatever happened."""
    stories = month.rows("SELECT state ->> '$.articles[*]' FROM shown WHERE kind = 'story'")
    told = {article for (articles,) in stories for article in articles}
    expected = {article for (article,) in month.rows("SELECT article_id FROM article")}
    covered = [n for (n,) in month.rows("SELECT (json ->> '$.coverage.articles')::INTEGER FROM digest")]
    if (len(expected), sum(covered), told) != (days, days, expected):
        month.wrong.append(f"{days} articles came in, {len(expected)} are stored, {len(told)} told, {covered} new")
    letters = Counter(
        (to, line)
        for readers, content, _ in month.inbox.received
        for to in readers
        for line in content.decode("utf-8", "replace").splitlines()
        if line.lower().startswith("message-id:")
    )
    month.wrong += [f"{to} received {named} {n} times" for (to, named), n in letters.items() if n > 1]
    for target, outcome, n in month.rows(
        "SELECT target, outcome, count(*) FROM delivery WHERE channel = 'mail' GROUP BY ALL ORDER BY ALL"
    ):
        month.happened[f"{outcome} to {target}"] = n
        if outcome not in ("ok", "unknown"):
            month.wrong.append(f"{n} letters to {target} are {outcome}")
    made = month.rows("SELECT period, empty FROM digest ORDER BY made_at")
    full = [period for period, empty in made if not empty]
    month.happened["digests"], month.happened["digests with news"] = len(made), len(full)
    if len(full) > month.mornings:
        month.wrong.append(f"{len(full)} digests with news on {month.mornings} mornings: {full}")


def main() -> int:
    """Print what happened and what went wrong; 1 if anything did."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--days", type=int, default=31)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    inbox, port = Inbox(), free_port()
    inbox.busy = False
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        month = Month(Path(folder) / "month", inbox, port)
        try:
            live(month, given.days, given.seed, datetime(2026, 3, 1, tzinfo=BERLIN))
            judge(month, given.days)
        finally:
            if month.serving and month.serving.poll() is None:
                month.kill()
            server.stop()
        print(*(f"{what}: {n}" for what, n in month.happened.items()), sep="\n")
        print(f"{len(month.wrong)} things wrong", *month.wrong, sep="\n")
        if month.wrong:
            print((month.folder / "log").read_text(encoding="utf-8", errors="replace")[-4000:], file=sys.stderr)
    return 1 if month.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
