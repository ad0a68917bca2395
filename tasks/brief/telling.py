"""Which words of an article carry a point: the figure in a sentence, what a party says in it, where a toll is told."""

from __future__ import annotations

from tasks.brief.join import UNKNOWN, Report
from tasks.brief.parts import Range
from tasks.brief.quoting import bare, voice
from tasks.models import Attribution, ContestKind, ContestSide, Figure, Reading, Span

OWN_WORDS = ("asserts", "demands")  # stances whose content says it all: a denial needs its verb


def figure(reading: Reading, row: ContestSide) -> Span | None:
    """The words that give the number of one side of a contest, where the analysis found them within its quote.

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
            return mention.start, mention.end
    return None


def point(reading: Reading, row: ContestSide, kind: ContestKind) -> Span:
    """The part of a side's quote that makes its point; all of it where the analysis sees no part that does.

    In a contest of figures it begins with the figure.
    """
    if kind == "figures" and (number := figure(reading, row)):
        return number[0], row.end
    spans = [
        span
        for attribution in reading.analysis.attributions
        if attribution.stance == row.stance and _speaks(attribution, row)
        for span in [_words(attribution, reading.article.text)]
        if row.start <= span[0] and span[1] <= row.end
    ]
    return max(spans, key=lambda span: span[1] - span[0], default=(row.start, row.end))


def _speaks(attribution: Attribution, row: ContestSide) -> bool:
    """Whether it is the side's party that speaks: within one sentence another may, too."""
    if row.actor:
        return attribution.actor == row.actor
    named = (attribution.speaker, attribution.source.text if attribution.source else None)
    return row.source_text is not None and any(name is not None and row.source_text in name for name in named)


def _words(attribution: Attribution, text: str) -> Span:
    """What is said: a party's own words by themselves, reported ones with the verb before them."""
    start, end = attribution.content.start, attribution.content.end
    own = voice(text, *bare(text, start, end)) == "direct" and attribution.stance in OWN_WORDS
    return (start if own else min(attribution.cue.start, start), end)


def sentences(report: Report) -> list[Span]:
    """The sentence that reports an event, then those that its toll is taken from."""
    analysis, event = report.reading.analysis, report.event
    indexes = [event.sentence]
    for measure, toll in (("killed", event.killed), ("injured", event.injured)):
        told = [f for f in analysis.figures if f.measure == measure and _same((f.low, f.high), toll)]
        if toll != UNKNOWN and told and not any(f.sentence == event.sentence for f in told):
            indexes.append(min(told, key=lambda f: _distance(f, event.sentence)).sentence)
    return [analysis.sentences[index].span for index in dict.fromkeys(indexes)]


def _distance(told: Figure, sentence: int) -> int:
    return abs(told.sentence - sentence)


def _same(one: Range, other: Range) -> bool:
    return (one[0] or 0, one[1]) == (other[0] or 0, other[1])
