"""Backups: a whole copy of the warehouse in a folder of its own, and the way back from it.

A backup of a lake is what one of a file is, so that either is restored as a file or into a lake. A backup holds
`warehouse.duckdb`, `pages/` and `backup.json`, which tells what must be in them. It shares nothing with the warehouse,
so that what damages one leaves the other alone. Pages never change: a backup's are hard links to those of the one
before, and take no room again.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from tasks.disk import to_disk
from tasks.errors import WarehouseError
from tasks.where import Lake, Where, home
from warehouse import lake_upkeep, pages
from warehouse.connection import Warehouse, there
from warehouse.file import held, last_backup_note, quoted

DATABASE, PAGES, LABEL = "warehouse.duckdb", "pages", "backup.json"
STAMP = "%Y-%m-%dT%H%M%SZ"
NAMED = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")
PART = ".part"  # what ends the name of a folder or file that is not whole
WORTH_IT = 0.25  # of the file's blocks are free: it is written anew


@dataclass(frozen=True)
class Label:
    """What a backup says of itself."""

    warehouse: str  # the name of the file, or of the lake's folder, it is of
    made_at: str
    sha256: str  # of the DuckDB file
    rows: dict[str, int]  # by table
    pages: int
    page_bytes: int


def default_folder(warehouse: Where) -> Path:
    """Where the backups lie unless another place is named: `name.backups/` beside `name.duckdb`."""
    return home(warehouse).with_suffix(".backups")


def backups(folder: Path, warehouse: Where) -> list[Path]:
    """The whole backups of this warehouse in a folder, oldest first."""
    named = sorted(p for p in folder.glob("*") if NAMED.fullmatch(p.name) and (p / LABEL).is_file())
    return [p for p in named if _label(p).warehouse == home(warehouse).name]


def backup(warehouse: Where, folder: Path, now: datetime, keep: int, wait_seconds: float = 60) -> Path:
    """Copy the warehouse; every block of it is read, so that a damaged one is not copied but told.

    Nobody else has a file open meanwhile; of a lake the copy is of one moment. The copy appears under its name only
    once it is whole and on disk; only then are older ones deleted.

    Args:
        warehouse: The DuckDB file or the lake.
        folder: Where the backups lie.
        now: Names the backup, in UTC.
        keep: So many backups of this warehouse are left, the newest ones.
        wait_seconds: How long to wait for another process that has the warehouse open.

    Returns:
        The folder of the backup.

    Raises:
        WarehouseError: there is no warehouse, it is damaged or in use, or the backup cannot be written.
    """
    if not there(warehouse):
        raise WarehouseError(f"There is no warehouse {warehouse} to back up.")
    made = folder / now.astimezone(UTC).strftime(STAMP)
    name = home(warehouse)
    part = folder / f"{made.name}.{name.stem}{PART}"
    if made.exists():
        raise WarehouseError(f"There is a backup {made} already.")
    with Warehouse(warehouse, wait_seconds) as opened, opened.alone("backup"), opened.alone(pages.BYTES, shared=True):
        try:
            for left in folder.glob(f"*.{name.stem}{PART}"):  # by a run that was cut off: nobody else is here
                shutil.rmtree(left)
            part.mkdir(parents=True)
            rows = _copy(opened, part / DATABASE)
            earlier = backups(folder, warehouse)
            number, size = _bring(pages.folder(warehouse), part / PAGES, earlier[-1] / PAGES if earlier else None)
            label = Label(name.name, now.astimezone(UTC).isoformat(), _sha256(part / DATABASE), rows, number, size)
            (part / LABEL).write_text(json.dumps(asdict(label), indent=1), encoding="utf-8")
            for path in (part / DATABASE, part / LABEL, part):
                to_disk(path)
            part.rename(made)
            to_disk(folder)
            _remember(name, made)
            for old in backups(folder, warehouse)[: -max(keep, 1)]:
                (old / LABEL).unlink()  # first: what is half deleted is no backup
                shutil.rmtree(old)
        except OSError as error:
            shutil.rmtree(part, ignore_errors=True)
            raise WarehouseError(f"The backup {made} cannot be written: {error.strerror or error}.") from error
    return made


def restore(folder: Path, warehouse: Where, now: datetime, *, force: bool = False) -> Path | None:
    """Put a backup in the warehouse's place, once it is known to be whole; an older version's is brought up to date.

    Args:
        folder: The backup.
        warehouse: The DuckDB file or the lake.
        now: Names the folder that keeps what was there.
        force: There may be a warehouse; it is put aside, or, in a lake, stays in its earlier snapshots.

    Returns:
        The folder beside the warehouse with the file that was there, if there was one.

    Raises:
        WarehouseError: the backup is not whole or by a newer version, there is a warehouse, or it is in use.
    """
    label = _label(folder)
    if there(warehouse) and not force:
        raise WarehouseError(f"There is a warehouse {warehouse}; --force puts it aside and the backup in its place.")
    try:
        _check(folder, label)
        home(warehouse).parent.mkdir(parents=True, exist_ok=True)
        if isinstance(warehouse, Lake):
            _put_into_lake(folder, label, warehouse)
            return None
        with held(warehouse) if warehouse.exists() else nullcontext():
            return _put_in_place(folder, label, warehouse, now)
    except OSError as error:
        raise WarehouseError(f"The backup {folder} cannot be restored: {error.strerror or error}.") from error


def compact(warehouse: Where, wait_seconds: float = 60) -> int:
    """Write the file's log into it, and the file anew where much of it is free; of a lake see warehouse.lake_upkeep.

    Returns:
        By how many bytes it shrank.
    """
    if isinstance(warehouse, Lake):
        return lake_upkeep.compact(warehouse, wait_seconds)
    part = warehouse.with_name(f"{warehouse.name}{PART}")
    with Warehouse(warehouse, wait_seconds) as opened:
        opened.connection.execute("FORCE CHECKPOINT")
        before = warehouse.stat().st_size
        [(free, total)] = opened.connection.execute(
            "SELECT free_blocks, total_blocks FROM pragma_database_size() WHERE database_name = current_database()"
        ).fetchall()
        if free < WORTH_IT * total:
            return 0
        for left in (part, _log_of(part)):
            left.unlink(missing_ok=True)
        _copy(opened, part)
        to_disk(part)
        part.replace(warehouse)  # still held: whoever waits opens the new file
        to_disk(warehouse.parent)
    return before - warehouse.stat().st_size


def _copy(opened: Warehouse, to: Path) -> dict[str, int]:
    """Everything that the warehouse holds, into a new file; returns its rows by table."""
    run = opened.connection.execute
    [(name,)] = run("SELECT current_database()").fetchall()
    run(f"ATTACH '{quoted(to)}' AS counterclaim_copy")
    try:
        run('COPY FROM DATABASE "{}" TO counterclaim_copy'.format(name.replace('"', '""')))
        tables = run("SELECT table_name FROM duckdb_tables() WHERE database_name = 'counterclaim_copy'").fetchall()
        return _rows(opened, sorted(table for (table,) in tables), "counterclaim_copy")
    finally:
        run("DETACH counterclaim_copy")


def _rows(opened: Warehouse, tables: Iterable[str], database: str) -> dict[str, int]:
    counted = {}
    for table in tables:
        if table != "migration":  # grows when a backup is brought up to date
            name = '"{}".main."{}"'.format(database.replace('"', '""'), table.replace('"', '""'))
            [(rows,)] = opened.connection.execute(f"SELECT count(*) FROM {name}").fetchall()  # noqa: S608
            counted[table] = rows
    return counted


def _bring(source: Path, to: Path, earlier: Path | None = None) -> tuple[int, int]:
    """Have every page of one folder in another.

    Args:
        source: A folder of pages.
        to: The other; made if absent. A page that it has with another size is damaged, and replaced.
        earlier: The pages of an earlier backup; what it has already is a hard link to it, where there are such.

    Returns:
        How many pages there are, and their bytes.
    """
    number = size = 0
    to.mkdir(parents=True, exist_ok=True)
    for file in _files(source):
        name, length = file.relative_to(source), file.stat().st_size
        number, size = number + 1, size + length
        target = to / name
        if _is_so_long(target, length):
            continue
        target.parent.mkdir(exist_ok=True)
        part = target.with_name(f"{target.name}{PART}")
        part.unlink(missing_ok=True)
        if not (earlier and _is_so_long(earlier / name, length) and _linked(earlier / name, part)):
            shutil.copyfile(file, part)
        part.replace(target)
    os.sync()
    return number, size


def _is_so_long(file: Path, length: int) -> bool:
    return file.exists() and file.stat().st_size == length


def _linked(file: Path, to: Path) -> bool:
    try:
        os.link(file, to)
    except OSError:  # a file system without hard links
        return False
    return True


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.glob("*/*.zst") if file.is_file())


def _label(folder: Path) -> Label:
    try:
        return Label(**json.loads((folder / LABEL).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise WarehouseError(f"{folder} is no backup: it has no sound {LABEL}.") from error


def _check(folder: Path, label: Label) -> None:
    """Whether a backup is what it was when it was made.

    Raises:
        WarehouseError: it is not.
    """
    if _sha256(folder / DATABASE) != label.sha256:
        raise WarehouseError(f"The backup {folder} is damaged: {DATABASE} is not as it was written; take another.")
    sizes = [file.stat().st_size for file in _files(folder / PAGES)]
    if (len(sizes), sum(sizes)) != (label.pages, label.page_bytes):
        raise WarehouseError(f"The backup {folder} is damaged: pages are missing or cut short; take another.")


def _brought_up_to_date(folder: Path, label: Label, warehouse: Path) -> Path:
    """A copy of the backup's file beside the warehouse, checked, and up to date."""
    part = warehouse.with_name(f"{warehouse.name}{PART}")
    for left in (part, _log_of(part)):
        left.unlink(missing_ok=True)
    shutil.copyfile(folder / DATABASE, part)
    with Warehouse(part) as opened:
        [(name,)] = opened.connection.execute("SELECT current_database()").fetchall()
        found = _rows(opened, label.rows, name)
    if found != label.rows:
        raise WarehouseError(f"The backup {folder} is damaged: its tables don't hold what they held; take another.")
    to_disk(part)
    return part


def _put_into_lake(folder: Path, label: Label, lake: Lake) -> None:
    """Pages first, so that no row points at nothing; then all tables in one transaction."""
    part = _brought_up_to_date(folder, label, home(lake))
    try:
        with Warehouse(lake) as opened, opened.alone(pages.BYTES):
            _bring(folder / PAGES, pages.folder(lake))
            lake_upkeep.refill(opened, part)
    finally:
        part.unlink()


def _put_in_place(folder: Path, label: Label, warehouse: Path, now: datetime) -> Path | None:
    """Let a copy that is up to date take the warehouse's place in one step."""
    part = _brought_up_to_date(folder, label, warehouse)
    _bring(folder / PAGES, pages.folder(warehouse))
    aside = _put_aside(warehouse, now) if warehouse.exists() else None
    part.replace(warehouse)
    to_disk(warehouse.parent)
    return aside


def _put_aside(warehouse: Path, now: datetime) -> Path:
    """Keep the file and its log in a folder beside it; the file stays until another takes its place."""
    stamp = now.astimezone(UTC).strftime(STAMP)
    aside = warehouse.with_name(f"{warehouse.name}.replaced-{stamp}")
    aside.mkdir()
    try:
        os.link(warehouse, aside / warehouse.name)
    except OSError:
        shutil.copyfile(warehouse, aside / warehouse.name)
    log = _log_of(warehouse)
    if log.exists():
        log.replace(aside / log.name)
    return aside


def _log_of(warehouse: Path) -> Path:
    return warehouse.with_name(f"{warehouse.name}.wal")


def _remember(warehouse: Path, made: Path) -> None:
    """Note beside the warehouse where its last backup lies, for the message that tells of a damaged one."""
    note = last_backup_note(warehouse)
    part = note.with_name(f"{note.name}{PART}")
    part.write_text(str(made.resolve()), encoding="utf-8")
    part.replace(note)


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
