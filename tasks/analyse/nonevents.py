"""Words of violence that tell of no event: accidents, charges, wishes, suppositions, trends, figures of speech."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.analyse.certainty import COMES_ABOUT
from tasks.analyse.event_clauses import agents, clause, is_tally, is_to_be, lemma
from tasks.analyse.event_victims import victims
from tasks.analyse.event_words import lexicon

MODALS = frozenset(("would", "could", "should", "must", "can", "may", "might"))
CARRIED_OUT = frozenset(("code", "command", "order", "plan", "script", "program", "warrant", "contract", "strategy"))
CHARGES = frozenset(("charge", "count"))
SPEECH = frozenset(("say", "call", "accuse"))
SUPPOSING = frozenset(("if", "whether", "unless"))
ENDS = frozenset(("end", "stop", "cease"))
OPENING = 60  # words that tell what a text is about
SPANS = frozenset(("month", "year", "decade", "century"))
BORNE = frozenset(("target", "victim", "object", "scene", "series", "wave", "spate", "string"))  # of attacks


def is_no_event(token: Token) -> bool:
    """A heart attack, a killing by flood, part of a compound, what is wished for or did not happen."""
    words = lexicon()
    if token.pos_ != "VERB" and token.i and token.nbor(-1).lower_ in words.not_before:
        return f"{token.nbor(-1).lower_} {lemma(token)}" not in words.nouns  # a "car bombing" is one all the same
    if token.sent.text.rstrip(" \n\"'").endswith("?") and token.pos_ == "VERB":
        return True  # "How did he wind up getting captured?"
    if lemma(token) in ("disappear", "disappearance") and _is_of_vehicle(token):
        return True
    if token.dep_ in ("pobj", "conj", "pcomp") and _is_charge(token) and not victims(token):
        return True
    near = [*clause(token), *([token.head] if token.dep_ in ("relcl", "acl") else [])]
    near += [token.head] if token.dep_ == "advcl" and token.tag_ == "VBG" and _is_mere_harm(token) else []
    if any(lemma(t) in words.accident for t in near) or (_is_mere_harm(token) and _is_of_disaster(token.doc)):
        return True
    if token.pos_ != "VERB":
        if _is_bare_plural(token) and (token.dep_ == "conj" or (token.dep_ == "pobj" and not _befalls(token.head))):
            return True
        if token.dep_ == "pobj" and token.head.lower_ == "in" and lemma(token) == "protest" and not [*token.lefts]:
            return True  # "in protest at the cuts"
        if token.dep_ == "pobj" and token.head.lower_ == "of" and lemma(token.head.head) in SPANS:
            return True  # "years of fighting"
        if token.dep_ == "nsubj" and lemma(token.head) in COMES_ABOUT | ENDS and is_unreal(token.head):
            return True  # "the raids must end"
        if token.tag_ == "NNS" and token.dep_ == "nsubj" and lemma(token.head) in words.trends:
            return True
        made = token.dep_ == "dobj" and token.head.pos_ == "VERB" and is_unreal(token.head)
        made = made and lemma(token.head) not in words.given
        return made or (token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN"))
    if lemma(token) == "demonstrate" and any(c.dep_ in ("dobj", "ccomp") for c in token.children):
        return True  # "demonstrated his inability"
    subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
    if lemma(token) == "attack" and any(c.dep_ == "advcl" and lemma(c) in SPEECH for c in token.children):
        return True  # "He attacked the army, saying that it was corrupt"
    if lemma(token) == "execute" and any(
        c.dep_ in ("dobj", "nsubjpass") and lemma(c) in CARRIED_OUT for c in token.children
    ):
        return True  # "executed the plan"
    if is_tally(token) and any(lemma(s) in words.wars for s in agents(token)):
        return True  # "a war that has killed thousands"
    nobody = any(part.lower_ in ("no", "none", "nobody") for s in subjects for part in (s, *s.children))
    gerund = token.dep_ == "pcomp" and token.head.head.pos_ == "VERB" and is_unreal(token.head.head)
    return nobody or gerund or is_unreal(token) or _is_supposed(token)


def is_unreal(verb: Token) -> bool:
    """Whether a verb, or the verb it is coordinated with or depends on as an infinitive, is negated or conditional."""
    while True:
        words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "neg", "auxpass")}
        if words == {"be"}:
            return True  # "recommended that he be executed"
        if words & {"not", "n't", "never", *MODALS}:
            return True
        if not (verb.dep_ == "conj" and verb.head.pos_ == "VERB" and "nsubj" not in {c.dep_ for c in verb.children}):
            aim = "to" in words and verb.tag_ == "VB" and not is_to_be(verb)
            return aim and lemma(verb.head) not in lexicon().certainty
        verb = verb.head


def _is_supposed(verb: Token) -> bool:
    """Whether a clause only asks or supposes: "nobody knows if he was kidnapped"."""
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    return verb.dep_ in ("ccomp", "advcl") and any(c.dep_ == "mark" and c.lower_ in SUPPOSING for c in verb.children)


def _is_charge(crime: Token) -> bool:
    """Whether a word only says of what somebody is charged: "on charges of larceny and inciting a riot"."""
    while crime.dep_ in ("conj", "appos", "dobj"):
        crime = crime.head
    return crime.dep_ in ("pobj", "pcomp") and crime.head.lower_ == "of" and lemma(crime.head.head) in CHARGES


def _is_of_vehicle(lost: Token) -> bool:
    """Whether what disappeared is a plane or ship, or was lost from a screen."""
    told = {lemma(t) for t in (*clause(lost), *lost.subtree)}
    return bool(told & lexicon().vehicles) or any(c.dep_ == "nsubj" and c.lower_ == "it" for c in lost.children)


def _is_mere_harm(token: Token) -> bool:
    """Whether a word only tells that people came to harm, not that somebody did it: "ten people were killed"."""
    words = lexicon()
    if lemma(token) not in ("kill", "injure", "wound", "hurt", "strike", "hit", "death", "dead"):
        return False
    found = {lemma(t) for t in clause(token)}
    return not found & (words.state | words.rebel | set(words.means))


def _is_of_disaster(doc: Doc) -> bool:
    """Whether a text opens with an accident or a force of nature, and not with arms."""
    words = lexicon()
    opening = [lemma(t) for t in doc[:OPENING]]
    armed = (words.rebel | set(words.means)) - words.vehicles - {"air"}
    return any(word in words.accident for word in opening) and not any(word in armed for word in opening)


def _befalls(preposition: Token) -> bool:
    """Whether a preposition ties events to what they befell: "shaken by blasts", "the target of bomb attacks"."""
    return preposition.lower_ in ("in", "by") or (preposition.lower_ == "of" and lemma(preposition.head) in BORNE)


def _is_bare_plural(token: Token) -> bool:
    """Whether a noun speaks of events in general: "of attacks and murders"."""
    return token.tag_ in ("NNS", "NNPS") and not any(c.dep_ in ("nummod", "det") for c in token.children)
