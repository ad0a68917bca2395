"""Readings -> what is seen only across articles: reprints, stories, contests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.analyse.actors import Catalogue
from tasks.analyse.contests import find_contests
from tasks.analyse.copies import find_copies
from tasks.analyse.stories import find_stories
from tasks.models import Contest, Reading, Story


@dataclass(frozen=True)
class Links:
    """What joins articles to each other."""

    copies: dict[str, str]  # article_id of a reprint to that of its original
    stories: list[Story]
    contests: list[Contest]


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
    story_of = {article_id: story.story_id for story in stories for article_id in story.article_ids}
    readings = [replace(reading, story_id=story_of.get(reading.article.article_id)) for reading in readings]
    return Links(copies, stories, find_contests(readings, catalogue))
