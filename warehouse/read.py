"""What is read from the warehouse, as the values of tasks.models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from tasks.models import (
    Analysis,
    Article,
    Change,
    Clue,
    Contest,
    ContestChange,
    ContestSide,
    Delivery,
    Digest,
    ListedDigest,
    Reading,
    Revision,
    Source,
    Story,
    Validator,
)
from warehouse.connection import Warehouse, listed, made, naive
from warehouse.forms import unpack_forms


@cache
def _analysis() -> TypeAdapter[Analysis]:
    return TypeAdapter(Analysis)


@cache
def _changes() -> TypeAdapter[tuple[Change, ...]]:
    return TypeAdapter(tuple[Change, ...])


@cache
def _clues() -> TypeAdapter[tuple[Clue, ...]]:
    return TypeAdapter(tuple[Clue, ...])


@cache
def _lists() -> TypeAdapter[list[dict[str, tuple[str | None, ...]]]]:
    return TypeAdapter(list[dict[str, tuple[str | None, ...]]])


def sources(warehouse: Warehouse, ids: Sequence[str] = ()) -> list[Source]:
    """What is known of these sources, or of all."""
    return [made(Source, row) for row in warehouse.run("known_sources", [list(ids)])]


def validators(warehouse: Warehouse) -> dict[str, Validator]:
    """What conditional GETs need, by address."""
    return {row["url"]: made(Validator, row) for row in warehouse.run("validators")}


def articles_offered(warehouse: Warehouse) -> dict[str, int]:
    """How many of the stored articles each source offered."""
    return {row["source_id"]: row["articles"] for row in warehouse.run("articles_offered")}


def unread(warehouse: Warehouse, reader: str) -> list[str]:
    """Ids of the articles that this version of the analysis has not read."""
    return [row["article_id"] for row in warehouse.run("unread_articles", [reader])]


def articles(warehouse: Warehouse, ids: Sequence[str]) -> list[Article]:
    """These articles, by id."""
    return [made(Article, row) for row in warehouse.run("articles_by_id", [listed(ids)])]


def readings(
    warehouse: Warehouse,
    owners: Mapping[str, str],
    sources: Sequence[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Reading]:
    """Articles with what was seen in them, oldest first.

    Args:
        warehouse: The open warehouse.
        owners: By outlet, for those whose source names none.
        sources: Ids of the sources that offered them; empty for all.
        since: Leaves out what was published (or, undated, fetched) earlier.
        until: Leaves out what was published later.
    """
    rows = warehouse.run("readings", {"sources": list(sources), "since": naive(since), "until": naive(until)})
    return [reading(row, owners) for row in rows]


def readings_of(
    warehouse: Warehouse, owners: Mapping[str, str], article_ids: Sequence[str], *, documents: bool
) -> list[Reading]:
    """These articles, oldest first.

    Args:
        warehouse: The open warehouse.
        owners: By outlet, for those whose source names none.
        article_ids: Which.
        documents: Whether with what was seen in them, which is slow to load; else with nothing seen.
    """
    rows = warehouse.run("articles_around", {"articles": listed(article_ids), "documents": documents})
    return [reading(row, owners) for row in rows]


def reading(row: dict[str, Any], owners: Mapping[str, str]) -> Reading:
    """An article from a row that holds it, its document and where it stands."""
    return Reading(
        article=made(Article, row),
        analysis=_analysis().validate_json(row["document"]) if row["document"] else Analysis(row["article_id"], ()),
        outlet=row["outlet"],
        owner=row["owner"] or owners.get(row["outlet"]),
        reliability=row["reliability"],
        copy_of=row["copy_of"],
        story_id=row["story_id"],
        revision=_revision(row["revised"]) if row["revised"] else None,
    )


def _revision(row: dict[str, Any]) -> Revision:
    return made(Revision, row | {"changes": _changes().validate_json(row["changes"])})


def stories(warehouse: Warehouse, article_ids: Sequence[str]) -> list[Story]:
    """The stories that any of these articles belongs to, whole."""
    rows = warehouse.run("stories_of", [listed(article_ids)])
    return [made(Story, row | {"article_ids": tuple(row["article_ids"])}) for row in rows]


def contests(warehouse: Warehouse, article_ids: Sequence[str] | None = None) -> list[Contest]:
    """The contests with a side in any of these articles, all contests for None, the most salient first."""
    rows = warehouse.run("contests_of", [None if article_ids is None else listed(article_ids)])
    return [_contest(row) for row in rows]


def contests_named(warehouse: Warehouse, beginning: str) -> list[Contest]:
    """The contests whose id begins so, or that took in one whose id does; of many the first few."""
    return [
        contest
        for row in warehouse.run("contests_named", [beginning])
        for contest in contests(warehouse, [row["article_id"]])
        if contest.contest_id == row["contest_id"]
    ]


def _contest(row: dict[str, Any]) -> Contest:
    parts = {
        "sides": tuple(made(ContestSide, _placed(side)) for side in row["sides"]),
        "history": tuple(made(ContestChange, _placed(change)) for change in row["history"]),
        "clues": _clues().validate_json(row["clues"] or "[]"),
        "weights": _clues().validate_json(row["weights"] or "[]"),
    }
    return made(Contest, row | parts)


def _placed(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"start": row["start_char"], "end": row["end_char"]}


def undelivered(warehouse: Warehouse, profile: str) -> list[Digest]:
    """Digests that have yet to reach a target: their run was cut off, or the target is to be tried again."""
    return [_digest(row) for row in warehouse.run("undelivered", [profile])]


def deliveries(warehouse: Warehouse, digest_id: str) -> list[Delivery]:
    """How far one digest is on its way to each of its targets."""
    return [made(Delivery, row) for row in warehouse.run("deliveries", [digest_id, None])]


def delivery_list(
    warehouse: Warehouse, digest_id: str | None = None, profile: str | None = None
) -> list[dict[str, Any]]:
    """The same as rows with profile and period, the newest digest first; the beginning of a digest's id is enough."""
    return warehouse.run("deliveries", [digest_id, profile])


def digests(warehouse: Warehouse, profile: str | None = None) -> list[dict[str, Any]]:
    """The digests made, newest first, without their bodies."""
    return warehouse.run("digests", [profile])


def archive(warehouse: Warehouse) -> list[ListedDigest]:
    """What an index of all digests says of each, newest first."""
    rows = warehouse.run("archive")
    lists = _lists().validate_json(f"[{','.join(row['listed'] for row in rows)}]")
    return [made(ListedDigest, row | listed) for row, listed in zip(rows, lists, strict=True)]


def digest(warehouse: Warehouse, digest_id: str) -> Digest | None:
    """One digest, whole; the beginning of its id is enough where it is unique."""
    rows = warehouse.run("digest_by_id", [digest_id])
    return _digest(rows[0]) if len(rows) == 1 else None


def _digest(row: dict[str, Any]) -> Digest:
    return made(Digest, row | unpack_forms(row["forms"]))


def text_of(warehouse: Warehouse, article_id: str) -> tuple[str, str] | None:
    """The stored text of an article and its recorded SHA-256, or None where there is no such article."""
    rows = warehouse.run("text_of", [article_id])
    return (rows[0]["text"], rows[0]["text_sha256"]) if rows else None
