from tasks.analyse.parsing.parse import parse


def sentences(text: str) -> list[str]:
    return [text[s.start_char : s.end_char].strip() for s in next(iter(parse([text]))).sents]


def test_offsets_are_those_of_the_text_given() -> None:
    text = "“We left,” she said.\n\nThe army came."
    doc = next(iter(parse([text])))
    assert len(doc.text) == len(text)
    assert [text[t.idx : t.idx + len(t)] for t in doc if t.is_alpha] == [t.text for t in doc if t.is_alpha]


def test_a_newline_ends_a_sentence() -> None:
    assert sentences("Army denies raid\nThe army said nothing.") == ["Army denies raid", "The army said nothing."]


def test_a_dateline_stands_before_the_first_sentence() -> None:
    assert sentences("TESSALY/CORVIN, May 3 (Wire) - Rebel fighters left.") == [
        "TESSALY/CORVIN, May 3 (Wire) -",
        "Rebel fighters left.",
    ]


def test_a_quotation_mark_stays_with_what_it_opens() -> None:
    assert sentences('"We left," he said. "Nobody stayed."') == ['"We left," he said.', '"Nobody stayed."']


def test_a_shortened_title_ends_no_sentence_before_a_name() -> None:
    assert sentences("Its spokesman, Brig. Gen. Karim Odalo, denied it. Nobody else spoke.") == [
        "Its spokesman, Brig. Gen. Karim Odalo, denied it.",
        "Nobody else spoke.",
    ]
    assert sentences("A man who calls himself Sgt. Ivan Melk says so.") == [
        "A man who calls himself Sgt. Ivan Melk says so."
    ]
