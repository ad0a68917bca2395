"""Stories: articles about one course of events, grouped by what they talk about.

Each article is a vector of its words, names counting more than other words, weighed by rarity (TF-IDF). A vector is
then drawn toward its nearest neighbours, for reports of one event pick out different parts of it; and articles are
joined by average linkage. Dates play no part: a trial follows the crime by years, and half of all pages have none.

The groups depend on which articles there are, not on the order in which they came: live running and a backfill end with
the same. What may differ is a story's id: that of its first article, unless an id was given out before.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix, diags
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform
from spacy.lang.en.stop_words import STOP_WORDS

from tasks.models import Article, Reading, Story

# Chosen on bench/stories, whole and thinned to one to three articles a story.
NAME = 1.75  # weight of a name against another word
RARITY = 1.75  # exponent of the inverse document frequency
NEIGHBOURS = 6  # drawn toward so many
NEAR = 0.1  # cosine from which an article is a neighbour
PULL = 0.3  # summed nearness at which the neighbours weigh half as much as the article itself
ALIKE = 0.41  # average cosine at which two groups are one story
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_IDLE = STOP_WORDS | frozenset(
    ("said", "says", "say", "told", "new", "year", "years", "day", "days", "time", "people", "according", "reported")
)


def story_terms(article: Article) -> dict[str, float]:
    """The words of headline and text with their weights in this article: logarithm of the count, more for names."""
    title, text = article.title or "", article.text
    whole = text if text.startswith(title) else f"{title}\n{text}"
    counts: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for match in _WORD.finditer(whole):
        word = re.sub(r"['’]s$", "", match[0])
        term = word.lower()
        if len(term) > 1 and term not in _IDLE:
            counts[term] += 1
            capitals[term] += word[0].isupper()
    return {
        term: (1 + math.log(count)) * (NAME if capitals[term] >= 0.7 * count else 1) for term, count in counts.items()
    }


def find_stories(readings: Sequence[Reading], known: Sequence[Story] = ()) -> list[Story]:
    """The stories that the articles make up, the one with the latest news first.

    Args:
        readings: every article that may belong to a story, in any order, with outlet, owner and `copy_of` set; a
            reprint goes with its original.
        known: stories found before; each keeps its id as long as most of its articles stay together.
    """
    readings = sorted(readings, key=lambda reading: reading.article.article_id)
    ids = {reading.article.article_id for reading in readings}
    originals = [reading for reading in readings if reading.copy_of not in ids]
    if not originals:
        return []
    vectors = _drawn_together(_vectors([story_terms(reading.article) for reading in originals]))
    copies: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.copy_of in ids:
            copies[reading.copy_of or ""].append(reading)
    groups: list[tuple[Reading, list[Reading]]] = []
    for members in _clusters(vectors):
        centre = vectors[members].sum(axis=0)
        closest = max(
            members, key=lambda at: (bool(originals[at].article.title), float((vectors[[at]] @ centre.T)[0, 0]))
        )
        group = [originals[at] for at in members]
        groups.append((originals[closest], group + [copy for one in group for copy in copies[one.article.article_id]]))
    ids_of = _ids([group for _, group in groups], known)
    stories = [_story(story_id, central, group) for story_id, (central, group) in zip(ids_of, groups, strict=True)]
    return sorted(stories, key=lambda story: (story.last_seen_at, story.story_id), reverse=True)


def _vectors(terms: Sequence[dict[str, float]]) -> csr_matrix:
    """One unit vector a row: weight in the article times rarity among the articles."""
    held: Counter[str] = Counter()
    for one in terms:
        held.update(one.keys())
    column = {term: at for at, term in enumerate(sorted(held))}
    rows, columns, values = [], [], []
    for row, one in enumerate(terms):
        for term, weight in one.items():
            rows.append(row)
            columns.append(column[term])
            values.append(weight * (1 + math.log((1 + len(terms)) / (1 + held[term]))) ** RARITY)
    return _unit(csr_matrix((values, (rows, columns)), shape=(len(terms), max(1, len(column)))))


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


def _clusters(vectors: csr_matrix) -> list[list[int]]:
    """Rows joined by average linkage, within the parts that single pairs link: the whole matrix is never dense."""
    cosines = (vectors @ vectors.T).tocsr()
    linked = cosines.copy()
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
        distances = np.clip(1 - cosines[rows][:, rows].toarray(), 0, None)
        np.fill_diagonal(distances, 0)
        labels = fcluster(linkage(squareform(distances, checks=False), "average"), 1 - ALIKE, "distance")
        found: dict[int, list[int]] = defaultdict(list)
        for row, label in zip(rows, labels, strict=True):
            found[label].append(row)
        clusters.extend(found.values())
    return clusters


def _seen(reading: Reading) -> datetime:
    return reading.article.published_at or reading.article.fetched_at


def _first(group: Sequence[Reading]) -> Reading:
    """The earliest dated article; an undated one only where no other is there."""
    return min(group, key=lambda r: (r.article.published_at is None, _seen(r), r.article.article_id))


def _ids(groups: Sequence[Sequence[Reading]], known: Sequence[Story]) -> list[str]:
    """An id a group: that of the known story it shares most articles with, else one made from its first article."""
    group_of = {reading.article.article_id: at for at, group in enumerate(groups) for reading in group}
    shared: Counter[tuple[int, str]] = Counter()
    for story in known:
        for article_id in story.article_ids:
            if article_id in group_of:
                shared[group_of[article_id], story.story_id] += 1
    since = {story.story_id: story.first_seen_at for story in known}
    ids: dict[int, str] = {}
    for (at, story_id), _ in sorted(shared.items(), key=lambda item: (-item[1], since[item[0][1]], item[0][1])):
        if at not in ids and story_id not in ids.values():
            ids[at] = story_id
    return [
        ids.get(at) or hashlib.sha256(_first(group).article.article_id.encode()).hexdigest()[:16]
        for at, group in enumerate(groups)
    ]


def _story(story_id: str, central: Reading, group: Sequence[Reading]) -> Story:
    dated = [_seen(reading) for reading in group if reading.article.published_at] or [_seen(r) for r in group]
    voices = {
        reading.owner or reading.outlet or reading.article.site or reading.article.source_id
        for reading in group
        if reading.copy_of is None
    }
    ordered = sorted(group, key=lambda r: (_seen(r), r.article.article_id))
    return Story(
        story_id=story_id,
        title=central.article.title or central.article.text.strip().split("\n", 1)[0][:120],
        article_ids=tuple(reading.article.article_id for reading in ordered),
        first_seen_at=min(dated),
        last_seen_at=max(dated),
        independent_sources=max(1, len(voices)),
    )
