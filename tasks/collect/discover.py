"""What an address or file is, by its content and not its name: feed, sitemap, article, or a site's front page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from lxml import etree, html

from tasks.collect.decode import gunzip
from tasks.collect.feeds import Entry, plain, read_feed
from tasks.collect.sitemaps import read_sitemap
from tasks.collect.urls import absolute, canonical
from tasks.errors import Unreadable

LARGEST = 20 * 1024 * 1024  # bytes of a listing, unpacked
FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"}
MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|p|div)\b", re.IGNORECASE)
# schema.org's kinds of article, as a page's JSON-LD names them.
ARTICLE_TYPE = re.compile(r"\"@type\"\s*:\s*\[?\s*\"(?:\w*NewsArticle|Article|Report|BlogPosting|LiveBlogPosting)\"")
# Paths of pages that list or explain, and are no articles.
NO_ARTICLE = re.compile(
    r"/(?:tag|tags|topic|topics|category|author|authors|about|contact|privacy|terms|login|subscribe|newsletters?|"
    r"search|podcasts?|videos?|gallery|jobs|advertise|account|page/\d+)(?:/|$|[-_]\w+/?$)",
    re.IGNORECASE,
)
SLUG = re.compile(r"[^/]+(?:[-_][^/]+){3,}|/(?:19|20)\d\d/\d|\d{5,}")
MOST_FEEDS = 3  # tried of those that a front page names
MOST_SITEMAPS = 5  # read of one index: the news ones, then the newest
MOST_LINKS = 100  # taken from one index page
MOST_ANCHORS = 3_000  # looked at on one page
LONGEST_LINK = 2_000  # characters of a link that the user's pattern is tried on
LARGEST_PAGE = 2_000_000  # bytes of a page that are looked at for what it is


@dataclass(frozen=True, slots=True)
class Listing:
    """Something that offers items."""

    kind: Literal["feed", "sitemap", "site"]
    entries: tuple[Entry, ...]
    title: str | None = None
    language: str | None = None
    children: tuple[str, ...] = ()  # sitemaps of an index


def listing_of(content: bytes, url: str = "", *, charset: str | None = None, zone: str | None = None) -> Listing | None:
    """The feed, sitemap or list of addresses that the content is; None where it is none of them.

    Args:
        content: as fetched or read; may be gzipped.
        url: where it was found, for relative links.
        charset: as the transport declared it.
        zone: IANA time zone of dates that name none.
    """
    content = unpacked(content)
    if sitemap := read_sitemap(content, url, charset=charset):
        return Listing("sitemap", sitemap.entries, children=sitemap.children)
    if feed := read_feed(content, url, charset=charset, zone=zone):
        return Listing("feed", feed.entries, feed.title, feed.language)
    return None


def unpacked(content: bytes) -> bytes:
    """The content without gzip around it.

    Raises:
        Unreadable: it is damaged, or larger than a listing may be.
    """
    if not content.startswith(b"\x1f\x8b"):
        return content
    pieces = bytearray()
    for piece in gunzip([content]):
        pieces += piece
        if len(pieces) > LARGEST:
            raise Unreadable(f"is larger than {LARGEST:,} bytes unpacked")
    return bytes(pieces)


def is_listing(path: Path) -> bool:
    """Whether a local file is a feed, sitemap or list of addresses, rather than an article."""
    try:
        with path.open("rb") as file:
            return listing_of(file.read(LARGEST)) is not None
    except (OSError, Unreadable):
        return False


def is_html(content: bytes) -> bool:
    """Whether content of undeclared type is HTML."""
    return bool(MARKUP.search(content[:4096]))


class WebPage:
    """An HTML page, asked for what it is and what it links to."""

    def __init__(self, content: bytes, url: str, charset: str | None = None) -> None:
        self.url = url
        try:
            self._root = html.document_fromstring(content[:LARGEST_PAGE], parser=html.HTMLParser(encoding=charset))
        except (etree.LxmlError, ValueError, LookupError):
            self._root = html.document_fromstring("<html></html>")

    def is_article(self) -> bool:
        """Whether the page is one article: it says so, or has more running text than link text."""
        types = [str(value).lower() for value in self._root.xpath("//meta[@property='og:type']/@content")]
        if types:
            return "article" in types[0]
        if urlsplit(self.url).path in ("", "/"):
            return False
        scripts = self._root.xpath("//script[@type='application/ld+json']/text()")
        if any(ARTICLE_TYPE.search(str(script)) for script in scripts):
            return True
        running = sum(len(" ".join(p.xpath(".//text()[not(ancestor::a)]"))) for p in self._root.iter("p"))
        linked = sum(len(a.text_content()) for a in islice(self._root.iter("a"), MOST_ANCHORS))
        return bool(running > max(500, linked))

    @property
    def title(self) -> str | None:
        """The page's title."""
        return plain({"value": self._root.xpath("string(//title)")})

    def feeds(self) -> list[str]:
        """Feeds that the page names as its alternates, in its own order, those of comments last."""
        links = self._root.xpath("//link[contains(concat(' ', @rel, ' '), ' alternate ') and @href]")
        found = [
            (link.get("title", "").lower(), absolute(link.get("href"), self.base))
            for link in links
            if (link.get("type") or "").split(";")[0].strip().lower() in FEED_TYPES
        ]
        found.sort(key=lambda pair: "comment" in pair[0] or "/comments/" in (pair[1] or ""))
        return list(dict.fromkeys(link for _, link in found if link))

    def articles(self, pattern: str | None = None) -> tuple[Entry, ...]:
        """Links that look like articles of the same site: a headline's worth of words and an article's address.

        Args:
            pattern: a regular expression; given one, every link that holds it is an item, and nothing else counts.
        """
        entries: dict[str, Entry] = {}
        chrome = "" if pattern else "[not(ancestor::nav or ancestor::footer or ancestor::aside)]"
        for anchor in self._root.xpath(f"//a[@href]{chrome}")[:MOST_ANCHORS]:
            link = absolute(anchor.get("href"), self.base)
            title = plain({"value": anchor.text_content()})
            if not link or len(entries) >= MOST_LINKS:
                continue
            if re.search(pattern, link[:LONGEST_LINK]) if pattern else self._is_headline(link, title):
                entries.setdefault(canonical(link), Entry(link=link, title=title))
        return tuple(entries.values())

    def _is_headline(self, link: str, title: str | None) -> bool:
        path = urlsplit(link).path
        words = len(title.split()) if title else 0
        return bool(words >= 4 and same_site(link, self.url) and SLUG.search(path) and not NO_ARTICLE.search(path))

    @property
    def base(self) -> str:
        """Against which the page's relative links are meant."""
        named = self._root.xpath("string(//base/@href)")
        return absolute(str(named), self.url) or self.url


def same_site(one: str, other: str) -> bool:
    """Whether two URLs are of one host, or of a host and one below it, "www." aside."""
    a, b = ((urlsplit(url).hostname or "").removeprefix("www.") for url in (one, other))
    return a == b or a.endswith(f".{b}") or b.endswith(f".{a}")
