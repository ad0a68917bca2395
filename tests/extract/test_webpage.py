"""HTML: body, title, date, byline, outlet and access from where each page tells them best."""

import json
from datetime import UTC, date, datetime
from html import escape

import pytest

from tasks.errors import Unreadable
from tasks.extract.draft import Draft
from tasks.extract.webpage import read_web_page

TITLE = "Militia Seizes River Port, Governor Says"
BODY = [
    "Fighters of the Red Column took the river port of Lendova on Monday, the provincial governor said in a statement.",
    "“We hold the customs house and the cranes,” the group's spokesman, Ivo Marsh, told reporters by telephone.",
    "The army denied that the port had fallen. It said that its units remain in full control of the harbor.",
    "Four dock workers were wounded in the fighting, according to the hospital, and two of them are in danger.",
    "The port is the only one in the province that takes large ships, and closing it would cut the mines from the sea.",
]


def page(*, head: str = "", above: str = "", inside: str = "", below: str = "", title: str = TITLE) -> str:
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in BODY)
    return (
        f"<html lang='en-GB'><head><title>{title} | The Courier</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a><a href='/world'>World</a></nav>{above}<article><h1>{title}</h1>{inside}{paragraphs}"
        f"</article>{below}<footer>© The Courier</footer></body></html>"
    )


def linked(**said: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **said}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def paragraphs(draft: Draft) -> list[str]:
    return draft.text.split("\n\n")


def test_the_body_is_the_articles_paragraphs() -> None:
    assert paragraphs(read_web_page(page())) == BODY


@pytest.mark.parametrize(
    "below",
    [
        f"<div id='onetrust-consent-sdk'><p>{'We and our partners store data on your device. ' * 20}</p></div>",
        f"<section class='comments-area'><p>{'I never believed a word of what they print. ' * 20}</p></section>",
        "<div class='newsletter-signup'><p>Get the morning letter in your inbox.</p></div>",
        "<div class='author-bio'><p>Ada Lindqvist has covered harbors for ten years and lives in Lendova.</p></div>",
        "<h3>Most read in Harbors</h3><ul><li><a href='/1'>Ten ports</a></li><li><a href='/2'>Cranes</a></li></ul>",
    ],
)
def test_what_stands_around_the_article_is_left_out(below: str) -> None:
    assert paragraphs(read_web_page(page(below=below))) == BODY
    assert paragraphs(read_web_page(page().replace("</article>", f"{below}</article>"))) == BODY


def test_captions_are_left_out_but_kept_as_evidence_of_the_day() -> None:
    figure = "<figure><img src='x.jpg'><figcaption>A crane burns in Lendova, May 3, 2021.</figcaption></figure>"
    draft = read_web_page(page(inside=figure))
    assert paragraphs(draft) == BODY
    assert draft.captions == ("A crane burns in Lendova, May 3, 2021.",)


def test_the_text_that_the_metadata_carries_is_taken_where_the_page_shows_another() -> None:
    body = "\n".join(BODY * 3)
    shown = "".join(
        f"<div class='teaser'><h2>Story {n}</h2><p>Another matter, number {n}, was reported on a day in May.</p></div>"
        for n in range(12)
    )
    html = f"<html><head>{linked(headline=TITLE, articleBody=body)}</head><body><main>{shown}</main></body></html>"
    assert paragraphs(read_web_page(html)) == BODY


def test_the_first_heading_is_the_title_where_the_metadata_agrees() -> None:
    meta = f'<meta property="og:title" content="{TITLE} in a Night Raid | The Courier">'
    assert read_web_page(page(head=meta)).title == TITLE


def test_a_logo_in_a_heading_is_no_title() -> None:
    meta = f'<meta property="og:title" content="{TITLE}">'
    assert read_web_page(page(head=meta, above="<h1>The Courier</h1>")).title == TITLE


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        (f"{TITLE} | The Courier", TITLE),
        (f"{TITLE} - The Courier", TITLE),
        (f"The Courier | {TITLE}", TITLE),
        (f"{TITLE} – Analysis of a Raid", f"{TITLE} – Analysis of a Raid"),
    ],
)
def test_the_sites_name_is_no_part_of_the_title(printed: str, title: str) -> None:
    meta = f'<meta property="og:title" content="{printed}"><meta property="og:site_name" content="The Courier">'
    html = page(head=meta).replace(f"<h1>{TITLE}</h1>", "")
    assert read_web_page(html).title == title


def test_a_label_before_the_headline_is_no_part_of_the_title() -> None:
    meta = f'<meta property="og:title" content="{TITLE}">'
    html = page(head=meta).replace("<h1>", "<h1><span>Opinion</span> | ")
    assert read_web_page(html).title == TITLE


IN_UTC = linked(datePublished="2021-05-04T02:00:00Z")


@pytest.mark.parametrize(
    ("head", "inside", "on"),
    [
        (linked(datePublished="2021-05-04T10:00:00+02:00", dateModified="2021-05-06"), "", date(2021, 5, 4)),
        ('<meta property="article:published_time" content="2021-05-04T10:00:00Z">', "", date(2021, 5, 4)),
        ("", '<span itemprop="datePublished" content="2021-05-04">Tuesday</span>', date(2021, 5, 4)),
        ('<link rel="canonical" href="https://x.example/2021/may/04/port">', "", date(2021, 5, 4)),
        # A picture's date is not the article's.
        (linked(datePublished="2021-05-04", image={"datePublished": "2020-01-01"}), "", date(2021, 5, 4)),
        # Metadata in UTC, the page in its own zone: its readers read 3 May.
        (IN_UTC, "<time datetime='2021-05-04T02:00:00Z'>May 3, 2021</time>", date(2021, 5, 3)),
        (IN_UTC, "<time datetime='2021-05-03T22:00:00-04:00'>Monday</time>", date(2021, 5, 3)),
    ],
)
def test_the_day_of_publication(head: str, inside: str, on: date) -> None:
    draft = read_web_page(page(head=head, inside=inside))
    assert (draft.published_on, draft.published_basis) == (on, "metadata")


def test_the_outlets_zone_decides_which_day_an_instant_is() -> None:
    draft = read_web_page(page(head=linked(datePublished="2021-05-04T02:00:00Z")), "America/New_York")
    assert draft.published_on == date(2021, 5, 3)
    assert draft.published_at == datetime(2021, 5, 4, 2, tzinfo=UTC)


def test_a_page_without_a_date_has_none() -> None:
    draft = read_web_page(page())
    assert (draft.published_on, draft.published_at, draft.published_basis) == (None, None, "unknown")


def test_byline_outlet_language_and_address() -> None:
    said = linked(
        author=[{"@type": "Person", "name": "Ada Lindqvist"}, {"@type": "Person", "name": "Omar de Vries"}],
        publisher={"@type": "Organization", "name": "The Courier &amp; Post"},
        inLanguage="en",
    )
    draft = read_web_page(page(head=said + '<link rel="canonical" href="https://courier.example/port">'))
    assert draft.byline == "Ada Lindqvist, Omar de Vries"
    assert draft.site == "The Courier & Post"
    assert draft.url == "https://courier.example/port"
    assert draft.language == "en-GB"


def test_the_outlet_may_stand_behind_the_title_only() -> None:
    assert read_web_page(page()).site == "The Courier"


def test_byline_and_date_above_the_first_paragraph_are_read_and_are_no_text() -> None:
    draft = read_web_page(page(inside="<p>By Ada Lindqvist | 4 May 2021</p>"))
    assert paragraphs(draft) == BODY
    assert (draft.byline, draft.published_on, draft.published_basis) == ("Ada Lindqvist", date(2021, 5, 4), "text")


def test_the_outlet_is_no_writer() -> None:
    said = linked(author={"name": "The Courier"}, publisher={"name": "The Courier"})
    assert read_web_page(page(head=said)).byline is None


@pytest.mark.parametrize(
    ("kept", "said", "below", "access"),
    [
        (5, {"isAccessibleForFree": False}, "", "paywalled"),
        (5, {"isAccessibleForFree": "False"}, "", "paywalled"),
        (5, {"isAccessibleForFree": True}, "", "full"),
        (5, {}, "<p>Subscribe to continue reading</p>", "paywalled"),
        (5, {}, "<p>Read more</p>", "teaser"),
        (60, {"isAccessibleForFree": False}, "<p>Subscribe to continue reading</p>", "full"),
    ],
)
def test_access(kept: int, said: dict[str, object], below: str, access: str) -> None:
    text = "".join(
        f"<p>Witness number {n} said that the cranes were burning since the morning.</p>" for n in range(kept)
    )
    body = f"<body><article><h1>{TITLE}</h1>{text}{below}</article></body>"
    draft = read_web_page(f"<html><head>{linked(headline=TITLE, **said)}</head>{body}</html>")
    assert draft.access == access
    assert "Subscribe" not in draft.text


@pytest.mark.parametrize(
    "html", ["", "   ", "<html></html>", "<html><body><nav><a href='/'>Home</a></nav></body></html>"]
)
def test_a_page_without_an_article_is_unreadable(html: str) -> None:
    with pytest.raises(Unreadable):
        read_web_page(html)


@pytest.mark.parametrize(
    "said",
    [
        "{not json",
        "[" * 100_000,
        '{"@type": ["NewsArticle", 7, null], "headline": {"a": 1}, "author": [1, {"name": 2}], "articleBody": 3}',
        '{"@type": "NewsArticle", "datePublished": ["99999-99-99"], "publisher": "https://x.example", "inLanguage": 4}',
    ],
)
def test_hostile_metadata_does_no_harm(said: str) -> None:
    draft = read_web_page(page(head=f'<script type="application/ld+json">{said}</script>'))
    assert paragraphs(draft) == BODY
    assert draft.title == TITLE
    assert draft.published_on is None


def test_markup_nested_beyond_reason_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_web_page("<div>" * 5000 + page() + "</div>" * 5000)


def test_a_page_of_more_elements_than_any_article_is_refused() -> None:
    with pytest.raises(Unreadable, match="elements"):
        read_web_page("<html><body>" + "<p>x</p>" * 60_000 + "</body></html>")
