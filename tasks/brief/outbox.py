"""The way of a digest to those it is for: written to files, mailed once to each, tried again where that is safe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from tasks.brief import files
from tasks.brief.mail import message, message_id
from tasks.brief.smtp import UNANSWERED, Letter, Record, send, settled
from tasks.errors import DeliveryError
from tasks.models import Delivery, Digest, Profile, Smtp

REMEDY = (
    "ask whether it arrived: if so `counterclaim digests settle {digest} --to {target}`, "
    "else `counterclaim digests resend {digest} --to {target}`"
)


def targets(digest: Digest, profile: Profile, out: Path, smtp: Smtp | None, now: datetime) -> list[Delivery]:
    """Where a new digest is to go: its folder, and each recipient once.

    Raises:
        DeliveryError: the profile or period is no safe folder name, or an address is none.
    """
    folder = files.folder_of(out, digest.profile, digest.period)
    rows = [_pending(digest, "file", str(folder), None, now)]
    if smtp:
        for reader in dict.fromkeys(profile.recipients):
            named = message_id(digest, None if smtp.bcc else reader, smtp)
            rows.append(_pending(digest, "mail", reader, named, now))
    return rows


def _pending(digest: Digest, channel: str, target: str, named: str | None, now: datetime) -> Delivery:
    identity = sha256("\n".join((digest.digest_id, channel, target)).encode()).hexdigest()[:32]
    return Delivery(identity, digest.digest_id, channel, target, "pending", None, now, named)  # type: ignore[arg-type]


def deliver(
    digest: Digest, profile: Profile, rows: Sequence[Delivery], smtp: Smtp | None, record: Record, now: datetime
) -> list[Delivery]:
    """Take a digest to the targets that it has not reached.

    What an earlier run left `sending` becomes `unknown`: it may have arrived, and only a person can tell.

    Args:
        digest: What to deliver.
        profile: The desk, as it is configured now: who is no recipient any more gets nothing.
        rows: How far the digest got.
        smtp: The mail server.
        record: Keeps deliveries as they are now.
        now: The clock the run believes in.

    Returns:
        The deliveries that ended in this run, in whatever way.
    """
    lost = [_lost(row, now) for row in rows if row.outcome == "sending"]
    record(lost)
    due = [row for row in rows if row.outcome in ("pending", "deferred")]
    written = [_write(digest, profile, row, now) for row in due if row.channel == "file"]
    record(written)
    readers = set(profile.recipients) if smtp else set()
    gone = [
        settled(row, "failed", "is no recipient of the profile any more", now)
        for row in due
        if row.channel == "mail" and row.target not in readers
    ]
    record(gone)
    mails = [row for row in due if row.channel == "mail" and row.target in readers]
    sent = send(_letters(digest, profile, mails, smtp), smtp, record, now) if smtp and mails else []
    return [*lost, *written, *gone, *sent]


def _letters(digest: Digest, profile: Profile, rows: Sequence[Delivery], smtp: Smtp) -> list[Letter]:
    if smtp.bcc:
        return [Letter(message(digest, profile, None, smtp), tuple(rows))]
    return [Letter(message(digest, profile, row.target, smtp), (row,)) for row in rows]


def _lost(row: Delivery, now: datetime) -> Delivery:
    why = UNANSWERED.format(message_id=row.message_id, why="the run broke off before it was recorded")
    return replace(row, outcome="unknown", error=why, at=now, attempts=row.attempts + 1)


def _write(digest: Digest, profile: Profile, row: Delivery, now: datetime) -> Delivery:
    try:
        files.write(digest, profile, Path(row.target))
    except DeliveryError as error:
        return settled(row, "deferred", str(error), now)
    return settled(row, "ok", None, now)


def told(delivery: Delivery) -> str:
    """What became of a delivery that did not arrive for sure, and what to do."""
    trouble = f"{delivery.target}: {delivery.error}"
    if delivery.outcome == "unknown":
        return f"{trouble}; {REMEDY.format(digest=delivery.digest_id[:8], target=delivery.target)}"
    return f"{trouble}; the next run tries again" if delivery.outcome == "deferred" else trouble
