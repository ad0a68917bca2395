"""Figures as parties give them, and what two of them must share to be of one quantity."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tasks.analyse.actors import Catalogue
from tasks.analyse.losses import are_people_of, armed, force_of, owner_of, unionised, whose
from tasks.analyse.measures import PERSONS, measures
from tasks.analyse.numbers import VAGUE
from tasks.analyse.statements import Party, Statement, trimmed
from tasks.analyse.tellers import teller
from tasks.analyse.words import read_words, stem
from tasks.models import Figure, Reading, Span

TOLLS = frozenset("killed injured missing casualties detained abducted displaced released survived".split())
SHOTS = "shots"  # the measure of what is fired from a gun, by whatever word
ROUNDS = frozenset(stem(word) for word in "shot bullet round shell time".split())
FIRED = re.compile(r"\b(?:fir(?:ed?|ing)|shot|shoot\w*)\b", re.IGNORECASE)
HIT = re.compile(r"\b(?:hit|struck|strike|found|wound\w*|lodged|remov\w+|pierc\w+|recover\w+)\b", re.IGNORECASE)
GONE = frozenset({"abducted", "missing"})  # nobody tells them apart before they are back
HARMED = frozenset({"killed", "injured"})  # of whom there are none where there are no casualties
ANYBODY = frozenset("people person other others victim passenger life live those".split())
# Words for whoever came, or was carried.
CROWD = frozenset(
    stem(word)
    for word in """participant marcher attendee demonstrator protester supporter citizen migrant refugee tourist
    traveller traveler""".split()
)
ONE_TIME = 730  # days within which strengths are compared
CIVILIANS = frozenset(stem(word) for word in "civilian villager resident bystander noncombatant".split())
# Who are civilians, too; civilians, fighters and the rest are people.
UNARMED = frozenset(
    stem(word)
    for word in "child children woman women girl boy student pupil schoolgirl worshipper farmer herder".split()
)
# Words for the same people, and words for a part of them: whole and part.
ONE_PEOPLE = tuple(
    frozenset(stem(word) for word in words.split())
    for words in (
        "pupil student schoolchild schoolchildren",
        "worker employee labourer laborer staff",
        "inmate prisoner",
    )
)
AMONG = frozenset(
    (stem(whole), stem(some))
    for whole in ("pupil", "student", "schoolchild", "schoolchildren")
    for some in ("girl", "boy", "child", "children", "schoolgirl", "schoolboy")
) | {("shot", "hit")}
OPENING = 2  # sentences at the beginning of an article that tell of what it is
SLACK = 0.15  # two "about" figures this near are one
NO_TELLER = re.compile(r"\b\d+\b|per ?cent|\b(?:polls?|surveys?|polling|voters?|average|respondents?)\b", re.IGNORECASE)
# A number of a larger one: "two of the three", "another nine"; an ordinal's: "the first two".
OF_MORE = re.compile(r"\b(?:all|first|last|next|other|another|these|those|both|further|additional)\W+$", re.IGNORECASE)
OF_THEM = re.compile(r"\W+(?:of (?:the|those|these|them|whom|which|all)\b|(?:more|others?|additional|further)\b)", re.I)
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
YEAR = re.compile(r"\b(?:19|20)\d\d\b(?! (?:people|men|women))")
PAST = re.compile(
    r"\b(?:[Ll]ast (?:year|month|week|spring|summer|autumn|fall|winter|[A-Z][a-z]+)|"
    r"(?:years?|months?|weeks?|decades?) ago)\b"
)
# A stretch of time that a count goes over: a count of one day is only a part of it.
STRETCH = re.compile(
    r"\b(?:since|so far|to date|all (?:year|month|week)|(?:this|per|each|every) (?:year|month|week)|"
    r"(?:in|over|during|for) the (?:first|last|past) )",
    re.IGNORECASE,
)
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
SINCE = re.compile(r"\bsince (?:\w+ ?){1,3}", re.IGNORECASE)
PUT_AT = re.compile(r"\b(?:puts?|estimate[sd]?)\b[^.;]{3,60}\bat\b")  # of a sum told of before, and its time
# The part of a country that a party speaks for: "in his city".
_PARTS = "city|town|village|district|province|region|state|county|area|territory|neighbou?rhood|camp|ward|constituency"
OWN_PART = re.compile(
    rf"\b(?:in|across|throughout|inside) (?:his|her|their|its) (?:own )?(?:{_PARTS})\b", re.IGNORECASE
)
WIDE = re.compile(
    r"\b(?:nation|country)-?wide\b|\b(?:across|throughout|around|all over|in all of) the (?:\w+ )?"
    r"(?:country|nation|region|state|province|world|continent)\b",
    re.IGNORECASE,
)
SIDE = re.compile(r"\bin the (?P<part>(?:north|south)(?:-?(?:east|west))?|east|west)(?! of)\b", re.IGNORECASE)
# Of the dead and hurt, those whom one house or one doctor saw: "received 17 bodies".
SHARE = re.compile(r"\b(?:receiv\w+|admitt\w+|treat(?:ed|ing|s)?|taken in|brought (?:in|to)|arriv\w+)\b", re.IGNORECASE)
PART = re.compile(
    rf"(?:In|At|Near|Outside|Inside) the (?P<part>(?:\w+ )?(?:{_PARTS}|capital|port|island|countryside|north|south|"
    r"east|west)(?: of [A-Z]\w+)?)\b"
)
WIDER = re.compile(rf"\b(?:in|across|throughout) the (?:whole |entire )?(?:{_PARTS}|country|island)\b", re.IGNORECASE)
NUMBERED = re.compile(r"\b([A-Z][\w-]*) (?:No\.? ?)?(\d{2,5})\b(?!%| per| people|,\d| \w+s\b)")
MONTHS = "january february march april may june july august september october november december".split()


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
        if stem(measure) in ROUNDS and (measure != "time" or FIRED.search(self.clause_text)):
            return SHOTS
        return "gone" if measure in GONE else measure

    @property
    def scale(self) -> float:
        """How many base units (seconds, metres, kilograms) one unit of it holds."""
        return measures().scales.get(self.figure.unit, 1.0)

    @property
    def counted(self) -> str:
        """Who or what is counted: the stem of the noun, or the class of people that it names; "" where anybody is."""
        if self.measure == SHOTS:
            return "hit" if HIT.search(self.clause_text) else "shot"
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
        before = self.reading.article.text[: self.figure.mention.start][-10:]
        return self.figure.qualifier == "at_most" or EXACTLY.search(before) is not None

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


def irreconcilable(a: Quantity, b: Quantity) -> bool:
    """Whether two figures cannot both be right: their bounds leave no common value, even with some slack.

    A count of some people and one of a part of them are so only where the whole is the smaller.
    """
    slack = 1 + (SLACK if "about" in (a.figure.qualifier, b.figure.qualifier) else 0.0)
    less, more = a.high * slack < b.low, b.high * slack < a.low
    if (less and a.is_share) or (more and b.is_share):
        return False
    alike = a.counted == b.counted or (a.owner and a.owner == b.owner) or of_one_side(a, b)
    if alike or not (a.figure.measure in TOLLS or a.measure in ("people", SHOTS)):
        return less or more
    if (less and a.all_told) or (more and b.all_told):
        return (
            a.counted not in UNARMED
            and b.counted not in UNARMED
            and bool(part_of(a.counted, b.counted) or part_of(b.counted, a.counted))
        )
    return (less and part_of(b.counted, a.counted)) or (more and part_of(a.counted, b.counted))


def of_one_side(a: Quantity, b: Quantity) -> bool:
    """Whether one is a party's count of its own dead, and the other an enemy's count of the same."""
    if a.own == b.own or (a.owner and b.owner and a.owner != b.owner):
        return False
    own, other = (a, b) if a.own else (b, a)
    fits = own.counted in ("", "men", "man", "member") or own.counted == other.counted
    said = whose(other.reading, other.figure)
    return fits and are_people_of(own.party, own.force, other.counted, said)


def part_of(some: str, whole: str) -> bool:
    """Whether who is counted by one name are surely among those counted by another."""
    wider = whole in (some, "") or (whole == "civilian" and some in UNARMED)
    return wider or any(some in people and whole in people for people in ONE_PEOPLE) or (whole, some) in AMONG


def same_kind(a: Quantity, b: Quantity) -> bool:
    """Whether two figures measure one kind of thing of one population, as far as their own words tell."""
    one, other = a.figure, b.figure
    if (one.measure in HARMED and other.measure == "casualties") or (
        other.measure in HARMED and one.measure == "casualties"
    ):
        whole = a if one.measure == "casualties" else b
        return whole.high == 0 and not whole.owner and whole.counted in ("", (a if whole is b else b).counted)
    scaled = {one.unit, other.unit} <= measures().scales.keys()
    if a.measure != b.measure or (one.unit != other.unit and not scaled and a.measure != SHOTS):
        return False
    if one.measure in ("percent", "money"):
        return not (a.counted and b.counted) or a.counted == b.counted
    if a.owner and b.owner:
        return a.owner == b.owner
    if one.measure in TOLLS and (a.own or b.own):
        own, whole = (a, b) if a.own else (b, a)
        of_them = "" if own.counted in armed().values() else own.counted
        return of_one_side(a, b) or (whole.counted in ("", of_them) and not _names(whole.figure))
    apart = _names(one) and _names(other) and not _names(one) & _names(other)
    within = part_of(a.counted, b.counted) or part_of(b.counted, a.counted)
    counted = within if one.measure in TOLLS or a.measure in ("people", SHOTS) else a.counted == b.counted
    return scaled or (counted and not (apart and not set(one.actors) & set(other.actors)))


def _names(figure: Figure) -> frozenset[str]:
    """Names among the words for what is counted: "Norland soldiers"."""
    return frozenset(re.findall(r"\b[A-Z][\w.-]+", figure.population or ""))


def same_time(a: Quantity, b: Quantity) -> bool:
    """Whether nothing in their sentences puts two figures into different times or belongs them to different flights."""
    one_sentence = a.reading.article.article_id == b.reading.article.article_id and a.sentence == b.sentence
    told = [(q, q.reading.article.text[slice(*q.extent)] if one_sentence else q.said) for q in (a, b)]
    years = [{*YEAR.findall(said), *PAST.findall(said)} - {str(_year(q))} for q, said in told]
    numbered = [dict(NUMBERED.findall(said)) for _, said in told]
    same = all(numbered[1].get(name, no) == no for name, no in numbered[0].items() if name.lower() not in MONTHS)
    stretched = [STRETCH.search(said) is not None for q, said in told if not (q.figure.bare or PUT_AT.search(said))]
    days = [{*WEEKDAY.findall(q.clause_text)} for q in (a, b)]
    same = same and (not all(days) or bool(days[0] & days[1]))
    began = [{words.lower().strip() for words in SINCE.findall(said)} for _, said in told]
    together = len(set(stretched)) < 2 and (began[0] == began[1] or not all(began))
    return same and years[0] == years[1] and together


def same_place(a: Quantity, b: Quantity, loose: bool = False) -> bool:
    """Whether two figures are not put to different places; loosely, if either sentence names the other's place."""
    if any((words.search(a.said) is None) != (words.search(b.said) is None) for words in (OWN_PART, WIDE)):
        return a.figure.bare or b.figure.bare
    for part in (PART.match, SIDE.search):
        one_part, other_part = part(a.said), part(b.said)
        if one_part and other_part and one_part["part"].lower() != other_part["part"].lower():
            return False  # "In the port …" and "In the capital …", "… in the north" and "… in the south"
    one, other = a.figure.place, b.figure.place
    if any(q.figure.place and not p.figure.place and WIDER.search(p.clause_text) for q, p in ((a, b), (b, a))):
        return False  # "in Tolm" and "in the province"
    if not one or not other or one in other or other in one:
        return True
    named = one in b.said, other in a.said
    return any(named) if loose else all(named)


def within_years(a: Quantity, b: Quantity) -> bool:
    """Whether two figures were printed near enough to be of one time; an undated one may be."""
    days = a.reading.article.published_on, b.reading.article.published_on
    return days[0] is None or days[1] is None or abs((days[0] - days[1]).days) <= ONE_TIME


def _year(quantity: Quantity) -> int | None:
    day = quantity.reading.article.published_on
    return day.year if day else None
