"""The words that tell of events: data/events.toml, turned round for looking up."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from tasks.analyse.parsing.gazetteer import DATA
from tasks.models import Certainty


@dataclass(frozen=True, slots=True)
class Lexicon:
    """data/events.toml, turned round for looking up."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    openings: frozenset[str]  # of the verbs that are several words, the first
    endings: frozenset[str]  # of the nouns that are, the last
    aimed: dict[str, str]
    made: dict[str, frozenset[str]]
    strikes: frozenset[str]
    loose: frozenset[str]
    blame: frozenset[str]
    types: dict[str, str]
    means: dict[str, str]
    state: frozenset[str]
    rebel: frozenset[str]
    rulers: frozenset[str]
    arms: frozenset[str]
    weapons: frozenset[str]
    wreck: frozenset[str]
    not_before: frozenset[str]
    accident: frozenset[str]
    about: frozenset[str]
    given: frozenset[str]
    totals: frozenset[str]
    corrections: frozenset[str]
    tallies: frozenset[str]
    trends: frozenset[str]
    vehicles: frozenset[str]
    undertakings: frozenset[str]
    ground: frozenset[str]
    wars: frozenset[str]
    fatal: frozenset[str]
    harmful: frozenset[str]
    groups: frozenset[str]
    certainty: dict[str, Certainty]


@cache
def lexicon() -> Lexicon:
    """The trigger lexicon, read once a process."""
    raw = tomllib.loads((DATA / "events.toml").read_text("utf-8"))
    subtypes = raw["subtype"]
    verbs, nouns = ([one for entry in subtypes.values() for one in entry[kind]] for kind in ("verbs", "nouns"))
    return Lexicon(
        openings=frozenset(verb.split()[0] for verb in verbs if " " in verb),
        endings=frozenset(noun.split()[-1] for noun in nouns if " " in noun),
        verbs={verb: name for name, entry in reversed(subtypes.items()) for verb in entry["verbs"]},
        nouns={noun: name for name, entry in reversed(subtypes.items()) for noun in entry["nouns"]},
        aimed={noun: name for name, entry in subtypes.items() for noun in entry.get("aimed", ())},
        made={name: frozenset(entry["made"]) for name, entry in subtypes.items() if "made" in entry},
        loose=frozenset(raw["not_events"]["unless_violent"]),
        blame=frozenset(raw["certainty"]["blame"]),
        strikes=frozenset(raw["toll"]["strikes"]),
        types={name: entry["type"] for name, entry in subtypes.items()},
        means={word: name for name, words in reversed(raw["means"].items()) for word in words},
        state=frozenset(raw["armed"]["state"]),
        rebel=frozenset(raw["armed"]["rebel"]),
        rulers=frozenset(raw["armed"]["rulers"]),
        arms=frozenset(raw["armed"]["arms"]),
        weapons=frozenset(raw["armed"]["weapons"]),
        wreck=frozenset(raw["armed"]["wreck"]),
        not_before=frozenset(raw["not_events"]["before"]),
        accident=frozenset(raw["not_events"]["accident"]),
        about=frozenset(raw["not_events"]["about"]),
        given=frozenset(raw["not_events"]["given"]),
        trends=frozenset(raw["not_events"]["trends"]),
        vehicles=frozenset(raw["not_events"]["vehicles"]),
        undertakings=frozenset(raw["not_events"]["undertakings"]),
        ground=frozenset(raw["not_events"]["ground"]),
        wars=frozenset(raw["not_events"]["wars"]),
        totals=frozenset(raw["toll"]["totals"] + raw["toll"]["corrections"]),
        corrections=frozenset(raw["toll"]["corrections"]),
        tallies=frozenset(raw["toll"]["tallies"]),
        fatal=frozenset(raw["toll"]["killed"]),
        harmful=frozenset(raw["toll"]["injured"]),
        groups=frozenset(raw["toll"]["groups"]),
        certainty={word: level for level, words in raw["certainty"].items() if level != "blame" for word in words},
    )
