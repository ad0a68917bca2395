import pytest

from tasks.analyse.claims.own_words import after_name, claim_named, one_piece, without_source


@pytest.mark.parametrize(
    ("said", "party", "left"),
    [
        ("Police say the dam is safe", "Police", "say the dam is safe"),
        ("the miners’ union, which met at Tolm, said the dam is safe", "the miners’ union", "said the dam is safe"),
        ("Orso at first lied to the board", "Senator Tom Orso", ""),
        ("Orso initially lied to the board", "Senator Tom Orso", "initially lied to the board"),
        (
            "Mr. Orso and his aides keep saying that the dam leaks",
            "Mr. Orso and his aides",
            "keep saying that the dam leaks",
        ),
        ("a study that found the dam safe", "a study", "found the dam safe"),
        ("a study that claimed the dam is safe", "a study", "claimed the dam is safe"),
        ("Orso and Lee were against the dam", "Tom Orso", ""),
        ("Orso, who built the dam, is gone", "Tom Orso", "is gone"),
        ("the guild’s charge that the dam leaks", "the guild", "’s charge that the dam leaks"),
        ("The board of the guild left Orso in charge", "Tom Orso", ""),
    ],
)
def test_what_follows_a_partys_name_where_a_stretch_opens_with_it(said: str, party: str, left: str) -> None:
    assert after_name(said, party) == left


@pytest.mark.parametrize(
    ("said", "clause"),
    [
        ("the charge that the dam leaks", "the dam leaks"),
        ("accusations by the harbour guild that the dam leaks", "the dam leaks"),
        ("a claim -- repeated by the mayor -- that the dam leaks", "the dam leaks"),
        ("the guild’s repeated assertion that the dam leaks", "the dam leaks"),
        ("its denial that the dam leaks", ""),
        ("the pump that the guild bought", ""),
        ("the dam leaks", ""),
    ],
)
def test_a_claim_is_told_behind_the_noun_that_names_it(said: str, clause: str) -> None:
    assert claim_named(said) == clause


def test_according_to_whom_is_not_told_twice() -> None:
    assert without_source("according to the guild, the dam leaks", "the guild") == "the dam leaks"
    assert without_source("The dam leaks, according to Orso", "Tom Orso") == "The dam leaks"
    assert without_source("The dam leaks, according to Orso", "Ann Lee") == "The dam leaks, according to Orso"


@pytest.mark.parametrize(
    ("parts", "between", "said"),
    [
        (["The dam leaks", "nobody has been told"], [", Lee said; "], "The dam leaks; nobody has been told"),
        (["“The dam leaks,”", "“and nobody cares”"], [" Lee said, "], "“The dam leaks, and nobody cares”"),
        (["“The dam leaks,”", "“Nobody cares”"], [" Lee said. "], "“The dam leaks.” “Nobody cares”"),
        (["The dam leaks", "on Friday"], [", Lee said "], "The dam leaks"),
        (["In the valley", "the dam leaks"], [", Lee said, "], "In the valley, the dam leaks"),
        (["The dam", "had leaked for weeks"], [", Lee said, "], "The dam had leaked for weeks"),
        (["While the mayor denied it", "the dam leaks"], [", Lee said "], "the dam leaks"),
    ],
)
def test_the_parts_of_what_is_said_keep_the_marks_between_them(parts: list[str], between: list[str], said: str) -> None:
    assert one_piece(parts, between) == said
