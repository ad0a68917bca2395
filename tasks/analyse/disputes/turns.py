"""What an article itself tells as said at first, and otherwise later, and what a party is told to have taken back.

"At first said that …" and "later said that …", "had denied it" and "now admits it", "retracted the statement".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.actors.people import lexicon
from tasks.analyse.claims.clauses import Clause, clauses
from tasks.analyse.claims.parties import Party, one_side
from tasks.analyse.claims.statements import PLAIN_CUE, Statement, puts
from tasks.analyse.claims.words import STRAIGHT, read_words
from tasks.analyse.parsing.dispute_words import phrases, pointing
from tasks.models import Reading

NEAR = 3  # sentences between what was said at first and what is said later
BACK = 4  # sentences above it in which what is taken back may stand
AHEAD = 2  # sentences below it, where those are told as said before
SAID = r"(?:said|told|claimed|insisted|maintained|reported|denied|asserted|stated|blamed|announced|declared|ruled out)"
# What was said before what is said now, surely so, or by its tense alone.
AT_FIRST = re.compile(
    rf"\b(?:initially|originally|at first|(?:(?:had|has|have|who) )?first {SAID})\b|"
    r"\bafter (?:initially|originally|(?:at )?first|long|repeatedly|earlier|previously) \w+ing\b|"
    r"\b(?:after|having) (?:\w+ )?(?:denying|insisting|maintaining|denied|insisted|maintained)\b",
    re.IGNORECASE,
)
BEFORE = re.compile(
    rf"{AT_FIRST.pattern}|\bhad (?:\w+ ){{0,2}}?{SAID}\b|\b(?:previously|earlier) {SAID}\b|"
    rf"\bfor (?:\w+ ){{0,2}}(?:hours|days|weeks|months|years) (?:had )?{SAID}\b|"
    rf"\b{SAID} for (?:\w+ ){{0,2}}(?:hours|days|weeks|months|years)\b",
    re.IGNORECASE,
)
# What is said now; so is what is admitted.
NOW = re.compile(
    r"\b(?:now|later|since|subsequently|eventually|finally|afterwards)(?: \w+)? ?$|"
    r"^\W*(?:later|subsequently|eventually|hours later|days later)\b|\b(?:an? \w+|\w+ (?:hours|days|weeks)) later,?\b",
    re.IGNORECASE,
)
# The same in two sentences of which one follows the other: "It had said that he fell. It now says that he was pushed."
HAD_SAID = re.compile(
    rf"^\W*(?:\w+ ){{0,4}}?(?:had (?:\w+ )?|(?:earlier|previously|originally|initially) ){SAID}\b", re.IGNORECASE
)
SAYS_NOW = re.compile(
    r"^\W*(?:\w+ ){0,3}?now (?:says?|claims?|insists?|maintains?|admits?|acknowledges?)\b", re.IGNORECASE
)
# Told right behind what is said now: "It had maintained for two weeks that he left the building".
HELD_ON = re.compile(
    r"\bhad (?:(?:\w+ )?(?:maintained|insisted)|"
    r"(?:initially|originally|previously|earlier|at first|first|long) (?:said|claimed))\b",
    re.IGNORECASE,
)
AFTER_ALL = re.compile(r"\bafter all\b", re.IGNORECASE)
ADMITTING = re.compile(
    r"\b(?:admit(?:s|ted)|acknowledge[sd]|concede[sd]|confess(?:es|ed)|own(?:s|ed) up)\b", re.IGNORECASE
)
# In one sentence the words before the first of two tell already that it was followed by the other.
TURNING = re.compile(
    r"\b(?:after|having|(?:who|which) (?:had|initially|originally|at first|first|earlier|previously))\b", re.IGNORECASE
)
# When something was said: another day, or another time of the day, is a later one.
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
MOMENT = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|"
    r"(?:this|last|in|by) (?:the )?(?:morning|afternoon|evening|night|week|month|year)|"
    rf"(?:in|on|last) (?-i:{MONTHS})|\w+ (?:hours?|days?|weeks?|months?|years?) (?:later|after|earlier|ago))\b",
    re.IGNORECASE,
)
# Opens what was said longer ago than what is told before it.
SOME_TIME_AGO = re.compile(
    r"\W*(?:(?:last|the previous) (?:week|month|year|night|\w+day)|(?:a|two|three|\w+) (?:days?|weeks?|months?|years?) "
    r"(?:ago|earlier|before)|(?:on|in) (?-i:[A-Z])\w+,? |earlier|previously|at first|originally|until\b)",
    re.IGNORECASE,
)
# What one wants or will do may change, and nothing was wrong.
INTENDED = re.compile(
    r"\b(?:will|would|shall|should|must|plans?|planned|want\w*|going to|intend\w*|hop(?:e|es|ed)|may|might)\b",
    re.IGNORECASE,
)
SPEAKING = re.compile(
    rf"{PLAIN_CUE.pattern}|"
    r"\b(?:blam|report|den(?:y|ied|ies)|conced|admit|acknowledg|confess|rul\w+ out|describ|call)\w*",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\b\d[\d,.]*\b")
# Before words that take something back: who is asked to, would or would not; what others take back.
UNDONE = re.compile(
    r"\b(?:to|not|never|n't|will|would|should|must|could|may|might|cannot|if|whether|no|without|refus\w+|demand\w*|urg\w+|"
    r"was|were|is|are|been|being)(?: \w+){0,2} $",
    re.IGNORECASE,
)
# What can be taken back: words that point at what was said, or nothing that is named.
OBJECT = re.compile(r"\W*(?:the|that|those|his|her|their|its|an?|this|these) (?P<what>(?:[\w'-]+ ){0,2}[\w'-]+)")
# A plan given up is no statement taken back.
OF_A_PLAN = re.compile(
    r"(?:course|decision|polic(?:y|ies)|opposition|pledge|promise|vow|ruling|line|position|stance|stand)s?$",
    re.IGNORECASE,
)
MOVING = re.compile(r"walk", re.IGNORECASE)
MOVED = re.compile(r" (?:the|that|those|his|her|their|its|this|these)\b", re.IGNORECASE)
WHOSE = {"its": "it", "his": "he", "her": "she", "their": "they"}  # "its story has changed"
BODY = re.compile(r"(?:the|an?) [^,]+$", re.IGNORECASE)
POSSESSOR = re.compile(r"\b\w+(?:'s|(?<=s)') ")
SUBJECT = re.compile(
    r"\b(?P<who>\w+)(?: (?:has|have|had|also|later|then|now|since|soon|on \w+day|\w+ly)){0,4} $",
    re.IGNORECASE,
)


def turned(every: Sequence[Statement]) -> Iterable[tuple[Clause, Statement, str]]:
    """What one party says, by the article's own words, later than it said something else of the same matter."""
    halves = [
        s
        for s in every
        if s.stance in ("asserts", "confirms", "denies", "doubts")
        and SPEAKING.search(s.cue)
        and not INTENDED.search(s.content)
    ]
    for earlier in halves:
        marked = BEFORE.search(_told(earlier)) is not None
        for later in halves:
            if later is earlier or not (_followed(earlier, later) if marked else _owned_up_now(earlier, later)):
                continue
            if more(earlier, later):
                continue
            yield from ((clause, earlier, "and otherwise at first") for clause in _clause(later))
            break


def _followed(earlier: Statement, later: Statement) -> bool:
    """Whether one statement is told as made later than another near it, about what that one tells."""
    if earlier.key[0] != later.key[0] or abs(earlier.sentence - later.sentence) > NEAR or not puts(later):
        return False
    first, second = _told(earlier), _told(later)
    admitted = ADMITTING.search(later.cue) is not None
    if BEFORE.search(second):
        return False
    at_first = AT_FIRST.search(first) is not None
    if earlier.sentence == later.sentence:
        return (at_first or admitted) and (bool(TURNING.search(first)) or bool(NOW.search(_up_to_cue(later))))
    if HAD_SAID.search(first) and SAYS_NOW.search(second) and later.sentence - earlier.sentence == 1:
        return True
    if HELD_ON.search(first) and earlier.sentence - later.sentence == 1:
        return True
    now = NOW.search(_up_to_cue(later)) is not None or AFTER_ALL.search(later.content) is not None
    if admitted or (at_first and now):
        return True
    shared = {word for word in earlier.words.all & later.words.all if not word.startswith("@")}
    return (now or (at_first and another_moment(earlier, later))) and (bool(shared) or bool(later.words.denied))


def _owned_up_now(earlier: Statement, later: Statement) -> bool:
    """Whether a party "now admits" what is told right after its earlier words, whatever those are told with."""
    follows = earlier.key[0] == later.key[0] and later.sentence - earlier.sentence == 1 and puts(later)
    own_up = ADMITTING.search(later.cue) is not None and ADMITTING.search(earlier.cue) is None
    return follows and own_up and NOW.search(_up_to_cue(later)) is not None


def _up_to_cue(statement: Statement) -> str:
    """The sentence of a statement up to its cue, and the cue's own adverbs."""
    start = statement.reading.analysis.sentences[statement.sentence].span[0]
    adverbs = statement.cue.rsplit(maxsplit=1)[0] if " " in statement.cue else ""
    return f"{statement.reading.article.text[start : statement.cue_at]} {adverbs}".strip()


def another_moment(earlier: Statement, later: Statement) -> bool:
    """Whether an article tells of two statements in their order, the second with another day or hour than the first."""
    at = [set(MOMENT.findall(_told(statement).lower())) for statement in (earlier, later)]
    return earlier.sentence < later.sentence and bool(at[1]) and at[0] != at[1]


def taken_back(told: Sequence[Statement], catalogue: Catalogue) -> Iterable[tuple[Clause, Statement, str]]:
    """What a party said before a sentence that tells that it took something back: "On Tuesday he retracted it"."""
    by_article: dict[str, list[Statement]] = {}
    for statement in told:
        by_article.setdefault(statement.key[0], []).append(statement)
    for own in by_article.values():
        reading = own[0].reading
        text = reading.article.text.translate(STRAIGHT)
        for number, sentence in enumerate(reading.analysis.sentences):
            turn = phrases().reversing.within(text, *sentence.span)
            if (
                turn is None
                or OF_A_PLAN.search(turn[0])
                or not _of_words(turn)
                or UNDONE.search(text[sentence.span[0] : turn.start()])
            ):
                continue
            found = _turning(own, number, sentence.span[0], turn, catalogue)
            earlier = _taken(own, found, catalogue) if found is not None else None
            if found is not None and earlier is not None:
                yield from ((clause, earlier, f'and "{turn[0]}"') for clause in _clause(found))


def announced(told: Sequence[Statement], catalogue: Catalogue) -> Iterable[tuple[Clause, Statement, str]]:
    """What a party says now and said before, told in two sentences behind one that tells that it has turned.

    "The witness has recanted. He told the court that he saw the gun. On Friday he said that he saw nothing."
    """
    by_article: dict[str, list[Statement]] = {}
    for statement in sorted(told, key=lambda s: s.extent):
        if statement.party.name and puts(statement) and SPEAKING.search(statement.cue):
            by_article.setdefault(statement.key[0], []).append(statement)
    for own in by_article.values():
        reading = own[0].reading
        text = reading.article.text.translate(STRAIGHT)
        for number, sentence in enumerate(reading.analysis.sentences):
            turn = phrases().reversing.within(text, *sentence.span)
            if turn is None or OF_A_PLAN.search(turn[0]) or not _of_words(turn):
                continue
            if UNDONE.search(text[sentence.span[0] : turn.start()]) or any(s.sentence == number for s in own):
                continue
            behind = [s for s in own if 0 < s.sentence - number <= AHEAD and not INTENDED.search(s.content)]
            if len(behind) != AHEAD or not one_side(behind[0].party, behind[1].party, catalogue):
                continue
            first, second = behind
            dated = MOMENT.search(_whole(first)) is not None
            if BEFORE.search(_told(second)) or (SOME_TIME_AGO.match(_whole(second)) and not dated):
                first, second = second, first
            yield from ((clause, first, f'and "{turn[0]}"') for clause in _clause(second))


def _whole(statement: Statement) -> str:
    """The sentence of a statement."""
    return statement.reading.article.text[slice(*statement.reading.analysis.sentences[statement.sentence].span)]


def _of_words(turn: re.Match[str]) -> bool:
    """Whether what is taken back are words: "walked back the remark", not "walked back through the door"."""
    if MOVING.match(turn[0]) and not MOVED.match(turn.string, turn.end()):
        back = turn[0].split()[-2].lower()
        if not pointing(back) and back not in ("that", "this", "it"):
            return False
    thing = OBJECT.match(turn.string, turn.end())
    return thing is None or any(pointing(word) for word in thing["what"].split())


def _turning(
    own: Sequence[Statement], number: int, start: int, turn: re.Match[str], catalogue: Catalogue
) -> Statement | None:
    """The statement of whoever takes something back in a sentence: his words there, else the sentence itself."""
    text = own[0].reading.article.text
    here = [s for s in own if s.sentence == number and s.party.name]
    for statement in here:
        cue = statement.cue_at
        if cue >= turn.start() and statement.extent[0] <= turn.end() + 1:
            return statement
    lead = text[start : turn.start()]
    before = [s for s in own if 0 < number - s.sentence <= BACK and s.party.name and puts(s)]
    before.sort(key=lambda s: s.extent, reverse=True)
    subject = SUBJECT.search(lead)
    first = turn[0].split()[0].lower()
    taking = first if first in WHOSE.values() else WHOSE.get(first)  # "he had been wrong", "its story has changed"
    who = taking or (subject["who"].lower() if subject else "")
    if who in ("he", "she", "it", "they"):
        before = [statement for statement in before[:1] if _fits(who, statement.party)]  # not who spoke before the last
    else:
        # A body takes back what it said, not what one of its people did: "police have withdrawn it".
        body = who in lexicon().bodies
        before = [s for s in before if len(who) > 2 and who in _called(s.party) and not (body and s.party.person)]
    return _sentence(own[0].reading, number, before[0].party) if before else None


def _called(who: Party) -> list[str]:
    """The words by which a party may be named again; not whose it is: "Lee's campaign" is no Lee."""
    return re.findall(r"\w+", POSSESSOR.sub("", (who.text or "").translate(STRAIGHT)).lower())


def _fits(pronoun: str, who: Party) -> bool:
    """Whether a pronoun may mean a party: "it" is no person, but "the news agency Lee" is none either."""
    return not (pronoun == "it" and who.person) or BODY.match(who.text or "") is not None


def _taken(own: Sequence[Statement], turning: Statement, catalogue: Catalogue) -> Statement | None:
    """What a party takes back: the last that it said above, or what is told below as said before."""
    mine = [
        s
        for s in own
        if s.sentence != turning.sentence
        and (one_side(s.party, turning.party, catalogue) or s.party == turning.party)
        and puts(s)
        and SPEAKING.search(s.cue)
        and not INTENDED.search(s.content)
    ]
    below = [s for s in mine if 0 < s.sentence - turning.sentence <= AHEAD and BEFORE.search(_told(s))]
    above = [s for s in mine if 0 < turning.sentence - s.sentence <= BACK]
    return max(above, key=lambda s: s.extent, default=None) or min(below, key=lambda s: s.extent, default=None)


def _sentence(reading: Reading, number: int, party: Party) -> Statement:
    """A sentence as what a party lets know."""
    span = reading.analysis.sentences[number].span
    text = reading.article.text
    end = span[0] + len(text[slice(*span)].rstrip())
    words = read_words(text, [(span[0], end)], ())
    return Statement(reading, number, party, "asserts", False, "", ((span[0], end),), (span[0], end), words)


def _clause(statement: Statement) -> list[Clause]:
    """The first clause of a statement, or all of it where it is cut into none."""
    text, span = statement.reading.article.text, statement.spans[0]
    return clauses([statement])[:1] or [Clause(statement, span, text[slice(*span)], statement.words)]


def _told(statement: Statement) -> str:
    """How a statement is introduced: its sentence up to the content, and what stands between its parts."""
    start, end = statement.reading.analysis.sentences[statement.sentence].span
    text = statement.reading.article.text
    first = statement.spans[0][0]
    lead = text[start:first] if first > statement.cue_at else text[statement.spans[-1][1] : end]
    # Of two statements in one sentence each has its own introduction.
    others = [a.content.spans[-1][1] for a in statement.reading.analysis.attributions if start <= a.cue.start < first]
    cut = max((at for at in others if at <= statement.cue_at), default=start)
    return lead[max(0, cut - start) :] if first > statement.cue_at else lead


def more(earlier: Statement, later: Statement) -> bool:
    """Whether a number has only risen, as a toll does."""
    counts = [[float(n.replace(",", "").rstrip(".")) for n in NUMBER.findall(s.content)] for s in (earlier, later)]
    return bool(counts[0] and counts[1]) and max(counts[1]) > max(counts[0])
