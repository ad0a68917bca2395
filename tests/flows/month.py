"""A month of schedules while things go wrong, under a clock that is set forward: of `serve`, or of server and worker.

    python -m tests.flows.month --way serve --month 2026-03 --seed 1
    python -m tests.flows.month --way worker --month 2026-10 --seed 1

Each day an article comes in, and at half past two in Berlin a digest is due: in the hour that is left out in March and
comes twice in October. In turn the run is killed with all that belongs to it, or the process that had it begun is
stopped in the middle of it, or killed alone, or the Prefect server is; the machine sleeps for some days, or is off; the
mail server puts somebody off; the clock is set back. What ends is started again, as systemd does. At the end every
article must have been told once, every digest have arrived once, and no gap have brought more than one digest.
"""

from __future__ import annotations

import argparse
import random
import signal
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
from tests.flows.ways import BRIEF, COLLECT, MAINTENANCE, ZONE, Serve, Way, Worker
from warehouse.connection import Warehouse

WAYS = {"serve": Serve, "worker": Worker}
PATIENCE = 900  # seconds until a digest must have arrived
STEPS = {
    100: timedelta(minutes=17),
    250: timedelta(hours=2),
    400: timedelta(hours=5),
}  # after so many the clock goes on
CONFIG = f"""
[[source]]
id = "wire"
path = "articles"
[mail]
host = "127.0.0.1"
port = {{port}}
security = "none"
sender = "desk@velmora.example"
[profile.velmora]
recipients = ["one@embassy.example", "busy@embassy.example"]
[schedule]
brief = "{BRIEF}"
collect = "{COLLECT}"
maintenance = "{MAINTENANCE}"
timezone = "{ZONE}"
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
ROW = "{:>7} {:<13} {:>5} {:>8} {:>7} {:>8} {:>8}"


@dataclass
class Month:
    """A desk that is run unattended, its mail and what became of it."""

    folder: Path
    way: Way
    inbox: Inbox
    happened: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    mornings: int = 0  # on which somebody was there sooner or later

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

    def stop(self) -> None:
        """As an administrator does."""
        if not self.way.stop():
            self.wrong.append("a process did not stop within 120 s")

    def await_digest(self, due: datetime) -> None:
        """Until a digest that was made since it was due has reached everybody who can be reached."""
        sure = "'ok', 'unknown'" + (", 'deferred'" if self.inbox.busy else "")
        query = (
            f"SELECT count(*) FROM digest WHERE made_at >= TIMESTAMP '{due:%Y-%m-%d %H:%M}' AND NOT EXISTS "
            f"(SELECT 1 FROM delivery WHERE outcome NOT IN ({sure}))"
        )
        began, steps = time.monotonic(), dict(STEPS)
        while (waited := time.monotonic() - began) < PATIENCE:
            if self.rows(query) not in ([], [(0,)]):
                return
            if steps and waited > min(steps):
                step = steps.pop(min(steps))
                self.happened[f"came only after {step}"] += 1
                self.way.set_clock(due + step)
            time.sleep(4)
            self.way.tend()
        self.wrong.append(f"no digest since {due:%Y-%m-%d %H:%M} within {PATIENCE} s")


def live(month: Month, days: int, seed: int, first: datetime) -> None:
    """Live through so many days, and print a row of each morning.

    Args:
        month: Empty.
        days: So many, each with an article.
        seed: Of what goes wrong when.
        first: The first morning, at which a digest is due, in local time.
    """
    chance, way = random.Random(seed), month.way
    acts: dict[str, Callable[[], None]] = {
        "killed": way.kill,
        "killed alone": way.kill_alone,
        "stopped": month.stop,
        "server gone": way.lose_server,
    }
    kinds = [*acts, "nothing", "asleep", "off", "mail", "set back"]
    troubles: list[str] = []
    way.set_clock(first - timedelta(hours=14))
    way.start()
    time.sleep(10)  # in which Prefect's scheduler makes the first runs
    print(ROW.format("morning", "trouble", "days", "seconds", "digests", "articles", "letters"), flush=True)
    number = 0
    while number < days:
        began, before = time.monotonic(), number
        troubles = troubles or chance.sample(kinds, len(kinds))
        trouble = troubles.pop()
        month.happened[trouble] += 1
        gap = chance.randint(1, 4) if trouble in ("asleep", "off") else 0  # days on which nobody is there
        for number in range(before, min(before + 1 + gap, days)):
            month.article(first + timedelta(days=number), number)
        due = (first + timedelta(days=number)).astimezone(UTC)
        number += 1
        month.mornings += 1
        month.inbox.busy = trouble == "mail"
        if trouble == "off":
            month.stop()
        way.set_clock(due + (timedelta(hours=2) if gap else timedelta(seconds=-1)))
        if trouble == "off":
            way.start()
        if act := acts.get(trouble):
            time.sleep(chance.uniform(0, 40))
            act()
            time.sleep(chance.uniform(0, 30))
            way.set_clock(due + timedelta(minutes=10))
            way.start()
        month.await_digest(due)
        if trouble == "mail":
            month.inbox.busy = False
            way.set_clock(due + timedelta(minutes=17))  # the next try is due
            month.await_digest(due)
        if trouble == "set back":
            way.set_clock(due - timedelta(minutes=31))  # half past two strikes again
            time.sleep(20)
            way.set_clock(due - timedelta(seconds=1))
            time.sleep(20)
        [(digests, told)] = month.rows("SELECT count(*), sum(articles) FROM digest")
        seconds = round(time.monotonic() - began)
        letters = len(month.inbox.received)
        print(ROW.format(f"{due:%d %b}", trouble, number - before, seconds, digests, told or 0, letters), flush=True)
    month.stop()


def judge(month: Month, days: int) -> None:
    """What must hold after a month, whatever happened."""
    stories = month.rows("SELECT state ->> '$.articles[*]' FROM shown WHERE kind = 'story'")
    told = {article for (articles,) in stories for article in articles}
    expected = {article for (article,) in month.rows("SELECT article_id FROM article")}
    covered = [n for (n,) in month.rows("SELECT articles FROM digest")]
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
    month.happened |= {"mornings": month.mornings, "digests": len(made), "digests with news": len(full)}
    if len(made) != month.mornings:
        month.wrong.append(f"{len(made)} digests, {len(full)} with news, on {month.mornings} mornings: {made}")
    fragments = [path.name for path in (month.folder / "counterclaim.backups").glob("*") if not path.name.endswith("Z")]
    if fragments:
        month.wrong.append(f"halves of backups are left: {fragments}")


def main() -> int:
    """Print what happened and what went wrong; 1 if anything did."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--way", choices=WAYS, default="serve")
    parser.add_argument("--month", default="2026-03", help="in March and October summer time begins and ends")
    parser.add_argument("--days", type=int, default=31)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it, as do its children
    first = datetime.strptime(f"{given.month}-01 02:30", "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(ZONE))
    inbox, port = Inbox(), free_port()
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch) / "month"
        (folder / "articles").mkdir(parents=True)
        (folder / "counterclaim.toml").write_text(CONFIG.format(port=port), encoding="utf-8")
        month = Month(folder, WAYS[given.way](folder), inbox)
        try:
            live(month, given.days, given.seed, first)
            judge(month, given.days)
        finally:
            month.way.kill()
            server.stop()
        print("", *(f"{n:>7} {what}" for what, n in month.happened.items()), sep="\n")
        print(f"{len(month.wrong)} things wrong", *month.wrong, sep="\n")
        if month.wrong:
            print(month.way.log.read_text(encoding="utf-8", errors="replace")[-4000:], file=sys.stderr)
    return 1 if month.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
