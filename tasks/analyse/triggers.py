"""The words that report an event: which ACLED sub-type they open, whether they really do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from spacy.tokens import Doc, Token

from tasks.analyse.certainty import COMES_ABOUT, level
from tasks.analyse.event_clauses import agents, clause, is_aiming, is_tally, is_threat, is_to_be, lemma
from tasks.analyse.event_words import lexicon
from tasks.analyse.people import lexicon as people_words

MODALS = frozenset(("would", "could", "should", "must", "can", "may", "might"))
CARRIED_OUT = frozenset(("code", "command", "order", "plan", "script", "program", "warrant", "contract", "strategy"))
CHARGES = frozenset(("charge", "count"))
SPEECH = frozenset(("say", "call", "accuse"))
SUPPOSING = frozenset(("if", "whether", "unless"))
ENDS = frozenset(("end", "stop", "cease"))
OPENING = 60  # words that tell what a text is about
SPANS = frozenset(("month", "year", "decade", "century"))
DEVICES = frozenset(("device", "charge", "blast", "explosion", "car", "truck", "package", "parcel", "another", "vest"))
BESIDE = frozenset(("relcl", "acl", "advcl", "punct"))
BORNE = frozenset(("target", "victim", "object", "scene", "series", "wave", "spate", "string"))  # of attacks


def subtype(token: Token) -> str | None:
    """The sub-type that a word opens, as the words beside it refine it; None if it opens no event."""
    found = _plain_subtype(token)
    if found is None or _is_no_event(token) or not _is_made(token, found):
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
    return any(lemma(verb) in verbs and not _is_unreal(verb) for verb in near)


def _is_unreal(verb: Token) -> bool:
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


def _is_no_event(token: Token) -> bool:
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
        if token.dep_ == "nsubj" and lemma(token.head) in COMES_ABOUT | ENDS and _is_unreal(token.head):
            return True  # "the raids must end"
        if token.tag_ == "NNS" and token.dep_ == "nsubj" and lemma(token.head) in words.trends:
            return True
        made = token.dep_ == "dobj" and token.head.pos_ == "VERB" and _is_unreal(token.head)
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
    gerund = token.dep_ == "pcomp" and token.head.head.pos_ == "VERB" and _is_unreal(token.head.head)
    return nobody or gerund or _is_unreal(token) or _is_supposed(token)


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


def has_known_victims(noun: Token) -> bool:
    """Whether a noun's victims are spoken of as known: "the killings of the nuns", "the judge's murder"."""
    if noun.pos_ == "VERB":
        return False
    if noun.dep_ == "dobj" and lemma(noun.head) == "receive":
        return True  # "has received death threats"
    owner = any(c.dep_ == "poss" and c.pos_ in ("NOUN", "PROPN") for c in noun.children)
    struck = [n for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for n in c.children if n.dep_ == "pobj"]
    return owner or any(c.lower_ in ("the", "these", "those") for one in struck for c in one.children)


def victims(token: Token) -> frozenset[str]:
    """The names and numbers in what a trigger struck: "six" of "the murder of the six priests"."""
    return _names(word for one in _struck(token) for word in _phrase(one))


def names_victims(token: Token, places: Collection[str]) -> bool:
    """Whether what a trigger struck is told by any name or number but those of places (lower case)."""
    return not _names(word for one in _struck(token) for word in one.subtree) <= set(places)


def _struck(token: Token) -> list[Token]:
    if token.pos_ == "VERB":
        return [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
    preps = [c for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "on", "against", "at")]
    struck = [noun for prep in preps for noun in prep.children if noun.dep_ == "pobj"]
    return struck + [c for c in token.children if c.dep_ == "poss"]


def _names(words: Iterable[Token]) -> frozenset[str]:
    return frozenset(word.lower_ for word in words if word.pos_ in ("PROPN", "NUM"))


def _phrase(noun: Token) -> Iterator[Token]:
    """The words of a noun's phrase, without what is said of it: "Ann Lee" of "Ann Lee, who leads the Front"."""
    yield noun
    for child in noun.children:
        if child.dep_ not in BESIDE and (child.dep_ != "prep" or child.lower_ == "of"):
            yield from _phrase(child)
