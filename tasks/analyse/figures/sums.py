"""What a number is put for where it stands by itself: "put the number of dead at nine", "a list of nine names"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from tasks.analyse.figures.measures import BEFALLEN, PERSONS, fate, is_named, measures
from tasks.models import Figure

UNTOLD = ""  # the measure of a bare number ("put it at nine") until the figure before it tells
SUMS = frozenset("number figure count toll total estimate tally".split())  # what a number is the value of
# What a bare number is put for, and the verbs that put it.
GIVEN = SUMS | frozenset("it that this death dead loss turnout crowd attendance strength casualty".split())
GIVES = frozenset("be put place count estimate number say claim report list tally record".split())
KNOWING = frozenset("speak talk aware know hear learn".split())  # "speaks of 60", "is aware of 39"
REVISES = frozenset("revise raise lower cut correct increase reduce update bring".split())
LIST = "list"
SOMEBODY = "somebody"  # the unit of a bare number that is the subject of a verb
CROWDS = frozenset("crowd attendance turnout gathering participation".split())  # a number of them is of people
COMES = frozenset("attend march demonstrate protest gather rally participate".split())  # what crowds do
# Sentences back in which a bare number, a sum, a list of names finds what was counted.
NEAR, FAR, FURTHEST = 1, 3, 12
KNOWN = frozenset({"all", "the", "both", "these", "those"})  # before a number of people told of before
WHOSE = frozenset({"of", "for"})
FATES = frozenset({"killed", "injured", "missing", "casualties"})
# Words that set a number against a larger one.
LIMIT = re.compile(r"\b(?:only|just|merely|barely|hardly|(?:fewer|less|(?:no|not) more) than)\W*$", re.IGNORECASE)
NAMED = frozenset({"name"})  # what a list of people holds
LISTS = frozenset({"list", "register", "roll", "compile"})


@dataclass(frozen=True, slots=True)
class Sum:
    """What a number is put for: UNTOLD, or just people, where the figures before it are to tell the measure."""

    measure: str
    population: str | None
    unit: str = "person"  # of a sum whose measure is to be found: its noun


def sum_of(number: DocSpan, counted: Token | None) -> Sum | None:
    """What a number that counts no noun beside it is put for, if it is; so does one that counts the names of a list."""
    if counted is not None:
        listed = counted.lemma_.lower() in NAMED and any(word.lemma_.lower() in LISTS for word in number.sent)
        return Sum(UNTOLD, None, LIST) if listed else None
    if number.end < len(number.doc) and number.doc[number.end].lower_ in BEFALLEN:
        return None
    noun = _noun(number)
    if noun is not None and noun.lemma_.lower() in CROWDS:
        return Sum("people", None)
    if counted is None and number.root.dep_ == "nsubj" and number.root.head.lemma_ in COMES:
        return Sum("people", None)  # "more than 50,000 had attended"
    if noun is None:
        if _is_given(number):
            return Sum(UNTOLD, None, "")
        if LIMIT.search(number.doc[max(number.start - 4, number.sent.start) : number.start].text) and _is_all(number):
            return Sum(UNTOLD, None, "")  # "they got only 110"
        return Sum(UNTOLD, None, SOMEBODY) if _does(number) else None
    lexicon, lemma = measures(), noun.lemma_.lower()
    if lemma == LIST:
        return Sum(UNTOLD, None, LIST)
    if lemma not in SUMS:
        own = lexicon.nouns.get(lemma) or lexicon.nouns.get(noun.lower_)
        if own in FATES or (own in PERSONS and number.root.dep_ == "pobj" and number.root.head.head.lemma_ in GIVES):
            return Sum(own, noun.text)  # "put the protesters at 30,000"
        return Sum(UNTOLD, None, "") if _is_given(number) else None
    words = _words(noun, number)
    befell = [_befell(word) for word in words]
    first = next((n for n, told in enumerate(befell) if told), len(words))
    whose = [word for word in words[:first] if word.pos_ in ("NOUN", "PROPN", "ADJ")]
    population = noun.doc[whose[0].i : whose[-1].i + 1].text if whose else None
    if first < len(words):
        return Sum(str(befell[first]), population)
    compounds = [lexicon.nouns.get(child.lemma_.lower()) for child in noun.children if child.dep_ == "compound"]
    told = next((measure for measure in compounds if measure), None) or lexicon.before.get(lemma)
    if told is None and whose:
        told = lexicon.nouns.get(whose[-1].lemma_.lower())
        if told is None:  # "the number of trains"
            thing = whose[-1].lemma_.lower()
            return Sum(thing, population, thing) if whose[-1].tag_ in ("NNS", "NNPS") else None
    return Sum(UNTOLD, population, noun.lemma_) if told in ("people", "casualties", None) else Sum(told, population)


def _befell(word: Token) -> str | None:
    """What a word after a sum says befell those it is of: "of dead", "who died", "of civilians killed"."""
    told = measures().nouns.get(word.lower_)
    return told if told in FATES else measures().verbs.get(word.lemma_)


def _noun(number: DocSpan) -> Token | None:
    """The noun that a number is the value of."""
    root, head = number.root, number.root.head
    if root.dep_ == "pobj" and head.lower_ in ("at", "as"):
        verb = head.head
        while verb.pos_ in ("ADJ", "ADV") and verb.head != verb:  # "as high as nine"
            verb = verb.head
        noun = next((child for child in verb.children if child.dep_ in ("dobj", "nsubj") and child.i > verb.i), None)
        beside = head if head.is_sent_start else head.nbor(-1)
        if beside.lower_ in BEFALLEN and noun is not None and noun.lemma_ not in SUMS:
            return beside  # "put the American dead at 80 and the wounded at 200"
        return noun
    if root.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_.lower() in SUMS | CROWDS | {LIST}:
        return head.head
    if root.dep_ == "attr" and head.lemma_ == "be":
        return next((c for c in head.children if c.dep_ == "nsubj" and c.lemma_.lower() in SUMS), None)
    return None


def _words(noun: Token, number: DocSpan) -> list[Token]:
    """The words that tell whose sum it is: "insurgent dead", "who died", "of civilians killed"."""
    words = []
    for word in noun.doc[noun.i + 1 : number.start]:
        if (
            word.text in (",", ";", ":", "(")
            or (word.pos_ in ("ADP", "AUX") and word.lower_ not in WHOSE)
            or word.lower_ == "as"
        ):
            break
        words.append(word)
    return words


def _is_given(number: DocSpan) -> bool:
    """Whether a bare number is put for something counted before: "there were 25 aboard", "put it at nine"."""
    root, head, doc = number.root, number.root.head, number.doc
    if number.end < len(doc) and doc[number.end].lower_ == "of":
        return False  # "two of the dead"
    if re.search(r"\.\d+$", number.text) or (number.start and doc[number.start - 1].lower_ in KNOWN):
        return False
    if root.dep_ == "pobj" and head.lower_ == "of":
        return head.head.lemma_ in KNOWING
    if root.dep_ == "pobj" and head.lower_ == "to" and head.head.lemma_ in REVISES:  # "revised the number to 70"
        return any(child.dep_ == "dobj" and child.lemma_.lower() in SUMS for child in head.head.children)
    if root.dep_ == "pobj" and head.lower_ in ("at", "as"):
        what = [child.lemma_.lower() for child in head.head.children if child.dep_ == "dobj"]
        return head.head.lemma_ in GIVES and GIVEN.issuperset(what)  # not "put the quake's magnitude at 5"
    if root.dep_ == "attr" and head.lemma_ == "be":  # not "she was 12"
        return any(c.dep_ == "expl" or (c.dep_ == "nsubj" and c.lemma_.lower() in GIVEN) for c in head.children)
    return root.dep_ in ("pobj", "dobj", "attr", "nsubj") and head.lemma_ in GIVES - {"be", "put", "place"}


def _is_all(number: DocSpan) -> bool:
    """Whether a number is subject or object of a verb by itself, and nothing but the verb tells of what it is."""
    root, head, doc = number.root, number.root.head, number.doc
    if root.dep_ not in ("nsubj", "nsubjpass", "dobj") or head.pos_ not in ("VERB", "AUX") or fate(root, number):
        return False
    if number.sent[0].lower_ in ("of", "out", "among"):
        return False  # "of 45 who applied, she took just three"
    following = doc[number.end].lower_ if number.end < len(doc) else ""
    return following != "of" and not any(child.dep_ in ("attr", "acomp", "oprd") for child in head.children)


def _does(number: DocSpan) -> bool:
    """Whether a bare number tells how many did something or were somewhere: "300 had fled", "22 were aboard"."""
    return number.root.dep_ != "dobj" and _is_all(number)  # not "five were children"


def with_inherited(found: Sequence[Figure]) -> list[Figure]:
    """A bare "operatives" right after "Red Army operatives" counts the same operatives; a bare number what was counted.

    A bare number with nothing counted before it is none.
    """
    out: list[Figure] = []
    for figure in found:
        known: Figure | None = figure
        if figure.measure == UNTOLD:
            known = _counting_the_same(figure, out)
        elif figure.population and not is_named(figure.population):
            known = _named_in_full(figure, out)
        if known is not None:
            out.append(known)
    return out


def _counting_the_same(figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """A bare number as a count of what was counted before it: of people, if any were, else the first of a sentence."""
    listed, whose = figure.unit == LIST, figure.population
    if figure.unit == SOMEBODY:
        if not any(f.measure in PERSONS and figure.sentence - f.sentence <= NEAR for f in before):
            return None
        return replace(figure, measure="people", unit="person", population="people", bare=False)
    back = FURTHEST if listed else FAR if figure.unit else NEAR
    near = [f for f in before if figure.sentence - f.sentence <= back]
    counted = [f for f in near if f.unit not in ("", "percent") and not f.part and f.measure != "money"]
    people = [f for f in counted if f.measure in (FATES if listed or whose else PERSONS)]
    first = next((f for f in counted if f.sentence == counted[-1].sentence and not (listed or whose)), None)
    model = people[-1] if people else first
    if model is None:
        return replace(figure, measure="people", unit="person") if whose else None
    population = whose if listed or whose else model.population
    return replace(figure, measure=model.measure, unit=model.unit, population=population, bare=True)


def _named_in_full(figure: Figure, before: Sequence[Figure]) -> Figure:
    """A figure with the fuller name that what it counts had in the sentences before it."""
    head = (figure.population or "").split()[-1].lower()
    for earlier in reversed(before):
        if figure.sentence - earlier.sentence > 2:
            break
        if (
            earlier.population
            and is_named(earlier.population)
            and "'s " not in earlier.population
            and earlier.population.split()[-1].lower() == head
        ):
            return replace(figure, population=earlier.population, place=figure.place or earlier.place)
    return figure
