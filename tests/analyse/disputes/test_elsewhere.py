"""Denials of what another article of the story tells."""

from __future__ import annotations

import pytest

from tasks.models import Contest
from tests.analyse.contests_kit import contests, read


def parties(claim: str, denial: str) -> list[set[str]]:
    """Who stands in each contest of a claim in one article and a denial in another."""
    return [named(contest) for contest in contests(read(claim, "claim"), read(denial, "denial", days=1))]


def named(contest: Contest) -> set[str]:
    return {side.source_text or "" for side in contest.sides}


@pytest.mark.parametrize(
    "claim, denial, sides",
    [
        (
            "The mayor of Tolm accused Norland Rail of hiding the wreck. The harbour was closed.",
            "Norland Rail rejected the mayor's accusation. Trains ran late.",
            {"The mayor of Tolm", "Norland Rail"},
        ),
        (
            "Prosecutors accused Norland Rail of hiding the wreck. The harbour was closed.",
            "Norland Rail said the prosecutors' charges were false. Trains ran late.",
            {"Prosecutors", "Norland Rail"},
        ),
        (
            "Russia accused Ukraine of sinking a ferry with a mine. The harbour was closed.",
            "Ukraine rejected Moscow's accusation. Trains ran late.",
            {"Russia", "Ukraine"},
        ),
    ],
)
def test_whose_charge_is_denied_may_be_told_by_an_office_or_a_capital(claim: str, denial: str, sides: set[str]) -> None:
    assert parties(claim, denial) == [sides]


def test_the_charge_of_another_office_is_not_meant() -> None:
    claim = "The mayor of Tolm accused Norland Rail of hiding the wreck. The harbour was closed."
    assert parties(claim, "Norland Rail rejected the regulator's accusation. Trains ran late.") == []


CLOSED = "The harbour was closed. "
LATE = " Trains ran late. Tickets cost more."


@pytest.mark.parametrize(
    "claim, denial",
    [
        ("The mayor of Tolm said Norland Rail had dumped oil in the bay.", "Norland Rail denied the accusation."),
        ("The mayor of Tolm said Norland Rail had dumped oil in the bay.", "Norland Rail rejected the mayor's claim."),
        ("The mayor of Tolm said oil was dumped in the bay by Norland Rail.", "Norland Rail denied the accusations."),
        (
            "The mayor of Tolm accused Norland Rail of dumping oil.",
            "Norland Rail called the allegations a fabrication.",
        ),
        (
            "The mayor of Tolm accused Norland Rail of dumping oil.",
            "Norland Rail rejected the oil charges as baseless.",
        ),
        (
            "The mayor of Tolm said Norland Rail had bribed a judge.",
            "A lawyer for Norland Rail said the charge was false.",
        ),
        (
            "The mayor of Tolm said army shells hit the mill.",
            "A military spokesman denied that troops had shelled Tolm.",
        ),
        (
            "The mayor of Tolm said Ukraine had attacked the mill.",
            "The Ukrainian army denied involvement in the attack.",
        ),
        (
            "The mayor of Tolm blamed Norland Rail, saying it had poisoned the bay.",
            "Norland Rail denied poisoning the bay.",
        ),
        ("The mayor of Tolm blamed Norland Rail.", "Norland Rail rejected the accusation."),
    ],
)
def test_the_only_charge_of_another_article_is_what_a_denial_means(claim: str, denial: str) -> None:
    (sides,) = parties(f"{CLOSED}{claim} Two men were hurt.", f"{denial}{LATE}")
    assert len(sides) == 2 and any("mayor of Tolm" in who for who in sides)


@pytest.mark.parametrize(
    "claim, denial",
    [
        # It charges somebody else, or nobody.
        ("The mayor of Tolm said the harbour guild had dumped oil in the bay.", "Norland Rail denied the accusation."),
        ("The mayor of Tolm said Norland Rail had hired ten men.", "Norland Rail denied the accusation."),
        # It is about something else.
        (
            "The mayor of Tolm said Norland Rail had dumped oil in the bay.",
            "Norland Rail denied allegations of tax fraud.",
        ),
        # There are two.
        (
            "The mayor of Tolm said Norland Rail had dumped oil. Ada Dunn said Norland Rail had bribed a judge.",
            "Norland Rail denied the accusation.",
        ),
    ],
)
def test_what_a_denial_may_not_mean_it_is_not_set_against(claim: str, denial: str) -> None:
    found = parties(f"{CLOSED}{claim} Two men were hurt.", f"{denial}{LATE}")
    assert not any("mayor of Tolm" in who for sides in found for who in sides)


def test_of_two_charges_the_one_in_the_words_of_the_denial_is_meant() -> None:
    claims = "The mayor of Tolm said Norland Rail had dumped oil. Ada Dunn said Norland Rail had bribed a judge."
    assert parties(claims, "Norland Rail denied the bribery charges. Trains ran late.") == [
        {"Ada Dunn", "Norland Rail"}
    ]


def test_a_charge_that_is_made_after_a_denial_is_not_what_it_means() -> None:
    claim = read("The mayor of Tolm said Norland Rail had dumped oil in the bay.", "claim", days=3)
    assert contests(claim, read("Norland Rail denied the accusation. Trains ran late.", "denial")) == []
