from datetime import date

import pytest

from tasks.analyse.events.events import find_events
from tasks.analyse.figures.figures import find_figures
from tasks.analyse.parsing.dates import find_dates
from tasks.analyse.parsing.gazetteer import Gazetteer
from tasks.analyse.parsing.parse import parse
from tasks.analyse.places.places import find_places
from tasks.models import Event

GAZETTEER = Gazetteer.load()
MONDAY = date(2024, 3, 11)


def known_actors(text: str) -> list[tuple[int, int, str]]:
    names = {"police": "police", "Red Column": "red-column"}
    return [(text.find(n), text.find(n) + len(n), actor) for n, actor in names.items() if n in text]


def events(text: str, anchor: date | None = MONDAY) -> list[Event]:
    (doc,) = parse([text])
    found = find_events(
        doc,
        text,
        [],
        find_figures(doc, text, []),
        find_dates(doc, text, anchor),
        find_places(doc, text, GAZETTEER),
        known_actors(text),
        anchor,
    )
    assert all(text[e.mention.start : e.mention.end] == e.mention.text for e in found)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "subtype"),
    [
        ("Troops clashed with rebels in Kunduz on Friday.", "Battles", "Armed clash"),
        ("A car bomb went off in Kunduz.", "Explosions/Remote violence", "Remote explosive/landmine/IED"),
        ("A drone strike hit a farm in Kunduz.", "Explosions/Remote violence", "Air/drone strike"),
        ("A suicide bomber struck a mosque in Kunduz.", "Explosions/Remote violence", "Suicide bomb"),
        (
            "Rockets were fired at a village near Kunduz.",
            "Explosions/Remote violence",
            "Shelling/artillery/missile attack",
        ),
        ("Gunmen murdered a teacher in Kunduz.", "Violence against civilians", "Attack"),
        ("Gunmen kidnapped a nurse in Kunduz.", "Violence against civilians", "Abduction/forced disappearance"),
        ("Hundreds demonstrated in Kunduz.", "Protests", "Peaceful protest"),
        ("Rioters rampaged through Kunduz.", "Riots", "Violent demonstration"),
        ("The police arrested four men in Kunduz.", "Strategic developments", "Arrests"),
        ("Both sides signed a ceasefire in Kunduz.", "Strategic developments", "Agreement"),
    ],
)
def test_verbs_and_nouns_tell_the_type(text: str, kind: str, subtype: str) -> None:
    (event,) = events(text)
    assert (event.type, event.subtype) == (kind, subtype)


def test_a_report_says_when_where_who_and_how_many() -> None:
    (event,) = events(
        "On Friday, Red Column gunmen attacked a market in Kunduz, killing four people and wounding nine."
    )
    assert (event.date_from, event.date_to, event.date_precision) == (date(2024, 3, 8), date(2024, 3, 8), "day")
    assert event.place is not None
    assert event.place.name == "Kunduz"
    assert event.actors == ("red-column",)
    assert event.killed == (4, 4)
    assert event.injured == (9, 9)
    assert event.certainty == "reported"


@pytest.mark.parametrize(
    "text",
    [
        "He died of a heart attack in Kunduz.",
        "The flood killed nine people in Kunduz.",
        "The gunmen did not attack the village.",
        "The council met in Kunduz.",
        "The guards should attack the camp in Kunduz.",
        "He spoke of attacks and murders.",
        "The teachers' strike goes on in Kunduz.",
    ],
)
def test_what_is_no_event_is_not_reported(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The Red Column claimed responsibility for the bombing in Kunduz.", "claimed"),
        ("Soldiers allegedly murdered a teacher in Kunduz.", "suspected"),
        ("The group threatened to attack the garrison in Kunduz.", "planned"),
        ("Their team was to murder a judge in Kunduz.", "planned"),
        ("Five judges threatened with death in Kunduz have sought refuge.", "planned"),
        ("The bishop said that he had received death threats.", "planned"),
        ("Gunmen attacked the town on Friday.", "reported"),
    ],
)
def test_how_sure_the_report_is(text: str, certainty: str) -> None:
    assert [event.certainty for event in events(text)] == [certainty]


def test_who_is_blamed_for_an_attack_is_not_blamed_for_the_arrests_after_it() -> None:
    text = (
        "A bomb killed two men in Kunduz on Friday. Police arrested nine men in Kunduz, blaming them for the bombing."
    )
    assert [(e.subtype, e.certainty) for e in events(text)][-1] == ("Arrests", "reported")


def test_mentions_of_one_event_become_one_report() -> None:
    text = "A bomb exploded in Kunduz on Friday. The blast killed four people. It was the worst attack of the year."
    (event,) = events(text)
    assert (event.subtype, event.killed) == ("Remote explosive/landmine/IED", (4, 4))


def test_attacks_in_two_places_are_two_events() -> None:
    found = events("Gunmen attacked a farm in Kunduz on Friday. Other gunmen attacked a market in Kandahar on Sunday.")
    assert [event.place and event.place.name for event in found] == ["Kunduz", "Kandahar"]


def test_what_lies_long_past_is_background() -> None:
    old, new = events("Gunmen attacked the farm in Kunduz in May 2019. Shells hit a school in Kandahar on Friday.")
    assert (old.background, new.background) == (True, False)


def test_the_day_of_the_report_is_not_the_day_of_the_event() -> None:
    (event,) = events("Police confirmed on Sunday that gunmen murdered a teacher in Kunduz on Friday.")
    assert event.date_from == date(2024, 3, 8)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Gunmen killed a teacher in Kunduz.", (1, 1)),
        ("Gunmen killed Ann Lee and Omar Reyes in Kunduz.", (2, 2)),
        ("Two women and three children were killed in Kunduz.", (5, 5)),
        ("Nine people, including five children, were killed in Kunduz.", (9, 9)),
        ("At least six men were killed in Kunduz.", (6, None)),
        ("A bomb went off in Kunduz on Friday but there were no casualties.", (0, 0)),
        ("Gunmen attacked the garrison in Kunduz.", (None, None)),
        ("Gunmen murdered a family in Kunduz.", (None, None)),
        ("A baker was shot dead in Kunduz.", (1, 1)),
        ("Nine shepherds were hacked to death in Kunduz.", (9, 9)),
        ("A clerk and her brother were gunned down in Kunduz.", (2, 2)),
        ("The bodies of six men were found in Kunduz.", (6, 6)),
        ("Police found three bodies in Kunduz.", (3, 3)),
        ("A boy was killed with four fighters in Kunduz.", (5, 5)),
        ("Gunmen killed an elder, his brother and a guard in Kunduz.", (3, 3)),
        ("Up to nine men were killed in Kunduz.", (None, 9)),
        ("A judge and up to nine men were killed in Kunduz.", (1, 10)),
        ("A couple was stabbed to death in Kunduz.", (2, 2)),
        ("Raiders in two cars killed Ann Lee and three of her guards in Kunduz.", (4, 4)),
        ("A bomb hidden in a car killed a judge in Kunduz.", (1, 1)),
        ("Fighting in Kunduz on Friday left nine soldiers dead.", (9, 9)),
        ("Either a farmer or a smuggler was killed in a raid in Kunduz.", (1, 1)),
        ("4-6 alleged raiders killed in a strike on a farm in Kunduz.", (4, 6)),
        ("A shell killed between two and six smugglers in Kunduz. Three of the dead were named.", (2, 6)),
        ("Arsonists set fire to a school in Kunduz but nobody was hurt.", (0, 0)),
        ("A boy of 12 was killed by a shell in Kunduz.", (1, 1)),
        ("Gunmen shot a guard in Kunduz. A passing clerk was almost killed too.", (None, None)),
        ("0-4 smugglers killed in a strike on a farm in Kunduz.", (0, 4)),
        ("A shell killed Ann Lee in Kunduz. Three others were killed as well.", (4, 4)),
        ("Bomb kills mayor, four others. A bomb killed Mayor Ann Lee in Kunduz. Four others also died.", (5, 5)),
        ("Troops shot two men in Kunduz, killing both. The other two were unhurt.", (None, None)),
        ("A drone destroyed a truck in Kunduz, killing two men before it returned, killing two more.", (4, 4)),
        ("A judge and 5-9 others, possibly with clerks, killed in a raid in Kunduz.", (6, 10)),
        ("Three clerks among up to seven killed in a raid in Kunduz.", (3, 7)),
        ("Ann Lee, a judge, among four dead in Kunduz.", (4, 4)),
        ("Three men including a judge among nine dead in a raid in Kunduz.", (9, 9)),
        ("The other raiders, eight, were killed in a clash in Kunduz.", (8, 8)),
        ("Initial claims of 30 men killed in a raid in Kunduz were lowered to eight deaths.", (8, 8)),
        ("11-15 alleged Dawn Column killed in a strike on a farm in Kunduz.", (11, 15)),
        ("Ann Lee became the first mayor to be killed in an air strike in Kunduz.", (1, 1)),
    ],
)
def test_the_dead_are_counted(text: str, killed: tuple[float | None, float | None]) -> None:
    assert events(text)[0].killed == killed


def test_a_plan_has_no_toll_and_stays_a_plan_until_it_is_reported_as_done() -> None:
    (event,) = events("Three men plotted to murder a judge in Kunduz. The murder was to be filmed.")
    assert (event.certainty, event.killed) == ("planned", (None, None))


def test_each_of_two_events_in_one_sentence_has_its_own_toll() -> None:
    found = events("A bomb killed four people in Kunduz on Friday, and gunmen murdered nine men in Kandahar on Sunday.")
    assert [(event.place and event.place.name, event.killed) for event in found] == [
        ("Kunduz", (4, 4)),
        ("Kandahar", (9, 9)),
    ]


def test_a_date_in_another_clause_is_not_the_events() -> None:
    text = "Shells hit a school in Kunduz and officials blamed rebels of breaking a pact signed in February 2020."
    assert events(text)[0].date_from is None


def test_an_undated_article_dates_nothing_by_month_or_weekday_but_still_tells_its_days_apart() -> None:
    text = "Last month gunmen attacked a farm in Kunduz. On Monday, 22 people were killed when gunmen stormed a school."
    first, second = events(text, None)
    assert (first.date_from, second.date_from) == (None, None)
    assert (first.killed, second.killed) == ((None, None), (22, 22))


@pytest.mark.parametrize(
    "text",
    [
        "Under the peace agreement the rebels would leave Kunduz by May 2025.",
        "The truce requires all troops to leave Kunduz.",
        "A truce could be signed in Kunduz.",
        "No teacher was killed in Kunduz.",
        "The raids in Kunduz have increased.",
    ],
)
def test_what_is_agreed_possible_or_counted_over_time_is_no_event(text: str) -> None:
    assert events(text) == []


def test_what_is_only_mentioned_is_background() -> None:
    (event,) = events("Envoys said that talks went on although the raid on Kunduz had strained them.")
    assert (event.background, event.date_from) == (True, None)


def test_a_sum_over_a_week_is_not_the_toll_of_a_day() -> None:
    found = events("Gunmen killed dozens of people in Kunduz this week. On Friday gunmen killed four men in Kunduz.")
    assert [event.killed for event in found] == [(24, None), (4, 4)]


def test_what_has_gone_on_all_week_is_no_event_of_its_own() -> None:
    assert not events("The campaign in Kunduz, which has killed dozens of people this week, goes on.")


def test_what_was_days_away_is_another_event() -> None:
    text = "Gunmen shot at an envoy in Kunduz. It came days before two men raided a hotel and hurt five guests."
    assert [event.injured for event in events(text)] == [(None, None), (5, 5)]


def test_a_total_that_has_risen_is_the_toll() -> None:
    text = (
        "The number of people killed in Friday's bombing in Kunduz has risen to 16. Five of the wounded died overnight."
    )
    assert events(text)[0].killed == (16, 16)


def test_a_plan_is_not_the_raid_told_before_it() -> None:
    text = "Troops raided a house in Kunduz on Friday. The group was planning a truck bombing in Kunduz."
    first = events(text)[0]
    assert (first.subtype, first.certainty) == ("Attack", "reported")


def test_a_murder_whose_victim_is_named_is_an_event_though_nothing_else_is_told_of_it() -> None:
    assert [e.subtype for e in events("The bishop deplored the murder of Father Anselm Rook.")] == ["Attack"]
    assert events("The bishop deplored murder and envy.") == []


def test_two_mentions_that_name_one_victim_are_one_event() -> None:
    text = (
        "Anselm Rook was shot dead in Kunduz on Friday. Shops stayed closed. Guards searched every car. "
        "On Sunday the bishop condemned the murder of Anselm Rook."
    )
    assert len(events(text)) == 1


def test_the_day_of_a_condemnation_is_not_that_of_the_deed() -> None:
    (deed,) = events("The bishop on Sunday condemned the murder of Father Anselm Rook.")
    assert deed.date_from is None


def test_what_will_be_done_about_an_attack_is_no_attack_to_come() -> None:
    (deed,) = events("An inquiry will be held into the murder of Anselm Rook in Kunduz.")
    assert deed.certainty == "reported"


def test_a_day_that_closes_the_noun_of_a_deed_is_its_day() -> None:
    (deed,) = events("The president cited the killing of Anselm Rook in Kunduz on 6 February as proof of his failure.")
    assert deed.date_from == date(2024, 2, 6)


def test_deeds_told_in_one_breath_share_their_day() -> None:
    found = events("Armed men kidnapped three nurses and killed their driver near Kunduz on 3 March 2024.")
    assert {event.date_from for event in found} == {date(2024, 3, 3)}


def test_a_day_hung_on_a_participle_is_still_that_of_the_deed() -> None:
    (deed,) = events("A constable was shot dead by men riding a motorcycle in Kunduz on 9 March 2024.")
    assert deed.date_from == date(2024, 3, 9)


def test_the_next_sentence_tells_whom_it_struck() -> None:
    (event,) = events("A mine struck an army convoy near Kunduz on Friday. Two soldiers and a policeman were killed.")
    assert event.killed == (3, 3)


def test_a_toll_of_years_is_not_that_of_the_day() -> None:
    (event,) = events("Gunmen murdered two men in Kunduz on Friday. The long war has cost 900 lives.")
    assert event.killed == (2, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Forty judges have been murdered in Kunduz over the past three years.",
        "An earthquake of magnitude 6 shook Kunduz on Friday. Ten people were killed.",
        "The clock struck midnight in Kunduz on Friday.",
        "Unions called a walkout in Kunduz on Friday in protest at the cuts.",
        "His speech in Kunduz on Friday demonstrated his courage.",
        "The raids in Kunduz must end.",
    ],
)
def test_sums_disasters_and_words_of_another_sense_are_no_events(text: str) -> None:
    assert not events(text)


def test_others_struck_are_another_event() -> None:
    found = events("Ann Lee was shot in Kunduz on Friday. Gunmen also shot Omar Reyes at his home. Neither died.")
    assert [event.subtype for event in found] == ["Attack", "Attack"]


def test_a_death_that_somebody_answers_for_is_an_attack() -> None:
    (event,) = events("Three officers were charged with the death of Bishop Ann Lee in Kunduz.")
    assert (event.subtype, event.certainty) == ("Attack", "suspected")


def test_what_is_planned_for_a_day_is_planned() -> None:
    (event,) = events("More demonstrations are planned in Kunduz for Friday.")
    assert event.certainty == "planned"


def test_the_setting_of_a_claim_is_not_claimed() -> None:
    found = events(
        "Amid an attack in Kunduz that killed nine people, the ministry claimed that troops arrested four men."
    )
    assert [(event.subtype, event.certainty) for event in found] == [("Attack", "reported"), ("Arrests", "claimed")]


def test_what_one_denies_and_another_reports_is_claimed() -> None:
    text = (
        "The army denied that rebels attacked the farm in Kunduz on Friday. The rebels attacked the farm, a paper said."
    )
    assert "denied" not in [event.certainty for event in events(text)]


def test_a_place_that_speaks_is_not_where_it_happened() -> None:
    text = "The envoys have returned to Kabul. Riyadh has not commented. Gunmen murdered two clerks last week."
    (event,) = events(text)
    assert event.place is not None
    assert event.place.name == "Kabul"


def test_none_of_some_says_nothing_of_the_others() -> None:
    (event,) = events("Troops killed four fighters in a raid in Kunduz. No civilians were harmed in the raid.")
    assert (event.killed, event.injured) == ((4, 4), (None, None))
