from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from tasks.analyse.stories.stories import find_stories
from tasks.models import Analysis, Article, Reading

NOON = datetime(2024, 3, 11, 12, tzinfo=UTC)
MILL = [
    "Fire destroys grain mill in Ostrava Bay\nA fire burned down the Kestrel grain mill in Ostrava Bay on Friday.",
    "Kestrel mill blaze: arson suspected\nPolice suspect arson in the Ostrava Bay fire at the grain mill.",
    "Owner of Kestrel mill speaks\nThe owner of the Kestrel grain mill in Ostrava Bay vowed to rebuild after the fire.",
]
BRIDGE = [
    "Rebels hold Lund bridge\nRebels of the Red Column seized the Lund bridge from soldiers overnight.",
    "Army retakes Lund bridge from Red Column\nSoldiers retook the Lund bridge from Red Column rebels.",
]


def reading(name: str, text: str, days: float | None = 0, outlet: str = "Post", **changes: object) -> Reading:
    at = None if days is None else NOON + timedelta(days=days)
    title, body = text.split("\n", 1)
    article = Article(
        name, f"https://{name}.example/", "s", title, None, None, None, at, at and at.date(), "given", None, NOON, "en",
        "full", body, "",
    )  # fmt: skip
    return replace(Reading(article, Analysis(name, (), (), (), (), ()), outlet=outlet), **changes)  # type: ignore[arg-type]


def week() -> list[Reading]:
    mill = [reading(f"mill{n}", text, n, f"Paper {n}") for n, text in enumerate(MILL)]
    return mill + [reading(f"bridge{n}", text, n, "Gazette") for n, text in enumerate(BRIDGE)]


def groups(readings: list[Reading]) -> set[frozenset[str]]:
    return {frozenset(story.article_ids) for story in find_stories(readings)}


def test_articles_about_one_event_make_one_story() -> None:
    assert groups(week()) == {frozenset({"mill0", "mill1", "mill2"}), frozenset({"bridge0", "bridge1"})}


def test_the_order_of_arrival_makes_no_difference() -> None:
    expected = find_stories(week())
    assert all(find_stories(list(order)) == expected for order in permutations(week()))


def test_a_missing_or_distant_date_does_not_part_a_story() -> None:
    undated = [reading(f"mill{n}", text, None if n else -400) for n, text in enumerate(MILL)]
    assert groups(undated) == {frozenset({"mill0", "mill1", "mill2"})}


@pytest.mark.parametrize(("days", "stories"), [(0, 1), (5, 1), (40, 2), (None, 2)])
def test_reports_of_the_same_days_are_of_one_event_with_less_in_common(days: float | None, stories: int) -> None:
    guard = (
        "Guard questioned over keys\n"
        "A guard of the mill in Ostrava was questioned about keys, doors and an old lorry, and let go in the evening."
    )
    found = find_stories([reading("mill0", MILL[0]), reading("guard", guard, days), *week()[3:]])
    assert len([story for story in found if "bridge0" not in story.article_ids]) == stories


def test_a_story_tells_when_it_was_seen_and_by_how_many() -> None:
    (story,) = [story for story in find_stories(week()) if "mill0" in story.article_ids]
    assert (story.first_seen_at, story.last_seen_at) == (NOON, NOON + timedelta(days=2))
    assert story.article_ids == ("mill0", "mill1", "mill2")
    assert story.independent_sources == 3
    assert story.title in {text.split("\n")[0] for text in MILL}


def test_the_undated_do_not_stretch_a_story_to_the_time_of_reading() -> None:
    (story,) = find_stories([reading("a", MILL[0], -9), reading("b", MILL[1], None)])
    assert story.last_seen_at == NOON - timedelta(days=9)


def test_reprints_and_outlets_of_one_owner_are_no_further_sources() -> None:
    first, second, third = week()[:3]
    (story,) = find_stories([replace(first, owner="Lund Media"), replace(second, owner="Lund Media"), third])
    assert story.independent_sources == 2
    (story,) = find_stories([first, replace(second, copy_of="mill0")])
    assert (story.independent_sources, set(story.article_ids)) == (1, {"mill0", "mill1"})


def test_a_story_keeps_its_id_while_articles_join() -> None:
    first, second, third = week()[:3]
    before = find_stories([second, third])
    (after,) = find_stories([first, second, third], known=before)
    assert [after.story_id] == [story.story_id for story in before]


def test_of_stories_that_merge_the_larger_keeps_its_id() -> None:
    first, second, third = week()[:3]
    (pair,), (single,) = find_stories([first, second]), find_stories([third])
    (merged,) = find_stories([first, second, third], known=[single, pair])
    assert merged.story_id == pair.story_id


def test_stories_that_nothing_new_joins_stay_as_they_were_found() -> None:
    first, second, _, hold, retake = week()
    apart = [story for one in (first, second, hold) for story in find_stories([one])]  # as if found apart
    (bridge,) = find_stories([first, second, hold, retake], apart, new={"bridge1"})
    assert set(bridge.article_ids) == {"bridge0", "bridge1"}
    joined = find_stories(week(), apart, new={"mill2", "bridge1"})
    assert {frozenset(story.article_ids) for story in joined} == groups(week())


def test_ids_are_made_from_the_first_article() -> None:
    first, second, third = week()[:3]
    assert find_stories([first, second])[0].story_id == find_stories([third, first])[0].story_id
    assert find_stories([first])[0].story_id != find_stories([second])[0].story_id


@pytest.mark.parametrize("texts", [[], ["\n"], ["\n", "\n!"], ["A\nthe and of"]])
def test_articles_without_words_are_stories_of_their_own(texts: list[str]) -> None:
    assert len(find_stories([reading(str(n), text) for n, text in enumerate(texts)])) == len(texts)
