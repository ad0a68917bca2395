from spacy.tokens import Doc

from tasks.analyse.parsing.parse import parse
from tasks.analyse.parsing.tokens import as_read, offsets, picked, sentence_numbers


def doc(text: str = "“No one left,” the army said. Nobody, it seems, fled.") -> Doc:
    return next(iter(parse([text])))


def test_tokens_are_picked_by_an_attribute() -> None:
    assert [token.text for token in picked(doc(), "LOWER", ("no", "nobody"))] == ["No", "Nobody"]
    assert [token.text for token in picked(doc(), "POS", ("VERB",))] == ["left", "said", "seems", "fled"]
    assert [*picked(doc(), "LOWER", ())] == [*picked(doc(""), "LOWER", ("no",))] == []


def test_each_token_has_its_place_and_its_sentence() -> None:
    parsed = doc()
    assert offsets(parsed) == [token.idx for token in parsed]
    numbers = {token.i: n for n, sentence in enumerate(parsed.sents) for token in sentence}
    assert dict(enumerate(sentence_numbers(parsed))) == numbers


def test_the_text_as_it_was_read_is_as_long_as_the_article() -> None:
    parsed = doc()
    assert as_read(parsed) == as_read(parsed) == parsed.text == '"No one left," the army said. Nobody, it seems, fled.'
