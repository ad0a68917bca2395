"""What flows through the house: each stage takes one frozen value and returns the next.

Source -> Item -> Page -> Article -> Analysis (attributions, figures, events, places) -> Story, Contest -> Brief ->
Digest -> Delivery. Only plain data: no text processing, no SQL, no Prefect. All offsets are character (code point)
offsets into `Article.text`, end exclusive; all instants are timezone-aware and in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

Span = tuple[int, int]
Low = float | None
High = float | None

SourceKind = Literal["auto", "feed", "sitemap", "page", "site", "folder", "file"]
Basis = Literal["metadata", "text", "given", "file", "unknown"]
Access = Literal["full", "teaser", "paywalled"]
Stance = Literal["asserts", "denies", "doubts", "confirms", "declines", "demands"]
Mode = Literal["direct", "indirect", "mixed"]
Qualifier = Literal["exactly", "at_least", "at_most", "about"]
Certainty = Literal["reported", "claimed", "denied", "suspected", "planned"]
Precision = Literal["day", "week", "month", "year"]
ContestKind = Literal["denial", "figures", "responsibility", "doubt", "unverified", "reversal"]
ContestStatus = Literal["contested", "unverified", "resolved"]
RESOLVED = (
    "confirmed",
    "withdrawn",
    "revised",
)  # who denied it confirms it, who claimed it takes it back, figures agree
Tlp = Literal["RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR"]  # FIRST, Traffic Light Protocol 2.0
Section = Literal["contests", "developments", "pictures", "watch", "coverage"]
Format = Literal["html", "txt", "md", "json"]
Outcome = Literal[
    "pending",  # not tried yet
    "sending",  # being handed over; found by a later run: that run was cut off, and nobody knows whether it arrived
    "ok",  # taken
    "deferred",  # not taken; the next run tries again
    "failed",  # not taken, and not tried again
    "unknown",  # handed over without an answer: it may have arrived; never sent again but by hand
]


# ---- collect ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """Where articles come from, as configured or as given by `--source`."""

    source_id: str
    location: str  # a URL or a path
    kind: SourceKind = "auto"
    outlet: str | None = None
    owner: str | None = None  # outlets of one owner are not independent of each other
    country: str | None = None  # ISO 3166-1 alpha-2
    language: str | None = None  # ISO 639-1
    timezone: str | None = None  # IANA name; in which the outlet's dates are meant
    reliability: Literal["A", "B", "C", "D", "E", "F"] = "F"  # Admiralty; F: cannot be judged
    allow_private: bool = False  # may be fetched from loopback and private addresses
    link_pattern: str | None = None  # regular expression; of an index page, the links that are its items
    min_items: int = 0  # it offers at least so many when it is well


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody outside the page says of an article: a feed's entry, a .jsonl row, a mail's header."""

    title: str | None = None
    byline: str | None = None
    site: str | None = None
    published_at: datetime | None = None
    published_on: date | None = None
    language: str | None = None
    body: str | None = None  # HTML or text of the article as the feed or row carries it


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a source offers and that may become an article."""

    source_id: str
    url: str
    given: Given = Given()


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of one item as read or fetched."""

    source_id: str
    url: str  # of a local file: its file: URI, with `#n` for the n-th record of a .jsonl, .warc or the like
    content: bytes
    media_type: str  # text/html, text/plain, text/markdown, message/rfc822, application/json
    fetched_at: datetime
    charset: str | None = None  # as declared by the transport
    given: Given = Given()


@dataclass(frozen=True, slots=True)
class Fetch:
    """One attempt to read a source or one of its items, whatever came of it."""

    fetch_id: str
    source_id: str
    url: str
    status: int | None  # HTTP status, None for files and for connections that failed
    outcome: Literal["ok", "unchanged", "skipped", "refused", "failed"]
    error: str | None
    bytes: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Validator:
    """What the next conditional GET of an address needs."""

    url: str
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True)
class Visit:
    """One reading of a source as a whole, whatever came of it."""

    source_id: str
    at: datetime
    outcome: Literal["ok", "unchanged", "failed"]
    error: str | None  # why it failed
    items: int | None  # that it offered, those already stored included; None: failed or unchanged
    expected: int | None = None  # at least so many, by configuration and history; None: no telling


@dataclass(frozen=True, slots=True)
class Health:
    """How a source fares, over all its readings."""

    source_id: str
    last_read: datetime
    outcome: Literal["ok", "unchanged", "failed"]  # of the last reading, and so is `error`
    error: str | None
    failures: int  # readings that failed in a row, the last one included
    failing_since: datetime | None  # the first of these
    last_success: datetime | None  # when it last answered, with something new or not
    items: int | None  # that it offered when it last was not unchanged
    expected: int | None  # at least so many at that time; None: no telling
    usual: int | None  # the median of what it offered lately; None: no telling yet

    @property
    def has_shrunk(self) -> bool:
        """Whether it answers, but offers fewer items than expected."""
        return self.items is not None and self.expected is not None and self.items < self.expected


# ---- extract ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Article:
    """The clean text of one article and what is known of it. Never changes: another text is another article."""

    article_id: str  # hash of url identity and text
    url: str
    source_id: str
    title: str | None
    byline: str | None
    site: str | None  # the outlet as the page names it
    dateline: str | None  # "WASHINGTON/ISLAMABAD"
    published_at: datetime | None  # midnight UTC of `published_on` where no time of day is known
    published_on: date | None  # the calendar day in the outlet's own time zone
    published_basis: Basis
    not_before: date | None  # undated: the latest past date that the text itself mentions
    fetched_at: datetime
    language: str | None
    access: Access
    text: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence of an article that is not as it was in the revision before."""

    change: Literal["added", "removed", "changed"]
    before: Span | None  # in the text of the revision before; None: added
    after: Span | None  # in the text of this revision; None: removed


@dataclass(frozen=True, slots=True)
class Revision:
    """That an article took the place of an earlier text of the same page."""

    article_id: str
    revises: str  # article_id of the text before
    at: datetime  # when the page was fetched, or extracted again
    basis: Literal["page", "extraction"]  # what changed: the page itself, or how its text is told from the rest of it
    changes: tuple[Change, ...] = ()  # in the order of the new text, then what was removed


# ---- analyse ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """Some stretches of an article's text and their characters (several spans joined by a blank)."""

    spans: tuple[Span, ...]
    text: str

    @property
    def start(self) -> int:
        """First character of the first span."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """End (exclusive) of the last span."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with what matching needs to know of it."""

    span: Span
    terms: tuple[str, ...] = ()  # lower-case lemmas of its content words
    actors: tuple[str, ...] = ()  # ids of catalogue actors named in it


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (source) says (cue) what (content), after PARC and PolNeAR."""

    source: Mention | None
    speaker: str | None  # fullest name or description of the source in the article: "Suhail Shaheen"
    actor: str | None  # catalogue id the source speaks for
    cue: Mention
    content: Mention
    stance: Stance
    mode: Mode
    hedged: bool
    sentence: int  # index into Analysis.sentences of the cue's sentence
    pointer: str | None = None  # head lemma where the content only points: "report", "charge", "video", "claim"
    terms: tuple[str, ...] = ()  # lower-case lemmas of the content's content words


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with what it measures."""

    mention: Mention
    low: Low
    high: High
    qualifier: Qualifier
    measure: str  # killed, injured, detained, displaced, fighters, troops, money, …
    unit: str  # person, USD, percent, …
    population: str | None  # the noun phrase that is counted: "al-Qaida operatives"
    sentence: int
    attribution: int | None = None  # index into Analysis.attributions
    actors: tuple[str, ...] = ()
    place: str | None = None
    part: bool = False  # counted inside a larger figure: "including five children"
    clause: Span | None = None  # the clause that says what the number is of, without who says it
    bare: bool = False  # what it counts is told by the figure before it: "put it at nine"


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in the text, with its spot where the gazetteer has it."""

    mention: Mention
    name: str
    country: str | None  # ISO 3166-1 alpha-2
    lat: float | None
    lon: float | None
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One report of something that happened, or is said to have."""

    mention: Mention
    type: str  # ACLED event type
    subtype: str  # ACLED sub-event type
    sentence: int
    date_from: date | None
    date_to: date | None
    date_precision: Precision | None
    place: Place | None
    actors: tuple[str, ...]
    killed: tuple[Low, High]
    injured: tuple[Low, High]
    certainty: Certainty
    background: bool = False  # long past or hypothetical: kept, but no development of the day
    attribution: int | None = None  # index into Analysis.attributions: who reports it
    happened: Certainty | None = None  # that it happened, where `certainty` is only how sure it is who did it


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that one reading of one article sees."""

    article_id: str
    sentences: tuple[Sentence, ...]
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, what was seen in it, and where it stands among the others."""

    article: Article
    analysis: Analysis
    outlet: str | None = None  # publisher, by the source's configuration or the page
    owner: str | None = None
    reliability: str = "F"
    copy_of: str | None = None  # article_id of the original
    story_id: str | None = None
    revision: Revision | None = None  # how it came to be as it is now; None: the page has not changed


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one course of events."""

    story_id: str
    title: str
    article_ids: tuple[str, ...]
    first_seen_at: datetime
    last_seen_at: datetime
    independent_sources: int


@dataclass(frozen=True, slots=True)
class StoryChange:
    """Articles that went from one story into another: a merge where none stayed, else a split."""

    story_id: str
    became: str  # story_id
    articles: int
    at: datetime  # when the article that brought it about was read from its source


@dataclass(frozen=True, slots=True)
class ContestSide:
    """One party's position, in one place where it is put. Several rows with one `side` number: one position."""

    side: int
    actor: str | None
    source_text: str | None  # as the article names the party, "" where it names nobody; None: the outlet's own words
    stance: Stance
    quote: str  # exactly article.text[start:end]
    article_id: str
    start: int
    end: int
    low: Low = None
    high: High = None
    party: int | None = None  # rows of one number are one party's, in whatever side; None: the outlet itself


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason for a contest's score or salience, and what it weighs there."""

    what: str
    weight: float


@dataclass(frozen=True, slots=True)
class ContestChange:
    """One step in the life of a contest, and the side row that it rests on, where it rests on one."""

    at: datetime  # when the article came out that brought it; of an undated one, when it was first read
    change: Literal["opened", "joined", "status", "merged"]
    detail: str = ""  # status: the new one, or how it was resolved (see RESOLVED); merged: the id of the one taken in
    article_id: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Contest:
    """A proposition on which the record holds two positions, or says that it could not be checked."""

    contest_id: str  # stable while sides join
    story_id: str | None
    kind: ContestKind
    proposition: str  # one line, readable alone, built from the sources' own words
    status: ContestStatus
    sides: tuple[ContestSide, ...]
    score: float  # 0..1, how sure that this is a contest; below the profile's threshold it stays out of the digest
    salience: float  # 0..1, how much it matters
    evidence: str  # which rule, which words
    first_seen_at: datetime
    last_seen_at: datetime
    clues: tuple[Clue, ...] = ()  # what the score is made of
    weights: tuple[Clue, ...] = ()  # what the salience is made of, whichever profile reads it
    history: tuple[ContestChange, ...] = ()  # oldest first


@dataclass(frozen=True, slots=True)
class LinkKey:
    """What an article is found by when others are linked with it."""

    article_id: str
    day: date | None  # of publication; None: unknown
    terms: Mapping[int, float]  # CRC-32 of a word in lower case: its weight in the article


@dataclass(frozen=True, slots=True)
class Near:
    """A new article and a stored one that shares telling words with it."""

    article_id: str
    other: str  # the stored one
    likeness: float  # of the two, 0..1, by those words
    day: date | None  # of the stored one's publication


@dataclass(frozen=True, slots=True)
class Strength:
    """That an article puts a number to the strength of a group."""

    actors: str  # ids of the group's actors, in order, joined by blanks
    article_id: str
    day: date | None  # of publication; None: unknown


@dataclass(frozen=True, slots=True)
class Links:
    """What joins articles to each other, in place of what joined them before."""

    copies: Mapping[str, str]  # article_id of a reprint to that of its original
    stories: tuple[Story, ...]
    contests: tuple[Contest, ...]
    articles: tuple[str, ...] = ()  # those linked now
    seen: tuple[str, ...] = ()  # those of which it was looked at again whether they are reprints
    old_stories: tuple[str, ...] = ()  # story_ids that `stories` takes the place of
    old_contests: tuple[str, ...] = ()  # contest_ids that `contests` takes the place of
    changes: tuple[StoryChange, ...] = ()
    keys: tuple[LinkKey, ...] = ()  # of those linked for the first time that are no reprints
    counts: Mapping[int, int] = field(default_factory=dict)  # how many more articles hold a word
    strengths: tuple[Strength, ...] = ()  # that those linked now give
    counted: int = 0  # how many more articles are counted
    replaced: Mapping[str, str] = field(default_factory=dict)  # earlier revisions that end here, and what they became


# ---- brief -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Profile:
    """One desk: what its briefing is called, what it watches, how much it is shown and who receives it."""

    name: str  # also the folder of its digests: letters, digits, '-' and '_'
    title: str
    timezone: str = "UTC"  # IANA name; in which the briefing tells days and times
    language: str = "en"  # of its own words, ISO 639-1; the sources' are quoted as they are
    templates: Path | None = None  # a folder of its own wording and templates, which take the place of ours
    tlp: Tlp = "CLEAR"
    watch: tuple[str, ...] = ()  # catalogue ids of actors, or names of places
    sections: tuple[Section, ...] = ("contests", "developments", "pictures", "watch", "coverage")  # in this order
    min_score: float = 0.5  # contests scored lower stay in the warehouse
    max_contests: int = 12  # cards; the rest is listed in one line each
    max_developments: int = 40  # lines; the rest is counted
    max_articles: int = 2000  # new ones that are told; where there are more, those of the weightiest stories
    formats: tuple[Format, ...] = ("html", "txt", "md", "json")  # files written
    recipients: tuple[str, ...] = ()  # mail addresses, each its own message
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Smtp:
    """The mail server that digests go out by."""

    host: str
    sender: str  # "Counterclaim <briefings@example.org>"
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = 30.0  # seconds, for each step of the conversation
    bcc: bool = False  # one message to all, none of whom it names; else each receives a message of their own


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that an earlier digest of the profile delivered, and the state it had then."""

    kind: Literal["contest", "story", "event"]
    key: str  # contest_id, story_id, event key
    state: str  # JSON of what a reader was told of it


@dataclass(frozen=True, slots=True)
class Tally:
    """How many articles of one source a briefing counts and does not tell."""

    source_id: str
    outlet: str | None
    owner: str | None
    articles: int
    reprints: int
    undated: int


@dataclass(frozen=True, slots=True)
class Rest:
    """New articles for which a briefing has no room: it counts them."""

    stories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # story_id -> ids of the articles
    tallies: tuple[Tally, ...] = ()
    named: Mapping[str, int] = field(default_factory=dict)  # how many, reprints aside, name what is watched


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a briefing is made from, read from the warehouse in one go."""

    readings: tuple[Reading, ...]
    stories: tuple[Story, ...]
    contests: tuple[Contest, ...]
    fetches: tuple[Fetch, ...]  # the latest attempt of each source, and every failed one since the last digest
    sources: tuple[Source, ...]
    shown: tuple[Shown, ...]  # the ledger: what this profile has been told before
    last_digest_at: datetime | None
    health: tuple[Health, ...] = ()  # of the sources that were ever read
    rest: Rest = Rest()
    named_before: Mapping[str, int] | None = None  # articles of the period before that name what is watched, if any is


@dataclass(frozen=True, slots=True)
class Digest:
    """A finished briefing in all its forms."""

    digest_id: str
    profile: str
    period: str  # a folder name: "2023-02-15" or the like
    made_at: datetime
    subject: str
    summary: str  # one line: preheader, log, Prefect state
    empty: bool
    html: str
    text: str
    markdown: str
    json: str
    shown: tuple[Shown, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ListedDigest:
    """What an index of digests says of one."""

    digest_id: str
    profile: str
    period: str
    made_at: datetime
    subject: str
    summary: str
    title: str
    tlp: Tlp
    contests: tuple[str, ...]  # propositions of its cards
    stories: tuple[str, ...]  # titles


@dataclass(frozen=True, slots=True)
class Delivery:
    """One digest on its way to one target."""

    delivery_id: str
    digest_id: str
    channel: Literal["file", "mail"]
    target: str  # a folder, or a mail address
    outcome: Outcome
    error: str | None
    at: datetime
    message_id: str | None = None  # of a mail; the same whenever it is sent
    attempts: int = 0
