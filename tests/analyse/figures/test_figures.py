import pytest

from tasks.analyse.figures.figures import find_figures
from tasks.analyse.parsing.numbers import amounts, value
from tasks.analyse.parsing.parse import parse
from tasks.models import Figure
from tests.analyse.contests_kit import contests, read


def figures(text: str) -> list[Figure]:
    return find_figures(next(iter(parse([text]))), text, [])


def only(text: str) -> Figure:
    (figure,) = figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("400 to 600 herders", 400, 600, "exactly"),
        ("between 400 and 600 herders", 400, 600, "exactly"),
        ("10-15 herders", 10, 15, "exactly"),
        ("three or four herders", 3, 4, "exactly"),
        ("at least 22 herders", 22, None, "at_least"),
        ("more than 1,500 herders", 1500, None, "at_least"),
        ("fewer than 200 herders", 0, 200, "at_most"),
        ("up to 20 herders", None, 20, "at_most"),
        ("no higher than 20 feet", 0, 20, "at_most"),
        ("some 19 herders", 19, 19, "about"),
        ("dozens of herders", 24, None, "at_least"),
        ("tens of thousands of herders", 20_000, None, "at_least"),
        ("twenty-two herders", 22, 22, "exactly"),
        ("one hundred and twenty herders", 120, 120, "exactly"),
        ("two dozen herders", 24, 24, "exactly"),
        ("half a dozen herders", 6, 6, "exactly"),
        ("several dozen herders", 36, None, "at_least"),
        ("several hundred herders", 300, None, "at_least"),
        ("a few hundred thousand herders", 300_000, None, "at_least"),
        ("half a million herders", 500_000, 500_000, "exactly"),
        ("one and a half million herders", 1_500_000, 1_500_000, "exactly"),
        ("$15,000", 15_000, 15_000, "exactly"),
        ("£3.4million", 3_400_000, 3_400_000, "exactly"),
        ("5 to 10 million euros", 5e6, 10e6, "exactly"),
        ("between four and five million herders", 4e6, 5e6, "exactly"),
        ("a quarter of a million herders", 250_000, 250_000, "exactly"),
        ("half an hour", 0.5, 0.5, "exactly"),
        ("more than an hour", 1, None, "at_least"),
    ],
)
def test_reads_amounts_in_digits_and_words(text: str, low: float, high: float | None, qualifier: str) -> None:
    (amount,) = amounts(text)
    assert (amount.low, amount.high, amount.qualifier) == (low, high, qualifier)


@pytest.mark.parametrize(
    "text", ["the 2006-08 term", "a 9/11 inquiry", "the 19-year feud", "at 10:30", "an F-16", "an hour"]
)
def test_leaves_alone_what_is_no_amount(text: str) -> None:
    assert list(amounts(text)) == []


def test_a_word_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not a number"):
        value("seventy herders")


@pytest.mark.parametrize(
    ("text", "measure", "low", "high"),
    [
        ("A landslide killed four herders.", "killed", 4, 4),
        ("At least 50 people were killed.", "killed", 50, None),
        ("The death toll rose to 22.", "killed", 22, 22),
        ("They blamed him for the deaths of six soldiers.", "killed", 6, 6),
        ("The storm claimed 30 lives.", "killed", 30, 30),
        ("8-12 people killed in a ferry fire.", "killed", 8, 12),
        ("Trucks burnt and six herders, perhaps children, were killed.", "killed", 6, 6),
        ("The other herders, eight, were killed.", "killed", 8, 8),
        ("The blast wounded 25 others.", "injured", 25, 25),
        ("Police arrested 12 smugglers.", "detained", 12, 12),
        ("The flood displaced 40,000 people.", "displaced", 40_000, 40_000),
        ("There are fewer than 200 Red Hand operatives in Norland.", "fighters", 0, 200),
        ("They withdrew about 300 troops.", "troops", 300, 300),
        ("He collected 5,000 euros.", "money", 5000, 5000),
        ("Attacks rose by 50% in spring.", "percent", 50, 50),
        ("The jet was there for 30 seconds or less.", "duration", 0, 30),
        ("No one was hurt.", "injured", 0, 0),
        ("Not a single soldier was wounded.", "injured", 0, 0),
        ("The council put the number of wounded at 33.", "injured", 33, 33),
        ("Twelve people were shot dead in Tolm.", "killed", 12, 12),
        ("They said 34 miners were gunned down.", "killed", 34, 34),
        ("The guards shot dead 34 miners.", "killed", 34, 34),
        ("Some 64 people suffered injuries in the crush.", "injured", 64, 64),
        ("He said that 300 soldiers were taken prisoner.", "detained", 300, 300),
        ("They took 45 soldiers prisoner on the island.", "detained", 45, 45),
        ("The gunmen took 20 guests hostage.", "abducted", 20, 20),
        ("The army said seven soldiers had fallen.", "killed", 7, 7),
        ("Seven soldiers fell ill.", "troops", 7, 7),
        ("State radio said 40 terrorists were eliminated.", "killed", 40, 40),
        ("The plan eliminated 40 jobs.", "job", 40, 40),
        ("The air force lost one helicopter.", "helicopter", 1, 1),
        ("Police estimated the crowd at 8,000.", "people", 8000, 8000),
        ("He told of a crowd of 8,000 in the square.", "people", 8000, 8000),
        ("They said more than 50,000 had marched.", "people", 50_000, None),
        ("They spoke of the loss of two soldiers.", "killed", 2, 2),
        ("The council put the number of dead at none.", "killed", 0, 0),
        ("Pavel Reni, who chairs the council, put the number who died as high as 200.", "killed", 200, 200),
        ("The ministry's new figure for herders killed is five.", "killed", 5, 5),
        ("The hospital said the death toll was 14.", "killed", 14, 14),
        ("Guards shot dead 14 herders.", "killed", 14, 14),
        ("Nine herders lost their lives.", "killed", 9, 9),
        ("Sixty-one bodies were taken from the rubble.", "killed", 61, 61),
        ("Some 2,000 people were forced from their homes.", "displaced", 2000, 2000),
        ("The storm left 400 people homeless.", "displaced", 400, 400),
        ("They were forced to sell 40 homes.", "home", 40, 40),
        ("The council said that the number of rejected ballots was 1,900.", "ballot", 1900, 1900),
        ("The hall has 12,000 square feet.", "area", 12_000, 12_000),
        ("The watch put the number of dead civilians at 14 or more.", "killed", 14, None),
        ("They found 14 or more bodies.", "killed", 14, None),
    ],
)
def test_tells_what_is_counted(text: str, measure: str, low: float, high: float | None) -> None:
    figure = only(text)
    assert (figure.measure, figure.low, figure.high) == (measure, low, high)


def test_a_denied_presence_is_a_count_of_nought() -> None:
    figure = only("There is no Red Hand presence in Norland.")
    assert (figure.measure, figure.low, figure.high, figure.population) == ("fighters", 0, 0, "Red Hand presence")


def test_a_bare_noun_counts_what_was_just_named_in_full() -> None:
    _, second = figures(
        "He spoke of fewer than 200 Red Hand operatives. A report put it between 400 and 600 operatives."
    )
    assert second.population == "Red Hand operatives"


def test_a_number_inside_a_larger_count_is_marked() -> None:
    total, part = figures("The fire killed 40 people, including at least five children.")
    assert (total.part, part.part) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        "He left on October 24, 2031.",
        "The herders left on 24 October.",
        "Flight 302 was late.",
        "Maro, who was 61 years old, spoke.",
        "It began in 2031.",
        "In 2031 herders left.",
        "The 2031 attacks were over.",
    ],
)
def test_dates_ages_and_names_are_no_figures(text: str) -> None:
    assert figures(text) == []


def test_the_words_quoted_are_the_texts_own() -> None:
    text = "“At least 22 herders” were killed, the ministry said."
    assert text[slice(*only(text).mention.spans[0])] == only(text).mention.text == "At least 22"


@pytest.mark.parametrize(
    "text", ["The rebels said that six of their men had been killed.", "The rebels said they had lost six men."]
)
def test_men_lost_are_men_killed(text: str) -> None:
    assert (only(text).measure, only(text).low) == ("killed", 6)


@pytest.mark.parametrize(
    ("text", "population", "low"),
    [
        ("The army put the number of rebel dead at 15.", "rebel", 15),
        ("Nine herders were killed. The rebels put the number of children at eight.", "children", 8),
        ("Nine herders were killed. The union has published a list of 59 names.", None, 59),
        ("Nine herders were killed. The mill spoke of a figure of 80.", "herders", 80),
        ("Nine herders were killed. The mayor, who came with two deputies, put it at 12.", "herders", 12),
    ],
)
def test_what_a_sum_is_of(text: str, population: str | None, low: float) -> None:
    *_, last = figures(text)
    assert (last.measure, last.population, last.low) == ("killed", population, low)


@pytest.mark.parametrize(
    "text",
    [
        "Nine herders were killed. She was 12.",
        "Nine herders were killed. Of those who applied, she took just three.",
        "Nine herders were killed. The ward put two in a bed.",
        "Nine herders were killed. She said all seven were well.",
        "Nine herders were killed. The union put the number of trains at 30.",
    ],
)
def test_a_bare_number_may_count_something_else(text: str) -> None:
    assert len([figure for figure in figures(text) if figure.measure == "killed"]) == 1


def test_wounded_are_told_from_those_who_speak_of_them() -> None:
    dead, wounded = figures("Nine people were killed and more than 30 wounded, hospital and regional officials said.")
    assert [(figure.measure, figure.low) for figure in (dead, wounded)] == [("killed", 9), ("injured", 30)]


def test_who_was_not_executed_may_have_died() -> None:
    assert figures("Nobody was executed there, the warden said.") == []


@pytest.mark.parametrize(
    ("text", "measure", "low", "high"),
    [
        ("The army said between 30 and 35 had died.", "killed", 30, 35),
        ("The port said nine were unaccounted for.", "missing", 9, 9),
        ("“Forty-two of our patients are dead,” she said.", "killed", 42, 42),
        ("A doctor counted 48 dead hostages.", "killed", 48, 48),
        ("The army said a single civilian was killed.", "killed", 1, 1),
        ("The president said no Americans were harmed.", "casualties", 0, 0),
        ("No lives were lost, the president said.", "killed", 0, 0),
        ("Police put the protesters at 30,000.", "people", 30_000, 30_000),
        ("Police put the dead at eight.", "killed", 8, 8),
        ("TOLM - Hundreds of herders marched.", "people", 200, None),
        ("Nine herders marched. The union put the number at 1.03 million.", "people", 1_030_000, 1_030_000),
        ("Nine herders marched. The mayor said 300 had left.", "people", 300, 300),
        ("Nine herders were killed. The union keeps a list of 39.", "killed", 39, 39),
        ("Nine missiles hit the base. The army said only three did.", "attacks", 3, 3),
        ("Nine herders were freed. The rebels said they got fewer than six.", "released", 0, 6),
        ("A doctor said that 11 children were among the dead.", "killed", 11, 11),
    ],
)
def test_a_number_may_count_without_a_noun_beside_it(text: str, measure: str, low: float, high: float | None) -> None:
    *_, last = figures(text)
    assert (last.measure, last.low, last.high) == (measure, low, high)


def test_the_dead_and_the_wounded_are_put_at_a_number_each() -> None:
    found = figures("The army put the dead at 80 and the wounded at 200.")
    assert [(figure.measure, figure.low) for figure in found] == [("killed", 80), ("injured", 200)]


@pytest.mark.parametrize(
    "text",
    [
        "Singer Ann Lee dead at 27",  # an adjective that hangs on nothing
        "Dead at 40.",
        "At 9 they put the toll.",  # nothing stands before "at"
        "On Monday " * 25 + "nine people died.",
    ],
)
def test_odd_places_of_a_number_are_read_to_the_end(text: str) -> None:
    assert contests(read(text)) == []
