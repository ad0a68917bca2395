"""Whether two reports are of one event: what speaks against it, and how much for it.

What a comparison asks of a report is worked out once, for each report is compared with many. Which reports it is worth
comparing with at all is looked up: those that share its story, its place, a toll that tells, or its words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tasks.brief import alike
from tasks.brief.parts import Range
from tasks.brief.report import UNKNOWN, Report
from tasks.models import Place

TELLING_TOLL, RARE_TOLL = 3, 10  # an equal toll of so many or more is a sign of one event, or two signs
NEAR = timedelta(days=30)  # between the days on which reports of one event are published, as a rule
SHARED_WORDS, SHARED_PART = 3, 0.3  # telling words that two reports share, and their share in the shorter one's
DISPUTED = ("denied", "suspected", "claimed")  # who did it is at issue


@dataclass(frozen=True, slots=True, eq=False)
class Traits:
    """What tells the event of a report from others; without the article, of which many need not stay at hand."""

    article_id: str
    story_id: str | None
    type: str
    sentence: int
    published: date | None
    first: date | None  # the days of the event
    last: date | None
    place: Place | None
    wide: bool  # the place is a whole country
    killed: Range
    actors: frozenset[str]
    denied: bool
    disputed: bool
    words: frozenset[str]
    named: frozenset[str]  # words of the place's name


def traits(report: Report) -> Traits:
    """What tells the event of a report from others."""
    event, place = report.event, report.event.place
    return Traits(
        article_id=report.reading.article.article_id,
        story_id=report.reading.story_id,
        type=event.type,
        sentence=event.sentence,
        published=report.day,
        first=event.date_from,
        last=event.date_to,
        place=place,
        wide=bool(place and place.country and place.province is None),
        killed=event.killed,
        actors=frozenset(event.actors),
        denied=event.certainty == "denied",
        disputed=event.certainty in DISPUTED,
        words=alike.words(report.text),
        named=alike.words(place.mention.text) if place else frozenset(),
    )


def of_one_event(a: Traits, b: Traits) -> bool:
    """Whether nothing that two reports say speaks against it, and enough for it."""
    return not differ(a, b) and signs(a, b) > 0


def differ(a: Traits, b: Traits) -> bool:
    """Whether something they say of kind, day, place or actors speaks against their being of one event."""
    if a.type != b.type:
        return True
    if a.article_id == b.article_id:
        return a.sentence != b.sentence  # its analysis has told its events apart
    if _days(a, b) is False or _places(a, b) is False:
        return True
    if (a.first and b.published and a.first > b.published) or (b.first and a.published and b.first > a.published):
        return True  # it had not happened yet
    return not (a.disputed or b.disputed) and bool(a.actors and b.actors) and a.actors.isdisjoint(b.actors)


def signs(a: Traits, b: Traits) -> int:
    """How much more speaks for one event than it takes; above nought they are one."""
    if a.article_id == b.article_id:
        return 1
    equal = (a.killed[0] or 0) if a.killed == b.killed else 0
    tolls = (equal >= TELLING_TOLL) + (equal >= RARE_TOLL)
    days = bool(_days(a, b))
    found = days + bool(_places(a, b)) + tolls + _words(a, b)
    if a.story_id != b.story_id:
        near = days or (a.published is not None and b.published is not None and abs(a.published - b.published) <= NEAR)
        return found - (1 if near else 2)
    return found + (a.denied or b.denied or a.killed == b.killed != UNKNOWN)


def _words(a: Traits, b: Traits) -> bool:
    """Whether two reports are told with the same words, numbers and places apart."""
    common = a.words & b.words
    if len(common) < SHARED_WORDS:
        return False
    places = a.named | b.named
    mine, others = (frozenset(w for w in t.words - places if not w.isdigit()) for t in (a, b))
    return len(mine & others) >= SHARED_WORDS and alike.shared(mine, others) >= SHARED_PART


def _days(a: Traits, b: Traits) -> bool | None:
    """True: they overlap; False: they do not; None: one is unknown."""
    if not (a.first and a.last and b.first and b.last):
        return None
    return a.first <= b.last and b.first <= a.last


def _places(a: Traits, b: Traits) -> bool | None:
    """True: the same; False: two; None: one is unknown, or may lie in the other."""
    one, other = a.place, b.place
    if one is None or other is None:
        return None
    wide = a.wide or b.wide
    if one.country != other.country:
        return False
    if one.name == other.name:
        return None if wide else True
    return None if wide or one.name == other.province or other.name == one.province else False


class Kin:
    """Finds, among the reports added, all that could be of one event with another; see `signs` for what it takes.

    Between stories one sign is not enough, so that days or words alone find nothing: words do, of the same days.
    """

    def __init__(self, all_reports: Iterable[Traits]) -> None:
        """Begin with none added.

        Args:
            all_reports: Those that will be added; words that few of them have are looked up first.
        """
        self._held = Counter(word for one in all_reports for word in one.words)
        self._by: dict[Hashable, list[tuple[Traits, int]]] = defaultdict(list)
        self._worded: dict[tuple[str, str], list[tuple[Traits, int]]] = defaultdict(list)

    def add(self, one: Traits, group: int) -> None:
        """Let it be found, as one of a group."""
        for key in _keys(one):
            self._by[key].append((one, group))
        for word in one.words:
            self._worded[one.type, word].append((one, group))

    def groups(self, one: Traits) -> list[int]:
        """The groups of which a report could be of one event with it, in their order."""
        found = {group for key in _keys(one) for _, group in self._by.get(key, ())}
        found.update(group for other, group in self._like(one) if group not in found and _days(one, other))
        return sorted(found)

    def _like(self, one: Traits) -> Iterator[tuple[Traits, int]]:
        """Those that share enough words: each of these shares one that is not among its commonest few."""
        rarest = sorted(one.words, key=lambda word: (self._held[word], word))
        for word in rarest[: len(rarest) - SHARED_WORDS + 1]:
            for other, group in self._worded.get((one.type, word), ()):
                if len(one.words & other.words) >= SHARED_WORDS:
                    yield other, group


def _keys(one: Traits) -> Iterator[Hashable]:
    """What two reports of one event have in common, unless it is their days and words."""
    yield one.type, "story", one.story_id
    if one.place is not None:
        yield one.type, "place", one.place.name, one.place.country
    if (one.killed[0] or 0) >= TELLING_TOLL:
        yield one.type, "killed", one.killed
