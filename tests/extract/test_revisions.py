"""When a page's new text is a revision of the one before, and what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tasks.extract.identity import article_id
from tasks.extract.revisions import changed, settle
from tasks.models import Access, Article

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
LATER = datetime(2026, 4, 1, tzinfo=UTC)
TEXT = """Shells fell on the harbour of Port Isaule on Monday night.
Gen. Ada Brenn said that nine people had died in the U.S. consulate. “We did not fire,” a spokesman of the Front said.
The port is closed until further notice.
Killed: 9
Ferries to the islands
Updated 3 minutes ago"""


def article(text: str, url: str = "https://wire.example/port", access: Access = "full") -> Article:
    return Article(
        article_id(url, text), url, "wire", "Port shelled", None, "Wire", None, NOON, NOON.date(), "metadata", None,
        NOON, "en", access, text, "hash",
    )  # fmt: skip


BEFORE = article(TEXT)


def told(before: str, after: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            change.change,
            before[slice(*change.before)] if change.before else None,
            after[slice(*change.after)] if change.after else None,
        )
        for change in changed(before, after)
    ]


def test_a_sentence_that_differs_in_some_words_is_changed_and_others_are_added_or_removed() -> None:
    after = TEXT.replace("nine people had", "eleven people had").replace(
        "The port is closed until further notice.", "A court opened an inquiry on Thursday."
    )
    assert told(TEXT, after) == [
        (
            "changed",
            "Gen. Ada Brenn said that nine people had died in the U.S. consulate.",
            "Gen. Ada Brenn said that eleven people had died in the U.S. consulate.",
        ),
        ("added", None, "A court opened an inquiry on Thursday."),
        ("removed", "The port is closed until further notice.", None),
    ]


def test_a_line_of_a_table_counts() -> None:
    assert told(TEXT, TEXT.replace("Killed: 9", "Killed: 11")) == [("changed", "Killed: 9", "Killed: 11")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Updated 3 minutes ago", "Updated 2 hours ago"),
        ("Updated 3 minutes ago", "Last updated on Mon 5 March 2026 at 10:30 GMT"),
        ("Ferries to the islands", "Army denies that it shelled the harbour"),
        ("The port is closed until", "The  port   is closed, until"),
        ("“We did not fire,”", '"We did not fire,"'),
    ],
    ids=["stamp", "stamp with a date", "box of links", "spacing and commas", "quotation marks"],
)
def test_what_is_no_sentence_makes_no_revision(old: str, new: str) -> None:
    assert old in TEXT
    settled = settle({"p2": article(TEXT.replace(old, new))}, {}, [BEFORE], LATER)
    assert (settled.articles, settled.revisions, settled.known) == ({"p2": BEFORE}, (), ("p2",))


def test_paragraphs_in_another_order_are_no_revision() -> None:
    lines = TEXT.split("\n")
    assert changed(TEXT, "\n".join([*lines[2:], *lines[:2]])) == ()


def test_a_text_without_full_stops_is_compared_by_its_paragraphs() -> None:
    thai = "ก" * 200
    assert [change for change, *_ in told(thai, thai + "\n" + "ข" * 200)] == ["added"]


def test_a_revision_says_what_it_revises_when_and_why() -> None:
    after = article(TEXT.replace("nine", "ten"))
    [revision] = settle({"p2": after}, {}, [BEFORE], LATER).revisions
    assert (revision.article_id, revision.revises) == (after.article_id, BEFORE.article_id)
    assert (revision.at, revision.basis, len(revision.changes)) == (NOON, "page", 1)


def test_several_revisions_in_one_batch_follow_each_other() -> None:
    second, third = article(TEXT.replace("nine", "ten")), article(TEXT.replace("nine", "twelve"))
    settled = settle({"p2": second, "p3": third, "p4": BEFORE}, {}, [BEFORE], LATER)
    assert [(r.revises, r.article_id) for r in settled.revisions] == [
        (BEFORE.article_id, second.article_id),
        (second.article_id, third.article_id),
        (third.article_id, BEFORE.article_id),
    ]


def test_a_page_that_went_behind_a_wall_revises_nothing() -> None:
    teaser = article(TEXT.split("\n", maxsplit=1)[0], access="paywalled")
    assert settle({"p2": teaser}, {}, [BEFORE], LATER).articles == {"p2": BEFORE}
    [revision] = settle({"p2": BEFORE}, {}, [teaser], LATER).revisions
    assert revision.revises == teaser.article_id


def test_another_article_that_took_over_the_address_is_no_revision() -> None:
    other = article("Talks on grain began in the capital on Friday. Both sides sent their ministers of trade.")
    settled = settle({"p2": other}, {}, [BEFORE], LATER)
    assert (settled.articles, settled.revisions) == ({"p2": other}, ())


def test_a_page_extracted_again_revises_its_own_article_wherever_the_text_differs_at_all() -> None:
    better = article(TEXT.removesuffix("\nUpdated 3 minutes ago"))
    [revision] = settle({"p1": better}, {"p1": BEFORE}, [BEFORE], LATER).revisions
    assert (revision.revises, revision.basis, revision.at) == (BEFORE.article_id, "extraction", LATER)
    same = settle({"p1": BEFORE}, {"p1": BEFORE}, [BEFORE], LATER)
    assert (same.revisions, same.known) == ((), ())


def test_a_page_extracted_again_revises_its_article_even_under_another_address() -> None:
    moved = replace(BEFORE, url="https://wire.example/port-shelled", article_id="other")
    [revision] = settle({"p1": moved}, {"p1": BEFORE}, [BEFORE], LATER).revisions
    assert (revision.revises, revision.article_id) == (BEFORE.article_id, "other")


def test_a_long_text_is_compared_in_bounded_time() -> None:
    old = " ".join(f"Sentence number {n} of the old text is here." for n in range(3000))
    new = " ".join(f"Line {n} stands in what was written anew." for n in range(3000))
    assert {change.change for change in changed(old, new)} == {"added", "removed"}
