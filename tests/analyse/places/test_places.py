import pytest

from tasks.analyse.parsing.gazetteer import Gazetteer
from tasks.analyse.parsing.parse import parse
from tasks.analyse.places.places import find_places
from tasks.models import Place

GAZETTEER = Gazetteer.load()


def places(text: str) -> list[Place]:
    (doc,) = parse([text])
    found = find_places(doc, text, GAZETTEER)
    assert all(text[p.mention.start : p.mention.end] == p.mention.text for p in found)
    return found


def named(text: str) -> list[str]:
    return [place.mention.text for place in places(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A mortar round fell in Kunduz on Friday.", ["Kunduz"]),
        ("Raiders came from Kart-e-Now, Kabul.", ["Kart-e-Now", "Kabul"]),
        ("KHARTOUM (Newsline) — Traders reopened their shops in Port Sudan.", ["KHARTOUM", "Port Sudan"]),
        ("Kandahar's governor fled to Sana'a.", ["Kandahar", "Sana'a"]),
        ("U.S. envoys flew to the United Arab Emirates.", ["U.S.", "United Arab Emirates"]),
    ],
)
def test_places_are_found_where_they_are_named(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Afghan officers met Russian traders.",
        "Mr. Houston declined to comment.",
        "Georgia Petrov told the inquiry that she had seen nothing.",
        "She was reading a book of mobile verse.",
        "Hector Delgado told the inquiry that he had seen nothing.",
        "The Hilton hotel was full.",
        "The navy arrested Somali pirates.",
        "A mill burned in Somali hands.",
        "He answered in English.",
    ],
)
def test_nationalities_and_people_are_no_places(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "name", "country", "province"),
    [
        ("A fire broke out in Paris, Texas, on Friday.", "Paris", "US", "Texas"),
        ("A fire broke out in Paris on Friday.", "Paris", "FR", "Île-de-France"),
        ("Troops left Tripoli, Lebanon.", "Tripoli", "LB", None),
        ("Troops in Libya left Tripoli.", "Tripoli", "LY", None),
        ("A bridge in Logar province fell.", "Logar", "AF", "Logar"),
        ("Raids were made on Lima's access roads.", "Lima", "PE", None),
    ],
)
def test_a_name_is_put_where_the_article_means_it(text: str, name: str, country: str, province: str | None) -> None:
    (place,) = [p for p in places(text) if p.mention.text == name]
    assert place.country == country
    assert province is None or place.province == province


def test_part_of_a_land_is_no_place_of_that_name() -> None:
    assert named("Fighting went on in Northern Logar.") == ["Logar"]
    assert named("She was born in Western Province, Zambia.")[-1] == "Zambia"


def test_in_news_of_several_countries_the_city_that_all_know_is_meant() -> None:
    envoys = "Envoys of Turkey, Syria and Russia met in the United States. The United States gave a dinner. "
    towns = "Envoys came from Utah and from Iowa. "
    (place,) = [p for p in places(f"{envoys}{towns}They will meet in London.") if p.mention.text == "London"]
    assert place.country == "GB"
    lands = places("Envoys of Guatemala, Peru, Chile and Cuba met in Guatemala City, and then in Guatemala.")
    assert [place.name for place in lands if place.mention.text == "Guatemala"] == ["Guatemala", "Guatemala"]


def test_a_nested_name_lies_in_its_city() -> None:
    inner, outer = places("Gunmen struck in Kart-e-Now, Kabul, the men said.")
    assert inner.province == "Kabul"
    assert inner.lat == pytest.approx(outer.lat, abs=0.2)


def test_a_part_of_a_town_lies_there_though_the_gazetteer_has_its_namesake_elsewhere() -> None:
    part, town = places("Nine men were found in the Dora district of Baghdad.")
    assert (part.name, part.country, part.lat) == ("Dora", "IQ", town.lat)


def test_an_unknown_village_lies_in_the_province_named_with_it() -> None:
    village, _ = places("Raiders burned a mill in Mir Ahad, Logar.")
    assert (village.name, village.country) == ("Mir Ahad", "AF")


def test_arab_names_are_known_as_news_spells_them() -> None:
    (place,) = places("A mill burned in Hawija.")
    assert place.country == "IQ"


def test_a_possessive_ends_a_name() -> None:
    assert named("Raiders burned a mill in Karachi's Lower Bazaar.") == ["Karachi"]
