"""The warehouse: its lock, its migrations, loads that may be repeated, and the public views."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from tasks.errors import WarehouseError
from tasks.models import (
    Analysis,
    Article,
    Attribution,
    Clue,
    Contest,
    ContestChange,
    ContestSide,
    Delivery,
    Digest,
    Event,
    Fetch,
    Given,
    LinkKey,
    Links,
    Mention,
    Page,
    Place,
    Sentence,
    Shown,
    Source,
    Story,
    Validator,
)
from tasks.packing import unpacked
from tasks.where import Where
from warehouse import pages, read, store
from warehouse.addresses import Addresses
from warehouse.connection import Warehouse
from warehouse.holdings import Holdings
from warehouse.links import Archive
from warehouse.lists import Listing

NOW = datetime(2026, 3, 6, 7, tzinfo=UTC)
TEXT = "The Front fired. “We deny it,” Ilen Marrok said in Ashkera — é."
VIEWS = (
    "articles",
    "claims",
    "contests",
    "contest_sides",
    "contest_changes",
    "events",
    "stories",
    "deliveries",
    "fetches",
)


def span(words: str) -> Mention:
    start = TEXT.index(words)
    return Mention(((start, start + len(words)),), words)


def article(article_id: str = "a1", text: str = TEXT, published: datetime | None = NOW) -> Article:
    return Article(
        article_id, f"https://wire.example/{article_id}", "wire", "Front fires", None, "Island Wire", "ASHKERA",
        published, published and published.date(), "metadata" if published else "unknown", None, NOW, "en", "full",
        text, "hash",
    )  # fmt: skip


ANALYSIS = Analysis(
    "a1",
    (Sentence((0, 16)), Sentence((17, len(TEXT)))),
    (
        Attribution(
            span("Ilen Marrok"), "Ilen Marrok", "front", span("said"), span("“We deny it,”"), "denies", "direct", False,
            sentence=1,
        ),
    ),
    (),
    (
        Event(
            span("The Front fired."), "Battles", "Armed clash", 0, date(2026, 3, 5), date(2026, 3, 5), "day",
            Place(span("Ashkera"), "Ashkera", "VM", -30.5, -20.25), ("front",), (3, None), (None, None), "claimed",
        ),
    ),
    (),
)  # fmt: skip
SIDES = (
    ContestSide(0, None, "the army", "asserts", "fired", "a1", 10, 15),
    ContestSide(1, "front", "Ilen Marrok", "denies", "We deny it", "a1", 18, 28),
)
HISTORY = (ContestChange(NOW, "opened", "", "a1", 10, 15), ContestChange(NOW, "merged", "c0"))
CONTEST = Contest(
    "c1",
    "s1",
    "denial",
    "Who fired?",
    "contested",
    SIDES,
    0.9,
    0.5,
    "denied",
    NOW,
    NOW,
    clues=(Clue("denied", 0.9),),
    history=HISTORY,
)
STORY = Story("s1", "Front fires", ("a1",), NOW, NOW, 1)
MARCH, SUMMER = date(2026, 3, 1), date(2026, 6, 1)
LINKS = Links({}, (STORY,), (CONTEST,), ("a1",), ("a1",), old_stories=("s1",), old_contests=("c1",))


def filled(where: Where) -> None:
    with Warehouse(where) as opened:
        store.save_sources(opened, [Source("wire", "https://wire.example")])
        page = Page(
            "wire", "https://wire.example/a1", b"<p>The Front fired.", "text/html", NOW, given=Given("Front fires")
        )
        attempt = Fetch("f1", "wire", "https://wire.example/a1", 200, "ok", None, 19, NOW)
        pages.keep(opened, [page], [attempt], [Validator("https://wire.example/a1", '"x"', None)])
        waiting = pages.waiting(opened)
        store.settle_pages(opened, dict.fromkeys(waiting, article()), {}, [])
        store.save_analyses(opened, [ANALYSIS], "1")
        Archive(opened, {}).save(LINKS)
        digest = Digest(
            "d1", "desk", "2026-03-06", NOW, "s", "s", False, "h", "t", "m", "{}", (Shown("contest", "c1", "{}"),)
        )
        store.save_digest(opened, digest)
        store.save_deliveries(opened, [Delivery("v1", "d1", "file", "/out", "ok", None, NOW)])


def test_a_digest_is_the_same_among_the_newest_and_once_it_has_joined_all_others(where: Where) -> None:
    filled(where)
    with Warehouse(where) as opened:
        first = read.digest(opened, "d1")
        opened.connection.execute(
            "INSERT INTO digest_forms_lately SELECT 'old' || n, forms FROM digest_forms_lately, range(?) AS t(n)",
            [store.LATELY - 2],
        )
        later = Digest("e2", "desk", "2026-03-07", NOW, "s", "s", False, "h2", "t2", "m2", "{}", ())
        store.save_digest(opened, later)
        left = opened.run("count_forms_lately")[0]["digests"]
        store.save_digest(opened, later)  # once more, after a run that was cut off
        assert left == opened.run("count_forms_lately")[0]["digests"] == 0
        assert (read.digest(opened, "d1"), read.digest(opened, "e2")) == (first, later)
    assert first is not None


@pytest.mark.parametrize(
    ("days", "met"),
    [([MARCH], "march winter undated"), ([MARCH, SUMMER], "march winter spring undated"), ([MARCH, None], "all")],
    ids=["one", "of two times", "one undated"],
)
def test_near_to_a_new_article_are_those_of_some_days_around_it_and_undated_ones(
    where: Where, days: list[date | None], met: str
) -> None:
    stored = {"march": MARCH, "winter": date(2025, 12, 1), "spring": date(2026, 8, 1), "old": date(2020, 1, 1)}
    keys = [LinkKey(name, day, {7: 1.0}) for name, day in (stored | {"undated": None}).items()]
    with Warehouse(where) as opened:
        archive = Archive(opened, {})
        archive.save(Links({}, (), (), keys=tuple(keys)))
        new = [LinkKey(f"new{n}", day, {7: 1.0}) for n, day in enumerate(days)]
        near = archive.near(new, window=100, enough=0.5, most=9)
    assert {pair.other for pair in near} == ({key.article_id for key in keys} if met == "all" else set(met.split()))


def test_the_views_have_the_columns_of_the_contract(where: Where) -> None:
    filled(where)
    promised = {
        "articles": "article_id url source_id title published_at published_basis fetched_at language access text "
        "text_sha256 story_id copy_of",
        "claims": "claim_id article_id sentence source_text actor cue content stance mode start_char end_char",
        "contests": "contest_id story_id kind proposition status first_seen_at last_seen_at",
        "contest_sides": "contest_id side actor source_text stance quote article_id start_char end_char low high",
        "events": "event_id article_id story_id type subtype date_from date_to place country lat lon "
        "killed_low killed_high injured_low injured_high certainty start_char end_char",
        "stories": "story_id title first_seen_at last_seen_at articles independent_sources",
        "deliveries": "delivery_id digest_id channel target outcome error at",
        "fetches": "fetch_id source_id url status outcome error bytes at",
    }
    with Warehouse(where, read_only=True) as opened:
        for view, columns in promised.items():
            wanted = ", ".join(f'"{column}"' for column in columns.split())
            opened.connection.execute(f"SELECT {wanted} FROM {view}")
            assert opened.connection.execute(f"SELECT count(*) FROM {view}").fetchone() != (0,), view


def test_spans_select_exactly_the_characters_quoted(where: Where) -> None:
    filled(where)
    with Warehouse(where, read_only=True) as opened:
        [(content, start, end, sentence)] = opened.connection.execute(
            "SELECT content, start_char, end_char, sentence FROM claims"
        ).fetchall()
    assert content == TEXT[start:end] == "“We deny it,”"
    assert sentence == TEXT[17:]


@pytest.mark.parametrize("read_only", [False, True])
def test_no_progress_bar_stands_among_what_a_command_prints(where: Where, read_only: bool) -> None:
    Warehouse(where).close()
    with Warehouse(where, read_only=read_only) as opened:
        assert opened.connection.execute("SELECT current_setting('enable_progress_bar')").fetchone() == (False,)


def test_loading_the_same_again_changes_nothing(where: Where) -> None:
    filled(where)
    with Warehouse(where) as opened:
        page = Page(
            "wire", "https://wire.example/a1", b"<p>The Front fired.", "text/html", NOW, given=Given("Front fires")
        )
        assert pages.keep(opened, [page]) == 0
        assert pages.waiting(opened) == []
        assert store.settle_pages(opened, {"other page": article()}, {}, []) == 0
        before = _views(opened)
        store.save_analyses(opened, [ANALYSIS], "1")
        Archive(opened, {}).save(LINKS)
        assert _views(opened) == before


def _views(opened: Warehouse) -> dict[str, list[dict[str, object]]]:
    return {what: list(Listing(opened, what).rows()) for what in ("contests", "stories", "events", "claims")}


def test_what_is_stored_comes_back_as_it_was(where: Where) -> None:
    filled(where)
    with Warehouse(where) as opened:
        [reading] = read.readings(opened, {"Island Wire": "Island Press"})
        assert reading.article == article()
        assert reading.analysis == ANALYSIS
        assert (reading.outlet, reading.owner, reading.story_id) == ("Island Wire", "Island Press", "s1")
        holdings = Holdings(opened, "desk", {})
        assert holdings.contests(["a1"]) == [CONTEST]
        assert holdings.stories(["a1"]) == [STORY]
        assert holdings.shown([], ["c1"]) == [Shown("contest", "c1", "{}")]
        assert holdings.last_digest_at() == NOW
        assert read.text_of(opened, "a1") == (TEXT, "hash")


def test_a_page_is_kept_with_its_bytes_until_it_is_an_article(where: Where) -> None:
    page = Page("wire", "https://wire.example/x", "Ünïcode".encode(), "text/html", NOW, "utf-8", Given("T", body="B"))
    with Warehouse(where) as opened:
        assert pages.keep(opened, [page, page]) == 1
        [page_id] = pages.waiting(opened)
        assert unpacked(pages.load(opened, [page_id])[page_id]) == page
        assert Addresses(opened).known("wire", [page.url, "https://wire.example/y"]) == {page.url}
        assert Addresses(opened).known("post", [page.url]) == set()
        store.settle_pages(opened, {}, {page_id: "no article on it"}, [])
        assert pages.waiting(opened) == []


def test_a_page_whose_bytes_are_gone_stops_the_run_and_says_which(where: Where) -> None:
    page = Page("wire", "https://wire.example/x", b"x", "text/html", NOW)
    with Warehouse(where) as opened:
        pages.keep(opened, [page])
        for file in pages.folder(opened.where).rglob("*.zst"):
            file.unlink()
        with pytest.raises(WarehouseError, match=r"https://wire\.example/x"):
            pages.load(opened, pages.waiting(opened))


def test_a_failed_load_leaves_nothing_behind(where: Where) -> None:
    with Warehouse(where) as opened:
        with pytest.raises(RuntimeError), opened.transaction():
            store.add_fetches(opened, [Fetch("f", "s", "u", None, "ok", None, 0, NOW)])
            raise RuntimeError
        assert opened.run("latest_fetches", {"since": None, "sources": []}) == []


def test_until_and_since_leave_out_what_is_later_and_earlier(where: Where) -> None:
    with Warehouse(where) as opened:
        dated = {f"p{day}": article(f"a{day}", published=datetime(2026, 3, day, tzinfo=UTC)) for day in (1, 2, 3)}
        store.settle_pages(opened, dated | {"p0": article("a0", published=None)}, {}, [])
        ids = [f"a{n}" for n in range(4)]
        store.save_analyses(opened, [Analysis(i, (), (), (), (), ()) for i in ids], "1")
        read_ids = {
            r.article.article_id
            for r in read.readings(
                opened, {}, (), datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 2, 12, tzinfo=UTC)
            )
        }
    assert read_ids == {"a0", "a2"}  # the undated one was fetched after `since`


def test_an_article_is_of_every_source_that_offered_it(where: Where) -> None:
    with Warehouse(where) as opened:
        from dataclasses import replace

        store.settle_pages(opened, {"p1": article(), "p2": replace(article(), source_id="radio")}, {}, [])
        store.save_analyses(opened, [ANALYSIS], "1")
        for source in ("wire", "radio"):
            assert len(read.readings(opened, {}, [source])) == 1
        assert read.readings(opened, {}, ["other"]) == []


HOLD = """
import sys, time
from pathlib import Path
from warehouse.connection import Warehouse
with Warehouse(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_waits_and_then_names_the_file_and_the_holder(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        waited: list[float] = []
        with pytest.raises(WarehouseError) as error:
            Warehouse(path, 3, sleep=waited.append)
        holder.communicate("")
    assert str(path) in str(error.value)
    assert str(holder.pid) in str(error.value)
    assert sum(waited) == pytest.approx(3)
    Warehouse(path, 0).close()


def test_a_file_that_is_no_warehouse_is_told_as_that(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(WarehouseError, match=r"w\.duckdb cannot be used"):
        Warehouse(path)


def test_a_warehouse_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    Warehouse(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO migration VALUES ('999_future', now()::TIMESTAMP)")
    with pytest.raises(WarehouseError, match="newer version"):
        Warehouse(path)
