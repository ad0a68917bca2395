"""HTML: the body through trafilatura, and what the page's metadata says of it."""

from __future__ import annotations

from tasks.errors import Unreadable
from tasks.extract.characters import one_line, paragraphs, tidy
from tasks.extract.dates import moment
from tasks.extract.draft import Draft


def read_web_page(html: str, timezone: str | None = None) -> Draft:
    """The article on an HTML page.

    Raises:
        Unreadable: no article is found on it.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 (slow to import, not needed for text)
    from trafilatura.settings import Document  # noqa: PLC0415

    found = bare_extraction(html, favor_precision=True, include_comments=False, with_metadata=True)
    if not isinstance(found, Document) or not found.text:
        raise Unreadable("no article text is found on the page")
    at, on = moment(found.date, timezone)
    return Draft(
        text=paragraphs(tidy(found.text).split("\n")),
        title=one_line(found.title),
        byline=one_line(found.author),
        site=one_line(found.sitename),
        url=found.url,
        published_at=at,
        published_on=on,
        published_basis="metadata" if on else "unknown",
        language=found.language,
    )
