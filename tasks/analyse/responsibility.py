"""Acts that one party owns and another lays at somebody else's door."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.analyse.actors import Catalogue
from tasks.analyse.disputes import phrases
from tasks.analyse.positions import Position, RawContest
from tasks.analyse.statements import Statement, far_apart, quote_span
from tasks.analyse.targets import Weights
from tasks.analyse.words import STRAIGHT, read_words
from tasks.models import Reading

NEAR = 4  # sentences between two namings of an author of one act, where their words do not tell the act
SAME_ACT = 0.35
# The same across stories, for what is told of the act around; how many words that must share, within how many days.
SAME_SCENE, SHARED, SOON = 0.35, 6, 7
ACT = re.compile(
    r"\b(?:attack|bomb|blast|explosion|kill|murder|assassinat|massacre|shoot|shot|strike|raid|ambush|hack|poison|crash|"
    r"downing|abduct|kidnap|sabotage|fire|arson|assault|shelling|violence|casualt|death)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Authorship:
    """A statement that names the author of an act."""

    statement: Statement
    author: str  # catalogue id
    told_by: str  # the words that tell
    scene: frozenset[str]  # the words of the act, as the sentences up to here tell it


def responsibility_contests(told: Sequence[Statement], weights: Weights, catalogue: Catalogue) -> list[RawContest]:
    """The acts for which different authors are named, in one story or, of acts told in the same words, across them."""
    named = [a for statement in told if (a := _authorship(statement)) is not None]
    found: list[RawContest] = []
    used: set[tuple[str, int, int]] = set()
    for first in named:
        rivals = [
            other
            for other in named
            if not catalogue.allied(first.author, other.author) and _one_act(first, other, weights)
        ]
        if not rivals or first.statement.key in used:
            continue
        agreeing = [o for o in named if catalogue.allied(first.author, o.author) and _one_act(first, o, weights)]
        group = [*agreeing, *rivals]
        used |= {a.statement.key for a in group}
        found.append(_contest(group, _reactions(group, told)))
    return found


def _reactions(group: Sequence[Authorship], told: Sequence[Statement]) -> list[Statement]:
    """What those held to be the authors say of the act in the very sentences that name one: "which they deplored"."""
    authors = {a.author for a in group}
    places = {(a.statement.key[0], a.statement.sentence) for a in group}
    taken = {a.statement.party.actor for a in group}
    return [
        statement
        for statement in told
        if statement.party.actor in authors - taken and (statement.key[0], statement.sentence) in places
    ]


def _authorship(statement: Statement) -> Authorship | None:
    """Who did it, by a statement that claims or lays blame; None for every other statement."""
    lexicon = phrases()
    if statement.party.voice:
        return None
    said = f"{statement.cue} {statement.content}".translate(STRAIGHT)
    owned = lexicon.claims_responsibility.search(said)
    if (
        owned
        and owned.start() <= len(statement.cue)
        and statement.party.actor
        and statement.stance in ("asserts", "confirms")
    ):
        return Authorship(statement, statement.party.actor, owned[0], _scene(statement))
    blamed = lexicon.blames.search(said)
    if blamed and blamed.start() <= len(statement.cue) + 12 and statement.stance == "asserts" and statement.named:
        if blamed[0].startswith("accus") and not ACT.search(statement.content):
            return None
        author = statement.named[0][2]
        if author != statement.party.actor:
            return Authorship(statement, author, blamed[0], _scene(statement))
    return None


def _one_act(a: Authorship, b: Authorship, weights: Weights) -> bool:
    if a.statement.key[0] == b.statement.key[0] and abs(a.statement.sentence - b.statement.sentence) <= NEAR:
        return True
    if far_apart(a.statement, b.statement):
        return False
    if _story(a) == _story(b) and weights.alike(_act(a.statement), _act(b.statement)) >= SAME_ACT:
        return True
    days = a.statement.reading.article.published_on, b.statement.reading.article.published_on
    if days[0] is None or days[1] is None or abs((days[0] - days[1]).days) > SOON:
        return False
    return len(a.scene & b.scene) >= SHARED and weights.alike(a.scene, b.scene) >= SAME_SCENE


def _story(authorship: Authorship) -> str:
    reading = authorship.statement.reading
    return reading.story_id or reading.article.article_id


def _scene(statement: Statement) -> frozenset[str]:
    """The words of the sentences up to this one that tell of the act, for "the bombing" was told before."""
    reading, text = statement.reading, statement.reading.article.text
    spans = [sentence.span for sentence in reading.analysis.sentences[max(0, statement.sentence - NEAR) :]]
    told = [span for span in spans[: min(NEAR, statement.sentence) + 1] if ACT.search(text[slice(*span)])]
    return read_words(text, told, ()).all


def _act(statement: Statement) -> frozenset[str]:
    """The words of the act: the content without the names in it."""
    return frozenset(word for word in statement.words.all if not word.startswith("@"))


def _contest(group: Sequence[Authorship], reactions: Sequence[Statement]) -> RawContest:
    about = frozenset().union(*(a.statement.words.all for a in group))
    sentences = [(s.key[0], s.sentence) for s in (*(a.statement for a in group), *reactions)]
    return RawContest(
        kind="responsibility",
        key="",
        positions=tuple(
            Position(
                reading=a.statement.reading,
                party=a.statement.party,
                stance="asserts",
                role=a.author,
                span=quote_span(a.statement, about, sentences.count((a.statement.key[0], a.statement.sentence)) > 1),
                statement=a.statement,
            )
            for a in group
        )
        + tuple(
            Position(
                reading=s.reading,
                party=s.party,
                stance=s.stance,
                role="counter",
                span=quote_span(s, about, shared=True),
                statement=s,
            )
            for s in reactions
        ),
        fit=0.8,
        evidence="authors named: " + ", ".join(sorted({f'{a.author} ("{a.told_by}")' for a in group})),
        about=about,
    )


def act_sentence(reading: Reading, sentence: int) -> int:
    """The nearest sentence up to some before this one that reports the act itself."""
    text = reading.article.text
    for number in range(sentence - 1, max(-1, sentence - NEAR), -1):
        if ACT.search(text[slice(*reading.analysis.sentences[number].span)]):
            return number
    return sentence
