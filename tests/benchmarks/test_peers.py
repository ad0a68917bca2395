"""The benchmark of peers, with a stand-in for one of them: it reads every page but those that mention a wall."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import peers, throughput

STAND_IN = """
class Article:
    def __init__(self, url, fetch_images):
        pass
    def download(self, input_html):
        self.html = input_html
    def parse(self):
        if "wall" in self.html:
            raise ValueError("a wall")
        self.text = "Soldiers left."
"""
SAID = "<p>Soldiers left the village of {place} on Monday, the army said in a statement to reporters.</p>"


def test_a_peer_is_compared_on_the_pages_that_both_can_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "newspaper.py").write_text(STAND_IN)
    (tmp_path / "web").mkdir()
    (tmp_path / "work").mkdir()
    for place in ("Dalmere", "Hathmoor", "Oldwall"):
        body = "".join(f"<h1>{place}</h1>" + SAID.format(place=f"{place} {n}") for n in range(9))
        (tmp_path / "web" / f"{place}.html").write_text(f"<html><body><article>{body}</article></body></html>")
    (tmp_path / "web" / "empty.html").write_text("<html><body></body></html>")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "modules"))

    pages = throughput.pages_of(tmp_path / "web", 10)
    [row] = peers.measure(pages, ["newspaper"], Path(sys.executable), tmp_path / "work")

    assert (row["peer"], row["pages"], row["both read"]) == ("newspaper", 4, 2)
    for unit in ("cpu", "wall"):
        theirs, parse, ours = (float(str(row[f"{unit} s, {part}"])) for part in ("peer", "parse", "pipeline"))
        assert row[f"{unit}, peer to pipeline"] == pytest.approx(theirs / ours)
        assert row[f"{unit}, with parse"] == pytest.approx((theirs + parse) / ours)
