import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from lxml import etree, html

from tasks.brief.archive import MOST_IN_FEED, write
from tasks.models import ListedDigest
from tests.brief.material import NOW

ATOM = "{http://www.w3.org/2005/Atom}"
FIRST = ListedDigest(
    digest_id="d1",
    profile="marenia",
    period="2023-02-15",
    made_at=NOW,
    subject="[TLP:AMBER] Marenia, 15 Feb 2023: 1 contested claim",
    summary="1 contested claim. Who shelled the harbour?",
    title="Marenia",
    tlp="AMBER+STRICT",
    contests=("Who shelled the harbour?",),
    stories=("Harbour of Port Calder shelled",),
)
SECOND = replace(FIRST, digest_id="d2", period="2023-02-16", made_at=NOW + timedelta(days=1), subject="Later")
OTHER = replace(FIRST, digest_id="d3", profile="north", title="North", tlp="CLEAR", subject="North")


def delivered(out: Path, *digests: ListedDigest, forms: tuple[str, ...] = ("html", "txt")) -> list[ListedDigest]:
    for digest in digests:
        folder = out / digest.profile / digest.period
        folder.mkdir(parents=True, exist_ok=True)
        for form in forms:
            (folder / f"digest.{form}").write_text("a digest")
    return sorted(digests, key=lambda digest: digest.made_at, reverse=True)


def links(page: Path) -> list[str]:
    return [a.get("href") for a in html.parse(str(page)).iter("a")]


def entries(feed: Path) -> list[str]:
    return [str(entry.findtext(f"{ATOM}title")) for entry in etree.parse(str(feed)).iter(f"{ATOM}entry")]


def test_every_digest_of_the_folder_is_listed_with_what_it_says(tmp_path: Path) -> None:
    write(tmp_path, delivered(tmp_path, FIRST, SECOND, OTHER))
    index = html.parse(str(tmp_path / "index.html"))
    assert [e.findtext(".//h2/a") for e in index.iter("article")] == [
        "Marenia, 2023-02-16",
        "Marenia, 2023-02-15",
        "North, 2023-02-15",
    ]
    for said in ("Who shelled the harbour?", "Harbour of Port Calder shelled", "TLP:AMBER+STRICT"):
        assert said in index.getroot().text_content()


def test_all_links_lead_to_files_wherever_the_folder_is_served(tmp_path: Path) -> None:
    write(tmp_path, delivered(tmp_path, FIRST, SECOND, OTHER))
    for folder in (tmp_path, tmp_path / "marenia", tmp_path / "north"):
        found = links(folder / "index.html")
        assert found
        assert all((folder / link).is_file() for link in found)


def test_a_profiles_own_page_and_feed_tell_of_no_other_profile(tmp_path: Path) -> None:
    write(tmp_path, delivered(tmp_path, FIRST, OTHER))
    assert "Marenia" not in (tmp_path / "north" / "index.html").read_text("utf-8")
    assert entries(tmp_path / "north" / "feed.xml") == ["North"]


def test_what_does_not_lie_in_the_folder_is_not_listed(tmp_path: Path) -> None:
    write(tmp_path, [SECOND, *delivered(tmp_path, FIRST)])
    assert entries(tmp_path / "feed.xml") == [FIRST.subject]


def test_the_form_that_is_there_is_the_one_that_is_opened(tmp_path: Path) -> None:
    write(tmp_path, delivered(tmp_path, FIRST, forms=("md", "txt")))
    assert links(tmp_path / "index.html")[1:] == ["marenia/2023-02-15/digest.txt"] * 2 + [
        "marenia/2023-02-15/digest.md"
    ]


def test_the_feed_has_all_that_atom_requires_and_ids_that_stay(tmp_path: Path) -> None:
    write(tmp_path, delivered(tmp_path, FIRST))
    before = etree.parse(str(tmp_path / "feed.xml")).getroot()
    listed = delivered(tmp_path, FIRST, SECOND)
    for path in (tmp_path / "marenia" / FIRST.period).iterdir():
        path.unlink()
    write(tmp_path, listed)
    after = etree.parse(str(tmp_path / "feed.xml")).getroot()
    assert before.findtext(f"{ATOM}id") == after.findtext(f"{ATOM}id")
    assert after.findtext(f"{ATOM}updated") == "2023-02-16T04:00:00+00:00"
    assert after.find(f"{ATOM}author/{ATOM}name") is not None
    for root in (before, after):
        for thing in (root, *root.iter(f"{ATOM}entry")):
            assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", str(thing.findtext(f"{ATOM}id")))
            assert thing.findtext(f"{ATOM}title")
            assert thing.findtext(f"{ATOM}updated")
    parsed = feedparser.parse((tmp_path / "feed.xml").read_bytes())
    assert not parsed.bozo
    assert [entry.title for entry in parsed.entries] == ["Later"]


def test_a_feed_ends_somewhere_and_the_index_does_not(tmp_path: Path) -> None:
    many = [replace(FIRST, digest_id=f"d{n}", period=f"p{n}") for n in range(MOST_IN_FEED + 1)]
    write(tmp_path, delivered(tmp_path, *many))
    assert len(entries(tmp_path / "feed.xml")) == MOST_IN_FEED
    assert len(list(html.parse(str(tmp_path / "index.html")).iter("article"))) == MOST_IN_FEED + 1


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script>]]>&\x1b[2J<img src=x onerror=alert(1)>"
    hostile = replace(FIRST, title=evil, subject=evil, summary=evil, contests=(evil,), stories=(evil,))
    write(tmp_path, delivered(tmp_path, hostile))
    page = html.parse(str(tmp_path / "index.html"))
    assert len(list(page.iter("script"))) == 1
    assert list(page.iter("img")) == []
    assert entries(tmp_path / "feed.xml") == [evil.replace("\x1b", "")]


def test_the_page_reads_without_its_script_and_loads_nothing(tmp_path: Path) -> None:
    write(tmp_path, delivered(tmp_path, FIRST))
    page = html.parse(str(tmp_path / "index.html"))
    assert page.find(".//p[@class='search']").get("hidden") is not None  # the script shows it
    assert all(entry.get("hidden") is None for entry in page.iter("article"))
    assert page.xpath("//*[@src]") == []
    assert "default-src 'none'" in page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")


def test_a_page_that_cannot_be_written_is_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    listed = delivered(tmp_path, FIRST)
    (tmp_path / "index.html").mkdir()
    write(tmp_path, listed)
    assert "could not be renewed" in caplog.text
    assert (tmp_path / "marenia" / "index.html").is_file()
