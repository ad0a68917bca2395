"""Reprints and near copies: which article is another's text over again.

Texts are compared by their runs of three words, each weighed by how rare it is. A reprint, even one cut to half and
edited, shares more than half of the shorter text's weight; articles of which one quotes the other at length share a
third at most (both measured on bench/copies). Texts of which each has a long passage of its own only share a frame.

Pairs worth comparing are found by a sketch of each text, every eighth of its hashes, after Irber et al., "Lightweight
compositional analysis of metagenomes with FracMinHash and minimum metagenome covers" (2022).
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import chain, combinations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, triu

from tasks.models import Article

RUN = 3  # words
ENOUGH = 0.43  # of the smaller text's weight
SHORTEST = 0.35  # of the longer text's weight: a shorter one is an excerpt
FEWEST = 40  # runs shared, unless nearly all are: two short notes may share a sentence
SAMPLE = 8  # one hash in so many goes into the sketch
FEWEST_OF_ALL = 10
OWN = 0.25  # of its runs, in one stretch, that the other text lacks
CROWD = 12  # texts that hold a run, of which the resemblance is looked at
Numbers = npt.NDArray[np.int64]
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
    articles = list({article.article_id: article for article in articles}.values())
    if len(articles) < 2:
        return {}
    runs = _Runs([shingles(article.text) for article in articles])
    pairs = [
        (a, b)
        for a, b in runs.candidates()
        if articles[a].url != articles[b].url
        and runs.copies(runs.held[a], runs.held[b])
        and not (runs.longest_own(a, b) and runs.longest_own(b, a))
    ]
    frame = runs.boilerplate(pairs)
    if frame.any():
        own = {text: held[~frame[held]] for text in set(chain.from_iterable(pairs)) for held in (runs.held[text],)}
        pairs = [(a, b) for a, b in pairs if runs.copies(own[a], own[b])]
    arrival = {article.article_id: (article.published_at or _LAST, n) for n, article in enumerate(articles)}
    by_id = {article.article_id: article for article in articles}
    originals: dict[str, str] = {}
    for group in _groups((articles[a].article_id, articles[b].article_id) for a, b in pairs):
        original = _wire([by_id[i] for i in group]) or min(group, key=lambda i: arrival[i])
        originals |= {article_id: original for article_id in group if article_id != original}
    return originals


class _Runs:
    """The runs of some texts by number, texts too, and how much a run says: more, the fewer texts hold it.

    Args:
        texts: the hashes of each text's runs, in order.
    """

    def __init__(self, texts: Sequence[Sequence[int]]) -> None:
        self._hashes, numbers = np.unique(
            np.concatenate([np.array(t, dtype=np.uint32) for t in texts]), return_inverse=True
        )
        self._order = np.split(numbers.ravel(), np.cumsum([len(text) for text in texts])[:-1])
        self.held = [np.unique(order) for order in self._order]  # by each text, each once
        rows = np.repeat(np.arange(len(texts)), [len(held) for held in self.held])
        columns = np.concatenate(self.held)
        self._holders = csr_matrix(
            (np.ones(len(rows), dtype=np.int32), (columns, rows)), shape=(len(self._hashes), len(texts))
        )
        # As if a thousand other texts were known: in a handful of texts all is rare.
        self._weight = np.log((len(texts) + 1000) / np.diff(self._holders.indptr))

    def candidates(self) -> list[tuple[int, int]]:
        """Pairs of texts that share at least a fifth of the smaller sketch."""
        sketches = self._holders[np.flatnonzero(self._hashes % SAMPLE == 0)]
        size = np.asarray(sketches.sum(axis=0)).ravel()
        shared = triu(sketches.T @ sketches, 1).tocoo()
        enough = shared.data >= 0.2 * np.minimum(size[shared.row], size[shared.col])
        return list(zip(shared.row[enough].tolist(), shared.col[enough].tolist(), strict=True))

    def copies(self, one: Numbers, other: Numbers) -> bool:
        """Whether two texts that hold these runs are one text, by the weight of what they share."""
        shared = np.intersect1d(one, other, assume_unique=True)
        if len(shared) < max(FEWEST_OF_ALL, min(FEWEST, 0.9 * max(len(one), len(other)))):
            return False
        less, more = sorted(float(self._weight[runs].sum()) for runs in (one, other))
        return less > SHORTEST * more and float(self._weight[shared].sum()) > ENOUGH * less

    def longest_own(self, text: int, other: int) -> bool:
        """Whether a text has a long passage that another one lacks."""
        order = self._order[text]
        known = np.flatnonzero(np.isin(order, self.held[other]))
        return int(np.diff(known, prepend=-1, append=len(order)).max()) - 1 > OWN * len(order)

    def boilerplate(self, pairs: Sequence[tuple[int, int]]) -> npt.NDArray[np.bool_]:
        """For each run whether three texts or more hold it of which most are no copies of each other.

        Args:
            pairs: texts that are copies; what none of them holds is not looked at.
        """
        found = np.zeros(len(self._hashes), dtype=bool)
        alike = {frozenset(pair) for pair in pairs}
        many = np.diff(self._holders.indptr) > 2
        for run in {run for text in set(chain.from_iterable(pairs)) for run in self.held[text] if many[run]}:
            holding = self._holders.indices[self._holders.indptr[run] : self._holders.indptr[run + 1]]
            couples = [frozenset(couple) for couple in combinations(sorted(holding)[:CROWD], 2)]
            found[run] = 2 * sum(couple in alike for couple in couples) < len(couples)
        return found


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
