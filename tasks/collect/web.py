"""A source on the web, read: its feed, sitemap or front page, every page that it offers and that is new, and those kept
that may have changed since.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from tasks.collect.addresses import Refused
from tasks.collect.discover import MOST_FEEDS, MOST_SITEMAPS, Listing, WebPage, is_html, listing_of
from tasks.collect.fetch import BUSY, Fetcher, Response
from tasks.collect.urls import absolute, canonical, shown
from tasks.errors import Unreadable
from tasks.models import Fetch, Given, Item, Page, Source, Validator, Visit

log = logging.getLogger(__name__)

PAGE_TYPES = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}
UNDECLARED = {"", "application/octet-stream", "binary/octet-stream", "unknown/unknown"}
WALLS = ("consent.", "login.", "accounts.")  # hosts that a reader is sent to instead of the article
MOST_PAGES = 500  # taken from one sitemap, newest first: it lists a site's whole past

Outcome = Literal["ok", "unchanged", "skipped", "refused", "failed"]
Collected = Page | Fetch | Validator | Visit
Known = Callable[[Sequence[str]], AbstractSet[str]]


@dataclass(frozen=True, slots=True)
class Budget:
    """What one source may cost in one run; what is left over waits for the next."""

    seconds: float = 600.0
    bytes: int = 500 * 1024 * 1024


def never(urls: Sequence[str]) -> AbstractSet[str]:
    """Nothing is known."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept of a source already."""

    validators: Mapping[str, Validator] = field(default_factory=dict)  # of earlier runs, by URL
    known: Known = never  # of `urls.canonical` URLs those whose page is stored and need not be fetched
    again: Sequence[Item] = ()  # stored pages to ask for again, in case they changed


def collect(
    source: Source, fetcher: Fetcher, now: datetime, held: Held | None = None, budget: Budget | None = None
) -> Iterator[Collected]:
    """Reads a source: a Page for each new item, a Fetch for each attempt, Validators, and last a Visit.

    Never raises for what the web does; what went wrong is in the Fetch. A source whose items could not all be had
    gives no Validator of its own, so that the next run meets them again. That of a page follows the page, and so does
    its Fetch: whoever stops reading here has each page that he has the Fetch of.

    Args:
        source: its location is an http(s) URL, or the path of a feed or sitemap on this machine.
        fetcher: shared by all sources of a run.
        now: the instant that pages and attempts carry.
        held: what is kept of it already; None: nothing.
        budget: what the source may cost.
    """
    reader = _Reader(source, fetcher, now, held or Held(), budget or Budget())
    try:
        yield from reader.run()
    except Exception as error:  # one failing source never fails the run
        log.debug("source %s", source.source_id, exc_info=True)
        message = f"failed in a way nobody foresaw ({type(error).__name__}); please report it"
        log.error("source %s %s", source.source_id, message)
        yield reader.record(source.location, None, "failed", message)
    yield reader.visit()


class _Reader:
    """One source being read."""

    def __init__(self, source: Source, fetcher: Fetcher, now: datetime, held: Held, budget: Budget) -> None:
        self._source, self._fetcher, self._now, self._held, self._budget = source, fetcher, now, held, budget
        self._begun = fetcher.clock()
        self._bytes = 0
        self._complete = True  # nothing is left that another run could still get
        self._fresh: list[Validator] = []
        self._offered: int | None = None  # items, those known included; None: no list of them was had
        self._unchanged = False
        self._problem: str | None = None  # the last one met

    def run(self) -> Iterator[Collected]:
        """Everything that the source gives."""
        if absolute(self._source.location, "") is None:
            yield from self._local(Path(self._source.location))
        else:
            yield from self._remote(self._source.location)
        if self._complete:
            yield from self._fresh
        yield from self._asked_again()

    def record(self, url: str, status: int | None, outcome: Outcome, error: str | None = None, size: int = 0) -> Fetch:
        """One attempt, for the record."""
        if outcome in ("failed", "refused"):
            self._problem = error
        url = shown(url)
        key = "\n".join((self._source.source_id, url, self._now.isoformat(), outcome))
        fetch_id = sha256(key.encode("utf-8", "replace")).hexdigest()[:16]
        return Fetch(fetch_id, self._source.source_id, url, status, outcome, error, size, self._now)

    def visit(self) -> Visit:
        """The reading as a whole."""
        if self._offered is not None:
            return Visit(self._source.source_id, self._now, "ok", None, self._offered)
        if self._unchanged:
            return Visit(self._source.source_id, self._now, "unchanged", None, None)
        return Visit(self._source.source_id, self._now, "failed", self._problem, None)

    def _local(self, path: Path) -> Iterator[Collected]:
        """A feed or sitemap on this machine; its items are on the web."""
        url = path.absolute().as_uri()
        try:
            content = path.read_bytes()
            listing = listing_of(content, zone=self._source.timezone)
        except (OSError, Unreadable) as error:
            yield self.record(url, None, "failed", str(error))
            return
        if listing is None:
            yield self.record(url, None, "failed", "is no feed, sitemap or list of addresses")
            return
        yield self.record(url, None, "ok", None, len(content))
        yield from self._items(listing)

    def _remote(self, url: str) -> Iterator[Collected]:
        """The source's own address: an article, or something that lists articles."""
        response, fetch = self._attempt(url)
        if fetch.outcome != "ok":
            yield fetch
            return
        listing = self._listing(response)
        if listing is None and not is_html(response.content):
            self._complete = False
            yield self.record(url, response.status, "failed", "is neither a feed, a sitemap nor a page")
            return
        yield fetch
        if listing:
            yield from self._listed(listing)
            return
        page = WebPage(response.content, response.url, response.charset)
        if self._source.link_pattern:
            yield from self._index(page, self._source.link_pattern)
            return
        if self._source.kind == "page" or (self._source.kind == "auto" and page.is_article()):
            self._offered = 1
            yield self._page(Item(self._source.source_id, url), response)
            return
        yield from self._site(page)

    def _index(self, page: WebPage, pattern: str) -> Iterator[Collected]:
        """An index page: the links of it that the source's pattern tells."""
        entries = page.articles(pattern)
        if entries:
            yield from self._items(Listing("site", entries))
        else:
            self._complete = False
            yield self.record(page.url, None, "failed", f"has no link that holds {pattern!r}")

    def _site(self, page: WebPage) -> Iterator[Collected]:
        """A front page: its feed, else the news sitemap that robots.txt names, else its links."""
        self._fresh.clear()  # an unchanged front page would say nothing of the feed behind it
        for link in [*page.feeds()[:MOST_FEEDS], *self._news_sitemaps(page.url)]:
            response, fetch = self._attempt(link)
            yield fetch
            if fetch.outcome == "unchanged":
                return
            listing = self._listing(response)
            if listing and (listing.entries or listing.children):
                yield from self._listed(listing)
                return
            self._fresh.clear()  # what was of no use now must be read again, not found unchanged
        entries = page.articles()
        if entries:
            yield from self._items(Listing("site", entries))
        else:
            self._complete = False
            message = "names no feed or sitemap that can be read, and has no links to articles"
            yield self.record(page.url, None, "failed", message)

    def _news_sitemaps(self, url: str) -> list[str]:
        named = self._fetcher.sitemaps(url, allow_private=self._source.allow_private)
        return [link for link in named if "news" in link.lower()][:1]

    def _listed(self, listing: Listing, *, nested: bool = False) -> Iterator[Collected]:
        """The items of a listing, and of the sitemaps that an index lists."""
        if listing.kind == "sitemap":
            listing = replace(listing, entries=listing.entries[:MOST_PAGES])
        yield from self._items(listing)
        for link in () if nested else listing.children[:MOST_SITEMAPS]:
            response, fetch = self._attempt(link)
            yield fetch
            if inner := self._listing(response):
                yield from self._listed(inner, nested=True)

    def _listing(self, response: Response) -> Listing | None:
        try:
            return listing_of(response.content, response.url, charset=response.charset, zone=self._source.timezone)
        except Unreadable as error:
            log.warning("%s %s", shown(response.url), error)
            return None

    def _items(self, listing: Listing) -> Iterator[Collected]:
        """Fetches what the listing offers and is not known, until the budget is used up."""
        if listing.entries or not listing.children:
            self._offered = (self._offered or 0) + len({entry.link for entry in listing.entries})
        identities = [canonical(entry.link) for entry in listing.entries]
        seen = set(self._held.known(identities))
        for entry, identity in zip(listing.entries, identities, strict=True):
            if absolute(entry.link, "") is None:
                log.warning("skipped: %r of %s has no web address", entry.title, self._source.source_id)
                continue
            if identity in seen:
                continue
            seen.add(identity)
            if self._is_spent():
                self._complete = False
                message = "the time or size budget of the source is used up; the rest is left for the next run"
                yield self.record(self._source.location, None, "skipped", message)
                return
            given = Given(
                title=entry.title,
                byline=entry.byline,
                site=None if self._source.outlet else listing.title,
                published_at=entry.published_at,
                published_on=entry.published_on,
                language=listing.language,
                body=entry.body,
            )
            yield from self._fetched(Item(self._source.source_id, entry.link, given))

    def _fetched(self, item: Item) -> Iterator[Collected]:
        """One item's page; the feed's own text in its place where the page cannot be had."""
        response, fetch = self._attempt(item.url, is_item=True)
        if fetch.outcome == "ok":
            yield from self._kept(item, response)
        elif item.given.body:
            yield Page(item.source_id, canonical(item.url), b"", "text/html", self._now, given=item.given)
        if fetch.outcome == "failed" and (fetch.status is None or fetch.status in BUSY):
            self._complete = False
        yield replace(fetch, url=canonical(item.url))  # after the page: what is known to be fetched is kept

    def _asked_again(self) -> Iterator[Collected]:
        """The stored pages that changed since; one that cannot be had now is no failure, for its copy is kept."""
        for item in self._held.again:
            if self._is_spent():
                return
            if item.url in {canonical(self._source.location), self._source.location}:
                continue
            response, fetch = self._attempt(item.url, is_item=True)
            elsewhere = fetch.outcome == "ok" and canonical(response.url) != canonical(item.url)
            problem = f"leads to {shown(response.url)}" if elsewhere else fetch.error
            if fetch.outcome == "ok" and not elsewhere:
                yield from self._kept(item, response)
            if problem:
                yield replace(fetch, outcome="skipped", error=f"asked for changes, {problem}; the copy kept stays")
            else:
                yield fetch
            if fetch.outcome == "failed" and (fetch.status is None or fetch.status in BUSY):
                return  # the others would fare no better

    def _kept(self, item: Item, response: Response) -> Iterator[Collected]:
        """A page, and what asking for it again needs."""
        page = self._page(item, response)
        yield page
        if response.etag or response.last_modified:
            yield Validator(page.url, response.etag, response.last_modified)

    def _page(self, item: Item, response: Response) -> Page:
        return Page(
            source_id=item.source_id,
            url=canonical(response.url),
            content=response.content,
            media_type=PAGE_TYPES.get(response.media_type, "text/html"),
            fetched_at=self._now,
            charset=response.charset,
            given=item.given,
        )

    def _attempt(self, url: str, *, is_item: bool = False) -> tuple[Response, Fetch]:
        """One GET and what came of it; an empty response where none came."""
        held = self._held.validators.get(shown(url))
        try:
            response = self._fetcher.get(
                url,
                etag=held.etag if held else None,
                modified=held.last_modified if held else None,
                allow_private=self._source.allow_private,
                media_types=PAGE_TYPES.keys() | UNDECLARED if is_item else None,
            )
        except Refused as error:
            return Response(url, 0), self.record(url, None, "refused", str(error))
        except Unreadable as error:
            return Response(url, 0), self.record(url, None, "failed", str(error))
        self._bytes += len(response.content)
        outcome, problem = judged(response, is_item=is_item)
        if outcome == "unchanged" and not is_item:
            self._unchanged = True
        if outcome == "ok" and not is_item and (response.etag or response.last_modified):
            self._fresh.append(Validator(shown(url), response.etag, response.last_modified))
        return response, self.record(url, response.status, outcome, problem, len(response.content))

    def _is_spent(self) -> bool:
        return self._fetcher.clock() - self._begun > self._budget.seconds or self._bytes > self._budget.bytes


def judged(response: Response, *, is_item: bool) -> tuple[Outcome, str | None]:
    """What came of a request that was answered, and what is wrong with the answer."""
    if not response.is_modified:
        return "unchanged", None
    if not response.ok:
        return "failed", f"answers {response.status}"
    if is_item and response.media_type not in PAGE_TYPES.keys() | UNDECLARED:
        return "skipped", f"is {response.media_type[:80]}, not a page"
    if not response.content.strip():
        return "failed", "is empty"
    host = urlsplit(response.url).hostname or ""
    if is_item and host.startswith(WALLS):
        return "failed", f"sends readers to {host} first"
    return "ok", None
