"""What is written to the warehouse; everything is idempotent, and a batch is one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from pydantic import TypeAdapter

from tasks.models import Analysis, Article, Delivery, Digest, Fetch, Revision, Source, Validator
from warehouse import read
from warehouse.connection import Warehouse, listed
from warehouse.forms import pack_forms

T = TypeVar("T")
LATELY = 64  # digests whose forms wait apart: a table that a row comes into is written anew as far as it is one block


def _json(kind: type[T], values: Iterable[T]) -> str:
    return _lists(kind).dump_json(list(values)).decode()  # type: ignore[arg-type]  # a class is hashable


@cache  # dear to make
def _lists(kind: type[T]) -> TypeAdapter[list[T]]:
    return TypeAdapter(list[kind])  # type: ignore[valid-type]


def save_sources(warehouse: Warehouse, sources: Sequence[Source]) -> None:
    """Remember what is configured of each source; a source already known is brought up to date."""
    with warehouse.transaction():
        warehouse.run("merge_sources", [_json(Source, sources)])


def add_fetches(warehouse: Warehouse, fetches: Sequence[Fetch], validators: Sequence[Validator] = ()) -> None:
    """Record attempts to read sources and items, and what the next conditional GETs need; inside a transaction."""
    if fetches:
        warehouse.run("insert_fetches", [_json(Fetch, fetches)])
        warehouse.run("insert_addresses", [_json(Fetch, [fetch for fetch in fetches if fetch.outcome == "ok"])])
    if validators:
        warehouse.run("merge_validators", [_json(Validator, validators)])


def settle_pages(
    warehouse: Warehouse,
    articles: Mapping[str, Article],
    failures: Mapping[str, str],
    fetches: Sequence[Fetch],
    *,
    revisions: Sequence[Revision] = (),
    redone: Iterable[str] = (),
) -> int:
    """Keep the articles that pages gave and note which gave none, in one transaction.

    An article that revises another takes its place once it is read and linked; the other's text stays.

    Args:
        warehouse: The open warehouse.
        articles: By id of the page.
        failures: Why a page gave no article, by its id.
        fetches: The failures again, for the record of each source.
        revisions: Which of the articles revise which, in the order in which they came.
        redone: Ids of pages that were extracted before: what is told of their articles beside the text is brought up
            to date, and the articles are to be read anew where that changed.

    Returns:
        How many articles were new.
    """
    rows = _json(Article, articles.values())
    with warehouse.transaction():
        new = warehouse.change("insert_articles", [rows])
        warehouse.run("insert_offers", [rows])
        for revision in revisions:
            pair = {"new": revision.article_id, "old": revision.revises}
            warehouse.run("supersede", pair)
            warehouse.run("inherit_offers", pair)
        if revisions:
            warehouse.run("insert_revisions", [_json(Revision, revisions)])
            warehouse.run("insert_unlinked", [json.dumps([revision.article_id for revision in revisions])])
        _tell_anew(warehouse, {articles[i].article_id: articles[i] for i in redone if i in articles})
        ids = [*(article.article_id for article in articles.values()), *([None] * len(failures))]
        reasons = [*([None] * len(articles)), *failures.values()]
        warehouse.run("settle_pages", [listed([*articles, *failures]), listed(ids), listed(reasons)])
        add_fetches(warehouse, fetches)
    return new


def _tell_anew(warehouse: Warehouse, articles: Mapping[str, Article]) -> None:
    """Bring up to date what is told of articles beside their text; where that changed, they are to be read anew."""
    if not articles:
        return
    told = [row["article_id"] for row in warehouse.run("articles_told_anew", [_json(Article, articles.values())])]
    warehouse.run("update_articles", [_json(Article, [articles[article_id] for article_id in told])])
    warehouse.run("unread", [told])


def save_analyses(warehouse: Warehouse, analyses: Sequence[Analysis], reader: str) -> None:
    """Keep readings of articles, replacing earlier ones of the same articles; they are to be linked (anew).

    Args:
        warehouse: The open warehouse.
        analyses: One an article.
        reader: Names the version of the analysis; readings of another version are done again.
    """
    rows = _json(Analysis, analyses)
    ids = [analysis.article_id for analysis in analyses]
    with warehouse.transaction():
        if warehouse.change("delete_analysis", [listed(ids)]):
            for table in ("claim", "event"):
                warehouse.run(f"delete_{table}", [listed(ids)])
        warehouse.run("insert_analyses", [reader, rows])
        warehouse.run("insert_claims", [rows])
        warehouse.run("insert_events", [rows])
        warehouse.run("insert_unlinked", [listed(ids)])


def save_digest(warehouse: Warehouse, digest: Digest, deliveries: Sequence[Delivery] = ()) -> None:
    """Store a digest whole, with the ledger of what it shows and whom it is for, before it is delivered."""
    with warehouse.transaction():
        warehouse.run("insert_digest", [_json(Digest, [digest])])
        forms = pack_forms(digest.html, digest.text, digest.markdown, digest.json)
        warehouse.run("insert_digest_forms", [digest.digest_id, forms])
        if warehouse.run("count_forms_lately")[0]["digests"] >= LATELY:
            warehouse.run("move_forms")
            warehouse.run("delete_forms_lately")
        warehouse.run("insert_digest_quotes", [digest.digest_id, digest.json])
        warehouse.run("insert_shown", [_json(Digest, [digest])])
        warehouse.run("insert_shown_articles", [digest.digest_id])
        warehouse.run("merge_deliveries", [_json(Delivery, deliveries)])


def save_deliveries(warehouse: Warehouse, deliveries: Sequence[Delivery]) -> bool:
    """Record how far digests are on their way to their targets, in place of what was recorded before.

    Two runs may have the same digest to deliver. What has arrived stays so, whatever the other run met; and the first
    to record that it is `sending` sends.

    Returns:
        Whether all was recorded that is to be sent; else none of it was, because another run sends it or has sent it.
    """
    with warehouse.transaction():
        digests = {delivery.digest_id for delivery in deliveries}
        known = {row.delivery_id: row.outcome for digest in digests for row in read.deliveries(warehouse, digest)}
        open_still = [delivery for delivery in deliveries if known.get(delivery.delivery_id) != "ok"]
        sending = [delivery for delivery in deliveries if delivery.outcome == "sending"]
        if any(known.get(delivery.delivery_id) in ("sending", "ok") for delivery in sending):
            return False
        warehouse.run("merge_deliveries", [_json(Delivery, open_still)])
        return True
