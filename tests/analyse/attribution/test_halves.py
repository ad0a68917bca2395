import pytest

from tests.analyse.attribution_kit import lines, read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The guild said that they were owners; the clerks said that they were sailors.",
            ["The guild | said | that they were owners", "the clerks | said | that they were sailors"],
        ),
        (
            "The guild counted 12 boats; it said that the others were not at sea.",
            ["it | said | that the others were not at sea"],
        ),
        (
            "The lamp had been lit, Odalo said; the second boat was from the island.",
            ["Odalo | said | The lamp had been lit the second boat was from the island"],
        ),
        (
            "The mayor objected: the pier, he said, had been built for ferries.",
            ["he | said | the pier had been built for ferries"],
        ),
    ],
)
def test_a_speaker_has_the_halves_of_a_sentence_that_are_his(text: str, found: list[str]) -> None:
    assert lines(text) == found


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mayor objected: the pier, he said, had been built for ferries.", "The mayor"),
        ("The council met the miners. The ministry was firm: the dam, it said, would hold.", "The ministry"),
    ],
)
def test_a_pronoun_behind_a_colon_means_the_subject_before_it(text: str, speaker: str) -> None:
    assert read(text)[-1].speaker == speaker
