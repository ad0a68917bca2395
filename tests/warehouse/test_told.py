"""Which digests count as told to a profile."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from tasks.models import Delivery, Digest, Shown
from warehouse import store
from warehouse.connection import Warehouse

NOW = datetime(2026, 3, 6, 7, tzinfo=UTC)


def digest(key: str, profile: str = "desk", hours: int = 0, *articles: str) -> Digest:
    ids = ",".join(f'"{article}"' for article in articles)
    shown = (Shown("story", "s", f'{{"articles":[{ids}]}}'), Shown("event", "e", f'{{"of":"{key}"}}'))
    at = NOW + timedelta(hours=hours)
    return Digest(key, profile, key, at, key, key, False, "", "", "", "{}", shown)


def delivery(of: str, outcome: Literal["ok", "failed"], target: str = "out") -> Delivery:
    return Delivery(f"{of}-{target}", of, "file", target, outcome, None, NOW)


def told(warehouse: Warehouse, profile: str = "desk") -> list[str]:
    return [f"{row['kind']} {row['state']}" for row in warehouse.run("shown_to", [profile])]


def test_what_reached_nobody_was_not_told_and_what_waits_was(tmp_path: Path) -> None:
    with Warehouse(tmp_path / "w.duckdb") as opened:
        store.save_digest(opened, digest("received", "desk", 0, "a1"))
        store.save_deliveries(opened, [delivery("received", "failed"), delivery("received", "ok", "mail")])
        store.save_digest(opened, digest("lost", "desk", 1, "a2"))
        store.save_deliveries(opened, [delivery("lost", "failed")])
        assert told(opened) == ['event {"of":"received"}', 'story {"articles":["a1"]}']

        store.save_digest(opened, digest("waiting", "desk", 2, "a3"))
        assert told(opened) == ['event {"of":"waiting"}', 'story {"articles":["a1"]}', 'story {"articles":["a3"]}']
        assert told(opened, "other desk") == []
