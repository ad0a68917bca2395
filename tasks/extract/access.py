"""Whether a page gives the whole article, its beginning, or asks for payment first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tasks.extract.chrome import rules
from tasks.models import Access

LONGEST_WALL = 600  # words
# A news report is seldom whole below this many words, and a summary seldom above the second.
SHORT = 250
SUMMARY = 120


def is_invitation(line: str) -> bool:
    """Whether the line asks the reader to pay or register for the rest."""
    return len(line.split()) <= 40 and rules().paywalled.found(line)


def is_short(text: str) -> bool:
    """Whether a text may be no more than a summary."""
    return len(text.split()) < SHORT


def is_wall(paragraphs: Sequence[str]) -> bool:
    """Whether it is no article but a dialogue about consent, or one for robots: most of its words say so."""
    words = [len(text.split()) for text in paragraphs]
    if not 0 < sum(words) <= LONGEST_WALL:
        return False
    room = sum(words) / 2  # for words that say otherwise: once it is used up, the rest need not be looked at
    for n, text in zip(words, paragraphs, strict=True):
        if not rules().wall.found(text):
            room -= n
            if room <= 0:
                return False
    return True


def access_by_text(
    page: Iterable[str], kept: Sequence[str], *, marked_paid: bool = False, may_be_hidden: bool = False
) -> Access:
    """What the page's own lines and its metadata say of a short text; a long one is taken for whole.

    Sites invite every reader to subscribe, and mark as paid what they hand out whole, so neither counts alone.

    Args:
        page: the lines of the page.
        kept: the paragraphs of the article.
        marked_paid: schema.org's isAccessibleForFree is false.
        may_be_hidden: the lines are those of HTML, where scripts decide which of them a reader sees.
    """
    words = sum(len(text.split()) for text in kept)
    if words >= SHORT:
        return "full"
    lines = [line for line in page if line]
    invited = any(map(is_invitation, lines))
    if (invited and (marked_paid or not may_be_hidden)) or (words < SUMMARY and (invited or marked_paid)):
        return "paywalled"
    last = lines[-1:] + list(kept[-1:])
    return "teaser" if words < SUMMARY and any(rules().teaser.found(text) for text in last) else "full"
