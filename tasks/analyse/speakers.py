"""Who a source is: pronouns, surnames and "the spokesman" to the fullest name or description in the article."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tasks.analyse.attribution_draft import BRACKETS

PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "hers"})
GROUP_PRONOUNS = frozenset({"they", "them", "their", "it", "its"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our", "you"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
FEMALE, MALE = frozenset({"mrs.", "ms.", "mrs", "ms", "miss"}), frozenset({"mr.", "mr"})
# Words of one role: "the spokesman" may be the "spokesperson" of the sentence before.
SAME_ROLE = {"spokesman": "spokesperson", "spokeswoman": "spokesperson", "chairman": "chairperson", "man": "person"}
ANYBODY = ("nsubj", "nsubjpass", "appos", "pobj", "dobj", "conj", "ROOT", "attr")
LONGEST = 12  # words of a description
MEMORY, SPEAKERS = 1000, 40  # how many words and how many speakers back "the report" and "he" may point


@dataclass(slots=True)
class Person:
    """A speaker named or described before, as fully as the article does."""

    head: Token
    text: str
    gender: str = ""
    roles: frozenset[str] = frozenset()


class Speakers:
    """Reads sources in the order of the article and remembers who has spoken."""

    def __init__(self, doc: Doc, text: str) -> None:
        self._doc = doc
        self._text = text
        self._named: dict[str, str] = {}  # the last name of a name -> its fullest description
        self._recent: list[Person] = []
        for token in doc:
            if token.pos_ == "PROPN" and token.dep_ not in ("compound", "nmod") and not token.is_space:
                description = self._description(token)
                known = self._named.get(token.lower_, "")
                if self._names(token) and token.dep_ in ANYBODY and better(description, known):
                    self._named[token.lower_] = description

    def resolve(self, source: set[int]) -> str | None:
        """The fullest name or description of a source; None where nobody in the article fits.

        Sources must come in the order of the article.
        """
        head = self._head(source)
        if head is None:
            return None
        if (head.lower_ in RELATIVE and head.pos_ == "PRON") or head.tag_ in ("WP", "WDT"):
            head = self._antecedent_of_relative(head) or head
        found = self._find(head, min(source) if head.i in source else 0)
        if found is not None:
            gender = "f" if head.lower_ in ("she", "her") else "m" if head.lower_ in ("he", "him", "his") else ""
            if head.pos_ != "PRON" or not self._recent:
                gender = gender or self._gender(head)
                self._recent.append(Person(head, found, gender, roles_of(head)))
            else:
                person = next(p for p in reversed(self._recent) if p.text == found)
                person.gender = person.gender or gender
                self._recent.append(person)
        return found

    def _find(self, head: Token, start: int) -> str | None:
        word = head.lower_
        if word in PERSON_PRONOUNS or word in GROUP_PRONOUNS:
            return self._recalled(word)
        if word in FIRST or head.pos_ == "PRON":
            return None
        if head.pos_ == "PROPN":
            own = self._description(head, start)
            known = self._named.get(word, "")
            return known if better(known, own) and self._compatible(head, known) else own
        own = self._description(head, start)
        if any(c.lower_ in ("the", "this", "that") for c in head.children) and len(own.split()) <= 3:
            role = SAME_ROLE.get(head.lemma_.lower(), head.lemma_.lower())
            for person in reversed(self._recent[-SPEAKERS:]):
                if role in person.roles and len(person.text.split()) > len(own.split()):
                    return person.text
            return (self._introduced(head) if len(own.split()) <= 2 else None) or own
        return own

    def _introduced(self, head: Token) -> str | None:
        """The nearest fuller phrase before with the same noun: "a U.N. report" for "the report"."""
        for token in reversed(self._doc[max(0, head.i - MEMORY) : head.i]):
            alike = token.lower_ == head.lower_ and token.pos_ == "NOUN" and token.dep_ != "compound"
            if alike and token.n_lefts + token.n_rights > 1:
                full = self._description(token)
                if len(full.split()) > 2:
                    return full
        return None

    def _recalled(self, pronoun: str) -> str | None:
        """The latest speaker that a pronoun fits."""
        gender = "f" if pronoun in ("she", "her", "hers") else "m" if pronoun in PERSON_PRONOUNS else ""
        for person in reversed(self._recent[-SPEAKERS:]):
            plural = person.head.tag_ in ("NNS", "NNPS")
            if gender and (plural or person.gender not in ("", gender) or is_body(person)):
                continue
            if pronoun in ("it", "its") and not is_body(person):
                continue
            if pronoun in ("they", "them", "their") and not plural and not is_body(person):
                continue
            return person.text
        return None

    def _head(self, source: set[int]) -> Token | None:
        """The highest token of a source, the last where several that the parse puts apart stand side by side."""
        inside = [self._doc[i] for i in sorted(source)]
        highest = [t for t in inside if t.head.i not in source or t.head == t]
        return next(
            (t for n, t in enumerate(highest) if all(later.i != t.i + 1 for later in highest[n + 1 : n + 2])), None
        )

    def _antecedent_of_relative(self, token: Token) -> Token | None:
        verb = token.head
        while verb.dep_ not in ("relcl", "ROOT") and verb.head != verb:
            verb = verb.head
        return verb.head if verb.dep_ == "relcl" else None

    def _names(self, token: Token) -> bool:
        return token.text[0].isupper() and len(token) > 1

    def _compatible(self, head: Token, known: str) -> bool:
        """Whether a name of one sentence can be the fuller one of another: no first name or title that differs."""
        first = [c.lower_ for c in head.children if c.dep_ == "compound" and c.pos_ == "PROPN"]
        words = {word.strip(",.").lower() for word in known.split()}
        return all(word.strip(".") in words or word.strip(".") in ("mr", "mrs", "ms", "dr") for word in first)

    def _gender(self, head: Token) -> str:
        titles = {c.lower_ for c in head.children} | {head.lower_}
        if titles & FEMALE or "spokeswoman" in titles:
            return "f"
        return "m" if titles & MALE or "spokesman" in titles else ""

    def _description(self, head: Token, start: int = 0) -> str:
        """A noun phrase with its modifiers before the noun, its "of"/"for"/"at" phrases and its apposition."""
        first = head
        while (
            first.i > max(head.left_edge.i, head.i - LONGEST, min(start, head.i)) and self._doc[first.i - 1].text != ","
        ):
            first = first.nbor(-1)
        while first != head and (first.is_space or first.is_punct):
            first = first.nbor()
        last = head
        for child in head.children:
            if child.i > last.i and child.dep_ == "prep" and self._belongs(child, head):
                edge = child.right_edge
                if edge.i - first.i < LONGEST and "\n" not in self._doc[last.i : edge.i + 1].text:
                    last = edge
            elif child.dep_ == "appos" and child.i > last.i:
                edge = child.right_edge
                relatives = [c.left_edge.i - 1 for c in child.children if c.dep_ in ("relcl", "acl") and c.i > child.i]
                end = min([edge.i, *relatives])
                while self._doc[end].is_punct:
                    end -= 1
                if end - first.i < 2 * LONGEST and "\n" not in self._doc[last.i : end + 1].text:
                    last = self._doc[max(end, last.i)]
        if first.lower_ in ("the", "a", "an") and first != head and head.pos_ == "PROPN":
            first = first.nbor()
        after = self._doc[last.i + 1 : last.i + 2].text
        if after in BRACKETS and BRACKETS[after] in self._doc[first.i : last.i + 1].text:
            last = last.nbor()
        return self._text[first.idx : last.idx + len(last)].strip(" ,\"“”'‘’[")

    def _belongs(self, preposition: Token, head: Token) -> bool:
        """Whether a phrase behind a noun is a part of what it is called."""
        if preposition.i != head.i + 1:
            return False
        of = next((c for c in preposition.children if c.dep_ == "pobj"), None)
        if of is None:
            return False
        if head.pos_ == "PROPN":
            return preposition.lower_ in ("of", "for") and of.pos_ == "PROPN" and of.i <= preposition.i + 3
        return preposition.lower_ in ("of", "for", "at", "with", "in", "from")


def better(new: str, old: str) -> bool:
    """Whether a description says more than another, within reason."""
    return len(old.split()) < len(new.split()) <= 2 * LONGEST


def roles_of(head: Token) -> frozenset[str]:
    """The nouns that say what somebody is: the head, its apposition, and those before a name."""
    nouns = [head, *(c for c in head.children if c.dep_ in ("appos", "compound", "nmod") and c.text.islower())]
    nouns += [c for c in head.children if c.dep_ == "appos"]
    return frozenset(SAME_ROLE.get(n.lemma_.lower(), n.lemma_.lower()) for n in nouns)


def is_body(person: Person) -> bool:
    """Whether a speaker is an organisation or a document, as far as its words tell."""
    head = person.head
    if head.tag_ in ("NNS", "NNPS") or head.lemma_.lower() in BODIES:
        return True
    the = any(c.lower_ == "the" or c.dep_ == "poss" for c in head.children)
    return head.pos_ == "PROPN" and (the or head.text.isupper())


BODIES = frozenset(
    """
    government group agency ministry department report statement team court council committee party militia movement
    organization organisation company army military police embassy union commission administration office force
    newspaper network outlet study survey poll video document letter article campaign taliban hezbollah hamas
    pentagon kremlin
    """.split()
)
