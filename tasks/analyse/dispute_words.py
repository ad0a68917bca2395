"""The wording of disputes, from data/disputes.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Phrases:
    """The wording of disputes, from data/disputes.toml."""

    refuting: re.Pattern[str]
    doubting: re.Pattern[str]
    leaving_open: re.Pattern[str]
    reversing: re.Pattern[str]
    motive: re.Pattern[str]
    contrary: re.Pattern[str]
    countering: re.Pattern[str]
    unverified: re.Pattern[str]
    pointers: dict[str, str]  # noun -> kind of claim it points at


@cache
def phrases() -> Phrases:
    """The wording of disputes, read once a process."""
    raw = tomllib.loads(files("tasks.analyse").joinpath("data/disputes.toml").read_text("utf8"))

    def pattern(name: str) -> re.Pattern[str]:
        return re.compile(r"\b(?:" + "|".join(raw[name]) + r")\b", re.IGNORECASE)

    return Phrases(
        refuting=pattern("refuting"),
        doubting=pattern("doubting"),
        leaving_open=pattern("leaving_open"),
        reversing=pattern("reversing"),
        motive=pattern("motive"),
        contrary=pattern("contrary"),
        countering=pattern("countering"),
        unverified=pattern("unverified"),
        pointers={noun: kind for kind, nouns in raw["pointers"].items() for noun in nouns},
    )
