"""Opening the one DuckDB file: its lock, its migrations, and queries by name."""

from __future__ import annotations

import json
import logging
import re
import shlex
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, Self, TypeVar

import duckdb

from tasks.errors import WarehouseError

T = TypeVar("T")
HERE = Path(__file__).parent
CLOSING = 500  # tries, a hundredth of a second apart, while another thread closes the file
BROKEN = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)
LOCKED = re.compile(r"lock is held in (.+?)(?:\. See|$)")
FULL = re.compile(r"no space left|disk quota", re.IGNORECASE)
log = logging.getLogger(__name__)


@cache
def sql(name: str) -> str:
    """The text of `queries/<name>.sql`."""
    return (HERE / "queries" / f"{name}.sql").read_text(encoding="utf-8")


class Warehouse:
    """An open warehouse; use as a context manager, and keep it open briefly: others wait while it is.

    Args:
        path: The DuckDB file; made, with its folder, if absent.
        wait_seconds: How long to wait for another process that has it open.
        read_only: Nothing is written to the file, so that several may read it at a time; what is made meanwhile goes
            to the database `memory`, whose overflow goes to a folder of its own.
        sleep: Waits the given seconds; injected by tests.
    """

    def __init__(
        self,
        path: Path,
        wait_seconds: float = 60,
        *,
        read_only: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.path = path
        self._overflow = tempfile.TemporaryDirectory(prefix="counterclaim-") if read_only else None
        opener = partial(_attached, overflow=self._overflow.name) if self._overflow else _opened
        try:
            self.connection = _connect(path, wait_seconds, sleep, opener)
        except BaseException:
            self._clean_up()
            raise
        try:
            if read_only and _missing(self.connection, path):
                self.connection.close()
                Warehouse(path, wait_seconds, sleep=sleep).close()
                self.connection = _connect(path, wait_seconds, sleep, opener)
            elif not read_only:
                _migrate(self.connection, path)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, *_: object) -> None:
        broken = isinstance(error, BROKEN) or (isinstance(error, duckdb.Error) and bool(FULL.search(str(error))))
        try:
            self.close()
        except duckdb.Error as failed:  # what could not be written while it was open, or a file found damaged
            if not broken:
                raise WarehouseError(_trouble(self.path, failed)) from failed
        if broken and error is not None:
            raise WarehouseError(_trouble(self.path, error)) from error

    def close(self) -> None:
        """Let go of the file."""
        try:
            self.connection.close()
        finally:
            self._clean_up()

    def _clean_up(self) -> None:
        if self._overflow:
            self._overflow.cleanup()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is run inside is kept together, or none of it."""
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def run(self, query: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[dict[str, Any]]:
        """Run `queries/<query>.sql` and return its rows, a dict each; a statement that returns none gives []."""
        cursor = self.connection.execute(sql(query), parameters)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def listed(values: Iterable[str | None]) -> str:
    """A list as queries take it, `$1::JSON::VARCHAR[]`: DuckDB looks for pandas twice for each item of Python's."""
    return json.dumps(list(values))


def naive(moment: datetime | None) -> datetime | None:
    """A moment as TIMESTAMPs are stored: in UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep everybody else from a file that may be damaged; its log is written into it if that can be done.

    Raises:
        WarehouseError: another process has it open.
    """
    try:
        connection = duckdb.connect(str(path))
    except duckdb.Error as error:
        if holder := LOCKED.search(str(error)):
            raise WarehouseError(f"The warehouse {path} is in use by {holder[1]}; let that run end first.") from error
        yield  # nobody can open it
        return
    try:
        with suppress(duckdb.Error):
            connection.execute("FORCE CHECKPOINT")
        yield
    finally:
        with suppress(duckdb.Error):
            connection.close()


def quoted(path: Path) -> str:
    """A path as it stands between the quotes of a statement."""
    return str(path).replace("'", "''")


def last_backup_note(path: Path) -> Path:
    """The file beside the warehouse that says where its last backup lies."""
    return path.with_suffix(".backup")


def made(kind: type[T], row: dict[str, Any]) -> T:
    """A dataclass from the columns of its field names; TIMESTAMPs are in UTC."""
    values = {f.name: row[f.name] for f in fields(kind) if f.name in row}  # type: ignore[arg-type]
    return kind(**{k: v.replace(tzinfo=UTC) if isinstance(v, datetime) else v for k, v in values.items()})


def _opened(path: Path) -> duckdb.DuckDBPyConnection:
    for _ in range(CLOSING):
        with suppress(duckdb.BinderException):  # another thread of this process is just closing the file
            return duckdb.connect(str(path))
        time.sleep(0.01)
    return duckdb.connect(str(path))


def _attached(path: Path, overflow: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"temp_directory": overflow})
    try:
        connection.execute(f"ATTACH '{quoted(path)}' AS warehouse (READ_ONLY)")
        connection.execute("USE warehouse")
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(
    path: Path,
    wait_seconds: float,
    sleep: Callable[[float], None],
    opener: Callable[[Path], duckdb.DuckDBPyConnection],
) -> duckdb.DuckDBPyConnection:
    waited, pause = 0.0, 0.1
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseError(f"The folder of the warehouse {path} cannot be made: {error.strerror}.") from error
    while True:
        try:
            before = _file_of(path)
            connection = opener(path)
            if before in (None, _file_of(path)):
                return connection
            connection.close()  # another file took its place in this very moment, and ours is the old one
        except duckdb.IOException as error:
            holder = LOCKED.search(str(error))
            if not holder:
                raise WarehouseError(_trouble(path, error)) from error
            if waited >= wait_seconds:
                raise WarehouseError(
                    f"The warehouse {path} is in use by {holder[1]}; waited {wait_seconds:g} s. Let that run end, "
                    "or raise `lock_wait_seconds` under [run] in counterclaim.toml."
                ) from error
            if not waited:
                log.warning("waiting for the warehouse %s, in use by %s", path, holder[1])
            step = min(pause, wait_seconds - waited)
            sleep(step)
            waited, pause = waited + step, min(pause * 2, 2.0)
        except duckdb.Error as error:
            raise WarehouseError(_trouble(path, error)) from error


def _file_of(path: Path) -> int | None:
    return path.stat().st_ino if path.exists() else None


def _trouble(path: Path, error: BaseException) -> str:
    """What is wrong with a file that cannot be opened, read or written, and what to do."""
    what = f"The warehouse {path} cannot be used: {_first_line(error)}"
    if FULL.search(str(error)):
        return f"{what} Make room on the disk and run again; nothing that was stored is lost."
    try:
        last = last_backup_note(path).read_text(encoding="utf-8").strip()
    except OSError:
        return f"{what} If the file is damaged: no backup of it is known; name another file with --warehouse."
    command = shlex.join(["counterclaim", "restore", last, "--warehouse", str(path), "--force"])
    return f"{what} If the file is damaged: its last backup is {last}; `{command}` puts that in its place."


def _first_line(error: BaseException) -> str:
    return str(error).split("\n", 1)[0].rstrip(".") + "."


def _missing(connection: duckdb.DuckDBPyConnection, path: Path) -> list[Path]:
    """The migrations that the file lacks.

    Raises:
        WarehouseError: the file was written by a newer version.
    """
    files = sorted((HERE / "migrations").glob("*.sql"))
    kept = connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'migration'").fetchall()
    rows = connection.execute("SELECT name FROM migration").fetchall() if kept else []
    applied = {name for (name,) in rows}
    unknown = applied - {file.stem for file in files}
    if unknown:
        raise WarehouseError(
            f"The warehouse {path} was written by a newer version ({', '.join(sorted(unknown))}); upgrade Counterclaim."
        )
    return [file for file in files if file.stem not in applied]


def _migrate(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Apply the migrations that the file lacks, each in one transaction with its own record."""
    missing = _missing(connection, path)
    if not missing:
        return
    connection.execute("CREATE TABLE IF NOT EXISTS migration (name VARCHAR, applied_at TIMESTAMP)")
    for file in missing:
        connection.execute("BEGIN")
        connection.execute(file.read_text(encoding="utf-8"))
        connection.execute("INSERT INTO migration VALUES (?, now()::TIMESTAMP)", [file.stem])
        connection.execute("COMMIT")
    connection.execute((HERE / "views.sql").read_text(encoding="utf-8"))
