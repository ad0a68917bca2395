"""Claims turned down in an aside: "The plan saves money, a claim disputed by the auditors"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.claimants import NOBODY
from tasks.analyse.claims.parties import PRONOUNS, Party
from tasks.analyse.claims.statements import trimmed
from tasks.analyse.claims.words import STRAIGHT, read_words
from tasks.analyse.halves.half import LONGEST, SAYS, SOMEBODY, Half, named, speaker, substance
from tasks.analyse.parsing.seeking import Sought
from tasks.models import Reading, Span

FIT = 0.6
# "After the board had told her of the charges, which Lee denies, …": what stands before tells when, and claims nothing.
SUBORDINATE = re.compile(r"\W*(?:after|before|when|while|as|since|once|until)\b[^,]*", re.IGNORECASE | re.DOTALL)
# What an aside tells itself to be turned down: "though he denied taking money", "though she dismissed any tie to it".
OWN_CHARGE = re.compile(
    r"\s+(?:(?!doing so\b|wrongdoing\b)\w+ing|any \w+ (?:between|to|with|of|in|that))\b", re.IGNORECASE
)
CHARGED = re.compile(r"\b(?:accus|alleg|charg|suspect|blam|convict|indict|arrest)\w*", re.IGNORECASE)
NAMES_CLAIM = re.compile(
    r",\s+(?:an?|the|that)\s+(?:\w+\s+)?(?:claim|assertion|allegation|accusation|charge|view|idea)\b.*", re.DOTALL
)
OPEN = re.compile(r"\b(?:an?|the)$", re.IGNORECASE)
# Of whom a claim tells: "Ann Lee, who", "Ann Lee was accused", "accused the mayor of".
OF_WHOM = re.compile(
    r"\b((?:[A-Z][\w.'’-]*\s)*[A-Z][\w'’-]+),? (?:who\b|(?:is|are|was|were|has been|have been) accused)"
    r"|\b(?i:accus(?:ed|es|ing)) ((?:[\w.'’-]+ ){0,5}?[\w.'’-]+) of\b"
)


def set_aside(reading: Reading, catalogue: Catalogue) -> Iterable[Half]:
    """The claims that an article turns down in asides: what stands before the aside is the claim."""
    text = reading.article.text.translate(STRAIGHT)
    for sentence in reading.analysis.sentences:
        start, end = trimmed(text, sentence.span)
        for form in _asides():
            aside = form.within(text, start, end)
            if aside is None or aside.end() - start > LONGEST:
                continue
            claim = trimmed(text, (start, aside.start()))
            if substance(text, claim) < SAYS or SUBORDINATE.fullmatch(text[slice(*claim)]):
                continue
            who = aside["who"].strip(" ,.;")
            if aside.start("who") < aside.start("down") and (not SOMEBODY.search(who) or OPEN.search(who)):
                continue  # "which runs both yards, denied": a verb and its object; "closed with a question"
            stop = text.find(",", aside.end(), end)
            if _another(text, claim, (aside.end("down"), stop if stop > 0 else end)):
                continue
            opens = aside.start() + len(aside["aside"])
            counter = trimmed(text, (opens, stop if stop > 0 else end))
            against = _who(reading, who, claim, (aside.start(), aside.end()), catalogue)
            if against is None:
                continue
            yield Half(
                reading,
                claim,
                _before_aside(speaker(reading, claim, catalogue)) or NOBODY,
                counter,
                against,
                "denial",
                aside["down"].lower(),
                FIT,
            )
            break


def _before_aside(who: Party | None) -> Party | None:
    """Who puts the claim, without the aside that the parse takes for a part of the name: "Lee, a claim that …"."""
    return who and replace(who, text=NAMES_CLAIM.sub("", who.text or ""))


def _another(text: str, claim: Span, denied: Span) -> bool:
    """Whether the aside turns down a charge that it tells itself, and that what stands before it does not."""
    if not OWN_CHARGE.match(text, *denied) or CHARGED.search(text, *claim):
        return False
    return not read_words(text, [claim], ()).all & read_words(text, [denied], ()).all


def _who(reading: Reading, words: str, claim: Span, aside: Span, catalogue: Catalogue) -> Party | None:
    """Whom the words of an aside name; a pronoun means whom the claim tells of ("Lee, who is accused of …"), or else
    whom the article reports there; None where neither is told."""
    if words.lower() not in PRONOUNS:
        return Party(catalogue.resolve(words), words.lower(), words)
    told_of = list(OF_WHOM.finditer(reading.article.text, *claim))
    if told_of:
        last = told_of[-1]
        return named(reading, last[last.lastindex or 1], last.start(last.lastindex or 1), catalogue)
    return speaker(reading, aside, catalogue)


@cache
def _asides() -> list[Sought]:
    raw = tomllib.loads(files("tasks.analyse").joinpath("data/pairs.toml").read_text("utf8"))["asides"]
    parts = {name: raw[name] for name in ("noun", "down", "who", "aux")}
    return [Sought(form.format(**parts)) for form in raw["forms"]]
