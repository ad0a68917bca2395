"""The scorers of a folder of benches, each run on what this version makes of its development data.

    python -m benchmarks.quality [BENCHES]

A bench is a folder with `score.py` and data, as its README says; without BENCHES, ../shared/bench is taken where it is
there. What is printed is each scorer's own output.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.report import machine

HERE = Path(__file__).parents[1]
COMMAND = [sys.executable, "-c", "from flows.cli import main; main()"]
INSPECTED = {  # bench: what is read, the gold, options
    "attribution": ("dev", "dev.gold.jsonl", ["--as-is"]),
    "places": ("dev/texts", "dev/gold.jsonl", ["--as-is"]),
    "extraction": ("dev/html", "dev/gold.jsonl", []),
}
LINKED = {  # bench: what is read, the gold
    "contests": ("articles.jsonl", "."),
    "copies": ("dev/articles.jsonl", "dev/gold.jsonl"),
    "stories": ("dev/articles.jsonl", "dev/gold.jsonl"),
}


def score(bench: Path, work: Path) -> str:
    """What the scorer of one bench says.

    Args:
        bench: Its folder.
        work: An empty folder for what is made.

    Raises:
        subprocess.CalledProcessError: the command or the scorer failed.
    """
    name = bench.name
    if name == "events":
        _run([sys.executable, "score.py", "unpack", "docs.jsonl", str(work / "docs")], bench)
        found = _inspected(work / "docs", work, ["--as-is"])
        return _run([sys.executable, "score.py", "gold.jsonl", str(found)], bench)
    if name in INSPECTED:
        data, gold, options = INSPECTED[name]
        return _run([sys.executable, "score.py", gold, str(_inspected(bench / data, work, options))], bench)
    data, gold = LINKED[name]
    warehouse = work / "bench.duckdb"
    source = ["--source", str(bench / data), "--warehouse", str(warehouse), "--out", str(work / "out")]
    _run([*COMMAND, "run", *source], HERE)
    return _run([sys.executable, "score.py", gold, str(warehouse)], bench)


def _inspected(documents: Path, work: Path, options: Sequence[str]) -> Path:
    found = work / "found.jsonl"
    found.write_text(_run([*COMMAND, "inspect", str(documents), "--format", "jsonl", *options], HERE), encoding="utf-8")
    return found


def _run(command: Sequence[str], where: Path) -> str:
    done = subprocess.run(command, cwd=where, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    return done.stdout


def main(arguments: Sequence[str] | None = None) -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("benches", type=Path, nargs="?", default=HERE.parent / "shared" / "bench")
    folder = parser.parse_args(arguments).benches.resolve()
    present = [name for name in sorted({*INSPECTED, *LINKED, "events"}) if (folder / name / "score.py").exists()]
    if not present:
        parser.error(f"{folder} holds none of the benches; name the folder that does.")
    print(machine())
    for name in present:
        with tempfile.TemporaryDirectory() as work:
            print(f"\n## {name}\n\n{score(folder / name, Path(work))}", flush=True)


if __name__ == "__main__":
    main()
