"""Which claim a denial means, in texts as a careful journalist writes them."""

import pytest

from tasks.models import Contest
from tests.analyse.contests_kit import contests, only, quotes, read

SHOWN = 0.5  # score from which digests show a contest


def sides(contest: Contest) -> list[tuple[str | None, str]]:
    """Who stands on which side."""
    return [(side.source_text, side.stance) for side in contest.sides]


@pytest.mark.parametrize(
    "claim",
    [
        "The airline's rivals say it knew of the sensor.",
        "The pilots say the airline sold it.",
        "The pilots say that the airline hid the report.",
    ],
)
def test_a_clause_of_a_few_words_is_no_fragment_where_it_tells_what_was_done(claim: str) -> None:
    contest = only(read(f"{claim} Its shares lost a tenth of their value. Norair says that is simply false."))
    assert quotes(contest) == {1: [claim], 2: ["Norair says that is simply false."]}


def test_who_pleads_not_guilty_denies_what_the_prosecutors_say_he_did() -> None:
    contest = only(read("Prosecutors say Jorge Lima took $3 million from a dredging firm. He has pleaded not guilty."))
    assert sides(contest) == [("Prosecutors", "asserts"), ("Jorge Lima", "denies")]
    assert contest.score >= SHOWN


def test_what_is_denied_is_no_verdict_though_others_might_pass_it() -> None:
    contest = only(
        read(
            "The family's lawyer, Ana Ruiz, alleges that guards planted the pistol. The hearing began in May. "
            "The police denied that evidence had been planted."
        )
    )
    assert sides(contest) == [("The family's lawyer, Ana Ruiz", "asserts"), ("The police", "denies")]


@pytest.mark.parametrize(
    "text",
    [
        "Residents said soldiers had burned forty houses. They spoke by telephone. "
        "The army, which is often criticised by rights groups, said the report was without foundation.",
        "Colonel Adjei said the rebels had fled. A reporter counted eleven bodies. The rebels' radio said the army had "
        "shot its prisoners. The colonel rejected the accusation.",
        "Activists say police poisoned Timur Galiev. He fell ill on a flight. Doctors put him in a coma. "
        "The interior ministry denied the allegation.",
    ],
)
def test_what_nobody_wants_to_have_done_is_an_accusation_whatever_verb_tells_it(text: str) -> None:
    contest = only(read(text))
    assert contest.score >= SHOWN
    assert [side.stance for side in contest.sides] == ["asserts", "denies"]


def test_who_wants_nothing_to_do_with_a_thing_denies_nothing() -> None:
    told = "The clerks said that the plan was in trouble. It fails because too many people want nothing to do with it."
    assert contests(read(told)) == []


def test_what_follows_a_verdict_is_not_what_it_is_passed_on() -> None:
    contest = only(
        read(
            "The envoy flew home on Thursday. State media said he had been expelled for running guns. The embassy is "
            "old. Stockholm said the claim had no basis in fact and that he had left for a holiday."
        )
    )
    assert sides(contest) == [("State media", "asserts"), ("Stockholm", "denies")]


def test_who_says_that_the_accused_did_not_do_it_is_not_whom_he_contradicts() -> None:
    contest = only(
        read(
            '"Keith Borg did not meet the suspect and I believe him," Joseph Dunn said. The suspect, a gambler, has '
            "told a judge that Borg gave the order to kill Vella. Borg denies any involvement."
        )
    )
    assert "Joseph Dunn" not in [side.source_text for side in contest.sides if side.stance == "asserts"]


def test_who_tells_of_himself_charges_nobody_whom_he_names() -> None:
    lines = 'President Orso said on Tuesday that he had spoken with the king. "The king denied any knowledge," he said.'
    assert all(contest.score < SHOWN for contest in contests(read(lines)))


def test_they_who_are_lying_are_not_whoever_spoke_some_sentences_before() -> None:
    lines = (
        "A retired colonel, Dale Prentiss, said the pattern was hard to read. In Tolm, the minister said Borea had "
        'shot the plane down. "They lied about it then and they are lying now," he said.'
    )
    assert "Dale Prentiss" not in str([contest.sides for contest in contests(read(lines))])


def test_what_an_article_opens_with_as_denied_is_told_below_by_who_claims_it() -> None:
    contest = only(
        read(
            "The mayor of Tolm has rejected claims that he knew the dam was weak. The dam burst on 3 June, killing 44 "
            "people. Rosa Klein, an engineer, told the inquiry she had warned the mayor in person."
        )
    )
    assert "Rosa Klein, an engineer" in [side.source_text for side in contest.sides if side.stance == "asserts"]


ABOVE = (
    "The opposition says at least 400,000 votes were stolen in last week's election. Its candidate, Ada Dunn, went to "
    "court on Friday. Observers from the union described the vote as orderly. Those of the league noted delays. "
    "Dunn has twice been jailed. "
)


@pytest.mark.parametrize(
    "denial",
    [
        "The electoral commission brushed off the allegations.",
        "The electoral commission rejected the accusations.",
    ],
)
def test_the_allegations_of_an_article_are_those_that_it_opens_with(denial: str) -> None:
    contest = only(read(f"{ABOVE}{denial} The army blamed what it called hooligans for the trouble in Tolm."))
    assert "votes were stolen" in contest.sides[0].quote
    assert contest.score >= SHOWN


def test_an_ally_who_says_that_it_was_not_done_makes_no_accusation() -> None:
    lines = (
        'The news agency of Borea said the army "did not use any gas in Tolm or anywhere else." '
        "Norland, its ally, dismissed the allegations as a provocation."
    )
    assert contests(read(lines)) == []


def test_who_has_done_no_such_thing_denies_what_was_just_said() -> None:
    contest = only(
        read(
            "The opposition leader, Ada Dunn, told parliament that the police commissioner had warned the suspect. "
            "The commissioner, Tom Orso, said he had done no such thing."
        )
    )
    assert sides(contest)[0] == ("The opposition leader, Ada Dunn", "asserts")
    assert contest.score >= SHOWN


def test_a_suspect_who_is_told_of_is_no_charge() -> None:
    contest = only(
        read(
            "A fourth suspect was arrested on Wednesday in the killing of nine members of a family, prosecutors said. "
            "Officials have maintained that the attackers mistook the family's cars for those of a rival gang. "
            "The family disputes that account."
        )
    )
    assert "mistook" in contest.sides[0].quote


@pytest.mark.parametrize(
    ("charge", "denial"),
    [
        ("Carla Dunn, 43, is charged with murder.", "Dunn denies the charge."),
        ("The mayor has been under investigation for taking bribes since 2012.", "He denies wrongdoing."),
        ("The police chief resigned amid a scandal over planted pistols.", "The chief has denied any involvement."),
        ("Nine men were on trial for plotting the attack on the station.", "They deny the charges."),
        ("The bank faces a lawsuit over its handling of the accounts.", "The bank denies the allegations."),
        ("Tolm Gold, accused of dumping mercury, has gone to court.", "Tolm Gold has denied the allegations."),
    ],
)
def test_a_charge_is_denied_whoever_brings_it(charge: str, denial: str) -> None:
    contest = only(read(f"{charge} {denial}"))
    assert quotes(contest) == {1: [charge], 2: [denial]}
    assert contest.score >= SHOWN


@pytest.mark.parametrize(
    ("shown", "dispute"),
    [
        (
            "A clip filmed from a balcony shows a young man walking towards a line of officers.",
            "Police say that the clip has been cut and does not show what came before.",
        ),
        (
            "On Wednesday Borea released a video that it says shows the ferry veering into the path of its ship.",
            "Officials in Tolm dismissed the clip as doctored.",
        ),
        ("The navy said it had shot down a jet over Tolm.", "Air Marshal Ann Lee of Borea laughed off the claim."),
    ],
)
def test_what_is_shown_or_claimed_is_disputed_by_who_turns_it_down(shown: str, dispute: str) -> None:
    contest = only(read(f"{shown} {dispute}"))
    assert quotes(contest) == {1: [shown], 2: [dispute]}
    assert contest.score >= SHOWN


@pytest.mark.parametrize(
    ("told", "dispute"),
    [
        (
            "The sheriff's office in Tolm said deputies had knocked before breaking down the door.",
            "Neighbours contradicted the sheriff.",
        ),
        (
            "Hospitals in Tolm have run out of beds, according to a doctors' union.",
            "The health minister said it was “fake news” spread by people who want panic.",
        ),
        (
            "A union of fishermen said a navy patrol had sunk two boats.",
            "Its report could not be confirmed, and the navy's office was closed.",
        ),
    ],
)
def test_a_dispute_of_what_was_just_told_names_it_by_who_told_it_or_by_a_pronoun(told: str, dispute: str) -> None:
    contest = only(read(f"{told} {dispute}"))
    assert quotes(contest) == {1: [told], 2: [dispute]}


@pytest.mark.parametrize("they", ["Both", "All of them", "Both of them"])
def test_all_who_are_accused_together_deny_it_together(they: str) -> None:
    told = "Prosecutors charged two aides with fraud."
    contest = only(read(f"{told} {they} have pleaded not guilty."))
    assert sides(contest) == [("Prosecutors", "asserts"), (they, "denies")]
