"""Dates that a page prints: the day it was published on, and the latest past day that its text mentions.

Only dates with a year count. A fetch time or a file time is never taken for a date of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
WHEN = re.compile(
    "|".join(
        re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{index}>", form)
        for index, form in enumerate(
            (
                rf"\b{MONTH}\s+{DAY}\s*,?\s+{YEAR}\b",
                rf"\b{DAY}(?:\s+of)?[\s-]+{MONTH}\s*,?[\s-]+{YEAR}\b",
                rf"\b{YEAR}-(?P<month>[01]\d)-{DAY}(?!\d)",
                rf"\b{YEAR}/(?P<month>[01]\d)/{DAY}(?!\d)",
                rf"\b{DAY}\.(?P<month>[01]?\d)\.{YEAR}\b",
                rf"\b{MONTH}\s*,?\s+{YEAR}\b",
            )
        )
    ),
    re.I,
)
# "by May 2021" and "is due in May 2021" look ahead: such a day may lie after publication.
AHEAD = re.compile(
    r"\b(?:will|would|shall|by|until|till|before|through|ahead of|deadline|scheduled|due|expect\w*|plan(?:s|ned)?|"
    r"slated|next|upcoming|to be held|set (?:to|for)|require[sd]?|vow\w*|promis\w*|pledg\w*)\b",
    re.I,
)
SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")


def dates_in(text: str) -> Iterator[tuple[date, bool, tuple[int, int]]]:
    """Every date with a year in `text`: (its first day, whether the day itself is named, span)."""
    for found in WHEN.finditer(text):
        part = {key[:-1]: value for key, value in found.groupdict().items() if value}
        name = part["month"].lower()
        try:
            day = date(int(part["year"]), MONTHS.get(name) or int(name), int(part.get("day", 1)))
        except ValueError:
            continue
        yield day, "day" in part, found.span()


def latest_past(text: str, today: date) -> date | None:
    """The latest day that the text itself mentions as past: the article cannot be older. None where there is none.

    A month stands for its first day. Sentences that look ahead are passed over, and so are days after `today`.
    """
    days = [
        day
        for sentence in SENTENCE.split(text)
        if not AHEAD.search(sentence)
        for day, _, _ in dates_in(sentence)
        if day <= today
    ]
    return max(days, default=None)


def moment(value: object, timezone: str | None = None) -> tuple[datetime | None, date | None]:
    """(instant in UTC, calendar day) of a timestamp as data carries it: ISO 8601, RFC 5322, or seconds since 1970.

    A time without zone is taken in `timezone` (IANA name), else as UTC; a bare day has midnight UTC. The day is the one
    in `timezone` where that is known, else as written. (None, None) for what is not a date.
    """
    zone = ZoneInfo(timezone) if timezone else None
    when = _parse(value)
    if when is None:
        return None, None
    if not isinstance(when, datetime):
        return midnight(when), when
    try:
        if when.tzinfo is None:
            when = when.replace(tzinfo=zone or UTC)
        elif zone:
            when = when.astimezone(zone)
        return when.astimezone(UTC), when.date()
    except OverflowError:
        return None, None


def midnight(day: date) -> datetime:
    """Midnight UTC: the instant that stands for a day of which no time is known."""
    return datetime.combine(day, time(), UTC)


def _parse(value: object) -> datetime | date | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            seconds = value / 1000 if value > 1e11 else value  # milliseconds, as JavaScript writes them
            return datetime.fromtimestamp(seconds, UTC)
        except (ValueError, OverflowError, OSError):
            return None
    text = str(value or "").strip()
    for read in (date.fromisoformat, datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    first = next(dates_in(text[:100]), None)
    return first[0] if first and first[1] else None


IN_ADDRESS = re.compile(r"/(?P<year>20\d\d|199\d)[/-](?P<month>[01]?\d|[a-z]{3})[/-](?P<day>[0-3]?\d)(?=[/-])", re.I)


def day_in_address(url: str) -> date | None:
    """The day that a web address carries: "/2023/dec/21/" or "/2023/12/21/"."""
    found = IN_ADDRESS.search(url)
    if not found:
        return None
    try:
        return date(int(found["year"]), MONTHS.get(found["month"].lower()) or int(found["month"]), int(found["day"]))
    except ValueError:
        return None
