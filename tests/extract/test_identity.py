"""When two pages are the same article."""

import pytest

from tasks.extract.identity import article_id, canonical_url, own_address


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://News.Example:443/a?utm_source=x&id=7#top", "https://news.example/a?id=7"),
        ("http://news.example", "http://news.example/"),
        ("https://news.example/a?fbclid=1&gclid=2", "https://news.example/a"),
        ("https://me:secret@news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example:port/a", "https://news.example:port/a"),  # no address: as it is
    ],
)
def test_one_spelling_of_an_address(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    ("claimed", "page", "believed"),
    [
        ("https://news.example/a", "https://www.news.example/a?x=1", "https://news.example/a"),
        ("https://other.example/a", "https://news.example/a", None),  # nobody speaks for another host
        ("https://news.example.evil.example/a", "https://news.example/a", None),
        ("https://news.example/", "https://news.example/a", None),  # the front page is no article
        ("javascript:alert(1)", "https://news.example/a", None),
        ("/a", "https://news.example/a", None),
        (None, "https://news.example/a", None),
        ("https://news.example/a", "file:///tmp/a.html", "https://news.example/a"),
    ],
)
def test_a_page_speaks_for_its_own_host_only(claimed: str | None, page: str, believed: str | None) -> None:
    assert own_address(claimed, page) == believed


def test_a_file_is_the_same_article_wherever_its_folder_lies() -> None:
    assert article_id("file:///home/ada/in/a%20b.txt", "Text.") == article_id("file:///mnt/a%20b.txt", "Text.")
    assert article_id("file:///in/a.txt", "Text.") != article_id("file:///in/b.txt", "Text.")
    assert article_id("file:///in/a.jsonl#1", "Text.") != article_id("file:///in/a.jsonl#2", "Text.")
    assert article_id("https://x.example/a.txt", "Text.") != article_id("https://y.example/a.txt", "Text.")


def test_another_text_is_another_article() -> None:
    assert article_id("https://x.example/a", "Four died.") != article_id("https://x.example/a", "Nine died.")
    assert len(article_id("https://x.example/a", "\ud800")) == 16
