"""How sources were read over time: what each offered, and when and why one failed."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import TypeAdapter

from tasks.models import Health, Visit
from warehouse.connection import Warehouse, made

VISITS = TypeAdapter(list[Visit])


def record(warehouse: Warehouse, visits: Sequence[Visit]) -> None:
    """Keep readings of sources."""
    with warehouse.transaction():
        warehouse.run("merge_visits", [VISITS.dump_json(list(visits)).decode()])


def health(warehouse: Warehouse, sources: Sequence[str] = ()) -> dict[str, Health]:
    """How each of these sources fares, or each of all, by id; without those never read."""
    return {row["source_id"]: made(Health, row) for row in warehouse.run("visits_told", {"sources": list(sources)})}
