"""Dates that a page prints; a day is never guessed."""

from datetime import UTC, date, datetime

import pytest

from tasks.extract.dates import dates_in, day_in_address, latest_past, moment

TODAY = date(2023, 6, 1)


@pytest.mark.parametrize(
    "text",
    [
        "May 4, 2021",
        "May 4 2021",
        "May. 4th, 2021",
        "4 May 2021",
        "4th of May, 2021",
        "4-May-2021",
        "2021-05-04",
        "04.05.2021",
    ],
)
def test_a_day_is_read_in_the_usual_spellings(text: str) -> None:
    assert [(day, exact) for day, exact, _ in dates_in(f"Seen on {text}, they said.")] == [(date(2021, 5, 4), True)]


@pytest.mark.parametrize("text", ["04/05/2021", "May 4", "31 February 2021", "in 2021", "12021-05-04"])
def test_no_day_is_made_up(text: str) -> None:
    assert not list(dates_in(text))


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("The port fell on May 4, 2021. It had been mined in March 2019.", date(2021, 5, 4)),
        ("The force left in August 2021.", date(2021, 8, 1)),
        ("All troops must leave by July 2022.", None),
        ("The vote is scheduled for May 4, 2022. The port fell on May 4, 2021.", date(2021, 5, 4)),
        ("He will return on May 4, 2022.", None),
        ("The ship was built, a plate says, on May 4, 2030.", None),  # after the reading: not past
        ("It happened on Monday.", None),
    ],
)
def test_the_latest_past_day_bounds_an_undated_text(text: str, bound: date | None) -> None:
    assert latest_past(text, TODAY) == bound


@pytest.mark.parametrize(
    ("value", "timezone", "at", "on"),
    [
        ("2021-05-04", None, datetime(2021, 5, 4, tzinfo=UTC), date(2021, 5, 4)),
        ("2021-05-04T23:30:00-05:00", None, datetime(2021, 5, 5, 4, 30, tzinfo=UTC), date(2021, 5, 4)),
        ("2021-05-05T04:30:00Z", "America/New_York", datetime(2021, 5, 5, 4, 30, tzinfo=UTC), date(2021, 5, 5)),
        ("2021-05-05T03:30:00Z", "America/New_York", datetime(2021, 5, 5, 3, 30, tzinfo=UTC), date(2021, 5, 4)),
        ("2021-05-04 09:00", "Asia/Kabul", datetime(2021, 5, 4, 4, 30, tzinfo=UTC), date(2021, 5, 4)),
        ("Tue, 4 May 2021 10:00:00 +0200", None, datetime(2021, 5, 4, 8, tzinfo=UTC), date(2021, 5, 4)),
        (1620115200, None, datetime(2021, 5, 4, 8, tzinfo=UTC), date(2021, 5, 4)),
        (1620115200000, None, datetime(2021, 5, 4, 8, tzinfo=UTC), date(2021, 5, 4)),
        ("Updated May 4, 2021", None, datetime(2021, 5, 4, tzinfo=UTC), date(2021, 5, 4)),
        ("yesterday", None, None, None),
        ("0001-01-01T00:00:00+14:00", None, None, None),
        ("Wed, 21 Oct 99999999999 07:28:00 GMT", None, None, None),
        ("Wed, 21 Oct 2015 07:28:00 +99999999999999", None, datetime(2015, 10, 21, tzinfo=UTC), date(2015, 10, 21)),
        (10**400, None, None, None),
        (float("inf"), None, None, None),
        (True, None, None, None),
        (None, None, None, None),
    ],
)
def test_timestamps_as_data_carries_them(
    value: object, timezone: str | None, at: datetime | None, on: date | None
) -> None:
    assert moment(value, timezone) == (at, on)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.example/2021/05/04/port", date(2021, 5, 4)),
        ("https://x.example/news/2021/may/4/port", date(2021, 5, 4)),
        ("https://x.example/2021-05-04-port", date(2021, 5, 4)),
        ("https://x.example/2021/13/04/port", None),
        ("https://x.example/2021/05/port", None),
    ],
)
def test_a_day_in_an_address(url: str, day: date | None) -> None:
    assert day_in_address(url) == day
