"""Bytes to characters, and characters to the one layout that every article's text has."""

from __future__ import annotations

import codecs
import re
import unicodedata

from tasks.errors import Unreadable

# First bytes of what is not text, and what to call it.
SIGNATURES = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x1f\x8b": "still compressed",
    b"\x7fELF": "a program",
}
BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# https://encoding.spec.whatwg.org/#names-and-labels: on the web these labels mean Windows-1252.
WEB_LABELS = {
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "ascii": "windows-1252",
}
META_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I
)

LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff]")
# Zero-width joiners are letters in Persian and Indic scripts, and dirt elsewhere.
STRAY_JOINERS = re.compile("(?<![\u0600-\u0fff])[\u200c\u200d]+")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
BLANKS = re.compile("[^\\S\n]{2,}|[^\\S\n ]")  # but not each single space


def decode(content: bytes, declared: str | None = None) -> str:
    """The characters of a page: by its byte order mark, as UTF-8, as declared by transport or page, else sniffed.

    UTF-8 comes before the declaration because text that is valid UTF-8 with non-ASCII letters is nothing else, while
    servers declare ISO-8859-1 by default. Nothing is repaired: mojibake on the page stays.

    Raises:
        Unreadable: the bytes are not text.
    """
    for signature, name in SIGNATURES.items():
        if content.startswith(signature):
            raise Unreadable(f"is {name}, not text")
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    meta = META_CHARSET.search(content[:4096])
    labels = [declared, meta[1].decode("ascii") if meta else None]
    names = [name for name in map(_codec, labels) if name]
    if b"\0" in content[:4096]:
        names = [_utf16(content)]
    elif not any(name.startswith(("iso2022", "hz", "utf-16", "utf-7")) for name in names):
        names.insert(0, "utf-8")
    for name in names:
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    return _sniff(content)


def _codec(label: str | None) -> str | None:
    """Python's name of a charset label as the web means it; None for labels that name no text encoding."""
    label = (label or "").strip("\"' ").lower()
    try:
        codec = codecs.lookup(WEB_LABELS.get(label, label))
    except (LookupError, ValueError):
        return None
    return codec.name if codec._is_text_encoding else None


def _utf16(content: bytes) -> str:
    """UTF-16 without a mark shows as a NUL in every second byte; other NULs are no text."""
    head = content[:4096]
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if head[offset::2].count(0) > len(head) * 0.3 and head[1 - offset :: 2].count(0) == 0:
            return name
    raise Unreadable("is binary, not text")


def _sniff(content: bytes) -> str:
    controls = sum(byte < 9 or 13 < byte < 32 for byte in content[:4096])
    if controls > len(content[:4096]) * 0.05:
        raise Unreadable("is binary, not text")
    from charset_normalizer import from_bytes  # noqa: PLC0415 (slow to import, seldom needed)

    # Windows-1252 wherever it is plausible, as browsers have it: the Western and the Baltic page differ in few letters.
    guesses = from_bytes(content[:65536])
    best = guesses.best()
    western = best is None or any("cp1252" in guess.could_be_from_charset for guess in guesses)
    return content.decode("windows-1252" if western or best is None else best.encoding, "replace")


def tidy(text: str) -> str:
    """One kind of line end and blank, no invisible or control characters, NFC; lines stripped, line breaks kept."""
    text = LINE_ENDS.sub("\n", text)
    if not text.isascii():
        text = STRAY_JOINERS.sub("", INVISIBLE.sub("", text))
    text = BLANKS.sub(" ", CONTROLS.sub("", text))
    text = unicodedata.normalize("NFC", text)
    return "\n".join(line.strip() for line in text.split("\n"))


def one_line(text: str | None, limit: int = 500) -> str | None:
    """A heading, name or other short value on one line of at most `limit` characters; None where nothing is left."""
    return " ".join(tidy(text or "").split())[:limit].strip() or None


def paragraphs(lines: list[str]) -> str:
    """The layout of every article's text: paragraphs separated by one blank line."""
    return "\n\n".join(line for line in lines if line)
