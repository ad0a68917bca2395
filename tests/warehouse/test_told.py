"""Which digests count as told to a profile."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from tasks.models import Analysis, Delivery, Digest, Shown
from tasks.where import Where
from tests.brief.material import article, event
from warehouse import store
from warehouse.connection import Warehouse
from warehouse.holdings import Holdings

NOW = datetime(2026, 3, 6, 7, tzinfo=UTC)
ARTICLES = ("a1", "a2", "a3")
EVENT = event("Shots.", "Shots", "Battles", "Armed clash")


def digest(key: str, profile: str = "desk", hours: int = 0, *articles: str) -> Digest:
    ids = ",".join(f'"{article}"' for article in articles)
    shown = (Shown("story", "s", f'{{"articles":[{ids}]}}'), Shown("event", "a1:0", f'{{"of":"{key}"}}'))
    at = NOW + timedelta(hours=hours)
    return Digest(key, profile, key, at, key, key, False, "", "", "", "{}", shown)


def delivery(of: str, outcome: Literal["ok", "failed"], target: str = "out") -> Delivery:
    return Delivery(f"{of}-{target}", of, "file", target, outcome, None, NOW)


def told(warehouse: Warehouse, profile: str = "desk") -> list[str]:
    """What is known to have been told of these articles, in which the event is, and which are still new."""
    holdings = Holdings(warehouse, profile, {}, until=NOW + timedelta(days=1))
    shown = holdings.shown(ARTICLES, [])
    return [f"{entry.kind} {entry.state}" for entry in shown] + ["new " + " ".join(holdings.untold(None))]


def test_what_reached_nobody_was_not_told_and_what_waits_was(where: Where) -> None:
    with Warehouse(where) as opened:
        given = [replace(article("x", "Shots.", None, None), article_id=key, fetched_at=NOW) for key in ARTICLES]
        store.settle_pages(opened, {a.article_id: a for a in given}, {}, [])
        store.save_analyses(opened, [Analysis(key, (), events=(EVENT,)) for key in ARTICLES], "1")
        store.save_digest(opened, digest("received", "desk", 0, "a1"))
        store.save_deliveries(opened, [delivery("received", "failed"), delivery("received", "ok", "mail")])
        store.save_digest(opened, digest("lost", "desk", 1, "a2"))
        store.save_deliveries(opened, [delivery("lost", "failed")])
        assert told(opened) == ['event {"of":"received"}', 'story {"articles":["a1"]}', "new a2 a3"]

        store.save_digest(opened, digest("waiting", "desk", 2, "a3"))
        stories = ['story {"articles":["a1"]}', 'story {"articles":["a3"]}']
        assert told(opened) == ['event {"of":"waiting"}', *stories, "new a2"]
        assert told(opened, "other desk") == ["new a1 a2 a3"]
