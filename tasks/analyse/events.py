"""Event reports: what happened, where, when, to whom, and how sure the report is of it.

A trigger word ("clashed", "car bomb") opens an event; the clause around it fills date, place, parties, casualties and
certainty; mentions of one event in the article become one report. Types are ACLED's, as docs/events.md tells them.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from tasks.analyse.dates import DateMention
from tasks.analyse.gazetteer import DATA
from tasks.models import Attribution, Certainty, Event, Figure, High, Low, Mention, Place

VIOLENT = frozenset(("Battles", "Explosions/Remote violence", "Violence against civilians"))
GENERIC = frozenset(("Attack", "Armed clash"))  # sub-types that a plain "attack" or "killing" may turn out not to be
FRESH = timedelta(days=31)  # an older event is background to today's news


@dataclass(frozen=True, slots=True)
class Lexicon:
    """data/events.toml, turned round for looking up."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    types: dict[str, str]
    means: dict[str, str]
    state: frozenset[str]
    rebel: frozenset[str]
    not_before: frozenset[str]
    accident: frozenset[str]
    certainty: dict[str, Certainty]


@cache
def lexicon() -> Lexicon:
    """The trigger lexicon, read once a process."""
    raw = tomllib.loads((DATA / "events.toml").read_text("utf-8"))
    subtypes = raw["subtype"]
    return Lexicon(
        verbs={verb: name for name, entry in reversed(subtypes.items()) for verb in entry["verbs"]},
        nouns={noun: name for name, entry in reversed(subtypes.items()) for noun in entry["nouns"]},
        types={name: entry["type"] for name, entry in subtypes.items()},
        means={word: name for name, words in reversed(raw["means"].items()) for word in words},
        state=frozenset(raw["armed"]["state"]),
        rebel=frozenset(raw["armed"]["rebel"]),
        not_before=frozenset(raw["not_events"]["before"]),
        accident=frozenset(raw["not_events"]["accident"]),
        certainty={word: level for level, words in raw["certainty"].items() for word in words},
    )


@dataclass(slots=True)
class _Draft:
    """What one trigger says, before it is joined with the other mentions of its event."""

    trigger: Token
    sentence: int
    subtype: str
    certainty: Certainty
    date: DateMention | None = None
    place: Place | None = None
    actors: tuple[str, ...] = ()
    killed: tuple[Low, High] = (None, None)
    injured: tuple[Low, High] = (None, None)
    background: bool = False
    attribution: int | None = None
    mentions: list[Token] = field(default_factory=list)


def find_events(
    doc: Doc,
    text: str,
    attributions: Sequence[Attribution],
    figures: Sequence[Figure],
    dates: Sequence[DateMention],
    places: Sequence[Place],
    actors: Callable[[str], Sequence[tuple[int, int, str]]],
    anchor: date | None = None,
) -> list[Event]:
    """The events that the article reports, in the order of their first mention.

    Args:
        doc: the parse of `text`.
        text: the article's text; offsets are into it.
        attributions: who says what in it; gives each event its reporter, and "denied" where the reporter denies it.
        figures: its quantities; those measured as killed and injured become the toll.
        dates: its dates, resolved.
        places: its places, located.
        actors: (start, end, actor id) of the known actors named in a stretch of text.
        anchor: the day of writing; tells old events from new ones.
    """
    drafts: list[_Draft] = []
    for number, sentence in enumerate(doc.sents):
        for token in sentence:
            subtype = _subtype(token)
            if subtype and not _is_no_event(token):
                drafts.append(_Draft(token, number, _refined(token, subtype), _certainty(token), mentions=[token]))
    sentences = list(doc.sents)
    for draft in drafts:
        _fill(draft, sentences, attributions, figures, dates, places, actors)
    merged = _merged(drafts)
    _inherit(merged, dates, places)
    return [_event(draft, text, anchor) for draft in merged]


def _lemma(token: Token) -> str:
    """The lemma in lower case; of a plural that the tagger takes for a name ("Rockets hit …") too."""
    lemma = token.lemma_.lower()
    return lemma.removesuffix("s") if token.tag_ in ("NNP", "NNPS") and len(lemma) > 4 else lemma


def _subtype(token: Token) -> str | None:
    """The sub-type that a word opens, if it is a trigger."""
    words, lemma = lexicon(), _lemma(token)
    if token.pos_ == "VERB":
        for child in token.children:
            joined = f"{lemma} {child.lemma_.lower()}"
            if child.dep_ in ("prt", "dobj") and joined in words.verbs:
                return words.verbs[joined]
        return words.verbs.get(lemma)
    if token.pos_ in ("NOUN", "PROPN"):
        for length in (3, 2):
            if token.i + 1 >= length:
                phrase = token.doc[token.i + 1 - length : token.i + 1]
                name = " ".join([t.lower_ for t in phrase[:-1]] + [lemma])
                if name in words.nouns:
                    return words.nouns[name]
        return words.nouns.get(lemma)
    return None


def _is_no_event(token: Token) -> bool:
    """A heart attack, a killing by flood, an attack that is only part of a name or a compound, or did not happen."""
    words = lexicon()
    if token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN"):
        return True
    if token.i and token.nbor(-1).lower_ in words.not_before:
        return True
    if token.pos_ == "VERB" and any(child.dep_ == "neg" for child in token.children):
        return True
    return any(_lemma(t) in words.accident for t in token.sent)


def _clause(token: Token) -> list[Token]:
    """The words under the verb that governs a token, without its coordinated and subordinate clauses."""
    top = token
    while top.head != top and top.pos_ != "VERB":
        top = top.head
    clause, stack = [], [top]
    while stack:
        node = stack.pop()
        clause.append(node)
        stack.extend(
            c for c in node.children if not (c.dep_ in ("conj", "advcl", "ccomp", "parataxis") and c.pos_ == "VERB")
        )
    return clause


def _refined(token: Token, subtype: str) -> str:
    """An attack or a killing becomes what the words beside it say: by drone, by car bomb, army against rebels."""
    if subtype not in ("Attack", "Remote explosive/landmine/IED"):
        return subtype
    words = lexicon()
    clause = _clause(token)
    lemmas = [_lemma(t) for t in clause]
    for lemma in lemmas:
        means = words.means.get(lemma)
        if means and (subtype == "Attack" or means != "Remote explosive/landmine/IED"):
            return means
    if subtype == "Attack" and not words.state.isdisjoint(lemmas) and not words.rebel.isdisjoint(lemmas):
        return "Armed clash"
    return subtype


def _certainty(token: Token) -> Certainty:
    words = lexicon()
    chain = [token, *token.ancestors]
    for node in chain:
        if node.pos_ == "VERB" and any(c.lower_ in ("will", "would", "could", "may", "might") for c in node.children):
            return "planned"
    around = {t.lemma_.lower() for t in [*chain, *_clause(token)]}
    for level in ("planned", "claimed", "suspected"):
        if any(words.certainty.get(lemma) == level for lemma in around):
            return level
    return "reported"


def _fill(
    draft: _Draft,
    sentences: Sequence[DocSpan],
    attributions: Sequence[Attribution],
    figures: Sequence[Figure],
    dates: Sequence[DateMention],
    places: Sequence[Place],
    actors: Callable[[str], Sequence[tuple[int, int, str]]],
) -> None:
    sentence, at = sentences[draft.sentence], draft.trigger.idx
    start, end = sentence.start_char, sentence.end_char
    inside = [d for d in dates if start <= d.mention.start < end]
    draft.date = min(inside, key=lambda d: abs(d.mention.start - at), default=None)
    draft.place = _nearest_place([p for p in places if start <= p.mention.start < end], at)
    draft.actors = tuple(dict.fromkeys(actor for _, _, actor in actors(sentence.text)))
    toll = [f for f in figures if f.sentence == draft.sentence and not f.part]
    draft.killed = _total([f for f in toll if f.measure == "killed"])
    draft.injured = _total([f for f in toll if f.measure == "injured"])
    for index, attribution in enumerate(attributions):
        if any(first <= at < last for first, last in attribution.content.spans):
            draft.attribution = index
            if attribution.stance == "denies":
                draft.certainty = "denied"
            elif attribution.hedged and draft.certainty == "reported":
                draft.certainty = "claimed"


def _nearest_place(places: Sequence[Place], at: int) -> Place | None:
    """The place nearest to a trigger, those after it first; a town rather than the country it lies in."""
    return min(
        places,
        key=lambda p: (p.mention.start - at) if p.mention.start > at else 2 * (at - p.mention.start),
        default=None,
    )


def _total(figures: Sequence[Figure]) -> tuple[Low, High]:
    if not figures:
        return None, None
    largest = max(figures, key=lambda f: (f.low or 0, f.high or 0))
    return largest.low, largest.high


def _merged(drafts: Sequence[_Draft]) -> list[_Draft]:
    """One draft an event: each mention joins the latest event that it does not contradict."""
    events: list[_Draft] = []
    for draft in drafts:
        for event in reversed(events):
            if _same(event, draft):
                _join(event, draft)
                break
        else:
            events.append(draft)
    return events


def _same(event: _Draft, draft: _Draft) -> bool:
    types = lexicon().types
    one, other = types[event.subtype], types[draft.subtype]
    generic = GENERIC & {event.subtype, draft.subtype} and {one, other} <= VIOLENT
    abduction = "Abduction/forced disappearance" in (event.subtype, draft.subtype)
    if event.subtype != draft.subtype and (abduction or not (generic or (one == other and one in VIOLENT))):
        return False
    if event.date and draft.date and (event.date.first > draft.date.last or draft.date.first > event.date.last):
        return False
    return not (event.place and draft.place) or _near(event.place, draft.place)


def _near(one: Place, other: Place) -> bool:
    if one.name == other.name or None in (one.lat, one.lon, other.lat, other.lon):
        return True
    assert one.lat is not None and one.lon is not None and other.lat is not None and other.lon is not None  # noqa: S101
    wide = one.province is None or other.province is None
    return one.country == other.country and (wide or math.dist((one.lat, one.lon), (other.lat, other.lon)) < 0.5)


def _join(event: _Draft, draft: _Draft) -> None:
    if event.subtype in GENERIC and draft.subtype not in GENERIC:
        event.subtype = draft.subtype
    if draft.date and (event.date is None or _width(draft.date) < _width(event.date)):
        event.date = draft.date
    if draft.place and (event.place is None or (event.place.province is None and draft.place.province)):
        event.place = draft.place
    event.actors = tuple(dict.fromkeys((*event.actors, *draft.actors)))
    event.killed = event.killed if event.killed[0] is not None else draft.killed
    event.injured = event.injured if event.injured[0] is not None else draft.injured
    surer = {"reported": ("claimed", "suspected"), "planned": ("reported", "claimed", "suspected")}
    if draft.certainty in surer.get(event.certainty, ()):
        event.certainty = draft.certainty
    event.mentions.append(draft.trigger)


def _width(mention: DateMention) -> int:
    return (mention.last - mention.first).days


def _inherit(events: Sequence[_Draft], dates: Sequence[DateMention], places: Sequence[Place]) -> None:
    """Gives an event that names no day the day last named before it."""
    for event in events:
        before = [d for d in dates if d.mention.start < event.trigger.idx and d.precision == "day"]
        if event.date is None and before:
            event.date = before[-1]


def _event(draft: _Draft, text: str, anchor: date | None) -> Event:
    edges = [t.idx for t in _clause(draft.trigger)] + [t.idx + len(t) for t in _clause(draft.trigger)]
    start, end = min(edges), max(edges)
    old = draft.date is not None and anchor is not None and draft.date.last < anchor - FRESH
    return Event(
        mention=Mention(((start, end),), text[start:end]),
        type=lexicon().types[draft.subtype],
        subtype=draft.subtype,
        sentence=draft.sentence,
        date_from=draft.date.first if draft.date else None,
        date_to=draft.date.last if draft.date else None,
        date_precision=draft.date.precision if draft.date else None,
        place=draft.place,
        actors=draft.actors,
        killed=draft.killed,
        injured=draft.injured,
        certainty=draft.certainty,
        background=draft.background or old,
        attribution=draft.attribution,
    )
