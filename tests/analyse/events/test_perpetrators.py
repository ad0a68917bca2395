"""How sure an article is of who did what it reports."""

import pytest

from tasks.analyse.events.perpetrators import Told, with_perpetrators
from tasks.models import Certainty

BLAST = "A bomb went off outside the courthouse of Ruskell on Monday."


def weighed(
    sentences: list[str],
    event: tuple[int, int] = (0, 2),
    others: list[Told] | None = None,
    certainty: Certainty = "reported",
    groups: tuple[int, ...] = (),
    kind: str = "explosion",
) -> str:
    return with_perpetrators(sentences, Told((event,), kind), others or [], certainty, groups)


def other(sentence: int, kind: str = "attack", character: int = 0) -> Told:
    return Told(((sentence, character),), kind)


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
        ("The attack bore the hallmarks of the Dawn Column.", "suspected"),
        ("Ministers pointed the finger at the Column after the blast.", "suspected"),
        ("The Column said it had carried out the bombing.", "claimed"),
        ("The killers met two suspects on the way.", "reported"),
        ("Police accused three bakers of selling short weight.", "reported"),
    ],
)
def test_what_is_said_of_the_authors_soon_after_tells(sentence: str, certainty: str) -> None:
    assert weighed([BLAST, sentence]) == certainty


def test_a_claim_by_the_party_itself_weighs_more_than_an_accusation() -> None:
    told = [BLAST, "The army blamed the Dawn Column for the bombing.", "The Column claimed credit for the blast."]
    assert weighed(told) == "claimed"


def test_a_claim_weighs_more_than_the_doubt_around_the_event_itself() -> None:
    told = ["Suspected raiders set off a bomb.", "The Column claimed credit for the blast."]
    assert weighed(told, (0, 18), certainty="suspected") == "claimed"


def test_the_attacks_are_all_those_told_before() -> None:
    told = [BLAST, "Another bomb went off at the station.", "Police blamed the Dawn Column for the attacks."]
    assert weighed(told, others=[other(1)]) == "suspected"
    told[-1] = "Police blamed the Dawn Column for the attack."
    assert weighed(told, others=[other(1)]) == "reported"


def test_blame_far_from_the_event_is_for_something_else() -> None:
    told = [BLAST, *["The market opened as usual."] * 8, "The minister blamed the strikers for the attack of May."]
    assert weighed(told) == "reported"


def test_what_is_planned_or_denied_stays_so() -> None:
    assert weighed([f"{BLAST} The Column claimed responsibility for the attack."], certainty="planned") == "planned"


def test_a_claim_belongs_to_the_event_told_last() -> None:
    told = [BLAST, "Rebels attacked a bridge on Sunday.", "The Column claimed responsibility for the attack."]
    assert weighed(told, (1, 7), [other(0, "explosion")]) == "claimed"
    assert weighed(told, others=[other(1)]) == "reported"


def test_blame_for_something_else_in_the_same_sentence_does_not_count() -> None:
    told = ["A drone killed the leader in July, and officials accused the Column of breaking its word."]
    assert weighed(told, (0, 8)) == "reported"
    told = ["A drone killed the leader in July, and officials accused the army of the attack."]
    assert weighed(told, (0, 8)) == "suspected"


def test_a_claim_that_names_the_kind_of_act_is_of_the_last_such_act_however_far() -> None:
    told = [
        "Raiders kidnapped a miller in Ruskell on Monday.",
        "The police arrested nine men in raids.",
        *["The market opened as usual."] * 8,
        "The Dawn Column claimed responsibility for the kidnapping.",
    ]
    assert weighed(told, (0, 8), [other(1)], kind="abduction") == "claimed"
    assert weighed(told, (1, 11), [other(0, "abduction")], kind="attack") == "reported"


def test_the_attacks_may_be_counted_among_the_last_of_them() -> None:
    told = [BLAST, "Another went off at the station.", "Police blamed the Dawn Column for the attacks."]
    last = Told(((1, 0), (2, told[2].index("attacks"))), "explosion")
    assert weighed(told, others=[last]) == "suspected"


def test_where_nobody_claims_an_attack_a_group_named_besides_stands_suspected() -> None:
    told = [BLAST, "Nobody has claimed responsibility for the attack.", "The Dawn Column is active in Ruskell."]
    assert weighed(told, groups=(2,)) == "suspected"
    assert weighed(told) == "reported"
    assert weighed(told, others=[other(2)], groups=(2,)) == "reported"


def test_an_accusation_needs_something_of_which_one_is_accused() -> None:
    assert weighed([BLAST, "The mayor did not answer the accusations after the blast."]) == "reported"
    assert weighed([BLAST, "The mayor spoke of accusations against the Column after the blast."]) == "suspected"
