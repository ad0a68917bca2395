"""How long a digest takes from a big warehouse: what is new since an age ago.

    python -m benchmarks.latency WAREHOUSE --now 2020-01-03 [--hours 24]

`python -m benchmarks.growth --folder FOLDER` makes one of a million articles, the last of which are of 2 January 2020.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.report import Clock, machine, peak_memory, table
from benchmarks.stages import PROFILE as TOLD
from tasks.analyse.actors.catalogue import Catalogue
from tasks.brief.compose import compose
from tasks.brief.gather import gather
from tasks.brief.render import render
from warehouse.connection import Warehouse
from warehouse.holdings import Holdings

PROFILE = replace(TOLD, name="latency")  # has been told nothing yet


def measure(warehouse: Path, now: datetime, hours: float) -> dict[str, object]:
    """Seconds of each step; nothing is stored."""
    catalogue, clock = Catalogue.load(()), Clock()
    with Warehouse(warehouse, read_only=True) as opened:
        since = now - timedelta(hours=hours)
        with clock.measure("material"):
            material = gather(Holdings(opened, PROFILE.name, {}, (), now), PROFILE, since, now)
    with clock.measure("compose"):
        made = compose(material, PROFILE, catalogue.name, since, now)
    with clock.measure("render"):
        render(made, PROFILE, "bench")
    row: dict[str, object] = {"told": len(made.sources)}
    row |= {f"{part} s": seconds for part, seconds in clock.wall.items()}
    return row | {
        "all s": sum(clock.wall.values()),
        "of the processor s": sum(clock.cpu.values()),
        "peak MiB": peak_memory(),
    }


def moment(when: str) -> datetime:
    """A date or a moment, in UTC."""
    return datetime.fromisoformat(when).replace(tzinfo=UTC)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.latency", description=__doc__)
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("--now", type=moment, required=True, help="the clock to believe in, such as 2025-06-23T07:00")
    parser.add_argument("--hours", type=float, default=24)
    given = parser.parse_args(arguments)
    print(machine(), table([measure(given.warehouse, given.now, given.hours)]), sep="\n\n")


if __name__ == "__main__":
    main()
