"""Whose an attributing verb is: its subject, its own or a shared one, and the words that name the source."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.analyse.actors.people import lexicon as people
from tasks.analyse.attribution.draft import Draft, subtree, text_beside
from tasks.analyse.parsing.cues import Lexicon

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
CITING = frozenset({"quote", "cite", "report"})
FLOATING = ("all", "both", "each")
HYPHENS = ("-", "‐", "‑")
VERBS = ("VERB", "AUX")
FINITE = frozenset({"VBD", "VBZ", "VBP"})
DOING = frozenset("by after before without in while since from despite upon on for of".split())  # "by saying"


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, or is a past participle behind a noun."""
    if is_main(verb):
        return False
    if any(is_behind_aside(c) for c in verb.children) or (verb.tag_ == "VBN" and opening(verb.head) == verb):
        return True  # it is the aside: "Lee, accused of it, says that he was not there"
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if any(c.dep_ == "agent" for c in verb.rights) and not any(c.dep_ == "nsubj" for c in verb.lefts):
        return True  # "she said by telephone that" is no passive
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "amod", "advcl")
        and not any(c.dep_ == "aux" or c.dep_ in SUBJECTS for c in verb.children)
    )


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on the verb itself, also where a name before a verb was taken for half a compound."""
    before = [c for c in verb.lefts if c.dep_ in SUBJECTS]
    if len(before) > 1:  # "a count that many here say is wrong": the nearest
        before = [c for c in before[1:] if is_apart(c, verb)][-1:] or before
    found = before[0] if before else next((c for c in verb.rights if c.dep_ in SUBJECTS), None)
    if found is not None and found.dep_ == "csubj" and found.tag_ == "VBG":
        return beside_gerund(found, verb)
    if found is None and verb.tag_ in ("VBP", "VBD", "VBZ"):
        return next((c for c in verb.children if c.dep_ in ("compound", "nmod") and c.i == verb.i - 1), None)
    return found


def is_apart(noun: Token, verb: Token) -> bool:
    """Whether a second subject is one: no apposition ("Lee, the mayor, said"), nothing that floats ("both said")."""
    first, last = noun.left_edge, noun.right_edge
    aside = text_beside(first, -1) == "," and any(t.text == "," for t in noun.doc[last.i : verb.i])
    dated = any(c.dep_ == "nummod" and c.i > noun.i for c in noun.children)  # "on Sunday, March 4"
    floats = noun.lower_ in FLOATING or noun.lower_.endswith(("self", "selves"))
    return not (aside or dated or floats or first.tag_ in ("WP$", "VBG"))


def beside_gerund(gerund: Token, verb: Token) -> Token | None:
    """Whose a verb is of which the parse takes a gerund for the subject: "Lee, addressing the court, denied it".

    What opens with a comma that nothing closes only goes on: "they moved in, ignoring the truce agreed" on.
    """
    first = gerund.left_edge
    if (named := next((c for c in gerund.children if c.dep_ == "nsubj"), None)) is not None:
        return named  # "lawyers working for Lee said"
    if text_beside(first, -1) != ",":
        return gerund
    noun = first.nbor(-2) if first.i > 1 and text_beside(verb, -1) == "," else None
    return noun if noun is not None and noun.pos_ in ("NOUN", "PROPN") else None


def quoted_as(verb: Token) -> Token | None:
    """The verb that passes on who says it: "quoted" in "the agency quoted him as saying so"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or verb.tag_ != "VBG":
        return None
    return verb.head.head if verb.head.head.lemma_ in CITING else None


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
    if (report := quoted_as(verb)) is not None:
        behind = report.head if report.dep_ == "acl" and report.tag_ == "VBN" else None
        return next((c for c in report.children if c.dep_ in ("dobj", "nsubjpass") and c.i < verb.i), behind)
    for _ in range(6):
        own = own_subject(verb) or listed(verb)
        if own is not None:
            return own
        if verb.dep_ == "conj" and verb.tag_ in (*FINITE, "VBN") and verb.head.tag_ == "VB" and is_bare(verb.head):
            verb = verb.head.head  # "they told her to go and dismissed it": what is joined to "told"
            continue
        head = verb.head
        if head == verb:
            return None
        if (above := above_relative(verb)) is not None:
            verb = above
            continue
        if verb.tag_ == "VB" and verb.dep_ == "acl" and head.dep_ == "pobj" and head.head.lower_ == "in":
            verb = head.head.head  # "hung out flags in order to say"
            continue
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


def above_relative(verb: Token) -> Token | None:
    """The verb above a relative clause to which the parse joins one of another tense: "gave a sum they like and left".

    Where who does it is the relative pronoun the two may well belong together: "men who live here and said so".
    """
    clause = verb.head
    joined = verb.dep_ == "conj" and verb.tag_ == "VBD" and clause.dep_ == "relcl" and clause.tag_ in ("VBP", "VBZ")
    who = own_subject(clause) if joined else None
    if who is None or who.tag_ in ("WP", "WDT"):
        return None
    return next((t for t in clause.ancestors if t.tag_ == "VBD"), None)


def is_bare(verb: Token) -> bool:
    """Whether a verb is no finite one: neither "will go" nor "is going"."""
    return not any(c.dep_ == "aux" and c.tag_ != "TO" for c in verb.children)


def listed(verb: Token) -> Token | None:
    """The subject of the first of several verbs in a row, which the parse may make a clause: "Lee rose, left, lied"."""
    acts = any(c.dep_ == "dobj" for c in verb.children)  # else what stands before may be what is said
    clauses = ("advcl", "ccomp") if acts else ("advcl",)
    first = next((c for c in verb.children if c.dep_ in clauses and c.i < verb.i), None)
    if first is None or first.tag_ != verb.tag_ or first.tag_ not in ("VBD", "VBZ") or text_beside(verb, -1) != ",":
        return None
    return None if any(c.dep_ in ("mark", "advmod") and c.i < first.i for c in first.children) else own_subject(first)


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
    first = noun.left_edge
    for other in reversed([c for c in noun.head.lefts if c.dep_ in SUBJECTS] if noun.dep_ in SUBJECTS else []):
        if other.right_edge.i == first.i - 1 and is_part(other, first):
            phrase |= subtree(other)
            first = other.left_edge
    joins = misjoined(verb)
    if joins is not None and joins.i < noun.i:
        phrase = set(range(joins.i + 1, verb.i))
    for child in noun.children:
        if noun.i < noun.head.i < child.i and noun.dep_ in SUBJECTS:
            phrase -= subtree(child)  # "the ministry went on, …, a claim that": of what is said, no name
        aside = child.i > noun.i and text_beside(child.left_edge, -1) == ","
        asides = ("acl", "relcl") if noun.i < verb.i else ("acl",)
        likened = child.dep_ == "prep" and child.lower_ in ("like", "unlike")
        floating = child.lower_ in FLOATING and child.i > noun.i  # "the ministers all said"
        told = child.dep_ == "relcl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
        apart = aside and (child.dep_ in asides or likened or told)
        if apart or (child.lower_ == "even" and child.i < noun.i) or floating:
            phrase -= subtree(child)
    return phrase


def is_part(noun: Token, following: Token) -> bool:
    """Whether what the parse takes for two subjects is one name: "state news agency NORA", "her co-worker"."""
    if noun.text in HYPHENS or following.text in HYPHENS:
        return True
    called = noun.lemma_.lower() in people().bodies | people().nouns
    return called and noun.right_edge == noun and following.pos_ == "PROPN"


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
