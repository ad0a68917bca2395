"""Which claim the report's own caveat is of."""

import pytest

from tests.analyse.contests_kit import contests, only, read


@pytest.mark.parametrize(
    "text",
    [
        "The rebels said they had burned the mill of Tolm. They offered no evidence.",
        "The rebels said they had burned the mill of Tolm. They gave no proof to back up the claim.",
        "The rebels said they had burned the mill of Tolm. The night was cold. They gave no evidence.",
        "The rebels said they had burned the mill of Tolm. Ann Lee was sad. The rebels have shown no proof.",
        "The rebels said they had burned the mill of Tolm. The rebels have yet to produce any evidence.",
        "The rebels said they had burned the mill of Tolm. The rebels have not made any proof public.",
        "The rebels said they had burned the mill of Tolm. It was not clear whether the claim was genuine.",
        "The rebels said they had burned the mill of Tolm. Videos showed fire. The account was not confirmed.",
        "The rebels said they had burned the mill of Tolm. There was no immediate confirmation of the claim.",
        "The rebels said they had burned the mill of Tolm. It was not possible to verify the report.",
        "The rebels said they had burned the mill of Tolm. There was no way of confirming the rebels' statement.",
        "The rebels said they had burned the mill of Tolm, without giving evidence.",
        "The rebels, offering no proof, said they had burned the mill of Tolm.",
        "The rebels, who gave no evidence for the assertion, said they had burned the mill of Tolm.",
        "In a claim that could not be verified, the rebels said they had burned the mill of Tolm.",
        "There was no independent confirmation of a report by the rebels that they had burned the mill of Tolm.",
        "It was not possible to verify a statement by the rebels that they had burned the mill of Tolm.",
    ],
)
def test_a_caveat_in_whatever_form_is_the_articles_own(text: str) -> None:
    contest = only(read(f"{text} The fair was open."))
    assert contest.kind == "unverified"
    assert "rebels" in (contest.sides[0].source_text or "")
    assert contest.sides[-1].source_text is None


@pytest.mark.parametrize("caveat", ["Neither claim", "The competing claims", "Either side's account"])
def test_a_caveat_of_both_is_of_both(caveat: str) -> None:
    told = "The militia claimed its men had seized the mill. Police said the attackers had been beaten back."
    verb = "could be verified" if caveat.startswith("Neither") else "could not be verified"
    contest = only(read(f"{told} {caveat} {verb}. The fair was open."))
    assert {side.source_text for side in contest.sides} == {"The militia", "Police", None}


@pytest.mark.parametrize(
    "text",
    [
        "The two sides met in Tolm on Monday. No date for further talks could be confirmed.",
        "Captain Orso said the ferry would sail. He gave no details of its cargo.",
        "Captain Orso said the ferry had sailed. It was not clear whether the mill was open.",
    ],
)
def test_what_is_not_told_of_a_plan_is_no_caveat(text: str) -> None:
    assert contests(read(f"{text} The fair was open.")) == []
