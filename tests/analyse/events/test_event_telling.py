"""Who tells of an event and how sure that makes it; what a threat is; when a sentence tells one event more."""

from datetime import UTC, date, datetime

import pytest

from tasks.analyse.reading import Reader
from tasks.models import Article, Event

READER = Reader.load()


def events(text: str) -> list[Event]:
    article = Article(
        article_id="a",
        url="https://a.example/1",
        source_id="a",
        title=None,
        byline=None,
        site=None,
        dateline=None,
        published_at=datetime(2024, 3, 11, 6, tzinfo=UTC),
        published_on=date(2024, 3, 11),
        published_basis="given",
        not_before=None,
        language="en",
        text=text,
        fetched_at=datetime(2024, 3, 11, 6, tzinfo=UTC),
        access="full",
        text_sha256="",
    )
    (analysis,) = READER.read([article])
    return list(analysis.events)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The rebels said that guerrillas had attacked a garrison in Kunduz on Friday.", "claimed"),
        ("The rebels said that the army had shelled a village in Kunduz on Friday.", "suspected"),
        ("The army said that the rebels had shelled a village in Kunduz on Friday.", "reported"),
        ("Al-Shabaab said its fighters had attacked a garrison in Kismayo on Friday.", "claimed"),
        ("Al-Shabaab said that soldiers had attacked a market in Kismayo on Friday.", "suspected"),
        ("Taliban authorities confirmed that a bomb killed four people in Kabul on Friday.", "reported"),
    ],
)
def test_what_only_an_armed_group_tells_is_claimed_of_its_own_men_and_suspected_of_others(
    text: str, certainty: str
) -> None:
    assert [event.certainty for event in events(text)] == [certainty]


@pytest.mark.parametrize(
    "text",
    [
        "The raiders took four clerks in Kunduz and threatened them with knives.",
        "The judge fled Kunduz because of the threats against her and her son.",
        "The singer fled Kunduz after the threats issued on the radio.",
        "A guard came out in Kunduz and pointed a gun at the marchers.",
    ],
)
def test_a_threat_with_arms_or_against_a_person_is_a_plan(text: str) -> None:
    assert [(event.subtype, event.certainty) for event in events(text)] == [("Attack", "planned")]


@pytest.mark.parametrize(
    "text",
    ["The threat of floods grew in Kunduz.", "The minister pointed at the map of Kunduz.", "Threats have no place."],
)
def test_other_threats_are_none(text: str) -> None:
    assert events(text) == []


def test_people_held_by_others_than_the_state_are_abducted() -> None:
    (event,) = events("Two nurses who have been held by raiders since Friday in Kunduz sent a letter.")
    assert event.subtype == "Abduction/forced disappearance"
    assert all(
        e.subtype != "Abduction/forced disappearance" for e in events("Two nurses are held by the police in Kunduz.")
    )


@pytest.mark.parametrize(
    "text",
    [
        "Seven banks in Kunduz were shaken by explosives on Friday.",
        "A bomb damaged the office of the mayor in Kunduz on Friday.",
    ],
)
def test_what_a_weapon_wrecked_tells_of_its_use(text: str) -> None:
    assert [event.subtype for event in events(text)] == ["Remote explosive/landmine/IED"]


def test_another_and_also_tell_of_one_event_more() -> None:
    text = "A bomb went off at a bank in Kunduz on Friday. {} went off in Kunduz, too."
    assert len(events(text.format("Another bomb"))) == 2
    assert len(events(text.format("It"))) == 1
    assert len(events("Raiders attacked a bank in Kunduz on Friday. Two buses were also attacked.")) == 2
    assert len(events("Raiders attacked a bank in Kunduz on Friday. Two guards were also killed.")) == 1


def test_what_happened_long_ago_is_not_what_is_reported() -> None:
    text = "A bomb went off at a bank in Kunduz. Some 3 years ago a raid on the same bank killed two clerks in Kunduz."
    assert [(event.killed, event.background) for event in events(text)] == [((None, None), False), ((2, 2), True)]


def test_a_murder_is_no_part_of_a_battle() -> None:
    found = events("Fighting broke out in Kunduz a week ago. She left after the assassination of six judges.")
    assert [event.killed for event in found] == [(None, None), (6, 6)]


def test_two_plans_are_one_plot_and_happen_nowhere_unless_that_is_said() -> None:
    text = "OSLO/BERGEN - Al-Shabaab was plotting to assassinate the envoy Ann Lee, officials said in Norway on Friday."
    (plan,) = events(text)
    assert plan.place is None or plan.place.name == "Norway"
    (plot,) = events(f"{text} Their team was to carry out the suicide bombing outside her residence in Nairobi.")
    assert plot.place and plot.place.name == "Nairobi"


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A bomb killed nine people in Kunduz on Friday, police said. A doctor said twelve people had died.", (9, 12)),
        ("At least five people died in a raid in Kunduz, locals said. A monitor put the toll at eight.", (5, 8)),
        ("A bomb killed nine people in Kunduz, police said. The toll rose to twelve, a doctor said.", (12, 12)),
        ("A bomb killed 35 people in Kunduz, police said. A doctor said three people had died on the way.", (35, 35)),
        ("Raiders killed four officers in Kunduz, police said. The mayor said two bakers had been killed.", (4, 4)),
    ],
)
def test_where_sources_differ_the_toll_goes_from_the_lowest_to_the_highest(
    text: str, killed: tuple[float, float]
) -> None:
    assert [event.killed for event in events(text)] == [killed]


@pytest.mark.parametrize(
    "text",
    [
        "At least five people were killed in a raid in Kunduz. One judge was killed, and his wife.",
        "Raiders killed the judge Ann Lee in Kunduz on Friday. She was killed in one of the worst raids of 2024.",
    ],
)
def test_the_next_sentence_singles_out_some_of_the_dead(text: str) -> None:
    (event,) = events(text)
    assert event.date_precision != "year"


def test_what_is_to_be_protested_or_avenged_has_happened() -> None:
    (murder,) = (
        e for e in events("Judges will protest the murder of Ann Lee in Kunduz on Friday.") if e.type != "Protests"
    )
    assert (murder.subtype, murder.certainty) == ("Attack", "reported")
    clash, murder = events("Raiders attacked a post in Kunduz on Friday to avenge the murder of Bo Mar.")
    assert (clash.killed, murder.killed) == ((None, None), (1, 1))


@pytest.mark.parametrize(
    "text",
    ["Five judges have been killed in two months in Kunduz.", "In this decade, 200 people have been killed in Kunduz."],
)
def test_a_sum_over_months_is_no_event(text: str) -> None:
    assert events(text) == []


def test_whom_it_struck_is_told_without_what_is_said_of_him() -> None:
    text = (
        "Officials denied any part in the death of Bo Mar in Kunduz. "
        "Mar, who led the Front that laid down its arms in Herat, was killed by three bullets."
    )
    assert len(events(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The plane disappeared from the radar near Kunduz on Friday.",
        "The plane left Kunduz on Friday. All 224 people on board were killed when the airliner crashed near Herat.",
        "A jet crashed in Kunduz on Friday, killing all 224 people on board.",
        "Nobody knows whether he was kidnapped in Kunduz.",
        "How did he wind up getting captured in Kunduz?",
        "The mayor set off a political storm in Kunduz on Friday.",
        "An alarm went off in Kunduz on Friday.",
        "Somebody hacked into the voters' roll in Kunduz on Friday.",
        "She spoke at a campaign rally in Kunduz on Friday.",
        "He attacked the army in Kunduz on Friday, saying that it was corrupt.",
        "A war that has killed hundreds of thousands of people goes on in Kunduz.",
        "Traders in Kunduz have battled with the mayor over taxes.",
        "The board executed the plan in Kunduz on Friday.",
        "Jurors in Kunduz recommended that he be executed.",
        "There have been nearly 100 attacks in Kunduz this year.",
        "The ferry had left Kunduz on Friday and disappeared near Herat.",
        "The old fear of floods disappeared in Kunduz on Friday.",
        "All 40 people on board were killed near Kunduz on Friday.",
        "Nobody knows if he fled, or he's a thief, or he was kidnapped in Kunduz on Friday.",
        "The mayor of Kunduz drew scorn on Friday for killing the deal.",
        "The envoy attacked the plan in Kunduz on Friday.",
        "A video captures the moment in Kunduz on Friday.",
        "The scene, shot by a cameraman in Kunduz on Friday, runs for an hour.",
        "Lee had been arrested six times in Kunduz.",
        "He avoided trial for crimes ranging from theft to murder in Kunduz on Friday.",
    ],
)
def test_words_of_violence_that_tell_of_none(text: str) -> None:
    assert events(text) == []


def test_a_breakdown_of_the_dead_is_not_added_to_them() -> None:
    (event,) = events("Nine citizens, three women and six children, have been killed in an attack in Kunduz.")
    assert event.killed == (9, 9)


def test_what_somebody_is_charged_with_is_no_event_of_its_own() -> None:
    assert {
        e.subtype for e in events("Police arrested a baker in Kunduz on charges of arson and inciting a riot.")
    } == {"Arrests"}
    (arrest,) = events("A baker was arrested on Friday for fraud, theft, and arson in Kunduz.")
    assert arrest.subtype == "Arrests"


@pytest.mark.parametrize(
    ("text", "subtype"),
    [
        ("Norway shot down a Danish warplane near Kunduz on Friday.", "Armed clash"),
        ("The envoy spoke of the shooting down of a Danish plane in Kunduz on Friday.", "Armed clash"),
        ("An airliner with tourists was shot down near Kunduz on Friday.", "Attack"),
        ("On Friday, Norway shot down what it said was an unmanned drone near Kunduz.", "Disrupted weapons use"),
        ("Two helicopters were attacked near Kunduz on Friday.", "Armed clash"),
        ("A helicopter attacked a village near Kunduz on Friday.", "Air/drone strike"),
        ("Jets struck a village near Kunduz on Friday.", "Air/drone strike"),
        ("Raiders blew up a jet in Kunduz on Friday.", "Remote explosive/landmine/IED"),
        ("A clerk was burned alive by raiders in Kunduz on Friday.", "Attack"),
        ("Raiders burned a school in Kunduz on Friday.", "Looting/property destruction"),
    ],
)
def test_what_was_struck_is_not_with_what_it_was_struck(text: str, subtype: str) -> None:
    assert [event.subtype for event in events(text)] == [subtype]


@pytest.mark.parametrize(
    "text",
    [
        "The plane's tail struck a runway while landing in Kunduz on Friday.",
        "A jet hit a mountain in Kunduz on Friday.",
        "The mayor of Kunduz said that they were responsible for the deaths of thousands.",
        "Lee was freed in exchange for five prisoners held by Norway in Kunduz.",
    ],
)
def test_harm_by_no_one_s_arms_is_no_event(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The governor did not answer questions about how the clerk ended up detained in Kunduz.",
        "She has not spoken a word since she was captured in Kunduz.",
        "They searched Kunduz for a clerk who left his unit before being captured by the enemy.",
        "He met the detained clerk in Kunduz.",
        "The minister praised a clerk who was detained in Kunduz.",
        "She found the burned-out car in Kunduz.",
        "Norway has been fighting raiders in Kunduz.",
        "On Friday the envoy called the shooting of the clerk in Kunduz a crime.",
    ],
)
def test_what_is_taken_as_known_is_background(text: str) -> None:
    assert all(event.background for event in events(text))


@pytest.mark.parametrize(
    "text",
    [
        "Four suspects arrested in Kunduz",
        "The baker killed two clerks before he was arrested in Kunduz on Friday.",
        "Witnesses described how raiders killed two clerks in Kunduz.",
    ],
)
def test_a_headline_and_what_has_its_own_day_or_is_told_are_news(text: str) -> None:
    assert any(not event.background for event in events(text))


def test_below_the_first_sentence_a_line_that_ends_as_none_tells_nothing() -> None:
    lead = "Raiders killed two clerks in Kunduz on Friday, police said, and went off with the money of the bank."
    end = "The mayor spoke of a dark day for all who live here and for those who trade with them, near and far."
    text = f"Bank raided in Kunduz\n\n{lead}\n\n{{}}\n\n{end}"
    assert len(events(text.format("WATCH NOW Bomb kills nine in Herat 03:10"))) == 1
    assert len(events(text.format("A bomb killed nine people in Herat on Friday."))) == 2
    assert len(events(text.format("- A bomb killed nine people in Herat on Friday"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Norway accused raiders of killing two clerks on Friday.",
        "Norway condemned the murder of two clerks on Friday.",
        "Two clerks were killed on Friday by the Kunduz cartel.",
    ],
)
def test_who_speaks_of_it_or_has_it_in_his_name_says_not_where(text: str) -> None:
    assert {event.place for event in events(text)} == {None}


def test_what_was_weeks_ago_is_not_what_the_article_opens_with() -> None:
    lead = "At least nine people were killed by raiders in northern Afghanistan, officials said. The mayor wept. "
    first, second = events(f"{lead}Two weeks ago, raiders mounted an attack in Kunduz.")
    assert first.killed == (9, None)
    assert second.date_to and second.date_to < date(2024, 3, 4)


def test_the_day_of_a_report_dates_no_event_told_beside_it() -> None:
    long = "The talks on the border went on for weeks with no end in sight. "
    told = "The envoy told reporters on Thursday that he would not leave. "
    (killing,) = (e for e in events(f"{long}{told}Two clerks were killed in Kunduz.") if e.subtype == "Attack")
    assert killing.date_from is None


def test_the_dead_of_an_article_that_is_all_of_a_crash_are_no_attack_s() -> None:
    crash = "Some say the plane crashed. It was the third crash of a jet that year. The crash was heard in Kunduz. "
    text = f"The tourists were on their way home to the islands, and many were children. {crash}A crash is loud. "
    assert events(f"{text}In Kunduz, 90 bodies have been found on Friday.") == []
