"""Reports of one event join into one development, in whichever story they stand.

Two reports are of one event if nothing they say of its kind, day, place and actors speaks against it, and enough speaks
for it: its day, its place, an equal toll, the words they tell it with. Within a story one of these is enough, between
stories it takes two, and three where nothing says that the articles are of one time. A denial in the same story needs
only that nothing speaks against it. Tolls may differ: that is an update, or a contest. Reports of one article have been
told apart already.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tasks.brief import alike
from tasks.brief.parts import Range
from tasks.models import Event, Figure, Place, Reading, Span

UNKNOWN: Range = (None, None)
FACTS = ("killed", "injured", "place", "date_from")
TOLL_REACH = 4  # sentences after an event's own in which its toll may be told
TELLING_TOLL, RARE_TOLL = 3, 10  # an equal toll of so many or more is a sign of one event, or two signs
NEAR = timedelta(days=30)  # between the days on which reports of one event are published, as a rule
SHARED_WORDS, SHARED_PART = 3, 0.3  # telling words that two reports share, and their share in the shorter one's


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


@dataclass(frozen=True, slots=True)
class Joined:
    """All reports of one event; the first, the head, tells it best."""

    reports: tuple[Report, ...]

    @property
    def head(self) -> Report:
        """The report to quote first."""
        return self.reports[0]

    def first_with(self, fact: str) -> Report:
        """The first report that knows this field of its event; the head if none does. Facts are never mixed."""
        known = (r for r in self.reports if getattr(r.event, fact) not in (None, UNKNOWN))
        return next(known, self.head)

    @property
    def telling(self) -> tuple[Report, ...]:
        """The reports that the development's facts are taken from, so that each can be quoted."""
        return tuple(dict.fromkeys((self.head, *map(self.first_with, FACTS))))

    def tolls(self, measure: str) -> dict[Range, Report]:
        """Each different number of killed or injured and the first report that gives it, the one to believe first."""
        tolls: dict[Range, Report] = {}
        for report in (self.first_with(measure), *self.reports):
            if (toll := getattr(report.event, measure)) != UNKNOWN:
                tolls.setdefault(toll, report)
        return tolls


def publisher(reading: Reading) -> str:
    """Who publishes an article; outlets of one owner are one, and all outlets unknown are one."""
    return (reading.owner or reading.outlet or "").casefold()


def join(readings: Iterable[Reading]) -> list[Joined]:
    """The developments that these articles report, each with all its reports. Background is left out."""
    groups: list[list[Report]] = []
    for report in sorted(reports(readings), key=_wealth, reverse=True):
        alike = [g for g in groups if not any(_differ(report, other) for other in g)]
        signs = [(max(_signs(report, other) for other in g), -n, g) for n, g in enumerate(alike)]
        most, _, group = max(signs, default=(0, 0, []))
        if most > 0:
            group.append(report)
        else:
            groups.append([report])
    return [Joined(tuple(sorted(group, key=_tells, reverse=True))) for group in groups]


# ---- what a report says by itself ----


def reports(readings: Iterable[Reading]) -> Iterable[Report]:
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


def _wealth(report: Report) -> tuple[bool, bool, bool, str, str, int]:
    """How much a report says, so that the fullest are joined first; of two equally full ones the later article."""
    event = report.event
    toll, day = event.killed != UNKNOWN or event.injured != UNKNOWN, report.day.isoformat() if report.day else ""
    place, dated = event.place is not None, event.date_from is not None
    return toll and place and dated, place and dated, toll, day, report.reading.article.article_id, -event.mention.start


def _tells(report: Report) -> tuple[bool, str, bool, bool, bool, str, int]:
    """How well a report tells its event: with a toll, the latest one; else with place and day, as reported fact."""
    event, article = report.event, report.reading.article
    toll = (event.killed != UNKNOWN or event.injured != UNKNOWN) and event.certainty != "denied"
    place, dated = event.place is not None, event.date_from is not None
    day = report.day.isoformat() if report.day and (place or dated) else ""
    sure = (event.happened or event.certainty) == "reported"
    return toll, day, place, dated, sure, article.article_id, -event.mention.start


# ---- whether two reports are of one event ----


def of_one_event(one: Report, other: Report) -> bool:
    """Whether nothing that two reports say speaks against it, and enough for it."""
    return not _differ(one, other) and _signs(one, other) > 0


def _differ(one: Report, other: Report) -> bool:
    """Whether something they say of kind, day, place or actors speaks against their being of one event."""
    a, b = one.event, other.event
    if one.reading.article.article_id == other.reading.article.article_id:
        return a.sentence != b.sentence or a.type != b.type  # its analysis has told its events apart
    if a.type != b.type or _days(a, b) is False or _places(a.place, b.place) is False:
        return True
    if any(x.event.date_from and y.day and x.event.date_from > y.day for x, y in ((one, other), (other, one))):
        return True  # it had not happened yet
    disputed = {"denied", "suspected", "claimed"} & {a.certainty, b.certainty}  # who did it is at issue
    return not disputed and bool(a.actors and b.actors) and not set(a.actors) & set(b.actors)


def _signs(one: Report, other: Report) -> int:
    """How much more speaks for one event than it takes; above nought they are one."""
    a, b = one.event, other.event
    if one.reading.article.article_id == other.reading.article.article_id:
        return 1
    equal = (a.killed[0] or 0) if a.killed == b.killed else 0
    tolls = (equal >= TELLING_TOLL) + (equal >= RARE_TOLL)
    signs = bool(_days(a, b)) + bool(_places(a.place, b.place)) + tolls + _words(one, other)
    if one.reading.story_id != other.reading.story_id:
        near = _days(a, b) or (one.day is not None and other.day is not None and abs(one.day - other.day) <= NEAR)
        return signs - (1 if near else 2)
    return signs + ("denied" in (a.certainty, b.certainty) or a.killed == b.killed != UNKNOWN)


def _words(one: Report, other: Report) -> bool:
    """Whether two reports are told with the same words, numbers and places apart."""
    if len(alike.words(one.text) & alike.words(other.text)) < SHARED_WORDS:
        return False
    places = alike.words(" ".join(r.event.place.mention.text for r in (one, other) if r.event.place))
    mine, others = (frozenset(w for w in alike.words(r.text) - places if not w.isdigit()) for r in (one, other))
    return len(mine & others) >= SHARED_WORDS and alike.shared(mine, others) >= SHARED_PART


def _days(a: Event, b: Event) -> bool | None:
    """True: they overlap; False: they do not; None: one is unknown."""
    if not (a.date_from and a.date_to and b.date_from and b.date_to):
        return None
    return a.date_from <= b.date_to and b.date_from <= a.date_to


def _places(a: Place | None, b: Place | None) -> bool | None:
    """True: the same; False: two; None: one is unknown, or may lie in the other."""
    if a is None or b is None:
        return None
    wide = any(place.country and place.province is None for place in (a, b))  # a whole country
    if a.name == b.name and a.country == b.country:
        return None if wide else True
    if a.country != b.country:
        return False
    return None if wide or a.name == b.province or b.name == a.province else False
