"""A source's words made to stand alone in a heading: nothing added, only taken away at either end, quote marks even."""

from __future__ import annotations

import re

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept?(?:ember|\.)|Oct(?:ober|\.)|"
    r"Nov(?:ember|\.)|Dec(?:ember|\.))"
)
# What opens a sentence and belongs to its place in the article only.
LEADS = [
    re.compile(r"^\(?(?:[A-Z]{2,12}|Reuters)\)\s*(?:[-–—]+\s*)?"),
    re.compile(r"^(?:\w+ ){0,2}\w+: (?=[“\"])"),  # where it was written: "wrote on Mastodon: “…”"
    re.compile(r"^[A-Z][A-Z ,./]+(?:\([A-Za-z]+\)\s*)?[-–—]+\s*"),  # dateline
    re.compile(
        r"^(?:but|and|however|therefore|thus|so|yet|because|though|although|while|or|for his part|for her part)\b,?\s+",
        re.I,
    ),
    re.compile(
        r"^that[,\s]+(?!(?:is|was|’s|'s|will|would|has|had|can|could|does|did|means|isn|wasn)\b)"
    ),  # not "That dam"
    re.compile(
        rf"^(?:(?:on|late|early|last|earlier|since|by|until)\s+)*{_DAY}(?:\s(?:morning|afternoon|evening|night))?,\s+",
        re.I,
    ),
    re.compile(rf"^(?:on\s+)?{_DAY}\s+(?!night|morning|evening|afternoon|prayers)(?=[a-z])", re.I),
    re.compile(
        rf"^(?:in|on|by|since)\s+(?:(?:early|late)\s+)?(?:{_MONTH}(?:\s\d+)?(?:,?\s\d{{4}})?|\d{{4}}),\s+", re.I
    ),
    re.compile(
        r"^(?:initially|meanwhile|later|earlier|then|yes|well|look|indeed|instead|moreover|in fact|of course|therefore|"
        r"thus|again|also|at the time|in addition|for (?:example|instance)|hours later|"
        r"in an? (?:interview|statement|tweet)),\s+",
        re.I,
    ),
    re.compile(r"^[^“”\"]{0,80}\bas saying\b:?,?\s+"),
    re.compile(r"^what (?:is|are|was|were) (?=(?:an?|the|some|about|more|at)\b|\d)", re.I),  # "for what they say were"
    re.compile(
        r"^(?:(?:even )?(?:for|after|by|despite)\s+)(?:\w+ly\s+)?(?:(?:saying|claiming|suggesting|insisting|arguing|"
        r"declaring)\s+(?:that\s+)?|telling (?:[\w’'-]+ ){1,4}?that\s+)"
    ),
]
# Who said it, behind it.
TAIL = re.compile(
    r"(?:,[”\"’]?|[”\"’],?)\s+(?:he|she|it|they|(?:the\s)?(?:(?!(?:what|who|which|that|been|as|by)\b)[\w.’'-]+\s){0,5}?"
    r"(?!(?:who|which|that|been|was|were|is|are|be|being|not)\b)[\w.’'-]+)\s+(?:had |has |also |later )?"
    r"(?:said|says|added|wrote|tweeted|continued|insisted|explained|told \w+)(?:\s[^,“”\"]{0,60})?$"
)
# What the article says of a claim behind it.
JUDGED = re.compile(
    r",\s+(?:(?:an? (?:\w+ )?(?:claim|charge|allegation|assertion|accusation|contention|suggestion|view|move)s?|"
    r"(?:claim|charge|allegation|assertion|accusation)s)\b.*|which)$"
)
MARKS = " \t\n,;:.•*–—-"
DOUBLE = re.compile(r"[“”\"]|''|``")
AUXILIARY = r"is|are|was|were|has|have|had|will|would|can|could|did|does|do|may|might|must|should|cannot|[a-z]+n[’']t"
IRREGULAR = (
    "went|came|took|made|gave|got|left|lost|held|met|sent|fell|knew|put|"
    "began|shot|fought|beat|broke|brought|built|bought|drew|drove|fled|flew|found|heard|hid|kept|led|paid|ran|sank|sold|sought|"
    "spent|spoke|stole|stood|struck|threw|told|tore|won|wore|wrote|withdrew"
)
FINITE = re.compile(rf"\b(?:{AUXILIARY}|[a-z]{{2,}}ed|[a-z]{{3,}}s|{IRREGULAR})\b")
SURELY_FINITE = re.compile(rf"\b(?:{AUXILIARY})\b")
PREPOSITION = re.compile(r"(?:to|of|for|as|with|from|by|about|against|on|over|into|upon|in)\b", re.IGNORECASE)
SETTING = re.compile(  # "In the weeks before the vote, the clinic was told": told before the clause
    r"^(?:in|on|at|for|by|during|since|after|before|from|under)\b[^,]{1,60}, (?!(?:he|she|it|they|which|who)\b)(?=\w)",
    re.IGNORECASE,
)
RELATIVE = re.compile(r"\b(?:who|which|that|whose)\b")
NO_SUBJECT = re.compile(
    r"(?:despite|including|contrary to|regarding|without|during|between|among|than)\b", re.IGNORECASE
)
# Where a clause may end.
JOINTS = re.compile(
    r"(?:[,;]|\s[–—]|\s--)\s|\s(?=(?:while|which|who|whose|because|although|after|when|as well as|but|and)\s)"
)
TITLE = r"(?:Sgt|Cpl|Pvt|Spc|Pfc|Gen|Brig|Lt|Col|Capt|Maj|Cmdr|Adm|Mr|Mrs|Ms|Dr|Prof|Rev|Sen|Rep|Gov|Supt|Det|St)\.?"
DANGLING = re.compile(rf"(?:\s+(?:of|for|by|to|with|and|or|the|an?|in|on|at|from|that|its|his|her|their|{TITLE}))+$")
SHORTEST = 60  # characters that a cut leaves at least
QUOTED = re.compile(r"‘[^’]*$")


def alone(words: str, speaker: str = "") -> str:
    """Words of a source without what only their place in the article needs.

    Args:
        words: a stretch of an article.
        speaker: the last name of who says them, so that a second "Lee had said that" is taken away, too.
    """
    words = " ".join(words.split())
    before = None
    own = re.compile(
        rf"^[^,“”\"]{{0,40}}\b{re.escape(speaker)}\b (?:had |has |also )*(?:said|insisted|added) (?:that )?", re.I
    )
    while words != before:
        before = words
        words = words.strip(MARKS) if not words.endswith(("U.S.", "U.N.", "U.K.")) else words.lstrip(MARKS)
        for lead in LEADS:
            words = lead.sub("", words)
        if speaker:
            words = own.sub("", words)
        words = nested(JUDGED.sub("", TAIL.sub("", words)))
    return re.sub(r"[,;]’$", "’", words)


def nested(words: str) -> str:
    """With single quote marks for double ones, as they stand inside a quotation; none where they do not pair up."""
    if len(words) > 1 and DOUBLE.match(words) and DOUBLE.search(words[-2:]) and len(DOUBLE.findall(words)) == 2:
        words = DOUBLE.sub("", words)
    if len(DOUBLE.findall(words)) % 2:
        return " ".join(DOUBLE.sub("", words).split())
    marks = iter("‘’" * len(words))
    return DOUBLE.sub(lambda _: next(marks), words)


def is_clause(words: str, surely: bool = False) -> bool:
    """Whether a subject and a finite verb open it, as far as its forms tell; surely: by an auxiliary of its own."""
    words = SETTING.sub("", words)
    opening = " ".join(words.split()[1:10])
    if surely:
        return not PREPOSITION.match(words) and SURELY_FINITE.search(RELATIVE.split(opening)[0]) is not None
    return not (PREPOSITION.match(words) or NO_SUBJECT.match(words)) and FINITE.search(opening) is not None


def clipped(words: str, limit: int) -> str:
    """At most about so many characters, cut where a clause ends if it can be, with dots where something is left out."""
    if len(words) <= limit:
        return words
    ends = [joint.start() for joint in JOINTS.finditer(words, SHORTEST, limit)]
    ends = [end for end in ends if words[:end].count("(") == words[:end].count(")")] or [words.rfind(" ", 0, limit)]
    kept = DANGLING.sub("", words[: ends[-1]]).rstrip(" ,;–—-")
    if QUOTED.search(kept) and "’" in words[len(kept) :]:
        kept += " …’"
        return kept
    return f"{kept} …"
