"""The benchmarks run on a handful of articles and give the figures that they promise; none is judged here."""

from __future__ import annotations

import subprocess
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks import growth, latency, quality, throughput
from benchmarks.report import table
from benchmarks.synthetic import A_DAY, START, news
from benchmarks.wordings import RARE
from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.reading import Reader
from warehouse import read
from warehouse.connection import Warehouse

PAGE = """<html><head><title>Ferry strike in Ostrava Bay, day {n}</title></head><body><article><h1>Ferry strike</h1>
<p>Crews of the night ferry stayed away from work for day {n} in a row, and the harbour master said on Monday that
{n} of nine boats would sail before the weekend, whatever the union decided.</p><p>The union denied that the crews had
been offered more money, and said that the talks had not even begun in the town hall.</p></article></body></html>"""


def test_synthetic_readings_select_what_they_quote_and_never_change() -> None:
    made = list(news(300))
    for article, analysis in made:
        mentions = [m for a in analysis.attributions for m in (a.source, a.cue, a.content) if m]
        assert all(article.text[m.start : m.end] == m.text for m in mentions)
        assert len(analysis.sentences) == len(article.text.split("\n"))
    assert list(news(100, 200)) == made[200:]


def test_synthetic_news_has_reprints_denials_and_common_words() -> None:
    made = list(news(1000))
    assert 40 < len(made) - len({article.text for article, _ in made}) < 160
    assert 80 < sum(analysis.attributions[0].stance == "denies" for _, analysis in made) < 250
    words = Counter(word for article, _ in made for word in article.text.lower().split())
    (_, first), (_, second), *_ = words.most_common(2)
    assert first > second > len(words) / 100


def test_throughput_compares_every_part_with_trafilatura_and_a_parse(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for n in range(1, 4):
        (pages / f"{n}.html").write_text(PAGE.format(n=n), encoding="utf-8")
    rows = {row["part"]: row for row in throughput.measure(pages, 9, tmp_path / "w.duckdb")}
    parts = ["trafilatura", "parse", "extract", "read", "store", "link", "brief", "trafilatura + parse", "pipeline"]
    assert list(rows) == parts
    assert rows["trafilatura + parse"]["wall ratio"] == pytest.approx(1)
    assert all(row["pages"] == 3 for row in rows.values())
    with Warehouse(tmp_path / "w.duckdb") as opened:
        assert len(read.readings(opened, {})) == 3


def test_a_large_warehouse_holds_the_same_again_of_earlier_days_with_rare_words_of_its_own(
    tmp_path: Path,
) -> None:
    growth.make(tmp_path / "w.duckdb", 60, 3, Catalogue.load(()))
    with Warehouse(tmp_path / "w.duckdb") as opened:
        readings = read.readings(opened, {})
        assert len({reading.article.article_id for reading in readings}) == 180
        assert all(reading.story_id for reading in readings)
        assert Counter(str(reading.article.published_on) for reading in readings) == {
            "2019-12-30": 60, "2019-12-31": 60, "2020-01-01": 60
        }  # fmt: skip
        for reading in readings:
            mentions = [a.content for a in reading.analysis.attributions] + [e.mention for e in reading.analysis.events]
            assert all(reading.article.text[m.start : m.end] == m.text for m in mentions)
        last, before = ({*readings[at].article.text.split()} for at in (-1, -61))
        assert len(last & before & RARE) < 10 < len((last & before) - RARE)
        assert len(read.archive(opened)) == 3


def test_growth_compares_what_the_same_new_pages_cost_among_few_and_among_many(tmp_path: Path) -> None:
    small, large, reader = tmp_path / "60.duckdb", tmp_path / "180.duckdb", Reader.load()
    for warehouse, times in ((small, 1), (large, 3)):
        growth.make(warehouse, 60, times, reader.catalogue)
    rows = growth.compare(small, large, reader, 60, 1, new=10)
    assert [row["part"] for row in rows] == ["collect", "extract", "read", "link", "brief", "all"]
    growth.measure(small, reader, 60, new=10)
    with Warehouse(small) as opened:
        assert len(read.readings(opened, {})) == 70
        assert len(read.digests(opened)) == 2


def test_latency_times_a_digest_of_what_is_new_and_stores_nothing(tmp_path: Path) -> None:
    growth.make(tmp_path / "w.duckdb", 70, 1, Catalogue.load(()))
    row = latency.measure(tmp_path / "w.duckdb", START + timedelta(days=70 / A_DAY), 24 * 10 / A_DAY)
    assert row["told"] == 10
    with Warehouse(tmp_path / "w.duckdb") as opened:
        assert len(read.digests(opened)) == 1


def test_quality_needs_a_folder_of_benches(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        quality.main([str(tmp_path)])
    assert "holds none of the benches" in capsys.readouterr().err


def test_a_table_has_a_line_a_row() -> None:
    assert table([{"n": 1, "s": 0.5}, {"n": 1000, "s": 2.25}]).split("\n")[2:] == ["| 1 | 0.50 |", "| 1000 | 2.25 |"]


def test_the_benches_are_run_by_the_real_command() -> None:
    told = subprocess.run([*quality.COMMAND, "--help"], capture_output=True, text=True, check=True).stdout
    assert "inspect" in told
