"""What a source offers, before anything is stored."""

from __future__ import annotations

import gzip
from pathlib import Path

from tasks.collect.fetch import Fetcher
from tasks.collect.preview import preview
from tests.collect.servers import Site

FEED = "<rss><channel><item><title>One</title><link>https://desk.example/1</link></item></channel></rss>"


def test_each_file_of_a_folder_in_order(tmp_path: Path, fetcher: Fetcher, site: Site) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below/c.txt").write_text("https://desk.example/2\n")
    (tmp_path / "a.rss").write_text(FEED)
    (tmp_path / "b.gz").write_bytes(gzip.compress(FEED.encode()))
    (tmp_path / "d.html").write_text("<html><body><p>A page.</p></body></html>")
    (tmp_path / "e").write_bytes(b"")
    found = list(preview(str(tmp_path), fetcher))
    assert [(Path(one.path).name, [entry.link for entry in one.entries], one.error) for one in found] == [
        ("a.rss", ["https://desk.example/1"], None),
        ("b.gz", ["https://desk.example/1"], None),
        ("c.txt", ["https://desk.example/2"], None),
        ("d.html", [], "is no feed or sitemap"),
        ("e", [], "is no feed or sitemap"),
    ]
    assert site.seen == []


def test_a_file_that_is_not_there(tmp_path: Path, fetcher: Fetcher) -> None:
    (one,) = preview(str(tmp_path / "none.rss"), fetcher)
    assert (one.entries, bool(one.error)) == ((), True)


def test_a_feed_on_the_web(site: Site, fetcher: Fetcher) -> None:
    (one,) = preview(site.page("/feed", FEED), fetcher)
    assert [(entry.title, entry.link) for entry in one.entries] == [("One", "https://desk.example/1")]
    assert site.paths() == ["/feed"]


def test_a_front_page_shows_its_feed(site: Site, fetcher: Fetcher) -> None:
    site.page("/feed", FEED)
    url = site.page("/", "<html><head><link rel=alternate type=application/rss+xml href=/feed></head></html>")
    (one,) = preview(url, fetcher)
    assert [entry.title for entry in one.entries] == ["One"]


def test_a_front_page_whose_feed_is_gone_shows_its_links(site: Site, fetcher: Fetcher) -> None:
    url = site.page(
        "/",
        "<html><head><link rel=alternate type=application/rss+xml href=/gone></head>"
        "<body><a href=/2023/01/rockets-fall-on-the-port>Rockets fall on the port</a></body></html>",
    )
    (one,) = preview(url, fetcher)
    assert [entry.title for entry in one.entries] == ["Rockets fall on the port"]


def test_an_article_is_its_own_only_item(site: Site, fetcher: Fetcher) -> None:
    head = "<head><title>Rockets fall</title><meta property='og:type' content='article'></head>"
    url = site.page("/story", f"<html>{head}<body><a href=/2023/01/another-story-of-the-day>Another story</a></body>")
    (one,) = preview(url, fetcher)
    assert [(entry.link, entry.title) for entry in one.entries] == [(url, "Rockets fall")]


def test_a_sitemap_index_shows_what_its_sitemaps_list(site: Site, fetcher: Fetcher) -> None:
    site.page("/a.xml", "<urlset><url><loc>https://desk.example/1</loc></url></urlset>")
    url = site.page("/index.xml", f"<sitemapindex><sitemap><loc>{site.url}/a.xml</loc></sitemap></sitemapindex>")
    (one,) = preview(url, fetcher)
    assert [entry.link for entry in one.entries] == ["https://desk.example/1"]


def test_what_goes_wrong_is_said(site: Site, fetcher: Fetcher) -> None:
    assert [one.error for one in preview(site.url + "/none", fetcher)] == ["answers 404"]
    assert [one.error for one in preview(site.page("/x", "no feed"), fetcher)] == ["offers nothing that can be read"]
    (refused,) = preview("http://127.0.0.1:9/", fetcher)
    assert "allow_private" in (refused.error or "")
