"""Three mornings of the example: each digest tells what came since the last, and how what it told has changed.

A backfill, to which all that came later is known already, gives the same three.
"""

import json
import shutil
from pathlib import Path
from typing import Any

from flows.daily import daily

DAYS = {
    "2026-03-03": ("01", "02", "03", "08"),
    "2026-03-04": ("04", "05", "06"),
    "2026-03-05": ("07", "09", "10", "11"),
}


def mornings(workspace: Path) -> list[dict[str, Any]]:
    """The digests of runs late on three days, each after that day's articles had come in."""
    articles, later = workspace.parent / "articles", workspace.parent / "later"
    articles.rename(later)
    articles.mkdir()
    digests = []
    for day, files in DAYS.items():
        for number in files:
            for file in later.glob(f"{number}*"):
                shutil.move(file, articles / file.name)
        [folder] = daily(workspace, now=f"{day}T22:00")
        digests.append(json.loads((folder / "digest.json").read_text(encoding="utf-8")))
    return digests


def test_each_morning_tells_what_came_and_what_changed(workspace: Path) -> None:
    first, second, third = mornings(workspace)
    assert [digest["coverage"]["articles"] for digest in (first, second, third)] == [4, 3, 5]

    def tolls(digest: dict[str, Any]) -> dict[tuple[str, ...], list[dict[str, Any]]]:
        return {
            (d["place"], d["date_from"]): [c for c in d["changes"] if c["what"] == "killed"]
            for story in digest["stories"]
            for d in story["developments"]
            if d["killed"] != [None, None] and d["date_from"]
        }

    market, raid = ("Port Isaule", "2026-03-03"), ("Hathmoor", "2026-03-04")
    assert tolls(first)[market] == []
    assert [(c["before"], c["after"]) for c in tolls(second)[market]] == [([11.0, None], [16.0, 16.0])]
    assert tolls(second)[raid] == []
    assert market not in tolls(third)
    assert [(c["before"], c["who"]) for c in tolls(third)[raid]] == [([24.0, 24.0], "Dalmere Rights Centre")]

    for before, after in ((first, second), (second, third), (first, third)):
        known = {card["contest_id"] for card in before["cards"]}
        again = [card for card in after["cards"] if card["contest_id"] in known]
        assert all(card["update"] for card in again)
        new = {source["article_id"] for source in after["sources"]} - {s["article_id"] for s in before["sources"]}
        assert all(
            set(story["refs"]) <= {s["number"] for s in after["sources"] if s["article_id"] in new}
            for story in after["stories"]
        )


def test_a_backfill_gives_the_digests_that_would_have_been_made_then(workspace: Path) -> None:
    [undated] = (workspace.parent / "articles").glob("10*")
    undated.unlink()  # it counts as come out when it was read: on the third day, or with all else on the first
    then = mornings(workspace)

    warehouse, out = workspace.parent / "again.duckdb", workspace.parent / "again"
    for day, before in zip(DAYS, then, strict=True):
        [folder] = daily(workspace, warehouse=warehouse, out=out, now=f"{day}T22:00")
        assert json.loads((folder / "digest.json").read_text(encoding="utf-8")) == before
