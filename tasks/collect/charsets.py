"""The characters of a feed or sitemap: which encoding its bytes are in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

MARKS = (
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
)
# "<?xm" and "<" without a mark, XML 1.0 appendix F.
STARTS = (
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<\x00", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"Lo\xa7\x94", "cp037"),
)
DECLARATION = re.compile(r"\s{0,100}<\?xml[^>]{0,300}?>")
DECLARED = re.compile(r"encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})[\"']")
# What a declaration means in practice: the larger set that every browser reads it as (WHATWG Encoding Standard).
LARGER = {"gb2312": "gb18030", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "euc_kr": "cp949"}
WESTERN = {"iso8859-1", "cp1252", "ascii"}  # declared by habit over UTF-8
UNFIT = {"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined"}  # no encodings of documents


def as_text(content: bytes, declared: str | None = None) -> str:
    """The document's characters without byte order mark and XML declaration; never fails.

    A mark goes before the document's own declaration, that before the transport's. Bytes that fit none of them are
    read as UTF-8, and where they are not that either as Windows-1252, one by one.

    Args:
        content: the document.
        declared: the charset that the transport named.
    """
    marked, content = by_mark(content)
    if marked:
        text = content.decode(marked, "replace")
    else:
        declaration = DECLARATION.match(content[:400].decode("latin-1"))
        own = DECLARED.search(declaration[0]) if declaration else None
        text = first_fit(content, own[1] if own else None, declared)
    return DECLARATION.sub("", text, count=1) if DECLARATION.match(text) else text


def by_mark(content: bytes) -> tuple[str | None, bytes]:
    """The encoding that the first bytes give away, and the content without its mark."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return name, content[len(mark) :]
    return next((name for start, name in STARTS if content.startswith(start)), None), content


def first_fit(content: bytes, *names: str | None) -> str:
    """The content decoded by the first of these encodings that it fits, else as UTF-8 with Windows-1252 in it."""
    for name in candidates(names):
        try:
            return content.decode(name)
        except (ValueError, LookupError):
            continue
    return content.decode("utf-8", "windows_1252_byte")


def candidates(names: Iterable[str | None]) -> Iterator[str]:
    """The encodings to try for declared ones."""
    for declared in filter(None, names):
        try:
            name = codecs.lookup(declared).name
        except (ValueError, LookupError):
            continue
        if name in WESTERN:
            yield "utf-8"
        if name not in UNFIT:
            yield LARGER.get(name, name)
            yield name


def _windows_1252_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("windows_1252_byte", _windows_1252_byte)
