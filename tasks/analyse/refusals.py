"""What sounds like a dispute of a claim and is none: a thing refused, a denial only spoken of, another's charge."""

from __future__ import annotations

import re

from tasks.analyse.statements import Statement

# What can be denied is a clause, a gerund, or "any" of something.
CLAIM_DENIED = re.compile(
    r"^\W*(?:that\b|any\b|\w+ing\b|having\b)|"
    r"\b(?:is|are|was|were|had|has|have|would|did|does|do|could|can|will|\w{3,}ed)\b",
    re.IGNORECASE,
)
# After these it is one only where the clause is all of the object: "rejected that …", not "the plans that it had".
REJECTING = re.compile(r"\b(?:reject|dismiss|rebuff|oppos|refus)\w*", re.IGNORECASE)
CLAUSE_REJECTED = re.compile(
    r"^\W*(?:(?:that|any|having|being)\b|(?:it|there|he|she|they) (?:was|were|is|are|had)\b)", re.IGNORECASE
)
# Refused, not disputed: "denying coverage to the sick".
THING_REFUSED = re.compile(
    r"^\W*(?:[\w'’-]+ ){0,4}?(?:coverage|credits?|access|entry|bail|visas?|benefits?|requests?|motions?|appeals?|"
    r"parole|asylum|services?|funding|funds|permission|petitions?|applications?|licen[cs]es?|permits?|aid|loans?)\b",
    re.IGNORECASE,
)
# What is yet to be denied is not denied: "voted to dismiss", "to deny those credits would …".
ONLY_TO = re.compile(
    r"(?:(?:^|[.!?\"“”])\s*|\b(?:vot\w+|refus\w+|declin\w+|needs?|able|rights?|power|want\w*|plan\w*|motions?|fail\w*|"
    r"not|authority|options?|easy|hard|difficult|hop(?:e|es|ed|ing)|free|reasons?|grounds?) )$",
    re.IGNORECASE,
)
BEFORE = 40  # characters before a cue in which it is told whether the denial is only spoken of
# A verdict within what somebody is accused of is not his own: "accusations that he exaggerated".
ACCUSED_OF = re.compile(
    r"\b(?:accusation|allegation|charge|claim|criticism|suggestion|report|concern)s? (?:that|of) "
    r"(?:(?!(?:is|are|was|were)\b)[\w'’]+ ){0,3}\W*$",
    re.IGNORECASE,
)


def refused(cue: str, content: str) -> bool:
    """Whether what is turned down is a thing, a person or a plan and no claim: "rejected his attempts to sell"."""
    if cue.rsplit(maxsplit=1)[-1].startswith("den"):
        return THING_REFUSED.search(content) is not None
    return (CLAUSE_REJECTED if REJECTING.search(cue) else CLAIM_DENIED).search(content) is None


def only_would(statement: Statement) -> bool:
    """Whether a denial is only spoken of: "voted to dismiss the charges"."""
    text, at = statement.reading.article.text, statement.cue_at
    before = text[max(0, at - BEFORE) : at]
    if not statement.cue.startswith("to "):
        if not before.rstrip().lower().endswith("to"):
            return False
        before = before.rstrip()[:-2]
    return ONLY_TO.search(before) is not None


def accused_of(before: str) -> bool:
    """Whether the words before a verdict make it part of what somebody is accused of."""
    return ACCUSED_OF.search(before) is not None
