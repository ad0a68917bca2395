"""Backups: whole or not there; put back in one step; a damaged warehouse says which one and how."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from tasks.errors import WarehouseError
from tasks.models import Page, Source
from tasks.packing import unpacked
from warehouse import pages, read, store
from warehouse.backup import DATABASE, LABEL, PAGES, backup, backups, compact, default_folder, restore
from warehouse.connection import Warehouse

NOW = datetime(2026, 3, 6, 3, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


def page(number: int) -> Page:
    return Page("gazette", f"https://gazette.example/{number}", f"Text {number}.".encode(), "text/plain", NOW)


def fill(path: Path, numbers: range) -> None:
    with Warehouse(path) as opened:
        store.save_sources(opened, [Source("gazette", "https://gazette.example/")])
        pages.keep(opened, [page(number) for number in numbers])


def held(path: Path) -> set[bytes]:
    with Warehouse(path) as opened:
        return {unpacked(p).content for p in pages.load(opened, pages.waiting(opened)).values()}


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "it's a desk" / "news.duckdb"
    fill(path, range(5))
    return path


def made(warehouse: Path, days: int = 0, keep: int = 7) -> Path:
    return backup(warehouse, default_folder(warehouse), NOW + timedelta(days=days), keep)


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : len(content)] = b"\x5a" * (len(content) - 4096)
    path.write_bytes(content)


def test_what_is_restored_is_what_was_backed_up(warehouse: Path) -> None:
    folder = made(warehouse)
    fill(warehouse, range(5, 9))
    aside = restore(folder, warehouse, NOW, force=True)
    assert held(warehouse) == {f"Text {n}.".encode() for n in range(5)}
    assert aside is not None
    with duckdb.connect(str(aside / warehouse.name)) as old:
        assert old.execute("SELECT count(*) FROM page").fetchone() == (9,)


def test_pages_are_restored_with_it(warehouse: Path) -> None:
    folder = made(warehouse)
    kept = sorted(pages.folder(warehouse).glob("*/*.zst"))
    kept[0].unlink()
    kept[1].write_bytes(b"")
    restore(folder, warehouse, NOW, force=True)
    assert len(held(warehouse)) == 5


def test_unchanged_pages_take_no_room_again(warehouse: Path, tmp_path: Path) -> None:
    first = backup(warehouse, tmp_path / "far", NOW, 7)
    second = backup(warehouse, tmp_path / "far", NOW + timedelta(days=1), 7)
    one, two = (sorted((folder / PAGES).glob("*/*.zst"))[0] for folder in (first, second))
    assert one.stat().st_ino == two.stat().st_ino


def test_a_backup_goes_into_another_place_without_force(warehouse: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "new.duckdb"
    assert restore(made(warehouse), other, NOW) is None
    assert len(held(other)) == 5


def test_a_warehouse_is_never_overwritten_unasked(warehouse: Path) -> None:
    folder = made(warehouse)
    fill(warehouse, range(5, 9))
    with pytest.raises(WarehouseError, match="--force"):
        restore(folder, warehouse, NOW)
    assert len(held(warehouse)) == 9


def test_so_many_are_kept_and_those_of_other_warehouses_are_left_alone(warehouse: Path) -> None:
    other = warehouse.with_name("other.duckdb")
    fill(other, range(1))
    folder = default_folder(warehouse)
    strange = backup(other, folder, NOW - timedelta(days=9), 7)
    made_in_turn = [made(warehouse, days, keep=2) for days in range(4)]
    assert backups(folder, warehouse) == made_in_turn[2:]
    assert strange.exists()
    assert not made_in_turn[0].exists()


def test_what_a_cut_off_backup_left_is_no_backup_and_is_cleared(warehouse: Path) -> None:
    folder = default_folder(warehouse)
    left = folder / f"2026-03-05T030000Z.{warehouse.stem}.part"
    left.mkdir(parents=True)
    (left / DATABASE).write_bytes(b"half")
    assert backups(folder, warehouse) == []
    assert backups(folder, warehouse) == [] != [made(warehouse)]
    assert not left.exists()


@pytest.mark.parametrize("lost", [DATABASE, LABEL, PAGES])
def test_a_backup_that_is_not_whole_is_refused(warehouse: Path, lost: str) -> None:
    folder = made(warehouse)
    if lost == PAGES:
        next((folder / PAGES).glob("*/*.zst")).unlink()
    else:
        (folder / lost).write_bytes(b"{}")
    with pytest.raises(WarehouseError, match=r"damaged|no backup"):
        restore(folder, warehouse, NOW, force=True)
    assert len(held(warehouse)) == 5


def test_a_damaged_warehouse_names_its_last_backup_and_the_command_that_works(warehouse: Path) -> None:
    made(warehouse)
    last = made(warehouse, 1)
    damage(warehouse)
    with pytest.raises(WarehouseError, match="last backup") as told:
        Warehouse(warehouse)
    assert str(last) in str(told.value)
    command = shlex.split(str(told.value).split("`")[1])
    assert command[0] == "counterclaim"
    done = subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", *command[1:]],
        cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(held(warehouse)) == 5


def test_a_damaged_warehouse_without_a_backup_says_so(warehouse: Path) -> None:
    damage(warehouse)
    with pytest.raises(WarehouseError, match="no backup of it is known"):
        Warehouse(warehouse)


def test_damage_that_is_met_later_is_told_in_the_same_way(warehouse: Path) -> None:
    last = made(warehouse)
    with pytest.raises(WarehouseError, match="last backup") as told, Warehouse(warehouse):
        raise duckdb.IOException("Corrupt database file: computed checksum 1 does not match stored checksum 2")
    assert str(last) in str(told.value)


def test_a_full_disk_is_not_taken_for_damage(warehouse: Path) -> None:
    made(warehouse)
    with pytest.raises(WarehouseError, match="Make room") as told, Warehouse(warehouse):
        raise duckdb.IOException('Could not write file "x": No space left on device')
    assert "restore" not in str(told.value)


def test_a_damaged_warehouse_is_not_backed_up(warehouse: Path) -> None:
    first = made(warehouse)
    damage(warehouse)
    with pytest.raises(WarehouseError):
        made(warehouse, 1, keep=1)
    assert backups(default_folder(warehouse), warehouse) == [first]


def test_a_warehouse_in_use_is_neither_backed_up_nor_replaced(warehouse: Path) -> None:
    folder = made(warehouse)
    code = f"import duckdb, sys; c = duckdb.connect({str(warehouse)!r}); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(WarehouseError, match="in use"):
            restore(folder, warehouse, NOW, force=True)
        with pytest.raises(WarehouseError, match="in use"):
            backup(warehouse, default_folder(warehouse), NOW + timedelta(days=1), 7, wait_seconds=0)
        other.communicate()


def test_a_backup_of_an_older_version_is_brought_up_to_date(warehouse: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.duckdb"
    first = sorted((ROOT / "warehouse" / "migrations").glob("*.sql"))[0]
    with duckdb.connect(str(old)) as raw:
        raw.execute("CREATE TABLE migration (name VARCHAR, applied_at TIMESTAMP)")
        raw.execute(first.read_text(encoding="utf-8"))
        raw.execute("INSERT INTO migration VALUES (?, now()::TIMESTAMP)", [first.stem])
    folder = made(warehouse)
    _replace_database(folder, old)
    restore(folder, warehouse, NOW, force=True)
    with Warehouse(warehouse) as opened:
        assert read.sources(opened) == []


def test_a_backup_of_a_newer_version_is_refused_and_nothing_is_replaced(warehouse: Path) -> None:
    folder = made(warehouse)
    newer = warehouse.with_name("newer.duckdb")
    newer.write_bytes((folder / DATABASE).read_bytes())
    with duckdb.connect(str(newer)) as raw:
        raw.execute("INSERT INTO migration VALUES ('999_later', now()::TIMESTAMP)")
    _replace_database(folder, newer)
    with pytest.raises(WarehouseError, match="newer version"):
        restore(folder, warehouse, NOW, force=True)
    assert len(held(warehouse)) == 5


def _replace_database(folder: Path, database: Path) -> None:
    """A backup such as another version would have made."""
    import hashlib
    import json

    content = database.read_bytes()
    (folder / DATABASE).write_bytes(content)
    label = json.loads((folder / LABEL).read_text(encoding="utf-8"))
    label |= {"sha256": hashlib.sha256(content).hexdigest(), "rows": {"source": 0}}
    if database.stem == "newer":
        label["rows"] = {"source": 1}
    (folder / LABEL).write_text(json.dumps(label), encoding="utf-8")


def test_compacting_gives_free_room_back_and_keeps_everything(warehouse: Path) -> None:
    with Warehouse(warehouse) as opened:
        opened.connection.execute("CREATE TABLE ballast AS SELECT random() AS x FROM range(2000000)")
        opened.connection.execute("FORCE CHECKPOINT")
        opened.connection.execute("DROP TABLE ballast")
    before = warehouse.stat().st_size
    freed = compact(warehouse)
    assert freed == before - warehouse.stat().st_size > before / 2
    assert len(held(warehouse)) == 5
    assert compact(warehouse) == 0
