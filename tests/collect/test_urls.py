"""When two addresses mean one page, and which may be shown."""

from __future__ import annotations

import pytest

from tasks.collect.urls import absolute, canonical, shown


@pytest.mark.parametrize(
    "twin",
    [
        "https://desk.example/a/story",
        "HTTPS://Desk.Example:443/a/story",
        "https://desk.example./a/story",
        "https://desk.example/a/story#comments",
        "https://desk.example/a/story?utm_source=feed&utm_medium=rss",
        "https://desk.example/a/story?fbclid=abc",
        "https://me:secret@desk.example/a/story",
        "https://desk.example/a/story/amp",
        "https://desk.example/a/story?amp=1",
        "https://desk.example/a/story?outputType=amp",
        "https://desk-example.cdn.ampproject.org/c/s/desk.example/a/story",
        "https://www.google.com/amp/s/desk.example/a/story/amp",
    ],
)
def test_twins_have_one_canonical_address(twin: str) -> None:
    assert canonical(twin) == "https://desk.example/a/story"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://desk.example/?id=1", "https://desk.example/?id=2"),
        ("https://desk.example/a", "https://desk.example/b"),
        ("https://desk.example/a", "https://desk.example:8443/a"),
        ("https://desk.example/camp", "https://desk.example/c"),
        ("https://desk.example/amp/story", "https://desk.example/story"),
        ("https://www.google.com/amplifier", "https://www.google.com/"),
    ],
)
def test_different_pages_stay_apart(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_an_amp_file_is_its_pages_twin() -> None:
    assert canonical("https://desk.example/story.amp.html") == canonical("https://desk.example/story.html")


def test_parameters_keep_their_order_and_meaning() -> None:
    assert canonical("https://desk.example/?b=2&a=%D9%81&empty=") == "https://desk.example/?b=2&a=%D9%81&empty="


@pytest.mark.parametrize("url", ["", "http://[", "http://desk.example:port/", "no url", "http://[::1/", "mailto:a@b"])
def test_what_is_no_web_address_is_no_trouble(url: str) -> None:
    canonical(url)
    shown(url)
    assert absolute(url, "") is None


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/b", "https://desk.example/b"),
        ("b?c#d", "https://desk.example/a/b?c#d"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("  https://desk.example/b\n", "https://desk.example/b"),
        ("https://desk.example/b\n c", "https://desk.example/bc"),
        ("javascript:alert(1)", None),
        ("mailto:desk@desk.example", None),
        ("file:///etc/passwd", None),
    ],
)
def test_links_are_resolved_against_their_page(link: str, expected: str | None) -> None:
    assert absolute(link, "https://desk.example/a/") == expected


def test_what_is_shown_has_no_password_and_no_control_characters() -> None:
    assert shown("https://me:secret@desk.example/\x1b[31m\r\na\u2028b") == "https://desk.example/[31mab"
    assert len(shown("https://desk.example/" + "a" * 10_000)) == 2000
