"""A source tried once: what it offers in words, or why it offers nothing."""

from __future__ import annotations

from pathlib import Path

from tasks.collect.fetch import configured
from tasks.collect.trial import trial
from tasks.models import Source
from tasks.settings import FetchSettings


def test_a_folder_offers_its_readable_files(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html.gz", "picture.png", "README.md"):
        (tmp_path / name).write_bytes(b"x")
    with configured(FetchSettings()) as fetcher:
        assert trial(Source("desk", str(tmp_path)), fetcher).offer == "2 files"


def test_an_empty_or_missing_folder_is_an_error(tmp_path: Path) -> None:
    with configured(FetchSettings()) as fetcher:
        for path in (tmp_path, tmp_path / "none"):
            assert str(path) in str(trial(Source("desk", str(path)), fetcher).error)


def test_a_local_feed_offers_its_items(tmp_path: Path) -> None:
    item = "<item><title>Raid denied</title><link>https://wire.example/1</link></item>"
    feed = tmp_path / "feed.xml"
    feed.write_text(f'<rss version="2.0"><channel><title>W</title>{item}</channel></rss>', encoding="utf-8")
    with configured(FetchSettings()) as fetcher:
        assert trial(Source("wire", str(feed)), fetcher).offer == "1 items"


def test_a_private_address_is_refused_unless_the_source_allows_it() -> None:
    with configured(FetchSettings(delay_seconds=0)) as fetcher:
        refused = trial(Source("wire", "http://127.0.0.1:9/feed"), fetcher)
    assert refused.error is not None
    assert "127.0.0.1" in refused.error
