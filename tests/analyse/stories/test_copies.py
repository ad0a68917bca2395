import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tasks.analyse.stories.copies import find_copies
from tasks.models import Article

NOON = datetime(2024, 3, 11, 12, tzinfo=UTC)
WORDS = [
    first + last
    for first in ("ba", "ko", "mi", "ne", "ru", "sha", "to", "vi")
    for last in ("dan", "ler", "mon", "pit", "rax", "sel", "tor", "vun")
]


def prose(seed: int, words: int = 300) -> str:
    """A made-up text, the same for the same seed."""
    dice = random.Random(seed)
    return " ".join(dice.choice(WORDS) + ("." if n % 12 == 11 else "") for n in range(words))


def article(name: str, text: str, hours: float | None = 0, site: str | None = None) -> Article:
    at = None if hours is None else NOON + timedelta(hours=hours)
    return Article(
        name, f"https://{name}.example/", "s", None, None, site, None, at, at and at.date(), "given", None, NOON, "en",
        "full", text, "",
    )  # fmt: skip


def edited(text: str, share: float) -> str:
    dice = random.Random(1)
    return " ".join(word + "ish" if dice.random() < share else word for word in text.split())


def test_a_reprint_points_at_the_earliest() -> None:
    story = prose(1)
    copies = find_copies(
        [article("late", "By our staff\n" + story, 5), article("first", story, 0), article("other", prose(2))]
    )
    assert copies == {"late": "first"}


def test_a_reprint_may_be_cut_edited_and_framed() -> None:
    story = prose(1, 500)
    cut = "Northern Post exclusive\n" + edited(" ".join(story.split()[:300]), 0.08) + "\nSubscribe to our letter today"
    assert find_copies([article("first", story), article("cut", cut, 1)]) == {"cut": "first"}


def test_quotation_marks_case_and_punctuation_make_no_difference() -> None:
    story = prose(1)
    assert find_copies([article("a", story), article("b", story.upper().replace(".", "’ “"), 1)]) == {"b": "a"}


def test_a_copy_without_a_date_is_never_the_original() -> None:
    story = prose(1)
    assert find_copies([article("undated", story, None), article("dated", story, 9)]) == {"undated": "dated"}


def test_without_dates_the_first_to_arrive_is_the_original() -> None:
    story = prose(1)
    assert find_copies([article("z", story, None), article("a", story, None)]) == {"a": "z"}


def test_the_agency_that_the_others_name_is_the_original() -> None:
    story = prose(1)
    paper = article("paper", "VELDA (Norpress) - " + story, 0, "Velda Times")
    assert find_copies([paper, article("agency", story, 2, "Norpress")]) == {"paper": "agency"}


def test_all_copies_of_one_text_point_at_one_original() -> None:
    story = prose(1, 400)
    shorter = " ".join(story.split()[:260])
    found = find_copies([article("a", story), article("b", edited(story, 0.05), 1), article("c", shorter, 2)])
    assert found == {"b": "a", "c": "a"}


def test_an_excerpt_is_no_copy() -> None:
    story = prose(1, 600)
    assert find_copies([article("whole", story), article("lead", " ".join(story.split()[:80]), 1)]) == {}


def test_an_article_that_quotes_another_is_no_copy() -> None:
    story = prose(1)
    quoting = prose(2, 200) + " " + " ".join(story.split()[:70]) + " " + prose(3, 100)
    assert find_copies([article("a", story), article("b", quoting, 1)]) == {}


def test_what_many_texts_share_is_no_evidence() -> None:
    frame = prose(9, 100)
    notes = [article(str(n), frame + " " + prose(100 + n, 70) + " " + prose(9, 40), n) for n in range(6)]
    assert find_copies(notes) == {}


def test_a_brief_reprinted_word_for_word_is_a_copy() -> None:
    brief = prose(1, 25)
    assert find_copies([article("a", brief), article("b", brief, 1)]) == {"b": "a"}
    assert find_copies([article("a", brief), article("b", brief + " " + prose(2, 25), 1)]) == {}


def test_empty_texts_are_no_copies() -> None:
    assert find_copies([article("a", ""), article("b", "", 1), article("c", "!", 2)]) == {}
    assert find_copies([]) == {}


def test_two_revisions_of_a_page_are_no_copies_of_each_other() -> None:
    first = article("a", prose(1))
    assert find_copies([first, replace(first, article_id="b", text=edited(prose(1), 0.05))]) == {}
