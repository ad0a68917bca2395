"""What an address turns out to be, by its content."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.collect.discover import WebPage, is_listing, listing_of
from tasks.errors import Unreadable

FRONT = "https://desk.example/"
SECTION = "https://desk.example/world/"
STORY = "https://desk.example/world/rockets"
RUNNING = "<p>" + "Rockets fell on the port before dawn and two people were hurt. " * 20 + "</p>"


@pytest.mark.parametrize(
    ("page", "url", "expected"),
    [
        ("<meta property='og:type' content='article'>", STORY, True),
        ("<meta property='og:type' content='article'>", FRONT, True),
        ("<meta property='og:type' content='website'>" + RUNNING, STORY, False),
        ('<script type="application/ld+json">{"@type": "NewsArticle"}</script>', STORY, True),
        ('<script type="application/ld+json">{"@type": "NewsArticle"}</script>', FRONT, False),
        (RUNNING, STORY, True),
        (RUNNING, FRONT, False),
        ("<a href='/1'>Rockets fall on the port at dawn</a>" * 20 + "<p>Today</p>", SECTION, False),
    ],
)
def test_an_article_is_told_from_a_page_of_links(page: str, url: str, expected: bool) -> None:
    assert WebPage(f"<html><body>{page}</body></html>".encode(), url).is_article() is expected


def test_the_feeds_that_a_page_names_come_in_order_comments_last() -> None:
    page = WebPage(
        b"<html><head><base href='/en/'>"
        b"<link rel='alternate' type='application/rss+xml' title='Comments on this' href='c'>"
        b"<link rel='alternate' type='text/html' hreflang='fr' href='/fr'>"
        b"<link rel='alternate stylesheet' type='text/css' href='/css'>"
        b"<link rel='alternate' type='application/atom+xml; charset=utf-8' href='atom'>"
        b"<link rel='alternate' type='application/feed+json' href='https://feeds.example/j'>"
        b"<link rel='alternate' type='application/rss+xml' href='javascript:1'></head></html>",
        FRONT,
    )
    assert page.feeds() == [
        "https://desk.example/en/atom",
        "https://feeds.example/j",
        "https://desk.example/en/c",
    ]


@pytest.mark.parametrize("content", [b"", b"\0\xff", b"<", b"<html", b"text", b"<!-- -->"])
def test_a_page_of_rubbish_is_an_empty_page(content: bytes) -> None:
    page = WebPage(content, FRONT, "no-such-charset")
    assert (page.feeds(), page.articles(), page.is_article()) == ([], (), False)


def test_a_feed_that_unfolds_without_end_is_refused() -> None:
    import gzip

    with pytest.raises(Unreadable, match="larger than"):
        listing_of(gzip.compress(bytes(30_000_000)))


def test_a_local_listing_is_told_by_content_not_by_name(tmp_path: Path) -> None:
    feed = tmp_path / "story.html"
    feed.write_text("<rss><channel><item><link>https://desk.example/1</link></item></channel></rss>")
    story = tmp_path / "feed.rss"
    story.write_text("<html><body>A story</body></html>")
    assert is_listing(feed)
    assert not is_listing(story)
    assert not is_listing(tmp_path / "none")
