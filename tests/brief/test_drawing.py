"""The pictures: what they show, that they are always the same, and that they fit into page and mail."""

import io
import re
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from tasks.brief.compose import compose
from tasks.brief.drawing import Picture, pictures
from tasks.brief.parts import Brief, Locality
from tasks.brief.words import Words
from tests.brief.material import DESK, NOW, material, name

WORDS = Words.load("en", "UTC")
KABUL = Locality("Kabul", "AF", 3, (3.0, 3.0), 34.53, 69.17)
GHAZNI = Locality("Ghazni", "AF", 1, (None, None), 33.55, 68.42)


def brief(**more: Any) -> Brief:
    return replace(compose(material(), DESK, name, None, NOW), **more)


def drawn(**more: Any) -> dict[str, Picture]:
    return pictures(brief(**more), WORDS)


def texts(picture: Picture) -> list[str]:
    return [element.text for element in etree.fromstring(picture.svg()).iter("{*}text")]


def test_there_is_a_picture_of_days_of_places_and_of_each_contest_of_figures() -> None:
    assert list(drawn(localities=(KABUL,))) == ["incidents", "map", "figures-2"]


def test_what_there_is_nothing_to_see_of_is_not_drawn() -> None:
    assert drawn(incidents=None, localities=(replace(KABUL, lat=None, lon=None),), cards=()) == {}


def test_each_picture_says_in_words_what_it_shows() -> None:
    made = drawn(localities=(KABUL, GHAZNI))
    assert made["incidents"].alt == (
        "Reported incidents by day and type – Sun 12 Feb 2023: Battles 1; "
        "Mon 13 Feb 2023: Explosions/Remote violence 1, Protests 1; Tue 14 Feb 2023: Battles 1"
    )
    assert made["map"].alt == "Where incidents are reported from – Kabul: 3; Ghazni: 1"
    assert made["figures-2"].alt == (
        "How many Coastal Front fighters are in the delta? – Northern Mission: 400 to 600; "
        "Government of Marenia: at most 199; Coastal Front: 0"
    )
    for picture in made.values():
        root = etree.fromstring(picture.svg())
        assert (root.get("role"), root.get("aria-label")) == ("img", picture.alt)


def test_the_map_names_places_and_the_countries_around_them() -> None:
    named = texts(drawn(localities=(KABUL, GHAZNI))["map"])
    assert {"Kabul", "Ghazni", "Afghanistan", "Pakistan", "200 km"} <= set(named)


def test_the_map_names_countries_in_the_language_of_the_digest() -> None:
    french = Words(WORDS.entries | {"language": "fr"}, "UTC")
    assert "Ouzbékistan" in texts(
        pictures(brief(localities=(KABUL, replace(KABUL, lat=41.3, lon=69.2))), french)["map"]
    )


@pytest.mark.parametrize("spot", [(0.0, 0.0), (89.9, 179.9), (-90.0, -180.0), (71.0, 25.0)])
def test_there_is_a_map_of_every_place_on_earth(spot: tuple[float, float]) -> None:
    far = replace(KABUL, name="Far", lat=spot[0], lon=spot[1])
    assert "<svg" in drawn(localities=(far,))["map"].svg()
    wide = drawn(localities=(far, KABUL, replace(KABUL, name="Wide", lat=-33.9, lon=-151.2)))["map"]
    assert {"Far", "Kabul", "Wide"} <= set(texts(wide))
    assert len(wide.svg()) < 150_000


def test_names_do_not_stand_on_each_other() -> None:
    crowd = tuple(replace(KABUL, name=f"Kabul district {n}", lat=34.53 + n / 500) for n in range(10))
    named = texts(drawn(localities=(*crowd, GHAZNI))["map"])
    assert 1 <= sum("district" in text for text in named) < 10


def test_a_figure_that_is_open_upwards_ends_in_an_arrow() -> None:
    card = brief().cards[1]
    at_least = replace(card, sides=(replace(card.sides[0], figure=(700.0, None)), *card.sides[1:]))
    assert drawn(cards=(at_least,))["figures-2"].png() != drawn(cards=(card,))["figures-2"].png()
    assert "700" in texts(drawn(cards=(at_least,))["figures-2"])


def test_pictures_drawn_in_two_processes_are_the_same_to_the_byte() -> None:
    code = (
        "import hashlib; from tests.brief.test_drawing import *\n"
        "for p in drawn(localities=(KABUL, GHAZNI)).values():\n"
        "    print(hashlib.sha256(p.svg().encode() + p.png()).hexdigest())"
    )
    first, second = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout for _ in "12"
    )
    assert first == second
    assert first.count("\n") == 3


def test_in_a_page_they_take_on_its_colours_and_share_no_id() -> None:
    made = [picture.svg() for picture in drawn(localities=(KABUL,)).values()]
    ids = [one for svg in made for one in re.findall(r'\bid="([^"]+)"', svg)]
    assert len(ids) == len(set(ids)) > 0
    for svg in made:
        assert set(re.findall(r"url\(#([^)]+)\)|href=\"#([^\"]+)\"", svg))
        assert all(target in svg for target in re.findall(r"url\(#([^)]+)\)", svg))
        assert re.findall(r"#[0-9a-f]{6}\b", svg) == []
        assert "var(--ink)" in svg
        assert "<style" not in svg


def test_a_png_is_twice_as_wide_as_it_is_shown() -> None:
    for picture in drawn(localities=(KABUL,)).values():
        image = Image.open(io.BytesIO(picture.png()))
        assert image.format == "PNG"
        assert image.width == 2 * picture.size()["width"]
        assert abs(image.height - 2 * picture.size()["height"]) <= 1


@pytest.mark.parametrize(
    "strange", ["$\\frac{", "]]><script>alert(1)</script>&", "\x00\x1b[2J\u202e", "北京 كابل", "x" * 500]
)
def test_names_that_are_strange_stay_names(strange: str) -> None:
    card = brief().cards[1]
    sides = tuple(replace(side, name=strange) for side in card.sides)
    made = drawn(localities=(replace(KABUL, name=strange),), cards=(replace(card, sides=sides, proposition=strange),))
    for picture in made.values():
        root = etree.fromstring(picture.svg())
        assert next(root.iter("{*}script"), None) is None
        assert picture.png().startswith(b"\x89PNG")
