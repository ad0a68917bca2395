"""What a profile was told is not told again; what is otherwise now comes back with what changed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tasks.brief.compose import compose
from tasks.brief.parts import Brief, Change
from tasks.models import Contest, ContestChange, Material, Reading
from tests.brief.material import DESK, NOW, article, contest, event, name, reading, says, side

MONDAY, TUESDAY = date(2023, 2, 13), date(2023, 2, 14)
BLAST = "A bomb killed 11 people at the grain hall of Port Calder on Monday, police said."
TOLL = "The bomb at the grain hall of Port Calder killed 16 people on Monday, police said."
BLAME = "The Coastal Front laid the bomb in the grain hall, the ministry said."
DENIAL = "“We laid no bomb,” a spokesman of the Coastal Front said."


def told(key: str, text: str, published: date, **facts: Any) -> Reading:
    """An article that reports the blast; attributed to who is named as `by`."""
    by = facts.pop("by", None)
    blast = event(text, "bomb", "Explosions/Remote violence", "Remote explosive", **{"day": MONDAY} | facts)
    said = []
    if by:
        said, blast = [says(text, by, "said", text.split(",", maxsplit=1)[0])], replace(blast, attribution=0)
    return reading(article(key, text, key, published), key.title(), [blast], attributions=said, story_id="s")


def brief(m: Material, since: Any = None) -> Brief:
    return compose(m, DESK, name, since, NOW)


def material(*readings: Reading, contests: tuple[Contest, ...] = ()) -> Material:
    return Material(tuple(readings), (), contests, (), (), (), None)


def then(before: Material, after: Material) -> Brief:
    """What is told of the later material once the earlier was delivered."""
    return brief(replace(after, shown=brief(before).shown, last_digest_at=NOW - timedelta(days=1)))


def changes(made: Brief) -> list[Change]:
    return [change for story in made.stories for d in story.developments for change in d.changes]


FIRST = told("first", BLAST, MONDAY, place="Port Calder", killed=(11.0, 11.0), by="police")


def test_a_toll_that_rises_comes_back_with_what_it_was() -> None:
    later = told("later", TOLL, TUESDAY, place="Port Calder", killed=(16.0, 16.0), by="police")
    made = then(material(FIRST), material(FIRST, later))
    assert changes(made) == [Change("killed", None, (11.0, 11.0), (16.0, 16.0))]
    (toll,) = made.stories[0].developments[0].killed_else
    assert (toll.figure, toll.earlier) == ((11.0, 11.0), True)


def test_a_lower_toll_of_another_party_says_whose_it_is() -> None:
    text = "The bomb at the grain hall of Port Calder killed nine people on Monday, doctors said."
    later = told("later", text, TUESDAY, place="Port Calder", killed=(9.0, 9.0), by="doctors")
    made = then(material(FIRST), material(FIRST, later))
    assert changes(made) == [Change("killed", "doctors", (11.0, 11.0), (9.0, 9.0))]
    (toll,) = made.stories[0].developments[0].killed_else
    assert (toll.figure, toll.earlier) == ((11.0, 11.0), False)


def test_a_toll_told_before_is_no_change_when_it_is_told_again() -> None:
    later = told("later", TOLL, TUESDAY, place="Port Calder", killed=(16.0, 16.0), by="police")
    stale = told("stale", BLAST.replace("A bomb", "The bomb"), TUESDAY, place="Port Calder", killed=(11.0, 11.0))
    both = material(FIRST, later)
    assert [c.what for c in changes(then(both, material(FIRST, later, stale)))] == []


def test_a_place_that_becomes_known_is_a_change() -> None:
    nowhere = told("first", BLAST, MONDAY, killed=(11.0, 11.0))
    later = told("later", BLAST, TUESDAY, place="Port Calder", killed=(11.0, 11.0))
    made = then(material(nowhere), material(nowhere, later))
    assert Change("place", None, None, "Port Calder") in changes(made)


def test_a_second_publisher_confirms_and_a_third_is_no_news() -> None:
    second, third = (told(key, BLAST, TUESDAY, place="Port Calder", killed=(11.0, 11.0)) for key in ("two", "three"))
    assert changes(then(material(FIRST), material(FIRST, second))) == [Change("publishers", None, 1, 2)]
    assert changes(then(material(FIRST, second), material(FIRST, second, third))) == []


def test_who_is_suspected_claims_or_denies_is_a_change_unless_a_contest_tells_it() -> None:
    suspected = told("blame", BLAME, TUESDAY, certainty="suspected", happened="reported", by="the ministry")
    made = then(material(FIRST), material(FIRST, suspected))
    assert [(c.what, c.who, c.after) for c in changes(made)] == [("author", "the ministry", "suspected")]
    (development,) = made.stories[0].developments
    assert (development.certainty, development.authorship) == ("reported", "suspected")

    who = contest(
        "c",
        "responsibility",
        "Who laid the bomb?",
        [
            side(0, suspected, BLAME, actor="marenia"),
            side(1, suspected, "The Coastal Front", actor="coastal-front", stance="denies"),
        ],
    )
    made = then(material(FIRST), material(FIRST, suspected, contests=(who,)))
    assert [c.what for c in changes(made)] == []
    assert [card.contest_id for card in made.cards] == ["c"]


def test_an_event_is_known_again_by_any_of_its_reports() -> None:
    second = told("second", TOLL, TUESDAY, place="Port Calder", killed=(16.0, 16.0), by="police")
    third = told("third", TOLL, TUESDAY, place="Port Calder", killed=(16.0, 16.0), by="police")
    assert changes(then(material(FIRST, second), material(replace(FIRST, story_id="t"), second, third))) == []


def test_articles_told_in_one_story_are_not_new_in_another() -> None:
    moved = replace(FIRST, story_id="s-merged")
    assert then(material(FIRST), material(moved)).empty


BLAMED = told("blame", BLAME, MONDAY, by="the ministry")
DENIED = told("denial", DENIAL, TUESDAY, certainty="denied")
CLAIM = side(0, BLAMED, BLAME, actor="marenia", source_text="the ministry")
REJECTION = side(1, DENIED, DENIAL, actor="coastal-front", source_text="the Front", stance="denies")


def doubted(key: str = "c", *more: Any, **fields: Any) -> Contest:
    doubt = side(1, BLAMED, "The Coastal Front", source_text="lawyers", stance="doubts")
    return contest(key, "denial", "Did the Front lay it?", [CLAIM, doubt, *more], **fields)


def test_a_denial_that_comes_in_brings_a_contest_back() -> None:
    before = material(BLAMED, contests=(doubted(),))
    (card,) = then(before, material(BLAMED, DENIED, contests=(doubted("c", REJECTION),))).cards
    assert card.changes == (Change("side", "Coastal Front", stance="denies", on=TUESDAY),)


def test_a_contest_whose_id_changed_is_known_by_where_its_sides_stand() -> None:
    before = material(BLAMED, contests=(doubted(),))
    assert then(before, material(BLAMED, contests=(doubted("other"),))).empty
    (card,) = then(before, material(BLAMED, DENIED, contests=(doubted("other", REJECTION),))).cards
    assert [change.what for change in card.changes] == ["side"]


def test_what_a_contest_took_in_counts_as_told() -> None:
    far = told("far", "The ministry blames the Front for the bomb.", MONDAY)
    row = side(0, far, "The ministry blames the Front", actor="marenia", source_text="the ministry")
    denied = side(1, far, "the Front", actor="coastal-front", stance="denies")
    old = contest("old", "denial", "Old?", [row, denied])
    merged = replace(doubted("new", row, denied), history=(ContestChange(NOW, "merged", "old"),))
    made = then(material(far, contests=(old,)), material(far, BLAMED, contests=(merged,)))
    (card,) = made.cards
    assert [(change.what, change.who) for change in card.changes] == [("side", "lawyers")]


def test_what_is_read_otherwise_in_an_old_article_is_no_news() -> None:
    before = material(BLAMED, contests=(doubted(),))
    again = side(1, BLAMED, "the ministry", source_text="others", stance="denies")
    assert then(before, material(BLAMED, contests=(doubted("c", again),))).empty


def test_a_contest_is_told_as_far_as_the_desks_own_articles_put_it() -> None:
    whole = doubted("c", REJECTION)
    (card,) = brief(material(BLAMED, contests=(whole,))).cards
    assert [s.name for s in card.sides] == ["Government of Marenia", "lawyers"]
    assert brief(material(DENIED, contests=(whole,))).cards == ()


def test_since_leaves_out_older_articles_but_not_the_claim_that_a_new_one_denies() -> None:
    both = material(BLAMED, DENIED, contests=(doubted("c", REJECTION),))
    made = brief(both, NOW - timedelta(days=1, hours=6))
    assert [card.contest_id for card in made.cards] == ["c"]
    assert made.coverage.articles == 1


def test_the_bottom_line_tells_a_matter_once_as_contest_and_once_with_its_toll() -> None:
    later = told("later", TOLL, TUESDAY, place="Port Calder", killed=(16.0, 16.0))
    who = contest("c-1", "responsibility", "Who laid it?", [CLAIM, side(1, later, TOLL, actor="hill-brigade")])
    again = contest("c-2", "denial", "Was it laid?", [CLAIM, side(1, later, TOLL, actor="hill-brigade")])
    lines = brief(material(BLAMED, later, contests=(who, again))).bottom
    assert [line.kind for line in lines] == ["development", "responsibility"]
    assert lines[0].positions[0].quote.text == TOLL
