"""Markdown: what the front matter says, and the text without its markup."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

from tasks.extract.characters import one_line
from tasks.extract.dates import moment
from tasks.extract.draft import Draft
from tasks.extract.savedpage import read_saved_page

FRONT_MATTER = re.compile(r"\A\ufeff?\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<fields>.*?)\n(?P=fence)[ \t]*(?:\n|\Z)", re.S)
FIELD = re.compile(r"^(?P<key>[\w-]+)\s*:\s*(?P<value>\S.*?)\s*$", re.M)
# What each field is called by the clippers and site generators that write it.
FIELDS = {
    "title": ("title", "headline"),
    "date": ("date", "published", "published_at", "publisheddate", "pubdate", "date_published"),
    "author": ("author", "authors", "byline"),
    "site": ("site", "source_name", "publisher", "publication", "outlet"),
    "url": ("url", "source", "link", "canonical", "canonical_url", "original_url", "permalink"),
    "language": ("lang", "language"),
}
# Markup and what is left of it, in this order; bounded, so that marks which never close cost little.
MARKUP = [
    (re.compile(r"<!--.{0,2000}?-->", re.S), ""),
    (re.compile(r"^\s*(?:```|~~~).*$", re.M), ""),
    (re.compile(r"!\[[^\]]{0,500}\]\([^)]{0,2000}\)"), ""),  # an image
    (re.compile(r"\[([^\]]{1,500})\](?:\([^)]{0,2000}\)|\[[^\]]{0,200}\])"), r"\1"),  # a link
    (re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+.*$", re.M), ""),  # a link's address
    (re.compile(r"\[\^[^\]\n]{1,50}\]:?"), ""),  # a footnote's mark
    (re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$", re.M), r"\1"),
    (re.compile(r"^(.+)\n(?:=+|-{3,})[ \t]*$", re.M), r"\1\n"),  # an underlined heading
    (re.compile(r"^ {0,3}(?:[-*_][ \t]*){3,}$", re.M), ""),  # a rule
    (re.compile(r"^[ \t]*(?:>[ \t]?)+", re.M), ""),
    (re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+", re.M), ""),
    (re.compile(r"(\*\*\*|\*\*|\*|___|__|(?<!\w)_)(?=\S)(.{1,300}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"`([^`\n]{1,300})`"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^>\n]{0,300}>"), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
]
HEADING = re.compile(r"^ {0,3}#[ \t]+(.+?)[ \t]*#*$|^(.+)\n=+[ \t]*$", re.M)


def read_markdown(text: str, timezone: str | None = None) -> Draft:
    """The article in a Markdown file with YAML or TOML front matter, or none. Its first heading is the title else."""
    text = re.sub(r"\r\n?", "\n", text)
    found = FRONT_MATTER.match(text)
    said = _fields(found) if found else {}
    body = text[found.end() :] if found else text
    heading = HEADING.search(body)
    title = said.get("title") or (_plain(heading[1] or heading[2]) if heading else None)
    draft = read_saved_page(_plain(_unwrapped(body)), title)
    at, on = moment(said.get("date"), timezone)
    return replace(
        draft,
        byline=said.get("author") or draft.byline,
        site=said.get("site") or draft.site,
        url=said.get("url"),
        language=said.get("language"),
        published_at=at or draft.published_at,
        published_on=on or draft.published_on,
        published_basis="metadata" if on else draft.published_basis,
    )


def _fields(found: re.Match[str]) -> dict[str, str]:
    """Front matter's plain values; nested YAML is passed over."""
    raw = {match["key"]: match["value"].strip("\"'[]") for match in FIELD.finditer(found["fields"])}
    if found["fence"] == "+++":
        try:
            raw = {key: str(value) for key, value in tomllib.loads(found["fields"]).items()}
        except tomllib.TOMLDecodeError:
            return {}
    lower = {key.lower().replace("-", "_"): value for key, value in raw.items()}
    named = {field: next((lower[name] for name in names if lower.get(name)), None) for field, names in FIELDS.items()}
    return {field: value for field, said in named.items() if (value := one_line(said))}


def _unwrapped(text: str) -> str:
    """Lines of one paragraph put together: in Markdown a single line break is a blank."""
    return re.sub(
        r"(?<=[^\s>])(?<!  )\n(?![ \t]*(?:[-*+>#|=]|\d{1,3}[.)][ \t]|```|~~~|$))(?=\S)", " ", text, flags=re.M
    )


def _plain(text: str) -> str:
    for markup, left in MARKUP:
        text = markup.sub(left, text)
    return text
