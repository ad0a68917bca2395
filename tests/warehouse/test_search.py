"""Searching a list: which rows are found, in which order, and that nothing it needs is out of date or written."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from tasks.errors import ConfigError
from warehouse.connection import Warehouse
from warehouse.lists import Listing, Narrow
from warehouse.search import EXTENSION, _beginning

TITLES = [
    "Army denies raid on Hathmoor",
    "Army denied the raid; the U.N. asks who did raid Hathmoor, and why the raid was made",
    "The raiders of Hathmoor and a fish market",
    "Fish sold, market closed",
    "Envoys of al-Qaida seen at Café Ashkera",
    "Credibility of the minister's claims",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A warehouse of one story a title, each a day later than the one before."""
    path = tmp_path / "it's.duckdb"
    with Warehouse(path) as opened:
        add(opened, TITLES)
    return path


def add(opened: Warehouse, titles: list[str]) -> None:
    start = datetime(2026, 3, 1)
    for number, title in enumerate(titles):
        at = start + timedelta(days=number)
        opened.connection.execute("INSERT INTO story VALUES (?, ?, ?, ?, 1)", [f"s{number}{title[:3]}", title, at, at])


def found(path: Path, search: str, narrow: Narrow | None = None) -> list[str]:
    narrow = narrow or Narrow(search=search)
    with Warehouse(path, 0, read_only=True) as opened:
        return [row["title"] for row in Listing(opened, "stories", narrow).rows()]


@pytest.mark.parametrize(
    ("search", "numbers"),
    [
        ("hathmoor", {0, 1, 2}),
        ("deny", {0, 1}),  # in any form
        ("RAIDS Hathmoor", {0, 1}),  # all words
        ('"fish market"', {2}),  # in a row
        ("fish market", {2, 3}),
        ("hathmoor -army", {2}),
        ('fish -"fish market"', {3}),
        ("UN", {1}),
        ("U.N.", {1}),
        ("al-qaida", {4}),
        ("qaida", {4}),
        ("cafe", {4}),
        ("credible", {5}),
        ("minister", {5}),
        ("minister's claim", {5}),
        ("nowhere", set()),
        ("hathmoor nowhere", set()),
    ],
)
def test_all_the_words_in_any_form(path: Path, search: str, numbers: set[int]) -> None:
    assert {TITLES.index(title) for title in found(path, search)} == numbers


def test_the_best_match_comes_first_and_without_a_search_the_latest(path: Path) -> None:
    with Warehouse(path) as opened:
        add(
            opened, ["A raid, then another raid", "One raid among a great many other things that took place on the day"]
        )
    assert found(path, "raid")[0] == "A raid, then another raid"
    assert found(path, "", Narrow())[0] == TITLES[-1]


def test_what_was_added_a_moment_ago_is_found(path: Path) -> None:
    assert found(path, "pylon") == []
    with Warehouse(path) as opened:
        add(opened, ["Pylon blown up"])
    assert found(path, "pylons") == ["Pylon blown up"]


def test_a_search_goes_with_the_other_filters(path: Path) -> None:
    since = datetime(2026, 3, 2, tzinfo=UTC)
    assert set(found(path, "", Narrow(search="hathmoor", since=since))) == set(TITLES[1:3])
    until = datetime(2026, 3, 2, tzinfo=UTC)
    assert found(path, "", Narrow(search="hathmoor", until=until)) == TITLES[:1]


@pytest.mark.parametrize("search", ["", " ", "!?", "-raid", '""', "'", "-"])
def test_a_search_without_a_word_to_look_for_is_an_error(path: Path, search: str) -> None:
    with pytest.raises(ConfigError, match="a word to look for"):
        found(path, search)


def test_too_many_words_are_an_error(path: Path) -> None:
    with pytest.raises(ConfigError, match="at most 32 words"):
        found(path, "raid " * 33)


@pytest.mark.parametrize("search", ["'; DROP TABLE story; --", "a' OR 'a'='a", "%_\\", "(raid|[", "raid)", "\x00raid"])
def test_nothing_in_a_search_is_run_as_sql_or_as_a_pattern(path: Path, search: str) -> None:
    before = path.read_bytes()
    try:
        assert set(found(path, search)) <= set(TITLES)
    except ConfigError as error:
        assert "a word to look for" in str(error)
    assert path.read_bytes() == before


def test_a_file_that_must_not_be_written_is_searched(path: Path) -> None:
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        assert found(path, "credible") == TITLES[-1:]
        assert list(path.parent.iterdir()) == [path]
    finally:
        path.parent.chmod(0o700)


def test_two_may_search_at_a_time(path: Path) -> None:
    script = f"""
from pathlib import Path
from warehouse.connection import Warehouse
from warehouse.lists import Listing, Narrow
with Warehouse(Path({str(path)!r}), 0, read_only=True) as opened:
    print(len(Listing(opened, "stories", Narrow(search="raid"))))
"""
    with Warehouse(path, 0, read_only=True):
        other = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=60)
    assert other.stdout.strip() == "2"


def test_every_form_of_a_word_has_the_beginning_that_is_looked_for() -> None:
    endings = "s es ed ing er ers y ies ied ying ation ations ational ator ize izer ization izing al ality ally alism "
    endings += (
        "able ably ability ible ibly ibility ence ency ent ently ance ancy ant ous ously ousness ive ively iveness "
    )
    endings += (
        "ivity ful fully fulness less lessly ic ical ically icate iciti logy logi logist ness ment e ee d ding n ning"
    )
    roots = "h us un sk d l t cr h hop hopp us stat op rel deni den arm attack raid cred respons bomb kill occup negoti"
    words = [root + ending for root in roots.split() for ending in ["", *endings.split()]]
    with duckdb.connect() as connection:
        connection.execute(f"LOAD '{EXTENSION}'")
        stems = connection.execute(
            "SELECT word, stem(word, 'english') FROM (SELECT unnest(?::VARCHAR[]) AS word)", [words]
        ).fetchall()
    assert [(word, stem) for word, stem in stems if not word.startswith(_beginning(stem))] == []
