"""Whose an attributing verb is: its subject, its own or a shared one, and the words that name the source."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.analyse.attribution_draft import Draft, subtree, text_beside
from tasks.analyse.cues import Lexicon

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
VERBS = ("VERB", "AUX")
DOING = frozenset("by after before without in while since from despite upon on for of".split())  # "by saying"


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, or is a past participle behind a noun."""
    if is_main(verb):
        return False
    if any(is_behind_aside(c) for c in verb.children) or (verb.tag_ == "VBN" and opening(verb.head) == verb):
        return True  # it is the aside: "Lee, accused of it, says that he was not there"
    return any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children) or (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "amod", "advcl")
        and not any(c.dep_ == "aux" or c.dep_ in SUBJECTS for c in verb.children)
    )


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself, also where a name before a verb was taken for half a compound."""
    found = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if found is None and verb.tag_ in ("VBP", "VBD", "VBZ"):
        return next((c for c in verb.children if c.dep_ in ("compound", "nmod") and c.i == verb.i - 1), None)
    return found


def subject(verb: Token) -> Token | None:
    """The verb's subject, its own or the one it shares with the verb it hangs on (Citron's and PARC's "control")."""
    if misjoined(verb) is not None:
        return verb.nbor(-1)
    if is_main(verb):
        return verb.head
    if (clause := opening(verb)) is not None:
        return next((c for c in clause.children if c.dep_ in SUBJECTS), None)
    if is_behind_aside(verb):
        return own_subject(verb.head)
    for _ in range(6):
        own = own_subject(verb)
        if own is not None:
            return own
        head = verb.head
        if head == verb:
            return None
        if verb.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON") and verb.tag_ in ("VBG", "TO", "VB"):
            return head
        if verb.dep_ == "xcomp":
            objects = [c for c in head.children if c.dep_ == "dobj" and c.i < verb.i]
            if objects and verb.tag_ == "VB":
                return objects[0]
        if verb.dep_ not in ("xcomp", "conj", "advcl", "pcomp", "prep", "ccomp", "dep", "acomp", "attr", "dobj", "acl"):
            return None
        if verb.dep_ == "pcomp" and head.lower_ not in DOING:
            return None
        if verb.dep_ == "ccomp" and verb.tag_ not in ("VBG", "VB"):
            return None
        verb = head
    return None


def is_main(verb: Token) -> bool:
    """Whether a "participle" behind a name is the verb of its sentence: "Lee, who lives here, called on them to go"."""
    apart = verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") and verb.i > 0 and verb.nbor(-1).text == ","
    if not apart or verb.head.dep_ != "ROOT" or verb.head.pos_ not in ("NOUN", "PROPN") or verb.sent[-1].text != ".":
        return False
    acts = (c.dep_ in ("ccomp", "dobj") or (c.i == verb.i + 1 and c.lower_ in ("on", "for")) for c in verb.children)
    return any(acts)


def opening(verb: Token) -> Token | None:
    """The head of a "clause" before the verb that is a noun and what is told of it: "Lee, the clerk hired, said that".

    What is said follows the verb, so that nothing of it can stand before.
    """
    if own_subject(verb) is not None or verb.tag_ not in ("VBD", "VBZ", "VBP") or not verb.i:
        return None
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    before = [c for c in clauses if c.i < verb.i]
    split = len(before) == 1 and len(clauses) > 1 and verb.nbor(-1).text == ","
    return before[0] if split and not any(t.text in ";:" for t in before[0].subtree) else None


def is_behind_aside(verb: Token) -> bool:
    """Whether the parse took the aside before a verb for its clause: "Lee, asked about it, said nobody knew"."""
    head = verb.head
    if verb.dep_ != "ccomp" or verb.tag_ not in ("VBD", "VBZ") or own_subject(verb) is not None or head.i >= verb.i:
        return False
    who = own_subject(head)
    commas = head.i > 0 and head.nbor(-1).text == "," and verb.nbor(-1).text == ","
    return commas and head.tag_ in ("VBD", "VBN") and who is not None and who.i < head.i


def is_expletive(subject: Token) -> bool:
    """Whether a subject stands for nobody: "it is possible to verify", "it was reported that"."""
    if subject.dep_ == "expl" or subject.lower_ == "there":
        return True
    verb = subject.head
    return subject.lower_ == "it" and (
        is_passive(verb)
        or any(
            c.dep_ in ("acomp", "attr") and (c.pos_ == "ADJ" or c.lower_ in ("time", "shame", "pity"))
            for c in verb.children
        )
    )


def agent(verb: Token) -> Token | None:
    """Who does it, of a passive verb with "by"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def noun_phrase(noun: Token, verb: Token) -> set[int]:
    """A source's words: the phrase with its appositions, but not its cue, nor asides on what somebody does."""
    phrase = subtree(noun, without=[verb])
    joins = misjoined(verb)
    if joins is not None and joins.i < noun.i:
        phrase = set(range(joins.i + 1, verb.i))
    for child in noun.children:
        aside = child.i > noun.i and text_beside(child.left_edge, -1) == ","
        asides = ("acl", "relcl") if noun.i < verb.i else ("acl",)
        likened = child.dep_ == "prep" and child.lower_ in ("like", "unlike")
        floating = child.lower_ in ("all", "both", "each") and child.i > noun.i  # "the ministers all said"
        if (aside and (child.dep_ in asides or likened)) or (child.lower_ == "even" and child.i < noun.i) or floating:
            phrase -= subtree(child)
    return phrase


def misjoined(verb: Token) -> Token | None:
    """The "and" that opens the clause of a verb where the parse joins two nouns by it.

    "A bomb went off in the town and officials accused the rebels": no other "and" can join the two verbs.
    """
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    joins = [token for token in verb.doc[verb.head.i + 1 : verb.i] if token.dep_ == "cc"]
    if len(joins) != 1 or joins[0].head in (verb, verb.head) or verb.nbor(-1).pos_ not in ("NOUN", "PROPN"):
        return None
    clause = verb.doc[joins[0].i + 1 : verb.i]
    return joins[0] if len(clause) and all(t.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM") for t in clause) else None


def issuing(verb: Token, noun: Token | None, words: Lexicon) -> Token | None:
    """The verb of "issued a statement saying", whose subject is the source."""
    if noun is None or verb.dep_ != "acl" or noun != verb.head or noun.dep_ != "dobj":
        return None
    outer = noun.head
    short = 0 < verb.i - outer.i <= 8
    return outer if short and words.lemma(noun) in words.words["statements"] and not is_passive(outer) else None


def neighbour(draft: Draft) -> Token | None:
    """The noun right before a finite verb, or right behind "said", where the parse gives it no subject."""
    verb, doc = draft.head, draft.head.doc
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    i = min(draft.cue) - 1
    while i > 0 and doc[i].pos_ == "ADV":
        i -= 1
    if i >= verb.sent.start and (doc[i].pos_ in ("PROPN", "NOUN") or doc[i].tag_ == "PRP"):
        return whole_name(doc[i], verb)
    i = verb.i + 1
    if draft.entry.speaks and i < len(doc) and doc[i].pos_ == "PROPN":
        return doc[i].head if doc[i].dep_ == "compound" and doc[i].head != verb else doc[i]
    return None


def whole_name(token: Token, verb: Token) -> Token:
    """The highest noun of the phrase that a noun ends."""
    while token.head.i <= token.i and token.head.pos_ in ("PROPN", "NOUN") and not token.head.is_ancestor(verb):
        if token.head == token:
            break
        token = token.head
    return token
