from dataclasses import replace

import pytest

from tasks.analyse.claims.statements import statements
from tasks.analyse.claims.weights import Weights
from tasks.analyse.disputes.denials import denial_contests
from tasks.analyse.responsibility.authorship import authorships
from tasks.analyse.responsibility.responsibility import folds_into, responsibility_contests
from tasks.models import Mention, Place
from tests.analyse.contests_kit import catalogue, contests, only, read

BOMBED = "A van bomb killed 11 traders at the cattle fair of Tolm on Monday. "


def authors(text: str) -> list[tuple[str, str, bool]]:
    """Relation, author and whether hedged, of all that a text says of who did it."""
    found = authorships(statements(read(text), catalogue()), catalogue())
    return [(a.relation, a.author.actor or a.author.name, a.hedged) for a in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Al-Shabab claimed responsibility for the bombing.", ("claimed", "al-shabaab", False)),
        ("The bombing was claimed by al-Shabab.", ("claimed", "al-shabaab", False)),
        ("Al-Shabab said it was behind the bombing of the fair.", ("claimed", "al-shabaab", False)),
        ("A splinter group called the Red Harbour Front claimed the bombing.", None),
        (
            "A splinter group called the Red Harbour Front claimed responsibility for the bombing.",
            ("claimed", "red harbour front", False),
        ),
        ("Al-Shabab claimed a strike on the cattle fair.", ("claimed", "al-shabaab", True)),
        ("Ethiopia said that al-Shabab had shelled the fair.", ("blamed", "al-shabaab", False)),
        ("Ethiopia said that it was al-Shabab who had fired at the fair.", ("blamed", "al-shabaab", False)),
        ("Ethiopia said that al-Shabab had planted the bomb.", ("blamed", "al-shabaab", False)),
        ("Ethiopia said that al-Shabab had opened fire first.", ("blamed", "al-shabaab", False)),
        ("Ethiopia accused al-Shabab of setting fire to the fair.", ("blamed", "al-shabaab", False)),
        ("Ethiopia said that al-Shabab had broken the ceasefire.", ("blamed", "al-shabaab", False)),
        ("Al-Shabab said its fighters had carried out no attack on the fair.", ("denied", "al-shabaab", False)),
        ("Ethiopia has not accused al-Shabab of carrying out the bombing.", None),
        ("Ethiopia said that the boat al-Shabab attacked was carrying cattle.", None),
        ("Ethiopia blamed al-Shabab for the bombing.", ("blamed", "al-shabaab", False)),
        ("Ethiopia blamed the bombing on the Red Harbour Front.", ("blamed", "red harbour front", False)),
        ("Ethiopia accused al-Shabab of carrying out the bombing.", ("blamed", "al-shabaab", False)),
        ("Investigators believe that al-Shabab was behind the bombing.", ("blamed", "al-shabaab", True)),
        ("Mayor Dunn said the bombing was carried out by al-Shabab.", ("blamed", "al-shabaab", False)),
        ("Mayor Dunn said two hours after the attack killed a trader the fair was full again.", None),
        ("Al-Shabab denied any involvement in the bombing.", ("denied", "al-shabaab", False)),
        ("Al-Shabab said it had nothing to do with the bombing.", ("denied", "al-shabaab", False)),
        ("Ethiopia blamed al-Shabab for the high price of bread.", None),
        ("Ethiopia accused al-Shabab of failing to prevent the bombing.", None),
    ],
)
def test_who_is_said_to_have_done_it(text: str, told: tuple[str, str, bool] | None) -> None:
    assert authors(text) == ([told] if told else [])


def test_two_groups_that_claim_one_act_are_a_contest() -> None:
    contest = only(
        read(
            BOMBED + "Al-Shabab claimed responsibility for the bombing. A splinter group called the Red Harbour Front "
            "also claimed responsibility for the bombing."
        )
    )
    assert contest.kind == "responsibility"
    assert [side.stance for side in contest.sides] == ["confirms", "confirms"]


def test_blame_for_two_groups_by_name_is_a_contest() -> None:
    contest = only(
        read(BOMBED + "Police blamed the Red Harbour Front for the bombing.", "a"),
        read(BOMBED + "Mayor Dunn blamed the bombing on the Blue Quay Brigades.", "b"),
    )
    assert contest.kind == "responsibility"
    assert [side.source_text for side in contest.sides] == ["Police", "Mayor Dunn"]


def test_the_denial_of_the_accused_is_a_side() -> None:
    found = contests(
        read(
            BOMBED + "The Red Harbour Front claimed responsibility for the bombing. Ethiopia blamed al-Shabab for the "
            "bombing. Al-Shabab denied any involvement in the bombing."
        )
    )
    (contest,) = (one for one in found if one.kind == "responsibility")
    assert {(side.source_text, side.stance) for side in contest.sides} == {
        ("The Red Harbour Front", "confirms"),
        ("Ethiopia", "asserts"),
        ("Al-Shabab", "denies"),
    }


def test_suspicion_is_blame_of_which_one_is_less_sure() -> None:
    outright = only(
        read(BOMBED + "Al-Shabab claimed responsibility for the bombing. Kenya blamed the Houthis for the bombing.")
    )
    suspected = only(
        read(
            BOMBED
            + "Al-Shabab claimed responsibility for the bombing. Investigators believe that the Houthis were behind "
            "the bombing."
        )
    )
    assert suspected.kind == outright.kind == "responsibility"
    assert suspected.score < outright.score


def test_one_author_named_twice_is_no_contest() -> None:
    text = BOMBED + "Al-Shabab claimed responsibility for the bombing. Ethiopia blamed al-Shabab for the bombing."
    assert contests(read(text)) == []


def test_terrorists_may_be_anybody_unless_the_accused_names_them() -> None:
    claimed = "Al-Shabab claimed responsibility for the bombing. "
    assert contests(read(BOMBED + claimed + "Ethiopia blamed terrorists for the bombing.")) == []
    contest = only(
        read(BOMBED + "Kenya blamed Ethiopia for the bombing. Ethiopia blamed armed rebels for the bombing.")
    )
    assert contest.kind == "responsibility"


def test_acts_of_different_kinds_are_two_acts() -> None:
    assert (
        contests(
            read(
                BOMBED + "Al-Shabab claimed responsibility for the bombing. Kenya blamed the Houthis for a kidnapping."
            )
        )
        == []
    )


def test_a_denial_on_the_same_act_is_told_from_another() -> None:
    reading = read(
        BOMBED + "Ethiopia blamed al-Shabab for the bombing. Al-Shabab denied that it had bombed the cattle fair. "
        "Kenya blamed the Red Harbour Front for the bombing. Ann Lee accused Orso of theft. Orso denied the charge."
    )
    told = statements(reading, catalogue())
    (named,) = responsibility_contests(told, Weights(told), catalogue())
    denials = denial_contests(told, catalogue())
    assert sorted(folds_into(denial, named) for denial in denials) == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "Shells struck the dam at Tolm on Sunday. Ukraine said that Russian forces had shelled the dam. Russia said "
        "that Ukrainian troops had fired at the dam.",
        "Houthi officials accused Saudi Arabia of violating the ceasefire in the port of Tolm. Saudi Arabia said that "
        "the Houthis had broken the ceasefire in the port.",
    ],
)
def test_two_who_say_that_the_other_fired_name_different_authors(text: str) -> None:
    contest = only(read(text))
    assert contest.kind == "responsibility"
    assert len(contest.sides) == 2


def test_the_states_that_are_blamed_are_not_the_places_of_two_acts() -> None:
    told = read(
        "Officials said Russia was behind the attack on the pier. Moscow said Ukraine had carried out the attack."
    )
    named = [(state, told.article.text.index(state)) for state in ("Russia", "Ukraine")]
    places = tuple(Place(Mention(((at, at + len(state)),), state), state, None, None, None) for state, at in named)
    contest = only(replace(told, analysis=replace(told.analysis, places=places)))
    assert contest.kind == "responsibility"


MARKET = "Eleven traders died when shells fell on the cattle fair of Tolm. "


@pytest.mark.parametrize(
    "text",
    [
        MARKET + "Traders said the army shelled the fair. The army said the rebels had shelled it themselves.",
        MARKET
        + "The army said the shells were fired by rebels. A rebel commander, Oto Rask, said soldiers fired them.",
        "The poet was found dead. Villagers said guards beat him to death. The prison said he was killed by inmates.",
        "Nurses say government forces burned the mill of Tolm. The governor said bandits burned the mill.",
        "Norland said Sudland blew up the dam. Nobody was hurt. Sudland said Norland's own soldiers mined the dam.",
        "Norland said Sudlandic gunners sank the barge. Sudland's navy said that pirates had sunk it.",
        "Minister Ada Dunn blamed thieves sent by Norland. Norland's envoy, Ivo Lund, blamed Dunn's own guards.",
        "The ferry was set on fire by its owner, the insurer said. The owner, Max Pell, said thieves started the fire.",
        "The shell came from rebel positions, the army said. The rebels said it was fired from army positions.",
        "Villagers say soldiers torched the mill. A colonel said it was burned by looters before his men arrived.",
        "The Green Column said it had killed the judge. Hours later the Sword of Tolm said its gunmen had shot him.",
        "The rebels and the army blamed each other on Monday for the shelling of the fair.",
        "Farmers and herders accused each other of setting fire to the mill of Tolm.",
    ],
)
def test_who_did_it_is_told_by_the_verb_of_the_act(text: str) -> None:
    contest = only(read(text))
    assert contest.kind == "responsibility"
    assert {side.side for side in contest.sides} == {1, 2}


@pytest.mark.parametrize(
    "text",
    [
        # One author, two acts, or an act that the accused owns up to.
        MARKET + "Traders said the army shelled the fair. The mayor said soldiers had shelled it for an hour.",
        "The army said it killed nine rebels at Tolm. The rebels said that they had killed five soldiers.",
        "The Green Column said its gunmen had shot a judge. The Sword of Tolm said that it had killed a poet.",
        "The army said rebels killed a nurse in the north. The rebels said soldiers had killed a teacher in the south.",
        "Norland said the dam was blown up by Sudlandic soldiers. Sudland said its men blew up the dam to stop tanks.",
        "The coast guard said it had fired on the barge. The navy defended its men, saying it fired in self-defence.",
    ],
)
def test_no_other_author_is_named(text: str) -> None:
    assert contests(read(text)) == []


def test_what_else_a_party_told_does_not_stand_on_the_side_of_its_opponent() -> None:
    contest = only(
        read(
            "The army said the rebels had shelled the village of Tolm. It said that ten boats had crossed the river. "
            "The rebels said that it was the army that had shelled Tolm. Neither account could be verified."
        )
    )
    sides = {side.source_text: side.side for side in contest.sides}
    assert len(set(sides.values())) == len(sides) == 3


FAIR = "A van bomb killed 11 traders at the cattle fair of Tolm on Monday. The fair was closed for the year. "


@pytest.mark.parametrize(
    ("accusation", "denial"),
    [
        (
            "Mayor Ada Dunn said the bombing bore the handwriting of the Green Column.",
            "The Green Column said on Tuesday that it had nothing to do with the bombing of the fair of Tolm.",
        ),
        (
            "Minister Ivo Lund said the attack came from Norland.",
            "Norland rejected any role in the bombing of a cattle fair in Tolm.",
        ),
        (
            "Investigators traced the attack to agents of Norland, Minister Ivo Lund said.",
            "Norland's ambassador said his country had no part in the deaths of traders at the fair of Tolm.",
        ),
    ],
)
def test_the_accused_turns_it_down_in_another_article(accusation: str, denial: str) -> None:
    contest = only(read(FAIR + accusation, "a"), read(denial + " Two of his officers were questioned.", "b"))
    assert contest.kind == "denial"
    assert {side.side for side in contest.sides} == {1, 2}


def test_another_deed_of_the_accused_is_not_what_he_denies() -> None:
    told = FAIR + "Mayor Ada Dunn said the bombing bore the handwriting of the Green Column."
    denial = "The Green Column said that it had nothing to do with the theft of a ferry in Orm."
    assert contests(read(told, "a"), read(denial, "b")) == []


def test_two_articles_name_different_authors_of_the_act_they_open_with() -> None:
    contest = only(
        read(
            "A bus ran over a mine near Tolm on Friday and 18 traders died. Governor Ada Dunn said the mine had been "
            "laid by the Green Column.",
            "a",
        ),
        read("The Green Column blamed the army for a mine that killed 18 traders in a bus near Tolm.", "b"),
    )
    assert contest.kind == "responsibility"
    assert {side.source_text for side in contest.sides} == {"Governor Ada Dunn", "The Green Column"}
