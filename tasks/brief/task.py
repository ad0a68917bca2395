"""The Prefect door of this room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from tasks.brief import files, mail
from tasks.brief.compose import compose
from tasks.brief.render import render
from tasks.config import MailSettings
from tasks.models import Delivery, Digest, Profile
from warehouse import read, store
from warehouse.connection import Warehouse


@task(name="compose", task_run_name="compose {profile.name}", cache_policy=NO_CACHE)
def make_digests(
    profile: Profile,
    sources: Sequence[str],
    owners: Mapping[str, str],
    warehouse: Path,
    wait: float,
    out: Path,
    name: Callable[[str], str],
    since: datetime | None,
    now: datetime,
) -> list[Digest]:
    """Compose what is new to a profile and store it with the ledger, before anything is delivered.

    Digests that an earlier run stored but was cut off before delivering come first; where nothing is new since, they
    are all there is.

    Args:
        profile: The desk.
        sources: Ids of the sources it reads; empty for all.
        owners: By outlet, for those whose source names none.
        warehouse: Its file; held throughout, so that two runs never tell the same news.
        wait: Seconds to wait for it.
        out: The folder of digests.
        name: An actor's name by its id.
        since: Leaves out older articles.
        now: The clock the run believes in.
    """
    with Warehouse(warehouse, wait) as opened:
        digests = read.undelivered(opened, profile.name)
        brief = compose(read.material(opened, profile.name, owners, sources, since, now), profile, name, since, now)
        if not (brief.empty and digests):
            taken = {row["period"] for row in read.digests(opened, profile.name)}
            digest = render(brief, profile, files.free_period(out, brief, taken))
            store.save_digest(opened, digest)
            digests.append(digest)
    return digests


@task(name="deliver", task_run_name="deliver {digest.period}", cache_policy=NO_CACHE)
def deliver(
    digest: Digest, profile: Profile, warehouse: Path, wait: float, out: Path, server: MailSettings | None
) -> tuple[Path, list[Delivery]]:
    """Write a digest to files, mail it, and record what came of both.

    Returns:
        The folder written, and the deliveries that failed.
    """
    folder, written = files.write(digest, profile, out)
    deliveries = [written]
    if server is not None:
        smtp = server.smtp()  # here, so that no task argument holds the password
        messages = [mail.message(digest, profile, recipient, smtp) for recipient in profile.recipients]
        deliveries += mail.send(messages, digest, smtp)
    with Warehouse(warehouse, wait) as opened:
        store.save_deliveries(opened, deliveries)
    create_markdown_artifact(digest.markdown, key=f"digest-{profile.name}", description=digest.subject)
    return folder, [delivery for delivery in deliveries if delivery.outcome == "failed"]
