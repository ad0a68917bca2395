"""Source lists from other feed readers and for them."""

from __future__ import annotations

import logging

import pytest

from tasks.collect.opml import read_opml, write_opml
from tasks.errors import Unreadable
from tasks.models import Source

LIST = """<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
<outline text="Kabul"><outline type="rss" text="Désk &amp; Co" xmlUrl="https://desk.example/feed?a=1&amp;b=2"/>
<outline type="rss" title="Desk Co" text="x" xmlurl="https://other.example/feed"/></outline>
<outline text="Again" xmlUrl="https://desk.example/feed?a=1&amp;b=2#top"/>
<outline text="Ours" xmlUrl="file:///etc/passwd"/><outline xmlUrl="https://bare.example/feed"/></body></opml>"""


def test_folders_are_flattened_and_each_address_comes_once(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        sources = read_opml(LIST.encode())
    assert sources == (
        Source("desk-co", "https://desk.example/feed?a=1&b=2", outlet="Désk & Co"),
        Source("desk-co-2", "https://other.example/feed", outlet="Desk Co"),
        Source("bare-example-feed", "https://bare.example/feed"),
    )
    assert "file:///etc/passwd" in caplog.text


def test_what_is_written_is_read_again() -> None:
    sources = read_opml(LIST.encode())
    assert read_opml(write_opml(sources)) == (
        *sources[:2],
        Source("bare-example-feed", sources[2].location, outlet="bare-example-feed"),
    )


def test_files_and_passwords_stay_here() -> None:
    written = write_opml([Source("a", "/srv/articles"), Source("b", "https://me:secret@desk.example/feed")])
    assert b"/srv" not in written
    assert b"secret" not in written
    assert b"https://desk.example/feed" in written


@pytest.mark.parametrize("content", [b"", b"\0", b"<html/>", b"text", b"<rss><channel/></rss>"])
def test_what_is_no_opml_says_what_to_do(content: bytes) -> None:
    with pytest.raises(Unreadable, match="export one from your feed reader"):
        read_opml(content)
