"""The whole job on the example workspace: what it makes, what a second run makes, what a cut-off run leaves."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.checking import check
from flows.daily import daily
from tests.flows.conftest import NOW, copy_of_example
from tests.flows.killing import kill_after

DIGEST = Path("digests/velmora/2026-03-06")
KINDS = {"denial", "figures", "responsibility", "doubt", "unverified", "reversal"}


def rows(warehouse: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(query).fetchall()


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture
def again(briefed: Path, tmp_path: Path) -> Path:
    """The configuration of a copy of the example after its first run."""
    shutil.copytree(briefed.parent, tmp_path / "desk")
    return tmp_path / "desk" / briefed.name


def test_the_example_becomes_a_briefing_in_four_forms(workspace: Path) -> None:
    [folder] = daily(workspace, now=NOW)
    assert folder == workspace.parent / DIGEST
    assert {file.name for file in folder.iterdir()} == {f"digest.{form}" for form in ("html", "txt", "md", "json")}
    text = (folder / "digest.txt").read_text(encoding="utf-8")
    for heading in ("BOTTOM LINE", "CONTESTED CLAIMS", "COVERAGE AND GAPS", "SOURCES"):
        assert heading in text
    assert len(rows(workspace.parent / "counterclaim.duckdb", "FROM articles")) == 12


def test_the_example_holds_every_kind_of_contest_a_reprint_and_a_teaser(briefed: Path) -> None:
    warehouse = briefed.parent / "counterclaim.duckdb"
    assert {kind for (kind,) in rows(warehouse, "SELECT DISTINCT kind FROM contests")} == KINDS
    [(reprint, original)] = rows(
        warehouse, "SELECT r.title, o.title FROM articles r JOIN articles o ON r.copy_of = o.article_id"
    )
    assert reprint == "Van bomb tears through Port Isaule market"
    assert original == "Blast at Velmoran fish market kills at least 11"
    assert rows(warehouse, "SELECT count(*) FROM articles WHERE access <> 'full'") == [(1,)]
    assert rows(warehouse, "SELECT count(*) FROM articles WHERE published_at IS NULL") == [(1,)]


def test_every_quote_in_the_warehouse_is_what_its_span_selects(briefed: Path) -> None:
    wrong = """
        SELECT quote FROM contest_sides JOIN articles USING (article_id)
        WHERE quote <> substr(text, start_char + 1, end_char - start_char)
        UNION ALL
        SELECT content FROM claims JOIN articles USING (article_id)
        WHERE content <> substr(text, start_char + 1, end_char - start_char)
    """
    assert rows(briefed.parent / "counterclaim.duckdb", wrong) == []


def test_a_second_run_finds_nothing_new_and_says_so(again: Path) -> None:
    warehouse = again.parent / "counterclaim.duckdb"
    public = ("articles", "claims", "contests", "contest_sides", "events", "stories")
    before = {view: sorted(rows(warehouse, f"FROM {view}"), key=str) for view in public}
    [second] = daily(again, now="2026-03-06T08:00")
    assert {view: sorted(rows(warehouse, f"FROM {view}"), key=str) for view in public} == before
    digest = json.loads((second / "digest.json").read_text(encoding="utf-8"))
    assert second.name != "2026-03-06"
    assert digest["lines"] == []
    assert "nothing new" in (second / "digest.txt").read_text(encoding="utf-8").lower()


def test_verify_passes_on_the_digest_and_fails_on_an_altered_one(again: Path) -> None:
    folder = again.parent / DIGEST
    digest = folder / "digest.json"
    problems, lines = check(digest, again, None)
    assert (problems, lines > 10) == ([], True)

    data = json.loads(digest.read_text(encoding="utf-8"))
    quote = data["lines"][3]["quote"]
    data["lines"][3]["quote"] = quote[:-2] + ("x" if quote[-2] != "x" else "y") + quote[-1]
    digest.write_text(json.dumps(data), encoding="utf-8")
    assert data["lines"][3]["id"] in {problem.line for problem in check(digest, again, None)[0]}


def test_verify_fails_when_a_stored_text_was_altered(again: Path) -> None:
    folder = again.parent / DIGEST
    data = json.loads((folder / "digest.json").read_text(encoding="utf-8"))
    line = data["lines"][0]
    with duckdb.connect(str(again.parent / "counterclaim.duckdb")) as connection:
        connection.execute(
            "UPDATE article SET text = text[:$1] || '#' || text[$1 + 2:] WHERE article_id = $2",
            [line["start_char"], line["article_id"]],
        )
    named = {problem.line for problem in check(folder / "digest.json", again, None)[0]}
    assert {other["id"] for other in data["lines"] if other["article_id"] == line["article_id"]} <= named


def test_sources_are_read_before_parser_and_pictures_are_imported() -> None:
    """They take longer than all else, and are not needed until there is something to analyse."""
    check = "import sys, flows.daily; sys.exit(bool({'spacy', 'matplotlib', 'shapely'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


# The query that ends each stage's transaction, or nearly.
LAST = {
    "page": "insert_pages",
    "article": "settle_pages",
    "analysis": "insert_events",
    "links": "delete_unlinked",
    "digest": "insert_shown",
}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A configuration, and what a run that nothing disturbs makes of it."""
    config = copy_of_example(tmp_path_factory.mktemp("undisturbed") / "my desk")
    [folder] = daily(config, now=NOW)
    return config, contents(folder)


@pytest.mark.parametrize("stage", LAST)
def test_a_run_killed_at_any_stage_is_finished_by_the_next(
    undisturbed: tuple[Path, dict[str, bytes]], stage: str
) -> None:
    """Killed as soon as the first rows of a table are there; the next run makes what an undisturbed one makes."""
    config, expected = undisturbed
    warehouse = config.parent / "counterclaim.duckdb"
    warehouse.unlink()
    shutil.rmtree(warehouse.with_suffix(".pages"))
    shutil.rmtree(config.parent / "digests")
    kill_after(LAST[stage], "daily", config, NOW)
    assert warehouse.exists()
    assert daily(config, now=NOW) == [config.parent / DIGEST]
    assert contents(config.parent / DIGEST) == expected
