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
