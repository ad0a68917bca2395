import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, strict
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
from tasks.brief.mail import MAIL_LIMIT, message, send
from tasks.brief.render import render
from tasks.errors import DeliveryError
from tasks.models import Digest, Profile, Smtp
from tests.brief.material import DESK, NOW, material, name

# aiosmtpd does not see that a connection which began with TLS needs no STARTTLS.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
SENDER = "Counterclaim <briefings@example.org>"


def digest(profile: Profile = DESK, period: str = "2023-02-15") -> Digest:
    return render(compose(material(), profile, name, None, NOW), profile, period)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Inbox:
    """Takes every message but those to people it does not know."""

    def __init__(self) -> None:
        self.received: list[tuple[str, bytes, bool]] = []

    async def handle_RCPT(
        self, server: Server, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        if address.startswith("nobody@"):
            return "550 5.1.1 no such\tperson here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Server, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        encrypted = server.transport is not None and server.transport.get_extra_info("ssl_object") is not None
        self.received.append((envelope.rcpt_tos[0], content, encrypted))
        return "250 OK"


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


def test_each_recipient_receives_a_message_of_their_own(served: tuple[Inbox, Smtp]) -> None:
    inbox, smtp = served
    made = digest()
    readers = ["one@example.org", "Two <two@example.org>"]
    outcomes = send([message(made, DESK, reader, smtp) for reader in readers], made, smtp)
    assert [(d.target, d.outcome, d.error) for d in outcomes] == [
        ("one@example.org", "ok", None),
        ("Two <two@example.org>", "ok", None),
    ]
    assert [(to, encrypted) for to, _, encrypted in inbox.received] == [
        ("one@example.org", True),
        ("two@example.org", True),
    ]
    assert b"two@example.org" not in inbox.received[0][1]


def test_what_arrives_carries_the_whole_digest_as_text_and_as_html(served: tuple[Inbox, Smtp]) -> None:
    inbox, smtp = served
    made = digest()
    send([message(made, DESK, "one@example.org", smtp)], made, smtp)
    mail = message_from_bytes(inbox.received[0][1], policy=strict)
    assert isinstance(mail, EmailMessage)
    assert mail.get_content_type() == "multipart/alternative"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().splitlines() == made.text.splitlines()
    for line in compose(material(), DESK, name, None, NOW).cards:
        assert line.proposition in html.get_content()
    assert mail["Subject"] == made.subject


def test_a_recipient_who_is_refused_does_not_keep_the_others_from_theirs(served: tuple[Inbox, Smtp]) -> None:
    inbox, smtp = served
    made = digest()
    readers = ["one@example.org", "nobody@example.org", "two@example.org"]
    outcomes = send([message(made, DESK, reader, smtp) for reader in readers], made, smtp)
    assert [d.outcome for d in outcomes] == ["ok", "failed", "ok"]
    assert outcomes[1].error == "550 5.1.1 no such person here"
    assert len(inbox.received) == 2


def test_a_wrong_password_fails_every_recipient_with_the_servers_reason(served: tuple[Inbox, Smtp]) -> None:
    inbox, smtp = served
    made, wrong = digest(), replace(smtp, password="battery staple")
    outcomes = send([message(made, DESK, r, wrong) for r in ("one@example.org", "two@example.org")], made, wrong)
    assert [d.outcome for d in outcomes] == ["failed", "failed"]
    assert "535" in (outcomes[0].error or "")
    assert "staple" not in (outcomes[0].error or "")
    assert inbox.received == []


def test_a_password_that_cannot_be_sent_is_said_to_be_the_trouble_and_not_told(served: tuple[Inbox, Smtp]) -> None:
    _, smtp = served
    made, odd = digest(), replace(smtp, password="пароль")
    (outcome,) = send([message(made, DESK, "one@example.org", odd)], made, odd)
    assert outcome.outcome == "failed"
    assert "plain ASCII" in (outcome.error or "")
    assert "пароль" not in (outcome.error or "")


def test_a_server_that_cannot_be_trusted_gets_no_mail(
    served: tuple[Inbox, Smtp], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    inbox, smtp = served
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "no-such-authority.pem"))
    made = digest()
    outcomes = send([message(made, DESK, "one@example.org", smtp)], made, smtp)
    assert "certificate" in (outcomes[0].error or "").lower()
    assert inbox.received == []


def test_a_server_that_is_not_there_fails_with_its_name_and_no_traceback() -> None:
    made, smtp = digest(), Smtp("127.0.0.1", SENDER, port=1, timeout=2)
    (outcome,) = send([message(made, DESK, "one@example.org", smtp)], made, smtp)
    assert outcome.outcome == "failed"
    assert (outcome.error or "").startswith("127.0.0.1:1: ")


SMTP_SETTINGS = Smtp("localhost", SENDER)


def test_the_same_digest_has_the_same_message_id_for_a_recipient_and_no_other() -> None:
    first = message(digest(), DESK, "one@example.org", SMTP_SETTINGS)
    again = message(digest(), DESK, "one@example.org", SMTP_SETTINGS)
    other = message(digest(), DESK, "two@example.org", SMTP_SETTINGS)
    later = message(digest(period="2023-02-15-2"), DESK, "one@example.org", SMTP_SETTINGS)
    assert first["Message-ID"] == again["Message-ID"]
    assert len({first["Message-ID"], other["Message-ID"], later["Message-ID"]}) == 3
    assert first["References"] == later["References"] != other["References"]
    assert first["In-Reply-To"] == first["References"]


def test_the_date_is_the_digests_and_the_list_is_the_profiles() -> None:
    mail = message(digest(), replace(DESK, reply_to="editor@example.org"), "one@example.org", SMTP_SETTINGS)
    assert mail["Date"].datetime == NOW
    assert mail["List-Id"] == "Marenia <marenia.counterclaim.example.org>"
    assert mail["Reply-To"] == "editor@example.org"


def test_hostile_titles_make_no_header_of_their_own_and_no_markup() -> None:
    hostile = replace(DESK, title="Marenia\r\nBcc: everyone@example.org\n\n<script>alert(1)</script>")
    mail = message(digest(hostile), hostile, "one@example.org", SMTP_SETTINGS)
    parsed = message_from_bytes(mail.as_bytes(), policy=strict)
    assert parsed["Bcc"] is None
    assert sorted(parsed.keys()) == sorted(mail.keys())
    html = mail.get_body(("html",))
    assert html is not None
    assert "<script" not in html.get_content()
    assert "<img" not in html.get_content()


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b\r\nBcc: c@d", "a@example.org, b@example.org", "a b@example.org", "a@b@c", "<@>"]
)
def test_what_is_no_address_is_said_to_be_none(address: str) -> None:
    with pytest.raises(DeliveryError, match="no mail address"):
        message(digest(), DESK, address, SMTP_SETTINGS)


def test_the_first_line_a_mail_program_shows_is_the_summary() -> None:
    made = digest()
    html = message(made, DESK, "one@example.org", SMTP_SETTINGS).get_body(("html",))
    assert html is not None
    body = html.get_content().split("<body", 1)[1]
    assert body.index("5 contested claims, 4 new developments.") < body.index("Bottom line")


def test_a_digest_too_long_for_mail_programs_goes_as_its_bottom_line_with_the_whole_attached() -> None:
    stories = material().readings
    many = [
        replace(
            r,
            article=replace(r.article, article_id=f"{r.article.article_id}-{n}", title="A rather long headline " * 20),
            analysis=replace(r.analysis, article_id=f"{r.article.article_id}-{n}"),
            story_id=f"{r.story_id}-{n}",
            copy_of=None,
        )
        for n in range(40)
        for r in stories
    ]
    made = render(compose(material(readings=(*stories, *many)), DESK, name, None, NOW), DESK, "2023-02-15")
    mail = message(made, DESK, "one@example.org", SMTP_SETTINGS)
    html = mail.get_body(("html",))
    assert html is not None
    assert len(html.get_content().encode()) < MAIL_LIMIT
    assert "the whole digest is attached" in html.get_content()
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "marenia-2023-02-15.html"
    assert attached.get_content().replace("\r\n", "\n") == made.html
    assert message_from_bytes(mail.as_bytes(), policy=SMTP).get_content_type() == "multipart/mixed"
