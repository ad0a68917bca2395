"""Denials that spell out what they deny, in this article or in another, and what else they point at."""

import pytest

from tests.analyse.contests_kit import contests, only, read


def parties(*texts: str) -> list[tuple[int, str | None]]:
    return [(s.side, s.source_text) for s in only(*(read(text, f"a{n}") for n, text in enumerate(texts))).sides]


def test_one_word_is_enough_where_the_claim_of_another_article_says_no_more() -> None:
    sister = "Ilya Varn lay in a clinic on Monday. His sister said that he had been poisoned."
    assert parties(sister, "Norland continues to dispute that he was poisoned at all.") == [
        (1, "Varn’s sister"),
        (2, "Norland"),
    ]
    assert contests(read(sister, "a"), read("Norland disputes that his food was poisoned with lead.", "b")) == []


def test_a_charge_put_by_nobody_is_what_is_denied_in_its_words() -> None:
    lead = "A lobbying firm stood accused last night of whitewashing a brutal regime. Members of parliament asked why. "
    assert parties(f"{lead}Harcourt Vane denied whitewashing anyone.") == [(1, ""), (2, "Harcourt Vane")]


def test_what_is_denied_ends_where_the_denial_is_explained() -> None:
    contest = only(
        read(
            "Minister Ann Chir denied that live rounds had been used, saying the forces had tear gas and water cannon. "
            "Taxi driver Tom Moyo said that the soldiers used live rounds. Nurse Ida Roe said tear gas drifted in."
        )
    )
    assert {s.source_text for s in contest.sides} == {"Minister Ann Chir", "Taxi driver Tom Moyo"}


def test_who_is_named_behind_a_denial_put_the_claim() -> None:
    text = "Sheikh Salem Awl denied that any wanted men had joined the party, as Borean officers have suggested."
    assert parties(text) == [(1, "Borean officers"), (2, "Sheikh Salem Awl")]


def test_reports_that_are_dismissed_are_what_somebody_says_in_another_article() -> None:
    seen = "A resident, Omar Tal, said the checkpoint at the village had been left empty and dark all night."
    dismissed = "The ministry dismissed reports that a checkpoint near the village had been left empty."
    assert (1, "Omar Tal") in [
        (side, who and who.removeprefix("A resident, ")) for side, who in parties(seen, dismissed)
    ]


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        ("Minister Jan Holt accused Borea of blowing up the line.", "Borea denied any part in it."),
        ("Minister Jan Holt blamed Borea for it.", "Borea denied having a hand in the blast."),
        ("Officials said the ship was seized in retaliation for an arrest.", "The envoy rejected talk of retaliation."),
        (
            "The army described both of the dead as fighters.",
            "His brother rejected the description of him as a fighter.",
        ),
        (
            "Lawyer Ann Peet suggested that he was shot by his own colleagues.",
            "The chief said there was no evidence of that.",
        ),
        (
            "Lawyer Ann Peet suggested that he was shot by his own colleagues.",
            "The chief said there was zero evidence of that.",
        ),
        (
            "Spokesman Jan Kasen said that the courts were independent and the trial fair.",
            "Western governments questioned that.",
        ),
        ("The prosecutor told the judge that the defendant had gathered secrets.", "Lee Wexler denies the charge."),
    ],
)
def test_what_a_denial_points_at_stands_before_it(claim: str, answer: str) -> None:
    assert {s.side for s in only(read(f"{claim} {answer}")).sides} == {1, 2}


def test_parts_and_hands_and_talks_that_are_no_charge_and_no_rumour() -> None:
    quiet = [
        "The minister said the line was cut by Borea. Borea rejected the second part of the treaty.",
        "The minister said the line was cut by Borea. Borea rejected talks with the minister.",
        "The minister said the line was cut by Borea. A judge rejected hand luggage on the stairs.",
    ]
    assert [contests(read(text)) for text in quiet] == [[], [], []]
