"""The parts of a briefing: what is said, in which order, and on which sentence each line rests.

Only data. A `Quote` is the only way for words of an article to enter a briefing; everything else is a name, a figure
or a date taken from the analysis. `None` is "unknown" and is printed so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tasks.models import Access, Basis, Certainty, ContestKind, ContestStatus, High, Low, Precision, Shown, Stance, Tlp

Range = tuple[Low, High]  # unknown: (None, None)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article: exactly `article.text[start:end]` of the article whose text has this hash."""

    line_id: str
    article_id: str
    start: int
    end: int
    text: str
    text_sha256: str
    ref: int  # number of the source in the briefing
    voice: Literal["direct", "mixed", "reported"]  # all, some or none of the words stand in quotation marks
    cut: bool = False  # the sentence goes on after these words


@dataclass(frozen=True, slots=True)
class Credibility:
    """The Admiralty rating of an information, 1 to 6, and the reason for it. See `tasks.brief.credibility`."""

    rating: Literal[1, 2, 3, 4, 5, 6]
    reason: Literal["confirmed", "same_party", "one_source", "contradicted", "outnumbered", "unchecked"]
    parties_for: int
    parties_against: int
    publishers: int


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from what the profile was told before."""

    what: Literal["side", "status", "figure", "killed", "injured", "place", "certainty", "author", "publishers"]
    who: str | None = None
    before: str | Range | int | None = None
    after: str | Range | int | None = None
    stance: Stance | None = None  # of a side that has joined
    on: date | None = None  # when the article came out that brought it; None: unknown


# ---- bottom line -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Position:
    """One party's words in one line of the bottom line."""

    who: str | None  # None: the quote names who speaks
    quote: Quote
    verb: bool = False  # the quote begins with the verb that goes with who: X “denied it”


@dataclass(frozen=True, slots=True)
class Bottom:
    """One line of the bottom line: a contest in its parties' words, or the sentence that reports a development."""

    kind: ContestKind | Literal["development"]
    topic: str | None  # the contest's proposition; None where the positions say it, and for a development
    positions: tuple[Position, ...]
    number: int | None  # of the contest's card
    changes: tuple[Change, ...]


# ---- contests --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words: who, how they are named, what they say, and the day it was published."""

    who: str | None  # as the article names the party
    stance: Stance
    quote: Quote
    published_on: date | None
    not_before: date | None  # of an undated article
    figure: Range = (None, None)


@dataclass(frozen=True, slots=True)
class Side:
    """One party's position in a contest."""

    name: str | None  # the party; "" where it is not said whose position it is; None: the outlet itself
    others: tuple[str, ...]  # further parties that say the same; further outlets where it is their own remark
    outlet: str | None  # that prints the first statement
    stance: Stance
    figure: Range
    number: Quote | None  # the figure in the article's words
    statements: tuple[Statement, ...]
    also: tuple[int, ...]  # further sources that put the same position
    credibility: Credibility | None  # None: the outlet's own remark is no information to rate
    joined: bool  # new since the profile was last told of the contest


@dataclass(frozen=True, slots=True)
class Resolution:
    """What settled a contest: a party's later words."""

    how: str  # one of tasks.models.RESOLVED
    who: str
    before: date | None  # when what it said first was published
    on: date | None  # when the later words were
    quote: Quote


@dataclass(frozen=True, slots=True)
class Card:
    """A contested claim with all its sides."""

    number: int
    contest_id: str
    kind: ContestKind
    status: ContestStatus
    proposition: str
    sides: tuple[Side, ...]
    first_seen_at: datetime
    dated: bool  # that is when an article came out; else when an undated one was first read
    update: bool
    changes: tuple[Change, ...]
    resolution: Resolution | None


# ---- developments ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of killed or injured that other reports of an event give."""

    figure: Range
    refs: tuple[int, ...]
    earlier: bool  # the same party gave it before, or an outlet; else it is another's account


@dataclass(frozen=True, slots=True)
class Development:
    """One thing that happened, or is said to have, joined from all its reports."""

    type: str  # ACLED event type
    subtype: str  # ACLED sub-event type
    quotes: tuple[Quote, ...]  # the fullest report first, then others' differing ones
    also: tuple[int, ...]  # further sources that report it
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    date_from: date | None
    date_to: date | None
    precision: Precision | None
    reported_on: date | None  # when the first of its articles came out
    killed: Range
    injured: Range
    killed_else: tuple[Toll, ...]
    injured_else: tuple[Toll, ...]
    certainty: Certainty  # that it happened
    authorship: Certainty | None  # how sure its reports are of who did it; None: as sure as that it happened
    says: tuple[str, ...]  # who says so: parties, or outlets that report in their own words
    publishers: int  # independent ones
    credibility: Credibility | None  # None: a card rates it
    contest: int | None  # number of the card on which it is disputed
    update: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The story in which a development is told that this one reports, too."""

    story_id: str
    title: str


@dataclass(frozen=True, slots=True)
class StoryBlock:
    """What is new in one story."""

    story_id: str
    title: str
    update: bool  # the profile was told of this story before
    refs: tuple[int, ...]  # its new articles
    reprints: int
    developments: tuple[Development, ...]
    further: int  # developments left out by the profile's limit
    statements: tuple[Statement, ...]
    contests: tuple[int, ...]  # numbers of its cards
    elsewhere: tuple[Elsewhere, ...]
    lead: Quote | None  # where there is nothing else to show


# ---- pictures --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart of incidents: the day, month or year it stands for, and counts by ACLED type."""

    start: date
    counts: tuple[int, ...]  # in the order of Incidents.types


@dataclass(frozen=True, slots=True)
class Incidents:
    """Reported incidents over time."""

    unit: Literal["day", "month", "year"]
    types: tuple[str, ...]
    bars: tuple[Bar, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Locality:
    """A place and the developments reported from it."""

    name: str
    country: str | None
    count: int
    killed: Range
    lat: float | None = None
    lon: float | None = None


# ---- watch list, coverage, sources -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Watched:
    """How often an actor or place of the profile is written about, reprints aside."""

    name: str
    articles: int
    before: int | None  # in the period before, of the same length; None: there was none


@dataclass(frozen=True, slots=True)
class SourceNote:
    """How reading one configured source went."""

    name: str
    outcome: Literal["read", "silent", "failed"]
    articles: int  # new ones in this briefing
    error: str | None
    failing_since: datetime | None = None  # where it failed more than once in a row
    offered: tuple[int, int] | None = None  # fewer items than expected, and how many at least were


@dataclass(frozen=True, slots=True)
class Aside:
    """An article that the briefing could not use as it would have liked to, and why."""

    why: Literal["undated", "teaser", "paywalled", "language", "future"]
    title: str | None
    outlet: str | None
    detail: str | None = None  # the language


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the briefing rests on, and what it misses."""

    articles: int
    publishers: int
    reprints: int
    undated: int
    failed: int  # sources
    sources: tuple[SourceNote, ...]
    aside: tuple[Aside, ...]
    weak_contests: int  # below the profile's threshold
    further_developments: int
    shrunk: int = 0  # sources that offer fewer items than expected
    counted_articles: int = 0  # of the articles, those for which the briefing had no room
    counted_stories: int = 0  # that none of the articles told is of


@dataclass(frozen=True, slots=True)
class Revised:
    """That an outlet changed an article, and how many sentences of it."""

    at: datetime  # when the change was seen
    changed: int
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Cited:
    """One numbered source."""

    number: int
    article_id: str
    outlet: str | None
    title: str | None
    byline: str | None
    published_on: date | None
    basis: Basis
    not_before: date | None
    access: Access
    url: str
    reliability: str  # Admiralty letter
    copy_of: int | None  # number of the original
    reprints: tuple[str, ...]  # outlets that printed it again
    lines: tuple[str, ...]  # ids of the quotes taken from it
    revised: Revised | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """A briefing, ready to be set."""

    profile: str
    title: str
    tlp: Tlp
    timezone: str
    since: datetime | None
    until: datetime
    empty: bool
    bottom: tuple[Bottom, ...]
    cards: tuple[Card, ...]
    further: tuple[Bottom, ...]  # contests beyond the profile's limit, one line each
    stories: tuple[StoryBlock, ...]
    incidents: Incidents | None
    localities: tuple[Locality, ...]
    watch: tuple[Watched, ...]
    coverage: Coverage
    sources: tuple[Cited, ...]
    shown: tuple[Shown, ...]  # the ledger entries to store once it is delivered; no part of what is set
