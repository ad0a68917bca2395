"""A large warehouse made of a small one in minutes: all that it holds once more for each of many earlier times.

Each copy has ids, days and rare words of its own (see benchmarks.wordings). It lies as many days before the next as the
small warehouse spans, so that what comes next meets stories of its own days, as in a warehouse that has grown. Rows go
in oldest first, as they would have come. Beside the articles there are a page, an attempt and a validator of each, and
an attempt at each source and its outcome for every hour.
"""
# ruff: noqa: S608 - queries are put together from the constants here

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.wordings import Columns, Said, Told, joined
from tasks.models import Article
from warehouse.connection import Warehouse, made
from warehouse.file import quoted

AT_ONCE = 20  # copies in one transaction

ID = "md5(concat({}, '#', copy.k))"
MOMENT = "{} - INTERVAL 1 DAY * copy.k * $days"
DAY = "({} - (copy.k * $days)::INTEGER)"
OWN = {  # what a copy has of its own
    ID: ("article_id", "copy_of", "story_id", "contest_id", "claim_id", "event_id", "digest_id", "became"),
    MOMENT: ("published_at", "fetched_at", "first_seen_at", "last_seen_at", "made_at", "at"),
    DAY: ("published_on", "not_before", "day", "date_from", "date_to"),
    "concat({}, '/', copy.k)": ("url",),
}
WORDED = {  # columns that hold words of the texts
    "article": ("title", "text"),
    "claim": ("sentence", "content"),
    "event": ("place",),
    "story": ("title",),
    "contest": ("proposition",),
    "contest_side": ("quote",),
}
PLAIN = (
    "offer",
    "reprint",
    "story_article",
    "contest_change",
    "strength",
    "digest",
    "digest_forms",
    "digest_forms_lately",
    "digest_quote",
)
PLACES = (
    "list_transform(json_extract_string(state, '$.{}[*]'), x -> concat({}, substr(x, strpos(concat(x, ':'), ':'))))"
)
ARTICLE = ID.format("split_part(x, ':', 1)")

LEDGER = f"""
    INSERT INTO shown BY NAME
    SELECT
        {ID.format("digest_id")} AS digest_id, kind,
        CASE kind WHEN 'event' THEN concat({ID.format("split_part(key, ':', 1)")}, ':', split_part(key, ':', 2))
            ELSE {ID.format("key")} END AS key,
        CASE kind
            WHEN 'story' THEN json_object('articles', {PLACES.format("articles", ARTICLE)})
            WHEN 'contest' THEN json_merge_patch(state, json_object('rows', {PLACES.format("rows", ARTICLE)}))
            ELSE state END AS state
    FROM base.shown, copy
"""
LEDGER_ARTICLES = f"""
    INSERT INTO shown_article BY NAME
    SELECT
        {ID.format("digest_id")} AS digest_id, kind, {ID.format("key")} AS key, {ID.format("article_id")} AS article_id,
        md5_number_lower({ID.format("article_id")}) AS hash
    FROM base.shown_article, copy
"""
ANALYSES = f"""
    INSERT INTO analysis BY NAME
    SELECT
        {ID.format("article_id")} AS article_id, reader,
        replace(replace(new, article_id, {ID.format("article_id")}), day::VARCHAR, {DAY.format("day")}::VARCHAR)
            AS document, md5_number_lower({ID.format("article_id")}) AS hash
    FROM copy
    JOIN said USING (k)
    JOIN base.analysis ON document::VARCHAR = old
    JOIN (SELECT article_id, any_value(date_from) AS day FROM base.event GROUP BY article_id) USING (article_id)
    ORDER BY copy.k DESC
"""
TERMS = f"""
    INSERT INTO article_term BY NAME
    SELECT term, {ID.format("article_id")} AS article_id, weight, {DAY.format("published_on")} AS day
    FROM keys JOIN copy USING (k) JOIN base.article USING (article_id)
    ORDER BY copy.k DESC
"""
PAGES = """
    INSERT INTO page BY NAME
    SELECT
        md5(concat(article_id, '.')) AS page_id, source_id, url, 'text/html' AS media_type, fetched_at, '{}' AS given,
        sha256(article_id) AS content_sha256, article_id, md5_number_lower(page_id) AS hash
    FROM article ORDER BY fetched_at
"""
ATTEMPTS = """
    INSERT INTO attempt BY NAME
    SELECT md5(url) AS fetch_id, source_id, url, 200 AS status, 'ok' AS outcome, 3000 AS bytes, fetched_at AS "at"
    FROM article
    UNION ALL
    SELECT md5(concat(source_id, "at")), source_id, location, 304, 'unchanged', 0, "at" FROM readings
    ORDER BY "at"
"""
VALIDATORS = """
    INSERT INTO validator BY NAME
    SELECT url, md5(url) AS etag, true AS of_page FROM article ORDER BY fetched_at
"""
ADDRESSES = "INSERT INTO address SELECT md5_number_lower(concat(source_id, ' ', url)) FROM page ORDER BY fetched_at"
VISITS = 'INSERT INTO visit BY NAME SELECT source_id, "at", \'unchanged\' AS outcome FROM readings ORDER BY "at"'
READINGS = """
    CREATE TEMP TABLE readings AS
    SELECT source_id, location, unnest(range(first, last, INTERVAL 1 HOUR)) AS "at"
    FROM source, (SELECT min(fetched_at) AS first, max(fetched_at) AS last FROM article)
"""


def multiply(small: Path, large: Path, times: int, days: int) -> None:
    """Make a warehouse that holds what a small one does so many times.

    Args:
        small: A warehouse of synthetic news, all of it linked, each article with an event.
        large: The file to be made.
        times: How many times.
        days: That the small one spans.
    """
    with Warehouse(large) as opened:
        run = opened.connection.execute
        run(f"ATTACH '{quoted(small)}' AS base (READ_ONLY)")
        run("INSERT INTO source FROM base.source")
        said, told = Said(_texts(opened)), Told(_originals(opened), times)
        _table(opened, "counted", told.counted())
        run("INSERT INTO term_count SELECT term, articles FROM counted ORDER BY term")
        for copies in _some(times):
            with opened.transaction():
                _table(opened, "copy", {"k": np.array(copies)})
                _table(opened, "said", joined(said.of(k) for k in copies))
                _table(opened, "keys", joined(told.keys(k) for k in copies))
                _copy(opened, days)
        run(READINGS)
        for rows in (PAGES, ATTEMPTS, VALIDATORS, ADDRESSES, VISITS):
            run(rows)


def _some(times: int) -> Iterator[Sequence[int]]:
    """The numbers of the copies, the oldest first, some at a time; the newest is 0."""
    for first in range(times - 1, -1, -AT_ONCE):
        yield range(first, max(first - AT_ONCE, -1), -1)


def _texts(warehouse: Warehouse) -> list[str]:
    columns = [("analysis", "document"), *((table, name) for table, names in WORDED.items() for name in names)]
    queries = (f"SELECT {name}::VARCHAR FROM base.{table} WHERE {name} IS NOT NULL" for table, name in columns)
    return [text for (text,) in warehouse.connection.execute(" UNION ".join(queries)).fetchall()]


def _originals(warehouse: Warehouse) -> list[Article]:
    """The articles that are no reprints."""
    found = warehouse.connection.execute(
        "FROM base.article WHERE article_id NOT IN (SELECT article_id FROM base.reprint)"
    )
    names = [column[0] for column in found.description or ()]
    return [made(Article, dict(zip(names, row, strict=True))) for row in found.fetchall()]


def _copy(warehouse: Warehouse, days: int) -> None:
    """The copies in the table `copy` of all that depends on articles."""
    run = warehouse.connection.execute
    for table in (*WORDED, *PLAIN):
        columns = [row[0] for row in run(f"FROM base.{table} LIMIT 0").description or ()]
        own = {name: how.format(f'"{name}"') for how, names in OWN.items() for name in names if name in columns}
        own |= {name: f"{name}_said.new" for name in WORDED.get(table, ())}
        own |= {"text_sha256": "sha256(text_said.new)", "hash": f"md5_number_lower({ID.format('article_id')})"}
        chosen = ", ".join(f'{own.get(name, name)} AS "{name}"' for name in columns)
        said = " ".join(
            f"JOIN said AS {name}_said ON {name} = {name}_said.old AND {name}_said.k = copy.k"
            for name in WORDED.get(table, ())
        )
        asked = {"days": days} if "$days" in chosen else {}
        run(f"INSERT INTO {table} BY NAME SELECT {chosen} FROM base.{table}, copy {said} ORDER BY copy.k DESC", asked)
    run(ANALYSES, {"days": days})
    run(TERMS, {"days": days})
    run(LEDGER)
    run(LEDGER_ARTICLES)


def _table(warehouse: Warehouse, name: str, columns: Columns) -> None:
    """A table of this connection alone; DuckDB finds `columns` by its name."""
    warehouse.connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM columns")
