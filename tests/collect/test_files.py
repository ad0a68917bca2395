"""Reading files and folders into pages: every kind, whatever its name says, and nothing bad is fatal."""

import gzip
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasks.collect.files import ARTICLE_LIMIT, read_path
from tasks.errors import Unreadable
from tasks.models import Page, Source

NOW = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)
SOURCE = Source("desk", "folder")
HTML = b"<!DOCTYPE html><html><body><p>The harbour of Lendova is open again.</p></body></html>"


def read(path: Path) -> list[Page]:
    found = [page for _, page in read_path(path, SOURCE, NOW)]
    assert not [str(page) for page in found if isinstance(page, Unreadable)]
    return [page for page in found if isinstance(page, Page)]


def errors(path: Path) -> list[str]:
    return [str(page) for _, page in read_path(path, SOURCE, NOW) if isinstance(page, Unreadable)]


def write(path: Path, content: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.html", HTML, "text/html"),
        ("a.htm", HTML, "text/html"),
        ("a.txt", b"The harbour of Lendova is open again.", "text/plain"),
        ("a.md", b"# Harbour open\n\nThe harbour of Lendova is open again.", "text/markdown"),
        ("a.eml", b"From: x@y.example\nSubject: Harbour\n\nOpen again.", "message/rfc822"),
        ("a.json", b'{"text": "The harbour of Lendova is open again."}', "application/json"),
        ("a.jsonl", b'{"text": "The harbour of Lendova is open again."}', "application/json"),
    ],
)
def test_each_kind_of_file_is_read_plain_and_gzipped(
    tmp_path: Path, name: str, content: bytes, media_type: str
) -> None:
    (plain,) = read(write(tmp_path / name, content))
    (packed,) = read(write(tmp_path / f"{name}.gz", gzip.compress(content)))
    assert plain.media_type == packed.media_type == media_type
    assert plain.content == packed.content
    assert (plain.source_id, plain.fetched_at) == ("desk", NOW)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("page.txt", HTML, "text/html"),
        ("page.html", b"Saved as text, whatever its name says.", "text/plain"),
        ("mail.txt", b"From: x@y.example\nTo: z@y.example\nSubject: Harbour\n\nOpen.", "message/rfc822"),
        ("packed.html", gzip.compress(HTML, mtime=0), "text/html"),
        ("rows.json", b'{"text": "One."}\n{"text": "Two."}\n', "application/json"),
        ("list.jsonl", b'[\n {"text": "One."},\n {"text": "Two."}\n]', "application/json"),
        ("noname", HTML, "text/html"),
        ("speech.txt", b"Date: to be announced, said the minister. From: nowhere.", "text/plain"),
    ],
)
def test_a_file_named_outright_is_told_by_content_where_its_name_lies(
    tmp_path: Path, name: str, content: bytes, media_type: str
) -> None:
    assert {page.media_type for page in read(write(tmp_path / name, content))} == {media_type}


def test_a_local_page_has_its_file_uri_and_a_record_its_number(tmp_path: Path) -> None:
    file = write(tmp_path / "two words.txt", "Text.")
    assert read(file)[0].url == file.as_uri()
    rows = write(tmp_path / "rows.jsonl", '{"text": "One."}\n\n{"text": "Two."}\n')
    assert [page.url for page in read(rows)] == [f"{rows.as_uri()}#1", f"{rows.as_uri()}#3"]


def test_a_record_has_its_own_address_where_it_gives_one_of_the_web(tmp_path: Path) -> None:
    addresses = ["https://news.example/1", "javascript:alert(1)", 7, None]
    rows = write(tmp_path / "rows.jsonl", "\n".join(json.dumps({"url": a, "text": "One."}) for a in addresses))
    assert [page.url for page in read(rows)] == ["https://news.example/1"] + [f"{rows.as_uri()}#{n}" for n in (2, 3, 4)]


def test_json_holds_one_article_or_a_list_of_them(tmp_path: Path) -> None:
    assert len(read(write(tmp_path / "one.json", '{\n "title": "One",\n "text": "One."\n}'))) == 1
    pages = read(write(tmp_path / "two.json", '[{"text": "One."}, {"text": "Two."}]'))
    assert [json.loads(page.content)["text"] for page in pages] == ["One.", "Two."]


def test_a_folder_is_read_in_sorted_order_with_the_folders_in_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.md", "sub/deep/d.txt"):
        write(tmp_path / name, "Some text.")
    paths = [path.relative_to(tmp_path).as_posix() for path, _ in read_path(tmp_path, SOURCE, NOW)]
    assert paths == ["a.html", "b.txt", "sub/c.md", "sub/deep/d.txt"]


def test_what_is_about_a_folder_or_hidden_in_it_is_passed_over(tmp_path: Path) -> None:
    for name in ("README.md", "LICENSE", "licence.txt", "CHANGELOG.md", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / name, "Some text.")
    write(tmp_path / "page.html", HTML)
    write(tmp_path / "page_files/style.css", "p {}")
    write(tmp_path / "readme-of-a-war.txt", "Some text.")
    paths = [path.name for path, _ in read_path(tmp_path, SOURCE, NOW)]
    assert paths == ["page.html", "readme-of-a-war.txt"]
    assert len(read(tmp_path / "README.md")) == 1  # named outright it is read


def test_other_kinds_in_a_folder_are_reported_not_hidden(tmp_path: Path) -> None:
    write(tmp_path / "scan.pdf", b"%PDF-1.7")
    (message,) = errors(tmp_path)
    assert message.startswith(f"{tmp_path / 'scan.pdf'}: is not of a kind that is read (.html")


def test_an_empty_or_missing_file_is_reported(tmp_path: Path) -> None:
    assert errors(write(tmp_path / "empty.txt", b" \n")) == [f"{tmp_path / 'empty.txt'}: is empty"]
    assert errors(tmp_path / "gone.txt") == [f"{tmp_path / 'gone.txt'}: there is no such file"]
    assert errors(write(tmp_path / "empty.txt.gz", gzip.compress(b""))) == [f"{tmp_path / 'empty.txt.gz'}: is empty"]


def test_a_feed_is_no_article(tmp_path: Path) -> None:
    feed = write(tmp_path / "feed.html", b'<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>')
    assert "is a feed" in errors(feed)[0]


def test_a_file_over_the_limit_is_reported_and_the_next_one_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"x" * (ARTICLE_LIMIT + 1))
    write(tmp_path / "b.txt.gz", gzip.compress(b"x" * (ARTICLE_LIMIT + 1)))  # 20 KB that unpack to 20 MB
    write(tmp_path / "c.txt", "Some text.")
    found = [page for _, page in read_path(tmp_path, SOURCE, NOW)]
    assert [isinstance(page, Page) for page in found] == [False, False, True]
    assert errors(tmp_path / "b.txt.gz") == [
        f"{tmp_path / 'b.txt.gz'}: is larger than 20 MB, the limit for one article"
    ]


def test_damaged_files_are_reported(tmp_path: Path) -> None:
    packed = gzip.compress(os.urandom(100_000))
    assert len(errors(write(tmp_path / "cut.txt.gz", packed[:50_000]))) == 1
    assert len(errors(write(tmp_path / "bad.json", '{"text": '))) == 1
    assert "is no WARC file" in errors(write(tmp_path / "bad.warc", "Some text."))[0]


def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert errors(tmp_path) == [f"{pipe}: is no regular file"]


def test_a_bad_row_is_reported_with_its_number_and_the_others_are_read(tmp_path: Path) -> None:
    rows = write(tmp_path / "rows.jsonl", '{"text": "One."}\n{"text": \n{"text": "Three."}\n')
    found = list(read_path(rows, SOURCE, NOW))
    assert [isinstance(page, Page) for _, page in found] == [True, False, True]
    assert str(found[1][1]).startswith(f"{rows}#2: ")


def test_a_row_over_the_limit_is_passed_over_without_being_held_whole(tmp_path: Path) -> None:
    long = b'{"text": "' + b"x" * (2 * ARTICLE_LIMIT) + b'"}\n'
    rows = write(tmp_path / "rows.jsonl.gz", gzip.compress(long + b'{"text": "Short."}\n', 1))
    first, second = (page for _, page in read_path(rows, SOURCE, NOW))
    assert isinstance(first, Unreadable) and isinstance(second, Page)


def test_deep_json_is_an_error_of_that_row(tmp_path: Path) -> None:
    rows = write(tmp_path / "rows.jsonl", "[" * 200_000 + '\n{"text": "Two."}\n')
    assert len(errors(rows)) == 1


def test_names_with_control_characters_do_not_reach_the_log(tmp_path: Path) -> None:
    (message,) = errors(write(tmp_path / "a\x1b[2J\nb.txt", b""))
    assert "\x1b" not in message and "\n" not in message


def archive(path: Path, records: list[tuple[str, str, str, bytes]]) -> Path:
    """A web archive (ISO 28500) of HTTP responses, each record packed by itself where the name says so."""
    whole = b""
    for url, status, media_type, body in records:
        block = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-03-04T05:06:07Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        whole += gzip.compress(record) if path.suffix == ".gz" else record
    return write(path, whole)


@pytest.mark.parametrize("name", ["web.warc", "web.warc.gz", "web.txt"])
def test_a_web_archive_gives_its_pages_with_their_addresses_and_times(tmp_path: Path, name: str) -> None:
    records = [
        ("https://news.example/1", "200 OK", "text/html; charset=windows-1252", HTML),
        ("https://news.example/gone", "404 Not Found", "text/html", HTML),
        ("https://news.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://news.example/robots.txt", "200 OK", "text/plain", b"User-agent: *"),
        ("https://news.example/2", "200 OK", "text/html", HTML),
    ]
    pages = read(archive(tmp_path / name, records))
    assert [page.url for page in pages] == ["https://news.example/1", "https://news.example/2"]
    assert pages[0].charset == "windows-1252"
    assert pages[0].content == HTML
    assert pages[0].fetched_at == datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC)


def test_a_web_archive_cut_short_gives_what_was_whole(tmp_path: Path) -> None:
    records = [(f"https://news.example/{n}", "200 OK", "text/html", HTML) for n in range(3)]
    whole = archive(tmp_path / "web.warc.gz", records).read_bytes()
    cut = write(tmp_path / "cut.warc.gz", whole[:-40])
    found = [page for _, page in read_path(cut, SOURCE, NOW)]
    assert sum(isinstance(page, Page) for page in found) >= 2
    assert all(isinstance(page, Page) or str(page).startswith(str(cut)) for page in found)
