"""The Prefect door of this room."""

from __future__ import annotations

from collections.abc import Callable

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.extract.batch import Extracted


@task(name="extract", task_run_name="extract {n} pages", cache_policy=NO_CACHE)
def extract_pages(extract: Callable[[], Extracted], n: int) -> Extracted:
    """Articles by id of the page, and why the other pages gave none.

    Args:
        extract: With the pages in it: Prefect looks through every argument, into each field of what it holds.
        n: How many they are.
    """
    return extract()
