"""Which claim a denial means, in texts as a careful journalist writes them."""

import pytest

from tasks.models import Contest
from tests.analyse.contests_kit import contests, only, quotes, read

SHOWN = 0.5  # score from which digests show a contest


def sides(contest: Contest) -> list[tuple[str | None, str]]:
    """Who stands on which side."""
    return [(side.source_text, side.stance) for side in contest.sides]


@pytest.mark.parametrize(
    "claim",
    [
        "The airline's rivals say it knew of the sensor.",
        "The pilots say the airline sold it.",
        "The pilots say that the airline hid the report.",
    ],
)
def test_a_clause_of_a_few_words_is_no_fragment_where_it_tells_what_was_done(claim: str) -> None:
    contest = only(read(f"{claim} Its shares lost a tenth of their value. Norair says that is simply false."))
    assert quotes(contest) == {1: [claim], 2: ["Norair says that is simply false."]}


def test_who_pleads_not_guilty_denies_what_the_prosecutors_say_he_did() -> None:
    contest = only(read("Prosecutors say Jorge Lima took $3 million from a dredging firm. He has pleaded not guilty."))
    assert sides(contest) == [("Prosecutors", "asserts"), ("Jorge Lima", "denies")]
    assert contest.score >= SHOWN


def test_what_is_denied_is_no_verdict_though_others_might_pass_it() -> None:
    contest = only(
        read(
            "The family's lawyer, Ana Ruiz, alleges that guards planted the pistol. The hearing began in May. "
            "The police denied that evidence had been planted."
        )
    )
    assert sides(contest) == [("The family's lawyer, Ana Ruiz", "asserts"), ("The police", "denies")]


@pytest.mark.parametrize(
    "text",
    [
        "Residents said soldiers had burned forty houses. They spoke by telephone. "
        "The army, which is often criticised by rights groups, said the report was without foundation.",
        "Colonel Adjei said the rebels had fled. A reporter counted eleven bodies. The rebels' radio said the army had "
        "shot its prisoners. The colonel rejected the accusation.",
        "Activists say police poisoned Timur Galiev. He fell ill on a flight. Doctors put him in a coma. "
        "The interior ministry denied the allegation.",
    ],
)
def test_what_nobody_wants_to_have_done_is_an_accusation_whatever_verb_tells_it(text: str) -> None:
    contest = only(read(text))
    assert contest.score >= SHOWN
    assert [side.stance for side in contest.sides] == ["asserts", "denies"]


def test_who_wants_nothing_to_do_with_a_thing_denies_nothing() -> None:
    told = "The clerks said that the plan was in trouble. It fails because too many people want nothing to do with it."
    assert contests(read(told)) == []
