"""Whose an attribution is, where the parse or the sentence puts another noun in the way."""

import pytest

from tests.analyse.attribution_kit import lines, read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # A gerund between two commas is an aside; one that only goes on is the subject of nothing.
        (
            "Ana Reyes, addressing the council of the town, dismissed the rumours.",
            "Ana Reyes | dismissed | the rumours",
        ),
        # Of two subjects the nearer one.
        (
            "Nine died, the mayor said, a count that many residents, when they could be persuaded to talk, "
            "said that they did not believe.",
            "many residents | said | that they did not believe",
        ),
        # What is told behind the verb of what was said is no part of the name.
        ("The ministry itself went on, calling the strike a crime, a word that it had not used before.", "ministry"),
        # How it was said is not who said it.
        ("A diplomat in Tolm said by telephone that a depot stood there.", "A diplomat in Tolm | said | that a depot"),
        ("The rebels dug graves in order to claim that the army shot them.", "The rebels | to claim | that the army"),
        # Of several verbs in a row the first has the subject.
        ("Orso called the town a sieve, rebutted Lee's complaint that it leaks, and left.", "Orso | rebutted | Lee's"),
        # What is joined to the main verb is not joined to what somebody is told to do.
        (
            "Norland told a diplomat to leave and dismissed as absurd the charge that its agents were there.",
            "Norland | dismissed | absurd the charge",
        ),
        # The parse may halve a name.
        ("State news agency NORA reported that the dam broke.", "State news agency NORA | reported | that the dam"),
    ],
)
def test_who_says_it_is_the_subject_by_the_sense_of_the_sentence(text: str, found: str) -> None:
    assert any(found in line for line in lines(text)), lines(text)
    assert not any("itself a word" in line for line in lines(text))


@pytest.mark.parametrize(
    "text",
    [
        "They attacked at night, breaking the deal signed in Tolm.",
        "They moved in that night, breaking the truce agreed in Tolm.",
        "The bridge was built according to plan.",
        "All inmates are held according to the law.",
    ],
)
def test_what_nobody_says_is_no_attribution(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Colonel Odalo was quoted by the agency NORA as saying that eleven men had died.",
            "Colonel Odalo | was quoted as saying | that eleven men had died",
        ),
        (
            "The agency NORA quoted a military source as saying that eleven men had died.",
            "a military source | quoted as saying | that eleven men had died",
        ),
        ("“We declare it openly,” NORA quoted him as saying.", "him | quoted as saying | “We declare it openly,”"),
        ("Nobody had denied it, the paper quoted officials as saying.", "officials | quoted as saying | Nobody had"),
    ],
)
def test_who_is_quoted_says_it_and_not_who_quotes_him(text: str, found: str) -> None:
    (line,) = (line for line in lines(text) if "quoted" in line)
    assert line.startswith(found)


@pytest.mark.parametrize(
    "text",
    [
        "Orso said the ministry would argue that the dam was safe.",
        "Three officials said preliminary findings suggested that Norland had fired the missile.",
        "“According to the information we have, armed men shot the reporter,” Prime Minister Karim Odalo said.",
    ],
)
def test_what_one_would_say_and_what_shows_something_speak_only_for_who_tells_it(text: str) -> None:
    (found,) = read(text)
    assert found.cue.text == "said"


def test_what_others_say_against_a_speaker_stands_beside_him() -> None:
    found = lines("Orso said the dam was safe, while early findings suggested that it leaked.")
    assert any(line.startswith("early findings | suggested") for line in found)


def test_what_something_is_meant_to_do_nobody_has_done() -> None:
    assert not any("discredit |" in line for line in lines("The paper was intended to discredit the inquiry."))


def test_a_law_that_is_cited_still_speaks() -> None:
    assert lines("According to the law, dams are checked.") == ["the law | According to | dams are checked"]


def test_what_others_say_behind_a_claim_is_no_part_of_it() -> None:
    assert lines("The driver was a spy, he claimed, which police denied.") == [
        "he | claimed | The driver was a spy",
        "police | denied | which",
    ]
