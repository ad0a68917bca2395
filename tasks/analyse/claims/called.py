"""By what other words an article speaks of a party: whom it speaks for, what it is, whose it is.

"Norland's ambassador, Ann Lee" answers what is said of Norland, "a spokesman for the bank" what is said of the bank,
"the mining company Tolm Gold" what is said of "the company", and "the mayor, Ann Lee" what "the mayor" did.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tasks.analyse.actors.people import lexicon
from tasks.analyse.claims.words import STOP, STRAIGHT, concept

OWNER = re.compile(r"\b([A-Za-z][\w-]{2,})'s?(?=\s)")
LAND = re.compile(r"^[A-Z][a-z]{2,}$")
# Who heads or speaks for a body, with the last word of what that is called: "the head of the electoral commission".
OFFICE = (
    r"(?:spokes\w+|head|chief|director|chair\w*|president|minister|owner|secretary|leader|manager|lawyer|ambassador)"
)
OF_BODY = re.compile(
    rf"\b{OFFICE}s? (?:of|for) (?:the )?(?:[\w-]+ ){{0,3}}?([\w-]{{3,}})(?=[,.]|$| (?:of|for|in|at|on|who)\b)"
)
# Words for people that tell nothing of which: of every body there are some.
ANYBODY = frozenset(
    concept(word)
    for word in """official spokesman spokeswoman spokesperson people person source head chief leader director deputy
    member representative side group country state office general man woman men women resident local witness
    conservative liberal republican democrat critic supporter expert
    """.split()
)


@lru_cache(maxsize=5000)
def called(description: str) -> frozenset[str]:
    """The concepts by which a text may take up a party of this description."""
    plain = description.translate(STRAIGHT)
    nouns = lexicon().nouns | lexicon().bodies
    words = [*OWNER.findall(plain), *OF_BODY.findall(plain)]
    words += [word for word in re.findall(r"[\w-]+", plain.split(",")[0]) if {word, word.removesuffix("s")} & nouns]
    return frozenset(concept(word.lower()) for word in words if word.lower() not in STOP) - ANYBODY


def takes_up(content: str, description: str) -> bool:
    """Whether a text calls by its adjective the land of a description: "Borean troops" of "Borea's minister"."""
    plain = description.translate(STRAIGHT)
    lands = [name for name in [*OWNER.findall(plain), *LAND.findall(plain)] if name[0].isupper()]
    return any(re.search(rf"\b{re.escape(land)}(?:a?n|ian|i|ese)s?\b", content) for land in lands)
