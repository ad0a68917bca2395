import pytest

from tasks.analyse.attribution.attributions import find_attributions
from tasks.analyse.parsing.parse import parse
from tests.analyse.attribution_kit import read


def speakers(text: str) -> list[str | None]:
    return [a.speaker for a in read(text)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Rebel spokesman Karim Odalo said the town had fallen. He said nobody was hurt.",
            "Rebel spokesman Karim Odalo",
        ),
        (
            "Rebel spokesman Karim Odalo said the town had fallen. Odalo added that nobody was hurt.",
            "Rebel spokesman Karim Odalo",
        ),
        (
            "A Tessaly government spokesperson said the town had fallen. The spokesman added that nobody was hurt.",
            "A Tessaly government spokesperson",
        ),
        ("Two captives said they had been beaten. They said nobody helped.", "Two captives"),
        ("The ministry said the town had fallen. It said nobody was hurt.", "The ministry"),
        ("Lena Marsh, an analyst, said the town had fallen. Marsh said it was a pity.", "Lena Marsh, an analyst"),
        ("The film stars an actor who says he was beaten.", "an actor"),
        ("The mayor met his ex-wife. The ex-wife of the mayor said it was over.", "The ex-wife of the mayor"),
        ("A clerk said Tom Orso was the source. He denied it.", "Tom Orso"),
        ("They spoke to prime-time host Tom Orso. Orso said the dam had broken.", "prime-time host Tom Orso"),
    ],
)
def test_a_source_gets_the_fullest_name_that_the_article_has_for_it(text: str, last: str) -> None:
    assert speakers(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "Residents of Tolm told the mayor of a convoy. Two of them said that the guards had fired.",
            "Residents of Tolm",
        ),
        ("Six residents of Tolm were asked in the market. Four said that the well was dry.", "residents of Tolm"),
        ("That is not the recollection of neighbors. Three said that the guards had fired.", "neighbors"),
        ("The board met on Monday. Two said that the dam had cracks.", None),
        ("The farmers met the soldiers on Monday. Two said that the dam had cracks.", None),
    ],
)
def test_a_number_alone_counts_the_only_people_whom_the_sentence_before_names(text: str, last: str | None) -> None:
    assert speakers(text)[-1] == (last or "Two")


def test_she_is_not_a_man_of_the_sentence_before() -> None:
    text = "Mrs. Marsh said the town had fallen. Mr. Odalo said it had not. She said he was wrong."
    assert "Marsh" in str(speakers(text)[2])


def test_a_pronoun_that_fits_nobody_stays_unresolved() -> None:
    assert speakers("They said the town had fallen.") == [None]


def test_the_catalogue_is_asked_for_the_words_of_the_source_and_for_whom_they_stand() -> None:
    text = "Rebel spokesman Karim Odalo said the town had fallen. He said nobody was hurt."
    known = {"Rebel spokesman Karim Odalo": "rebels"}
    found = find_attributions(next(iter(parse([text]))), text, known.get)
    assert [a.actor for a in found] == ["rebels", "rebels"]


def test_a_state_is_not_called_by_the_fuller_name_of_another_nor_by_what_befell_it() -> None:
    text = "The raid hit South Sudan, an attack that killed two. Sudan said it was not there."
    known = {"Sudan": "sudan", "South Sudan": "south-sudan"}
    found = find_attributions(next(iter(parse([text]))), text, known.get)
    assert [(a.speaker, a.actor) for a in found] == [("Sudan", "sudan")]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Mayor Dunn was silent. His lawyer said the town had fallen.", "Dunn’s lawyer"),
        ("The Free Boatmen Guild met, and its envoy said the town had fallen.", "Free Boatmen Guild’s envoy"),
        (
            "Tolm Gold, a mining company, closed. Its lawyer said the town had fallen.",
            "Tolm Gold’s lawyer",
        ),
        ("Kenyan officials met the miners. Later officials said the dam had broken.", "Kenyan officials"),
        ("The Dawn Column sent a message. The group said its target had been a police post.", "Dawn Column"),
        ("The mayor shouted at the rebel leaders, several of whom said the dam had broken.", "the rebel leaders"),
    ],
)
def test_a_description_that_leans_on_words_before_is_told_in_full(text: str, last: str) -> None:
    assert speakers(text)[-1] == last


def test_how_many_there_were_is_no_part_of_a_name() -> None:
    text = "Twenty Odari died at the dam. The Odari said nobody had fled."
    assert speakers(text)[-1] == "Odari"


def test_an_adviser_is_told_with_whom_he_serves() -> None:
    assert speakers("An adviser to the mayor was calm. He said the dam would hold.")[-1] == "An adviser to the mayor"


@pytest.mark.parametrize(
    "text",
    [
        "The miners’ union said in a statement that nobody was warned. “It was known,” the statement said.",
        "The miners’ union issued a statement saying nobody was warned. It said two had died.",
        "The miners’ union denied it. “Nobody was warned,” the statement said.",
    ],
)
def test_a_statement_speaks_for_whoever_put_it_out(text: str) -> None:
    assert speakers(text)[-1] == "The miners’ union"


def test_officials_of_two_states_are_just_officials() -> None:
    text = "Kenyan officials met Somali officials. Later officials said the dam had broken."
    assert speakers(text)[-1] == "officials"


def test_an_apposition_joined_by_and_is_somebody_else() -> None:
    text = "Peter Harrow and his brothers said the dam had broken. Harrow said it was old."
    assert speakers(text)[-1] == "Peter Harrow"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Police chief Karim Odalo came. The police said that he was dismissed.", "The police"),
        ("They want a caretaker government to hold the vote. The government said that all was well.", "The government"),
        ("The army rejected a report by Norland Watch. The report said forty had died.", "The report"),
        ("Tolm replied in a letter that said it was a lie.", "Tolm"),
        ("The prosecutor accused the mayor of fraud. The mayor said the charges were a stunt.", "The mayor"),
        ("Orso is going through a report that claimed the dam leaks.", "a report"),
        ("Harbour Watch said the militia had robbed it. The militia said it was not there.", "The militia"),
        ("The Interior Ministry said the Sons of Tolm had robbed it. The group said it was not there.", "The group"),
    ],
)
def test_a_body_or_a_document_is_not_called_by_who_merely_stands_beside_it(text: str, last: str) -> None:
    assert speakers(text)[-1] == last
