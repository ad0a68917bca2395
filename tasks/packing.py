"""A page with its bytes compressed: as it lies on disk, and as it is handed to whoever extracts it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

import zstandard

from tasks.errors import WarehouseError
from tasks.models import Page

_OWN = threading.local()  # each thread's compressor: to make one takes half as long as a page
LEVEL = 1  # of Zstandard; 3 takes half as long again, and saves a twelfth of the room


@dataclass(frozen=True, slots=True)
class Packed:
    """A page whose bytes are beside it."""

    page: Page  # its content is left empty
    compressed: bytes
    origin: str  # the file that they are from


def pack(content: bytes) -> bytes:
    """Compress the bytes of a page."""
    if not hasattr(_OWN, "compressor"):
        _OWN.compressor = zstandard.ZstdCompressor(level=LEVEL)
    packed: bytes = _OWN.compressor.compress(content)
    return packed


def unpacked(packed: Packed) -> Page:
    """The page with its bytes.

    Raises:
        WarehouseError: they are damaged.
    """
    try:
        return replace(packed.page, content=zstandard.decompress(packed.compressed))
    except zstandard.ZstdError as error:
        raise WarehouseError(unreadable(packed.page.url, packed.origin, error)) from error


def unreadable(url: str, file: str, error: Exception) -> str:
    """What to say of a page whose bytes are gone or damaged."""
    return (
        f"The page {url} is in the warehouse, but its bytes in {file} cannot be read: {error}. "
        "Restore the folder from a backup."
    )
