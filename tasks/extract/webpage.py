"""HTML: the body through trafilatura, corrected where it is known to take too much or too little."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tasks.errors import Unreadable
from tasks.extract.access import access_by_text, is_invitation, is_wall
from tasks.extract.characters import one_line, paragraphs, tidy
from tasks.extract.chrome import Line, body, captions_in, is_furniture, is_prose
from tasks.extract.dates import midnight
from tasks.extract.draft import Draft
from tasks.extract.headline import read_head
from tasks.extract.metadata import read_metadata

if TYPE_CHECKING:
    from lxml.etree import HTMLParser
    from lxml.html import HtmlElement
    from trafilatura.settings import Extractor

# Parts that trafilatura lets through, by id or class: consent dialogues, comments by any provider, sign-up forms, notes
# on the author. Of the first two a page may hold more than of the article.
NEVER_ARTICLE = re.compile(
    r"""onetrust | ot-sdk
    | (?:^|[\s_-]) (?:cookie-?(?:banner|consent|notice|law|policy|bar|list|dialog|settings)|gdpr|consent) (?=$|[\s_-])
    | (?:^|[\s_-]) comments? (?:$|\s|[_-]?(?:area|list|section|wrap|wrapper|container|thread|feed|block|box|form|body))
    | disqus | viafoura | coral-?talk | spot-?im | openweb | hyvor | livefyre""",
    re.I | re.X,
)
BESIDE_ARTICLE = re.compile(
    r"""news-?letter | email-?capture | caption | wp-?caption | (?:photo|image|media|img|figure)[-_]?(?:credit|source)
    | (?:^|[\s_-]) (?:author-?(?:bio|box|info|card|profile|description)|about-?(?:the-?)?author|bio) (?=$|[\s_-])""",
    re.I | re.X,
)
MOST_ELEMENTS = 50_000  # news pages measured have under 5,000
BLOCKS = ("div", "section", "aside", "ul", "ol", "p", "span", "figure", "figcaption", "dl", "details", "form")
LONG = 3000  # characters; trafilatura doubts a shorter text where it is
LITTLE = 0.2  # of the page, and takes another instead that is
LONGER = 1.5  # times as long
# What trafilatura takes out too, but only after it has looked at every element of it several times.
NO_TEXT = ("script", "style", "svg", "template", "noscript", "iframe", "nav", "aside", "footer", "select", "button")
HEAD = 5000  # characters, in which a page's first lines are repaired
NO_CHARACTERS = ("\ufffe", "\uffff")  # which libxml2 does not take
CONTROLS = bytes({*range(0x20)} - {*b"\t\n\r"})


def read_web_page(html: str, timezone: str | None = None) -> Draft:
    """The article on an HTML page.

    Args:
        html: the page, decoded.
        timezone: IANA name of the outlet's zone, in which its day of publication is meant.

    Raises:
        Unreadable: no article is found on it.
    """
    tree = _parsed(html)
    if tree.xpath("count(//*)") > MOST_ELEMENTS:
        raise Unreadable(f"has more than {MOST_ELEMENTS:,} elements, which no article has")
    said = read_metadata(tree, timezone)
    captions = tuple(line for element in tree.iter("figcaption") if (line := one_line(element.text_content())))
    _prune(tree)
    found = [Line(text) for text in _paragraphs(tree)]
    if said.body and _holds_little_of(said.body, found):
        found = [Line(text) for text in tidy(said.body).split("\n") if text]
    aside = captions_in(found) | {line.text for line in found if is_furniture(line.text)}
    opening = next((at for at, line in enumerate(found) if line.text not in aside and is_prose(line)), 0)
    head = read_head([line for line in found[:opening] if line.text not in aside], said.title, found, furnished=False)
    kept = body(found[opening:], aside, said.title, head.standfirst)
    if not kept:
        raise Unreadable("no article text is found on the page")
    if is_wall(kept):
        raise Unreadable("the page asks for consent, or takes the reader for a robot, instead of giving the article")
    access = access_by_text(_lines(html), kept, marked_paid=said.paid, may_be_hidden=True)
    return Draft(
        text=paragraphs([text for text in kept if access != "paywalled" or not is_invitation(text)]),
        title=said.title,
        byline=said.byline or head.byline,
        site=said.site,
        url=said.url,
        published_at=said.published_at or (midnight(head.published_on) if head.published_on else None),
        published_on=said.published_on or head.published_on,
        published_basis="metadata" if said.published_on else "text" if head.published_on else "unknown",
        language=said.language,
        access=access,
        captions=captions,
    )


def _parsed(html: str) -> HtmlElement:
    """The page as a tree, without comments and control characters.

    Raises:
        Unreadable: it holds no element.
    """
    from lxml.etree import ParserError  # noqa: PLC0415 (slow to import, as the next: not needed for text)
    from lxml.html import document_fromstring  # noqa: PLC0415
    from trafilatura.utils import repair_faulty_html  # noqa: PLC0415

    head, rest = html[:HEAD], html[HEAD:]
    whole = repair_faulty_html(head, head[:50].lower()) + rest
    for character in NO_CHARACTERS:  # sought in the text: in its bytes that takes a fortieth of the extraction
        whole = whole.replace(character, "")
    content = whole.encode("utf-8", "replace").translate(None, CONTROLS)
    try:
        return document_fromstring(content, parser=_parser())
    except (ParserError, ValueError) as error:
        raise Unreadable("is no HTML") from error


@cache
def _parser() -> HTMLParser[HtmlElement]:
    """As trafilatura's own, but that lxml need not ask Python what each element is to be: a tenth of the extraction."""
    from lxml.etree import ElementDefaultClassLookup, HTMLParser  # noqa: PLC0415
    from lxml.html import HtmlElement  # noqa: PLC0415

    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    return parser


def _lines(html: str) -> Iterator[str]:
    """The lines of the whole page, which only a short article is asked about: taken one by one, they are dear."""
    for element in _parsed(html).iter("p", "h2", "h3", "button", "a", "div"):
        if line := _own_text(element):
            yield line


def _own_text(element: HtmlElement) -> str | None:
    """The text of an element that holds no block of its own."""
    return None if element.find(".//p") is not None or len(element) > 10 else one_line(element.text_content())


def _prune(tree: HtmlElement) -> None:
    """Takes out what is never article; what stands beside one only where it holds less than a quarter of the page."""
    for element in list(tree.iter(*NO_TEXT)):
        if element.getparent() is not None and "ld+json" not in (element.get("type") or ""):
            element.drop_tree()
    labelled = [(element, _label(element)) for element in tree.iter(*BLOCKS)]
    labelled = [(element, label) for element, label in labelled if label is not None]
    whole = sum(map(_length, tree.iter("p"))) or 1
    for element, never in labelled:
        if element.getparent() is None or element.find(".//h1") is not None or element.find(".//article") is not None:
            continue
        if never or sum(map(_length, element.iter("p"))) < 0.25 * whole:
            element.drop_tree()


def _label(element: HtmlElement) -> bool | None:
    """Whether the element is named as something that is never article; None where it is not even beside one."""
    name = _named(f"{element.get('id') or ''} {element.get('class') or ''}")
    return False if name is None and element.tag == "figcaption" else name


@lru_cache(maxsize=20_000)
def _named(label: str) -> bool | None:
    return True if NEVER_ARTICLE.search(label) else False if BESIDE_ARTICLE.search(label) else None


def _length(element: HtmlElement) -> int:
    return len(element.text_content())


def _paragraphs(tree: HtmlElement) -> Iterator[str]:
    """The paragraphs that trafilatura finds."""
    for line in tidy(_main_text(tree)).split("\n"):
        if line.startswith("|"):  # a row of a table: long cells are text, as in old layouts; short ones are data
            yield from (cell for cell in map(str.strip, line.split("|")) if len(cell.split()) >= 12)
        elif bare := line.removeprefix("- "):
            yield bare


def _main_text(tree: HtmlElement) -> str:
    """What trafilatura's main extractor takes for the text; where that is little, what it takes if it is to take much.

    As trafilatura decides, step by step, but for its own look for comments, which finds what is gone here: a fifth of
    its time.
    """
    from trafilatura.htmlprocessing import convert_tags, tree_cleaning  # noqa: PLC0415 (slow to import, as all of these)
    from trafilatura.main_extractor import extract_content  # noqa: PLC0415
    from trafilatura.settings import Extractor  # noqa: PLC0415
    from trafilatura.xml import xmltotxt  # noqa: PLC0415

    options = Extractor(output_format="python", fast=True, comments=False)
    found, text = extract_content(convert_tags(tree_cleaning(deepcopy(tree), options), options), options)
    if len(text) < options.min_extracted_size:
        return _whole(tree, options)
    if len(text) < LONG and len(text) < LITTLE * _shown(tree):
        wider = _whole(tree, Extractor(output_format="python", fast=True, comments=False, recall=True))
        if len(wider) > LONGER * len(text):
            return wider
    return str(xmltotxt(found, include_formatting=False))


def _whole(tree: HtmlElement, options: Extractor) -> str:
    """The text that all of trafilatura finds, rescues included."""
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.settings import Document  # noqa: PLC0415

    found = bare_extraction(tree, options=options)
    return (found.text or "") if isinstance(found, Document) else ""


def _shown(tree: HtmlElement) -> int:
    """How many characters the page shows."""
    body = tree.find("body")
    if body is None:
        return 0
    hidden = sum(len(" ".join((script.text or "").split())) for script in body.iter("script"))
    return len(" ".join(body.text_content().split())) - hidden


def _holds_little_of(carried: str, found: list[Line]) -> bool:
    """Whether less than a third of the text that the metadata carries was found: then it was looked for elsewhere."""
    inside, outside = _runs(carried), _runs(" ".join(line.text for line in found))
    return len(inside) > 50 and len(inside & outside) < 0.3 * len(inside)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}
