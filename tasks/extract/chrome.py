"""What of a page's lines is article and what is page: furniture, captions, other people's comments, other articles.

The rules are data, in chrome.toml; here is how they are applied, to lines of plain text and to paragraphs taken from
HTML alike.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
FULL_STOP = re.compile(r"\.[\"'”’)\]]*$")
INNER_END = re.compile(r"[a-z0-9)”\"’][.!?][\"”’)]?\s+[“\"A-Z]")
DATED_CAPTION = re.compile(
    r",\s*(?:[A-Z][a-z]+day,?\s*)?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? (?:19|20)\d\d\.?$"
)
SPEECH = re.compile(r"[“”\"]|\b(?:said|says|told|according|announced|reported)\b", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page, and whether a blank line stands before it."""

    text: str
    gap: bool = True

    @property
    def words(self) -> int:
        """Number of blank-separated words."""
        return len(self.text.split())


class AnyOf:
    r"""Regular expressions of which any may be found, put together by where they begin: with ^, with \b, or otherwise.

    In one alternation all of them would be tried at every character, which takes four times as long.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        opening = [pattern for pattern in patterns if pattern.startswith("^")]
        words = [pattern.removeprefix(r"\b") for pattern in patterns if pattern.startswith(r"\b")]
        others = [pattern for pattern in patterns if not pattern.startswith(("^", r"\b"))]
        self._opening = _joined("", opening).match
        self._elsewhere = [_joined(at, some).search for at, some in ((r"\b", words), ("", others)) if some]

    def found(self, text: str) -> bool:
        """Whether one of them is found in the text."""
        return self._opening(text) is not None or any(search(text) is not None for search in self._elsewhere)


def _joined(at: str, patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(f"{at}(?:{'|'.join(f'(?:{pattern})' for pattern in patterns) or '(?!)'})", re.I)


@dataclass(frozen=True, slots=True)
class Rules:
    """chrome.toml, compiled."""

    lines: frozenset[str]
    furniture: AnyOf
    caption: AnyOf
    readers: AnyOf
    lists: AnyOf
    paywalled: AnyOf
    teaser: AnyOf
    wall: AnyOf
    outlet: tuple[re.Pattern[str], ...]


@cache
def rules() -> Rules:
    """The rules of chrome.toml, read once a process."""
    data = tomllib.loads(Path(__file__).with_name("chrome.toml").read_text("utf-8"))
    return Rules(
        lines=frozenset(data["lines"]),
        furniture=AnyOf(data["patterns"]),
        caption=AnyOf(data["caption"]["patterns"]),
        readers=AnyOf(data["end"]["readers"]),
        lists=AnyOf(data["end"]["lists"]),
        paywalled=AnyOf(data["access"]["paywalled"]),
        teaser=AnyOf(data["access"]["teaser"]),
        wall=AnyOf(data["access"]["wall"]),
        outlet=tuple(re.compile(f"(?i:{pattern})") for pattern in data["outlet"]["patterns"]),
    )


def is_furniture(line: str) -> bool:
    """Whether the line belongs to the page and to no article."""
    bare = line.casefold().strip(" \t:*|·•→»«›‹>×…–—-.!")
    return not bare or bare in rules().lines or (len(line) <= 300 and rules().furniture.found(line))


def is_caption(line: str) -> bool:
    """Whether the line is a photograph's caption or credit by its form."""
    if len(line) > 1500:
        return False
    if rules().caption.found(line):
        return True
    single = not INNER_END.search(line.rstrip()[:-12])
    return bool(DATED_CAPTION.search(line)) and single and not SPEECH.search(line) and len(line.split()) <= 45


def is_prose(line: Line) -> bool:
    """Whether the line reads like a paragraph of an article rather than like a heading or a label."""
    ends = FULL_STOP.search(line.text) or INNER_END.search(line.text)
    return bool(line.words >= 8 and ends) or line.words >= 30


def same_title(one: str, other: str) -> bool:
    """Whether two headlines differ only in case, punctuation, or a site's name after a bar or dash."""
    a, b = (re.sub(r"\W+", " ", title.casefold()).strip() for title in (one, other))
    if not a or not b:
        return False
    short, long = sorted((one.strip(), other.strip()), key=len)
    return a == b or bool(long.startswith(short) and re.fullmatch(r"\s*[|–—:·-]\s.{2,40}", long[len(short) :]))


def captions_in(lines: Sequence[Line]) -> set[str]:
    """Captions by form, and lines printed twice running (a picture's alternative text and its caption).

    Twice running counts in a page that separates its paragraphs, and above the body only of whole sentences: a headline
    may be printed twice too.
    """
    found = {line.text for line in lines if is_caption(line.text)}
    spaced = sum(line.gap for line in lines) > len(lines) / 3
    in_body = False
    for line, following in pairwise(lines):
        twice = line.text == following.text and line.words >= 4
        if twice and spaced and not following.gap and (in_body or SENTENCE_END.search(line.text)):
            found.add(line.text)
        in_body = in_body or (line.text not in found and is_prose(line))
    return found


def body(lines: Sequence[Line], aside: set[str], title: str | None, before: Sequence[str] = ()) -> list[str]:
    """The article's own lines: no furniture, captions, comments, lists of other articles, no line a second time.

    Args:
        lines: from the first paragraph on.
        aside: texts already known as furniture or captions.
        title: not repeated in the body, unless it is the article's first sentence.
        before: what was kept from above the body; not repeated either.
    """
    end = _readers_begin(lines, aside)
    others, end = _other_articles(lines[:end], aside)
    if aside:
        end = min(end, _menus_begin(lines[:end], aside))
    kept = list(before)
    seen = set(before)
    for line in lines[:end]:
        repeated = line.words >= 6 and line.text in seen
        if line.text not in aside and line.text not in others and not repeated:
            kept.append(line.text)
            seen.add(line.text)
    if title:
        kept = [text for at, text in enumerate(kept) if at > 2 or FULL_STOP.search(text) or not same_title(text, title)]
    furnished = aside or others or end < len(lines)
    return _without_labels_at_the_end(kept) if furnished else kept


def _readers_begin(lines: Sequence[Line], aside: set[str]) -> int:
    """Where comments, forms and other readers' words begin."""
    prose = 0
    for at, line in enumerate(lines):
        if prose >= 2 and line.words <= 20 and rules().readers.found(line.text):
            return at
        prose += line.text not in aside and is_prose(line)
    return len(lines)


def _other_articles(lines: Sequence[Line], aside: set[str]) -> tuple[set[str], int]:
    """(the lines of lists of other articles, where the last such list begins if the article ends there)."""
    prose = [at for at, line in enumerate(lines) if line.text not in aside and is_prose(line)]
    listed: set[str] = set()
    at = 1
    while at < len(lines):
        if rules().lists.found(lines[at].text) and not SENTENCE_END.search(lines[at].text):
            after = bisect(prose, at)
            if len(prose) - after < 2:
                return listed, at
            listed |= {line.text for line in lines[at : prose[after]]}
            at = prose[after]
        at += 1
    return listed, len(lines)


def _menus_begin(lines: Sequence[Line], aside: set[str]) -> int:
    """Where the foot of the page begins: eight labels running, with four times as much prose above as below."""
    prose = [0]
    for line in lines:
        prose.append(prose[-1] + (line.words if line.text not in aside and is_prose(line) else 0))
    run = 0
    for at, line in enumerate(lines):
        label = line.text in aside or (line.words <= 12 and not SENTENCE_END.search(line.text))
        run = run + 1 if label else 0
        if run >= 8 and prose[at] > 4 * (prose[-1] - prose[at]):
            return at + 1 - run
    return len(lines)


def _without_labels_at_the_end(texts: list[str]) -> list[str]:
    """Drops what follows the last sentence and is no sentence: tags, names of sections, buttons."""
    last = max((at for at, text in enumerate(texts) if SENTENCE_END.search(text)), default=len(texts) - 1)
    return texts[: last + 1] + [text for text in texts[last + 1 :] if len(text.split()) >= 8]
