"""The one DuckDB file of a warehouse: opened by one process at a time, or by several that only read."""

from __future__ import annotations

import logging
import re
import shlex
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

import duckdb

from tasks.errors import WarehouseError

CLOSING = 500  # tries, a hundredth of a second apart, while another thread closes the file
BROKEN = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)
LOCKED = re.compile(r"lock is held in (.+?)(?:\. See|$)")
FULL = re.compile(r"no space left|disk quota", re.IGNORECASE)
log = logging.getLogger(__name__)


class FileStore:
    """A DuckDB file; see warehouse.connection.Store.

    Args:
        path: Made, with its folder, if absent.
        wait_seconds: How long to wait for another process that has it open.
        read_only: Several may read it at a time; what is made meanwhile goes to the database `memory`, whose overflow
            goes to a folder of its own.
        sleep: Waits the given seconds.
    """

    up_to_date = False

    def __init__(self, path: Path, wait_seconds: float, read_only: bool, sleep: Callable[[float], None]) -> None:
        self._path = path
        self._wait = wait_seconds
        self._sleep = sleep
        self._overflow = tempfile.TemporaryDirectory(prefix="counterclaim-") if read_only else None

    def open(self) -> duckdb.DuckDBPyConnection:
        """A connection to the file, once nobody else holds it."""
        path, waited, pause = self._path, 0.0, 0.1
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WarehouseError(f"The folder of the warehouse {path} cannot be made: {error.strerror}.") from error
        while True:
            try:
                before = _file_of(path)
                connection = _attached(path, self._overflow.name) if self._overflow else _opened(path)
                if before in (None, _file_of(path)):
                    return connection
                connection.close()  # another file took its place in this very moment, and ours is the old one
            except duckdb.IOException as error:
                holder = LOCKED.search(str(error))
                if not holder:
                    raise WarehouseError(self._trouble(error)) from error
                if waited >= self._wait:
                    raise WarehouseError(
                        f"The warehouse {path} is in use by {holder[1]}; waited {self._wait:g} s. Let that run end, "
                        "or raise `lock_wait_seconds` under [run] in counterclaim.toml."
                    ) from error
                if not waited:
                    log.warning("waiting for the warehouse %s, in use by %s", path, holder[1])
                step = min(pause, self._wait - waited)
                self._sleep(step)
                waited, pause = waited + step, min(pause * 2, 2.0)
            except duckdb.Error as error:
                raise WarehouseError(self._trouble(error)) from error

    def alone(self, what: str, *, shared: bool = False, wait: bool = True) -> AbstractContextManager[None]:
        """Nothing to wait for: nobody else has the file open."""
        return nullcontext()

    def trouble(self, error: BaseException, *, closing: bool = False) -> str | None:
        """What is wrong with the file and what to do; None where something else is wrong."""
        if closing or isinstance(error, BROKEN) or (isinstance(error, duckdb.Error) and FULL.search(str(error))):
            return self._trouble(error)
        return None

    def close(self) -> None:
        """Let go of what was made for the connection, once that is closed."""
        if self._overflow:
            self._overflow.cleanup()

    def _trouble(self, error: BaseException) -> str:
        """What is wrong with a file that cannot be opened, read or written, and what to do."""
        what = f"The warehouse {self._path} cannot be used: {first_line(error)}"
        if FULL.search(str(error)):
            return f"{what} Make room on the disk and run again; nothing that was stored is lost."
        try:
            last = last_backup_note(self._path).read_text(encoding="utf-8").strip()
        except OSError:
            return f"{what} If the file is damaged: no backup of it is known; name another file with --warehouse."
        command = shlex.join(["counterclaim", "restore", last, "--warehouse", str(self._path), "--force"])
        return f"{what} If the file is damaged: its last backup is {last}; `{command}` puts that in its place."


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


def last_backup_note(path: Path) -> Path:
    """The file beside the warehouse that says where its last backup lies."""
    return path.with_suffix(".backup")


def quoted(text: Path | str) -> str:
    """A path as it stands between the quotes of a statement."""
    return str(text).replace("'", "''")


def first_line(error: BaseException) -> str:
    """The first line of a message, as a sentence."""
    return str(error).split("\n", 1)[0].rstrip(".") + "."


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


def _file_of(path: Path) -> int | None:
    return path.stat().st_ino if path.exists() else None
