"""What a warehouse holds, listed, exported and explained, by the command as it is installed."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest


@pytest.fixture(scope="module")
def desk(briefed: Path) -> Path:
    """The example workspace after its first run."""
    return briefed.parent


def listing(desk: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from flows.cli import main; main()", *words]
    return subprocess.run(command, cwd=desk, check=False, capture_output=True, text=True, timeout=120)


def contests(desk: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return listing(desk, "contests", *words)


@cache  # a list changes nothing, and each is a process
def listed(desk: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(contests(desk, "--format", "json").stdout)
    return found


@cache
def explained(desk: Path, contest_id: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(contests(desk, "--explain", contest_id, "--format", "json").stdout)
    return found


def responsibility(desk: Path) -> dict[str, Any]:
    """Who bombed the fish market; another is who destroyed a pylon."""
    asked = (contest for contest in listed(desk) if contest["kind"] == "responsibility")
    return next(contest for contest in asked if "fish market" in contest["proposition"])


def test_who_did_it_is_one_contest_with_the_denial_of_the_accused(desk: Path) -> None:
    rows = [row for side in explained(desk, responsibility(desk)["contest_id"])["sides"] for row in side["rows"]]
    assert {row["actor"] for row in rows} >= {"velmora", "dawn-column", "ruskell-liberation-front"}
    assert "ruskell-liberation-front" in {row["actor"] for row in rows if row["stance"] == "denies"}


def test_an_explanation_tells_what_score_and_salience_are_made_of(desk: Path) -> None:
    for contest in listed(desk):
        found = explained(desk, contest["contest_id"])
        assert found["clues"]
        assert all(clue["what"] for clue in found["clues"])
        assert sum(part["weight"] for part in found["weights"]) == pytest.approx(found["salience"], abs=0.01)
        assert found["evidence"]


def test_every_row_has_its_place_and_the_sentences_around_it(desk: Path) -> None:
    rows = [row for side in explained(desk, responsibility(desk)["contest_id"])["sides"] for row in side["rows"]]
    assert all(row["title"] and row["published_on"] and row["end_char"] > row["start_char"] for row in rows)
    assert all(row["before"] or row["after"] for row in rows)


def test_a_party_s_side_is_rated_with_the_reason_and_an_outlets_own_words_are_not(desk: Path) -> None:
    contest = next(contest for contest in listed(desk) if contest["kind"] == "unverified")
    sides = explained(desk, contest["contest_id"])["sides"]
    for side in sides:
        spoken = any(row["source_text"] is not None for row in side["rows"])
        assert (side["credibility"] is not None) == (side["reason"] is not None) == spoken


def test_the_history_begins_with_the_claim_that_opened_it(desk: Path) -> None:
    history = explained(desk, responsibility(desk)["contest_id"])["history"]
    assert [step["change"] for step in history[:2]] == ["opened", "joined"]
    assert history[0]["at"] < history[1]["at"]


def test_the_explanation_for_people_has_all_parts(desk: Path) -> None:
    told = contests(desk, "--explain", responsibility(desk)["contest_id"][:6])
    assert (told.returncode, told.stderr) == (0, "")
    for part in ("SCORE", "SALIENCE", "SIDE 1, credibility 4: contradicted", "HISTORY", "opened by"):
        assert part in told.stdout
    assert all(len(line) <= 78 for line in told.stdout.splitlines())


@pytest.mark.parametrize("contest_id", ["zz", "", "%", "'"])
def test_an_id_that_no_contest_has_is_a_clear_error(desk: Path, contest_id: str) -> None:
    told = contests(desk, "--explain", contest_id)
    assert (told.returncode, told.stdout) == (2, "")
    assert "No contest has an id that begins with" in told.stderr


def test_the_beginning_of_several_ids_is_a_clear_error_that_names_them(desk: Path) -> None:
    ids = [contest["contest_id"] for contest in listed(desk)]
    shared = next((i[:1] for i in ids if sum(other.startswith(i[:1]) for other in ids) > 1), None)
    assert shared is not None
    told = contests(desk, "--explain", shared)
    assert told.returncode == 2
    assert "Several contests" in told.stderr


def test_what_narrows_a_list_does_not_go_with_an_explanation(desk: Path) -> None:
    assert contests(desk, "--explain", "a", "--search", "fish").returncode == 2
    assert contests(desk, "--explain", "a", "--format", "csv").returncode == 2


def rows(desk: Path, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(listing(desk, *words, "--format", "json").stdout)
    return found


def test_a_list_is_narrowed_by_what_an_analyst_asks_for(desk: Path) -> None:
    assert {row["type"] for row in rows(desk, "events", "--type", "strategic developments")} == {
        "Strategic developments"
    }
    assert {row["country"] for row in rows(desk, "events", "--country", "zz", "--place", "hathmoor")} == {"ZZ"}
    assert all("velmora-army" in row["actors"] for row in rows(desk, "events", "--actor", "velmora-army"))
    assert {row["stance"] for row in rows(desk, "claims", "--stance", "denies", "--until", "2026-03-05")} == {"denies"}
    assert {row["kind"] for row in rows(desk, "contests", "--kind", "figures", "--status", "contested")} == {"figures"}
    story = rows(desk, "stories", "--search", "villagers civilians")[0]
    assert {row["story_id"] for row in rows(desk, "claims", "--story", story["story_id"][:8])} == {story["story_id"]}
    assert rows(desk, "events", "--since", "2026-03-05", "--until", "2026-03-05", "--type", "battles") == []


def test_a_list_is_newest_first_and_undated_last(desk: Path) -> None:
    days = [row["published_at"] for row in rows(desk, "claims")]
    dated = [day for day in days if day is not None]
    assert dated == sorted(dated, reverse=True)
    assert days == dated + [None] * (len(days) - len(dated))


def test_a_table_has_one_line_a_row_and_says_what_it_leaves_out(desk: Path) -> None:
    told = listing(desk, "claims", "--limit", "3")
    assert len(told.stdout.splitlines()) == 4
    assert told.stderr.startswith("3 of ")
    nothing = listing(desk, "events", "--search", "zeppelin")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (0, "", "no events\n")


def test_a_list_is_exported_as_its_file_is_named(desk: Path, tmp_path: Path) -> None:
    expected = rows(desk, "events")
    for name in ("events.json", "events.csv", "events.parquet"):
        told = listing(desk, "events", "--output", str(tmp_path / name))
        assert (told.returncode, told.stderr) == (0, f"{len(expected)} events in {tmp_path / name}\n")
    assert json.loads((tmp_path / "events.json").read_text(encoding="utf-8")) == expected
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        assert [row["event_id"] for row in csv.DictReader(file)] == [row["event_id"] for row in expected]
    columns = duckdb.sql(f"DESCRIBE FROM '{tmp_path / 'events.parquet'}'").fetchall()
    types = {name: kind for name, kind, *_ in columns}
    wanted = {"date_from": "DATE", "lat": "DOUBLE", "actors": "VARCHAR[]", "published_at": "TIMESTAMP"}
    assert types | wanted == types
    assert duckdb.sql(f"SELECT count(*) FROM '{tmp_path / 'events.parquet'}'").fetchall() == [(len(expected),)]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["events", "--type", "batles"], "did you mean battles"),
        (["events", "--actor", "Velmoraa"], "no such actor"),
        (["claims", "--country", "Nowhereland"], "no such country"),
        (["claims", "--since", "2026-13-01"], "expected a date"),
        (["claims", "--since", "2026-03-05", "--until", "2026-03-04"], "nothing lies between"),
        (["claims", "--stance", "shouts"], "'shouts' is not one of"),
        (["contests", "--profile", "nope"], "velmora"),
        (["stories", "--story", "zz"], "no story has an id"),
        (["stories", "--search", "-"], "a word to look for"),
        (["stories", "--format", "parquet"], "--output FILE"),
        (["stories", "--output", "stories.xls"], "a name that ends so"),
        (["stories", "--output", "none/stories.csv"], "cannot be written"),
        (["digests", "--profile", "nope"], "velmora"),
    ],
)
def test_a_mistake_ends_in_a_clear_error(desk: Path, words: list[str], message: str) -> None:
    told = listing(desk, *words)
    assert (told.returncode, told.stdout) == (2, "")
    assert message in told.stderr
