"""Lines of a page that are none of the article's sentences: links to other stories, captions, headings between."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ENDED = re.compile(r"[.!?…:;,\"'”’)\]–—-]\s*$")
_ITEM = re.compile(r"\s*[•·*–—-]\s")
MOST = 0.6  # part of a text that must stand in lines that end as sentences do, for those that do not to say anything


def furniture(text: str) -> Callable[[int], bool]:
    """A test of whether a character of the text stands in a line that is no sentence of the article.

    Such a line stands below the first sentence, is no item of a list, does not end as a sentence does, and the next
    line does not carry it on. What stands above the first sentence may be the article's own headline.
    """
    lines = list(_LINE.finditer(text))
    ended = [_ENDED.search(line[0]) is not None for line in lines]
    said = sum(len(line[0]) for line, done in zip(lines, ended, strict=True) if done)
    first = next((at for at, done in enumerate(ended) if done), len(lines))
    found = []
    for at, line in enumerate(lines):
        carried = at + 1 < len(lines) and lines[at + 1][0].lstrip()[:1].islower()
        if at > first and not ended[at] and not carried and not _ITEM.match(line[0]):
            found.append(line)
    if said < MOST * sum(len(line[0]) for line in lines):
        found = []
    starts = [line.start() for line in found]

    def stands_there(character: int) -> bool:
        at = bisect_right(starts, character) - 1
        return at >= 0 and character < found[at].end()

    return stands_there
