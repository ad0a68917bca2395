"""One row of a .jsonl or .json file: {"url", "title", "text" or "html", "published_at", "source"}."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from tasks.errors import Unreadable
from tasks.extract.characters import one_line
from tasks.extract.dates import moment
from tasks.extract.draft import Draft
from tasks.extract.savedpage import read_saved_page
from tasks.extract.webpage import read_web_page

NAMES = {
    "title": ("title", "headline"),
    "site": ("source", "site", "outlet"),
    "byline": ("byline", "author", "authors"),
}


def read_record(content: str, timezone: str | None = None) -> Draft:
    """The article in one JSON object; what the row says of it goes before what its body says.

    Raises:
        Unreadable: no object, or one without a body.
    """
    try:
        row = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"is not JSON: {error}") from error
    if not isinstance(row, dict):
        raise Unreadable('is no JSON object with "text" or "html"')
    text, html = row.get("text"), row.get("html")
    if isinstance(text, str) and text.strip():
        draft = read_saved_page(text, _name(row, "title"))
    elif isinstance(html, str) and html.strip():
        draft = read_web_page(html)
    else:
        raise Unreadable('has neither "text" nor "html"')
    at, on = moment(row.get("published_at"), timezone)
    language = row.get("language")
    return replace(
        draft,
        title=_name(row, "title") or draft.title,
        byline=_name(row, "byline") or draft.byline,
        site=_name(row, "site") or draft.site,
        language=language if isinstance(language, str) else draft.language,
        published_at=at or draft.published_at,
        published_on=on or draft.published_on,
        published_basis="given" if on else draft.published_basis,
    )


def _name(row: dict[str, Any], field: str) -> str | None:
    for name in NAMES[field]:
        value = row.get(name)
        if isinstance(value, list):
            value = ", ".join(item for item in value if isinstance(item, str))
        if isinstance(value, str) and (line := one_line(value)):
            return line
    return None
