from datetime import date

import pytest

from tasks.analyse.parsing.dates import find_dates
from tasks.analyse.parsing.parse import parse

MONDAY = date(2024, 3, 11)


def dates(text: str, anchor: date | None = MONDAY) -> list[tuple[str, str, str, str]]:
    (doc,) = parse([text])
    return [(d.mention.text, str(d.first), str(d.last), d.precision) for d in find_dates(doc, text, anchor)]


@pytest.mark.parametrize(
    ("text", "expression", "first", "last", "precision"),
    [
        ("The depot burned on 2 November 2021.", "2 November 2021", "2021-11-02", "2021-11-02", "day"),
        ("The depot burned on Nov. 2, 2021.", "Nov. 2, 2021", "2021-11-02", "2021-11-02", "day"),
        ("VELDA CITY, 4 FEB 90 (NPA) -- A bridge fell.", "4 FEB 90", "1990-02-04", "1990-02-04", "day"),
        ("It opened in July 2019.", "July 2019", "2019-07-01", "2019-07-31", "month"),
        ("The 2015 accord failed.", "2015", "2015-01-01", "2015-12-31", "year"),
        ("Raiders burned it on Monday, 4 March.", "4 March", "2024-03-04", "2024-03-04", "day"),
        ("It changed after 9/11.", "9/11", "2001-09-11", "2001-09-11", "day"),
        ("It changed after the Sept. 11 attacks.", "Sept. 11", "2001-09-11", "2001-09-11", "day"),
        ("Raiders burned the mill on Friday.", "Friday", "2024-03-08", "2024-03-08", "day"),
        ("Raiders burned the mill on Monday.", "Monday", "2024-03-11", "2024-03-11", "day"),
        ("Raiders burned the mill last Monday.", "last Monday", "2024-03-04", "2024-03-04", "day"),
        ("The council will vote on Friday.", "Friday", "2024-03-15", "2024-03-15", "day"),
        ("The council is scheduled to vote on April 2.", "April 2", "2024-04-02", "2024-04-02", "day"),
        ("The mill burned on April 2.", "April 2", "2023-04-02", "2023-04-02", "day"),
        ("The clashes of 5-7 March were heavy.", "5-7 March", "2024-03-05", "2024-03-07", "day"),
        ("Shells fell yesterday.", "yesterday", "2024-03-10", "2024-03-10", "day"),
        ("Shells fell last night.", "last night", "2024-03-10", "2024-03-10", "day"),
        ("The patrol left three days ago.", "three days ago", "2024-03-08", "2024-03-08", "day"),
        ("The depot, planned since last May, opened on 6 March.", "6 March", "2024-03-06", "2024-03-06", "day"),
        ("Shells fell in the last 24 hours.", "last 24 hours", "2024-03-10", "2024-03-11", "day"),
        ("VELDA CITY, 23 MAR 90 (NPA) -- A bridge fell.", "23 MAR 90", "1990-03-23", "1990-03-23", "day"),
        ("The patrol left a week ago.", "a week ago", "2024-03-04", "2024-03-10", "week"),
        ("Talks broke down last month.", "last month", "2024-02-01", "2024-02-29", "month"),
        ("Talks broke down in December.", "in December", "2023-12-01", "2023-12-31", "month"),
        ("The war began two years ago.", "two years ago", "2022-01-01", "2022-12-31", "year"),
    ],
)
def test_an_expression_is_resolved_against_the_day_of_writing(
    text: str, expression: str, first: str, last: str, precision: str
) -> None:
    assert (expression, first, last, precision) in dates(text)


def test_without_a_day_of_writing_only_dates_that_name_their_year_are_found() -> None:
    assert dates("On Friday they recalled the raid of 3 May 2020, two weeks ago.", None) == [
        ("3 May 2020", "2020-05-03", "2020-05-03", "day")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He may go.",
        "They march on the town.",
        "The crowd of 2000 people left.",
        "It cost $2015 to repair.",
        "He lives at flat 31 February 2020.",
    ],
)
def test_words_and_numbers_that_are_no_dates_are_left_alone(text: str) -> None:
    assert not [d for d in dates(text) if d[3] != "month"]


def test_offsets_hold_for_the_text_as_it_is() -> None:
    text = "“Never,” he said on Friday — “not on 3 May 2020.”"
    (doc,) = parse([text])
    assert [text[d.mention.start : d.mention.end] for d in find_dates(doc, text, MONDAY)] == ["Friday", "3 May 2020"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("08/23/2015: A bridge fell.", "2015-08-23"),
        ("The bridge fell on 23/08/2015.", "2015-08-23"),
        ("The bridge fell on 3.8.2015.", "2015-08-03"),
        ("03/08/2015: A bridge fell.", "2015-03-08"),  # at the head of an entry the month stands first
        ("The bridge fell on 03/08/2015 and the dam on 23/08/2015.", "2015-08-03"),
    ],
)
def test_a_date_in_figures_is_read_by_the_order_that_the_text_shows(text: str, day: str) -> None:
    assert dates(text)[0][1] == day


def test_a_date_in_figures_that_may_be_either_is_none() -> None:
    assert all(precision == "year" for *_, precision in dates("The bridge fell on 03/08/2015."))
