"""The Prefect door of this room."""

from __future__ import annotations

from collections.abc import Mapping

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.errors import Unreadable
from tasks.extract.article import extract
from tasks.models import Article, Page, Source

Extracted = tuple[dict[str, Article], dict[str, str]]  # articles by id of the page; why the other pages gave none


@task(name="extract", task_run_name="extract {n} pages", cache_policy=NO_CACHE)
def extract_pages(pages: Mapping[str, Page], sources: Mapping[str, Source], n: int) -> Extracted:
    """Articles by id of the page, and why the other pages gave none."""
    articles: dict[str, Article] = {}
    failures: dict[str, str] = {}
    for page_id, page in pages.items():
        try:
            articles[page_id] = extract(page, sources[page.source_id])
        except Unreadable as error:
            failures[page_id] = str(error)
    return articles, failures
