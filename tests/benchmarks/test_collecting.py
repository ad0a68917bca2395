"""The benchmark of collecting: the whole command, with a Prefect server of its own."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from benchmarks.collecting import measure

LINES = "".join(f"<p>Soldiers left village number {n} on Monday, the army said in a statement.</p>" for n in range(9))
PAGE = f"<html><body><article><h1>Soldiers leave</h1>{LINES}</article></body></html>".encode()


def test_collecting_is_compared_with_plain_trafilatura_over_the_same_pages(tmp_path: Path) -> None:
    plain, collect, server = measure([PAGE], 25, tmp_path)
    assert [row["pages"] for row in (plain, collect, server)] == [25, 25, 25]
    assert plain["by processor time"] == 1
    assert collect["pages/s, to trafilatura's"] == cast(float, plain["wall s"]) / cast(float, collect["wall s"])
