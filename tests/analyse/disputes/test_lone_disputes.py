"""Who is told to doubt or deny in few words, of what was just said."""

import pytest

from tests.analyse.contests_kit import contests, only, read

TOLD = "The navy said it had sunk three ships in the bay of Tolm. The night was cold."


@pytest.mark.parametrize(
    ("doubt", "who"),
    [
        ("Experts were unconvinced.", "Experts"),
        ("But two captains remained sceptical.", "two captains"),
        ("Diplomats in Sudland reacted with disbelief.", "Diplomats in Sudland"),
        ("Analysts were skeptical. “Nobody has seen the wrecks,” said Ann Lee.", "Ann Lee"),
        ("The harbour police were not convinced, two officials said.", "two officials"),
        ("“I do not buy it for a second,” said Ann Lee, a captain.", "Ann Lee, a captain"),
        ("“I don't buy it,” said Ann Lee, a captain.", "Ann Lee, a captain"),
        ("Ann Lee, a captain, said she didn't believe the report.", "Ann Lee, a captain"),
        ("Officials in Tolm said they were far from certain.", "Officials in Tolm"),
        ("Local pilots are sceptical, and have begun to look for wrecks.", "Local pilots"),
        ("Traders in Tolm expressed doubts, saying ships still came in every day.", "Traders in Tolm"),
        ("Two captains have their doubts, for the bay is shallow.", "Two captains"),
        ("Ann Lee, a captain, is not convinced.", "Ann Lee, a captain"),
        ("Ann Lee, a captain, demanded proof of the claim.", "Ann Lee, a captain"),
        ("“Nobody believes that,” said Ann Lee, a captain.", "Ann Lee, a captain"),
        ("“That's news to me,” said Ann Lee, a captain.", "Ann Lee, a captain"),
        ("“It is impossible,” said Ann Lee, a captain.", "Ann Lee, a captain"),
        ("Ann Lee, a captain, said there were holes in the story.", "Ann Lee, a captain"),
        ("Ann Lee, a captain, called the claim unworthy of a navy.", "Ann Lee, a captain"),
    ],
)
def test_who_is_unconvinced_doubts_what_was_just_told(doubt: str, who: str) -> None:
    contest = only(read(f"{TOLD} {doubt} The fair was open."))
    assert contest.kind == "doubt"
    assert [side.source_text for side in contest.sides] == ["The navy", who]


def test_a_claim_of_one_word_is_disputed_by_who_disputes_right_behind_it() -> None:
    contest = only(read("Ann Lee, a pilot, said she was never hurt. That contradicts the account of Tom Orso."))
    assert [side.source_text for side in contest.sides] == ["Ann Lee, a pilot", "Tom Orso"]


@pytest.mark.parametrize(
    ("doubt", "kind"),
    [
        ("Fishermen said it was filmed elsewhere.", "doubt"),
        ("Fishermen said the men in it were actors.", "doubt"),
        ("Fishermen doubt that the video is real.", "doubt"),
        ("Ann Lee, a pilot, said the video proved nothing.", "doubt"),
        ("It is unclear when and where it was filmed.", "unverified"),
        ("Its origin is unknown.", "unverified"),
    ],
)
def test_a_video_is_doubted_by_what_it_is_said_to_be(doubt: str, kind: str) -> None:
    assert only(read(f"The navy released a video that it said showed a wreck in the bay. {doubt}")).kind == kind


@pytest.mark.parametrize(
    "none",
    [
        "The harbour council is similarly sceptical.",
        "After that the captains went inside and disagreed.",
        "“Nobody believes that I got out of it for free,” said Ann Lee.",
        "Ann Lee said that the fog was an outrage, the report found.",
        "Ann Lee disagreed with her son on the price of fish.",
    ],
)
def test_who_disagrees_on_something_else_disputes_nothing(none: str) -> None:
    assert contests(read(f"{TOLD} {none}")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The navy said it would buy three ships. He was asked when. He was not sure.",
        "The night was cold. The captain was incredulous. The fair was open.",
        "The navy said it had sunk three ships. Nobody was unconvinced.",
    ],
)
def test_who_is_unsure_of_nothing_that_was_said_doubts_none(text: str) -> None:
    assert contests(read(text)) == []


@pytest.mark.parametrize(
    "doubt",
    [
        "The hole is not consistent with a limpet mine, said Ann Lee, an engineer.",
        "Ann Lee, an engineer, said the hole was hard to reconcile with a limpet mine.",
        "Ann Lee, an engineer, said the hole did not prove that a mine was used.",
        "Ann Lee, an engineer, said she had seen no evidence of a limpet mine.",
    ],
)
def test_what_does_not_fit_a_claim_is_a_doubt_of_it(doubt: str) -> None:
    contest = only(read(f"Sudland said the ferry was holed by a limpet mine. The fair was open. {doubt}"))
    assert contest.kind == "doubt"
    assert contest.sides[0].source_text == "Sudland"


@pytest.mark.parametrize(
    ("denial", "who"),
    [
        ("Fishermen told a different story.", "Fishermen"),
        ("Fishermen gave a different account, saying that the ships lay at anchor.", "Fishermen"),
        ("Sudland's coast guard gave a different account of what happened.", "Sudland's coast guard"),
        ("Within hours the harbour ministry issued a denial and called for calm.", "the harbour ministry"),
        ("Ann Lee, a pilot, disagreed.", "Ann Lee, a pilot"),
        ("The pilots' union begs to differ.", "The pilots' union"),
        ("Fishermen remember it differently.", "Fishermen"),
        ("That is not how Ann Lee, a pilot, remembers it.", "Ann Lee, a pilot"),
        ("That's at odds with the account of Ann Lee, a pilot who was there.", "Ann Lee, a pilot who was there"),
        ("That contradicts what fishermen in Sudland told the Courier.", "fishermen in Sudland"),
        ("But harbour records show otherwise.", "harbour records"),
        ("But films of the bay suggest that this is not so.", "films of the bay"),
        ("Ann Lee, a pilot, was having none of it.", "Ann Lee, a pilot"),
        ("“Absolutely not,” said Ann Lee, a pilot.", "Ann Lee, a pilot"),
        ("“We reject this,” said Ann Lee, a pilot.", "Ann Lee, a pilot"),
        ("The pilots' union accused it of making up the story.", "The pilots' union"),
        ("“They're mistaken,” said Ann Lee, a pilot.", "Ann Lee, a pilot"),
        ("“They made it up,” said Ann Lee, a pilot.", "Ann Lee, a pilot"),
        ("Ann Lee, a pilot, said the navy was not telling the truth.", "Ann Lee, a pilot"),
    ],
)
def test_who_tells_it_otherwise_denies_what_was_just_told(denial: str, who: str) -> None:
    contest = only(read(f"{TOLD} {denial} The fair was open."))
    assert contest.kind == "denial"
    assert [side.source_text for side in contest.sides] == ["The navy", who]


@pytest.mark.parametrize(
    "none",
    [
        "The book gives a different account of the war than the film.",
        "Two sailors are also doubtful for the race on Sunday.",
    ],
)
def test_accounts_that_differ_and_who_may_not_take_part_are_no_answer(none: str) -> None:
    assert contests(read(f"{TOLD} {none}")) == []
