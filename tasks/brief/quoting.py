"""How words of an article enter a briefing: exact stretches of the stored text, each numbered and sourced."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal

from tasks.brief.parts import Quote
from tasks.models import Reading, Span

OPENING, CLOSING, EITHER = "“„«", "”»", '"'
MARKS = OPENING + CLOSING + EITHER
BREAK = re.compile(r"\s+")
CLAUSE_END = ",;:—–"


@dataclass
class Quoter:
    """Hands out quotes and remembers which source was cited by which line."""

    readings: dict[str, Reading]
    numbers: dict[str, int] = field(default_factory=dict)  # article_id -> number of the source
    lines: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # article_id -> line ids
    _last: int = 0  # number of the last line

    def ref(self, article_id: str) -> int:
        """The number of an article among the sources; the next free one where it has none yet."""
        return self.numbers.setdefault(article_id, len(self.numbers) + 1)

    def quote(self, article_id: str, start: int, end: int, limit: int | None = None) -> Quote:
        """The words at [start, end), without quotation marks that only enclose them, at most about `limit` of them."""
        article = self.readings[article_id].article
        start, end = bare(article.text, start, end)
        stop = end if limit is None else cut(article.text, start, end, limit)
        self._last += 1
        line_id = f"L{self._last}"
        self.lines[article_id].append(line_id)
        return Quote(
            line_id=line_id,
            article_id=article_id,
            start=start,
            end=stop,
            text=article.text[start:stop],
            text_sha256=article.text_sha256,
            ref=self.ref(article_id),
            voice=voice(article.text, start, stop),
            cut=stop < end,
        )


def bare(text: str, start: int, end: int) -> Span:
    """The stretch without outer blanks, quotation marks that stand at its ends alone, and a comma after all."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return start, end
    inner = sum(text[start:end].count(mark) for mark in MARKS)
    opened, closed = text[start] in OPENING + EITHER, text[end - 1] in CLOSING + EITHER
    if inner == opened + closed and end - start > inner:
        start, end = start + opened, end - closed
    return start, end - (text[end - 1] in ",;:")


def voice(text: str, start: int, end: int) -> Literal["direct", "mixed", "reported"]:
    """Whether the stretch stands in quotation marks wholly, partly or not, counting them from the paragraph's start."""
    inside = False
    for mark in text[text.rfind("\n", 0, start) + 1 : start]:
        if mark in EITHER:
            inside = not inside
        elif mark in MARKS:
            inside = mark in OPENING
    if any(mark in MARKS for mark in text[start:end]):
        return "mixed"
    return "direct" if inside else "reported"


def cut(text: str, start: int, end: int, limit: int) -> int:
    """Where to stop so that at most `limit` characters are left: after a clause that ends late enough, or a word."""
    if end - start <= limit:
        return end
    stretch = text[start : start + limit + 1]
    clause = max(stretch.rfind(mark + " ") for mark in CLAUSE_END)
    if clause >= limit * 0.6:
        return start + clause
    word = max((m.start() for m in BREAK.finditer(stretch)), default=limit)
    return start + max(word, 1)
