"""Dates in running text: every expression resolved against a day, with how precise it is.

What an expression means follows the usage of news agencies: a weekday or a month without a year is the latest one not
after the day of writing, unless the verb that governs it looks ahead ("will vote on Friday").
"""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from spacy.tokens import Doc, Token

from tasks.models import Mention, Precision

Days = tuple[date, date, Precision]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A stretch of text that names a day or a period, and which days those are (both inclusive)."""

    mention: Mention
    first: date
    last: date
    precision: Precision
    absolute: bool  # names its year: means the same whenever it is read


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {"a": 1, "an": 1, "couple of": 2} | {word: number for number, word in enumerate(SMALL, start=1)}
LENGTHS: dict[str, tuple[float, Precision]] = {  # of a unit in days
    "hour": (1 / 24, "day"),
    "day": (1, "day"),
    "week": (7, "week"),
    "month": (30, "month"),
    "year": (365, "year"),
}
LOOKS_AHEAD = frozenset(("schedule", "plan", "expect", "due", "intend", "set", "slate", "postpone", "upcoming"))

_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|jun(?:e|\.)?|jul(?:y|\.)?|aug(?:ust|\.)?|"
    r"sept(?:ember|\.)?|sep\.?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_TO_DAY = r"(?:\s?(?:-|–|—|to|and|or|/)\s?(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT_YEAR = r"(?P<year>(?:19|20)\d\d|'?[6-9]\d)"
_WEEKDAY = r"(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day"
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
_UNIT = r"(?P<unit>hour|day|week|month|year)s?"


def _day(year: int, month: int, day: int) -> Days | None:
    try:
        at = date(year, month, day)
    except ValueError:
        return None
    return at, at, "day"


def _month(year: int, month: int) -> Days | None:
    if not 1 <= year <= 9999:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"


def _year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31), "year"


def _number(words: str) -> int:
    words = " ".join(words.lower().split())
    return int(words) if words.isdigit() else NUMBERS[words]


def _month_number(match: re.Match[str]) -> int:
    return MONTHS[match["month"].lower().rstrip(".")]


def _year_number(match: re.Match[str]) -> int:
    digits = match["year"].lstrip("'")
    return int(digits) + (1900 if len(digits) == 2 else 0)


def _span(match: re.Match[str], found: Days | None) -> Days | None:
    """Widens one day to the second day of "2-4 November"."""
    if found is None or not match.groupdict().get("day2"):
        return found
    last = _day(found[0].year, found[0].month, int(match["day2"]))
    return (found[0], last[0], "day") if last and last[0] > found[0] else found


def _iso(match: re.Match[str], anchor: date | None, ahead: bool) -> Days | None:
    return _day(int(match["year"]), int(match["m"]), int(match["d"]))


def _in_figures(match: re.Match[str], anchor: date | None, ahead: bool) -> Days | None:
    """A date in figures: "23.8.2015" is day first; of "8/23/2015" the figure over twelve tells, here or elsewhere.

    Where none tells, a date at the head of an entry ("03/12/2014: Gunmen …") is month first, as American databases of
    incidents have it; any other is left alone.
    """
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if match["mark"] != "/":
        return _day(year, second, first)
    told = [(int(a) > 12, int(b) > 12) for a, b in _SLASHED.findall(match.string)]
    if (True, False) in told:
        return _day(year, second, first)
    if (False, True) in told or first == second or (match.start() == 0 and match.string[match.end() :][:1] == ":"):
        return _day(year, first, second)
    return None


def _full(match: re.Match[str], anchor: date | None, ahead: bool) -> Days | None:
    return _span(match, _day(_year_number(match), _month_number(match), int(match["day"])))


def _month_of_year(match: re.Match[str], anchor: date | None, ahead: bool) -> Days | None:
    return _month(int(match["year"]), _month_number(match))


def _plain_year(match: re.Match[str], anchor: date | None, ahead: bool) -> Days | None:
    return _year(int(match["year"]))


def _decade(match: re.Match[str], anchor: date | None, ahead: bool) -> Days | None:
    year = int(match["year"])
    return date(year, 1, 1), date(year + 9, 12, 31), "year"


def _day_of_month(match: re.Match[str], anchor: date | None, ahead: bool) -> Days | None:
    """The nearest such day; a day ahead only where the verb looks ahead or it is a week or two away at most."""
    if anchor is None:
        return None
    month, day = _month_number(match), int(match["day"])
    candidates = [found for year in (-1, 0, 1) if (found := _day(anchor.year + year, month, day))]
    if ahead:
        candidates = [c for c in candidates if c[0] >= anchor]
        return _span(match, min(candidates)) if candidates else None
    candidates = [c for c in candidates if c[0] <= anchor + timedelta(days=7)]
    return _span(match, max(candidates)) if candidates else None


def _bare_month(match: re.Match[str], anchor: date | None, ahead: bool) -> Days | None:
    if anchor is None:
        return None
    number = _month_number(match)
    which = (match.groupdict().get("which") or "").lower()
    if ahead or which == "next":
        return _month(anchor.year + (number < anchor.month), number)
    late = number > anchor.month or (which == "last" and number == anchor.month)
    return _month(anchor.year - late, number)


def _weekday(match: re.Match[str], anchor: date | None, ahead: bool) -> Days | None:
    if anchor is None:
        return None
    number, which = WEEKDAYS[match["weekday"].lower() + "day"], (match["which"] or "").lower()
    back = (anchor.weekday() - number) % 7
    if which == "next" or (ahead and which not in ("last", "past", "previous")):
        at = anchor + timedelta(days=(7 - back) if back or which == "next" else 0)
    else:
        at = anchor - timedelta(days=back or (7 if which in ("last", "previous") else 0))
    return at, at, "day"


def _near_day(match: re.Match[str], anchor: date | None, ahead: bool) -> Days | None:
    if anchor is None:
        return None
    words = " ".join(match[0].lower().split())
    shift = -1 if words in ("yesterday", "last night", "overnight") else 1 if words == "tomorrow" else 0
    if words.startswith("the day before yesterday"):
        shift = -2
    at = anchor + timedelta(days=shift)
    return at, at, "day"


def _shifted(anchor: date, unit: str, count: int) -> Days | None:
    """The day, week, month or year that lies `count` units from the anchor."""
    if unit in ("hour", "day"):
        at = anchor + timedelta(days=count if unit == "day" else round(count / 24))
        return at, at, "day"
    if unit == "week":
        monday = anchor + timedelta(weeks=count, days=-anchor.weekday())
        return monday, monday + timedelta(days=6), "week"
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + count
        return _month(months // 12, months % 12 + 1)
    return _year(anchor.year + count) if anchor.year + count > 0 else None


def _ago(match: re.Match[str], anchor: date | None, ahead: bool) -> Days | None:
    return _shifted(anchor, match["unit"].lower(), -_number(match["count"])) if anchor else None


def _relative(match: re.Match[str], anchor: date | None, ahead: bool) -> Days | None:
    if anchor is None:
        return None
    which = match["which"].lower()
    shift = {"this": 0, "current": 0, "next": 1, "coming": 1}.get(which, -1)
    return _shifted(anchor, match["unit"].lower(), shift)


def _past_stretch(match: re.Match[str], anchor: date | None, ahead: bool) -> Days | None:
    """From then to the day of writing: "the past three weeks", "the last few hours"."""
    if anchor is None:
        return None
    length, precision = LENGTHS[match["unit"].lower()]
    words = match["count"].lower()
    days = math.ceil(length * (3 if words in ("few", "several") else _number(words)))
    return anchor - timedelta(days=min(days, anchor.toordinal() - 1)), anchor, precision


Resolver = Callable[[re.Match[str], date | None, bool], Days | None]


def _rule(pattern: str, resolver: Resolver, absolute: bool = False) -> tuple[re.Pattern[str], Resolver, bool]:
    return re.compile(r"(?<![\w$€£])" + pattern + r"(?![\w%])", re.IGNORECASE), resolver, absolute


def _eleventh_of_september(match: re.Match[str], anchor: date | None, ahead: bool) -> Days | None:
    return _day(2001, 9, 11)


_SLASHED = re.compile(r"(?<![\w/])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d(?![\w/])")
_PART = r"(?:early|mid|late)(?:-|\s)+"
# The first rule that claims a stretch of text has it: the fuller expression stands before its parts.
RULES = (
    _rule(
        r"9/11(?!/)|Sept(?:ember|\.)? 11(?:th)?,?(?=\s+(?:\w+\s+)?(?:attacks|hijack\w+|plot))",
        _eleventh_of_september,
        True,
    ),
    _rule(r"(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)", _iso, absolute=True),
    _rule(r"(?P<a>\d{1,2})(?P<mark>[/.])(?P<b>\d{1,2})(?P=mark)" + _YEAR, _in_figures, absolute=True),
    _rule(_MONTH + r"\s+" + _DAY + _TO_DAY + r"(?:\s*,\s*|\s+)" + _YEAR, _full, absolute=True),
    _rule(_DAY + _TO_DAY + r"(?:\s+of)?\s+" + _MONTH + r",?\s+" + _SHORT_YEAR, _full, absolute=True),
    _rule(_MONTH + r"(?:\s+of|,)?\s+" + _YEAR, _month_of_year, absolute=True),
    _rule(_MONTH + r"\s+" + _DAY + _TO_DAY, _day_of_month),
    _rule(_DAY + _TO_DAY + r"(?:\s+of)?\s+" + _MONTH, _day_of_month),
    _rule(r"(?:(?P<which>last|next|this|past|previous)\s+)?" + _WEEKDAY, _weekday),
    _rule(r"(?:the day before yesterday|yesterday|today|tonight|tomorrow|last night|overnight)", _near_day),
    _rule(r"this (?:morning|afternoon|evening)|earlier in the day", _near_day),
    _rule(_COUNT + r"\s+" + _UNIT + r"\s+(?:ago|earlier)", _ago),
    _rule(
        r"(?:past|last)\s+(?P<count>few|several|\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\s+" + _UNIT,
        _past_stretch,
    ),
    _rule(r"(?P<which>last|previous|past|this|next|current|coming)\s+" + _UNIT, _relative),
    _rule(
        r"(?:(?:in|since|until|till|by|during|from|of|to|for|between|and|through)\s+(?:"
        + _PART
        + r")?|"
        + _PART
        + r")"
        + _MONTH,
        _bare_month,
    ),
    _rule(r"(?P<which>last|next|this|past)\s+" + _MONTH, _bare_month),
    _rule(r"(?P<year>(?:19|20)\d0)s", _decade, absolute=True),
    _rule(_YEAR, _plain_year, absolute=True),
)
# A year reads like any other number of four digits: it needs a word that says it is one, or to qualify a noun.
_YEAR_CUE = re.compile(
    r"\b(?:in|since|until|till|by|during|of|from|to|the|through|and|before|after|early|late|mid|between)[\s-]+$|[(/–-]$",
    re.I,
)
# "The 5 May Movement" tells no day.
_NAME = re.compile(r"\s+(?:movement|front|brigade|brigades|revolution|martyrs|group|command)\b", re.IGNORECASE)


def find_dates(doc: Doc, text: str, anchor: date | None) -> list[DateMention]:
    """Every expression of `text` that names a day or period, in order; none overlaps another.

    Args:
        doc: the parse of `text`; tells whether the verb that governs an expression looks ahead.
        text: the article's text; offsets are into it.
        anchor: the day of writing, in the outlet's time zone; None: only expressions that name their year.
    """
    taken: list[tuple[int, int]] = []
    found = []
    for match, resolver, absolute in _matches(text):
        start, end = match.span()
        if any(start < last and first < end for first, last in taken):
            continue
        if (resolver is _plain_year and not _is_year(text, start, end)) or _NAME.match(text, end):
            continue
        days = resolver(match, anchor, _looks_ahead(doc, start, end))
        if days is not None:
            taken.append((start, end))
            found.append(DateMention(Mention(((start, end),), text[start:end]), *days, absolute))
    found.sort(key=lambda mention: mention.mention.start)
    return [
        one for one, after in zip_longest(found, found[1:]) if after is None or not _is_told_again(text, one, after)
    ]


def _is_told_again(text: str, one: DateMention, after: DateMention) -> bool:
    """Whether a weekday stands beside the day of the month that it is: "Monday, 4 August"."""
    weekday = one.mention.text.lower() in WEEKDAYS
    beside = re.fullmatch(r",? ?[(\[]?", text[one.mention.end : after.mention.start])
    return (
        weekday and after.precision == "day" and beside is not None and after.mention.text[:1] in "0123456789JFMASOND"
    )


def _matches(text: str) -> Iterator[tuple[re.Match[str], Resolver, bool]]:
    for pattern, resolver, absolute in RULES:
        for match in pattern.finditer(text):
            yield match, resolver, absolute


def _is_year(text: str, start: int, end: int) -> bool:
    return bool(_YEAR_CUE.search(text[max(0, start - 12) : start])) and not re.match(
        r"\s*(?:,\d|people|men\b)", text[end:]
    )


def _looks_ahead(doc: Doc, start: int, end: int) -> bool:
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    chain: list[Token] = [span.root, *span.root.ancestors]
    return any(
        (token.lemma_.lower() in LOOKS_AHEAD and token.i < span.start)
        or any(child.lower_ in ("will", "'ll", "shall") for child in token.children)
        for token in chain
    )
