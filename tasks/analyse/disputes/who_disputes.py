"""Who is told to dispute in a sentence whose verb attributes nothing: "Ann Lee, a pilot, begged to differ"."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.analyse.actors.naming import known_as
from tasks.analyse.claims.parties import PRONOUNS, Party
from tasks.analyse.claims.statements import Statement
from tasks.models import Span

# How a sentence may begin before it comes to who disputes.
OPENING = (
    r"[ —–-]*+(?:(?:but|yet|however|still|and|meanwhile|even so|nevertheless),? )?"
    r"(?:(?:within|after) (?:\w+ )?(?:hours|days) )?"
    r"(?:(?:on|in|by|at|after|since|within|for|later|last|this)\b[^,.;]{1,50}, )?"
)
_WORD = r"[\w'’.-]++"
_NOBODY = (
    r"(?!(?:when|while|if|as|because|although|though|what|how|why|where|there|who|which|after|before|then|"
    r"whether|one|no|nobody|none|neither|maybe|perhaps|I|you|we)\b)"
)
# His name with what he is, and what else stands between commas behind it.
WHO = rf"{_NOBODY}(?P<who>{_WORD}(?: {_WORD}){{0,9}}?(?:, (?!who\b)[^,.;]{{1,70}}(?=,))?)(?:,(?: [^,.;]{{1,60}},)?)?"
ADVERBS = (
    r"(?: (?:has|have|had|also|later|since|now|then|even|both|himself|herself|soon|still|\w+ly|"
    r"(?:sought|tried|moved|rushed|was quick|were quick) to))*"
)


def party_named(statements: Sequence[Statement], who: Span) -> Party | None:
    """Who is named in a stretch of a sentence; None where a pronoun leaves that open.

    Args:
        statements: all statements of the sentence.
        who: where he is named.
    """
    first = statements[0]
    for statement in statements:
        source = _source(statement)
        if source is not None and source[0] <= who[0] < source[1]:
            return statement.party
    words = first.reading.article.text[slice(*who)]
    if words.lower() in PRONOUNS:
        return None
    actors = [actor for start, _, actor in first.named if who[0] <= start < who[1]]
    name, named = known_as(words)
    return Party(actors[-1] if actors else None, name.lower(), words, named and not actors)


def _source(statement: Statement) -> Span | None:
    """Where the article names who puts a statement."""
    if statement.attribution is None:
        return None
    source = statement.reading.analysis.attributions[statement.attribution].source
    return (source.start, source.end) if source else None
