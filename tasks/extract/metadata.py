"""What an HTML page says of itself: JSON-LD (schema.org), Open Graph and other meta elements, headings, addresses."""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tasks.extract.characters import one_line
from tasks.extract.dates import day_in_address, moment

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

log = logging.getLogger(__name__)

# schema.org's types of what is read as an article; LiveBlogPosting and ReportageNewsArticle end like their parents.
ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review)$")
# Where JSON-LD lists articles other than the page's own.
OTHERS = {"itemListElement", "liveBlogUpdate", "hasPart", "relatedLink", "citation", "comment", "isPartOf", "review"}
PUBLISHED = (
    "article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "publication_date", "article.published", "dc.date.issued", "dcterms.created",
    "date.created", "cxenseparse:recs:publishtime", "bt:pubdate", "published_at",
)  # fmt: skip
TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
SUFFIX = re.compile(r"\s+(?P<mark>[|–—·»•-]|::)\s+(?P<name>[^|–—·»•]{2,40})$")
PREFIX = re.compile(r"^(?P<name>[^|–—·»•:]{2,40}?)\s+(?P<mark>[|–—·»•-]|::)\s+")


@dataclass(frozen=True, slots=True)
class Metadata:
    """None where the page says nothing."""

    title: str | None
    byline: str | None
    site: str | None
    url: str | None
    published_at: datetime | None
    published_on: date | None
    language: str | None
    paid: bool  # schema.org's isAccessibleForFree is false
    body: str | None  # schema.org's articleBody


def read_metadata(tree: HtmlElement, timezone: str | None = None) -> Metadata:
    """Reads a parsed page; what JSON-LD says of the article goes before meta elements, and these before guesses."""
    meta = _meta(tree)
    article = _article(tree)
    site = meta.get("og:site_name") or _name(article.get("publisher"))
    url = _address(tree) or meta.get("og:url")
    author = _name(article.get("author"))
    at, on = _published(tree, article, meta, url, timezone)
    if not (site and url and on):
        guess = _guessed(tree)
        site, url, author = site or guess.sitename or _site_in_title(tree), url or guess.url, author or guess.author
        if on is None:
            at, on = moment(guess.date, timezone)
    elif not author:
        author = _guessed_author(tree)
    body = article.get("articleBody")
    return Metadata(
        title=_title(tree, article, meta, site),
        byline=_byline(author, site),
        site=one_line((site or "").lstrip("@")),
        url=url,
        published_at=at,
        published_on=on,
        language=tree.get("lang") or _string(article.get("inLanguage")) or meta.get("og:locale"),
        paid=str(article.get("isAccessibleForFree")).lower() == "false",
        body=html.unescape(body) if isinstance(body, str) else None,
    )


def _guessed(tree: HtmlElement) -> Document:
    """What trafilatura finds by going over the whole page, several times; as dear as the text itself."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 (slow to import, not needed for text)

    return extract_metadata(tree, date_config={"original_date": True, "extensive_search": False})


def _guessed_author(tree: HtmlElement) -> str | None:
    """The same for the author alone, at half the price."""
    from trafilatura.metadata import examine_meta, extract_author, extract_meta_json  # noqa: PLC0415

    found = examine_meta(tree)
    if found.author and " " not in found.author:
        found.author = None
    try:
        found = extract_meta_json(tree, found)
    except Exception as error:  # as trafilatura itself has it: what strangers write as JSON-LD takes any form
        log.debug("JSON-LD that trafilatura cannot read", exc_info=error)
    found.author = found.author or extract_author(tree)
    found.clean_and_trim()
    return found.author


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Content of the meta elements by lower-case name; of several the first."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if element.get("content", "").strip():
            found.setdefault(name.lower(), element.get("content").strip())
    return found


def _article(tree: HtmlElement) -> dict[str, Any]:
    """The JSON-LD object of the page's article, or an empty one."""
    found = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            try:
                data = json.loads(script.text, strict=False)
            except (ValueError, RecursionError):
                continue
            found += [item for item in _objects(data) if _is_article(item)]
    return max(found, key=lambda item: ("headline" in item) + ("datePublished" in item), default={})


def _objects(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    if depth > 5:
        return
    values = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in values:
        if key not in OTHERS:
            yield from _objects(value, depth + 1)


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(
        isinstance(kind, str) and ARTICLE_TYPE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _name(value: object) -> str | None:
    """Name of a schema.org person or organisation, or of several; addresses are no names."""
    items = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    known = [one_line(html.unescape(name)) for name in names if isinstance(name, str) and "://" not in name]
    return ", ".join(dict.fromkeys(name for name in known if name)) or None


def _byline(names: str | None, site: str | None) -> str | None:
    """Writers' names without addresses, and without the outlet, which is no writer."""
    parts = [part.strip() for part in re.split(r"[;,|]", one_line(names) or "")]
    return (
        ", ".join(part for part in parts if part and "@" not in part and part.casefold() != (site or "").casefold())
        or None
    )


def _address(tree: HtmlElement) -> str | None:
    return next((e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"), None)


def _title(tree: HtmlElement, article: dict[str, Any], meta: dict[str, str], site: str | None) -> str | None:
    """The headline as printed: the first heading that agrees with what the metadata says, else the latter.

    Metadata titles are often rewritten for search engines and networks and carry the site's name, while the first
    heading of a page may be its logo.
    """
    said = [_string(article.get("headline")), *(meta.get(name) for name in TITLES), tree.findtext(".//title")]
    lines = [line for title in said if title and (line := one_line(html.unescape(title)))]
    known = [without_site(line, site, bars=True) for line in lines]
    headings = [line for element in tree.iter("h1") if (line := one_line(element.text_content()))]
    for heading in headings:
        if any(_alike(heading, title) for title in known):
            return next((title for title in known if _labels(heading, title)), without_site(heading, site))
    return known[0] if known else next(iter(headings), None)


def _site_in_title(tree: HtmlElement) -> str | None:
    """What the browser's title has after the heading: "Raid in Kabul - The Courier"."""
    heading, title = (one_line(tree.findtext(path)) or "" for path in (".//h1", ".//title"))
    found = SUFFIX.match(title.removeprefix(heading)) if heading and title.startswith(heading) else None
    return found["name"] if found else None


def _labels(heading: str, title: str) -> bool:
    """Whether the heading is the title under a label: "Opinion | Raid in Kabul"."""
    label = heading.removesuffix(title)
    return label != heading and len(title.split()) >= 3 and 0 < len(label.split()) <= 4


def _alike(one: str, other: str) -> bool:
    """Whether two headlines share half of the shorter one's words."""
    a, b = (set(re.findall(r"\w+", title.casefold())) for title in (one, other))
    return bool(a and b) and len(a & b) >= 0.5 * min(len(a), len(b))


def without_site(title: str, site: str | None, *, bars: bool = False) -> str:
    """A title without the site's name before its first or after its last bar or dash: "Raid in Kabul | CNN".

    With `bars`, what stands after a bar counts as a site's name whatever it is, if short: for titles that are written
    for a browser's tab.
    """
    outlet = re.sub(r"\W|^the ", "", (site or "").casefold())
    for found in (SUFFIX.search(title), PREFIX.search(title)):
        if not found:
            continue
        rest = (title[: found.start()] + title[found.end() :]).strip()
        name = re.sub(r"\W|^the ", "", found["name"].casefold())
        short = bars and found["mark"] in "|»•" and found.start() > 0 and len(found["name"].split()) <= 4
        if len(rest.split()) >= 3 and name and ((outlet and (name in outlet or outlet in name)) or short):
            return rest
    return title


def _published(
    tree: HtmlElement, article: dict[str, Any], meta: dict[str, str], url: str | None, timezone: str | None
) -> tuple[datetime | None, date | None]:
    """(instant, day) of publication by metadata, else by the address; the day as the page prints it for its readers."""
    said = [article.get("datePublished"), *(meta.get(name) for name in PUBLISHED), *_marked_times(tree)]
    for value in said:
        at, on = moment(value, timezone)
        if at is not None:
            return at, on if timezone else _printed_day(tree, at) or on
    return moment(day_in_address(url or ""), timezone)


def _marked_times(tree: HtmlElement) -> list[str]:
    """Times that microdata or HTML marks as those of publication."""
    return [
        element.get("datetime") or element.get("content") or element.text_content()
        for element in tree.iter("time", "span", "abbr", "meta")
        if "datepublished" in (element.get("itemprop") or "").lower() or element.get("pubdate") is not None
    ]


def _printed_day(tree: HtmlElement, at: datetime) -> date | None:
    """The day that the page itself prints for this instant: metadata is often in UTC, the reader's page is not."""
    for element in tree.iter("time"):
        stamp, day = moment(element.get("datetime"))
        if stamp is not None and abs((stamp - at).total_seconds()) < 60:
            shown, printed = moment(one_line(element.text_content()))
            return printed if shown and printed and abs((printed - at.date()).days) <= 1 else day
    return None
