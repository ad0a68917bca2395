"""Which articles name what a profile watches: actors of the catalogue, by id, and places, by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tasks.models import Reading


def named(readings: Iterable[Reading], watch: Sequence[str]) -> Counter[str]:
    """How many of these articles name each entry of a watch list."""
    return Counter(entry for reading in readings for entry in watch if _names(reading, entry))


def _names(reading: Reading, entry: str) -> bool:
    if any(entry in sentence.actors for sentence in reading.analysis.sentences):
        return True
    word = entry.casefold()
    return any(
        word in {p.name.casefold(), p.mention.text.casefold(), (p.province or "").casefold()}
        for p in reading.analysis.places
    )
