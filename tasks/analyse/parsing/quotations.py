"""Where an article quotes: stretches of text between quotation marks, told from apostrophes and inch signs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.models import Span

# A single mark quotes only where it cannot be an apostrophe: opened before a letter, closed after one and before none.
SINGLE = re.compile(r"(?<![\w'’])[‘'](?=[\w\"“\[$])(?P<body>[^\n\"“”]{2,400}?)(?<=[\w.,!?;%…)\]])['’](?!\w)")
DOUBLE = re.compile(r"[\"“”„«»‟]|''|``")
OPENING, CLOSING = "“„«`", "”»"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, marks included; several spans where it runs over paragraphs that each open it again."""

    spans: tuple[Span, ...]

    @property
    def start(self) -> int:
        """The opening mark."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Behind the closing mark."""
        return self.spans[-1][1]


def _opens(text: str, match: re.Match[str]) -> bool | None:
    """Whether a mark can only open (True), can only close (False), or may do either (None)."""
    mark = match[0]
    if mark in OPENING or mark == "``":
        return True
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    if mark in CLOSING:
        # Outlets type a closing mark where an opening one belongs: at the start of a word after a blank.
        return (not before or before.isspace()) and after.isalnum()
    if not before or before.isspace() or before in "([—–-/":
        return None if (not after or after.isspace()) else True
    if not after or after.isspace() or after in ".,;:!?)]—–-/":
        return False
    return None


def _in_paragraph(text: str, start: int, end: int) -> tuple[list[Span], bool]:
    """The double-quoted stretches of one paragraph, and whether the last of them is never closed."""
    spans: list[Span] = []
    opened: int | None = None
    for match in DOUBLE.finditer(text, start, end):
        before = text[match.start() - 1 : match.start()] if match.start() else ""
        if match[0] == '"' and before.isdigit() and opened is None:
            continue  # inches
        opens = _opens(text, match)
        if opened is None:
            if opens is not False:
                opened = match.start()
        elif opens is not True:
            spans.append((opened, match.end()))
            opened = None
        elif not text[match.start() - 2 : match.start()].strip(" ,:;(["):
            opened = match.start()
    if opened is not None:
        spans.append((opened, end))
    return spans, opened is not None


def find_quotations(text: str) -> list[Quotation]:
    """All quotations of a text, in order.

    A quotation left open at the end of its paragraph goes on in the next one if that opens with a quotation mark,
    as newspapers print it; else it ends with its paragraph. Single marks count where no double ones stand around them.
    """
    found: list[Quotation] = []
    carried: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        start, end = line.start(), line.start() + len(line[0].rstrip())
        if start >= end:
            continue
        spans, unclosed = _in_paragraph(text, start, end)
        if carried:
            if spans and not text[start : spans[0][0]].strip():
                carried.append(spans[0])
                if unclosed and len(spans) == 1:
                    continue
                found.append(Quotation(tuple(carried)))
                spans = spans[1:]
            else:
                found.append(Quotation(tuple(carried)))
            carried = []
        if unclosed and spans:
            carried = [spans.pop()]
        found += [Quotation((span,)) for span in spans]
        covered = [*spans, *carried]
        found += [
            Quotation(((m.start(), m.end()),))
            for m in SINGLE.finditer(text, start, end)
            if not any(a <= m.start() < b for a, b in covered)
        ]
    if carried:
        found.append(Quotation(tuple(carried)))
    return sorted(found, key=lambda quotation: quotation.start)
