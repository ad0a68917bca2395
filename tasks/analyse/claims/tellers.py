"""Who gives a figure where no cue of attribution tells: "a report put the dead at 40", "the army's count was nine"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.parties import VOICE, Party
from tasks.analyse.claims.statements import Statement, trimmed
from tasks.models import Figure, Reading, Span

_SUM = r"(?:figure|number|toll|count|tally|list|estimate|register)"
# What may stand before who it is: "Meanwhile, in Tolm, …", "At a briefing on Monday …", "Only a day earlier …".
_FIRST = (
    r"(?>(?:however|meanwhile|there|but|and|later|earlier(?: in the \w+)?|"
    r"(?:only )?a (?:day|week|month) (?:earlier|later)|"
    r"(?:in|on|at|by|around) (?:[^,;:]{2,60}? on \w+day|\w+,|\w+day|noon)),?\s+)*"
)
_WHO = rf"^{_FIRST}(?!an? (?:day|week|month|year))(?P<who>(?:an?|the)?\s?[^,;:]{{2,90}}?)"
# "A report put the dead at 40": the teller is the subject of a verb that attributes nothing else.
PUTS = re.compile(
    rf"{_WHO}(?:,[^;:]{{2,80}},)?(?:\s+(?:in|on|last|this)\s+\w+)?,?\s+(?:(?:however|later|now|also),?\s+)?"
    r"(?:ha(?:s|ve|d)\s+)?(?:(?:put|puts|placed|places|kept|keeps?|sets?|estimate[sd]?|counted|counts|recorded|records|documented|"
    r"tallied|spoken? of|speaks? of)\s|(?:raised|lowered|revised|gave|gives?|given|made|drew up|published|compiled)\s"
    rf"(?:an?|the|its|their|his|her)\s(?:\w+\s)?{_SUM}\b)",
    re.IGNORECASE,
)
OWNS = re.compile(rf"{_WHO}['’]s?\s(?:\w+\s){{0,2}}{_SUM}\b", re.IGNORECASE)
LISTS = re.compile(
    rf"^(?P<who>(?:an?|the|its|their|his|her)\s(?:\w+\s){{0,2}}{_SUM}\b[^,;:]{{0,40}}?)\s"
    r"(?:ha[sd]|holds?|held|shows?|showed|names?)\s",
    re.IGNORECASE,
)
# "The official toll stands at 34": those in office, whoever they are.
OFFICIAL = re.compile(
    rf"^{_FIRST}(?P<who>(?:the |an? )?(?:official|government|state|police) (?:\w+ )?{_SUM}s?)\b(?! of | to )",
    re.IGNORECASE,
)
# "The height of 6,000 km that Sudland announced": told right behind it.
BEHIND = re.compile(
    r"(?: \w+){0,3}? (?:that|which) (?P<who>(?:the )?(?:[\w'’-]+ ){0,5}?[\w'’-]+) (?:(?:has|have|had|first) )*"
    r"(?:announced|claimed|gave|given|reported|cited|stated|quoted)\b"
)
PRONOUN = re.compile(r"(?:he|she|it|they|who|which|that|its|his|her|their)\b", re.IGNORECASE)
GOES_ON = re.compile(
    r"\W*and\W+(?:\w+\W+)?(?:maintain|insist|repeat|reiterat|claim|add|sa)\w*\b[^.;]{0,50}\bthat\b", re.I
)
PASSIVE = re.compile(r"\b(?:is|are|was|were|been)(?: \w+)?$")  # "the toll was later put at nine": by nobody who is told
BACK = 2  # sentences in which a pronoun's speaker has spoken


def teller(
    reading: Reading, figure: Figure, statement: Statement | None, told: Sequence[Statement], catalogue: Catalogue
) -> Party:
    """Who gives a figure: who puts it, even as another tells it, else who says it; the article itself if nobody."""
    text, sentence = reading.article.text, reading.analysis.sentences[figure.sentence].span
    said = statement is not None and not statement.party.voice
    putting = _who_puts(text, [figure.clause or sentence, *([] if said else [sentence])], figure)
    behind = BEHIND.match(text, figure.mention.end) if putting is None and not said else None
    putting = behind["who"] if behind else putting
    if putting is not None and not PRONOUN.match(putting):
        last = putting.split()[-1].lower()
        return Party(catalogue.resolve(putting, reading.article.published_on), last, putting)
    if statement is not None and said and statement.party.text:
        return statement.party
    if putting is not None:
        before = [s for s in told if 0 < figure.sentence - s.sentence <= BACK and s.party.text and not s.party.voice]
        return max(before, key=lambda s: s.extent[1]).party if before else VOICE
    return _goes_on(figure, told, text) or VOICE


def _who_puts(text: str, spans: Sequence[Span], figure: Figure) -> str | None:
    """The words for who puts a figure, in the first of some stretches that tells."""
    for span in spans:
        start, end = trimmed(text, span)
        found = next(
            (m for form in (PUTS, OWNS, LISTS, OFFICIAL) if (m := form.match(text[start:end])) is not None), None
        )
        if found is not None and start + found.end() <= figure.mention.start + 1:
            who = found["who"].strip()
            if PASSIVE.search(who):
                continue
            # "the observers disputed it and put the number at nine"
            return re.split(r"\s\w+ed\s", who)[0] if who.endswith(" and") else who
    return None


def _goes_on(figure: Figure, told: Sequence[Statement], text: str) -> Party | None:
    """The party that says something else before it in the sentence, "and maintained its position that" this is so."""
    before = [s for s in told if s.sentence == figure.sentence and s.party.text and s.extent[1] < figure.mention.start]
    last = max(before, key=lambda statement: statement.extent[1], default=None)
    return last.party if last is not None and GOES_ON.match(text[last.extent[1] :]) else None
