"""The toll of an event: how many were killed and injured, as low and high.

Counted victims come from the figures; victims without a number are counted by their words: "a teacher" and "Ann Lee"
are one, "two women and a child" three. A part ("including five children") is never added to its whole; "two more" and
"three others" come on top of those told before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from tasks.analyse.events.clauses import ends_in_death, lemma
from tasks.analyse.events.words import lexicon
from tasks.analyse.parsing.numbers import amounts
from tasks.models import Figure, High, Low

Toll = tuple[Low, High]
TWO = frozenset(("couple", "pair", "duo"))
MORE = frozenset(("more", "other", "others", "another"))  # than those told before
UNKNOWN: Toll = (None, None)
PEOPLE = frozenset(("people", "persons", "person"))
# What a "no" counts where it speaks of all: "no casualties", "no one"; "no civilians" leaves the others out.
OF_ALL = PEOPLE | frozenset("casualties casualty deaths death injuries injury fatalities victims lives".split())
FRACTION = 3  # a count of less than this part of another is of some of its dead


@dataclass(frozen=True, slots=True)
class Count:
    """How many died as one source has it."""

    source: str | None  # lower case; None: the article itself
    toll: Toll
    population: str | None  # last word of what is counted: "people"


def spread(killed: Toll, counts: Sequence[Count]) -> Toll:
    """A toll on which sources differ: from the lowest that one of them gives to the highest.

    Args:
        killed: the largest count.
        counts: what each source says, in the article's order.
    """
    last = {count.source: count for count in counts}
    top = next((count for count in counts if count.toll == killed), None)
    if top is None or len(last) < 2:
        return killed
    rivals = [one for one in last.values() if _is_rival(one, top)]
    low = min((one.toll[0] for one in rivals if one.toll[0]), default=killed[0])
    return low, killed[1]


def _is_rival(one: Count, top: Count) -> bool:
    """Whether two counts are of the same dead: neither is only of the guards among them, nor a fraction."""
    same = one.population == top.population or {one.population, top.population} & PEOPLE
    return bool(same) and (one.toll[0] or 0) * FRACTION >= (top.toll[0] or 0)


def toll(tokens: Iterable[Token], figures: Sequence[Figure], harm: Literal["killed", "injured"]) -> Toll:
    """How many some words say were killed or injured: the largest count they give.

    Args:
        tokens: a sentence, or the clause that tells one event of several.
        figures: the article's figures; those that start outside the tokens do not count.
        harm: which of the two.
    """
    tokens = list(tokens)
    offsets = {offset for token in tokens for offset in range(token.idx, token.idx + len(token))}
    here = [f for f in figures if f.mention.start in offsets and not (f.part or _none_of_some(f))]
    counts = [(f.low, f.high) for f in here if f.measure == harm or (f.measure == "casualties" and f.high == 0)]
    if harm == "killed":
        counts += [(0.0, 0.0) for f in here if f.measure == "injured" and f.high == 0]  # "nobody was hurt"
    for token in tokens:
        if token.pos_ == "VERB" and lemma(token) in lexicon().totals:
            total = _total(token, harm)
            if total != UNKNOWN and lemma(token) in lexicon().corrections:
                return total
            counts.append(total)
        if token.lower_ == "others" and token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
            listed = [f for f in here if token.left_edge.idx <= f.mention.start < token.idx and f.measure == harm]
            counts += [_of_victims((token.head, token), here, harm)] if listed else []  # "a judge and nine others, …"
        if _tells(token, harm):
            counts.append(_of_victims(_victims(token), here, harm))
    low, high = largest(counts)
    return low if low is not None or high is None else _among(tokens, here), high


def is_on_top(tokens: Iterable[Token]) -> bool:
    """Whether some words tell only of dead beside those told before: "two more were killed", "another guard died"."""
    victims = [victim for token in tokens if _tells(token, "killed") for victim in _victims(token)]
    return bool(victims) and all(_is_more(victim) for victim in victims)


def added(one: Toll, other: Toll) -> Toll:
    """The sum of two tolls; open where either is."""
    highs = [high for _, high in (one, other) if high is not None]
    return (one[0] or 0) + (other[0] or 0), sum(highs) if len(highs) == 2 else None


def _among(tokens: Sequence[Token], figures: Sequence[Figure]) -> Low:
    """How many are told of a number with no lower bound: "three clerks among up to seven killed"."""
    starts = {figure.mention.start for figure in figures if figure.low is None}
    heads = [
        token.head
        for token in tokens
        if token.lower_ == "among" and token.head.pos_ in ("NOUN", "PROPN") and token.nbor().idx in starts
    ]
    return max((low for head in heads if (low := _count(head, figures, "killed")[0]) is not None), default=None)


def _tells(token: Token, harm: str) -> bool:
    words = lexicon().fatal if harm == "killed" else lexicon().harmful
    told = lemma(token) in words and token.pos_ in ("VERB", "NOUN", "ADJ") and not _is_near_miss(token)
    return told or (harm == "killed" and (ends_in_death(token) or is_found_body(token)))


def _is_more(victim: Token) -> bool:
    words = [victim, *victim.lefts]
    known = any(t.lower_ in ("the", "these", "those", "no") or t.tag_ == "PRP$" for t in words)
    return not known and any(t.lower_ in MORE for t in words)


def _is_near_miss(word: Token) -> bool:
    return any(child.lower_ in ("almost", "nearly", "narrowly") and child.dep_ == "advmod" for child in word.children)


def is_found_body(token: Token) -> bool:
    """Whether a body is said to have been found: "the bodies of nine men were discovered"."""
    if lemma(token) not in ("body", "corpse") or token.dep_ not in ("dobj", "nsubjpass"):
        return False
    return lemma(token.head) in ("find", "discover", "recover", "dump", "unearth")


def largest(counts: Sequence[Toll]) -> Toll:
    """The highest of several counts of one event, up to the highest bound that any gives ("as many as nine").

    A count of nought still says more than none.
    """
    bounds = [high for low, high in counts if not low and high]
    told = [(low, high) for low, high in counts if low is not None and (low or high is not None)]
    low, high = max(told, key=lambda count: (count[0], count[1] or 0), default=UNKNOWN)
    ranges = [(a, b) for a, b in told if low and a and b is not None and a <= low < b and (high or 0) <= b]
    if ranges:
        low, high = min(ranges)  # "between two and six; three were named"
    if bounds and (high is None or max(bounds) > high):
        high = max(bounds)
    return low, high


def _victims(token: Token) -> list[Token]:
    """The heads of the phrases that name whom a word of harm befell."""
    heads: list[Token] = []
    if token.pos_ == "VERB":
        passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in token.children)
        heads = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
        if not heads and passive and token.dep_ in ("acl", "relcl"):
            heads = [_whole(token.head)]  # "the first captain to be killed"
        if not heads and token.tag_ in ("VBN", "VBD") and not passive:
            heads = [_whole(token.head)] if token.dep_ in ("acl", "amod", "relcl") else []
            heads = heads or [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
        if not heads and token.dep_ in ("oprd", "ccomp", "xcomp") and token.tag_ == "VBN":
            heads = [c for c in token.head.children if c.dep_ == "nsubjpass"]  # "two men were reported killed"
        if not heads and token.dep_ == "conj" and token.tag_ == "VBN" and token.head.pos_ == "VERB" and not passive:
            heads = [c for c in token.head.children if c.dep_ == "nsubjpass"]  # "were seized and killed"
        if not heads and lemma(token) in ("die", "perish", "succumb"):
            heads = [c for c in token.children if c.dep_ == "nsubj"]
        companions = [c for c in token.children if c.dep_ == "prep" and c.lower_ in ("with", "along", "alongside")]
        heads += [noun for prep in companions for noun in prep.children if noun.dep_ == "pobj"] if heads else []
    else:
        if is_found_body(token) and any(child.dep_ == "nummod" for child in token.children):
            return [token]
        for child in token.children:
            if child.dep_ == "poss":
                heads.append(child)
            elif child.dep_ == "prep" and child.lower_ == "of":
                heads += [noun for noun in child.children if noun.dep_ == "pobj"]
    heads += [child for head in heads for child in head.children if child.dep_ == "appos" and _is_list(child)]
    return [one for head in heads for one in (head, *(() if _is_either(head) else head.conjuncts))]


def _is_list(noun: Token) -> bool:
    """Whether what the parser has as apposition goes on a list: "killed an elder, his brother and a guard"."""
    return noun.lower_ == "others" or any(
        c.dep_ in ("det", "poss", "nummod") for one in noun.conjuncts for c in one.children
    )


def _is_either(noun: Token) -> bool:
    """Whether one of two is meant: "a farmer or a fighter was killed"."""
    return any(child.lower_ == "or" and child.dep_ == "cc" for child in noun.children)


def _total(verb: Token, harm: str) -> Toll:
    """What "the number of people killed has risen to", or "claims of 30 killed were lowered to", leads up to."""
    words = lexicon().fatal if harm == "killed" else lexicon().harmful
    subject = next(
        (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and lemma(c) in lexicon().tallies), None
    )
    if subject is None or not any(
        lemma(t) in words or (harm == "killed" and lemma(t) == "toll") for t in subject.subtree
    ):
        return UNKNOWN
    after = [c for c in verb.children if c.dep_ == "dobj"]
    after += [n for c in verb.children if c.lower_ in ("to", "at") for n in c.children if n.dep_ == "pobj"]
    phrases = [verb.doc[noun.left_edge.i : noun.i + 1].text for noun in after]
    return next(((a.low, a.high) for phrase in phrases for a in amounts(phrase) if not a.currency), UNKNOWN)


def _whole(noun: Token) -> Token:
    """What a noun in apposition, in a list or among its parts belongs to: "four people, possibly civilians, killed"."""
    while noun.head != noun:
        if noun.dep_ == "pobj" and noun.head.lower_ == "including" and noun.head.head.pos_ in ("NOUN", "PROPN"):
            noun = noun.head.head
        elif noun.dep_ in ("appos", "conj") and noun.pos_ != "NUM":
            noun = noun.head
        else:
            break
    return noun


def _none_of_some(figure: Figure) -> bool:
    """Whether none of one group is counted, which says nothing of others: "no civilians were harmed"."""
    words = (figure.population or "").lower().split()
    return figure.high == 0 and bool(words) and words[-1] not in OF_ALL


def _of_victims(victims: Sequence[Token], figures: Sequence[Figure], harm: str) -> Toll:
    """The sum over victims; unknown as soon as one group is."""
    counts = [_count(victim, figures, harm) for victim in dict.fromkeys(victims)]
    if len(counts) > 2 and (counts[0][0] or 0) > 1 and counts[0][0] == sum(low or 0 for low, _ in counts[1:]):
        return counts[0]  # "nine people, three women and six children"
    low, high = 0.0, 0.0
    open_ended = bottomless = False
    for count in counts:
        if count == UNKNOWN:
            return UNKNOWN
        low += count[0] or 0
        bottomless = bottomless or count[0] is None
        open_ended = open_ended or count[1] is None
        high += count[1] or count[0] or 0
    at_least = None if bottomless and not low else low  # "up to nine" says no more than that
    return (at_least, None if open_ended else high) if victims else UNKNOWN


def _count(victim: Token, figures: Sequence[Figure], harm: str) -> Toll:
    left, right = victim.left_edge.idx, victim.idx + len(victim)
    for figure in figures:
        if left <= figure.mention.start < right:
            if figure.measure in ("killed", "injured") and figure.measure != harm:
                return 0.0, 0.0  # "four killed and nine injured": the second group is not of the dead
            if figure.unit == "person" or figure.measure == lemma(victim) or victim.pos_ == "NUM":
                return figure.low, figure.high
        named = (figure.population or "").endswith(victim.text) and figure.mention.start < left
        if named and figure.measure == harm and victim.pos_ == "PROPN":
            return figure.low, figure.high  # "nine Red Column killed": the parser may keep a name from its number
    if lemma(victim) in TWO:
        return 2.0, 2.0
    if victim.tag_ in ("NN", "NNP") and lemma(victim) not in lexicon().groups:
        return 1.0, 1.0
    return UNKNOWN
