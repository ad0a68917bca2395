"""The words that report an event: which ACLED sub-type they open, whether they really do."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.analyse.actors.people import lexicon as people_words
from tasks.analyse.events.certainty import level
from tasks.analyse.events.clauses import clause, is_aiming, is_presupposed, is_threat, lemma, subjects
from tasks.analyse.events.nonevents import is_no_event, is_unreal
from tasks.analyse.events.victims import struck
from tasks.analyse.events.words import lexicon

DEVICES = frozenset(("device", "charge", "blast", "explosion", "car", "truck", "package", "parcel", "another", "vest"))

UNCOUNTED = frozenset(("dozens", "scores", "hundreds", "thousands", "millions", "many"))
FLYING = "Air/drone strike"
UNMANNED = frozenset(("drone", "predator", "reaper", "uav", "missile", "rocket"))
AIRLINERS = frozenset(("airliner", "passenger", "flight", "airline", "civilian", "commercial"))
AT = frozenset(("on", "at", "against", "of", "toward", "towards", "into"))  # before what was aimed at


def subtype(token: Token) -> str | None:
    """The sub-type that a word opens, as the words beside it refine it; None if it opens no event."""
    found = _plain_subtype(token)
    if found is None or is_no_event(token) or not _is_made(token, found):
        return None
    return found if is_threat(token) else _refined(token, found)


def refers(token: Token) -> bool:
    """Whether a word only points back at an event known already: "after the bombing", "although the raid had …".

    The object of a verb in a main clause is news ("suspended the truce"); so is what the text tells in an article-less
    or indefinite phrase. Of verbs those do that only say which, or since when: "the detained man", "since he was held".
    """
    if token.pos_ == "VERB":
        return is_presupposed(token)
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
    found = {lemma(t) for t in clause(verb) if t != verb and (lemma(t) not in words.vehicles or _is_attacker(t, verb))}
    return bool(found & (words.fatal | words.harmful | words.state | words.rebel | set(words.means) | set(words.nouns)))


def _is_attacker(vehicle: Token, verb: Token) -> bool:
    """Whether a plane or ship may have struck as a weapon does: not where its tail struck, or it a runway."""
    ground = any(lemma(noun) in lexicon().ground for noun in struck(verb))
    return vehicle.dep_ not in ("poss", "compound") and not (vehicle in subjects(verb) and ground)


def _is_blamed(death: Token) -> bool:
    """Whether a death is one for which somebody answers: "charged with the death of the bishop".

    "The deaths of thousands" are what somebody is like, no event.
    """
    words = lexicon()
    if any(noun.lower_ in UNCOUNTED for noun in struck(death)):
        return False
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
    lawful = lexicon().state | lexicon().rulers
    return hold.tag_ == "VBN" and bool(by) and any(map(_is_person, held)) and captors.isdisjoint(lawful)


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
    words = lexicon()
    if found == "Looting/property destruction" and _is_on_somebody(token):
        return "Attack"
    if found not in ("Attack", "Remote explosive/landmine/IED"):
        return found
    if downed := _downed(token):
        return "Disrupted weapons use" if downed & UNMANNED else _on_a_plane(downed)
    here = clause(token)
    lemmas = [lemma(t) for t in here]
    hit: set[str] = set()
    for word in here:
        means = words.means.get(lemma(word))
        if means == FLYING and _is_target(word):
            hit |= {lemma(t) for t in word.subtree}
            continue  # "a helicopter was attacked"
        if means and (found == "Attack" or means != "Remote explosive/landmine/IED"):
            return means
    if hit and found == "Attack":
        return _on_a_plane(hit)
    if found == "Attack" and not words.state.isdisjoint(lemmas) and not words.rebel.isdisjoint(lemmas):
        return "Armed clash"
    return found


def _is_on_somebody(burn: Token) -> bool:
    """Whether it is people who burned: "the pilot was burned alive"."""
    words = {lemma(t) for t in clause(burn)}
    return lemma(burn) == "burn" and (bool(words & {"alive", "death"}) or any(map(_is_person, struck(burn))))


def _downed(token: Token) -> set[str]:
    """The words for the aircraft or missile that somebody shot down; none if nobody did."""
    down = token.i + 1 < len(token.doc) and token.nbor().lower_ == "down"
    if lemma(token) not in ("shoot", "shooting", "shot") or not (
        down or any(c.lower_ == "down" for c in token.children)
    ):
        return set()
    here = [lemma(t) for t in (token.subtree if token.pos_ == "VERB" else clause(token))]
    return set(here) if any(lexicon().means.get(word) == FLYING or word in UNMANNED for word in here) else set()


def _on_a_plane(told: set[str]) -> str:
    """What an attack on a plane is: one on those who bear arms, unless it is said to carry passengers."""
    return "Attack" if told & AIRLINERS else "Armed clash"


def _is_target(word: Token) -> bool:
    """Whether a word names what was struck rather than with what: its object, or "on" what fire was opened."""
    return word.dep_ in ("dobj", "nsubjpass") or (word.dep_ == "pobj" and word.head.lower_ in AT)


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
