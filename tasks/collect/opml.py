"""Source lists as other feed readers keep them: OPML 2.0, read and written."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterable

from lxml import etree

from tasks.collect.charsets import as_text
from tasks.collect.feeds import plain
from tasks.collect.urls import absolute, canonical, shown
from tasks.collect.xmltree import read_xml
from tasks.errors import Unreadable
from tasks.models import Source

log = logging.getLogger(__name__)


def read_opml(content: bytes) -> tuple[Source, ...]:
    """The feeds of an OPML list, folders flattened, each address once; an outline without a web address is skipped.

    Raises:
        Unreadable: the content is no OPML.
    """
    root = read_xml(as_text(content).strip())
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise Unreadable("is no OPML list of feeds; export one from your feed reader")
    sources: dict[str, Source] = {}
    ids: set[str] = set()
    for outline in root.iter("{*}outline"):
        attributes = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
        if not attributes.get("xmlurl"):
            continue
        url = absolute(attributes["xmlurl"], "")
        title = plain({"value": attributes.get("title") or attributes.get("text")})
        if url is None:
            log.warning("skipped: %s: no web address", shown(attributes["xmlurl"])[:200])
        elif canonical(url) not in sources:
            source_id = unused_id(title or url, ids)
            sources[canonical(url)] = Source(source_id, url, "auto", outlet=title)
    return tuple(sources.values())


def unused_id(title: str, taken: set[str]) -> str:
    """A source id made of a title: lower-case ASCII letters, digits and hyphens; added to those taken."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", letters.removeprefix("https://").removeprefix("http://")).strip("-")[:50]
    base = slug.strip("-") or "source"
    source_id, number = base, 2
    while source_id in taken:
        source_id, number = f"{base}-{number}", number + 1
    taken.add(source_id)
    return source_id


def write_opml(sources: Iterable[Source], title: str = "Counterclaim sources") -> bytes:
    """The web sources as an OPML list; files and folders of this machine are left out, and so are passwords."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for source in sources:
        if absolute(source.location, ""):
            name = source.outlet or source.source_id
            outline = etree.SubElement(body, "outline", text=name, title=name, type="rss")
            outline.set("xmlUrl", shown(source.location))
            if source.language:
                outline.set("language", source.language)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written
