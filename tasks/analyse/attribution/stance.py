"""A source's position toward what it is said to have said: denies, doubts, confirms, declines, demands, else asserts.

The lexicon gives each cue a stance; negation ("did not deny"), the kind of thing that is turned down ("rejected a
ceasefire") and what is said of it ("called the video fake", "it is difficult to ascertain") overrule it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tasks.analyse.attribution.draft import Draft
from tasks.analyse.parsing.cues import Lexicon
from tasks.models import Stance

# What may hold "fake" in "called it fake".
FEW = frozenset({"few", "little", "no", "none", "nobody", "scant"})
BELIEFS = frozenset({"faith", "confidence", "belief"})
CONVINCED = frozenset({"convinced", "persuaded"})
CALLED = frozenset({"oprd", "prep", "ccomp", "xcomp", "acomp", "dobj", "attr", "advcl"})


def stance_of(draft: Draft, words: Lexicon) -> Stance:
    """The stance of one attribution."""
    verb, entry = draft.head, draft.entry
    if verb.pos_ == "NOUN" and entry.stance == "doubts" and any(c.lower_ in ("no", "little") for c in verb.children):
        return "asserts"  # "had no doubt that it was so"
    if entry.stance == "asserts" and _hardly_held(draft, words):
        return "doubts"
    if verb.pos_ in ("VERB", "AUX"):
        thing = target(draft)
        lemma = words.lemma(thing) if thing is not None else ""
        if negated(verb) and entry.lemma == "claim":
            return "declines"
        if entry.lemma == "claim" and lemma in ("responsibility", "credit"):
            return "confirms"
        if (
            thing is not None
            and lemma in words.words["proof"]
            and any(c.lower_ in ("no", "little") for c in thing.children)
        ):
            return "doubts"
        turned_down = words.words["decisions" if entry.lemma != "deny" else "grants"]
        if entry.stance == "denies" and lemma in turned_down and not (thing is not None and _rumour(thing)):
            return "declines"
        if yet_to(verb):
            return "declines"
        if entry.lemma in words.words["answering"] and not negated(verb) and _claims_answered(draft, words):
            return "denies"
        if entry.stance == "confirms" and entry.lemma != "confirm" and impossible(verb):
            return "doubts"
        if entry.lemma == "plead_guilty":
            return "denies" if any(t.lower_ == "not" for t in verb.doc[verb.i + 1 : verb.i + 3]) else "confirms"
        if negated(verb):
            return reversed_stance(draft, words)
        if (thing is None or thing.pos_ != "PROPN") and called_untrue(draft, words):
            return "denies"
        if entry.lemma == "ask" and not any(c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VB" for c in verb.children):
            return "asserts"
        if entry.lemma == "tell" and any(c.dep_ == "xcomp" for c in verb.children):
            return "demands"
        if entry.lemma in ("warn", "caution") and any(verb.doc[i].lower_ in ("must", "should") for i in draft.content):
            return "demands"
    if entry.stance == "asserts" and entry.speaks:
        return said(draft, words)
    return entry.stance


def _hardly_held(draft: Draft, words: Lexicon) -> bool:
    """Whether a belief is one that its holder lacks: "had little faith in it", "few believe it", "is not convinced"."""
    head = draft.head
    if words.lemma(head) in BELIEFS:
        return any(c.lower_ in FEW for c in head.children)
    if head.pos_ == "ADJ":
        return draft.entry.lemma in CONVINCED and any(c.dep_ == "neg" for c in (*head.children, *head.head.children))
    if draft.entry.lemma not in words.words["believing"] or negated(head):
        return False
    who = next((c for c in head.children if c.dep_ == "nsubj"), None)
    return who is not None and (who.lower_ in FEW or any(c.lower_ in ("few", "no") for c in who.children))


def _rumour(thing: Token) -> bool:
    """Whether "talk" is what people say, and no meeting: "rejected talk of a coup"."""
    return thing.lower_ == "talk" and any(c.lower_ in ("of", "about", "that") for c in thing.rights)


def negated(verb: Token) -> bool:
    """Whether the verb, or the one it completes or goes on with, is denied: "has not confirmed or denied"."""
    while True:
        if any(c.dep_ == "neg" or c.lower_ in ("never", "neither") for c in verb.children):
            return True
        if verb.dep_ == "pcomp" and verb.head.head.lower_ == "short":
            return True  # "stopped short of denying"
        either = verb.dep_ == "conj" and any(c.lower_ in ("or", "nor") for c in verb.head.children)
        if verb.dep_ != "xcomp" and not either:
            return False
        verb = verb.head


def yet_to(verb: Token) -> bool:
    """ "Has yet to respond"."""
    head = verb.head
    return verb.dep_ == "xcomp" and head.lemma_ in ("have", "be") and any(c.lower_ == "yet" for c in head.children)


def impossible(verb: Token) -> bool:
    """ "It was not possible to verify", "unable to verify"."""
    head = verb.head
    if verb.dep_ not in ("xcomp", "advcl"):
        return False
    words = {head.lower_, *(c.lower_ for c in head.children if c.dep_ in ("acomp", "attr", "neg"))}
    return bool(words & {"impossible", "unable", "difficult", "hard"}) or bool(
        words & {"possible", "able"} and words & {"not", "n't"}
    )


def reversed_stance(draft: Draft, words: Lexicon) -> Stance:
    """The stance of a negated cue."""
    entry = draft.entry
    if entry.lemma in ("confirm", "verify", "corroborate"):
        can = any(c.lemma_ in ("can", "could") for c in draft.head.children)
        return "doubts" if can and entry.lemma != "confirm" else "declines"
    if entry.lemma in words.words["believing"]:
        return "doubts"
    if entry.stance == "doubts":
        return "asserts"
    return "declines" if entry.speaks or entry.stance in ("denies", "confirms") else entry.stance


def called_untrue(draft: Draft, words: Lexicon) -> bool:
    """Whether the object is called a lie, a fake or the like: "denounced the video as fake"."""
    for child in draft.head.children:
        if child.i < draft.head.i or child.dep_ not in CALLED:
            continue
        if child.dep_ == "prep" and child.lower_ != "as":
            continue
        if child.dep_ == "ccomp" and draft.entry.takes >= {"clause"}:
            continue  # "said the report was false" is read by `said`
        if child.dep_ == "dobj" and draft.entry.lemma != "call":
            continue
        if any(t.lower_ in words.words["untrue"] for t in (child, *child.children, *grandchildren(child))):
            return True
    return False


def grandchildren(token: Token) -> Iterator[Token]:
    """The words two steps below."""
    for child in token.children:
        if child.dep_ in ("amod", "pobj", "conj", "compound", "acomp", "attr", "oprd"):
            yield from child.children
            yield child


def said(draft: Draft, words: Lexicon) -> Stance:
    """The stance that the words said take by themselves, read off their first clause."""
    root = content_root(draft)
    if root is None:
        return draft.entry.stance
    children = list(root.children)
    lemma = root.lemma_.lower()
    negative = any(c.dep_ == "neg" for c in children)
    if lemma == "be":
        return said_to_be(root, negative, words) or draft.entry.stance
    if negative and any(c.lemma_ in ("can", "could") for c in children) and lemma in words.words["ascertain"]:
        return "doubts"
    entry = words.cues["verb"].get(lemma)
    quoted = draft.head.doc[min(draft.content)].is_quote
    performed = quoted and not negative and any(c.dep_ == "nsubj" and c.lower_ in ("i", "we") for c in children)
    if performed and entry is not None and entry.stance in ("denies", "doubts", "confirms"):
        return entry.stance  # "I totally refute this"
    return draft.entry.stance


def said_to_be(root: Token, negative: bool, words: Lexicon) -> Stance | None:
    """The stance of a clause with "be": "there is no famine", "the report is false", "it is hard to ascertain"."""
    children = list(root.children)
    there = any(c.dep_ == "expl" and c.lower_ == "there" for c in children)
    promised = any(c.dep_ == "aux" and c.lower_ in ("will", "wo", "shall", "'ll", "’ll") for c in children)
    for child in children:
        if child.dep_ not in ("acomp", "attr"):
            continue
        no = any(c.lower_ in ("no", "not", "zero") for c in child.children)
        if there and child.lower_ in ("doubt", "question") and (negative or no):
            return None  # "there is no doubt that it was so"
        if there and not promised and (negative or no or child.lower_ in ("nothing", "none")):
            return "doubts" if words.lemma(child) in words.words["proof"] else "denies"
        if child.lower_ in words.words["untrue"] and not negative and points(root, words):
            return "denies"
        if negative and child.lower_ in ("true", "aware"):
            return "denies" if child.lower_ == "true" else "doubts"
        below = (c for c in (*child.children, *children) if c.dep_ in ("xcomp", "acl", "advcl", "ccomp"))
        if child.lower_ in words.words["hard"] and any(words.lemma(c) in words.words["ascertain"] for c in below):
            return "doubts"
    return None


def hedging(draft: Draft, words: Lexicon) -> bool:
    """Whether an adverb on the cue keeps the reporter out of it: "reportedly told", "allegedly said"."""
    return any(c.lower_ in words.words["reported"] for c in draft.head.children)


def points(root: Token, words: Lexicon) -> bool:
    """Whether a clause is about something said before: "the report is false", "that is a lie"."""
    for child in root.children:
        if child.dep_ == "nsubj":
            return (
                child.lower_ in ("it", "this", "that", "these", "those", "they")
                or words.lemma(child) in words.words["pointers"]
            )
    return False


def content_root(draft: Draft) -> Token | None:
    """The head of the first clause said."""
    doc = draft.head.doc
    if not draft.content:
        return None
    token = doc[next((i for i in sorted(draft.content) if not doc[i].is_punct), min(draft.content))]
    while token.head.i in draft.content and token.head != token:
        token = token.head
    return token


def target(draft: Draft) -> Token | None:
    """The noun that the verb is done to, where its content is one."""
    for child in draft.head.children:
        if child.dep_ in ("dobj", "nsubjpass") and child.i in draft.content:
            return child
    return None


def _claims_answered(draft: Draft, words: Lexicon) -> bool:
    """Whether what the verb goes against is somebody's claim: "pushed back against the charge"."""
    things = [thing for c in draft.head.children if c.dep_ == "prep" for thing in c.children if thing.dep_ == "pobj"]
    claims = {*words.cues["noun"], *words.words["statements"], "that", "this", "it"}
    return any(words.lemma(thing) in claims for thing in things)


def pointer_of(draft: Draft, words: Lexicon) -> str | None:
    """The head lemma of a content that only points at what was said elsewhere: "the charges", "those allegations".

    None where it says what was said: "the claim that 22 died", "accusations of torture".
    """
    root = target(draft)
    if root is None:
        root = next((c for c in draft.head.children if c.dep_ == "prep" and c.i + 1 in draft.content), None)
        root = next((c for c in root.children if c.dep_ == "pobj"), None) if root is not None else None
    if root is None:
        first = content_root(draft)
        if first is not None and first.lemma_ == "be":
            root = next((c for c in first.children if c.dep_ == "nsubj"), None)
    if root is not None and root.tag_ in ("WDT", "WP"):  # "allegations, which officials deny"
        root = root.head.head if root.head.dep_ == "relcl" else None
    if root is not None and words.lemma(root) in words.words["qualities"]:
        of = next((c for c in root.children if c.dep_ == "prep" and c.lower_ == "of"), None)
        root = next((c for c in of.children if c.dep_ == "pobj"), root) if of is not None else root
    if root is None or words.lemma(root) not in words.words["pointers"]:
        return None
    says = any(
        c.dep_ == "ccomp"
        or (c.dep_ in ("acl", "relcl") and any(m.dep_ == "mark" or m.tag_ == "TO" for m in c.children))
        or (c.dep_ == "prep" and c.lower_ in ("of", "about") and any(p.dep_ in ("pcomp", "pobj") for p in c.children))
        for c in root.children
        if c.i > root.i
    )
    return None if says and words.lemma(root) not in ("video", "clip", "footage") else words.lemma(root)


def terms_of(doc: Doc, content: set[int], words: Lexicon) -> tuple[str, ...]:
    """The lemmas of the content's nouns, names, verbs, adjectives and numbers, in order, each once."""
    found = (
        words.lemma(doc[i])
        for i in sorted(content)
        if doc[i].pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and not doc[i].is_stop and doc[i].text[0].isalnum()
    )
    return tuple(dict.fromkeys(found))
