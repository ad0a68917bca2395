"""Who is said to have done an act: claimed by, blamed on, attributed to, suspected of, denied by.

The wording is in data/authorship.toml. An author is an actor of the catalogue or goes by the name that the article
gives ("a splinter group called the Red Harbour Front"); "gunmen" or "terrorists" name nobody, and count as another
author only in the mouth of one who stands accused himself.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from tasks.analyse.actors import Catalogue
from tasks.analyse.seeking import Sought
from tasks.analyse.statements import Party, Statement
from tasks.analyse.words import STRAIGHT, names_whole, read_words

NEAR = 4  # sentences before one that names an author which tell of the act: "the bombing" was told there
LEAD = 2  # opening sentences of an article, which tell it too
NOBODY = re.compile(
    r"^(?:that|which|who|and|if|when|while|were|was)\b|\b(?:it|he|she|they|him|them|us|who|whom|no ?one|nobody)$|"
    r"\b(?:was|were|is|are|has|have|had|that|which|when|of \w+ing)\b",
    re.IGNORECASE,
)
CALLED = re.compile(r"\b(?:called|named|known as|calling itself|dubbed) (?:the )?(.+)")
Relation = Literal["claimed", "blamed", "denied"]


@dataclass(frozen=True)
class Wording:
    """How articles put an author to an act, from data/authorship.toml."""

    claimed: Sought
    claimed_by: Sought
    owned: Sought
    blamed: tuple[Sought, ...]
    said: tuple[Sought, ...]
    denied: Sought
    hedged: Sought
    helped: Sought
    undone: re.Pattern[str]
    act: Sought
    kinds: dict[str, Sought]
    group: re.Pattern[str]
    vague: Sought


@cache
def wording() -> Wording:
    """The wording, read once a process."""
    raw = tomllib.loads(files("tasks.analyse").joinpath("data/authorship.toml").read_text("utf8"))
    act = "(?:" + "|".join(raw["kinds"].values()) + "|" + raw["act"] + r")\w*"

    def pattern(words: str) -> Sought:
        for name, part in (("{who}", raw["who"]), ("{act}", act), ("{truce}", raw["truce"])):
            words = words.replace(name, part)
        return Sought(rf"\b(?:{words})")

    def one(name: str) -> Sought:
        return pattern("|".join(raw[name]))

    return Wording(
        claimed=one("claimed"),
        claimed_by=one("claimed_by"),
        owned=one("owned"),
        blamed=tuple(pattern(words) for words in raw["blamed"]),
        said=tuple(pattern(words) for words in raw["said"]),
        denied=one("denied"),
        hedged=one("hedged"),
        helped=one("helped"),
        undone=re.compile(rf"\b(?:{'|'.join(raw['undone'])})\b", re.IGNORECASE),
        act=Sought(rf"\b{act}"),
        kinds={kind: Sought(rf"\b(?:{words})") for kind, words in raw["kinds"].items()},
        group=re.compile("|".join(raw["group"])),
        vague=one("vague"),
    )


@dataclass(frozen=True, slots=True)
class Author:
    """Who is named as having done an act."""

    actor: str | None  # catalogue id
    name: str  # lower case
    known: bool  # an actor or a group by its name; else a description that may be anybody's, or a single person

    def same(self, other: Author, catalogue: Catalogue) -> bool:
        """Whether both are one author, or one is a part of the other."""
        if self.actor and other.actor:
            return catalogue.allied(self.actor, other.actor)
        return bool(self.name) and (_within(self.name, other.name) or _within(other.name, self.name))

    def speaks(self, party: Party, catalogue: Catalogue) -> bool:
        """Whether a party is this author or speaks for it."""
        return self.same(Author(party.actor, (party.text or "").lower(), known=True), catalogue)


@dataclass(frozen=True, slots=True)
class Authorship:
    """A statement that names the author of an act, or in which the author turns the act down."""

    statement: Statement
    party: Party  # who names the author; of a claim the author
    author: Author
    relation: Relation
    hedged: bool  # suspected, likely, alleged
    told_by: str  # the words that tell
    kinds: frozenset[str]  # of the act, as far as the words tell: "bombing"
    scene: frozenset[str]  # the words of the act, as the sentences up to here tell it


def _within(name: str, other: str) -> bool:
    return len(name) > 2 and names_whole(other, name)


def authorships(told: Iterable[Statement], catalogue: Catalogue) -> list[Authorship]:
    """Every statement that names who did an act, or denies to have done one; one a place and author."""
    found: dict[tuple[str, int, str, str], Authorship] = {}
    for statement in told:  # attributed statements come before the article's own sentences
        for one in _read(statement, catalogue):
            place = (statement.key[0], statement.sentence, one.author.actor or one.author.name, one.relation)
            found.setdefault(place, one)
    return list(found.values())


def _read(statement: Statement, catalogue: Catalogue) -> list[Authorship]:
    """What a statement says of who did an act."""
    words = wording()
    text = statement.reading.article.text
    content = statement.content.translate(STRAIGHT).lstrip("\"' ")
    if statement.party.voice:
        passive = words.claimed_by.search(content)
        author = passive and _author(passive["who"], statement, catalogue, claims=True)
        if not passive or not author:
            return []
        return [_made(statement, Party(author.actor, author.name, passive["who"]), author, "claimed", passive)]
    said = text[statement.cue_at : statement.spans[-1][1]].translate(STRAIGHT)
    if statement.spans[0][0] < statement.cue_at:
        said = f"{statement.cue} {content}"
    if (denial := words.denied.search(said)) and statement.party.text:
        own = _own(statement.party, statement, catalogue)
        return [_made(statement, statement.party, own, "denied", denial)]
    if statement.stance not in ("asserts", "confirms"):
        return []
    claim = words.claimed.match(said) or words.owned.match(content)
    if claim and statement.party.text:
        own = _own(statement.party, statement, catalogue)
        return [_made(statement, statement.party, own, "denied" if words.undone.search(claim[0]) else "claimed", claim)]
    for patterns, where in ((words.blamed, said), (words.said, content)):
        for pattern in patterns:
            blame = pattern.match(where) if patterns is words.blamed else pattern.search(where)
            author = _author(words.undone.sub("", blame["who"]), statement, catalogue) if blame else None
            if not blame or not author:
                continue
            own, undone = _own(statement.party, statement, catalogue), words.undone.search(blame[0])
            if undone and author.same(own, catalogue) and statement.party.text:
                return [_made(statement, statement.party, own, "denied", blame)]
            if not undone and not author.same(own, catalogue):
                return [_made(statement, statement.party, author, "blamed", blame)]
    return []


def _made(statement: Statement, party: Party, author: Author, relation: Relation, words: re.Match[str]) -> Authorship:
    hedges = f"{statement.cue} {words[0]}"
    kinds = _kinds(statement.content)
    return Authorship(
        statement=statement,
        party=party,
        author=author,
        relation=relation,
        hedged=statement.hedged or wording().hedged.search(hedges) is not None,
        told_by=" ".join(words[0].split()),
        kinds=kinds,
        scene=_scene(statement),
    )


def _own(party: Party, statement: Statement, catalogue: Catalogue) -> Author:
    """A party that speaks of itself, as an author."""
    text = party.text or ""
    if party.actor is not None:
        return Author(party.actor, text.lower(), known=True)
    return _author(text, statement, catalogue, claims=True) or Author(None, text.lower(), known=False)


def _author(who: str, statement: Statement, catalogue: Catalogue, claims: bool = False) -> Author | None:
    """The author that a phrase names; None where it names nobody ("it", "the attack").

    Whoever claims an act is a group by name if he has a name; of the blamed the name must tell ("Front", "militia").
    """
    words = wording()
    who = words.helped.compiled.split(" ".join(who.split()).strip("\"' ").removeprefix("that "))[0]
    if not who or words.act.compiled.fullmatch(who.split()[-1]) or NOBODY.search(who):
        return None
    article = statement.reading.article
    here = catalogue.for_text(article.text, article.published_on)
    if (actor := here.resolve(who, article.published_on)) is not None:
        return Author(actor, who.lower(), known=True)
    if found := here.find(who, article.published_on):
        return Author(found[0][2], who.lower(), known=True)
    called = CALLED.search(who)
    name = re.sub(r"^(?:the|an?) ", "", called[1] if called else who, flags=re.IGNORECASE)
    one_of_some = called is None and re.match(r"an? ", who, re.IGNORECASE)
    group = called is not None or (not one_of_some and (claims or words.group.search(who) is not None))
    return Author(None, name.lower(), known=group and name != name.lower() and not words.vague.search(name))


def _kinds(text: str) -> frozenset[str]:
    return frozenset(kind for kind, words in wording().kinds.items() if words.search(text))


def _scene(statement: Statement) -> frozenset[str]:
    """The words of the sentences up to this one, and of the first ones, that tell of the act."""
    reading, text = statement.reading, statement.reading.article.text
    numbers = {*range(LEAD), *range(max(0, statement.sentence - NEAR), statement.sentence + 1)}
    spans = [s.span for n, s in enumerate(reading.analysis.sentences) if n in numbers]
    return read_words(text, [span for span in spans if wording().act.search(text[slice(*span)])], ()).all
