import pytest

from tasks.analyse.parsing.headlines import in_sentence_case
from tests.analyse.attribution_kit import only


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Army Denies Bombing Village Market", "Army denies Bombing Village Market"),
        ("United States Says War Has Ended", "United States says War has Ended"),
        ("The army denies bombing Old Market Street.", "The army denies bombing Old Market Street."),
        ("ARMY DENIES BOMBING MARKET", "ARMY DENIES BOMBING MARKET"),
    ],
)
def test_verbs_and_small_words_of_a_title_lose_their_capitals(line: str, read: str) -> None:
    assert in_sentence_case(line) == read


@pytest.mark.parametrize(
    ("headline", "source", "stance"),
    [
        ("Army Denies Bombing Village Market", "Army", "denies"),
        ("Rebel Leader Rejects Claims of Child Recruitment", "Rebel Leader", "denies"),
        ("Government Blames Rebels for Dam Collapse", "Government", "asserts"),
        ("Dam Strike Killed 12, Says Aid Group", "Aid Group", "asserts"),
        ("Odalo: Rebels Will Never Leave the Valley", "Odalo", "asserts"),
    ],
)
def test_headlines_attribute(headline: str, source: str, stance: str) -> None:
    found = only(headline)
    assert found.source is not None
    assert (found.source.text, found.stance) == (source, stance)
