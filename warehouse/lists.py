"""Lists of contests, stories, events and claims: narrowed, searched, and read or exported row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from warehouse.connection import Warehouse, naive, sql
from warehouse.search import rank

# What only one list can be narrowed by; the rest of Narrow holds for all.
OWN = {"contests": ("kind", "status"), "stories": (), "events": ("type", "certainty"), "claims": ("stance",)}
AT_A_TIME = 1000  # rows


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a list leaves out; None and () leave out nothing."""

    since: datetime | None = None
    until: datetime | None = None  # only what was before
    sources: tuple[str, ...] = ()  # ids of sources; only what these offered
    search: str | None = None  # see warehouse.search.rank
    story: str | None = None  # id
    actor: str | None = None  # id
    place: str | None = None  # name, in any case and with or without accents
    country: str | None = None  # ISO 3166-1 alpha-2
    kind: str | None = None  # of contests
    status: str | None = None  # of contests
    type: str | None = None  # of events: ACLED type or sub-type
    certainty: str | None = None  # of events
    stance: str | None = None  # of claims


class Listing:
    """The rows of one list: newest first, or the best match first where it is searched.

    Args:
        warehouse: The open warehouse; opened for reading only where it is searched.
        what: "contests", "stories", "events" or "claims".
        narrow: What to leave out.

    Raises:
        ConfigError: the search holds no word to look for, or too many.
    """

    def __init__(self, warehouse: Warehouse, what: str, narrow: Narrow = Narrow()) -> None:
        self._connection = warehouse.connection
        self._parameters: dict[str, Any] = {
            "since": naive(narrow.since),
            "until": naive(narrow.until),
            "sources": list(narrow.sources),
            **{name: getattr(narrow, name) for name in ("story", "actor", "place", "country", *OWN[what])},
        }
        self._rows = sql(f"list_{what}")
        if narrow.search is not None:
            rank(warehouse, self._rows, self._parameters, narrow.search)
            self._rows = f"SELECT * FROM ({self._rows}) JOIN memory.main.scored USING (id)"  # noqa: S608
        searched = narrow.search is not None
        self._query = (
            f"SELECT * EXCLUDE (id, searched, newest, next{', relevance' if searched else ''}) FROM ({self._rows})"  # noqa: S608
            f" ORDER BY {'relevance DESC, ' if searched else ''}newest DESC NULLS LAST, next"
        )

    def __len__(self) -> int:
        count = f"SELECT count(*) FROM ({self._rows})"  # noqa: S608
        return int(self._connection.execute(count, self._parameters).fetchall()[0][0])

    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return tuple(row[0] for row in self._connection.execute(f"DESCRIBE {self._query}", self._parameters).fetchall())

    def rows(self, most: int | None = None) -> Iterator[dict[str, Any]]:
        """The rows, or so many of them, a dict each; TIMESTAMPs are in UTC."""
        cursor = self._connection.execute(self._first(most), self._parameters)
        names = [column[0] for column in cursor.description or ()]
        while some := cursor.fetchmany(AT_A_TIME):
            for row in some:
                yield dict(zip(names, row, strict=True))

    def to_parquet(self, path: Path, most: int | None = None) -> int:
        """Write the rows to a Parquet file, with the types that they have in the warehouse; returns how many."""
        quoted = str(path).replace("'", "''")
        copy = f"COPY ({self._first(most)}) TO '{quoted}' (FORMAT parquet)"
        [(count,)] = self._connection.execute(copy, self._parameters).fetchall()
        return int(count)

    def _first(self, most: int | None) -> str:
        return self._query if most is None else f"{self._query} LIMIT {int(most)}"


def stories_named(warehouse: Warehouse, beginning: str) -> list[str]:
    """Ids of the stories whose id begins so; of many the first few."""
    return [row["story_id"] for row in warehouse.run("stories_named", [beginning])]
