"""Claims that lay an act at somebody's door, and denials that answer such a claim without telling the act.

"The harbour watch had shelled the clinic" is what "the watch denied any role" and "denied that it was responsible"
answer, in whatever words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tasks.analyse.actors import Catalogue
from tasks.analyse.authorship import wording
from tasks.analyse.disputes import Challenge
from tasks.analyse.statements import Party, Statement
from tasks.analyse.words import concept
from tasks.models import Span

ACT = wording().act.pattern.removeprefix(r"\b")
NEAR = 60  # characters behind a name within which it is told what its bearer did
# What may be held against somebody beside the acts of data/authorship.toml.
DEEDS = (
    r"fir(?:ed?|ing)\b|shot\b|sho[ot]+ing|shell(?:ed|ing)|bomb(?:ed|ing)|rap(?:ed?|ing)\b|tortur|beat|abduct|kidnap|"
    r"abus|loot|burn|poison|hack|plan(?:s|ned|ning)\b|plott|order(?:s|ed|ing)|arm(?:s|ed|ing)\b|suppl(?:y|ies|ied)|"
    r"stag(?:ed|ing)|plant(?:s|ed|ing)|smuggl|behind|responsib|involved|took part|to blame"
)
# What a denial clears of, where it does not tell the act.
CLEARED = re.compile(
    r"\b(?:responsib\w+|involve\w*|role|part|behind|hand in|anything to do|link\w*|connection|wrongdoing|guilt\w*|"
    r"blame|accusations?|allegations?|charges?|complicity|carr(?:ied|ying) out)\b",
    re.IGNORECASE,
)
IDLE = """responsible responsibility involve involvement involved role part behind hand anything link connection
wrongdoing guilt guilty blame accusation allegation charge complicity carry party"""
SUFFERED = re.compile(
    r"\b(?:(?:was|were|been|being)(?: \w+ly)? $|(?:no|not|never|(?:den|accus|alleg|blam|charg)\w*)\b|n['’]t\b)"
)
DONE_BY = re.compile(
    rf"(?:\b(?:{DEEDS}|{ACT})\w*(?: [\w'’-]+){{0,4}}? by|from the direction of) (?:the )?(?:\w+ )?$", re.IGNORECASE
)


def clears(challenge: Challenge) -> bool:
    """Whether a denial says only that it was not so: "denied any role", "rejected the charges"."""
    if not challenge.cued or challenge.kind != "denial" or CLEARED.search(challenge.statement.content) is None:
        return False
    return not substance(challenge)


def substance(challenge: Challenge) -> frozenset[str]:
    """The words of a denial beside actors and those that only clear: of "any role in the raid" the raid."""
    return frozenset(word for word in challenge.words.all if not word.startswith("@")) - idle()


@cache
def idle() -> frozenset[str]:
    """The concepts of the words that only clear of something."""
    return frozenset(concept(word) for word in IDLE.split())


def charged(claim: Statement, challenge: Challenge, catalogue: Catalogue) -> bool:
    """Whether a claim tells of an act of the party that denies, or of one that its denial tells."""
    text = claim.reading.article.text
    if any(deed(word) for word in substance(challenge) & claim.words.affirmed):
        return True
    return clears(challenge) and any(
        _does(text[end : min(end + NEAR, claim.spans[-1][1])]) or DONE_BY.search(text, max(0, start - NEAR), start)
        for start, end in _mentions(claim, challenge.party, catalogue)
    )


@cache
def deed(word: str) -> bool:
    """Whether a concept is one of an act."""
    return re.match(rf"(?:{DEEDS}|{ACT})", word) is not None


def _does(words: str) -> bool:
    """Whether what follows a name is an act of its bearer, and none that he suffered or did not do."""
    clause = re.split(r"[.;:\"“”]", words)[0]
    act = re.search(rf"\b(?:{DEEDS}|{ACT})", clause, re.IGNORECASE)
    return act is not None and SUFFERED.search(clause[: act.start()]) is None


def _mentions(claim: Statement, party: Party, catalogue: Catalogue) -> Iterator[Span]:
    """Where a claim names a party."""
    for start, end, actor in claim.named:
        if party.actor and catalogue.allied(party.actor, actor):
            yield start, end
    if len(party.name) > 2:
        pattern = re.compile(rf"\b{re.escape(party.name)}\b", re.IGNORECASE)
        for start, end in claim.spans:
            for name in pattern.finditer(claim.reading.article.text, start, end):
                yield name.span()
