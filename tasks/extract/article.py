"""page -> article: the one entrance to this room."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import date
from urllib.parse import unquote, urlsplit

from tasks.errors import CounterclaimError, Unreadable
from tasks.extract.access import is_short
from tasks.extract.characters import decode, one_line
from tasks.extract.dates import latest_past, midnight, moment
from tasks.extract.draft import Draft
from tasks.extract.headline import dateline
from tasks.extract.identity import article_id, canonical_url, own_address, text_sha256
from tasks.extract.language import detect
from tasks.extract.mail import read_mail
from tasks.extract.markdown import read_markdown
from tasks.extract.record import read_record
from tasks.extract.savedpage import read_saved_page
from tasks.extract.webpage import read_web_page
from tasks.models import Article, Basis, Page, Source

log = logging.getLogger(__name__)
TEXT_LIMIT = 300_000  # characters; the longest reports have half of that, and a parse takes memory in proportion
DAY_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)-([01]\d)-([0-3]\d)(?!\d)")


def extract(page: Page, source: Source, *, as_is: bool = False) -> Article:
    """The article on a page: clean text, title, byline, outlet, dateline, date with its basis, access, language.

    Of what is said of it, the page's own metadata and headline go before what `page.given` says; the title and day that
    are found nowhere stay None. With `as_is` a .txt file's characters are the text, unchanged; its head is read too.

    Raises:
        Unreadable: no text can be had from the page; the message says why, the page's url says where.
    """
    try:
        return _extract(page, source, as_is)
    except CounterclaimError:
        raise
    except Exception as error:  # one page never fails the run, nor every run after it for as long as it waits
        log.exception("%s failed in a way nobody foresaw; please report it", page.url)
        raise Unreadable(f"failed in a way nobody foresaw ({type(error).__name__}); please report it") from error


def _extract(page: Page, source: Source, as_is: bool) -> Article:
    name = unquote(urlsplit(page.url).path).rsplit("/", 1)[-1]
    verbatim = as_is and name.lower().endswith((".txt", ".txt.gz"))
    draft = _verbatim(page) if verbatim else _read(page, source.timezone)
    if not draft.text.strip():
        raise Unreadable("has no text")
    if len(draft.text) > TEXT_LIMIT:
        raise Unreadable(f"its text has {len(draft.text):,} characters, and an article at most {TEXT_LIMIT:,}")
    draft = _given(draft, page, source)
    address = own_address(draft.url, page.url)
    url = address or (canonical_url(page.url) if page.url.startswith(("http://", "https://")) else page.url)
    if draft.published_on is None and page.url.startswith("file:") and (day := _day_in_name(name)):
        draft = _dated(draft, day, "file")
    undated = draft.published_on is None
    mentioned = "\n".join((draft.text, *draft.captions))
    return Article(
        article_id=article_id(url, draft.text),
        url=url,
        source_id=page.source_id,
        title=draft.title,
        byline=draft.byline,
        site=draft.site,
        dateline=dateline(draft.text)[0],
        published_at=draft.published_at,
        published_on=draft.published_on,
        published_basis=draft.published_basis,
        not_before=latest_past(mentioned, page.fetched_at.date()) if undated else None,
        fetched_at=page.fetched_at,
        language=detect(draft.text) or _code(draft.language) or _code(page.given.language) or source.language,
        access=draft.access,
        text=draft.text,
        text_sha256=text_sha256(draft.text),
    )


def _verbatim(page: Page) -> Draft:
    """All characters of a text, with the title, byline and day that its head gives."""
    text = decode(page.content, page.charset)
    place, day = dateline(text)
    if place is None:
        return replace(read_saved_page(text, one_line(page.given.title)), text=text, access="full")
    return _dated(Draft(text), day, "text") if day else Draft(text)


def _read(page: Page, timezone: str | None) -> Draft:
    """What the page alone says, by its kind; a feed's own copy of the text where that is the longer by far."""
    if page.media_type == "message/rfc822":
        return read_mail(page.content, timezone)
    text = decode(page.content, page.charset)
    match page.media_type:
        case "application/json":
            return read_record(text, timezone)
        case "text/markdown":
            return read_markdown(text, timezone)
        case "text/plain":
            return read_saved_page(text, one_line(page.given.title))
    carried = page.given.body or ""
    try:
        draft = read_web_page(text, timezone)
    except Unreadable:
        if not carried.strip():
            raise
        fed = read_web_page(carried, timezone)
        return replace(fed, access="teaser") if fed.access == "full" and is_short(fed.text) else fed
    if len(carried) > 2 * len(draft.text):
        try:
            fed = read_web_page(carried, timezone)
        except Unreadable:
            return draft
        if len(fed.text) > 2 * len(draft.text):
            return replace(draft, text=fed.text, access=fed.access)
    return draft


def _given(draft: Draft, page: Page, source: Source) -> Draft:
    """Fills what the page does not say with what was given with it."""
    given = page.given
    draft = replace(
        draft,
        title=draft.title or one_line(given.title),
        byline=draft.byline or one_line(given.byline),
        site=draft.site or one_line(given.site) or source.outlet,
    )
    at, on = moment(given.published_at.isoformat() if given.published_at else None, source.timezone)
    day = given.published_on or on
    if draft.published_on is not None or day is None:
        return draft
    return replace(_dated(draft, day, "given"), published_at=at or midnight(day))


def _dated(draft: Draft, day: date, basis: Basis) -> Draft:
    return replace(draft, published_on=day, published_at=midnight(day), published_basis=basis)


def _day_in_name(name: str) -> date | None:
    """The day in a file's name ("2021-05-03 raid.txt"): said by whoever named it, unlike the time of the file."""
    found = DAY_IN_NAME.search(name)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _code(language: str | None) -> str | None:
    """ISO 639-1 code of a language tag: "en" of "en-GB"."""
    found = re.match(r"[A-Za-z]{2}(?=$|[-_])", (language or "").strip())
    return found[0].lower() if found else None
