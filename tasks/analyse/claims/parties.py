"""Who takes a position, and who of them are one side."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.actors.naming import first_name, fuller, known_as
from tasks.analyse.claims.words import names_whole, stem
from tasks.models import Attribution

PRONOUNS = frozenset(
    """he she it they i we you who which that this what these those one some others both nobody none all
    their his her""".split()
)
NOBODY = re.compile(
    r"(?:no|none|neither|nobody|nothing|both of|all of)\b", re.IGNORECASE
)  # who says it is not told by name
# Who was told of just before, where they turn something down: "Both have pleaded not guilty".
THEM_ALL = re.compile(r"(?:both|all|each)(?: of them)?", re.IGNORECASE)
# What speaks in no article: as a source it is a slip of the parse.
THINGS = frozenset(
    stem(word)
    for word in """plane jet aircraft warplane monitoring conflict crash war attack claim photo photograph image strike
    raid shooting bombing controversy decision willingness ability attempt effort deal scandal debate dispute fact
    matter idea move policy failure success ouster death evidence""".split()
)
# Of these what shows something, where it does: "photographs show that".
PICTURES = frozenset(stem(word) for word in "photo photograph image".split())
SHOWING = re.compile(r"\b(?:show|reveal|suggest|indicat|prov)", re.IGNORECASE)
# Where the description of a source goes on behind its own noun: "the strike | that killed him".
BEHIND = re.compile(
    r"\s(?:of|in|on|at|for|from|by|with|over|about|surrounding|that|which|who|to|between|against|after|[a-z]+ed|[a-z]+ing)\b.*",
    re.DOTALL,
)
# What opens a clause is nobody: "how much advice Mr. Lee" took.
CLAUSE_OPENS = re.compile(r"(?:how|what|why|whether|when|where|to|if|because)\s", re.IGNORECASE)
OBJECT = re.compile(r"(?:him|her|them|me|us) (?:the|an?)\b", re.IGNORECASE)  # "made him the first to deny it"
# How many of those asked say so is no party: "40 percent of voters", "the share of farmers".
SHARE = re.compile(
    r"(?:(?:only|just|about|some|nearly|almost|roughly|around|an estimated|another) )*"
    r"(?:\d[\d.,]* ?(?:%|percent\b|per cent\b)|twice as many\b)|the (?:share|percentage|proportion) of\b",
    re.IGNORECASE,
)
TITLED = re.compile(r"(?:the )?(?:president|prime minister|king|chancellor) ", re.IGNORECASE)
FORMER = re.compile(
    r"\b(?:former|ex)[ -](?:\w+[ -]){0,2}?(?:president|minister|mayor|governor|chief|leader|aide|official)\w*"
)


@dataclass(frozen=True, slots=True)
class Party:
    """Whoever takes a position: a catalogue actor, a name, or the article itself."""

    actor: str | None
    name: str  # a person's last name or the whole description, in lower case; "" for the article's own voice
    text: str | None  # as the article names it; "" where somebody speaks who is not named, None for the article
    person: bool = False  # a person by his own name, who may differ with others of his actor

    @property
    def voice(self) -> bool:
        """Whether it is the article's own voice."""
        return self.text is None


VOICE = Party(None, "", None)  # the article itself


def party(attribution: Attribution, catalogue: Catalogue) -> Party | None:
    """The party whose position an attribution reports; None where the source is a pronoun that could be anybody's."""
    source = attribution.source.text if attribution.source else ""
    if attribution.stance == "denies" and THEM_ALL.fullmatch(source):
        return Party(None, source.lower(), source)
    full = attribution.speaker or source
    noun = BEHIND.sub("", full.split(",")[0].lower()).split()[-1:]
    mute = THINGS - (PICTURES if SHOWING.search(attribution.cue.text) else frozenset())
    if CLAUSE_OPENS.match(full) or SHARE.match(full) or mute & {stem(word) for word in noun}:
        return None
    if (
        OBJECT.match(full)
        or re.search(r"\bwhom\b", full)
        or (full.lower() in PRONOUNS and attribution.actor is None)
        or NOBODY.match(source)
    ):
        return None
    text = fuller(source, attribution.speaker)
    name, named = known_as(text)
    if named and catalogue.is_body(text) and not TITLED.match(text):
        name, named = re.sub(r"^the ", "", text, flags=re.IGNORECASE), False  # "South Korea"
    person = named and catalogue.resolve(name) is None
    return Party(attribution.actor, name.lower(), text, person)


def same_party(a: Party, b: Party, catalogue: Catalogue) -> bool:
    """Whether two parties cannot be opponents: they are one, or one speaks for the other or for a part of it."""
    if one_side(a, b, catalogue):
        return not (a.person and b.person and a.name != b.name)
    return False


def one_side(a: Party, b: Party, catalogue: Catalogue) -> bool:
    """Whether one position of both is one side: the same actor, or the same name."""
    if a.voice or b.voice:
        return a.voice and b.voice
    if a.actor and b.actor and (a.actor == b.actor or catalogue.allied(a.actor, b.actor)):
        return True
    if a.person and b.person:
        first = {first_name(p.text or "", p.name) for p in (a, b)} - {""}
        return a.name == b.name and len(first) < 2  # "Ann Lee" is "Lee" and "Senator Lee", not "Tom Lee"
    return bool(a.name and b.name) and (_holds(a.text, b.name) or _holds(b.text, a.name))


def _holds(text: str | None, name: str) -> bool:
    """Whether a description names a party whole: "a Norland Rail spokesman" and "Norland Rail", no former one."""
    return len(name) > 3 and names_whole(FORMER.sub("", (text or "").lower()), name)
