"""How sure the words around an event are of it: claimed, suspected, planned, else reported."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.analyse.events.clauses import clause, is_threat, is_to_be, lemma
from tasks.analyse.events.words import lexicon
from tasks.models import Certainty

COMES_ABOUT = frozenset(
    ("take", "happen", "occur", "begin", "start", "come", "be", "follow", "continue")
)  # of an event
GOVERNED = frozenset(("xcomp", "ccomp", "dobj", "pobj", "pcomp", "prep", "acl", "conj", "attr", "advcl"))


def certainty(token: Token) -> Certainty:
    """How sure the words around a trigger are of it: claimed, suspected, planned, else reported."""
    if _is_planned(token):
        return "planned"
    above = _above(token)
    told = all(head in above for head in token.ancestors)
    return level([token, *above, *(clause(token) if told else token.subtree)]) or "reported"


def _above(token: Token) -> list[Token]:
    """The words that govern a trigger; not a verb whose setting it tells: "amid the attacks, they claim"."""
    found, below = [], token
    for head in token.ancestors:
        setting = below.dep_ == "advcl" or (below.dep_ == "prep" and below.i < head.i)
        if setting and head.pos_ == "VERB":
            break
        found.append(head)
        below = head
    return found


def _is_planned(token: Token) -> bool:
    """Whether a trigger tells what is to be, or was to be: "will attack", "a plot to kill", "threatened an attack".

    A plan that merely stands in the same sentence, or that the event itself was ("the raid had been planned"), is none.
    """
    if is_threat(token) or lexicon().certainty.get(lemma(token)) == "planned":
        return True  # "death threats"
    node = token
    if token.dep_ == "dobj" and lemma(token.head) in lexicon().given:
        return False  # "vowed to avenge the murder"
    if token.pos_ != "VERB":
        if token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_.lower() not in COMES_ABOUT:
            now = any(c.dep_ == "auxpass" and c.lower_ in ("is", "are") for c in token.head.children)
            return now and lemma(token.head) in ("plan", "schedule", "expect")
        if any(
            lexicon().certainty.get(lemma(c)) == "planned" for c in token.children if c.dep_ in ("amod", "compound")
        ):
            return True
        node = token.head if token.dep_ in ("dobj", "nsubj", "nsubjpass", "attr") else token
    through = False  # a preposition: what will be done about an attack is no attack to come
    while True:
        plan = node != token and lexicon().certainty.get(lemma(node)) == "planned" and not _is_denied(node)
        will = any(child.dep_ == "aux" and child.lower_ in ("will", "'ll", "shall") for child in node.children)
        if plan or (will and not through) or is_to_be(node):
            return True
        if node.head == node or node.dep_ not in GOVERNED:
            return False
        if node.dep_ == "prep":
            through = True
            if node.lower_ not in ("of", "to", "for", "at"):
                return False
        node = node.head


def _is_denied(token: Token) -> bool:
    denied = {"no", "not", "n't", "nobody"}
    return any(part.lower_ in denied for child in token.children for part in (child, *child.children))


def level(tokens: list[Token]) -> Certainty | None:
    """The doubt that words cast, unless they are denied: "claimed" before "suspected"; None where there is none."""
    said = {lexicon().certainty.get(lemma(token)) for token in tokens if not _is_denied(token)}
    levels: tuple[Certainty, ...] = ("claimed", "suspected")
    return next((level for level in levels if level in said), None)
