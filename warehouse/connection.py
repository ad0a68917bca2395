"""An open warehouse: its migrations, its transactions, and queries by name."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol, Self, TypeVar

import duckdb

from tasks.errors import WarehouseError
from tasks.where import Where
from warehouse.file import FileStore
from warehouse.forms import teach

T = TypeVar("T")
HERE = Path(__file__).parent


@cache
def sql(name: str) -> str:
    """The text of `queries/<name>.sql`."""
    return (HERE / "queries" / f"{name}.sql").read_text(encoding="utf-8")


class Store(Protocol):
    """What a warehouse is kept in: warehouse.file.FileStore, or warehouse.lake.LakeStore."""

    up_to_date: bool  # it is known to lack no migration

    def open(self) -> duckdb.DuckDBPyConnection:
        """A connection whose current database is the warehouse, made if absent.

        Raises:
            WarehouseError: it cannot be used, or others held it for too long.
        """

    def alone(self, what: str, *, shared: bool = False, wait: bool = True) -> AbstractContextManager[None]:
        """While inside, nobody else is in a section of this name; see Warehouse.alone."""

    def trouble(self, error: BaseException, *, closing: bool = False) -> str | None:
        """What is wrong with the store, of which an error tells, and what to do; None where something else is wrong."""

    def close(self) -> None:
        """Let go of what was made for the connection, once that is closed."""


class Warehouse:
    """An open warehouse; use as a context manager, and keep it open briefly: others may wait while it is.

    Args:
        where: The DuckDB file or the lake; made if absent.
        wait_seconds: How long to wait for others that have the file open, or are alone in a section of the lake.
        read_only: Nothing is written to it, so that several may read a file at a time; what is made meanwhile goes to
            the database `memory`.
        sleep: Waits the given seconds; injected by tests.
    """

    def __init__(
        self,
        where: Where,
        wait_seconds: float = 60,
        *,
        read_only: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.where = where
        self._store = _store(where, wait_seconds, read_only, sleep)
        try:
            self.connection = self._open()
        except BaseException:
            self._store.close()
            raise
        try:
            if self._store.up_to_date:
                return
            if not read_only:
                self._migrate()
            elif self._missing():
                self.connection.close()
                Warehouse(where, wait_seconds, sleep=sleep).close()
                self.connection = self._open()
        except BaseException as error:
            trouble = self._store.trouble(error)
            self.close()
            if trouble:
                raise WarehouseError(trouble) from error
            raise

    def _open(self) -> duckdb.DuckDBPyConnection:
        connection = self._store.open()
        connection.execute("SET enable_progress_bar = false")  # it would stand among what a command prints
        return connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, *_: object) -> None:
        trouble = self._store.trouble(error) if error else None
        try:
            self.close()
        except duckdb.Error as failed:  # what could not be written while it was open, or a file found damaged
            trouble = trouble or self._store.trouble(failed, closing=True)
        if trouble:
            raise WarehouseError(trouble) from error

    def close(self) -> None:
        """Let go of the warehouse."""
        try:
            self.connection.close()
        finally:
            self._store.close()

    def alone(self, what: str, *, shared: bool = False, wait: bool = True) -> AbstractContextManager[None]:
        """While inside, no other run is in a section of this name: what is read there still holds when it is written.

        A file is open to one process at a time anyway; of a lake several may be open at once.

        Args:
            what: Its name.
            shared: Others who share it may be in it too, but none that is alone in it.
            wait: Else it is now or not at all.

        Raises:
            Busy: others were in it for longer than `wait_seconds`.
        """
        return self._store.alone(what, shared=shared, wait=wait)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is run inside is kept together, or none of it; what others kept before is seen."""
        with self._store.alone("write"):
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

    def change(self, query: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> int:
        """Run `queries/<query>.sql`, which inserts, updates or deletes; returns how many rows it changed."""
        [(rows,)] = self.connection.execute(sql(query), parameters).fetchall()  # no RETURNING: DuckLake has none
        return int(rows)

    def _missing(self) -> list[Path]:
        """The migrations that it lacks.

        Raises:
            WarehouseError: it was written by a newer version.
        """
        files = sorted((HERE / "migrations").glob("*.sql"))
        try:
            rows = self.connection.execute("SELECT name FROM migration").fetchall()
        except duckdb.CatalogException:
            rows = []
        applied = {name for (name,) in rows}
        unknown = applied - {file.stem for file in files}
        if unknown:
            raise WarehouseError(
                f"The warehouse {self.where} was written by a newer version ({', '.join(sorted(unknown))}); "
                "upgrade Counterclaim."
            )
        return [file for file in files if file.stem not in applied]

    def _migrate(self) -> None:
        """Apply the migrations that it lacks, each in one transaction with its own record."""
        run = self.connection.execute
        if self._missing():
            teach(self.connection)
            with self.alone("upgrade"):
                run("CREATE TABLE IF NOT EXISTS migration (name VARCHAR, applied_at TIMESTAMP)")
                for file in self._missing():
                    with self.transaction():
                        run(file.read_text(encoding="utf-8"))
                        run("INSERT INTO migration VALUES (?, now()::TIMESTAMP)", [file.stem])
                with self.transaction():
                    run((HERE / "views.sql").read_text(encoding="utf-8"))
        self._store.up_to_date = True


def _store(where: Where, wait_seconds: float, read_only: bool, sleep: Callable[[float], None]) -> Store:
    if isinstance(where, Path):
        return FileStore(where, wait_seconds, read_only, sleep)
    from warehouse.lake import LakeStore  # noqa: PLC0415 - its extensions are an extra

    return LakeStore(where, wait_seconds, read_only)


def there(where: Where) -> bool:
    """Whether there is a warehouse yet.

    Raises:
        WarehouseError: the catalogue of the lake cannot be asked.
    """
    if isinstance(where, Path):
        return where.exists()
    from warehouse.lake import LakeStore  # noqa: PLC0415

    return LakeStore(where, 0, read_only=False).is_there()


def listed(values: Iterable[str | None]) -> str:
    """A list as queries take it, `$1::JSON::VARCHAR[]`: DuckDB looks for pandas twice for each item of Python's."""
    return json.dumps(list(values))


def naive(moment: datetime | None) -> datetime | None:
    """A moment as TIMESTAMPs are stored: in UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


def made(kind: type[T], row: dict[str, Any]) -> T:
    """A dataclass from the columns of its field names; TIMESTAMPs are in UTC."""
    values = {f.name: row[f.name] for f in fields(kind) if f.name in row}  # type: ignore[arg-type]
    return kind(**{k: v.replace(tzinfo=UTC) if isinstance(v, datetime) else v for k, v in values.items()})
