"""Attributing verbs: whose they are and what they take, read off the dependency parse."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.analyse.attribution_draft import Draft, subtree
from tasks.analyse.cues import Cue, Lexicon

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
VERBS = ("VERB", "AUX")


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, or is a past participle behind a noun."""
    return any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and not any(c.dep_ == "aux" for c in verb.children)
    )


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself."""
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def subject(verb: Token) -> Token | None:
    """The verb's subject, its own or the one it shares with the verb it hangs on (Citron's and PARC's "control")."""
    for _ in range(6):
        own = own_subject(verb)
        if own is not None:
            return own
        head = verb.head
        if head is verb:
            return None
        if verb.dep_ in ("acl",) and head.pos_ in ("NOUN", "PROPN", "PRON") and verb.tag_ in ("VBG", "TO", "VB"):
            return head
        if verb.dep_ == "xcomp":
            objects = [c for c in head.children if c.dep_ == "dobj" and c.i < verb.i]
            if objects and verb.tag_ == "VB":
                return objects[0]
        if verb.dep_ not in ("xcomp", "conj", "advcl", "pcomp", "prep", "ccomp", "dep", "acomp", "attr", "dobj", "acl"):
            return None
        if verb.dep_ == "ccomp" and verb.tag_ not in ("VBG", "VB"):
            return None
        verb = head
    return None


def agent(verb: Token) -> Token | None:
    """Who does it, of a passive verb with "by"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def noun_phrase(noun: Token) -> set[int]:
    """A source's words: the phrase with its appositions and relative clauses, as PolNeAR marks them."""
    return subtree(noun)


def verb_group(verb: Token) -> set[int]:
    """The verb with its auxiliaries, negation, particles, and the adverbs between."""
    group = {verb.i} | {c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "prt")}
    first = min(group)
    adverbs = {c.i for c in verb.children if c.dep_ == "advmod" and first < c.i < max(group)}
    return group | adverbs


def complements(verb: Token, entry: Cue) -> list[Token]:
    """The heads of the phrases after (or around) the verb that the entry takes as content."""
    found: list[Token] = []
    passive = is_passive(verb)
    for child in verb.children:
        dep, takes = child.dep_, entry.takes
        if dep in ("ccomp", "parataxis") or (dep == "xcomp" and child.pos_ in VERBS):
            infinitive = any(c.tag_ == "TO" for c in child.children)
            if dep == "xcomp" and infinitive:
                wanted = "to" in takes
            elif dep == "xcomp":
                wanted = "ing" in takes or "clause" in takes
            else:
                wanted = "clause" in takes or (infinitive and "to" in takes)
        elif dep == "dobj":
            wanted = "object" in takes
        elif dep in ("oprd", "acomp", "attr"):
            wanted = "as" in takes or child.lower_ in takes
        elif dep == "nsubjpass":
            wanted = passive and "object" in takes
        elif dep in ("prep", "agent"):
            wanted = child.lower_ in takes
        else:
            wanted = False
        if wanted:
            found.append(child)
    return found


def clause_drafts(doc: Doc, words: Lexicon) -> list[Draft]:
    """A draft for each attributing verb, with or without a content of its own yet."""
    drafts = []
    for token in doc:
        if token.pos_ not in VERBS or token.dep_ in ("aux", "auxpass", "amod", "compound"):
            continue
        entry = words.of(token)
        if entry is None:
            continue
        draft = Draft(token, entry, verb_group(token))
        who = agent(token) if is_passive(token) else subject(token)
        if who is not None and who.dep_ != "expl":
            draft.source = noun_phrase(who) - draft.cue
        for part in complements(token, entry):
            draft.content |= content_of(part, token)
        draft.content -= draft.cue | draft.source
        drafts.append(draft)
    return drafts


def content_of(part: Token, verb: Token) -> set[int]:
    """The words of one complement, without the preposition that opens it."""
    words = subtree(part, without=[verb])
    if part.dep_ in ("prep", "agent") and part.lower_ not in ("as", "for"):
        words.discard(part.i)
    return words
