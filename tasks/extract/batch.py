"""Many pages -> their articles: what a process is handed, without Prefect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from tasks.errors import Unreadable
from tasks.extract.article import extract
from tasks.models import Article, Source
from tasks.packing import Packed, unpacked
from tasks.spreading import Spread

Extracted = tuple[dict[str, Article], dict[str, str]]  # articles by id of the page; why the other pages gave none


def extract_all(pages: Mapping[str, Packed], sources: Mapping[str, Source], spread: Spread) -> Extracted:
    """Articles by id of the page, and why the other pages gave none.

    Args:
        pages: By id.
        sources: By id, those that the pages are of.
        spread: Where the work is done.
    """
    articles: dict[str, Article] = {}
    failures: dict[str, str] = {}
    for found, failed in spread(partial(_extract, sources), list(pages.items())):
        articles |= found
        failures |= failed
    return articles, failures


def _extract(sources: Mapping[str, Source], pages: Sequence[tuple[str, Packed]]) -> Extracted:
    articles: dict[str, Article] = {}
    failures: dict[str, str] = {}
    for page_id, packed in pages:
        page = unpacked(packed)
        try:
            articles[page_id] = extract(page, sources[page.source_id])
        except Unreadable as error:
            failures[page_id] = str(error)
    return articles, failures
