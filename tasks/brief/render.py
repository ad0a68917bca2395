"""From a briefing to a digest in its four forms. What they look like is the templates' business."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from tasks.brief import layout
from tasks.brief.document import brief_of, document
from tasks.brief.parts import Brief, Card
from tasks.brief.pictures import scale
from tasks.brief.words import Words
from tasks.models import Digest, Profile

LANGUAGE = "en"


def render(brief: Brief, profile: Profile, period: str) -> Digest:
    """The digest of a briefing.

    Args:
        brief: what it says.
        profile: the desk, for the order of sections.
        period: the name that the digest goes by among the profile's, see `tasks.brief.files.free_period`.
    """
    words = Words.load(LANGUAGE, brief.timezone)
    data = document(brief, period)
    what, day = _counts(brief, words), words.local_day(brief.until)
    subject = layout.clean(words("subject.full", tlp=brief.tlp, title=brief.title, day=day, what=what))
    summary = layout.clean(_summary(brief, words))
    context = _context(brief, profile, data["digest_id"], subject, summary)
    return Digest(
        digest_id=data["digest_id"],
        profile=brief.profile,
        period=period,
        made_at=brief.until,
        subject=subject,
        summary=summary,
        empty=brief.empty,
        html=_set("html/digest.html", words, context),
        text=_tidy(_set("text/digest.txt", words, context)),
        markdown=_tidy(_set("markdown/digest.md", words, context)),
        json=json.dumps(data, ensure_ascii=False, indent=1) + "\n",
        shown=brief.shown,
    )


def render_mail(digest: Digest, profile: Profile, limit: int) -> tuple[str, bool]:
    """A digest as HTML for mail programs, and whether it is all there.

    Args:
        digest: the digest.
        profile: the desk, for the order of sections.
        limit: bytes; beyond that the mail is cut down to the bottom line and the sources of its quotes.
    """
    brief = brief_of(json.loads(digest.json))
    words = Words.load(LANGUAGE, brief.timezone)
    context = _context(brief, profile, digest.digest_id, digest.subject, digest.summary)
    html = _set("mail/digest.html", words, context | {"whole": True})
    if len(html.encode()) <= limit:
        return html, True
    cited = {p.quote.ref for line in brief.bottom for p in line.positions}
    short = replace(brief, sources=tuple(source for source in brief.sources if source.number in cited))
    return _set("mail/digest.html", words, context | {"brief": short, "whole": False}), False


def _context(brief: Brief, profile: Profile, digest_id: str, subject: str, summary: str) -> dict[str, Any]:
    """What the templates are filled from. Stories of which there is nothing to quote here are told by title alone."""
    told = [s for s in brief.stories if s.developments or s.further or s.statements or s.lead]
    return {
        "brief": brief,
        "told": told,
        "others": [story for story in brief.stories if story not in told],
        "sections": profile.sections,
        "digest_id": digest_id,
        "subject": subject,
        "summary": summary,
    }


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


def _set(template: str, words: Words, context: dict[str, Any]) -> str:
    """Fills a template; no value that it prints brings control characters along."""

    def finalize(value: object) -> object:
        return value if isinstance(value, Markup | int | float) else layout.printable(str(value))

    environment = Environment(
        loader=PackageLoader("templates", ""),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {
        "t": words,
        "bars": _bars,
        "top": _top,
        "link": web_link,
        "local": local_name,
        "wrap": layout.wrap,
        "ends": layout.ends,
        "bar": layout.bar,
        "column": layout.column,
        "rule": layout.rule,
    }
    environment.filters["md"] = layout.markdown
    environment.filters["clean"] = layout.clean
    return environment.get_template(template).render(context)


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
