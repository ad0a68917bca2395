"""Prefect's own database, laid ready where there is none yet: its hundred migrations take five seconds to make one.

Prefect still brings it up to date, if it is newer than what is laid; after an upgrade of Prefect

    python -m flows.home

writes anew what is laid.
"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, suppress
from pathlib import Path

EMPTY = Path(__file__).with_name("prefect.sql")
NAME = "prefect.db"
REVISION = re.compile(r"INSERT INTO \"alembic_version\" VALUES\('(\w+)'\)")


def lay_database() -> None:
    """Lay an empty database into Prefect's home, if that is where the settings want one and none is there.

    It appears whole or not at all, and never in place of another. Where that cannot be done, Prefect makes one itself.
    """
    from prefect.settings import PREFECT_API_DATABASE_CONNECTION_URL, PREFECT_HOME  # noqa: PLC0415 - slow

    home: Path = PREFECT_HOME.value()
    ours = PREFECT_API_DATABASE_CONNECTION_URL.value() == f"sqlite+aiosqlite:///{home}/{NAME}"
    if not ours or any(home.glob(f"{NAME}*")) or not _is_known():
        return
    with suppress(OSError, sqlite3.Error):
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home) as folder:
            made = Path(folder) / NAME
            with closing(sqlite3.connect(made)) as database:
                database.executescript(EMPTY.read_text(encoding="utf-8"))
            os.link(made, home / NAME)


def _is_known() -> bool:
    """Whether the installed Prefect knows the state that the database is laid in, and so can go on from it."""
    import prefect  # noqa: PLC0415 - slow

    revision = REVISION.search(EMPTY.read_text(encoding="utf-8"))
    migrations = Path(prefect.__file__).parent / "server/database/_migrations/versions/sqlite"
    return revision is not None and any(migrations.glob(f"*_{revision[1]}_*.py"))


def migrated(folder: Path) -> str:
    """The database that Prefect's migrations make, as statements.

    Args:
        folder: An empty one.
    """
    environment = os.environ | {"PREFECT_HOME": str(folder)}
    upgrade = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "-y"]
    subprocess.run(upgrade, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
    with closing(sqlite3.connect(folder / NAME)) as database:
        return "\n".join(database.iterdump()) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as empty:
        EMPTY.write_text(migrated(Path(empty)), encoding="utf-8")
