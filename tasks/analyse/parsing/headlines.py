"""Headlines In Title Case as the parser can read them: with their verbs and small words in lower case.

The model takes a capital inside a sentence for a name: "Army Denies Bombing Market" is one long name to it.
"""

from __future__ import annotations

import re
from functools import cache

from tasks.analyse.parsing.cues import lexicon

_LINE = re.compile(r"[^\n]{12,160}")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SMALL = frozenset(
    """
    a an the to of in on for as by at with from into over after before against about amid and or but that than who what
    if is are was were be been has have had will would can could may not no it he she they his her its their
    """.split()
)
_NAMES = frozenset({"states"})  # of which the verb is another: "United States"


def in_sentence_case(text: str) -> str:
    """The text with attributing verbs and small words of title-case lines in lower case; no character moves."""
    return _LINE.sub(lambda line: _recased(line[0]) if _is_title(line[0]) else line[0], text)


def _is_title(line: str) -> bool:
    words = [word for word in _WORD.findall(line) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= 3 and capitals >= 0.8 * len(words) and not all(word.isupper() for word in words)


def _recased(line: str) -> str:
    def recased(word: re.Match[str]) -> str:
        lower = word[0].lower()
        known = lower in _SMALL or (_bare(lower) in _verbs() and lower not in _NAMES)
        return lower if known and not word[0].isupper() and word.start() else word[0]

    return _WORD.sub(recased, line)


def _bare(verb: str) -> str:
    """The bare form of a verb in the third person: "denies" to "deny"; empty for what cannot be one."""
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    if verb.endswith(("sses", "shes", "ches", "xes", "zes")):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") else ""


@cache
def _verbs() -> frozenset[str]:
    return frozenset(lemma.split("_")[0] for lemma in lexicon().cues["verb"])
