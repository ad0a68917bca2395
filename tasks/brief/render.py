"""From a briefing to a digest in its four forms. What they look like is the templates' business."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from tasks.brief import layout
from tasks.brief.document import brief_of, document
from tasks.brief.drawing import Picture, pictures
from tasks.brief.parts import Brief, Card, StoryBlock
from tasks.brief.pictures import scale
from tasks.brief.templating import Templates
from tasks.brief.words import Words
from tasks.models import Digest, Profile


@dataclass(frozen=True, slots=True)
class MailPage:
    """A digest as HTML for mail programs."""

    html: str
    whole: bool  # whether it is all there
    pictures: tuple[tuple[str, bytes], ...]  # the PNG files that it shows, by Content-ID, without brackets


def render(brief: Brief, profile: Profile, period: str) -> Digest:
    """The digest of a briefing.

    Args:
        brief: what it says.
        profile: the desk, for the order of sections, the language and templates of its own.
        period: the name that the digest goes by among the profile's, see `tasks.brief.files.free_period`.

    Raises:
        ConfigError: the profile's own wording or templates are wrong.
    """
    words = Words.load(profile.language, brief.timezone, profile.templates)
    templates = _templates(profile, words)
    data = document(brief, period)
    what, day = _counts(brief, words), words.local_day(brief.until)
    subject = layout.clean(words("subject.full", tlp=brief.tlp, title=brief.title, day=day, what=what))
    summary = layout.clean(_summary(brief, words))
    drawn = pictures(brief, words)
    context = _context(brief, profile, data["digest_id"], subject, summary) | {
        "picture": lambda name: Markup(drawn[name].svg()) if name in drawn else "",  # noqa: S704 - escaped by lxml
    }
    return Digest(
        digest_id=data["digest_id"],
        profile=brief.profile,
        period=period,
        made_at=brief.until,
        subject=subject,
        summary=summary,
        empty=brief.empty,
        html=templates.fill("html/digest.html", context),
        text=_tidy(templates.fill("text/digest.txt", context)),
        markdown=_tidy(templates.fill("markdown/digest.md", context)),
        json=json.dumps(data, ensure_ascii=False, indent=1) + "\n",
        shown=brief.shown,
    )


def check(profile: Profile) -> None:
    """Look through a profile's wording and templates, before anything is made of them.

    Raises:
        ConfigError: they are wrong; the message names the place.
    """
    _templates(profile, Words.load(profile.language, profile.timezone, profile.templates))


@lru_cache(maxsize=1)  # each recipient's message has the same
def render_mail(digest: Digest, profile: Profile, limit: int) -> MailPage:
    """A digest as HTML for mail programs, with its pictures.

    Args:
        digest: the digest.
        profile: the desk, for the order of sections, the language and templates of its own.
        limit: bytes; beyond that the mail is cut down to the bottom line and the sources of its quotes.

    Raises:
        ConfigError: the profile's own wording or templates are wrong.
    """
    brief = brief_of(json.loads(digest.json))
    words = Words.load(profile.language, brief.timezone, profile.templates)
    templates = _templates(profile, words)
    context = _context(brief, profile, digest.digest_id, digest.subject, digest.summary)
    drawn = pictures(brief, words)
    shown: dict[str, Picture] = {}

    def picture(name: str) -> dict[str, object] | None:
        """What an image tag needs of a picture, which then comes with the mail; None where there is none."""
        if name not in drawn:
            return None
        shown[f"{name}.{digest.digest_id}@counterclaim"] = drawn[name]
        return {"cid": f"{name}.{digest.digest_id}@counterclaim", "alt": drawn[name].alt, **drawn[name].size()}

    html = templates.fill("mail/digest.html", context | {"whole": True, "picture": picture})
    if len(html.encode()) <= limit:
        return MailPage(html, True, tuple((cid, picture.png()) for cid, picture in shown.items()))
    cited = {p.quote.ref for line in brief.bottom for p in line.positions}
    short = replace(brief, sources=tuple(source for source in brief.sources if source.number in cited))
    html = templates.fill("mail/digest.html", context | {"brief": short, "whole": False, "picture": lambda name: None})
    return MailPage(html, False, ())


def _context(brief: Brief, profile: Profile, digest_id: str, subject: str, summary: str) -> dict[str, Any]:
    """What the templates are filled from. Stories of which there is nothing to quote here are told by title alone."""
    told = [s for s in brief.stories if _is_told(s)]
    return {
        "brief": brief,
        "told": told,
        "others": [s for s in brief.stories if not _is_told(s)],
        "sections": profile.sections,
        "digest_id": digest_id,
        "subject": subject,
        "summary": summary,
    }


def _is_told(story: StoryBlock) -> bool:
    """Whether there is something to quote of a story."""
    return bool(story.developments or story.further or story.statements or story.lead)


def _summary(brief: Brief, words: Words) -> str:
    """One line for a preheader or a log: how much is new, and the first line of the bottom line."""
    counts = _counts(brief, words)
    if not brief.bottom:
        return counts
    first = brief.bottom[0]
    said = "; ".join(f"{words.lead(p) if p.who else ''} “{p.quote.text}”".strip() for p in first.positions)
    return f"{counts}. {words.headline(first) if first.topic else ''} {said}"


def _counts(brief: Brief, words: Words) -> str:
    developments = sum(len(story.developments) + story.further for story in brief.stories)
    counts = {"contests": len(brief.cards) + len(brief.further), "developments": developments}
    told = [words(f"subject.{key}", n=n) for key, n in counts.items() if n]
    if not told and brief.coverage.articles:
        told = [words("subject.articles", n=brief.coverage.articles)]
    return ", ".join(told) or words("subject.nothing")


def _templates(profile: Profile, words: Words) -> Templates:
    return Templates(
        profile.templates,
        t=words,
        bars=_bars,
        top=_top,
        link=web_link,
        local=local_name,
        wrap=layout.wrap,
        ends=layout.ends,
        bar=layout.bar,
        column=layout.column,
        row=layout.row,
        rule=layout.rule,
    )


def web_link(url: str) -> str | None:
    """The address if it is one of the web that can be followed; anything else is never a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname and not re.search(r"[\s<>\"]", url) else None


def local_name(url: str) -> str:
    """What to print of an address that is no link: a file's name without its folders, the scheme's name of others."""
    if url.startswith("file:") or "://" not in url:
        return unquote(url).rstrip("/").rsplit("/", 1)[-1]
    return url


def _bars(card: Card) -> list[tuple[float, float]]:
    return scale([side.figure for side in card.sides])


def _top(card: Card) -> float:
    """The highest figure of a card whose sides give different ones; nought where there is nothing to compare."""
    figures = {side.figure for side in card.sides if side.figure != (None, None)}
    return max(bound or 0.0 for figure in figures for bound in figure) if len(figures) > 1 else 0.0


def _tidy(text: str) -> str:
    """No blanks at line ends, never two empty lines running."""
    lines = re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"
