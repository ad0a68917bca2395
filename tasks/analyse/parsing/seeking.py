"""Patterns tried only where a text holds the words that no match of theirs is without.

To look for a word is some ten times faster than to try a pattern at every place of a sentence. The words are worked out
from the pattern itself, so that whoever changes it need not think of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from re import _constants, _parser  # type: ignore[attr-defined]  # how Python itself reads a pattern
from typing import Any

LEAST = 3  # letters of a word that is looked for: shorter ones stand in most sentences
RARE = frozenset(';"')  # marks that most sentences lack
REPEATS = frozenset({_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT})

Words = frozenset[str]


class Sought:
    """A pattern read without regard to case, first looked for by the words that it needs."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> None:
        self.compiled = re.compile(pattern, flags)
        self.pattern, self.flags = self.compiled.pattern, self.compiled.flags

    @cached_property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        """Of each of these groups of words every match holds one, in lower case."""
        groups = _needed(_parser.parse(self.pattern, self.flags))
        return tuple(tuple(sorted(group)) for group in sorted(groups, key=len))

    def may_match(self, text: str) -> bool:
        """Whether a text has what every match needs."""
        return self.fits(text.casefold())

    def fits(self, lower: str) -> bool:
        """The same of a text whose case is folded already, which many patterns are sought in."""
        for group in self.needs:
            for word in group:
                if word in lower:
                    break
            else:
                return False
        return True

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text."""
        return self.compiled.search(text) if self.may_match(text) else None

    def within(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match in a stretch of a text."""
        return self.compiled.search(text, start, end) if self.may_match(text[start:end]) else None

    def match(self, text: str) -> re.Match[str] | None:
        """The match at the start of a text."""
        return self.compiled.match(text) if self.may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in a text."""
        return self.compiled.finditer(text) if self.may_match(text) else iter(())


def _needed(parts: Iterable[tuple[Any, Any]]) -> set[Words]:
    """The groups of words of which each match of a row of pattern parts holds one."""
    groups: set[Words] = set()
    letters = ""
    for kind, of in (*parts, (None, None)):
        if kind is _constants.LITERAL:
            letters += chr(of)
            continue
        if len(letters.strip()) >= LEAST or RARE.intersection(letters):
            groups.add(frozenset({letters.casefold()}))
        letters = ""
        if kind is _constants.SUBPATTERN:
            groups |= _needed(of[-1])
        elif kind is _constants.ATOMIC_GROUP:
            groups |= _needed(of)
        elif kind is _constants.ASSERT:
            groups |= _needed(of[1])
        elif kind in REPEATS and of[0] > 0:
            groups |= _needed(of[2])
        elif kind is _constants.BRANCH:
            ways = [_needed(way) for way in of[1]]
            if all(ways):
                groups.add(frozenset().union(*(max(way, key=_worth) for way in ways)))
    return groups


def _worth(group: Words) -> tuple[int, int]:
    """How seldom a text holds one of some words, as far as their lengths and number tell."""
    return min(len(word.strip()) for word in group), -len(group)
