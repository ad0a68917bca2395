"""Reports of events: each event in each article, with what its own sentences tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tasks.brief.parts import Range
from tasks.models import Event, Figure, Reading, Span

UNKNOWN: Range = (None, None)
TOLL_REACH = 4  # sentences after an event's own in which its toll may be told


@dataclass(frozen=True, slots=True)
class Report:
    """One event in one article."""

    reading: Reading
    event: Event

    @property
    def key(self) -> str:
        """Where it stands; the same on every run."""
        return f"{self.reading.article.article_id}:{self.event.mention.start}"

    @property
    def sentences(self) -> list[Span]:
        """The sentence that reports the event, then those that its toll is taken from."""
        sentences = self.reading.analysis.sentences
        return [sentences[index].span for index in _told_in(self.reading, self.event)]

    @property
    def text(self) -> str:
        """The sentence that reports the event."""
        start, end = self.reading.analysis.sentences[self.event.sentence].span
        return self.reading.article.text[start:end]

    @property
    def day(self) -> date | None:
        """When it was published."""
        return self.reading.article.published_on


def reports(readings: Iterable[Reading]) -> Iterator[Report]:
    """All reports of events in these articles but those of background."""
    return (Report(r, _as_told(r, event)) for r in readings for event in r.analysis.events if not event.background)


def _as_told(reading: Reading, event: Event) -> Event:
    """The event without a toll or place that its own sentences do not tell: a digest tells no more than it quotes."""
    if not _is_told(reading, event, "killed"):
        event = replace(event, killed=UNKNOWN)
    if not _is_told(reading, event, "injured"):
        event = replace(event, injured=UNKNOWN)
    if event.place is None:
        return event
    around = [reading.analysis.sentences[index].span for index in _told_in(reading, event)]
    around += [s.span for s in reading.analysis.sentences if _overlap(s.span, event.mention.spans)]
    named = any(event.place.mention.text in reading.article.text[start:end] for start, end in around)
    return event if named else replace(event, place=None)


def _is_told(reading: Reading, event: Event, measure: str) -> bool:
    """Whether a toll is told of this event: where a number gives it, one that is not another event's or far off."""
    return not _figures(reading, measure, getattr(event, measure)) or _figure_of(reading, event, measure) is not None


def _told_in(reading: Reading, event: Event) -> list[int]:
    """Indices of the sentence that reports an event, then of those that its toll is taken from."""
    told = [_figure_of(reading, event, measure) for measure in ("killed", "injured")]
    return list(dict.fromkeys([event.sentence, *(figure.sentence for figure in told if figure)]))


def _figure_of(reading: Reading, event: Event, measure: str) -> Figure | None:
    """The number that an event's toll is taken from: in its own sentence, or soon after where no other event is."""
    others = {other.sentence for other in reading.analysis.events} - {event.sentence}
    last = event.sentence + TOLL_REACH
    near = [
        figure
        for figure in _figures(reading, measure, getattr(event, measure))
        if event.sentence <= figure.sentence <= last and figure.sentence not in others
    ]
    return min(near, key=lambda figure: figure.sentence, default=None)


def _figures(reading: Reading, measure: str, toll: Range) -> list[Figure]:
    """The numbers in an article that say as much as a toll."""
    if toll == UNKNOWN:
        return []
    wanted = toll[0] or 0, toll[1]
    return [f for f in reading.analysis.figures if f.measure == measure and (f.low or 0, f.high) == wanted]


def _overlap(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and end > span[0] for start, end in others)
