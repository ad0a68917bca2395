"""What is read from the warehouse, as the values of tasks.models."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from tasks.models import Analysis, Article, Contest, ContestSide, Digest, Fetch, Material, Reading, Shown, Source, Story
from warehouse.connection import Warehouse, made


@cache
def _analysis() -> TypeAdapter[Analysis]:
    return TypeAdapter(Analysis)


def unread(warehouse: Warehouse, reader: str) -> list[str]:
    """Ids of the articles that this version of the analysis has not read."""
    return [row["article_id"] for row in warehouse.run("unread_articles", [reader])]


def articles(warehouse: Warehouse, ids: Sequence[str]) -> list[Article]:
    """These articles, by id."""
    return [made(Article, row) for row in warehouse.run("articles_by_id", [list(ids)])]


def readings(
    warehouse: Warehouse,
    sources: Sequence[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Reading]:
    """Articles with what was seen in them, oldest first.

    Args:
        warehouse: The open warehouse.
        sources: Ids of the sources that offered them; empty for all.
        since: Leaves out what was published (or, undated, fetched) earlier.
        until: Leaves out what was published later.
    """
    rows = warehouse.run("readings", {"sources": list(sources), "since": _naive(since), "until": _naive(until)})
    return [
        Reading(
            article=made(Article, row),
            analysis=_analysis().validate_json(row["document"]),
            outlet=row["outlet"],
            owner=row["owner"],
            reliability=row["reliability"],
            copy_of=row["copy_of"],
            story_id=row["story_id"],
        )
        for row in rows
    ]


def material(
    warehouse: Warehouse,
    profile: str,
    sources: Sequence[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
) -> Material:
    """Everything a briefing of the profile is made from; see `readings` for the arguments."""
    read = readings(warehouse, sources, since, until)
    ids = [reading.article.article_id for reading in read]
    last = warehouse.run("last_digest", [profile])[0]["at"]
    attempts = warehouse.run("latest_fetches", {"since": last, "sources": list(sources)})
    return Material(
        readings=tuple(read),
        stories=tuple(
            made(Story, row | {"article_ids": tuple(row["article_ids"])}) for row in warehouse.run("stories_of", [ids])
        ),
        contests=tuple(_contest(row) for row in warehouse.run("contests_of", [ids])),
        fetches=tuple(made(Fetch, row) for row in attempts),
        sources=tuple(made(Source, row) for row in warehouse.run("known_sources", [list(sources)])),
        shown=tuple(made(Shown, row) for row in warehouse.run("shown_to", [profile])),
        last_digest_at=last.replace(tzinfo=UTC) if last else None,
    )


def _contest(row: dict[str, Any]) -> Contest:
    sides = tuple(
        made(ContestSide, side | {"start": side["start_char"], "end": side["end_char"]}) for side in row["sides"]
    )
    return made(Contest, row | {"sides": sides})


def undelivered(warehouse: Warehouse, profile: str) -> list[Digest]:
    """Digests that were stored but reached no file: their run was cut off."""
    return [made(Digest, row) for row in warehouse.run("undelivered", [profile])]


def digests(warehouse: Warehouse, profile: str | None = None) -> list[dict[str, Any]]:
    """The digests made, newest first, without their bodies."""
    return warehouse.run("digests", [profile])


def digest(warehouse: Warehouse, digest_id: str) -> Digest | None:
    """One digest, whole; the beginning of its id is enough where it is unique."""
    rows = warehouse.run("digest_by_id", [digest_id])
    return made(Digest, rows[0]) if len(rows) == 1 else None


def text_of(warehouse: Warehouse, article_id: str) -> tuple[str, str] | None:
    """The stored text of an article and its recorded SHA-256, or None where there is no such article."""
    rows = warehouse.run("text_of", [article_id])
    return (rows[0]["text"], rows[0]["text_sha256"]) if rows else None


def _naive(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None
