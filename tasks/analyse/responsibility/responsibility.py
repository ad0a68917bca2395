"""Acts for which the record names different authors: claimed by one, blamed on another, denied by who is accused.

One accusation that the accused denies is a denial (denials.py, or here where he denies it in another article); with a
second author it becomes a side of the contest here, and `folds_into` tells the denial that is the same matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.parties import one_side
from tasks.analyse.claims.positions import Position, RawContest
from tasks.analyse.claims.quoting import quote_span
from tasks.analyse.claims.statements import Statement, far_apart
from tasks.analyse.claims.weights import Weights
from tasks.analyse.claims.words import read_words
from tasks.analyse.responsibility.authorship import NEAR, Authorship, authorships, wording
from tasks.models import Reading, Stance

SAME_ACT = 0.35  # likeness of two statements of one story from which they are about one act
# The same for what is told of the act around them, and how many words that must share: in one story, across stories.
SAME_SCENE, SHARED = (0.25, 0.35), (4, 6)
SHARED_WITH_DENIAL = 2  # words of an act that the accused shares who denies it in another article of the story
SOON = 7  # days between two reports of one act in different stories at most
PRONOUN_WITHIN = 2  # sentences
BEGAN = re.compile(
    r"\b(?:first|unprovoked|without (?:\w+ )?provocation|(?:started|began) (?:it|the \w+))\b", re.IGNORECASE
)
REFERS = re.compile(  # to the act, or to whom it was done
    r"\b(?:him|them|(?:him|her|it|them)sel(?:f|ves)|own people)\b|"
    r"\b(?:it|he|she|they) (?:had been|has been|was|were)\b|"
    r"\w (?:it|her)\b(?=\W?$| (?:up|down|in|on|at|with|by|as|to)\b)",
    re.IGNORECASE,
)
ANY_WEAPON = "shelling"  # goes with other kinds: a rocket may carry gas, bring down a plane or be called a bomb
STANCES: dict[str, Stance] = {"claimed": "confirms", "blamed": "asserts", "denied": "denies"}
SURE, UNSURE = 0.85, 0.7  # fit; unsure where an author is only suspected, or the act is one of two stories


def responsibility_contests(told: Sequence[Statement], weights: Weights, catalogue: Catalogue) -> list[RawContest]:
    """The acts for which different authors are named, in one story or, of acts told in the same words, across them."""
    every = authorships(told, catalogue)
    named = [a for a in every if a.relation != "denied"]
    denials = [a for a in every if a.relation == "denied"]
    stories, days = defaultdict[str, list[Authorship]](list), defaultdict[date | None, list[Authorship]](list)
    for one in named:
        stories[_story(one)].append(one)
        days[one.statement.reading.article.published_on].append(one)
    found: list[RawContest] = []
    used: set[tuple[str, int, int]] = set()
    for first in named:
        beside = {other.statement.key: other for other in (*stories[_story(first)], *_soon(first, days))}
        same = [other for other in beside.values() if other is not first and _one_act(first, other, weights)]
        group = _disputed([first, *same], catalogue)
        if first not in group or any(a.statement.key in used for a in group):
            continue
        used |= {a.statement.key for a in group}
        denied = [d for d in denials if any(_turns_down(d, a, weights, catalogue) for a in group)]
        found.append(_contest([*group, *denied], catalogue))
    for denial in denials:
        accused = [a for a in stories[_story(denial)] if _accused(a, denial, catalogue)]
        if any(a.statement.key[0] == denial.statement.key[0] for a in accused):
            continue  # it answers what its own article tells
        accused = [a for a in accused if _one_deed(a, denial)]
        if accused and not any(a.statement.key in used for a in accused):
            used |= {a.statement.key for a in accused}
            found.append(_denial(accused, denial))
    return found


def folds_into(denial: RawContest, responsibility: RawContest) -> bool:
    """Whether a contest of a denial is about the authorship that a contest of responsibility is about.

    It is where it disputes a statement that names an author there, or rests on a denial that is a side there.
    """
    if denial.kind not in ("denial", "doubt") or responsibility.kind != "responsibility":
        return False
    here = {(p.statement.key, p.role == "counter") for p in responsibility.positions if p.statement}
    return any(p.statement and (p.statement.key, p.role == "counter") in here for p in denial.positions)


def _story(authorship: Authorship) -> str:
    reading = authorship.statement.reading
    return reading.story_id or reading.article.article_id


def _soon(first: Authorship, days: Mapping[date | None, Sequence[Authorship]]) -> Iterator[Authorship]:
    """What was printed within some days of an authorship."""
    day = first.statement.reading.article.published_on
    if day is not None:
        for shift in range(-SOON, SOON + 1):
            yield from days.get(day + timedelta(days=shift), ())


def _disputed(same: Sequence[Authorship], catalogue: Catalogue) -> list[Authorship]:
    """Of the authorships of one act those that take part in a dispute: a rival's, and who agrees with one of them."""
    rivals = [a for a in same if any(_rivals(a, b, catalogue) for b in same)]
    return [a for a in same if a in rivals or any(a.author.same(r.author, catalogue) for r in rivals)]


def _rivals(a: Authorship, b: Authorship, catalogue: Catalogue) -> bool:
    """Whether two parties name different authors.

    Who is no group by name may be anybody, the other author too, unless it is the accused who names him or the two are
    of different camps: no rebel is a soldier.
    """
    if a.author.same(b.author, catalogue) or one_side(a.party, b.party, catalogue):
        return False
    if any(x.relation == "claimed" and y.author.answers(x.party, catalogue) for x, y in ((a, b), (b, a))):
        return False  # the accused owns up to it
    if a.author.known and b.author.known:
        return True
    if a.author.answers(b.party, catalogue) or b.author.answers(a.party, catalogue):
        return True
    camps = a.author.camp, b.author.camp
    return None not in camps and camps[0] != camps[1]


def _one_act(a: Authorship, b: Authorship, weights: Weights) -> bool:
    """Whether two authorships are of one act: the same kind, place and day as far as told, in the same words."""
    if a.kinds and b.kinds and not a.kinds & b.kinds and ANY_WEAPON not in a.kinds | b.kinds:
        return False
    if far_apart(a.statement, b.statement) or _elsewhere(a.statement, b.statement):
        return False
    near = a.statement.key[0] == b.statement.key[0] and abs(a.statement.sentence - b.statement.sentence) <= NEAR
    by_verb = a.by_verb or b.by_verb
    if near and (not by_verb or _goes_on(a, b)):
        return True
    together = _story(a) == _story(b)
    if together and weights.alike(_act(a.statement), _act(b.statement)) >= SAME_ACT:
        return True
    if by_verb and not (together and _of_the_story(a) and _of_the_story(b) and _two_camps(a, b)):
        return False
    if not together and _unsure_day(a, b):
        return False
    apart = int(not together)
    return len(a.scene & b.scene) >= SHARED[apart] and weights.alike(a.scene, b.scene) >= SAME_SCENE[apart]


def _two_camps(a: Authorship, b: Authorship) -> bool:
    """Whether each names a body, or some of one camp, and neither tells of a deed of its own."""
    if any(one.relation != "blamed" for one in (a, b)):
        return False
    camps = a.author.camp, b.author.camp
    told = all(one.author.known or camp for one, camp in zip((a, b), camps, strict=True))
    return told and (camps[0] != camps[1] or None in camps)


def _of_the_story(one: Authorship) -> bool:
    """Whether a statement is of the act with which its article opens: it opens it, or goes on with it."""
    if not one.by_verb or one.statement.sentence == 0:
        return True
    return REFERS.search(one.statement.content) is not None or bool(_deed(one) & one.opening)


def _deed(one: Authorship) -> frozenset[str]:
    """The words of what is said to have been done, without those by which the author is called."""
    words = f"{one.author.name} {one.told_by}"
    return _act(one.statement) - read_words(words, [(0, len(words))], ()).all


def _goes_on(a: Authorship, b: Authorship) -> bool:
    """Whether the later of two near each other tells of the act of the earlier: by a word of it, or by a pronoun."""
    first, second = sorted((a, b), key=lambda one: one.statement.extent)
    if _deed(first) & _deed(second):
        return True
    if second.statement.sentence - first.statement.sentence > PRONOUN_WITHIN:
        return False
    began = any(BEGAN.search(one.statement.content) for one in (first, second))
    return began or REFERS.search(second.statement.content) is not None


def _unsure_day(a: Authorship, b: Authorship) -> bool:
    """Whether two reports may be of different weeks."""
    days = a.statement.reading.article.published_on, b.statement.reading.article.published_on
    return days[0] is None or days[1] is None or abs((days[0] - days[1]).days) > SOON


def _elsewhere(a: Statement, b: Statement) -> bool:
    """Whether the acts are told to be in different places or on different days."""
    places, others = _places(a), _places(b)
    if places and others and not places & others:
        return True
    days, there = _days(a), _days(b)
    return bool(days and there) and (days[-1][1] < there[0][0] or there[-1][1] < days[0][0])


def _places(statement: Statement) -> set[str]:
    """Places named in what is said, with their provinces and countries; a state that acts there is none."""
    inside = [
        place
        for place in statement.reading.analysis.places
        if any(start <= place.mention.start < end for start, end in statement.spans)
        and not any(start <= place.mention.start < end for start, end, _ in statement.named)
    ]
    return {name for place in inside for name in (place.name, place.province) if name}


def _days(statement: Statement) -> list[tuple[date, date]]:
    """The days of the events told in the statement's sentence, in order."""
    return sorted(
        (event.date_from, event.date_to)
        for event in statement.reading.analysis.events
        if event.sentence == statement.sentence and event.date_from is not None and event.date_to is not None
    )


def _act(statement: Statement) -> frozenset[str]:
    """The words of the act: the content without the names in it."""
    return frozenset(word for word in statement.words.all if not word.startswith("@"))


def _turns_down(denial: Authorship, named: Authorship, weights: Weights, catalogue: Catalogue) -> bool:
    """Whether a denial is the accused's own, of this act."""
    return named.author.speaks(denial.party, catalogue) and _one_act(denial, named, weights)


def _accused(named: Authorship, denial: Authorship, catalogue: Catalogue) -> bool:
    """Whether a denial is that of whom another party says to be the author."""
    if named.relation != "blamed" or one_side(named.party, denial.party, catalogue):
        return False
    if named.by_verb and not wording().did.search(named.told_by):
        return False  # "they wanted him in handcuffs"
    return named.author.answers(denial.party, catalogue)


def _one_deed(named: Authorship, denial: Authorship) -> bool:
    """Whether who is accused in one article denies that very act in another of the story, as far as the words tell."""
    if named.kinds and denial.kinds and not named.kinds & denial.kinds and ANY_WEAPON not in named.kinds | denial.kinds:
        return False
    if far_apart(named.statement, denial.statement) or _elsewhere(named.statement, denial.statement):
        return False
    shared = named.scene & (denial.scene | _act(denial.statement))
    return len(shared - _who(denial)) >= SHARED_WITH_DENIAL


def _who(authorship: Authorship) -> frozenset[str]:
    """The words by which a party is called."""
    text = authorship.party.text or ""
    return read_words(text, [(0, len(text))], ()).all


def _denial(accused: Sequence[Authorship], denial: Authorship) -> RawContest:
    """One accusation, by whomever, and what the accused says."""
    about = frozenset().union(*(a.statement.words.all for a in (*accused, denial)))
    return RawContest(
        kind="denial",
        key="",
        positions=tuple(
            Position(
                reading=a.statement.reading,
                party=a.party,
                stance=STANCES[a.relation],
                role="counter" if a is denial else "claim",
                span=quote_span(a.statement, about, shared=False),
                statement=a.statement,
            )
            for a in (*accused, denial)
        ),
        fit=UNSURE,
        evidence=f'"{denial.told_by}": accused in another article ("{accused[0].told_by}")',
        about=about,
    )


def _contest(group: Sequence[Authorship], catalogue: Catalogue) -> RawContest:
    about = frozenset().union(*(a.statement.words.all for a in group))
    sentences = [(a.statement.key[0], a.statement.sentence) for a in group]
    authors: list[Authorship] = []
    positions = []
    for a in group:
        head = next((other for other in authors if other.author.same(a.author, catalogue)), a)
        authors.append(a)
        name = head.author.actor or head.author.name
        shared = sentences.count((a.statement.key[0], a.statement.sentence)) > 1
        positions.append(
            Position(
                reading=a.statement.reading,
                party=a.party,
                stance=STANCES[a.relation],
                role="counter" if a.relation == "denied" else name,
                span=quote_span(a.statement, about, shared),
                statement=a.statement,
            )
        )
    told = {f'{a.author.actor or a.author.name}: {a.relation} ("{a.told_by}")' for a in group}
    unsure = any(a.hedged for a in group) or len({_story(a) for a in group}) > 1
    return RawContest(
        kind="responsibility",
        key="",
        positions=tuple(positions),
        fit=UNSURE if unsure else SURE,
        evidence=f"authors named: {', '.join(sorted(told))}",
        about=about,
    )


def act_sentence(reading: Reading, sentence: int) -> int:
    """The nearest sentence up to some before this one that reports the act itself."""
    text = reading.article.text
    for number in range(sentence - 1, max(-1, sentence - NEAR), -1):
        if wording().act.search(text[slice(*reading.analysis.sentences[number].span)]):
            return number
    return sentence
