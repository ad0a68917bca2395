"""Stories: articles about one course of events, grouped by what they talk about.

Each article is a vector of its words, names counting more than other words, weighed by rarity (TF-IDF). A vector is
then drawn toward its nearest neighbours, for reports of one event pick out different parts of it; and articles are
joined by average linkage. Those of the same days count as more alike, for what is printed together is mostly of one
event; that days lie between them tells nothing, for a trial follows the crime by years, nor that a page has no date.

Given all articles, the groups depend on which there are, not on the order in which they came. Given some articles and
the known stories that they touch (see tasks.analyse.stories.linking), those are grouped anew, and the rest stays as it
is.
"""

from __future__ import annotations

import hashlib
import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix, diags
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform
from spacy.lang.en.stop_words import STOP_WORDS

from tasks.models import Article, Reading, Story, StoryChange

# Chosen on bench/stories, whole and thinned to one to three articles a story.
NAME = 1.75  # weight of a name against another word
RARITY = 1.75  # exponent of the inverse document frequency
NEIGHBOURS = 6  # drawn toward so many
NEAR = 0.1  # cosine from which an article is a neighbour
PULL = 0.3  # summed nearness at which the neighbours weigh half as much as the article itself
ALIKE = 0.41  # average likeness at which two groups are one story: the cosine, and more of it for the same days
SAME_DAY = 0.3  # by how much of it two articles of one day are more alike than their cosine
SOON = 7  # days within which that falls to a third
STRONGEST = 32  # words by which an article is found again
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_IDLE = STOP_WORDS | frozenset(
    ("said", "says", "say", "told", "new", "year", "years", "day", "days", "time", "people", "according", "reported")
)
Terms = dict[int, float]  # CRC-32 of a word in lower case: its weight in an article


@dataclass(frozen=True)
class Rarity:
    """How rare words are: how many articles there are, and how many hold each word."""

    articles: int
    held: Mapping[int, int]

    @classmethod
    def among(cls, terms: Iterable[Terms]) -> Rarity:
        """As counted in these articles alone."""
        every = list(terms)
        held: Counter[int] = Counter()
        for one in every:
            held.update(one.keys())
        return cls(len(every), held)

    def __add__(self, other: Rarity) -> Rarity:
        return Rarity(self.articles + other.articles, Counter(self.held) + Counter(other.held))

    def __sub__(self, other: Rarity) -> Rarity:
        held = {term: self.held.get(term, 0) - other.held.get(term, 0) for term in {*self.held, *other.held}}
        return Rarity(self.articles - other.articles, held)

    def of(self, term: int) -> float:
        """The weight of a word, from one upward."""
        return float((1 + math.log((1 + self.articles) / (1 + self.held.get(term, 0)))) ** RARITY)


def story_terms(article: Article) -> Terms:
    """The words of headline and text with their weights in this article: logarithm of the count, more for names."""
    title, text = article.title or "", article.text
    whole = text if text.startswith(title) else f"{title}\n{text}"
    counts: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for match in _WORD.finditer(whole):
        word = match[0][:-2] if match[0].endswith(("'s", "’s")) else match[0]
        term = word.lower()
        if len(term) > 1 and term not in _IDLE:
            counts[term] += 1
            capitals[term] += word[0].isupper()
    return {
        zlib.crc32(term.encode()): (1 + math.log(count)) * (NAME if capitals[term] >= 0.7 * count else 1)
        for term, count in counts.items()
    }


def strongest(terms: Terms, rarity: Rarity) -> Terms:
    """The words that tell an article from others, with their shares of its unit vector."""
    weighed = {term: weight * rarity.of(term) for term, weight in terms.items()}
    length = math.sqrt(sum(weight * weight for weight in weighed.values()))
    most = sorted(weighed, key=lambda term: (-weighed[term], term))[:STRONGEST]
    return {term: weighed[term] / length for term in most}


def find_stories(
    readings: Sequence[Reading],
    known: Sequence[Story] = (),
    terms: Mapping[str, Terms] | None = None,
    rarity: Rarity | None = None,
    new: Set[str] | None = None,
) -> list[Story]:
    """The stories that the articles make up, the one with the latest news first.

    Args:
        readings: every article that may belong to a story, in any order, with outlet, owner and `copy_of` set; a
            reprint goes with its original.
        known: stories found before; each keeps its id as long as most of its articles stay together. Articles of
            theirs that are not among the readings go where most of their story goes.
        terms: of each article as `story_terms` gives them; None to have them taken from the readings.
        rarity: how rare words are; None to count them in the readings.
        new: ids of the articles that came in since; the known stories that none of them joins stay as they are and are
            not returned. None to group all anew.
    """
    readings = sorted(readings, key=lambda reading: reading.article.article_id)
    ids = {reading.article.article_id for reading in readings}
    originals = [reading for reading in readings if reading.copy_of not in ids]
    if not originals:
        return []
    told = [terms[r.article.article_id] if terms else story_terms(r.article) for r in originals]
    vectors = _drawn_together(_vectors(told, rarity or Rarity.among(told)))
    copies: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.copy_of in ids:
            copies[reading.copy_of or ""].append(reading)
    clusters = _clusters(likeness := _likeness(vectors, [reading.article.published_on for reading in originals]))
    if new is not None:
        row = {reading.article.article_id: at for at, reading in enumerate(originals)}
        row |= {copy.article.article_id: row[original] for original, some in copies.items() for copy in some}
        known, clusters = _regrouped(clusters, likeness, {row[article_id] for article_id in new}, known, row)
        ids = {*new, *(article_id for story in known for article_id in story.article_ids)}
    groups: list[tuple[Reading, list[Reading]]] = []
    for members in clusters:
        centre = vectors[members].sum(axis=0)
        nearness = np.asarray(vectors[members] @ centre.T).ravel()
        _, closest = max(
            zip(nearness, members, strict=True), key=lambda near: (bool(originals[near[1]].article.title), near[0])
        )
        group = [one for at in members for one in (originals[at], *copies[originals[at].article.article_id])]
        groups.append((originals[closest], [one for one in group if one.article.article_id in ids]))
    heirs = _heirs([group for _, group in groups], known)
    stories = []
    for at, (central, group) in enumerate(groups):
        olds = [story for _, story in heirs.get(at, ())]
        rest = [replace(old, article_ids=tuple(i for i in old.article_ids if i not in ids)) for old in olds]
        story_id = olds[0].story_id if olds else _new_id(group, known)
        stories.append(_story(story_id, central, group, [story for story in rest if story.article_ids]))
    return sorted(stories, key=lambda story: (story.last_seen_at, story.story_id), reverse=True)


def changes(known: Sequence[Story], stories: Sequence[Story], at: datetime) -> list[StoryChange]:
    """Which known stories went, in whole or in part, into others: merges and splits."""
    now = {article_id: story.story_id for story in stories for article_id in story.article_ids}
    moved = Counter(
        (story.story_id, now[article_id])
        for story in known
        for article_id in story.article_ids
        if now.get(article_id, story.story_id) != story.story_id
    )
    return [StoryChange(old, new, articles, at) for (old, new), articles in sorted(moved.items())]


def _vectors(terms: Sequence[Terms], rarity: Rarity) -> csr_matrix:
    """One unit vector a row: weight in the article times rarity among the articles."""
    held = sorted({term for one in terms for term in one})
    column = {term: at for at, term in enumerate(held)}
    rows = np.repeat(np.arange(len(terms)), [len(one) for one in terms])
    columns = np.array([column[term] for one in terms for term in one], dtype=np.int64)
    weights = np.array([weight for one in terms for weight in one.values()], dtype=float)
    rare = np.array([rarity.of(term) for term in held], dtype=float)
    return _unit(csr_matrix((weights * rare[columns], (rows, columns)), shape=(len(terms), max(1, len(held)))))


def _unit(matrix: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return diags(1 / np.maximum(lengths, 1e-12)).tocsr() @ matrix


def _drawn_together(vectors: csr_matrix) -> csr_matrix:
    """Each vector plus those of its nearest neighbours; the nearer they are, the more they count."""
    cosines = (vectors @ vectors.T).tocsr()
    rows, columns, values = [], [], []
    for row in range(cosines.shape[0]):
        at = slice(cosines.indptr[row], cosines.indptr[row + 1])
        others, nearness = cosines.indices[at], cosines.data[at] - NEAR
        near = np.flatnonzero((nearness > 0) & (others != row))
        near = near[np.lexsort((others[near], -nearness[near]))][:NEIGHBOURS]
        rows.extend([row] * len(near))
        columns.extend(others[near])
        values.extend(nearness[near] / (PULL + nearness[near].sum()))
    return _unit(vectors + csr_matrix((values, (rows, columns)), shape=cosines.shape) @ vectors)


def _likeness(vectors: csr_matrix, days: Sequence[date | None]) -> csr_matrix:
    """How alike every two articles are, 0..1: the cosine of their vectors, more of it the nearer they were printed."""
    likeness = (vectors @ vectors.T).tocoo()
    day = np.array([float("nan") if one is None else one.toordinal() for one in days])
    near = np.exp(-np.abs(day[likeness.row] - day[likeness.col]) / SOON)
    likeness.data = np.minimum(1.0, likeness.data * (1 + SAME_DAY * np.nan_to_num(near, nan=0.0)))
    return likeness.tocsr()


def _clusters(likeness: csr_matrix) -> list[list[int]]:
    """Rows joined by average linkage, within the parts that single pairs link: the whole matrix is never dense."""
    linked = likeness.copy()
    linked.data = np.where(linked.data >= ALIKE, 1.0, 0.0)
    linked.eliminate_zeros()
    count, part = connected_components(linked, directed=False)
    parts: list[list[int]] = [[] for _ in range(count)]
    for row, number in enumerate(part):
        parts[number].append(row)
    clusters = []
    for rows in parts:
        if len(rows) == 1:
            clusters.append(rows)
            continue
        distances = np.clip(1 - likeness[rows][:, rows].toarray(), 0, None)
        np.fill_diagonal(distances, 0)
        labels = fcluster(linkage(squareform(distances, checks=False), "average"), 1 - ALIKE, "distance")
        found: dict[int, list[int]] = defaultdict(list)
        for row, label in zip(rows, labels, strict=True):
            found[label].append(row)
        clusters.extend(found.values())
    return clusters


def _regrouped(
    clusters: list[list[int]],
    likeness: csr_matrix,
    new: Set[int],
    known: Sequence[Story],
    row_of: Mapping[str, int],
) -> tuple[list[Story], list[list[int]]]:
    """The known stories that new articles join, and their rows grouped without those of the others.

    Args:
        clusters: rows of all articles, grouped.
        likeness: how alike every two rows are.
        new: rows of the articles that came in.
        known: the stories around.
        row_of: the row of each article, of a reprint that of its original.
    """
    rows_of = {story.story_id: {row_of[i] for i in story.article_ids if i in row_of} for story in known}
    stories = list(known)
    while True:
        reached = set[int]().union(*(cluster for cluster in clusters if not new.isdisjoint(cluster)))
        left = [story for story in stories if not reached.isdisjoint(rows_of[story.story_id])]
        if len(left) == len(stories):
            return stories, clusters
        stories = left
        rows = sorted(set(new).union(*(rows_of[story.story_id] for story in stories)))
        clusters = [[rows[at] for at in cluster] for cluster in _clusters(likeness[rows][:, rows])]


def _seen(reading: Reading) -> datetime:
    return reading.article.published_at or reading.article.fetched_at


def _first(group: Sequence[Reading]) -> Reading:
    """The earliest dated article; an undated one only where no other is there."""
    return min(group, key=lambda r: (r.article.published_at is None, _seen(r), r.article.article_id))


def _heirs(groups: Sequence[Sequence[Reading]], known: Sequence[Story]) -> dict[int, list[tuple[int, Story]]]:
    """By number of each group: the known stories most of whose articles are in it, with how many, the most first."""
    group_of = {reading.article.article_id: at for at, group in enumerate(groups) for reading in group}
    heirs: dict[int, list[tuple[int, Story]]] = defaultdict(list)
    for story in known:
        shares = Counter(group_of[article_id] for article_id in story.article_ids if article_id in group_of)
        if shares:
            at = max(shares, key=lambda group: (shares[group], -group))
            heirs[at].append((shares[at], story))
    for olds in heirs.values():
        olds.sort(key=lambda old: (-old[0], old[1].first_seen_at, old[1].story_id))
    return heirs


def _new_id(group: Sequence[Reading], known: Sequence[Story]) -> str:
    """An id made from the first article, and from the story that it parted from, which may have been named after it."""
    first = _first(group).article.article_id
    parted = [story.story_id for story in known if first in story.article_ids]
    return hashlib.sha256("|".join((first, *parted)).encode()).hexdigest()[:16]


def _story(story_id: str, central: Reading, group: Sequence[Reading], unseen: Sequence[Story]) -> Story:
    """A story of these articles and of those that known stories hold beside."""
    dated = [_seen(reading) for reading in group if reading.article.published_at] or [_seen(r) for r in group]
    voices = {
        reading.owner or reading.outlet or reading.article.site or reading.article.source_id
        for reading in group
        if reading.copy_of is None
    }
    ordered = sorted(group, key=lambda r: (_seen(r), r.article.article_id))
    ids = [reading.article.article_id for reading in ordered]
    return Story(
        story_id=story_id,
        title=central.article.title or central.article.text.strip().split("\n", 1)[0][:120],
        article_ids=(*ids, *(article_id for story in unseen for article_id in story.article_ids)),
        first_seen_at=min([*dated, *(story.first_seen_at for story in unseen)]),
        last_seen_at=max([*dated, *(story.last_seen_at for story in unseen)]),
        independent_sources=max([1, len(voices), *(story.independent_sources for story in unseen)]),
    )
