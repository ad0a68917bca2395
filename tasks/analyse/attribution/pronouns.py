"""Whom "he", "she", "it" and "they" mean: the nearest noun before that fits, subjects of the main clause first.

After Hobbs (1978) and the salience of Lappin and Leass (1994), over a dependency parse: first the subjects of the
clauses around the pronoun's own, then the sentences before, nearest first. A pronoun found on the way stands for what
it means itself. Quoted words are another's: what stands in them is looked at only for a pronoun in the same quotation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain, pairwise
from typing import Literal

from spacy.tokens import Doc, Token

from tasks.analyse.actors.people import People, before_name, lexicon, word_of
from tasks.analyse.attribution.sources import subject
from tasks.analyse.parsing.cues import lexicon as cues
from tasks.analyse.parsing.tokens import as_read

Kind = Literal["f", "m", "it", "they"]
KINDS: dict[str, Kind] = {
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "themselves"), "they"),
}
SUBJECTS = ("nsubj", "nsubjpass")
OBJECTS = ("dobj", "pobj", "dative")
ACCUSING = frozenset({"accuse", "charge", "blame", "suspect", "implicate"})
MEANS = frozenset({"through", "via"})  # "through a spokesman, he said"
# Who speaks for somebody of whom those in charge have spoken: "police said Lee had fled. His wife …".
KIN = frozenset(
    """wife husband son daughter mother father parent brother sister widow widower family relative uncle aunt cousin
    nephew niece lawyer attorney""".split()
)
IN_CHARGE = frozenset(
    """police court official officer prosecutor spokesman spokeswoman spokesperson judge inspector detective
    commissioner sheriff investigator ministry army minister authority government""".split()
)
WRITERS = frozenset({"author", "editor", "writer"})
CAPTION = re.compile(r"\bcaption \d+ of \d+|\bmore videos\b|^(?:file )?photos?:", re.IGNORECASE)
# Bodies of a state, which are called by their own noun alone.
STATE_BODIES = frozenset(
    "ministry army navy police government parliament senate congress court office department council commission".split()
)
BACK = 4  # sentences with words of the outlet's own in which a pronoun's noun must stand
OPENING = 8  # words from the start of a sentence within which "Though he …, Lee said" may look ahead
DEPTH = 20  # pronouns that may hang on each other, and clauses around one


class Antecedents:
    """Resolves the pronouns of one article."""

    def __init__(self, doc: Doc, within: Sequence[int], is_actor: Callable[[str], bool]) -> None:
        self._doc = doc
        self._within = within
        self._people = People(doc)
        self._is_actor = is_actor
        self._sentences = whole_sentences(doc)
        self._sentence_of = [n for n, sentence in enumerate(self._sentences) for _ in sentence]
        read = as_read(doc)
        times_printed = Counter(read[s[0].idx : s[-1].idx + len(s[-1])].strip() for s in self._sentences)
        self._repeated = {text for text, times in times_printed.items() if times > 1}  # captions and furniture
        self._known: dict[int, Token | None] = {}

    def of(self, pronoun: Token, content: Collection[int] = (), depth: int = 0) -> Token | None:
        """The noun that a pronoun stands for; None where none fits, or it is too far away to be sure.

        Args:
            pronoun: "he", "she", "it", "they" or a form of them.
            content: of a pronoun that is a source, the tokens of what is said: the speaker is not among them.
            depth: how many pronouns have led here.
        """
        if pronoun.i not in self._known and depth < DEPTH:
            self._known[pronoun.i] = self._find(pronoun, content, depth)
        return self._known.get(pronoun.i)

    def body_before(self, noun: Token) -> Token | None:
        """The main subject of the sentence before, where it is a body: for "the group" in its place."""
        for main, others in self._before(noun):
            if any(other.lower_ == noun.lower_ for other in others):
                return None  # "the guild said the gang had robbed it. The gang …": itself
            return next((n for n in main if self._fits(n, "it") and n.pos_ != "PRON" and not is_other(n, noun)), None)
        return None

    def several_before(self, number: Token) -> Token | None:
        """The only people whom the sentence before names, for a number that counts some; None if it names more."""
        for main, others in self._before(number):
            people = [n for n in (*main, *others) if n.pos_ != "PRON" and self._fits(n, "they")]
            return people[0] if len(people) == 1 else None
        return None

    def is_person(self, name: Token) -> bool:
        """Whether the article shows by a title, a first name or what it tells that a name is a person's."""
        return self._people.knows(name)

    def _find(self, pronoun: Token, content: Collection[int], depth: int) -> Token | None:
        kind = KINDS.get(pronoun.lower_)
        if kind is None:
            return None
        barred = {*content, pronoun.i}
        if pronoun.dep_ in OBJECTS and (acting := subject(pronoun.head)) is not None:
            barred.add(acting.i)  # "Norland set a price on Lee and accused him": not Norland
        if (accused := self._accused(pronoun, kind, depth)) is not None:
            return accused
        if (charged := self._charged(pronoun, kind)) is not None:
            return self.of(charged, (), depth + 1) if charged.pos_ == "PRON" else charged
        steps = [[list(self._around(pronoun)), self._ahead(pronoun)], *self._before(pronoun)]
        if kind == "they":  # people anywhere in a sentence rather than the body that is its subject
            steps = [[[*first, *rest]] for first, rest in steps]
        passed: Token | None = None  # one merely mentioned after the last speaker
        if pronoun.dep_ == "poss" and kind == "it" and has_none(pronoun.head):
            barred |= {n.i for n in chain.from_iterable(chain.from_iterable(steps)) if is_document(n)}
        if pronoun.dep_ == "nsubj" and kind == "it" and speaks(pronoun):
            barred |= {t.i for c in pronoun.head.children if c.dep_ == "prep" and c.i < pronoun.i for t in c.subtree}
        for group in chain.from_iterable(steps):
            nouns = [n for n in group if self._within[n.i] == self._within[pronoun.i] and n.i not in barred]
            found = next((n for n in nouns if self._fits(n, kind)), None)
            found = self._surer(found, kind, barred, depth) or found
            found = found or next((n for n in nouns if self._may_fit(n, kind)), None)
            if found is not None and passed is not None and not speaks(found):
                return passed
            mentioned = found is not None and found.pos_ == "NOUN" and found.dep_ in OBJECTS
            if mentioned and kind in ("f", "m") and content and passed is None:
                passed = found
                continue
            if found is not None:
                return self.of(found, (), depth + 1) if found.pos_ == "PRON" else found
            if nouns and kind in ("it", "they") and is_thing(nouns[0], kind):
                return passed
        return passed

    def _accused(self, pronoun: Token, kind: Kind, depth: int) -> Token | None:
        """Whom the sentence before accuses, for who denies it: "They accused Lee of it. He denied it"."""
        cue = cues().of(pronoun.head) if pronoun.dep_ == "nsubj" else None
        at = self._sentence_of[pronoun.i]
        if cue is None or cue.stance != "denies" or not at:
            return None
        for verb in reversed(self._sentences[at - 1]):
            if verb.pos_ == "VERB" and verb.lemma_ in ACCUSING and self._within[verb.i] == self._within[pronoun.i]:
                whom = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
                whom = self.of(whom, (), depth + 1) if whom is not None and whom.pos_ == "PRON" else whom
                if whom is None or self._fits(whom, kind):
                    return whom
                may_be = whom.pos_ == "PROPN" and kind != "it" and self._people.sex(whom) in ("", kind)
                return whom if may_be else None
        return None

    def _charged(self, owner: Token, kind: Kind) -> Token | None:
        """Whose kin or lawyer speaks after those in charge: of whom they spoke, not themselves."""
        kin = owner.head
        if owner.dep_ != "poss" or kin.lemma_.lower() not in KIN or not speaks(kin):
            return None
        for main, others in self._before(owner):
            told = next((n for n in main if speaks(n)), None)
            if told is None or not is_in_charge(told):
                return None
            said = {t for c in told.head.children if c.dep_ == "ccomp" for t in c.subtree}
            about = [n for n in others if n in said]
            return next((n for n in about if self._fits(n, kind)), None) or next(
                (n for n in about if n.dep_ in SUBJECTS and self._may_fit(n, kind)), None
            )
        return None

    def _surer(self, found: Token | None, kind: Kind, barred: Collection[int], depth: int) -> Token | None:
        """Who in the sentence of a noun that leaves the sex open is surely of it: who was "she" there still is."""
        if kind not in ("f", "m") or found is None or found.dep_ == "attr" or self._people.sex(found):
            return None
        named = found.pos_ == "PROPN" or any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in found.children)
        if named and (kind == "m" or found.pos_ != "PROPN"):
            return None
        sentence = self._sentences[self._sentence_of[found.i]]
        others = [
            t for t in sentence if is_noun(t) and t.i not in barred and self._within[t.i] == self._within[found.i]
        ]
        for pronoun in (t for t in others if found.pos_ == "NOUN" and KINDS.get(t.lower_) == kind):
            meant = self.of(pronoun, (), depth + 1)
            if meant is not None and meant.i < found.i:
                return meant
        return next((t for t in others if kind == "f" and t.pos_ != "PRON" and self._people.sex(t) == "f"), None)

    def _around(self, pronoun: Token) -> Iterator[Token]:
        """Subjects and owners of the clauses around the pronoun's own, from the inside out."""
        at = pronoun.head
        opening = pronoun.i - pronoun.sent.start < OPENING and at.dep_ == "advcl"
        if pronoun.dep_ in SUBJECTS:
            yield from (s for c in at.children if c.dep_ == "advcl" and c.i < pronoun.i for s in subjects(c))
        for _ in range(DEPTH):
            if at != pronoun.head or pronoun.dep_ == "poss":
                yield from (who(s) for s in subjects(at) if s.i < pronoun.i or opening)
                yield from (c for c in at.children if c.dep_ == "poss" and c.i < pronoun.i)
            if at.head == at:
                return
            if at.dep_ == "appos" and at.head.i < pronoun.i:
                yield at.head
            at = at.head

    def _ahead(self, pronoun: Token) -> list[Token]:
        """Every noun of the pronoun's sentence ahead of it, nearest first, but what its own verb acts on or reports."""
        barred = {t.i for c in pronoun.head.children if c.dep_ in ("ccomp", "parataxis") for t in c.subtree}
        barred |= {s.i for s in subjects(pronoun.head)}
        barred |= {t.i for t in pronoun.sent if t.dep_ == "pobj" and t.head.lower_ in MEANS}
        start = self._sentences[self._sentence_of[pronoun.i]][0].i
        return [t for t in reversed(self._doc[start : pronoun.i]) if t.i not in barred and is_noun(t)]

    def _before(self, pronoun: Token) -> Iterator[list[list[Token]]]:
        """Of each sentence before with words in the same voice: its main subjects, then its other nouns."""
        left = BACK
        for sentence in reversed(self._sentences[: self._sentence_of[pronoun.i]]):
            words = [t for t in sentence if self._within[t.i] == self._within[pronoun.i]]
            text = printed(sentence)
            if text in self._repeated or CAPTION.search(text):
                continue
            if sum(t.is_alpha for t in words) < 2:
                continue
            ranks = {t: rank(t, sentence) for t in words if is_noun(t)}
            nouns = sorted(ranks, key=lambda noun: ranks[noun])
            main = [t for t in nouns if ranks[t][0] == 0]
            yield [main, nouns[len(main) :]]
            left -= 1
            if not left:
                return

    def _fits(self, noun: Token, kind: Kind) -> bool:
        """Whether a noun is surely of the kind."""
        if noun.pos_ == "PRON":
            return KINDS.get(noun.lower_) == kind and noun.dep_ != "expl"
        if kind == "they":
            return self._several(noun)
        if noun.tag_ in ("NNS", "NNPS"):
            return False
        if kind == "it":
            return self._body(noun)
        known = self._people.knows(noun) if noun.pos_ == "PROPN" else noun.lemma_.lower() in lexicon().nouns
        return known and self._people.sex(noun) in ("", kind)

    def _may_fit(self, noun: Token, kind: Kind) -> bool:
        """Whether a noun of which less is known could be of the kind: a name that acts, a body for "they"."""
        if noun.pos_ == "PRON" or noun.tag_ in ("NNS", "NNPS") or kind == "it":
            return False
        if kind == "they":
            return self._body(noun) and noun.lemma_.lower() not in lexicon().documents
        acts = noun.pos_ == "PROPN" and noun.dep_ in (*SUBJECTS, "poss")
        return acts and self._people.sex(noun) in ("", kind) and not self._body(noun)

    def _body(self, noun: Token) -> bool:
        """Whether an organisation, a state or a document is meant."""
        if noun.pos_ == "PROPN":
            if self._people.knows(noun):
                return False
            if noun.text.isupper() and len(noun) > 1:
                return True
            if any(c.lower_ == "the" for c in noun.children) or noun.lower_ in lexicon().bodies:
                return True
            if is_organisation(noun):
                return True
            return self._is_actor(noun.text) or self._is_actor(self._doc[noun.left_edge.i : noun.i + 1].text)
        return noun.lemma_.lower() in lexicon().bodies | lexicon().documents

    def _several(self, noun: Token) -> bool:
        if noun.tag_ == "NNPS" or noun.lower_ in ("police", "people", "couple"):
            return True
        if noun.tag_ == "NNS":
            return noun.lemma_.lower() in lexicon().nouns | lexicon().bodies or (noun.pos_ == "NOUN" and speaks(noun))
        return any(c.dep_ == "conj" and c.pos_ == "PROPN" and self._people.knows(c) for c in noun.children)


def is_other(body: Token, noun: Token) -> bool:
    """Whether a body is called by another noun than the one that would stand for it: a ministry is no "group"."""
    return body.lower_ in STATE_BODIES and body.lower_ != noun.lower_


def is_document(noun: Token) -> bool:
    """Whether a noun means something written, which has no people."""
    return noun.lemma_.lower() in lexicon().documents


def has_none(noun: Token) -> bool:
    """Whether a noun is of what nothing written has: people other than who wrote it, a page to publish it on."""
    lemma = noun.lemma_.lower()
    return lemma in lexicon().nouns - WRITERS or lemma in lexicon().documents


def is_organisation(name: Token) -> bool:
    """Whether what stands behind a name makes it a body's: "Open Door, which …", "Tolm Gold, a mining company"."""
    which = (t for c in name.children if c.dep_ == "relcl" for t in c.children)
    if any(t.lower_ == "which" and t.dep_ == "nsubj" for t in which):
        return True
    return any(c.dep_ == "appos" and c.lemma_.lower() in lexicon().bodies for c in name.children)


def is_in_charge(noun: Token) -> bool:
    """Whether a noun, or the title or description of a name, is of those who speak for a state."""
    beside = (noun, *before_name(noun), *(c for c in noun.children if c.dep_ == "appos"))
    return any(t.lemma_.lower() in IN_CHARGE for t in beside)


def speaks(noun: Token) -> bool:
    """Whether a noun, or a pronoun for it, is the subject of a verb of saying."""
    entry = cues().of(noun.head) if noun.dep_ == "nsubj" else None
    return entry is not None and entry.speaks


def subjects(verb: Token) -> Iterator[Token]:
    """The subjects that hang on a verb."""
    return (child for child in verb.children if child.dep_ in SUBJECTS)


def who(subject: Token) -> Token:
    """A subject, or the noun that a relative pronoun in its place stands for."""
    if subject.tag_ not in ("WP", "WDT") and subject.lower_ not in ("who", "that", "which"):
        return subject
    verb = subject.head
    while verb.dep_ not in ("relcl", "ROOT") and verb.head != verb:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else subject


def is_noun(token: Token) -> bool:
    """Whether a token heads a noun phrase or is a pronoun for one."""
    if token.pos_ == "PRON":
        return token.lower_ in KINDS
    return token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod", "appos")


def is_thing(noun: Token, kind: Kind) -> bool:
    """Whether "it" or "they" would rather be this than anybody: a subject of their number that nobody can be."""
    if kind == "it" and noun.lemma_.lower() in lexicon().nouns:
        return False
    return noun.dep_ in SUBJECTS and noun.pos_ == "NOUN" and (noun.tag_ == "NNS") == (kind == "they")


def rank(noun: Token, sentence: Sequence[Token]) -> tuple[int, int]:
    """The order in which nouns of an earlier sentence come to mind: main subject, who is introduced, other subjects."""
    verb = noun.head
    inside = sentence[0].i <= verb.head.i <= sentence[-1].i
    if noun.dep_ in SUBJECTS and (verb.dep_ == "ROOT" or verb.head == verb or not inside):
        return 0, noun.i
    if noun.pos_ == "PROPN" and any(c.dep_ == "appos" for c in noun.children):
        return 1, -noun.i
    if verb.dep_ == "agent" and verb.head.dep_ == "ROOT":
        return 1, noun.i  # who does it, of a main verb in the passive
    return (2, noun.i) if noun.dep_ in SUBJECTS else (3, -noun.i)


def whole_sentences(doc: Doc) -> list[list[Token]]:
    """The sentences of a parse, halved at ";" and ":", those joined again that it cut behind a title: "Sgt. | Lee"."""
    found: list[list[Token]] = []
    for sentence in doc.sents:
        last = [t for t in found[-1][-2:] if word_of(t)][-1:] if found else []
        title = any(word_of(t) in lexicon().titles and t.text[0].isupper() for t in last)
        if title and found[-1][-1].text.endswith("."):
            found[-1] += sentence
        else:
            found.append(list(sentence))
    return [half for sentence in found for half in halves(sentence)]


def halves(sentence: list[Token]) -> Iterator[list[Token]]:
    """The parts of a sentence that ";" and ":" end; of a caption there are none."""
    cuts = [n for n, token in enumerate(sentence[:-1], 1) if token.text in (";", ":")]
    if not cuts or CAPTION.search(printed(sentence)):
        yield sentence
        return
    for start, end in pairwise([0, *cuts, len(sentence)]):
        yield sentence[start:end]


def printed(sentence: Sequence[Token]) -> str:
    """A sentence's words as they stand."""
    return "".join(token.text_with_ws for token in sentence).strip()
