"""Raw pages: which are asked for again, extracted again, let go of, and deleted after some time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tasks.models import Article, Digest, Fetch, Given, Page, Revision, Validator
from tasks.packing import unpacked
from tasks.where import Where
from warehouse import pages, store
from warehouse.addresses import Addresses
from warehouse.connection import Warehouse

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
URL = "https://wire.example/1"


@pytest.fixture
def opened(where: Where) -> Iterator[Warehouse]:
    with Warehouse(where) as warehouse:
        yield warehouse


def page(url: str = URL, content: bytes = b"<p>Shells fell.", hours_ago: float = 7) -> Page:
    return Page("wire", url, content, "text/html", NOW - timedelta(hours=hours_ago), given=Given("Shells"))


def article(name: str, published: datetime | None = NOW - timedelta(hours=8)) -> Article:
    return Article(
        name, URL, "wire", "Shells", None, "Wire", None, published, published and published.date(), "metadata", None,
        NOW, "en", "full", name, "hash",
    )  # fmt: skip


def come_in(warehouse: Warehouse, *kept: tuple[Page, Article]) -> None:
    """Pages are kept, and give these articles."""
    for one, made_of_it in kept:
        pages.keep(warehouse, [one])
        store.settle_pages(warehouse, dict.fromkeys(pages.waiting(warehouse), made_of_it), {}, [])


def due(warehouse: Warehouse, hours: float = 6, now: datetime = NOW, most: int = 10) -> list[str]:
    return [item.url for item in pages.due(warehouse, ["wire"], now, hours, most)["wire"][0]]


def files(warehouse: Warehouse) -> int:
    return len(list(pages.folder(warehouse.where).rglob("*.zst")))


def test_a_young_page_is_due_some_hours_after_it_was_asked_for_last(opened: Warehouse) -> None:
    come_in(opened, (page(), article("a")))
    assert due(opened) == [URL]
    assert due(opened, hours=8) == []
    assert due(opened, hours=0) == []
    pages.keep(opened, [], [Fetch("f", "wire", URL, 304, "unchanged", None, 0, NOW)])
    assert due(opened) == []
    assert due(opened, now=NOW + timedelta(hours=6)) == [URL]
    assert due(opened, now=NOW + timedelta(hours=41)) == []


def test_of_several_sources_each_has_its_own_pages_due_so_many_of_each(opened: Warehouse) -> None:
    come_in(opened, (page(), article("a")))
    others = [replace(page(), source_id="post", url=f"{URL}/{number}") for number in range(3)]
    pages.keep(opened, others)
    both = pages.due(opened, ["post", "wire", "idle"], NOW, 6, 2)
    assert {source: [item.url for item in items] for source, (items, _) in both.items()} == {
        "post": [f"{URL}/0", f"{URL}/1"],
        "wire": [URL],
        "idle": [],
    }


def test_a_page_that_came_out_long_ago_is_not_due_though_fetched_lately(opened: Warehouse) -> None:
    come_in(opened, (page(), article("a", NOW - timedelta(days=30))))
    assert due(opened) == []


def test_a_page_dated_in_the_future_is_young_from_when_it_was_fetched(opened: Warehouse) -> None:
    come_in(opened, (page(hours_ago=72), article("a", NOW + timedelta(days=30))))
    assert due(opened) == []


def test_a_page_is_due_with_what_the_feed_said_and_its_validator(opened: Warehouse) -> None:
    come_in(opened, (page(), article("a")))
    pages.keep(opened, [], [], [Validator(URL, '"x"', None)])
    [item], held = pages.due(opened, ["wire"], NOW, 6, 10)["wire"]
    assert item.given == Given("Shells")
    assert held == {URL: Validator(URL, '"x"', None)}


def test_the_pages_that_waited_longest_are_due_first_and_only_so_many(opened: Warehouse) -> None:
    for n in range(4):
        come_in(opened, (page(f"{URL}{n}", b"%d" % n, hours_ago=10 + n), article(f"a{n}")))
    assert due(opened, most=2) == [f"{URL}3", f"{URL}2"]


def test_a_page_that_says_nothing_new_is_let_go_of_with_its_bytes(opened: Warehouse) -> None:
    come_in(opened, (page(), article("a")))
    later = page(content=b"<p>Shells  fell.", hours_ago=0)
    pages.keep(opened, [later])
    ids = pages.waiting(opened)
    store.settle_pages(opened, dict.fromkeys(ids, article("a")), {}, [])
    assert files(opened) == 2
    pages.forget_known(opened, ids)
    assert files(opened) == 1
    assert pages.keep(opened, [page()]) == 0


def test_what_is_extracted_again_is_one_page_an_article_and_every_page_that_gave_none(opened: Warehouse) -> None:
    come_in(opened, (page(), article("a")), (page(content=b"the same in effect", hours_ago=1), article("a")))
    come_in(opened, (page(f"{URL}/2"), article("b")))
    pages.keep(opened, [page(f"{URL}/3")])
    store.settle_pages(opened, {}, dict.fromkeys(pages.waiting(opened), "has no text"), [])
    assert pages.extract_again(opened) == (3, False)
    assert pages.extract_again(opened) == (3, True)
    again = {page_id: unpacked(kept) for page_id, kept in pages.load(opened, pages.waiting(opened)).items()}
    assert sorted(one.url for one in again.values()) == [URL, f"{URL}/2", f"{URL}/3"]
    assert b"<p>Shells fell." in {one.content for one in again.values()}
    assert {a.article_id for a in pages.made_before(opened, list(again)).values()} == {"a", "b"}


def test_a_page_that_gives_no_article_any_more_keeps_the_one_it_gave(opened: Warehouse) -> None:
    come_in(opened, (page(), article("a")))
    pages.extract_again(opened)
    [page_id] = pages.waiting(opened)
    store.settle_pages(opened, {}, {page_id: "has no text"}, [])
    assert pages.waiting(opened) == []
    assert pages.made_before(opened, [page_id]) == {page_id: article("a")}


def test_what_is_told_beside_a_text_is_brought_up_to_date(opened: Warehouse) -> None:
    come_in(opened, (page(), article("a")))
    better = replace(article("a"), title="Shells fell on the port", byline="A. Brenn")
    pages.extract_again(opened)
    [page_id] = pages.waiting(opened)
    store.settle_pages(opened, {page_id: better}, {}, [], redone=[page_id])
    assert pages.current(opened, [URL]) == [better]


def digest(*article_ids: str) -> Digest:
    lines = [{"article_id": article_id} for article_id in article_ids]
    return Digest("d", "desk", "p", NOW, "s", "s", False, "h", "t", "m", json.dumps({"lines": lines}))


def test_old_pages_are_deleted_and_their_articles_stay(opened: Warehouse) -> None:
    come_in(opened, (page(hours_ago=30 * 24), article("a")), (page(f"{URL}/2", b"new"), article("b")))
    assert pages.prune(opened, NOW, 0).pages == 0
    pruned = pages.prune(opened, NOW, 29)
    assert (pruned.pages, pruned.bytes > 0, files(opened)) == (1, True, 1)
    assert pages.prune(opened, NOW, 29) == pages.Pruned(0, 0)
    assert {a.article_id for a in pages.current(opened, [URL])} == {"a", "b"}
    assert Addresses(opened).known("wire", [URL]) == {URL}
    assert pages.extract_again(opened) == (1, False)


def test_pages_that_a_digest_rests_on_are_kept_through_all_revisions(opened: Warehouse) -> None:
    come_in(opened, (page(hours_ago=900), article("a")), (page(content=b"x", hours_ago=890), article("c")))
    pages.keep(opened, [page(content=b"second", hours_ago=880)])
    store.settle_pages(
        opened, dict.fromkeys(pages.waiting(opened), article("b")), {}, [], revisions=[Revision("b", "a", NOW, "page")]
    )
    store.save_digest(opened, digest("a"))
    assert pages.prune(opened, NOW, 1).pages == 1
    assert files(opened) == 2


def test_bytes_that_a_younger_page_shares_and_pages_that_wait_are_kept(opened: Warehouse) -> None:
    come_in(opened, (page(hours_ago=900), article("a")), (page(f"{URL}/2", hours_ago=1), article("b")))
    pages.keep(opened, [page(f"{URL}/3", b"waits", hours_ago=900)])
    assert pages.prune(opened, NOW, 1) == pages.Pruned(1, 0)
    assert files(opened) == 2
    assert len(pages.load(opened, pages.waiting(opened))) == 1


def test_what_a_cut_off_run_left_beside_the_pages_is_swept_away(opened: Warehouse) -> None:
    come_in(opened, (page(), article("a")))
    [kept] = pages.folder(opened.where).rglob("*.zst")
    (kept.parent / "half.part").write_bytes(b"half")
    (kept.parents[1] / "0f").mkdir()
    (kept.parents[1] / "0f" / "0f.zst").write_bytes(b"stored by no transaction")
    assert pages.sweep(opened) == len(b"half") + len(b"stored by no transaction")
    assert [file for file in kept.parents[1].rglob("*") if file.is_file()] == [kept]
