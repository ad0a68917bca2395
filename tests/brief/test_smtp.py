import ssl
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import strict
from functools import cache
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as Server
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tasks.brief.compose import compose
from tasks.brief.outbox import deliver, targets
from tasks.brief.render import render
from tasks.models import Delivery, Digest, Profile, Smtp
from tests.brief.mailserver import Inbox, free_port
from tests.brief.material import DESK, NOW, material, name

# aiosmtpd does not see that a connection which began with TLS needs no STARTTLS.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
SENDER = "Counterclaim <briefings@example.org>"


@cache
def digest(profile: Profile = DESK) -> Digest:
    return render(compose(material(), profile, name, None, NOW), profile, "2023-02-15")


def password_is_right(
    server: Server, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
) -> AuthResult:
    return AuthResult(success=data == LoginPassword(b"desk", b"correct horse"), handled=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of our own for 127.0.0.1, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture(params=["starttls", "tls"])
def served(
    request: pytest.FixtureRequest, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Inbox, Smtp]]:
    """A mail server on loopback that takes mail only over TLS and only from who logs in."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    inbox, starttls = Inbox(), request.param == "starttls"
    controller = Controller(
        inbox,
        hostname="127.0.0.1",
        port=free_port(),
        ssl_context=None if starttls else context,
        tls_context=context if starttls else None,
        require_starttls=starttls,
        auth_required=True,
        auth_require_tls=starttls,
        authenticator=password_is_right,
    )
    controller.start()
    yield (
        inbox,
        Smtp(
            host="127.0.0.1",
            port=controller.port,
            sender=SENDER,
            security=request.param,
            user="desk",
            password="correct horse",
            timeout=5,
        ),
    )
    controller.stop()


class Book:
    """The record of deliveries, as the warehouse keeps it, and each state that each of them went through."""

    def __init__(self, rows: Sequence[Delivery]) -> None:
        self.rows = {row.target: row for row in rows}
        self.steps: list[tuple[str, str]] = []

    def record(self, rows: Sequence[Delivery]) -> bool:
        self.rows |= {row.target: row for row in rows}
        self.steps += [(row.target, row.outcome) for row in rows]
        return True

    def outcomes(self) -> dict[str, str]:
        return {row.target: row.outcome for row in self.rows.values() if row.channel == "mail"}


def desk(*readers: str) -> Profile:
    return replace(DESK, recipients=tuple(f"{reader}@example.org" for reader in readers))


def run(book: Book | None, profile: Profile, smtp: Smtp, out: Path) -> Book:
    """One run's delivery of the digest."""
    made = digest(profile)
    book = book or Book(targets(made, profile, out, smtp, NOW))
    deliver(made, profile, list(book.rows.values()), smtp, book.record, NOW)
    return book


def test_each_recipient_receives_a_message_of_their_own(served: tuple[Inbox, Smtp], tmp_path: Path) -> None:
    inbox, smtp = served
    book = run(None, desk("one", "two", "one"), smtp, tmp_path)
    assert book.outcomes() == {"one@example.org": "ok", "two@example.org": "ok"}
    assert [(to, encrypted) for to, _, encrypted in inbox.received] == [
        (["one@example.org"], True),
        (["two@example.org"], True),
    ]
    assert b"two@example.org" not in inbox.received[0][1]


def test_what_arrives_carries_the_whole_digest_as_text_and_as_html(served: tuple[Inbox, Smtp], tmp_path: Path) -> None:
    inbox, smtp = served
    profile = desk("one")
    run(None, profile, smtp, tmp_path)
    made = digest(profile)
    mail = message_from_bytes(inbox.received[0][1], policy=strict)
    assert isinstance(mail, EmailMessage)
    assert mail.get_content_type() == "multipart/alternative"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert [part.get_content_type() for part in mail.walk()].count("image/png") == 2
    assert plain is not None
    assert html is not None
    assert plain.get_content().splitlines() == made.text.splitlines()
    for card in compose(material(), DESK, name, None, NOW).cards:
        assert card.proposition in html.get_content()
    assert mail["Subject"] == made.subject


def test_a_wrong_password_puts_every_recipient_off_with_the_servers_reason(
    served: tuple[Inbox, Smtp], tmp_path: Path
) -> None:
    inbox, smtp = served
    book = run(None, desk("one", "two"), replace(smtp, password="battery staple"), tmp_path)
    assert book.outcomes() == {"one@example.org": "deferred", "two@example.org": "deferred"}
    error = book.rows["one@example.org"].error or ""
    assert "535" in error
    assert "staple" not in error
    assert inbox.received == []
    assert run(book, desk("one", "two"), smtp, tmp_path).outcomes() == dict.fromkeys(book.outcomes(), "ok")


def test_a_password_that_cannot_be_sent_is_said_to_be_the_trouble_and_not_told(
    served: tuple[Inbox, Smtp], tmp_path: Path
) -> None:
    book = run(None, desk("one"), replace(served[1], password="пароль"), tmp_path)
    error = book.rows["one@example.org"].error or ""
    assert "plain ASCII" in error
    assert "пароль" not in error


def test_a_server_that_cannot_be_trusted_gets_no_mail(
    served: tuple[Inbox, Smtp], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    inbox, smtp = served
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "no-such-authority.pem"))
    book = run(None, desk("one"), smtp, tmp_path)
    assert "certificate" in (book.rows["one@example.org"].error or "").lower()
    assert inbox.received == []


def test_a_server_that_is_not_there_is_named_and_tried_again(tmp_path: Path) -> None:
    book = run(None, desk("one"), Smtp("127.0.0.1", SENDER, port=1, timeout=2), tmp_path)
    assert book.outcomes() == {"one@example.org": "deferred"}
    assert (book.rows["one@example.org"].error or "").startswith("127.0.0.1:1: ")
