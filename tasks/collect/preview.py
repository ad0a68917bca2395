"""What a source would offer, looked at without storing anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tasks.collect.discover import LARGEST, MOST_FEEDS, MOST_SITEMAPS, WebPage, is_html, listing_of
from tasks.collect.feeds import Entry
from tasks.collect.fetch import Fetcher
from tasks.collect.urls import absolute, shown
from tasks.errors import Unreadable


@dataclass(frozen=True, slots=True)
class Preview:
    """What one file or address offers, or why it offers nothing."""

    path: str
    entries: tuple[Entry, ...] = ()
    error: str | None = None


def preview(
    location: str, fetcher: Fetcher, *, allow_private: bool = False, pattern: str | None = None
) -> Iterator[Preview]:
    """The items of a feed, sitemap or index page; of each file in turn where the location is a folder.

    Args:
        location: an http(s) URL, or the path of a file or folder.
        fetcher: used for URLs only.
        allow_private: whether loopback and private addresses may be asked.
        pattern: what the links hold that are an index page's items.
    """
    if absolute(location, "") is not None:
        yield of_address(location, fetcher, allow_private, pattern)
        return
    path = Path(location)
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    yield from map(of_file, files)


def of_file(path: Path) -> Preview:
    """The items of a feed or sitemap on this machine."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise Unreadable(f"is larger than {LARGEST:,} bytes")
        listing = listing_of(content)
    except OSError as error:
        return Preview(str(path), error=f"cannot be read: {error.strerror}")
    except Unreadable as error:
        return Preview(str(path), error=str(error))
    return Preview(str(path), listing.entries) if listing else Preview(str(path), error="is no feed or sitemap")


def of_address(url: str, fetcher: Fetcher, allow_private: bool, pattern: str | None) -> Preview:
    """The items of a feed, sitemap or index page on the web; of a front page, those of the feed that it names."""
    try:
        response = fetcher.get(url, allow_private=allow_private)
        if not response.ok:
            return Preview(shown(url), error=f"answers {response.status}")
        listing = listing_of(response.content, response.url, charset=response.charset)
        if listing:
            inner = (entries_at(link, fetcher, allow_private) for link in listing.children[:MOST_SITEMAPS])
            entries = listing.entries or tuple(entry for one in inner for entry in one)
        elif is_html(response.content):
            page = WebPage(response.content, response.url, response.charset)
            entries = page.articles(pattern) if pattern else of_page(page, fetcher, allow_private)
        else:
            entries = ()
    except Unreadable as error:
        return Preview(shown(url), error=str(error))
    return Preview(shown(url), entries, None if entries else "offers nothing that can be read")


def of_page(page: WebPage, fetcher: Fetcher, allow_private: bool) -> tuple[Entry, ...]:
    """An article itself; else the entries of the first feed that the page names and that has any; else its links."""
    if page.is_article():
        return (Entry(link=page.url, title=page.title),)
    feeds = (entries_at(link, fetcher, allow_private) for link in page.feeds()[:MOST_FEEDS])
    return next(filter(None, feeds), ()) or page.articles()


def entries_at(url: str, fetcher: Fetcher, allow_private: bool) -> tuple[Entry, ...]:
    """The entries of the feed or sitemap at a URL; none where it cannot be read."""
    try:
        response = fetcher.get(url, allow_private=allow_private)
        listing = listing_of(response.content, response.url, charset=response.charset)
    except Unreadable:
        return ()
    return listing.entries if listing else ()
