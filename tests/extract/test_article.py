"""page -> article: mails, Markdown, rows, what is given with a page, and texts taken as they are."""

import json
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest

from tasks.errors import Unreadable
from tasks.extract.article import extract
from tasks.models import Article, Given, Page, Source

NOW = datetime(2023, 6, 1, 12, tzinfo=UTC)
SOURCE = Source("desk", "in")
TITLE = "Militia Seizes River Port, Governor Says"
BODY = [
    "Fighters of the Red Column took the river port of Lendova on Monday, the provincial governor said in a statement.",
    "The army denied that the port had fallen. It said that its units remain in full control of the harbor.",
    "Four dock workers were wounded in the fighting, according to the hospital, and two of them are in danger.",
]
TEXT = "\n\n".join(BODY)
HTML = f"<html><body><article><h1>{TITLE}</h1>{''.join(f'<p>{text}</p>' for text in BODY)}</article></body></html>"


def article(
    content: str | bytes, media_type: str = "text/plain", url: str = "file:///in/a.txt", *,
    given: Given | None = None, source: Source = SOURCE, as_is: bool = False,
) -> Article:  # fmt: skip
    raw = content if isinstance(content, bytes) else content.encode()
    return extract(Page("desk", url, raw, media_type, NOW, given=given or Given()), source, as_is=as_is)


def test_as_is_a_text_file_keeps_every_character() -> None:
    text = "Menu\r\n\r\n  Two\u00a0blanks,\ta tab, a soft\u00adhyphen and Cafe\u0301 \r\nLeave a Reply\n"
    assert article(text, as_is=True).text == text
    assert article(text, url="file:///in/a.txt.gz", as_is=True).text == text
    assert article(text).text != text


@pytest.mark.parametrize(
    ("head", "day", "place"),
    [
        ("LENDOVA, 18 FEB 90 (AFP) -- [TEXT] ", date(1990, 2, 18), "LENDOVA"),
        ("LENDOVA (MARENIA), 3 MAY 89 (RADIO\nMARENIA) -- [REPORT]\n", date(1989, 5, 3), "LENDOVA (MARENIA)"),
        ("LENDOVA, 18 FEB (AFP) -- [TEXT] ", None, "LENDOVA"),
        ("May 8, 2005\n\n", date(2005, 5, 8), None),
        ("", None, None),
    ],
)  # fmt: skip
def test_as_is_the_head_of_a_text_still_dates_it(head: str, day: date | None, place: str | None) -> None:
    found = article(head + TEXT, as_is=True)
    assert (found.text, found.published_on, found.dateline) == (head + TEXT, day, place)
    assert found.published_basis == ("text" if day else "unknown")


def test_as_is_a_line_of_prose_under_a_date_is_dated() -> None:
    assert article("May 8, 2005\n\nTwo dock workers wounded", as_is=True).published_on == date(2005, 5, 8)


def test_as_is_concerns_text_files_only() -> None:
    assert article(HTML, "text/html", "file:///in/a.html", as_is=True).text == TEXT


@pytest.mark.parametrize("content", ["", "\u200b \r\n", b"\x00\x01\x02\x03" * 99])
def test_nothing_to_read_is_unreadable(content: str | bytes) -> None:
    with pytest.raises(Unreadable):
        article(content)


def test_the_page_goes_before_what_is_given_with_it() -> None:
    given = Given("Other title", "Omar de Vries", "The Herald", published_on=date(2020, 1, 1), language="fr")
    said = '<meta name="pubdate" content="2021-05-04"><meta property="og:site_name" content="The Courier">'
    found = article(
        HTML.replace("<body>", f"<head>{said}</head><body>"), "text/html", "https://x.example/a", given=given
    )
    assert (found.title, found.byline, found.site) == (TITLE, "Omar de Vries", "The Courier")
    assert (found.published_on, found.published_basis) == (date(2021, 5, 4), "metadata")
    assert found.language == "en"


def test_what_is_given_fills_what_the_page_does_not_say() -> None:
    at = datetime(2021, 5, 4, 21, 30, tzinfo=UTC)
    found = article(HTML, "text/html", "https://x.example/a", given=Given(site="The Herald", published_at=at))
    assert (found.site, found.published_at, found.published_on) == ("The Herald", at, date(2021, 5, 4))
    assert found.published_basis == "given"
    abroad = Source("desk", "x", outlet="Harbor Radio", timezone="Asia/Tokyo")
    found = article(HTML, "text/html", "https://x.example/a", given=Given(published_at=at), source=abroad)
    assert (found.site, found.published_on) == ("Harbor Radio", date(2021, 5, 5))


def test_a_feeds_own_copy_is_read_where_the_page_has_none_or_less() -> None:
    given = Given(body=HTML)
    assert article("<html><body></body></html>", "text/html", "https://x.example/a", given=given).text == TEXT
    teaser = f"<html><body><article><h1>{TITLE}</h1><p>{BODY[0]}</p></article></body></html>"
    assert article(teaser, "text/html", "https://x.example/a", given=given).text == TEXT


CONSENT = """<html><head><title>Before you continue</title></head><body><h1>We value your privacy</h1>
<p>We and our 812 partners store and/or access information on a device, such as cookies, and process personal data, such
as unique identifiers sent by a device for personalised advertising, audience research and services development.</p>
<p>Please note that some processing of your personal data may not require your consent.</p>
<p>Your preferences will apply to this website only.</p><button>Accept all</button></body></html>"""
CHALLENGE = """<html><head><title>Just a moment...</title></head><body><h1>x.example</h1>
<p>Verifying you are human. This may take a few seconds.</p>
<p>x.example needs to review the security of your connection before proceeding.</p></body></html>"""


@pytest.mark.parametrize("page", ["", CONSENT, CHALLENGE])
def test_a_feeds_summary_in_place_of_a_page_that_cannot_be_had_is_no_whole_article(page: str) -> None:
    given = Given(title=TITLE, body=f"<p>{BODY[0]}</p>")
    found = article(page, "text/html", "https://x.example/a", given=given)
    assert (found.title, found.text, found.access) == (TITLE, BODY[0], "teaser")


def test_a_feeds_whole_copy_in_place_of_such_a_page_is_one() -> None:
    given = Given(title=TITLE, body="".join(f"<p>{text} {number}.</p>" for number in range(6) for text in BODY))
    assert article(CONSENT, "text/html", "https://x.example/a", given=given).access == "full"


@pytest.mark.parametrize("page", [CONSENT, CHALLENGE])
def test_a_page_that_asks_for_consent_or_for_a_human_is_no_article(page: str) -> None:
    with pytest.raises(Unreadable, match="asks for consent, or takes the reader for a robot"):
        article(page, "text/html", "https://x.example/a")


def test_an_article_about_consent_is_one() -> None:
    about = [
        "The regulator fined the company on Monday for storing cookies without the consent of its visitors.",
        "“We use cookies to measure our audience, and we value your privacy,” the company said in a statement.",
        "The fine is the largest of the year, according to the regulator, which has examined 200 sites.",
    ]
    html = HTML.replace(BODY[0], about[0]).replace(BODY[1], about[1]).replace(BODY[2], about[2])
    assert article(html, "text/html", "https://x.example/a").text == "\n\n".join(about)


def test_an_undated_article_is_not_older_than_what_it_mentions_or_shows() -> None:
    found = article(f"{TITLE}\n\n{TEXT}\n\nThe port last fell in March 2019.")
    assert (found.published_on, found.published_basis, found.not_before) == (None, "unknown", date(2019, 3, 1))
    caption = "FILE - A crane burns in Lendova, May 3, 2021."
    found = article(f"{TITLE}\n\n{caption}\n\n{TEXT}\n\nThe port last fell in March 2019.")
    assert found.not_before == date(2021, 5, 3)
    assert "FILE" not in found.text


def test_a_day_in_a_files_name_dates_it_and_says_so() -> None:
    found = article(TEXT, url="file:///in/2021-05-04%20port.txt")
    assert (found.published_on, found.published_basis) == (date(2021, 5, 4), "file")
    assert article(TEXT, url="file:///2021-05-04/port.txt").published_on is None
    assert article(TEXT, url="file:///in/2021-13-04.txt").published_on is None


def test_the_same_file_in_another_folder_is_the_same_article() -> None:
    one, other = article(TEXT, url="file:///in/a.txt"), article(TEXT, url="file:///elsewhere/a.txt")
    assert one.article_id == other.article_id
    assert len(one.text_sha256) == 64


def test_a_page_is_known_by_its_canonical_address() -> None:
    html = HTML.replace("<body>", '<head><link rel="canonical" href="https://x.example/port"></head><body>')
    fetched = article(html, "text/html", "https://www.x.example/port?utm_source=feed")
    assert fetched.url == "https://x.example/port"
    assert fetched.article_id == article(html, "text/html", "file:///in/saved.html").article_id
    assert article(html, "text/html", "https://y.example/port").url == "https://y.example/port"


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "The Courier <morning@courier.example>"
    message["Subject"] = f"Fwd: {TITLE}"
    message["Date"] = "Tue, 04 May 2021 06:00:00 +0200"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return message


def test_a_newsletter_has_subject_sender_and_date() -> None:
    message = mail(Archived_At="<https://courier.example/letters/7>")
    message.set_content("Too short.")
    message.add_alternative(HTML, subtype="html")
    found = article(message.as_bytes(), "message/rfc822", "file:///in/a.eml")
    assert (found.title, found.site, found.url) == (TITLE, "The Courier", "https://courier.example/letters/7")
    assert (found.published_on, found.published_basis) == (date(2021, 5, 4), "metadata")
    assert found.published_at == datetime(2021, 5, 4, 4, tzinfo=UTC)
    assert found.text == TEXT


def test_a_subject_in_undeclared_utf_8_is_read() -> None:
    raw = f"From: Café Lendova <a@b.example>\nSubject: Café reopens\n\n{TEXT}"
    found = article(raw, "message/rfc822", "file:///in/a.eml")
    assert (found.title, found.site) == ("Café reopens", "Café Lendova")


def test_a_plain_newsletter_is_read_as_a_saved_page() -> None:
    message = mail()
    message.set_content(f"{TEXT}\n\nSubscribe to our newsletter\n", cte="quoted-printable", charset="iso-8859-1")
    found = article(message.as_bytes(), "message/rfc822", "file:///in/a.eml")
    assert found.text == TEXT
    assert found.url == "file:///in/a.eml"


@pytest.mark.parametrize(
    "raw",
    [
        b"Subject: nothing\n\n",
        b"Content-Type: text/plain; charset=no-such\nSubject: =?x?q?=\nDate: soon\nFrom: <<>>\n\n\x00\x01\x02",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: image/png\n\nabc\n--x--",
    ],
)
def test_a_mail_without_text_is_unreadable(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        article(raw, "message/rfc822", "file:///in/a.eml")


def test_markdown_loses_its_markup_and_keeps_its_words() -> None:
    text = (
        f'---\ntitle: "{TITLE}"\ndate: 2021-05-04\nauthor: Ada Lindqvist\nsource: https://courier.example/port\n---\n\n'
        f"# {TITLE}\n\n![crane](crane.jpg)\n\n**Fighters** of the [Red Column](https://x.example) took _the_ port of\n"
        "Lendova on Monday, the governor said.\n\n## Talks\n\n> “We hold it,” he said.\n\n- Four were *wounded*.\n"
    )
    found = article(text, "text/markdown", "file:///in/a.md")
    assert found.text.split("\n\n") == [
        "Fighters of the Red Column took the port of Lendova on Monday, the governor said.",
        "Talks",
        "“We hold it,” he said.",
        "Four were wounded.",
    ]
    assert (found.title, found.byline, found.url) == (TITLE, "Ada Lindqvist", "https://courier.example/port")
    assert (found.published_on, found.published_basis) == (date(2021, 5, 4), "metadata")


def test_markdown_without_front_matter_has_its_first_heading_for_a_title() -> None:
    assert article(f"# {TITLE}\n\n{TEXT}", "text/markdown", "file:///in/a.md").title == TITLE
    assert article(f"{TITLE}\n=====\n\n{TEXT}", "text/markdown", "file:///in/a.md").text == TEXT
    toml = f'+++\ntitle = "{TITLE}"\ndate = 2021-05-04\n+++\n{TEXT}'
    found = article(toml, "text/markdown", "file:///in/a.md")
    assert (found.title, found.published_on) == (TITLE, date(2021, 5, 4))


def row(**fields: object) -> Article:
    return article(json.dumps(fields), "application/json", "https://courier.example/port")


def test_a_row_says_what_its_text_does_not() -> None:
    found = row(title=TITLE, text=f"{TITLE}\n\n{TEXT}", published_at="2021-05-04T06:00:00Z", source="The Courier")
    assert (found.title, found.site, found.text) == (TITLE, "The Courier", TEXT)
    assert (found.published_on, found.published_basis) == (date(2021, 5, 4), "given")
    assert found.url == "https://courier.example/port"


def test_a_row_may_carry_html() -> None:
    found = row(html=HTML)
    assert (found.title, found.text) == (TITLE, TEXT)


@pytest.mark.parametrize(
    "fields",
    [{}, {"text": ""}, {"text": 7}, {"title": TITLE}, {"html": "<html></html>"}],
)
def test_a_row_without_a_body_is_unreadable(fields: dict[str, object]) -> None:
    with pytest.raises(Unreadable):
        row(**fields)


@pytest.mark.parametrize("content", ["[1]", '"text"', "{", "[" * 100_000])
def test_what_is_no_row_is_unreadable(content: str) -> None:
    with pytest.raises(Unreadable):
        article(content, "application/json")


def test_odd_values_in_a_row_are_passed_over() -> None:
    found = row(text=TEXT + " \ud83d", title=["x", 2], published_at={"a": 1}, source=None, author=7, language=1)
    assert (found.published_on, found.site, found.byline, found.language) == (None, None, None, "en")
    found.text.encode()  # can be stored


def test_a_text_of_a_whole_book_is_no_article() -> None:
    with pytest.raises(Unreadable, match="at most 300,000"):
        article("The army denied the raid on the village. " * 10_000, as_is=True)


def test_a_page_that_fails_in_a_way_nobody_foresaw_is_unreadable_and_fails_no_run() -> None:
    raw = b"Subject: A raid\nDate: 2026-03-06\n\nThe police said that eleven were killed."
    page = Page("desk", "https://wire.example/a", raw, "message/rfc822", datetime(2026, 3, 6, tzinfo=UTC))
    with pytest.raises(Unreadable, match="nobody foresaw"):
        extract(page, Source("desk", "in", timezone="Nowhere/At All"))
