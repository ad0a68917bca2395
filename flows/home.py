"""Prefect's own database, laid ready where there is none yet: its hundred migrations take five seconds to make one.

    python -m flows.home

has them make the empty one that is laid; `make` does it when it builds the environment. Where it was not done, Prefect
makes its database itself.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, suppress
from pathlib import Path

EMPTY = Path(__file__).with_name("prefect.db")
NAME = "prefect.db"


def lay_database() -> None:
    """Lay an empty database into Prefect's home, if that is where the settings want one and none is there.

    It appears whole or not at all, and never in place of another. Where that cannot be done, Prefect makes one itself.
    """
    from prefect.settings import PREFECT_API_DATABASE_CONNECTION_URL, PREFECT_HOME  # noqa: PLC0415 - slow

    home: Path = PREFECT_HOME.value()
    ours = PREFECT_API_DATABASE_CONNECTION_URL.value() == f"sqlite+aiosqlite:///{home}/{NAME}"
    if not ours or any(home.glob(f"{NAME}*")):
        return
    with suppress(OSError, sqlite3.Error):
        if not _is_known():
            return
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home) as folder:
            os.link(shutil.copyfile(EMPTY, Path(folder) / NAME), home / NAME)


def _is_known() -> bool:
    """Whether there is one to lay whose state the installed Prefect knows, so that it can go on from it.

    Raises:
        OSError: it cannot be read.
        sqlite3.Error: it is no such database.
    """
    import prefect  # noqa: PLC0415 - slow

    if not EMPTY.exists():
        return False
    with closing(sqlite3.connect(EMPTY.as_uri() + "?mode=ro", uri=True)) as database:
        (revision,) = database.execute("SELECT version_num FROM alembic_version").fetchone()
    migrations = Path(prefect.__file__).parent / "server/database/_migrations/versions/sqlite"
    return any(migrations.glob(f"*_{revision}_*.py"))


def make_empty(path: Path) -> None:
    """Have Prefect's migrations make an empty database, in place of what is there.

    Args:
        path: The file to be made.

    Raises:
        subprocess.CalledProcessError: they failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        upgrade = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "-y"]
        url = f"sqlite+aiosqlite:///{folder}/{NAME}"  # whatever database the environment names
        environment = os.environ | {"PREFECT_HOME": folder, "PREFECT_API_DATABASE_CONNECTION_URL": url}
        subprocess.run(upgrade, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(Path(folder) / NAME)) as database:
            database.execute("VACUUM INTO ?", [str(path)])  # one file, without its log


if __name__ == "__main__":
    make_empty(EMPTY)
