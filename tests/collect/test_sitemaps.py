"""Sitemaps, news sitemaps, indexes, and lists of addresses."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tasks.collect.feeds import Entry
from tasks.collect.sitemaps import read_sitemap

NEWS = """<?xml version="1.0" encoding="UTF-8"?><!-- made by hand -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://desk.example/old?a=1&amp;b=2</loc><news:news>
<news:publication_date>2023-01-01</news:publication_date><news:title>Old &amp; known</news:title></news:news></url>
<url><loc> /new </loc><lastmod>2023-01-05</lastmod><news:news>
<news:publication_date>2023-01-02T10:00:00+04:30</news:publication_date><news:title>New</news:title></news:news></url>
<url><loc>javascript:alert(1)</loc></url><url/></urlset>"""


def test_a_news_sitemap_dates_its_articles_newest_first() -> None:
    sitemap = read_sitemap(NEWS.encode(), "https://desk.example/news.xml")
    assert sitemap is not None
    assert sitemap.entries == (
        Entry("https://desk.example/new", "New", datetime(2023, 1, 2, 5, 30, tzinfo=UTC), date(2023, 1, 2)),
        Entry("https://desk.example/old?a=1&b=2", "Old & known", None, date(2023, 1, 1)),
    )


def test_a_date_of_change_is_no_date_of_publication_but_sorts() -> None:
    urls = "".join(
        f"<url><loc>https://desk.example/{day}</loc><lastmod>2023-01-0{day}</lastmod></url>" for day in (1, 3, 2)
    )
    sitemap = read_sitemap(f"<urlset>{urls}</urlset>".encode())
    assert sitemap is not None
    assert [entry.link[-1] for entry in sitemap.entries] == ["3", "2", "1"]
    assert {entry.published_on for entry in sitemap.entries} == {None}


def test_an_index_lists_news_first_then_the_newest() -> None:
    index = "".join(
        f"<sitemap><loc>https://desk.example/{name}.xml</loc><lastmod>{day}</lastmod></sitemap>"
        for name, day in [("pages", "2023-01-02"), ("2022", "2022-12-31"), ("news", "2020-01-01")]
    )
    sitemap = read_sitemap(f"<sitemapindex>{index}</sitemapindex>".encode())
    assert sitemap is not None
    assert [child.rsplit("/")[-1] for child in sitemap.children] == ["news.xml", "pages.xml", "2022.xml"]


def test_a_list_of_addresses() -> None:
    sitemap = read_sitemap(b"# ours\r\nhttps://desk.example/a\r\n\r\nhttps://desk.example/b\r\n")
    assert sitemap is not None
    assert [entry.link for entry in sitemap.entries] == ["https://desk.example/a", "https://desk.example/b"]


def test_a_truncated_sitemap_gives_what_is_there() -> None:
    sitemap = read_sitemap(NEWS[: NEWS.index("<lastmod>")].encode(), "https://desk.example/")
    assert sitemap is not None
    assert len(sitemap.entries) == 2


@pytest.mark.parametrize("content", [b"", b"text\nhttps://a.example", b"<rss/>", b"<html><urlset/></html>", b"\0" * 99])
def test_what_is_no_sitemap_is_none(content: bytes) -> None:
    assert read_sitemap(content) is None


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("https://hunter2.example/")
    declarations = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    sitemap = read_sitemap(
        f'<!DOCTYPE urlset [<!ENTITY e0 "x">{declarations}<!ENTITY f SYSTEM "{secret.as_uri()}">]>'
        "<urlset><url><loc>https://a.example/&e9;</loc></url><url><loc>&f;</loc></url></urlset>".encode()
    )
    assert len(repr(sitemap)) < 1000
    assert "hunter2" not in repr(sitemap)


def test_a_prologue_made_to_hang_the_reader_does_not() -> None:
    read_sitemap(b"<!-- -->" * 50_000 + b"<urlset>")
    read_sitemap(b"<!--" * 50_000)
    read_sitemap(b"<?a " * 50_000)
