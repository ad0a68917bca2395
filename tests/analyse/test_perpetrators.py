"""How sure an article is of who did what it reports."""

import pytest

from tasks.analyse.perpetrators import with_perpetrators

BLAST = "A bomb went off outside the courthouse of Ruskell on Monday."


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("The Dawn Column claimed responsibility for the attack.", "claimed"),
        ("The interior minister blamed the Dawn Column for the bombing.", "suspected"),
        ("Police said that the attack could have been carried out by the Dawn Column.", "suspected"),
        ("A caller from the Dawn Column said they were responsible for the attack.", "claimed"),
        ("In this attack we killed nine soldiers, its radio said.", "claimed"),
        ("No one has claimed responsibility for the attack.", "reported"),
        ("The Column neither claimed nor denied responsibility for the attack.", "reported"),
        ("A flag of the Dawn Column was found at the scene of the blast.", "suspected"),
        ("The attackers wore the uniforms of the river guard.", "suspected"),
        ("The minister linked a cousin of the mayor to the bombing.", "suspected"),
        ("The army said that the incident had been a tragic mistake.", "claimed"),
        ("The killers met two suspects on the way.", "reported"),
        ("Police accused three bakers of selling short weight.", "reported"),
    ],
)
def test_what_is_said_of_the_authors_soon_after_tells(sentence: str, certainty: str) -> None:
    assert with_perpetrators([BLAST, sentence], [(0, 2)], set(), "reported") == certainty


def test_a_claim_by_the_party_itself_weighs_more_than_an_accusation() -> None:
    told = [BLAST, "The army blamed the Dawn Column for the bombing.", "The Column claimed credit for the blast."]
    assert with_perpetrators(told, [(0, 2)], set(), "reported") == "claimed"


def test_a_claim_weighs_more_than_the_doubt_around_the_event_itself() -> None:
    told = ["Suspected raiders set off a bomb.", "The Column claimed credit for the blast."]
    assert with_perpetrators(told, [(0, 18)], set(), "suspected") == "claimed"


def test_the_attacks_are_all_those_told_before() -> None:
    told = [BLAST, "Another bomb went off at the station.", "Police blamed the Dawn Column for the attacks."]
    assert with_perpetrators(told, [(0, 2)], {1}, "reported") == "suspected"
    told[-1] = "Police blamed the Dawn Column for the attack."
    assert with_perpetrators(told, [(0, 2)], {1}, "reported") == "reported"


def test_blame_far_from_the_event_is_for_something_else() -> None:
    told = [BLAST, *["The market opened as usual."] * 8, "The minister blamed the strikers for the attack of May."]
    assert with_perpetrators(told, [(0, 2)], set(), "reported") == "reported"


def test_what_is_planned_or_denied_stays_so() -> None:
    assert (
        with_perpetrators([f"{BLAST} The Column claimed responsibility for the attack."], [(0, 2)], set(), "planned")
        == "planned"
    )


def test_a_claim_belongs_to_the_event_told_last() -> None:
    told = [BLAST, "Rebels attacked a bridge on Sunday.", "The Column claimed responsibility for the attack."]
    assert with_perpetrators(told, [(1, 7)], {0}, "reported") == "claimed"
    assert with_perpetrators(told, [(0, 2)], {1}, "reported") == "reported"


def test_blame_for_something_else_in_the_same_sentence_does_not_count() -> None:
    told = ["A drone killed the leader in July, and officials accused the Column of breaking its word."]
    assert with_perpetrators(told, [(0, 8)], set(), "reported") == "reported"
    told = ["A drone killed the leader in July, and officials accused the army of the attack."]
    assert with_perpetrators(told, [(0, 8)], set(), "reported") == "suspected"
