import json
from collections.abc import Callable
from typing import Any

import pytest

from tasks.brief.compose import compose
from tasks.brief.render import render
from tasks.brief.verify import Lookup, verify
from tests.brief.material import DESK, NOW, material, name

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def digest() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(render(compose(material(), DESK, name, None, NOW), DESK, "2023-02-15").json)
    return made


def stored(**altered: str) -> Lookup:
    """The articles as the warehouse has them; `altered` replaces texts behind its back."""
    articles = {r.article.article_id: r.article for r in material().readings}

    def lookup(article_id: str) -> tuple[str, str] | None:
        article = articles.get(article_id)
        return None if article is None else (altered.get(article_id[2:], article.text), article.text_sha256)

    return lookup


def test_a_digest_as_it_was_made_has_no_problem(digest: dict[str, Any]) -> None:
    assert digest["lines"]
    assert verify(digest, stored()) == []


def test_every_single_altered_quote_is_named(digest: dict[str, Any]) -> None:
    for line in digest["lines"]:
        true = line["quote"]
        line["quote"] = ("x" if true[0] != "x" else "y") + true[1:]
        assert line["id"] in {problem.line for problem in verify(digest, stored())}
        line["quote"] = true
    assert verify(digest, stored()) == []


def test_an_altered_article_names_every_line_taken_from_it(digest: dict[str, Any]) -> None:
    text = stored()("a-review")
    assert text is not None
    problems = verify(digest, stored(review=text[0].replace("600", "900")))
    assert {p.line for p in problems} == {line["id"] for line in digest["lines"] if line["article_id"] == "a-review"}


def test_an_article_that_is_gone_is_a_problem_of_its_lines(digest: dict[str, Any]) -> None:
    problems = verify(digest, lambda article_id: None)
    assert {p.line for p in problems} == {line["id"] for line in digest["lines"]}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda d: d.pop("cards"), "'cards' is missing"),
        (lambda d: d.update(remark="hello"), "'remark' does not belong"),
        (lambda d: d.update(format="counterclaim-digest/99"), "format is"),
        (lambda d: d.update(lines={}), "'lines' is no list"),
        (lambda d: d["lines"].append(7), "is no object"),
        (lambda d: d["lines"].append(d["lines"][0]), "more than once"),
        (lambda d: d["lines"].pop(), "listed with a source but missing"),
        (lambda d: d["lines"][0].update(start_char="3"), "'start_char' is missing or no int"),
        (lambda d: d["lines"][0].update(start_char=True), "'start_char' is missing or no int"),
        (lambda d: d["lines"][0].update(end_char=10**9), "outside the article"),
        (lambda d: d["lines"][0].update(start_char=-5), "outside the article"),
        (lambda d: d["lines"][0].update(text_sha256="0" * 64), "not the one that the digest was made from"),
        (lambda d: d["lines"][0].update(note=1), "'note' does not belong"),
        (lambda d: d["sources"][0].update(lines=None), "is not listed with its source"),
        (lambda d: d.update(sources="none"), "is not listed with its source"),
        (lambda d: d["cards"][0].update(proposition="Who did not do it?"), "altered after it was made"),
    ],
)
def test_a_digest_that_is_not_well_formed_is_a_problem_and_no_crash(
    digest: dict[str, Any], change: Change, named: str
) -> None:
    change(digest)
    assert any(named in problem.message for problem in verify(digest, stored()))


@pytest.mark.parametrize("nonsense", [None, [], "digest", 3, {}, {"lines": [None, [], {"id": []}]}])
def test_what_is_no_digest_at_all_is_a_problem_and_no_crash(nonsense: object) -> None:
    assert verify(nonsense, stored())
