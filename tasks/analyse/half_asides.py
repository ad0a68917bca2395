"""Claims turned down in an aside: "The plan saves money, a claim disputed by the auditors"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from tasks.analyse.actors import Catalogue
from tasks.analyse.half import LONGEST, NOBODY, SAYS, SOMEBODY, Half, speaker, substance
from tasks.analyse.statements import Party, trimmed
from tasks.analyse.words import STRAIGHT
from tasks.models import Reading

FIT = 0.6
# Every word that the forms of data/pairs.toml turn a claim down by begins so; most sentences have none of them.
TURNING = re.compile(
    r"\b(?:den[iy]|reject|disput|dismiss|refut|contradict|challeng|question|contest|rebut|debunk|doubt)", re.I
)


def set_aside(reading: Reading, catalogue: Catalogue) -> Iterable[Half]:
    """The claims that an article turns down in asides: what stands before the aside is the claim."""
    text = reading.article.text.translate(STRAIGHT)
    for sentence in reading.analysis.sentences:
        start, end = trimmed(text, sentence.span)
        if not TURNING.search(text, start, end):
            continue
        for form in _asides():
            aside = form.search(text, start, end)
            if aside is None or aside.end() - start > LONGEST:
                continue
            claim = trimmed(text, (start, aside.start()))
            if substance(text, claim) < SAYS:
                continue
            who = aside["who"].strip(" ,.;")
            if aside.start("who") < aside.start("down") and not SOMEBODY.search(who):
                continue  # "which runs both yards, denied": a verb and its object
            stop = text.find(",", aside.end(), end)
            opens = aside.start() + len(aside["aside"])
            counter = trimmed(text, (opens, stop if stop > 0 else end))
            actor = catalogue.resolve(who)
            yield Half(
                reading,
                claim,
                speaker(reading, claim, catalogue) or NOBODY,
                counter,
                Party(actor, who.lower(), who),
                "denial",
                aside["down"].lower(),
                FIT,
            )
            break


@cache
def _asides() -> list[re.Pattern[str]]:
    raw = tomllib.loads(files("tasks.analyse").joinpath("data/pairs.toml").read_text("utf8"))["asides"]
    return [
        re.compile(form.format(noun=raw["noun"], down=raw["down"], who=raw["who"]), re.IGNORECASE)
        for form in raw["forms"]
    ]
