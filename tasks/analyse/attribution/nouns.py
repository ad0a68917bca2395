"""Attributing nouns and adjectives: "the claim by X that", "raised questions about", "is confident that"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.analyse.attribution.draft import Draft, readable, subtree
from tasks.analyse.attribution.sources import is_passive, noun_phrase, subject
from tasks.analyse.parsing.cues import Cue, Lexicon

SUBJECTS = ("nsubj", "nsubjpass")
COPULAS = ("be", "remain", "become", "seem", "appear", "feel", "sound", "get", "look", "make", "stay", "grow")


def noun_drafts(doc: Doc, words: Lexicon) -> list[Draft]:
    """A draft for each attributing noun or predicative adjective that has a content."""
    drafts = []
    for token in readable(doc, "POS", ("NOUN", "ADJ")):
        entry = words.of(token)
        if entry is None:
            continue
        draft = Draft(token, entry, {token.i})
        parts = complements(token, entry)
        if token.pos_ == "NOUN":
            parts += copular(token, entry)
            who = owner(token, parts)
            verb = carrier(token, words)
            if verb is not None:
                draft.cue |= set(range(verb.i, token.i)) if verb.i < token.i else {verb.i}
                who = who or subject(verb)
                parts = parts or [c for c in verb.children if c.i == token.i + 1 and c.lower_ in entry.takes]
        else:
            made = token.dep_ == "ccomp" and words.lemma(token.head) == "make"
            verb = token.head if made or token.dep_ in ("acomp", "oprd", "conj") else None
            if verb is None or words.lemma(verb) not in COPULAS:
                continue
            draft.cue |= {verb.i} | {c.i for c in verb.children if c.dep_ == "neg"}
            if "clause" in entry.takes:  # "it was not clear whether", "made it clear that"
                beside, below = (token, ("csubj", "advcl")) if made else (verb, ("ccomp",))
                parts = parts or [c for c in beside.children if c.dep_ in below and c.i > token.i]
            who = subject(verb)
        if not parts:
            continue
        if who is not None and who.dep_ != "expl" and who.lower_ not in ("it", "there"):
            draft.source = noun_phrase(who, token) - draft.cue
        for part in parts:
            found = subtree(part)
            if part.dep_ == "prep":
                found.discard(part.i)
            draft.content |= found
        if (verb := verdict(token, parts)) is not None:
            draft.content -= {i for i in draft.content if i >= verb.i}
        draft.source -= draft.content
        draft.content -= draft.cue | draft.source
        drafts.append(draft)
    return drafts


def complements(token: Token, entry: Cue) -> list[Token]:
    """The heads of the phrases behind the word that its entry takes as content."""
    found = []
    for child in token.children:
        if child.dep_ in ("acl", "relcl", "ccomp", "xcomp"):
            marked = any(c.dep_ == "mark" and c.lower_ in ("that", "whether", "if") for c in child.children)
            infinitive = any(c.tag_ == "TO" for c in child.children)
            wanted = ("clause" in entry.takes and (marked or child.dep_ == "ccomp")) or (
                "to" in entry.takes and infinitive
            )
        else:
            wanted = child.dep_ == "prep" and child.lower_ in entry.takes
        if wanted and child.i > token.i:
            found.append(child)
        if "clause" in entry.takes and child.dep_ == "prep" and child.lower_ in ("by", "from"):
            found += [below for who in child.children for below in who.children if is_told(below)]
    return found


def is_told(clause: Token) -> bool:
    """Whether a clause that the parse hangs on who speaks is what he says: "claims by the guild that Lee spied"."""
    own = any(c.dep_ in SUBJECTS and c.lower_ != "that" for c in clause.children)
    return clause.dep_ == "relcl" and clause.left_edge.lower_ == "that" and own and clause.n_rights > 0


def verdict(noun: Token, parts: list[Token]) -> Token | None:
    """The main verb where the parse hides it in the clause: "the claim that Lee had set it on fire | angered many".

    A sentence needs one: where its root is the noun, it is the last verb that goes without a subject of its own.
    """
    if noun.dep_ != "ROOT" or noun.pos_ != "NOUN" or noun.sent[-1].text != "." or not parts:
        return None
    loose = [
        token
        for token in noun.sent
        if token.i > parts[0].i and token.tag_ in ("VBD", "VBN", "VBZ") and token.dep_ in ("acl", "amod", "relcl")
        if token.nbor(-1).pos_ in ("NOUN", "PROPN") and not any(c.dep_ in SUBJECTS for c in token.children)
    ]
    return loose[-1] if loose else None


def copular(noun: Token, entry: Cue) -> list[Token]:
    """What follows "is" after the noun: "their view is that ..."."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ != "be" or "clause" not in entry.takes:
        return []
    return [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i]


def owner(noun: Token, content: list[Token]) -> Token | None:
    """Whose claim it is, where the noun phrase says so."""
    for child in noun.children:
        if child.dep_ == "poss" and child.lower_ != "its":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "among") and child not in content:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
        if child.dep_ == "compound" and child.pos_ == "PROPN":
            return child
    return None


def carrier(noun: Token, words: Lexicon) -> Token | None:
    """The light verb that carries the noun as its object."""
    verb = noun.head
    if noun.dep_ == "dobj" and words.lemma(verb) in words.words["light"] and not is_passive(verb):
        return verb
    return None
