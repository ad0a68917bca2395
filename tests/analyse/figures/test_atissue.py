"""The number that a side of a denial puts forward."""

from tests.analyse.contests_kit import only, read


def test_a_denied_toll_stands_beside_the_claim_that_gives_it() -> None:
    contest = only(
        read(
            "Mayor Ada Dunn accused the coast guard of killing at least six fishermen. The coast guard denied that any "
            "fisherman was killed."
        )
    )
    assert contest.kind == "denial"
    assert [(side.low, side.high) for side in contest.sides] == [(6, 6), (None, None)]


def test_a_number_of_something_else_is_not_at_issue() -> None:
    contest = only(
        read(
            "Mayor Ada Dunn, who has four deputies, accused the coast guard of burning the trawler. The coast guard "
            "denied the accusation."
        )
    )
    assert {side.low for side in contest.sides} == {None}
