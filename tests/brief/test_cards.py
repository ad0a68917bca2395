"""In what order a card shows positions, and which quotes of each there is room for."""

from dataclasses import replace
from datetime import date

from tasks.brief.cards import STATEMENTS_A_SIDE, by_side
from tasks.brief.compose import compose
from tests.brief.material import DESK, NOW, RAID, article, contest, material, name, reading, side

RAIDED = reading(article("raid", RAID, "Raid in Ostrel", date(2023, 2, 13)), "Delta Mail")
FRONT = {"actor": "coastal-front", "source_text": "the Coastal Front"}
MISSION = {"actor": "northern-mission", "source_text": "the Mission"}


def test_what_an_outlet_remarks_itself_comes_after_what_the_parties_say() -> None:
    rows = [
        side(1, RAIDED, "Front fighters raided a hideout", **FRONT),
        side(2, RAIDED, "The claim could not be verified independently.", stance="doubts"),
        side(3, RAIDED, "Protesters marched through Ostrel", **MISSION, stance="denies"),
    ]
    shown = by_side(contest("c-raid", "denial", "Who raided the hideout?", rows))
    assert [group[0].side for group in shown] == [1, 3, 2]


def test_each_party_of_a_side_is_quoted_before_any_is_quoted_twice() -> None:
    made = material()
    strength = next(c for c in made.contests if c.contest_id == "c-strength")
    first = strength.sides[0]
    text = next(r.article.text for r in made.readings if r.article.article_id == first.article_id)
    words = [
        "The Northern Mission's yearly report",
        "Defence minister Orla Venn",
        "There is not one armed man",
        "The report also says",
    ]
    rows = [
        replace(first, quote=w, start=text.index(w), end=text.index(w) + len(w), party=1 if n < 3 else 2)
        for n, w in enumerate(words)
    ]
    whole = replace(strength, sides=(*rows, *(row for row in strength.sides if row.side != first.side)))
    brief = compose(replace(made, contests=(whole,)), DESK, name, None, NOW)
    quoted = [statement.quote.text for statement in brief.cards[0].sides[0].statements]
    assert len(quoted) == STATEMENTS_A_SIDE
    assert any(words[3] in quote for quote in quoted)
