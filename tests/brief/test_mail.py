from dataclasses import replace
from email import message_from_bytes
from email.policy import SMTP, strict

import pytest

from tasks.brief.compose import compose
from tasks.brief.mail import MAIL_LIMIT, message
from tasks.brief.render import render
from tasks.errors import DeliveryError
from tasks.models import Digest, Profile, Smtp
from tests.brief.material import DESK, NOW, material, name

SENDER = "Counterclaim <briefings@example.org>"


def digest(profile: Profile = DESK, period: str = "2023-02-15") -> Digest:
    return render(compose(material(), profile, name, None, NOW), profile, period)


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


def test_a_message_for_several_names_none_of_them() -> None:
    mail = message(digest(), DESK, None, SMTP_SETTINGS)
    assert message_from_bytes(mail.as_bytes(), policy=strict)["To"].addresses == ()
    assert mail["Message-ID"] != message(digest(), DESK, "one@example.org", SMTP_SETTINGS)["Message-ID"]


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
    "address", ["nobody", "a@b\r\nBcc: c@d", "a@example.org, b@example.org", "a b@example.org", "a@b@c", "<@>"]
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
