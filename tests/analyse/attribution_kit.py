"""Reads small fictional texts as the product does and shows what it found as one line an attribution."""

from __future__ import annotations

from tasks.analyse.attribution.attributions import find_attributions
from tasks.analyse.parsing.parse import parse
from tasks.models import Attribution


def nobody(_: str) -> str | None:
    """A catalogue that knows nobody."""
    return None


def read(text: str) -> list[Attribution]:
    """The attributions of a text."""
    return find_attributions(next(iter(parse([text]))), text, nobody)


def lines(text: str) -> list[str]:
    """ "source | cue | content", an empty source as "-"."""
    return [f"{a.source.text if a.source else '-'} | {a.cue.text} | {a.content.text}" for a in read(text)]


def only(text: str) -> Attribution:
    """The one attribution of a text."""
    found = read(text)
    assert len(found) == 1, lines(text)
    return found[0]
