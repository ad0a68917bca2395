"""XML from strangers as a tree: repaired where it is damaged, nothing expanded or fetched."""

from __future__ import annotations

from lxml import etree


def read_xml(text: str) -> etree._Element | None:
    """The root element of a document without declaration; None where there is none."""
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
