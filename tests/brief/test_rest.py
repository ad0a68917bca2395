"""New articles for which a briefing has no room: they are counted, it says so, and they do not come back."""

import json

from tasks.brief.compose import compose
from tasks.brief.render import render, render_mail
from tasks.models import Rest, Tally
from tests.brief.material import DESK, NOW, material, name

REST = Rest(
    stories={"s-market": ("a-1",), "s-ferry": ("a-2", "a-3")},
    tallies=(Tally("wire", "Marenia Wire", None, 2, 1, 0), Tally("hill", "Hill Post", None, 1, 0, 1)),
    named={"Port Calder": 2},
)
WHOLE = compose(material(), DESK, name, None, NOW)
CUT = compose(material(rest=REST), DESK, name, None, NOW)


def test_they_count_as_articles_of_their_publishers_and_sources_and_on_the_watch_list() -> None:
    before, after = WHOLE.coverage, CUT.coverage
    assert (after.articles, after.reprints, after.undated) == (
        before.articles + 3,
        before.reprints + 1,
        before.undated + 1,
    )
    assert after.publishers == before.publishers + 1
    assert (after.counted_articles, after.counted_stories) == (3, 1)  # of the market's story others are told
    notes = {note.name: note.articles for note in after.sources}
    assert (notes["Marenia Wire"], notes["hill"]) == (3, 1)
    assert [w.articles for w in CUT.watch] == [w.articles + n for w, n in zip(WHOLE.watch, (0, 2), strict=True)]


def test_what_is_told_stays_as_it_is() -> None:
    for part in ("bottom", "cards", "stories", "incidents", "localities", "sources"):
        assert getattr(CUT, part) == getattr(WHOLE, part)


def test_every_form_says_how_many_they_are_and_how_to_list_them() -> None:
    digest = render(CUT, DESK, "2023-02-15")
    mail = render_mail(digest, DESK, 10**9).html
    for form in (digest.html, digest.text, digest.markdown, mail):
        squeezed = " ".join(form.split())
        assert "3 of them only counted" in squeezed
        assert "3 articles that weigh less are counted and not told" in squeezed
        assert "`counterclaim stories`" in squeezed
    assert json.loads(digest.json)["coverage"]["counted_articles"] == 3
    assert "counted" not in render(WHOLE, DESK, "2023-02-15").text


def test_they_are_told_of_as_far_as_the_ledger_goes() -> None:
    told = [entry for entry in CUT.shown if entry not in WHOLE.shown]
    assert [(entry.kind, entry.key, json.loads(entry.state)) for entry in told] == [
        ("story", "s-market", {"articles": ["a-1"]}),
        ("story", "s-ferry", {"articles": ["a-2", "a-3"]}),
    ]
