"""Daily: the whole job, once. Collect, analyse, brief: read this and you have read the program.

When: on demand, or each morning where no hourly `collect` runs. By hand: `counterclaim run`.
"""

from __future__ import annotations

from pathlib import Path

from prefect import flow

from flows.analyse import analyse
from flows.brief import brief
from flows.collect import collect
from flows.job import prepare
from tasks.errors import SourcesFailed


@flow(name="daily")
def daily(
    config: Path | None = None,
    source: list[str] | None = None,
    warehouse: Path | None = None,
    out: Path | None = None,
    profile: str | None = None,
    since: str | None = None,
    now: str | None = None,
) -> list[Path]:
    """Read the sources, analyse what is new, brief every profile; see `flows.brief.brief` for the arguments.

    Returns:
        The folder of each digest.

    Raises:
        SourcesFailed: none of the sources could be read; raised once the digests are made.
    """
    job = prepare(config, source, warehouse, out, since, now)
    if job.settings.mail:
        job.settings.mail.smtp()  # a missing password is told before the work is done
    clock = job.now.isoformat()
    unread = None
    try:
        collect(config, source, warehouse, clock)
    except SourcesFailed as error:
        unread = error  # what is stored is told all the same, and that nothing could be read
    analyse(config, warehouse)
    folders = brief(config, source, warehouse, out, profile, since, clock)
    if unread:
        raise SourcesFailed(f"{unread} The briefing says so: {', '.join(map(str, folders))}")
    return folders
