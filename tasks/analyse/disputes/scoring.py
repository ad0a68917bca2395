"""How sure a contest is: a logistic model over its clues, with its weights in data/contest_score.toml."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tasks.models import Clue


@dataclass(frozen=True)
class Model:
    """The weights of the clues, in log-odds."""

    base: float
    weights: Mapping[str, float]

    def judge(self, clues: Mapping[str, float]) -> tuple[float, tuple[Clue, ...]]:
        """The probability that clues (name -> strength) make a contest, and what each adds, the weightiest first."""
        told = {name: self.weights[name] * value for name, value in clues.items() if name in self.weights}
        parts = [Clue(name, round(weight, 2)) for name, weight in told.items()]
        parts.sort(key=lambda part: (-abs(part.weight), part.what))
        odds = self.base + sum(told.values())
        return 1 / (1 + math.exp(-odds)), (*parts, Clue("before any clue", self.base))


@cache
def model() -> Model:
    """The model shipped, read once a process."""
    raw = tomllib.loads(files("tasks.analyse").joinpath("data/contest_score.toml").read_text("utf8"))
    return Model(raw["base"], raw["weights"])
