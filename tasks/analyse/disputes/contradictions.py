"""Statements that contradict each other without a word of denial: one party says that it is so, another that it is not.

Either one negates what the other affirms ("there were no warnings" / "it issued ten warnings"), or they say opposite
things of one matter (opposites.py). Both must tell what is or was, in clauses that speak of the same.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.charged import names, speaks_of
from tasks.analyse.claims.clauses import Clause, clauses
from tasks.analyse.claims.opposites import Opposites, of_one_thing, poles
from tasks.analyse.claims.parties import Party, same_party
from tasks.analyse.claims.statements import Statement, far_apart
from tasks.analyse.claims.weights import Weights
from tasks.analyse.claims.words import STRAIGHT, concept, matters, names_whole, read_words
from tasks.analyse.disputes.challenge import Challenge, DisputeKind
from tasks.analyse.disputes.targets import Target
from tasks.models import Clue

# A plain negation: share of it that the other affirms, likeness beside that, words shared beside what is denied.
DENIED, FIT, BESIDE = 0.4, 0.84, 2
SOON, SOON_FIT, SOON_BESIDE = 3, 0.65, 1  # the same of an answer within some sentences
WHOLE, WHOLE_FIT = 0.95, 1.2  # the same where the other affirms all of it: "the mill was not bombed"
NONE_BESIDE = 1  # words shared beside it with a clause that says that there is none
# "No problem with" and "not the result of" deny neither a problem nor a result; a town is held, and a meeting.
IDLE = frozenset(
    concept(word)
    for word in ("problem", "result", "reason", "cause", "case", "point", "issue", "question", "held", "group")
)
TOLL = frozenset({"kill", "injure"})
TOLL_FIT = 0.6  # "nobody was hurt" speaks of all who could be
COUNTED = re.compile(r"\b\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|scores|hundreds?)\b", re.I)
NEXT = 1  # sentences between two clauses that need share no more than what there is none of
NEXT_FIT = 0.7
ACCUSED_FIT = 0.45  # where who says it is not so is the one of whom the other says that it is
MATTER_FIT = 0.35  # the same where what there is none of is a matter of war and crime: "no abduction"
# Of the words of security news these are of other matters as often: "no help", "no information", "no call".
VAGUE = frozenset(
    concept(word)
    for word in """help inform signal search harbor fund child election withdraw negotiate danger law failure technical
    video photo""".split()
)
ANAPHOR = frozenset({"he", "she", "it", "they", "this"})
ANOTHER = re.compile(r"\b(?:others?|another|elsewhere|neighbou?ring|different|too|also)\b", re.IGNORECASE)
NOBODY = re.compile(r"\W*(?:that )?(?:no ?one|nobody|nothing)\b", re.IGNORECASE)  # whoever or whatever it may be
ONE_MORE = re.compile(r"\b(?:others?|another|second(?:ary)?|third|further|additional|elsewhere)\b", re.IGNORECASE)
# Who says what befell none of them says that there are some: "none of the injured is in danger".
GIVEN = re.compile(
    r"\bnone of (?:the|those|these|his|her|its|our|their) (?:\w+ )?(?:dead|deaths?|killed|wounded|wounds|injur\w+|hurt|"
    r"shot|casualties|victims)\b",
    re.IGNORECASE,
)
# What was not done to any of them, where that says more than that there were none: "no protesters were arrested".
DONE_TO = re.compile(
    r"\bno (?:[\w’'-]+ ){1,6}?(?:was|were|is|are|been|being) (?:\w+ly )?(?P<done>\w+(?:ed|en)|hurt|hit|shot)\b",
    re.IGNORECASE,
)
# Done to what there is, so that where it was not done there may be none.
BROUGHT_ABOUT = frozenset(
    concept(word)
    for word in """fire drop launch use issue give send pay receive carry make take hold see find discover detect record
    observe report register involve need open allow permit plan hide keep store place plant build impose start call
    lose sign grant award show offer""".split()
)
NO_SIGN = re.compile(
    r"(?:\bno|(?:\bnot|\bnever|n't) (?:\w+ )?(?:seen|have|found|see)(?: any)?)(?: \w+)? "
    r"(?:evidence|proof|indications?)\b",
    re.IGNORECASE,
)
NOT_CONFIRMED = re.compile(r"\bcould(?: not|n't) (?:\w+ )?(?:confirm|verify|corroborate|substantiate)\b", re.IGNORECASE)
POINTS = re.compile(r"\b(?:it|him|her|them|such)\b", re.IGNORECASE)
DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
IN = re.compile(rf"\b(?:in|at|near|outside) (?:the (?:[a-z]+ ){{1,2}}(?:of )?)?(?!{DAY})([A-Z][a-z]{{2,}})\b")
WORD, ONE_BODY = re.compile(r"[A-Za-z]{4,}"), 3  # words of four letters that two descriptions of one body share
OWN, OPENS = re.compile(r"\b(?:our|my)\s+(\w+)", re.IGNORECASE), 4  # words in which a clause tells of whom it speaks
SPEAKER = frozenset({"i", "we", "he", "she", "they", "it"})  # by which who speaks may speak of himself
# How sure a pair is, 0..1: set by reading all found in some 900 articles, nine in ten right; of six found since in
# 2,200 others three were; of five told with less in common, of which the word of security news is all, none was.
NEGATED_SURE, NONE_SURE, OPPOSITE_SURE, ALIKE_SURE = 0.4, 0.3, 0.5, 0.2


def contradictions(told: Sequence[Statement], weights: Weights, catalogue: Catalogue) -> list[tuple[Challenge, Target]]:
    """Pairs of a statement, read as a challenge, and the one of another party that it contradicts most."""
    real = [clause for clause in clauses(told) if clause.real]
    pairs = _negations(real, weights, catalogue)
    negated = {frozenset((no.statement.key, target.claim.key)) for no, target, _ in pairs}
    pairs += [
        (clause, target, by)
        for clause, target, by in _opposites(real, weights, catalogue)
        if frozenset((clause.statement.key, target.claim.key)) not in negated
    ]
    best: dict[tuple[str, int, int], tuple[Challenge, Target]] = {}
    of_two: set[frozenset[tuple[str, int, int]]] = set()  # whichever of the two is read as answering the other
    for clause, target, by in sorted(pairs, key=lambda pair: -pair[1].fit):
        key, both = clause.statement.key, frozenset((clause.statement.key, target.claim.key))
        if key not in best and both not in of_two:
            best[key] = challenge(clause, by, _kind(clause)), target
            of_two.add(both)
    return list(best.values())


def _kind(clause: Clause) -> DisputeKind:
    """Who "has seen no evidence" that it is so, or could not confirm it, doubts it and does not say that it is not."""
    told = clause.text.translate(STRAIGHT)
    return "doubt" if NO_SIGN.search(told) or NOT_CONFIRMED.search(told) else "denial"


def _negations(real: Sequence[Clause], weights: Weights, catalogue: Catalogue) -> list[tuple[Clause, Target, str]]:
    """What one clause says is not so, with the clause of another party that says most of it."""
    affirming: dict[str, list[Clause]] = defaultdict(list)
    for clause in real:
        for word in clause.words.affirmed:
            affirming[word].append(clause)
    found = []
    for no in real:
        if not no.negative or not no.words.denied:
            continue
        rivals = {(c.statement.key, c.span): c for word in no.words.negated for c in affirming[word]}
        fits = [
            (fit, yes)
            for yes in rivals.values()
            if _opponents(no, yes, catalogue) and (fit := _negated(no, yes, weights, catalogue))
        ]
        if fits:
            fit, yes = max(fits, key=lambda pair: (pair[0], pair[1].statement.key))
            shared = ", ".join(sorted(no.words.negated & yes.words.affirmed))
            sure = NEGATED_SURE if fit >= FIT or no.words.denied & TOLL else NONE_SURE
            clues = Clue(f"affirms {shared}", sure), Clue("of one thing", round(ALIKE_SURE * fit, 2))
            found.append((no, _target(yes, clues), "says that it is not so"))
    return found


def _opposites(real: Sequence[Clause], weights: Weights, catalogue: Catalogue) -> list[tuple[Clause, Target, str]]:
    """What two parties put in opposite words, of each pair the negative or the second as the challenge."""
    placed = [(clause, pole) for clause in real for pole in poles(clause)]
    found = []
    for ours, pole in ((clause, pole) for clause, pole in placed if pole.side == 1):
        fits = [
            (alike, theirs, other)
            for theirs, other in placed
            if other.of is pole.of
            and other.side == 0
            and _opponents(ours, theirs, catalogue)
            and (
                (follows := _goes_on(ours, theirs, pole.of, catalogue) or _of_speaker(ours, theirs, catalogue))
                or pole.of.one_matter
                or _told_of_one(ours, theirs, catalogue)
            )
            and (alike := of_one_thing(ours, theirs, pole, other, weights, of_one_story=True, follows=follows))
        ]
        if fits:
            alike, theirs, other = max(fits, key=lambda found: (found[0], found[1].statement.key))
            answer, claim, said, by = ours, theirs, other.said, pole.said
            if theirs.negative and not ours.negative:  # who says that there was none answers who says that there was
                answer, claim, said, by = theirs, ours, pole.said, other.said
            says = Clue(f'says "{said}", the opposite', OPPOSITE_SURE)
            clues = says, Clue("of one thing", round(ALIKE_SURE * alike, 2))
            found.append((answer, _target(claim, clues), by))
    return found


def _goes_on(a: Clause, b: Clause, of: Opposites, catalogue: Catalogue) -> bool:
    """Whether the later of two clauses comes soon and speaks of what the other does.

    By a pronoun, by a word of it, or by naming who said it.
    """
    first, second = sorted((a, b), key=lambda clause: clause.span)
    one, other = first.statement, second.statement
    if one.key[0] != other.key[0] or one.extent[1] > other.extent[0] or other.sentence - one.sentence > SOON:
        return False
    if ANOTHER.search(second.text):
        return False
    if second.pronoun in ANAPHOR or of.soon:
        return True
    return (
        POINTS.search(second.text) is not None
        or not first.words.all.isdisjoint(second.words.all)
        or names(other, one.party, catalogue)
    )


def _of_speaker(a: Clause, b: Clause, catalogue: Catalogue) -> bool:
    """Whether one of two clauses tells of its own speaker, whom the other names: "Lee signed it" / "I knew nothing"."""
    return any(
        _himself(one) and speaks_of(other.statement, one.statement.party, catalogue) for one, other in ((a, b), (b, a))
    )


def _himself(clause: Clause) -> bool:
    """Whether a clause opens with a pronoun by which its speaker may mean himself."""
    person = clause.statement.party.person
    return clause.pronoun in ("i", "we") or clause.pronoun in (("he", "she") if person else ("it", "they"))


def _told_of_one(ours: Clause, theirs: Clause, catalogue: Catalogue) -> bool:
    """Whether both clauses say of whom they speak."""
    return _same_subject(ours, theirs, catalogue) and _same_subject(theirs, ours, catalogue)


def _target(clause: Clause, clues: tuple[Clue, ...]) -> Target:
    return Target(clause.statement, sum(clue.weight for clue in clues), clues, clause.span)


def _opponents(a: Clause, b: Clause, catalogue: Catalogue) -> bool:
    """Whether two clauses are of different parties, of one time, and neither lies in the other."""
    one, other = a.statement, b.statement
    if one.key[0] == other.key[0] and a.span[0] < b.span[1] and b.span[0] < a.span[1]:
        return False
    if same_party(one.party, other.party, catalogue) or _one_body(one.party, other.party):
        return False
    return not far_apart(one, other) and a.years == b.years and not _elsewhere(a, b)


def _one_body(a: Party, b: Party) -> bool:
    """Whether two descriptions share so many words that they mean one body: "the country's rights commission"."""
    described = [WORD.findall((party.text or "").partition(",")[0]) for party in (a, b)]
    return len({w.lower() for w in described[0]} & {w.lower() for w in described[1]}) >= ONE_BODY


def _negated(no: Clause, yes: Clause, weights: Weights, catalogue: Catalogue) -> float:
    """How surely one clause affirms what the other says is not so; nought where that is too unsure."""
    accused = _accused(no, yes, catalogue)
    common = frozenset(word for word in no.words.negated & yes.words.affirmed if not word.startswith("@")) - IDLE
    denied = no.words.denied & common
    if GIVEN.search(no.text):
        denied -= TOLL | {concept("shoot"), concept("victim")}
    if accused and len(common) > 1:
        denied = denied or common
    if not denied or yes.negative:
        return 0.0
    shared = len((no.words.all & yes.words.all) - denied)
    apart = _apart(no.statement, yes.statement)
    soon, near = apart <= SOON, apart <= NEXT
    own = accused or (near and no.none and no.pronoun == "we")
    if not (own or _same_subject(no, yes, catalogue) or (soon and shared >= SOON_BESIDE)):
        return 0.0
    if yes.pronoun and not no.none and not (soon and shared >= SOON_BESIDE):
        return 0.0  # of whom it is affirmed is not told
    if _of_others(no, yes):
        return 0.0
    if no.measures & yes.measures:
        return 0.0  # how many there were is told by the figures
    held = weights.held(no.words.negated, yes.words.affirmed)
    fit = held + weights.alike(no.words.all, yes.words.all)
    if accused and fit >= ACCUSED_FIT and not denied <= VAGUE and (apart < math.inf or _matters(denied)):
        return fit
    beside = shared + (no.pronoun is not None)  # the accused of himself
    if not no.none:
        least, alike = (SOON_BESIDE, SOON_FIT) if soon else (BESIDE, FIT)
        if beside < least and held >= WHOLE and _matters(denied):
            least, alike = NONE_BESIDE, WHOLE_FIT
        return fit if beside >= least and held >= DENIED and fit >= alike else 0.0
    if denied & TOLL:
        return fit if fit >= TOLL_FIT and COUNTED.search(yes.text) else 0.0
    if fit >= MATTER_FIT and _matters(no.none_of & yes.words.affirmed):
        return fit
    enough = beside >= NONE_BESIDE or (soon and NOBODY.match(no.text))
    return fit if (enough and fit >= FIT) or (near and fit >= NEXT_FIT) else 0.0


def _of_others(no: Clause, yes: Clause) -> bool:
    """Whether there was no other, or they are there and something else was not done to them: "no guard was hurt"."""
    if ONE_MORE.search(no.text) and not ONE_MORE.search(yes.text):
        return True
    found = DONE_TO.search(no.text)
    return found is not None and concept(found["done"].lower()) not in BROUGHT_ABOUT | yes.words.all


def _apart(one: Statement, other: Statement) -> float:
    """How many sentences two statements of one article stand apart."""
    return abs(one.sentence - other.sentence) if one.key[0] == other.key[0] else math.inf


def _accused(no: Clause, yes: Clause, catalogue: Catalogue) -> bool:
    """Whether who says that it is not so speaks of himself or his own, of whom the other says that it is.

    Be it in another article: each outlet may have one of the two.
    """
    if any(concept(own.lower()) in yes.words.affirmed for own in OWN.findall(no.text)):
        return True  # "none of our planes flew": the other tells of planes
    party = no.statement.party
    subject = " ".join(no.text.split()[:OPENS]).lower()
    himself = len(party.name) > 2 and names_whole(subject, party.name)
    if no.pronoun not in SPEAKER and not himself and not OWN.search(subject):
        return False
    return speaks_of(yes.statement, party, catalogue, up_to=no.words.negated)


def _elsewhere(a: Clause, b: Clause) -> bool:
    """Whether two clauses tell of things in places of different names."""
    one, other = (set(IN.findall(clause.text)) for clause in (a, b))
    return bool(one and other) and one.isdisjoint(other)


def _matters(words: frozenset[str]) -> bool:
    """Whether one of some words is of security news, and of one matter wherever it stands."""
    return not words.isdisjoint(_of_one_matter())


@cache
def _of_one_matter() -> frozenset[str]:
    return matters() - VAGUE


def _same_subject(clause: Clause, other: Clause, catalogue: Catalogue) -> bool:
    """Whether a clause says by itself of whom it speaks; "we" are told where the other clause names them."""
    who = clause.statement.party
    if clause.pronoun in ("we", "i") and _described(who.text or "") & other.words.all:
        return True  # "we did not", says the commission's chairwoman of what "the commission" is said to have done
    return clause.pronoun is None or (clause.pronoun in SPEAKER and speaks_of(other.statement, who, catalogue))


@lru_cache(maxsize=1000)
def _described(who: str) -> frozenset[str]:
    """The words by which a person is described."""
    return read_words(who, [(0, len(who))], ()).all


def challenge(clause: Clause, by: str, kind: DisputeKind = "denial") -> Challenge:
    """A clause as a challenge to what somebody else, or the same person earlier, has said."""
    return Challenge(
        statement=clause.statement,
        kind=kind,
        by=by,
        cued=False,
        words=clause.words,
        pointer=None,
        noun=None,
        noun_at=0,
        owner=None,
        owner_name=None,
        near=False,
        several=False,
        neither=False,
        told=False,
        span=clause.span,
    )
