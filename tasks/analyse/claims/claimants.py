"""Who puts a claim that its dispute tells, by the words around the noun that names it.

"the senator's charge", "a charge by the senator" and "charges, made by the senator," are the senator's; "Tessalian
charges" and "police charges" have their owner before them; "the charge, which the senator bases on …" tells him behind.
"""

from __future__ import annotations

import re

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.actors.naming import NO_NAME, ORGANS, known_as
from tasks.analyse.actors.people import lexicon
from tasks.analyse.claims.parties import PRONOUNS, Party
from tasks.analyse.claims.words import STRAIGHT, TOKEN
from tasks.analyse.parsing.dispute_words import pointing
from tasks.models import Span

NOBODY = Party(None, "", "")  # somebody claims it who is not named
BEFORE = 90  # characters before the noun in which its owner stands
# "a charge by Lee", "charges, first made by Lee, that": what a charge is of is its owner only where "that" follows.
_WHO = r"(?!(?:and|but|that|which|who|says?|said|has|have|had|is|was|were)\b)[^\s,.;:]+"  # a word of who it is
# "by the minister, Ann Lee, that", "by Ann Lee, an auditor, who": what stands between the commas tells who it is.
_APPOSED = (
    r"(?:, (?!(?:and|or|who|which|that)\b)[^\s,.;:]+(?:\.? [^\s,.;:]+){0,7}\.?"
    r"(?=, (?:that|who|which|of|alleging|claiming|saying)\b))"
)
BY_WHOM = (
    r",?\s+(?:(?:\w+ly |first )?(?:made|put|raised|voiced|levell?ed|repeated|advanced|spread|published|issued) )?"
    r"(?:by|from|among|of(?=[^,.;:]*? that\b))\s+"
    rf"(?P<who>{_WHO}(?: {_WHO}){{0,8}}?{_APPOSED}?)"
)
BY = re.compile(
    rf"{BY_WHOM}(?=,|[.;]?\W*$|"
    r"\s*\b(?:that|which|who|according|alleging|claiming|saying|suggesting|accusing|about|(?:not )?to)\b)",
    re.IGNORECASE,
)
# What is found is found by whom it is of: "the findings of the inspector".
FOUND = re.compile(r"finding|conclusion|assessment|decision|ruling|judge?ment", re.IGNORECASE)
OF = re.compile(
    r"\s+of\s+(?P<who>(?!(?:and|but|that|which|who)\b)[^\s,.;:]+(?: (?!(?:and|but|that|which|who)\b)[^\s,.;:]+){0,6}?)"
    r"(?=[,.;]|$|\s*\b(?:and|that|which)\b)"
)
# "Lee's charge": a name with what stands before it, or a description from its article on.
POSSESSED = re.compile(
    r"(?P<who>(?:[A-Z][\w.-]*[^\S\n]+|(?:of|the|de|al|bin|van|von)[^\S\n]+){0,6}(?:[A-Z][\w.-]*)"
    r"|\b(?:the|an?|his|her|their|its|some|many|neither|either|each|no)[^\S\n]+"
    r"(?:(?!(?:against|to|from|by|with|on|at|and)\b)[\w-]+[^\S\n]+){0,2}[\w-]+"
    r"|[A-Z][\w-]+[^\S\n]+(?!\w+ed\b)[a-z][\w-]+|[\w-]+)'s?\s+(?:[\w-]+\s+){0,3}$"
)
# What stands right before the noun: "Tessalian", "Tolm council", "State Department".
MODIFYING = re.compile(
    r"(?P<opens>(?:^|[.!?\"])\s*)?(?:\b(?P<article>an?)\s)?"
    r"(?P<who>(?:[A-Z][\w.&-]*[^\S\n]+)*(?:[A-Z][\w.&-]*|[a-z]+))[^\S\n]+$"
)
# A word that tells more of a body in small letters stands behind one that opens the phrase: "on harbour police".
OPENS = "the|any|an?|some|all|these|those|such|of|on|with|by|against|about|over|at"
FULLER = re.compile(rf"(?:^|\b(?:{OPENS})\s+)(?P<who>(?!(?:{OPENS})\s|\w+(?:ed|ing|ous|ly)\s)[a-z]+ [a-z]+)\s+$")
ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:[ai]n|ese|ish|ern|[^n]i|ic)$")  # "Northern", "Tessalian"
MEDIA = frozenset("media press news intelligence community television radio opposition prosecution".split())
# "…, which Lee bases on old treaties"; "…, including from Lee"
BEHIND = re.compile(
    r",?\s+(?:(?:an? |the )?(?:\w+ )?(?:claim|charge|accusation|allegation|report)s? )?(?:which|that)\s+"
    r"(?P<who>(?:[\w.'-]+ ){1,7}?|(?:[\w.'-]+ ){0,6}[\w.'-]+, [A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}, )"
    r"(?:(?:has|have|had|long|also|repeatedly|often|first) )*"
    r"(?:bas(?:es?|ed)|ma(?:kes?|de)|puts?|repeat(?:s|ed)?|rais(?:es?|ed)|advanced|voic(?:es?|ed)|levell?ed|spread|"
    r"published|described|printed|aired|reported)\b"
    r"|,?\s+including\s+(?:(?:some|those|that|one) )?(?:from|by|of)\s+(?P<one>(?:[\w.'-]+ ){0,4}?[\w'-]+)(?=[,.;]|$)"
)
# These name what somebody is charged with: "Lee's ties" are no claim of hers.
CHARGED = frozenset("involvement responsibility wrongdoing role link tie connection knowledge".split())
DECIDED = re.compile(r"decisions?|rulings?|judge?ments?", re.IGNORECASE)
# Before the noun that names it, these show that a claim is no noun phrase.
CLAUSE = re.compile(
    r"[,;:]|\b[a-z]+ed (?:(?:the|an?|any|his|her|its|their)\b|[A-Z])|"
    r"\b(?:said|says?|is|are|was|were|has|had|have|he|she|they|it|who|which|that)\b"
)
# "what he called baseless charges"
CALLED_SO = re.compile(r"what (?:[\w'-]+ ){1,3}(?:called|calls|described as|termed) ")
# "settlers who say that the well is dry", "critics who had accused her of lying"
SAYING = re.compile(
    r"(?:the |some |many |several )?(?P<who>(?:[\w.'-]+ ){0,3}?[\w'-]+) (?:who|which|that) "
    r"(?:(?:have|has|had|also|\w+ly) )*(?:sa(?:y|ys|id|ying)|claim(?:s|ed)?|suggest(?:s|ed)?|argu(?:e|es|ed)|"
    r"alleg(?:e|es|ed)|accus(?:e|es|ed)|insist(?:s|ed)?|believ(?:e|es|ed)|blam(?:e|es|ed)|portray(?:s|ed)?|warn(?:s|ed)?|"
    r"complain(?:s|ed)?)\b",
    re.IGNORECASE,
)
# Whoever stands before a judged verb: "with the press | falsely accusing him", "leading many to | falsely claim that".
NO_WHO = "that|said|says|and|but|while|when|as|because|with|if|to|has|have|had|is|was|were|are|been|be"
SUBJECT = (
    r"(?:^|[,;:(\"—]|\b(?:that|said|says|and|but|while|when|as|because|with|if|[a-z]+ing)\b)\s*"
    rf"(?P<who>(?![a-z]+ing )(?:(?!(?:{NO_WHO})\b)[\w.'&-]+ ){{1,7}}?)"
    r"(?:(?:to|who|has|have|had|also|again|repeatedly|\w+ly) )*"
)
JUDGED = re.compile(rf"{SUBJECT}$")
# … or before a verb that puts a judged claim: "the mayor's friends had created a | misleading impression that".
PUTTING = re.compile(
    rf"{SUBJECT}(?:(?:is|are|was|were) )?(?:creat|spread|repeat|push|promot|peddl|shar|float|echo|amplif|circulat|voic|"
    r"advanc|rais|publish|mak|mad|giv|gav|perpetuat|propagat)\w* "
    r"(?:(?:an?|the|this|that|these|those|such|its) )?(?:\w+ )?$"
)
PASSIVE = re.compile(r"\w+ed (?:of|as|for|by|with|in)\b")  # "falsely accused of": by whom is not told
LEADING = re.compile(r"^(?:that|from|by|of|and|in)\s+", re.IGNORECASE)
ARTICLE = re.compile(r"^[Tt]he\s+(?=[A-Z])")
ANYBODY = re.compile(r"(?:no|none|nobody|neither|either|each|any)\b", re.IGNORECASE)
WITHIN = re.compile(r"\s+(?:of|for|at|in|from|with|on|to|near|behind|who|that)\s.*$", re.DOTALL)
PLURAL = re.compile(r"\w+(?:ers|ors|ists|ians|ants|ates|ics|ials|erts)$")


def claimant(text: str, noun: Span, end: int, catalogue: Catalogue, start: int = 0) -> Party | None:
    """The party that the words around a noun name as putting the claim; None where they name none.

    Args:
        text: of the article.
        noun: where the noun stands that names the claim: "charge", "reports".
        end: where its sentence ends.
        catalogue: who is known.
        start: where the noun's phrase begins at the earliest.
    """
    text = text.translate(STRAIGHT)
    if by := BY.match(text, noun[1], end):
        return described(by["who"], catalogue)
    if FOUND.match(text, noun[0]) and (of := OF.match(text, noun[1], end)) and (who := described(of["who"], catalogue)):
        return who
    ahead = text[max(start, noun[0] - BEFORE) : noun[0]]
    if owner := POSSESSED.search(ahead):
        return described(owner["who"], catalogue)
    return _modifying(ahead, text[slice(*noun)], catalogue)


def told_behind(text: str, start: int, end: int, catalogue: Catalogue) -> Party | None:
    """The same by what follows the claim: "…, which Lee bases on old treaties", "…, including from Lee"."""
    behind = BEHIND.match(text[start:end].translate(STRAIGHT))
    return described(behind["who"] or behind["one"], catalogue) if behind else None


def put_by(text: str, claim: Span, catalogue: Catalogue) -> Party | None:
    """The party that a claim in the form of a noun phrase names as its owner: "the senator's charge that it leaks"."""
    phrase = text[slice(*claim)].translate(STRAIGHT)
    if (saying := SAYING.match(phrase)) is not None:
        return described(saying["who"], catalogue)
    noun = next((found for found in TOKEN.finditer(phrase) if pointing(found[0]) or DECIDED.fullmatch(found[0])), None)
    if noun is not None and pointing(noun[0]) in CHARGED:
        return None
    opens = CALLED_SO.match(phrase)
    if noun is None or CLAUSE.search(phrase, opens.end() if opens else 0, noun.start()):
        return None
    start = claim[0] + noun.start()
    who = claimant(text, (start, start + len(noun[0])), claim[1], catalogue, claim[0])
    behind = BEHIND.search(phrase, noun.end()) if who is None else None
    return described(behind["who"] or behind["one"], catalogue) if behind else who


def subject_before(text: str, start: int, judged: int, claim: Span) -> Span | None:
    """Where the words stand that put a claim which is judged false right before it, by an adverb or an adjective."""
    text = text.translate(STRAIGHT)
    adverb = text[judged : claim[0]].split()[:1]
    pattern = JUDGED if adverb and adverb[0].endswith("ly") else PUTTING
    found = pattern.search(text[start:judged])
    if found is None or PASSIVE.match(text, claim[0]):
        return None
    return start + found.start("who"), start + found.end("who")


def described(words: str, catalogue: Catalogue) -> Party | None:
    """Whoever some words of an article name or describe; None where they may mean anybody or nobody."""
    words = LEADING.sub("", " ".join(words.split()).strip(" ,.;'\""))
    if words.lower() in PRONOUNS or ANYBODY.match(words) or not _somebody(words):
        return None
    return party_of(ARTICLE.sub("", words), catalogue)


def party_of(words: str, catalogue: Catalogue) -> Party:
    """The party of a name or description."""
    name, person = known_as(words)
    person = person and catalogue.resolve(name) is None
    return Party(catalogue.resolve(words), (name if person else words).lower(), words, person)


def _modifying(ahead: str, noun: str, catalogue: Catalogue) -> Party | None:
    """Whose a claim is by what stands right before the noun: shown with it where it is no name that stands alone."""
    found = MODIFYING.search(ahead)
    if found is None:
        return None
    who = found["who"]
    *_, last = who.split()
    if last.islower() and not _body(last):
        return None
    if who == last and last.islower() and (fuller := FULLER.search(ahead)):
        who = fuller["who"]
    if _acts(who, catalogue):
        return party_of(who, catalogue)
    if last[0].isupper() and catalogue.resolve(who):
        return None  # a land or a leader, whom the claim may be about
    actor = catalogue.resolve(f"{who} officials")
    adjective = not found["opens"] and ADJECTIVE.match(last)
    if last.islower() and actor:
        return party_of(who, catalogue)
    if last.islower() or adjective or actor or found["article"]:
        shown = " ".join([*filter(None, [found["article"]]), who, noun])
        return Party(actor, shown.lower(), shown)
    return None


def _acts(name: str, catalogue: Catalogue) -> bool:
    """Whether a name before a noun is its owner's: "Kremlin claims" are its own, those of a land or leader about it."""
    actor, last = catalogue.resolve(name), name.rsplit(maxsplit=1)[-1]
    if actor is None:
        return last[0].isupper() and last.lower() in ORGANS | lexicon().bodies
    if name.replace(".", "").isupper():
        return True
    return bool(catalogue.find(f"in {name}")) and not (catalogue.kind(actor) == "government" and known_as(name)[1])


def _somebody(words: str) -> bool:
    """Whether some words can mean people or a body: by a name, or by their noun."""
    phrase = WITHIN.sub("", words).split()
    if not phrase or NO_NAME.search(phrase[-1]):
        return False
    low = phrase[-1].lower()
    people = lexicon().nouns | lexicon().bodies | MEDIA
    if people & {low, low.removesuffix("s"), low.removesuffix("es"), re.sub("ies$", "y", low)}:
        return True
    return any(word[:1].isupper() for word in phrase) or PLURAL.match(low) is not None


def _body(word: str) -> bool:
    return word in lexicon().bodies or word in MEDIA
