"""A lake: several write to it at once, and nothing is lost or doubled; how it is kept, and what it says when it fails.

That it is otherwise a warehouse like a file, the tests beside this one say: they run on both.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tasks.errors import WarehouseError
from tasks.models import Page, Source
from tasks.packing import unpacked
from tasks.where import Lake
from tests.conftest import NewLake
from tests.postgres import Postgres
from warehouse import pages, read, store
from warehouse.backup import backup, compact, default_folder, restore
from warehouse.connection import Warehouse, there
from warehouse.lake_upkeep import compact as compact_now
from warehouse.lists import Listing, Narrow

NOW = datetime(2026, 3, 6, 3, tzinfo=UTC)


@pytest.fixture
def lake(new_lake: NewLake, tmp_path: Path) -> Lake:
    return new_lake(tmp_path / "it's a lake")


def page(number: int) -> Page:
    return Page("gazette", f"https://gazette.example/{number}", f"Text {number}.".encode(), "text/plain", NOW)


def fill(where: Path | Lake, numbers: range) -> None:
    with Warehouse(where) as opened:
        store.save_sources(opened, [Source("gazette", "https://gazette.example/")])
        pages.keep(opened, [page(number) for number in numbers])


def held(where: Path | Lake) -> set[bytes]:
    with Warehouse(where) as opened:
        return {unpacked(p).content for p in pages.load(opened, pages.waiting(opened)).values()}


def data_files(lake: Lake) -> int:
    return len(list(Path(lake.data).rglob("*.parquet")))


# A collector: keeps pages, makes articles of all that wait, reads them; others do the same with many of the same pages.
COLLECT = """
import sys
from datetime import UTC, datetime
from tasks.models import Analysis, Article, Fetch, Page, Source, Visit
from tasks.packing import unpacked
from tasks.where import Lake
from warehouse import pages, read, store, visits
from warehouse.connection import Warehouse

lake, first, count = Lake.model_validate_json(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
NOW = datetime(2026, 3, 6, 3, tzinfo=UTC)
for at in range(first, first + count, 6):
    numbers = range(at, at + 6)
    with Warehouse(lake) as opened:
        store.save_sources(opened, [Source("gazette", "https://gazette.example/")])
        visits.record(opened, [Visit("gazette", NOW, "ok", None, 4)])
        kept = [
            Page("gazette", f"https://gazette.example/{n}", f"Text {n}.".encode(), "text/plain", NOW) for n in numbers
        ]
        fetches = [Fetch(f"f{n}", "gazette", f"https://gazette.example/{n}", 200, "ok", None, 9, NOW) for n in numbers]
        pages.keep(opened, kept, fetches)
        loaded = pages.load(opened, pages.waiting(opened))
    articles = {
        page_id: Article(
            page.url.rpartition("/")[2], page.url, "gazette", "T", None, None, None, NOW, NOW.date(), "metadata", None,
            NOW, "en", "full", page.content.decode(), "hash",
        )
        for page_id, page in ((page_id, unpacked(kept)) for page_id, kept in loaded.items())
    }
    with Warehouse(lake) as opened, opened.alone("settling"):
        store.settle_pages(opened, articles, {}, [])
    with Warehouse(lake) as opened, opened.alone("linking"):
        unread = read.unread(opened, "1")
        store.save_analyses(opened, [Analysis(i, (), (), (), (), ()) for i in unread], "1")
"""


def test_several_collect_at_once_and_nothing_is_lost_or_doubled(lake: Lake) -> None:
    def collector(first: int) -> int:
        given = [sys.executable, "-c", COLLECT, lake.model_dump_json(), str(first), "12"]
        return subprocess.run(given, check=True, capture_output=True, timeout=300).returncode

    with ThreadPoolExecutor(3) as together:
        assert list(together.map(collector, [0, 4, 0])) == [0, 0, 0]
    with Warehouse(lake) as opened:
        every = {str(number): 1 for number in range(16)}
        for table in ("article", "analysis", "offer", "unlinked"):
            rows = opened.connection.execute(f"SELECT article_id FROM {table}").fetchall()
            assert Counter(article_id for (article_id,) in rows) == every, table
        for table, key, number in (("page", "page_id", 16), ("attempt", "fetch_id", 16), ("source", "source_id", 1)):
            counted = opened.connection.execute(f"SELECT count(*), count(DISTINCT {key}) FROM {table}").fetchall()
            assert counted == [(number, number)], table
        assert opened.connection.execute("SELECT count(*) FROM visit").fetchall() == [(1,)]
        assert pages.waiting(opened) == []
        loaded = pages.load(opened, [row["page_id"] for row in opened.run("pages_by_id", [_all_pages(opened)])])
        assert {unpacked(p).content for p in loaded.values()} == {f"Text {number}.".encode() for number in range(16)}


def _all_pages(opened: Warehouse) -> str:
    [(ids,)] = opened.connection.execute("SELECT to_json(list(page_id))::VARCHAR FROM page").fetchall()
    return str(ids)


def test_several_make_one_lake_where_there_is_none(postgres: Postgres, tmp_path: Path) -> None:
    postgres.run("CREATE DATABASE none_yet")
    lake = Lake(catalogue=f"postgres:{postgres.conninfo('none_yet')}", data=str(tmp_path / "new"))
    assert not there(lake)
    code = (
        "import sys; from tasks.where import Lake; from warehouse.connection import Warehouse\n"
        "Warehouse(Lake.model_validate_json(sys.argv[1])).close()"
    )
    makers = [subprocess.Popen([sys.executable, "-c", code, lake.model_dump_json()]) for _ in range(3)]
    assert [maker.wait(300) for maker in makers] == [0, 0, 0]
    assert there(lake)
    with Warehouse(lake) as opened:
        counted = opened.connection.execute("SELECT count(*), count(DISTINCT name) FROM migration").fetchall()[0]
        assert counted[0] == counted[1] > 0
        assert read.sources(opened) == []


def test_who_is_alone_in_a_section_keeps_others_out_and_they_say_so(lake: Lake) -> None:
    with Warehouse(lake) as one, Warehouse(lake, 0.1) as other:
        with one.alone("linking"):
            with pytest.raises(WarehouseError, match=r"another run \(linking\); waited 0.1 s"), other.alone("linking"):
                pass
            with other.alone("settling"):
                pass
        with one.alone("pages", shared=True), other.alone("pages", shared=True):
            pass
        with other.alone("linking"):
            pass


def test_pages_are_not_deleted_while_others_use_them_but_later(lake: Lake) -> None:
    fill(lake, range(2))
    with Warehouse(lake) as one, Warehouse(lake) as other:
        store.settle_pages(one, {}, dict.fromkeys(pages.waiting(one), "no article"), [])
        with other.alone(pages.BYTES, shared=True):
            assert pages.prune(one, NOW + timedelta(days=9), 8).pages == 0
        assert pages.prune(one, NOW + timedelta(days=9), 8).pages == 2
        assert not list(pages.folder(lake).rglob("*.zst"))


def test_a_section_ends_with_the_process_that_was_in_it(lake: Lake) -> None:
    code = (
        "import sys; from tasks.where import Lake; from warehouse.connection import Warehouse\n"
        "with Warehouse(Lake.model_validate_json(sys.argv[1])) as opened, opened.alone('linking'):\n"
        "    print('in', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, lake.model_dump_json()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "in\n"
        with Warehouse(lake, 0) as opened, pytest.raises(WarehouseError, match="in use"), opened.alone("linking"):
            pass
        holder.kill()
    with Warehouse(lake, 10) as opened, opened.alone("linking"):
        pass


def test_a_reader_goes_on_while_another_writes_and_sees_all_or_nothing(lake: Lake) -> None:
    fill(lake, range(2))
    with Warehouse(lake) as writer, Warehouse(lake, 0, read_only=True) as reader:
        with writer.transaction():
            store.add_fetches(writer, [])
            writer.run("merge_sources", ['[{"source_id": "radio"}]'])
            assert [source.source_id for source in read.sources(reader)] == ["gazette"]
        assert [source.source_id for source in read.sources(reader)] == ["gazette", "radio"]


def test_a_lake_is_searched_like_a_file(lake: Lake) -> None:
    with Warehouse(lake) as opened:
        for number, title in enumerate(["Army denies raid on Hathmoor", "Fish sold, market closed"]):
            opened.connection.execute("INSERT INTO story VALUES (?, ?, ?, ?, 1)", [f"s{number}", title, NOW, NOW])
    for _ in range(2):
        with Warehouse(lake, read_only=True) as opened:
            listing = Listing(opened, "stories", Narrow(search="denied raids"))
            assert [row["title"] for row in listing.rows()] == ["Army denies raid on Hathmoor"]


def test_a_lake_is_backed_up_and_restored_and_what_was_there_stays_in_its_snapshots(lake: Lake) -> None:
    fill(lake, range(5))
    folder = backup(lake, default_folder(lake), NOW, 7)
    fill(lake, range(5, 9))
    with pytest.raises(WarehouseError, match="--force"):
        restore(folder, lake, NOW)
    with Warehouse(lake) as opened:
        [(before,)] = opened.connection.execute(
            "SELECT max(snapshot_id) FROM ducklake_snapshots('warehouse')"
        ).fetchall()
    assert restore(folder, lake, NOW, force=True) is None
    assert held(lake) == {f"Text {n}.".encode() for n in range(5)}
    with Warehouse(lake) as opened:
        assert opened.connection.execute(f"SELECT count(*) FROM page AT (VERSION => {before})").fetchall() == [(9,)]


def test_a_backup_of_a_file_fills_a_lake_and_one_of_a_lake_a_file(lake: Lake, tmp_path: Path) -> None:
    file, other = tmp_path / "w.duckdb", tmp_path / "other.duckdb"
    fill(file, range(5))
    restore(backup(file, default_folder(file), NOW, 7), lake, NOW, force=True)
    fill(lake, range(5, 7))
    restore(backup(lake, default_folder(lake), NOW + timedelta(days=1), 7), other, NOW)
    assert held(other) == {f"Text {n}.".encode() for n in range(7)}


def test_compacting_merges_small_files_and_keeps_everything(lake: Lake) -> None:
    for at in range(0, 60, 15):
        fill(lake, range(at, at + 15))
    assert data_files(lake) >= 4
    compact(lake)
    many = data_files(lake)
    assert len(held(lake)) == 60
    compact_now(lake, 60, snapshots=0, files=0)
    assert data_files(lake) < many
    assert len(held(lake)) == 60
    with Warehouse(lake) as opened:
        assert opened.connection.execute("SELECT count(*) FROM ducklake_snapshots('warehouse')").fetchall() == [(1,)]


def test_a_catalogue_that_does_not_answer_is_told_without_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_CATALOGUE_PASSWORD", "open sesame's")
    lake = Lake(catalogue=f"postgres:dbname=x host={tmp_path} user=desk", data=str(tmp_path / "lake"))
    for ask in (there, Warehouse):
        with pytest.raises(WarehouseError, match="COUNTERCLAIM_CATALOGUE_PASSWORD") as told:
            ask(lake)
        assert "sesame" not in f"{told.value} {told.value.__cause__} {told.value.__context__}"


def test_the_password_is_taken_from_the_environment(
    postgres: Postgres, new_lake: NewLake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = new_lake(tmp_path / "lake")
    postgres.run("CREATE ROLE guarded LOGIN SUPERUSER PASSWORD 'open sesame''s'")
    rules = Path(postgres.run("SHOW hba_file"))
    rules.write_text(f"local all guarded scram-sha-256\n{rules.read_text()}")
    postgres.run("SELECT pg_reload_conf()")
    guarded = lake.model_copy(update={"catalogue": lake.catalogue.replace("user=desk", "user=guarded")})
    monkeypatch.setenv(guarded.password_env, "wrong")
    with pytest.raises(WarehouseError, match="password authentication failed"):
        Warehouse(guarded)
    monkeypatch.setenv(guarded.password_env, "open sesame's")
    Warehouse(guarded).close()


def test_a_catalogue_that_was_away_is_found_again(postgres: Postgres, lake: Lake) -> None:
    fill(lake, range(2))
    postgres.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'desk' AND pid <> pg_backend_pid()"
    )
    try:
        fill(lake, range(2, 4))
    except WarehouseError as error:
        assert "run again" in str(error)
        fill(lake, range(2, 4))
    assert len(held(lake)) == 4
