"""What sounds like a dispute of a claim and is none.

A thing refused, a denial only spoken of, another's charge, a fault owned up to, a false thing that is no claim.
"""

from __future__ import annotations

import re

from tasks.analyse.claims.statements import PLAIN_CUE, Statement
from tasks.analyse.parsing.dispute_words import pointing

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
# Refused, not disputed: "denying coverage to the sick", "denied Lee a hearing".
THING_REFUSED = re.compile(
    r"^\W*(?:(?-i:[A-Z])[\w'’-]+|him|her|them|us|me) (?:an?|the|any|his|her|their) \w+|"
    r"^\W*(?!(?:that|any|having|being|he|she|they|it|there|\w+ing)\b)(?:[\w'’-]+ ){0,4}?"
    r"(?:help|hearings?|chances?|coverage|credits?|access|entry|bail|visas?|benefits?|requests?|motions?|appeals?|"
    r"parole|asylum|services?|funding|funds|permission|petitions?|applications?|licen[cs]es?|permits?|aid|loans?|"
    r"offers?|bids?|opportunit(?:y|ies)|treatment|relief|jobs?)\b",
    re.IGNORECASE,
)
TURNING_AWAY = re.compile(r"\b(?:den[iy]|reject|rebuff|dismiss|spurn)\w*", re.IGNORECASE)
FEW_WORDS = re.compile(r"(?:\w+ )?\w+$")
SOMETHING = re.compile(r" (?:an?|the|this|that|any|their|his|her|its|equal|full) \w+")
APART = 30  # characters behind whom something is denied
# A person turned away: "rebuffed him".
PERSON_REFUSED = re.compile(r"^\W*(?:him|her|them|us|me)\b", re.IGNORECASE)
# What is yet to be denied is not denied: "voted to dismiss", "to deny those credits would …".
ONLY_TO = re.compile(
    r"(?:(?:^|[.!?\"“”])\s*|\b(?:vot\w+|refus\w+|declin\w+|needs?|able|rights?|power|want\w*|plan\w*|motions?|fail\w*|"
    r"not|authority|options?|easy|hard|difficult|hop(?:e|es|ed|ing)|free|reasons?|grounds?|without having) )$",
    re.IGNORECASE,
)
# The same where it is somebody else who would: "it allowed Lee to deny".
LET_TO = re.compile(
    r"\b(?:prevent|allow|enabl|let|help|forc|want|expect|requir|encourag)\w* (?:[\w'’-]+ ){1,4}$", re.IGNORECASE
)
MODAL = re.compile(r"\b(?:might|may|could|can|should|shall|must|will|would)(?! later\b)\b", re.IGNORECASE)
# One of two things that could be done: "free to form a union (or reject one)".
OR_ELSE = re.compile(r"\b(?:to|should|could|would|can|may|might|must)\b[^.;:]{0,80}\bor $", re.IGNORECASE)
BEFORE = 40  # characters before a cue in which it is told whether the denial is only spoken of
# What a clause tells of somebody else up to his verdict: "that Lee has since dismissed as a".
BY_ANOTHER = re.compile(
    r"\b(?:that|which)\s+(?:[\w.'’&-]+\s+){1,7}?"
    r"(?:reject|dismiss|denounc|describ|brand|decri|derid|condemn|call)\w*\s+(?:(?:it|them|this)\s+)?(?:as\s+)?(?:[\"']?[a-z]+\s+){0,2}[\"']?$",
    re.IGNORECASE,
)
# A verdict within what somebody is accused of is not his own: "accusations that he exaggerated".
ACCUSED_OF = re.compile(
    r"\b(?:accusation|allegation|charge|claim|criticism|suggestion|report|concern)s? (?:that|of) "
    r"(?:(?!(?:is|are|was|were)\b)[\w'’]+ ){0,3}\W*$",
    re.IGNORECASE,
)
# What a court or a board throws out is a case: "dismissed complaints against the mill".
CASE_THROWN_OUT = re.compile(
    r"^\W*(?:(?:the|an?|all|two|\w+) ){0,3}?"
    r"(?:complaint|charge|case|indictment|lawsuit|suit|count|motion|petition)s? against\b",
    re.IGNORECASE,
)
# What is denied in another case is not what was just told: "denies a second charge", "in an unrelated case".
ANOTHER_CASE = re.compile(
    r"\b(?:unrelated|separate|another|second)\W+(?:case|matter|inquiry|investigation|trial|lawsuit|charge|count)s?\b",
    re.IGNORECASE,
)
# Who is told not to do a thing denies none: "urged people not to spread rumours".
URGING = re.compile(
    r"\b(?:urg|warn|t(?:ell|old)|ask|advis|order|call|beg|plead|instruct|caution|implor)\w*", re.IGNORECASE
)
NOT_TO = re.compile(r"^\W*(?:[\w'’-]+ ){0,6}?(?:not to|against \w+ing)\b", re.IGNORECASE)
# Who owns up to a falsehood disputes nothing: "admitted that he had made misleading statements".
OWNED_UP = re.compile(
    r"\b(?:admi(?:t|ts|tted|tting)|acknowledg\w+|conced\w+|confess\w*|ple(?:d|ads?|aded)|apologi[sz]\w+)\b"
)
# Who agrees with whom he answers denies something else: "You're right, it is ridiculous".
AGREEING = re.compile(r"(?:^|[“\"])\W*(?:(?:you['’]re|you are) (?:absolutely |quite )?right|I agree)\b", re.IGNORECASE)
# What somebody refers to may be called untrue by the article, not by him: "citing an unfounded theory".
REFERS = re.compile(r"\b(?:cit|echo|promot|peddl|spread|repeat|invok|embrac)\w*", re.IGNORECASE)
# Who gave none himself doubts nothing: "he offered no proof".
GAVE_NONE = re.compile(
    r"(?:(?:has|have|had)(?: \w+ly)? )?(?:offer|provid|g[ai]v|present|cit|produc|suppl)\w*$", re.IGNORECASE
)
# An adjective right before a noun tells of what that noun names: "false testimony", "bogus cures".
ADJECTIVE = re.compile(
    r"(?:false|fak(?:e|ed)|fabricated|baseless|groundless|unfounded|untrue|ridiculous|ludicrous|bogus|preposterous|"
    r"inaccurate|incorrect|misleading|absurd|exaggerated|scurrilous)$"
)
THING = re.compile(r"[ -](?P<noun>[a-z]{3,})")
# What goes on after a predicate: "is false because …". No noun begins so.
NO_NOUN = frozenset(
    """and but because that when while since for from with about unless until though although given nor yet the this his
    her its their our your any who whom which what why how not only also even all after before during regarding
    concerning either too enough""".split()
)
# What could be false, or any that is, is none that somebody put: "which can distort the figures", "any false entries".
POSSIBLE = re.compile(
    r"\b(?:any|(?:can|could|may|might|would|will) (?:(?!(?:be|have|not|never)\b)\w+ ){0,3}?)\s*$", re.IGNORECASE
)
# Who tells of a false thing that he gave away himself owns up to it: "said that he gave false testimony".
OWN = re.compile(
    r"\b(?:he|she|I|they|we) (?:had |have |has |did )?"
    r"(?:gave|give|given|made|make|provided?|filed?|submitted|signed|told) (?:\w+ ){0,2}$"
)
LYING = re.compile(r"(?:\b(?:is|are|was|were|be|been|am|keeps?|kept)|['’](?:s|re|m)) (?:\w+ )?$")


def refused(cue: str, content: str) -> bool:
    """Whether what is turned down is a thing, a person or a plan and no claim: "rejected his attempts to sell"."""
    if cue.rsplit(maxsplit=1)[-1].startswith("den"):
        return THING_REFUSED.search(content) is not None
    return (CLAUSE_REJECTED if REJECTING.search(cue) else CLAIM_DENIED).search(content) is None


def of_another_case(statement: Statement) -> bool:
    """Whether what is denied is told to be another case than the one the article is about."""
    end = statement.reading.analysis.sentences[statement.sentence].span[1]
    return ANOTHER_CASE.search(statement.reading.article.text, statement.cue_at, end) is not None


def turned_away(statement: Statement) -> bool:
    """Whether somebody is turned away or kept from something: "rebuffed him", "denied sick people a bed"."""
    if not TURNING_AWAY.search(statement.cue):
        return False
    if statement.spans[0][0] < statement.cue_at:
        return False  # "a charge the mayor denied"
    rest = statement.reading.article.text[statement.spans[-1][1] :][:APART]
    return PERSON_REFUSED.match(statement.content) is not None or (
        "den" in statement.cue and FEW_WORDS.match(statement.content) is not None and SOMETHING.match(rest) is not None
    )


def thrown_out(cue: str, content: str) -> bool:
    """Whether a case is turned down and no claim: "dismissed the charges against him"."""
    return REJECTING.search(cue) is not None and CASE_THROWN_OUT.match(content) is not None


def only_would(statement: Statement) -> bool:
    """Whether a denial is only spoken of: "voted to dismiss the charges"."""
    if statement.stance == "denies" and not PLAIN_CUE.search(statement.cue) and MODAL.search(statement.cue):
        return True
    text, at = statement.reading.article.text, statement.cue_at
    if OR_ELSE.search(text[max(0, at - 2 * BEFORE) : at]):
        return True
    before = text[max(0, at - BEFORE) : at]
    if not statement.cue.startswith("to "):
        if not before.rstrip().lower().endswith("to"):
            return False
        before = before.rstrip()[:-2]
    return ONLY_TO.search(before) is not None or LET_TO.search(before) is not None


def warned(cue: str, content: str) -> bool:
    """Whether somebody is told not to do something, and nothing is denied: "urged people not to spread rumours"."""
    return URGING.search(cue) is not None and NOT_TO.search(content) is not None


def accused_of(before: str) -> bool:
    """Whether the words before a verdict make it part of what somebody is accused of."""
    return ACCUSED_OF.search(before) is not None


def anothers(before: str) -> bool:
    """Whether the words before a verdict tell who else pronounces it: "a charge that Lee has rejected as a lie"."""
    return BY_ANOTHER.search(before) is not None


def owned_up(cue: str) -> bool:
    """Whether somebody is told to own up to what follows."""
    return OWNED_UP.search(cue) is not None


def agrees(statement: Statement) -> bool:
    """Whether somebody agrees with whom he answers."""
    sentence = statement.reading.analysis.sentences[statement.sentence].span
    return AGREEING.search(statement.reading.article.text[slice(*sentence)]) is not None


def gave_none(statement: Statement) -> bool:
    """Whether somebody offers no proof himself, and so doubts nothing."""
    return statement.stance == "doubts" and GAVE_NONE.match(statement.cue) is not None


def refers(cue: str, words: str) -> bool:
    """Whether words outside quotation marks are of the article about what somebody refers to."""
    return REFERS.search(cue) is not None and '"' not in words


def of_a_thing(words: str, verdict: re.Match[str]) -> bool:
    """Whether a verdict in some words is passed on a thing that is no claim, or on nobody: "lying to the court"."""
    if POSSIBLE.search(words[: verdict.start()]):
        return True
    if OWN.search(words[: verdict.start()]) and ADJECTIVE.search(verdict[0].lower()):
        return True
    if verdict[0].lower() == "lying":
        return LYING.search(words[: verdict.start()]) is None
    if not ADJECTIVE.search(verdict[0].lower()):
        return False
    thing = THING.match(words, verdict.end())
    if thing is None or thing["noun"] in NO_NOUN or thing["noun"].endswith("ly"):
        return False
    last = THING.match(words, thing.end())  # "false news reports"
    nouns = [thing["noun"], *([last["noun"]] if last else [])]
    return not any(pointing(noun) for noun in nouns)
