"""Raw pages: their bytes in a folder beside the warehouse, what is known of them inside it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import zstandard
from pydantic import TypeAdapter

from tasks.errors import WarehouseError
from tasks.models import Fetch, Given, Page, Validator
from warehouse import store
from warehouse.connection import Warehouse, made

GIVEN = TypeAdapter(Given)


def folder(warehouse: Path) -> Path:
    """Where the bytes lie: `name.pages/` beside `name.duckdb`."""
    return warehouse.with_suffix(".pages")


def keep(
    warehouse: Warehouse, pages: Sequence[Page], fetches: Sequence[Fetch] = (), validators: Sequence[Validator] = ()
) -> int:
    """Keep pages, and the record of how they were come by; bytes first, so that no row points at nothing.

    Returns:
        How many were not known.
    """
    rows = [_row(folder(warehouse.path), page) for page in pages]
    with warehouse.transaction():
        new = warehouse.run("insert_pages", [json.dumps(rows)])
        store.add_fetches(warehouse, fetches, validators)
    return len(new)


def waiting(warehouse: Warehouse) -> list[str]:
    """Ids of the pages that no article was made of yet."""
    return [row["page_id"] for row in warehouse.run("waiting_pages")]


def load(warehouse: Warehouse, ids: Sequence[str]) -> dict[str, Page]:
    """These pages with their bytes, by id.

    Raises:
        WarehouseError: the bytes of one are gone or damaged.
    """
    return {row["page_id"]: _page(folder(warehouse.path), row) for row in warehouse.run("pages_by_id", [list(ids)])}


def known_urls(warehouse: Warehouse, source_id: str) -> set[str]:
    """Addresses of a source whose pages are kept already; not those that failed and left only what the feed said."""
    return {row["url"] for row in warehouse.run("known_urls", [source_id])}


def _row(where: Path, page: Page) -> dict[str, Any]:
    content = hashlib.sha256(page.content).hexdigest()
    file = where / content[:2] / f"{content}.zst"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{content}.{uuid4().hex}.part")
        part.write_bytes(zstandard.compress(page.content))
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


def _page(where: Path, row: dict[str, Any]) -> Page:
    content = row["content_sha256"]
    file = where / content[:2] / f"{content}.zst"
    try:
        data = zstandard.decompress(file.read_bytes())
    except (OSError, zstandard.ZstdError) as error:
        raise WarehouseError(
            f"The page {row['url']} is in the warehouse, but its bytes in {file} cannot be read: {error}. "
            "Restore the folder from a backup."
        ) from error
    return made(Page, row | {"content": data, "given": GIVEN.validate_json(row["given"])})
