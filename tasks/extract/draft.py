"""What the reader of one kind of page hands on: everything the page says of itself, before it becomes an Article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tasks.models import Access, Basis


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its page alone tells it; None where the page says nothing."""

    text: str  # clean: paragraphs separated by one blank line
    title: str | None = None
    byline: str | None = None
    site: str | None = None
    url: str | None = None  # the address that the page gives itself
    published_at: datetime | None = None
    published_on: date | None = None
    published_basis: Basis = "unknown"
    language: str | None = None
    access: Access = "full"
    captions: tuple[str, ...] = ()  # left out of the text, but dated: what they show has happened
