from tasks.analyse.claims.statements import statements
from tasks.analyse.disputes.pairs import answer_contests, linked
from tests.analyse.contests_kit import catalogue, contests, only, quotes, read

CRANE = (
    "The dock workers' union said the new crane at Tolm was not safe and had been rushed into use. "
    "But the port company said the crane was safe and had passed every check."
)


def test_who_says_the_contrary_right_after_answers_though_nothing_is_denied() -> None:
    contest = only(read(CRANE))
    assert quotes(contest) == {
        1: ["The dock workers' union said the new crane at Tolm was not safe and had been rushed into use."],
        2: ["But the port company said the crane was safe and had passed every check."],
    }


def test_the_score_is_explained_by_the_clues_that_it_is_made_of() -> None:
    contest = only(read(CRANE))
    assert {"contrast", "next sentence"} <= {clue.what for clue in contest.clues}
    assert "contrast +" in contest.evidence


def test_the_accused_answers_in_words_of_his_own() -> None:
    contest = only(
        read(
            "Councillor Ana Brell accused Mayor Otto Finn of hiding the cost of the tunnel from the council.\n\n"
            "Finn responded that the council had been shown every bill, and called her charge a political stunt."
        )
    )
    assert {side.source_text for side in contest.sides} == {"Councillor Ana Brell", "Mayor Otto Finn"}


def test_two_who_report_the_same_course_of_events_do_not_answer_each_other() -> None:
    assert (
        contests(
            read(
                "Police said a lorry left the road near Tolm on Monday. "
                "The hospital said three passengers were brought in that night."
            )
        )
        == []
    )


def test_a_party_does_not_answer_who_speaks_for_it() -> None:
    assert (
        contests(
            read(
                "Mayor Otto Finn said the tunnel was safe. "
                "But Finn's spokeswoman said the tunnel would be unsafe in a flood."
            )
        )
        == []
    )


def test_what_is_known_already_is_not_found_twice() -> None:
    told = statements(read(CRANE), catalogue())
    (found,) = answer_contests(told, catalogue(), [])
    assert answer_contests(told, catalogue(), [], [found]) == []


def test_a_pair_is_the_surer_the_nearer_the_answer_stands() -> None:
    filler = "The harbour of Tolm lies on the east coast. "
    first, then = CRANE.split(". But")
    near, far = (
        max(pair.fit for pair in linked(statements(read(text), catalogue()), catalogue()))
        for text in (CRANE, f"{first}. {filler}But{then}")
    )
    assert near > far


def test_what_a_party_adds_right_after_belongs_to_its_answer() -> None:
    contest = only(read(f'{CRANE} "Our engineers tested the crane for nine weeks," the port company said.'))
    assert quotes(contest)[2] == [
        "But the port company said the crane was safe and had passed every check.",
        '"Our engineers tested the crane for nine weeks," the port company said.',
    ]


def test_the_articles_own_rebuttal_answers_a_claim() -> None:
    contest = only(
        read("Mayor Otto Finn said the tunnel under the river had paid for itself within a year. None of this is true.")
    )
    assert [side.source_text for side in contest.sides] == ["Mayor Otto Finn", None]


def test_who_speaks_well_of_what_another_speaks_ill_of_does_not_dispute_it() -> None:
    assert (
        contests(
            read(
                "The opposition said the new harbour tax was reckless and would hurt the poor. "
                "But the minister said the tax was fair and would pay for schools."
            )
        )
        == []
    )


def test_insults_answer_nothing() -> None:
    assert (
        contests(
            read(
                "Senator Ana Brell attacked Mayor Otto Finn as a coward who had failed the town. "
                "But Finn said Brell was a desperate woman and ignored the needs of the harbour."
            )
        )
        == []
    )


def test_who_calls_a_charge_by_a_name_right_after_it_answers_it() -> None:
    contest = only(
        read(
            "Councillor Ana Brell charged that the mayor had tried to sell the harbour. "
            'Mayor Otto Finn dubbed Brell\'s claim "a huge mistake" that shamed her office.'
        )
    )
    assert {side.source_text for side in contest.sides} == {"Councillor Ana Brell", "Mayor Otto Finn"}


def test_a_denial_that_says_only_that_it_is_denied_answers_what_was_just_said() -> None:
    contest = only(
        read(
            "Auditor Ana Brell said Mayor Otto Finn had burned the tunnel's bills in March. "
            "A spokesman for the harbour denied that he did."
        )
    )
    assert contest.kind == "denial"
    assert [len(side) for side in quotes(contest).values()] == [1, 1]


def test_the_articles_own_verdict_in_the_next_sentence_answers() -> None:
    contest = only(
        read(
            "Mayor Otto Finn insisted that the tunnel had cost the town nothing. "
            "That claim is bogus. "
            "The bills came to nine million crowns."
        )
    )
    assert quotes(contest)[2] == ["That claim is bogus."]


def test_what_no_poll_had_led_to_expect_rebuts_nobody() -> None:
    told = read("Exit polling showed the voters were tired of both. The race was far closer than polls suggested.")
    assert contests(told) == []


def test_the_articles_own_word_on_something_else_answers_nobody() -> None:
    assert (
        contests(
            read(
                "Mayor Otto Finn said the tunnel under the river had paid for itself within a year. "
                "While such floods are rare here, the harbour wall broke twice."
            )
        )
        == []
    )


def test_what_a_party_said_before_of_something_else_is_no_part_of_its_answer() -> None:
    contest = only(read("The port company said herring were scarce. " + CRANE))
    assert not any("herring" in side.quote for side in contest.sides)
