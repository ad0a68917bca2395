"""Digests for other programs: STIX 2.1 and ACLED's columns."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
import stix2

from flows.printing import write_csv
from tasks.brief import acled, stix
from tasks.brief.compose import compose
from tasks.brief.document import brief_of
from tasks.brief.render import render
from tasks.models import Digest, Profile
from tests.brief.material import DESK, NOW, material, name


def digest(profile: Profile = DESK) -> Digest:
    return render(compose(material(), profile, name, None, NOW), profile, "2023-02-15")


def mapped() -> Digest:
    """The digest, its first development with a spot on the map."""
    made = digest()
    data = json.loads(made.json)
    data["stories"][0]["developments"][0] |= {"place": "Port Calder", "country": None, "lat": 1.5, "lon": 2.5}
    return replace(made, json=json.dumps(data))


def objects(made: Digest, kind: str) -> list[dict[str, Any]]:
    return [thing for thing in stix.bundle(made)["objects"] if thing["type"] == kind]


def test_the_bundle_is_valid_stix_and_refers_to_nothing_outside() -> None:
    made = stix.bundle(mapped())
    parsed = stix2.parse(json.dumps(made), allow_custom=False, version="2.1")
    assert len(parsed.objects) == len(made["objects"])
    ids = [thing["id"] for thing in made["objects"]]
    assert len(ids) == len(set(ids))
    for thing in made["objects"]:
        refs = [*thing.get("object_refs", ()), *thing.get("object_marking_refs", ())]
        assert set(refs) <= set(ids)
    assert {"report", "opinion", "identity", "location", "note"} <= {thing["type"] for thing in made["objects"]}


def test_the_same_digest_gives_the_same_bundle_and_parties_keep_their_ids() -> None:
    assert stix.bundle(digest()) == stix.bundle(digest())
    other = digest(replace(DESK, title="Another desk"))
    first, second = ({t["id"]: t for t in objects(d, "identity")} for d in (digest(), other))
    assert first == second
    assert stix.bundle(digest())["id"] != stix.bundle(other)["id"]


def test_who_denies_disagrees_in_its_own_words_with_who_asserts() -> None:
    made = digest()
    card = next(c for c in brief_of(json.loads(made.json)).cards if c.kind == "denial")
    denial = next(side for side in card.sides if side.stance == "denies")
    assertion = next(side for side in card.sides if side.stance == "asserts")
    [opinion] = [o for o in objects(made, "opinion") if o["explanation"] == denial.statements[0].quote.text]
    assert opinion["opinion"] == "strongly-disagree"
    notes = {note["id"]: note["content"] for note in objects(made, "note")}
    assert assertion.statements[0].quote.text in {notes[ref] for ref in opinion["object_refs"]}


def test_a_place_is_a_location_where_it_is_on_the_map() -> None:
    [place] = objects(mapped(), "location")
    assert (place["name"], place["latitude"], place["longitude"]) == ("Port Calder", 1.5, 2.5)
    assert "country" not in place
    assert [place["id"]] in [note["object_refs"] for note in objects(mapped(), "note")]


def test_figures_that_differ_disagree_with_each_other() -> None:
    made = digest()
    card = next(c for c in brief_of(json.loads(made.json)).cards if c.kind == "figures")
    said = {side.statements[0].quote.text for side in card.sides if side.stance == "asserts"}
    assert len(said) > 1
    assert said <= {o["explanation"] for o in objects(made, "opinion") if o["opinion"] == "disagree"}


@pytest.mark.parametrize("tlp", ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"])
def test_the_marking_is_that_of_the_digest(tlp: Any) -> None:
    made = digest(replace(DESK, tlp=tlp))
    [marking] = objects(made, "marking-definition")
    assert marking["name"] == f"TLP:{tlp}"
    assert objects(made, "report")[0]["object_marking_refs"] == [marking["id"]]
    stix2.parse(json.dumps(stix.bundle(made)), allow_custom=False, version="2.1")


def test_an_empty_digest_is_a_bundle_too() -> None:
    made = render(compose(material(readings=(), contests=(), stories=()), DESK, name, None, NOW), DESK, "2023-02-15")
    stix2.parse(json.dumps(stix.bundle(made)), allow_custom=False, version="2.1")
    assert acled.rows(made) == []


def test_events_stand_in_acleds_columns_with_nothing_invented() -> None:
    made = digest()
    out = io.StringIO()
    write_csv(acled.rows(made), acled.COLUMNS, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    told = [
        d
        for story in brief_of(json.loads(made.json)).stories
        for d in story.developments
        if d.certainty not in ("denied", "planned")
    ]
    assert len(rows) == len(told) > 0
    assert tuple(rows[0]) == acled.COLUMNS
    for row, d in zip(rows, told, strict=True):
        assert (row["event_type"], row["sub_event_type"], row["location"]) == (d.type, d.subtype, d.place or "")
        assert row["fatalities"] == ("" if d.killed[0] is None else f"{d.killed[0]:g}")
        assert row["event_date"] == (d.date_from.isoformat() if d.date_from else "")
        assert d.quotes[0].text in row["notes"]
        assert row["actor1"] == row["actor2"] == ""
        assert "not by ACLED" in row["tags"]
