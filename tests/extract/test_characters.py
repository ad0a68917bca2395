"""Encodings and line ends as found in the wild, and the one layout of every text."""

import pytest

from tasks.errors import Unreadable
from tasks.extract.characters import decode, one_line, tidy

TEXT = "“Café” in Łódź – 5 €: naïve"
WESTERN = "“Café” – 5 €: the naïve minister's résumé was “déjà vu”, she said, and left the château for Orléans."


@pytest.mark.parametrize(
    ("content", "declared"),
    [
        (TEXT.encode(), None),
        (TEXT.encode(), "iso-8859-1"),  # a server's default, not a fact
        (TEXT.encode(), "no-such-charset"),
        (TEXT.encode("utf-8-sig"), None),
        (TEXT.encode("utf-16"), None),
        (TEXT.encode("utf-16-le"), None),
        (TEXT.encode("utf-16-be"), None),
        (TEXT.encode("utf-32"), None),
    ],
)
def test_unicode_is_recognised_whatever_is_declared(content: bytes, declared: str | None) -> None:
    assert decode(content, declared) == TEXT


def test_the_declared_charset_is_used_where_the_bytes_are_not_unicode() -> None:
    assert decode("Новости дня".encode("koi8-r"), "KOI8-R") == "Новости дня"
    assert decode(WESTERN.encode("windows-1252"), "ISO-8859-1") == WESTERN  # as every browser reads the label
    assert decode("東京の港".encode("iso2022_jp"), "iso-2022-jp") == "東京の港"


@pytest.mark.parametrize(
    "tag", ['<meta charset="windows-1251">', '<meta http-equiv=x content="text/html; charset=cp1251">']
)
def test_the_page_may_declare_its_charset_itself(tag: str) -> None:
    assert decode(f"<html><head>{tag}</head>Новости дня".encode("windows-1251")).endswith("Новости дня")


def test_undeclared_bytes_are_sniffed() -> None:
    assert decode((WESTERN * 5).encode("windows-1252")) == WESTERN * 5
    russian = "Армия заявила, что порт находится под её контролем. " * 5
    assert decode(russian.encode("windows-1251")) == russian


def test_mojibake_is_left_alone() -> None:
    assert decode("CafÃ©".encode()) == "CafÃ©"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "is a PNG image"),
        (b"PK\x03\x04....", "is a ZIP archive"),
        (bytes(range(256)) * 20, "is binary"),
        (b"\x00\x00\x00\x01" * 500, "is binary"),
        (b"\xff\x01\x02\x03\x04\x05" * 500, "is binary"),
    ],
)
def test_what_is_not_text_is_refused_by_its_name(content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        decode(content)


def test_one_kind_of_line_end_and_of_blank() -> None:
    assert tidy("a\r\nb\rc\u2028d\u2029e\x0bf\x85g") == "a\nb\nc\nd\ne\nf\ng"
    assert tidy("  5\u00a0000 \t men\u2009left  ") == "5 000 men left"


def test_nothing_invisible_stays() -> None:
    assert tidy("ter\u00adror\u200b ist\ufeff \x1b[31mred\x00\u202e\ud800") == "terror ist [31mred"


def test_letters_are_composed_and_persian_keeps_its_joiners() -> None:
    assert tidy("Cafe\u0301") == "Café"
    assert tidy("می\u200cخواهم a\u200cb") == "می\u200cخواهم ab"


def test_a_heading_is_one_short_line_or_nothing() -> None:
    assert one_line("  Raid\n in\tKabul ") == "Raid in Kabul"
    assert one_line(" \n ") is None and one_line(None) is None
    assert len(one_line("x" * 9999) or "") == 500
