"""The pages in a real browser: WCAG 2.2 AA by axe, on phone and desk, light and dark; nothing loaded; on paper.

Needs Chromium, which `.ci/run` installs; left out where there is none.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tasks.brief.archive import write as write_archive
from tasks.brief.compose import compose
from tasks.brief.parts import Locality, SourceNote
from tasks.brief.render import render, render_mail
from tests.brief.material import DESK, NOW, material, name
from tests.brief.test_archive import FIRST, SECOND, delivered

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
Scheme = Literal["light", "dark"]
SCREENS: list[tuple[str, int, Scheme]] = [
    ("digest", 360, "light"),
    ("digest", 360, "dark"),
    ("digest", 768, "light"),
    ("digest", 1280, "dark"),
    ("digest", 1280, "light"),
    ("mail", 360, "light"),
    ("mail", 1280, "dark"),
    ("empty", 360, "light"),
    ("index", 360, "light"),
    ("index", 1280, "dark"),
]

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield running
        running.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A digest that shows all that one can show, its mail's HTML, an empty one, and the archive, as files."""
    folder = tmp_path_factory.mktemp("pages")
    brief = compose(material(), DESK, name, None, NOW)
    kabul = Locality("Kabul", "AF", 3, (3.0, None), 34.53, 69.17)
    note = SourceNote("Dusk Wire", "silent", 0, None, offered=(1, 12))
    coverage = replace(brief.coverage, sources=(*brief.coverage.sources, note), shrunk=1)
    full = render(replace(brief, localities=(kabul, *brief.localities), coverage=coverage), DESK, "2023-02-15")
    told = compose(material(shown=brief.shown, last_digest_at=NOW), DESK, name, None, NOW)
    mail = render_mail(full, DESK, 1_000_000).html
    empty = render(told, DESK, "2023-02-15").html
    for key, page in {"digest": full.html, "mail": mail, "empty": empty}.items():
        (folder / f"{key}.html").write_text(page, encoding="utf-8")
    write_archive(folder, delivered(folder, FIRST, SECOND))
    return {key: folder / f"{key}.html" for key in ("digest", "mail", "empty", "index")}


def shown(browser: Browser, page: Path, width: int, scheme: Scheme) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    opened = context.new_page()
    opened.goto(page.as_uri())
    return opened


@pytest.mark.parametrize(("key", "width", "scheme"), SCREENS)
def test_axe_finds_nothing_to_object_to(
    browser: Browser, pages: dict[str, Path], key: str, width: int, scheme: Scheme
) -> None:
    opened = shown(browser, pages[key], width, scheme)
    found = Axe().run(opened, options=RULES)
    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in found.response["violations"]] == []
    assert {"color-contrast", "svg-img-alt" if key == "digest" else "link-name"} <= {
        rule["id"] for rule in found.response["passes"]
    }


def test_axe_sees_what_is_wrong(browser: Browser, pages: dict[str, Path]) -> None:
    opened = shown(browser, pages["digest"], 1280, "light")
    opened.add_style_tag(content=".period { color: #ddd !important }")
    opened.evaluate("document.querySelector('svg[role=img]').removeAttribute('aria-label')")
    found = Axe().run(opened, options=RULES)
    assert {"color-contrast", "svg-img-alt"} <= {v["id"] for v in found.response["violations"]}


@pytest.mark.parametrize("width", [320, 360, 768])
def test_no_page_is_wider_than_the_screen(browser: Browser, pages: dict[str, Path], width: int) -> None:
    for page in pages.values():
        assert shown(browser, page, width, "light").evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_asked_for_and_nothing_refused(browser: Browser, pages: dict[str, Path]) -> None:
    """The pages' own security policy holds here, and finds nothing to hold back."""
    for key in ("digest", "empty", "index"):
        assert heard(browser, pages[key]) == ([pages[key].as_uri()], [])


def heard(browser: Browser, page: Path) -> tuple[list[str], list[str]]:
    """The addresses that a page asks for, and what the browser has to say to it."""
    asked: list[str] = []
    said: list[str] = []
    opened = browser.new_context().new_page()
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: said.append(message.text))
    opened.goto(page.as_uri())
    return asked, said


def test_the_archives_search_shows_what_has_all_words_and_hides_the_rest(
    browser: Browser, pages: dict[str, Path]
) -> None:
    opened = browser.new_context().new_page()
    opened.goto(pages["index"].as_uri())
    entries = opened.locator("article.entry")
    opened.get_by_role("searchbox").fill("2023-02-16 harbour")
    assert [entry.is_visible() for entry in entries.all()] == [True, False]
    opened.get_by_role("searchbox").fill("")
    assert all(entry.is_visible() for entry in entries.all())


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_on_pages_and_writes_addresses_out(browser: Browser, pages: dict[str, Path], paper: str) -> None:
    opened = shown(browser, pages["digest"], 1280, "light")
    printed = opened.pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) > 2
    opened.emulate_media(media="print")
    after = "getComputedStyle(document.querySelector('.sources a[href^=http]'), '::after').content"
    assert "https://news.example/" in json.dumps(opened.evaluate(after))
