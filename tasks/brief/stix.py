"""A digest as a STIX 2.1 bundle (OASIS, https://docs.oasis-open.org/cti/stix/v2.1/).

The digest is a `report`. Each side of a contest is a `note` in its own words; each party that stands against another is
an `opinion` on the other's note. Publishers and parties are `identity` objects, places `location`; a development is a
`note` on its place. Ids follow from the content, so that the same digest gives the same bundle.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from tasks.brief.document import brief_of
from tasks.brief.parts import Brief, Card, Cited, Development, Quote, Side
from tasks.brief.render import web_link
from tasks.models import Digest

Thing = dict[str, Any]

NAMESPACE = UUID("0b8f6a52-6a53-5f0e-9e0c-6d2f3f4f9a11")  # ours, for ids that follow from content
LASTING = datetime(2026, 1, 1, tzinfo=UTC)  # when identities and locations began: they are the same in every bundle
# TLP 2.0: OASIS cti-stix-common-objects, extension-definition-specifications/tlp-2.0
TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
TLP_SINCE = "2022-10-01T00:00:00.000Z"
TLP = {
    "CLEAR": "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    "GREEN": "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "AMBER": "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "AMBER+STRICT": "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    "RED": "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
OPINION = {"denies": "strongly-disagree", "doubts": "disagree", "declines": "neutral"}
CLAIMS = ("asserts", "confirms")
RIVAL = ("figures", "responsibility")  # kinds of contest in which one claim stands against the other


def bundle(digest: Digest) -> Thing:
    """The digest as a bundle, plain data ready for JSON."""
    brief = brief_of(json.loads(digest.json))
    maker = _Maker(digest.digest_id, brief)
    for card in brief.cards:
        _add_contest(maker, card)
    for story in brief.stories:
        for development in story.developments:
            _add_development(maker, development)
    told = [*maker.objects]
    maker.add(
        "report",
        "report",
        name=digest.subject,
        description=digest.summary,
        published=_moment(brief.until),
        report_types=["threat-report"],
        object_refs=told or [maker.author],
        external_references=[_reference(source) for source in brief.sources] or None,
    )
    return {
        "type": "bundle",
        "id": f"bundle--{uuid5(NAMESPACE, digest.digest_id)}",
        "objects": [_marking(brief), *maker.objects.values()],
    }


@dataclass
class _Maker:
    """Collects the objects of one bundle by id, each once."""

    digest_id: str
    brief: Brief
    objects: dict[str, Thing] = field(default_factory=dict)
    author: str = ""

    def __post_init__(self) -> None:
        self.author = self.identity("Counterclaim", "system")

    def add(self, kind: str, key: str, **properties: object) -> str:
        """An object of this digest; returns its id."""
        identity = f"{kind}--{uuid5(NAMESPACE, f'{self.digest_id}/{kind}/{key}')}"
        return self._keep(identity, kind, self.brief.until, created_by_ref=self.author, **properties)

    def identity(self, name: str, kind: str) -> str:
        """A publisher or party; the same in every bundle."""
        identity = f"identity--{uuid5(NAMESPACE, f'identity/{kind}/{name}')}"
        return self._keep(identity, "identity", LASTING, name=name, identity_class=kind)

    def location(self, development: Development) -> str | None:
        """The place of a development; None where it is on no map."""
        spot = None not in (development.lat, development.lon)
        if not development.place or not (spot or development.country):
            return None
        key = f"{development.place}/{development.country}/{development.lat}/{development.lon}"
        return self._keep(
            f"location--{uuid5(NAMESPACE, f'location/{key}')}",
            "location",
            LASTING,
            name=development.place,
            country=development.country,
            latitude=development.lat if spot else None,
            longitude=development.lon if spot else None,
        )

    def source(self, number: int) -> Cited:
        """The source of that number."""
        return next(source for source in self.brief.sources if source.number == number)

    def _keep(self, identity: str, kind: str, at: datetime, **properties: object) -> str:
        moment = _moment(at)
        thing = {"type": kind, "spec_version": "2.1", "id": identity, "created": moment, "modified": moment}
        if at != LASTING:  # what is the same in every bundle carries no marking of one of them
            properties["object_marking_refs"] = [TLP[self.brief.tlp]]
        self.objects[identity] = thing | {key: value for key, value in properties.items() if value is not None}
        return identity


def _add_contest(maker: _Maker, card: Card) -> None:
    notes = []
    for number, side in enumerate(card.sides):
        quotes = [statement.quote for statement in side.statements]
        notes.append(
            maker.add(
                "note",
                f"{card.contest_id}/{number}",
                abstract=f"{card.proposition} ({card.kind}, {card.status})",
                content="\n\n".join(quote.text for quote in quotes),
                authors=_authors(side),
                object_refs=[_party(maker, side)],
                external_references=_references(maker, quotes),
            )
        )
    for number, side in enumerate(card.sides):
        against = [note for note, other in zip(notes, card.sides, strict=True) if _stands_against(side, other, card)]
        if against and side.statements:
            maker.add(
                "opinion",
                f"{card.contest_id}/{number}",
                opinion=OPINION.get(side.stance, "disagree"),
                explanation=side.statements[0].quote.text,
                authors=_authors(side),
                object_refs=against,
                external_references=_references(maker, [side.statements[0].quote]),
            )


def _stands_against(side: Side, other: Side, card: Card) -> bool:
    """Whether a side speaks against another's claim, or declines to speak of it."""
    if side is other or other.stance not in CLAIMS:
        return False
    return side.stance in OPINION or (card.kind in RIVAL and side.stance in CLAIMS)


def _add_development(maker: _Maker, development: Development) -> None:
    place = maker.location(development)
    quotes = development.quotes
    first = maker.source(quotes[0].ref)
    maker.add(
        "note",
        f"development/{quotes[0].line_id}",
        abstract=f"{development.type}: {development.subtype} ({development.certainty})",
        content="\n\n".join(quote.text for quote in quotes),
        authors=list(development.says) or None,
        object_refs=[place or maker.identity(first.outlet or first.url, "organization")],
        external_references=_references(maker, quotes),
    )


def _party(maker: _Maker, side: Side) -> str:
    if side.name is not None:
        return maker.identity(side.name or "unknown", "unknown")
    return maker.identity(side.outlet, "organization") if side.outlet else maker.author


def _authors(side: Side) -> list[str] | None:
    return [name for name in (side.outlet if side.name is None else side.name, *side.others) if name] or None


def _references(maker: _Maker, quotes: Sequence[Quote]) -> list[Thing]:
    return [_reference(maker.source(number)) for number in dict.fromkeys(quote.ref for quote in quotes)]


def _reference(source: Cited) -> Thing:
    name = source.outlet or "unknown publisher"
    told = {"source_name": name, "description": source.title, "url": web_link(source.url)}
    return {key: value for key, value in told.items() if value} | {"external_id": source.article_id}


def _marking(brief: Brief) -> Thing:
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": TLP[brief.tlp],
        "created": TLP_SINCE,
        "name": f"TLP:{brief.tlp}",
        "extensions": {TLP_EXTENSION: {"extension_type": "property-extension", "tlp_2_0": brief.tlp.lower()}},
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
