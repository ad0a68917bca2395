"""Which characters a document's bytes stand for."""

from __future__ import annotations

import codecs

import pytest

from tasks.collect.charsets import as_text

WORDS = "<a>Взрыв в Кабуле</a>"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (b"", "utf-32-le"),
        (b"", "utf-32-be"),
    ],
)
def test_the_first_bytes_give_it_away(mark: bytes, encoding: str) -> None:
    assert as_text(mark + WORDS.encode(encoding), "latin-1") == WORDS


@pytest.mark.parametrize("encoding", ["utf-8", "koi8-r", "windows-1251", "iso-8859-5", "utf-16-le"])
def test_the_document_says_so_and_its_declaration_is_taken_off(encoding: str) -> None:
    document = f"<?xml version='1.0' encoding='{encoding}'?>{WORDS}".encode(encoding)
    assert as_text(document, "iso-8859-2") == WORDS


def test_the_transport_says_so_where_the_document_does_not() -> None:
    assert as_text(WORDS.encode("koi8-r"), "koi8-r") == WORDS


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "us-ascii", "nonsense", "hex", "punycode", "a\0b"])
def test_utf_8_is_seen_under_a_false_declaration(declared: str) -> None:
    assert as_text(f"<?xml version='1.0' encoding='{declared}'?>{WORDS}".encode()) == WORDS
    assert as_text(WORDS.encode(), declared) == WORDS


def test_latin_1_is_read_as_every_browser_reads_it() -> None:
    assert as_text("<?xml version='1.0' encoding='iso-8859-1'?>“quoted”".encode("cp1252")) == "“quoted”"


def test_a_stray_byte_spoils_only_itself() -> None:
    assert as_text("Кабул “".encode() + b"\x93quoted\x94\x81") == "Кабул ““quoted”\ufffd"


def test_a_document_cut_in_the_middle_of_a_character_is_read_up_to_there() -> None:
    assert as_text(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le")[:-1]) == "a\ufffd"
