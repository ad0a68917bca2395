"""The whole job on a lake: the same briefing as on a file, the same lists, and the same upkeep."""

from __future__ import annotations

from pathlib import Path

from flows.checking import check
from flows.daily import daily
from flows.maintenance import maintenance
from tasks.config import load
from tests.conftest import NewLake
from warehouse.backup import DATABASE
from warehouse.connection import Warehouse
from warehouse.lists import OWN, Listing, Narrow

NOW, LATER = "2026-03-06T07:00", "2026-03-07T07:00"


def on_a_lake(config: Path, new_lake: NewLake) -> Path:
    """The same configuration with a lake for the warehouse, and a folder of digests of its own."""
    lake = new_lake(config.parent / "lake")
    text = config.read_text(encoding="utf-8")
    for key, other in (('warehouse = "counterclaim.duckdb"', ""), ('out = "digests"', 'out = "other digests"')):
        assert key in text
        text = text.replace(key, other)
    copy = config.with_name("lake.toml")
    copy.write_text(f'{text}\n[warehouse]\ncatalogue = "{lake.catalogue}"\ndata = "lake"\n', encoding="utf-8")
    return copy


def lists(config: Path) -> dict[str, list[dict[str, object]]]:
    """All that is listed of a warehouse, and what a search finds."""
    with Warehouse(load(config).warehouse, read_only=True) as opened:
        every = {what: list(Listing(opened, what).rows()) for what in OWN}
        return every | {"found": list(Listing(opened, "claims", Narrow(search="denied the report")).rows())}


def written(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_lake_gives_the_digests_and_lists_that_a_file_gives(workspace: Path, new_lake: NewLake) -> None:
    config = on_a_lake(workspace, new_lake)
    [of_file], [of_lake] = daily(workspace, now=NOW), daily(config, now=NOW)
    assert written(of_file) == written(of_lake)
    assert lists(workspace) == lists(config)
    problems, lines = check(of_lake / "digest.json", config, None)
    assert not problems
    assert lines > 50
    backup = maintenance(config, now=NOW)
    assert backup is not None
    assert (backup / DATABASE).exists()
    assert lists(workspace) == lists(config)
    assert [written(folder) for folder in daily(workspace, now=LATER)] == [
        written(folder) for folder in daily(config, now=LATER)
    ]
