"""Hostile words in every field that strangers fill: they stay words, in every form that a digest takes."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import pytest
import stix2
from lxml import etree, html
from markdown_it import MarkdownIt

from flows.printing import write_csv
from tasks.brief import acled, archive, files, stix
from tasks.brief.compose import compose
from tasks.brief.mail import message
from tasks.brief.render import render
from tasks.models import Digest, ListedDigest, Material, Smtp
from tests.brief.material import DESK, NOW, material, name

LONG = "x" * 5000
EVIL = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\"' onmouseover='alert(1)' style='x' </title></style></textarea>--><!--",
    "a\r\nBcc: everyone@evil.example\r\n\r\nbody",
    "\x1b[2J\x07\u202egnitrats\u2066\x00 tail\ufeff",
    "[click](javascript:alert(1)) ![x](http://evil.example/x.png) <http://evil.example> # h | `c` | **b** & &amp; \\",
    "=HYPERLINK(\"http://evil.example\")",
    "{{ 7 * 7 }}{% include 'x' %} {n} %s $\\frac{1}{0}$ ]]>",
    "\ufdd0\ufffe\U0010ffff\ue000 no characters",
    LONG,
    "𝔘𝔫𝔦 كابل 北京 \u200b\u00ad" * 20,
]  # fmt: skip
THEIRS = {"title", "byline", "site", "dateline", "outlet", "owner", "speaker", "name", "province", "source_text"}
THEIRS |= {"proposition", "url", "error", "location", "population"}


def poisoned(value: Any, evil: str) -> Any:
    """The same with hostile words in every field that strangers fill, but for texts, which quotes point into."""
    if isinstance(value, tuple):
        return tuple(poisoned(item, evil) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    theirs = {f.name: getattr(value, f.name) for f in fields(value) if f.name in THEIRS}
    changed = {key: evil for key, old in theirs.items() if isinstance(old, str)}
    rest = {f.name: poisoned(getattr(value, f.name), evil) for f in fields(value) if f.name not in changed}
    return replace(value, **changed | rest)


@pytest.fixture(scope="module", params=EVIL, ids=range(len(EVIL)))
def evil(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def digest(evil: str) -> Digest:
    hostile: Material = poisoned(material(), evil)
    desk = replace(DESK, title=evil)
    return render(compose(hostile, desk, lambda actor: evil, None, NOW), desk, "2023-02-15")


def test_a_page_has_no_element_that_a_harmless_one_has_not(digest: Digest) -> None:
    root = html.document_fromstring(digest.html)
    allowed = {e.tag for e in html.document_fromstring(harmless().html).iter(etree.Element)}
    assert {e.tag for e in root.iter(etree.Element)} <= allowed
    assert root.xpath("//@*[starts-with(name(), 'on')]") == []
    for link in root.xpath("//a/@href"):
        assert link.startswith("#")
    for style in root.xpath("//@style"):
        assert re.fullmatch(r"[\w\s:;,.()#-]*", style), style


@cache
def harmless() -> Digest:
    return render(compose(material(), DESK, name, None, NOW), DESK, "2023-02-15")


def test_text_and_markdown_have_no_character_that_steers_a_terminal(digest: Digest) -> None:
    for form in (digest.text, digest.markdown, digest.subject, digest.summary):
        steering = {c for c in form if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c != "\n"}
        assert steering == set()
        assert "\u202e" not in form
        form.encode()
    assert "\n" not in digest.subject + digest.summary


def test_markdown_has_no_link_picture_or_markup_of_strangers(digest: Digest) -> None:
    root = html.fragment_fromstring(
        MarkdownIt("commonmark", {"html": True}).enable("table").render(digest.markdown), "div"
    )
    assert {e.tag for e in root.iter()} & {"script", "img", "iframe", "style", "code"} <= {"code"}
    assert all(link.startswith("#") for link in root.xpath("//a/@href"))


def test_a_mail_has_its_own_headers_and_parts_and_no_others(digest: Digest, evil: str) -> None:
    desk = replace(DESK, title=evil, reply_to="desk@example.org")
    written = message(digest, desk, "one@example.org", Smtp("", "Desk <desk@example.org>")).as_bytes()
    mail = message_from_bytes(written, policy=policy.strict)
    assert isinstance(mail, EmailMessage)
    usual = message(
        harmless(), replace(DESK, reply_to="desk@example.org"), "one@example.org", Smtp("", "desk@example.org")
    )
    assert mail.keys() == usual.keys()
    assert mail["To"] == "one@example.org"
    for part in mail.walk():
        assert part.defects == []
        for header in part.values():
            assert header.defects == ()
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds[:4] == ["multipart/alternative", "text/plain", "multipart/related", "text/html"] or evil == LONG
    assert all(len(line) <= 998 for line in written.split(b"\r\n"))
    page = mail.get_body(("html",))
    assert page is not None
    root = html.document_fromstring(page.get_content())
    assert next(root.iter("script"), None) is None
    assert all(source.startswith("cid:") for source in root.xpath("//@src"))


def test_other_programs_get_what_they_can_read(digest: Digest) -> None:
    json.loads(digest.json)
    stix2.parse(json.dumps(stix.bundle(digest)), allow_custom=False, version="2.1")
    out = io.StringIO()
    write_csv(acled.rows(digest), acled.COLUMNS, out)
    for row in csv.DictReader(io.StringIO(out.getvalue())):
        assert None not in row
        assert not any(str(cell).startswith(("=", "+", "@")) for cell in row.values())


def test_it_is_written_and_listed(digest: Digest, evil: str, tmp_path: Path) -> None:
    files.write(digest, DESK, files.folder_of(tmp_path, digest.profile, digest.period))
    d = digest
    listed = ListedDigest(
        d.digest_id, d.profile, d.period, d.made_at, d.subject, d.summary, evil, "CLEAR", (evil,), (evil,)
    )
    archive.write(tmp_path, [listed])
    page = html.parse(str(tmp_path / "index.html"))
    assert len(list(page.iter("script"))) == 1
    assert list(page.iter("img")) == []
    feed = feedparser.parse((tmp_path / "feed.xml").read_bytes())
    assert not feed.bozo
    assert len(feed.entries) == 1
