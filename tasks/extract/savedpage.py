"""Plain text saved from a web page: the article's own sentences, without the page around them.

Three zones. The head runs to the first paragraph of prose and holds title, byline, date and furniture; the body runs to
where readers or other articles begin; the rest belongs to the page. Of the head what reads like text is kept, of the
body everything but known furniture, captions and repetitions.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tasks.extract.access import access_by_text, is_invitation
from tasks.extract.characters import paragraphs, tidy
from tasks.extract.chrome import Line, body, captions_in, is_furniture, is_prose
from tasks.extract.dates import midnight
from tasks.extract.draft import Draft
from tasks.extract.headline import date_line, dateline, labelled_day, named_outlet, outlet_of, read_head


def read_saved_page(text: str, given_title: str | None = None) -> Draft:
    """The article in a page saved as plain text, or in a text that was clean from the start.

    `given_title` is the headline where it is known from elsewhere; else the page's own is looked for.
    """
    lines = unwrap(tidy(text))
    captions = captions_in(lines)
    aside = captions | {line.text for line in lines if is_furniture(line.text) or named_outlet(line.text)}
    opening = _opening(lines, aside)
    head = read_head(
        [line for line in lines[:opening] if line.text not in aside],
        given_title,
        lines[opening:],
        furnished=bool(aside),
    )
    kept = body(lines[opening:], aside, head.title, head.standfirst)
    day = head.published_on or labelled_day(lines) or dateline(kept[0] if kept else "")[1]
    day = day or (date_line(lines[0].text) if lines else None)
    access = access_by_text((line.text for line in lines), kept)
    return Draft(
        text=paragraphs([text for text in kept if access != "paywalled" or not is_invitation(text)]),
        title=head.title,
        byline=head.byline,
        site=outlet_of(lines, opening) or head.site,
        published_on=day,
        published_at=midnight(day) if day else None,
        published_basis="text" if day else "unknown",
        access=access,
        captions=tuple(sorted(captions)),
    )


def _opening(lines: Sequence[Line], aside: set[str]) -> int:
    """Where the body begins: at the first paragraph of prose, or at its repetition where a teaser above repeats it.

    Prose that stands alone among menus is a notice or a teaser where prose that is not alone follows.
    """
    prose = [at for at, line in enumerate(lines) if line.text not in aside and is_prose(line)]
    dense = [at for at, third in zip(prose, prose[2:], strict=False) if third - at <= 10]
    if not prose:
        return 0
    first = (dense or prose)[0]
    following = next((at for at in prose if at > first), first)
    return following if lines[following].text == lines[first].text else first


def unwrap(text: str) -> list[Line]:
    """The paragraphs of a text: its lines, put together again where they were wrapped to a fixed width.

    A line was wrapped where the next line's first word would not have fitted on it.
    """
    raw = text.split("\n")
    lines = [Line(line, at == 0 or not raw[at - 1]) for at, line in enumerate(raw) if line]
    width = max((len(line.text) for line in lines), default=0)
    full = [len(a.text) + 1 + len(b.text.split()[0]) > width for a, b in pairwise(lines) if not b.gap]
    if not 40 <= width <= 120 or sum(full) < max(3, 0.6 * len(full)):
        return lines
    joined: list[list[Line]] = []
    room = 0  # what was left on the line before
    for line in lines:
        if joined and not line.gap and len(line.text.split()[0]) >= room:
            joined[-1].append(line)
        else:
            joined.append([line])
        room = width - len(line.text)
    return [Line(" ".join(line.text for line in parts), parts[0].gap) for parts in joined]
