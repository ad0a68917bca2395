"""A source on the web, read from a real server: what is asked for, what comes out, and what the next run needs."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from tasks.collect.fetch import Fetcher, Limits
from tasks.collect.urls import canonical
from tasks.collect.web import Budget, Collected, Held, collect
from tasks.models import Fetch, Given, Item, Page, Source, SourceKind, Validator, Visit
from tests.collect.conftest import FakeTime, only
from tests.collect.servers import Site

NOW = datetime(2023, 1, 2, 12, tzinfo=UTC)
ARTICLE = "<html><head><meta property='og:type' content='article'></head><body><p>Rockets fell.</p></body></html>"


def rss(site: Site, *paths: str, **headers: str) -> str:
    """Serves a feed at /feed with an item for each path; returns its URL."""
    items = "".join(
        f"<item><title>About {path}</title><link>{site.url}{path}</link>"
        f"<pubDate>Mon, 02 Jan 2023 10:00:00 +0430</pubDate><description>In short: {path}</description></item>"
        for path in paths
    )
    body = f"<rss version='2.0'><channel><title>Desk</title><language>en-gb</language>{items}</channel></rss>"
    return site.page("/feed", body, 200, Content_Type="application/rss+xml", **headers)


def read(location: str, fetcher: Fetcher, kind: SourceKind = "auto", **options: Any) -> list[Collected]:
    return list(collect(Source("s", location, kind), fetcher, NOW, **options))


def pages(found: Iterable[Collected]) -> list[Page]:
    return [one for one in found if isinstance(one, Page)]


def fetches(found: Iterable[Collected]) -> list[Fetch]:
    return [one for one in found if isinstance(one, Fetch)]


def validators(found: Iterable[Collected]) -> dict[str, Validator]:
    return {one.url: one for one in found if isinstance(one, Validator)}


def test_a_feed_gives_the_pages_it_links_to(site: Site, fetcher: Fetcher) -> None:
    url = rss(site, "/1", "/2")
    site.page("/1", ARTICLE, Content_Type="text/html; charset=iso-8859-1")
    site.page("/2", ARTICLE)
    found = read(url, fetcher)
    first, second = pages(found)
    assert (first.url, first.content, first.charset) == (f"{site.url}/1", ARTICLE.encode(), "iso-8859-1")
    assert (first.media_type, first.fetched_at, first.source_id) == ("text/html", NOW, "s")
    assert (first.given.title, first.given.site, first.given.language) == ("About /1", "Desk", "en-gb")
    assert first.given.published_at == datetime(2023, 1, 2, 5, 30, tzinfo=UTC)
    assert first.given.body == "In short: /1"
    assert second.url == f"{site.url}/2"
    assert [(fetch.url, fetch.outcome, fetch.status) for fetch in fetches(found)] == [
        (url, "ok", 200),
        (f"{site.url}/1", "ok", 200),
        (f"{site.url}/2", "ok", 200),
    ]
    assert len({fetch.fetch_id for fetch in fetches(found)}) == 3


def test_a_reading_ends_with_an_account_of_the_source(site: Site, fetcher: Fetcher) -> None:
    def visit(location: str, **options: Any) -> Visit:
        last = read(location, fetcher, **options)[-1]
        assert isinstance(last, Visit)
        return last

    site.page("/1", ARTICLE)
    url = rss(site, "/1", "/2", "/1", ETag='"v1"')
    assert visit(url, held=Held(known=set)) == Visit("s", NOW, "ok", None, 2)
    assert visit(site.page("/none", "", status=500)) == Visit("s", NOW, "failed", "answers 500", None)
    assert visit(site.page("/empty", "<rss version='2.0'><channel/></rss>")) == Visit("s", NOW, "ok", None, 0)
    assert visit(f"{site.url}/1") == Visit("s", NOW, "ok", None, 1)
    site.page("/feed", b"", status=304)
    assert visit(url) == Visit("s", NOW, "unchanged", None, None)


def test_a_sitemap_index_of_which_nothing_can_be_read_has_failed(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a.xml", f"<sitemapindex><sitemap><loc>{site.url}/b.xml</loc></sitemap></sitemapindex>")
    site.page("/b.xml", "", status=403)
    assert read(url, fetcher)[-1] == Visit("s", NOW, "failed", "answers 403", None)


def test_the_second_run_costs_one_request(site: Site, fetcher: Fetcher) -> None:
    url = rss(site, "/1", ETag='"v1"', Last_Modified="Mon, 02 Jan 2023 10:00:00 GMT")
    site.page("/1", ARTICLE)
    held = validators(read(url, fetcher))
    assert held == {url: Validator(url, '"v1"', "Mon, 02 Jan 2023 10:00:00 GMT")}

    def unchanged(request: BaseHTTPRequestHandler) -> None:
        assert request.headers["If-None-Match"] == '"v1"'
        request.send_response(304)
        request.end_headers()

    site.does("/feed", unchanged)
    site.seen.clear()
    again = read(url, fetcher, held=Held(held))
    assert [(fetch.outcome, fetch.status) for fetch in fetches(again)] == [("unchanged", 304)]
    assert pages(again) == []
    assert site.paths() == ["/feed"]


def test_pages_that_are_known_are_not_fetched_again(site: Site, fetcher: Fetcher) -> None:
    url = rss(site, "/1?utm_source=feed", "/2")
    site.page("/2", ARTICLE)
    found = read(url, fetcher, held=Held(known={canonical(f"{site.url}/1")}.intersection))
    assert [page.url for page in pages(found)] == [f"{site.url}/2"]
    assert site.paths() == ["/feed", "/2"]


def test_an_entry_without_an_address_is_skipped_with_a_warning(
    site: Site, fetcher: Fetcher, caplog: pytest.LogCaptureFixture
) -> None:
    url = site.page("/feed", "<rss><channel><item><title>No link</title></item></channel></rss>")
    assert pages(read(url, fetcher)) == []
    assert "'No link' of s has no web address" in caplog.text


def test_a_link_offered_twice_is_fetched_once(site: Site, fetcher: Fetcher) -> None:
    url = rss(site, "/1?utm_source=a", "/1?utm_source=b#top")
    site.page("/1?utm_source=a", ARTICLE)
    assert len(pages(read(url, fetcher))) == 1
    assert site.paths() == ["/feed", "/1?utm_source=a"]


def test_amp_twins_are_one_page(site: Site, fetcher: Fetcher) -> None:
    url = rss(site, "/1/amp", "/1", "/2?amp=1", "/2", "/3.amp.html")
    for path in ("/1/amp", "/2?amp=1"):
        site.page(path, ARTICLE)
    found = read(url, fetcher, held=Held(known={canonical(f"{site.url}/3.html")}.intersection))
    assert [page.url for page in pages(found)] == [f"{site.url}/1", f"{site.url}/2"]
    assert site.paths() == ["/feed", "/1/amp", "/2?amp=1"]


def test_where_readers_are_sent_to_a_consent_wall_the_feeds_own_text_is_kept(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo

    def named(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        return real("127.0.0.1" if host == "consent.example" else host, port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", named)
    url = rss(site, "/1")
    site.page("/1", "", 302, Location=f"http://consent.example:{site.port}/collect?to=1")
    site.page("/collect?to=1", "<html><body>We value your privacy.</body></html>")
    found = read(url, fetcher)
    assert [(page.content, page.given.body) for page in pages(found)] == [(b"", "In short: /1")]
    assert [fetch.error for fetch in fetches(found)][1:] == ["sends readers to consent.example first"]


@pytest.mark.parametrize("status", [402, 403, 404, 500])
def test_where_the_page_fails_the_feeds_own_text_is_kept(status: int, site: Site, fetcher: Fetcher) -> None:
    url = rss(site, "/1")
    site.page("/1", "pay", status=status)
    found = read(url, fetcher)
    (page,) = pages(found)
    assert (page.url, page.content, page.given.body) == (f"{site.url}/1", b"", "In short: /1")
    assert [(f.outcome, f.status, f.error) for f in fetches(found)][1:] == [("failed", status, f"answers {status}")]


def test_what_robots_txt_forbids_is_refused_and_the_feeds_own_text_kept(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /1")
    found = read(rss(site, "/1"), fetcher)
    assert [fetch.outcome for fetch in fetches(found)] == ["ok", "refused"]
    assert [page.given.body for page in pages(found)] == ["In short: /1"]
    assert "/1" not in site.paths()


def test_what_is_no_page_is_skipped(site: Site, fetcher: Fetcher) -> None:
    url = rss(site, "/report.pdf")
    site.page("/report.pdf", "%PDF", Content_Type="application/pdf")
    (fetch,) = fetches(read(url, fetcher))[1:]
    assert (fetch.outcome, fetch.error) == ("skipped", "is application/pdf, not a page")


def test_a_redirected_item_goes_by_its_final_address_and_the_attempt_by_the_offered_one(
    site: Site, fetcher: Fetcher
) -> None:
    site.page("/story", ARTICLE)
    site.page("/r/1", "", status=302, Location="/story?utm_medium=rss")
    site.page("/story?utm_medium=rss", ARTICLE)
    found = read(rss(site, "/r/1"), fetcher)
    assert [page.url for page in pages(found)] == [f"{site.url}/story"]
    assert fetches(found)[1].url == f"{site.url}/r/1"


def test_a_feed_is_met_again_while_an_item_may_still_be_had(site: Site, fetcher: Fetcher) -> None:
    url = rss(site, "/1", ETag='"v1"')
    site.page("/1", "", status=503)
    assert validators(read(url, fetcher)) == {}
    site.page("/1", "", status=404)
    assert url in validators(read(url, fetcher))


def test_a_reader_stopped_half_way_leaves_no_validator(site: Site, fetcher: Fetcher) -> None:
    site.page("/1", ARTICLE)
    site.page("/2", ARTICLE)
    running: Iterator[Collected] = collect(Source("s", rss(site, "/1", "/2", ETag='"v1"')), fetcher, NOW)
    before = []
    for found in running:
        before.append(found)
        if isinstance(found, Page):
            break
    assert validators(before) == {}


def test_a_reader_stopped_anywhere_has_the_page_of_each_fetch_that_he_has(site: Site, fetcher: Fetcher) -> None:
    """Else the page would count as fetched, and never be asked for again."""
    url = rss(site, "/1", "/2", "/3")
    for path in ("/1", "/2"):
        site.page(path, ARTICLE, ETag='"v"')
    site.page("/3", "pay", status=403)
    found = read(url, fetcher)
    for stop in range(len(found)):
        taken = found[:stop]
        kept = {page.url for page in pages(taken)}
        assert {fetch.url for fetch in fetches(taken) if fetch.url != url} <= kept
        assert validators(taken).keys() <= kept


def test_a_source_has_one_budget_of_time(site: Site, time: FakeTime) -> None:
    url = rss(site, "/1", "/2", "/3", ETag='"v1"')
    for path in ("/1", "/2", "/3"):
        site.page(path, ARTICLE)
    with Fetcher("me", delay=10, policy=only(site), clock=time.clock, sleep=time.sleep) as fetcher:
        found = read(url, fetcher, budget=Budget(seconds=25))
    assert [page.url for page in pages(found)] == [f"{site.url}/1", f"{site.url}/2"]
    assert fetches(found)[-1].outcome == "skipped"
    assert "budget" in (fetches(found)[-1].error or "")
    assert validators(found) == {}


def test_a_source_has_one_budget_of_bytes(site: Site, fetcher: Fetcher) -> None:
    url = rss(site, "/1", "/2")
    site.page("/1", ARTICLE + "x" * 5000)
    site.page("/2", ARTICLE)
    assert len(pages(read(url, fetcher, budget=Budget(bytes=4000)))) == 1


def test_a_site_is_read_through_the_feed_it_names(site: Site, fetcher: Fetcher) -> None:
    rss(site, "/1")
    site.page("/1", ARTICLE)
    home = site.page(
        "/",
        "<html><head><link rel='alternate' type='application/rss+xml' title='Comments' href='/comments'>"
        "<link rel='alternate' type='application/rss+xml' href='feed'></head><body>Welcome</body></html>",
        ETag='"home"',
    )
    found = read(home, fetcher)
    assert [page.url for page in pages(found)] == [f"{site.url}/1"]
    assert site.paths() == ["/", "/feed", "/1"]
    assert home not in validators(found)  # an unchanged front page says nothing of the feed


def test_a_site_without_a_feed_is_read_through_its_news_sitemap(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", f"User-agent: *\nDisallow:\nSitemap: {site.url}/all.xml\nSitemap: {site.url}/news.xml")
    site.page("/news.xml", f"<urlset><url><loc>{site.url}/1</loc></url></urlset>", Content_Type="text/xml")
    site.page("/1", ARTICLE)
    found = read(site.page("/", "<html><body><p>Welcome</p></body></html>"), fetcher)
    assert [page.url for page in pages(found)] == [f"{site.url}/1"]


def test_a_site_with_neither_is_read_through_its_links(site: Site, fetcher: Fetcher) -> None:
    site.page("/2023/01/02/rockets-fall-on-the-port", ARTICLE)
    home = site.page(
        "/",
        "<html><body><nav><a href='/a-page-in-the-menu'>A long entry in the menu bar</a></nav>"
        "<a href='/2023/01/02/rockets-fall-on-the-port'>Rockets fall on the port at dawn</a>"
        "<a href='/about/who-we-are-and-why'>Who we are and why</a>"
        "<a href='http://elsewhere.example/2023/01/02/other-story'>A story on another site entirely</a></body></html>",
    )
    found = read(home, fetcher)
    (page,) = pages(found)
    assert page.url == f"{site.url}/2023/01/02/rockets-fall-on-the-port"
    assert page.given.title == "Rockets fall on the port at dawn"


def test_an_index_page_gives_the_links_that_its_pattern_tells(site: Site, fetcher: Fetcher) -> None:
    links = "".join(f"<nav><a href='{path}'>More</a></nav>" for path in ("/sitrep?id=7", "/sitrep?id=8", "/about"))
    url = site.page("/index", f"<html><body>{links}</body></html>")
    for number in (7, 8):
        site.page(f"/sitrep?id={number}", ARTICLE)
    source = Source("s", url, link_pattern=r"/sitrep\?id=\d+$")
    found = list(collect(source, fetcher, NOW))
    assert [page.url for page in pages(found)] == [f"{site.url}/sitrep?id=7", f"{site.url}/sitrep?id=8"]


def test_an_index_page_without_a_link_of_the_pattern_says_so(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/index", f"<html><body><a href='{site.url}/x'>A long enough headline here</a></body></html>")
    (failed,) = [
        fetch for fetch in fetches(collect(Source("s", url, link_pattern="/no/"), fetcher, NOW)) if fetch.error
    ]
    assert failed.outcome == "failed"
    assert "'/no/'" in str(failed.error)


def test_an_empty_feed_is_asked_again_whole(site: Site, fetcher: Fetcher) -> None:
    rss(site, ETag='"empty"')
    site.page("/2023/01/rockets-fall-on-the-port", ARTICLE)
    home = site.page(
        "/",
        "<html><head><link rel='alternate' type='application/rss+xml' href='/feed'></head><body>"
        "<a href='/2023/01/rockets-fall-on-the-port'>Rockets fall on the port</a></body></html>",
    )
    found = read(home, fetcher)
    assert len(pages(found)) == 1
    assert validators(found) == {}


def test_an_article_given_by_its_address_is_that_article(site: Site, fetcher: Fetcher) -> None:
    (page,) = pages(read(site.page("/story", ARTICLE), fetcher))
    assert (page.url, page.content) == (f"{site.url}/story", ARTICLE.encode())


def test_a_page_is_a_page_where_the_source_says_so(site: Site, fetcher: Fetcher) -> None:
    (page,) = pages(read(site.page("/", "<html><body><p>Short.</p></body></html>"), fetcher, "page"))
    assert page.content == b"<html><body><p>Short.</p></body></html>"


def test_a_sitemap_index_is_read_one_level_deep(site: Site, fetcher: Fetcher) -> None:
    index = f"<sitemapindex><sitemap><loc>{site.url}/b.xml</loc></sitemap></sitemapindex>"
    url = site.page("/a.xml", index, Content_Type="text/xml")
    site.page(
        "/b.xml",
        f"<urlset><url><loc>{site.url}/1</loc></url></urlset>",
        Content_Type="text/xml",
    )
    site.page("/1", ARTICLE)
    assert [page.url for page in pages(read(url, fetcher))] == [f"{site.url}/1"]


def test_a_sitemap_index_that_names_itself_ends(site: Site, fetcher: Fetcher) -> None:
    url = site.url + "/a.xml"
    site.page("/a.xml", f"<sitemapindex><sitemap><loc>{url}</loc></sitemap></sitemapindex>", Content_Type="text/xml")
    read(url, fetcher)
    assert site.paths() == ["/a.xml", "/a.xml"]


def test_a_list_of_addresses_is_a_source(site: Site, fetcher: Fetcher) -> None:
    site.page("/1", ARTICLE)
    url = site.page("/urls", f"# ours\n{site.url}/1\n", Content_Type="text/plain")
    assert [page.url for page in pages(read(url, fetcher))] == [f"{site.url}/1"]


def test_a_feed_kept_on_this_machine_is_read_and_its_pages_fetched(
    site: Site, fetcher: Fetcher, tmp_path: Path
) -> None:
    site.page("/1", ARTICLE)
    file = tmp_path / "my feed"
    file.write_text(f"<rss><channel><item><link>{site.url}/1</link></item></channel></rss>")
    found = read(str(file), fetcher)
    assert [page.url for page in pages(found)] == [f"{site.url}/1"]
    assert fetches(found)[0].url == file.as_uri()


@pytest.mark.parametrize(
    ("body", "headers", "error"),
    [
        (b"\x89PNG", {"Content_Type": "image/png"}, "is neither a feed, a sitemap nor a page"),
        (b"", {}, "is empty"),
        (b"<html><body>Nothing here</body></html>", {}, "names no feed or sitemap"),
    ],
)
def test_a_source_that_offers_nothing_says_why(
    body: bytes, headers: dict[str, str], error: str, site: Site, fetcher: Fetcher
) -> None:
    last = fetches(read(site.page("/", body, 200, **headers), fetcher))[-1]
    assert last.outcome == "failed"
    assert error in (last.error or "")


def test_a_private_address_is_refused_unless_the_source_allows_it(site: Site) -> None:
    url = rss(site, "/1")
    site.page("/1", ARTICLE)
    with Fetcher("me", delay=0) as fetcher:
        (fetch,) = fetches(read(url, fetcher))
        assert fetch.outcome == "refused"
        assert len(pages(collect(Source("s", url, allow_private=True), fetcher, NOW))) == 1


def test_a_feed_of_ten_thousand_items_is_read_whole(site: Site) -> None:
    paths = [f"/{number}" for number in range(10_000)]
    url = rss(site, *paths)
    seen: list[str] = []

    def known(links: Sequence[str]) -> set[str]:
        seen.extend(links)
        return set(links)

    with Fetcher("me", delay=0, policy=only(site), limits=Limits()) as fetcher:
        read(url, fetcher, held=Held(known=known))
    assert seen == [site.url + path for path in paths]


def test_passwords_are_not_in_the_record(site: Site, fetcher: Fetcher) -> None:
    rss(site, ETag='"v"')
    found = read(site.url.replace("http://", "http://me:secret@") + "/feed", fetcher)
    assert "secret" not in repr(found)
    assert site.seen[-1][1]["authorization"].startswith("Basic ")


def asked_again(site: Site, fetcher: Fetcher, *paths: str, etag: str | None = None) -> list[Collected]:
    """What a source with an empty feed gives that is asked again for these pages."""
    items = [Item("s", site.url + path, Given("As the feed had it")) for path in paths]
    held = {item.url: Validator(item.url, etag, None) for item in items}
    return read(rss(site), fetcher, held=Held(held, again=items))


def test_a_stored_page_that_changed_comes_again_with_what_the_feed_once_said_of_it(
    site: Site, fetcher: Fetcher
) -> None:
    site.page("/1", ARTICLE, ETag='"two"')
    found = asked_again(site, fetcher, "/1", etag='"one"')
    [page] = pages(found)
    assert (page.url, page.content, page.given.title) == (f"{site.url}/1", ARTICLE.encode(), "As the feed had it")
    assert validators(found)[page.url].etag == '"two"'
    assert site.seen[-1][1]["if-none-match"] == '"one"'


def test_a_stored_page_that_has_not_changed_costs_a_request_and_gives_nothing(site: Site, fetcher: Fetcher) -> None:
    site.page("/1", "", 304)
    found = asked_again(site, fetcher, "/1", etag='"one"')
    assert pages(found) == []
    assert fetches(found)[-1].outcome == "unchanged"


def test_a_stored_page_that_is_gone_or_leads_elsewhere_now_stays_as_it_is_and_is_no_failure(
    site: Site, fetcher: Fetcher
) -> None:
    site.page("/1", "", 404)
    site.page("/2", "", 302, Location="/front")
    site.page("/front", ARTICLE)
    found = asked_again(site, fetcher, "/1", "/2")
    assert pages(found) == []
    told = [fetch for fetch in fetches(found) if fetch.url != f"{site.url}/feed"]
    assert [fetch.outcome for fetch in told] == ["skipped", "skipped"]
    assert "404" in (told[0].error or "")
    assert "/front" in (told[1].error or "")


def test_a_host_that_is_busy_is_not_asked_for_the_other_stored_pages(site: Site, fetcher: Fetcher) -> None:
    site.page("/1", "", 503, Retry_After="3600")
    site.page("/2", ARTICLE)
    assert pages(asked_again(site, fetcher, "/1", "/2")) == []
    assert "/2" not in site.paths()
