"""Who in an article is a person, and of which sex: by title, first name, or what somebody is called."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from spacy.tokens import Doc, Token

from tasks.analyse.parsing.tokens import picked

Sex = Literal["f", "m", ""]  # "": not told
BEFORE = ("compound", "nmod", "amod", "appos")
FEMALE, MALE = frozenset({"mrs", "ms", "miss", "lady", "dame"}), frozenset({"mr", "sir", "lord"})


@dataclass(frozen=True)
class Lexicon:
    """The word lists of data/people.toml, which says what each is for."""

    female: frozenset[str]
    male: frozenset[str]
    titles: frozenset[str]
    nouns: frozenset[str]
    female_nouns: frozenset[str]
    male_nouns: frozenset[str]
    bodies: frozenset[str]
    documents: frozenset[str]
    either: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The word lists, read once a process."""
    raw = tomllib.loads(files("tasks.analyse").joinpath("data/people.toml").read_text("utf8"))
    return Lexicon(**{name: frozenset(words.split()) for name, words in raw.items()})


class People:
    """The people whom an article calls by name."""

    def __init__(self, doc: Doc) -> None:
        self._sexes: dict[str, set[Sex]] = {}  # last name -> what its bearers are known to be
        for token in picked(doc, "POS", ("PROPN",)):
            if token.dep_ not in ("compound", "nmod") and shows_person(token):
                self._sexes.setdefault(token.lower_, set()).add(own_sex(token))

    def knows(self, name: Token) -> bool:
        """Whether somewhere in the article the name has a title, a first name or an apposition that makes it one."""
        return name.lower_ in self._sexes

    def sex(self, noun: Token) -> Sex:
        """That of a name or description; of a bare last name, that of all its bearers where it is one."""
        own = own_sex(noun)
        if own or noun.pos_ != "PROPN" or first_names(noun):
            return own
        if not self.knows(noun):
            return sex_of_name(noun)
        told = self._sexes[noun.lower_] - {""}
        return next(iter(told)) if len(told) == 1 else ""


def shows_person(name: Token) -> bool:
    """Whether the words around a name make it a person's."""
    words = lexicon()
    if name.lower_ in words.bodies:
        return False
    if any(word_of(t) in words.titles | words.nouns for t in before_name(name)):
        return True
    if any(sex_of_name(t) for t in first_names(name)[:1]) or any(is_told_of(c) for c in name.children):
        return True
    beside = [c for c in name.children if c.dep_ == "appos"]
    beside += [name.head] if name.dep_ == "appos" else []
    if any(is_told_of(c) for noun in beside for c in noun.children):
        return True
    return any(t.pos_ == "NOUN" and t.lemma_.lower() in words.nouns - words.either for t in beside)


def is_told_of(clause: Token) -> bool:
    """Whether a relative clause is one of a person: "Odalo, who fled"."""
    return clause.dep_ == "relcl" and any(c.lower_ in ("who", "whom") for c in clause.children)


def own_sex(noun: Token) -> Sex:
    """What the words of one noun phrase tell of a person's sex: title, role or first name."""
    words = lexicon()
    around = {word_of(t) for t in before_name(noun)} | {t.lemma_.lower() for t in noun.children if t.dep_ == "appos"}
    around.add(noun.head.lemma_.lower() if noun.dep_ == "appos" else "")
    around.add(noun.lemma_.lower() if noun.pos_ == "NOUN" else "")
    if around & (FEMALE | words.female_nouns):
        return "f"
    if around & (MALE | words.male_nouns):
        return "m"
    return next((sex_of_name(t) for t in first_names(noun)[:1]), "")


def sex_of_name(name: Token) -> Sex:
    """That of the bearers of a first name."""
    return "f" if word_of(name) in lexicon().female else "m" if word_of(name) in lexicon().male else ""


def before_name(name: Token) -> list[Token]:
    """The words of the noun phrase right before a name: titles, roles and first names."""
    own = [c for c in name.children if c.i < name.i and c.dep_ in BEFORE]
    return [t for c in own for t in ([*before_name(c), c] if c.dep_ == "compound" and c.pos_ == "PROPN" else [c])]


def first_names(name: Token) -> list[Token]:
    """The names before a name that follow its title, if it has one."""
    names: list[Token] = []
    for token in before_name(name):
        titled = word_of(token) in lexicon().titles | lexicon().nouns
        names = [] if titled else [*names, token] if token.pos_ == "PROPN" else names
    return names


def word_of(token: Token) -> str:
    """A word as the lists have it: "Gov." as "gov"."""
    return token.lower_.rstrip(".")
