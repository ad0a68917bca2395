"""Disputes told by a set phrase, of a claim that a noun or pronoun points at."""

import pytest

from tests.analyse.contests_kit import contests, only, read

TOLD = "The harbour board of Tolm said that the lighter had struck a reef."


@pytest.mark.parametrize(
    ("dispute", "who"),
    [
        ("Their lawyer, Amara Lind, disputes that, saying there is no reef in the bay.", "Their lawyer, Amara Lind"),
        ("On the third day, defence attorney Sal Orso poked holes in that account.", "defence attorney Sal Orso"),
        (
            "A chart seen by the inquiry contradicts the claim, with forty metres of water.",
            "A chart seen by the inquiry",
        ),
        ("A union of pilots poured cold water on the theory and asked for divers.", "A union of pilots"),
        ("Amara Lind, a pilot, mocked the claim.", "Amara Lind, a pilot"),
        ("Amara Lind, a pilot, took exception to that.", "Amara Lind, a pilot"),
        ("The pilots' union sought to play down the claim.", "The pilots' union"),
        ("The claim drew ridicule from Amara Lind, a pilot.", "Amara Lind"),
        ("A film of the bay contradicts that.", "A film of the bay"),
        ("The finding is contested by the heirs of the captain, who was drowned.", "the heirs of the captain"),
    ],
)
def test_a_set_phrase_disputes_what_was_just_told(dispute: str, who: str) -> None:
    contest = only(read(f"{TOLD} {dispute}"))
    assert contest.kind in ("denial", "doubt")
    assert [side.source_text for side in contest.sides] == ["The harbour board of Tolm", who]


def test_a_claim_at_odds_with_others_is_doubted_by_the_article() -> None:
    contest = only(read(f"{TOLD} That version is at odds with the charts of the bay, which show no reef."))
    assert contest.kind == "doubt"
    assert contest.sides[-1].source_text is None


@pytest.mark.parametrize(
    "text",
    [
        "No doubt the board will enjoy the evening.",
        "“Maybe you don't agree with their beliefs,” a pilot said.",
        "“I've always disagreed with that,” he said.",
        "The pilots shrugged off the cold and went to sea.",
        "The board brushed off the snow that had fallen on its boats.",
        "The captain laughed at the gulls that followed the lighter.",
    ],
)
def test_no_claim_is_disputed_where_none_is_pointed_at(text: str) -> None:
    assert contests(read(f"{TOLD} {text}")) == []
