"""Timestamps as feeds print them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tasks.collect.dates import moment

MORNING = datetime(2023, 1, 2, 5, 30, tzinfo=UTC)  # ten o'clock in Kabul


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 02 Jan 2023 10:00:00 +0430",
        "Mon, 02 Jan 2023 10:00:00 +04:30",
        "Mon, 02 Jan 2023 10:00:00 GMT+4:30",
        "Mon, 02 Jan 2023 10:00:00 UTC+04:30",
        "Mon, 02 Jan 2023 10:00:00 +0430 (Afghanistan Time)",
        "Mon, 02 Jan 2023 10:00:00 AFT",
        "2 Jan 2023 10:00 AFT",
        "Mon, 02 Jan 2023 10:30 PKT",
        "Mon, 02 Jan 2023 11:00:00 IST",
        "Monday, January 02, 2023 05:30:00 GMT",
        "Mon, 02 Jan 23 00:30:00 EST",
        "2023-01-02T10:00:00+0430",
        "2023-01-02T10:00:00+04:30",
        "2023-01-02T05:30Z",
        "2023-01-02 05:30:00.000Z",
        "20230102T053000Z",
        "2023-01-02 10:00:00 AFT",
        "  Mon, 02 Jan 2023\n 05:30:00 GMT ",
        "2023-01-02 05:30:00",
    ],
)
def test_the_instant_is_in_utc_and_the_day_as_printed(text: str) -> None:
    assert moment(text) == (MORNING, date(2023, 1, 2))


def test_the_day_is_the_one_printed_not_the_one_in_utc() -> None:
    assert moment("2023-01-03T01:00:00+0430") == (datetime(2023, 1, 2, 20, 30, tzinfo=UTC), date(2023, 1, 3))


@pytest.mark.parametrize("text", ["2023-01-02", "Mon, 02 Jan 2023", "2 Jan 2023", "January 2, 2023", "20230102"])
def test_a_day_alone_is_no_instant(text: str) -> None:
    assert moment(text) == (None, date(2023, 1, 2))


def test_the_sources_zone_reads_what_names_none_and_decides_between_namesakes() -> None:
    assert moment("2023-01-02 10:00", "Asia/Kabul")[0] == MORNING
    assert moment("2 Jan 2023 10:00 IST", "Asia/Kolkata")[0] == datetime(2023, 1, 2, 4, 30, tzinfo=UTC)
    assert moment("2 Jul 2023 10:00 IST", "Europe/Dublin")[0] == datetime(2023, 7, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "3 hours ago",
        "Mon, 31 Feb 2023 10:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0000-00-00T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "1672653600",
        "1 2 3 4 5",
        "\x00",
        "9" * 10_000,
        "Mon, 02 Jan 99999999999 10:00:00 GMT",
    ],
)
def test_what_is_no_date_says_nothing(text: str) -> None:
    assert moment(text) == (None, None)
