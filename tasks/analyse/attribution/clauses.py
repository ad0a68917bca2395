"""Attributing verbs: whose they are and what they take, read off the dependency parse."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from tasks.analyse.attribution.draft import Draft, readable, subtree, text_beside
from tasks.analyse.attribution.halves import part_halves
from tasks.analyse.attribution.sources import (
    VERBS,
    agent,
    is_behind_aside,
    is_expletive,
    is_passive,
    issuing,
    neighbour,
    noun_phrase,
    opening,
    own_subject,
    quoted_as,
    subject,
)
from tasks.analyse.parsing.cues import Cue, Lexicon, lexicon
from tasks.analyse.parsing.dispute_words import pointing

RELATIVE = frozenset({"who", "which", "that", "whom"})
TOLD = frozenset({"tell", "inform", "remind", "assure", "ask", "warn", "reassure", "persuade", "convince"})  # somebody
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
MEANT = frozenset({"intended", "meant", "designed"})
CLOSING = frozenset({",", ".", ";", ":", "—", "–", "-"})
STOPS = frozenset({".", ",", "?", "!", ":", "—", "-", "–"})
OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "oprd"})
WITH_OBJECT = frozenset({"as", "for", "of", "to", "with", "from", "against", "over", "about", "like"})


def is_imperative(draft: Draft) -> bool:
    """ "Share this post": a bare verb without anybody."""
    verb = draft.head
    return (
        verb.tag_ == "VB"
        and verb.dep_ == "ROOT"
        and not draft.source
        and not any(c.dep_ == "aux" for c in verb.children)
    )


def is_mere_ability(draft: Draft) -> bool:
    """ "The power to threaten", "to want is to suffer", "meant to discredit it": nobody is said to have done it."""
    verb = draft.head
    infinitive = verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children)
    if infinitive and verb.dep_ == "xcomp" and verb.head.lower_ in MEANT:
        return True
    return infinitive and not draft.entry.speaks and (verb.dep_ == "acl" or not draft.source)


def refused(verb: Token, words: Lexicon) -> bool:
    """Whether the verb is what another refuses to do, who then is the one to attribute: "declined to comment"."""
    outer = words.of(verb.head) if verb.dep_ == "xcomp" and verb.head.pos_ in VERBS else None
    return outer is not None and outer.stance == "declines"


def drop_lead(draft: Draft) -> None:
    """Takes out what stands before "that": "said on Monday that"."""
    doc, verb = draft.head.doc, draft.head
    later = sorted(i for i in draft.content if i > verb.i)
    that = next((i for i in later[:8] if doc[i].lower_ == "that" and doc[i].dep_ == "mark"), None)
    if that is not None and doc[that].head.dep_ == "ccomp" and doc[that].head.head == verb:
        draft.content -= {i for i in later if i < that}


def verb_group(verb: Token) -> set[int]:
    """The verb with its auxiliaries, negation, particles, and the adverbs between."""
    group = {verb.i} | {c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "prt")}
    first = min(group)
    adverbs = {c.i for c in verb.children if c.dep_ == "advmod" and first < c.i < max(group)}
    return group | adverbs


def complements(verb: Token, entry: Cue) -> list[Token]:
    """The heads of the phrases after (or around) the verb that the entry takes as content."""
    found = [child for child in verb.children if is_complement(child, verb, entry)]
    if any(is_clause(part) and part.i > verb.i and part.left_edge.lower_ == "that" for part in found):
        found = [part for part in found if part.i > verb.i]  # what stands before is not said: "she knew; he said that"
        found += [child for child in verb.children if is_torn(child, found[-1])]
    if any(is_clause(part) for part in found) and entry.speaks:
        found = [part for part in found if part.dep_ != "prep" or part.i > verb.i]
    if is_shifted(verb, entry):
        return found
    if entry.speaks and (before := torn_before(verb)):
        return before
    alone = all(part.dep_ == "prep" and part.lower_ not in (*entry.takes, particle(entry)) for part in found)
    return [] if alone else found


def torn_before(verb: Token) -> list[Token]:
    """What is said, where the parse took it for the first of a list that the saying ends: "many fled, police said"."""
    who, told = own_subject(verb), verb.head
    if verb.dep_ != "conj" or verb.tag_ not in FINITE or told.pos_ not in VERBS or who is None or who.i > verb.i:
        return []
    first, clauses = who.left_edge, [child for child in verb.children if child.dep_ == "ccomp"]
    if first.i <= told.i + 1 or first.nbor(-1).text != "," or own_subject(told) is None:
        return []
    if any(clause.i > verb.i for clause in clauses):
        return []
    joints = [c.i for c in told.children if c.dep_ in ("cc", "punct") and c.lower_ in ("and", "but", "or", ";", ":")]
    if all(any(clause.left_edge.i == joint + 1 for clause in clauses) for joint in joints):
        return [told, *clauses]  # "nine died and nobody was taken, police said"
    return []


def is_shifted(verb: Token, entry: Cue) -> bool:
    """Whether the object stands behind what it is called: "dismissed as absurd the charge that"."""
    if "object" not in entry.takes or text_beside(verb, 1) != "as" or any(c.dep_ in OBJECTS for c in verb.children):
        return False
    first = verb
    while first.dep_ == "conj":
        first = first.head
    return verb.nbor().head == verb and first.dep_ not in ("relcl", "acl") and not is_passive(verb)


def is_clause(part: Token) -> bool:
    """Whether a complement is a clause of its own."""
    return part.dep_ in ("ccomp", "parataxis") and part.pos_ in VERBS


def is_torn(child: Token, clause: Token) -> bool:
    """Whether a verb goes on with a clause that the parse took to be over: "that all who died, he said, were armed"."""
    alone = child.dep_ == "advcl" and child.i > clause.i and child.tag_ in FINITE and own_subject(child) is None
    return alone and not any(c.dep_ in ("mark", "advmod") and c.i < child.i for c in child.children)


def particle(entry: Cue) -> str:
    """The particle or preposition of a phrasal verb, else nothing."""
    return entry.lemma.partition("_")[2]


def is_complement(child: Token, verb: Token, entry: Cue) -> bool:
    """Whether the entry takes a phrase below its verb as content."""
    dep, takes = child.dep_, entry.takes
    if is_behind_aside(child) or child == opening(verb) or is_another(child, verb):
        return False
    has_object = "object" in takes
    if dep in ("ccomp", "advcl", "xcomp") and "for" in takes and child.left_edge.lower_ == "for":
        return True  # "called for him to go"
    if dep == "prep" and child.lower_ == particle(entry):
        return True
    if dep == "xcomp" and child.pos_ in VERBS:
        infinitive = any(c.tag_ == "TO" and c.i < child.i for c in child.children)  # no "paying them to"
        after_object = has_object and any(c.dep_ == "dobj" and c.i < child.i for c in verb.children)
        return "to" in takes or after_object if infinitive and not is_raised(verb, entry) else "clause" in takes
    if dep in ("ccomp", "parataxis"):
        # "condemned what it called murder", "rejects that account"
        named = has_object and (child.left_edge.tag_ == "WP" or is_noun(child))
        infinitive = "to" in takes and any(c.tag_ == "TO" for c in child.children)
        # "..., he went on"
        inverted = entry.speaks and child.i < verb.i and verb.tag_ in FINITE and child.pos_ in VERBS
        return "clause" in takes or named or infinitive or inverted
    if dep == "advcl":
        marks = {c.lower_ for c in child.children if c.dep_ in ("mark", "advmod") and c.i < child.i}
        called = has_object and "as" in marks and child.pos_ in ("ADJ", "NOUN")  # "denounced it as fake"
        purpose = has_object and child.tag_ == "VB" and text_beside(child.left_edge, -1) != ","
        purpose = purpose and any(c.dep_ == "dobj" and c.i < child.i for c in verb.children)
        return child.i > verb.i and (called or purpose or ("clause" in takes and bool(marks & {"whether", "if"})))
    if dep in ("dobj", "oprd", "acomp", "attr"):
        return has_object
    if dep == "nsubjpass":
        addressed = entry.lemma in TOLD and not is_raised(verb, entry)  # "he was asked about it"
        return child.lower_ != "it" and not addressed and (has_object or is_raised(verb, entry))
    if dep in ("prep", "agent"):
        return child.lower_ in takes or (has_object and child.lower_ in WITH_OBJECT and child.i > verb.i)
    return False


def is_noun(clause: Token) -> bool:
    """Whether the parse took a noun behind "that" for a verb of its own, which would stand in the plural."""
    that = clause.left_edge
    return that.lower_ == "that" and that.dep_ == "nsubj" and that.i == clause.i - 1 and clause.tag_ == "VBP"


def is_another(clause: Token, verb: Token) -> bool:
    """Whether a semicolon parts a verb from a clause before it: "They want him to go; he said he would stay"."""
    return any(t.text == ";" and t.head == verb for t in verb.doc[clause.i + 1 : verb.i])


def is_raised(verb: Token, entry: Cue) -> bool:
    """ "Is believed to be held", "is said to have fled": the subject is part of what is said."""
    infinitive = any(c.dep_ == "xcomp" and any(t.tag_ == "TO" for t in c.children) for c in verb.children)
    return infinitive and is_passive(verb) and "clause" in entry.takes and entry.stance != "demands"


def clause_drafts(doc: Doc, words: Lexicon, within: list[int]) -> list[Draft]:
    """A draft for each attributing verb, with or without a content of its own yet.

    `within` numbers the quotation that each token stands in, 0 outside of any: nobody speaks across its marks.
    """
    drafts: dict[int, Draft] = {}
    for token in readable(doc, "POS", VERBS):
        if token.dep_ in ("aux", "auxpass", "amod", "compound"):
            continue
        entry = words.of(token)
        if entry is None:
            continue
        draft = Draft(token, entry, verb_group(token))
        passive = is_passive(token) or any(is_behind_aside(child) for child in token.children)
        who = agent(token) if passive else subject(token)
        issued = issuing(token, who, words)
        if issued is not None and who is not None:
            draft.cue |= set(range(issued.i, token.i))
            who = subject(issued)
        if who is not None and within[who.i] != within[token.i]:
            who = None
        if who is None and not passive:
            who = neighbour(draft)
            who = who if who is not None and within[who.i] == within[token.i] else None
        if who is not None and not is_expletive(who):
            draft.source = {i for i in noun_phrase(who, token) - draft.cue if within[i] == within[who.i]}
        if (turned_down := charge_before(token)) is not None:
            called = [c for c in token.children if c.dep_ == "prep" and c.lower_ == "as"]
            draft.content |= subtree(turned_down, without=[token]) | {i for part in called for i in subtree(part)}
        charged = [charge] if passive and (charge := charge_of(who, entry)) is not None else []
        draft.source -= {i for part in charged for i in subtree(part)}
        for part in [*complements(token, entry), *charged]:
            draft.content |= subtree(part, without=[token])
            if part.dep_ in ("prep", "agent") and part.i == min(draft.content):
                draft.content.discard(part.i)
        draft.content -= draft.cue | draft.source
        drop_lead(draft)
        if is_imperative(draft) or is_mere_ability(draft) or refused(token, words):
            draft.content = set()
            continue
        if (report := quoted_as(token)) is not None and draft.entry.speaks:
            draft.cue |= {*verb_group(report), token.head.i}
            drafts.pop(report.i, None)  # who quotes him only passes it on
        drafts[token.i] = draft
    for draft in drafts.values():
        part_ways(draft, drafts)
        if not draft.content:
            draft.content = elsewhere(draft)
            drop_asides(draft, drafts)
        if within[draft.head.i]:
            draft.content = {i for i in draft.content if within[i] == within[draft.head.i]}
    part_halves(doc, drafts, within)
    return list(drafts.values())


def charge_of(accuser: Token | None, entry: Cue) -> Token | None:
    """The charge where the parse hangs it on who makes it: "was accused by the guild | of burning the dock"."""
    if accuser is None or "object" not in entry.takes:
        return None
    behind = (c for c in accuser.children if c.dep_ == "prep" and c.lower_ in ("of", "for"))
    return next((c for c in behind if any(below.tag_ == "VBG" for below in c.children)), None)


def part_ways(outer: Draft, drafts: dict[int, Draft]) -> None:
    """Takes out of a content what the same speaker goes on to say: "said he won, adding that ... and called"."""
    drop_asides(outer, drafts)
    for i in sorted(outer.content):
        inner = drafts.get(i)
        if inner is None or i < outer.head.i or not inner.entry.speaks or own_subject(inner.head) is not None:
            continue
        verb = inner.head
        trailing = verb.dep_ == "advcl" and verb.tag_ == "VBG" and text_beside(verb, -1) == ","
        joined = verb.dep_ == "conj" and verb.tag_ == outer.head.tag_ and verb.tag_ in ("VBD", "VBZ")
        if outer.entry.speaks and (trailing or joined):
            outer.content -= {j for j in subtree(verb) if j >= min(inner.cue)}
            while outer.content and outer.head.doc[max(outer.content)].dep_ in ("cc", "punct"):
                outer.content.discard(max(outer.content))
            inner.source = set(outer.source)


def drop_asides(outer: Draft, drafts: dict[int, Draft]) -> None:
    """Takes out of a content what others say of it behind the cue."""
    for i in sorted(outer.content):
        if i > outer.head.i and i in drafts and told_aside(drafts[i].head):
            outer.content -= subtree(charge_before(drafts[i].head) or drafts[i].head)


def told_aside(verb: Token) -> bool:
    """ "..., which the police denied": the article's word on what was said, no part of it."""
    who = own_subject(verb)
    own = who is not None and who.tag_ not in ("WP", "WDT")
    aside = verb.dep_ == "relcl" or (verb.dep_ == "ccomp" and verb.left_edge.lower_ == "which")
    return (aside and own and text_beside(verb.left_edge, -1) == ",") or charge_before(verb) is not None


def charge_before(verb: Token) -> Token | None:
    """The noun before a relative clause that takes up what was just told: "they lied, a charge that Lee denies"."""
    noun, who = verb.head, own_subject(verb)
    if verb.dep_ not in ("relcl", "acl") or noun.pos_ != "NOUN" or noun.i > verb.i or pointing(noun.text) is None:
        return None
    apart = text_beside(noun.left_edge, -1) in (",", "—", "–")
    told = who is not None and who.i > noun.i and who.tag_ not in ("WP", "WDT")
    return noun if apart and told else None


def elsewhere(draft: Draft) -> set[int]:
    """The content of a verb that the parse left without one: before it, around it, or behind "that"."""
    verb, doc, takes = draft.head, draft.head.doc, draft.entry.takes
    sentence = verb.sent
    last = max(draft.cue)
    if "clause" in takes:
        by_whom = is_passive(verb) and bool(draft.source) and min(draft.source) - last in (1, 2)
        behind = max(draft.source) if by_whom else last  # "the court was told by a clerk, Ann Lee, | that"
        behind += 1 if by_whom and text_beside(doc[behind], 1) == "," else 0
        for i in range(behind + 1, min(behind + 9, sentence.end)):
            if doc[i].lower_ == "that" and opens_clause(doc[i], draft):
                return unpunctuated(doc, range(i, sentence.end))
            if doc[i].is_punct or (doc[i].tag_ in FINITE and not is_aside(doc[i], last)):
                break
    if verb.tag_ == "VBN" and not draft.source and doc[verb.i + 1 : verb.i + 2].text in ("if", "whether", "about"):
        comma = next((i for i in range(verb.i + 2, sentence.end) if doc[i].text == ","), None)
        if "clause" in takes and comma is not None:
            return set(range(verb.i + 1, comma))  # "Asked if it was over, he declined to say"
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and "object" in takes and draft.source:
        return subtree(verb.head, without=[verb])
    if verb.dep_ == "relcl" and "object" in takes and not is_passive(verb):
        noun = verb.head
        who = own_subject(verb)
        return subtree(noun, without=[verb]) if who is not None and who.lower_ not in RELATIVE else set()
    if "clause" not in takes or not draft.source or is_passive(verb):
        return set()
    if draft.entry.lemma not in TOLD and any(c.dep_ == "dobj" for c in verb.children):
        return set()
    if any(c.lower_ == "as" and c.i < verb.i for c in verb.children) and verb.dep_ == "advcl":
        return unpunctuated(doc, subtree(verb.head, without=[verb]))
    said_by = draft.source | draft.cue
    if (report := quoted_as(verb)) is not None and (by := own_subject(report)) is not None:
        said_by |= subtree(by)
    first, last = min(said_by), max(said_by)
    for child in verb.children:
        beside = child.dep_ in ("advmod", "npadvmod", "prep", "dobj", "dative")
        if child.i > last and beside and child.left_edge.i == last + 1:
            last = child.right_edge.i
    if (
        verb.dep_ == "parataxis" and verb.head.dep_ == "relcl" and verb.head.i > verb.i
    ):  # "men who, he said, were armed"
        return unpunctuated(doc, subtree(verb.head, without=[verb]) - draft.source)
    opened = first > sentence.start and text_beside(doc[first], -1) in (",", "—", "–", "-", '"', "''")
    closed = last + 1 >= sentence.end or doc[last + 1].text in CLOSING or doc[last + 1].is_space
    if not opened or not closed:
        return set()
    return unpunctuated(doc, [*range(sentence.start, first), *range(last + 1, sentence.end)])


def opens_clause(that: Token, draft: Draft) -> bool:
    """Whether "that" begins what is said, though it hangs on the noun before: "said at the time that he left".

    A relative clause does so only where the verb speaks and its clause has a subject of its own.
    """
    noun = that.nbor(-1)
    if noun.pos_ != "NOUN":
        return that.dep_ == "mark"
    told = lexicon().of(noun)
    if told is not None and "clause" in told.takes and noun.head.lower_ != "in":
        return False  # "hit back at charges that he left"
    verb = that.head
    while verb.pos_ not in VERBS and verb.head != verb:
        verb = verb.head
    named = any(c.dep_ in ("nsubj", "nsubjpass") and c.i > that.i for c in verb.children)
    return draft.entry.speaks and bool(draft.source) and named


def is_aside(verb: Token, after: int) -> bool:
    """Whether a finite verb is that of an aside of time: "said | after he landed | that"."""
    return verb.dep_ == "advcl" and verb.left_edge.i > after and verb.left_edge.dep_ == "mark"


def unpunctuated(doc: Doc, tokens: Iterable[int]) -> set[int]:
    """Some tokens without the stop that ends them and the commas at their edges."""
    found = set(tokens)
    while found and (doc[max(found)].text in STOPS or doc[max(found)].is_space):
        found.discard(max(found))
    return found
