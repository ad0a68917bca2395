"""The names of actors in running text: words compared, not characters.

Dots, apostrophes, accents and every kind of hyphen or dash do not count, so that "Al–Qa'ida" is "al-Qaida" and "U.S."
is "US"; capitals do, so that "us" is not "US" and "an Islamic state" is not "Islamic State". The longest name wins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tasks.analyse.actors.tables import Dated, Sort

HYPHEN = re.compile(r"[-‐‑‒–—−]")
_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?|\w+(?:['’‘ʼʻʿʾ`´]\w+)*")
_MARKS = re.compile(r"['’‘ʼʻʿʾ`´.]")
_JOIN = re.compile(r"[ \t\u00a0]*[-‐‑‒–—−/]?[ \t\u00a0]*\n?[ \t]*|['’] ?")  # what may stand between two words of a name
_ACRONYM = 5  # letters at most

Key = tuple[str, ...]


class Token(NamedTuple):
    """A word of a text; a possessive's 's is a word of its own."""

    key: str  # lower case, without marks and accents
    text: str
    start: int
    end: int
    gap: str  # the characters between it and the word before


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of the catalogue."""

    key: Key
    words: tuple[str, ...]  # as written there
    actor: str | None  # None: somebody else's, or anybody's until an article settles whose
    dated: Dated
    generic: bool = False  # "the police": whose, depends on the article


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: indices of its first token and of the one after its last."""

    first: int
    last: int
    actor: str | None
    sort: Sort


Index = Mapping[str, Sequence[tuple[Key, Sequence[Alias]]]]  # by first word, longest name first


@lru_cache(maxsize=16)  # an article is gone through several times in a row
def tokens(text: str) -> Sequence[Token]:
    """The words of a text in order."""
    found: list[Token] = []
    last = 0
    for match in _WORD.finditer(text):
        start, end, word = match.start(), match.end(), match.group()
        stem = word[:-2] if len(word) > 2 and word[-1] in "sS" and word[-2] in "'’" else word
        found.append(Token(_fold(stem), stem, start, start + len(stem), text[last:start]))
        if len(stem) < len(word):
            found.append(Token("'s", "'s", start + len(stem), end, ""))
        last = end
    return found


@lru_cache(maxsize=4096)
def key(name: str) -> Key:
    """A name as it is looked up."""
    return tuple(token.key for token in tokens(name))


def alias(actor: str | None, dated: Dated, generic: Container[Key] = ()) -> Alias:
    """A name as the catalogue writes it."""
    words = tokens(dated.value)
    name = tuple(token.key for token in words)
    return Alias(name, tuple(token.text for token in words), actor, dated, name in generic)


def indexed(aliases: Iterable[Alias]) -> Index:
    """Names ready for `hits`; of several actors with one name, the first that is valid on the day has it."""
    named: dict[Key, list[Alias]] = {}
    for name in aliases:
        if name.key:
            named.setdefault(name.key, []).append(name)
    index: dict[str, list[tuple[Key, list[Alias]]]] = {}
    for words, sharers in named.items():
        index.setdefault(words[0], []).append((words, sharers))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


def hits(
    words: Sequence[Token], index: Index, here: Mapping[Key, str | None], on: date | None, shouting: bool = False
) -> Iterator[Hit]:
    """The names in a row of words, leftmost and longest first, none overlapping.

    `here`: what names that several share mean in the article at hand; `shouting`: the text is in capitals throughout.
    """
    i = 0
    while i < len(words):
        hit = _hit(words, i, index, here, on, shouting) if words[i].key in index else None
        if hit is None:
            i += 1
        else:
            yield hit
            i = hit.last


def _hit(
    words: Sequence[Token], i: int, index: Index, here: Mapping[Key, str | None], on: date | None, shouting: bool
) -> Hit | None:
    for name, aliases in index[words[i].key]:
        end = i + len(name)
        if len(name) > 1 and (end > len(words) or words[i + 1].key != name[1]):
            continue
        if len(name) > 2 and any(words[i + at].key != name[at] for at in range(2, len(name))):
            continue
        if not all(_JOIN.fullmatch(token.gap) for token in words[i + 1 : end]):
            continue
        for one in aliases:
            if not (one.dated.holds(on) and _cased(one.words, words[i:end], shouting or _headline(words, i, end))):
                continue
            owned = one.generic and _owned(words, i, end)
            if owned and words[i].text[0].isupper() and not shouting:
                return None  # the end of another name: "Salvation Army"
            return Hit(i, end, one.actor if owned else here.get(name, one.actor), one.dated.sort)
    return None


def _headline(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words around are in capitals too."""
    around = [words[i].text for i in (first - 1, last) if 0 <= i < len(words) and len(words[i].text) > 1]
    return len(around) > 1 and all(text.isupper() for text in around)


def _owned(words: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words around say whose: "Springfield police", "its foreign ministry", "police in Springfield"."""
    if last < len(words) and words[last].key in ("of", "in"):
        return True
    before = words[first - 1] if first and words[first].gap in (" ", "") else None
    return before is not None and (
        before.key in ("'s", "its", "their", "his", "her") or (before.text[0].isupper() and before.key != "the")
    )


def _cased(written: Sequence[str], words: Sequence[Token], shouting: bool) -> bool:
    """Whether a text's capitals are those of a name."""
    if len(written) == 1 and written[0].isalpha():
        name, text = written[0], words[0].text
        if name.isupper() and len(name) <= _ACRONYM:
            if shouting and text in ("IS", "US", "WHO"):
                return False
            return text.isupper() or (len(name) > 3 and text.istitle())  # "Nato"
        if name[0].isupper() and not name[1:].islower():
            return text == name  # "LeT" is not "Let"
    return all(token.text[0].isupper() for word, token in zip(written, words, strict=True) if word[0].isupper())


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    plain = _MARKS.sub("", word)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.lower()
