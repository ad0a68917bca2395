"""Statements cut into clauses that can be set against each other: what is said to be so, or not to be so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tasks.analyse.claims.statements import Statement, puts
from tasks.analyse.claims.words import Words, read_words
from tasks.analyse.parsing.overlapping import cut_at_sentences
from tasks.models import Span

SHORTEST = 9  # characters
NOUN = 24  # characters behind "there was no" or "none of" that hold what there is none of
CUT = re.compile(
    r";|,? (?:but|(?<!not )because(?! of\b)|however) |, (?:while|whereas|although|though|since) |"
    r", and (?=(?:there|it|he|she|they|we|i)\b)|(?<=[.,;:!?])[\"”]|(?<=[.,;:!?] )[\"“]"
)
# What is or was not so can be contradicted; what one does not want, need or plan is a position, no fact.
NEGATIVE = re.compile(
    r"\b(?:did|was|were|is|are|had|has|have|does|do)(?:n[’']t| not| never)\b|\bnever\b|\bruled out\b|"
    r"\bcould(?:n[’']t| not) have\b|\bnot (?:related|connected|linked|due)\b|"
    r"\w (?:nothing|nobody|no one)\b|"
    r"(?P<none>^\W*(?:that )?no (?=\w)|(?<![\w-])(?:\w{3,}(?:ed|en)|took|gave|stole|hid|sold|paid|sent|shot|bought|"
    r"knew|met|laid|told|brought|built|heard|set|left) no\b|"
    r"\b(?:is|are|was|were|been|had|has|have|of|with|showed|found|saw|made|received|posed|carried|held|"
    r"kept) no\b|\black(?:s|ed)\b|"
    r"\bno (?:\w+ ){1,8}(?:was|were|had|has|is|are)\b|"
    r"\b(?:no ?one|nobody|nothing) (?:there |here )?(?:was|were|had|has|is|are)\b|"
    r"^\W*(?:that )?(?:no ?one|nobody|nothing) (?=\w)|\bnone of\b|"
    r"\b(?:used|carried out) no\b|"
    r"\b(?:we|i|he|she|they|it) (?:\w+ ){1,3}no (?=\w)|"
    r"\bthere (?:had|has|have) never been\b|\bnot (?:a single|one)\b)",
    re.IGNORECASE,
)
# What is wished, asked, feared, foreseen or supposed, and what is said of one's own mind.
UNREAL = re.compile(
    r"\b(?:if|unless|whether|(?<!own )(?<!own free )will|would|should|must|shall|won[’']t|going to|can|"
    r"cannot|can[’']t|hop(?:e|es|ed|ing)|"
    r"want\w*|need(?:s|ed)?|plan(?:s|ned|ning)?|ready|willing|(?:un)?surpris\w+|sure|clear|"
    r"know(?! (?:of|about|that)\b)|think|believe|feel|comment\w*|enough|matter|mean|why|how|let[’']s|please)\b|\?|"
    r"\bnot to say\b|"
    r"\bno (?:\w+ )?(?:reports?|word|details?|doubt|question|way|reason|longer|idea|choice|intention|plans?)\b|"
    r"^\W*(?:to(?! have)|do not|don[’']t)\b|\bdid(?: not|n[’']t) say\b|"
    r"\b(?:claims?|suggestions?|allegations?|theory) that\b|"
    r"\b(?:idea|notion) (?:that|of)\b|\btoo (?:soon|early)\b|\bpremature\b|\byou (?:do not|don[’']t)\b|"
    r"\bno(?: ?one|thing|body) to\b(?! do with\b)|"
    r"\b(?:begun|(?<!\bwho )(?<!\bwho had )tr(?:y|ies|ied|ying)|attempt\w*|hope\w*) to\b",
    re.IGNORECASE,
)
# "One of them, which did not burn" and "he is not the one who fired" deny neither a fire nor a shot.
ASIDE = re.compile(
    r"\b(?:which|who|whose) (?:\w+ ){0,3}(?:\w+n[’']t|(?:\w+ )?not|never)\b|"
    r"(?:\bnot|n[’']t) the (?:one|man|woman|person) (?:who|that)\b",
    re.IGNORECASE,
)
WHEN = re.compile(r"\b(?:when|during|until|except|apart from|other than|else)\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
PRONOUN = re.compile(r"^\W*(?:that\W+|and\W+)?(?P<who>i|we|he|she|it|they|this)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """A clause of what a party says; what is told of it is worked out once."""

    statement: Statement
    span: Span
    text: str
    words: Words

    @cached_property
    def pronoun(self) -> str | None:
        """The pronoun that it opens with, in lower case: whom it speaks of is not said in it."""
        found = PRONOUN.match(self.text)
        return found["who"].lower() if found else None

    @cached_property
    def real(self) -> bool:
        """Whether it tells what is or was, rather than what is wished, feared or supposed."""
        return UNREAL.search(self.text) is None

    @cached_property
    def negative(self) -> bool:
        """Whether it says of something that it is or was not so."""
        return NEGATIVE.search(self.text) is not None and ASIDE.search(self.text) is None

    @cached_property
    def measures(self) -> frozenset[str]:
        """What is counted in it."""
        counted = self.statement.reading.analysis.figures
        return frozenset(f.measure for f in counted if self.span[0] <= f.mention.start < self.span[1])

    @cached_property
    def places(self) -> frozenset[str]:
        """The places named in it."""
        named = self.statement.reading.analysis.places
        return frozenset(place.name for place in named if self.span[0] <= place.mention.start < self.span[1])

    @cached_property
    def years(self) -> frozenset[str]:
        """The years named in it other than that of the article: what it tells is not of today."""
        day = self.statement.reading.article.published_on
        return frozenset(YEAR.findall(self.text)) - {str(day.year) if day else ""}

    @cached_property
    def none(self) -> bool:
        """Whether it says that there was none of something at all: "no warnings were given", "there was no fire"."""
        found = NEGATIVE.search(self.text)
        return found is not None and found["none"] is not None and WHEN.search(self.text) is None

    @cached_property
    def none_of(self) -> frozenset[str]:
        """What it says there was none of at all; empty where it says nothing of the kind."""
        found = NEGATIVE.search(self.text) if self.none else None
        if found is None:
            return frozenset()
        return read_words(self.text, [(found.start(), min(found.end() + NOUN, len(self.text)))], ()).denied


def clauses(told: Iterable[Statement]) -> list[Clause]:
    """The clauses of what parties put forward in their own name."""
    return [clause for statement in told if puts(statement) and statement.party.text for clause in _cut(statement)]


@lru_cache(maxsize=5000)  # of one story's statements each is asked several times
def _cut(statement: Statement) -> list[Clause]:
    text = statement.reading.article.text
    found = []
    for at, last in cut_at_sentences(statement.reading.analysis.sentences, statement.spans):
        begin = at
        for mark in (*CUT.finditer(text, at, last), None):
            stop = mark.start() if mark else last
            if stop - begin >= SHORTEST:
                words = read_words(text, [(begin, stop)], statement.named)
                found.append(Clause(statement, (begin, stop), text[begin:stop], words))
            begin = mark.end() if mark else last
    return found
