"""Setting plain text: wrapping, columns, bars. Widths are in terminal cells of a fixed-pitch font."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from itertools import zip_longest

WIDTH = 78
# Characters that steer a terminal or turn the reading direction round: they could make a line say something else.
UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
JOINERS = "\u200c\u200d"  # Persian and emoji need them


def clean(text: str) -> str:
    """Text on one line: blanks collapsed, control and direction characters taken out."""
    return printable(re.sub(r"\s+", " ", text)).strip()


def printable(text: str) -> str:
    """Text, its lines as they are, without characters that steer a terminal or turn the reading direction."""
    spaced = text.replace("\t", " ")
    if spaced.isprintable():  # as nearly all are: none of its characters is of those classes
        return spaced
    return "".join(c for c in spaced if c in JOINERS or c == "\n" or unicodedata.category(c) not in UNSAFE)


def wrap(text: str, first: str = "", rest: str | None = None, right: str = "", width: int = WIDTH) -> str:
    """A paragraph with its first line's and other lines' indent, and `right` flush right on the last line.

    Words longer than a line (addresses) are kept whole.
    """
    rest = " " * len(first) if rest is None else rest
    lines = textwrap.wrap(
        clean(text),
        width=width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]
    if right:
        if len(lines[-1]) + 2 + len(right) > width and " " in lines[-1][len(rest) :].strip():
            lines[-1], last = lines[-1].rsplit(" ", 1)
            lines.append(rest + last)
        lines[-1] += " " * max(width - len(lines[-1]) - len(right), 1) + right
    return "\n".join(lines)


def ends(left: str, right: str, width: int = WIDTH) -> str:
    """Two texts at the two ends of a line; under each other where there is no room."""
    left, right = clean(left), clean(right)
    if len(left) + len(right) + 2 > width:
        return f"{wrap(left, width=width)}\n{right.rjust(width)}"
    return left + right.rjust(width - len(left))


def bar(left: float, width: float, cells: int = 30, *, more: bool = False) -> str:
    """A range on a line of cells: where it begins and how far it goes, as fractions; whether it goes on beyond."""
    start = min(round(left * cells), cells - 1)
    length = max(round((left + width) * cells) - start, 1)
    drawn = "█" * (length - 1) + "►" if more else "█" * length
    return "·" * start + drawn + "·" * (cells - start - length)


def column(text: str, width: int) -> str:
    """Text cut or filled to a column's width."""
    text = clean(text)
    return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"


def row(*cells: tuple[str, int], indent: str = "   ") -> str:
    """Texts beside each other in columns of these widths, each going on below where it is longer; no word is lost."""
    columns = [textwrap.wrap(clean(text), width, break_on_hyphens=False) or [""] for text, width in cells]
    lines = zip_longest(*columns, fillvalue="")
    widths = [width for _, width in cells]
    return "\n".join(
        (indent + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))).rstrip()
        for line in lines
    )


def shorten(text: str, limit: int) -> str:
    """Text of at most about `limit` characters, cut after a word and marked there; a quotation left open is closed."""
    if len(text) <= limit:
        return text
    kept = text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–—")
    return f"{kept} […]" + ("”" if kept.count("“") > kept.count("”") else "")


def rule(character: str = "-", width: int = WIDTH) -> str:
    """A line across the page."""
    return character * width


def markdown(text: str) -> str:
    """Text with all that CommonMark or GitHub could take for markup, a link or HTML escaped, also when wrapped."""
    escaped = re.sub(r"([\\`*_\[\]<>|~&])", r"\\\1", clean(text))
    escaped = re.sub(r"(^|\s)(#+|[-+=]+)(?=\s|$)", r"\1\\\2", escaped)
    escaped = re.sub(r"(^|\s)(\d+)([.)])(?=\s|$)", r"\1\2\\\3", escaped)
    return escaped.replace("://", "&#58;//").replace("www.", "www&#46;")
