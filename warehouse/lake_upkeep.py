"""Keeping a lake small, and filling it from a DuckDB file."""

from __future__ import annotations

from pathlib import Path

from tasks.where import Lake
from warehouse.connection import Warehouse
from warehouse.file import quoted

SNAPSHOTS_KEPT = 7.0  # days, for which it can be read as it was: what was replaced or deleted by mistake is there
FILES_KEPT = 1.0  # days after which files go that no snapshot needs: somebody may just be reading them
AT_ONCE = 50  # files merged while others wait to write
MOST_ROUNDS = 1000  # of merging: more than any lake needs


def compact(lake: Lake, wait_seconds: float, snapshots: float = SNAPSHOTS_KEPT, files: float = FILES_KEPT) -> int:
    """Merge the small files that many commits leave, and delete what no snapshot needs; others go on meanwhile.

    Args:
        lake: Where it is.
        wait_seconds: How long to wait for others who write.
        snapshots: Days after which a snapshot goes; the current one stays.
        files: Days after which a file goes that no snapshot needs, or that a run that was cut off left.

    Returns:
        By how many bytes what is current shrank.
    """
    with Warehouse(lake, wait_seconds) as opened:

        def call(function: str, arguments: str = "") -> list[tuple[object, ...]]:
            with opened.alone("write"):
                return opened.connection.execute(f"CALL ducklake_{function}('warehouse'{arguments})").fetchall()

        before = _size(opened)
        call("flush_inlined_data")
        call("expire_snapshots", f", older_than => now() - INTERVAL {snapshots * 86400:.0f} SECOND")
        call("rewrite_data_files")
        for _ in range(MOST_ROUNDS):
            if not call("merge_adjacent_files", f", max_compacted_files => {AT_ONCE}"):
                break
        for function in ("cleanup_old_files", "delete_orphaned_files"):
            call(function, f", older_than => now() - INTERVAL {files * 86400:.0f} SECOND")
        return max(0, before - _size(opened))


def refill(opened: Warehouse, file: Path) -> None:
    """Put what a DuckDB file holds in the place of what an open lake holds, in one transaction.

    What was there can be read in earlier snapshots until these go.
    """
    run = opened.connection.execute
    run(f"ATTACH '{quoted(file)}' AS counterclaim_copy (READ_ONLY)")
    try:
        with opened.transaction():
            for kind in ("view", "table"):
                names = run(
                    f"SELECT {kind}_name FROM duckdb_{kind}s() WHERE database_name = 'warehouse' AND NOT internal"  # noqa: S608
                ).fetchall()
                for (name,) in names:
                    run('DROP {} "{}"'.format(kind, name.replace('"', '""')))
            run("COPY FROM DATABASE counterclaim_copy TO warehouse")
    finally:
        run("DETACH counterclaim_copy")


def _size(opened: Warehouse) -> int:
    """The bytes of the files that the current snapshot needs."""
    rows = opened.connection.execute(
        "SELECT coalesce(sum(file_size_bytes + delete_file_size_bytes), 0) FROM ducklake_table_info('warehouse')"
    ).fetchall()
    return int(rows[0][0])
