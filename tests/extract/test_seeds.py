"""The five source articles: no line of the page is left, no sentence of the article is lost."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tasks.extract.article import extract
from tasks.extract.characters import tidy
from tasks.models import Article, Page, Source

SEEDS = Path(__file__).parents[2] / "../shared/seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the source articles are not part of the repository")
NOW = datetime(2023, 6, 1, tzinfo=UTC)
# Of each file: the numbers (from 1) of the lines that are the article's, as an editor marked them by hand.
ARTICLE_LINES = {
    "000": range(3, 44),
    "001": range(10, 67),
    "002": [n for n in range(9, 90) if n not in (31, 32, 54, 55)],
    "003": range(19, 42),
    "004": range(12, 45),
}


def lines(number: str) -> list[str]:
    return tidy(next(SEEDS.glob(f"{number}_*.txt")).read_text("utf-8")).split("\n")


def article(number: str) -> Article:
    file = next(SEEDS.glob(f"{number}_*.txt"))
    page = Page("seeds", file.resolve().as_uri(), file.read_bytes(), "text/plain", NOW)
    return extract(page, Source("seeds", str(SEEDS)))


@pytest.mark.parametrize("number", ARTICLE_LINES)
def test_exactly_the_articles_lines_are_kept(number: str) -> None:
    page = lines(number)
    expected = [page[at - 1] for at in ARTICLE_LINES[number] if at <= len(page) and page[at - 1]]
    assert article(number).text.split("\n\n") == expected


@pytest.mark.parametrize(("number", "line"), [("000", 1), ("001", 5), ("002", 5), ("003", 5), ("004", 1)])
def test_the_headline_is_the_title(number: str, line: int) -> None:
    assert article(number).title == lines(number)[line - 1]


def test_what_the_pages_say_of_themselves() -> None:
    found = {number: article(number) for number in ARTICLE_LINES}
    assert [found[n].site for n in found] == ["Voice of America", None, None, "Time", "NewsGram"]
    assert [found[n].dateline for n in found] == ["WASHINGTON/ISLAMABAD", None, None, None, None]
    assert [found[n].byline for n in found] == [None, None, None, lines("003")[13], None]
    assert {a.language for a in found.values()} == {"en"}
    assert {a.access for a in found.values()} == {"full"}


def test_a_date_by_the_headline_is_the_only_one_taken_for_publication() -> None:
    found = {number: article(number) for number in ARTICLE_LINES}
    assert [found[n].published_on for n in found] == [None, None, None, date(2020, 6, 1), None]
    assert [found[n].published_basis for n in found] == ["unknown", "unknown", "unknown", "text", "unknown"]


def test_undated_articles_are_not_older_than_the_latest_past_day_they_mention() -> None:
    bounds = [article(number).not_before for number in ARTICLE_LINES]
    assert bounds == [None, date(2021, 9, 11), date(2019, 1, 23), None, date(2023, 2, 14)]
