"""Readings -> what is seen only across articles: reprints, stories, contests.

`link` looks at everything it is given. `link_new` links new articles with those of an archive at a cost that depends on
the new ones alone. The new articles' most telling words lead to the stored articles that share them; these, with the
whole stories that they belong to, are looked at together with the new ones, by word counts of the whole archive. The
stories that a new article joins are grouped anew. The rest stay as they are, and so do reprints that no new article is
one text with. Contests are found anew in the stories that changed; an older article in which none was found before is
set against the new ones there, and not sought in by itself again.

Where live running, in any order and in batches of any size, may end otherwise than linking all at once:

* Word counts and neighbours of an article are those of the day it came in. Two groups on the verge of being one story
  may be joined in one way of running and not in the other, until a further article of theirs comes in; most so in the
  first hundreds of articles of a warehouse, among which hardly a word is common.
* An article finds stored ones only through its rarest telling words, which LOOKED_UP articles may hold between them,
  and only those that came out within WINDOW days of it or bear no date. Of a story of more than CROWD articles, the
  nearest and a fixed sample stand for all; of the stories near to one batch, the nearest that hold AROUND articles for
  each new one are looked at, and none that is less near to a new article than NEAR, or than RIVAL of its nearest.
* Two stories become one only by a new article that joins both.
* The words of a contest weigh as among the readings that it was found in. One across stories is seen where its articles
  are near to each other in words and within SOON days; a group's strength is set against the ALIKE_STRENGTHS others
  nearest in time, and against all that were in the contest before.

Where a new article is a revision, it takes the place of the one before: in its story, whose id stays, as the original
of its reprints, and in its contests, as far as its text still holds what is quoted there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import chain, zip_longest
from typing import Protocol

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.contests.contests import find_contests
from tasks.analyse.figures.measures import STRENGTH
from tasks.analyse.stories.copies import find_copies
from tasks.analyse.stories.stories import Rarity, changes, find_stories, story_terms, strongest
from tasks.models import Contest, LinkKey, Links, Near, Reading, Story, Strength

AT_ONCE = 500  # new articles linked together: of a thousand, those around them took a gigabyte
WINDOW = 730  # days between two articles of which one leads to the other; a trial follows the crime by years
LIKE = 0.05  # shared weight of telling words from which a stored article is near, and a contest may go across stories
NEAR = 0.1  # the same from which the two may be of one story; where hardly a word is common yet, LIKE is enough
RIVAL = 0.5  # of the likeness to the nearest: a story that is less near than that is none to join
YOUNG = 1000  # articles among which hardly a word is common
NEAREST = 16  # stored articles for each new one
LOOKED_UP = 5000  # articles that the words looked up for one article may have between them
CROWD = 60  # articles of one story that are looked at
AROUND = 5  # stored articles that are looked at for each new one of a batch, the nearest
FEWEST_AROUND = 500  # so many in any case
SOON = 7  # days between articles of a contest across stories
STRENGTHS = STRENGTH | {"people"}  # what is counted of a group where its strength is told
ALIKE_STRENGTHS = 20  # articles on the strength of one group


class Archive(Protocol):
    """The articles linked so far; see warehouse.links."""

    def revised(self, article_ids: Sequence[str]) -> tuple[dict[str, str], frozenset[str]]:
        """Earlier revisions that still take part, each with that of these articles that it became; those counted."""

    def counts(self, terms: Iterable[int]) -> tuple[int, dict[int, int]]:
        """How many articles were counted, and how many of them hold each of these words."""

    def near(self, keys: Iterable[LinkKey], window: int, enough: float, most: int) -> list[Near]:
        """Articles and the stored ones that share their words, the likest first."""

    def stories(self, article_ids: Sequence[str]) -> list[Story]:
        """The stories that any of these articles belongs to, with the ids of all their articles."""

    def readings(self, article_ids: Sequence[str], *, documents: bool) -> list[Reading]:
        """These articles, oldest first, with what was seen in them or, without documents, with nothing seen."""

    def contests(self, article_ids: Sequence[str]) -> list[Contest]:
        """The contests with a side in any of these articles."""

    def strengths(self, groups: Sequence[Strength], most: int) -> list[str]:
        """Ids of the articles that give the strength of the same groups, of each so many, nearest to the day."""


def link(readings: Sequence[Reading], known: Sequence[Story], catalogue: Catalogue) -> Links:
    """Find reprints, then stories, then contests, each of which needs the one before.

    Args:
        readings: Every article, in the order of arrival.
        known: The stories found last time; they keep their ids.
        catalogue: Who is part of whom.
    """
    copies = find_copies([reading.article for reading in readings])
    readings = [replace(reading, copy_of=copies.get(reading.article.article_id)) for reading in readings]
    stories = find_stories(readings, known)
    return Links(copies, tuple(stories), tuple(find_contests(_placed(readings, stories), catalogue)))


def link_new(new: Sequence[str], counted: frozenset[str], archive: Archive, catalogue: Catalogue) -> Links:
    """Link new articles with those of the archive.

    Args:
        new: Ids of articles that have been read and are to be linked, some AT_ONCE of them.
        counted: Those of them that were linked before and have been read anew since.
        archive: All articles.
        catalogue: Who is part of whom.
    """
    fresh = {reading.article.article_id: reading for reading in archive.readings(new, documents=True)}
    terms = {article_id: story_terms(reading.article) for article_id, reading in fresh.items()}
    replaced, uncounted = archive.revised(new)
    less = Rarity.among([story_terms(r.article) for r in archive.readings(sorted(uncounted), documents=False)])
    here = Rarity.among([terms[article_id] for article_id in fresh if article_id not in counted]) - less
    rarity = Rarity(*archive.counts(set(chain.from_iterable(terms.values())))) + here
    keys = {i: LinkKey(i, r.article.published_on, strongest(terms[i], rarity)) for i, r in fresh.items()}
    near = [
        pair
        for pair in archive.near([_looked_up(key, rarity) for key in keys.values()], WINDOW, LIKE, NEAREST)
        if pair.other not in replaced
    ]

    nearer = near if rarity.articles < YOUNG else _nearer(near)
    known, around = _around(nearer, _known(new, nearer, replaced, archive), fresh)
    stored = archive.readings(around, documents=False)
    seen = {reading.article.article_id: reading for reading in _oldest_first([*fresh.values(), *stored])}
    every = {i: terms.get(i) or story_terms(reading.article) for i, reading in seen.items()}
    copies = _copies(list(seen.values()), fresh, replaced)
    anew = {i for i, reading in seen.items() if i in fresh or reading.copy_of != copies.get(i)}
    seen = {i: replace(reading, copy_of=copies.get(i)) for i, reading in seen.items()}
    rarity = Rarity(*archive.counts(set(chain.from_iterable(every.values())))) + here
    stories = find_stories(list(seen.values()), known, every, rarity, fresh.keys())
    placed = {article_id for story in stories for article_id in story.article_ids}
    known = [story for story in known if not placed.isdisjoint(story.article_ids)]

    before = {story.story_id: set(story.article_ids) for story in known}
    changed = [
        s for s in stories if before.get(s.story_id) != set(s.article_ids) or not fresh.keys().isdisjoint(s.article_ids)
    ]
    same = {story.story_id for story in stories} - {story.story_id for story in changed}
    strengths = [row for reading in fresh.values() for row in _strengths(reading)]
    contests, old_contests = _contests(changed, seen, anew, near, strengths, replaced, archive, catalogue)
    first = [i for i in fresh if i not in counted and i not in copies]
    return Links(
        copies=copies,
        stories=tuple(changed),
        contests=contests,
        articles=tuple(new),
        seen=tuple(seen),
        old_stories=tuple(story.story_id for story in known if story.story_id not in same),
        old_contests=old_contests,
        changes=tuple(changes(known, stories, max(r.article.fetched_at for r in fresh.values()))),
        keys=tuple(keys[i] for i in first),
        counts=(Rarity.among([terms[i] for i in first]) - less).held,
        strengths=tuple(strengths),
        counted=len(first) - less.articles,
        replaced=replaced,
    )


def _placed(readings: Iterable[Reading], stories: Iterable[Story]) -> list[Reading]:
    """The readings, each with its story."""
    story_of = {article_id: story.story_id for story in stories for article_id in story.article_ids}
    return [replace(r, story_id=story_of.get(r.article.article_id, r.story_id)) for r in readings]


def _oldest_first(readings: Iterable[Reading]) -> list[Reading]:
    return sorted(readings, key=lambda reading: (_when(reading), reading.article.article_id))


def _when(reading: Reading) -> datetime:
    """When an article came out, as far as is known."""
    article = reading.article
    if article.published_at or not article.not_before:
        return article.published_at or article.fetched_at
    return datetime.combine(article.not_before, time(), UTC)


def _looked_up(key: LinkKey, rarity: Rarity) -> LinkKey:
    """The key with its rarest words alone, so that what they lead to is bounded."""
    chosen, articles = {}, 0
    for term in sorted(key.terms, key=lambda term: (rarity.held.get(term, 0), term)):
        articles += rarity.held.get(term, 0)
        if articles > LOOKED_UP:
            break
        chosen[term] = key.terms[term]
    return replace(key, terms=chosen)


def _known(new: Sequence[str], near: Sequence[Near], replaced: Mapping[str, str], archive: Archive) -> list[Story]:
    """The known stories near to the new articles, these in the place of what they revise."""
    return [
        replace(story, article_ids=tuple(dict.fromkeys(replaced.get(i, i) for i in story.article_ids)))
        for story in archive.stories([*new, *replaced, *(pair.other for pair in near)])
    ]


def _around(near: Sequence[Near], stories: Sequence[Story], fresh: Collection[str]) -> tuple[list[Story], list[str]]:
    """The known stories to look at, and the ids of their articles to look at, those of the new ones left out."""
    story_of = {article_id: story for story in stories for article_id in story.article_ids}
    reached: dict[str, list[str]] = {
        story.story_id: [] for story in stories if any(i in fresh for i in story.article_ids)
    }
    for story_id, others in _by_rank(near, story_of):
        reached.setdefault(story_id, []).extend(others)
    by_id = {story.story_id: story for story in stories}
    chosen: list[Story] = []
    around: list[str] = []
    for story_id, first in reached.items():
        if len(around) >= max(FEWEST_AROUND, AROUND * len(fresh)):
            break
        members = dict.fromkeys([*first, *by_id[story_id].article_ids])
        around += [article_id for article_id in list(members)[:CROWD] if article_id not in fresh]
        chosen.append(by_id[story_id])
    return chosen, around


def _nearer(near: Sequence[Near]) -> list[Near]:
    """Of the stored articles near to each new one, the likest first, those whose story it may join."""
    best = {pair.article_id: pair.likeness for pair in reversed(near)}
    return [pair for pair in near if pair.likeness >= max(NEAR, RIVAL * best[pair.article_id])]


def _by_rank(near: Iterable[Near], story_of: Mapping[str, Story]) -> Iterator[tuple[str, list[str]]]:
    """Stories with their articles near to a new one: first the story nearest to each of the new ones, then the next."""
    ranked: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for pair in near:
        if pair.other in story_of:
            ranked[pair.article_id][story_of[pair.other].story_id].append(pair.other)
    yield from filter(None, chain.from_iterable(zip_longest(*(stories.items() for stories in ranked.values()))))


def _copies(readings: Sequence[Reading], fresh: Container[str], replaced: Mapping[str, str]) -> dict[str, str]:
    """Reprints and their originals; those that no new article is one text with stay as they were known."""
    known = {r.article.article_id: replaced.get(r.copy_of, r.copy_of) for r in readings if r.copy_of is not None}
    found = find_copies([reading.article for reading in readings])
    anew = {original for copy, original in found.items() if copy in fresh or original in fresh}
    copies = {article_id: original for article_id, original in found.items() if original in anew}
    kept = {
        article_id: original
        for article_id, original in known.items()
        if article_id not in fresh and original not in fresh and article_id not in {*copies, *anew}
    }
    return {article_id: copies.get(original, original) for article_id, original in kept.items()} | copies


def _strengths(reading: Reading) -> list[Strength]:
    """The groups whose strength an article gives."""
    groups = {" ".join(sorted(f.actors)) for f in reading.analysis.figures if f.measure in STRENGTHS and f.actors}
    return [Strength(actors, reading.article.article_id, reading.article.published_on) for actors in sorted(groups)]


def _contests(
    changed: Sequence[Story],
    seen: Mapping[str, Reading],
    anew: Set[str],
    near: Sequence[Near],
    strengths: Sequence[Strength],
    replaced: Mapping[str, str],
    archive: Archive,
    catalogue: Catalogue,
) -> tuple[tuple[Contest, ...], tuple[str, ...]]:
    """The contests with a side in the stories that changed, and the ids of the known ones whose place they take."""
    inside = [i for story in changed for i in story.article_ids if i in seen]
    touched = archive.contests([*inside, *replaced])
    beside = {pair.other for pair in near if _soon(seen[pair.article_id].article.published_on, pair.day)}
    beside |= {side.article_id for contest in touched for side in contest.sides}
    beside |= set(archive.strengths(strengths, ALIKE_STRENGTHS))
    together = list(dict.fromkeys([*inside, *sorted(beside - replaced.keys())]))
    readings = [
        replace(r, copy_of=seen[i].copy_of) if (i := r.article.article_id) in seen else r
        for r in archive.readings(together, documents=True)
    ]
    known = [_carried(contest, replaced, seen) for contest in archive.contests([*together, *replaced])]
    losing = archive.contests(list(replaced))
    mine = {*inside, *(side.article_id for contest in losing for side in contest.sides)}
    cleared = set(together) - anew - {side.article_id for contest in known for side in contest.sides}
    found = [
        contest
        for contest in find_contests(_placed(readings, changed), catalogue, known, cleared)
        if any(side.article_id in mine for side in contest.sides)
    ]
    taken_in = {change.detail for contest in found for change in contest.history if change.change == "merged"}
    old = {contest.contest_id for contest in (*touched, *found)} | taken_in
    return tuple(found), tuple(sorted(old))


def _carried(contest: Contest, replaced: Mapping[str, str], seen: Mapping[str, Reading]) -> Contest:
    """A known contest with the sides of revised articles where the revisions put the same words: it is known again."""
    sides = []
    for side in contest.sides:
        now = replaced.get(side.article_id)
        start = seen[now].article.text.find(side.quote) if now else -1
        moved = replace(side, article_id=now, start=start, end=start + len(side.quote)) if now and start >= 0 else side
        sides.append(moved)
    return replace(contest, sides=tuple(sides))


def _soon(first: date | None, second: date | None) -> bool:
    """Whether two articles came out within some days of each other."""
    return first is not None and second is not None and abs((first - second).days) <= SOON
