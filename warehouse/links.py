"""What the linking of articles looks up and writes; every look-up is bounded, whatever the warehouse holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from pydantic import TypeAdapter

from tasks.models import Contest, LinkKey, Links, Near, Reading, Story, StoryChange, Strength
from warehouse import read
from warehouse.connection import Warehouse, listed, naive

T = TypeVar("T")
ARTICLES = 0  # the term under which the articles themselves are counted
STORIES = TypeAdapter(list[Story])
CHANGES = TypeAdapter(list[StoryChange])
CONTESTS = TypeAdapter(list[Contest])
STRENGTHS = TypeAdapter(list[Strength])


class Archive:
    """The articles linked so far, as tasks.analyse.stories.linking asks for them.

    Args:
        warehouse: The open warehouse.
        owners: By outlet, for those whose source names none.
    """

    def __init__(self, warehouse: Warehouse, owners: Mapping[str, str]) -> None:
        self._warehouse = warehouse
        self._owners = owners

    def waiting(self, most: int, until: datetime | None = None) -> tuple[list[str], frozenset[str]]:
        """Ids of articles read but not linked, oldest first; and which of them were counted before.

        Args:
            most: So many.
            until: Leaves out what was published later.
        """
        rows = self._warehouse.run("waiting_articles", {"most": most, "until": naive(until)})
        return [row["article_id"] for row in rows], frozenset(row["article_id"] for row in rows if row["counted"])

    def revised(self, article_ids: Sequence[str]) -> tuple[dict[str, str], frozenset[str]]:
        """Earlier revisions that still take part, each with that of these articles that it became; those counted."""
        rows = self._warehouse.run("revised_articles", [listed(article_ids)])
        became = {row["article_id"]: row["superseded_by"] for row in rows}
        return became, frozenset(row["article_id"] for row in rows if row["counted"])

    def counts(self, terms: Iterable[int]) -> tuple[int, dict[int, int]]:
        """How many articles were counted, and how many of them hold each of these words."""
        rows = self._warehouse.run("term_counts", [json.dumps([ARTICLES, *terms])])
        held = {row["term"]: row["articles"] for row in rows}
        return held.pop(ARTICLES, 0), held

    def near(self, keys: Iterable[LinkKey], window: int, enough: float, most: int) -> list[Near]:
        """Articles and the stored ones that share their words, the likest first.

        Args:
            keys: Of each article the words to look up, with their weights.
            window: Days that two dated articles may lie apart.
            enough: Likeness from which a stored article counts.
            most: Stored articles for each.
        """
        keys = list(keys)
        days = [key.day for key in keys]
        dated = [day for day in days if day]
        asked = {"given": _rows(keys), "window": window, "enough": enough, "most": most}
        asked |= {"after": date.min, "before": date.max}
        if dated and len(dated) == len(days):
            asked |= {"after": min(dated) - timedelta(window), "before": max(dated) + timedelta(window)}
        rows = self._warehouse.run("near_articles", asked)
        return [Near(**row) for row in rows]

    def stories(self, article_ids: Sequence[str]) -> list[Story]:
        """The stories that any of these articles belongs to, with the ids of all their articles."""
        return read.stories(self._warehouse, article_ids)

    def readings(self, article_ids: Sequence[str], *, documents: bool) -> list[Reading]:
        """These articles, oldest first, with what was seen in them or, without documents, with nothing seen."""
        return read.readings_of(self._warehouse, self._owners, article_ids, documents=documents)

    def contests(self, article_ids: Sequence[str]) -> list[Contest]:
        """The contests with a side in any of these articles."""
        return read.contests(self._warehouse, article_ids)

    def strengths(self, groups: Sequence[Strength], most: int) -> list[str]:
        """Ids of the articles that give the strength of the same groups, of each so many, nearest to the day."""
        return [
            row["article_id"]
            for row in self._warehouse.run("strengths_near", {"given": _json(STRENGTHS, groups), "most": most})
        ]

    def save(self, links: Links) -> None:
        """Keep what was linked, and that it was, in one transaction."""
        run, gone = self._warehouse.run, list(links.replaced)
        ids = json.dumps([*links.articles, *gone])
        counts = {ARTICLES: links.counted, **links.counts}
        became = json.dumps([{"article_id": old, "copy_of": new} for old, new in links.replaced.items()])
        copies = json.dumps([{"article_id": copy, "copy_of": original} for copy, original in links.copies.items()])
        stories, contests = _json(STORIES, links.stories), _json(CONTESTS, links.contests)
        with self._warehouse.transaction():
            run("add_term_counts", [json.dumps([{"term": term, "articles": n} for term, n in counts.items()])])
            run("delete_article_terms", [json.dumps(gone)])
            run("insert_article_terms", [_rows(links.keys)])
            run("delete_strengths", [ids])
            run("insert_strengths", [_json(STRENGTHS, links.strengths)])
            run("delete_reprint", [json.dumps([*links.seen, *gone])])
            run("repoint_reprints", [became])
            run("repoint_reprints", [copies])
            run("insert_copies", [copies])
            for table in ("story", "story_article"):
                run(f"delete_{table}", [json.dumps(links.old_stories)])
            run("insert_stories", [stories])
            run("insert_story_articles", [stories])
            run("insert_story_changes", [_json(CHANGES, links.changes)])
            for table in ("contest", "contest_side", "contest_change"):
                run(f"delete_{table}", [json.dumps(links.old_contests)])
            for table in ("contests", "contest_sides", "contest_changes"):
                run(f"insert_{table}", [contests])
            for table in ("analysis", "claim", "event"):
                run(f"delete_{table}", [json.dumps(gone)])
            run("delete_unlinked", [ids])


def _rows(keys: Iterable[LinkKey]) -> str:
    """A row a word."""
    return json.dumps(
        [
            {"term": term, "article_id": key.article_id, "weight": weight, "day": key.day and key.day.isoformat()}
            for key in keys
            for term, weight in key.terms.items()
        ]
    )


def _json(kind: TypeAdapter[list[T]], values: Iterable[T]) -> str:
    return kind.dump_json(list(values)).decode()
