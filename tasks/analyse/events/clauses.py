"""How the clause around an event's word is built: its verb, its words, and whether it tells of another time."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.analyse.events.words import lexicon

APART = frozenset(("day", "week", "month", "year"))  # "days before": another event
GIVEN_FOR = frozenset(("protest", "avenge", "commemorate", "mourn"))
FURTHER = frozenset(("also", "meanwhile", "elsewhere", "separately"))
KNOWN = frozenset(("it", "this", "that", "the"))
STRETCHES = frozenset(("week", "month", "year", "decade"))
TELLING = frozenset(
    ("tell", "describe", "recount", "recall", "explain", "show", "detail", "relate", "say", "see", "report")
)
SETTING = frozenset(("before", "since", "until"))
CUSTODY = frozenset(("arrest", "detain", "capture", "apprehend", "hold", "jail", "imprison"))
CLAUSES = frozenset(("conj", "advcl", "ccomp", "parataxis", "relcl"))


def lemma(token: Token) -> str:
    """The lemma in lower case; of a plural that the tagger takes for a name ("Rockets hit …") too."""
    found: str = token.lemma_.lower()
    return found.removesuffix("s") if token.tag_ in ("NNP", "NNPS") and len(found) > 4 else found


def ends_in_death(verb: Token) -> bool:
    """Whether the words beside a verb make it fatal: "shot dead", "hacked to death", "gunned down", "burned alive"."""
    if verb.pos_ != "VERB":
        return False
    down = lemma(verb) in ("gun", "mow")
    return any(
        child.lower_ == "dead"
        or (child.lower_ == "alive" and lemma(verb) in ("burn", "bury"))
        or (child.lower_ == "down" and down)
        or (child.lower_ == "to" and any(c.lower_ == "death" for c in child.children))
        for child in verb.children
    )


def clause_verb(token: Token) -> Token:
    """The verb that governs a token, itself if it is one; the root of its sentence where none does."""
    while token.head != token and token.pos_ != "VERB":
        token = token.head
    return token


def clause(token: Token) -> list[Token]:
    """The words under the verb that governs a token, without coordinated and subordinate clauses."""
    found, stack = [], [clause_verb(token)]
    while stack:
        node = stack.pop()
        found.append(node)
        stack.extend(c for c in node.children if not _is_clause(c))
    return sorted(found, key=lambda t: t.i)


def _is_clause(verb: Token) -> bool:
    """Whether a verb opens a clause of its own; "after protests left six dead" has one, "after shooting a man" none."""
    own = verb.dep_ in CLAUSES or (verb.dep_ == "pcomp" and any(c.dep_ == "nsubj" for c in verb.children))
    return own and verb.pos_ == "VERB"


def subjects(verb: Token) -> list[Token]:
    """The heads of a verb's subject, its own or that of the verb it is coordinated with; of "who", whom it means."""
    while True:
        own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if verb.dep_ == "relcl" and all(c.tag_ in ("WP", "WDT") for c in own):
            return [verb.head]
        if own or verb.dep_ != "conj" or verb.head.pos_ not in ("VERB", "AUX"):
            return own
        verb = verb.head


def agents(token: Token) -> list[Token]:
    """The heads of what names those who act in the clause of a token: its subject, or "by" whom in the passive."""
    verb = clause_verb(token)
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return [noun for child in verb.children if child.dep_ == "agent" for noun in child.children]
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    relative = verb.dep_ == "relcl" and all(child.tag_ in ("WP", "WDT") for child in subjects)
    return [verb.head] if relative else subjects


def is_to_be(verb: Token) -> bool:
    """Whether a verb tells what was to come: "their team was to carry out the raid"."""
    infinitive = verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)
    return infinitive and verb.dep_ == "xcomp" and verb.head.lower_ in ("is", "are", "was", "were")


def is_long_past(token: Token) -> bool:
    """Whether a trigger only dates something else: "months after gunmen killed the judge"."""
    verb = next((t for t in (token, *token.ancestors) if t.dep_ == "advcl"), None)
    marks = [c for c in verb.children if c.dep_ in ("mark", "prep") and c.lower_ in ("after", "since")] if verb else []
    return any(mark.i and lemma(mark.nbor(-1)) in ("week", "month", "year", "decade") for mark in marks)


def is_presupposed(verb: Token) -> bool:
    """Whether a verb tells what is taken as known: "the detained clerk", "since he was held", "how he came to be held".

    So does custody in a clause that only says who somebody is or when he left: "a clerk who was detained".
    """
    custody = lemma(verb) in CUSTODY
    of_whom = verb.dep_ == "acl" or (verb.dep_ == "relcl" and verb.head in subjects(verb))
    if verb.tag_ == "VBN" and verb.head.dep_ != "ROOT" and (verb.dep_ == "amod" or (custody and of_whom)):
        return True  # but not in "Four suspects arrested", a headline
    if verb.tag_ == "VBG" and {"have", "be"} <= {lemma(c) for c in verb.children if c.dep_ == "aux"}:
        return True  # "has been fighting the rebels"
    node = verb
    while node.dep_ in ("advcl", "pcomp", "xcomp", "ccomp", "conj"):
        marks = {c.lower_ for c in node.children if c.dep_ == "mark"}
        above = node.head
        if node.dep_ == "pcomp":
            marks, above = marks | {node.head.lower_}, node.head.head
        if "since" in marks or (marks & SETTING and (custody or above.dep_ == "relcl")) or _is_after(node):
            return True
        asked = any(c.dep_ == "advmod" and c.lower_ in ("how", "why") for c in node.children)
        if asked and node.dep_ in ("ccomp", "pcomp") and lemma(above) not in TELLING:
            return True
        node = above
    return False


def _is_after(verb: Token) -> bool:
    """Whether a clause only says after what some things came that a noun names: "attacks after he disappeared"."""
    return verb.head.pos_ == "NOUN" and any(c.dep_ == "mark" and c.lower_ == "after" for c in verb.children)


def is_apart(token: Token) -> bool:
    """Whether a trigger tells what was days away from the rest: "The attack came days before gunmen raided a hotel".

    Or what the rest was done for: "they attacked the post to avenge the murder".
    """
    verb = next((t for t in (token, *token.ancestors) if t.dep_ in ("advcl", "pcomp")), None)
    if verb is None:
        return False
    if token.dep_ == "dobj" and verb == token.head and lemma(verb) in GIVEN_FOR:
        return any(c.lower_ == "to" for c in verb.children)
    marks = [c for c in verb.children if c.dep_ == "mark"] + ([verb.head] if verb.dep_ == "pcomp" else [])
    return any(mark.lower_ in ("before", "after") and mark.i and lemma(mark.nbor(-1)) in APART for mark in marks)


def is_further(token: Token) -> bool:
    """Whether a trigger is told as one more beside others: "banks were also attacked", "another bomb went off"."""
    verb = clause_verb(token)
    told = [token, *(c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj"))]
    more = any(c.lower_ == "another" for noun in told for c in noun.children)
    also = any(c.dep_ == "advmod" and c.lower_ in FURTHER for c in verb.children)
    known = any(c.lower_ in KNOWN for agent in agents(token) for c in (agent, *agent.children))
    return more or (also and not known)


def is_threat(token: Token) -> bool:
    """Whether a trigger is a threat, which is news by itself: "threatened them with knives", "pointed a gun at us"."""
    return lemma(token) in ("threat", "threaten") or is_aiming(token)


def is_aiming(verb: Token) -> bool:
    """Whether somebody is held at gunpoint: "pointed a rifle at the guard"."""
    aimed = verb.pos_ == "VERB" and lemma(verb) in ("point", "aim", "brandish")
    return aimed and any(c.dep_ == "dobj" and lemma(c) in lexicon().arms for c in verb.children)


def is_tally(token: Token) -> bool:
    """Whether a verb in the present perfect sums up what went on until now: "has killed dozens this week"."""
    return token.tag_ == "VBN" and any(c.dep_ == "aux" and c.lower_ in ("has", "have", "'ve") for c in token.children)


def is_sum(token: Token) -> bool:
    """Whether a tally is one of weeks or years: "five judges have been killed in two months"."""
    spans = [n for c in token.children if c.dep_ == "prep" and c.lower_ in ("in", "over", "within") for n in c.children]
    return is_tally(token) and any(lemma(noun) in STRETCHES for noun in spans)
