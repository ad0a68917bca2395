import pytest

from tasks.brief.layout import clean, ends, markdown, shorten, wrap
from tasks.brief.pictures import scale
from tasks.brief.quoting import bare, cut, voice


def stretch(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("“We go home,” she said", "We go home"),
        ('"We go home."', "We go home."),
        ("  the harbour\n", "the harbour"),
        ("called it “a fairy tale”", "called it “a fairy tale”"),
        ("“No” and “never”", "“No” and “never”"),
        ("“unclosed words", "unclosed words"),
        ("“”", "“”"),
    ],
)
def test_only_marks_that_enclose_the_words_are_left_off(text: str, kept: str) -> None:
    end = text.index(" she said") if " she said" in text else len(text)
    start, stop = bare(text, 0, end)
    assert text[start:stop] == kept


@pytest.mark.parametrize(
    ("words", "expected"),
    [("We stay", "direct"), ("he said", "reported"), ("he said, “and we fight", "mixed"), ("nobody asked", "reported")],
)
def test_whose_words_they_are_follows_from_the_marks_before(words: str, expected: str) -> None:
    text = "“An unclosed line.\n“We stay,” he said, “and we fight.” But nobody asked."
    assert voice(text, *stretch(text, words)) == expected


def test_a_cut_falls_after_a_clause_where_one_ends_late_enough_and_else_between_words() -> None:
    text = "The boats left at dawn, and the harbour was empty when the patrol came in."
    assert text[: cut(text, 0, len(text), 30)] == "The boats left at dawn"
    assert text[: cut(text, 0, len(text), 45)] == "The boats left at dawn, and the harbour was"
    assert cut(text, 0, len(text), 500) == len(text)


def test_a_word_longer_than_the_limit_still_leaves_something() -> None:
    assert cut("x" * 50, 0, 50, 10) == 10


def test_control_and_direction_characters_never_reach_a_terminal() -> None:
    assert clean("a\x1b[31mb\u202ec\u0007 \t d\r\ne") == "a[31mbc d e"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


def test_a_reference_stands_flush_right_on_the_last_line() -> None:
    lines = wrap("word " * 17, "  ", right="[12]", width=40).splitlines()
    assert all(len(line) <= 40 for line in lines)
    assert lines[-1].endswith("[12]")
    assert len(lines[-1]) == 40


def test_a_reference_without_room_takes_the_last_word_along() -> None:
    assert wrap("aaaa bbbb cccc dddd", right="[1]", width=20).splitlines() == ["aaaa bbbb cccc", "dddd             [1]"]


def test_two_ends_of_a_line_that_do_not_fit_take_two_lines() -> None:
    assert ends("left", "right", 12) == "left   right"
    assert ends("left side", "right", 12) == "left side\n       right"


def test_shortening_closes_a_quotation_that_it_leaves_open() -> None:
    assert shorten("The report: “the link between the two is old”", 30) == "The report: “the link between […]”"
    assert shorten("short", 30) == "short"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("# head", r"\# head"),
        ("well-known (2) a+b", "well-known (2) a+b"),
        ("a | b", r"a \| b"),
        ("&lt;", r"\&lt;"),
        ("https://x.example", "https&#58;//x.example"),
    ],
)
def test_markdown_of_strangers_is_escaped_and_plain_text_left_readable(text: str, escaped: str) -> None:
    assert markdown(text) == escaped


def test_ranges_are_drawn_to_one_scale_from_nought() -> None:
    assert scale([(400, 600), (None, 200), (0, 0), (None, None)]) == [
        (0.6667, 0.3333),
        (0.0, 0.3333),
        (0.0, 0.0),
        (0.0, 0.0),
    ]
    assert scale([(4, None), (8, 8)]) == [(0.4, 0.6), (0.8, 0.0)]
    assert scale([(0, 0)]) == [(0.0, 0.0)]
