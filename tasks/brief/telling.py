"""Which words of an article carry a point: the figure in a sentence, what a party says in it, and who it is."""

from __future__ import annotations

from collections.abc import Callable

from tasks.brief.quoting import bare, voice
from tasks.models import Attribution, ContestKind, ContestSide, Event, Figure, Reading, Span

OWN_WORDS = ("asserts", "demands")  # stances whose content says it all: a denial needs its verb


def figure(reading: Reading, row: ContestSide) -> Figure | None:
    """The figure that gives the number of one side of a contest, where the analysis found them within its quote.

    A side shows an open bound ("at least nine") closed by the number that is given.
    """
    for found in reading.analysis.figures:
        mention = found.mention
        if (
            row.start <= mention.start
            and mention.end <= row.end
            and row.low is not None
            and (row.low, row.high) in ((found.low, found.high), (found.low, found.low), (found.high, found.high))
        ):
            return found
    return None


def point(reading: Reading, row: ContestSide, kind: ContestKind) -> tuple[int, int, bool]:
    """The part of a side's quote that makes its point, and whether that begins with the verb of who says it.

    All of the quote where the analysis sees no such part; in a contest of figures it begins with the figure.
    """
    if kind == "figures" and (number := figure(reading, row)):
        return number.mention.start, row.end, False
    points = [
        (*span, attribution.cue.start <= span[0] < attribution.content.start)
        for attribution in reading.analysis.attributions
        if attribution.stance == row.stance and _speaks(attribution, row)
        for span in _words(attribution, reading.article.text)
        if row.start <= span[0] and span[1] <= row.end
    ]
    return max(points, key=lambda point: point[1] - point[0], default=(row.start, row.end, False))


def _speaks(attribution: Attribution, row: ContestSide) -> bool:
    """Whether it is the side's party that speaks: within one sentence another may, too."""
    if row.actor:
        return attribution.actor == row.actor
    named = (attribution.speaker, attribution.source.text if attribution.source else None)
    return row.source_text is not None and any(name is not None and row.source_text in name for name in named)


def _words(attribution: Attribution, text: str) -> list[Span]:
    """What is said: a party's own words by themselves, reported ones with the verb before them."""
    stretches = []
    for start, end in {(attribution.content.start, attribution.content.end), *attribution.content.spans}:
        own = voice(text, *bare(text, start, end)) == "direct" and attribution.stance in OWN_WORDS
        cue = attribution.cue.start
        if own or cue >= start:
            stretches.append((start, end))
        else:
            stretches.append((cue + 3 if text[cue : cue + 3] == "to " else cue, end))
    return stretches


def party(attribution: Attribution, name: Callable[[str], str]) -> str | None:
    """Who speaks: the actor where one is known, else as the article names them."""
    if attribution.actor:
        return name(attribution.actor)
    return attribution.speaker or (attribution.source.text if attribution.source else None)


def reporter(reading: Reading, event: Event, name: Callable[[str], str]) -> str | None:
    """The party that an event report is attributed to, or the outlet that reports it in its own words."""
    if event.attribution is None:
        return reading.outlet
    return party(reading.analysis.attributions[event.attribution], name) or reading.outlet
