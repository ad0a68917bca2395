from pathlib import Path

import pytest

from tasks.analyse.parsing.gazetteer import Gazetteer, Kind, everyday
from tasks.errors import ConfigError


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Kabul", "AF", Kind.TOWN),
        ("Kunduz", "AF", Kind.PROVINCE),
        ("Sana'a", "YE", Kind.TOWN),
        ("Kharkov", "UA", Kind.TOWN),
        ("Ivory Coast", "CI", Kind.COUNTRY),
        ("U.S.", "US", Kind.COUNTRY),
        ("Russia", "RU", Kind.COUNTRY),
        ("North Waziristan", "PK", Kind.DISTRICT),
        ("Gaza Strip", "PS", Kind.PROVINCE),
        ("Kart-e-Now", "AF", Kind.TOWN),
    ],
)
def test_names_of_conflict_news_are_known(name: str, country: str, kind: Kind) -> None:
    assert (country, kind) in {(spot.country, spot.kind) for spot in Gazetteer.load().find(name)}


def test_a_country_has_its_everyday_name() -> None:
    assert {spot.name for spot in Gazetteer.load().find("Russia") if spot.kind is Kind.COUNTRY} == {"Russia"}


def test_a_province_lies_in_the_middle_of_its_towns() -> None:
    (logar,) = [spot for spot in Gazetteer.load().find("Logar Province") if spot.kind is Kind.PROVINCE]
    assert logar.lat == pytest.approx(34.0, abs=0.5)
    assert logar.lon == pytest.approx(69.1, abs=0.5)


def test_a_users_places_come_on_top(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[[place]]\nname = "Camp Heron"\naliases = ["Kabul"]\ncountry = "za"\nlat = -29.5\nlon = 24\n'
        'province = "Cape"\n'
    )
    gazetteer = Gazetteer.load([mine])
    (spot,) = gazetteer.find("camp heron")
    assert (spot.name, spot.country, spot.province, spot.lat, spot.lon) == ("Camp Heron", "ZA", "Cape", -29.5, 24.0)
    assert gazetteer.find("Kabul") == [spot]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[place]", "cannot read the places"),
        ('[[place]]\nname = "Alder"\ncountry = "US"\nlat = 1', "place 1: KeyError('lon')"),
        ('[[place]]\nname = "Alder"\ncountry = "US"\nlat = 100\nlon = 1', "not on the globe"),
        ('[[place]]\nname = "Alder"\ncountry = "US"\nlat = 1\nlon = 1\naliases = "Elder"', "must be words"),
        ('[[place]]\nname = "Alder"\ncountry = "US"\nlat = 1\nlon = 1\nkind = "moon"', "MOON"),
    ],
)
def test_a_faulty_file_of_places_is_named_with_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(text)
    with pytest.raises(ConfigError, match=r"mine\.toml") as caught:
        Gazetteer.load([mine])
    assert says in str(caught.value)


def test_a_missing_file_of_places_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml"):
        Gazetteer.load([tmp_path / "nowhere.toml"])


def test_names_are_written_as_english_news_writes_them() -> None:
    assert everyday("Ghaznī") == "Ghazni"
    assert everyday("‘Afrīn") == "Afrin"
    assert everyday("São Paulo") == "São Paulo"
