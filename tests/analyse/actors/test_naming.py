import pytest

from tasks.analyse.actors.naming import first_name, fuller, known_as, label


@pytest.mark.parametrize(
    ("phrase", "shown"),
    [
        ("Odalo, the rebel spokesman, who was shot last year", "Odalo, the rebel spokesman"),
        ("A Tessaly ministry spokesperson on Friday ahead of the vote", "A Tessaly ministry spokesperson"),
        ("its rescued co-pilot Capt. Ilen Teck", "rescued co-pilot Capt. Ilen Teck"),
        ("• Radio Corvenna", "Radio Corvenna"),
        ("The U.N.", "The U.N."),
        ("Maro's", "Maro"),
        ("TNA) Tessaly", "Tessaly"),
        ("Soldiers who served with Teck", "Soldiers who served with Teck"),
        ("Rep. Ann Lee (D-Tessaly)", "Rep. Ann Lee (D-Tessaly)"),
        (
            "Peter Harrow, the deputy head of the office for the protection of the dams in the north of the country",
            "Peter Harrow",
        ),
    ],
)
def test_a_party_is_shown_without_what_only_its_sentence_needs(phrase: str, shown: str) -> None:
    assert label(phrase) == shown


@pytest.mark.parametrize(
    ("source", "speaker", "shown"),
    [
        ("he", "Rebel spokesman Karim Odalo", "Rebel spokesman Karim Odalo"),
        ("Odalo", "Rebel spokesman Karim Odalo", "Rebel spokesman Karim Odalo"),
        ("her lawyer", "Lee’s lawyer", "Lee’s lawyer"),
        ("the Pentagon", "Pentagon", "the Pentagon"),
        ("miners in the valley", "miners", "miners in the valley"),
        ("several of whom", "the rebel leaders", "the rebel leaders"),
        ("Odalo", None, "Odalo"),
    ],
)
def test_of_two_descriptions_the_one_that_can_be_read_alone_is_shown(
    source: str, speaker: str | None, shown: str
) -> None:
    assert fuller(source, speaker) == shown


@pytest.mark.parametrize(
    ("description", "name", "person"),
    [
        ("Rebel spokesman Karim Odalo", "Odalo", True),
        ("Ann Lee, a judge", "Lee", True),
        ("Ambassador Ann Lee of the Island States", "Lee", True),
        ("Secretary of State Ann Lee", "Lee", True),
        ("Ann Lee III", "Lee", True),
        ("a spokesman for the Dawn Party", "spokesman for the Dawn Party", False),
        ("Lee’s office", "Lee’s office", False),
        ("Lee and the State Department", "Lee and the State Department", False),
        ("Experts", "Experts", False),
        ("the report released Friday", "report released", False),
        ("the chief executive, Ann Lee", "Lee", True),
        ("The former head of the harbour, Ann Lee", "Lee", True),
        ("the mill's owner, Tom J. Oll", "Oll", True),
        ("a firm in Tolm, New Tessaly", "", False),
        ("officials in Tolm, the capital", "", False),
    ],
)
def test_people_are_told_apart_by_their_last_name(description: str, name: str, person: bool) -> None:
    assert known_as(description) == (name if person else known_as(description)[0], person)


@pytest.mark.parametrize(
    ("description", "first"),
    [
        ("Senator Ann Lee", "ann"),
        ("Lee", ""),
        ("Gov. Lee", ""),
        ("House Speaker Lee", ""),
        ("President Tom J. Lee", "tom"),
    ],
)
def test_the_first_name_is_what_stands_between_title_and_last_name(description: str, first: str) -> None:
    assert first_name(description, "lee") == first
