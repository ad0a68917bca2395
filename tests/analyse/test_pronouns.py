import pytest

from tests.analyse.attribution_kit import read


def last_speaker(text: str) -> str | None:
    return read(text)[-1].speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # The subject of the sentence before, not whom it speaks of.
        ("Odalo called Marsh a liar. He said the town had fallen.", "Odalo"),
        ("Mr. Odalo accused Mr. Marsh of lying about the spokesman Teck. He said the town had fallen.", "Mr. Odalo"),
        # What a man is called by his title or first name.
        ("Anna Lund spoke to Peter Harrow at length. He said the town had fallen.", "Peter Harrow"),
        ("Peter Harrow spoke to Anna Lund at length. She said the town had fallen.", "Anna Lund"),
        ("The spokeswoman was told by Mr. Odalo to wait. She said the town had fallen.", "The spokeswoman"),
        # Quoted words are passed over, also over several sentences.
        (
            "Mayor Dunn spoke last. “Captain Orso is wrong. Orso was told,” he said. “Orso knew it,” he added.",
            "Mayor Dunn",
        ),
        # In the same sentence: the subject of the clause around it.
        ("Peter Harrow told the crowd he wanted peace.", "Peter Harrow"),
        ("Harrow met Teck and said he regretted it, but he added that the dam would hold.", "Harrow"),
        # Who is owner of the subject, where that is nobody.
        ("Mr. Dunn's plans came to nothing. He said the town had no money.", "Mr. Dunn"),
        # Whoever spoke last, not whom he merely mentioned.
        (
            "Peter Harrow called it a lie. The boat was lent to a passenger. The lamp was out, he said.",
            "Peter Harrow",
        ),
        # A name of which something is told as of a person, or before which two words of an office stand.
        ("The crowd waited for Hamdo Mali, who studies dams. He said the dam was old.", "Hamdo Mali"),
        ("The clerk’s son left. Attorney General K K Venu rose. He said the dam was old.", "Attorney General K K Venu"),
        # Bodies and people in the plural.
        ("Eyewitnesses said the soldiers had fired. They said nobody was warned.", "Eyewitnesses"),
        ("The ministry met the miners. It said the dam was safe.", "The ministry"),
        ("The ministry met the miners. They said the dam was not safe.", "the miners"),
        ("Mr. Dunn and Mr. Teck met the ministry. They said the dam was safe.", "Mr. Dunn and Mr. Teck"),
    ],
)
def test_a_pronoun_speaks_for_the_nearest_fitting_subject(text: str, speaker: str) -> None:
    assert last_speaker(text) == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke at night. He said nobody was warned.",
        "The waters rose for a day. They said nothing.",
        "Mrs. Lund said the dam was safe. He denied it.",
        "Through a spokesman, he declined to comment.",
    ],
)
def test_where_nobody_surely_fits_the_speaker_is_left_open(text: str) -> None:
    assert last_speaker(text) is None


def test_the_governor_is_the_one_governor_who_was_named() -> None:
    text = "Gov. Ilsa Maro opened the dam. The crowd waited. The governor said it was safe."
    assert last_speaker(text) == "Gov. Ilsa Maro"


def test_of_two_governors_the_governor_is_neither() -> None:
    text = "Gov. Ilsa Maro met Gov. Tor Venn at the dam. The crowd waited. The governor said it was safe."
    assert last_speaker(text) == "The governor"
