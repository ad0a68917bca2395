"""The forms of a digest as they are kept: compressed together, for they tell the same."""

from __future__ import annotations

import json
from typing import Any

import duckdb
import zstandard
from duckdb.func import SPECIAL

FORMS = ("html", "text", "markdown", "json")
LEVEL = 3  # of Zstandard


def pack_forms(html: str | None, text: str | None, markdown: str | None, told: str | None) -> bytes:
    """Compress the forms of a digest; `told` is its JSON."""
    return zstandard.compress(json.dumps((html, text, markdown, told), ensure_ascii=False).encode(), LEVEL)


def unpack_forms(packed: bytes) -> dict[str, str | None]:
    """The forms of a digest, by name."""
    return dict(zip(FORMS, json.loads(zstandard.decompress(packed)), strict=True))


def teach(connection: duckdb.DuckDBPyConnection) -> None:
    """Have a connection know `packed_forms`, for the upgrade of a warehouse that kept them as they are."""
    as_kept: list[Any] = ["VARCHAR"] * len(FORMS)
    connection.create_function("packed_forms", pack_forms, as_kept, "BLOB", null_handling=SPECIAL)
