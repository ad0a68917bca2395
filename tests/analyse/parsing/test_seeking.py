"""A pattern is tried only where the words stand that it needs, and finds what it would have found anywhere."""

import itertools
import re
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from tasks.analyse.claims.opposites import opposites
from tasks.analyse.halves.half_forms import forms
from tasks.analyse.parsing.dispute_words import phrases
from tasks.analyse.parsing.seeking import Sought
from tasks.analyse.responsibility.authorship import wording

ANY = "\0"  # stands for a character that the pattern leaves open
MOST = 3000  # wordings of a part that are gone through
REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
PHRASES = [one for one in vars(phrases()).values() if isinstance(one, Sought)]
AUTHORS = [one for one in vars(wording()).values() if isinstance(one, Sought)]
POLES = [one for pair in opposites() for one in (*pair.poles, pair.of) if one is not None]


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\b(?:deni(?:al|ed)|reject\w*)\b", {("deni", "reject")}),
        (r"no (?:\w+ )?evidence of", {(" evidence of", "evidence of")}),
        (r"(?:claims?|reports?) (?:\w+ ){0,3}(?:false|untrue)", {("claim", "report"), ("false", "untrue")}),
        (r"(?:truth)+ (?:told)*", {("truth",)}),
        (r"\b(?:is|was) (?:not|n't)\b", set()),
        (r"false|\w+", set()),
        (r"(?=.*\bfalse)(?!true)\w+;", {("false",), (";",)}),
    ],
)
def test_needs(pattern: str, needs: set[tuple[str, ...]]) -> None:
    found = Sought(pattern).needs
    assert all(any(word.strip() in ours for word in group for ours in sum(needs, ())) for group in found)
    assert len(found) == len(needs)


@pytest.mark.parametrize(
    "pattern",
    [*PHRASES, *AUTHORS, *POLES, *(form.pattern for form in forms())],
    ids=lambda pattern: pattern.pattern[:40],
)
def test_whatever_a_pattern_of_ours_fits_holds_what_it_needs(pattern: Sought) -> None:
    wordings = itertools.islice(spelt(_parser.parse(pattern.pattern, pattern.flags)), MOST)
    assert all(pattern.may_match(words) for words in wordings)


@pytest.mark.parametrize("text", ["They REJECTED it.", "The claim is Untrue.", "It was so.", ""])
def test_finds_what_the_pattern_finds(text: str) -> None:
    for pattern in (r"\breject\w*", r"claims? (?:\w+ )?(?:false|untrue)", r"\w+ was"):
        sought, plain = Sought(pattern), re.compile(pattern, re.IGNORECASE)
        assert [m.span() for m in sought.finditer(text)] == [m.span() for m in plain.finditer(text)]
        assert [str(sought.search(text)), str(sought.match(text))] == [str(plain.search(text)), str(plain.match(text))]
        assert str(sought.within(text, 3, len(text))) == str(plain.search(text, 3, len(text)))


def spelt(tree: Any) -> Iterator[str]:
    """What a parsed pattern fits: each of its alternatives, what may be repeated as seldom as may be and once more."""
    if not len(tree):
        yield ""
        return
    for first in _spelt(*tree[0]):
        for rest in spelt(tree[1:]):
            yield first + rest


def _spelt(code: Any, value: Any) -> Iterator[str]:
    if code is _constants.LITERAL:
        yield chr(value).lower()
    elif code is _constants.SUBPATTERN:
        yield from spelt(value[-1])
    elif code is _constants.BRANCH:
        for one in value[1]:
            yield from spelt(one)
    elif code in REPEATS:
        least, most, one = value
        for times in {least, min(most, least + 1)}:
            yield from ("".join(parts) for parts in itertools.product(_few(one), repeat=min(times, 2)))
    elif code is _constants.ASSERT:
        yield from spelt(value[-1])
    elif code in (_constants.ASSERT_NOT, _constants.AT):
        yield ""
    else:
        yield ANY


def _few(tree: Any) -> list[str]:
    return list(itertools.islice(spelt(tree), MOST))


@pytest.mark.parametrize("listed", PHRASES, ids=lambda listed: listed.pattern[:30])
def test_every_list_of_disputes_is_looked_for_by_words_first(listed: Sought) -> None:
    # One phrase without a word of three letters makes its whole list be tried on every sentence.
    assert listed.needs
