"""The lexicon of attributing words (data/cues.toml) and how a token of the parse finds its entry."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from spacy.tokens import Token

from tasks.models import Stance

LEXICON = Path(__file__).parents[1] / "data" / "cues.toml"

Part = Literal["verb", "noun", "adjective"]
STANCES: tuple[Stance, ...] = get_args(Stance)


@dataclass(frozen=True, slots=True)
class Cue:
    """One attributing word: what it says of its subject's position, and what may follow it as the content."""

    lemma: str  # a phrasal verb with its particle: point_out
    stance: Stance
    takes: frozenset[str]
    hedged: bool = False

    @property
    def speaks(self) -> bool:
        """Whether it reports words, not only an attitude."""
        return "quote" in self.takes


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The attributing words by part of speech and lemma, and the closed word lists that the rules read."""

    cues: Mapping[Part, Mapping[str, Cue]]
    words: Mapping[str, frozenset[str]]
    phrasal: frozenset[str]  # verbs of which there is an entry, or a note that there is none, with a particle

    def of(self, token: Token) -> Cue | None:
        """The entry of a token, of its phrasal verb before the bare one."""
        part = part_of_speech(token)
        if part is None:
            return None
        entries, lemma = self.cues[part], self.lemma(token)
        if part == "verb":
            for child in token.children if lemma in self.phrasal else ():
                if child.dep_ == "prep" and child.i > token.i and _is_named(token, child):
                    continue  # "called it a slander | on them"
                if child.i > token.i and child.dep_ in ("prt", "prep", "advmod", "dobj", "acomp", "oprd"):
                    phrasal = f"{lemma}_{child.lower_}"
                    if phrasal in entries or phrasal in self.words["never"]:
                        return entries.get(phrasal)
        return entries.get(lemma)

    def lemma(self, token: Token) -> str:
        """The lemma in lower case, with the model's slips mended ("hop" for hoping)."""
        return MENDED.get((token.lemma_.lower(), token.lower_), token.lemma_.lower())


def _is_named(verb: Token, end: Token) -> bool:
    """Whether a verb has both an object and what that is called, before a later word of its clause."""
    before = {child.dep_ for child in verb.children if verb.i < child.i < end.i}
    return {"dobj", "oprd"} <= before


MENDED = {
    ("hat", "hates"): "hate",
    ("hat", "hated"): "hate",
    ("hat", "hating"): "hate",
    ("hop", "hoping"): "hope",
    ("hop", "hoped"): "hope",
    ("hop", "hopes"): "hope",
    ("retweete", "retweeted"): "retweet",
}


def part_of_speech(token: Token) -> Part | None:
    """The part of speech as the lexicon divides it."""
    if token.pos_ in ("VERB", "AUX"):
        return "verb"
    if token.pos_ in ("NOUN", "PROPN"):
        return "noun"
    return "adjective" if token.pos_ == "ADJ" else None


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once a process.

    Raises:
        ValueError: a lemma stands twice in one part of speech, or under a stance that is none.
    """
    data = tomllib.loads(LEXICON.read_text(encoding="utf-8"))
    words = {name: frozenset(lemmas.split()) for name, lemmas in data["words"].items()}
    cues: dict[Part, dict[str, Cue]] = {part: {} for part in get_args(Part)}
    for part, entries in cues.items():
        for stance, frames in data.get(part, {}).items():
            if stance not in STANCES:
                raise ValueError(f"{LEXICON.name}: {stance} is no stance")
            for takes, lemmas in frames.items():
                for lemma in lemmas.split():
                    if lemma in entries:
                        raise ValueError(f"{LEXICON.name}: {part} {lemma} stands twice")
                    entries[lemma] = Cue(lemma, stance, frozenset(takes.split()), lemma in words["hedged"])
    joined = [lemma for lemma in (*cues["verb"], *words["never"]) if "_" in lemma]
    return Lexicon(cues, words, frozenset(lemma.partition("_")[0] for lemma in joined))
