import json
import re
from dataclasses import fields, replace
from datetime import timedelta
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from tasks.brief.compose import compose
from tasks.brief.document import brief_of
from tasks.brief.parts import Brief, Quote, Revised, SourceNote
from tasks.brief.render import local_name, render, render_mail, web_link
from tasks.brief.words import Words
from tasks.models import Digest, Profile
from tests.brief.material import DESK, NOW, material, name, with_toll


@pytest.fixture(scope="module")
def brief() -> Brief:
    return compose(material(), DESK, name, None, NOW)


@pytest.fixture(scope="module")
def digest(brief: Brief) -> Digest:
    return render(brief, DESK, "2023-02-15")


def test_a_side_says_whose_position_it_is_and_where_that_is_not_said(brief: Brief) -> None:
    words, side = Words.load("en", "UTC"), brief.cards[0].sides[0]
    told = [words.side(replace(side, name=who, others=(), outlet="The Post")) for who in ("Lee", "", None)]
    assert told == ["Lee", "Not said by whom", "The Post, in its own words"]
    remark = replace(side, name=None, others=("The Ledger",), outlet="The Post")
    assert words.side(remark) == "The Post and The Ledger, in their own words"


def empty() -> Digest:
    shown = compose(material(), DESK, name, None, NOW).shown
    return render(compose(material(shown=shown, last_digest_at=NOW), DESK, name, None, NOW), DESK, "2023-02-15")


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(attribute)) is not None]


def squeezed(text: str) -> str:
    """Text without line breaks, bars beside quotes and references at line ends."""
    return re.sub(r"\s+", " ", re.sub(r"^ *[|>] ?", " ", text, flags=re.MULTILINE))


def quotes_of(brief: Brief) -> list[Quote]:
    found: list[Quote] = []

    def walk(value: object) -> None:
        if isinstance(value, Quote):
            found.append(value)
        elif isinstance(value, tuple):
            for item in value:
                walk(item)
        elif hasattr(value, "__dataclass_fields__"):
            for f in fields(value):  # type: ignore[arg-type]
                walk(getattr(value, f.name))

    walk(brief)
    return found


# ---- the same in every form ----


def test_every_quote_is_in_the_html_and_in_the_plain_text(brief: Brief, digest: Digest) -> None:
    page, plain = squeezed(Page(digest.html).text), squeezed(digest.text)
    assert len(quotes_of(brief)) > 20
    for quote in quotes_of(brief):
        words = squeezed(quote.text)
        assert words in page
        assert words in plain


def test_the_plain_text_tells_everything_that_the_page_does(brief: Brief, digest: Digest) -> None:
    plain = squeezed(digest.text)
    for source in brief.sources:
        assert f"[{source.number}]" in plain
    for told in ("at most 199", "400 to 600", "reprint of [1]", "undated; not before 12 Feb 2023", "answered 503"):
        assert told in plain
        assert told in squeezed(Page(digest.html).text)


def test_plain_text_is_no_wider_than_78_and_has_no_loose_ends(digest: Digest) -> None:
    for line in digest.text.splitlines():
        assert len(line) <= 78 or "http" in line
        assert line == line.rstrip()
    assert "\n\n\n" not in digest.text
    assert digest.text.endswith("\n")


def test_the_marking_stands_at_the_head_and_at_the_foot(brief: Brief) -> None:
    amber = replace(brief, tlp="AMBER+STRICT")
    made = render(amber, DESK, "2023-02-15")
    assert made.text.splitlines()[0].endswith("TLP:AMBER+STRICT")
    assert made.text.splitlines()[-2].endswith("TLP:AMBER+STRICT")
    assert made.html.count(">TLP:AMBER+STRICT<") == 2
    assert made.subject.startswith("[TLP:AMBER+STRICT] Marenia, 15 Feb 2023: ")


def test_sections_come_in_the_profiles_order_and_only_those(brief: Brief) -> None:
    profile = replace(DESK, sections=("coverage", "contests"))
    made = render(brief, profile, "2023-02-15")
    assert made.text.index("COVERAGE AND GAPS") < made.text.index("CONTESTED CLAIMS")
    assert "WATCH LIST" not in made.text
    assert 'id="watch"' not in made.html
    assert "## Watch list" not in made.markdown


@pytest.mark.parametrize("left_out", ["contests", "developments", "pictures", "watch", "coverage"])
def test_whatever_section_a_profile_leaves_out_no_link_leads_nowhere(left_out: str) -> None:
    desk = replace(DESK, sections=tuple(s for s in DESK.sections if s != left_out))
    made = render(compose(material(), desk, name, None, NOW), desk, "2023-02-15")
    page = Page(made.html)
    assert f'id="{left_out}"' not in made.html
    assert {link[1:] for link in page.values("href") if link.startswith("#")} <= set(page.values("id"))
    mail = Page(render_mail(made, desk, 100_000).html)
    assert {link[1:] for link in mail.values("href") if link.startswith("#")} <= set(mail.values("id"))
    assert ("contest 1" in made.text) == (left_out != "contests")


def test_an_empty_digest_says_so_in_every_form() -> None:
    made = empty()
    assert made.empty
    assert made.subject.endswith("nothing new")
    for form in (made.html, made.text, made.markdown):
        assert "Nothing new in this period." in squeezed(form)
        assert "answered 503" in squeezed(form)


def test_an_update_says_what_was_and_what_is() -> None:
    shown = compose(material(), DESK, name, None, NOW).shown
    made = render(
        compose(with_toll(material(shown=shown, last_digest_at=NOW), 12), DESK, name, None, NOW), DESK, "2023-02-15"
    )
    for form in (made.html, made.text, made.markdown):
        assert "killed: at least 9, now 12" in squeezed(form)


def test_what_the_outlet_changed_and_what_a_source_lacks_is_told_in_every_form(brief: Brief) -> None:
    note = SourceNote("Dusk Wire", "failed", 0, "answers 500", failing_since=NOW - timedelta(days=9))
    shrunk = SourceNote("Quiet Coast Radio", "silent", 0, None, offered=(1, 12))
    coverage = replace(brief.coverage, sources=(note, shrunk), shrunk=1)
    source = replace(brief.sources[0], revised=Revised(NOW, changed=2, added=0, removed=1))
    made = render(replace(brief, coverage=coverage, sources=(source, *brief.sources[1:])), DESK, "2023-02-15")
    mail = render_mail(made, DESK, 100_000).html
    for form in (made.html, made.text, made.markdown, mail):
        told = squeezed(Page(form).text if form in (made.html, mail) else form)
        assert "revised by the outlet, seen 15 Feb 2023: 2 sentences changed, 1 sentence removed" in told
        assert "failed: answers 500; each time since 6 Feb 2023" in told
        assert "nothing new; it offers 1 item, at least 12 were expected" in told
        assert "1 source offers less than usual" in told


def test_what_nobody_says_is_printed_as_unknown(digest: Digest) -> None:
    assert "Killed: unknown · Injured: 2" in squeezed(digest.text)


def test_making_it_twice_gives_the_same_and_another_time_only_another_time(brief: Brief, digest: Digest) -> None:
    assert render(brief, DESK, "2023-02-15") == digest
    later = render(replace(brief, until=NOW.replace(minute=30)), DESK, "2023-02-15")
    assert later.digest_id == digest.digest_id
    assert render(brief, DESK, "2023-02-15-2").digest_id != digest.digest_id


# ---- HTML ----


def test_the_page_loads_nothing_and_runs_nothing(digest: Digest) -> None:
    page = Page(digest.html)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "iframe", "object", "embed", "link", "form", "base", "video", "audio"}
    assert not [attr for _, attrs in page.tags for attr in attrs if attr.startswith("on") or attr in ("src", "srcset")]
    assert set(re.findall(r"url\((.)", digest.html)) <= {"#"}
    assert "@import" not in digest.html


def test_links_lead_within_the_page_or_to_the_web(digest: Digest) -> None:
    page = Page(digest.html)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    for link in page.values("href"):
        assert link[1:] in ids if link.startswith("#") else link.startswith("https://news.example/")


def test_every_reference_leads_to_its_source_and_back(brief: Brief, digest: Digest) -> None:
    links = Page(digest.html).values("href")
    for source in brief.sources:
        assert not source.lines or f"#s{source.number}" in links
        for line in source.lines:
            assert f"#{line}" in links


def test_strangers_markup_is_text_and_their_controls_are_gone(digest: Digest) -> None:
    assert "<script>alert(1)</script>" in Page(digest.html).text
    assert "&lt;script&gt;" in digest.html
    for form in (digest.html, digest.text, digest.markdown):
        assert "\u202e" not in form
        assert "\r" not in form
    assert "\nBcc:" not in digest.subject + digest.summary


def test_headings_go_down_one_level_at_a_time(digest: Digest) -> None:
    levels = [int(tag[1]) for tag, _ in Page(digest.html).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_pictures_are_described_and_have_their_figures_beside_them(digest: Digest) -> None:
    page = Page(digest.html)
    pictures = [attrs for tag, attrs in page.tags if tag == "svg"]
    assert len(pictures) == 2
    assert all(attrs["role"] == "img" and attrs["aria-label"] for attrs in pictures)
    assert "Explosions/Remote violence 1, Protests 1" in page.text
    assert "Sun 12 Feb 2023" in page.text


# ---- Markdown ----


def test_strangers_markup_is_text_in_markdown_too(digest: Digest) -> None:
    assert r"\<script\>alert(1)\</script\>" in digest.markdown
    assert r"\[x\](http&#58;//evil.example)" in digest.markdown
    assert "javascript:alert" not in [m.group(1) for m in re.finditer(r"\]\(<?([^)>]*)", digest.markdown)]


# ---- JSON ----


def test_the_document_holds_the_whole_briefing(brief: Brief, digest: Digest) -> None:
    assert brief_of(json.loads(digest.json)) == replace(brief, shown=())


def test_each_line_tells_article_place_hash_and_words(brief: Brief, digest: Digest) -> None:
    lines = {line["id"]: line for line in json.loads(digest.json)["lines"]}
    assert len(lines) == len(quotes_of(brief))
    for quote in quotes_of(brief):
        line = lines[quote.line_id]
        told = (line["article_id"], line["start_char"], line["end_char"], line["text_sha256"], line["quote"])
        assert told == (quote.article_id, quote.start, quote.end, quote.text_sha256, quote.text)


# ---- addresses ----


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "https://",
        "https://[",
        "http://a b/",
        "ftp://x/y",
    ],
)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    assert web_link(url) is None


def test_a_file_is_named_without_its_folders() -> None:
    assert local_name("file:///srv/in/desk/raid%20two.txt#3") == "raid two.txt#3"
    assert local_name("/srv/in/raid.txt") == "raid.txt"


def test_a_title_that_is_hostile_stays_a_title() -> None:
    profile: Profile = replace(DESK, title="</title><script>alert(1)</script>")
    made = render(compose(material(), profile, name, None, NOW), profile, "2023-02-15")
    assert "script" not in {tag for tag, _ in Page(made.html).tags}


def test_in_plain_text_a_long_party_or_figure_goes_on_below_and_an_open_range_says_so() -> None:
    brief = compose(material(), DESK, name, None, NOW)
    card = next(card for card in brief.cards if card.contest_id == "c-strength")
    who = "The Joint Commission for the Verification of Numbers"
    sides = (replace(card.sides[0], name=who, others=(), figure=(700.0, None), number=None), *card.sides[1:])
    made = render(replace(brief, cards=(replace(card, sides=sides),)), DESK, "2023-02-15")
    assert (
        """
   The Joint Commission for  at least 700                ·················███►
   the Verification of
   Numbers
"""
        in made.text
    )
    assert "drawn from 0 to 700 and beyond; ► has no upper end" in made.text
    assert "…" not in made.text.split("FIGURES")[1].split("Figures given")[0]


def test_who_says_that_they_did_it_claims_responsibility_and_confirms_nothing(digest: Digest) -> None:
    for form in (digest.html, digest.text, digest.markdown, render_mail(digest, DESK, 100_000).html):
        assert "claim of responsibility" in form
        assert "confirmation" not in form


def test_figures_are_drawn_only_where_sides_give_different_ones() -> None:
    m = material()
    market = next(c for c in m.contests if c.contest_id == "c-market")
    alone = replace(market, sides=(replace(market.sides[0], low=9.0, high=9.0), *market.sides[1:]))
    made = compose(replace(m, contests=(alone,)), DESK, name, None, NOW)
    assert "Figures given" not in render(made, DESK, "p").text
