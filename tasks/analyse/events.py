"""Event reports: what happened, where, when, to whom, and how sure the report is of it.

A trigger word ("clashed", "car bomb") opens an event; the clause around it fills date, place, parties, casualties and
certainty; mentions of one event in the article become one report. Types are ACLED's, as docs/events.md tells them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set
from datetime import date, timedelta

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from tasks.analyse.casualties import UNKNOWN, is_on_top, largest, toll
from tasks.analyse.certainty import certainty
from tasks.analyse.dates import DateMention, find_dates
from tasks.analyse.event_clauses import clause, clause_verb, is_apart, is_long_past, is_tally, lemma
from tasks.analyse.event_drafts import GENERIC, NOMINAL, REACH, VIOLENT, Draft, count_dead, join, same
from tasks.analyse.event_words import lexicon
from tasks.analyse.perpetrators import with_perpetrators
from tasks.analyse.triggers import has_known_victims, opens, refers, said_of, subtype, victims
from tasks.models import Attribution, Event, Figure, Mention, Place

NEAR = 3  # sentences, with the event's own, among which a day or place told once holds
HEAD = 60  # characters at the head of a text that date and place all of it
HARMED = frozenset(("killed", "injured", "casualties", "detained", "abducted", "missing"))
TRENDS = frozenset(("year", "decade", "month", "since", "annually", "war"))  # a toll of more than one event
SPARING = frozenset(("Looting/property destruction", "Disrupted weapons use"))  # of a toll, only that there is none
NOBODY = (0.0, 0.0)
LONG = 10  # days: a longer stretch holds more than one event
FRESH = timedelta(days=31)  # an older event is background to today's news
WIDE = frozenset(("in", "at", "inside", "across", "around", "throughout", "into", "within"))  # before a country
ELSEWHERE = frozenset(("for", "from", "against", "with", "between", "both"))
WHERE = frozenset(
    ("in", "at", "near", "outside", "inside", "on", "around", "across", "into", "through", "over", "of", "from", "to")
)


def find_events(
    doc: Doc,
    text: str,
    attributions: Sequence[Attribution],
    figures: Sequence[Figure],
    dates: Sequence[DateMention],
    places: Sequence[Place],
    actors: Sequence[tuple[int, int, str]],
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
        actors: (start, end, actor id) of the known actors named in it.
        anchor: the day of writing; tells old events from new ones.
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
    for number, sentence in enumerate(doc.sents):
        found = [(token, kind) for token in sentence if (kind := subtype(token)) is not None]
        deadly = [token for token, kind in found if lexicon().types[kind] != "Strategic developments"]
        split = len({clause_verb(token).i for token in deadly}) > 1 and any(
            toll(_own_words(token), counts, harm) != UNKNOWN for token in deadly for harm in ("killed", "injured")
        )
        for token, kind in found:
            noun = token.head if token.dep_ in ("relcl", "acl") and subtype(token.head) else token
            draft = Draft(token, number, kind, certainty(token), mentions=[token], last=number, refers=refers(noun))
            draft.sentences.append(number)
            draft.apart = is_apart(token)
            draft.victims = victims(token) - located
            draft.named = bool(draft.victims) or has_known_victims(token)
            if noun is not token and kind in GENERIC:
                draft.subtype = subtype(noun) or kind  # "the blast, in which four were killed"
            told_by = [one for one in attributions if any(a <= token.idx < b for a, b in one.content.spans)]
            speakers = [span for one in told_by if one.source for span in one.source.spans]
            _fill(draft, sentence, reporting, past if draft.certainty != "planned" else dates, places, actors, speakers)
            _attribute(draft, attributions, draft.actors)
            if draft.date and (_is_sum(draft.date, text) or (is_tally(token) and draft.date.precision != "day")):
                continue
            if token in deadly:
                _count(draft, _own_words(token) if split or draft.refers else sentence, counts)
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
            _count(events[-1], sentence, counts)
    events = [event for event in events if _is_worth(event)]
    _inherit(events, past, places)
    told = [sentence.text for sentence in doc.sents]
    for event in events:
        places_told = [(n, t.idx - t.sent.start_char) for n, t in zip(event.sentences, event.mentions, strict=True)]
        others = {n for other in events if other is not event for n in other.sentences}
        event.happened = event.certainty
        weighed = with_perpetrators(told, places_told, others, event.certainty)
        harmful = lexicon().types[event.subtype] != "Strategic developments" or event.subtype in SPARING
        if harmful or weighed == "claimed":
            event.certainty = weighed  # who is blamed for an attack is not blamed for the arrests after it
    return [_event(draft, text, anchor, known_days) for draft in events]


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


def _count(event: Draft, words: Iterable[Token], figures: Sequence[Figure]) -> None:
    """Adds the toll that some words tell."""
    words = list(words)
    event.on_top = is_on_top(words)
    count_dead(event, toll(words, figures, "killed"), event.on_top)
    event.injured = largest([event.injured, toll(words, figures, "injured")])
    event.counted = event.counted or event.killed != UNKNOWN


def _fill(
    draft: Draft,
    sentence: DocSpan,
    reporting: frozenset[int],
    dates: Sequence[DateMention],
    places: Sequence[Place],
    actors: Sequence[tuple[int, int, str]],
    speakers: Sequence[tuple[int, int]],
) -> None:
    """When, where and who, from the trigger's clause first, else from its sentence."""
    start, end, at = sentence.start_char, sentence.end_char, draft.trigger.idx
    words = said_of(draft.trigger)
    own = {token.idx for token in words}
    told = [d for d in dates if start <= d.mention.start < end]
    near = [d for d in told if _may_date(d, draft.trigger)]
    above = not draft.refers  # "yesterday they condemned the murder" dates the condemnation
    said = [d for d in near if d.mention.start in own or (above and _dates_a_verb_above(d, draft.trigger, reporting))]
    if not said and draft.refers:
        said = [d for d in told if _follows(d, draft.trigger)]
    elif not near and len(told) == 1 and draft.trigger.dep_ == "ROOT" and _hangs_on_a_participle(told[0], sentence):
        said = told  # "shot by men riding a motorcycle on 9 January"
    draft.dated = bool(said)
    draft.date = min(said, key=lambda d: (d.mention.start not in own, abs(d.mention.start - at)), default=None)
    here = [p for p in places if start <= p.mention.start < end and not _qualifies(p, sentence)]
    located = [p for p in here if p.mention.start in own and _is_where(p, sentence)]
    draft.placed = bool(located)
    draft.place = min(
        located or [p for p in here if not _is_aim(p, sentence)], key=lambda p: _distance(p, at), default=None
    )
    parties = [
        (first, actor)
        for first, _, actor in actors
        if start <= first < end and not any(a <= first < b for a, b in speakers)
    ]
    draft.actors = tuple(dict.fromkeys([a for first, a in parties if first in own] or [a for _, a in parties]))


def _dates_a_verb_above(mention: DateMention, trigger: Token, reporting: frozenset[int]) -> bool:
    """Whether a date hangs on a verb that governs the trigger, other than a verb of saying."""
    span = trigger.doc.char_span(mention.mention.start, mention.mention.end, alignment_mode="expand")
    if span is None:
        return False
    verb = next((token for token in (span.root, *span.root.ancestors) if token.pos_ == "VERB"), None)
    return verb is not None and verb.idx not in reporting and verb in (trigger, *trigger.ancestors)


def _hangs_on_a_participle(mention: DateMention, sentence: DocSpan) -> bool:
    """Whether the parser gave a date to the "riding" or "wearing" of somebody in the sentence."""
    span = sentence.doc.char_span(mention.mention.start, mention.mention.end, alignment_mode="expand")
    return span is not None and any(token.dep_ == "acl" and token.tag_ == "VBG" for token in span.root.ancestors)


def _follows(mention: DateMention, noun: Token) -> bool:
    """Whether a day of the month closes a noun's phrase, whatever the parser says: "the killing of Rook on 6 May"."""
    between = [t for t in noun.doc[noun.i + 1 : noun.sent.end] if t.idx < mention.mention.start]
    numbered = any(character.isdigit() for character in mention.mention.text)
    after = mention.mention.start > noun.idx
    return after and numbered and not any(t.pos_ in ("VERB", "AUX", "PUNCT") for t in between)


def _may_date(mention: DateMention, trigger: Token) -> bool:
    """Whether a date may be that of a trigger: not one inside a clause that qualifies some other noun."""
    span = trigger.doc.char_span(mention.mention.start, mention.mention.end, alignment_mode="expand")
    if span is None:
        return True
    above = [trigger, *trigger.ancestors]
    for token in (span.root, *span.root.ancestors):
        if token in above:
            return True
        if token.dep_ in ("relcl", "acl"):
            return token.head in above
    return True


def _is_where(place: Place, sentence: DocSpan) -> bool:
    """Whether a preposition of place stands shortly before a name."""
    span = sentence.doc.char_span(place.mention.start, place.mention.end, alignment_mode="expand")
    before = sentence.doc[max(sentence.start, span.start - 4) : span.start] if span else ()
    words = WIDE if place.province is None and place.country else WHERE
    return any(token.lower_ in words for token in before)


def _is_aim(place: Place, sentence: DocSpan) -> bool:
    """Whether a preposition that tells no place stands right before a name: "the group's envoy for Europe"."""
    span = sentence.doc.char_span(place.mention.start, place.mention.end, alignment_mode="expand")
    before = [t.lower_ for t in sentence.doc[max(sentence.start, span.start - 2) : span.start]] if span else []
    return bool(ELSEWHERE & set(before))


def _qualifies(place: Place, sentence: DocSpan) -> bool:
    """Whether a name only says whose or which something is: "US drones", "the Alder-Logar road"."""
    end = place.mention.end - sentence.start_char
    if re.match(r"[-–][A-Z]", sentence.text[end : end + 2]):
        return True  # "the Alder-Logar road"
    if place.province is not None:
        return False
    span = sentence.doc.char_span(place.mention.start, place.mention.end, alignment_mode="expand")
    return span is not None and span.root.dep_ in ("compound", "amod", "nmod", "poss") and span.root.head.i >= span.end


def _distance(place: Place, at: int) -> int:
    """How far a place is from its event in the text; what follows is twice as near as what precedes."""
    gap = place.mention.start - at
    return gap if gap > 0 else -2 * gap


def _attribute(draft: Draft, attributions: Sequence[Attribution], parties: Sequence[str]) -> None:
    for index, attribution in enumerate(attributions):
        if any(first <= draft.trigger.idx < last for first, last in attribution.content.spans):
            draft.attribution = index
            if attribution.stance == "denies":
                draft.certainty = "denied"
            elif draft.certainty == "reported" and (attribution.hedged or attribution.actor in parties):
                draft.certainty = "claimed"


def _is_worth(event: Draft) -> bool:
    """Not a passing mention: it says when, where or how many, or is told twice."""
    return event.dated or event.placed or event.counted or len(event.mentions) > 1 or event.named


def _inherit(events: Sequence[Draft], dates: Sequence[DateMention], places: Sequence[Place]) -> None:
    """Gives an event that names no day or place those told shortly before it, or at the head of the text.

    What is denied, only referred to, or said to lie further back ("had been killed") inherits nothing.
    """
    for event in events:
        if event.refers or event.certainty == "denied" or _is_earlier(event.trigger):
            continue
        doc, at = event.trigger.doc, event.trigger.idx
        starts = [sentence.start_char for sentence in doc.sents if sentence.text.strip()]
        here = bisect_right(starts, event.trigger.sent.start_char)
        since, until = starts[max(0, here - NEAR)], (starts[here + 1 :] or [len(doc.text)])[0]
        days = [d for d in dates if d.mention.start < at and d.precision == "day"]
        if event.date is None:
            after = [d for d in dates if d.precision == "day" and at < d.mention.start < event.trigger.sent.end_char]
            earlier = [d for d in reversed(days) if d.mention.start >= since or d.mention.start < HEAD]
            event.date = next(iter(earlier + (after if len(after) == 1 else [])), None)
        if event.place is None:
            nearby = [p for p in reversed(places) if since <= p.mention.start < at or p.mention.start < HEAD]
            nearby += [p for p in places if at < p.mention.start < until]
            event.place = next((p for p in nearby if not _acts(p, doc)), None)


def _acts(place: Place, doc: Doc) -> bool:
    """Whether a place stands for its government: "Velda City has not commented"."""
    span = doc.char_span(place.mention.start, place.mention.end, alignment_mode="expand")
    return span is not None and span.root.dep_ == "nsubj"


def _is_earlier(trigger: Token) -> bool:
    """Whether a verb is in the past perfect, in its own clause or the one it is coordinated with."""
    verbs = [trigger, *(t for t in trigger.ancestors if trigger.dep_ == "conj")]
    return any(c.dep_ == "aux" and c.lower_ == "had" for verb in verbs for c in verb.children)


def _event(draft: Draft, text: str, anchor: date | None, known_days: Set[int]) -> Event:
    if draft.date and draft.date.mention.start not in known_days:
        draft.date = None
    words = [token for token in clause(draft.trigger) if not token.is_space]
    start, end = words[0].idx, words[-1].idx + len(words[-1])
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
        killed=UNKNOWN if draft.certainty == "planned" else draft.killed,
        injured=UNKNOWN if draft.certainty == "planned" else draft.injured,
        certainty=draft.certainty,
        background=old
        or (not draft.dated and is_long_past(draft.trigger))
        or (draft.refers and not draft.dated and not draft.told),
        attribution=draft.attribution,
        happened=draft.happened if draft.happened != draft.certainty else None,
    )
