import pytest

from tests.analyse.contests_kit import only, read


def line(*texts: str) -> str:
    return only(*(read(text, name) for text, name in zip(texts, "abc", strict=False))).proposition


def test_a_claim_is_headed_by_who_puts_it() -> None:
    text = "The coast guard said on Monday that the trawler crossed the sea border. Captain Orso denied the claim."
    assert line(text) == "The coast guard: “the trawler crossed the sea border”"


def test_what_is_no_clause_keeps_its_verb() -> None:
    text = "Governor Ilsa Maro accused the miners of poisoning the reservoir at Tolm. The miners denied the accusation."
    assert line(text) == "Governor Ilsa Maro “accused the miners of poisoning the reservoir at Tolm”"


def test_a_number_of_things_is_asked_for_in_words_that_tell_which_things() -> None:
    proposition = line(
        "The guild said that about 40 barges are stuck in the ice above the lock. The port office said that only 12 "
        "barges are stuck in the ice above the lock, and called the guild's number inflated."
    )
    assert proposition == "How many barges: “about 40 barges are stuck in the ice above the lock”"


@pytest.mark.parametrize(
    ("claim", "heading"),
    [
        (
            "Governor Ilsa Maro fled to Corvenna, accusing the miners of flooding the shaft.",
            "Governor Ilsa Maro, “accusing the miners of flooding the shaft”",
        ),
        (
            "Governor Ilsa Maro began to blame the miners for the flood in the shaft.",
            "Governor Ilsa Maro “began to blame the miners for the flood in the shaft”",
        ),
        (
            "The guild described the miners as thieves who had flooded the shaft.",
            "The guild “described the miners as thieves who had flooded the shaft”",
        ),
    ],
)
def test_a_verb_before_what_is_no_clause_fits_its_speaker(claim: str, heading: str) -> None:
    assert line(f"{claim} The miners denied the accusation.") == heading


def test_a_pronoun_gives_way_to_the_name() -> None:
    text = "Mayor Dunn was angry. He claimed that his guards had caught nine smugglers. The smugglers denied the claim."
    assert line(text).startswith("Mayor Dunn: “his guards had caught nine smugglers”")


def test_who_did_something_is_asked_in_the_words_that_tell_the_act() -> None:
    text = (
        "Al-Shabab claimed responsibility for the bombing that killed thirty people at the fair of Tolm. "
        "The Ethiopian government blamed the Houthis for the bombing."
    )
    assert line(text) == "Who is responsible for the bombing that killed thirty people at the fair of Tolm?"


def test_a_toll_is_asked_for_with_what_its_sources_say_it_is_of() -> None:
    proposition = line(
        "Kenya said 22 people were killed in the raid on the market hall.",
        "Al-Shabab said 35 people were killed in the raid on the market hall.",
    )
    assert proposition == "How many people were killed in the raid on the market hall?"


@pytest.mark.parametrize(
    "text",
    [
        "“The guards caught nine smugglers at Tolm,” Colonel Teck claimed. It was not possible to verify the claim.",
        "Teck claimed that the guards “caught nine smugglers” at Tolm. It was not possible to verify the claim.",
    ],
)
def test_quotation_marks_are_even(text: str) -> None:
    proposition = line(text)
    assert proposition.count("“") == proposition.count("”") == 1


def test_a_proposition_fits_on_its_line() -> None:
    long = "the dam above the old town of Corvenna broke during the night of the flood, " * 4
    assert len(line(f"The miners said {long}and fell. The mayor denied that the dam above Corvenna broke.")) <= 180


def test_what_a_party_denies_is_not_put_into_its_mouth() -> None:
    text = "Ann Lee said they had seen it leaking at Tolm. Mayor Ada Dunn denied that the dam at Tolm was leaking."
    assert not line(text).startswith("Mayor Ada Dunn: ")


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        (
            "Prosecutors said Tom Orso acted alone, but the police said that others had opened the customs hall.",
            "Prosecutors: “Tom Orso acted alone”",
        ),
        (
            "Governor Ilsa Maro has called the harbour toll a theft, but Minister Harrow said the guild never paid it.",
            "Governor Ilsa Maro “has called the harbour toll a theft”",
        ),
    ],
)
def test_who_speaks_is_not_told_twice(text: str, heading: str) -> None:
    assert line(text) == heading


def test_what_nobody_is_told_to_claim_is_headed_by_who_denies_it() -> None:
    sentence = "Captain Orso rejected the suggestion that rangers had poisoned the wells of the valley."
    assert line(sentence) == "Captain Orso “rejected the suggestion that rangers had poisoned the wells of the valley”"


@pytest.mark.parametrize(
    ("sentence", "heading"),
    [
        (
            "Ana Brell, the lawyer of the Orso family, scoffed at the suggestion that rangers had poisoned the wells.",
            "Ana Brell “scoffed at the suggestion that rangers had poisoned the wells”",
        ),
        (
            "The rangers killed nine people in the valley, a figure Norland has disputed as counting fighters.",
            "“The rangers killed nine people in the valley”",
        ),
    ],
)
def test_only_words_that_follow_a_partys_name_are_headed_by_it(sentence: str, heading: str) -> None:
    assert line(sentence) == heading


def test_where_the_denial_has_no_verb_to_open_with_its_whole_sentence_heads_the_card() -> None:
    sentence = "The smell led divers to discount the idea that rangers had poisoned the wells of the valley."
    assert line(sentence) == f"“{sentence.removesuffix('.')}”"


@pytest.mark.parametrize(
    ("sentence", "heading"),
    [
        (
            "The Tolm Rangers have long rejected charges that they poison the wells of the valley.",
            "The Tolm Rangers “have long rejected charges that they poison the wells of the valley”",
        ),
        (
            '"The suggestion that my guards poisoned the wells is false," Captain Orso said.',
            "Captain Orso: “The suggestion that my guards poisoned the wells is false”",
        ),
    ],
)
def test_a_claim_that_only_its_denial_tells_leaves_no_pronoun_without_a_name(sentence: str, heading: str) -> None:
    assert line(sentence) == heading


@pytest.mark.parametrize(
    ("sentence", "heading"),
    [
        (
            "Kenya and Uganda have blamed the Houthis for it and say that it did not come from Tolm; "
            "the Houthis deny having had a share in it.",
            "Kenya and Uganda “have blamed the Houthis for it and say that it did not come from Tolm”",
        ),
        (
            "The coast guard said it had searched a trawler; the fishermen said that it was a ferry full of pilgrims.",
            "The coast guard: “it had searched a trawler”",
        ),
        (
            "Kenya's army has conceded that it shelled the farm, a day and a half after it ruled out any such thing.",
            "Kenya's army “has conceded that it shelled the farm”",
        ),
    ],
)
def test_the_name_of_who_speaks_is_told_once_and_the_words_stay_in_their_order(sentence: str, heading: str) -> None:
    assert line(sentence) == heading


@pytest.mark.parametrize(
    ("claim", "answer", "heading"),
    [
        (
            "“My brother,” Ada Dunn said, “was shot by guards.”",
            "“Her brother was not shot by guards,” Captain Orso said.",
            "Ada Dunn: “My brother was shot by guards”",
        ),
        (
            "“I say it openly,” Ada Dunn said: “the guards sold the barge.”",
            "“We did not sell the barge,” guard Tom Lee said.",
            "Ada Dunn: “I say it openly: the guards sold the barge”",
        ),
        (
            "Captain Orso ran the gang from his cell, prosecutors say.",
            "“Captain Orso did not run any gang,” Ada Dunn said.",
            "Prosecutors: “Captain Orso ran the gang from his cell”",
        ),
        (
            "Captain Orso was accused by the guild of arming the rebels.",
            "Orso said he had not armed any rebels.",
            "“Captain Orso was accused by the guild of arming the rebels”",
        ),
        (
            "Doctor Ada Dunn (who has left Tolm) said that, in the weeks before the vote, the clinic was told to hide "
            "the dead.",
            "Captain Orso said the clinic was not told to hide the dead.",
            "Doctor Ada Dunn: “in the weeks before the vote, the clinic was told to hide the dead”",
        ),
    ],
)
def test_a_claim_told_in_parts_is_put_together_or_quoted_whole(claim: str, answer: str, heading: str) -> None:
    assert only(read(f"{claim} {answer}")).proposition == heading
