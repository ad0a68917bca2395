"""Which reports are of one event, and what is told of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tasks.brief.join import Joined, join
from tasks.brief.report import UNKNOWN
from tasks.models import Figure, Reading
from tests.brief.material import article, event, mention, reading

MONDAY, TUESDAY, THURSDAY = date(2023, 2, 13), date(2023, 2, 14), date(2023, 2, 16)
AT: dict[str, Any] = {"day": MONDAY, "place": "Port Calder"}
FIRST = "A car bomb killed 11 people at the grain hall of Port Calder on Monday, police said."
RISEN = "The toll of the car bomb at the grain hall of Port Calder has risen to 16, police said."
CLAIMED = "The Hill Brigade says that it laid the bomb that killed 16 people."
BLAMED = "The minister laid the bombing of the grain hall, which killed 11 people, at the Brigade's door."


def told(key: str, text: str, words: str, published: date | None, story: str = "s", **facts: Any) -> Reading:
    """An article that reports one explosion, in these words."""
    blast = event(text, words, "Explosions/Remote violence", "Remote explosive", **facts)
    return reading(article(key, text, key.title(), published), key.title(), [blast], story_id=story)


def first(**more: Any) -> Reading:
    return told(
        "first",
        FIRST,
        "killed",
        MONDAY,
        **(AT | {"killed": (11.0, 11.0)} | more),
    )


def risen(**more: Any) -> Reading:
    return told("risen", RISEN, "bomb", TUESDAY, **(AT | {"killed": (16.0, 16.0)} | more))


def keys(joined: Joined) -> list[str]:
    return [report.reading.article.article_id for report in joined.reports]


def test_a_toll_that_has_risen_is_one_event_told_by_its_latest_report() -> None:
    (one,) = join([first(), risen()])
    assert keys(one) == ["a-risen", "a-first"]
    assert list(one.tolls("killed")) == [(16.0, 16.0), (11.0, 11.0)]


def test_one_event_in_three_stories_is_one_development() -> None:
    claimed = told("claimed", CLAIMED, "laid", THURSDAY, "s-claim", killed=(16.0, 16.0), actors=("hill-brigade",))
    blamed = told(
        "blamed", BLAMED, "bombing", MONDAY, "s-blame", day=MONDAY, killed=(11.0, 11.0), certainty="suspected"
    )
    (one,) = join([first(story="s-blast"), risen(story="s-blast"), claimed, blamed])
    assert keys(one)[0] == "a-risen"
    assert set(keys(one)) == {"a-first", "a-risen", "a-claimed", "a-blamed"}


def test_a_place_alone_does_not_join_events_of_two_stories() -> None:
    other = told("other", "A bomb in Port Calder hurt a baker.", "bomb", TUESDAY, "s-other", place="Port Calder")
    assert len(join([first(), other])) == 2
    assert len(join([first(), replace(other, story_id="s")])) == 1


def test_between_stories_undated_articles_need_more_than_dated_ones() -> None:
    facts: dict[str, Any] = {"place": "Port Calder", "day": None}
    words = "A lorry packed with fertiliser blew up beside the customs warehouse of Port Calder."
    again = "The lorry beside the customs warehouse of Port Calder was packed with stolen fertiliser."
    dated = [
        told("one", words, "blew up", MONDAY, "s-one", **facts),
        told("two", again, "packed", TUESDAY, "s-two", **facts),
    ]
    assert len(join(dated)) == 1
    undated = [replace(r, article=replace(r.article, published_on=None, published_at=None)) for r in dated]
    assert len(join(undated)) == 2


@pytest.mark.parametrize(
    "facts",
    [{"day": TUESDAY}, {"place": "Ostrel"}],
    ids=["another day", "another place"],
)
def test_what_speaks_against_it_outweighs_an_equal_toll(facts: dict[str, Any]) -> None:
    text = "A car bomb killed 11 people at the grain hall of Ostrel."
    other = told("other", text, "killed", THURSDAY, **{"day": MONDAY, "place": None, "killed": (11.0, 11.0)} | facts)
    assert len(join([first(), other])) == 2


def test_what_was_reported_before_it_happened_is_another_event() -> None:
    early = told("early", FIRST.replace(" on Monday", ""), "killed", date(2023, 2, 1), killed=(11.0, 11.0))
    assert len(join([first(), early])) == 2


def test_a_denial_stands_with_the_event_but_never_first() -> None:
    text = "The Hill Brigade denied that it had laid the bomb in the grain hall."
    denied = told("denied", text, "laid", THURSDAY, certainty="denied", actors=("hill-brigade",))
    (one,) = join([first(), denied])
    assert keys(one) == ["a-first", "a-denied"]


def numbered(text: str, *numbers: tuple[str, int], **facts: Any) -> Reading:
    """An article with an attack, and numbers of killed (words, sentence) in it."""
    attack = event(text, "attacked", "Violence against civilians", "Attack", **facts)
    r = reading(article("ferry", text, "Ferry", MONDAY), "Gazette", [attack])
    figures = tuple(
        Figure(mention(text, words), 7.0, 7.0, "exactly", "killed", "person", "people", at) for words, at in numbers
    )
    return replace(r, analysis=replace(r.analysis, figures=figures))


def test_a_toll_is_taken_from_the_events_own_sentence_or_one_soon_after() -> None:
    (near,) = join(
        [numbered("Gunmen attacked the ferry. Boats went out. Seven died.", ("Seven", 2), killed=(7.0, 7.0))]
    )
    assert near.head.event.killed == (7.0, 7.0)
    assert [near.head.reading.article.text[start:end] for start, end in near.head.sentences] == [
        "Gunmen attacked the ferry.",
        "Seven died.",
    ]


def test_a_toll_that_is_told_of_another_event_or_far_off_is_not_this_ones() -> None:
    before = numbered("Seven died in May. Gunmen attacked the ferry.", ("Seven", 0), killed=(7.0, 7.0))
    far = "Gunmen attacked the ferry. " + "Nobody was seen. " * 6 + "Seven died."
    for r in (before, numbered(far, ("Seven", 7), killed=(7.0, 7.0))):
        (one,) = join([r])
        assert one.head.event.killed == UNKNOWN

    text = "Gunmen attacked the ferry. Seven died when a mine sank a barge."
    both = numbered(text, ("Seven", 1), killed=(7.0, 7.0))
    mine = event(text, "sank", "Explosions/Remote violence", "Remote explosive", killed=(7.0, 7.0))
    both = replace(both, analysis=replace(both.analysis, events=(*both.analysis.events, mine)))
    assert {one.head.event.subtype: one.head.event.killed for one in join([both])} == {
        "Attack": UNKNOWN,
        "Remote explosive": (7.0, 7.0),
    }


def test_a_place_that_the_quoted_sentences_do_not_name_is_not_told() -> None:
    (one,) = join(
        [first(place=None), told("b", "A bomb went off. Port Calder wept.", "went", None, place="Port Calder")]
    )[1:]
    assert one.head.event.place is None
