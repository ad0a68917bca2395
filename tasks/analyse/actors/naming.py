"""How a party is named: in words that a reader understands alone, and by the name that tells it from others."""

from __future__ import annotations

import re

from tasks.analyse.actors.people import lexicon

LONGEST = 11  # words; a longer description loses what follows its first comma
TITLES = re.compile(
    r"^(?:the|a|an|former|ex|president|prime minister|minister|secretary|general|gen|sen|rep|gov|dr|mr|mrs|ms|sgt|capt|"
    r"col)\b\.?\s*",
    re.IGNORECASE,
)
ORGANS = frozenset(
    """department ministry house office agency government administration army navy force forces police military council
    service services guard command center centre party committee bureau kremlin pentagon congress parliament court
    report statement embassy authority authorities group network press times news media team front province states
    officials many republicans democrats conservatives liberals""".split()
)
NO_NAME = re.compile(r"(?:day|self|selves)$|^(?:III?|IV|[JS]r)$")  # the last word of a phrase, not of a name
MARKS = " \t\n,;:.•·*–—-\"“”'‘’"
ASIDE = re.compile(
    r"(?:,\s*|\s*[-–—]+\s*)(?:who|whom|which|whose|where|when)\b.*$"
    r"|,?\s+(?:(?:released|published|issued|made)\s+)?(?:on|late on|early on|earlier|late)\s+"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*$"
    r"|,?\s+(?:ahead of|at the time|two days before)\b.*$",
    re.DOTALL,
)
LEADING = re.compile(
    r"^(?:(?:its|his|her|their|our|my|your)\s+(?=(?:[\w-]+\s+)*[A-Z]\w+\.?\s+[A-Z])|(?:also|but|and|even)\s+)"
)
NEEDED = re.compile(r"\s+(?:who|whom|which|whose|that|where|when)\b.*$")  # tells which ones are meant
LEANS = re.compile(
    r"(?:he|she|it|they|i|we|who|that|which|h(?:is|er)|its|their)\b|(?:\w+ )?\w+ of (?:wh(?:om|ich)|them)\b"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|\d+)$"
    r"|(?:the|this|that) (?:statement|e-?mail|message|letter|post)$",
    re.IGNORECASE,
)
CLOSED = re.compile(r"^[^()\[\]]*[)\]]\s*(?=\w)")  # the end of what an earlier bracket holds: "(TNA) Norland"
HANDLE = re.compile(r"\s*\(@\w+\).*$")  # what follows is a date
SELF = re.compile(r"\s+(?:him|her|it|them)sel(?:f|ves)$")
HOLDER = re.compile(r"^(?P<holder>.*?\b[\w.-]+)\s+(?:of|for|at|in|from|with|by)\s+(?P<of>.+)$")
# His name behind what he is: "the chief executive, Ann Lee", "the head of the service, Ann Lee".
NAMED_AFTER = re.compile(r"(?P<role>[^,()\d]{3,80}), (?P<name>(?:[A-Z][\w.'’-]{0,30} ){1,3}[A-Z][\w'’-]{1,30})(?=,|$)")
TITLED = re.compile(r"(?:secretary|minister|speaker|director|chair\w*|president|chief)s? of ", re.IGNORECASE)


def fuller(source: str, speaker: str | None) -> str:
    """Of a source's words and the fullest that the article has for it, those that say more to who reads them alone."""
    words = label(source)
    if speaker is None or LEANS.match(source):
        return label(speaker or source)
    other = label(speaker)
    return words if len(words.split()) >= len(other.split()) or f"the {other}".lower() == words.lower() else other


def label(phrase: str) -> str:
    """A source's description as a reader is shown it: a stretch of it, without marks, asides and times."""
    words = LEADING.sub("", ASIDE.sub("", HANDLE.sub("", " ".join(phrase.split())).strip(MARKS)).strip(MARKS))
    words = SELF.sub("", re.sub(r"['’]s?$", "", words) if "," not in words else words)
    if len(words.split()) > LONGEST and "," in words:
        words = words[: words.index(",")]
    if len(words.split()) > LONGEST:
        words = NEEDED.sub("", words)
    words = CLOSED.sub("", words)
    opened = max(words.rfind("("), words.rfind("["))
    if opened > words.rfind(")") and opened > words.rfind("]"):
        words = f"{words})" if phrase[phrase.find(words) + len(words) :][:1] == ")" else words[:opened]
    words = words.strip(MARKS)
    return f"{words}." if re.search(r"\b[A-Z]\.[A-Z]$", words) else words


def known_as(description: str) -> tuple[str, bool]:
    """What tells a party from others, and whether that may be a person's last name: "Ann Lee, a judge" is "Lee"."""
    after = NAMED_AFTER.match(description.strip())
    if after and any(word in lexicon().nouns for word in re.findall(r"[a-z]+", after["role"].lower())):
        return known_as(after["name"])
    name = re.split(r"[,(]| -- | [–—] ", description)[0].strip(" \"”“'")
    office = TITLED.search(name)
    while (shorter := TITLES.sub("", name)) not in ("", name):
        name = shorter
    holder = HOLDER.match(name)
    if " and " in name or (holder and holder["holder"].split()[-1][:1].islower()):
        return name, False
    if holder and len(holder["holder"].split()) > 1 and not office:
        name = holder["holder"]
    words = [word for word in re.findall(r"[\w’'-]+", name) if not NO_NAME.search(word)]
    last = re.sub(r"['’]s$", "", words[-1]) if words else ""
    low = last.lower()
    if not last[:1].isupper() or len(last) < 2 or low in ORGANS | lexicon().bodies | lexicon().documents:
        return name, False
    if low in lexicon().nouns or (low.endswith("s") and low[:-1] in lexicon().nouns):
        return name, False  # "Experts", "the Michigan Republican"
    return last, True


def first_name(description: str, last: str) -> str:
    """The name before a last name, in lower case; "" where there is none or only a title."""
    words = re.findall(r"[\w.'’-]+", description)
    at = next((n for n, word in enumerate(words) if word.lower() == last.lower()), 0)
    first = ""
    for word in reversed(words[:at]):
        plain = word.lower().rstrip(".")
        if not word[0].isupper() or any(plain in known for known in (lexicon().titles, lexicon().nouns, ORGANS)):
            break
        first = word.lower()
    return first
