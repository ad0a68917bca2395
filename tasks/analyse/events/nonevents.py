"""Words of violence that tell of no event: accidents, charges, wishes, suppositions, trends, figures of speech."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.analyse.actors.people import lexicon as people_words
from tasks.analyse.events.certainty import COMES_ABOUT
from tasks.analyse.events.clauses import agents, clause, is_tally, is_to_be, lemma, subjects
from tasks.analyse.events.victims import struck, victims
from tasks.analyse.events.words import lexicon

MODALS = frozenset(("would", "could", "should", "must", "can", "may", "might"))
CARRIED_OUT = frozenset(("code", "command", "order", "plan", "script", "program", "warrant", "contract", "strategy"))
CHARGES = frozenset(("charge", "count"))
JUDGED = frozenset(("arrest", "detain", "charge", "convict", "indict", "sentence", "try", "jail", "imprison", "acquit"))
ARRESTS = frozenset(("arrest", "detain", "jail", "apprehend"))
FILMS = frozenset(("video", "film", "tape", "footage", "camera", "photo", "photograph", "picture", "image", "movie"))
CAPTURED = frozenset(("moment", "attention", "imagination", "scene", "mood", "spirit", "essence", "vote", "audience"))
LIKE_ARMS = frozenset(("shoot", "shot", "shooting", "capture", "fire"))  # cameras do it, too
FOUND = frozenset(("find", "discover", "recover"))
SPEECH = frozenset(("say", "call", "accuse"))
SUPPOSING = frozenset(("if", "whether", "unless"))
ENDS = frozenset(("end", "stop", "cease"))
OPENING = 60  # words that tell what a text is about
OFTEN = 5  # words of accident that make it what a text is about
SPANS = frozenset(("month", "year", "decade", "century"))
BORNE = frozenset(("target", "victim", "object", "scene", "series", "wave", "spate", "string"))  # of attacks


def is_no_event(token: Token) -> bool:
    """A heart attack, a killing by flood, part of a compound, what is wished for or did not happen."""
    words = lexicon()
    if token.pos_ != "VERB" and token.i and token.nbor(-1).lower_ in words.not_before:
        return f"{token.nbor(-1).lower_} {lemma(token)}" not in words.nouns  # a "car bombing" is one all the same
    if token.sent.text.rstrip(" \n\"'").endswith("?") and token.pos_ == "VERB":
        return True  # "How did he wind up getting captured?"
    if lemma(token) in ("disappear", "disappearance") and (_is_of_vehicle(token) or _is_of_thing(token)):
        return True
    if _is_figurative(token) or (_is_mere_harm(token) and _is_aboard(token)):
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
    if lemma(token) == "attack" and any(c.dep_ == "advcl" and lemma(c) in SPEECH for c in token.children):
        return True  # "He attacked the army, saying that it was corrupt"
    if lemma(token) == "execute" and any(lemma(c) in CARRIED_OUT for c in struck(token)):
        return True  # "executed the plan"
    if lemma(token) in ARRESTS and _is_repeated(token):
        return True  # "has been arrested six times"
    if is_tally(token) and any(lemma(s) in words.wars for s in agents(token)):
        return True  # "a war that has killed thousands"
    own = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
    nobody = any(part.lower_ in ("no", "none", "nobody") for s in own for part in (s, *s.children))
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
    """Whether a clause only asks or supposes: "nobody knows if he fled, or he was kidnapped"."""
    alternative = False
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        alternative = alternative or any(c.dep_ == "cc" and c.lower_ == "or" for c in verb.head.children)
        verb = verb.head
    asked = [verb] if verb.dep_ in ("ccomp", "advcl") else []
    asked += [c for c in verb.children if c.dep_ == "ccomp"] if alternative else []
    return any(c.dep_ == "mark" and c.lower_ in SUPPOSING for clause in asked for c in clause.children)


def _is_charge(crime: Token) -> bool:
    """Whether a word only names a crime: "on charges of inciting a riot", "held for arson", "from theft to murder"."""
    bare = not any(c.dep_ in ("det", "poss", "relcl", "acl", "nummod") for c in crime.children)
    while crime.dep_ in ("conj", "appos", "dobj") or (crime.dep_ == "pobj" and crime.head.dep_ == "prep"):
        if crime.dep_ == "pobj":
            if crime.head.lower_ == "of" and lemma(crime.head.head) in CHARGES:
                return True
            if bare and crime.head.lower_ in ("for", "with", "of", "on") and lemma(crime.head.head) in JUDGED:
                return True
            if bare and any(lemma(word) == "range" for word in crime.head.ancestors):
                return True
            crime = crime.head
        crime = crime.head
    return crime.dep_ == "pcomp" and crime.head.lower_ == "of" and lemma(crime.head.head) in CHARGES


def _is_of_vehicle(lost: Token) -> bool:
    """Whether what disappeared is a plane or ship, or was lost from a screen."""
    told = {lemma(t) for t in (*clause(lost), *lost.subtree, *subjects(lost))}
    return bool(told & lexicon().vehicles) or any(c.lower_ == "it" for c in subjects(lost))


def _is_of_thing(lost: Token) -> bool:
    """Whether what disappeared is no person: "the old threat disappeared"."""
    gone = [noun for noun in subjects(lost) if noun.pos_ == "NOUN" and not any(map(_is_number, noun.children))]
    return bool(gone) and not any({lemma(noun), noun.lower_} & people_words().nouns for noun in gone)


def _is_number(word: Token) -> bool:
    return word.dep_ == "nummod"


def _is_figurative(token: Token) -> bool:
    """Whether arms are only a figure of speech: killing a deal, capturing the moment, a scene shot by a cameraman."""
    told = struck(token) + ([token.head] if token.dep_ in ("acl", "relcl") else [])
    if any(lemma(noun) in lexicon().undertakings and noun.pos_ == "NOUN" for noun in told):
        return True
    if lemma(token) not in LIKE_ARMS:
        return False
    told += [*subjects(token)] if token.pos_ == "VERB" else []
    told += [n for c in token.children if c.dep_ in ("agent", "prep") and c.lower_ in ("by", "on") for n in c.children]
    return any(lemma(noun) in FILMS | CAPTURED or lemma(noun) in ("cameraman", "filmmaker") for noun in told)


def _is_aboard(token: Token) -> bool:
    """Whether those on board came to harm where the sentence names no weapon and nobody who used one."""
    words = lexicon()
    found = [lemma(t) for t in token.sent]
    aboard = "aboard" in found or ("board" in found and "on" in found)
    armed = (words.rebel | words.state | set(words.means)) - words.vehicles - {"air"}
    return aboard and armed.isdisjoint(found)


def _is_repeated(verb: Token) -> bool:
    """Whether a verb sums up what happened over and over: "six times", "several times"."""
    return any(c.lower_ == "times" for c in verb.children)


def _is_mere_harm(token: Token) -> bool:
    """Whether a word only tells that people came to harm, not that somebody did it: "ten people were killed"."""
    words = lexicon()
    body = lemma(token) in FOUND and any(lemma(noun) in ("body", "corpse") for noun in struck(token))
    if not body and lemma(token) not in ("kill", "injure", "wound", "hurt", "strike", "hit", "death", "dead"):
        return False
    found = {lemma(t) for t in clause(token)}
    return not found & (words.state | words.rebel | set(words.means))


def _is_of_disaster(doc: Doc) -> bool:
    """Whether a text is about an accident or a force of nature, by its opening words or by far the most of all."""
    if "disaster" not in doc.user_data:
        words = lexicon()
        armed = (words.rebel | set(words.means)) - words.vehicles - {"air"}
        opening, told = [[lemma(t) for t in some] for some in (doc[:OPENING], doc)]
        by_chance, by_arms = [sum(word in some for word in told) for some in (words.accident, armed)]
        opens = any(word in words.accident for word in opening) and not any(word in armed for word in opening)
        doc.user_data["disaster"] = opens or by_chance >= max(OFTEN, 2 * by_arms)
    return bool(doc.user_data["disaster"])


def _befalls(preposition: Token) -> bool:
    """Whether a preposition ties events to what they befell: "shaken by blasts", "the target of bomb attacks"."""
    return preposition.lower_ in ("in", "by") or (preposition.lower_ == "of" and lemma(preposition.head) in BORNE)


def _is_bare_plural(token: Token) -> bool:
    """Whether a noun speaks of events in general: "of attacks and murders"."""
    return token.tag_ in ("NNS", "NNPS") and not any(c.dep_ in ("nummod", "det") for c in token.children)
