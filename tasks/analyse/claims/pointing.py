"""By what noun a dispute points at a claim ("the report", "such charges"), and whose claim that is said to be."""

from __future__ import annotations

import re

from tasks.analyse.actors.people import lexicon
from tasks.analyse.claims.parties import PRONOUNS
from tasks.analyse.claims.statements import Statement
from tasks.analyse.claims.words import TOKEN
from tasks.analyse.parsing.dispute_words import phrases, pointing
from tasks.models import Span

# "No reports of damage" points at no report, "without comment" at no comment.
NONE_OF = re.compile(r"\b(?:no|without) (?:\w+ )?$", re.IGNORECASE)
# "That figure", "the ministry's count" points at a count that was given; "a number of men", "a senior figure" at none.
DESCRIBING = frozenset({"explanation", "description", "depiction", "portrayal"})
GIVEN = re.compile(
    r"\b(?:that|those|these|this|such|the|its|his|her|their|both|either|\w+['’]s?)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE
)
SENTENCE_END = re.compile(r"(?<=[a-z]{3})[.!?][\"”’']?(?=\s|$)")  # "Sgt." and "Gen." end none
TOLD_WITHIN = 90  # characters after a pointing noun in which the claim that it names is told
NO_NAME = frozenset("the a an any neither no its our my your".split())  # "The report" is nobody's
# Nouns of a charge that is told behind them: "any role in the raid" is denied, no charge of something else.
TELLING = frozenset({"involvement", "role", "link", "tie", "connection", "knowledge", "responsibility", "part", "hand"})
RUMOUR = re.compile(r" (?:of|about|that)\b")  # "talk of a coup"; other talks are meetings
# "Any part in it", "a hand in the raid": other parts and hands are none that somebody is charged with.
TAKING = frozenset({"part", "hand"})
TAKEN = re.compile(r"\b(?:any|having|ha[ds]|t(?:ak|ook)\w*|play(?:s|ed|ing)?)(?: an?y?)? $|^\W*a $", re.IGNORECASE)
# A content of a few letters holds no more than a pronoun; "denied Ohio" has a name.
NO_CONTENT = re.compile(r"\W*[a-z]{0,4}\W*")
# Whose claim it is, before the noun: "Ann Lee's story", "the harbour master's claim".
OWNER = re.compile(
    r"(?:\b(?P<name>[A-Z]\w+)(?:['’]s?\s+(?:[\w-]+\s+){0,2}|\s+)"
    r"|\b[Tt]he\s+(?:[\w-]+\s+){0,2}(?P<office>[a-z]+)['’]s?\s+(?:[\w-]+\s+){0,2})$"
)
OFFICE = re.compile(r"\w{2,30}(?:[eo]r|ist|ian|ant|ents?|try)s?$")  # "regulator", "residents", "ministry"
# What is denied is what was just said: "denied it", "denied that he did", "said that was not the case".
POINTING_PRONOUN = re.compile(
    r"\W*(?:this|that|it|these|those|so|(?:any )?such (?:a )?thing|(?:(?:ever )?doing|having done) (?:so|that|it)|"
    r"(?:that )?(?:this|that|it) (?:is|was|had been|would be)(?: not|n['’]t)? (?:so|true|the case|correct|accurate)|"
    r"(?:that )?(?:he|she|they|it|any|either) (?:ever )?(?:did|does|do|had|has|have|was|were|is|are|would|will)"
    r"(?: so| it| that| anything of the (?:sort|kind))?)\W*$",
    re.IGNORECASE,
)
# What was just said is called a name: "called that a slander on those who work".
CALLING = re.compile(
    r"\b(?:call|label|brand|dub|term|describ|denounc|dismiss|laugh|shrug|brush|wav)\w*\b(?! (?:for|on)\b)",
    re.IGNORECASE,
)
CALLED_SO = re.compile(
    r"\W*(?:this|that|it|these|those) (?:as )?\W*(?:an?|the|nothing|pure|mere|utter\w*|complete\w*)\b", re.IGNORECASE
)
# "There was no evidence of that": the proof of what was just said.
PROOF_OF_THAT = re.compile(
    r"\W*+(?:[\w’'-]+ ){0,6}(?:evidence|proof|signs?|indications?|confirmation|record|basis|grounds?|support|reason) "
    r"(?:\w+ ){0,2}?(?:of|for|to (?:support|back|suggest|indicate|believe)) (?:any of )?(?:that|this|it)\W*",
    re.IGNORECASE,
)
# The same of what could not be checked: "none of this could be verified", "could not establish when it was filmed".
UNCHECKED_PRONOUN = re.compile(
    r"\b(?:none|neither|nothing|any) of (?:this|that|it|these|those|them)\b|"
    r"(?:^|[.;,] (?:and|but) )\W*(?:this|that|it|these|those|they) (?:could|can|has|have|had)\b|"
    r"\b(?:confirmation|verification) of (?:this|that|it|these|those)\b|"
    r"\b(?:check|verify|confirm|corroborate) (?:this|that|it|them|these|those)\b|"
    r"\b(?:check|verify|confirm|corroborate) what (?:\w+ ){1,3}?(?:said|says|told|described|claimed)\b|"
    r"\b(?:whether|if) (?:\w+ ){1,4}?(?:is|are|was|were) (?:genuine|authentic|real)\b|"
    r"\b(?:who|whose|whom|when|where|how|whether) (?:(?:and|or) \w+ )?(?:this|that|it|they|these|those)\b",
    re.IGNORECASE,
)
PLEA = re.compile(r"\W*not guilty\b", re.IGNORECASE)  # to what somebody was charged with
FILMED = re.compile(r"\b(?:film|record|photograph)(?:ed|ing)\b", re.IGNORECASE)


def unchecked_pronoun(content: str) -> str | None:
    """What kind of claim a caveat without a pointing noun speaks of: what was just said, or shown; None of neither."""
    if not UNCHECKED_PRONOUN.search(content):
        return None
    return "artefact" if FILMED.search(content) else "any"


def clause_after(text: str, where: Span) -> Span:
    """The clause that a pointing noun opens, in its own line; the parse may have cut it at "Sgt." or "Gen."."""
    line = text.find("\n", where[1])
    end = min(where[1] + TOLD_WITHIN, line if line >= 0 else len(text))
    for stop in SENTENCE_END.finditer(text, where[1], end):
        return where[1], stop.start()
    return where[1], end


def pointing_noun(
    statement: Statement, text: str, spans: tuple[Span, ...]
) -> tuple[str | None, str | None, Span | None]:
    """The first pointing noun, the kind of claim it points at, and where it stands."""
    for start, end in spans:
        for found in TOKEN.finditer(text, start, end):
            noun, before = pointing(found[0]), text[max(start, found.start() - 30) : found.start()]
            if noun is None or NONE_OF.search(before):
                continue
            kind = phrases().pointers[noun]
            if noun in TAKING and not TAKEN.search(before):
                continue
            if noun == "talk" and not RUMOUR.match(text, found.end()):
                continue
            if not (kind == "figure" or noun in DESCRIBING) or GIVEN.search(before):
                return noun, kind, found.span()
    content = " ".join(text[start:end] for start, end in spans)
    if PLEA.match(content):
        return None, "accusation", None
    if PROOF_OF_THAT.fullmatch(content) or (CALLING.search(statement.cue) and CALLED_SO.match(content)):
        return None, "any", None
    if POINTING_PRONOUN.match(content) or (statement.stance in ("denies", "doubts") and NO_CONTENT.fullmatch(content)):
        return None, "any", None
    return None, None, None


def owner_of(statement: Statement, where: Span) -> tuple[str | None, str | None]:
    """Whose claim it is, as actor id or as name: "Taliban claims", "Ann Lee's story", "the harbour master's claim"."""
    text = statement.reading.article.text
    for start, end, actor in statement.named:
        if end <= where[0] and re.fullmatch(r"(?:['’]s?)?[\s-]+(?:[\w'’]+[\s-]+){0,2}", text[end : where[0]]):
            return actor, None
        if start >= where[1] and re.fullmatch(r"\s+(?:by|from|of|made by)\s+(?:the\s+)?", text[where[1] : start]):
            return actor, None
    before = OWNER.search(text[max(0, where[0] - 60) : where[0]])
    after = re.match(
        r"\s+(?:by|from|of|made by)\s+(?:the\s+)?(?:[A-Z]\w+\s+)*([A-Z]\w+)", text[where[1] : where[1] + 60]
    )
    if before and before["office"]:
        return None, before["office"] if _claims(before["office"]) else None
    name = before["name"] if before else after[1] if after else None
    return None, None if name is None or name.lower() in PRONOUNS | NO_NAME else name


def _claims(word: str) -> bool:
    """Whether a word in small letters means people or a body, who may claim something."""
    known = lexicon().nouns | lexicon().bodies
    forms = (word, word.removesuffix("s"), word.removesuffix("es"))
    return not known.isdisjoint(forms) or OFFICE.match(word) is not None


def owner_before(statement: Statement) -> tuple[str | None, str | None]:
    """The owner where the sentence names the claim before it comes to the dispute: "In response to Lee's charge, …"."""
    text = statement.reading.article.text
    start = statement.reading.analysis.sentences[statement.sentence].span[0]
    for found in TOKEN.finditer(text, start, max(start, statement.extent[0])):
        noun = pointing(found[0])
        if noun and phrases().pointers[noun] in ("claim", "accusation"):
            return owner_of(statement, found.span())
    return None, None
