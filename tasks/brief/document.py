"""digest.json: the whole briefing for other programs, and every quoted line with its place. See docs/digest.md."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from tasks.brief.parts import Brief, Quote

FORMAT = "counterclaim-digest/1"
QUOTED = ("quote", "quotes", "lead", "number")  # fields whose value may be a line id, or several
NOT_CONTENT = ("digest_id", "made_at")  # what two makings of the same digest may differ in


def document(brief: Brief, period: str) -> dict[str, Any]:
    """The digest as plain data: `lines` holds each quote once, the rest refers to them by line id."""
    quotes: list[Quote] = []
    body = {
        field.name: _plain(getattr(brief, field.name), quotes)
        for field in dataclasses.fields(brief)
        if field.name not in ("shown", "until")
    }
    data = {
        "format": FORMAT,
        "digest_id": "",
        "made_at": brief.until.isoformat(),
        "period": period,
        **body,
        "lines": [_line(quote) for quote in quotes],
    }
    data["digest_id"] = digest_id(data)
    return data


def digest_id(data: dict[str, Any]) -> str:
    """Names a digest by what it says, so that any change of it shows."""
    content = {key: value for key, value in data.items() if key not in NOT_CONTENT}
    packed = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(packed.encode()).hexdigest()[:24]


def brief_of(data: dict[str, Any]) -> Brief:
    """The briefing that a digest's document was made from, but for the ledger entries.

    Raises:
        ValidationError: the document is not as `document` makes it.
    """
    quotes = {
        line["id"]: Quote(
            line_id=line["id"],
            article_id=line["article_id"],
            start=line["start_char"],
            end=line["end_char"],
            text=line["quote"],
            text_sha256=line["text_sha256"],
            ref=line["source"],
            voice=line["voice"],
            cut=line["cut"],
        )
        for line in data["lines"]
    }
    body = {key: _with_quotes(key, value, quotes) for key, value in data.items() if key != "lines"}
    return TypeAdapter(Brief).validate_python(body | {"until": data["made_at"], "shown": ()})


def _with_quotes(key: str, value: object, quotes: dict[str, Quote]) -> object:
    """The value with the line ids in it replaced by their quotes."""
    if key in QUOTED and isinstance(value, str):
        return quotes[value]
    if isinstance(value, dict):
        return {k: _with_quotes(k, v, quotes) for k, v in value.items()}
    return [_with_quotes(key, item, quotes) for item in value] if isinstance(value, list) else value


def _line(quote: Quote) -> dict[str, Any]:
    return {
        "id": quote.line_id,
        "article_id": quote.article_id,
        "start_char": quote.start,
        "end_char": quote.end,
        "text_sha256": quote.text_sha256,
        "quote": quote.text,
        "source": quote.ref,
        "voice": quote.voice,
        "cut": quote.cut,
    }


def _plain(value: object, quotes: list[Quote]) -> object:
    if isinstance(value, Quote):
        quotes.append(value)
        return value.line_id
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name), quotes) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item, quotes) for item in value]
    return value.isoformat() if isinstance(value, date) else value
