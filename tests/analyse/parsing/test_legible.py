import pytest

from tasks.analyse.parsing.legible import legible
from tasks.analyse.parsing.model import model
from tasks.analyse.parsing.parse import parse

TELEGRAM = (
    "PUERTO VELDA, 4 FEB 90 (NPA) -- [TEXT] GUERRILLAS OF THE FRML ATTACKED\n"
    "THE GARRISON OF QUEZALTEPEQUE IN EL SALVADOR AT DAWN TODAY, WOUNDING A\n"
    "SOLDIER.  COLONEL ORZAMENDI DENIED THAT THE REBELS TOOK ANY PRISONERS IN\n"
    "THE FIGHT ON FRIDAY.\n"
    "\n"
    "   TRAFFIC STOPPED.\n"
)


def test_capitals_are_put_back_where_names_begin() -> None:
    read = legible(TELEGRAM, model())
    assert "guerrillas of the FRML attacked the garrison of Quezaltepeque in El Salvador at dawn today" in read
    assert "Colonel Orzamendi denied that the rebels took any prisoners in the fight on Friday." in read


def test_wrapped_lines_are_joined_and_paragraphs_kept() -> None:
    read = legible(TELEGRAM, model())
    assert "attacked the garrison" in read
    assert ".\n\n   Traffic stopped.\n" in read


@pytest.mark.parametrize("text", [TELEGRAM, TELEGRAM.lower(), "İSTANBUL " * 30, "ß" * 50, "“A–b…”", "", "\n\n"])
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(legible(text, model())) == len(text)


def test_edited_prose_only_has_its_quotation_marks_straightened() -> None:
    text = "Headline\n“No,” he said in Kunduz.\nA second paragraph of the article follows here.\nAnd a third."
    assert legible(text, model()) == text.replace("“", '"').replace("”", '"')


def test_a_dateline_is_no_part_of_the_name_that_it_runs_into() -> None:
    (doc,) = parse(
        ["Tolm, Kenya (NPA)Uganda's army said on Sunday that the dam (of clay) broke. “No (NPA)Lake,” it said."]
    )
    assert [sentence.text.strip() for sentence in doc.sents][1].startswith("Uganda's army said")
    assert "(of clay)" in doc.text and "(NPA)Lake" in doc.text


def test_a_telegram_parses_into_whole_sentences() -> None:
    (doc,) = parse([TELEGRAM])
    assert any(s.text.strip() == "Traffic stopped." for s in doc.sents)
    assert any(s.text.strip().endswith("prisoners in the fight on Friday.") for s in doc.sents)


@pytest.mark.parametrize("unit", ['"', "(", "'", '")', "'s", "#", "“"])
def test_marks_without_end_are_no_tokens(unit: str) -> None:
    """The tokenizer peels marks off one by one, in the square of their number: a hostile page would stall a run."""
    text = "Before. " + unit * 5000 + " after."
    (doc,) = parse([text])
    assert doc.text.split()[0] == "Before."
    assert doc[-2].idx == text.index("after")
    assert max(len(piece) for piece in doc.text.split()) < 300
