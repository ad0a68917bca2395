"""Who puts a claim that its dispute tells, by the words around the noun that names it."""

import re

import pytest

from tasks.analyse.claims.claimants import claimant, put_by, told_behind
from tests.analyse.contests_kit import catalogue, contests, read
from tests.analyse.halves.test_halves import halves


def owner(text: str, noun: str) -> str | None:
    found = re.search(rf"\b{noun}\b", text)
    assert found is not None
    who = claimant(text, found.span(), len(text), catalogue())
    return who.text if who else None


@pytest.mark.parametrize(
    ("text", "noun", "who"),
    [
        ("He rejected a senator's charge that the clerks were paid.", "charge", "a senator"),
        ("She disputes the government's account of the flood.", "account", "the government"),
        ("The board dismissed Ann Lee's angry and false charge.", "charge", "Ann Lee"),
        ("The board rejected claims from residents that it hid the ledgers.", "claims", "residents"),
        ("The board denied a report by a foreign news agency that it was broke.", "report", "a foreign news agency"),
        (
            "He denied a claim by a branch of the Tolm Front that it shelled the port.",
            "claim",
            "a branch of the Tolm Front",
        ),
        ("The board rejected the claim, made by two captains, that it hid the ledgers.", "claim", "two captains"),
        (
            "The board rejected a claim by the harbour master, Ann Lee, that it hid the ledgers.",
            "claim",
            "the harbour master, Ann Lee",
        ),
        ("The board denied charges from Ann Lee, a clerk, of theft.", "charges", "Ann Lee, a clerk"),
        ("The board dismissed Kremlin claims that it hid the ledgers.", "claims", "Kremlin"),
        (
            "He rejected the findings of the harbour's own inspector and left.",
            "findings",
            "the harbour's own inspector",
        ),
        ("He objected to the decision by the prison doctor not to test the guards.", "decision", "the prison doctor"),
        ("She dismissed a recent Corvenna Press poll of the town.", "poll", "Corvenna Press"),
        ("The board dismissed U.N. claims that it hid the ledgers.", "claims", "U.N."),
        ("The family contests police allegations that he fired.", "allegations", "police"),
        ("The board cast doubt on harbour police reports of a fire.", "reports", "harbour police"),
    ],
)
def test_a_claim_is_put_by_the_owner_that_its_noun_has(text: str, noun: str, who: str) -> None:
    assert owner(text, noun) == who


@pytest.mark.parametrize(
    ("text", "noun", "who"),
    [
        ("The board rejected Russian charges that it hid the ledgers.", "charges", "Russian charges"),
        ("He said Western suggestions that the dam was mined were a lie.", "suggestions", "Western suggestions"),
        ("The board dismissed opposition claims that it hid the ledgers.", "claims", "opposition claims"),
        ("The board dismissed a Corvenna Herald story about its debts.", "story", "a Corvenna Herald story"),
    ],
)
def test_an_owner_whose_words_cannot_stand_alone_is_shown_with_the_noun(text: str, noun: str, who: str) -> None:
    assert owner(text, noun) == who


def test_the_adjective_of_a_land_means_those_who_speak_for_it() -> None:
    text = "The board rejected Russian charges that it hid the ledgers."
    who = claimant(text, (text.index("charges"), text.index(" that")), len(text), catalogue())
    assert who is not None
    assert who.actor == "russia"


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The board dismissed corruption allegations.", "allegations"),
        ("The board dismissed Ukraine allegations.", "allegations"),
        ("The board called the Oman account a lie.", "account"),
        ("The board dismissed repeated claims that it hid the ledgers.", "claims"),
        ("The board dismissed last week's claims.", "claims"),
        ("The board dismissed Monday's claim.", "claim"),
        ("The board dismissed his accusations.", "accusations"),
        ("The board dismissed neither side's claims.", "claims"),
        ("The board dismissed accusations of fraud that nobody had proved.", "accusations"),
        ("The board dismissed criminal charges.", "charges"),
    ],
)
def test_what_a_claim_is_about_or_when_it_was_made_tells_no_owner(text: str, noun: str) -> None:
    assert owner(text, noun) is None


@pytest.mark.parametrize(
    ("behind", "who"),
    [
        (", which Tessalian officials base on a treaty.", "Tessalian officials"),
        (", which the mayor has repeatedly made.", "the mayor"),
        (", including from Lee.", "Lee"),
        (", which the mayor denies.", None),
    ],
)
def test_an_owner_told_behind_the_claim(behind: str, who: str | None) -> None:
    found = told_behind(f"the charge that the dam leaks{behind}", 29, 29 + len(behind), catalogue())
    assert (found and found.text) == who


@pytest.mark.parametrize(
    ("claim", "who"),
    [
        ("settlers who say that the well is dry", "settlers"),
        ("Ann Lee's oft-repeated claim to have been offered a boat", "Ann Lee"),
        ("ads that accuse him of lying", None),
        ("those who said the well was dry", None),
        ("Lee's ties to the mill", None),
        ("the miller said the report by Lee was wrong", None),
        ("what he called reckless statements by Tessalian bodies", "Tessalian bodies"),
    ],
)
def test_a_claim_that_is_a_noun_phrase_tells_its_owner(claim: str, who: str | None) -> None:
    found = put_by(claim, (0, len(claim)), catalogue())
    assert (found and found.text) == who


def test_a_contest_names_the_owner_of_a_claim_told_within_its_denial() -> None:
    (contest,) = contests(
        read("Ana Brell, the mayor of Tolm, rejected Western suggestions that the dam had been mined.")
    )
    assert [(side.source_text, side.stance) for side in contest.sides] == [
        ("Western suggestions", "asserts"),
        ("Ana Brell, the mayor of Tolm", "denies"),
    ]
    assert contest.proposition == "Western suggestions: “the dam had been mined”"


def test_two_of_one_state_are_apart_where_the_wording_sets_them_apart() -> None:
    (contest,) = contests(
        read("Donald Trump cast doubt on Pentagon assessments that the dam had been mined, saying nobody had seen one.")
    )
    assert [side.source_text for side in contest.sides] == ["Pentagon", "Donald Trump"]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        (
            "There goes the press again with the tabloids falsely accusing the ferry captain of smuggling.",
            "the tabloids",
        ),
        (
            "The dam was drained, leading many foreign engineers to wrongly claim that its wall had deep cracks.",
            "many foreign engineers",
        ),
        (
            "Lee said the mayor's closest friends had created a misleading impression that the dam was quite safe.",
            "the mayor's closest friends",
        ),
        ("The harbour master was falsely accused of smuggling lamps through the tunnel.", ""),
    ],
)
def test_who_puts_a_claim_that_is_judged_stands_before_the_judgement(sentence: str, who: str) -> None:
    ((_, claimed, *_),) = halves(sentence)
    assert claimed == who


def test_who_is_named_behind_what_is_dismissed_puts_it_too() -> None:
    ((_, claimed, _, against, _),) = halves(
        "Long also dismissed criticism of the harbour relief works, including from Brell."
    )
    assert (claimed, against) == ("Brell", "Long")
