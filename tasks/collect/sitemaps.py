"""Sitemaps, news sitemaps, sitemap indexes (sitemaps.org 0.9, Google News) and plain lists of addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from tasks.collect.charsets import as_text
from tasks.collect.dates import moment
from tasks.collect.feeds import Entry, plain
from tasks.collect.urls import absolute
from tasks.collect.xmltree import read_xml

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
ELEMENT = re.compile(r"<(?:\w+:)?(\w+)")
HEAD = 10_000  # characters in which the root element is looked for
ADDRESS = re.compile(r"https?://\S{1,2000}")
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages that a sitemap lists, newest first, and the sitemaps that an index lists, news and newest first."""

    entries: tuple[Entry, ...]
    children: tuple[str, ...] = ()


def read_sitemap(content: bytes, url: str = "", *, charset: str | None = None) -> Sitemap | None:
    """Reads a sitemap, however malformed; entities are not expanded.

    Returns:
        None where the content is neither a sitemap nor a list of addresses.
    """
    text = as_text(content, charset)
    root_tag = ELEMENT.search(COMMENT.sub("", text[:HEAD]))
    if root_tag is None:
        return read_list(text)
    if root_tag[1] not in ("urlset", "sitemapindex"):
        return None
    root = read_xml(text)
    if root is None:
        return None
    children = [(child_text(node, "loc"), when(node)) for node in root.iterfind("{*}sitemap")]
    entries = [(when(node), entry) for node in root.iterfind("{*}url") if (entry := entry_of(node, url))]
    return Sitemap(
        tuple(entry for _, entry in sorted(entries, key=lambda pair: pair[0], reverse=True)),
        tuple(
            link
            for loc, _ in sorted(children, key=lambda child: ("news" in child[0], child[1]), reverse=True)
            if (link := absolute(loc, url))
        ),
    )


def read_list(text: str) -> Sitemap | None:
    """A text of nothing but addresses, one a line; lines that begin with # are remarks."""
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines or not all(ADDRESS.fullmatch(line) for line in lines):
        return None
    return Sitemap(tuple(Entry(link=line) for line in lines))


def entry_of(node: etree._Element, url: str) -> Entry | None:
    """A `<url>`; its own date of change only sorts and is no date of publication, unlike a news sitemap's."""
    loc = child_text(node, "loc")
    link = absolute(loc, url)
    if not loc or link is None:
        return None
    news = node.find("{*}news")
    if news is None:
        return Entry(link=link)
    at, on = moment(child_text(news, "publication_date"))
    return Entry(link, plain({"value": child_text(news, "title")}), at, on)


def child_text(node: etree._Element, name: str) -> str:
    """The text of a child element, "" where it has none."""
    return (node.findtext(f"{{*}}{name}") or "").strip()


def when(node: etree._Element) -> datetime:
    """The instant by which a page or sitemap sorts: of its news, else of its last change, else long ago."""
    printed = node.findtext("{*}news/{*}publication_date") or child_text(node, "lastmod")
    at, on = moment(printed)
    return at or (datetime(on.year, on.month, on.day, tzinfo=UTC) if on else LONG_AGO)
