"""One party's own words against its earlier ones: corrected, owned up to, taken back."""

import pytest

from tests.analyse.contests_kit import contests, only, read

WATER = "Mayor Ada Dunn said on Monday that the water of Tolm was safe to drink."


@pytest.mark.parametrize(
    "text",
    [
        "Police first said the guard had been armed. On Tuesday they said he had not been carrying a gun after all.",
        "The harbour ministry initially said that all the dead were smugglers. It later said eight were fishermen.",
        "The company acknowledged that oil had reached the river. For weeks it had maintained that no oil had escaped.",
        "Mayor Ada Dunn had denied that she met the smuggler. She now admits that they dined together twice.",
        "After initially saying that no guards were hurt, the ministry said on Friday that two guards had died.",
        "On Monday Captain Orso said no arms had been sold. On Friday he conceded that two cannon had been sold.",
        "A harbour spokesman said in the morning that the boy had died. "
        "In the evening the spokesman said that the boy was still alive.",
        "The prison service had said that he hanged himself in a cell. It now says that inmates beat him.",
        "The company blamed the pilot for the accident in March. It now admits that the lights were off.",
        "Police at first said the guard had fired. The department acknowledged on Friday that he was unarmed.",
        "Riyadh admitted that the clerk was dead. The kingdom had previously insisted that he left the building alive.",
        "Turkey said on Friday that the clerk died in a brawl. It had maintained for weeks that he left unharmed.",
        "The witness, Tom Lee, recanted. Lee told the court in May that he saw a gun. On Friday he said he saw none.",
        "Mayor Ada Dunn backtracked. She said she met the smuggler. Last week Dunn said she never met the man.",
        "Having said for weeks that the well was clean, the council admitted on Monday that it was foul.",
    ],
)
def test_what_is_said_at_first_and_otherwise_later_is_a_reversal(text: str) -> None:
    contest = only(read(f"{text} The fair was open."))
    assert contest.kind == "reversal"
    assert [side.side for side in contest.sides] == [1, 2]


@pytest.mark.parametrize(
    "turn",
    [
        "On Tuesday she retracted the statement.",
        "She walked back the remark on Thursday, saying she had no proof.",
        "On Sunday she backtracked, saying that the wells were fouled.",
        "A day later the mayor took back her words.",
        "Dunn has since changed her story.",
        "But her account has shifted since.",
        "On Tuesday she said that she had been wrong.",
        "On Tuesday she said that her first statement was wrong.",
        "On Tuesday she walked that back.",
        "On Tuesday she said she had misspoken.",
    ],
)
def test_what_is_taken_back_is_what_the_same_party_said_before(turn: str) -> None:
    contest = only(read(f"{WATER} {turn} The fair was open."))
    assert contest.kind == "reversal"
    assert [(side.side, "safe to drink" in side.quote) for side in contest.sides] == [(1, True), (2, False)]


def test_who_calls_his_earlier_statement_an_error_takes_it_back() -> None:
    said = "The airline said the plane had passed a full inspection on March 2."
    assert (
        only(read(f'{said} The airline called the earlier statement "an error made in good faith".')).kind == "reversal"
    )


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said five sailors had died. It later put the number at eight as bodies were found.",
        "The ministry initially said that 5 sailors had died. It later said that 8 sailors had died.",
        "The company said on Monday it would close. On Friday it reversed its decision after talks.",
        f"{WATER} She walked back through the market.",
        f"{WATER} Critics urged her to retract the statement.",
        "The harbour company had said that the ferry would sail. It now says that it will not sail.",
        "The harbour company said the ferry was full. It now says that the fair was open.",
        "Captain Orso first spoke of the storm. On Friday he said that the fair was open.",
        "The boy fell from a wall, police commander Joe Kip said. The police have withdrawn their explanation.",
    ],
)
def test_news_plans_and_walks_take_nothing_back(text: str) -> None:
    assert contests(read(f"{text} The lake was calm.")) == []


def test_what_was_denied_and_is_said_on_a_later_day_is_a_reversal() -> None:
    first = read("Norland Mills denied that gas had escaped from its plant in Tolm.", "a")
    then = read("Norland Mills said on Friday that gas had escaped from its plant in Tolm.", "b", days=4)
    assert only(first, then).kind == "reversal"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (
            "The harbour ministry said no aircraft of the fleet had flown over Tolm.",
            "The harbour ministry said that one of its aircraft had struck the school.",
        ),
        (
            "Norkem said none of the solvent had reached the river.",
            "Norkem conceded that 400 litres of solvent had leaked into the river.",
        ),
    ],
)
def test_who_had_none_there_and_later_tells_of_some_says_otherwise(first: str, then: str) -> None:
    contest = only(read(f"{first} The fair was open."), read(f"{then} The lake was calm.", "b", days=3))
    assert (contest.kind, [side.quote for side in contest.sides]) == ("reversal", [first, then])


def test_of_a_toll_that_rises_none_and_some_are_no_reversal() -> None:
    first = "The harbour ministry said none of its guards had been hurt in Tolm."
    then = "The harbour ministry said that two of its guards had died in Tolm."
    assert not [c for c in contests(read(first), read(then, "b", days=3)) if "of none" in str(c.evidence)]


def test_who_initially_said_otherwise_says_so_in_one_sentence() -> None:
    text = (
        "Chief Jan Kowal, who initially said no officer wore a camera, said on Monday that two officers wore cameras."
    )
    (contest,) = contests(read(text))
    assert contest.kind == "reversal"
