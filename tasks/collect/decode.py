"""Content-Encoding undone a bounded piece at a time, so that a bomb is met by the size limit and not by memory.

httpx's own decoders inflate each chunk whole: 64 KiB of Brotli can stand for gigabytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli
import zstandard

from tasks.errors import Unreadable

PIECE = 1 << 18  # bytes that one step may produce
ZSTD_WINDOW = 8 << 20  # RFC 9659: the largest window that a browser must accept


def gunzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Undoes gzip, members after the first included, and zlib ("deflate")."""
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    for chunk in chunks:
        data = chunk
        while data:
            yield inflater.decompress(data, PIECE)
            data = inflater.unconsumed_tail
            if inflater.eof:
                data = inflater.unused_data
                inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)


def unbrotli(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Undoes Brotli."""
    decoder = brotli.Decompressor()
    for chunk in chunks:
        yield decoder.process(chunk, output_buffer_limit=PIECE)
        while not decoder.can_accept_more_data():
            yield decoder.process(b"", output_buffer_limit=PIECE)


class _Readable:
    """The chunks as the readable object that zstandard wants."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = b""

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end."""
        while not self._rest:
            try:
                self._rest = next(self._chunks)
            except StopIteration:
                return b""
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


def unzstd(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Undoes Zstandard."""
    decoder = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW)
    source = _Readable(chunks)
    reader = decoder.stream_reader(source, read_across_frames=True)  # type: ignore[arg-type] # only read() is called
    while piece := reader.read(PIECE):
        yield piece


DECODERS: dict[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    "gzip": gunzip,
    "x-gzip": gunzip,
    "deflate": gunzip,
    "br": unbrotli,
    "zstd": unzstd,
}


def decoded(chunks: Iterable[bytes], content_encoding: str) -> Iterator[bytes]:
    """The chunks of a body with the `Content-Encoding` header's codings undone, last applied first.

    Raises:
        Unreadable: an unknown coding, more than two of them, or damaged data (while iterating).
    """
    codings = [name for name in (part.strip().lower() for part in content_encoding.split(",")) if name]
    codings = [name for name in codings if name != "identity"]
    if len(codings) > 2 or any(name not in DECODERS for name in codings):
        raise Unreadable(f"sent in a coding that cannot be undone: {content_encoding[:80]!r}")
    for name in reversed(codings):
        chunks = DECODERS[name](chunks)
    try:
        yield from chunks
    except (zlib.error, brotli.error, zstandard.ZstdError) as error:
        raise Unreadable(f"damaged {content_encoding} data: {error}") from error
