"""What a number counts: the noun it belongs to, and what befell the counted ("50 people were killed")."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from tasks.analyse.events.clauses import ends_in_death

PERSONS = frozenset(
    """killed casualties injured missing detained abducted displaced released survived fighters troops people""".split()
)
STRENGTH = frozenset({"fighters", "troops"})
OWNING = frozenset({"have", "command", "field", "keep", "maintain", "retain", "boast"})
HEDGES = frozenset({"alleged", "suspected", "presumed", "unnamed", "named"})  # before whom they count, or who did it
ASIDE = 10  # words that an aside may take
INTRANSITIVE = frozenset({"die", "perish", "drown", "flee", "survive", "escape"})
FALLEN_FROM = frozenset({"from", "into", "to", "off", "behind", "under", "for", "on"})  # who does not die by falling
# Words between whom a number counts and what befell them.
BETWEEN = frozenset(("were", "was", "are", "found", "reported", "reportedly", "have", "had", "been", "others", '"'))
BEFALLEN = frozenset({"dead", "killed", "wounded", "injured", "missing"})  # whom a number counts without a noun


@dataclass(frozen=True)
class Measures:
    """The measure that a verb, a noun or a unit tells; read from data/measures.toml."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    before: dict[str, str]
    units: dict[str, str]
    scales: dict[str, float]
    currencies: dict[str, str]
    lives: frozenset[str]  # verbs with which lives are deaths
    armed: frozenset[str]  # verbs that kill only the armed: "terrorists were eliminated"
    falls: frozenset[str]  # the same of verbs whose subject dies
    taken: dict[str, str]  # what people are taken as: "prisoner"
    captured: dict[str, str]  # verbs that do so to people, not to things: "seized"
    unhoused: frozenset[str]  # verbs that send people out of their homes, with which it must be told
    suffers: frozenset[str]  # verbs with which the object tells what befell the subject
    harms: frozenset[str]  # such objects
    ways: dict[str, list[str]]  # words for what is done with the counted, by what it comes to
    things: dict[str, str]  # words for one kind of thing: "home" counts houses


@cache
def measures() -> Measures:
    """The measure lexicon, read once a process."""
    raw = tomllib.loads(files("tasks.analyse").joinpath("data/measures.toml").read_text("utf8"))

    def turned(table: dict[str, list[str]]) -> dict[str, str]:
        return {word: measure for measure, words in table.items() for word in words}

    return Measures(
        verbs=turned(raw["verbs"]),
        nouns=turned(raw["nouns"]),
        before=turned(raw["before"]),
        units=raw["units"],
        scales=raw["scales"],
        currencies=raw["currencies"],
        lives=frozenset(raw["lives"]["verbs"]),
        armed=frozenset(raw["armed"]["verbs"]),
        falls=frozenset(raw["armed"]["subjects"]),
        taken=turned(raw["taken"]),
        captured=turned(raw["captured"]),
        unhoused=frozenset(raw["unhoused"]["verbs"]),
        suffers=frozenset(raw["suffered"]["verbs"]),
        harms=frozenset(raw["suffered"]["nouns"]),
        ways=raw["ways"],
        things=turned(raw["things"]),
    )


def counted_noun(number: DocSpan) -> Token | None:
    """The noun that a number counts, if the text names one."""
    root = number.root
    beside = number.doc[number.end : number.end + 2]
    if len(beside) == 2 and beside[0].lower_ in BEFALLEN and beside[1].pos_ in ("PUNCT", "CCONJ", "SCONJ"):
        return beside[0] if beside[0].pos_ == "NOUN" else None  # "nine killed and 30 wounded, officials said"
    if root.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod", "det", "predet") and root.head.pos_ in (
        "NOUN",
        "PROPN",
        "ADJ",
    ):
        noun = root.head
        if noun.i > number[-1].i:
            return noun
    for child in root.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.pos_ in ("NOUN", "PROPN"):
                    return noun
    for token in root.doc[number[-1].i + 1 : number[-1].i + 5]:
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod", "poss"):
            return token
        modifies = (
            token.pos_ in ("ADJ", "NOUN", "PROPN", "ADV", "PART") or token.dep_ == "amod" or token.lower_ in HEDGES
        )
        if not modifies and token.text not in ('"', "'", "-", "of"):
            break
    return None


def measure_of(number: DocSpan, noun: Token | None) -> str | None:
    """The measure of a count: what befell the counted, else what they are, else the counted noun itself."""
    lexicon = measures()
    lemma = noun.lemma_.lower() if noun is not None else ""
    befell = fate(noun if noun is not None else number.root, number)
    own = lexicon.nouns.get(lemma)
    if own in ("killed", "injured", "missing", "casualties"):
        return own
    if lemma == "life" and any(token.lemma_ in lexicon.lives for token in number.sent):
        return "killed"
    if befell is not None and (own in PERSONS or noun is None or lemma not in lexicon.nouns):
        return befell
    return own or (lemma or None)


def fate(counted: Token, number: DocSpan) -> str | None:
    """What the sentence says befell the counted: "50 people were killed", "wounded 25 others", "a toll of 22"."""
    lexicon = measures()
    kind = lexicon.nouns.get(counted.lemma_.lower())
    for child in counted.children:
        done = _done_by(child, kind) if child.dep_ in ("acl", "relcl") else None
        if done is not None and (child.tag_ == "VBN" or child.lemma_ in INTRANSITIVE):
            return done
        if child.dep_ == "amod" and child.lower_ in BEFALLEN and counted.pos_ == "NOUN":
            return lexicon.nouns[child.lower_]  # "48 dead hostages"
    node = counted
    while node.dep_ in ("conj", "appos", "nummod") and node.head.pos_ in ("NOUN", "PROPN", "NUM"):
        node = node.head
    if node.dep_ == "compound" and node.head.lemma_.lower() in lexicon.taken:  # "took 45 soldiers prisoner"
        node = node.head
    if node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head == number.root:  # "six of its men"
        node = number.root
    head = node.head
    if head.lemma_ == "be" and node.dep_ == "nsubj":
        states = [child.lower_ for child in head.children if child.dep_ == "acomp"]
        if (state := next((word for word in states if word in BEFALLEN), None)) is not None:
            return lexicon.nouns[state]
        among = [
            c for child in head.children if child.lower_ == "among" for c in child.children if c.lower_ in BEFALLEN
        ]
        if among:
            return lexicon.nouns[among[0].lower_]
    if head.lemma_ == "lose" and node.dep_ == "dobj" and kind in STRENGTH | {"people"}:
        return "killed"
    if number.start and number.doc[number.start - 1].lower_ == "dead":
        return "killed"  # "shot dead nine men"
    if head.lemma_ == "lose" and node.dep_ == "nsubj" and any(child.lemma_ == "life" for child in head.children):
        return "killed"
    if head.pos_ == "VERB" and node.dep_ == "nsubj" and (suffered := _suffered(head, kind)) is not None:
        return suffered
    if head.pos_ == "VERB" and (done := _done_by(head, kind)) is not None:
        active = any(child.dep_ == "dobj" for child in head.children)
        if node.dep_ in ("dobj", "nsubjpass") or (node.dep_ == "nsubj" and (head.lemma_ in INTRANSITIVE or not active)):
            return done
    if node.dep_ == "pobj":
        governor = head.head
        told = {**lexicon.before, **{noun: m for noun, m in lexicon.nouns.items() if m in ("killed", "injured")}}
        if governor.pos_ in ("NOUN", "PROPN") and governor.lemma_.lower() in told and head.lower_ in ("of", "at", "to"):
            return told[governor.lemma_.lower()]
        if governor.lemma_ == "loss" and head.lower_ == "of" and kind in STRENGTH | {"people"}:
            return "killed"
        for subject in governor.children:
            if subject.dep_ == "nsubj" and subject.lemma_.lower() in lexicon.before:
                return lexicon.before[subject.lemma_.lower()]
    return _fate_beside(counted, number)


def _done_by(verb: Token, kind: str | None) -> str | None:
    """What a verb did to people of a kind: "wounded", "gunned down", "took prisoner", "eliminated" (the armed)."""
    lexicon = measures()
    if verb.lemma_ in lexicon.verbs:
        return lexicon.verbs[verb.lemma_]
    if verb.lemma_ in lexicon.unhoused and _loses_home(verb):
        return "displaced"
    if ends_in_death(verb) or (verb.lemma_ in lexicon.armed and kind in STRENGTH):
        return "killed"
    if kind == "people" and verb.lemma_ in lexicon.captured and _is_capture(verb):
        return lexicon.captured[verb.lemma_]
    as_what = [child.lemma_.lower() for child in verb.children] if verb.lemma_ == "take" else []
    return next((lexicon.taken[word] for word in as_what if word in lexicon.taken), None)


def _loses_home(verb: Token) -> bool:
    """Whether a verb sends somebody out of his home: "were forced from their homes", "was left homeless"."""
    out_of = [child for child in verb.children if child.lower_ in ("from", "out")]
    return any(child.lower_ == "homeless" for child in verb.children) or any(
        token.lemma_ == "home" for child in out_of for token in child.subtree
    )


def _is_capture(verb: Token) -> bool:
    """Whether a verb tells that somebody was carried off: "were taken", not "were taken to hospital"."""
    if verb.lemma_ != "take":
        return True
    if not any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return False
    beside = [
        c for c in verb.children if c.dep_ in ("prep", "prt", "advmod", "acomp", "oprd", "xcomp", "dobj", "advcl")
    ]
    return all(child.lower_ in ("away", "from", "on", "during", "by") for child in beside)


def _suffered(verb: Token, kind: str | None) -> str | None:
    """What befell the subject of a verb: "64 people suffered injuries", "seven soldiers fell"."""
    lexicon = measures()
    if verb.lemma_ in lexicon.falls and kind in STRENGTH:
        aside = any(c.dep_ in ("acomp", "prt", "advmod") or c.lower_ in FALLEN_FROM for c in verb.children)
        return None if aside else "killed"
    harmed = verb.lemma_ in lexicon.suffers and any(
        child.dep_ == "dobj" and child.lemma_ in lexicon.harms for child in verb.children
    )
    return "injured" if harmed else None


def _fate_beside(counted: Token, number: DocSpan) -> str | None:
    """The fate told by the next words alone, as headlines and telegrams do: "8-12 killed", "leaving three dead"."""
    lexicon, doc = measures(), counted.doc
    last = _after_aside(doc, max(counted.i, number[-1].i))
    for token in doc[last + 1 : last + 4]:
        if token.tag_ == "VBD" and any(child.dep_ == "dobj" for child in token.children):
            break  # "gunmen in two cars killed a guard"
        if token.lower_ in ("dead", "killed", "wounded", "injured", "missing", "died", "alive", "unaccounted"):
            return lexicon.nouns.get(token.lower_) or lexicon.verbs.get(token.lemma_)
        if token.lower_ not in BETWEEN:
            break
    first = number[0].i
    for token in reversed(doc[max(0, first - 4) : first]):
        if token.lemma_ in lexicon.verbs and token.pos_ in ("VERB", "NOUN"):
            return lexicon.verbs[token.lemma_]
        if token.pos_ not in ("ADV", "ADJ", "ADP", "DET") or token.lower_ in ("by", "with", "in"):
            break
    return None


def _after_aside(doc: Doc, last: int) -> int:
    """Where the words go on after an aside between commas: "six herders, perhaps children, were killed"."""
    if last + 1 < len(doc) and doc[last + 1].text == ",":
        for token in doc[last + 2 : last + ASIDE]:
            if token.text == ",":
                return token.i
            if token.is_sent_start or token.pos_ == "AUX":
                break
    return last


def population_of(number: DocSpan, noun: Token | None) -> str | None:
    """What is counted, as the text has it between the number and the noun: "al-Qaida operatives"."""
    if noun is None:
        return None
    words = (
        number.doc[number[-1].i + 1 : noun.i + 1]
        if noun.i > number[-1].i
        else number.doc[noun.left_edge.i : noun.i + 1]
    )
    kept = words.text.strip(" \"'")
    return kept.removeprefix("of ").removeprefix("the ") or None


def with_owner(noun: Token, population: str) -> str:
    """ "The Red Hand has 400 operatives" counts Red Hand operatives."""
    verb = next((token for token in noun.ancestors if token.lemma_ in OWNING), None)
    owner = (
        next((t for t in verb.children if t.dep_ == "nsubj" and t.pos_ == "PROPN"), None) if verb is not None else None
    )
    return population if owner is None else f"{noun.doc[owner.left_edge.i : owner.i + 1].text} {population}"


def is_named(population: str) -> bool:
    """Whether a description holds a name, so that it tells whose people are counted."""
    return any(word[:1].isupper() or "-" in word for word in population.split())
