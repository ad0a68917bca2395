"""Whose people a figure counts, and which of two counts is a party's of its own dead: "four of its fighters died"."""

from __future__ import annotations

import re
from functools import cache

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.parties import Party
from tasks.analyse.claims.words import stem
from tasks.analyse.figures.measures import STRENGTH, measures
from tasks.models import Figure, Reading

_POSSESSED = r"\b(?:its|their|his|her|our)\b"
OWNED = re.compile(r"\W+(?:of|from) (?:the )?$")
OWN = re.compile(_POSSESSED, re.IGNORECASE)
OWN_LOSS = re.compile(rf"{_POSSESSED} (?:own )?(?:loss(?:es)?|dead|wounded|casualt\w+)\b", re.IGNORECASE)
LOST = re.compile(r"\b(?:los(?:t|e|es|ing)|(?:the )?loss of)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
# The subject of "lost": nobody but who says so, or another.
LOSER = re.compile(
    r"^(?:that )?(?P<who>(?:the |an? )?[A-Z][^,;:]*?)(?: (?:ha[sd]|have))?(?: \w+ly| also)? los(?:t|e|es|ing)\b"
)
# The words behind a noun that tell whose people it counts: "70 fighters of the People's Front".
BEHIND = re.compile(r"^ (?:of|from|belonging to|loyal to) (?P<who>(?:[\w'’-]+ ?){1,5})")
STATE = frozenset(
    stem(word)
    for word in """army military ministry minister government police navy force staff junta president premier governor
    general colonel major brigadier admiral commissioner authority gen col maj brig""".split()
)
# Words for who speaks, or any force: nothing that tells one party from another.
ANY_FORCE = frozenset(
    stem(word)
    for word in """the a an its their of for and in spokesman spokeswoman spokesperson speaker leader chief commander
    statement official source report communique group army force national people men man member""".split()
)
POLICE = frozenset(stem(word) for word in ("policeman", "officer", "commando"))  # a state's, as soldiers are
FORCES = {
    "armed-group": "fighters",
    "paramilitary": "fighters",
    "government": "troops",
    "military": "troops",
    "police": "troops",
    "security-forces": "troops",
}
ROOT = 5  # letters in which "Karuans" and "Karua" are one name


@cache
def armed() -> dict[str, str]:
    """From the stem of a noun for armed people to "fighters" or "troops"."""
    nouns = {noun: measure for noun, measure in measures().nouns.items() if measure in STRENGTH}
    several = {f"{noun.removesuffix('man')}men": measure for noun, measure in nouns.items() if noun.endswith("man")}
    return {stem(noun): measure for noun, measure in (nouns | several).items()}


def owner_of(reading: Reading, figure: Figure, party: Party, catalogue: Catalogue) -> str | None:
    """Whose people a figure counts: "ten soldiers of the Red Army"; "lost ten men", "ten of its men": the party's."""
    text = reading.article.text
    start, end = reading.analysis.sentences[figure.sentence].span
    before = text[start : figure.mention.start]
    if LOST.search(before) and (loser := LOSER.match(text[slice(*(figure.clause or (start, end)))])) is not None:
        return catalogue.resolve(loser["who"], reading.article.published_on) or loser["who"]
    if OWN.search(figure.population or "") or LOST.search(before) or OWN_LOSS.search(before):
        return party.actor or party.text
    counted = text.find(figure.population or "", figure.mention.end, end)
    if not figure.population or counted < 0:
        return None
    rest = text[counted + len(figure.population) : end]
    named = catalogue.find(rest, reading.article.published_on)
    return next((actor for at, _, actor in named if OWNED.fullmatch(rest[:at])), None)


def force_of(party: Party, catalogue: Catalogue) -> str | None:
    """What a party's own people under arms are called: "fighters" or "troops"; None where nothing tells."""
    kind = catalogue.kind(party.actor) if party.actor else None
    if kind in FORCES:
        return FORCES[kind]
    words = [stem(word) for word in re.findall(r"[a-z]+", (party.text or "").lower())]
    told = [armed()[word] for word in words if word in armed()]
    return told[0] if told else "troops" if STATE.intersection(words) else None


def unionised(party: Party) -> str | None:
    """Whose union a party is, as the stem of the noun for them: "the miners' union" has miners as its members."""
    people = {stem(noun) for noun, measure in measures().nouns.items() if measure == "people"} - ANY_FORCE
    words = [stem(word) for word in re.findall(r"[a-z]+", (party.text or "").lower())]
    return next((word for word in words if word in people), None)


def whose(reading: Reading, figure: Figure) -> str:
    """The words that tell whose people a figure counts: what is counted, and "of the Front" behind it."""
    text, (_, end) = reading.article.text, reading.analysis.sentences[figure.sentence].span
    at = text.find(figure.population or "", figure.mention.end, end)
    if not figure.population or at < 0:
        return figure.population or ""
    behind = BEHIND.match(text[at + len(figure.population) : end])
    return f"{figure.population} {behind['who']}" if behind is not None else figure.population


def are_people_of(party: Party, force: str | None, counted: str, said: str) -> bool:
    """Whether who is counted, the armed of some party, may well be a party's own people: by name, else by their kind.

    Args:
        party: whose own people they may be.
        force: what its people are called, see `force_of`.
        counted: the class of those counted, as `Quantity.counted`.
        said: the words that tell whose they are, see `whose`.
    """
    if counted not in STRENGTH and counted not in POLICE:
        return False
    names = {stem(word) for word in re.findall(r"[a-z]+", (party.text or "").lower())} - ANY_FORCE
    words = {stem(word.lower()): word for word in re.findall(r"[A-Za-z]+", said)}
    shared = {word for word in words.keys() - ANY_FORCE if any(word[:ROOT] == name[:ROOT] for name in names)}
    named = {word for word in words.keys() - ANY_FORCE if words[word][0].isupper()}
    if shared or named:
        return named <= shared  # not "the Red Column" and "the Blue Column"
    return force in (None, "fighters") if counted == "fighters" else force == "troops"
