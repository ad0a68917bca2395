"""The whole pipeline against news-please and newspaper4k, alone and with one spaCy parse, on the pages both can read.

    python -m benchmarks.peers SOURCE [--pages N] [--folder FOLDER]

The peers and what they need are installed into an environment of their own, made in FOLDER once (a minute or two), and
read the pages from memory, in one process, without their pictures. The pipeline and the parse are those of
benchmarks.throughput.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import venv
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks import peer, throughput
from benchmarks.report import machine, table
from tasks.models import Page

WANTED = ["news-please==1.6.16", "newspaper4k==0.9.6", "lxml_html_clean"]


def environment(folder: Path) -> Path:
    """The interpreter of an environment that has the peers, made if it is not there.

    Args:
        folder: Where the environment lies or is to be made.

    Raises:
        subprocess.CalledProcessError: the peers could not be installed.
    """
    python, made = folder / "bin" / "python", folder / ".installed"
    if not made.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *WANTED], check=True)  # noqa: S603
        made.touch()
    return python


def measure(pages: Sequence[Page], names: Iterable[str], python: Path, work: Path) -> list[dict[str, object]]:
    """One row for each peer: seconds of processor time on the pages that it and the pipeline can read.

    Args:
        pages: Web pages.
        names: Those of `peer.PEERS` to be measured.
        python: An interpreter that has them.
        work: An empty folder for what is made.
    """
    given = {f"{number:06}.html": page for number, page in enumerate(pages)}
    _write(given, work / "pages")
    rows = []
    for name in names:
        told = [json.loads(line) for line in _run([python, peer.__file__, name, work / "pages"]).splitlines()]
        both = {line["page"]: line for line in told if line["read"] and throughput.article_of(given[line["page"]])}
        _write({page: given[page] for page in both}, work / name)
        ours = {row["part"]: row for row in throughput.measure(work / name, len(both), work / f"{name}.duckdb")}
        row: dict[str, object] = {"peer": name, "pages": len(pages), "both read": len(both)}
        for unit in ("cpu", "wall"):
            theirs = sum(line[unit] for line in both.values())
            parse, pipeline = (float(str(ours[part][f"{unit} s"])) for part in ("parse", "pipeline"))
            row |= {f"{unit} s, peer": theirs, f"{unit} s, parse": parse, f"{unit} s, pipeline": pipeline}
            row |= {f"{unit}, peer to pipeline": theirs / pipeline}
            row |= {f"{unit}, with parse": (theirs + parse) / pipeline}
        rows.append(row)
    return rows


def _write(pages: dict[str, Page], folder: Path) -> None:
    folder.mkdir()
    for name, page in pages.items():
        (folder / name).write_bytes(page.content)


def _run(command: Sequence[str | Path]) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("source", type=Path, help="a folder of web pages")
    parser.add_argument("--pages", type=int, default=200, help="to read at most")
    parser.add_argument("--folder", type=Path, default=Path("build/peers"), help="where the peers are installed")
    given = parser.parse_args(arguments)
    python = environment(given.folder)
    print(machine(), ", ".join(WANTED), "", sep="\n")
    with tempfile.TemporaryDirectory() as work:
        print(table(measure(throughput.pages_of(given.source, given.pages), peer.PEERS, python, Path(work))))


if __name__ == "__main__":
    main()
