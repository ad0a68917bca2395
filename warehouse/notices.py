"""What the operator was told, so that it is told once."""

from __future__ import annotations

from datetime import datetime

from warehouse.connection import Warehouse, naive


def told(warehouse: Warehouse, about: str, since: datetime) -> bool:
    """Whether the operator was told of something that holds since then."""
    return bool(warehouse.run("notice_told", [about, naive(since)]))


def tell(warehouse: Warehouse, about: str, since: datetime, now: datetime) -> None:
    """Keep that the operator has been told."""
    with warehouse.transaction():
        warehouse.run("insert_notice", [about, naive(since), naive(now)])
