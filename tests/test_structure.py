"""Arrows point one way: flows -> a stage's task.py -> its plain modules -> models."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STAGES = ("collect", "extract", "analyse", "brief")
# The rooms of tasks/analyse: each knows only those of the rows before it.
ROOMS = (
    {"parsing"},
    {"actors"},
    {"places", "attribution", "events"},
    {"claims"},
    {"disputes", "figures", "responsibility"},
    {"halves"},
    {"contests"},
    {"stories"},
)
MODULES = sorted(p for room in ("flows", "tasks", "warehouse") for p in (ROOT / room).rglob("*.py"))


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(module: Path) -> str:
    return str(module.relative_to(ROOT))


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_only_flows_and_task_files_import_prefect(module: Path) -> None:
    if module.name != "task.py" and module.parent.name != "flows":
        assert not any(name.split(".")[0] == "prefect" for name in imports(module))


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_nothing_but_flows_imports_flows(module: Path) -> None:
    if module.parent.name != "flows":
        assert not any(name.split(".")[0] == "flows" for name in imports(module))


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_never_imports_another(stage: str) -> None:
    others = {f"tasks.{other}" for other in STAGES if other != stage}
    for module in (ROOT / "tasks" / stage).rglob("*.py"):
        crossed = [name for name in imports(module) if any(f"{name}.".startswith(f"{o}.") for o in others)]
        assert not crossed, f"{name_of(module)} imports {crossed}"


@pytest.mark.parametrize("row", range(len(ROOMS)))
def test_a_room_of_the_analysis_knows_only_those_before_it(row: int) -> None:
    known = set().union(*ROOMS[:row])
    for room in ROOMS[row]:
        modules = [*(ROOT / "tasks/analyse" / room).glob("*.py")]
        assert modules
        for module in modules:
            used = {name.split(".")[2] for name in imports(module) if name.startswith("tasks.analyse.")}
            assert used <= known | {room}, f"{name_of(module)} imports of {used - known - {room}}"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_only_the_warehouse_imports_duckdb_and_only_tasks_doors_open_it(module: Path) -> None:
    names = set(imports(module))
    if module.parent.name != "warehouse":
        assert not any(name.split(".")[0] == "duckdb" for name in names)
    if "tasks" in module.relative_to(ROOT).parts and module.name != "task.py":
        assert not any(name.split(".")[0] == "warehouse" for name in names)
    if module.parent.name == "warehouse":
        assert not any(name.startswith("tasks.") and name.split(".")[1] in STAGES for name in names)


def test_starting_the_command_imports_neither_prefect_nor_spacy() -> None:
    heavy = {"prefect", "spacy", "trafilatura", "httpx", "duckdb"}
    reached, todo = set(), ["flows.cli"]
    while todo:
        name = todo.pop()
        path = ROOT / (name.replace(".", "/") + ".py")
        if name in reached or not path.exists():
            continue
        reached.add(name)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Import):
                todo += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                todo += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        heavy_here = {t.split(".")[0] for t in todo} & (heavy - {"duckdb"})
        assert not heavy_here, f"{name} imports {heavy_here}"
