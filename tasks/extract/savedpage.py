"""Plain text saved from a web page: the article's own sentences, without the page around them.

Three zones. The head runs to the first paragraph of prose and holds title, byline, date and furniture; the body runs to
where readers or other articles begin; the rest belongs to the page. Of head and tail only what reads like the article
is kept; of the body everything but known furniture and captions is. What counts as furniture is data: chrome.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from tasks.extract.characters import paragraphs, tidy
from tasks.extract.dates import dates_in, midnight
from tasks.extract.draft import Draft
from tasks.models import Access

SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
INNER_END = re.compile(r"[a-z0-9)”\"’][.!?][\"”’)]?\s+[“\"A-Z]")
NAME = r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|de|van|von|al|bin|der|el|da|del|la|le))"
BYLINE = re.compile(
    r"^(?:(?:written|story|posted|reported|report|words|analysis|text)\s+)?by:?\s+"
    rf"(?P<name>{NAME}{{0,5}}(?:(?:,? and |, | & ){NAME}{{1,5}})*)",
    re.I,
)
BARE_NAME = re.compile(rf"^{NAME}{{1,3}}$")
DATE_WORDS = re.compile(
    r"\b(?:published|posted|updated|last|modified|first|on|at|by|date|time|created|issued|"
    r"mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|day|a\.?m|p\.?m|[A-Z]{2,4}T|GMT|UTC|hours?|hrs|edited|am|pm)(?:day)?\b\.?",
    re.I,
)
LABEL = re.compile(r"(?:first |originally |last )?(?:published|posted|updated|modified|created|issued|date|on)\b", re.I)
CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b")
DATED_CAPTION = re.compile(
    r",\s*(?:[A-Z][a-z]+day,?\s*)?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? (?:19|20)\d\d\.?$"
)
SPEECH = re.compile(r"[“”\"]|\b(?:said|says|told|according|announced|reported)\b", re.I)
DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z.'’ -]{2,}(?:/[A-Z][A-Z.'’ -]{2,})*(?:, [A-Z][\w.'’]+(?: [A-Z][\w.'’]+)?)?)"
    r"(?:,? (?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?))?"
    r"(?: ?\((?P<wire>[\w .,'’/-]{2,40})\))? ?(?:--|[-–—])\s"
)


@dataclass(frozen=True, slots=True)
class Rules:
    """chrome.toml, compiled."""

    lines: frozenset[str]
    furniture: re.Pattern[str]
    caption: re.Pattern[str]
    readers: re.Pattern[str]
    lists: re.Pattern[str]
    paywalled: re.Pattern[str]
    teaser: re.Pattern[str]
    outlet: tuple[re.Pattern[str], ...]


@cache
def rules() -> Rules:
    """The rules of chrome.toml, read once a process."""
    data = tomllib.loads(Path(__file__).with_name("chrome.toml").read_text("utf-8"))

    def any_of(patterns: list[str], flags: int = re.I) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)

    return Rules(
        lines=frozenset(data["lines"]),
        furniture=any_of(data["patterns"]),
        caption=any_of(data["caption"]["patterns"]),
        readers=any_of(data["end"]["readers"]),
        lists=any_of(data["end"]["lists"]),
        paywalled=any_of(data["access"]["paywalled"]),
        teaser=any_of(data["access"]["teaser"]),
        outlet=tuple(re.compile(pattern, re.I) for pattern in data["outlet"]["patterns"]),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page, and whether a blank line stands before it."""

    text: str
    gap: bool

    @property
    def words(self) -> int:
        """Number of blank-separated words."""
        return len(self.text.split())


def read_saved_page(text: str, given_title: str | None = None) -> Draft:
    """The article in a page saved as plain text, or in a text that was clean from the start.

    `given_title` is the headline where it is known from elsewhere; else the page's own is looked for.
    """
    lines = unwrap(tidy(text))
    captions = _captions(lines)
    furniture = {line.text for line in lines if is_furniture(line.text)}
    aside = captions | furniture
    opening = _opening(lines, aside)
    end, tail_lists = _end(lines, opening, aside)
    dirty = bool(aside) or end < len(lines)

    head = _read_head([line for line in lines[:opening] if line.text not in aside], given_title, dirty)
    skipped = aside | tail_lists | {head.title}
    kept = list(head.standfirst)
    for line in lines[opening:end]:
        repeated = line.words >= 6 and line.text in kept
        if line.text not in skipped and not repeated and not (given_title and same_title(line.text, given_title)):
            kept.append(line.text)
    if dirty:
        kept = _without_labels_at_the_end(kept)
    dateline = DATELINE.match(kept[0]) if kept else None
    day = head.published_on or _labelled_day(lines) or _day_in(dateline["day"] if dateline else None)
    return Draft(
        text=paragraphs(kept),
        title=head.title,
        byline=head.byline,
        site=_outlet(lines, opening) or head.site,
        published_on=day,
        published_at=midnight(day) if day else None,
        published_basis="text" if day else "unknown",
        access=access_by_text([line.text for line in lines], kept),
        captions=tuple(sorted(captions)),
    )


def unwrap(text: str) -> list[Line]:
    """The paragraphs of a text: its lines, put together again where they were wrapped to a fixed width.

    A line was wrapped where the next line's first word would not have fitted on it.
    """
    raw = text.split("\n")
    lines = [Line(line, at == 0 or not raw[at - 1]) for at, line in enumerate(raw) if line]
    width = max((len(line.text) for line in lines), default=0)
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    full = [len(a.text) + 1 + len(b.text.split()[0]) > width for a, b in pairs]
    if not 40 <= width <= 120 or sum(full) < max(3, 0.6 * len(full)):
        return lines
    joined: list[Line] = []
    room = 0  # what was left on the line before
    for line in lines:
        if joined and not line.gap and len(line.text.split()[0]) >= room:
            joined[-1] = Line(f"{joined[-1].text} {line.text}", joined[-1].gap)
        else:
            joined.append(line)
        room = width - len(line.text)
    return joined


def is_furniture(line: str) -> bool:
    """Whether the line belongs to the page and to no article."""
    bare = line.casefold().strip(" \t:*|·•→»«›‹>×…–—-.!")
    return not bare or bare in rules().lines or (len(line) <= 300 and rules().furniture.search(line) is not None)


def is_caption(line: str) -> bool:
    """Whether the line is a photograph's caption or credit by its form."""
    if rules().caption.search(line):
        return True
    single = not INNER_END.search(line.rstrip()[:-12])
    return bool(DATED_CAPTION.search(line)) and single and not SPEECH.search(line) and len(line.split()) <= 45


def same_title(one: str, other: str) -> bool:
    """Whether two headlines differ only in case, punctuation, or a site's name after a bar or dash."""
    a, b = (re.sub(r"\W+", " ", title.casefold()).strip() for title in (one, other))
    if not a or not b:
        return False
    short, long = sorted((one.strip(), other.strip()), key=len)
    return a == b or bool(long.startswith(short) and re.fullmatch(r"\s*[|–—:·-]\s.{2,40}", long[len(short) :]))


def _captions(lines: list[Line]) -> set[str]:
    """Captions by form, and lines printed twice running (a picture's alternative text and its caption)."""
    found = {line.text for line in lines if is_caption(line.text)}
    spaced = sum(line.gap for line in lines) > len(lines) / 3
    prose = 0
    for line, following in pairwise(lines):
        twice = line.text == following.text and line.words >= 4
        if twice and spaced and not following.gap and (prose or SENTENCE_END.search(line.text)):
            found.add(line.text)
        prose += _is_prose(line)
    return found


def _is_prose(line: Line) -> bool:
    ends = re.search(r"[.][\"'”’)\]]*$", line.text) or INNER_END.search(line.text)
    return bool(line.words >= 8 and ends) or line.words >= 30


def _opening(lines: list[Line], aside: set[str]) -> int:
    """Where the body begins: at the first paragraph of prose, or at its repetition where a teaser above repeats it."""
    first = next((at for at, line in enumerate(lines) if line.text not in aside and _is_prose(line)), 0)
    again = [at for at, line in enumerate(lines[first : first + 15], first) if line.text == lines[first].text]
    return again[-1] if again else 0


def _end(lines: list[Line], opening: int, aside: set[str]) -> tuple[int, set[str]]:
    """(where the article ends, lines of the lists of other articles inside it)."""
    end, listed, prose = len(lines), set[str](), 0
    for at in range(opening, len(lines)):
        line = lines[at]
        if prose >= 2 and rules().readers.search(line.text) and line.words <= 20:
            end = at
            break
        prose += line.text not in aside and _is_prose(line)
    at = opening
    while at < end:
        if at > opening and rules().lists.search(lines[at].text) and not SENTENCE_END.search(lines[at].text):
            after = [n for n in range(at + 1, end) if lines[n].text not in aside and _is_prose(lines[n])]
            if len(after) < 2:
                return at, listed
            listed |= {line.text for line in lines[at : after[0]]}
            at = after[0]
        at += 1
    return end, listed


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the first paragraph."""

    title: str | None
    byline: str | None = None
    site: str | None = None
    published_on: date | None = None
    standfirst: tuple[str, ...] = ()


OUTLET_WORDS = re.compile(
    r"\b(?:news|times|post|press|agency|daily|today|tribune|herald|gazette|journal|guardian|telegraph|observer|weekly|"
    r"magazine|radio|tv|television|network|media|broadcasting|service|the|online|chronicle|wire|standard|express|mail|review)\b",
    re.I,
)  # fmt: skip


def _read_head(lines: list[Line], given_title: str | None, dirty: bool) -> Head:
    texts = [line.text for line in lines]
    dated = {text: day for text in texts if (day := _date_line(text))}
    bylines = {text: found["name"].strip() for text in texts if (found := BYLINE.match(text))}
    free = [line for line in lines if line.text not in dated and line.text not in bylines]
    title, site = given_title, None
    if title is None:
        counts = Counter(line.text for line in free)
        long = [line.text for line in free if line.words >= 4]
        title = next((text for text in long if counts[text] > 1), None) or next(iter(long), None)
        title = title or next((line.text for line in free if line.words >= 2), None)
        shorter = [text for text in texts if title and len(text) < len(title) and same_title(text, title)]
        if title and shorter and title.startswith(shorter[0]):
            site = title[len(shorter[0]) :].strip(" |–—:·-") or None
            title = shorter[0]
    if title is None:
        return Head(None)
    start = next((at for at, text in enumerate(texts) if same_title(text, title)), -1) + 1
    below = lines[start:]
    byline = next(iter(bylines.values()), None)
    rest = []
    for at, line in enumerate(below):
        if line.text in dated or line.text in bylines or same_title(line.text, title):
            continue
        near = [other.text for other in below[max(0, at - 2) : at + 3]]
        if BARE_NAME.match(line.text) and not OUTLET_WORDS.search(line.text) and any(text in dated for text in near):
            byline = byline or line.text
        elif line.words >= 8 or (not dirty and (line.words >= 4 or SENTENCE_END.search(line.text))):
            rest.append(line.text)
    first = [text for text in dated if not re.match(r"(?:last )?(?:updated|modified|edited)", text, re.I)] or list(
        dated
    )
    if first and not site:
        site = _outlet_by_date(first[0], byline)
    day = dated[first[0]] if first else None
    return Head(title, one_name(byline), site, day, tuple(dict.fromkeys(rest)))


def one_name(byline: str | None) -> str | None:
    """A byline without the outlet or job that follows the names."""
    name = re.split(r"\s*[|•·/]\s*|\s+[-–—]\s+|,(?! and )", byline or "")[0].strip()
    return name or None


def _date_line(text: str) -> date | None:
    """The day that a line gives if it gives little else."""
    found = [(day, span) for day, exact, span in dates_in(text) if exact]
    if not found or len(text) > 120:
        return None
    rest = CLOCK.sub(" ", "".join((text[: found[0][1][0]], " ", text[found[-1][1][1] :])))
    rest = DATE_WORDS.sub(" ", rest)
    return found[0][0] if len(re.findall(r"\w+", rest)) <= 5 else None


def _outlet_by_date(text: str, byline: str | None) -> str | None:
    """The outlet in "Outlet • 3 May 2021": a name before the date and a separator, and not the writer's."""
    found = next((span for _, exact, span in dates_in(text) if exact), None)
    if not found:
        return None
    match = re.match(r"^(?P<name>[A-Z][\w'’.& -]{1,40}?)\s*[•|·–—-]\s*$", text[: found[0]])
    if not match or BYLINE.match(text) or LABEL.match(match["name"]):
        return None
    name = match["name"].strip()
    certain = byline is not None or " " not in name or OUTLET_WORDS.search(name)
    return name if certain and name != byline else None


def _labelled_day(lines: list[Line]) -> date | None:
    """A date under its own label anywhere on the page: "Published: 3 May 2021"."""
    for line in lines:
        if re.match(r"(?:first |originally )?(?:published|posted)\b", line.text, re.I) and (
            day := _date_line(line.text)
        ):
            return day
    return None


def _day_in(text: str | None) -> date | None:
    return next((day for day, exact, _ in dates_in(text or "") if exact), None)


def _outlet(lines: list[Line], opening: int) -> str | None:
    """The outlet by a source or copyright line, or by the site's address at the foot of the page."""
    for line in lines:
        for pattern in rules().outlet:
            if line.words <= 14 and (found := pattern.match(line.text)):
                return found["site"].strip()
    for at in range(opening, len(lines)):
        address = re.fullmatch(r"(?:https?://)?www\.([\w-]+)\.[\w.]{2,10}/?", lines[at].text)
        if address:
            around = [line.text for line in lines[max(0, at - 2) : at + 3]]
            named = (
                text for text in around if re.sub(r"\W", "", text).casefold() == address[1].replace("-", "").casefold()
            )
            return next(named, lines[at].text.removeprefix("www.").strip("/"))
    return None


def _without_labels_at_the_end(texts: list[str]) -> list[str]:
    """Drops what follows the last sentence and is no sentence: tags, names of sections, buttons."""
    last = max((at for at, text in enumerate(texts) if SENTENCE_END.search(text)), default=len(texts) - 1)
    return texts[: last + 1] + [text for text in texts[last + 1 :] if len(text.split()) >= 8]


def access_by_text(page: list[str], kept: list[str]) -> Access:
    """Whether the page's own lines say that the text is cut short.

    Sites invite every reader to subscribe, so an invitation only counts on a text of under 250 words, the length below
    which a news report is seldom whole; a trailing "…" or "Read more" on one of under 120.
    """
    words = sum(len(text.split()) for text in kept)
    if words < 250 and any(rules().paywalled.search(line) for line in page if len(line.split()) <= 40):
        return "paywalled"
    last = [text for text in page if text.strip()][-1:] + kept[-1:]
    return "teaser" if words < 120 and any(rules().teaser.search(text) for text in last) else "full"


def dateline_of(text: str) -> str | None:
    """The place before an opening dash: "WASHINGTON/ISLAMABAD" of "WASHINGTON/ISLAMABAD – Officials say"."""
    found = DATELINE.match(text)
    return found["place"].strip(" ,") if found else None
