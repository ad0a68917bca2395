"""Raw pages: their bytes in a folder beside the warehouse, what is known of them inside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from pydantic import TypeAdapter

from tasks.disk import to_disk
from tasks.errors import Busy, WarehouseError
from tasks.models import Article, Fetch, Given, Item, Page, Validator
from tasks.packing import Packed, pack, unreadable
from tasks.where import Lake, Where, home
from warehouse import store
from warehouse.connection import Warehouse, listed, made

GIVEN = TypeAdapter(Given)
YOUNG = timedelta(hours=48)  # since a page came out; its toll, corrections and denials come within these
LATELY = timedelta(days=30)  # since what is young was first kept, and last asked for
EMPTY = hashlib.sha256().hexdigest()
WRITERS = 8  # files written at a time
AT_ONCE = 1000  # pages pruned in one transaction
BYTES = "pages"  # the section that who writes or reads bytes shares, and who deletes them has alone


def folder(where: Where) -> Path:
    """Where the bytes lie: `name.pages/` beside `name.duckdb`, unless a lake names another folder."""
    named = where.pages if isinstance(where, Lake) else None
    return named or home(where).with_suffix(".pages")


def keep(
    warehouse: Warehouse, pages: Sequence[Page], fetches: Sequence[Fetch] = (), validators: Sequence[Validator] = ()
) -> int:
    """Keep pages, and the record of how they were come by; bytes first, and on disk, so that no row points at nothing.

    Returns:
        How many were not known.

    Raises:
        WarehouseError: the folder cannot be written, or its disk is full.
    """
    with warehouse.alone(BYTES, shared=True):
        written = _written(folder(warehouse.where), pages)
        rows = json.dumps(written)
        with warehouse.transaction():
            warehouse.run("reopen_pages", [rows])
            new = warehouse.change("insert_pages", [rows])
            warehouse.run("insert_addresses", [json.dumps([row for row in written if row["content_sha256"] != EMPTY])])
            store.add_fetches(warehouse, fetches, validators)
    return new


def _written(where: Path, pages: Sequence[Page]) -> list[dict[str, Any]]:
    """Write the bytes of pages to disk; returns the rows of the pages."""
    try:
        with ThreadPoolExecutor(WRITERS) as writers:  # most of the time goes into waiting for the disk
            described = list(writers.map(partial(_row, where), pages))
            touched = {path for row in described for path in (where, _file(where, row["content_sha256"]).parent)}
            list(writers.map(to_disk, touched))
    except OSError as error:
        raise WarehouseError(f"Pages cannot be kept in {where}: {error.strerror or error}.") from error
    return described


def waiting(warehouse: Warehouse) -> list[str]:
    """Ids of the pages that no article was made of yet, or that are to be extracted again."""
    return [row["page_id"] for row in warehouse.run("waiting_pages")]


def load(warehouse: Warehouse, ids: Sequence[str]) -> dict[str, Packed]:
    """These pages with their bytes, as they are kept, by id.

    Raises:
        WarehouseError: the bytes of one are gone.
    """
    where = folder(warehouse.where)
    with warehouse.alone(BYTES, shared=True):
        return {row["page_id"]: _page(where, row) for row in warehouse.run("pages_by_id", [listed(ids)])}


def made_before(warehouse: Warehouse, ids: Sequence[str]) -> dict[str, Article]:
    """The articles that these pages gave when they were extracted before, by id of the page."""
    return {row["page_id"]: made(Article, row) for row in warehouse.run("made_of_pages", [listed(ids)])}


def current(warehouse: Warehouse, urls: Sequence[str]) -> list[Article]:
    """The articles that these addresses give now, without the revisions before."""
    return [made(Article, row) for row in warehouse.run("current_articles", [listed(urls)])]


def extract_again(warehouse: Warehouse) -> tuple[int, bool]:
    """Have all kept pages extracted again: of each article the page that it was made of, and those that gave none.

    Returns:
        How many pages wait for that, and whether they are what an earlier run was cut off from.
    """
    with warehouse.transaction():
        left: int = warehouse.run("count_again")[0]["pages"]
        return (left, True) if left else (warehouse.change("pages_again"), False)


def forget_known(warehouse: Warehouse, ids: Sequence[str]) -> None:
    """Let go of those of these pages, fetched from the web, that say what one kept before says already."""
    if not ids:
        return
    with warehouse.transaction():
        known = warehouse.run("known_pages", [listed(ids)])
        warehouse.run("delete_pages", [listed(row["page_id"] for row in known)])
    with suppress(Busy), warehouse.alone(BYTES, wait=False):  # else they are left for `sweep`
        _remove(warehouse, [row["content_sha256"] for row in known])


def due(
    warehouse: Warehouse, sources: Sequence[str], now: datetime, hours: float, most: int
) -> dict[str, tuple[list[Item], dict[str, Validator]]]:
    """Pages to ask for again, in case they changed, with what conditional GETs of them need; by id of the source.

    Args:
        warehouse: The open warehouse.
        sources: Ids of the sources.
        now: The time.
        hours: Since a page was last asked for; 0: none is asked for again. Only pages that came out less than YOUNG
            ago are.
        most: Pages of each, those that have waited longest first.
    """
    found: dict[str, tuple[list[Item], dict[str, Validator]]] = {source: ([], {}) for source in sources}
    if not hours:
        return found
    clock = now.astimezone(UTC).replace(tzinfo=None)
    asked = {"sources": listed(sources), "young": clock - YOUNG, "asked": clock - timedelta(hours=hours), "most": most}
    asked["month"] = clock - LATELY
    for row in warehouse.run("due_pages", asked):
        items, validators = found[row["source_id"]]
        items.append(Item(row["source_id"], row["url"], GIVEN.validate_json(row["given"])))
        validators[row["url"]] = made(Validator, row)
    return found


@dataclass(frozen=True)
class Pruned:
    """What was deleted of the folder of pages."""

    pages: int
    bytes: int


def prune(warehouse: Warehouse, now: datetime, days: float) -> Pruned:
    """Delete the bytes of pages fetched more than so many days ago; what is known of them stays, and their articles.

    Kept are pages that still wait to be extracted, and those of every article of which any revision is quoted in a
    stored digest: what a briefing rests on can be traced to the page for as long as the digest is kept.

    Args:
        warehouse: The open warehouse.
        now: The time.
        days: 0: nothing is deleted.
    """
    if not days:
        return Pruned(0, 0)
    before = now.astimezone(UTC).replace(tzinfo=None) - timedelta(days=days)
    old = [(row["page_id"], row["content_sha256"]) for row in warehouse.run("old_pages", [before])]
    size = 0
    gone = 0
    with suppress(Busy):  # others keep or copy pages: the next run goes on
        for gone in range(0, len(old), AT_ONCE):
            some = old[gone : gone + AT_ONCE]
            with warehouse.alone(BYTES, wait=False), warehouse.transaction():
                warehouse.run("prune_pages", [listed(page_id for page_id, _ in some)])
                size += _remove(warehouse, [content for _, content in some])  # a run cut off here does it once more
        gone = len(old)
    return Pruned(gone, size)


def sweep(warehouse: Warehouse) -> int:
    """Delete bytes that no page names and half-written ones, which runs that were cut off leave; returns their size."""
    size, whole = 0, []
    with warehouse.alone(BYTES):
        for file in folder(warehouse.where).glob("*/*"):
            if file.suffix == ".zst":
                whole.append(file.stem)
            else:
                size += file.stat().st_size
                file.unlink()
    for at in range(0, len(whole), AT_ONCE):
        with warehouse.alone(BYTES):
            size += _remove(warehouse, whole[at : at + AT_ONCE])
    return size


def _remove(warehouse: Warehouse, contents: Iterable[str]) -> int:
    """Delete bytes that no page needs; returns how many they were on disk."""
    unique = sorted(set(contents))
    needed = {row["content_sha256"] for row in warehouse.run("contents_needed", [listed(unique)])}
    size = 0
    for content in unique:
        file = _file(folder(warehouse.where), content)
        if content not in needed and file.exists():
            size += file.stat().st_size
            file.unlink()
    return size


def _file(where: Path, content: str) -> Path:
    return where / content[:2] / f"{content}.zst"


def _row(where: Path, page: Page) -> dict[str, Any]:
    content = hashlib.sha256(page.content).hexdigest()
    file = _file(where, content)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{content}.{uuid4().hex}.part")
        part.write_bytes(pack(page.content))
        to_disk(part)
        part.replace(file)
    given = GIVEN.dump_json(page.given).decode()
    identity = "\n".join((page.source_id, page.url, content, given))
    return {
        "page_id": hashlib.sha256(identity.encode()).hexdigest()[:32],
        "source_id": page.source_id,
        "url": page.url,
        "media_type": page.media_type,
        "charset": page.charset,
        "fetched_at": page.fetched_at.isoformat(),
        "given": json.loads(given),
        "content_sha256": content,
    }


def _page(where: Path, row: dict[str, Any]) -> Packed:
    file = _file(where, row["content_sha256"])
    page = made(Page, row | {"content": b"", "given": GIVEN.validate_json(row["given"])})
    try:
        return Packed(page, file.read_bytes(), str(file))
    except OSError as error:
        raise WarehouseError(unreadable(page.url, str(file), error)) from error
