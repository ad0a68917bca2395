"""The words that report an event: which ACLED sub-type they open, whether they really do."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.analyse.certainty import level
from tasks.analyse.event_clauses import clause, is_aiming, is_threat, lemma
from tasks.analyse.event_words import lexicon
from tasks.analyse.nonevents import is_no_event, is_unreal
from tasks.analyse.people import lexicon as people_words

DEVICES = frozenset(("device", "charge", "blast", "explosion", "car", "truck", "package", "parcel", "another", "vest"))


def subtype(token: Token) -> str | None:
    """The sub-type that a word opens, as the words beside it refine it; None if it opens no event."""
    found = _plain_subtype(token)
    if found is None or is_no_event(token) or not _is_made(token, found):
        return None
    return found if is_threat(token) else _refined(token, found)


def refers(token: Token) -> bool:
    """Whether a noun only points back at an event known already: "after the bombing", "although the raid had …".

    The object of a verb in a main clause is news ("suspended the truce"); so is what the text tells in an article-less
    or indefinite phrase.
    """
    if token.pos_ == "VERB":
        return False
    if token.dep_ == "pobj" and lexicon().types[_plain_subtype(token) or "Other"] == "Strategic developments":
        return True
    definite = any(c.dep_ == "poss" or c.lower_ in ("the", "this", "that", "these", "those") for c in token.children)
    return definite or (token.dep_ == "compound" and token.head.dep_ == "pobj")


def said_of(token: Token) -> list[Token]:
    """The words that tell of the event itself: the clause of a verb; of a noun that only refers, its own phrase."""
    return sorted(token.subtree, key=lambda t: t.i) if refers(token) and not _carries(token) else clause(token)


def _carries(token: Token) -> bool:
    """Whether a clause tells of its noun, rather than mentions it: "the blast killed four"."""
    if token.dep_ in ("nsubj", "nsubjpass"):
        return token.head.dep_ not in ("advcl", "relcl", "acl")
    if token.dep_ == "dobj" and lemma(token.head) in lexicon().about:
        return False
    return token.dep_ in ("dobj", "attr") or (token.dep_ == "pobj" and token.head.lower_ in ("in", "by", "during"))


def _is_made(token: Token, name: str) -> bool:
    """Whether a noun that opens an event only beside a verb of its making ("signed a truce") stands beside one."""
    verbs = lexicon().made.get(name)
    if verbs is None or token.pos_ == "VERB":
        return True
    near = [c for c in token.children if c.dep_ in ("acl", "relcl")]
    if token.dep_ in ("dobj", "nsubj", "nsubjpass"):
        near.append(token.head)
    return any(lemma(verb) in verbs and not is_unreal(verb) for verb in near)


def _plain_subtype(token: Token) -> str | None:
    words, name = lexicon(), lemma(token)
    if token.pos_ == "VERB" and token.tag_ == "VBG" and token.dep_ in ("csubj", "nsubj", "nsubjpass"):
        return words.nouns.get(token.lower_)  # "fighting left nine dead"
    if token.pos_ == "VERB":
        if name == "go" and not _goes_off(token):
            return None
        for child in token.children if name in words.openings else ():
            joined = f"{name} {lemma(child)}"
            if child.dep_ in ("prt", "dobj", "nsubjpass", "oprd") and joined in words.verbs:
                return words.verbs[joined]
            for thing in token.children if child.dep_ == "prt" else ():
                if f"{joined} {lemma(thing)}" in words.verbs:
                    return words.verbs[f"{joined} {lemma(thing)}"]  # "set off two bombs"
            for noun in child.children if child.dep_ == "prep" else ():
                if f"{name} {child.lower_} {lemma(noun)}" in words.verbs:
                    return words.verbs[f"{name} {child.lower_} {lemma(noun)}"]  # "threatened with death"
        if (name == "threaten" and _is_at_gunpoint(token)) or is_aiming(token):
            return "Attack"
        if name == "hold" and _is_held_captive(token):
            return "Abduction/forced disappearance"
        found = words.verbs.get(name)
        return None if name in words.loose and found and not _is_violent(token) else found
    if name == "dead":
        listed = token.dep_ == "ROOT" or (token.dep_ == "pobj" and token.head.lower_ == "among")
        return "Attack" if listed and any(c.dep_ == "nummod" for c in token.children) else None
    if token.pos_ in ("NOUN", "PROPN"):
        for length in (3, 2) if name in words.endings else ():
            if token.i + 1 >= length:
                phrase = token.doc[token.i + 1 - length : token.i + 1]
                several = " ".join([t.lower_ for t in phrase[:-1]] + [name])
                if several in words.nouns:
                    return words.nouns[several]
        if (name == "death" and _is_blamed(token)) or (name == "threat" and _is_at_somebody(token)):
            return "Attack"
        if name in words.weapons and _is_at_work(token):
            return words.means[name]
        if name in words.aimed and (_is_aimed(token) or any(lemma(t) in words.fatal for t in token.sent)):
            return words.aimed[name]
        return words.nouns.get(name)
    return None


def _goes_off(go: Token) -> bool:
    """Whether what goes off is a weapon: alarms and lights do, too."""
    subject = [word for c in go.children if c.dep_ == "nsubj" for word in c.subtree]
    told = any(lemma(word) in DEVICES | lexicon().weapons for word in subject)
    return told or any(c.dep_ == "nsubj" and c.tag_ in ("PRP", "WDT", "DT") for c in go.children)


def _is_violent(verb: Token) -> bool:
    """Whether the words beside a verb of many senses tell arms or harm: "the bus was hit by a shell"."""
    words = lexicon()
    found = {lemma(t) for t in clause(verb) if t != verb}
    return bool(found & (words.fatal | words.harmful | words.state | words.rebel | set(words.means) | set(words.nouns)))


def _is_blamed(death: Token) -> bool:
    """Whether a death is one for which somebody answers: "charged with the death of the bishop"."""
    words = lexicon()
    owned = any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ == "of") for c in death.children)
    above = [lemma(t) for t in (*death.ancestors, *clause(death))]
    return owned and any(words.certainty.get(word) == "suspected" or word in words.blame for word in above)


def _is_at_gunpoint(threaten: Token) -> bool:
    """Whether a threat is made with arms: "threatened them with knives"."""
    means = [n for c in threaten.children if c.dep_ == "prep" and c.lower_ == "with" for n in c.children]
    return any(lemma(noun) in lexicon().arms for noun in means)


def _is_at_somebody(threat: Token) -> bool:
    """Whether threats are made, or made against a person: "the threats against her and her family"."""
    against = [n for c in threat.children if c.dep_ == "prep" and c.lower_ == "against" for n in c.children]
    made = any(c.dep_ == "acl" and lemma(c) in ("issue", "make") for c in threat.children)
    return threat.tag_ == "NNS" and (made or any(_is_person(noun) for noun in against))


def _is_held_captive(hold: Token) -> bool:
    """Whether people are held by others than the state: "two nurses held by the rebels since May"."""
    passive = [c for c in hold.children if c.dep_ == "nsubjpass"]
    held = [hold.head] if hold.dep_ in ("acl", "relcl") else passive
    by = [noun for c in hold.children if c.dep_ == "agent" for noun in c.children]
    captors = {lemma(word) for noun in by for word in noun.subtree}
    return hold.tag_ == "VBN" and bool(by) and any(map(_is_person, held)) and captors.isdisjoint(lexicon().state)


def _is_person(noun: Token) -> bool:
    return noun.pos_ == "PRON" or lemma(noun) in people_words().nouns or noun.lower_ in people_words().nouns


def _is_at_work(weapon: Token) -> bool:
    """Whether a weapon is said to have done its work: "a bomb damaged the office", "shaken by explosives"."""
    if weapon.dep_ == "pobj" and weapon.head.dep_ == "agent":
        return lemma(weapon.head.head) in lexicon().wreck
    return weapon.dep_ == "nsubj" and weapon.head.tag_ in ("VBD", "VBN") and lemma(weapon.head) in lexicon().wreck


def _is_aimed(token: Token) -> bool:
    if token.dep_ == "nsubj" and lemma(token.head) in lexicon().strikes:
        return True
    return any(child.dep_ == "prep" and child.lower_ in ("on", "against", "at") for child in token.children)


def _refined(token: Token, found: str) -> str:
    """An attack or a killing becomes what the words beside it say: by drone, by car bomb, army against rebels."""
    if found not in ("Attack", "Remote explosive/landmine/IED"):
        return found
    words = lexicon()
    lemmas = [lemma(t) for t in clause(token)]
    for name in lemmas:
        means = words.means.get(name)
        if means and (found == "Attack" or means != "Remote explosive/landmine/IED"):
            return means
    if found == "Attack" and not words.state.isdisjoint(lemmas) and not words.rebel.isdisjoint(lemmas):
        return "Armed clash"
    return found


def opens(token: Token, specific: bool) -> bool:
    """Whether a trigger may report an event of its own, rather than only speak of one already told, or of none.

    Args:
        token: the trigger.
        specific: whether its clause names a day, a place or a toll.
    """
    if is_threat(token):
        return True
    if token.pos_ == "VERB":
        return specific or token.tag_ in ("VBD", "VBN") or bool(level([*token.ancestors]))
    return specific
