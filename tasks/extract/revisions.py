"""When is a page's new text a revision of the one before, and what changed.

Texts are compared by their sentences, and sentences by their words in lower case: spacing, punctuation and order are no
change. What tells only when the page was brought up to date ("Updated 3 minutes ago") counts as no sentence, nor does
a line without a full stop, such as a headline in a box of links, unless it is as long as a paragraph, or short and with
a number, as the lines of a table are. So a page that is asked again every few hours gives a revision where its news
changed, and there alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal

from tasks.models import Article, Change, Revision, Span

ALIKE = 0.25  # of the shorter text's runs of three words: with fewer in common, another article took over the address
SAME = 0.5  # of the words of two sentences (difflib's ratio) from which one is the other, changed
MOST_PAIRS = 40_000  # of removed and added sentences that are set against each other; past it none is "changed"
TABLE_LINE = 6  # words at most
PARAGRAPH = 150  # characters at least
_END = r".!?…。！？؟۔।"
# Up to a full stop that ends no short title or initial ("Gen. ", "U.S. "), or to the end of the line.
_SENTENCE = re.compile(
    rf"\S(?:[^\n]*?(?:(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z][a-z])[{_END}]+[\"'”’»)\]]*(?=\s|$)|$))", re.M
)
_ENDED = re.compile(rf"[{_END}][\"'”’»)\]]*$")
_WORD = re.compile(r"[^\W_]+")
_STAMPED = frozenset("updated update modified published posted edited ago read reading".split())
_IN_STAMPS = _STAMPED | frozenset(
    """last first was been this page article story on at am pm in by of the a an just now today yesterday time min mins
    minute minutes hr hrs hour hours day days week weeks month months utc gmt bst est edt pst pdt ist cet cest mon tue
    tues wed thu thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday jan january feb february
    mar march apr april may jun june jul july aug august sep sept september oct october nov november dec
    december""".split()
)
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What freshly extracted pages come to, set against what is stored."""

    articles: dict[str, Article]  # by id of the page: its article, which may be one that is stored
    revisions: tuple[Revision, ...]  # in the order in which they came
    known: tuple[str, ...]  # ids of the pages that changed nothing


def settle(
    extracted: Mapping[str, Article], redone: Mapping[str, Article], stored: Iterable[Article], now: datetime
) -> Settled:
    """Tell new articles, revisions of known ones, and pages that say nothing new.

    A page behind a wall, or cut to a teaser, revises no article that is stored whole.

    Args:
        extracted: by id of the page, in the order in which the pages were fetched.
        redone: of those pages that were extracted before, the stored article.
        stored: the current revisions of all articles with the addresses of those extracted.
        now: when pages are extracted again.
    """
    current: dict[str, dict[str, Article]] = {}
    for article in stored:
        current.setdefault(article.url, {})[article.article_id] = article
    articles: dict[str, Article] = {}
    revisions: list[Revision] = []
    known: list[str] = []
    for page_id, article in extracted.items():
        there = current.setdefault(article.url, {})
        again = page_id in redone
        before = redone[page_id] if again else there.get(article.article_id) or _nearest(article, there.values())
        if before and not again and _says_nothing_new(before, article):
            articles[page_id] = before
            known.append(page_id)
            continue
        articles[page_id] = there[article.article_id] = article
        if before and before.article_id != article.article_id:
            current.get(before.url, {}).pop(before.article_id, None)
            basis: Literal["page", "extraction"] = "extraction" if again else "page"
            changes = changed(before.text, article.text)
            at = now if again else article.fetched_at
            revisions.append(Revision(article.article_id, before.article_id, at, basis, changes))
    return Settled(articles, tuple(revisions), tuple(known))


def changed(before: str, after: str) -> tuple[Change, ...]:
    """The sentences that differ between two texts, in the order of the later one, then those removed."""
    old, new = _sentences(before), _sentences(after)
    gone = _without(old, Counter(words for words, _ in new))
    come = _without(new, Counter(words for words, _ in old))
    changes = []
    for words, span in come:
        match = _likest(words, gone) if len(gone) * len(come) <= MOST_PAIRS else None
        changes.append(Change("added", None, span) if match is None else Change("changed", gone.pop(match)[1], span))
    return (*changes, *(Change("removed", span, None) for _, span in gone))


def _says_nothing_new(before: Article, after: Article) -> bool:
    walled = before.access == "full" and after.access != "full"
    return walled or not changed(before.text, after.text)


def _nearest(article: Article, stored: Iterable[Article]) -> Article | None:
    """The article of the same address that the text is most alike, where it is alike at all."""
    others = list(stored)
    runs = _runs(article.text) if others else frozenset()
    near = [(_alike(runs, _runs(other.text)), other.article_id, other) for other in others]
    share, _, nearest = max(near, default=(0.0, "", None), key=lambda one: one[:2])
    return nearest if share >= ALIKE else None


def _runs(text: str) -> frozenset[Words]:
    words = _words(text)
    return frozenset(words[at : at + 3] for at in range(max(1, len(words) - 2)))


def _alike(one: frozenset[Words], other: frozenset[Words]) -> float:
    return len(one & other) / min(len(one), len(other))


def _words(text: str) -> Words:
    return tuple(_WORD.findall(text.lower()))


def _sentences(text: str) -> list[tuple[Words, Span]]:
    """The sentences that count, with their places."""
    found = []
    for match in _SENTENCE.finditer(text):
        sentence = match[0].rstrip()
        words = _words(sentence)
        whole = len(sentence) >= PARAGRAPH or _ENDED.search(sentence) is not None
        in_table = len(words) <= TABLE_LINE and any(word.isdigit() for word in words)
        if words and (whole or in_table) and not _is_stamp(words):
            found.append((words, (match.start(), match.start() + len(sentence))))
    return found


def _is_stamp(words: Words) -> bool:
    """Whether a line tells nothing but when the page was written or how long it takes to read."""
    return not _STAMPED.isdisjoint(words) and all(word in _IN_STAMPS or word[0].isdigit() for word in words)


def _without(sentences: Iterable[tuple[Words, Span]], known: Counter[Words]) -> list[tuple[Words, Span]]:
    """The sentences that are not known, each known one taken off as often as it stands there."""
    rest = []
    for words, span in sentences:
        if known[words] > 0:
            known[words] -= 1
        else:
            rest.append((words, span))
    return rest


def _likest(words: Words, others: list[tuple[Words, Span]]) -> int | None:
    """Which of the sentences has the most words in common, in order; None where none has enough."""
    matcher: SequenceMatcher[str] = SequenceMatcher(b=words, autojunk=False)
    best, most = None, SAME
    for at, (other, _) in enumerate(others):
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() >= most and matcher.quick_ratio() >= most and (ratio := matcher.ratio()) >= most:
            best, most = at, ratio
    return best
