"""Files and folders on this machine: every kind of file that may hold articles, read into Pages.

A file is told by its name, and by its first bytes where the name lies. Containers (.jsonl, .warc) are streamed record
by record; everything else is read whole, up to a limit. What cannot be read is handed on as an error in its place.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal, cast

from tasks.errors import Unreadable
from tasks.models import Page, Source

Kind = Literal["html", "text", "markdown", "mail", "json", "jsonl", "warc"]
Found = tuple[Path, Page | Unreadable]

# A long article with its markup has under 1 MB; the largest live blogs some 5 MB.
ARTICLE_LIMIT = 20_000_000  # bytes of one article, unpacked
KINDS: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".txt": "text",
    ".md": "markdown",
    ".eml": "mail",
    ".json": "json",
    ".jsonl": "jsonl",
    ".warc": "warc",
}
MEDIA_TYPES: dict[Kind, str] = {
    "html": "text/html",
    "text": "text/plain",
    "markdown": "text/markdown",
    "mail": "message/rfc822",
    "json": "application/json",
}
# About a folder rather than in it, by old custom. Named outright, even these are read.
ABOUT_THE_FOLDER = re.compile(
    r"(?:readme|licen[cs]e|copying|notice|changelog|changes|contributing|authors)(?:\.(?:md|txt))?", re.I
)
GZIP = b"\x1f\x8b"
HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex|opml)\b", re.S
)
MAIL_HEADER = re.compile(
    rb"^(From|Subject|Date|To|Message-ID|MIME-Version|Received|Return-Path|Delivered-To):", re.I | re.M
)
PAGES_IN_WARC = {"text/html", "application/xhtml+xml", "text/plain"}


def read_path(path: Path, source: Source, now: datetime) -> Iterator[Found]:
    """The pages of a file or, in sorted order, of a folder and what is below it: (file, page or what is wrong).

    In a folder, hidden files, files about the folder (README, LICENSE and the like), and the pictures and scripts that
    a browser saves beside a page ("NAME_files") are passed over; a file of a kind that is not read is an error in the
    coverage. A file named outright is read whatever its name. Nothing here raises for one bad file.

    Args:
        path: a file or folder; a page's own path is this one joined with what is below it.
        source: whose id the pages carry.
        now: the time of reading, for pages that do not carry their own.
    """
    if path.is_dir():
        closed: list[OSError] = []
        for file in _files_below(path, closed):
            if _kind_by_name(file) is None:
                kinds = " ".join(KINDS)
                yield file, _named(file, Unreadable(f"is not of a kind that is read ({kinds}, each also with .gz)"))
            else:
                yield from _read_file(file, source, now)
        for error in closed:
            yield Path(error.filename), _named(Path(error.filename), error)
    else:
        yield from _read_file(path, source, now)


def readable(path: Path) -> Iterator[Path]:
    """The files of a folder, or the one named, that would be read for articles."""
    if path.is_file():
        yield path
    yield from (file for file in _files_below(path, []) if _kind_by_name(file) is not None)


def _files_below(folder: Path, closed: list[OSError]) -> Iterator[Path]:
    """Files in sorted order; folders that may not be read are added to `closed`."""
    for here, folders, files in os.walk(folder, onerror=closed.append):
        beside = {f"{Path(name).stem}_files" for name in files}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in beside)
        for name in sorted(files):
            if not name.startswith(".") and not ABOUT_THE_FOLDER.fullmatch(name):
                yield Path(here, name)


def _kind_by_name(file: Path) -> Kind | None:
    name = file.name.lower().removesuffix(".gz")
    return KINDS.get(Path(name).suffix)


def _read_file(file: Path, source: Source, now: datetime) -> Iterator[Found]:
    try:
        if not file.exists():
            raise Unreadable("there is no such file")
        if not file.is_file():
            raise Unreadable("is no regular file")
        with file.open("rb") as raw:
            packed = raw.peek(2)[:2] == GZIP
            head = _head(raw)
            if not head.strip():
                raise Unreadable("is empty")
            kind = _kind(file, head)
            if kind == "warc":
                yield from _warc(file, raw, source, now)
                return
            stream = cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if packed else raw
            if kind == "jsonl":
                yield from _jsonl(file, stream, source, now)
            elif kind == "json":
                yield from _json(file, _whole(stream), source, now)
            else:
                yield file, Page(source.source_id, _uri(file), _whole(stream), MEDIA_TYPES[kind], now)
    except (Unreadable, OSError, EOFError, zlib.error) as error:
        yield file, _named(file, error)


def _named(file: Path, error: Exception, record: int | None = None) -> Unreadable:
    """The error with the file (and record) it is about, and the system's own words without errno and path."""
    reason = error.strerror or str(error) if isinstance(error, OSError) else str(error)
    shown = "".join(character if character.isprintable() else "\ufffd" for character in str(file))
    return Unreadable(f"{shown}{f'#{record}' if record else ''}: {reason}")


def _uri(file: Path) -> str:
    return Path(os.path.abspath(file)).as_uri()  # noqa: PTH100 (resolve() would follow links)


def _head(raw: BinaryIO) -> bytes:
    """The first 4 KB, unpacked; the file stands at its beginning again."""
    head = raw.read(65536)
    raw.seek(0)
    return zlib.decompressobj(wbits=31).decompress(head, 4096) if head.startswith(GZIP) else head[:4096]


def _kind(file: Path, head: bytes) -> Kind:
    """The kind by content where that is beyond doubt, else by name, else text."""
    named = _kind_by_name(file)
    if head.startswith(b"WARC/"):
        return "warc"
    if FEED.match(head):
        raise Unreadable("is a feed or a list of addresses, no article: name it as a source of its own")
    if HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if named in {"json", "jsonl"}:
        return "jsonl" if _rows(head) else "json"
    if named == "text" and len(set(MAIL_HEADER.findall(head.split(b"\n\n")[0]))) >= 3:
        return "mail"
    if named == "html" and b"<" not in head:
        return "text"
    if named == "warc":
        raise Unreadable("is no WARC file")
    return named or ("json" if head.lstrip()[:1] in (b"{", b"[") else "text")


def _rows(head: bytes) -> bool:
    """Whether each line is an object of its own: the first ends where its line ends, and another follows."""
    first, _, more = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not first.startswith(b"{"):
        return False
    return (len(head) >= 4096 and not more) or first.rstrip().endswith(b"}")


def _whole(stream: BinaryIO) -> bytes:
    content = stream.read(ARTICLE_LIMIT + 1)
    if len(content) > ARTICLE_LIMIT:
        raise Unreadable(f"is larger than {ARTICLE_LIMIT // 1_000_000} MB, the limit for one article")
    return content


def _record_page(file: Path, number: int, row: object, source: Source, now: datetime) -> Page:
    """A row as a page of its own, under its own address where it has one."""
    address = row.get("url") if isinstance(row, dict) else None
    own = isinstance(address, str) and address.startswith(("http://", "https://"))
    url = cast(str, address) if own else f"{_uri(file)}#{number}"
    return Page(source.source_id, url, json.dumps(row).encode(), MEDIA_TYPES["json"], now)


def _jsonl(file: Path, stream: BinaryIO, source: Source, now: datetime) -> Iterator[Found]:
    """One page a line; a line that is no row is an error in its place, and the next is read."""
    number = 0
    while line := stream.readline(ARTICLE_LIMIT + 1):
        number += 1
        try:
            if len(line) > ARTICLE_LIMIT:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(ARTICLE_LIMIT)
                raise Unreadable(f"is larger than {ARTICLE_LIMIT // 1_000_000} MB, the limit for one article")
            if line.strip():
                yield file, _record_page(file, number, json.loads(line), source, now)
        except (Unreadable, ValueError, RecursionError) as error:
            yield file, _named(file, error, number)


def _json(file: Path, content: bytes, source: Source, now: datetime) -> Iterator[Found]:
    """One article, or a list of them."""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"is not JSON: {error}") from error
    if isinstance(value, list):
        for number, row in enumerate(value, start=1):
            yield file, _record_page(file, number, row, source, now)
    else:
        yield file, _record_page(file, 1, value, source, now)


def _warc(file: Path, raw: BinaryIO, source: Source, now: datetime) -> Iterator[Found]:
    """The pages that a web archive holds: successful responses of HTML or text, and texts taken from them."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 (only for archives)
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    number = 0
    try:
        for record in ArchiveIterator(raw):
            number += 1
            if record.rec_type not in {"response", "resource", "conversion"}:
                continue
            http = record.http_headers
            if http and http.get_statuscode() != "200":
                continue
            declared = (http or record.rec_headers).get_header("Content-Type") or ""
            media_type, _, parameters = declared.partition(";")
            media_type = media_type.strip().lower()
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            if media_type not in PAGES_IN_WARC or url.endswith("/robots.txt"):
                continue
            try:
                content = _whole(record.content_stream())
            except (Unreadable, OSError, EOFError, zlib.error, ValueError) as error:
                yield file, _named(file, error, number)
                continue
            charset = re.search(r"charset=\s*[\"']?([\w.:-]+)", parameters, re.I)
            yield (
                file,
                Page(
                    source_id=source.source_id,
                    url=url if url.startswith(("http://", "https://")) else f"{_uri(file)}#{number}",
                    content=content,
                    media_type="text/plain" if media_type == "text/plain" else "text/html",
                    fetched_at=_captured(record.rec_headers.get_header("WARC-Date"), now),
                    charset=charset[1] if charset else None,
                ),
            )
    except (ArchiveLoadFailed, OSError, EOFError, zlib.error, ValueError) as error:
        yield file, _named(file, error, number + 1)


def _captured(stamp: str | None, now: datetime) -> datetime:
    try:
        when = datetime.fromisoformat(stamp or "")
    except ValueError:
        return now
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
