"""A page that changes: a revision takes the place of the text before, in every list, while old quotes still verify."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.checking import check
from flows.collect import collect
from flows.daily import daily
from flows.explain import as_text, explained
from tasks.errors import ConfigError
from tests.collect.servers import Site, serving
from tests.flows.conftest import THREADS
from tests.flows.killing import kill_after
from warehouse import read
from warehouse.connection import Warehouse

RAID = (
    "Soldiers entered the village of Hathmoor before dawn on Wednesday and searched every house for weapons.",
    "The Dalmere Rights Centre said that soldiers had killed nine civilians in Hathmoor.",
    "“We were never there,” Colonel Tavis Orrenge, the army's spokesman, told reporters in the capital.",
    "The army denied that its soldiers had killed nine civilians in Hathmoor, and said the accusation was false.",
)
CORRECTED = (RAID[0], RAID[1].replace("nine", "eleven"), *RAID[2:], "A court in Dalmere opened an inquiry on Thursday.")


def page(site: Site, path: str, lines: tuple[str, ...], stamp: str = "Updated 3 minutes ago", etag: str = "") -> str:
    text = "".join(f"<p>{line}</p>" for line in lines)
    html = (
        f"<html><head><title>Raid on Hathmoor - Wire</title><meta property='og:site_name' content='Wire'>"
        f"<meta property='article:published_time' content='2026-03-05T08:00:00Z'></head><body><article>"
        f"<h1>Raid on Hathmoor</h1><p>{stamp}</p>{text}</article></body></html>"
    )
    headers = {"ETag": etag} if etag else {}
    return site.page(path, html, 200, **headers)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        running.page("/robots.txt", "")
        link = f"<item><title>Raid on Hathmoor</title><link>{running.url}/raid</link></item>"
        feed = f'<rss version="2.0"><channel><title>Wire</title>{link}</channel></rss>'
        running.page("/feed", feed, Content_Type="application/rss+xml", ETag='"feed"')
        page(running, "/raid", RAID)
        yield running


@pytest.fixture
def config(tmp_path: Path, site: Site) -> Path:
    config = tmp_path / "counterclaim.toml"
    config.write_text(
        f'{THREADS}[[source]]\nid = "wire"\nurl = "{site.url}/feed"\nallow_private = true\n[fetch]\ndelay_seconds = 0\n'
    )
    return config


def at(hour: int, day: int = 5) -> str:
    return f"2026-03-{day:02}T{hour:02}:00"


def rows(config: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(config.parent / "counterclaim.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_a_corrected_page_is_the_same_article_in_its_second_revision(config: Path, site: Site) -> None:
    [folder] = daily(config, now=at(9))
    [(first, story)] = rows(config, "SELECT article_id, story_id FROM articles")
    contests = rows(config, "SELECT contest_id FROM contests ORDER BY ALL")
    page(site, "/raid", CORRECTED, "Updated just now")
    daily(config, now=at(16))

    articles = rows(config, "SELECT article_id, revision, superseded_by, story_id FROM articles ORDER BY revision")
    [(second,)] = rows(config, "SELECT article_id FROM articles WHERE superseded_by IS NULL")
    assert articles == [(first, 1, second, None), (second, 2, None, story)]
    assert rows(config, "SELECT articles, independent_sources FROM stories") == [(1, 1)]
    for view in ("claims", "events", "contest_sides"):
        assert rows(config, f"SELECT DISTINCT article_id FROM {view}") in ([(second,)], []), view
    assert contests
    assert set(contests) <= set(rows(config, "SELECT contest_id FROM contests"))
    problems, lines = check(folder / "digest.json", config, None)
    assert (problems, lines > 0) == ([], True)


def test_what_changed_is_told_sentence_by_sentence(config: Path, site: Site) -> None:
    collect(config, now=at(9))
    page(site, "/raid", CORRECTED)
    collect(config, now=at(16))
    assert rows(config, "SELECT basis, change, before, after FROM revisions ORDER BY change") == [
        ("page", "added", None, CORRECTED[-1]),
        ("page", "changed", RAID[1], CORRECTED[1]),
    ]


def test_a_page_that_says_when_it_was_updated_and_no_more_is_no_revision(config: Path, site: Site) -> None:
    collect(config, now=at(9))
    kept = len(list(config.parent.rglob("*.zst")))
    page(site, "/raid", RAID, "Updated 4 hours ago")
    assert collect(config, now=at(16)) == 0
    assert site.paths().count("/raid") == 2
    assert rows(config, "SELECT count(*) FROM articles") == [(1,)]
    assert len(list(config.parent.rglob("*.zst"))) == kept


def test_a_page_that_goes_back_to_its_old_text_goes_back_to_its_old_revision(config: Path, site: Site) -> None:
    daily(config, now=at(9))
    told = {
        "claims": "FROM claims ORDER BY ALL",
        "sides": "SELECT * EXCLUDE (contest_id) FROM contest_sides ORDER BY ALL",
        "stories": "SELECT story_id, title, articles, independent_sources, revised > 0 FROM stories",
    }
    before = {view: rows(config, query) for view, query in told.items()}
    page(site, "/raid", CORRECTED)
    daily(config, now=at(16))
    page(site, "/raid", RAID)
    daily(config, now=at(23))
    assert rows(config, "SELECT revision, superseded_by IS NULL FROM articles ORDER BY revision") == [
        (1, True),
        (2, False),
    ]
    after = {view: rows(config, query) for view, query in told.items()}
    assert after == before | {"stories": [(*row[:-1], True) for row in before["stories"]]}


def test_a_young_page_is_asked_again_by_its_etag_after_some_hours_and_then_no_more(config: Path, site: Site) -> None:
    def unchanged(request: Any) -> None:
        request.send_response(304)
        request.end_headers()

    page(site, "/raid", RAID, etag='"one"')
    collect(config, now=at(9))
    site.does("/raid", unchanged)
    for now in (at(10), at(15), at(16), at(20), at(12, 7)):
        collect(config, now=now)
    assert site.paths().count("/raid") == 2  # at 9 and at 15
    asked = [headers for path, headers in site.seen if path == "/raid"][1]
    assert asked["if-none-match"] == '"one"'


@pytest.mark.parametrize("stage", ["settle_pages", "insert_events", "delete_unlinked"])
def test_a_run_killed_while_a_revision_comes_in_is_finished_by_the_next(config: Path, site: Site, stage: str) -> None:
    daily(config, now=at(9))
    page(site, "/raid", CORRECTED)
    kill_after(stage, "daily", config, at(16))
    daily(config, now=at(17))
    assert rows(config, "SELECT revision FROM articles WHERE story_id IS NOT NULL") == [(2,)]
    assert rows(config, "SELECT count(*) FROM revisions") == [(2,)]
    assert rows(config, "SELECT count(DISTINCT article_id) FROM claims") == [(1,)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk that reads three files, one page at a time."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for n, line in enumerate(CORRECTED[:3]):
        (articles / f"{n}.txt").write_text(f"HATHMOOR, March {n + 1}, 2026 - {line}\n\n{CORRECTED[3]}\n")
    config = tmp_path / "counterclaim.toml"
    config.write_text(f'{THREADS}batch = 1\n[[source]]\nid = "files"\npath = "articles"\n')
    return config


def age(config: Path) -> None:
    """Makes the stored articles as if an earlier extractor had left a button in their texts."""
    with duckdb.connect(str(config.parent / "counterclaim.duckdb")) as connection:
        connection.execute("UPDATE article SET article_id = 'old' || article_id[4:], text = text || '\nShare this.'")
        connection.execute("UPDATE article SET text_sha256 = sha256(text), hash = md5_number_lower(article_id)")
        for table in ("page", "offer"):
            connection.execute(f"UPDATE {table} SET article_id = 'old' || article_id[4:]")


def test_extracting_again_revises_what_comes_out_differently_and_nothing_else(folder: Path) -> None:
    assert collect(folder, now=at(9)) == 3
    age(folder)
    [digests] = daily(folder, now=at(10))
    assert collect(folder, now=at(11), reextract=True) == 3
    assert collect(folder, now=at(12), reextract=True) == 0
    daily(folder, now=at(13))
    assert rows(folder, "SELECT DISTINCT basis, change, before FROM revisions") == [
        ("extraction", "removed", "Share this.")
    ]
    assert rows(folder, "SELECT revision, superseded_by IS NULL, count(*) FROM articles GROUP BY ALL ORDER BY 1") == [
        (1, False, 3),
        (2, True, 3),
    ]
    assert rows(folder, "SELECT sum(articles) FROM stories") == [(3,)]
    problems, lines = check(digests / "digest.json", folder, None)
    assert (problems, lines > 0) == ([], True)


def test_extracting_again_goes_on_where_it_was_killed(folder: Path) -> None:
    collect(folder, now=at(9))
    age(folder)
    kill_after("settle_pages", "collect", folder, at(11), "reextract")
    assert rows(folder, "SELECT count(*) FROM articles WHERE superseded_by IS NOT NULL") == [(1,)]
    assert collect(folder, now=at(12)) == 2
    assert rows(folder, "SELECT count(*) FROM articles WHERE superseded_by IS NOT NULL") == [(3,)]


def test_extracting_again_reads_no_source(config: Path, site: Site) -> None:
    collect(config, now=at(9))
    asked = len(site.seen)
    collect(config, now=at(16), reextract=True)
    assert len(site.seen) == asked
    with pytest.raises(ConfigError, match="--source"):
        collect(config, [f"{site.url}/feed"], now=at(16), reextract=True)


def test_pages_older_than_the_configuration_keeps_are_deleted_but_for_those_a_digest_rests_on(
    config: Path, site: Site
) -> None:
    config.write_text(config.read_text().replace(THREADS, f"{THREADS}keep_pages_days = 3\n") + "recheck_hours = 0\n")
    collect(config, now=at(9))
    collect(config, now=at(10, 8))
    assert list(config.parent.rglob("*.zst")) == []
    assert rows(config, "SELECT count(*) FROM articles") == [(1,)]


def test_the_command_tells_of_a_revision_where_it_explains_a_contest_and_counts_it_in_its_story(
    config: Path, site: Site
) -> None:
    daily(config, now=at(9))
    page(site, "/raid", CORRECTED)
    daily(config, now=at(16))
    with Warehouse(config.parent / "counterclaim.duckdb") as opened:
        contest = read.contests(opened)[0]
        text = as_text(explained(opened, contest.contest_id, {}))
    assert "revised by its outlet, 2026-03-05: sentences 1 changed, 1 added" in text
    assert rows(config, "SELECT revised FROM stories") == [(1,)]
