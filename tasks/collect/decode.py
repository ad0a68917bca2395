"""Content-Encoding undone a bounded piece at a time, so that a bomb is met by the size limit and not by memory.

httpx's own decoders inflate each chunk whole: 64 KiB of Brotli can stand for gigabytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli
import zstandard

from tasks.errors import Unreadable

GZIP = b"\x1f\x8b"
PIECE = 1 << 18  # bytes that one step may produce
ZSTD_STEP = 256  # bytes taken at once: 64 blocks at most, of 128 KiB each
ZSTD_WINDOW = 8 << 20  # RFC 9659: the largest window that a browser must accept
CUT_SHORT = "ends before it should"


def gunzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Undoes gzip, further members included, and zlib ("deflate"); what follows the last member is ignored."""
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    for chunk in chunks:
        data = chunk
        while data and not (inflater.eof and not data.startswith(GZIP)):
            if inflater.eof:
                inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
            yield inflater.decompress(data, PIECE)
            data = inflater.unconsumed_tail or inflater.unused_data
    if not inflater.eof:
        raise zlib.error(CUT_SHORT)


def unbrotli(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Undoes Brotli."""
    decoder = brotli.Decompressor()
    for chunk in chunks:
        yield decoder.process(chunk, output_buffer_limit=PIECE)
        while not decoder.can_accept_more_data():
            yield decoder.process(b"", output_buffer_limit=PIECE)
    if not decoder.is_finished():
        raise brotli.error(CUT_SHORT)


def unzstd(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Undoes Zstandard, further frames included."""
    decoder = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW)
    frame = decoder.decompressobj()
    for chunk in chunks:
        for start in range(0, len(chunk), ZSTD_STEP):
            data = chunk[start : start + ZSTD_STEP]
            while data:
                if frame.eof:
                    frame = decoder.decompressobj()
                yield frame.decompress(data)
                data = frame.unused_data
    if not frame.eof:
        raise zstandard.ZstdError(CUT_SHORT)


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
        raise Unreadable(f"damaged data ({content_encoding}): {error}") from error
