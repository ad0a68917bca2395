from tasks.analyse.parsing.overlapping import cut_at_sentences, overlapping
from tasks.models import Sentence

SENTENCES = [Sentence((0, 10)), Sentence((12, 20)), Sentence((20, 20)), Sentence((21, 30))]


def test_a_span_overlaps_the_sentences_of_which_it_holds_some() -> None:
    for start in range(32):
        for end in range(start + 1, 33):
            expected = [s for s in SENTENCES if s.span[0] < end and start < s.span[1]]
            assert list(overlapping(SENTENCES, (start, end))) == expected


def test_spans_are_cut_where_sentences_end() -> None:
    assert cut_at_sentences(SENTENCES, [(5, 15), (18, 25)]) == [(5, 10), (12, 15), (18, 20), (21, 25)]


def test_what_lies_between_sentences_is_left_out() -> None:
    assert cut_at_sentences(SENTENCES, [(10, 12), (30, 40)]) == []
