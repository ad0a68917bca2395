"""The toll of an event: how many were killed and injured, as low and high.

Counted victims come from the figures; victims without a number are counted by their words: "a teacher" and "Ann Lee"
are one, "two women and a child" three. A part ("including five children") is never added to its whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from spacy.tokens import Token

from tasks.analyse.event_words import lexicon
from tasks.analyse.triggers import lemma
from tasks.models import Figure, High, Low

Toll = tuple[Low, High]
TWO = frozenset(("couple", "pair", "duo"))
UNKNOWN: Toll = (None, None)


def toll(tokens: Iterable[Token], figures: Sequence[Figure], harm: Literal["killed", "injured"]) -> Toll:
    """How many some words say were killed or injured: the largest count they give.

    Args:
        tokens: a sentence, or the clause that tells one event of several.
        figures: the article's figures; those that start outside the tokens do not count.
        harm: which of the two.
    """
    tokens = list(tokens)
    offsets = {offset for token in tokens for offset in range(token.idx, token.idx + len(token))}
    here = [f for f in figures if f.mention.start in offsets and not f.part]
    counts = [(f.low, f.high) for f in here if f.measure == harm or (f.measure == "casualties" and f.high == 0)]
    if harm == "killed":
        counts += [(0.0, 0.0) for f in here if f.measure == "injured" and f.high == 0]  # "nobody was hurt"
    words = lexicon().fatal if harm == "killed" else lexicon().harmful
    for token in tokens:
        if token.pos_ == "VERB" and lemma(token) in lexicon().totals:
            counts.append(_total(token, harm))
        told = lemma(token) in words and token.pos_ in ("VERB", "NOUN", "ADJ") and not _is_near_miss(token)
        if told or (harm == "killed" and (ends_in_death(token) or is_found_body(token))):
            counts.append(_of_victims(_victims(token), here, harm))
    return largest(counts)


def _is_near_miss(word: Token) -> bool:
    return any(child.lower_ in ("almost", "nearly", "narrowly") and child.dep_ == "advmod" for child in word.children)


def ends_in_death(verb: Token) -> bool:
    """Whether the words beside a verb make it fatal: "shot dead", "hacked to death", "gunned down"."""
    if verb.pos_ != "VERB":
        return False
    down = lemma(verb) in ("gun", "mow")
    return any(
        child.lower_ == "dead"
        or (child.lower_ == "down" and down)
        or (child.lower_ == "to" and any(c.lower_ == "death" for c in child.children))
        for child in verb.children
    )


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
    told = [(low, high) for low, high in counts if low is not None and (low or high == 0)]
    low, high = max(told, key=lambda count: (count[0], count[1] or 0), default=UNKNOWN)
    ranges = [(a, b) for a, b in told if low is not None and b is not None and a <= low < b and (high or 0) <= b]
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
        if not heads and token.tag_ in ("VBN", "VBD") and not passive:
            heads = [_whole(token.head)] if token.dep_ in ("acl", "amod", "relcl") else []
            heads = heads or [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
        if not heads and token.dep_ in ("oprd", "ccomp", "xcomp") and token.tag_ == "VBN":
            heads = [c for c in token.head.children if c.dep_ == "nsubjpass"]  # "two men were reported killed"
        if not heads and token.dep_ == "conj" and token.tag_ == "VBN" and token.head.pos_ == "VERB":
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
    return any(c.dep_ in ("det", "poss", "nummod") for one in noun.conjuncts for c in one.children)


def _is_either(noun: Token) -> bool:
    """Whether one of two is meant: "a farmer or a fighter was killed"."""
    return any(child.lower_ == "or" and child.dep_ == "cc" for child in noun.children)


def _total(verb: Token, harm: str) -> Toll:
    """What "the number of people killed has risen to" leads up to."""
    words = lexicon().fatal if harm == "killed" else lexicon().harmful
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and lemma(c) in ("number", "toll", "count")), None)
    if subject is None or not any(
        lemma(t) in words or (harm == "killed" and lemma(t) == "toll") for t in subject.subtree
    ):
        return UNKNOWN
    after = [c for c in verb.children if c.dep_ == "dobj"]
    after += [n for c in verb.children if c.lower_ in ("to", "at") for n in c.children if n.dep_ == "pobj"]
    told = [
        int(t.text.replace(",", "")) for n in after for t in (n, *n.lefts) if re.fullmatch(r"\d{1,3}(,?\d{3})?", t.text)
    ]
    return (float(told[0]), float(told[0])) if told else UNKNOWN


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


def _of_victims(victims: Sequence[Token], figures: Sequence[Figure], harm: str) -> Toll:
    """The sum over victims; unknown as soon as one group is."""
    low, high = 0.0, 0.0
    open_ended = bottomless = False
    for victim in dict.fromkeys(victims):
        count = _count(victim, figures, harm)
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
    if lemma(victim) in TWO:
        return 2.0, 2.0
    if victim.tag_ in ("NN", "NNP") and lemma(victim) not in lexicon().groups:
        return 1.0, 1.0
    return UNKNOWN
