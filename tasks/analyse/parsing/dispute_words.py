"""The wording of disputes, from data/disputes.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tasks.analyse.parsing.seeking import Sought


@dataclass(frozen=True)
class Phrases:
    """The wording of disputes, from data/disputes.toml."""

    refuting: Sought
    doubting: Sought
    leaving_open: Sought
    reversing: Sought
    scorning: Sought
    motive: Sought
    revenge: Sought
    tampering: Sought
    coercion: Sought
    contrary: Sought
    countering: Sought
    unverified: Sought
    deeds: Sought
    set_phrases: dict[str, str]  # "denies", "doubted", … -> the alternatives of a pattern
    alone: dict[str, str]  # "denies", "doubts": the same of phrases that are the whole dispute
    pointers: dict[str, str]  # noun -> kind of claim it points at


@cache
def phrases() -> Phrases:
    """The wording of disputes, read once a process."""
    raw = tomllib.loads(files("tasks.analyse").joinpath("data/disputes.toml").read_text("utf8"))

    def pattern(name: str) -> Sought:
        # A word boundary stands before none of the letters of "don't" that negate, nor before a quotation mark.
        return Sought(r"(?:\b|(?=n't)|^)(?:" + "|".join(raw[name]) + r")\b")

    return Phrases(
        refuting=pattern("refuting"),
        doubting=pattern("doubting"),
        leaving_open=pattern("leaving_open"),
        reversing=pattern("reversing"),
        scorning=pattern("scorning"),
        motive=pattern("motive"),
        revenge=pattern("revenge"),
        tampering=pattern("tampering"),
        coercion=pattern("coercion"),
        contrary=pattern("contrary"),
        countering=pattern("countering"),
        unverified=pattern("unverified"),
        deeds=pattern("deeds"),
        set_phrases={name: "|".join(alternatives) for name, alternatives in raw["set_phrases"].items()},
        alone={name: "|".join(alternatives) for name, alternatives in raw["alone"].items()},
        pointers={noun: kind for kind, nouns in raw["pointers"].items() for noun in nouns},
    )


def pointing(word: str) -> str | None:
    """The pointing noun that a word is, in the singular; None where it is none."""
    lexicon = phrases().pointers
    low = word.lower().removesuffix("'s").removesuffix("’s")
    forms = (low, low.removesuffix("s"), low.removesuffix("ies") + "y" if low.endswith("ies") else low)
    return next((form for form in forms if form in lexicon), None)
