"""The characters of a feed or sitemap: which encoding its bytes are in."""

from __future__ import annotations

import codecs
import re

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
LARGER = {"gb2312": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "euc_kr": "cp949"}
UNFIT = {"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined"}  # no encodings of documents


def as_text(content: bytes, declared: str | None = None) -> str:
    """The document's characters without byte order mark and XML declaration; what fits no encoding is replaced.

    Args:
        content: the document.
        declared: the charset that the transport named.
    """
    marked, content = by_mark(content)
    head = content[:1200].decode(marked or "latin-1", "ignore")
    declaration = DECLARATION.match(head)
    own = DECLARED.search(declaration[0]) if declaration else None
    for name in (marked, own and own[1], declared, "utf-8", "cp1252", "iso8859-2"):
        try:
            text = decoded_as(content, name) if name else None
        except (UnicodeError, LookupError):
            continue
        if text is not None:
            return DECLARATION.sub("", text, count=1) if declaration else text
    return content.decode("latin-1")


def by_mark(content: bytes) -> tuple[str | None, bytes]:
    """The encoding that the first bytes give away, and the content without its mark."""
    for mark, name in MARKS:
        if content.startswith(mark):
            return name, content[len(mark) :]
    return next((name for start, name in STARTS if content.startswith(start)), None), content


def decoded_as(content: bytes, name: str) -> str:
    """The content decoded strictly.

    Raises:
        LookupError: no such encoding, or one that no document is in.
        UnicodeError: the content is not in it.
    """
    name = codecs.lookup(name).name
    if name in UNFIT:
        raise LookupError(name)
    if name in LARGER:
        try:
            return content.decode(LARGER[name])
        except UnicodeError:
            pass
    return content.decode(name)
