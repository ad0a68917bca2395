"""The starter list that is shipped."""

from __future__ import annotations

from pathlib import Path

from tasks.collect.urls import canonical
from tasks.settings import SourceFile

STARTER = Path(__file__).parents[2] / "tasks/collect/data/sources.toml"


def test_the_starter_list_is_complete_and_says_who_is_behind_each_outlet() -> None:
    import tomllib

    sources = SourceFile.model_validate(tomllib.loads(STARTER.read_text())).source
    assert len(sources) >= 40
    assert len({source.id for source in sources}) == len(sources)
    assert len({canonical(source.url or "") for source in sources}) == len(sources)
    for source in sources:
        assert source.outlet, source.id
        assert source.owner, source.id
        assert source.country, source.id
        assert source.language, source.id
        assert source.theatre, source.id
        assert source.kind in ("feed", "site")
        assert source.reliability == "F"  # the user's to set
        assert not source.allow_private
