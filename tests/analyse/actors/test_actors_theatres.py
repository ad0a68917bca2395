"""The theatres of the catalogue: who is known there, whose part it is, and who is nobody's ally."""

from __future__ import annotations

from datetime import date

import pytest

from tasks.analyse.actors.catalogue import Catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load()


@pytest.mark.parametrize(
    ("phrase", "on", "actor"),
    [
        # what every state has, by rule
        ("Malian junta leader Karim Diallo", date(2022, 3, 1), "mali"),
        ("the Sudanese foreign ministry", date(2024, 3, 1), "sudan"),
        ("Fijian state media", date(2024, 3, 1), "fiji-media"),
        ("the Kenyan national assembly", date(2024, 3, 1), "kenya-parliament"),
        ("Bolivian lawmakers", date(2024, 3, 1), "bolivia-parliament"),
        ("Ghanaian analysts", date(2024, 3, 1), None),
        ("a Ghanaian army spokesman", date(2024, 3, 1), "ghana-army"),
        ("Naypyidaw", date(2024, 3, 1), "myanmar"),
        # seats and offices
        ("the Kremlin", date(2024, 3, 1), "russia"),
        ("Downing Street", date(2024, 3, 1), "united-kingdom"),
        ("the Blue House", date(2018, 3, 1), "south-korea"),
        ("a senior administration official", date(2018, 3, 1), "united-states"),
        ("FEMA Administrator Ann Lee", date(2018, 3, 1), "federal-emergency-management-agency"),
        # parties and parliaments
        ("Republican lawmakers", date(2018, 3, 1), "republican-party"),
        ("House Democrats", date(2018, 3, 1), "democratic-party"),
        ("the Senate Intelligence Committee", date(2018, 3, 1), "united-states-parliament"),
        ("the main opposition Republican People's Party", date(2018, 3, 1), "republican-peoples-party"),
        ("Knesset members", date(2018, 3, 1), "israel-parliament"),
        # armed groups
        ("TTP spokesman Karim Nabi", date(2023, 3, 1), "tehrik-i-taliban-pakistan"),
        ("the Jama’at Nusrat al-Islam wal-Muslimin", date(2023, 3, 1), "jnim"),
        ("ISGS fighters", date(2021, 3, 1), "islamic-state-sahel"),
        ("M23 rebels", date(2024, 3, 1), "m23"),
        ("the Amhara Fano", date(2024, 3, 1), "fano"),
        ("Oromo Liberation Army fighters", date(2024, 3, 1), "oromo-liberation-army"),
        ("the Kachin Independence Army", date(2024, 3, 1), "kachin-independence-army"),
        ("Al–Qassam Brigades", date(2024, 3, 1), "qassam-brigades"),
        ("Gaza’s health ministry", date(2024, 3, 1), "gaza-health-ministry"),
        ("the YPG", date(2018, 3, 1), "peoples-protection-units"),
        ("the Jalisco New Generation Cartel", date(2024, 3, 1), "jalisco-new-generation-cartel"),
        ("Viv Ansanm leader Jan Pierre", date(2024, 3, 1), "g9"),
        ("Moro National Liberation Front members", date(2013, 3, 1), "moro-national-liberation-front"),
        # international bodies
        ("the head of the UN Palestinian refugee agency", date(2009, 3, 1), "unrwa"),
        ("the UN mission in Mali", date(2020, 3, 1), "minusma"),
        ("Brussels", date(2020, 3, 1), "european-union"),
        ("Doctors Without Borders", date(2020, 3, 1), "medecins-sans-frontieres"),
    ],
)
def test_who_speaks_in_the_theatres(catalogue: Catalogue, phrase: str, on: date, actor: str | None) -> None:
    assert catalogue.resolve(phrase, on) == actor


@pytest.mark.parametrize(
    ("acronym", "text", "actor"),
    [
        ("SDF", "Syrian and Kurdish fighters met near Raqqa.", "syrian-democratic-forces"),
        ("SDF", "Tokyo sent ships.", None),
        ("RSF", "Shells fell on Khartoum in Sudan.", "rapid-support-forces"),
        ("RSF", "Paris is home to a watchdog of the press.", None),
        ("KIA", "A drone fell near Myitkyina in Myanmar.", "kachin-independence-army"),
        ("the ADF", "Villages near Beni in Congo were burnt.", "allied-democratic-forces"),
        ("the ADF", "Canberra sent ships.", None),
        ("Congress", "Peru votes. The Peruvian president waits in Lima.", "peru-parliament"),
        ("Congress", "Republicans in Washington wait.", "united-states-parliament"),
    ],
)
def test_an_acronym_of_several_is_the_one_of_the_theatre(
    catalogue: Catalogue, acronym: str, text: str, actor: str | None
) -> None:
    assert catalogue.for_text(text).resolve(acronym) == actor


@pytest.mark.parametrize(
    ("part", "whole", "on"),
    [
        ("national-directorate-of-security", "government-of-afghanistan", date(2021, 8, 14)),
        ("national-directorate-of-security", "government-of-afghanistan", None),
        ("gaza-health-ministry", "hamas", None),
        ("central-intelligence-agency", "united-states", None),
        ("tass", "russia", None),
        ("unrwa", "united-nations", None),
        ("peoples-protection-units", "syrian-democratic-forces", None),
        ("myanmar-army", "myanmar", date(2022, 1, 1)),
        ("allied-democratic-forces", "islamic-state", date(2022, 1, 1)),
        ("m23", "alliance-fleuve-congo", None),
    ],
)
def test_a_part_and_its_whole_are_one_side(catalogue: Catalogue, part: str, whole: str, on: date | None) -> None:
    assert catalogue.allied(part, whole, on)
    assert catalogue.allied(whole, part, on)


@pytest.mark.parametrize(
    ("one", "other", "on"),
    [
        ("national-directorate-of-security", "taliban", date(2022, 1, 1)),
        ("taliban", "government-of-afghanistan", date(2020, 1, 1)),
        ("tehrik-i-taliban-pakistan", "taliban", None),
        ("republican-party", "united-states", None),
        ("republican-party", "democratic-party", None),
        ("united-states-parliament", "united-states", None),
        ("special-counsel-mueller", "united-states", None),
        ("bolivia-parliament", "bolivia", None),
        ("fatah", "hamas", None),
        ("hamas", "palestinian-authority", None),
        ("rapid-support-forces", "sudan-army", None),
        ("libyan-national-army", "libya", None),
        ("peoples-defence-force", "myanmar", None),
        ("myanmar-army", "myanmar", date(2019, 1, 1)),
        ("houthis", "government-of-yemen", None),
        ("syrian-democratic-forces", "turkey", None),
        ("allied-democratic-forces", "islamic-state", date(2017, 1, 1)),
        ("jnim", "islamic-state-sahel", None),
        ("boko-haram", "islamic-state-west-africa-province", None),
        ("egyptair", "egypt", None),
    ],
)
def test_rivals_are_never_one_side(catalogue: Catalogue, one: str, other: str, on: date | None) -> None:
    assert not catalogue.allied(one, other, on)


def test_a_leader_speaks_for_a_state_only_in_office(catalogue: Catalogue) -> None:
    assert catalogue.resolve("Imran Khan", date(2020, 1, 1)) == "pakistan"
    assert catalogue.resolve("Imran Khan", date(2024, 1, 1)) == "pakistan-tehreek-e-insaf"
    assert catalogue.resolve("Shinzo Abe", date(2021, 1, 1)) is None


def test_the_report_of_one_article_is_that_of_the_state_it_is_about(catalogue: Catalogue) -> None:
    bolivian = catalogue.for_text(
        "LA PAZ – Bolivian troops met Bolivian police. Bolivia waits, and so does parliament."
    )
    assert bolivian.resolve("parliament") == "bolivia-parliament"
    assert bolivian.resolve("state television") == "bolivia-media"
    assert catalogue.resolve("parliament") is None


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Secretary of State Ann Lee flew to Paris.", "united-states"),
        ("Former Secretary of State Tom Orr spoke. Secretary of State Ann Lee agreed.", "united-states"),
        ("Ohio's secretary of state opened an inquiry. Secretary of State Ann Lee said so.", None),
        ("North Dakota Republican Secretary of State Ann Lee opened an inquiry.", None),
    ],
)
def test_the_secretary_of_state_is_one_of_the_united_states_where_an_article_names_it(
    catalogue: Catalogue, text: str, actor: str | None
) -> None:
    assert catalogue.for_text(text).resolve("Secretary of State Ann Lee") == actor
