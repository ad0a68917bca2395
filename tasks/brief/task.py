"""The Prefect door of this room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from tasks.brief import archive, files, mail, outbox
from tasks.brief.compose import compose
from tasks.brief.gather import gather
from tasks.brief.parts import Brief
from tasks.brief.render import render
from tasks.models import Delivery, Digest, Material, Profile, Smtp
from tasks.settings import MailSettings
from tasks.where import Where
from warehouse import read, store
from warehouse.connection import Warehouse
from warehouse.holdings import Holdings

UNSENT = Smtp(host="", sender="Counterclaim <counterclaim@localhost>")  # a preview's, where no mail is configured


@task(name="compose", task_run_name="compose {profile.name}", cache_policy=NO_CACHE)
def make_digests(
    profile: Profile,
    sources: Sequence[str],
    owners: Mapping[str, str],
    warehouse: Where,
    wait: float,
    out: Path,
    server: MailSettings | None,
    name: Callable[[str], str],
    since: datetime | None,
    now: datetime,
) -> list[Digest]:
    """Compose what is new to a profile and store it with the ledger and its targets, before anything is delivered.

    Digests that an earlier run could not deliver to all their targets come first; where nothing is new since, and one
    of them is of the same day or its delivery was cut off, they are all there is.

    Args:
        profile: The desk.
        sources: Ids of the sources it reads; empty for all.
        owners: By outlet, for those whose source names none.
        warehouse: Where it is; the profile's is held throughout, so that two runs never tell the same news.
        wait: Seconds to wait for it.
        out: The folder of digests.
        server: The mail server.
        name: An actor's name by its id.
        since: Leaves out older articles.
        now: The clock the run believes in.
    """
    with Warehouse(warehouse, wait) as opened, opened.alone(f"brief {profile.name}"):
        digests = read.undelivered(opened, profile.name)
        brief = compose(_gathered(opened, profile, owners, sources, since, now), profile, name, since, now)
        period = _free_period(opened, out, brief)
        if not (brief.empty and any(_goes_on(opened, digest, period) for digest in digests)):
            digest = render(brief, profile, period)
            smtp = server.smtp() if server else None
            if smtp and profile.recipients:
                mail.message(digest, profile, None, smtp)  # one that cannot be made is told before anything is stored
            store.save_digest(opened, digest, outbox.targets(digest, profile, out, smtp, now))
            digests.append(digest)
    return digests


def _gathered(
    warehouse: Warehouse,
    profile: Profile,
    owners: Mapping[str, str],
    sources: Sequence[str],
    since: datetime | None,
    now: datetime,
) -> Material:
    return gather(Holdings(warehouse, profile.name, owners, sources, now), profile, since, now)


def _goes_on(warehouse: Warehouse, digest: Digest, period: str) -> bool:
    """Whether a digest that waits to be delivered makes one of this period that tells nothing superfluous."""
    if digest.period[:10] == period[:10]:  # the day; what follows numbers the digests of one day
        return True
    return any(row.outcome in ("pending", "sending") for row in read.deliveries(warehouse, digest.digest_id))


def _free_period(warehouse: Warehouse, out: Path, brief: Brief) -> str:
    taken = {row["period"] for row in read.digests(warehouse, brief.profile)}
    return files.free_period(out, brief, taken)


@task(name="preview", task_run_name="preview {profile.name}", cache_policy=NO_CACHE)
def preview(
    profile: Profile,
    sources: Sequence[str],
    owners: Mapping[str, str],
    warehouse: Where,
    wait: float,
    out: Path,
    server: MailSettings | None,
    name: Callable[[str], str],
    since: datetime | None,
    now: datetime,
) -> Path:
    """Write what `make_digests` and `deliver` would deliver now, with its mail; nothing is stored, nothing is sent.

    Returns:
        The folder written.
    """
    with Warehouse(warehouse, wait, read_only=True) as opened:
        brief = compose(_gathered(opened, profile, owners, sources, since, now), profile, name, since, now)
        digest = render(brief, profile, _free_period(opened, out, brief))
    smtp = server.smtp() if server else UNSENT
    reader = None if smtp.bcc or not profile.recipients else profile.recipients[0]
    return files.preview(digest, profile, mail.message(digest, profile, reader, smtp), out)


@task(name="deliver", task_run_name="deliver {digest.period}", cache_policy=NO_CACHE)
def deliver(
    digest: Digest,
    profile: Profile,
    warehouse: Where,
    wait: float,
    out: Path,
    server: MailSettings | None,
    now: datetime,
) -> tuple[Path, list[Delivery]]:
    """Write a digest to files and mail it to whom it has not reached, each step recorded.

    The archive is renewed before the files count as delivered: a run that is killed in between does both again.

    Returns:
        The digest's folder, and the deliveries of this run of which it is not sure that they arrived.
    """

    def record(deliveries: Sequence[Delivery]) -> bool:
        if not deliveries:
            return True
        with Warehouse(warehouse, wait) as opened:
            if any(delivery.channel == "file" for delivery in deliveries):
                archive.write(out, read.archive(opened))
            return store.save_deliveries(opened, deliveries)

    with Warehouse(warehouse, wait, read_only=True) as opened:
        rows = read.deliveries(opened, digest.digest_id)
    smtp = server.smtp() if server else None  # here, so that no task argument holds the password
    ended = outbox.deliver(digest, profile, rows, smtp, record, now)
    create_markdown_artifact(digest.markdown, key=f"digest-{profile.name}", description=digest.subject)
    folder = next((Path(row.target) for row in rows if row.channel == "file"), out)
    return folder, [delivery for delivery in ended if delivery.outcome != "ok"]
