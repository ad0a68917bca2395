"""What the accused say of themselves answers the one charge against them, be it in no word of it."""

import pytest

from tests.analyse.contests_kit import contests, only, quotes, read

BETWEEN = "Rain fell all day. A priest said that many had left the valley. The market was shut."


@pytest.mark.parametrize(
    ("charge", "answer"),
    [
        ("Police said that Ann Lee had burned the mill", '"I was in another town that night," Lee said.'),
        ("Police said that Ann Lee had burned the mill", "Lee said that she was asleep when the mill burned."),
        ("Prosecutors said that Ann Lee stole the funds of the school", '"I never took a cent," Lee said.'),
        ("Prosecutors accused Ann Lee of spying for Borea", '"I have never met any of these men," said Lee.'),
        ("Police said that Ann Lee had burned the mill", '"I am innocent," Lee told the judges.'),
        ("Police said that Ann Lee had burned the mill", "Lee said that she had been framed."),
        ("Police said that Ann Lee had burned the mill", '"I deny it," said Lee.'),
        ("The army accused the rebels of burning the mill", "The rebels said that they had nothing to do with it."),
        (
            "Norland said that a frigate of Borea had rammed a trawler",
            '"Our ship was far from there," said Borea\'s navy.',
        ),
        ("The army said that the rebels had tortured two men", '"We do not torture prisoners," the rebels said.'),
        ("Prosecutors said that the mill had dumped waste in the river", "The mill says it complied with all rules."),
        ("Prosecutors said that the mill had dumped waste in the river", "The mill said it had acted lawfully."),
        ("Prosecutors accused the mill of dumping waste", "The mill says it is the victim of a smear campaign."),
        ("Prosecutors accused the mill of dumping waste", "The mill said that it would fight the charges."),
        ("Prosecutors accused the mill of dumping waste", "The mill vowed to clear its name."),
        ("Prosecutors accused the mill of dumping waste", "The mill said that a tannery was to blame."),
        ("Prosecutors accused the mill of dumping waste", "\"It wasn't us,\" said Ann Lee, the mill's owner."),
        ("Prosecutors accused the mill of dumping waste", '"We did not do it," said Ann Lee, a lawyer for the mill.'),
    ],
)
def test_who_is_charged_answers_in_words_of_his_own(charge: str, answer: str) -> None:
    found = only(read(f"{charge}. {BETWEEN} {answer}", "a"))
    assert found.kind == "denial"
    assert [said[0].startswith(start) for said, start in zip(quotes(found).values(), (charge, answer), strict=True)]


@pytest.mark.parametrize(
    "answer",
    [
        "His mother said he had never hurt anyone.",
        '"He did nothing," said Ann Lee, his mother.',
        "The family's lawyer said that he was innocent.",
    ],
)
def test_who_is_near_to_the_accused_answers_for_him(answer: str) -> None:
    found = only(read(f"The student had attacked an officer, police said. {answer}"))
    assert [said[0].startswith(start) for said, start in zip(quotes(found).values(), ("The", answer), strict=True)]


def test_a_mother_of_somebody_else_answers_nothing() -> None:
    text = f"The student had attacked an officer, police said. {BETWEEN} {BETWEEN} His mother said he did nothing."
    assert not contests(read(text, "a"))


@pytest.mark.parametrize(
    "text",
    [
        # Of one's mind, of what one is or favours nothing is denied.
        f'Police said that Ann Lee had burned the mill. {BETWEEN} "I did not expect so many guests," Lee said.',
        f'Police said that Ann Lee had burned the mill. {BETWEEN} "I am not a man of many words," Lee said.',
        f"Critics slammed Ann Lee for the wounded. {BETWEEN} Lee said that she had not met the mayor.",
        f'Police said that Ann Lee had burned the mill. {BETWEEN} "It never crossed my path," Lee said.',
        # Who suffered a deed is charged with none.
        f'Police said that Ann Lee was attacked at the mill. {BETWEEN} "I did not fall," Lee said.',
        # Which of two charges is meant cannot be told.
        f"Police said that Ann Lee had burned the mill. {BETWEEN} The bank accused Lee of defrauding widows. "
        '"I never did that," Lee said.',
    ],
)
def test_what_answers_no_charge(text: str) -> None:
    assert not contests(read(text, "a"))
