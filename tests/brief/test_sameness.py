"""Which reports are worth comparing: all that could be of one event are found, and few others."""

import random
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from tasks.brief.report import reports
from tasks.brief.sameness import Kin, Traits, of_one_event, signs, traits
from tests.brief.material import article, event, reading

WORDS = [first + rest for first in "bdgkltv" for rest in ("anter", "orrel", "ussin", "eppic", "iddow", "ambul")]
TYPES = ("Explosions/Remote violence", "Battles", "Protests")
STORIES = ("s-one", "s-two", "s-three", "s-four", None)


def made_up(number: int) -> Traits:
    """A report whose words, story, place, day and toll are drawn from few."""
    dice = random.Random(number)
    place = dice.choice(("Ostrel", "Port Calder", "Lumen", "Vesk", None))
    text = f"A bomb killed people{f' in {place}' if place else ''}, {' '.join(dice.sample(WORDS, 6))}."
    published = dice.choice((None, date(2023, 2, 1) + timedelta(days=dice.randrange(60))))
    toll = dice.choice(((None, None), (2.0, 2.0), (4.0, 4.0), (11.0, 11.0), (12.0, None)))
    facts: dict[str, Any] = {
        "day": published - timedelta(days=dice.randrange(2)) if published and dice.random() < 0.6 else None,
        "place": place,
        "killed": toll,
        "certainty": dice.choice(("reported", "reported", "denied")),
    }
    blast = event(text, "killed", dice.choice(TYPES), "Attack", **facts)
    [report] = reports(
        [reading(article(str(number), text, None, published), None, [blast], story_id=dice.choice(STORIES))]
    )
    return traits(report)


def test_every_report_that_may_be_of_the_same_event_is_found_and_few_others() -> None:
    all_of_them = [made_up(number) for number in range(400)]
    kin, compared, same = Kin(all_of_them), 0, 0
    for number, one in enumerate(all_of_them):
        found = kin.groups(one)
        wanted = [n for n, other in enumerate(all_of_them[:number]) if of_one_event(one, other)]
        assert set(wanted) <= set(found)
        assert all(a < b for a, b in pairwise(found))
        compared, same = compared + len(found), same + len(wanted)
        kin.add(one, number)
    assert 0 < same < compared < 400 * 399 / 2 * 0.6


def test_words_alone_make_no_event_of_two_stories() -> None:
    text = "The ferry that sank beside the customs quay had carried fertiliser."
    sunk = [event(text, "sank", TYPES[0], "Attack")]
    told = [reading(article(key, text, None, None), None, sunk, story_id=key) for key in ("one", "two")]
    one, other = map(traits, reports(told))
    kin = Kin([one, other])
    kin.add(one, 0)
    assert signs(one, other) <= 0
    assert kin.groups(other) == []
