"""A claim and what stands against it within one sentence, and whose each of the two is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.claimants import NOBODY, party_of
from tasks.analyse.claims.parties import PRONOUNS, VOICE, Party, party
from tasks.analyse.claims.statements import Statement
from tasks.analyse.claims.words import read_words
from tasks.models import ContestKind, Reading, Span

SAYS = 3  # words of substance that a claim holds at least
LONGEST = 600  # characters of a quote
# Whoever can turn a claim down: a name, a body, or people as they are called by what they do.
SOMEBODY = re.compile(
    r"[A-Z]|\b(?:he|she|they|many|some|others|police|authorities|media|studies|polls?|reports?|records|documents|"
    r"groups?|family|families|relatives|fishermen|witnesses|doctors|nurses|lawyer|government|ministry|minister|mayor|army|"
    r"navy|militia|military|regime|junta|commission|hospital|company|union|embassy|agency|court|general|colonel|"
    r"spokes(?:man|woman|person)|opposition|prosecution|"
    r"\w+(?:ers|ors|ists|ians|ants|ates|ents|ics|ials|erts))\b"
)
LEADING = re.compile(r"^(?:the|an?|that|from|by|of|and|but|in|yet|while)\s+(?=\S)", re.IGNORECASE)
ADVERBS = re.compile(r"(?<=\w)(?: (?:also|then|later|now|still|again|too|even|\w+ly))+$")  # "he also"


@dataclass(frozen=True, slots=True)
class Half:
    """A claim and what turns it down, in one sentence."""

    reading: Reading
    claim: Span
    claimant: Party
    counter: Span
    party: Party
    kind: ContestKind
    by: str  # what tells it
    fit: float
    statement: Statement | None = None  # of the counter


def substance(text: str, span: Span) -> int:
    """How many words of substance a span holds."""
    return len(read_words(text, [span], ()).all)


def speaker(reading: Reading, span: Span, catalogue: Catalogue) -> Party | None:
    """Who says what stands in a span, by the cue in it; None where no attribution has its cue there."""
    for attribution in reading.analysis.attributions:
        if span[0] <= attribution.cue.start < span[1] and (who := party(attribution, catalogue)) is not None:
            return who
    return None


def quoted_by(reading: Reading, at: int, catalogue: Catalogue) -> Party:
    """In whose words a place of the text lies; the article's own where it reports nobody's there."""
    inside = [
        attribution
        for attribution in reading.analysis.attributions
        if any(start <= at < end for start, end in attribution.content.spans)
    ]
    for attribution in sorted(inside, key=lambda a: a.content.end - a.content.start):
        if (who := party(attribution, catalogue)) is not None:
            return who
    return VOICE if not inside else NOBODY


def named(reading: Reading, words: str, at: int, catalogue: Catalogue) -> Party | None:
    """The party that some words name at a place of the text; None for a pronoun that could be anybody's."""
    words = LEADING.sub("", words.strip(" ,.;'\""))
    for attribution in reading.analysis.attributions:
        source = attribution.source
        if source is not None and source.start <= at + len(words) and at < source.end:
            return party(attribution, catalogue)
    if not words or ADVERBS.sub("", words.lower()) in PRONOUNS:
        return None
    return party_of(words, catalogue)
