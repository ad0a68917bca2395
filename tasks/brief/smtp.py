"""Handing messages to an SMTP server, so that it is always known, or known to be unknown, who has received one."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from email.utils import parseaddr

from tasks.brief.layout import clean
from tasks.brief.mail import POLICY
from tasks.models import Delivery, Outcome, Smtp

MOST_ATTEMPTS = 5  # runs in which a target is tried
TAKEN = (250, 251)  # RFC 5321, 4.3.2: replies to RCPT that accept a recipient
UNANSWERED = "the message {message_id} was handed over, but {why}, so that it may have arrived or not"

Record = Callable[[Sequence[Delivery]], bool]  # keeps deliveries as they are now; warehouse.store.save_deliveries


@dataclass(frozen=True, slots=True)
class Letter:
    """A message and those it is for, who are not named in it if there are several."""

    mail: EmailMessage
    deliveries: tuple[Delivery, ...]


def send(letters: Sequence[Letter], smtp: Smtp, record: Record, now: datetime) -> list[Delivery]:
    """Hand each message to the server; one that fails does not keep the others back.

    A delivery is recorded as `sending` right before its message goes out, and as what came of it right after. What
    breaks off in between stays `sending`, for the next run to find; it is never sent again without being asked to.
    What another run sends meanwhile is left to that one.
    Refused for good (5xx): `failed`. Refused for now (4xx), or no server, or no login: `deferred`.

    Returns:
        The deliveries as they ended.
    """
    ended: list[Delivery] = []
    try:
        with _connection(smtp) as server:
            for letter in letters:
                ended += _hand_over(server, letter, record, now)
    except (OSError, smtplib.SMTPException, UnicodeError) as error:  # UnicodeError: a password that is not ASCII
        why = f"{smtp.host}:{smtp.port}: {_reason(error)}"
        known = {delivery.delivery_id for delivery in ended}
        left = [d for letter in letters for d in letter.deliveries if d.delivery_id not in known]
        late = [settled(delivery, "deferred", why, now) for delivery in left]
        record(late)
        ended += late
    return ended


def settled(delivery: Delivery, outcome: Outcome, error: str | None, now: datetime) -> Delivery:
    """A delivery after one more attempt; one that was deferred too often has failed."""
    attempts = delivery.attempts + 1
    if outcome == "deferred" and attempts >= MOST_ATTEMPTS:
        outcome = "failed"
    return replace(delivery, outcome=outcome, error=error, at=now, attempts=attempts)


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
        server.ehlo_or_helo_if_needed()
        yield server


def _hand_over(server: smtplib.SMTP, letter: Letter, record: Record, now: datetime) -> list[Delivery]:
    """One message's conversation, RFC 5321.

    Raises:
        SMTPException, OSError: the server does not take the sender, or is gone; the message was not handed over.
    """
    sender = letter.mail["From"].addresses[0].addr_spec
    addresses = [parseaddr(delivery.target)[1] for delivery in letter.deliveries]
    wide = not "".join([sender, *addresses]).isascii()
    if wide and not server.has_extn("smtputf8"):
        why = "the mail server takes addresses in plain ASCII only"
        ended = [settled(delivery, "failed", why, now) for delivery in letter.deliveries]
        record(ended)
        return ended
    code, said = server.mail(sender, ["SMTPUTF8", "BODY=8BITMIME"] if wide else [])
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, said, sender)
    accepted, ended = [], []
    for delivery, address in zip(letter.deliveries, addresses, strict=True):
        code, said = server.rcpt(address)
        if code in TAKEN:
            accepted.append(delivery)
        else:
            ended.append(settled(delivery, _refusal(code), _said(code, said), now))
    record(ended)
    if not accepted:
        server.rset()
        return ended
    if not record([replace(delivery, outcome="sending", error=None, at=now) for delivery in accepted]):
        server.rset()
        return ended
    outcome, error = _data(server, letter.mail.as_bytes(policy=POLICY.clone(utf8=wide)))
    if outcome == "unknown":
        error = UNANSWERED.format(message_id=letter.mail["Message-ID"], why=error)
    taken = [settled(delivery, outcome, error, now) for delivery in accepted]
    record(taken)
    return ended + taken


def _data(server: smtplib.SMTP, content: bytes) -> tuple[Outcome, str | None]:
    """What came of the message itself; without an answer, nobody knows."""
    try:
        code, said = server.data(content)
    except smtplib.SMTPDataError as error:
        code, said = error.smtp_code, error.smtp_error  # type: ignore[assignment]  # bytes, whatever typeshed says
    except (OSError, smtplib.SMTPException) as error:
        return "unknown", f"the server did not answer ({_reason(error)})"
    return ("ok", None) if code == 250 else (_refusal(code), _said(code, said))


def _refusal(code: int) -> Outcome:
    """RFC 5321, 4.2.1: 5yz is for good, all else for now."""
    return "failed" if code // 100 == 5 else "deferred"


def _reason(error: Exception) -> str:
    """What went wrong, on one line; the server's own words where it had any."""
    if isinstance(error, UnicodeError):
        return "user and password must be plain ASCII"
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    return clean(str(error)) or type(error).__name__


def _said(code: int, words: bytes | str) -> str:
    return clean(f"{code} {words.decode('utf-8', 'replace') if isinstance(words, bytes) else words}")[:300]
