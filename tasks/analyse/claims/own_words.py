"""What a party claims, in a stretch of an article that also tells whose claim it is: "Lee says the dam is safe"."""

from __future__ import annotations

import re

from tasks.analyse.claims.wordings import FINITE, SURELY_FINITE, TITLE
from tasks.analyse.parsing.dispute_words import phrases, pointing

BETWEEN = r"(?:has |have |had |also |later |repeatedly |(?:on|late|early) \w+day )*"  # who speaks and the verb
ASIDE = r"(?:, [^,]{3,70},|\s?[—–][^—–]{3,150}[—–]\s?)?"
# A sentence that opens with who speaks in it, up to the verb.
OPENS_WITH = re.compile(
    rf"(?:the |an? )?(?P<who>(?:[\w.’'&-]+ ){{0,7}}?[\w.’'&-]+){ASIDE} ?"
    rf"(?={BETWEEN}\b(?!\w+(?:ation|ition|ertion|estion|ment)s?\b)(?:say|said|argu|claim|insist|maintain|contend|assert|accus|call|"
    r"alleg|warn|deem|blam|tout|hail|rail|told|tell|wr[io]te|deni|deny|stat(?:es|ed)\b|declar|suggest|describ|"
    r"acknowledg|admit|conced|confirm))"
)
POSSESSIVE = re.compile(r"['’]s?$")  # "Lee’s claim that …": what follows is no verb
SPOKEN = re.compile(
    rf"(?:keeps? |kept )?{BETWEEN}(?:sa(?:ys?|id|ying)|argu(?:es?|ed|ing)|claim(?:s|ed|ing)?|insist(?:s|ed|ing)?|"
    r"maintain(?:s|ed)?|contend(?:s|ed)?|assert(?:s|ed)?|stat(?:es|ed))"
    r"(?: (?:on|last|earlier|this) \w+)?,? (?!of\b|to\b|as\b)(?:that )?"
)
# What goes on behind a name: whose claim it is, or a verb; "a report that tells …" where it is cut from its sentence.
GOES_ON = re.compile(
    rf"(?=['’]s? )|{ASIDE} (?P<which>(?:that|which) )?(?=(?:\w+ly |also )*(?:{FINITE.pattern})|{SPOKEN.pattern})"
)
TITLES = re.compile(rf"(?:the|an?|former|our|{TITLE})", re.IGNORECASE)
# A claim told behind the noun that names it: "the charge that …", "claims by the guild -- … -- that …".
NAMED = re.compile(
    r"(?:[\w.’'-]+ ){0,6}?(?P<noun>[\w’'-]+)(?: (?:by|from|of) [^,;:“”\"]{2,60}?|,? -- (?:[^-]* )?--)? that (?=\S+ \S)"
)
NAMING = ("claim", "accusation", "report")
# What stands behind who says it: "…, Lee said on Friday"; what is told before, as its setting or to concede it.
WHERE_SAID = re.compile(r"on (?:\S+ ){0,2}\S+")
SETTING = re.compile(r"(?:after|before|when|as|if|in|at|on|despite|\w+ing)\b", re.IGNORECASE)
CONCEDED = re.compile(r"(?:while|although|though)\b", re.IGNORECASE)  # "While the dam is old, Lee said, it is safe"
ACCORDING = re.compile(r"^according to (?P<first>[^,]+), |, according to (?P<last>[^,]+)$", re.IGNORECASE)


def one_piece(parts: list[str], between: list[str]) -> str:
    """What is said, of its parts and what stands between them ("“…,” Lee said. “…”"), with the marks that were lost."""
    said = parts[0]
    for part, gap in zip(parts[1:], between, strict=True):
        mark = gap.rstrip()[-1:]
        if WHERE_SAID.fullmatch(part):
            continue
        if CONCEDED.match(said):
            said = part
        elif (
            mark == ":" and said[-2:] in (',"', ",”") and part[:1] in ('"', "“")
        ):  # "'I say it,' he said: 'It is sold'"
            said = f"{said[:-2]}: {part[1:]}"
        elif mark in (".", ";", ":"):
            said = f"{said[:-2]}{mark}{said[-1]} {part}" if said[-2:] in (',"', ",”") else f"{said}{mark} {part}"
        elif said[-2:] in (',"', ",”") and part[:1] in ('"', "“"):  # one quotation
            whole = SURELY_FINITE.match(part, 1) and not FINITE.search(said)  # "'My dam,' he said, 'was sold'"
            said = f"{said[:-2]}{',' * (not whole)} {part[1:]}"
        else:
            opens = SETTING.match(said) and not SURELY_FINITE.search(said) and not FINITE.match(part)
            said = f"{said}{',' * bool(opens)} {part}"
    return said


def after_name(said: str, party: str) -> str:
    """What follows a party's name where a stretch opens with it; empty where something else opens it."""
    own = OPENS_WITH.match(said)
    if own and not POSSESSIVE.search(own["who"]) and same_name(own["who"], party):
        return said[own.end() :]
    mine = words_of(party)
    for found in re.finditer(r"[\w-]+", said):
        if mine and found[0].lower() == mine[-1]:
            rest = GOES_ON.match(said, found.end())
            if rest is None or (rest["which"] and not said[:1].islower()):
                return ""
            return said[rest.end() :]
        if found[0].lower() not in mine and TITLES.fullmatch(found[0]) is None:
            return ""
    return ""


def without_source(said: str, party: str) -> str:
    """A stretch without the "according to Lee" at either end, where Lee is whose claim it is."""
    found = ACCORDING.search(said)
    if found is None or not same_name(found["first"] or found["last"], party):
        return said
    return ACCORDING.sub("", said, count=1)


def claim_named(said: str) -> str:
    """The clause that tells a claim behind the noun that names it; empty where nothing names one so.

    The stretch must not go on behind the clause: "the claim that the dam is safe", not "… is nonsense".
    """
    found = NAMED.match(said)
    noun = pointing(found["noun"]) if found is not None else None
    if found is None or noun is None or noun == "denial" or phrases().pointers[noun] not in NAMING:
        return ""
    return said[found.end() :]


def same_name(words: str, party: str) -> bool:
    """Whether words are a party's name, or the last word of it."""
    mine, theirs = words_of(words), words_of(party)
    return bool(mine and theirs) and mine[-1] == theirs[-1]


def words_of(party: str) -> list[str]:
    """The words of a name, without what is told of who bears it."""
    return re.findall(r"[\w-]+", party.split(",", maxsplit=1)[0].lower())
