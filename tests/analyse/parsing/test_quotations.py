import pytest

from tasks.analyse.parsing.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [" || ".join(text[start:end] for start, end in q.spans) for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We left at dawn,” she said.", ["“We left at dawn,”"]),
        ('"We left," she said. "Nobody stayed."', ['"We left,"', '"Nobody stayed."']),
        ("''We left,'' she said.", ["''We left,''"]),
        ("Odalo: ‘We will not leave’", ["‘We will not leave’"]),
        ("The rebels’ camp wasn’t theirs.", []),
        ('The shell, 6" wide, lay there.', []),
        ("“He told me ‘go away’ twice,” she said.", ["“He told me ‘go away’ twice,”"]),
        ("”We left,” she said.", ["”We left,”"]),
    ],
)
def test_a_quotation_runs_from_mark_to_mark(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_a_quotation_runs_over_paragraphs_that_open_it_again() -> None:
    text = "“We left at dawn.\n\n“Nobody stayed,” she said. “Nobody.”"
    assert quoted(text) == ["“We left at dawn. || “Nobody stayed,”", "“Nobody.”"]


def test_a_quotation_never_closed_ends_with_its_paragraph() -> None:
    assert quoted("She said “we left.\n\nThe army came.") == ["“we left."]


def test_spans_are_offsets_into_the_text() -> None:
    text = "Yes. “No,” he said."
    (quotation,) = find_quotations(text)
    assert (quotation.start, quotation.end) == (5, 10)
