"""Reprints and near copies: which article is another's text over again.

Texts are compared by their runs of three words, each weighed by how rare it is. A reprint, even one cut to half and
edited, shares more than half of the shorter text's weight; articles of which one quotes the other at length share a
third at most (both measured on bench/copies). Texts of which each has a long passage of its own only share a frame.

Pairs worth comparing are found by a sketch of each text, every eighth of its hashes, after Irber et al., "Lightweight
compositional analysis of metagenomes with FracMinHash and minimum metagenome covers" (2022).
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import combinations

from tasks.models import Article

RUN = 3  # words
ENOUGH = 0.43  # of the smaller text's weight
SHORTEST = 0.35  # of the longer text's weight: a shorter one is an excerpt
FEWEST = 40  # runs shared, unless nearly all are: two short notes may share a sentence
SAMPLE = 8  # one hash in so many goes into the sketch
FEWEST_OF_ALL = 10
OWN = 0.25  # of its runs, in one stretch, that the other text lacks
CROWD = 12  # texts that hold a run, of which the resemblance is looked at
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile("['’‘`]")
_LAST = datetime.max.replace(tzinfo=UTC)


def shingles(text: str) -> tuple[int, ...]:
    """Hashes of all runs of three words in order, whatever their case, quotation marks and punctuation."""
    words = _WORD.findall(_APOSTROPHE.sub("", text.lower()))
    return tuple(zlib.crc32(" ".join(words[at : at + RUN]).encode()) for at in range(max(1, len(words) - RUN + 1)))


def find_copies(articles: Sequence[Article]) -> dict[str, str]:
    """For each article that is a copy: the id of its original.

    The original is the one whose outlet the others name in their first or last lines, else the earliest by date of
    publication, else the first to arrive. Excerpts are no copies, nor are articles on one event or that quote each
    other, nor two revisions of one page.

    Args:
        articles: in the order of arrival, of any ages; one text never counts as a copy of itself.
    """
    order = {article.article_id: shingles(article.text) for article in articles}
    page = {article.article_id: article.url for article in articles}
    texts = {article_id: frozenset(runs) for article_id, runs in order.items()}
    holders = _holders(texts)
    weight = _Weight(len(texts), holders)
    pairs = [
        (a, b)
        for a, b in _candidates(texts)
        if page[a] != page[b] and weight.copies(texts[a], texts[b]) and not _each_has_its_own(order[a], order[b])
    ]
    boilerplate = _boilerplate(holders, pairs)
    if boilerplate:
        texts = {article_id: runs - boilerplate for article_id, runs in texts.items()}
        pairs = [(a, b) for a, b in pairs if weight.copies(texts[a], texts[b])]
    arrival = {article.article_id: (article.published_at or _LAST, n) for n, article in enumerate(articles)}
    by_id = {article.article_id: article for article in articles}
    originals: dict[str, str] = {}
    for group in _groups(pairs):
        original = _wire([by_id[i] for i in group]) or min(group, key=lambda i: arrival[i])
        originals |= {article_id: original for article_id in group if article_id != original}
    return originals


class _Weight:
    """How much a run of words says: more, the fewer texts hold it."""

    def __init__(self, texts: int, holders: dict[int, list[str]]) -> None:
        self._texts = texts + 1000  # as if a thousand other texts were known: in a handful of texts all is rare
        self._holders = holders

    def of(self, runs: Iterable[int]) -> float:
        return sum(math.log(self._texts / len(self._holders[run])) for run in runs)

    def copies(self, one: frozenset[int], other: frozenset[int]) -> bool:
        """Whether two texts are one text, by the weight of what they share."""
        shared = one & other
        if len(shared) < max(FEWEST_OF_ALL, min(FEWEST, 0.9 * max(len(one), len(other)))):
            return False
        less, more = sorted((self.of(one), self.of(other)))
        return less > SHORTEST * more and self.of(shared) > ENOUGH * less


def _each_has_its_own(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether each text has a long passage that the other lacks."""
    return all(_longest(mine, set(theirs)) > OWN * len(mine) for mine, theirs in ((one, other), (other, one)))


def _longest(runs: Sequence[int], known: set[int]) -> int:
    """Length of the longest stretch of runs that are not among the known."""
    longest = stretch = 0
    for run in runs:
        stretch = 0 if run in known else stretch + 1
        longest = max(longest, stretch)
    return longest


def _holders(texts: dict[str, frozenset[int]]) -> dict[int, list[str]]:
    holders: dict[int, list[str]] = defaultdict(list)
    for article_id, runs in texts.items():
        for run in runs:
            holders[run].append(article_id)
    return holders


def _candidates(texts: dict[str, frozenset[int]]) -> list[tuple[str, str]]:
    """Pairs that share at least a fifth of the smaller sketch."""
    sketches = {article_id: {run for run in runs if run % SAMPLE == 0} for article_id, runs in texts.items()}
    holders: dict[int, list[str]] = defaultdict(list)
    for article_id, sketch in sketches.items():
        for run in sketch:
            holders[run].append(article_id)
    shared = Counter(pair for holding in holders.values() for pair in combinations(holding, 2))
    return [(a, b) for (a, b), count in shared.items() if count >= 0.2 * min(len(sketches[a]), len(sketches[b]))]


def _boilerplate(holders: dict[int, list[str]], pairs: Sequence[tuple[str, str]]) -> frozenset[int]:
    """Runs held by three texts or more of which most are no copies of each other."""
    alike = {frozenset(pair) for pair in pairs}
    found = set()
    for run, holding in holders.items():
        if len(holding) > 2:
            couples = [frozenset(couple) for couple in combinations(holding[:CROWD], 2)]
            if 2 * sum(couple in alike for couple in couples) < len(couples):
                found.add(run)
    return frozenset(found)


def _groups(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Connected articles, each group in a fixed order."""
    leader: dict[str, str] = {}

    def find(article_id: str) -> str:
        while leader.setdefault(article_id, article_id) != article_id:
            article_id = leader[article_id]
        return article_id

    for a, b in pairs:
        leader[find(a)] = find(b)
    groups: dict[str, list[str]] = defaultdict(list)
    for article_id in sorted(leader):
        groups[find(article_id)].append(article_id)
    return list(groups.values())


def _wire(group: Sequence[Article]) -> str | None:
    """The one article of the group whose outlet the others name in their text as its source."""
    named = [
        article.article_id
        for article in group
        if article.site
        and any(
            article.site in other.text[:300] or article.site in other.text[-300:]
            for other in group
            if other.site != article.site
        )
    ]
    return named[0] if len(named) == 1 else None
