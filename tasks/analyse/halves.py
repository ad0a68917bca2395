"""Contests within one sentence: a claim and the words that turn it down stand in it side by side.

* "The plan saves money, a claim disputed by the auditors": what stands before the aside is the claim.
* "Lee dismissed criticism from Ora that the dam was unsafe": what follows the noun is the claim, put by its owner.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tasks.analyse.actors import Catalogue
from tasks.analyse.disputes import read_challenge
from tasks.analyse.positions import Position, RawContest
from tasks.analyse.statements import Party, Statement, party, trimmed
from tasks.analyse.words import STRAIGHT, read_words
from tasks.models import Clue, ContestKind, Reading, Span

SAYS = 3  # words of substance that a claim holds at least
LONGEST = 600  # characters of a quote
SOMEBODY = re.compile(
    r"[A-Z]|\b(?:officials|critics|opponents|supporters|lawyers?|experts|scientists|police|others|many|some|he|she|they)\b"
)
# Every word that the forms of data/pairs.toml turn a claim down by begins so; most sentences have none of them.
TURNING = re.compile(
    r"\b(?:den[iy]|reject|disput|dismiss|refut|contradict|challeng|question|contest|rebut|debunk|doubt)", re.I
)
NOBODY = Party(None, "", "")  # somebody claims it who is not named
ASIDE, POINTED = 0.6, 0.5  # how sure each of the two forms is
NOUN_WITHIN = 45  # characters from the start of the content within which the noun stands that points at the claim


@dataclass(frozen=True, slots=True)
class Halves:
    """A claim and what turns it down, in one sentence."""

    reading: Reading
    claim: Span
    claimant: Party
    counter: Span
    party: Party
    kind: ContestKind
    by: str
    fit: float
    statement: Statement | None = None  # of the counter


@cache
def _asides() -> list[re.Pattern[str]]:
    raw = tomllib.loads(files("tasks.analyse").joinpath("data/pairs.toml").read_text("utf8"))["asides"]
    return [
        re.compile(form.format(noun=raw["noun"], down=raw["down"], who=raw["who"]), re.IGNORECASE)
        for form in raw["forms"]
    ]


def halves_of(told: Sequence[Statement], catalogue: Catalogue) -> list[RawContest]:
    """The contests that stand within one sentence of an article each.

    Args:
        told: all statements of the articles.
        catalogue: who belongs to whom.
    """
    readings = {statement.key[0]: statement.reading for statement in told}
    found = [half for reading in readings.values() for half in _asides_of(reading, catalogue)]
    found += [half for statement in told if (half := _turned_down(statement, catalogue)) is not None]
    return [_contest(half) for half in found]


def _asides_of(reading: Reading, catalogue: Catalogue) -> Iterable[Halves]:
    text = reading.article.text.translate(STRAIGHT)
    for sentence in reading.analysis.sentences:
        start, end = trimmed(text, sentence.span)
        if not TURNING.search(text, start, end):
            continue
        for form in _asides():
            aside = form.search(text, start, end)
            if aside is None or aside.end() - start > LONGEST:
                continue
            claim = trimmed(text, (start, aside.start()))
            if len(read_words(text, [claim], ()).all) < SAYS:
                continue
            who = aside["who"].strip(" ,.;")
            if aside.start("who") < aside.start("down") and not SOMEBODY.search(who):
                continue  # "which runs both yards, denied": a verb and its object
            stop = text.find(",", aside.end(), end)
            opens = aside.start() + len(aside["aside"])
            counter = trimmed(text, (opens, stop if stop > 0 else end))
            actor = catalogue.resolve(who)
            yield Halves(
                reading,
                claim,
                _speaker(reading, claim, catalogue),
                counter,
                Party(actor, who.lower(), who),
                "denial",
                aside["down"].lower(),
                ASIDE,
            )
            break


def _speaker(reading: Reading, claim: Span, catalogue: Catalogue) -> Party:
    """Who says what stands in a span; nobody who is named where no attribution does."""
    for attribution in reading.analysis.attributions:
        if claim[0] <= attribution.cue.start < claim[1] and (who := party(attribution, catalogue)) is not None:
            return who
    return NOBODY


def _turned_down(statement: Statement, catalogue: Catalogue) -> Halves | None:
    challenge = read_challenge(statement)
    if challenge is None or not challenge.cued or challenge.kind not in ("denial", "doubt") or statement.party.voice:
        return None
    if (
        challenge.pointer not in ("claim", "accusation")
        or challenge.noun is None
        or challenge.noun_at > NOUN_WITHIN
        or len(challenge.words.all) < SAYS
    ):
        return None
    owner = challenge.owner_name or challenge.owner
    if owner is None:
        return None  # denied, but claimed by nobody who is named: the claim has to stand elsewhere
    text = statement.reading.article.text
    claim = trimmed(text, statement.spans[0])
    sentence = trimmed(text, statement.reading.analysis.sentences[statement.sentence].span)
    if claim[1] - claim[0] > LONGEST or sentence[1] - sentence[0] > LONGEST:
        return None
    return Halves(
        statement.reading,
        claim,
        Party(challenge.owner, owner, owner.title()),
        sentence,
        statement.party,
        challenge.kind,
        challenge.by,
        POINTED,
        statement,
    )


def _contest(half: Halves) -> RawContest:
    text = half.reading.article.text
    positions = (
        Position(half.reading, half.claimant, "asserts", "claim", half.claim),
        Position(
            half.reading,
            half.party,
            "denies" if half.kind == "denial" else "doubts",
            "counter",
            half.counter,
            statement=half.statement,
        ),
    )
    return RawContest(
        kind=half.kind,
        key="",
        positions=positions,
        fit=half.fit,
        evidence=f'"{half.by}", in the same sentence',
        about=read_words(text, [half.claim], ()).all,
        clues=(Clue(f'"{half.by}", in the same sentence', half.fit),),
    )
