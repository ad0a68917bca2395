"""Who a source is: pronouns, surnames and "the spokesman" to the fullest name or description in the article."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tasks.analyse.actors.people import first_names, lexicon, sex_of_name, word_of
from tasks.analyse.attribution.draft import BRACKETS
from tasks.analyse.attribution.pronouns import KINDS, Antecedents
from tasks.analyse.attribution.sources import HYPHENS
from tasks.analyse.parsing.cues import lexicon as cues
from tasks.analyse.parsing.tokens import picked

FIRST = frozenset({"i", "we", "me", "us", "my", "our", "you"})
OBJECTS = frozenset({"him", "her", "them"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
# Words of one role: "the spokesman" may be the "spokesperson" of the sentence before.
SAME_ROLE = {
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "chairman": "chairperson",
    "chairwoman": "chairperson",
    "man": "person",
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "gen": "general",
    "prof": "professor",
}
ANYBODY = ("nsubj", "nsubjpass", "appos", "pobj", "dobj", "conj", "ROOT", "attr")
LONGEST = 12  # words of a description
SHORT = 4  # words of an owner
NOUNS = ("NOUN", "PROPN", "NUM", "ADJ", "X")  # "Ann Lee, 34", but not "the Lees all"
PASSING = ("ADJ", "ADV", "DET", "CCONJ", "PRON")
STANDING = frozenset("former acting deputy ex senior top chief interim retired late".split())  # adjectives of an office
# Bodies that every state and town has: "the police" stands for no name before.
OFFICES = frozenset("police army military navy government parliament cabinet court house".split())
STATE = OFFICES - {"court", "house"}
# What is done to somebody "of" something: the phrase is the verb's, wherever the parse hangs it.
OF_SOMETHING = frozenset("accuse suspect convict acquit clear inform remind assure warn strip rob notify".split())
MEMORY, SPEAKERS = 1000, 40  # how many words and how many speakers back "the report" and "the spokesman" may point


@dataclass(slots=True)
class Person:
    """A speaker named or described before, as fully as the article does."""

    text: str
    roles: frozenset[str]


class Speakers:
    """Reads sources in the order of the article and remembers who has spoken."""

    def __init__(self, doc: Doc, text: str, within: Sequence[int], actor_of: Callable[[str], str | None]) -> None:
        self._doc = doc
        self._text = text
        self._actor_of = actor_of
        self._antecedents = Antecedents(doc, within, lambda name: actor_of(name) is not None)
        self._named: dict[str, str] = {}  # the last name of a name -> its fullest description
        self._bearers: dict[str, set[str]] = {}  # the last name of people -> the first names of those who bear it
        self._recent: list[Person] = []
        for token in picked(doc, "POS", ("PROPN",)):
            if token.dep_ not in ("compound", "nmod") and not token.is_space:
                description = self._description(token)
                known = self._named.get(token.lower_, "")
                first = [word_of(t) for t in first_names(token)[:1]]
                self._bearers.setdefault(token.lower_, set()).update(first)
                credit = "/" in description  # "Tom Orso/Tessaly Press Tessaly": under a picture
                counted = any(c.like_num and c.i < token.i for c in token.children)  # "ten Lions"
                named = self._names(token) and token.dep_ in ANYBODY and not credit and not counted
                if named and better(description, known):
                    self._named[token.lower_] = description

    def resolve(self, source: set[int], content: Collection[int] = ()) -> str | None:
        """The fullest name or description of a source; None where nobody in the article surely fits.

        Sources must come in the order of the article.

        Args:
            source: its tokens.
            content: the tokens of what it says.
        """
        head = self._head(source)
        if head is None:
            return None
        relative = next((t for t in head.subtree if t.lower_ == "whom"), head)  # "several of whom said"
        if (relative.lower_ in RELATIVE and relative.pos_ == "PRON") or relative.tag_ in ("WP", "WDT"):
            head = self._antecedent_of_relative(head) or (relative is not head and self._set_before(head)) or head
            if relative.lower_ != "whom" and (issuer := self._putting_out(head)) is not None:
                return self._named_as(issuer)
        first = self._doc[min(source)]
        if first.lower_ in OBJECTS and first.nbor().lower_ in ("the", "a", "an"):
            head = first  # "making him the first official to dispute it"
        if head.lower_ not in RELATIVE and (counted := self._counted(head, content)) is not None:
            counts = [c.i + 1 for c in counted.children if c.dep_ == "nummod"]
            return self._find(counted, max(counts, default=0))  # "three of them": of six residents they are residents
        if head.lower_ in KINDS:
            antecedent = self._antecedents.of(head, content)
            if antecedent is None:
                return None
            antecedent = self._who_is(antecedent)
            if (issuer := self._putting_out(antecedent)) is not None:
                return self._named_as(issuer)
            joined = [c for c in antecedent.children if c.dep_ == "conj"]
            if KINDS[head.lower_] == "they" and joined and antecedent.tag_ not in ("NNS", "NNPS"):
                return self._text[self._doc[antecedent.left_edge.i].idx : joined[0].idx + len(joined[0])]
            return self._find(antecedent, 0)
        found = self._find(head, min(source) if head.i in source else 0)
        if found is not None:
            self._recent.append(Person(found, roles_of(head)))
        return found

    def _counted(self, number: Token, content: Collection[int]) -> Token | None:
        """Whom a number counts that stands for them: "two of them", or "three" where the sentence before names some."""
        if number.tag_ != "CD":
            return None
        them = next((t for t in number.subtree if t.lower_ == "them" and t.head.head == number), None)
        if them is not None:
            return self._antecedents.of(them, content)
        return self._antecedents.several_before(number) if number.n_lefts + number.n_rights == 0 else None

    def _find(self, head: Token, start: int) -> str | None:
        word = head.lower_
        if word in FIRST or head.pos_ == "PRON":
            return None
        if head.pos_ == "PROPN":
            own = self._description(head, start)
            known = self._named.get(word, "")
            if head.tag_ == "NNPS" or (len(self._bearers.get(word, ())) > 1 and not first_names(head)):
                return own  # "Republicans" are not those named before; of two Lees it may be either
            return known if better(known, own) and self._compatible(head, known) and self._as_well(own, known) else own
        own = self._description(head, start)
        if (owner := next((c for c in head.children if c.dep_ == "poss" and c.lower_ in KINDS), None)) is not None:
            return self._owned(owner, own)
        if own.lower() == head.lower_ and head.tag_ == "NNS":
            return self._of_one_body(head) or own
        if any(c.lower_ in ("the", "this", "that") for c in head.children) and len(own.split()) <= 3:
            role = role_of(head)
            for person in reversed(self._recent[-SPEAKERS:]):
                if role in person.roles and len(person.text.split()) > len(own.split()):
                    return person.text
            short = len(own.split()) <= 2
            if short and (issuer := self._issuer(head)) is not None:
                return issuer
            return self._holder(head, role) or (short and (self._body(head) or self._introduced(head))) or own
        return own

    def _who_is(self, noun: Token) -> Token:
        """The name of whom a clause calls something: Lee in "Lee was the source", "they called Lee a liar"; else it."""
        named = {"attr": "nsubj", "oprd": "dobj"}.get(noun.dep_)
        return next((c for c in noun.head.children if c.dep_ == named and c.pos_ == "PROPN"), noun)

    def _owned(self, pronoun: Token, own: str) -> str:
        """A description with the owner in place of the pronoun that opens it: "Lee's lawyer" for "her lawyer"."""
        antecedent = self._antecedents.of(pronoun)
        if antecedent is None or not own.lower().startswith(pronoun.lower_):
            return own
        person = antecedent.pos_ == "PROPN" and self._antecedents.is_person(antecedent)
        owner = antecedent.text if person else self._description(antecedent)
        owner = owner.split(",")[0] if antecedent.pos_ == "PROPN" else owner
        if len(owner.split()) > SHORT or owner in own:
            return own
        return f"{owner}{'’' if owner.endswith('s') else '’s'}{own[len(pronoun) :]}"

    def _issuer(self, document: Token) -> str | None:
        """Who speaks by "the statement": who put it out, else, where none was told of before, the last speaker."""
        if document.lemma_.lower() not in lexicon().documents:
            return None
        alike = [t for t in self._doc[max(0, document.i - MEMORY) : document.i] if t.lower_ == document.lower_]
        for token in reversed(alike):
            if (issuer := self._putting_out(token)) is not None:
                return self._named_as(issuer)
        first = not alike and document.lower_ == "statement" and self._recent
        return self._recent[-1].text if first else None

    def _putting_out(self, document: Token) -> Token | None:
        """The subject of the verb behind a document: "the army said in a statement", "Lee issued a report"."""
        if document.lemma_.lower() not in lexicon().documents:
            return None
        behind = document.head.head if document.dep_ == "pobj" and document.head.lower_ == "in" else document.head
        said = behind != document.head and cues().of(behind) is not None
        if not said and (document.dep_ != "dobj" or cues().lemma(behind) not in cues().words["issuing"]):
            return None
        return next((c for c in behind.children if c.dep_ == "nsubj"), None)

    def _named_as(self, noun: Token) -> str | None:
        """The fullest name of a noun, or of whom it means where it is a pronoun."""
        meant = self._antecedents.of(noun) if noun.lower_ in KINDS else noun
        return self._find(meant, 0) if meant is not None else None

    def _of_one_body(self, head: Token) -> str | None:
        """The fuller phrase for a bare plural, where all before with the same noun say the same: "Kenyan officials"."""
        fuller = [
            self._description(token)
            for token in self._doc[max(0, head.i - MEMORY) : head.i]
            if token.lower_ == head.lower_
            and any(c.dep_ in ("amod", "compound", "poss") and c.text[0].isupper() for c in token.children)
        ]
        return fuller[-1] if fuller and len({phrase.lower() for phrase in fuller}) == 1 else None

    def _body(self, head: Token) -> str | None:
        """The body named before that "the group" stands for."""
        if head.lemma_.lower() not in lexicon().bodies or head.lower_ in OFFICES:
            return None
        antecedent = self._antecedents.body_before(head)
        return self._find(antecedent, 0) if antecedent is not None and antecedent.pos_ == "PROPN" else None

    def _holder(self, head: Token, role: str) -> str | None:
        """The one before who is called by a role and a name: "Governor Ann Lee" for "the governor"."""
        if head.tag_ == "NNS" or head.lemma_.lower() in lexicon().documents:
            return None
        holders = [
            token
            for token in self._doc[max(0, head.i - MEMORY) : head.i]
            if token.pos_ == "PROPN" and token.dep_ not in ("compound", "nmod") and role in roles_of(token)
        ]
        alone = len({holder.lower_ for holder in holders}) == 1
        return self._find(holders[-1], 0) if alone else None

    def _introduced(self, head: Token) -> str | None:
        """The nearest fuller phrase before with the same noun: "a U.N. report" for "the report"."""
        for token in reversed(self._doc[max(0, head.i - MEMORY) : head.i]):
            alike = token.lower_ == head.lower_ and token.pos_ == "NOUN" and token.dep_ != "compound"
            if head.lower_ in STATE and token.left_edge.lower_ in ("a", "an"):
                continue  # "a caretaker government" is not the one that governs
            if alike and token.n_lefts + token.n_rights > 1:
                full = self._description(token)
                if len(full.split()) > 2:
                    return full
        return None

    def _head(self, source: set[int]) -> Token | None:
        """The highest token of a source, the last where several that the parse puts apart stand side by side."""
        inside = [self._doc[i] for i in sorted(source)]
        highest = [t for t in inside if t.head.i not in source or t.head == t]
        last = next((n for n, t in enumerate(highest) if all(o.i != t.i + 1 for o in highest[n + 1 : n + 2])), -1)
        return next((t for t in reversed(highest[: last + 1]) if t.text not in HYPHENS and not t.is_punct), None)

    def _antecedent_of_relative(self, token: Token) -> Token | None:
        verb = token.head
        while verb.dep_ not in ("relcl", "ROOT") and verb.head != verb:
            verb = verb.head
        return verb.head if verb.dep_ == "relcl" else None

    def _set_before(self, token: Token) -> Token | None:
        """The noun before the comma where the parse does not join them: "the aides, several of whom"."""
        before = self._doc[max(0, token.left_edge.i - 2) : token.left_edge.i]
        noun = before[0] if len(before) == 2 and before[1].text == "," else None
        return noun if noun is not None and noun.pos_ in ("NOUN", "PROPN") else None

    def _names(self, token: Token) -> bool:
        return token.text[0].isupper() and len(token) > 1

    def _compatible(self, head: Token, known: str) -> bool:
        """Whether a name of one sentence can be the fuller one of another: no first name or title that differs."""
        first = [c.lower_ for c in head.children if c.dep_ == "compound" and c.pos_ == "PROPN"]
        words = {word.strip(",.").lower() for word in known.split()}
        return all(word.strip(".") in words or word.strip(".") in ("mr", "mrs", "ms", "dr") for word in first)

    def _as_well(self, own: str, known: str) -> bool:
        """Whether a fuller description is of the same known actor, and tells more of its name: not "Guinea, an act"."""
        actor, name = self._actor_of(own), known.split(",", maxsplit=1)[0]
        return actor is None or (name.lower() != own.lower() and self._actor_of(name) == actor)

    def _description(self, head: Token, start: int = 0) -> str:
        """A noun phrase with its modifiers before the noun, its "of"/"for"/"at" phrases and its apposition."""
        first = head
        while (
            first.i > max(head.left_edge.i, head.i - LONGEST, min(start, head.i)) and self._doc[first.i - 1].text != ","
        ):
            first = first.nbor(-1)
        if head.pos_ == "PROPN":
            first = self._name_start(first, head)
        while first != head and (first.is_space or first.is_punct):
            first = first.nbor()
        last = head
        for child in head.children:
            if child.i > last.i and child.dep_ == "prep" and self._belongs(child, head):
                edge = child.right_edge
                if edge.i - first.i < LONGEST and "\n" not in self._doc[last.i : edge.i + 1].text:
                    last = edge
            elif child.dep_ == "appos" and child.i > last.i and self._tells(child, head) and self._set_off(child, last):
                edge = child.right_edge
                relatives = [c.left_edge.i - 1 for c in child.children if c.dep_ in ("relcl", "acl") and c.i > child.i]
                end = min([edge.i, *relatives])
                while self._doc[end].is_punct:
                    end -= 1
                if end - first.i < 2 * LONGEST and "\n" not in self._doc[last.i : end + 1].text:
                    last = self._doc[max(end, last.i)]
        if first.lower_ in ("the", "a", "an") and first != head and head.pos_ == "PROPN":
            first = first.nbor()
        first, last = self._unbroken(first, last)
        after = self._doc[last.i + 1 : last.i + 2].text
        if after in BRACKETS and BRACKETS[after] in self._doc[first.i : last.i + 1].text:
            last = last.nbor()
        return self._text[first.idx : last.idx + len(last)].strip(" ,\"“”'‘’[")

    def _unbroken(self, first: Token, last: Token) -> tuple[Token, Token]:
        """The ends of a phrase, moved to those of the hyphened words that they stand in: "prime-time", "ex-wife"."""
        while first.i > 1 and first.nbor(-1).text in HYPHENS and not first.nbor(-2).whitespace_:
            if first.nbor(-1).whitespace_ or not first.nbor(-2).is_alpha:
                break
            first = first.nbor(-2)
            first = first.nbor(-1) if any(c.i == first.i - 1 and c.dep_ == "det" for c in first.children) else first
        while last.i + 2 < len(self._doc) and last.nbor().text in HYPHENS and not last.whitespace_:
            if last.nbor().whitespace_ or not last.nbor(2).is_alpha:
                break
            last = last.nbor(2)
        return first, last

    def _name_start(self, first: Token, head: Token) -> Token:
        """Where a name with what belongs to it begins: no passing remark ("rival"), no end of another phrase."""
        before = [t.pos_ for t in self._doc[max(0, first.i - 2) : first.i]]
        if head.dep_ != "pobj" and (before[-1:] == ["ADP"] or before == ["ADP", "DET"]):
            given = [t for t in self._doc[first.i : head.i] if sex_of_name(t)]
            return given[-1] if given else first
        while first != head and first.text.islower() and (first.pos_ in PASSING or first.lower_ in ("rival", "fellow")):
            if first.lower_ in STANDING:
                break
            first = first.nbor()
        return first

    def _tells(self, apposition: Token, head: Token) -> bool:
        """Whether an apposition tells who somebody is: "Lee, Orso, head of the union" are two."""
        two = apposition.pos_ == head.pos_ == "PROPN" and any(c.dep_ == "appos" for c in apposition.children)
        return apposition.pos_ in NOUNS and not (two and apposition.n_lefts == 0)

    def _set_off(self, apposition: Token, last: Token) -> bool:
        """Whether an apposition stands right behind a noun or behind a mark: "Ann Lee and her aides" holds none."""
        between = self._doc[last.i + 1 : apposition.left_edge.i]
        return not any(token.is_alpha for token in between) and not any(token.text in ":;" for token in between)

    def _belongs(self, preposition: Token, head: Token) -> bool:
        """Whether a phrase behind a noun is a part of what it is called."""
        if preposition.i != head.i + 1:
            return False
        of = next((c for c in preposition.children if c.dep_ == "pobj"), None)
        if of is None:
            return False
        if preposition.lower_ == "of" and head.dep_ == "dobj" and head.head.lemma_ in OF_SOMETHING:
            return False  # "accused the mayor of fraud"
        if head.pos_ == "PROPN":
            words = self._doc[preposition.i + 1 : of.i + 1]
            capitals = all(word.text[0].isupper() or word.lower_ == "the" for word in words)
            return preposition.lower_ in ("of", "for") and of.pos_ == "PROPN" and capitals and len(words) <= 3
        return preposition.lower_ in ("of", "for", "at", "with", "in", "from", "to")


def better(new: str, old: str) -> bool:
    """Whether a description says more than another, within reason."""
    return len(old.split()) < len(new.split()) <= 2 * LONGEST


def role_of(noun: Token) -> str:
    """What somebody is called, or several are: "the lawyers" are not the lawyer before."""
    return noun.lower_ if noun.tag_ == "NNS" else SAME_ROLE.get(noun.lemma_.lower(), noun.lemma_.lower())


def roles_of(head: Token) -> frozenset[str]:
    """The nouns that say what somebody is: the head, its apposition, and those before a name."""
    words = {role_of(head)} | {c.lemma_.lower() for c in head.children if c.dep_ == "appos"}
    before = {word_of(c) for c in head.children if c.dep_ in ("compound", "nmod") and c.i < head.i}
    of_somebody = before & lexicon().nouns
    words |= before - lexicon().bodies if of_somebody else before  # "police chief Ann Lee" is not "the police"
    return frozenset(SAME_ROLE.get(word, word) for word in words)
