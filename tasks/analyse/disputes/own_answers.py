"""Answers of the accused in words of their own: "We do not use mines", "I was in another town that night".

They need share no word with the charge. What tells that they belong together is that the charge is the only one that
the article has against who answers, and that he speaks of himself: of what he did not do, or where he was instead. So
does who is near to him and not charged himself, shortly behind the charge: "He never hurt anyone," said his mother.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.charged import charges, tells_a_deed
from tasks.analyse.claims.clauses import Clause, clauses
from tasks.analyse.claims.parties import same_party
from tasks.analyse.claims.statements import Statement, far_apart
from tasks.analyse.claims.weights import Weights, same_claim
from tasks.analyse.claims.words import STRAIGHT
from tasks.analyse.disputes.challenge import Challenge
from tasks.analyse.disputes.clues import BELOW
from tasks.analyse.disputes.contradictions import challenge
from tasks.analyse.disputes.nearness import OPENS
from tasks.analyse.disputes.targets import Target
from tasks.analyse.parsing.dispute_words import phrases
from tasks.models import Clue

SURE, NEAR_SURE, NEAR = 0.45, 0.1, 3  # how sure such a pair is, 0..1, and how much surer within some sentences
ONE_CLAIM = 0.3  # likeness from which the charges of two parties are one
# Of whom a clause speaks: of its speaker, or of what is his.
HIMSELF = (
    r"(?:I|we|he|she|(?P<body>it|they)|(?:none of )?(?:our|my|its|their|his|her) (?:own )?(?:[\w-]+ ){0,2}?[\w-]+)"
)
# What he did not do. What he is not, has not or does not favour answers no charge.
NOT_DONE = (
    r"(?:(?:did(?:n't| not)|(?:ha[sd]|have)(?:n't| not| never| neither)|never|"
    r"(?:was|were)(?:n't| not| never) (?:\w+ly )?(?:there|in|at|near|on|involved|armed|part|behind|responsible))\b|"
    r"(?:ha[sd]|have) (?:had )?(?:no|nothing) (?:part|role|hand|contacts?|dealings|connections?|links?|ties|to do)\b|"
    r"(?:(?:ha[sd]|have) )?only (?:\w{3,}ed|shot|took|gave|fought)\b|"
    r"(?:\w{3,}ed|took|gave|stole|hid|sold|paid|sent|shot|bought|met|broke) (?:no|nothing|nobody)\b|"
    r"were (?:ever )?(?:there|in|at|near|on|involved|armed)\b)"
)
# What he never does, where it is a deed.
NOT_DOING = re.compile(
    rf"\W*(?:that )?{HIMSELF} (?:do(?:n't| not)|does(?:n't| not)) (?P<deed>(?:use )?[\w-]+)", re.IGNORECASE
)
# Where he was instead.
ELSEWHERE = (
    r"(?:was|were|am|is|are|ha[sd] been) (?:\w+ ){0,3}?(?:asleep|abroad|elsewhere|away|at sea|nowhere near|far from|"
    r"(?:at|in) (?:home|bed|hospital|prison|jail|church|custody|school|court|(?:another|a different) \w+|"
    r"(?-i:[A-Z])\w+ (?:that|at the time|when))|out of (?:the country|town))\b"
)
# That he is innocent, or turns it down, in whatever words.
INNOCENT = (
    r"(?:(?:am|is|are|was|were)(?: \w+ly)? (?:innocent|not guilty|not to blame|blameless)|"
    r"(?:did|(?:ha[sd]|have) done) nothing|"
    r"(?:ha[sd]|have) nothing to (?:hide|be ashamed of)|"
    r"(?<=\bI )(?:deny|reject)|(?<=\bwe )(?:deny|reject))\b"
)
# That he kept to the rules, or is wronged himself.
LAWFUL = (
    r"(?:(?:ha[sd]|have) )?(?:always |fully |strictly |only )?"
    r"(?:(?:followed|obeyed|observed|respected|complied with|abided by|adhered to|kept to|met|"
    r"acted (?:with)?in (?:\w+ )?(?:with )?|(?:is|was|are|were) in (?:\w+ )?compliance with) ?(?:[\w-]+ ){0,3}?"
    r"(?:law|rule|regulation|requirement|procedure|protocol|standard|polic(?:y|ie)|guideline|instruction)s?|"
    r"acted (?:\w+ )?(?:lawfully|legally|properly|correctly|appropriately|responsibly|professionally|in good faith|"
    r"in self-defen[cs]e))\b"
)
WRONGED = (
    r"(?:(?:is|was|am|are|were|(?:ha[sd]|have) been)(?: being)? (?:\w+ly )?(?:(?:an? |the )?(?:\w+ )?victims? of|"
    r"(?:made |used as )?(?:an? )?(?:\w+ )?scapegoat(?:s|ed)?|framed|set up|singled out|smeared|slandered|defamed|"
    r"falsely accused|wrongly accused))\b"
)
# That he will not let it stand.
_NAME = r"clear (?:his|her|its|their|my|our) name"
FIGHTS = (
    r"(?:will|would|shall|(?:is|was|are) (?:going|determined|ready) to|intend(?:s|ed)? to) (?:\w+ly )?"
    rf"(?:fight|contest|challenge|defend (?:\w+sel(?:f|ves))|{_NAME}|sue (?:\w+ )?for (?:libel|defamation|slander)|"
    r"appeal against|be (?:cleared|exonerated|acquitted|vindicated))\b"
)
VOWS = re.compile(
    rf"\W*to (?:\w+ly )?(?:{_NAME}|fight the (?:\w+ )?(?:charge|accusation|allegation|case|claim)s?|contest the \w+|"
    r"sue (?:\w+ )?(?:for|over)\b|defend \w+sel(?:f|ves) (?:in|against)\b)",
    re.IGNORECASE,
)
# That it was somebody else.
OTHERS = re.compile(
    rf"\W*(?:that )?(?!{HIMSELF} )(?:[\w'’-]+ ){{1,6}}?(?:was|were|is|are|had been) (?:\w+ )?"
    r"(?P<what>to blame|responsible|at fault|the culprits?|behind it)(?=\W*$| for\b)",
    re.IGNORECASE,
)
NOT_ME = r"it (?:was|is)(?:n't| not) (?:us|me|him|her|them|our|my)\b"
ANSWER = re.compile(
    rf"\W*(?:that )?(?P<what>(?P<innocent>{NOT_ME})|{HIMSELF} (?:also |simply |\w+ly )?"
    rf"(?:(?P<guiltless>{INNOCENT}|{LAWFUL}|{WRONGED}|{FIGHTS})|{NOT_DONE}|{ELSEWHERE}))",
    re.IGNORECASE,
)
# Of one's mind, of what one was told or came by nothing is denied.
OF_MIND = re.compile(
    r"\b(?:kn[eo]w\w*|th(?:ink|ought)|believ\w+|expect\w*|underst\w+|remember\w*|recall\w*|want\w*|comment\w*|regret\w*|"
    r"forg[eo]t\w*|imagin\w+|dream\w*|mind|occurred|see|seen|saw|hear|heard|feel|felt|worr\w+|fear\w*|have|need\w*|"
    r"like[ds]?|gett?\w*|mean|yet|decided?|discuss\w*|receiv\w+|"
    r"been (?:able|told|given|allowed|informed|asked|shown|contacted|notified))\b|"
    r"\bnot (?:only|just)\b",
    re.IGNORECASE,
)
MIND_WITHIN = 30  # characters behind what is denied in which it is told whether it is of the mind
# Who speaks for somebody who is not named: "his mother", "Ann Lee, her lawyer", "the family's lawyer".
KIN = re.compile(
    r"(?:^|, )(?:(?:his|her|their|the (?:man|woman|boy|girl|student|driver|suspect|defendant|victim|accused|family)'s) "
    r"(?:[\w-]+ )?(?:mother|father|parents?|wife|husband|widow|brother|sister|son|daughter|family|relatives|lawyers?|"
    r"attorneys?|counsel|friends?|defen[cs]e)|the (?:family|relatives|defen[cs]e))\b",
    re.IGNORECASE,
)
CRITICISING = re.compile(r"critici|condemn|slam|blast|lambast|denounc|fault", re.IGNORECASE)  # charges with no deed


def own_answers(told: Sequence[Statement], weights: Weights, catalogue: Catalogue) -> list[tuple[Challenge, Target]]:
    """What parties say of themselves, each with the one charge of its article that it answers."""
    found: dict[tuple[str, int, int], tuple[Challenge, Target]] = {}
    for clause in clauses(told):
        by = _answer(clause) if clause.statement.key not in found else ""
        claim = _charge(clause, told, weights, catalogue) if by else None
        if claim is not None:
            near = abs(clause.statement.sentence - claim.sentence) <= NEAR
            clues = (Clue("the only charge against who answers", SURE), *([Clue("near", NEAR_SURE)] if near else []))
            target = Target(claim, sum(clue.weight for clue in clues), clues)
            found[clause.statement.key] = challenge(clause, by), target
    return list(found.values())


def _answer(clause: Clause) -> str:
    """The words in which a clause tells what its speaker did not do, or where he was; empty where it does not."""
    text = clause.text.translate(STRAIGHT)
    found = ANSWER.match(text)
    if found is not None:
        if found["body"] and clause.statement.party.person:
            return ""  # "it never rains here", said by Lee
        end = found.end("what")
        if found["innocent"] or found["guiltless"]:
            return found["what"]
        return found["what"] if clause.real and not OF_MIND.search(text, end, end + MIND_WITHIN) else ""
    for pattern in (VOWS, OTHERS):
        if answer := pattern.match(text):
            return answer[0].strip(' "')
    found = NOT_DOING.match(text)
    return found[0].strip(' "') if found is not None and phrases().deeds.within(text, *found.span("deed")) else ""


def _charges_kin(claim: Statement, mine: Statement) -> bool:
    """Whether a claim shortly before tells of a deed, and who answers is near to whoever did it: "his mother"."""
    kin = KIN.search((mine.party.text or "").translate(STRAIGHT)) is not None
    return kin and 0 < mine.sentence - claim.sentence <= NEAR and tells_a_deed(claim)


def _charge(clause: Clause, told: Sequence[Statement], weights: Weights, catalogue: Catalogue) -> Statement | None:
    """The one charge of its article against who speaks in a clause; none where it may be this or that."""
    mine = clause.statement
    against = [
        claim
        for claim in told
        if claim.key[0] == mine.key[0]
        and claim.key != mine.key
        and not claim.party.voice
        and claim.stance == "asserts"
        and not CRITICISING.search(claim.cue)
        and (claim.extent[1] <= mine.extent[0] or (mine.sentence < OPENS and claim.sentence - mine.sentence <= BELOW))
        and not same_party(claim.party, mine.party, catalogue)
        and not far_apart(claim, mine)
        and (charges(claim, mine.party, catalogue) or _charges_kin(claim, mine))
    ]
    if not against:
        return None
    first = against[0]
    one = all(
        same_party(claim.party, first.party, catalogue) or same_claim(claim.words, first.words, weights) >= ONE_CLAIM
        for claim in against
    )
    return max(against, key=lambda claim: (len(claim.words.all & clause.words.all), -claim.sentence)) if one else None
