from tasks.analyse.halves import halves_of
from tasks.analyse.pairs import answer_contests, linked
from tasks.analyse.statements import statements
from tests.analyse.contests_kit import catalogue, contests, only, quotes, read

CRANE = (
    "The dock workers' union said the new crane at Tolm was unsafe and had been rushed into use. "
    "But the port company said the crane had passed every check and was safe."
)


def test_who_says_the_contrary_right_after_answers_though_nothing_is_denied() -> None:
    contest = only(read(CRANE))
    assert quotes(contest) == {
        1: ["The dock workers' union said the new crane at Tolm was unsafe and had been rushed into use."],
        2: ["But the port company said the crane had passed every check and was safe."],
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


def test_a_claim_and_its_denial_in_an_aside_are_told_apart_within_the_sentence() -> None:
    reading = read("The levy raised nine million crowns for new school roofs, a claim disputed by the town's auditors.")
    (half,) = halves_of(statements(reading, catalogue()), catalogue())
    assert [reading.article.text[slice(*p.span)] for p in half.positions] == [
        "The levy raised nine million crowns for new school roofs",
        "a claim disputed by the town's auditors.",
    ]
    assert half.positions[1].party.text == "the town's auditors"


def test_criticism_that_is_dismissed_is_the_claim_of_whom_it_comes_from() -> None:
    reading = read("Mayor Otto Finn dismissed criticism from Brell that the tunnel had been built without a permit.")
    (half,) = halves_of(statements(reading, catalogue()), catalogue())
    assert half.positions[0].party.text == "Brell"
    assert reading.article.text[slice(*half.positions[0].span)].startswith("criticism from Brell")


def test_nobody_is_put_against_a_denier_whom_nobody_contradicts() -> None:
    reading = read("Captain Orso denied that the trawler had crossed the sea border.")
    assert halves_of(statements(reading, catalogue()), catalogue()) == []


def test_a_relative_clause_about_the_subject_is_no_aside() -> None:
    reading = read("Mayor Otto Finn, who questioned the cost of the tunnel in spring, opened the bridge on Monday.")
    assert halves_of(statements(reading, catalogue()), catalogue()) == []


def test_what_is_known_already_is_not_found_twice() -> None:
    told = statements(read(CRANE), catalogue())
    (found,) = answer_contests(told, catalogue())
    assert answer_contests(told, catalogue(), [found]) == []


def test_a_pair_is_the_surer_the_nearer_the_answer_stands() -> None:
    filler = "The harbour of Tolm lies on the east coast. It was built in the last century by convicts. "
    first, then = CRANE.split(". But")
    near, far = (
        max(pair.fit for pair in linked(statements(read(text), catalogue()), catalogue()))
        for text in (CRANE, f"{first}. {filler * 3}But{then}")
    )
    assert near > far


def test_what_a_party_adds_right_after_belongs_to_its_answer() -> None:
    contest = only(read(f'{CRANE} "Our engineers tested the crane for nine weeks," the port company said.'))
    assert quotes(contest)[2] == [
        "But the port company said the crane had passed every check and was safe.",
        '"Our engineers tested the crane for nine weeks," the port company said.',
    ]


def test_the_articles_own_rebuttal_answers_a_claim() -> None:
    contest = only(
        read("Mayor Otto Finn said the tunnel under the river had paid for itself within a year. None of this is true.")
    )
    assert [side.source_text for side in contest.sides] == ["Mayor Otto Finn", None]


def test_records_that_show_otherwise_answer_a_claim() -> None:
    contest = only(
        read(
            "Mayor Otto Finn claimed that the tunnel under the river had paid for itself within a year. "
            "But town records show that the tunnel lost two million crowns."
        )
    )
    assert [side.source_text for side in contest.sides] == ["Mayor Otto Finn", "town records"]
