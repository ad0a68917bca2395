"""What a briefing looks up is little, and all that it needs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from benchmarks.stages import link
from benchmarks.synthetic import A_DAY, START, news
from tasks.analyse.actors.catalogue import Catalogue
from tasks.brief.compose import compose
from tasks.brief.gather import gather
from tasks.brief.select import seen_at
from tasks.brief.watching import named
from tasks.models import Article, Digest, Fetch, Material, Outcome, Profile, Reading, Source
from tasks.where import Where
from warehouse import read, store
from warehouse.connection import Warehouse
from warehouse.holdings import Holdings

STEP, SINCE = 40, timedelta(hours=1)
SOURCES = [Source("even", "https://even.example/"), Source("odd", "https://odd.example/")]
DESKS = [Profile("all", "All"), Profile("watching", "Watching", watch=("army",))]


def everything(
    holdings: Holdings, warehouse: Warehouse, desk: Profile, since: datetime | None, until: datetime
) -> Material:
    """What `gather` gives, were nothing left out."""
    readings = read.readings(warehouse, {}, until=until)
    ids = [reading.article.article_id for reading in readings]
    contests = holdings.contests(ids)
    material = gather(holdings, desk, since, until)
    return replace(
        material,
        readings=tuple(readings),
        stories=tuple(holdings.stories(ids)),
        contests=tuple(contests),
        shown=tuple(holdings.shown(ids, [contest.contest_id for contest in contests])),
        named_before=_named_before(readings, desk, since or material.last_digest_at, until),
    )


def _named_before(
    readings: Sequence[Reading], desk: Profile, start: datetime | None, now: datetime
) -> dict[str, int] | None:
    if start is None:
        return None
    known = {reading.article.article_id for reading in readings}
    before = [r for r in readings if start - (now - start) <= seen_at(r) < start and r.copy_of not in known]
    return dict(named(before, desk.watch))


def batches() -> Iterator[tuple[datetime, dict[str, Article], list[object]]]:
    made = [(replace(a, source_id=("even", "odd")[n % 2]), seen) for n, (a, seen) in enumerate(news(3 * STEP))]
    for first in range(0, len(made), STEP):
        batch = made[first : first + STEP]
        yield START + timedelta(days=(first + STEP) / A_DAY), {a.article_id: a for a, _ in batch}, [s for _, s in batch]


@pytest.mark.parametrize(
    ("where", "desk", "age"),
    [("file", desk, age) for desk in DESKS for age in (None, SINCE)] + [("lake", DESKS[1], None)],
    indirect=["where"],
    ids=["all, all that is new", "all, the latest", "watching, all that is new", "watching, the latest", "on a lake"],
)
def test_a_briefing_of_what_is_looked_up_is_that_of_all_that_is_stored(
    where: Where, desk: Profile, age: timedelta | None
) -> None:
    catalogue = Catalogue.load(())
    with Warehouse(where) as opened:
        for now, articles, analyses in batches():
            store.settle_pages(opened, articles, {}, [])
            store.save_analyses(opened, analyses, "1")  # type: ignore[arg-type]
            link(opened, catalogue)
            holdings, since = Holdings(opened, desk.name, {}, until=now), now - age if age else None
            material = gather(holdings, desk, since, now)
            brief = compose(material, desk, catalogue.name, since, now)
            whole = everything(holdings, opened, desk, since, now)
            assert brief == compose(whole, desk, catalogue.name, since, now)
            assert brief.shown
            store.save_digest(
                opened, Digest(str(now), desk.name, str(now), now, "", "", False, "", "", "", "{}", brief.shown)
            )
        assert sum(bool(reading.analysis.sentences) for reading in material.readings) < 3 * STEP


def test_a_desk_is_told_only_of_its_sources(where: Where) -> None:
    with Warehouse(where) as opened:
        now, articles, analyses = next(batches())
        store.settle_pages(opened, articles, {}, [])
        store.save_analyses(opened, analyses, "1")  # type: ignore[arg-type]
        holdings = Holdings(opened, "desk", {}, ["even"], now)
        found = holdings.readings(list(articles), documents=False)
        assert {reading.article.source_id for reading in found} == {"even"}
        assert sorted(reading.article.article_id for reading in found) == holdings.untold(None)


def test_of_addresses_that_were_read_only_the_last_is_told_and_of_the_others_all(where: Where) -> None:
    def fetch(key: str, outcome: Outcome, minute: int) -> Fetch:
        at = datetime(2026, 3, 6, 7, minute, tzinfo=UTC)
        return Fetch(key, "even", f"https://even.example/{key}", 200, outcome, None, 1, at)  # type: ignore[arg-type]

    with Warehouse(where) as opened:
        store.add_fetches(opened, [fetch("a", "ok", 1), fetch("b", "failed", 2), fetch("c", "ok", 3)])
        assert [attempt.fetch_id for attempt in Holdings(opened, "desk", {}).fetches()] == ["b", "c"]


def test_of_more_than_there_is_room_for_the_weightiest_stories_are_told_and_the_rest_is_counted(where: Where) -> None:
    catalogue, now = Catalogue.load(()), START + timedelta(days=1)
    wide = Profile("desk", "Desk", watch=("army",))
    narrow = replace(wide, max_articles=30)
    made = [(replace(a, source_id=("even", "odd")[n % 2]), seen) for n, (a, seen) in enumerate(news(3 * STEP))]
    with Warehouse(where) as opened:
        store.settle_pages(opened, {article.article_id: article for article, _ in made}, {}, [])
        store.save_analyses(opened, [seen for _, seen in made], "1")
        link(opened, catalogue)
        holdings = Holdings(opened, "desk", {}, until=now)
        whole, cut = (
            compose(gather(holdings, desk, None, now), desk, catalogue.name, None, now) for desk in (wide, narrow)
        )
        counts = [replace(brief.coverage, counted_articles=0, counted_stories=0) for brief in (cut, whole)]
        assert counts[0] == replace(counts[1], further_developments=counts[0].further_developments, weak_contests=0)
        assert cut.watch == whole.watch
        assert cut.bottom[0].positions[0].quote.text == whole.bottom[0].positions[0].quote.text
        assert {card.contest_id for card in cut.cards} <= {card.contest_id for card in whole.cards}
        told = {source.article_id for source in cut.sources}
        assert cut.coverage.counted_articles == len(made) - len(told) > 80
        assert cut.coverage.counted_stories == len(whole.stories) - len(cut.stories) > 0

        store.save_digest(opened, Digest("1", "desk", "1", now, "", "", False, "", "", "", "{}", cut.shown))
        assert holdings.untold(None) == []
