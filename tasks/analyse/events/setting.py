"""When, where and between whom an event took place: from its clause, its sentence, or what was told shortly before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from tasks.analyse.events.clauses import is_long_past, is_threat, lemma
from tasks.analyse.events.drafts import Draft
from tasks.analyse.events.triggers import said_of
from tasks.analyse.events.words import lexicon
from tasks.analyse.parsing.dates import DateMention
from tasks.analyse.parsing.tokens import as_read
from tasks.models import Place

SPEAKING = frozenset(("accuse", "blame", "say", "warn", "urge", "demand", "insist", "vow", "threaten", "call"))
BANDS = frozenset(("cartel", "gang", "clan", "mafia"))
NEAR = 3  # sentences, with the event's own, among which a day or place told once holds
HEAD = 60  # characters at the head of a text that date and place all of it
WIDE = frozenset(("in", "at", "inside", "across", "around", "throughout", "into", "within"))  # before a country
ELSEWHERE = frozenset(("for", "from", "against", "with", "between", "both"))
WHERE = frozenset(
    ("in", "at", "near", "outside", "inside", "on", "around", "across", "into", "through", "over", "of", "from", "to")
)


def fill(
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
    told = [d for d in dates if start <= d.mention.start < end and not _is_ranking(d, sentence)]
    near = [d for d in told if _may_date(d, draft.trigger)]
    above = not draft.refers  # "yesterday they condemned the murder" dates the condemnation
    said = [d for d in near if d.mention.start in own or (above and _dates_a_verb_above(d, draft.trigger, reporting))]
    if not said and draft.refers:
        said = [d for d in told if _follows(d, draft.trigger)]
    elif not near and len(told) == 1 and draft.trigger.dep_ == "ROOT" and _hangs_on_a_participle(told[0], sentence):
        said = told  # "shot by men riding a motorcycle on 9 January"
    draft.dated = bool(said)
    draft.date = min(said, key=lambda d: (d.mention.start not in own, abs(d.mention.start - at)), default=None)
    here = [p for p in places if start <= p.mention.start < end and not _qualifies(p, sentence.doc)]
    located = [p for p in here if p.mention.start in own and _is_where(p, sentence)]
    draft.placed = bool(located)
    if not is_long_past(draft.trigger):  # "the war there began weeks after gunmen killed the judge"
        located = located or [p for p in here if not (_is_aim(p, sentence) or _speaks(p, sentence, reporting))]
    draft.place = min(located, key=lambda p: _distance(p, at), default=None)
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


def _is_ranking(mention: DateMention, sentence: DocSpan) -> bool:
    """Whether a stretch of time only says among what something ranks: "one of the bloodiest strikes of 2013"."""
    span = sentence.doc.char_span(mention.mention.start, mention.mention.end, alignment_mode="expand")
    if span is None:
        return False
    day = span.root
    noun = day.head.head if day.dep_ == "pobj" and day.head.lower_ in ("of", "in", "since") else day.head
    return noun.pos_ == "NOUN" and any(c.tag_ in ("JJS", "RBS") for c in noun.children)


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


def _qualifies(place: Place, doc: Doc) -> bool:
    """Whether a name only says whose or which something is: "US drones", "the Alder-Logar road"."""
    if re.match(r"[-–][A-Z]", as_read(doc)[place.mention.end : place.mention.end + 2]):
        return True  # "the Alder-Logar road"
    span = doc.char_span(place.mention.start, place.mention.end, alignment_mode="expand")
    if span is not None and span.root.dep_ == "compound" and lemma(span.root.head) in BANDS:
        return True  # "the Alder cartel"
    if place.province is not None:
        return False
    return span is not None and span.root.dep_ in ("compound", "amod", "nmod", "poss") and span.root.head.i >= span.end


def _distance(place: Place, at: int) -> int:
    """How far a place is from its event in the text; what follows is twice as near as what precedes."""
    gap = place.mention.start - at
    return gap if gap > 0 else -2 * gap


def inherit(
    events: Sequence[Draft], dates: Sequence[DateMention], places: Sequence[Place], reporting: frozenset[int]
) -> None:
    """Gives an event that names no day or place those told shortly before it, or at the head of the text.

    What is denied, only referred to, or said to lie further back ("had been killed") inherits nothing.
    """
    starts: list[int] = []
    for event in events:
        if event.refers or event.certainty == "denied" or _is_earlier(event.trigger):
            continue
        doc, at = event.trigger.doc, event.trigger.idx
        starts = starts or [sentence.start_char for sentence in doc.sents if sentence.text.strip()]
        here = bisect_right(starts, event.trigger.sent.start_char)
        since, until = starts[max(0, here - NEAR)], (starts[here + 1 :] or [len(as_read(doc))])[0]
        days = [d for d in dates if d.mention.start < at and d.precision == "day"]
        if event.date is None:
            days = [d for d in days if d.mention.start < HEAD or not _dates_a_report(d, doc, reporting)]
            after = [d for d in dates if d.precision == "day" and at < d.mention.start < event.trigger.sent.end_char]
            earlier = [d for d in reversed(days) if d.mention.start >= since or d.mention.start < HEAD]
            event.date = next(iter(earlier + (after if len(after) == 1 else [])), None)
        if event.place is None and (event.certainty != "planned" or is_threat(event.trigger)):
            nearby = [p for p in reversed(places) if since <= p.mention.start < at or p.mention.start < HEAD]
            nearby += [p for p in places if at < p.mention.start < until]
            event.place = next((p for p in nearby if not (_acts(p, doc) or _qualifies(p, doc))), None)


def _dates_a_report(mention: DateMention, doc: Doc, reporting: frozenset[int]) -> bool:
    """Whether a date is that of what was said: "he told reporters on Friday"."""
    span = doc.char_span(mention.mention.start, mention.mention.end, alignment_mode="expand")
    verb = next((t for t in (span.root, *span.root.ancestors) if t.pos_ == "VERB"), None) if span is not None else None
    return verb is not None and verb.idx in reporting


def _acts(place: Place, doc: Doc) -> bool:
    """Whether a place stands for its government: "Velda City has not commented"."""
    span = doc.char_span(place.mention.start, place.mention.end, alignment_mode="expand")
    return span is not None and span.root.dep_ == "nsubj"


def _speaks(place: Place, sentence: DocSpan, reporting: frozenset[int]) -> bool:
    """Whether a place stands for a government that tells of the event or blames for it: "Alder accused the rebels"."""
    span = sentence.doc.char_span(place.mention.start, place.mention.end, alignment_mode="expand")
    if span is None or span.root.dep_ != "nsubj" or (span.end < len(sentence.doc) and sentence.doc[span.end].is_punct):
        return False  # a dateline: "ALDER, 3 May - Police said"
    return span.root.head.idx in reporting or lemma(span.root.head) in lexicon().about | SPEAKING


def _is_earlier(trigger: Token) -> bool:
    """Whether a verb is in the past perfect, in its own clause or the one it is coordinated with."""
    verbs = [trigger, *(t for t in trigger.ancestors if trigger.dep_ == "conj")]
    return any(c.dep_ == "aux" and c.lower_ == "had" for verb in verbs for c in verb.children)
