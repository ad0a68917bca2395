"""Drafts of event reports, one a trigger, and when two of them are one event."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Token

from tasks.analyse.events.casualties import UNKNOWN, Count, Toll, added, largest
from tasks.analyse.events.clauses import lemma
from tasks.analyse.events.words import lexicon
from tasks.analyse.parsing.dates import DateMention
from tasks.analyse.parsing.numbers import SMALL
from tasks.models import Certainty, Place

VIOLENT = frozenset(("Battles", "Explosions/Remote violence", "Violence against civilians"))
GENERIC = frozenset(("Attack", "Armed clash"))  # sub-types that a plain "attack" or "killing" may turn out not to be
MURDERS = frozenset(("murder", "assassination", "assassinate", "execution"))
REACH = 2  # sentences after an event in which its toll may follow
NOMINAL = date(2001, 6, 13)  # stands for an unknown day of writing: tells "on Monday" from "last month", dates nothing


@dataclass(slots=True)
class Draft:
    """What one trigger says, before it is joined with the other mentions of its event."""

    trigger: Token
    sentence: int
    subtype: str
    certainty: Certainty
    happened: Certainty | None = None  # before it was weighed what is said of its authors
    date: DateMention | None = None
    dated: bool = False  # the date is said of this event, not of the report of it: "police said on Friday"
    place: Place | None = None
    old: bool = False  # its day lies well before that of writing
    counted: bool = False  # it says how many were killed, hurt, held or taken
    placed: bool = False  # the place is said of this event: "in Kabul", in its own clause
    actors: tuple[str, ...] = ()
    killed: Toll = UNKNOWN
    injured: Toll = UNKNOWN
    latest: Toll = UNKNOWN  # the dead as the last sentence that counts them has them
    further: bool = False  # it is told as one more beside those told before: "another bomb went off"
    counts: list[Count] = field(default_factory=list)  # of the dead, source by source
    on_top: bool = False  # its dead are not those told before: "two more were killed"
    attribution: int | None = None
    refers: bool = False  # only points at an event known already: "after the bombing"
    apart: bool = False  # its sentence says that it was days away from what else it tells
    mentions: list[Token] = field(default_factory=list)
    last: int = 0  # sentence of its last mention
    sentences: list[int] = field(default_factory=list)
    victims: frozenset[str] = frozenset()  # names and numbers in what it struck
    named: bool = False  # it says whom it struck, by name or as known

    @property
    def told(self) -> bool:
        """Whether it is reported, rather than only pointed at."""
        return not self.refers or self.killed != UNKNOWN or self.injured != UNKNOWN


def same(event: Draft, draft: Draft) -> bool:
    """Whether a draft tells of an event drafted before: of its kind, with when, where and whom not against it."""
    types = lexicon().types
    one, other = types[event.subtype], types[draft.subtype]
    generic = GENERIC & {event.subtype, draft.subtype} and {one, other} <= VIOLENT
    abduction = "Abduction/forced disappearance" in (event.subtype, draft.subtype)
    if any(lemma(a.trigger) in MURDERS and _is_battle(b.trigger) for a, b in ((event, draft), (draft, event))):
        return False  # a murder is no part of a battle
    planned = [one.certainty == "planned" for one in (event, draft)]
    if planned in ([False, True], [True, False]) and not (
        planned[0] and ((draft.refers and not draft.named) or event.sentence == draft.sentence)
    ):
        return False  # what is planned is not what was done; but "the attack" may be the one that was planned
    if event.subtype != draft.subtype and (abduction or not (generic or (one == other and one in VIOLENT))):
        return False
    together = bool(event.date and draft.date and _together(event.date, draft.date))
    clash = event.dated and draft.dated and not together
    if {w for w in event.victims & draft.victims if not w.isdigit()} and (draft.refers or not clash):
        return True
    if _is_of_known(draft) and draft.sentence - event.last <= 1 and not clash:
        return True
    if event.sentence != draft.sentence and (
        draft.further or (draft.old and not (event.old or event.refers or draft.refers))
    ):
        return False
    if event.apart != draft.apart if event.sentence == draft.sentence else draft.apart:
        return False
    names = [{word for word in one.victims if not (word.isdigit() or word in SMALL)} for one in (event, draft)]
    if all(names) and not draft.refers and event.sentence != draft.sentence:
        return False  # "Ann Lee was shot … Bo Mar was shot"
    if event.dated and draft.dated:
        if not together:
            return False
    elif draft.sentence not in event.sentences and not draft.on_top and _contradict(event.killed, draft.killed):
        return _is_part(event, draft)
    if event.sentence != draft.sentence and _is_news(event, draft, together):
        return False
    others = event.actors and draft.actors and not _related(event.actors, draft.actors)
    if others and event.sentence != draft.sentence and not all(planned) and not _is_toll(event, draft):
        return False
    if not (event.placed and draft.placed and event.place and draft.place):
        return True
    return _near(event.place, draft.place)


def _is_battle(trigger: Token) -> bool:
    words, name = lexicon(), lemma(trigger)
    return "Armed clash" in (words.nouns.get(name), words.verbs.get(name))


def _is_news(event: Draft, draft: Draft, together: bool) -> bool:
    """Whether a later sentence tells another event: its own day or place, not that of the event told before."""
    if draft.refers or not (event.dated or event.placed) or together:
        return False
    if draft.dated and draft.date and draft.date.mention.text.lower().endswith("ago"):
        return True  # "two weeks ago the raiders had …"
    named = event.placed and draft.placed and event.place and draft.place and _near(event.place, draft.place)
    toll = draft.killed != UNKNOWN and draft.killed == event.killed
    told = (draft.killed, draft.injured) != (UNKNOWN, UNKNOWN) and event.counted
    if told and not toll and draft.sentence - event.last > REACH:
        return True
    return (draft.dated or draft.placed) and not (named or toll)


def _related(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two sets of parties have one in common, or one that is part of another: a state and its army."""
    return any(one.startswith(other) or other.startswith(one) for one in ours for other in theirs)


def _is_toll(event: Draft, draft: Draft) -> bool:
    """Whether the next sentence only tells whom an event struck: "Two soldiers and a guard were killed"."""
    return _is_bare(draft) and draft.sentence - event.last <= 1 and event.killed == UNKNOWN


def _is_bare(draft: Draft) -> bool:
    """Whether a passive tells neither when nor where nor who did it."""
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in draft.trigger.children)
    agent = any(child.dep_ == "agent" for child in draft.trigger.children)
    return passive and not (draft.dated or draft.placed or agent)


def _is_part(event: Draft, draft: Draft) -> bool:
    """Whether the next sentence only singles out some of the dead: "One guard was killed, and his wife"."""
    return _is_bare(draft) and draft.sentence - event.last <= 1 and (draft.killed[0] or 0) < (event.killed[0] or 0)


def _is_of_known(draft: Draft) -> bool:
    """Whether a trigger tells of somebody told of before: "She was killed in one of the bloodiest raids"."""
    return any(c.dep_ in ("nsubjpass", "dobj") and c.tag_ == "PRP" for c in draft.trigger.children)


def _contradict(one: Toll, other: Toll) -> bool:
    """Whether two tolls cannot be of one event: each far from the other."""
    return bool(one[0] and other[0]) and not 0.5 <= (one[0] or 0) / (other[0] or 1) <= 2


def _together(one: DateMention, other: DateMention) -> bool:
    """Whether two dates may be of one event: a toll "this week" is not that of Wednesday."""
    if "week" in (one.precision, other.precision) and one.precision != other.precision:
        return False
    if one.absolute != other.absolute and NOMINAL.year in (one.first.year, other.first.year):
        return True
    return one.first <= other.last and other.first <= one.last


def _near(one: Place, other: Place) -> bool:
    if one.name == other.name or None in (one.lat, one.lon, other.lat, other.lon):
        return True
    assert one.lat is not None and one.lon is not None and other.lat is not None and other.lon is not None  # noqa: S101
    wide = one.province is None or other.province is None
    return one.country == other.country and (wide or math.dist((one.lat, one.lon), (other.lat, other.lon)) < 0.5)


def join(event: Draft, draft: Draft) -> None:
    """Adds to an event what a further mention of it tells."""
    if event.subtype == "Attack" and draft.subtype not in GENERIC and draft.sentence - event.last <= 1:
        event.subtype = draft.subtype
    if draft.date and (event.date is None or (draft.dated, -_width(draft.date)) > (event.dated, -_width(event.date))):
        event.date, event.dated, event.old = draft.date, draft.dated, draft.old
    if draft.place and _is_better(draft, event):
        event.place, event.placed = draft.place, draft.placed or event.placed
    event.counted = event.counted or draft.counted
    event.actors = tuple(dict.fromkeys((*event.actors, *draft.actors)))
    count_dead(event, draft.killed, draft.on_top)
    event.counts += draft.counts
    event.injured = largest([event.injured, draft.injured])
    if event.certainty == "denied" and draft.certainty != "planned":
        event.certainty = (
            "claimed" if draft.certainty == "reported" else draft.certainty
        )  # told by one, denied by another
    doubted = event.certainty == "reported" and draft.certainty in ("claimed", "suspected")
    done = event.certainty == "planned" and draft.certainty == "reported" and (draft.dated or draft.placed)
    if doubted or done:
        event.certainty = draft.certainty
    event.refers = event.refers and draft.refers
    event.mentions.append(draft.trigger)
    event.sentences.append(draft.sentence)
    event.victims |= draft.victims
    event.named = event.named or draft.named
    event.last = draft.sentence


def count_dead(event: Draft, killed: Toll, on_top: bool) -> None:
    """Adds to an event what a further sentence tells of its dead; `on_top`: beside those told just before."""
    if killed == UNKNOWN:
        return
    if on_top and event.latest != UNKNOWN:
        killed = added(event.latest, killed)
    event.killed, event.latest = largest([event.killed, killed]), killed


def _is_better(draft: Draft, event: Draft) -> bool:
    """Whether a further mention knows the place better: said of the event, not merely near it; a town, not its land."""
    if event.place is None or draft.place is None:
        return event.place is None
    if draft.place.country == event.place.country and _detail(draft.place) < _detail(event.place):
        return False
    return (draft.placed, _detail(draft.place)) > (event.placed, _detail(event.place))


def _detail(place: Place) -> int:
    return 0 if place.lat is None else 1 if place.province is None else 2


def _width(mention: DateMention) -> int:
    return (mention.last - mention.first).days
