import pytest

from tasks.analyse.credibility import credibility, rate
from tests.analyse.contests_kit import only, read


@pytest.mark.parametrize(
    ("parties", "publishers", "against", "rating"),
    [(2, 2, 0, 1), (2, 1, 0, 2), (1, 1, 0, 3), (1, 1, 1, 4), (3, 2, 1, 4), (1, 2, 2, 5)],
)
def test_the_rule(parties: int, publishers: int, against: int, rating: int) -> None:
    assert rate(parties, publishers, against)[0] == rating


def test_what_only_the_claimant_attests_cannot_be_judged() -> None:
    assert rate(1, 1, 0, unchecked=True) == (6, "attested by the claimant alone, and could not be checked")


def test_both_sides_of_a_denial_are_rated_alike() -> None:
    reading = read("Governor Ilsa Maro accused the miners of poisoning the well. The miners denied the accusation.")
    contest = only(reading)
    readings = {reading.article.article_id: reading}
    ratings = [credibility(contest, side, readings) for side in (1, 2)]
    assert ratings == [(4, "put by 1 party, contradicted by 1 party")] * 2
