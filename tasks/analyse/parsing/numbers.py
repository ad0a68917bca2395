"""Amounts as news writes them: digits and words, scales, ranges, bounds, currencies, percent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.models import High, Low, Qualifier, Span

# fmt: off
SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}
# fmt: on
SCALES = {
    "hundred": 100.0,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "mn": 1e6,
    "bn": 1e9,
    "m": 1e6,
    "k": 1e3,
}
MANY = 3.0  # "several" is more than two
# Words that give a floor and no ceiling. "Dozens" is at least two dozen.
VAGUE = {
    **{
        f"{few} {scale}": MANY * SCALES[scale.rstrip("s")]
        for few in ("several", "a few")
        for scale in ("dozen", "hundred", "hundreds", "thousand", "thousands", "million")
    },
    "several": MANY,
    "a few": MANY,
    "a handful of": MANY,
    "a couple of": 2.0,
    "scores": 40.0,
    "dozens": 24.0,
    "hundreds": 200.0,
    "thousands": 2e3,
    "tens of thousands": 2e4,
    "hundreds of thousands": 2e5,
    "several hundred thousand": MANY * 1e5,
    "a few hundred thousand": MANY * 1e5,
    "millions": 2e6,
}
CURRENCIES = {"$": "USD", "us$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB"}

_WORD = "|".join([*sorted(SMALL, key=len, reverse=True), "hundred", "thousand", "million", "billion", "dozen"])
_HALVED = r"(?:dozen|million|billion)"
_HALVES = (
    rf"half[\s-]an?[\s-]{_HALVED}|(?:{_WORD})\s+and\s+a\s+half\s+{_HALVED}|"
    r"(?:a|three)[\s-]quarters?\s+of\s+an?\s+(?:million|billion)"
)
# "An hour" is a quantity where it is half of one or bounded; else a rate or an idle word.
_HOUR = (
    r"(?:half[\s-]|(?<=than )|(?<=least )|(?<=over )|(?<=nearly )|(?<=almost )|(?<=about ))"
    r"an?(?=\s+(?:hour|minute|mile)\b)"
)
_WORDS = rf"{_HALVES}|{_HOUR}|(?:an?\s+)?(?:{_WORD})(?:(?:\s+and\s+|[\s-]+)(?:{_WORD}))*"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALED = (
    rf"(?:{_DIGITS})(?:(?:\s+|-)(?:hundred|dozen)\b|(?:\s+|-)?(?:thousand|million|billion|trillion)\b|(?:mn|bn|m|k)\b)?"
)
_VAGUE = "|".join(sorted(VAGUE, key=len, reverse=True))
_MONEY = r"(?:US\s?)?\$|£|€|¥|₹|₽"
_ONE = rf"(?:(?:{_MONEY})\s?)?(?:{_SCALED}|{_WORDS})"

_BEFORE: dict[Qualifier, str] = {
    "at_least": (
        r"at least|at minimum|a minimum of|no fewer than|no less than|not less than|more than|over|upwards? of|"
        r"in excess of|greater than|above"
    ),
    "at_most": (
        r"at most|a maximum of|(?:no|not) more than|(?:fewer|less) than|under|below|no (?:higher|longer|further) than|"
        r"up to|as (?:many|much) as"
    ),
    "about": r"about|around|some|nearly|almost|roughly|approximately|(?:an )?estimated|close to|circa",
}
_AFTER: dict[Qualifier, str] = {
    "at_least": r"\s+or more|\s+or higher|\s?\+",
    "at_most": r"\s+or (?:less|fewer)|\s+or under|\s+at most",
    "about": r"\s+or so",
}
REACHED = re.compile(r"(?:up to|as (?:many|much) as)\b", re.IGNORECASE)
_QUALIFIER = "|".join(_BEFORE.values())

AMOUNT = re.compile(
    rf"(?<![\w.,/:#-])(?P<money0>US\s?(?=\$))?"
    rf"(?:(?:between\s+(?P<b1>{_ONE})\s+and\s+(?P<b2>{_ONE}))"
    rf"|(?:(?:(?P<q1>{_QUALIFIER})\s+)?(?:(?P<q2>{_QUALIFIER})\s+)?"
    rf"(?:(?P<r1>{_ONE})(?:\s+to\s+|\s?[-–—]\s?(?=[\d$£€])|\s+or\s+)(?P<r2>{_ONE})|(?P<one>{_ONE})|(?P<vague>{_VAGUE}))))"
    rf"(?P<after>{'|'.join(_AFTER.values())})?"
    rf"(?P<percent>\s?%|\s+per\s?cent\b)?"
    rf"(?![\w/:]|[.,]\d|-\w|['’]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its bounds: `low` None is "not said how few", `high` None "not said how many"."""

    span: Span
    low: Low
    high: High
    qualifier: Qualifier
    currency: str | None
    percent: bool
    number: Span  # the part that is the number itself, without "at least" and the like


def value(words: str) -> float:
    """The number that digits or number words stand for: "1,500" is 1500, "two dozen" 24, "half a dozen" 6.

    Raises:
        ValueError: not a number.
    """
    if part := re.fullmatch(r"(?P<some>a|three)[\s-]quarters?\s+of\s+an?\s+(?P<scale>\w+)", words.lower()):
        return (0.25 if part["some"] == "a" else 0.75) * SCALES[part["scale"]]
    if re.fullmatch(r"(?:half[\s-])?an?", words.lower()):
        return 0.5 if words.lower().startswith("half") else 1.0
    if half := re.fullmatch(r"(?:(?P<whole>.+)\s+and\s+a\s+half|half[\s-]an?)[\s-](?P<scale>\w+)", words.lower()):
        return ((value(half["whole"]) if half["whole"] else 0.0) + 0.5) * SCALES[half["scale"]]
    total = group = 0.0
    seen = False
    for word in re.findall(r"[a-z]+|[\d.,]*\d", re.sub(rf"^({_MONEY})\s?", "", words, flags=re.IGNORECASE).lower()):
        if word[0].isdigit():
            group += float(word.replace(",", ""))
        elif word in SMALL:
            group += SMALL[word]
        elif word in ("hundred", "dozen"):
            group = (group or 1) * SCALES[word]
        elif word in SCALES:
            total, group = total + (group or 1) * SCALES[word], 0.0
        elif word in ("a", "an", "and"):
            continue
        else:
            raise ValueError(f"not a number: {words!r}")
        seen = True
    if not seen:
        raise ValueError(f"not a number: {words!r}")
    return total + group


def _qualifier(said: list[str | None], patterns: dict[Qualifier, str]) -> Qualifier | None:
    for words in said:
        for name, pattern in patterns.items():
            if words and re.fullmatch(pattern, words, re.IGNORECASE):
                return name
    return None


def _range(m: re.Match[str]) -> tuple[float, float] | None:
    """The two ends of a range, where the match is one and rises; "5 to 10 million" scales both ends."""
    first, second = m["b1"] or m["r1"], m["b2"] or m["r2"]
    if first is None:
        return None
    low, high = value(first), value(second)
    scale = re.search(r"[a-z]+$", second.lower())
    if scale and scale[0] in SCALES and low < 1000 and not SCALES.keys() & set(re.findall(r"[a-z]{2,}", first.lower())):
        low *= SCALES[scale[0]]
    return (low, high) if low < high else None


def amounts(text: str) -> Iterator[Amount]:
    """Every amount in a text, in order; dates, times and numbers in names are for the caller to leave out."""
    for m in AMOUNT.finditer(text):
        said = _qualifier([m["q1"], m["q2"]], _BEFORE) or _qualifier([m["after"]], _AFTER)
        low: Low
        high: High
        number = next(m.span(g) for g in ("b1", "r1", "one", "vague") if m[g])
        if m["b2"] or m["r2"]:
            ends = _range(m)
            if ends is None:
                continue
            number = (number[0], m.end("b2") if m["b2"] else m.end("r2"))
            low, high, said = ends[0], ends[1], said or "exactly"
        elif m["vague"]:
            low, high, said = VAGUE[m["vague"].lower()], None, "at_least"
        else:
            low = high = value(m["one"])
            if said == "at_least":
                high = None
            elif said == "at_most":
                # "up to 20" puts twenty forward and does not say how few; "fewer than 20" says that it may be any.
                low = None if REACHED.match(m[0]) else 0.0
        money = re.search(_MONEY, m[0], re.IGNORECASE)
        yield Amount(
            span=(m.start(), m.end()),
            low=low,
            high=high,
            qualifier=said or "exactly",
            currency=CURRENCIES[money[0].lower().replace(" ", "")] if money else None,
            percent=m["percent"] is not None,
            number=number,
        )
