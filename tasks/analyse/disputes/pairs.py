"""Contests told by how two statements stand to each other: one party answers another, and need not deny anything.

Each pair of statements of one article gets a score by named clues (`pair_features`, data/pairs.toml): where the two
stand, how the second opens, by which words it is put, who names whom. The weights add up to log odds, as in logistic
regression, but were set by hand; data/pairs.toml says how. Only pairs that `disagree` are kept; of these the score
drops those below `FLOOR`.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.charged import answers_a_charge, names
from tasks.analyse.claims.parties import Party, one_side
from tasks.analyse.claims.positions import Position, RawContest
from tasks.analyse.claims.quoting import quote_span
from tasks.analyse.claims.sameside import own_people
from tasks.analyse.claims.statements import Statement, puts, trimmed
from tasks.analyse.disputes.clues import CLAUSE
from tasks.analyse.disputes.disputes import read_challenge
from tasks.analyse.disputes.pair_features import STEPS, Around, Seen, clues, disagree, look, scale
from tasks.analyse.parsing.overlapping import overlapping
from tasks.models import Clue, ContestKind, Span, Stance

WITHIN = len(STEPS) - 1  # sentences that the answer stands behind the claim at most
KINDS: tuple[ContestKind, ...] = ("denial", "doubt", "unverified")  # of several answers, the one that says most
FLOOR = 0.5  # pairs less sure are none: of 77 between .3 and .5 that were read 4 were right
QUOTE = 420  # characters of a quote of several sentences
GOES_ON = 4  # words of substance of what a party adds to its claim or answer
JOINS = 0.6  # how likely a further answer to a claim must be, by the likeliest one
SHOWN = 5  # clues named in the evidence
QUOTES = frozenset("\"“”'‘’")  # a sentence that opens so is somebody's words, be it told whose or not
VERB = re.compile(
    r"^\W*to \w|['’](?:s|re|m) (?!\w+s?$)", re.IGNORECASE
)  # what `CLAUSE` passes over: "to sign it", "it's"
SHORT = 6  # words below which a content without a verb tells nothing
LEAST = 2  # words of substance that a statement holds at least


@dataclass(frozen=True, slots=True)
class Linked:
    """A statement that answers another one, and how sure that is."""

    claim: Statement
    counter: Statement
    fit: float  # 0..1
    clues: Mapping[str, float]  # by name: what each adds to the log odds


def answer_contests(
    told: Sequence[Statement], catalogue: Catalogue, halves: Sequence[RawContest], known: Iterable[RawContest] = ()
) -> list[RawContest]:
    """The contests of some articles in which one party answers another, each matter once in an article.

    Args:
        told: all statements of the articles.
        catalogue: who belongs to whom.
        halves: contests that stand within one sentence each.
        known: contests already found by other means; what answers a claim in one of them is not found again.
    """
    own = {half.positions[-1].statement.key: half for half in halves if half.positions[-1].statement}
    articles: dict[str, list[Statement]] = defaultdict(list)
    for statement in told:
        articles[statement.key[0]].append(statement)
    made = [half for half in halves if half.positions[-1].statement is None]
    told_there = [(_places(half, "claim"), _places(half, "counter")) for half in made]
    for found in articles.values():
        answers = [_contest(group, own, found) for group in _grouped(linked(found, catalogue))]
        made += [one for one in answers if not any(_same(one, claims, counters) for claims, counters in told_there)]
    used = {p.statement.key for contest in made for p in contest.positions if p.statement is not None}
    made += [half for key, half in own.items() if key not in used]
    # What could only not be checked leaves open who answers it.
    held = [(set() if one.kind == "unverified" else _places(one, "claim"), _places(one, "counter")) for one in known]
    return [one for one in made if not any(_same(one, claims, counters) for claims, counters in held)]


def _same(one: RawContest, claims: set[tuple[str, int]], counters: set[tuple[str, int]]) -> bool:
    """Whether a contest's answer is already one in another, or both set the same sentences against each other."""
    ours, answers = _places(one, "claim"), _places(one, "counter")
    return bool(answers & counters) or bool(answers & claims and ours & (claims | counters))


def _places(contest: RawContest, role: str) -> set[tuple[str, int]]:
    """Article and start of each sentence of what is quoted for one role; every role but "counter" is a claim's."""
    return {
        (position.reading.article.article_id, sentence.span[0])
        for position in contest.positions
        if (position.role == "counter") == (role == "counter")
        for sentence in overlapping(position.reading.analysis.sentences, position.span)
    }


def _grouped(pairs: Iterable[Linked]) -> list[list[Linked]]:
    """The likeliest pairs of an article, those of one claim together; no sentence answers twice."""
    groups: list[list[Linked]] = []
    answered: set[int] = set()
    claims: dict[int, list[Linked]] = {}
    for pair in sorted(pairs, key=lambda pair: (-pair.fit, pair.claim.key, pair.counter.key)):
        if pair.fit < FLOOR:
            break
        claim, counter = pair.claim.sentence, pair.counter.sentence
        if counter in answered or claim in answered or counter in claims:
            continue
        answered.add(counter)
        if claim in claims:
            if pair.fit >= JOINS * claims[claim][0].fit:
                claims[claim].append(pair)
        else:
            claims[claim] = [pair]
            groups.append(claims[claim])
    return groups


def _contest(
    group: Sequence[Linked],
    own: Mapping[tuple[str, int, int], RawContest],
    told: Sequence[Statement],
) -> RawContest:
    best = group[0]
    shared = best.claim.sentence == best.counter.sentence
    positions = [_position(best.claim, "claim", "asserts", shared)]
    taken = {best.claim.sentence, *(pair.counter.sentence for pair in group)}
    about = frozenset().union(best.claim.words.all, *(pair.counter.words.all for pair in group))
    for statement in _going_on(best.claim, about, told, taken):
        positions.append(_position(statement, "claim", "asserts", shared=False))
        taken.add(statement.sentence)
    kinds: set[ContestKind] = set()
    for pair in group:
        half = own.get(pair.counter.key)
        kind = half.kind if half else _kind(pair)
        kinds.add(kind)
        positions.append(_position(pair.counter, "counter", "denies" if kind == "denial" else "doubts", shared))
        if half:
            positions.append(half.positions[0])
        for statement in _going_on(pair.counter, about, told, taken):
            positions.append(_position(statement, "counter", "denies" if kind == "denial" else "doubts", shared=False))
            taken.add(statement.sentence)
    reasons = sorted(
        (Clue(name.replace("_", " "), round(value, 2)) for name, value in best.clues.items()),
        key=lambda clue: -abs(clue.weight),
    )
    return RawContest(
        kind=next(kind for kind in KINDS if kind in kinds),
        key="",
        positions=tuple(positions),
        fit=best.fit,
        evidence="; ".join(
            f"{clue.what} {clue.weight:+}" for clue in [one for one in reasons if one.what != "always"][:SHOWN]
        ),
        about=best.claim.words.all & best.counter.words.all or best.claim.words.all,
        clues=tuple(reasons),
    )


def _going_on(
    first: Statement, about: frozenset[str], told: Iterable[Statement], taken: Collection[int]
) -> list[Statement]:
    """What the same party says in the sentence after, or of the same thing in the one before: more of its position."""
    if first.party.voice or not first.party.text:
        return []
    return [
        s
        for s in told
        if abs(s.sentence - first.sentence) == 1
        and s.sentence not in taken
        and s.party == first.party
        and puts(s)
        and len(s.words.all) >= GOES_ON
        and (s.sentence > first.sentence or any(not word.startswith("@") for word in s.words.all & about))
    ][:1]


def _position(statement: Statement, role: str, stance: Stance, shared: bool) -> Position:
    span = quote_span(statement, statement.words.all, shared) if shared else _quoted(statement)
    return Position(statement.reading, statement.party, stance, role, span, statement=statement)


def _quoted(statement: Statement) -> Span:
    """What to quote: the whole sentences of a statement where they are short enough, else the fullest of them."""
    text = statement.reading.article.text
    touched = [
        trimmed(text, sentence.span) for sentence in overlapping(statement.reading.analysis.sentences, statement.extent)
    ]
    if touched and touched[-1][1] - touched[0][0] <= QUOTE:
        return touched[0][0], touched[-1][1]
    return quote_span(statement, statement.words.all, False)


def _kind(pair: Linked) -> ContestKind:
    """As the answer disputes the claim; where it does not, who puts the opposite denies it, who judges it doubts it."""
    challenge = read_challenge(pair.counter)
    if challenge is not None and challenge.kind != "reversal":
        return challenge.kind
    return "denial" if pair.clues.keys() & {"turns_down", "negates", "opposite_words"} else "doubt"


def linked(told: Sequence[Statement], catalogue: Catalogue) -> list[Linked]:
    """Every two statements of one article that may be claim and answer."""
    reported = {s.sentence for s in told if not s.party.voice}
    ready = (
        look(s)
        for s in told
        if not (s.party.voice and (s.sentence in reported or s.content[:1] in QUOTES)) and not answers_a_charge(s)
    )
    seen = sorted(
        (
            s
            for s in ready
            if len(s.statement.words.all) >= LEAST or s.as_counter["rebuts"] or s.as_counter["challenges"]
        ),
        key=lambda s: (s.statement.sentence, s.statement.extent),
    )
    around = Around.of(seen)
    naming = _naming(seen, catalogue)

    @cache  # an article has few parties and many statements
    def opposed(a: Party, b: Party) -> bool:
        return not ((a.voice and b.voice) or one_side(a, b, catalogue) or own_people(a, b))

    found = []
    for n, first in enumerate(seen):
        a = first.statement
        for m, second in enumerate(seen[n + 1 :], n + 1):
            b = second.statement
            if b.sentence - a.sentence > WITHIN:
                break
            if not opposed(a.party, b.party) or _overlap(a, b) or _names_only(a):
                continue
            there, back = m in naming[n], n in naming[m]
            found.append(_judged(first, second, around, there, back))
            if a.stance in ("denies", "doubts"):
                found.append(_judged(second, first, around, back, there))
    return [pair for pair in found if disagree(pair.clues.keys())]


def _naming(seen: Sequence[Seen], catalogue: Catalogue) -> list[set[int]]:
    """For each statement the places of those whose parties it speaks of; parties are few, and each is sought once."""
    of_party: dict[Party, list[int]] = defaultdict(list)
    for n, one in enumerate(seen):
        of_party[one.statement.party].append(n)
    return [
        {n for party, places in of_party.items() if names(one.statement, party, catalogue) for n in places}
        for one in seen
    ]


def _names_only(claim: Statement) -> bool:
    """Whether the content is no more than whom or what it is about: "critics condemned the former mayor"."""
    short = len(claim.content.split()) < SHORT
    return short and CLAUSE.search(claim.content) is None and VERB.search(claim.content) is None


def _overlap(a: Statement, b: Statement) -> bool:
    """Whether two statements have characters in common."""
    return any(s < d and c < e for s, e in a.spans for c, d in b.spans)


def _judged(claim: Seen, counter: Seen, around: Around, there: bool, back: bool) -> Linked:
    table = scale().weights
    adds = {name: value * table[name] for name, value in clues(claim, counter, around, there, back).items()}
    adds["always"] = table["always"]
    odds = sum(adds.values())
    return Linked(claim.statement, counter.statement, 1 / (1 + math.exp(-odds)), adds)
