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

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.parties import Party
from tasks.analyse.claims.statements import Statement
from tasks.analyse.claims.words import STRAIGHT, names_whole, read_words
from tasks.analyse.parsing.seeking import Sought

NEAR = 4  # sentences before one that names an author which tell of the act: "the bombing" was told there
LEAD = 2  # opening sentences of an article, which tell it too
NOBODY = re.compile(
    r"^(?:that|which|who|and|if|when|while|were|was)\b|\b(?:it|he|she|they|him|them|us|who|whom|no ?one|nobody)$|"
    r"\b(?:was|were|is|are|has|have|had|that|which|when|after|before|during|hours|of \w+ing)\b",
    re.IGNORECASE,
)
NAME, NAME_STEM = re.compile(r"\b[A-Z][a-z]{3,}"), 4  # letters by which "Norland" and "Norlandic" are one name
# What stands with a name in capitals and is none.
TITLES = frozenset(
    """Army Captain Chief Colonel Commander Foreign Defence Defense General Governor Interior Justice King Lieutenant
    Major Mayor Minister Ministry North South East West President Prime Prince Queen Secretary Senator State""".split()
)
# Who shares no more than such a word with a party is not of it.
ANYBODY = frozenset("men people forces group groups members agents service services leaders them themselves".split())
TWO = re.compile(r"(?:both )?([^,]+?),? and ([^,]+)$", re.IGNORECASE)
THEY = re.compile(r"\W*(?:that )?they\b", re.IGNORECASE)
CALLED = re.compile(r"\b(?:called|named|known as|calling itself|dubbed) (?:the )?(.+)")
Relation = Literal["claimed", "blamed", "denied"]


@dataclass(frozen=True)
class Wording:
    """How articles put an author to an act, from data/authorship.toml."""

    claimed: Sought
    claimed_by: Sought
    owned: Sought
    mutual: Sought
    blamed: tuple[Sought, ...]
    said: tuple[Sought, ...]
    answered: tuple[Sought, ...]
    denied: Sought
    hedged: Sought
    helped: Sought
    undone: re.Pattern[str]
    act: Sought
    did: Sought
    camps: dict[str, re.Pattern[str]]
    kinds: dict[str, Sought]
    group: re.Pattern[str]
    vague: Sought


@cache
def wording() -> Wording:
    """The wording, read once a process."""
    raw = tomllib.loads(files("tasks.analyse").joinpath("data/authorship.toml").read_text("utf8"))
    act = "(?:" + "|".join(raw["kinds"].values()) + "|" + raw["act"] + r")\w*"

    def pattern(words: str) -> Sought:
        for name, part in (("{who}", raw["who"]), ("{act}", act), ("{did}", raw["did"]), ("{truce}", raw["truce"])):
            words = words.replace(name, part)
        return Sought(rf"\b(?:{words})")

    def one(name: str) -> Sought:
        return pattern("|".join(raw[name]))

    return Wording(
        claimed=one("claimed"),
        claimed_by=one("claimed_by"),
        owned=one("owned"),
        mutual=one("mutual"),
        blamed=tuple(pattern(words) for words in raw["blamed"]),
        said=tuple(pattern(words) for words in raw["said"]),
        answered=tuple(pattern(words) for words in raw["answered"]),
        denied=one("denied"),
        hedged=one("hedged"),
        helped=one("helped"),
        undone=re.compile(rf"\b(?:{'|'.join(raw['undone'])})\b", re.IGNORECASE),
        act=Sought(rf"\b{act}"),
        did=pattern("{did}"),
        camps={camp: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for camp, words in raw["camps"].items()},
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
    proper: frozenset[str] = frozenset()  # how the names in it begin

    def same(self, other: Author, catalogue: Catalogue) -> bool:
        """Whether both are one author, or one is a part of the other."""
        if self.actor and other.actor:
            return catalogue.allied(self.actor, other.actor)
        return bool(self.name) and (_within(self.name, other.name) or _within(other.name, self.name))

    def speaks(self, party: Party, catalogue: Catalogue) -> bool:
        """Whether a party is this author or speaks for it."""
        return self.same(Author(party.actor, (party.text or "").lower(), known=True), catalogue)

    def answers(self, party: Party, catalogue: Catalogue) -> bool:
        """Whether a party speaks for this author, or for those that the author belongs to: "Norland's gunners"."""
        if self.speaks(party, catalogue) or not self.proper.isdisjoint(proper(party.text or "")):
            return True
        head = self.name.split()[-1:]
        return bool(head) and head[0] not in ANYBODY and _within(head[0], (party.text or "").lower())

    @property
    def camp(self) -> str | None:
        """Those whom a description puts an author among: the state's, armed groups, people; None for a bare name."""
        told = [(found.start(), camp) for camp, words in wording().camps.items() for found in words.finditer(self.name)]
        return max(told)[1] if told else None


@dataclass(frozen=True, slots=True)
class Authorship:
    """A statement that names the author of an act, or in which the author turns the act down."""

    statement: Statement
    party: Party  # who names the author; of a claim the author
    author: Author
    relation: Relation
    hedged: bool  # suspected, likely, alleged
    told_by: str  # the words that tell
    by_verb: bool  # told by what was done ("shelled the fair"), so that it is told of another act as well
    kinds: frozenset[str]  # of the act, as far as the words tell: "bombing"
    scene: frozenset[str]  # the words of the act, as the sentences up to here tell it
    opening: frozenset[str]  # the words of the sentences that the article opens with


def _within(name: str, other: str) -> bool:
    return len(name) > 2 and (names_whole(other, name) or names_whole(other, name.removesuffix("s")))


def proper(phrase: str) -> frozenset[str]:
    """How the names in a phrase begin: "Norlandic" and "Norland" begin alike."""
    return frozenset(name[:NAME_STEM] for name in NAME.findall(phrase) if name not in TITLES)


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
    if (blame := words.mutual.match(said)) and (two := TWO.match(statement.party.text or "")):
        sides = [(party, _own(party, statement, catalogue)) for party in _both(two, statement, catalogue)]
        accusers = zip(sides, reversed(sides), strict=True)
        return [_made(statement, party, author, "blamed", blame) for (party, _), (_, author) in accusers]
    claim = words.claimed.match(said) or (_of_oneself(statement) and words.owned.match(content))
    if claim and statement.party.text:
        own = _own(statement.party, statement, catalogue)
        return [_made(statement, statement.party, own, "denied" if words.undone.search(claim[0]) else "claimed", claim)]
    for patterns, where in ((words.blamed, said), (words.said, content), (words.answered, content)):
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


def _of_oneself(statement: Statement) -> bool:
    """Whether the pronoun that the content opens with may be who speaks: "they" is no single person."""
    return not (statement.party.person and THEY.match(statement.content))


def _both(two: re.Match[str], statement: Statement, catalogue: Catalogue) -> list[Party]:
    """The two parties that a source names together: "the rebels and the army"."""
    article = statement.reading.article
    here = catalogue.for_text(article.text, article.published_on)
    return [Party(here.resolve(who, article.published_on), who.lower(), who) for who in two.groups()]


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
        by_verb=any(words.re is one.compiled for one in wording().answered)
        or wording().did.search(words[0]) is not None,
        kinds=kinds,
        scene=_scene(statement),
        opening=_opening(statement),
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
        return Author(actor, who.lower(), known=True, proper=proper(who))
    if found := here.find(who, article.published_on):
        return Author(found[0][2], who.lower(), known=True, proper=proper(who))
    called = CALLED.search(who)
    name = re.sub(r"^(?:the|an?|its|their|his|her) ", "", called[1] if called else who, flags=re.IGNORECASE)
    one_of_some = called is None and re.match(r"an? ", who, re.IGNORECASE)
    group = called is not None or (not one_of_some and (claims or words.group.search(who) is not None))
    named = group and name != name.lower() and not words.vague.search(name)
    return Author(None, name.lower(), known=named, proper=proper(name))


def _kinds(text: str) -> frozenset[str]:
    return frozenset(kind for kind, words in wording().kinds.items() if words.search(text))


def _scene(statement: Statement) -> frozenset[str]:
    """The words of the sentences up to this one, and of the first ones, that tell of the act; the first always does."""
    reading, text = statement.reading, statement.reading.article.text
    numbers = {*range(LEAD), *range(max(0, statement.sentence - NEAR), statement.sentence + 1)}
    spans = [(n, s.span) for n, s in enumerate(reading.analysis.sentences) if n in numbers]
    return read_words(text, [span for n, span in spans if not n or wording().act.search(text[slice(*span)])], ()).all


def _opening(statement: Statement) -> frozenset[str]:
    """The words of the sentences with which an article opens, but for those of the statement itself."""
    reading = statement.reading
    spans = [s.span for n, s in enumerate(reading.analysis.sentences[:LEAD]) if n != statement.sentence]
    return read_words(reading.article.text, spans, ()).all
