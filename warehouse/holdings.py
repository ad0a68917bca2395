"""What a briefing looks up: what its profile has not been told, and what of the older this touches.

Every look-up is bounded by what is asked for, whatever the warehouse holds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from tasks.models import Contest, Event, Fetch, Health, Reading, Shown, Source, Story, Tally
from warehouse import read, visits
from warehouse.connection import Warehouse, listed, made, naive


class Holdings:
    """What is stored, as far as a profile reads it, as tasks.brief.gather asks for it.

    Args:
        warehouse: The open warehouse.
        profile: Its name.
        owners: By outlet, for those whose source names none.
        chosen: Ids of the sources that it reads; empty for all.
        until: The clock; what was published later is not there yet.
    """

    def __init__(
        self,
        warehouse: Warehouse,
        profile: str,
        owners: Mapping[str, str],
        chosen: Sequence[str] = (),
        until: datetime | None = None,
    ) -> None:
        self._run = warehouse.run
        self._warehouse = warehouse
        self._profile = profile
        self._owners = owners
        self._sources = list(chosen)
        self._until = naive(until)

    def last_digest_at(self) -> datetime | None:
        """When the profile was last told something."""
        at: datetime | None = self._run("last_digest", [self._profile])[0]["at"]
        return at.replace(tzinfo=UTC) if at else None

    def untold(self, since: datetime | None) -> list[str]:
        """Ids of the articles of which it has not been told, and of all that are dated after the clock's day.

        Args:
            since: Leaves out what was published (undated: fetched) earlier.
        """
        asked = {"profile": self._profile, "sources": self._sources, "since": naive(since), "until": self._until}
        return [row["article_id"] for row in self._run("untold_articles", asked)]

    def heaviest(
        self, article_ids: Sequence[str], most: int, min_score: float, watch: Sequence[str]
    ) -> tuple[list[str], list[str]]:
        """So many of these articles, those of the weightiest stories, and the others.

        Args:
            article_ids: Which.
            most: How many.
            min_score: Contests that score lower weigh nothing.
            watch: Ids of actors, or names of places, that add weight.

        Returns:
            The weightiest first; the others, none that is dated after the clock's day among them, as they lie in the
            warehouse, so that they are soon read one after the other.
        """
        watched = [entry.casefold() for entry in watch]
        asked = {"articles": listed(article_ids), "min_score": min_score, "watch": watched, "until": self._until}
        rows = self._run("heaviest_first", asked)
        others = [row["article_id"] for row in sorted(rows[most:], key=itemgetter("number")) if not row["later"]]
        return [row["article_id"] for row in rows[:most]], others

    def tallies(self, article_ids: Sequence[str]) -> list[Tally]:
        """How many of these articles each source has."""
        rows = self._run("tallies_of", [listed(article_ids)])
        return [made(Tally, row | {"owner": row["owner"] or self._owners.get(row["outlet"])}) for row in rows]

    def stories_among(self, article_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """These articles by their stories; one of no story is by itself."""
        rows = self._run("stories_among", [listed(article_ids)])
        return {row["story_id"]: tuple(row["article_ids"]) for row in rows}

    def between(self, start: datetime, end: datetime) -> list[str]:
        """Ids of the articles that came out from one moment until before another."""
        rows = self._run("articles_between", {"start": naive(start), "end": naive(end)})
        return [row["article_id"] for row in rows]

    def readings(self, article_ids: Sequence[str], *, documents: bool) -> list[Reading]:
        """Those of these articles that it may be told; without documents, with nothing seen in them and no text.

        One without a title has its text always: its story may be known by how that begins.
        """
        asked = {"articles": listed(article_ids), "documents": documents}
        rows = self._run("readings_at_hand", asked | {"sources": self._sources, "until": self._until})
        return [read.reading(row, self._owners) for row in rows]

    def near(self, readings: Sequence[Reading], most: int) -> list[tuple[str, int, str, int]]:
        """Reports of events in these articles and, for each so many, told ones that may be of the same event.

        Returns:
            Article and start of the one report, article and start of the other.
        """
        reports = [_row(r, event) for r in readings for event in r.analysis.events if not event.background]
        asked = {"reports": json.dumps(reports, default=str), "profile": self._profile, "most": most}
        return [
            (row["article_id"], row["start_char"], row["other"], row["other_start"])
            for row in self._run("near_reports", asked)
        ]

    def stories(self, article_ids: Sequence[str]) -> list[Story]:
        """The stories that any of these articles belongs to, with the ids of all their articles."""
        return read.stories(self._warehouse, article_ids)

    def reprints(self, article_ids: Sequence[str]) -> list[str]:
        """Ids of the articles that print any of these again."""
        return [row["article_id"] for row in self._run("reprints_of", [listed(article_ids)])]

    def contests(self, article_ids: Sequence[str]) -> list[Contest]:
        """The contests with a side in any of these articles, the most salient first."""
        return read.contests(self._warehouse, article_ids)

    def shown(self, article_ids: Sequence[str], contest_ids: Sequence[str]) -> list[Shown]:
        """What the profile was told of these articles, and of contests that stand in them or bear these ids."""
        asked = {"articles": listed(article_ids), "contests": listed(contest_ids)}
        return [made(Shown, row) for row in self._run("shown_of", asked | {"profile": self._profile})]

    def fetches(self) -> list[Fetch]:
        """How the last attempt at each source since the last digest went, and which addresses could not be read."""
        since = self._run("last_digest", [self._profile])[0]["at"]
        return [made(Fetch, row) for row in self._run("latest_fetches", {"since": since, "sources": self._sources})]

    def sources(self) -> list[Source]:
        """What is known of the sources."""
        return read.sources(self._warehouse, self._sources)

    def health(self) -> list[Health]:
        """How the sources fare that were ever read."""
        return list(visits.health(self._warehouse, self._sources).values())


def _row(reading: Reading, event: Event) -> dict[str, Any]:
    """A report of an event as the table of events has it, as far as others are compared with it."""
    place, (low, high) = event.place, event.killed
    return {
        "article_id": reading.article.article_id,
        "story_id": reading.story_id,
        "published_on": reading.article.published_on,
        "start_char": event.mention.start,
        "type": event.type,
        "date_from": event.date_from,
        "date_to": event.date_to,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "killed_low": low,
        "killed_high": high,
        "certainty": event.certainty,
        "actors": event.actors,
    }
