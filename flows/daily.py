"""Daily: the whole job, once. Collect, analyse, brief: read this and you have read the program.

When: on demand, or each morning where no hourly `collect` runs. By hand: `counterclaim run`.
"""

from __future__ import annotations

import logging
from pathlib import Path

from prefect import flow

from flows.again import run_begun
from flows.collect import collect
from flows.job import prepare
from flows.operator import run_failed
from flows.runs import covered, run_name
from tasks.errors import SourcesFailed

log = logging.getLogger(__name__)


@flow(name="daily", flow_run_name=run_name, on_running=[run_begun], on_failure=[run_failed], on_crashed=[run_failed])
def daily(
    config: Path | None = None,
    source: list[str] | None = None,
    warehouse: Path | None = None,
    out: Path | None = None,
    profile: str | None = None,
    since: str | None = None,
    now: str | None = None,
) -> list[Path]:
    """Read the sources, analyse what is new, brief every profile.

    Args:
        config: The configuration; None for counterclaim.toml in the working directory.
        source: Paths or addresses to read, and brief, instead of the configured sources.
        warehouse: The DuckDB file, instead of the configured one.
        out: The folder of digests, instead of the configured one.
        profile: Only this profile.
        since: Leaves out older articles: a date, a moment, or an age such as 24h or 7d.
        now: The clock the run believes in.

    Returns:
        The folder of each digest; none where a late run finds that another has told everything.

    Raises:
        SourcesFailed: none of the sources could be read; raised once the digests are made.
    """
    job = prepare(config, source, warehouse, out, since, now)
    if job.settings.mail:
        job.settings.mail.smtp()  # a missing password is told before the work is done
    if at := covered(job, profile):
        log.info("this run comes late; the digest of %s covers what it was due for", at)
        return []
    clock = job.now.isoformat()
    unread = None
    try:
        collect(config, source, warehouse, clock)
    except SourcesFailed as error:
        unread = error  # what is stored is told all the same, and that nothing could be read
    # With the parser and the drawing of pictures, half of all that there is to import: sources are read before it.
    from flows.analyse import analyse  # noqa: PLC0415
    from flows.brief import brief  # noqa: PLC0415

    analyse(config, warehouse, now)
    folders = brief(config, source, warehouse, out, profile, since, clock)
    if unread:
        raise SourcesFailed(f"{unread} The briefing says so: {', '.join(map(str, folders))}")
    return folders
