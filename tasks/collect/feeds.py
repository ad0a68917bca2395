"""Feeds of every kind: RSS, RDF, Atom and CDF through feedparser, JSON Feed by a small reader."""

from __future__ import annotations

import html
import io
import itertools
import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import feedparser

from tasks.collect.charsets import as_text
from tasks.collect.dates import moment
from tasks.collect.urls import absolute, shown

log = logging.getLogger(__name__)

LONGEST_PROLOGUE = 16_384  # characters before the first element; longer ones are no feeds but attacks
# feedparser looks for a mail address in every author with a pattern whose time grows with the square of the length.
OVERLONG = re.compile(r"(?<![\w.+@-])([\w.+@-]{256})[\w.+@-]+", re.ASCII)
REFERENCE = re.compile(r"&#([xX][0-9a-fA-F]+|\d+);?", re.ASCII)
PARAMETER = re.compile(r"&(?=[A-Za-z]\w{0,30}=)", re.ASCII)
FEED_ELEMENT = re.compile(r"<(?:\w{1,40}:)?(?:rss|feed|rdf|channel|item|entry)\b", re.IGNORECASE)
ENTRY = re.compile(r"<(?:item|entry)[\s>]", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
FIRST_ELEMENT = re.compile(r"<\w")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a feed, sitemap or index page offers."""

    link: str  # absolute where the feed's own URL is known; "" where the entry has none
    title: str | None = None
    published_at: datetime | None = None  # UTC
    published_on: date | None = None  # the day as printed
    byline: str | None = None
    body: str | None = None  # HTML or text, whichever is the fullest that the feed carries


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself, and its entries in its own order."""

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]


def read_feed(content: bytes, url: str = "", *, charset: str | None = None, zone: str | None = None) -> Feed | None:
    """Reads a feed, however malformed.

    Args:
        content: the feed.
        url: where it was found; relative links are resolved against it.
        charset: as the transport declared it.
        zone: IANA time zone of dates that name none.

    Returns:
        None where the content is no feed.
    """
    text = as_text(content, charset).lstrip("\ufeff \t\r\n\0")
    if text.startswith("{"):
        return read_json_feed(text, url, zone)
    return read_xml_feed(text, url, zone)


def read_xml_feed(text: str, url: str, zone: str | None) -> Feed | None:
    """Reads RSS, RDF, Atom or CDF. Entities are never expanded from elsewhere or into one another."""
    first = FIRST_ELEMENT.search(text)
    if first is None or first.start() > LONGEST_PROLOGUE or not FEED_ELEMENT.search(text):
        return None
    # feedparser's patterns for the declaration and the DOCTYPE grow with the cube of a hostile first line and the
    # square of blank ones: it is handed a declaration of ours and a prologue without blank lines.
    prologue = "\n".join(line.strip() for line in text[: first.start()].splitlines() if line.strip())
    rest = OVERLONG.sub(r"\1", text[first.start() :])
    rest = escape_parameters(REFERENCE.sub(only_characters, rest))
    document = f"<?xml version='1.0' encoding='utf-8'?>\n{prologue}\n{rest}"
    try:
        parsed = [parse(document, url)]
    except Exception as error:  # feedparser raises whatever comes at some malformed values
        log.warning("feed %s is damaged (%s); its entries are read one by one", shown(url), type(error).__name__)
        parsed = list(parse_piecemeal(document, url))
    entries = tuple(entry_of(entry, zone) for part in parsed for entry in part.entries)
    if not entries and not any(part.version for part in parsed):
        return None
    feed = parsed[0].feed
    return Feed(plain(feed.get("title_detail") or {}), feed.get("language") or None, entries)


def parse(document: str, url: str) -> feedparser.FeedParserDict:
    """What feedparser makes of a document; nothing is fetched, markup is neither sanitised nor resolved.

    Titles go through `plain`, and bodies through the extractor, which keeps text only.
    """
    return feedparser.parse(
        io.BytesIO(document.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml", "content-location": url if absolute(url, url) else ""},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def parse_piecemeal(document: str, url: str) -> Iterator[feedparser.FeedParserDict]:
    """The document with one entry at a time, those that cannot be read left out."""
    starts = [found.start() for found in ENTRY.finditer(document)]
    head = document[: min(starts, default=0)][:LONGEST_PROLOGUE]
    for start, end in itertools.pairwise([*starts, len(document)]):
        try:
            yield parse(head + document[start:end], url)
        except Exception as error:  # as above
            log.warning("skipped: an entry of feed %s (%s)", shown(url), type(error).__name__)


def escape_parameters(text: str) -> str:
    """Escapes the bare ampersands of queries outside CDATA: "&lang=en" is a parameter and no bracket (U+27E8)."""
    markup, *sections = text.split("<![CDATA[")
    pieces = [PARAMETER.sub("&amp;", markup)]
    for section in sections:
        data, end, markup = section.partition("]]>")
        pieces.append(data + end + PARAMETER.sub("&amp;", markup))
    return "<![CDATA[".join(pieces)


def only_characters(reference: re.Match[str]) -> str:
    """A numeric reference as it is; the replacement character for one to no character, which feedparser trips over."""
    digits = reference[1].lstrip("xX0")[:8] or "0"
    code = int(digits, 16 if reference[1][0] in "xX" else 10)
    is_character = 0 < code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    return reference[0] if is_character else "\ufffd"


def entry_of(entry: dict[str, Any], zone: str | None) -> Entry:
    """One of feedparser's entries as ours."""
    # dict.get: feedparser's own .get looks one date up under the name of another, with a warning.
    name = next((name for name in ("published", "updated", "created") if dict.get(entry, name)), "")
    at, on = moment(dict.get(entry, name, ""), zone)
    guess = dict.get(entry, f"{name}_parsed")
    if on is None and guess:
        at = datetime(*guess[:6]).replace(tzinfo=UTC)
        on = at.date()
    bodies = [part.get("value") or "" for part in entry.get("content", ())] + [entry.get("summary") or ""]
    return Entry(
        link=entry.get("link") or "",
        title=plain(entry.get("title_detail") or {"value": entry.get("title")}),
        published_at=at,
        published_on=on,
        byline=plain({"value": entry.get("author")}),
        body=max(bodies, key=len).strip() or None,
    )


def plain(detail: Mapping[str, object]) -> str | None:
    """A title or name as one line of plain text; markup and control characters dropped."""
    value = str(detail.get("value") or "")
    if detail.get("type") in ("text/html", "application/xhtml+xml"):
        value = html.unescape(TAG.sub("", value))
    line = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return line or None


def read_json_feed(text: str, url: str, zone: str | None) -> Feed | None:
    """Reads a JSON Feed (jsonfeed.org, versions 1 and 1.1); items that are no objects are passed over."""
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list) or "jsonfeed" not in str(data.get("version")):
        return None
    return Feed(
        title=plain({"value": data.get("title")}),
        language=str(data.get("language") or "") or None,
        entries=tuple(json_entry(item, url, zone) for item in items if isinstance(item, dict)),
    )


def json_entry(item: dict[str, Any], url: str, zone: str | None) -> Entry:
    """One item of a JSON Feed."""

    def text(*names: str) -> str:
        return next((item[name] for name in names if isinstance(item.get(name), str) and item[name]), "")

    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [str(author["name"]) for author in authors or () if isinstance(author, dict) and author.get("name")]
    link = text("url", "external_url", "id")
    at, on = moment(text("date_published", "date_modified"), zone)
    return Entry(
        link=absolute(link, url) or link,
        title=plain({"value": text("title")}),
        published_at=at,
        published_on=on,
        byline=plain({"value": ", ".join(names)}),
        body=text("content_html", "content_text", "summary") or None,
    )
