"""When to leave a failing source alone, and how many items a source ought to offer."""

from __future__ import annotations

from datetime import datetime, timedelta

from tasks.models import Health, Source

LONGEST_REST = timedelta(hours=20)  # under a day, so that a daily run finds its source due
FEW = 4  # of a source that offers fewer than that, half is no sign


def rests_until(health: Health | None, now: datetime) -> datetime | None:
    """Until when a source that fails is left alone; None: it is to be read.

    It rests half as long as it has been failing: a slip is tried again at once, an outage ever less often, and
    nothing is given up for good.
    """
    if health is None or health.failing_since is None or now < health.last_read:
        return None
    until = health.last_read + min((health.last_read - health.failing_since) / 2, LONGEST_REST)
    return until if now < until else None


def expected_items(source: Source, health: Health | None) -> int | None:
    """The least that a source offers when it is well: as configured, or half of what it usually does.

    None where neither tells.
    """
    usual = health.usual if health else None
    least = (usual + 1) // 2 if usual is not None and usual >= FEW else 0
    return max(source.min_items, least) or None
