import pytest

from tasks.analyse.claims.wordings import alone, clipped, is_clause


@pytest.mark.parametrize(
    ("words", "speaker", "left"),
    [
        ("that the dam was safe,", "", "the dam was safe"),
        ("that was nobody's fault", "", "that was nobody's fault"),
        ("On Tuesday, the dam broke.", "", "the dam broke"),
        ("Tuesday that the dam broke", "", "the dam broke"),
        ("But in March 2031, the dam broke", "", "the dam broke"),
        ("CORVENNA (Reuters) - The dam broke", "", "The dam broke"),
        ("Teck had said that there was no dam", "Teck", "there was no dam"),
        ("“Every one of them was armed,” Teck said", "", "Every one of them was armed"),
        ("the dam was safe, a claim disputed by the miners", "", "the dam was safe"),
        ("the dam was safe, a contention that the miners disputed", "", "the dam was safe"),
        ("the dam was safe, accusations which", "", "the dam was safe"),
        (
            "a guard, saying he had been told by a clerk to leave",
            "",
            "a guard, saying he had been told by a clerk to leave",
        ),
        ("Mastodon: “The dam broke”", "", "The dam broke"),
        ("CABLEPRESSE) -- The dam broke", "", "The dam broke"),
        ("for saying that the dam was safe", "", "the dam was safe"),
        ("despite telling the mayor of Tolm that the dam was safe", "", "the dam was safe"),
        ("an unnamed clerk as saying: “The dam broke”", "", "The dam broke"),
        ("the video shows a man who says that he was paid", "", "the video shows a man who says that he was paid"),
    ],
)
def test_words_lose_what_only_their_place_in_the_article_needs(words: str, speaker: str, left: str) -> None:
    assert alone(words, speaker) == left


@pytest.mark.parametrize(
    ("words", "even"),
    [
        ("it was “negotiating because it is losing”", "it was ‘negotiating because it is losing’"),
        ('the dam is "safe," he', "the dam is ‘safe,’ he"),
        ("the dam is “safe and sound", "the dam is safe and sound"),
        ("“The dam is safe”", "The dam is safe"),
    ],
)
def test_quotation_marks_pair_up(words: str, even: str) -> None:
    assert alone(words) == even


def test_a_line_too_long_is_cut_where_a_clause_ends() -> None:
    words = "the dam above the old town of Corvenna broke during the night of the flood, which nobody had foreseen"
    assert clipped(words, 90) == "the dam above the old town of Corvenna broke during the night of the flood …"
    assert clipped(words, 200) == words


def test_a_line_without_a_joint_is_cut_before_a_word_that_needs_the_next() -> None:
    assert clipped("a " * 40 + "dam of the town of Corvenna", 94).endswith("dam …")


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("the dam was safe", True),
        ("to have seen the dam", False),
        ("of poisoning the dam", False),
        ("the new dam", False),
        ("despite a film that shows the dam", False),
    ],
)
def test_a_clause_has_a_subject_and_a_finite_verb(words: str, clause: bool) -> None:
    assert is_clause(words) is clause


def test_the_verb_of_what_is_told_of_a_noun_makes_surely_no_clause() -> None:
    assert not is_clause("the dead as thieves who had fired", surely=True)
    assert is_clause("the dead had fired", surely=True)
