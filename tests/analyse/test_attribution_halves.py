import pytest

from tests.analyse.attribution_kit import lines, read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The army said that they were rebels; the families said that they were miners.",
            ["The army | said | that they were rebels", "the families | said | that they were miners"],
        ),
        (
            "The Watch counted 94 wounded; it said that the others were not in danger.",
            ["it | said | that the others were not in danger"],
        ),
        (
            "Nothing had been changed, Odalo said; the first figure was from the pilots.",
            ["Odalo | said | Nothing had been changed the first figure was from the pilots"],
        ),
        (
            "The mayor disagreed: the name, he said, had been given in writing.",
            ["he | said | the name had been given in writing"],
        ),
    ],
)
def test_a_speaker_has_the_halves_of_a_sentence_that_are_his(text: str, found: list[str]) -> None:
    assert lines(text) == found


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mayor disagreed: the name, he said, had been given in writing.", "The mayor"),
        ("The council met the miners. The ministry was firm: the dam, it said, would hold.", "The ministry"),
    ],
)
def test_a_pronoun_behind_a_colon_means_the_subject_before_it(text: str, speaker: str) -> None:
    assert read(text)[-1].speaker == speaker
