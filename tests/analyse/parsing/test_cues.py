import pytest

from tasks.analyse.parsing.cues import Cue, lexicon
from tasks.analyse.parsing.parse import parse


def entries(sentence: str) -> list[str]:
    found = (lexicon().of(token) for token in next(iter(parse([sentence]))))
    return [entry.lemma for entry in found if entry is not None]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The general said that they had left.", ["say"]),
        ("The general pointed out that they had left.", ["point_out"]),
        ("The minister called for calm.", ["call_for"]),
        ("The minister called off the match.", []),
        ("She was hoping for peace.", ["hope"]),
        ("The crowd danced.", []),
    ],
)
def test_a_phrasal_verb_comes_before_the_bare_one(sentence: str, found: list[str]) -> None:
    assert entries(sentence) == found


def test_an_entry_says_what_it_takes_and_where_its_subject_stands() -> None:
    assert lexicon().cues["verb"]["deny"].stance == "denies"
    assert lexicon().cues["verb"]["say"].takes >= {"clause", "quote"}
    assert lexicon().cues["verb"]["claim"].hedged
    assert not lexicon().cues["verb"]["say"].hedged


def test_only_a_cue_that_takes_quotations_reports_words() -> None:
    assert Cue("say", "asserts", frozenset({"clause", "quote"})).speaks
    assert not Cue("want", "asserts", frozenset({"to"})).speaks
