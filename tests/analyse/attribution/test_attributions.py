import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.analyse.attribution_kit import lines, only, read

SEEDS = Path(__file__).parents[3] / "../shared/seeds"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ministry said that nine people died.", ["The ministry | said | that nine people died"]),
        ("The ministry said on Monday that nine people died.", ["The ministry | said | that nine people died"]),
        ("Nine people died, the ministry said.", ["the ministry | said | Nine people died"]),
        ("Nine people, the ministry said, had died.", ["the ministry | said | Nine people had died"]),
        ("The Transport Ministry rejects that account.", ["The Transport Ministry | rejects | that account"]),
        (
            "The party has denied ever paying anyone to march and challenged the mayor to produce a receipt.",
            [
                "The party | has denied | ever paying anyone to march",
                "The party | challenged | the mayor to produce a receipt",
            ],
        ),
        ("The union called it a slander on working men.", ["The union | called | it a slander"]),
        ("According to the ministry, nine people died.", ["the ministry | According to | nine people died"]),
        ("Nine people died, according to the ministry.", ["the ministry | according to | Nine people died"]),
        ("The report says nine people died.", ["The report | says | nine people died"]),
        (
            "Sixty villagers died when soldiers opened fire on a funeral in Odwe, human rights groups said on Monday.",
            ["human rights groups | said | Sixty villagers died when soldiers opened fire on a funeral in Odwe"],
        ),
        (
            "Nineteen fighters were killed and no civilian was touched, a spokesman told the radio.",
            ["a spokesman | told | Nineteen fighters were killed and no civilian was touched"],
        ),
        ("The rebels did not deny the killing.", ["The rebels | did not deny | the killing"]),
        (
            "The ministry issued a statement saying nine people died.",
            ["The ministry | issued a statement saying | nine people died"],
        ),
        (
            "The minister and two generals said the town had fallen.",
            ["The minister and two generals | said | the town had fallen"],
        ),
    ],
)
def test_verbs_and_phrases_attribute(text: str, found: list[str]) -> None:
    assert lines(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It was reported that two soldiers had fled.", ["- | was reported | that two soldiers had fled"]),
        ("The hostages are believed to be alive.", ["- | are believed | The hostages to be alive"]),
        ("Residents reportedly fled the area.", ["- | reportedly | Residents fled the area"]),
    ],
)
def test_a_report_may_have_no_source(text: str, found: list[str]) -> None:
    assert lines(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Odalo's claim that the town fell angered them.", ["Odalo's | claim | that the town fell"]),
        ("His denial of involvement came late.", ["His | denial | involvement"]),
        ("The mayor raised questions about the toll.", ["The mayor | raised questions | the toll"]),
        ("The mayor is confident that peace will come.", ["The mayor | is confident | that peace will come"]),
    ],
)
def test_nouns_and_adjectives_attribute(text: str, found: list[str]) -> None:
    assert lines(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We left at dawn,” said Karim Odalo.", ["Karim Odalo | said | “We left at dawn,”"]),
        ("Odalo said: “We left at dawn.”", ["Odalo | said | “We left at dawn.”"]),
        (
            "“We left,” Odalo said, “and nobody stayed.”",
            ["Odalo | said | “We left,” “and nobody stayed.”"],
        ),
        (
            "“We left,” Odalo said. “Nobody stayed behind.”",
            ["Odalo | said | “We left,” “Nobody stayed behind.”"],
        ),
        ("Odalo said:\n\n“We left at dawn.”", ["Odalo | said | “We left at dawn.”"]),
        ("“We left at dawn,” she quavered.", ["she | quavered | “We left at dawn,”"]),
        ("“We left at dawn.” - Karim Odalo", ["Karim Odalo | - | “We left at dawn.”"]),
    ],
)
def test_quotations_hang_on_the_verb_beside_them(text: str, found: list[str]) -> None:
    assert lines(text) == found


def test_a_quotation_over_paragraphs_is_one_content() -> None:
    found = only("“We left at dawn.\n\n“Nobody stayed,” Odalo said.")
    assert found.content.text == "“We left at dawn. “Nobody stayed,”"
    assert len(found.content.spans) == 2


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("“We left at dawn,” said Odalo.", "direct"),
        ("Odalo said they “left at dawn” with all their goods.", "mixed"),
        ("Odalo said they left at dawn.", "indirect"),
    ],
)
def test_the_mode_tells_how_much_is_quoted(text: str, mode: str) -> None:
    assert only(text).mode == mode


def test_an_attribution_inside_another_counts() -> None:
    assert [
        (a.source.text if a.source else None, a.stance)
        for a in read("Odalo said that the minister denied the charges.")
    ] == [
        ("Odalo", "asserts"),
        ("the minister", "denies"),
    ]


def test_what_a_speaker_goes_on_to_say_is_an_attribution_of_its_own() -> None:
    assert lines("The army said it had won, adding that nine men were hurt.") == [
        "The army | said | it had won",
        "The army | adding | that nine men were hurt",
    ]


def test_what_is_refused_is_attributed_once() -> None:
    assert lines("Police refused to comment on the raid.") == ["Police | refused | to comment on the raid"]


def test_the_sentence_is_the_one_of_the_cue() -> None:
    found = only("The town was quiet. The army said it had won.")
    assert found.sentence == 1


@pytest.mark.parametrize(
    "text", ["", "\n", "“", "”said", ":", "A: ", "said", "\x00\x07", "““““”", "According to", "x" * 5000]
)
def test_no_text_is_too_odd(text: str) -> None:
    assert isinstance(read(text), list)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five source articles are not here")
def test_every_span_selects_the_characters_it_claims() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = read(text)
        assert found
        for attribution in found:
            for mention in (attribution.source, attribution.cue, attribution.content):
                if mention is not None:
                    assert mention.text == " ".join(text[start:end] for start, end in mention.spans), json.dumps(
                        path.name
                    )
                    assert all(a[1] <= b[0] for a, b in pairwise(mention.spans))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "A bomb went off in downtown Kabul and U.S. officials accused the rebels of the attack.",
            "U.S. officials",
        ),
        ("Rebels shelled a market in northern Idlib and Turkish officials blamed the army.", "Turkish officials"),
        ("He works in Kabul and Herat officials said he left.", "Herat officials"),
        ("Rebels stormed the town and blamed the army.", "Rebels"),
    ],
)
def test_the_place_before_a_second_clause_does_not_speak(text: str, source: str) -> None:
    found = read(text)[-1]
    assert found.source is not None
    assert found.source.text == found.speaker == source


def test_who_all_said_it_are_named_without_all() -> None:
    assert lines("The ministers all urged restraint.") == ["The ministers | urged | restraint"]


def test_the_apostrophe_of_an_owner_is_part_of_his_name() -> None:
    assert lines("The pilots’ union said that it was so.") == ["The pilots’ union | said | that it was so"]


def test_a_question_that_is_answered_has_no_source() -> None:
    assert lines("Asked if the raid had failed, the minister declined to answer.") == [
        "- | Asked | if the raid had failed",
        "the minister | declined | to answer",
    ]


def test_who_is_asked_is_no_part_of_the_question() -> None:
    assert lines("He was asked about the raid.") == ["- | was asked | the raid"]


def test_nobody_inside_a_quotation_speaks_of_what_stands_outside() -> None:
    text = 'When asked whether he would go, the minister said: "I do not know."'
    assert lines(text) == ["- | asked | whether he would go", 'the minister | said | "I do not know."']


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The minister made clear that he will stay.", "The minister | made clear | that he will stay"),
        ("The minister made it clear that he will stay.", "The minister | made clear | that he will stay"),
        (
            "It was not clear whether the shot came from the van.",
            "- | was not clear | whether the shot came from the van",
        ),
    ],
)
def test_what_is_clear_may_stand_beside_the_adjective(text: str, found: str) -> None:
    assert lines(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Karim Odalo, then the harbour master, said at the time that no ferry had left.",
            "Karim Odalo, then the harbour master | said | that no ferry had left",
        ),
        (
            "Captain Arlo Vent told the morning harbour meeting that the nets were cut by the trawlers.",
            "Captain Arlo Vent | told | that the nets were cut by the trawlers",
        ),
        (
            "A stoker, met at the pier, said with a sigh that no lamp had been lit.",
            "A stoker | said | that no lamp had been lit",
        ),
        (
            "The captain wrote after the storm that the pilots had slept.",
            "The captain | wrote | that the pilots had slept",
        ),
    ],
)
def test_when_and_how_it_is_said_may_stand_before_that(text: str, found: str) -> None:
    assert lines(text) == [found]


@pytest.mark.parametrize(
    ("answer", "stance"),
    [
        ("hit back at charges that nobody was warned", "denies"),
        ("pushed back against the claim", "denies"),
        ("scoffed at that", "denies"),
        ("took issue with the report", "denies"),
        ("hit back at his critics", "asserts"),
    ],
)
def test_a_charge_that_somebody_answers_is_not_what_he_says(answer: str, stance: str) -> None:
    assert {a.stance for a in read(f"The mayor {answer}.")} == {stance}


def test_what_a_report_is_that_somebody_speaks_in_is_not_said() -> None:
    assert lines("The minister spoke in a report that cost a fortune.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "A man who mends nets at the pier, and whose old boat is in the dock, said the mast fell on a crane.",
            "A man who mends nets at the pier, | said | the mast fell on a crane",
        ),
        (
            "Kais Odalo, who leads the guild, called on owners to lower the fees.",
            "Kais Odalo | called | owners to lower the fees",
        ),
        (
            "The guild's second clerk, asked whether the pier was closed, said it was not.",
            "The guild's second clerk | said | it was not",
        ),
        (
            "The guild, however, said that everyone hired at Bartu, in the south, belonged to the crew.",
            "The guild | said | that everyone hired at Bartu, in the south belonged to the crew",
        ),
    ],
)
def test_a_long_aside_parts_neither_speaker_nor_words_from_the_verb(text: str, found: str) -> None:
    assert lines(text)[-1] == found


def test_what_was_said_before_a_day_is_another_matter() -> None:
    text = "The mayor admitted that boats were lost, a day after his deputy had said that only nets were torn."
    assert lines(text)[-1] == "his deputy | had said | that only nets were torn"


def test_a_quotation_behind_a_sentence_adds_to_what_it_says() -> None:
    text = "The crates came by ferry, Odalo said. “I counted them at the pier.”"
    assert lines(text) == ["Odalo | said | The crates came by ferry “I counted them at the pier.”"]


def test_whoever_goes_on_says_so() -> None:
    assert lines("The dock was not the work of one builder, he went on.") == [
        "he | went on | The dock was not the work of one builder"
    ]


def test_a_clause_about_people_may_be_somebody_elses_word() -> None:
    text = "The guild fined owners of a trawler who, the clerk said, were hiding a catch."
    assert lines(text)[-1] == "the clerk | said | who were hiding a catch"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Dunn shook her head. “The gate was locked.”", "Ada Dunn | shook | “The gate was locked.”"),
        ("Clerk Ada Dunn did not mince words. “The gate was locked.”", "Clerk Ada Dunn | . | “The gate was locked.”"),
        (
            "“The gate was open,” Odalo said. The dock’s owner, Ada Dunn, shook her head. “It was locked.”",
            "The dock’s owner, Ada Dunn | shook | “It was locked.”",
        ),
        (
            "“Our crane,” said a clerk, “has not hurt any bird.”",
            "a clerk | said | “Our crane,” “has not hurt any bird.”",
        ),
        (
            "In the words of the clerk Ada Dunn, the guild sold the dock.",
            "the clerk Ada Dunn | words of | the guild sold the dock",
        ),
        (
            "Captain Dunn's claim that the guild had set the pier on fire angered many.",
            "Captain Dunn's | claim | that the guild had set the pier on fire",
        ),
        (
            "The accusation by Captain Dunn that Odalo stole fuel from the dock led to an inquiry.",
            "Captain Dunn | accusation | that Odalo stole fuel from the dock",
        ),
        (
            "Accusations by the union that Odalo had spied on workers are being looked into.",
            "the union | Accusations | that Odalo had spied on workers",
        ),
        (
            "Claims by the clerk Ada Dunn that Odalo had poisoned the dock were rejected.",
            "the clerk Ada Dunn | Claims | that Odalo had poisoned the dock",
        ),
    ],
)
def test_who_speaks_is_told_beside_the_words_or_just_before(text: str, found: str) -> None:
    assert found in lines(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # A paragraph in quotes goes on with what the one before says, or tells of who spoke before it.
        (
            "“We ran to the dock,” said Ada Dunn, a clerk.\n\n“They burned the boats and left.”\n\nIt rained.",
            "Ada Dunn, a clerk | said | “We ran to the dock,” “They burned the boats and left.”",
        ),
        (
            "Ada Dunn faced the crowd at the gate.\n\n“Nobody burned the boats.”",
            "Ada Dunn | faced | “Nobody burned the boats.”",
        ),
        (
            "Ada Dunn said that the men had left.\n\n“They burned the boats at night.”\n\nIt rained.",
            "Ada Dunn | said | that the men had left “They burned the boats at night.”",
        ),
        # Who asks is not who answers.
        (
            "“Who was at the dock?” asked Ada Dunn.\n\n“Nobody was at the dock.”",
            "Ada Dunn | asked | “Who was at the dock?”",
        ),
    ],
)
def test_a_paragraph_in_quotes_is_said_by_who_spoke_before(text: str, found: str) -> None:
    assert found in lines(text)


def test_a_semicolon_parts_what_is_said_from_what_is_told() -> None:
    assert "he | said | he would stay" in lines("The men want the chief to go; he said he would stay.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The inquest heard that two men had burned the dock.", "- | heard | that two men had burned the dock"),
        ("Jurors heard how two men had burned the dock.", "- | heard | how two men had burned the dock"),
        (
            "The court was told by a clerk, Ada Dunn, that two men had burned the dock.",
            "a clerk, Ada Dunn | was told | that two men had burned the dock",
        ),
    ],
)
def test_what_a_court_hears_is_said_there(text: str, found: str) -> None:
    assert found in lines(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The guild said Odalo had burned the dock, an accusation that the mayor called a lie.",
            ["The guild | said | Odalo had burned the dock", "the mayor | called | an accusation a lie"],
        ),
        (
            "The guild says Odalo burned the dock, a suggestion his widow described as nonsense.",
            ["The guild | says | Odalo burned the dock", "his widow | described | a suggestion as nonsense"],
        ),
    ],
)
def test_what_others_call_a_charge_behind_it_is_no_part_of_it(text: str, found: list[str]) -> None:
    assert [line for line in lines(text) if not line.startswith("- ")] == found


@pytest.mark.parametrize(
    "text",
    ["The guilds met at the dock. “The gate was locked.”", "The crane fell into the dock. “The gate was locked.”"],
)
def test_a_thing_or_a_crowd_told_of_before_a_quotation_does_not_speak(text: str) -> None:
    assert lines(text) == []
