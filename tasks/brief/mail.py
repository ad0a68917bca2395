"""Digests by mail: one message a recipient, handed to an SMTP server, each with its own outcome."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from hashlib import sha256

from tasks.brief.layout import clean
from tasks.brief.render import render_mail
from tasks.errors import DeliveryError
from tasks.models import Delivery, Digest, Profile, Smtp

MAIL_LIMIT = 100_000  # bytes; Gmail cuts a message's HTML at 102 kB
SUBJECT_LIMIT = 200  # characters
POLICY = SMTP.clone(max_line_length=300)  # a subject that is folded at its very beginning is shown empty by some


def message(digest: Digest, profile: Profile, recipient: str, smtp: Smtp) -> EmailMessage:
    """A digest as mail to one recipient: text and HTML, with the full HTML attached where the mail had to be shortened.

    The Message-ID follows from digest and recipient, so that a message sent twice is known as one; a profile's
    messages to a recipient form one thread.

    Raises:
        DeliveryError: the sender, recipient or reply-to is no mail address.
    """
    sender = _address(smtp.sender)
    reader = _address(recipient)
    mail = EmailMessage(policy=POLICY)
    mail["From"] = sender
    mail["To"] = reader
    if profile.reply_to:
        mail["Reply-To"] = _address(profile.reply_to)
    mail["Subject"] = _header(digest.subject)
    mail["Date"] = digest.made_at
    mail["Message-ID"] = _message_id(sender, digest.digest_id, reader.addr_spec)
    thread = _message_id(sender, "thread", profile.name, reader.addr_spec)
    mail["In-Reply-To"] = thread
    mail["References"] = thread
    mail["List-Id"] = f"{_header(profile.title)} <{profile.name}.counterclaim.{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(digest.text, subtype="plain", charset="utf-8", cte="quoted-printable")
    html, whole = render_mail(digest, profile, MAIL_LIMIT)
    mail.add_alternative(html, subtype="html", charset="utf-8", cte="quoted-printable")
    if not whole:
        name = f"{digest.profile}-{digest.period}.html"
        mail.add_attachment(digest.html, subtype="html", charset="utf-8", cte="base64", filename=name)
    return mail


def send(messages: Sequence[EmailMessage], digest: Digest, smtp: Smtp) -> list[Delivery]:
    """Hands each message to the server; one that fails does not keep the others back."""
    deliveries: list[Delivery] = []
    try:
        with _connection(smtp) as server:
            for mail in messages:
                deliveries.append(_delivery(mail, digest, _hand_over(server, mail)))
    except (OSError, smtplib.SMTPException, UnicodeError) as error:  # UnicodeError: a password that is not ASCII
        left = messages[len(deliveries) :]
        deliveries += [_delivery(mail, digest, f"{smtp.host}:{smtp.port}: {_reason(error)}") for mail in left]
    return deliveries


@contextmanager
def _connection(smtp: Smtp) -> Iterator[smtplib.SMTP]:
    """A server that is ready to take messages, over TLS unless the settings say otherwise, and logged in."""
    context = ssl.create_default_context()
    if smtp.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=smtp.timeout, context=context)
    else:
        server = smtplib.SMTP(smtp.host, smtp.port, timeout=smtp.timeout)
    with server:
        if smtp.security == "starttls":
            server.starttls(context=context)
        if smtp.user is not None:
            server.login(smtp.user, smtp.password or "")
        yield server


def _hand_over(server: smtplib.SMTP, mail: EmailMessage) -> str | None:
    """The server's reason for refusing a message, None where it took it.

    Raises:
        SMTPServerDisconnected, OSError: the connection is gone; the messages left cannot be tried.
    """
    try:
        server.send_message(mail)
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException as error:
        return _reason(error)
    return None


def _reason(error: Exception) -> str:
    """What went wrong, on one line; the server's own words where it had any."""
    if isinstance(error, UnicodeError):
        return "user and password must be plain ASCII"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return clean(f"{code} {words.decode('utf-8', 'replace')}")
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return clean(f"{error.smtp_code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}")
    return clean(str(error)) or type(error).__name__


def _delivery(mail: EmailMessage, digest: Digest, error: str | None) -> Delivery:
    return Delivery(
        delivery_id=sha256(str(mail["Message-ID"]).encode()).hexdigest()[:32],
        digest_id=digest.digest_id,
        channel="mail",
        target=str(mail["To"]),
        outcome="failed" if error else "ok",
        error=error,
        at=digest.made_at,
    )


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


def _message_id(sender: Address, *parts: str) -> str:
    return f"<{sha256(_joined(parts)).hexdigest()[:32]}@{sender.domain}>"


def _joined(parts: Iterable[str]) -> bytes:
    return "\n".join(parts).encode()
