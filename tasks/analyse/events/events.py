"""Event reports: what happened, where, when, to whom, and how sure the report is of it.

A trigger word ("clashed", "car bomb") opens an event; the clause around it fills date, place, parties, casualties and
certainty; mentions of one event in the article become one report. Types are ACLED's, as docs/events.md tells them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence, Set
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from tasks.analyse.events.casualties import UNKNOWN, Count, is_on_top, largest, spread, toll
from tasks.analyse.events.certainty import certainty
from tasks.analyse.events.clauses import (
    agents,
    clause,
    clause_verb,
    is_apart,
    is_further,
    is_long_past,
    is_sum,
    is_tally,
    is_threat,
    lemma,
)
from tasks.analyse.events.drafts import GENERIC, NOMINAL, REACH, VIOLENT, Draft, count_dead, join, same
from tasks.analyse.events.perpetrators import Told, with_perpetrators
from tasks.analyse.events.setting import fill, inherit
from tasks.analyse.events.triggers import opens, refers, subtype
from tasks.analyse.events.victims import has_known_victims, names_victims, victims
from tasks.analyse.events.words import lexicon
from tasks.analyse.parsing.dates import DateMention, find_dates
from tasks.analyse.parsing.furniture import furniture
from tasks.analyse.parsing.tokens import as_read
from tasks.models import Attribution, Event, Figure, Mention, Place

HARMED = frozenset(("killed", "injured", "casualties", "detained", "abducted", "missing"))
TRENDS = frozenset(("year", "decade", "month", "since", "annually", "war"))  # a toll of more than one event
SPARING = frozenset(("Looting/property destruction", "Disrupted weapons use"))  # of a toll, only that there is none
BEFORE = frozenset(("initially", "earlier", "initial", "previously", "first"))  # a count that no longer holds
NOBODY = (0.0, 0.0)
LONG = 10  # days: a longer stretch holds more than one event
FRESH = timedelta(days=31)  # an older event is background to today's news


def find_events(
    doc: Doc,
    text: str,
    attributions: Sequence[Attribution],
    figures: Sequence[Figure],
    dates: Sequence[DateMention],
    places: Sequence[Place],
    actors: Sequence[tuple[int, int, str]],
    anchor: date | None = None,
    groups: Collection[str] = (),
) -> list[Event]:
    """The events that the article reports, in the order of their first mention.

    Args:
        doc: the parse of `text`.
        text: the article's text; offsets are into it.
        attributions: who says what in it; gives each event its reporter, and "denied" where the reporter denies it.
        figures: its quantities; those measured as killed and injured become the toll.
        dates: its dates, resolved.
        places: its places, located.
        actors: (start, end, actor id) of the known actors named in it.
        anchor: the day of writing; tells old events from new ones.
        groups: which of those actors are armed groups.
    """
    events: list[Draft] = []
    known_days = {found.mention.start for found in dates}
    if anchor is None:
        dates = find_dates(doc, text, NOMINAL)
    reporting = frozenset(start for one in attributions for start, _ in one.cue.spans)
    counts = [figure for figure in figures if not any(_overlap(figure.mention, d.mention) for d in dates)]
    past = [mention for mention in dates if anchor is None or mention.first <= anchor]
    harmed = {figure.sentence for figure in counts if figure.measure in HARMED}
    located = {word.lower() for place in places for word in place.mention.text.split()}
    is_furniture = furniture(as_read(doc))
    for number, sentence in enumerate(doc.sents):
        if is_furniture(sentence.start_char):
            continue
        found = [(token, kind) for token in sentence if (kind := subtype(token)) is not None]
        found = [(token, kind) for token, kind in found if not _is_held_by_a_state(token, kind, actors, groups)]
        deadly = [token for token, kind in found if lexicon().types[kind] != "Strategic developments"]
        split = len({clause_verb(token).i for token in deadly}) > 1 and any(
            toll(_own_words(token), counts, harm) != UNKNOWN for token in deadly for harm in ("killed", "injured")
        )
        for token, kind in found:
            noun = token.head if token.dep_ in ("relcl", "acl") and subtype(token.head) else token
            draft = Draft(token, number, kind, certainty(token), mentions=[token], last=number, refers=refers(noun))
            draft.sentences.append(number)
            draft.apart = is_apart(token)
            draft.further = (
                not draft.refers
                and lemma(clause_verb(token)) not in lexicon().fatal | lexicon().harmful
                and is_further(token)
            )
            draft.victims = victims(token) - located
            draft.named = names_victims(token, located) or has_known_victims(token) or is_threat(token)
            if noun is not token and kind in GENERIC:
                draft.subtype = subtype(noun) or kind  # "the blast, in which four were killed"
            told_by = [one for one in attributions if any(a <= token.idx < b for a, b in one.content.spans)]
            speakers = [span for one in told_by if one.source for span in one.source.spans]
            fill(draft, sentence, reporting, past if draft.certainty != "planned" else dates, places, actors, speakers)
            draft.old = _is_old(draft, anchor)
            _attribute(draft, attributions, groups)
            if is_sum(token) or (
                draft.date
                and (
                    _is_sum(draft.date, text)
                    or (is_tally(token) and draft.date.precision != "day")
                    or (token.tag_ == "NNS" and draft.date.precision == "year" and draft.dated)
                )
            ):
                continue
            if token in deadly:
                _count(draft, _own_words(token) if split or draft.refers else sentence, counts, attributions)
            elif kind in SPARING and toll(sentence, counts, "killed") == NOBODY:
                draft.killed = NOBODY
            draft.counted = draft.counted or (number in harmed and not draft.refers)
            known = next((event for event in reversed(events) if same(event, draft)), None)
            if known is not None:
                join(known, draft)
            elif opens(token, draft.date is not None or draft.placed or draft.counted or draft.named):
                events.append(draft)
        if not deadly and events and events[-1].subtype in SPARING and number - events[-1].last <= REACH:
            events[-1].killed = NOBODY if toll(sentence, counts, "killed") == NOBODY else events[-1].killed
        elif (
            not deadly
            and events
            and number - events[-1].last <= REACH
            and lexicon().types[events[-1].subtype] in VIOLENT
            and not any(lemma(token) in TRENDS for token in sentence)
        ):
            _count(events[-1], sentence, counts, attributions)
    events = [event for event in events if _is_worth(event)]
    inherit(events, past, places, reporting)
    _weigh(events, doc, [start for start, _, actor in actors if actor in groups])
    return [_event(draft, text, anchor, known_days) for draft in events]


def _is_held_by_a_state(
    trigger: Token, kind: str, actors: Sequence[tuple[int, int, str]], groups: Collection[str]
) -> bool:
    """Whether who holds people is known and no armed group: "five men held by Norway" are prisoners."""
    if kind != "Abduction/forced disappearance" or lemma(trigger) != "hold":
        return False
    by = {word.idx for agent in trigger.children if agent.dep_ == "agent" for word in agent.subtree}
    named = [actor for start, _, actor in actors if start in by]
    return bool(named) and not any(actor in groups for actor in named)


def _weigh(events: Sequence[Draft], doc: Doc, groups: Sequence[int]) -> None:
    """Puts to each event how sure the article is of who did it; `groups`: where it names an armed one."""
    sentences = [sentence.text for sentence in doc.sents]
    starts = [sentence.start_char for sentence in doc.sents]
    naming = {bisect_right(starts, start) - 1 for start in groups}
    told = [
        Told(tuple((n, t.idx - t.sent.start_char) for n, t in zip(e.sentences, e.mentions, strict=True)), _kind(e))
        for e in events
    ]
    for event, one in zip(events, told, strict=True):
        event.happened = event.certainty
        weighed = with_perpetrators(sentences, one, [t for t in told if t is not one], event.certainty, naming)
        harmful = lexicon().types[event.subtype] != "Strategic developments" or event.subtype in SPARING
        if harmful or weighed == "claimed":
            event.certainty = weighed  # who is blamed for an attack is not blamed for the arrests after it


def _kind(event: Draft) -> str:
    if event.subtype == "Abduction/forced disappearance":
        return "abduction"
    return "explosion" if lexicon().types[event.subtype] == "Explosions/Remote violence" else "attack"


def _is_sum(when: DateMention, text: str) -> bool:
    """Whether a period is one over which events are counted: "43 have been killed since January"."""
    long = (when.last - when.first).days > LONG
    before = text[max(0, when.mention.start - 20) : when.mention.end].lower()
    return long and re.search(r"\b(?:since|past|last \w+ (?:weeks|months|years)|so far|over)\b", before) is not None


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _own_words(trigger: Token) -> list[Token]:
    """The trigger's clause and, where it qualifies a noun ("nine men killed in a raid"), that noun with its number."""
    words = clause(trigger)
    total = next((t for t in trigger.ancestors if t.pos_ == "VERB" and lemma(t) in lexicon().totals), None)
    words += total.subtree if total else ()
    top = next((t for t in (trigger, *trigger.ancestors) if t.pos_ == "VERB"), trigger)
    if top.dep_ in ("acl", "relcl"):
        whole = top.head
        while whole.dep_ in ("appos", "conj") and whole.head != whole:
            whole = whole.head
        words += [t for t in whole.subtree if t.i < top.i]
    return words


def _count(
    event: Draft, words: Iterable[Token], figures: Sequence[Figure], attributions: Sequence[Attribution]
) -> None:
    """Adds the toll that some words tell."""
    words = list(words)
    offsets = {token.idx for token in words}
    dead = [f for f in figures if f.measure == "killed" and not f.part and f.low and f.mention.start in offsets]
    if len(dead) == 1 and not any(lemma(token) in lexicon().totals or token.lower_ in BEFORE for token in words):
        by = attributions[dead[0].attribution].source if dead[0].attribution is not None else None
        counted = "people" if dead[0].bare else (dead[0].population or "").lower().rpartition(" ")[2]
        event.counts.append(Count(by.text.lower() if by else None, (dead[0].low, dead[0].high), counted))
    event.on_top = is_on_top(words)
    count_dead(event, toll(words, figures, "killed"), event.on_top)
    event.injured = largest([event.injured, toll(words, figures, "injured")])
    event.counted = event.counted or event.killed != UNKNOWN


def _attribute(draft: Draft, attributions: Sequence[Attribution], groups: Collection[str]) -> None:
    """Who tells of an event, and what his telling makes of it: denied, or claimed by a party to it."""
    for index, attribution in enumerate(attributions):
        if any(first <= draft.trigger.idx < last for first, last in attribution.content.spans):
            draft.attribution = index
            if attribution.stance == "denies":
                draft.certainty = "denied"
            elif draft.certainty == "reported" and (attribution.hedged or attribution.actor in draft.actors):
                draft.certainty = "claimed"
            elif draft.certainty == "reported" and _is_armed(attribution, draft.trigger.doc, groups):
                draft.certainty = "suspected" if _is_by_the_state(draft.trigger) else "claimed"


def _is_armed(attribution: Attribution, doc: Doc, groups: Collection[str]) -> bool:
    """Whether it is an armed group that speaks, by its name or as "the rebels": a party to what it tells.

    One that governs, and confirms a thing through its authorities, speaks as a state does.
    """
    if attribution.source is None or attribution.stance == "confirms":
        return False
    spans = [doc.char_span(first, last, alignment_mode="expand") for first, last in attribution.source.spans]
    said = {lemma(token) for span in spans if span is not None for token in span}
    return not said & lexicon().rulers and (
        attribution.actor in groups if attribution.actor else bool(said & lexicon().rebel)
    )


def _is_by_the_state(trigger: Token) -> bool:
    """Whether those who act in a trigger's clause bear arms for a state: "the army shelled the village"."""
    who = {lemma(word) for agent in agents(trigger) for word in agent.subtree}
    return not who.isdisjoint(lexicon().state) and who.isdisjoint(lexicon().rebel)


def _is_worth(event: Draft) -> bool:
    """Not a passing mention: it says when, where or how many, or is told twice."""
    return event.dated or event.placed or event.counted or len(event.mentions) > 1 or event.named


def _is_old(draft: Draft, anchor: date | None) -> bool:
    return draft.date is not None and anchor is not None and draft.date.last < anchor - FRESH


def _event(draft: Draft, text: str, anchor: date | None, known_days: Set[int]) -> Event:
    if draft.date and draft.date.mention.start not in known_days:
        draft.date = None
    words = [token for token in clause(draft.trigger) if not token.is_space]
    start, end = words[0].idx, words[-1].idx + len(words[-1])
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
        killed=UNKNOWN if draft.certainty == "planned" else spread(draft.killed, draft.counts),
        injured=UNKNOWN if draft.certainty == "planned" else draft.injured,
        certainty=draft.certainty,
        background=_is_old(draft, anchor)
        or (not draft.dated and is_long_past(draft.trigger))
        or (draft.refers and not draft.dated and not draft.told),
        attribution=draft.attribution,
        happened=draft.happened if draft.happened != draft.certainty else None,
    )
