"""What a run does, stage by stage, as the flows and tasks do it, without Prefect."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.reading import Reader
from tasks.analyse.stories.linking import AT_ONCE, link_new
from tasks.brief.compose import compose
from tasks.brief.gather import gather
from tasks.brief.render import render
from tasks.collect.keeper import BATCH
from tasks.extract.batch import extract_all
from tasks.extract.revisions import settle
from tasks.models import Delivery, Digest, Fetch, Page, Profile, Source, Validator
from tasks.spreading import here
from warehouse import pages, read, store, visits
from warehouse.addresses import Addresses
from warehouse.connection import Warehouse
from warehouse.holdings import Holdings
from warehouse.links import Archive

PROFILE = Profile("bench", "Benchmark")
RECHECK = 6.0  # hours


def collect(warehouse: Path, sources: Sequence[Source], offered: Sequence[Page], now: datetime) -> None:
    """See what is known of each source, and keep the pages that they offer, with how they were come by."""
    with Warehouse(warehouse) as opened:
        store.save_sources(opened, sources)
        visits.health(opened)
        read.validators(opened)
        kept = Addresses(opened)
    with Warehouse(warehouse) as opened:
        pages.due(opened, [source.source_id for source in sources], now, RECHECK, 100)
    for source in sources:
        kept.known(source.source_id, [page.url for page in offered if page.source_id == source.source_id])
    for at in range(0, len(offered), BATCH):
        batch = offered[at : at + BATCH]
        with Warehouse(warehouse) as opened:
            pages.keep(opened, batch, [_fetch(page) for page in batch], [Validator(p.url, "etag", None) for p in batch])


def _fetch(page: Page) -> Fetch:
    key = hashlib.sha256(f"{page.url}\n{page.fetched_at}".encode()).hexdigest()[:16]
    return Fetch(key, page.source_id, page.url, 200, "ok", None, len(page.content), page.fetched_at)


def extract_kept(warehouse: Path, now: datetime) -> None:
    """Make articles of the pages that wait."""
    with Warehouse(warehouse) as opened:
        sources = {source.source_id: source for source in read.sources(opened)}
        waiting = pages.waiting(opened)
    for at in range(0, len(waiting), BATCH):
        with Warehouse(warehouse) as opened:
            loaded = pages.load(opened, waiting[at : at + BATCH])
        articles, _ = extract_all(loaded, sources, here)
        with Warehouse(warehouse) as opened:
            before = pages.made_before(opened, list(loaded))
            current = pages.current(opened, [article.url for article in articles.values()])
            settled = settle(articles, before, current, now)
            store.settle_pages(opened, settled.articles, {}, [], revisions=settled.revisions, redone=before)
            pages.forget_known(opened, settled.known)


def read_new(warehouse: Path, reader: Reader, version: str) -> None:
    """Read the articles that were not read yet."""
    with Warehouse(warehouse) as opened:
        unread = read.unread(opened, version)
    for at in range(0, len(unread), BATCH):
        with Warehouse(warehouse) as opened:
            articles = read.articles(opened, unread[at : at + BATCH])
        analyses = list(reader.read(articles))
        with Warehouse(warehouse) as opened:
            store.save_analyses(opened, analyses, version)


def deliver(warehouse: Path, digest: Digest, now: datetime) -> None:
    """Record that a digest was written to a file, and look up what the index of all digests says."""
    with Warehouse(warehouse) as opened:
        store.save_deliveries(opened, [Delivery(digest.digest_id, digest.digest_id, "file", "bench", "ok", None, now)])
    with Warehouse(warehouse, read_only=True) as opened:
        read.archive(opened)


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
