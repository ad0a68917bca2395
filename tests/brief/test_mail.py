from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, strict

import pytest
from lxml import html

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


def test_a_title_with_punctuation_is_a_list_that_mail_programs_can_read() -> None:
    desk = replace(DESK, title='Safety: "roads", markets & Kabul (north)')
    mail = message(digest(desk), desk, "one@example.org", SMTP_SETTINGS)
    assert mail["List-Id"] == "Safety roads markets & Kabul north <marenia.counterclaim.example.org>"


def test_hostile_titles_make_no_header_of_their_own_and_no_markup() -> None:
    hostile = replace(DESK, title="Marenia\r\nBcc: everyone@example.org\n\n<script>alert(1)</script>")
    mail = message(digest(hostile), hostile, "one@example.org", SMTP_SETTINGS)
    parsed = message_from_bytes(mail.as_bytes(), policy=strict)
    assert parsed["Bcc"] is None
    assert sorted(parsed.keys()) == sorted(mail.keys())
    page = mail.get_body(("html",))
    assert page is not None
    assert "<script" not in page.get_content()
    assert "everyone@example.org" in page.get_content()


def test_the_pictures_come_with_the_mail_and_each_is_shown_and_described() -> None:
    mail = message_from_bytes(message(digest(), DESK, "one@example.org", SMTP_SETTINGS).as_bytes(), policy=strict)
    assert isinstance(mail, EmailMessage)
    plain, related = mail.iter_parts()
    assert (plain.get_content_type(), related.get_content_type()) == ("text/plain", "multipart/related")
    page, *pictures = related.iter_parts()
    assert related.get_param("type") == page.get_content_type() == "text/html"
    images = list(html.fromstring(page.get_content()).iter("img"))
    assert [f"<{image.get('src').removeprefix('cid:')}>" for image in images] == [p["Content-ID"] for p in pictures]
    assert len(images) == 2
    for image, picture in zip(images, pictures, strict=True):
        assert len(image.get("alt")) > 20
        assert picture.get_content().startswith(b"\x89PNG")
        assert picture.get_content_disposition() == "inline"


def test_the_same_digest_makes_the_same_mail_to_the_byte() -> None:
    first, second = (message(digest(), DESK, "one@example.org", SMTP_SETTINGS) for _ in "12")
    for mail in (first, second):
        for number, part in enumerate(p for p in mail.walk() if p.is_multipart()):
            part.set_boundary(f"boundary-{number}")  # the standard library's are drawn by lot
    assert first.as_bytes() == second.as_bytes()


@pytest.mark.parametrize(
    "address", ["nobody", "a@b\r\nBcc: c@d", "a@example.org, b@example.org", "a b@example.org", "a@b@c", "<@>"]
)
def test_what_is_no_address_is_said_to_be_none(address: str) -> None:
    with pytest.raises(DeliveryError, match="no mail address"):
        message(digest(), DESK, address, SMTP_SETTINGS)


def test_the_first_line_a_mail_program_shows_is_the_summary() -> None:
    made = digest()
    page = message(made, DESK, "one@example.org", SMTP_SETTINGS).get_body(("html",))
    assert page is not None
    body = page.get_content().split("<body", 1)[1]
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
    page = mail.get_body(("html",))
    assert page is not None
    assert len(page.get_content().encode()) < MAIL_LIMIT
    assert "the whole digest is attached" in page.get_content()
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "marenia-2023-02-15.html"
    assert attached.get_content().replace("\r\n", "\n") == made.html
    assert message_from_bytes(mail.as_bytes(), policy=SMTP).get_content_type() == "multipart/mixed"
