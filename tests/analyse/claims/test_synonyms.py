"""Two parties tell one act in different words."""

import pytest

from tasks.analyse.claims.words import concept, matters
from tests.analyse.contests_kit import contests, only, quotes, read

BETWEEN = "Heavy rain has fallen on the region. Schools there open next month."


@pytest.mark.parametrize(
    "words",
    [
        "hacked hackers penetrated",
        "beaten mistreated tortured",
        "arrested detained detention",
        "looted plundered",
        "burned torched arson",
        "destroyed destruction razed",
        "injured injury",
        "gunman gunmen",
        "militia militiamen paramilitaries",
        "fled escaped",
        "ship vessel boats",
        "documents files papers",
        "released freed",
        "misled lied",
        "sacked dismissed",
        "inquiry probe investigation",
        "encircled surrounded besieged",
        "slander libelled defamation",
        "cancelled annulled",
        "retaken recaptured",
        "organised organizer",
        "labour labor",
    ],
)
def test_words_for_one_act_or_thing_are_one_concept(words: str) -> None:
    assert len({concept(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "killed wounded",
        "arrested charged",
        "detained detainees",
        "prison prisoner",
        "doctor doctored",
        "medical medication",
        "soldier police",
        "bank swerve",
        "burned shot",
        "looted burned",
        "legal legalised",
        "marines mariners",
    ],
)
def test_words_for_two_things_stay_two(words: str) -> None:
    assert len({concept(word) for word in words.split()}) == len(words.split())


def test_that_there_was_no_ship_may_be_of_any() -> None:
    assert concept("abduction") in matters()
    assert concept("ship") not in matters()


@pytest.mark.parametrize(
    ("claim", "denial"),
    [
        ("Lawyers said soldiers had burned shops in Tolm.", "The army denied that troops had torched shops in Tolm."),
        ("Radio Norland said the auditor had quit on Monday.", "The auditor denied that he had resigned."),
        ("Radio Norland said rebels had encircled the town of Tolm.", "The army denied that Tolm had been surrounded."),
        ("The union said two organisers had been arrested.", "Police denied that the organisers had been detained."),
        ("The newspaper said clerks had shredded papers.", "The mayor, Ann Lee, said no documents had been shredded."),
    ],
)
def test_a_denial_in_other_words(claim: str, denial: str) -> None:
    sides = quotes(only(read(f"{claim} {BETWEEN} {denial}")))
    assert sides == {1: [claim], 2: [denial]}


def test_no_ferry_was_late_says_nothing_of_a_boat() -> None:
    claim = "The navy said it had stopped a boat near Tolm."
    assert contests(read(f"{claim} {BETWEEN} The coast guard said no ferry had been delayed on Tuesday.")) == []
