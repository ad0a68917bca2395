"""Mail to whoever runs this: a digest failed, a source is dead. Nothing is sent without `[operator]` and `[mail]`."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
from prefect import Flow
from prefect.client.schemas.objects import FlowRun, State
from prefect.exceptions import PrefectException

from flows.again import PAUSE, begin_again
from flows.job import prepare
from flows.screen import plain
from tasks.errors import ConfigError
from tasks.models import Delivery, Health
from tasks.settings import Settings
from warehouse import notices, visits
from warehouse.connection import Warehouse, there

log = logging.getLogger(__name__)
MOST_TOLD = 2000  # characters of what went wrong


def run_failed(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:
    """A hook: begin a run of a deployment again that failed or crashed, and tell the operator.

    One started by hand is told on screen; one that was given wrong settings is not begun again.
    """
    if flow_run.deployment_id is None:
        return
    given, now = flow_run.parameters, datetime.now(UTC)
    settings = prepare(Path(given["config"]) if given.get("config") else None).settings
    again = _begun_again(flow_run, state, now)
    when = f"It is tried again at {max(again, now):%H:%M} UTC." if again else "It is not tried again before it is due."
    text = (
        f"{flow_run.name}: {state.name}. {when}\n\n{plain(state.message or '')[:MOST_TOLD]}\n\n"
        f"Flow run {flow_run.id}; its log: prefect flow-run logs {flow_run.id}\n"
        "`counterclaim doctor` looks for the cause. The next run goes on where this one stopped.\n"
    )
    tell(settings, f"Counterclaim: {flow_run.name} failed", text, str(flow_run.id), now)


def _begun_again(flow_run: FlowRun, state: State[Any], now: datetime) -> datetime | None:
    if not state.is_crashed() and isinstance(state.result(raise_on_failure=False), ConfigError):
        return None
    try:
        return begin_again(flow_run, (flow_run.expected_start_time or now) if state.is_crashed() else now + PAUSE)
    except (httpx.HTTPError, PrefectException) as error:
        log.warning("%s could not be begun again: %s", flow_run.name, error)
        return None


def tell_dead_sources(settings: Settings, now: datetime) -> list[str]:
    """Tell the operator, once, of each configured source that has failed for so many days.

    Returns:
        The ids of those that were told.
    """
    if settings.operator is None or settings.mail is None or not there(settings.warehouse):
        return []
    ids = [source.id for source in settings.source]
    limit = now - timedelta(days=settings.operator.dead_after_days)
    with Warehouse(settings.warehouse, settings.run.lock_wait_seconds) as opened:
        fares = visits.health(opened, ids).values() if ids else ()
        dead = [h for h in fares if h.failing_since and h.failing_since <= limit]
        new = [h for h in dead if h.failing_since and not notices.told(opened, _about(h), h.failing_since)]
    if not new:
        return []
    lines = "\n".join(
        f"- {h.source_id}, since {h.failing_since:%Y-%m-%d %H:%M} UTC: {plain(h.error or '')}" for h in new
    )
    text = (
        f"These sources could not be read for {settings.operator.dead_after_days:g} days:\n\n{lines[:MOST_TOLD]}\n\n"
        "`counterclaim sources check` tries them now. Give a source its new address in the configuration, or take it\n"
        "out; this is told once for as long as a source stays dead.\n"
    )
    subject = f"Counterclaim: {len(new)} {'source is' if len(new) == 1 else 'sources are'} dead"
    if tell(settings, subject, text, "\n".join(f"{h.source_id} {h.failing_since}" for h in new), now):
        _remember(settings, new, now)
    return [h.source_id for h in new]


def _about(health: Health) -> str:
    return f"dead {health.source_id}"


def _remember(settings: Settings, told: Sequence[Health], now: datetime) -> None:
    with Warehouse(settings.warehouse, settings.run.lock_wait_seconds) as opened:
        for health in told:
            if health.failing_since:
                notices.tell(opened, _about(health), health.failing_since, now)


def tell(settings: Settings, subject: str, text: str, about: str, now: datetime) -> bool:
    """Mail the operator; what hinders that is logged, never raised: the run has troubles enough.

    Args:
        settings: Name the server and the operator.
        subject: One line.
        text: The message.
        about: What the Message-ID follows from, so that a message sent twice is known as one.
        now: The time.

    Returns:
        Whether the server took it.
    """
    if settings.operator is None or settings.mail is None:
        return False
    from tasks.brief.smtp import Letter, send  # noqa: PLC0415 - with all that draws a digest, and seldom needed

    try:
        smtp, to = settings.mail.smtp(), settings.operator.mail
    except ConfigError as error:
        log.warning("the operator could not be told %r: %s", subject, error)
        return False
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = smtp.sender, to, plain(subject)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{sha256(about.encode()).hexdigest()[:32]}@{smtp.sender.rpartition('@')[2].strip('>')}>"
    mail.set_content(text)
    pending = Delivery("operator", "", "mail", to, "pending", None, now, mail["Message-ID"])
    [ended] = send([Letter(mail, (pending,))], smtp, lambda _: True, now)
    if ended.outcome != "ok":
        log.warning("the operator could not be told %r: %s", subject, ended.error)
    return ended.outcome == "ok"
