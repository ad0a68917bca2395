"""What the operator was told, so that it is told once."""

from __future__ import annotations

from datetime import UTC, datetime

from warehouse.connection import Warehouse


def told(warehouse: Warehouse, about: str, since: datetime) -> bool:
    """Whether the operator was told of something that holds since then."""
    return bool(warehouse.run("notice_told", [about, _naive(since)]))


def tell(warehouse: Warehouse, about: str, since: datetime, now: datetime) -> None:
    """Keep that the operator has been told."""
    warehouse.run("insert_notice", [about, _naive(since), _naive(now)])


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
