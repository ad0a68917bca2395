"""Feeds of every kind, as published and as broken; hostile ones end soon."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tasks.collect.feeds import Entry, read_feed

BENCH = Path(__file__).parents[3] / "shared/bench/feeds"
URL = "https://desk.example/news/feed.xml"

RSS = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Desk &amp; Co</title><language>en</language>
<item><title>Two &lt;b&gt;posts&lt;/b&gt; taken</title><link>/a?x=1&amp;y=2</link><dc:creator>Ana Ruiz</dc:creator>
<pubDate>Mon, 02 Jan 2023 10:00:00 PKT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The whole story.</p>]]></content:encoded></item>
<item><title>Second</title><link>https://desk.example/b</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://desk.example/x/"><title>Desk</title>
<entry><title type="html">Two &amp;amp; more</title><link rel="self" href="self"/><link href="a"/>
<updated>2023-01-02T10:00:00+0430</updated><author><name>Ana Ruiz</name></author>
<content type="html">&lt;p&gt;The whole story.&lt;/p&gt;</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Desk</title></channel>
<item><title>One</title><link>https://desk.example/a</link><dc:date>2023-01-02T05:30Z</dc:date></item></rdf:RDF>"""
CDF = """<channel href="https://desk.example/"><title>Desk</title>
<item href="https://desk.example/a"><title>One</title></item></channel>"""


def entries(text: str, url: str = URL, **options: Any) -> tuple[Entry, ...]:
    feed = read_feed(text.encode(), url, **options)
    assert feed is not None
    return feed.entries


def test_rss() -> None:
    feed = read_feed(RSS.encode(), URL)
    assert feed is not None
    assert (feed.title, feed.language) == ("Desk & Co", "en")
    assert feed.entries == (
        Entry(
            link="https://desk.example/a?x=1&y=2",
            title="Two posts taken",
            published_at=datetime(2023, 1, 2, 5, tzinfo=UTC),
            published_on=date(2023, 1, 2),
            byline="Ana Ruiz",
            body="<p>The whole story.</p>",
        ),
        Entry(link="https://desk.example/b", title="Second"),
    )


def test_atom() -> None:
    (entry,) = entries(ATOM)
    assert entry == Entry(
        link="https://desk.example/x/a",
        title="Two & more",
        published_at=datetime(2023, 1, 2, 5, 30, tzinfo=UTC),
        published_on=date(2023, 1, 2),
        byline="Ana Ruiz",
        body="<p>The whole story.</p>",
    )


def test_rdf() -> None:
    (entry,) = entries(RDF)
    assert (entry.link, entry.published_at) == ("https://desk.example/a", datetime(2023, 1, 2, 5, 30, tzinfo=UTC))


def test_cdf() -> None:
    assert entries(CDF) == (Entry(link="https://desk.example/a", title="One"),)


def test_json_feed() -> None:
    feed = read_feed(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "Desk",
                "language": "en",
                "items": [
                    {
                        "id": "1",
                        "url": "a",
                        "title": "One\nline",
                        "date_published": "2023-01-02T10:00:00+04:30",
                        "authors": [{"name": "Ana Ruiz"}, {"name": "Bo Li"}, "nobody"],
                        "content_text": "The whole story.",
                    },
                    "no item",
                    {"id": "https://desk.example/2", "date_published": 5, "author": {"name": "Bo Li"}, "url": None},
                ],
            }
        ).encode(),
        URL,
    )
    assert feed is not None
    assert (feed.title, feed.language) == ("Desk", "en")
    assert feed.entries == (
        Entry(
            link="https://desk.example/news/a",
            title="One line",
            published_at=datetime(2023, 1, 2, 5, 30, tzinfo=UTC),
            published_on=date(2023, 1, 2),
            byline="Ana Ruiz, Bo Li",
            body="The whole story.",
        ),
        Entry(link="https://desk.example/2", byline="Bo Li"),
    )


def test_a_feed_without_entries_is_a_feed() -> None:
    assert entries("<rss version='2.0'><channel><title>Quiet</title></channel></rss>") == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0",
        b"plain text",
        b"<html><body><p>A page.</p></body></html>",
        b"{}",
        b'{"items": [1, 2]}',
        b'{"version": "https://jsonfeed.org/version/1", "items": 3}',
        b"{" * 100_000,
        b'{"version": "jsonfeed", "items": ' + b"[" * 100_000,
    ],
)
def test_what_is_no_feed_is_none(content: bytes) -> None:
    assert read_feed(content, URL) is None


def test_links_stay_as_they_are_where_the_feeds_own_address_is_unknown() -> None:
    assert [entry.link for entry in entries(RSS, "")] == ["/a?x=1&y=2", "https://desk.example/b"]


def test_a_bare_ampersand_in_a_link_is_no_harm() -> None:
    link = "https://desk.example/?a=1&b=2&lang=en&copy=3"
    for written in (link, f"<![CDATA[{link}]]>", link.replace("&", "&amp;")):
        assert entries(f"<rss><channel><item><link>{written}</link></item></channel></rss>")[0].link == link


def test_a_truncated_feed_gives_what_is_there() -> None:
    assert [entry.link for entry in entries(RSS[: RSS.index("<pubDate>")])] == ["https://desk.example/a?x=1&y=2"]


def test_the_sources_time_zone_reads_dates_that_name_none() -> None:
    feed = "<rss><channel><item><pubDate>2023-01-02 10:00</pubDate></item></channel></rss>"
    (entry,) = entries(feed, zone="Asia/Kabul")
    assert entry.published_at == datetime(2023, 1, 2, 5, 30, tzinfo=UTC)


def test_a_date_in_words_is_no_date() -> None:
    (entry,) = entries("<rss><channel><item><pubDate>yesterday</pubDate></item></channel></rss>")
    assert (entry.published_at, entry.published_on) == (None, None)


def test_titles_are_one_line_without_control_characters() -> None:
    (entry,) = entries("<rss><channel><item><title>One\n\t line &#x7f;31m&#x202e;x</title></item></channel></rss>")
    assert entry.title == "One line 31m x"


# ---- hostile feeds: all of these took minutes or more, or raised, in the parser behind ------------------------------


def test_entities_are_not_expanded_into_one_another() -> None:
    declarations = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">\n' for n in range(1, 12))
    prologue = f'<!DOCTYPE rss [<!ENTITY e0 "boom">{declarations}]>'
    (entry,) = entries(f"{prologue}\n<rss><channel><item><title>&e11;</title></item></channel></rss>")
    assert len(entry.title or "") < 100


def test_files_of_this_machine_are_not_read_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hunter2")
    prologue = f'<!DOCTYPE rss [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    found = entries(f"{prologue}\n<rss><channel><item><title>&e;</title></item></channel></rss>")
    assert "hunter2" not in repr(found)


@pytest.mark.parametrize(
    "text",
    [
        '<?xml encoding="' * 20_000,
        "<?xml version='1.0'?>" + "\n" * 300_000 + "<rss>",
        "<rss><channel><item><author>" + "a" * 300_000 + "</author></item></channel></rss>",
        "<rss><channel><item><author>" + "a." * 300_000 + "</author></item></channel></rss>",
        "<rss><channel><item><author>" + "a@" * 300_000 + "</author></item></channel></rss>",
        "<rss><channel>" + "<item><x>" * 5_000,
    ],
    ids=["declaration", "blank lines", "author", "author's host", "author's addresses", "nesting"],
)
def test_a_feed_made_to_hang_the_reader_does_not(text: str) -> None:
    read_feed(text.encode(), URL)


@pytest.mark.parametrize("reference", ["&#99999999999;", "&#xD800;", "&#0;", "&#x110000;"])
def test_references_to_no_character_are_replaced(reference: str) -> None:
    (entry,) = entries(f"<rss><channel><item><title>a{reference}b</title></channel></rss")
    assert entry.title == "a\ufffdb"


def test_an_entry_that_cannot_be_read_is_skipped_with_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    bad = "<item><image><width></b></width></image></item>"
    good = "<item><title>One</title><link>https://desk.example/1</link></item>"
    with caplog.at_level(logging.WARNING):
        found = entries(f"<rss><channel><title>Desk</title>{good}{bad}{good}</channel></rss")
    assert [entry.title for entry in found if entry.title] == ["One", "One"]


@pytest.mark.skipif(not BENCH.exists(), reason="the bench data is not here")
def test_the_development_feeds_are_read_as_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCH)
    from score import load, score  # type: ignore[import-not-found]

    expected = load(str(BENCH / "dev/expect.jsonl"))
    got = []
    for row in expected:
        feed = read_feed((BENCH / "dev/feeds" / row["path"]).read_bytes())
        found = feed.entries if feed else ()
        got.append({"path": row["path"], "entries": [{"title": e.title, "link": e.link} for e in found]})
    result = score(expected, got)
    assert (result["failed"], result["count_exact"], result["link_recall"], result["title_recall"]) == (0, 1, 1, 1)
    sys.modules.pop("score", None)
