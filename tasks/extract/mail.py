"""A newsletter saved as a mail: its subject, date, sender, and whichever of its two bodies says more."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage

from tasks.errors import Unreadable
from tasks.extract.characters import decode, one_line
from tasks.extract.dates import moment
from tasks.extract.draft import Draft
from tasks.extract.savedpage import read_saved_page
from tasks.extract.webpage import read_web_page


def read_mail(content: bytes, timezone: str | None = None) -> Draft:
    """The article in a message (RFC 5322).

    The address is its Archived-At header (RFC 5064), where there is one. The HTML body is read unless the plain one
    holds twice as much: some letters hide their text from readers of HTML, more are laid out for it.

    Raises:
        Unreadable: neither body has text.
    """
    message = message_from_bytes(content, policy=policy.default)
    subject = one_line(re.sub(r"^(?:\s*(?:fwd?|re|aw|wg)\s*:)+", "", _header(message, "Subject") or "", flags=re.I))
    drafts = [draft for draft in (_html_part(message), _plain_part(message, subject)) if draft is not None]
    if not drafts:
        raise Unreadable("the mail has no text")
    draft = drafts[-1] if len(drafts[-1].text) > 2 * len(drafts[0].text) else drafts[0]
    at, on = moment(_header(message, "Date"), timezone)
    address = _header(message, "Archived-At")
    return replace(
        draft,
        title=subject or draft.title,
        site=_sender(message) or draft.site,
        url=address.strip(" <>") if address else None,
        published_at=at or draft.published_at,
        published_on=on or draft.published_on,
        published_basis="metadata" if on else draft.published_basis,
    )


def _header(message: EmailMessage, name: str) -> str | None:
    """A header's text; None also for one so malformed that it cannot be decoded.

    From the raw header and cut, because the standard library's parser takes seconds over a long malformed one.
    """
    found = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    raw = found[:2000].encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # UTF-8 sent undeclared
    try:
        return one_line(str(make_header(decode_header(raw))))
    except (MessageError, ValueError, LookupError):
        return None


def _sender(message: EmailMessage) -> str | None:
    """The sender's name, else the domain of the address."""
    found = re.match(r'^\s*"?(?P<name>[^"<@]*?)"?\s*(?:<(?P<address>[^>]*)>)?\s*$', _header(message, "From") or "")
    if found and found["name"]:
        return one_line(found["name"])
    address = re.search(r"@([\w.-]+)", _header(message, "From") or "")
    return address[1].lower() if address else None


def _body(message: EmailMessage, kind: str) -> str | None:
    try:
        part = message.get_body(preferencelist=(kind,))
        content = part.get_payload(decode=True) if part is not None else None
    except (MessageError, LookupError, ValueError, AttributeError, TypeError):
        return None
    if part is None or not isinstance(content, bytes):
        return None
    return decode(content, part.get_content_charset())


def _html_part(message: EmailMessage) -> Draft | None:
    body = _body(message, "html")
    try:
        return read_web_page(body) if body else None
    except Unreadable:
        return None


def _plain_part(message: EmailMessage, subject: str | None) -> Draft | None:
    body = _body(message, "plain")
    draft = read_saved_page(body, subject) if body else None
    return draft if draft is not None and draft.text else None
