"""Answers that do not stand right behind the claim: others speak in between, or the answer comes first."""

import pytest

from tasks.analyse.claims.words import concept, read_words
from tests.analyse.contests_kit import contests, only, read

BETWEEN = "The market was closed. A grocer said that it was cold."


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        (
            "Tessalia's defence minister said on Monday that Borean drones had crossed the border.",
            '"We have no drones," said Borea\'s ambassador, Petra Lund.',
        ),
        (
            "Villagers said that rangers had shot two herders in the park.",
            '"Our rangers did not shoot anyone," said the director of the park, Grace Lund.',
        ),
        (
            "Fishermen said that the mining company Tolm Gold had dumped cyanide into the river.",
            '"We never dumped anything," said Tolm Gold\'s director, Marta Lund.',
        ),
    ],
)
def test_who_is_spoken_of_says_of_his_own_that_it_is_not_so(claim: str, answer: str) -> None:
    contest = only(read(f"{claim} {BETWEEN} {answer}"))
    assert [side.quote for side in contest.sides] == [claim, answer]
    assert [side.stance for side in contest.sides] == ["asserts", "denies"]


def test_a_company_answers_what_is_said_of_the_company() -> None:
    contest = only(
        read(
            "The mining company Tolm Gold said on Friday that it had never let cyanide into the river. "
            "Fishermen said on Monday that the company had let cyanide into the river."
        )
    )
    assert [(side.source_text, side.stance) for side in contest.sides] == [
        ("Fishermen", "asserts"),
        ("The mining company Tolm Gold", "denies"),
    ]


def test_who_is_only_met_is_not_the_one_of_whom_it_is_told() -> None:
    claim = "A doctor said that the baker showed symptoms of fever and cough three days after a long walk with Ann Lee."
    assert (
        contests(read(f'{claim} {BETWEEN} "I have no symptoms or pain," Ann Lee said in the harbour on Monday.')) == []
    )


@pytest.mark.parametrize(
    "words",
    ["take took taken", "send sent", "sell sold", "strike struck", "break broke broken", "give gave given"],
)
def test_the_forms_of_a_verb_are_one_word(words: str) -> None:
    assert len({concept(word) for word in words.split()}) == 1


def test_a_mine_is_no_pronoun() -> None:
    text = "they planted the mine"
    assert concept("mine") in read_words(text, [(0, len(text))], ()).all


@pytest.mark.parametrize(
    ("denial", "claim"),
    [
        (
            "The coast guard denied on Friday that it had rammed a trawler off Tolm.",
            "Fishermen had said that a patrol boat of the coast guard struck the trawler.",
        ),
        (
            '"There was no attack on the camp," the army\'s spokesman, Idris Lund, said on Tuesday.',
            "Rebels had said that army planes bombed the camp at Tolm.",
        ),
        (
            'The trade minister, Ann Lee, said on Monday that "this is a lie".',
            "The Tolm Courier had reported that she took gifts from an oil company.",
        ),
    ],
)
def test_an_article_that_opens_with_a_denial_goes_on_with_the_claim(denial: str, claim: str) -> None:
    contest = only(read(f"{denial} {claim}"))
    assert [(side.quote, side.stance) for side in contest.sides] == [(claim, "asserts"), (denial, "denies")]


def test_that_claim_is_none_that_stands_behind() -> None:
    assert contests(read("Ann Lee rejects that claim. Lee's lawyer said that Ann Lee was in court on Monday.")) == []


@pytest.mark.parametrize("answer", ["Nothing of the sort happened", "This is a pack of lies", "This is a fairy tale"])
def test_words_that_turn_down_what_was_said(answer: str) -> None:
    contest = only(
        read(
            "Fishermen said that soldiers burned 40 houses at Tolm. "
            f'"{answer}," said the army\'s spokesman, Idris Lund.'
        )
    )
    assert [side.stance for side in contest.sides] == ["asserts", "denies"]


def test_a_verdict_is_passed_on_what_was_said_not_on_what_its_speaker_adds() -> None:
    contest = only(
        read(
            f"The poet's family said that he had been beaten by guards in the prison of Tolm. {BETWEEN} "
            '"That is simply untrue," said the prison\'s director, Ivan Lund. "Nobody laid a hand on the man."'
        )
    )
    assert [side.source_text for side in contest.sides] == ["The poet's family", "the prison's director, Ivan Lund"]


@pytest.mark.parametrize(
    ("behind", "who"),
    [
        ("which the governor of the province, Ann Lee, made on Sunday", "the governor of the province, Ann Lee"),
        ("which the newspaper published on Sunday", "the newspaper"),
    ],
)
def test_who_put_what_is_rejected_is_told_behind_it(behind: str, who: str) -> None:
    contest = only(read(f"General Lund rejected accusations of looting in the town of Tolm, {behind}."))
    assert contest.sides[0].source_text == who
