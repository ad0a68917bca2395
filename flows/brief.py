"""Brief: for each profile, what is new to it as a digest, stored, written to files and mailed.

When: each morning, or as the last part of `daily`. By hand: `counterclaim brief`.
Without Prefect: tasks.brief.compose.compose, tasks.brief.render.render.
"""

from __future__ import annotations

import logging
from pathlib import Path

from prefect import flow

from flows.again import run_begun
from flows.job import prepare
from flows.operator import run_failed
from flows.runs import run_name
from tasks.analyse.actors.catalogue import Catalogue
from tasks.brief import outbox
from tasks.brief.render import check
from tasks.brief.task import deliver, make_digests
from tasks.brief.task import preview as write_preview
from tasks.errors import DeliveryError

log = logging.getLogger(__name__)


@flow(name="brief", flow_run_name=run_name, on_running=[run_begun], on_failure=[run_failed], on_crashed=[run_failed])
def brief(
    config: Path | None = None,
    source: list[str] | None = None,
    warehouse: Path | None = None,
    out: Path | None = None,
    profile: str | None = None,
    since: str | None = None,
    now: str | None = None,
    preview: bool = False,
) -> list[Path]:
    """Make and deliver the digests.

    Args:
        config: The configuration; None for counterclaim.toml in the working directory.
        source: Brief only what these paths or addresses offered.
        warehouse: The DuckDB file, instead of the configured one.
        out: The folder of digests, instead of the configured one.
        profile: Only this profile.
        since: Leaves out older articles: a date, a moment, or an age such as 24h or 7d.
        now: The clock the run believes in.
        preview: Write what would be delivered, with its mail, to `<out>/<profile>/preview`; deliver and store nothing.

    Returns:
        The folder of each digest.
    """
    job = prepare(config, source, warehouse, out, since, now)
    settings = job.settings
    if settings.mail:
        settings.mail.smtp()  # a missing password is told before a digest is made
    store, wait = settings.warehouse, settings.run.lock_wait_seconds
    name = Catalogue.load(settings.actors).name
    folders, failures = [], []
    desks = settings.profiles(profile)
    for desk in desks:
        check(desk)  # a mistake in one desk's templates is told before another's digest is made
    for desk in desks:
        sources = job.only_sources or settings.profile[desk.name].sources
        made_of = (
            desk,
            sources,
            settings.owner_of(),
            store,
            wait,
            settings.out,
            settings.mail,
            name,
            job.since,
            job.now,
        )
        if preview:
            folders.append(write_preview(*made_of))
            continue
        for digest in make_digests(*made_of):
            folder, failed = deliver(digest, desk, store, wait, settings.out, settings.mail, job.now)
            folders.append(folder)
            failures += failed
    if failures:
        told = "; ".join(outbox.told(delivery) for delivery in failures)
        raise DeliveryError(f"The digest is stored, but not all of it was delivered for sure: {told}")
    return folders
