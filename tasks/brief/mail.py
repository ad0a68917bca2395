"""Digests as mail: text, HTML and pictures in one message, for one recipient or for all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from hashlib import sha256

from tasks.brief.layout import clean
from tasks.brief.render import MailPage, render_mail
from tasks.errors import DeliveryError
from tasks.models import Digest, Profile, Smtp

MAIL_LIMIT = 100_000  # bytes; Gmail cuts a message's HTML at 102 kB
SUBJECT_LIMIT = 200  # characters
POLICY = SMTP.clone(max_line_length=300)  # a subject that is folded at its very beginning is shown empty by some


def message(digest: Digest, profile: Profile, recipient: str | None, smtp: Smtp) -> EmailMessage:
    """A digest as mail: text, and HTML with its pictures; the full HTML attached where the mail had to be shortened.

    The Message-ID follows from digest and recipient, so that a message sent twice is known as one; a profile's
    messages to a recipient form one thread.

    Args:
        digest: What to send.
        profile: The desk.
        recipient: Whom it names as its reader; None: nobody, for several who shall not see each other.
        smtp: For the sender.

    Raises:
        DeliveryError: the sender, recipient or reply-to is no mail address.
    """
    sender = _address(smtp.sender)
    mail = EmailMessage(policy=POLICY)
    mail["From"] = sender
    mail["To"] = _address(recipient) if recipient else "undisclosed-recipients:;"
    if profile.reply_to:
        mail["Reply-To"] = _address(profile.reply_to)
    mail["Subject"] = _header(digest.subject)
    mail["Date"] = digest.made_at
    mail["Message-ID"] = message_id(digest, recipient, smtp)
    thread = _identity(sender, "thread", profile.name, _spec(recipient))
    mail["In-Reply-To"] = thread
    mail["References"] = thread
    mail["List-Id"] = f"{_phrase(profile.title)} <{profile.name}.counterclaim.{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(digest.text, subtype="plain", charset="utf-8", cte="quoted-printable")
    page = render_mail(digest, profile, MAIL_LIMIT)
    mail.add_alternative(page.html, subtype="html", charset="utf-8", cte="quoted-printable")
    _add_pictures(mail, page)
    if not page.whole:
        name = f"{digest.profile}-{digest.period}.html"
        mail.add_attachment(digest.html, subtype="html", charset="utf-8", cte="base64", filename=name)
    return mail


def _add_pictures(mail: EmailMessage, page: MailPage) -> None:
    """The pictures beside the HTML that shows them (RFC 2387), each with its Content-ID (RFC 2392)."""
    html = mail.get_body(("html",))
    if html and page.pictures:
        for cid, png in page.pictures:
            name = f"{cid.split('.')[0]}.png"
            html.add_related(png, "image", "png", cid=f"<{cid}>", disposition="inline", filename=name)
        html.set_param("type", "text/html")


def message_id(digest: Digest, recipient: str | None, smtp: Smtp) -> str:
    """The Message-ID of a digest to a recipient, or to all.

    Raises:
        DeliveryError: the sender or recipient is no mail address.
    """
    return _identity(_address(smtp.sender), digest.digest_id, _spec(recipient))


# ---- headers ---------------------------------------------------------------------------------------------------


def _address(written: str) -> Address:
    """An address as people write it: "Desk <desk@example.org>" or bare."""
    name, spec = parseaddr(written)
    whole = written in (spec, written[: -len(spec) - 2] + f"<{spec}>") and clean(written) == written
    if whole and re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+", spec):
        try:
            return Address(display_name=name, addr_spec=spec)
        except (ValueError, IndexError):
            pass
    raise DeliveryError(f"{written!r} is no mail address; expected one such as desk@example.org")


def _header(text: str) -> str:
    """Text for a header: on one line, so that nothing in it can begin another, and without an address's brackets."""
    line = clean(text).translate({ord("<"): "‹", ord(">"): "›"})
    return line if len(line) <= SUBJECT_LIMIT else line[: SUBJECT_LIMIT - 1] + "…"


def _phrase(text: str) -> str:
    """Text as a phrase of RFC 5322: without the characters that would have to be quoted there."""
    return " ".join(re.sub(r'[()<>@,;:\\".\[\]]', " ", _header(text)).split())


def _spec(recipient: str | None) -> str:
    return _address(recipient).addr_spec if recipient else ""


def _identity(sender: Address, *parts: str) -> str:
    return f"<{sha256(_joined(parts)).hexdigest()[:32]}@{sender.domain}>"


def _joined(parts: Iterable[str]) -> bytes:
    return "\n".join(parts).encode()
