"""Linking and briefing as the tasks do them, without Prefect."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tasks.analyse.actors import Catalogue
from tasks.analyse.linking import AT_ONCE, link_new
from tasks.brief.compose import compose
from tasks.brief.gather import gather
from tasks.brief.render import render
from tasks.models import Digest, Profile
from warehouse import store
from warehouse.connection import Warehouse
from warehouse.holdings import Holdings
from warehouse.links import Archive

PROFILE = Profile("bench", "Benchmark")


def link(warehouse: Warehouse, catalogue: Catalogue) -> int:
    """Link what waits; returns the articles linked."""
    archive, done = Archive(warehouse, {}), 0
    while (waiting := archive.waiting(AT_ONCE))[0]:
        archive.save(link_new(*waiting, archive, catalogue))
        done += len(waiting[0])
    return done


def brief(warehouse: Warehouse, name: Callable[[str], str], since: datetime | None, now: datetime) -> Digest:
    """Make a digest of what is new since then, and keep it with its ledger."""
    gathered = gather(Holdings(warehouse, PROFILE.name, {}, (), now), PROFILE, since, now)
    made = compose(gathered, PROFILE, name, since, now)
    digest = render(made, PROFILE, now.isoformat())
    store.save_digest(warehouse, digest)
    return digest
