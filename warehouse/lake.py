"""A lake: tables as Parquet files on a disk or in S3, and their catalogue in PostgreSQL (DuckLake).

Anybody may read and write it at any time: DuckLake keeps a snapshot a commit. It keeps no key unique, though, and takes
two commits that add the same row for no conflict. So a transaction that writes is alone in doing so, as is one who
reads in order to write: each section of that kind is a lock in PostgreSQL, which ends with its holder, however he ends.
"""

from __future__ import annotations

import atexit
import hashlib
import logging
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from tasks.errors import Busy, ConfigError, WarehouseError
from tasks.where import Lake
from warehouse.file import BROKEN, FULL, first_line, quoted

LOST = (*BROKEN, duckdb.HTTPException, duckdb.TransactionException)
LOOK = 2.0  # seconds, for which PostgreSQL keeps our place in the queue for a lock; between, we can be interrupted
log = logging.getLogger(__name__)


@dataclass
class Instance:
    """DuckDB with the catalogue attached as `locks` and, once somebody needs it, the lake as `warehouse`."""

    connection: duckdb.DuckDBPyConnection
    lake: Lake
    attached: bool = False
    up_to_date: bool = False


_instances: dict[tuple[int, Lake], Instance] = {}  # by process and lake: to make one takes half a second
_making = threading.RLock()


class LakeStore:
    """A lake; see warehouse.connection.Store.

    Args:
        lake: Where it is.
        wait_seconds: How long to wait for others who are alone in a section.
        read_only: What is read is read in an instance of its own, in which nobody else makes tables.
    """

    def __init__(self, lake: Lake, wait_seconds: float, read_only: bool) -> None:
        self._lake = lake
        self._wait = wait_seconds
        self._own: Instance | None = None
        self._read_only = read_only

    def open(self) -> duckdb.DuckDBPyConnection:
        """A connection whose current database is the lake, made if absent."""
        with self._told():
            instance = _instance(self._lake)
            if self._read_only:
                instance = self._own = self._own or _made(self._lake)
            with _making:
                if not instance.attached:
                    self._attach(instance)
            cursor = instance.connection.cursor()
            cursor.execute("USE warehouse")
            return cursor

    @property
    def up_to_date(self) -> bool:
        """Whether this process has seen that it lacks no migration."""
        return _instance(self._lake).up_to_date

    @up_to_date.setter
    def up_to_date(self, value: bool) -> None:
        _instance(self._lake).up_to_date = value

    def is_there(self) -> bool:
        """Whether the database holds the catalogue of a lake."""
        with self._told():
            return _asked(_instance(self._lake).connection, "to_regclass('ducklake_metadata') IS NOT NULL")

    @contextmanager
    def alone(self, what: str, *, shared: bool = False, wait: bool = True) -> Iterator[None]:
        """While inside, nobody else is in a section of this name; see warehouse.connection.Warehouse.alone."""
        with self._told():
            holder = self._locked(what, shared, self._wait if wait else 0)
        try:
            yield
        finally:
            with suppress(duckdb.Error):
                holder.execute("ROLLBACK")
            holder.close()

    def trouble(self, error: BaseException, *, closing: bool = False) -> str | None:
        """What is wrong with the lake and what to do; None where something else is wrong."""
        if not (closing or isinstance(error, LOST)):
            return None
        forget(self._lake)
        what = f"The warehouse {self._lake} cannot be used: {first_line(error)}"
        if isinstance(error, duckdb.TransactionException):
            return f"{what} Nothing of this step was stored; run again."
        if FULL.search(str(error)):
            return f"{what} Make room on the disk and run again; nothing that was stored is lost."
        s3 = ", and those of S3 in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY" if self._lake.in_s3 else ""
        return (
            f"{what} Does the server answer, and is the password of PostgreSQL in the environment variable "
            f"{self._lake.password_env}{s3}? Nothing that was stored is lost; run again."
        )

    def close(self) -> None:
        """Let go of the instance that was made for one connection."""
        if self._own:
            self._own.connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Any error of DuckDB is one of the lake."""
        try:
            yield
        except duckdb.Error as error:
            raise WarehouseError(self.trouble(error, closing=True)) from error

    def _attach(self, instance: Instance) -> None:
        """Attach the lake; where there is none yet, one of those who come at once makes it."""
        lake = self._lake
        if not lake.in_s3:
            try:
                Path(lake.data).mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise WarehouseError(f"The folder {lake.data} cannot be made: {error.strerror}.") from error
        options = f"DATA_PATH '{quoted(lake.data.rstrip('/'))}/'{', READ_ONLY' if self._read_only else ''}"
        with self.alone("attach"):
            instance.connection.execute(
                f"ATTACH 'ducklake:postgres:{quoted(_conninfo(lake))}' AS warehouse ({options})"
            )
        instance.attached = True

    def _locked(self, what: str, shared: bool, wait: float) -> duckdb.DuckDBPyConnection:
        """A connection in a transaction that holds the lock of a section.

        Raises:
            Busy: others held it for longer than so many seconds.
        """
        number = int.from_bytes(hashlib.sha256(f"counterclaim {what}".encode()).digest()[:8], signed=True)
        lock = f"pg_advisory_xact_lock{'_shared' if shared else ''}({number})"
        holder = _instance(self._lake).connection.cursor()
        waited = 0.0
        while True:
            look = max(min(LOOK, wait - waited), 0.001)
            holder.execute("BEGIN")
            try:
                _asked(holder, f"set_config('lock_timeout', '{look * 1000:.0f}ms', true) IS NOT NULL")
                _asked(holder, f"{lock} IS NOT NULL")
            except duckdb.IOException as error:
                holder.execute("ROLLBACK")
                if "lock timeout" not in str(error):
                    raise
                waited += look
                if waited >= wait:
                    holder.close()
                    raise Busy(
                        f"The warehouse {self._lake} is in use by another run ({what}); waited {wait:g} s. Let "
                        "that run end, or raise `lock_wait_seconds` under [run] in counterclaim.toml."
                    ) from error
                log.info("waiting for another run that has the warehouse %s (%s)", self._lake, what)
            else:
                return holder


def forget(lake: Lake) -> None:
    """Let go of what this process keeps open of a lake; whoever comes next connects anew."""
    with _making:
        _instances.pop(_key(lake), None)


def _key(lake: Lake) -> tuple[int, Lake]:
    return os.getpid(), lake


def _instance(lake: Lake) -> Instance:
    """The instance that this process uses for a lake."""
    with _making:
        key = _key(lake)
        if key not in _instances:
            _instances[key] = _made(lake)
        return _instances[key]


def _made(lake: Lake) -> Instance:
    folder = tempfile.TemporaryDirectory(prefix="counterclaim-")
    atexit.register(folder.cleanup)
    connection = duckdb.connect(
        config={
            "temp_directory": folder.name,
            "secret_directory": folder.name,  # nobody's own secrets
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    try:
        for name in ("ducklake", "postgres_scanner", *(["httpfs"] if lake.in_s3 else [])):
            connection.execute(f"LOAD '{quoted(_extension(name))}'")
        for secret in _secrets(lake):
            connection.execute(secret)
        connection.execute(f"ATTACH '{quoted(_conninfo(lake))}' AS locks (TYPE postgres, READ_ONLY)")
    except BaseException:
        connection.close()
        raise
    return Instance(connection, lake)


def _asked(connection: duckdb.DuckDBPyConnection, question: str) -> bool:
    """What PostgreSQL answers to a question of yes or no."""
    rows = connection.execute(f"FROM postgres_query('locks', '{quoted(f'SELECT {question}')}')").fetchall()
    return bool(rows[0][0])


def _conninfo(lake: Lake) -> str:
    return lake.catalogue.removeprefix("postgres:").strip()


def _extension(name: str) -> Path:
    """The signed extension in its package: nothing is downloaded."""
    try:
        package = import_module(f"duckdb_extension_{name}")
    except ImportError as error:
        raise ConfigError("[warehouse] is a lake, which needs `pip install 'counterclaim[lake]'`.") from error
    return Path(package.__path__[0]) / f"extensions/v{duckdb.__version__}/{name}.duckdb_extension"


def _secrets(lake: Lake) -> Iterator[str]:
    """Statements that give DuckDB what the environment says of passwords and keys; kept in memory only."""
    if password := os.environ.get(lake.password_env):
        yield f"CREATE TEMPORARY SECRET (TYPE postgres, PASSWORD '{quoted(password)}')"
    if not lake.in_s3:
        return
    given = os.environ
    parts = {
        "KEY_ID": given.get("AWS_ACCESS_KEY_ID"),
        "SECRET": given.get("AWS_SECRET_ACCESS_KEY"),
        "SESSION_TOKEN": given.get("AWS_SESSION_TOKEN"),
        "REGION": given.get("AWS_REGION") or given.get("AWS_DEFAULT_REGION"),
    }
    if endpoint := given.get("AWS_ENDPOINT_URL_S3") or given.get("AWS_ENDPOINT_URL"):
        server = urlsplit(endpoint)
        tls = str(server.scheme == "https").lower()
        parts |= {"ENDPOINT": server.netloc + server.path.rstrip("/"), "USE_SSL": tls, "URL_STYLE": "path"}
    told = ", ".join(f"{name} '{quoted(value)}'" for name, value in parts.items() if value)
    yield f"CREATE TEMPORARY SECRET (TYPE s3{', ' if told else ''}{told})"
