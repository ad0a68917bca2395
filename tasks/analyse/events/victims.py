"""Whom or what a trigger struck: "six" of "the murder of the six priests"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from spacy.tokens import Token

from tasks.analyse.events.clauses import lemma

BESIDE = frozenset(("relcl", "acl", "advcl", "punct"))


def victims(token: Token) -> frozenset[str]:
    """The names and numbers in what a trigger struck: "six" of "the murder of the six priests"."""
    return _names(word for one in struck(token) for word in _phrase(one))


def names_victims(token: Token, places: Collection[str]) -> bool:
    """Whether what a trigger struck is told by any name or number but those of places (lower case)."""
    return not _names(word for one in struck(token) for word in one.subtree) <= set(places)


def has_known_victims(noun: Token) -> bool:
    """Whether a noun's victims are spoken of as known: "the killings of the nuns", "the judge's murder"."""
    if noun.pos_ == "VERB":
        return False
    if noun.dep_ == "dobj" and lemma(noun.head) == "receive":
        return True  # "has received death threats"
    owner = any(c.dep_ == "poss" and c.pos_ in ("NOUN", "PROPN") for c in noun.children)
    of = [n for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for n in c.children if n.dep_ == "pobj"]
    return owner or any(c.lower_ in ("the", "these", "those") for one in of for c in one.children)


def struck(token: Token) -> list[Token]:
    """The heads of what a trigger struck: its object, or "of" or "on" whom it was."""
    if token.pos_ == "VERB":
        return [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
    preps = [c for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "on", "against", "at")]
    found = [noun for prep in preps for noun in prep.children if noun.dep_ == "pobj"]
    return found + [c for c in token.children if c.dep_ == "poss"]


def _names(words: Iterable[Token]) -> frozenset[str]:
    return frozenset(word.lower_ for word in words if word.pos_ in ("PROPN", "NUM"))


def _phrase(noun: Token) -> Iterator[Token]:
    """The words of a noun's phrase, without what is said of it: "Ann Lee" of "Ann Lee, who leads the Front"."""
    yield noun
    for child in noun.children:
        if child.dep_ not in BESIDE and (child.dep_ != "prep" or child.lower_ == "of"):
            yield from _phrase(child)
