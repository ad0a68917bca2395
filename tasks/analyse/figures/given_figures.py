"""Figures as parties give them: who gives which, what is counted, and where it stands."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.parties import Party
from tasks.analyse.claims.statements import Statement, trimmed
from tasks.analyse.claims.tellers import teller
from tasks.analyse.claims.words import concept, read_words, stem
from tasks.analyse.figures.losses import armed, force_of, owner_of, unionised, whose
from tasks.analyse.figures.measures import PERSONS, measures
from tasks.analyse.parsing.numbers import VAGUE
from tasks.models import Figure, Reading, Span

TOLLS = frozenset("killed injured missing casualties detained abducted displaced released survived".split())
SHOTS = "shots"  # the measure of what is fired from a gun, by whatever word
ROUNDS = frozenset(stem(word) for word in "shot bullet round shell time wound gunshot".split())
FIRED = re.compile(r"\b(?:fir(?:ed?|ing)|shot|shoot\w*|(?:was|were|been) (?:hit|struck))\b", re.IGNORECASE)
HIT = re.compile(r"\b(?:hit|struck|strike|found|wound\w*|lodged|remov\w+|pierc\w+|recover\w+)\b", re.IGNORECASE)
RECORDS = "records"  # the measure of what is copied out of a computer, by whatever word
RECORD = frozenset(stem(word) for word in "record file account password email card profile".split())
# Before those whom they are of: "the details of 4 million users".
RECORDS_OF = re.compile(
    r"\b(?:records?|files?|data|details|names|accounts?|information|passwords) (?:of|on|about|for|belonging to)\W+"
    r"(?:(?:about|some|nearly|almost|up to|as many as|at least|more than) )?$",
    re.IGNORECASE,
)
EXPOSING = frozenset(concept(word) for word in "data record file breach hack hacker password".split())
AFFECTED = re.compile(r"\b(?:affect|involv|concern|inform|notif|compromis|expos|impact)\w*", re.IGNORECASE)
GONE = frozenset({"abducted", "missing"})  # nobody tells them apart before they are back
ANYBODY = frozenset("people person other others victim passenger life live those".split())
# Words for whoever came, or was carried.
CROWD = frozenset(
    stem(word)
    for word in """participant marcher attendee demonstrator protester supporter citizen migrant refugee tourist
    traveller traveler""".split()
)
CIVILIANS = frozenset(
    stem(word) for word in "civilian villager resident bystander noncombatant neighbour neighbor townspeople".split()
)
OPENING = 2  # sentences at the beginning of an article that tell of what it is
NO_TELLER = re.compile(r"\b\d+\b|per ?cent|\b(?:polls?|surveys?|polling|voters?|average|respondents?)\b", re.IGNORECASE)
# A number of a larger one: "two of the three", "another nine"; an ordinal's: "the first two".
OF_MORE = re.compile(r"\b(?:all|first|last|next|other|another|these|those|both|further|additional)\W+$", re.IGNORECASE)
OF_THEM = re.compile(
    r"\W+(?:of (?:the|those|these|them|whom|which|all)\b|(?:more|others?|else|additional|further)\b)", re.I
)
ALL_ABOARD = re.compile(r"\W+(?:[a-z]+ ){0,2}?(?:aboard|on ?board|on (?:the|it))\b")  # who were there, told as known
# What a place or a force is made of, told in passing.
SIZE_OF = re.compile(
    r"\b(?:home to|(?:city|town|village|island|province|district|state|country|nation|community|family) of)\W+"
    r"(?:(?:only|just|some|over|the|an?|about|around|nearly|almost|roughly|perhaps)\W+){0,2}$",
    re.IGNORECASE,
)
# Where a place lies, told in passing: "173 miles south of Tolm".
FROM_PLACE = re.compile(r"\W*\w+ (?:to the )?(?:due )?(?:north|south|east|west)\S{0,9} of\b", re.IGNORECASE)
EXACTLY = re.compile(r"\b(?:only|just|merely)\W+$", re.IGNORECASE)
# None of one degree: "no one was seriously hurt", "no life-threatening injuries".
BADLY = re.compile(
    r"\b(?:serious|bad|critical|grave|severe|major|(?:life|limb)-threatening|significant)(?:ly)?\b", re.IGNORECASE
)
LISTED = 3  # figures of one measure in a sentence, from which it is a list of things that differ
# Of the dead and hurt, those whom one house or one doctor saw: "received 17 bodies".
SHARE = re.compile(r"\b(?:receiv\w+|admitt\w+|treat(?:ed|ing|s)?|taken in|brought (?:in|to)|arriv\w+)\b", re.IGNORECASE)


def is_toll(noun: str) -> bool:
    """Whether a noun for those counted tells only what befell them: "deaths", "bodies"."""
    return stem(noun.lower()) in {stem(word) for word, measure in measures().nouns.items() if measure in TOLLS}


@cache
def _anybody() -> frozenset[str]:
    tolls = (noun for noun, measure in measures().nouns.items() if measure in TOLLS)  # "detainees", "deaths"
    return frozenset(stem(word) for word in (*ANYBODY, *tolls))


def _class(noun: str) -> str | None:
    return "civilian" if noun in CIVILIANS else armed().get(noun)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with who gives it and where."""

    reading: Reading
    figure: Figure
    party: Party
    context: frozenset[str]  # the words of its sentence, without who says it
    clause: frozenset[str]  # the words of its clause
    extent: Span  # who gives it and its clause
    lead: frozenset[str]  # the words of the sentence before
    opening: frozenset[str]  # the words of its article's first sentences
    owner: str | None  # actor whose people are counted, where the words around tell
    force: str | None  # what the party's own people under arms are called: "fighters", "troops"

    @property
    def low(self) -> float:
        """The least it can be, in the base unit of its measure."""
        return (self.figure.low or 0.0) * self.scale

    @property
    def high(self) -> float:
        """The most it can be, in the base unit of its measure."""
        return self.figure.high * self.scale if self.figure.high is not None else math.inf

    @property
    def measure(self) -> str:
        """The measure under which it is compared with others."""
        measure = self.figure.measure
        fired = FIRED.search(self.clause_text) or (self.figure.bare and FIRED.search(self.announced))
        if stem(measure) in ROUNDS and (measure != "time" or fired):
            return SHOTS
        if stem(measure) in RECORD or (measure == "people" and (RECORDS_OF.search(self._before) or self._are_exposed)):
            return RECORDS
        return "gone" if measure in GONE else measures().things.get(self.figure.unit, measure)

    @property
    def _are_exposed(self) -> bool:
        """Whether people are counted of whom something was copied: "the breach affects 6,000 people"."""
        about = frozenset(EXPOSING) & (self.context | self.lead)
        return bool(about) and AFFECTED.search(self.clause_text) is not None

    @property
    def scale(self) -> float:
        """How many base units (seconds, metres, kilograms) one unit of it holds."""
        return measures().scales.get(self.figure.unit, 1.0)

    @property
    def counted(self) -> str:
        """Who or what is counted: the stem of the noun, or the class of people that it names; "" where anybody is."""
        if self.measure == RECORDS or self.measure in measures().things.values():
            return self.measure
        if self.measure == SHOTS:
            fired = self.announced if self.figure.bare else self.clause_text
            return "hit" if HIT.search(fired) else "shot"
        words = [stem(word) for word in re.findall(r"[a-z]+", (self.figure.population or "").lower())]
        if not words:
            return ""
        if is_toll(words[-1]):  # "bodies of government troops"
            said = re.findall(r"[a-z]+", whose(self.reading, self.figure).lower())
            return next((told for word in said if (told := _class(stem(word))) is not None), "")
        if words[-1] in _anybody() or (self.figure.measure == "people" and words[-1] in CROWD):
            return next((told for word in words[:-1] if (told := _class(word)) is not None), "")  # "civilian deaths"
        if self.own and words[-1] == stem("member") and (named := unionised(self.party)) is not None:
            return named
        if self.figure.actors and (self.figure.population or "").split()[-1][0].isupper():
            return "fighters"  # "20 Taliban"
        return _class(words[-1]) or words[-1]

    @property
    def is_share(self) -> bool:
        """Whether it is only of those whom a hospital, a morgue or a doctor saw."""
        return self.figure.measure in TOLLS and SHARE.search(self.clause_text) is not None

    @property
    def own(self) -> bool:
        """Whether the party counts its own people."""
        return self.owner is not None and self.owner in (self.party.actor, self.party.text)

    @property
    def all_told(self) -> bool:
        """Whether it is said that there were no others: "only four fighters", "no more than ten"."""
        return self.figure.qualifier == "at_most" or EXACTLY.search(self._before) is not None

    @property
    def _before(self) -> str:
        start = self.figure.mention.start
        return self.reading.article.text[max(0, start - 60) : start]

    @property
    def vague(self) -> bool:
        """Whether it is only an order of size: "dozens"."""
        return self.figure.mention.text.lower() in VAGUE

    @property
    def sentence(self) -> Span:
        """The sentence it stands in, without blanks at either end."""
        return trimmed(self.reading.article.text, self.reading.analysis.sentences[self.figure.sentence].span)

    @property
    def clause_text(self) -> str:
        """The words of its clause."""
        return self.reading.article.text[slice(*(self.figure.clause or self.sentence))]

    @property
    def announced(self) -> str:
        """The sentence before that one."""
        before = self.figure.sentence - 1
        return self.reading.article.text[slice(*self.reading.analysis.sentences[before].span)] if before >= 0 else ""

    @property
    def said(self) -> str:
        """The words of that sentence."""
        return self.reading.article.text[slice(*self.sentence)]


def quantities(reading: Reading, told: Sequence[Statement], catalogue: Catalogue) -> Iterable[Quantity]:
    """The figures of an article that may be set against others, each with who gives it."""
    by_number = {s.attribution: s for s in told if s.attribution is not None}
    text = reading.article.text
    listed = Counter((f.sentence, f.measure) for f in reading.analysis.figures if f.measure not in PERSONS)
    for figure in reading.analysis.figures:
        sentence = reading.analysis.sentences[figure.sentence]
        before, after = text[: figure.mention.start], text[figure.mention.end :]
        of_them = OF_THEM.match(after[:20]) and figure.measure != "percent"
        if (
            figure.measure in TOLLS
            and figure.high == 0
            and BADLY.search(text[slice(*(figure.clause or sentence.span))])
        ):
            continue
        all_there = before.rstrip().lower().endswith("all") and ALL_ABOARD.match(after[:40])
        of_more = OF_MORE.search(before[-20:]) and not all_there
        if figure.part or before.rstrip().endswith("(") or of_more or of_them:
            continue
        if figure.population is None and not figure.bare and re.search(r"\bthe\s$", before[-5:]):
            continue  # "the two were killed"
        if figure.measure == "distance" and FROM_PLACE.match(after[:60]):
            continue
        if SIZE_OF.search(before[-60:]) or listed[figure.sentence, figure.measure] >= LISTED:
            continue
        statement = by_number.get(figure.attribution) if figure.attribution is not None else None
        if statement is not None and statement.stance == "denies" and figure.high != 0:
            continue  # nobody gives a figure by turning it down
        party = teller(reading, figure, statement, told, catalogue)
        if NO_TELLER.search(party.text or ""):
            continue
        owner = owner_of(reading, figure, party, catalogue)
        said = [sentence.span]
        if statement is not None and owner is None:
            inside = [(max(start, sentence.span[0]), min(end, sentence.span[1])) for start, end in statement.spans]
            said = [span for span in inside if span[0] < span[1]] or said
        beside = figure.place and statement is not None and figure.place not in statement.content
        told_here = replace(figure, place=None) if beside else figure  # "told reporters in the capital"
        clause = figure.clause or sentence.span
        extent = statement.extent if statement is not None and not statement.party.voice else clause
        yield Quantity(
            reading=reading,
            figure=told_here,
            party=party,
            context=read_words(text, said, ()).all,
            clause=read_words(text, [clause], ()).all,
            extent=(max(extent[0], sentence.span[0]), min(extent[1], sentence.span[1])),
            lead=read_words(text, [reading.analysis.sentences[max(figure.sentence - 1, 0)].span], ()).all,
            opening=read_words(text, [each.span for each in reading.analysis.sentences[:OPENING]], ()).all,
            owner=owner,
            force=force_of(party, catalogue),
        )
