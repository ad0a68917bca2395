"""When two figures are of one quantity and cannot both be right, and when they only look so."""

import pytest

from tasks.analyse.claims.positions import RawContest
from tasks.analyse.claims.statements import statements
from tasks.analyse.claims.weights import Weights
from tasks.analyse.figures.quantities import figure_contests
from tests.analyse.contests_kit import catalogue, only, read

# Words weigh by how rare they are: a story has other sentences, too.
FILL = (
    " The council met in the town hall on Friday. Farmers brought grain to the market. The river stood high after a "
    "week of rain. Children went back to school. The mayor opened a bridge."
)


def disputed(*texts: str, days: tuple[int, ...] = ()) -> list[RawContest]:
    readings = [
        read(text + FILL, f"a{n}", days=days[n] if days else 0)  # one story
        for n, text in enumerate(texts)
    ]
    told = {reading.article.article_id: statements(reading, catalogue()) for reading in readings}
    weights = Weights(statement for found in told.values() for statement in found)
    return figure_contests(readings, told, weights, catalogue())


def values(*texts: str) -> set[tuple[float | None, float | None]]:
    (contest,) = disputed(*texts)
    return {(position.low, position.high) for position in contest.positions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Police said 24 people were killed when the boat sank off Brandal, but the Harbour Rights Centre put the "
            "number at nine.",
            {(24, 24), (9, 9)},
        ),
        (
            "The army said that 24 rebels had died in the raid on Hathmoor. The Harbour Rights Centre said there were "
            "nine.",
            {(24, 24), (9, 9)},
        ),
        (
            "The Interior Ministry said 40,000 people marched in Tolm on Saturday. Organisers put the turnout at "
            "300,000.",
            {(40_000, 40_000), (300_000, 300_000)},
        ),
        (
            "Kenya said its planes killed 100 militants at the camp near Dinsor. Al-Shabab said only four fighters "
            "died in the raid.",
            {(100, 100), (4, 4)},
        ),
        (
            "The Taliban said that 12 civilians were killed in an airstrike on Sangin district. A NATO spokesman said "
            "no civilians were killed in the airstrike.",
            {(12, 12), (0, 0)},
        ),
        (
            "The ministry said the dam cost $40 million. Engineer Pavel Reni disputed that and said the dam cost $95 "
            "million.",
            {(40e6, 40e6), (95e6, 95e6)},
        ),
        (
            "Governor Maro said turnout in the province was 62 percent. The observers disputed the figure and put "
            "turnout at 31 percent.",
            {(62, 62), (31, 31)},
        ),
        (
            "The navy said the trawler was in its waters for 40 minutes. Captain Orso insisted the trawler was in "
            "those waters for 30 seconds or less.",
            {(40, 40), (0, 30)},  # as the text has them; they are compared in seconds
        ),
        (
            "Aid groups say 1,400 people died in the cyclone, far below the 3,000 deaths claimed by the opposition "
            "leader, Tom Orso.",
            {(1400, 1400), (3000, 3000)},
        ),
        ("The manifest listed 17 children, but the airline said there were 25 aboard.", {(17, 17), (25, 25)}),
        (
            "A U.N. report said there were between 900 and 1,200 al-Shabab fighters in the valley. Kenya put the "
            "number of al-Shabab fighters in the valley at fewer than 300.",
            {(900, 1200), (0, 300)},
        ),
        (
            "Police said that the bodies of nine people lay in the mill. A rights group made a list with 59 names.",
            {(9, 9), (59, 59)},
        ),
        (
            "Police said 24 people were killed in the fire at the mill. The mayor, Pavel Reni, counted 61 dead.",
            {(24, 24), (61, 61)},
        ),
        (
            "Police said that nine people were killed in the raid, but villagers said that 14 children were killed.",
            {(9, 9), (14, 14)},  # so many of a part are more than the whole
        ),
        (
            "Tom Orso said that he was hit by eight stones. The coroner said that he was hit by seven stones and not "
            "by eight.",
            {(8, 8), (7, 7)},
        ),
        (
            "A grenade went off in Tolm on Friday. Police said nine people were killed. The hospital, however, said it "
            "had received 24 bodies.",
            {(9, 9), (24, 24)},
        ),
        (
            "The toll of the raid on Tolm stood at 47, the governor said. But the coalition said no more than ten "
            "people had been killed.",
            {(47, 47), (0, 10)},
        ),
    ],
)
def test_two_parties_put_one_quantity_differently(text: str, expected: set[tuple[float, float]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("why", "text"),
    [
        (
            "a part of the whole",
            "Police said 24 people were killed in the fire at the mill, but the Harbour Rights Centre said nine "
            "children were killed in the fire at the mill.",
        ),
        (
            "fighters and civilians",
            "The Taliban said 24 fighters were killed in the raid. The U.N. said nine civilians were killed in the "
            "raid.",
        ),
        (
            "a toll that rises",
            "Police said nine people were killed in the fire at the mill. The hospital later said the toll had risen "
            "to 24.",
        ),
        (
            "bounds with a common value",
            "Police said at least 22 people were killed in the fire at the mill, but the hospital said more than 20 "
            "people were killed.",
        ),
        (
            "dead and wounded",
            "Police said nine people were killed in the fire at the mill, but the hospital said 24 people were "
            "wounded.",
        ),
        (
            "two events",
            "Police said nine people were killed in a fire in Tolm. In Brandal, the hospital said 24 people were "
            "killed in a flood.",
        ),
        (
            "two years",
            "Police said nine people were killed in the storm, but the hospital said 24 people were killed in a storm "
            "in 2011.",
        ),
        (
            "two polls",
            "A poll by Harrow showed 45 percent for Maro, but a survey by Lund showed 39 percent for Maro.",
        ),
        ("offer and price", "Ann Lee offered $40 million for the ship, but Tom Orso asked $95 million for the ship."),
        (
            "what is planned",
            "Kenya said it would send 300 soldiers to Kulbiyow. The U.N. said 900 soldiers would be needed in "
            "Kulbiyow.",
        ),
        (
            "what each party says that it lost",
            "Brandal said it had lost 14 men in the raid. Tolm put its own losses at four.",
        ),
        ("one after the other", "Police initially reported two dead, but the mayor said there were three."),
        (
            "a toll told of another event",
            "Police said nine people were killed in the fire at the mill. The hospital said 24 people were killed in "
            "a flood.",
        ),
        (
            "last year and now",
            "Last year fires killed 24 people in Tolm, the governor said. The fires have killed nine, the mayor said.",
        ),
        (
            "a stretch of time and a day",
            "The Harbour Rights Centre said 240 people have been killed since the strike began. Police said nine "
            "people were killed on Sunday.",
        ),
        (
            "the country and a town",
            "The ministry said 240 people were arrested in the riots. The mayor of Tolm said nine people were arrested "
            "in his town.",
        ),
        (
            "the capital and a port",
            "In the capital nine people were killed in the riots, police said. In the port of Tolm, doctors said 24 "
            "people were killed.",
        ),
        (
            "two nights",
            "Police said four people were killed in Tolm on Friday night. On Saturday night nine people were killed, "
            "the mayor said.",
        ),
        (
            "each party's own losses",
            "Kenya said nine of its soldiers were killed in Kulbiyow, while al-Shabab said 40 of its fighters were "
            "killed.",
        ),
    ],
)
def test_what_is_not_one_quantity_is_no_contest(why: str, text: str) -> None:
    assert disputed(text) == [], why


def test_a_toll_that_is_announced_as_lower_answers_the_one_before_it() -> None:
    text = (
        "Harbour Lawyers, a rights group, said at least 112 people were killed in the market. The bombs fell at noon. "
        "Many shops burned. The planes came twice. The governor of Tolm gave a far lower toll. Ann Bakhit said 17 "
        "people had died, most of them fighters who had hidden in the cattle pens."
    )
    assert {low for low, _ in values(text)} == {112, 17}


def test_across_reports_only_those_who_fight_contradict_each_other_on_one_day() -> None:
    kenya = "Kenya's military said nine soldiers were killed in the attack on the Kulbiyow base."
    rebels = "Al-Shabab said it had killed 57 soldiers at the Kulbiyow base."
    hospital = "The hospital said 57 soldiers were killed in the attack on the Kulbiyow base."
    assert len(disputed(kenya, rebels)) == 1
    assert disputed(kenya, hospital) == []


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        ("The army said it killed 40 rebels in the hills.", "A spokesman for the rebels said three of their men died."),
        ("The rebels claimed to have killed 40 soldiers in the hills.", "The army admitted to losing three men."),
        ("The Red Column said that 40 soldiers were killed.", "The defence ministry put its losses at three dead."),
        ("The army killed 40 guerrillas, Colonel Reni said.", "The guerrillas said they had lost three men."),
        ("The junta said it killed 40 fighters of the Red Column.", "The Red Column said it had lost three men."),
    ],
)
def test_a_party_counts_its_own_dead_and_an_enemy_the_same(claim: str, answer: str) -> None:
    assert values(f"{claim} {answer}") == {(40, 40), (3, 3)}


@pytest.mark.parametrize(
    "text",
    [
        "The army said it killed 40 fighters of the Red Column. The Blue Column said three of its men died.",
        "The rebels said they killed 40 soldiers. A spokesman for the rebels said three of their men died.",
        "The army said it lost 40 soldiers. The rebels said three of their fighters died.",
        "The ministry said 40 soldiers were wounded. The rebels said that three of their fighters were wounded.",
    ],
)
def test_the_dead_of_two_sides_are_two_counts(text: str) -> None:
    assert disputed(text) == []


def test_what_an_enemy_is_said_to_have_lost_is_no_loss_of_who_says_so() -> None:
    assert values("Tolm lost 40 soldiers, Brandal's army said. Tolm put its losses at three dead.") == {
        (40, 40),
        (3, 3),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Brandal said it fired 40 missiles at Tolm. The defence minister said that 12 missiles had been launched.",
            {(40, 40), (12, 12)},
        ),
        (
            "The rebels said they had shot down nine drones. The air force acknowledged the loss of two drones.",
            {(9, 9), (2, 2)},
        ),
        (
            "The militia said it shot down three helicopters. The air force said that it had lost one helicopter.",
            {(3, 3), (1, 1)},
        ),
        (
            "The fire burned 14,000 hectares, the Forest League said. The ministry said 3,500 hectares had burned.",
            {(14_000, 14_000), (3500, 3500)},
        ),
        (
            "The spill did damage of $2 billion, the governor said. Petrosul put the damage at $90 million.",
            {(2e9, 2e9), (90e6, 90e6)},
        ),
        (
            "Turnout was 64 percent, the minister said. Observers said turnout was 30 percent.",
            {(64, 64), (30, 30)},
        ),
        (
            "The rebels say they hold 60 percent of the island. The ministry said the rebels controlled 10 percent.",
            {(60, 60), (10, 10)},
        ),
        (
            "The pilot said the jet was 40 kilometres from the border. The ministry said it was 2 kilometres from the "
            "border.",
            {(40, 40), (2, 2)},
        ),
    ],
)
def test_side_by_side_two_parties_count_what_was_done_with_one_thing(text: str, expected: set[tuple[int, int]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("each its own doing", "Brandal said it had fired 12 missiles. Tolm said it had fired 30 missiles."),
        ("each its own share", "The Reds said they won 40 percent. The Blues said they won 52 percent."),
        (
            "two candidates",
            "The council said Ann Lee won 52 percent of the vote. The Blues said Tom Orso won 39 percent of the vote.",
        ),
        ("turnout and share", "The council said turnout was 61 percent. The Blues said Ann Lee won 52 percent."),
        (
            "the country and the capital",
            "The union said 30,000 people marched across the country. Police said 4,000 people marched in the capital.",
        ),
        (
            "a town and its district",
            "The mayor said 10 houses were damaged in Tolm. The agency said 22 houses were damaged in the district.",
        ),
        (
            "a trade and a shop",
            "The Traders' League estimates losses at $50 million. Pavel Reni says his shop suffered losses of $5,000.",
        ),
        (
            "the north and the south",
            "In the north turnout was 70 percent, the council said. In the south turnout was 35 percent, the Blues "
            "said.",
        ),
        ("two things", "The ministry said the dam cost $40 million. The Fund said it gave $9 million for roads."),
        (
            "two times",
            "The army said 12 rockets were fired on Monday. The mayor said 90 rockets have been fired since March.",
        ),
    ],
)
def test_side_by_side_counts_of_two_things_are_no_contest(why: str, text: str) -> None:
    assert disputed(text) == [], why


def test_no_casualties_at_all_are_no_dead() -> None:
    assert values("The rebels said their shells killed 15 soldiers. The army said there were no casualties.") == {
        (15, 15),
        (0, 0),
    }


def test_a_crowd_is_of_people_whatever_they_are_called() -> None:
    assert values("Police put the crowd at 8,000. The Greens said more than 50,000 had attended.") == {
        (8000, 8000),
        (50_000, 50_000),
    }
    assert values("Police spoke of a crowd of 8,000. Organisers said 50,000 protesters marched.") == {
        (8000, 8000),
        (50_000, 50_000),
    }


def test_on_one_day_those_in_charge_and_those_who_speak_for_the_victims_contradict_each_other() -> None:
    ministry = "Soldiers fired on a march in Tolm. The ministry said six people were killed."
    league = "The Rights League said that 42 people were killed when soldiers fired on the march in Tolm."
    hospital = "The hospital said that 42 people were killed when soldiers fired on the march in Tolm."
    assert len(disputed(ministry, league)) == 1
    assert disputed(ministry, league, days=(0, 1)) == []  # it may have risen
    assert disputed(ministry, hospital) == []
    assert disputed(ministry, league.replace("42", "nine")) == []


def test_a_sum_is_of_the_time_of_what_was_told_before() -> None:
    text = "Tolm has lost 210 tanks since spring, Brandal said. Tolm put its losses at 36 tanks."
    assert values(text) == {(210, 210), (36, 36)}


def test_the_members_of_a_union_are_what_it_is_named_after() -> None:
    text = "The company said three miners were killed. The miners' union said 19 of its members died."
    assert values(text) == {(3, 3), (19, 19)}


def test_only_so_many_of_some_kind_are_all() -> None:
    assert values(
        "The Red Cross said 64 people were hurt in the crush. Organisers said only nine pilgrims were hurt."
    ) == {
        (64, 64),
        (9, 9),
    }


def test_a_lower_toll_on_a_later_day_is_no_update() -> None:
    first = "Police said 57 people were killed in the fire at the mill."
    later = "The hospital said 12 people were killed in the fire at the mill."
    assert len(disputed(first, later, days=(0, 1))) == 1
    assert disputed(later, first, days=(0, 1)) == []


def test_the_evidence_names_the_words_and_their_weights_make_the_score() -> None:
    (contest,) = disputed("The manifest listed 17 children, but the airline said there were 25 aboard.")
    assert 'set against each other: "but"' in contest.evidence
    assert contest.fit == pytest.approx(sum(clue.weight for clue in contest.clues))


def test_who_goes_on_to_say_so_gives_the_figure() -> None:
    (contest,) = disputed(
        "A U.N. report said there were 400 Taliban fighters in the valley. Kenya rejected the report as “a fable,” "
        "and maintained its old view that the Taliban had no presence in the valley."
    )
    assert {position.party.text for position in contest.positions} == {"Kenya", "A U.N. report"}


def test_a_sum_that_was_put_by_nobody_who_is_told_contradicts_none() -> None:
    assert list(disputed("Police said nine people died at the mine. The toll was later put at 14.")) == []


def test_in_one_sentence_each_party_is_quoted_with_its_own_clause() -> None:
    (contest,) = disputed("The manifest listed 17 children, but the airline said there were 25 aboard.")
    quoted = {position.low: position.reading.article.text[slice(*position.span)] for position in contest.positions}
    assert quoted == {17: "The manifest listed 17 children", 25: "the airline said there were 25 aboard"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Police said nine people died. A list drawn up by pastors has 62 names.", "A list drawn up by pastors"),
        ("Police said nine people died. The mill's count is 14.", "The mill"),
        ("Police said nine people died. At a briefing on Monday the mayor put the number of dead at 14.", "the mayor"),
        ("Police said nine people died. The Watch, a monitor, counted 14.", "The Watch"),
        (
            "Police said nine people died. The mayor said the mill was old. He put the number of dead at 14.",
            "The mayor",
        ),
    ],
)
def test_who_puts_a_figure_without_saying_so(text: str, who: str) -> None:
    (contest,) = disputed(text)
    assert {position.party.text for position in contest.positions} == {"Police", who}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The operator said that 80 passengers were on board. The harbour master, Tom Orso, said that at least 140 "
            "people were aboard when the ferry left the quay.",
            {(80, 80), (140, 140)},
        ),
        (
            "The coast guard said that the boat carried 60 migrants. Survivors said there had been 130 people on it.",
            {(60, 60), (130, 130)},
        ),
        (
            "Police put the number of attackers at between 10 and 15. The hotel manager, Tom Orso, said that he had "
            "seen 40 gunmen.",
            {(10, 15), (40, 40)},
        ),
        (
            "The army said nine soldiers died in the ambush near Tolm. A rebel commander, Idris Belo, said his men had "
            "counted 31 bodies of government troops.",
            {(9, 9), (31, 31)},
        ),
        (
            "Police estimated the crowd at 15,000. Organisers said more than 90,000 people had turned out.",
            {(15_000, 15_000), (90_000, 90_000)},
        ),
        (
            "Some 3,000 demonstrators took part in the march, the ministry said. The opposition leader, Tom Orso, said "
            "that 40,000 citizens had come.",
            {(3000, 3000), (40_000, 40_000)},
        ),
        (
            "The officer told the court that he fired three times. A neighbour, Ann Orso, said she heard six shots.",
            {(3, 3), (6, 6)},
        ),
        (
            "The police chief said that his officer had fired two shots. The lawyer, Ann Orso, said that seven bullets "
            "had struck the driver.",
            {(2, 2), (7, 7)},  # more than were fired cannot have hit
        ),
        (
            "The operator said that 40 barrels of oil had leaked into the river. The environment office said that 900 "
            "barrels had been spilled.",
            {(40, 40), (900, 900)},
        ),
        (
            "The bank said the thieves had taken 2 million euros. Prosecutors said that 9 million euros were missing.",
            {(2e6, 2e6), (9e6, 9e6)},
        ),
        (
            "The bus company said its driver was going at 60 kilometres an hour. Police said the bus was travelling at "
            "105 kilometres an hour.",
            {(60, 60), (105, 105)},
        ),
        (
            "The air force said its strike on the village of Qarun killed nine people. Residents said 23 people had "
            "died in the strike on Qarun.",
            {(9, 9), (23, 23)},
        ),
        (
            "The governor said that 600 homes were destroyed by the flood. The Harbour Rights Centre found that the "
            "flood had destroyed 2,000 houses.",
            {(600, 600), (2000, 2000)},
        ),
        (
            "The air force said that it had shot down six aircraft. The rebels said that they lost two planes.",
            {(6, 6), (2, 2)},
        ),
        (
            "The ministry said that 10,000 people had been forced from their homes by the fighting. The Harbour Rights "
            "Centre said that the fighting had displaced 60,000 people.",
            {(10_000, 10_000), (60_000, 60_000)},
        ),
        (
            "The government said that the bridge would cost $40 million. The union, however, said that the price of "
            "the bridge would be $90 million.",
            {(40e6, 40e6), (90e6, 90e6)},
        ),
        (
            "The army said that the missile flew 2,400 kilometers. Observers in Tolm said that it had travelled 900 "
            "kilometers.",
            {(2400, 2400), (900, 900)},
        ),
        (
            "The police said that 90 protesters were detained in Tolm. Lawyers said that police had detained 300 "
            "demonstrators.",
            {(90, 90), (300, 300)},
        ),
    ],
)
def test_the_same_is_counted_by_other_words(text: str, expected: set[tuple[float, float]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("why", "text"),
    [
        (
            "some of those aboard",
            "The harbour master said that 140 people were aboard the ferry. The operator said that 60 children were "
            "on board.",
        ),
        (
            "others were pursued",
            "Police put the number of attackers at 15. The hotel manager, Tom Orso, said that he had seen four gunmen.",
        ),
        (
            "both fired",
            "Police said that officers fired two shots. A witness said that the driver fired five rounds at them.",
        ),
        (
            "not every shot hits",
            "The officer said that he fired nine shots. The coroner said that four bullets had struck the driver.",
        ),
        (
            "three times, but of what",
            "The officer said that he called three times. A neighbour said that she heard six shots.",
        ),
        (
            "a hospital sees some of them",
            "A hospital spokesman said that it had received 17 bodies. The ministry said that 24 people were killed in "
            "the blast.",
        ),
        (
            "where two towns lie",
            "Police said six people were hurt in Brandal, a city 200 miles south of the capital. The army said that it "
            "held nine men in the city of Tolm, 170 miles south of the capital.",
        ),
        (
            "two fronts",
            "The army said 30 rebels were killed in the north. In the south, the rebels said, they lost two fighters.",
        ),
        (
            "a floor and a height",
            "The owner said that the hall had 12,000 square feet. Ann Orso, however, said that it stood 20 feet high.",
        ),
        (
            "two ways of being a worker",
            "The firm said that 300 employees had gone on leave. The union said that 1,150 workers were insured.",
        ),
    ],
)
def test_other_words_for_other_things_are_no_contest(why: str, text: str) -> None:
    assert disputed(text) == [], why


def test_who_was_carried_off_and_who_is_missing_are_one_count() -> None:
    police = (
        "Gunmen came to the school in Wurno. The police said that 42 students were abducted from the school in Wurno."
    )
    parents = "The school in Wurno is closed. Parents said that 97 students were taken from the school in Wurno."
    teachers = parents.replace("were taken", "were missing")
    assert values(police, parents) == values(police, teachers) == {(42, 42), (97, 97)}
    assert disputed(police, parents.replace("were taken from", "were taken to hospital by")) == []


def test_there_is_one_turnout_and_one_number_of_those_aboard() -> None:
    board = "The electoral board said that turnout in the referendum was 71 percent."
    coalition = "The opposition said that turnout in the referendum was 22 percent."
    assert values(board, coalition) == {(71, 71), (22, 22)}
    port = "A boat sank on the Maro. The port office said that there were 70 people on board the boat."
    survivor = "A boat sank on the Maro. A survivor, Ange Orso, said that 220 people were on board."
    assert values(port, survivor) == {(70, 70), (220, 220)}
    assert disputed(port, survivor.replace("were on board", "were at the quay")) == []


def test_of_what_was_fired_or_paid_in_one_story_there_is_one_number() -> None:
    army = "The camp at Tolm was shelled on Monday. The army said that 12 rockets were fired at the camp."
    doctors = "The camp at Tolm was shelled on Monday. Doctors in the camp said that 40 rockets had been fired."
    assert values(army, doctors) == {(12, 12), (40, 40)}
    assert disputed(army, doctors.replace("had been fired", "lay in a store")) == []
    police = "The guard was shot dead at the gate on Monday. Police said that his gun was loaded with four bullets."
    autopsy = "The guard was shot dead at the gate on Monday. The autopsy found that seven bullets had hit him."
    assert disputed(police, autopsy) == []


def test_all_who_were_aboard_are_a_number() -> None:
    text = "The airline said that all 49 people aboard were safe. The union said that 61 people were on board."
    assert values(text) == {(49, 49), (61, 61)}


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Iraq said 28 rockets were fired at the base. The army counted 15.", 28, 15),
        ("Police said 5,000 rebels remain in the valley. A herder said there were fewer than 200.", 5000, 200),
        ("The port said three sailors were missing. The union said nine were unaccounted for.", 3, 9),
        ("Tolm said the tanker was four miles inside its waters. The owner said she was 12 miles outside them.", 4, 12),
        ("The clinic said the bombing lasted 90 minutes. The army said its plane had bombed for 29 minutes.", 90, 29),
        ("The bank said thieves took $10 million. Police put the loss at $81 million.", 10e6, 81e6),
        ("Turnout was 55 percent, the board said. The Greens said hardly 15 percent had voted.", 55, 15),
        ("The army said the plane was at 9,000 feet. Herders said that it was no higher than 500 feet.", 9000, 500),
        ("Brandal gave up 150 men, it said, but the rebels said that they got only 110.", 150, 110),
        ("Police said 11 children died. The army said no children were hurt.", 11, 0),
        ("Kenya said it killed 80 fighters of the Shabab. A spokesman said fewer than 20 had died.", 80, 20),
        ("A widow said 50 people were on that bus. The army says 22 were aboard.", 50, 22),
        ("The rebels said they had killed 900 soldiers since May. The army said that 14 of its men had died.", 900, 14),
        (
            "The clinic said files of 140,000 patients were copied. A hacker said he had stolen two million records.",
            140_000,
            2e6,
        ),
    ],
)
def test_two_who_count_one_thing_side_by_side_contradict_each_other(text: str, one: float, other: float) -> None:
    (contest,) = disputed(text)
    assert [position.high for position in contest.positions] == [one, other]


def test_another_figure_may_be_told_of_before_it_comes() -> None:
    text = "The Observatory said that 502 people had died in the attack on Tolm. {} Kenya now knows of 1,429 dead."
    assert len(disputed(text.format("Spies gave a much higher figure. A minister said:"))) == 1


def test_nobody_gives_the_figure_that_he_denies() -> None:
    assert disputed("The state denied that 3,000 people had died in the storm. The mayor put the toll at 64.") == []


def test_those_in_charge_may_count_fighters_where_others_count_people() -> None:
    army = "Soldiers stormed the market of Tolm. The army said it had killed 19 fighters in the market of Tolm."
    villagers = "Villagers said that 82 people were killed when soldiers stormed the market of Tolm."
    assert len(disputed(army, villagers)) == 1
    assert disputed(army, villagers.replace("82", "23")) == []


def test_the_official_toll_is_of_those_in_office() -> None:
    text = "The official death toll from the riot stands at 34. The bar association maintains that 44 died in the riot."
    (contest,) = disputed(text)
    assert {position.party.text for position in contest.positions} == {
        "The official death toll",
        "The bar association",
    }


def test_a_bare_number_of_shots_is_of_shots() -> None:
    assert values("Ann Lee was hit five times. Police reports say five. An autopsy counted eight wounds.") == {
        (5, 5),
        (8, 8),
    }


def test_people_whose_records_were_copied_are_counted_as_the_records() -> None:
    gang = "The hack was found on Monday. The gang said that it had copied the records of 900,000 patients."
    trust = "The trust said that the breach of its data affects 6,000 people."
    assert values(f"{gang} {trust}") == {(900_000, 900_000), (6000, 6000)}
    assert disputed(f"{gang} The trust said that it employs 6,000 people.") == []


def test_the_same_two_numbers_in_two_reports_are_one_dispute() -> None:
    text = "The ministry said 23 hostages had died in the siege of Tolm. But a doctor said that 48 hostages had died."
    assert len(disputed(text, text)) == 1


@pytest.mark.parametrize(
    ("told", "otherwise", "numbers"),
    [
        ("The coast guard said 61 people were aboard.", "Owners said 74 had boarded, among them infants.", {61, 74}),
        ("The coast guard said 61 people were aboard.", "On Friday the navy revised the number to 70.", {61, 70}),
        ("Hospitals said that 212 patients were sickened.", "The company said it is aware of 39.", {212, 39}),
        ("Police said Boyd was hit five times.", "An autopsy done for the family counted eight wounds.", {5, 8}),
        (
            "The missile rose to a height of 6,500 km that Sudland announced.",
            "But Borea's defence ministry said it tracked the missile to some 2,000 km.",
            {6500, 2000},
        ),
    ],
)
def test_numbers_of_one_thing_conflict_however_they_are_told(told: str, otherwise: str, numbers: set[int]) -> None:
    contest = only(read(f"{told} {otherwise}"))
    assert contest.kind == "figures"
    assert {side.low for side in contest.sides} == numbers
