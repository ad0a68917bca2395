"""New articles are linked with those before as if all had been linked at once, in any order, in batches of any size."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.reading import Reader
from tasks.analyse.stories.linking import link, link_new
from tasks.analyse.stories.stories import story_terms
from tasks.models import Analysis, Article, Reading, Revision
from warehouse import read, store
from warehouse.connection import Warehouse
from warehouse.links import Archive

NOON = datetime(2024, 3, 11, 12, tzinfo=UTC)
MILL = [
    "Fire destroys grain mill in Ostrava Bay\nA fire burned down the Kestrel grain mill in Ostrava Bay on Friday.",
    "Kestrel mill blaze: arson suspected\nPolice suspect arson in the Ostrava Bay fire at the Kestrel grain mill.",
    "Owner of Kestrel mill speaks\nThe owner of the Kestrel grain mill in Ostrava Bay vowed to rebuild after the fire.",
]
BRIDGE = [
    "Rebels hold Lund bridge\nRebels of the Red Column seized the Lund bridge from soldiers overnight.",
    "Army retakes Lund bridge from Red Column\nSoldiers retook the Lund bridge from Red Column rebels.",
]
CATALOGUE = Catalogue.load(())


def article(name: str, text: str, days: int | None = 0) -> Article:
    at = None if days is None else NOON + timedelta(days=days)
    title, body = text.split("\n", 1)
    return Article(
        name, f"https://{name}.example/", "s", title, None, name, None, at, at and at.date(), "given", None, NOON, "en",
        "full", body, name,
    )  # fmt: skip


def week() -> list[Article]:
    mill = [article(f"mill{n}", text, n) for n, text in enumerate(MILL)]
    return mill + [article(f"bridge{n}", text, n) for n, text in enumerate(BRIDGE)]


def come_in(warehouse: Warehouse, articles: Sequence[Article], analyses: Sequence[Analysis] = ()) -> None:
    """The articles are kept and read."""
    store.settle_pages(warehouse, {a.article_id: a for a in articles}, {}, [])
    store.save_analyses(warehouse, analyses or [Analysis(a.article_id, ()) for a in articles], "1")


def link_waiting(warehouse: Warehouse, catalogue: Catalogue = CATALOGUE, at_once: int = 50) -> None:
    archive = Archive(warehouse, {})
    while (waiting := archive.waiting(at_once))[0]:
        archive.save(link_new(*waiting, archive, catalogue))


def stories(warehouse: Warehouse, articles: Sequence[Article]) -> dict[str, set[str]]:
    found = read.stories(warehouse, [a.article_id for a in articles])
    return {story.story_id: set(story.article_ids) for story in found}


@pytest.mark.parametrize("at_once", [1, 2, 50])
def test_batches_of_any_size_end_like_linking_all_at_once(tmp_path: Path, at_once: int) -> None:
    order = week()
    random.Random(at_once).shuffle(order)
    with Warehouse(tmp_path / "w.duckdb") as opened:
        for at in range(0, len(order), at_once):
            come_in(opened, order[at : at + at_once])
            link_waiting(opened)
        live = set(map(frozenset, stories(opened, order).values()))
    whole = link([Reading(a, Analysis(a.article_id, ()), a.site) for a in week()], [], CATALOGUE)
    assert live == {frozenset(story.article_ids) for story in whole.stories}


def test_a_story_keeps_its_id_and_others_stay_untouched(tmp_path: Path) -> None:
    first, second, third, *bridge = week()
    with Warehouse(tmp_path / "w.duckdb") as opened:
        come_in(opened, [first, second, *bridge])
        link_waiting(opened)
        before = stories(opened, week())
        come_in(opened, [third])
        archive = Archive(opened, {})
        links = link_new(*archive.waiting(50), archive, CATALOGUE)
        archive.save(links)
        after = stories(opened, week())
    [mill] = [story_id for story_id, ids in before.items() if "mill0" in ids]
    assert after == before | {mill: before[mill] | {"mill2"}}
    assert [story.story_id for story in links.stories] == [mill]


def test_where_an_old_story_went_is_recorded(tmp_path: Path) -> None:
    joining = article("mill9", "Kestrel grain mill fire in Ostrava Bay: what is known\n" + " ".join(MILL), 3)
    apart = [article(f"mill{n}", text, n) for n, text in enumerate(MILL)]
    with Warehouse(tmp_path / "w.duckdb") as opened:
        archive = Archive(opened, {})
        come_in(opened, [*apart, joining])
        links = link_new(*archive.waiting(50), archive, CATALOGUE)
        [story] = links.stories
        parted = [
            replace(story, story_id=name, article_ids=(name,), independent_sources=1) for name in ("mill0", "mill1")
        ]
        archive.save(replace(links, stories=tuple(parted), articles=("mill0", "mill1")))  # as if found apart
        link_waiting(opened)
        assert len(stories(opened, [*apart, joining])) == 1
    with duckdb.connect(str(tmp_path / "w.duckdb")) as connection:
        [(gone, became, articles)] = connection.execute(
            "SELECT story_id, became, articles FROM story_change"
        ).fetchall()
    assert ({gone, became}, articles) == ({"mill0", "mill1"}, 1)


def test_a_late_original_takes_over_the_reprints_known_before(tmp_path: Path) -> None:
    dice = random.Random(4)
    words = [first + last for first in ("ba", "ko", "mi", "ne", "ru", "to") for last in ("dan", "ler", "mon", "pit")]
    text = "Fire in Ostrava Bay\n" + " ".join(dice.choice(words) for _ in range(300))
    with Warehouse(tmp_path / "w.duckdb") as opened:
        come_in(opened, [article("second", text, 1), article("third", text + " more", 2)])
        link_waiting(opened)
        come_in(opened, [article("first", text + " end", 0)])
        link_waiting(opened)
        rows = read.readings_of(opened, {}, ["first", "second", "third"], documents=False)
    assert {r.article.article_id: r.copy_of for r in rows} == {"first": None, "second": "first", "third": "first"}
    assert len({r.story_id for r in rows}) == 1


def test_an_article_read_anew_keeps_its_story_and_is_not_counted_twice(tmp_path: Path) -> None:
    with Warehouse(tmp_path / "w.duckdb") as opened:
        come_in(opened, week())
        link_waiting(opened)
        before = stories(opened, week()), Archive(opened, {}).counts([])
        store.save_analyses(opened, [Analysis("mill0", ())], "2")
        assert Archive(opened, {}).waiting(9) == (["mill0"], frozenset({"mill0"}))
        link_waiting(opened)
        assert (stories(opened, week()), Archive(opened, {}).counts([])) == before
        assert Archive(opened, {}).waiting(9) == ([], frozenset())


def test_a_batch_that_fails_leaves_nothing_and_is_linked_by_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    with Warehouse(path) as opened, duckdb.connect(str(path)) as other:
        come_in(opened, week())
        other.execute("ALTER TABLE contest_change RENAME TO away")  # what a batch writes last but for its mark
        with pytest.raises(duckdb.Error, match="contest_change"):
            link_waiting(opened)
        assert stories(opened, week()) == {}
        other.execute("ALTER TABLE away RENAME TO contest_change")
        link_waiting(opened)
        assert len(stories(opened, week())) == 2


def revise(warehouse: Warehouse, old: Article, new: Article, analyses: Sequence[Analysis] = ()) -> None:
    """The page of an article was found with another text, and that was read."""
    revision = Revision(new.article_id, old.article_id, NOON + timedelta(days=9), "page")
    store.settle_pages(warehouse, {"p": new}, {}, [], revisions=[revision])
    store.save_analyses(warehouse, analyses or [Analysis(new.article_id, ())], "1")


def test_a_revision_takes_the_place_of_the_text_before_and_leaves_the_counts_as_they_are(tmp_path: Path) -> None:
    new = replace(week()[1], article_id="mill1b", text=week()[1].text + " Nobody was hurt.")
    with Warehouse(tmp_path / "w.duckdb") as opened:
        come_in(opened, week())
        link_waiting(opened)
        before = stories(opened, week())
        revise(opened, week()[1], new)
        link_waiting(opened)
        assert stories(opened, [*week(), new]) == {
            story_id: {"mill1b" if i == "mill1" else i for i in ids} for story_id, ids in before.items()
        }
        assert read.unread(opened, "1") == []
        live = Archive(opened, {})
        terms = {term for one in [*week(), new] for term in story_terms(one)}
        with Warehouse(tmp_path / "other.duckdb") as other:
            come_in(other, [new if a.article_id == "mill1" else a for a in week()])
            link_waiting(other)
            held = {t: n for t, n in live.counts(terms)[1].items() if n}
            assert (live.counts([])[0], held) == Archive(other, {}).counts(terms)


def test_reprints_of_a_text_become_reprints_of_its_revision(tmp_path: Path) -> None:
    dice = random.Random(5)
    words = [first + last for first in ("ba", "ko", "mi", "ne", "ru", "to") for last in ("dan", "ler", "mon", "pit")]
    text = "Fire in Ostrava Bay\n" + " ".join(dice.choice(words) for _ in range(300))
    first, second = article("first", text, 0), article("second", text + " end", 1)
    new = replace(first, article_id="firstb", text=first.text + " Nobody was hurt.")
    with Warehouse(tmp_path / "w.duckdb") as opened:
        come_in(opened, [first, second])
        link_waiting(opened)
        revise(opened, first, new)
        link_waiting(opened)
        rows = read.readings_of(opened, {}, ["firstb", "second"], documents=False)
        assert {r.article.article_id: r.copy_of for r in rows} == {"firstb": None, "second": "firstb"}
        [story] = read.stories(opened, ["second"])
    assert (set(story.article_ids), story.independent_sources) == ({"firstb", "second"}, 1)


def test_a_revision_that_is_about_something_else_leaves_the_story(tmp_path: Path) -> None:
    new = replace(week()[4], article_id="bridge1b", title=MILL[1].split("\n")[0], text=MILL[1].split("\n")[1] + " So.")
    with Warehouse(tmp_path / "w.duckdb") as opened:
        come_in(opened, week())
        link_waiting(opened)
        revise(opened, week()[4], new)
        link_waiting(opened)
        assert sorted(map(sorted, stories(opened, [*week(), new]).values())) == [
            ["bridge0"],
            ["bridge1b", "mill0", "mill1", "mill2"],
        ]


DENIAL = [
    "Army shells Lund\nThe Velmoran army shelled the town of Lund on Monday, Red Column spokesman Ilen Marrok said.",
    "Army answers\nThe Velmoran army denied that it shelled the town of Lund on Monday, Colonel Ada Brenn said.",
]


def test_a_contest_is_found_when_its_second_side_comes_in_later(tmp_path: Path) -> None:
    reader = Reader.load(())
    articles = [article(f"lund{n}", text, n) for n, text in enumerate(DENIAL)]
    analyses = list(reader.read(articles))
    with Warehouse(tmp_path / "w.duckdb") as opened:
        for one, analysis in zip(articles, analyses, strict=True):
            come_in(opened, [one], [analysis])
            link_waiting(opened, reader.catalogue)
        live = read.contests(opened)
    readings = [Reading(a, n, a.site) for a, n in zip(articles, analyses, strict=True)]
    whole = link(readings, [], reader.catalogue).contests
    assert [(c.kind, {s.quote for s in c.sides}) for c in live] == [(c.kind, {s.quote for s in c.sides}) for c in whole]
    assert [c.kind for c in live] == ["denial"]


def test_a_contest_keeps_its_id_through_a_revision_that_still_says_so_and_ends_with_one_that_does_not(
    tmp_path: Path,
) -> None:
    reader = Reader.load(())
    articles = [article(f"lund{n}", text, n) for n, text in enumerate(DENIAL)]
    same = replace(articles[0], article_id="same", text="Talks go on in the capital. " + articles[0].text)
    other = replace(articles[0], article_id="other", text="The town of Lund was quiet on Monday, its mayor said.")
    with Warehouse(tmp_path / "w.duckdb") as opened:
        come_in(opened, articles, list(reader.read(articles)))
        link_waiting(opened, reader.catalogue)
        [before] = read.contests(opened)
        revise(opened, articles[0], same, list(reader.read([same])))
        link_waiting(opened, reader.catalogue)
        [after] = read.contests(opened)
        assert after.contest_id == before.contest_id
        assert {side.article_id for side in after.sides} == {"same", "lund1"}
        revise(opened, same, other, list(reader.read([other])))
        link_waiting(opened, reader.catalogue)
        assert read.contests(opened, ["lund0", "same"]) == []
        numbers = [(a.revision and a.revision.revises) for a in read.readings(opened, {})]
    assert sorted(numbers, key=str) == [None, "same"]
