"""What stands above and around the first paragraph: title, byline, outlet, date, dateline, standfirst."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tasks.extract.chrome import FULL_STOP, Line, rules, same_title
from tasks.extract.dates import dates_in

NAME = r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|de|van|von|al|bin|der|el|da|del|la|le))"
BYLINE = re.compile(
    r"^(?i:(?:written|story|posted|reported|report|words|analysis|text)\s+)?(?i:by:?)\s+"
    rf"(?P<name>{NAME}{{0,5}}(?:(?:,? and |, | & ){NAME}{{1,5}})*)"
)
SIGNED = re.compile(
    rf"^(?P<name>{NAME}{{1,3}}),? (?i:(?:staff|senior|chief|special) )?(?i:writer|reporter|correspondent|columnist)s?$"
)
NEWSROOM = re.compile(rf"^(?i:by:?)\s+(?P<name>{NAME}{{0,4}}) (?i:newsroom|staff|reporters|(?:web |news )?desk|team)$")
BARE_NAME = re.compile(rf"^{NAME}{{1,3}}$")
# Words that a date stands among: what else a line says is not about the date.
DATE_WORDS = re.compile(
    r"\b(?:published|posted|updated|last|modified|edited|created|issued|first|on|at|by|date|time|hours?|hrs|"
    r"mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|[ap]\.?m|[A-Z]{2,4}T|GMT|UTC)(?:day)?\b\.?",
    re.I,
)
LABEL = re.compile(r"(?:first |originally |last )?(?:published|posted|updated|modified|created|issued|date|on)\b", re.I)
UPDATED = re.compile(r"(?:last )?(?:updated|modified|edited)\b", re.I)
CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b")
OUTLET_WORDS = re.compile(
    r"\b(?:news|times|post|press|agency|daily|today|tribune|herald|gazette|journal|guardian|telegraph|observer|weekly|"
    r"magazine|radio|tv|television|network|media|broadcasting|service|the|online|chronicle|wire|standard|express|mail|"
    r"review)\b",
    re.I,
)
PLACE = r"[A-Z][A-Z.'’ -]{2,}"
TOWN = r"[A-Z][\w.'’]+(?: [A-Z][\w.'’]+)?"
DAY = r"(?:[A-Z][A-Za-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][A-Za-z]{2,8}\.?(?: \d{4}| [6-9]\d)?)"
DATELINE = re.compile(
    rf"^(?P<place>{PLACE}(?:/{PLACE})*(?:, {TOWN}| \({PLACE}\))?|{TOWN}(?:, {TOWN})?(?= ?[,(])|{TOWN}, {TOWN})"
    rf"(?:,? (?P<day>{DAY}))?(?: ?\((?P<wire>[\w .,'’/-]{{2,40}})\)| CNN)? ?(?:--|[-–—])\s"
)
AGENCIES = re.compile(
    r"(?:AP|AFP|CNN|BBC|NPR|VOA|UPI|DW|RFE/RL|ANI|PTI|TASS|EFE|DPA|EPA|UPDATE|WATCH|EXCLUSIVE|OPINION)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the first paragraph."""

    title: str | None
    byline: str | None = None
    site: str | None = None
    published_on: date | None = None
    standfirst: tuple[str, ...] = ()


def read_head(lines: Sequence[Line], given_title: str | None, body: Sequence[Line], *, furnished: bool) -> Head:
    """Reads the lines above the body, furniture and captions already taken out.

    `furnished` says that the page has furniture: then short lines beside the headline are labels rather than text.
    """
    texts = [line.text for line in lines]
    newsroom = next((found["name"] for text in texts if (found := NEWSROOM.match(text))), None)
    dated = {text: day for text in texts if (day := date_line(text))}
    bylines = {text: found["name"].strip() for text in texts if (found := BYLINE.match(text) or SIGNED.match(text))}
    free = [line for line in lines if line.text not in dated and line.text not in bylines]
    title, site = (
        (given_title, None) if given_title else _title(free, texts, _stems(" ".join(x.text for x in body[:8])))
    )
    first = [text for text in dated if not UPDATED.match(text)] or list(dated)
    if title is None:
        return Head(None, published_on=dated[first[0]] if first else None)
    start = next((at for at, text in enumerate(texts) if same_title(text, title)), 0)
    below = lines[start:]
    byline = next((name for name in bylines.values() if name != newsroom), None)
    standfirst = []
    for at, line in enumerate(below):
        sentence = FULL_STOP.search(line.text) is not None
        if (
            line.text in dated
            or line.text in bylines
            or (same_title(line.text, title) and not (given_title and sentence))
        ):
            continue
        near = [other.text for other in below[max(0, at - 2) : at + 3]]
        if BARE_NAME.match(line.text) and not OUTLET_WORDS.search(line.text) and any(text in dated for text in near):
            byline = byline or line.text
        elif line.words >= 8 or (sentence and line.words >= 4) or (not furnished and (line.words >= 4 or sentence)):
            standfirst.append(line.text)
    return Head(
        title=title,
        byline=_names(byline),
        site=site or newsroom or (_outlet_by_date(first[0], byline) if first else None),
        published_on=dated[first[0]] if first else None,
        standfirst=tuple(dict.fromkeys(standfirst)),
    )


def _title(free: Sequence[Line], texts: Sequence[str], body: set[str]) -> tuple[str | None, str | None]:
    """(headline, outlet named after it): the first line whose words the body takes up, else by repetition and length.

    A page's head is full of other headlines and of menus; the article's own shares most of its words with its text.
    """
    counts = Counter(line.text for line in free)
    choices = (
        [line.text for line in free if 5 <= line.words <= 25 and _share(line.text, body) >= 0.4],
        [line.text for line in free if line.words >= 4 and counts[line.text] > 1],
        [line.text for line in free if line.words >= 3 and _share(line.text, body) >= 0.6],
        _longest_first([line.text for line in free if 4 <= line.words <= 25]) if len(free) > 8 else [],
        [line.text for line in free if line.words >= 4],
        [line.text for line in free if line.words >= 2],
    )
    title = next((choice[0] for choice in choices if choice), None)
    if title is None:
        return None, None
    shorter = (text for text in texts if len(text) < len(title) and title.startswith(text))
    bare = next((text for text in shorter if same_title(text, title)), None)
    return (bare, title[len(bare) :].strip(" |–—:·-") or None) if bare else (title, None)


def _longest_first(texts: list[str]) -> list[str]:
    """Among the items of menus, the longest is most likely a headline."""
    return sorted(texts, key=len, reverse=True)


def _stems(text: str) -> set[str]:
    """First five letters of the words of four letters and more."""
    return {word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.casefold())}


def _share(title: str, body: set[str]) -> float:
    words = _stems(title)
    return len(words & body) / len(words) if len(words) >= 2 else 0.0


def _names(byline: str | None) -> str | None:
    """A byline without the outlet or job that follows the names."""
    name = re.split(r"\s*[|•·/]\s*|\s+[-–—]\s+|,(?! and )", byline or "")[0].strip()
    return name or None


def date_line(text: str) -> date | None:
    """The day that a line gives if it gives little else."""
    found = [(day, span) for day, exact, span in dates_in(text) if exact]
    if not found or len(text) > 120:
        return None
    around = f"{text[: found[0][1][0]]} {text[found[-1][1][1] :]}"
    rest = DATE_WORDS.sub(" ", CLOCK.sub(" ", around))
    return found[0][0] if len(re.findall(r"\w+", rest)) <= 5 else None


def labelled_day(lines: Sequence[Line]) -> date | None:
    """A date under its own label anywhere on the page: "Published: 3 May 2021"."""
    for line in lines:
        if LABEL.match(line.text) and not UPDATED.match(line.text) and (day := date_line(line.text)):
            return day
    return None


def _outlet_by_date(text: str, byline: str | None) -> str | None:
    """The outlet in "Outlet • 3 May 2021": a name before the date and a separator, and not the writer's."""
    found = next((span for _, exact, span in dates_in(text) if exact), None)
    match = re.match(r"^(?P<name>[A-Z][\w'’.& -]{1,40}?)\s*[•|·–—-]\s*$", text[: found[0]]) if found else None
    if not match or BYLINE.match(text) or LABEL.match(match["name"]):
        return None
    name = match["name"].strip()
    certain = byline is not None or " " not in name or OUTLET_WORDS.search(name)
    return name if certain and name != byline else None


def named_outlet(text: str) -> str | None:
    """The outlet in a line that names nothing else: "Source: The Courier"."""
    found = (pattern.match(text) for pattern in rules().outlet if len(text) < 120)
    return next((match["site"].strip() for match in found if match), None)


def outlet_of(lines: Sequence[Line], opening: int) -> str | None:
    """The outlet by a source or copyright line, or by the site's address at the foot of the page."""
    for line in lines:
        if name := named_outlet(line.text):
            return name
    for at in range(opening, len(lines)):
        address = re.fullmatch(r"(?:https?://)?www\.([\w-]+)\.[\w.]{2,10}/?", lines[at].text)
        if address:
            label = address[1].replace("-", "").casefold()
            around = [line.text for line in lines[max(0, at - 2) : at + 3]]
            named = (text for text in around if re.sub(r"\W", "", text).casefold() == label)
            return next(named, lines[at].text.removeprefix("www.").strip("/"))
    return None


def dateline(text: str) -> tuple[str | None, date | None]:
    """(place, day where it has a year) before an opening dash: "WASHINGTON/ISLAMABAD – Officials say".

    After day and month two digits are a year, of the last century: "18 FEB 90".
    """
    opening = text[:300].lstrip().split("\n\n")[0]
    found = DATELINE.match(" ".join(opening.split()))
    if not found or AGENCIES.fullmatch(found["place"].strip()):
        return None, None
    written = re.sub(r"(?<=[A-Za-z.] )(?=[6-9]\d$)", "19", found["day"] or "")
    day = next((day for day, exact, _ in dates_in(written) if exact), None)
    return re.sub(rf" {AGENCIES.pattern}$", "", found["place"].strip(" ,")), day
