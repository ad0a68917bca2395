"""Findings about one matter become one contest, so that no reader meets it twice.

* A claim that one party denies, another doubts and the report could not check is one contest, whoever found which part.
* Who denies an act for which authors are named, or whose claim of it could not be checked, is a side of that contest.
* What a contest of figures holds whole is no contest beside it; a report's caveat about the figures is a side of it.
* Denials of one document are one contest, in whatever stories: the same party turns down what the same body published,
  and two articles give the same finding of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.parties import one_side
from tasks.analyse.claims.positions import Position, RawContest, clues_of
from tasks.analyse.claims.statements import Statement, far_apart
from tasks.analyse.claims.weights import Weights, same_claim
from tasks.analyse.parsing.dispute_words import phrases, pointing
from tasks.analyse.responsibility.responsibility import folds_into
from tasks.models import ContestKind

# What may be one contest, by which kind it then goes: the one that says most of where the parties stand.
ONE_MATTER: tuple[ContestKind, ...] = ("responsibility", "denial", "doubt", "unverified")
SAME_ACT = 0.35  # likeness from which a denial is of the act as the accusation tells it
JOINS = 0.7  # how sure a part must be, by the whole
BY_ITS_WORDS = 0.25  # share of an answer's words that the whole holds from which it belongs there, however unsure
BESIDE = 10  # characters between a denial and the figure of the same party right beside it
CONTRARY = "of one thing"  # the clue by which two statements that nobody sets against each other are a contest
ONE_CLAIM = 0.4  # likeness from which two findings of a document are one


@dataclass(frozen=True, slots=True)
class Ground:
    """What every comparison of two contests needs at hand."""

    told: Mapping[str, Sequence[Statement]]  # the statements of each article
    figures: Sequence[RawContest]  # contests of figures
    weights: Weights
    catalogue: Catalogue

    def one(self, a: Position, b: Position) -> bool:
        """Whether two positions are one party's."""
        return one_side(a.party, b.party, self.catalogue)


def folded(
    raw: Sequence[RawContest], told: Mapping[str, Sequence[Statement]], weights: Weights, catalogue: Catalogue
) -> list[RawContest]:
    """The contests with those joined that are about one matter.

    Args:
        raw: what the finders found, in any order.
        told: the statements of each article.
        weights: how telling each word is.
        catalogue: who belongs to whom.
    """
    ground = Ground(told, [one for one in raw if one.kind == "figures"], weights, catalogue)
    raw = _acts_denied(raw, ground)
    wholes = [one for one in raw if one.kind not in ONE_MATTER]
    for part in _one_way_round([one for kind in ONE_MATTER for one in raw if one.kind == kind]):
        if (counted := _counted_in(part, wholes, ground)) is not None:
            wholes[counted] = _with_doubts(wholes[counted], part)
            continue
        home = next((n for n, whole in enumerate(wholes) if _one_matter(whole, part, ground)), None)
        if home is None:
            wholes.append(part)
        elif not _passing(wholes[home], part, ground):
            wholes[home] = _joined(wholes[home], part, ground)
    return wholes


def _counted_in(part: RawContest, wholes: Sequence[RawContest], ground: Ground) -> int | None:
    """The contest of figures that holds all who take part in another one, each in the same sentence.

    Or the denial right beside its own figure: "The army denied the report. 'Nobody died,' its spokesman said."
    """
    named = [p for p in part.positions if not p.party.voice]
    for n, whole in enumerate(wholes):
        if whole.kind != "figures":
            continue
        apart = [p for p in named if not any(_overlap(p, q) for q in whole.positions)]
        if len(apart) < len(named) and all(_beside_own_figure(p, whole, ground) for p in apart):
            return n
    return None


def _beside_own_figure(denial: Position, whole: RawContest, ground: Ground) -> bool:
    """Whether a denial stands right beside the figure that the same party gives."""
    return denial.role == "counter" and any(
        ground.one(denial, q)
        and q.reading.article.article_id == denial.reading.article.article_id
        and max(q.span[0] - denial.span[1], denial.span[0] - q.span[1]) <= BESIDE
        for q in whole.positions
    )


def _overlap(a: Position, b: Position) -> bool:
    one = a.reading.article.article_id == b.reading.article.article_id
    return one and a.span[0] < b.span[1] and b.span[0] < a.span[1]


def _with_doubts(whole: RawContest, part: RawContest) -> RawContest:
    """A contest of figures with the report's own caveat about them."""
    doubts = [p for p in part.positions if p.party.voice and p.stance == "doubts"]
    return replace(
        whole,
        positions=(*whole.positions, *(p for p in doubts if p not in whole.positions)),
        fit=max(whole.fit, part.fit),
        clues=clues_of(max(whole, part, key=lambda one: one.fit)),
    )


def _one_matter(a: RawContest, b: RawContest, ground: Ground) -> bool:
    if a.kind not in ONE_MATTER or a.kind == "responsibility" == b.kind:  # their finder has told the acts apart
        return False
    if a.kind == "responsibility":
        return folds_into(b, a) or (b.kind == "unverified" and bool(_claims(a) & _claims(b)))
    if _opposed(a, b, ground) or _opposed(b, a, ground):
        return False
    return bool(_claims(a) & _claims(b)) or _one_answer(a, b) or _one_document(a, b, ground)


def _one_answer(a: RawContest, b: RawContest) -> bool:
    """Whether one statement answers the claims of both in the same words, and contradicts that of one outright."""
    held = _keys(_counters(a)) & _keys(_counters(b))
    return bool(held) and (_contrary(a) or _contrary(b)) and _telling(a.about & b.about)


def _contrary(contest: RawContest) -> bool:
    """Whether its statements contradict each other without a word of dispute."""
    return CONTRARY in {clue.what for clue in contest.clues}


def _one_way_round(raw: Sequence[RawContest]) -> list[RawContest]:
    """The contests; of statements that contradict each other none is a claim in one and a counter in another.

    "Ten were hurt" and "nobody was hurt" are one contest whichever of the two is read as answering the other.
    """
    turned: list[RawContest] = []
    for one in raw:
        other_way = _contrary(one) and any(
            _claims(one) <= _keys(_counters(other)) and _telling(one.about & other.about)
            for other in turned
            if other.kind in ("denial", "doubt")
        )
        turned.append(_turned(one) if other_way else one)
    return turned


def _turned(contest: RawContest) -> RawContest:
    """A contest with its claims as counters, and the other way round."""
    counters = _counters(contest)
    claims = [replace(p, role="claim", stance=p.statement.stance if p.statement else "asserts") for p in counters]
    denials = [replace(p, role="counter", stance="denies") for p in contest.positions if p.role == "claim"]
    return replace(contest, positions=(*claims, *denials))


def _telling(words: frozenset[str]) -> bool:
    """Whether there is a word beside the actors that are named."""
    return any(not word.startswith("@") for word in words)


def _passing(whole: RawContest, part: RawContest, ground: Ground) -> bool:
    """Whether a part is but a guess about a claim of which a surer contest is known, and not in its words."""
    if part.kind == "unverified" or part.fit >= JOINS * whole.fit:
        return False
    claimed: frozenset[str] = frozenset().union(*(p.statement.words.all for p in whole.positions if p.statement))
    return not any(
        p.statement is not None and ground.weights.held(p.statement.words.all, claimed) >= BY_ITS_WORDS
        for p in _counters(part)
    )


def _opposed(a: RawContest, b: RawContest, ground: Ground) -> bool:
    """Whether a party to one turns down what it claims in the other: it cannot stand on both sides of one contest."""
    return any(ground.one(p, q) for p in _counters(a) for q in b.positions if q.role == "claim")


def _acts_denied(raw: Sequence[RawContest], ground: Ground) -> list[RawContest]:
    """The contests, with what an accused author of an act says against it moved to the contest of who did it.

    A contest all of whose counters are moved is about the act and nothing else, and is left to be joined as a whole.
    """
    acts = [one for one in raw if one.kind == "responsibility"]
    others = [one for one in raw if one.kind != "responsibility"]
    for n in range(len(acts)):
        for m, other in enumerate(others):
            counters = _counters(other) if other.kind in ("denial", "doubt") else []
            held = _keys(_counters(acts[n]))
            moved = [p for p in counters if _keys([p]) & held or _denies_act(p, acts[n], ground)]
            if not moved or _claims(other) & _claims(acts[n]):
                continue
            more = (p for p in moved if not _keys([p]) & held)
            acts[n] = replace(acts[n], positions=(*acts[n].positions, *more))
            if len(moved) < len(counters):
                left = tuple(p for p in other.positions if p not in moved)
                denied = other.kind == "denial" and any(p.stance == "denies" for p in left)
                others[m] = replace(other, kind="denial" if denied else "doubt", positions=left)
    return [*acts, *others]


def _denies_act(denial: Position, act: RawContest, ground: Ground) -> bool:
    """Whether a party held to be the author denies the act in the words in which it is told."""
    if denial.statement is None or denial.stance != "denies" or not denial.party.actor:
        return False
    words = denial.statement.words.all
    return any(
        claim.statement is not None
        and claim.role == denial.party.actor
        and not ground.one(claim, denial)
        and not far_apart(claim.statement, denial.statement)
        and ground.weights.alike(words, claim.statement.words.all) >= SAME_ACT
        for claim in act.positions
    )


def _claims(contest: RawContest) -> set[tuple[str, int, int]]:
    """Where its claims stand."""
    return _keys(p for p in contest.positions if p.role != "counter")


def _keys(positions: Iterable[Position]) -> set[tuple[str, int, int]]:
    return {p.statement.key for p in positions if p.statement is not None}


def _joined(whole: RawContest, part: RawContest, ground: Ground) -> RawContest:
    """One contest of two; what both hold stands in it as the first has it."""
    held = {(p.statement.key, p.role == "counter") for p in whole.positions if p.statement is not None}
    claimed = next(_as_claimed(whole, part, ground), "claim")
    more = []
    for p in part.positions:
        if p.statement is None or (p.statement.key, p.role == "counter") not in held:
            own = [q.role for q in whole.positions if ground.one(p, q) and q.role != claimed]
            if own and p.role == "claim" and whole.kind == "responsibility":
                continue  # what else it told is not what another party says
            role = own[0] if own and p.role == "counter" else p.role
            more.append(replace(p, role=claimed if role == "claim" else role))
    return replace(
        whole,
        positions=(*whole.positions, *more),
        fit=max(whole.fit, part.fit),
        evidence=f"{whole.evidence}; {part.evidence}",
        about=whole.about | part.about,
        clues=clues_of(max(whole, part, key=lambda one: one.fit)),
    )


def _as_claimed(whole: RawContest, part: RawContest, ground: Ground) -> Iterator[str]:
    """What a part's claim is in the whole: its own row's role there, its party's, or the author who denies it."""
    claims, theirs = [p for p in whole.positions if p.role != "counter"], _claims(part)
    yield from (p.role for p in claims if p.statement is not None and p.statement.key in theirs)
    yield from (p.role for p in claims for q in part.positions if q.role == "claim" and ground.one(p, q))
    yield from (p.role for p in claims for q in _counters(part) if p.role == q.party.actor)


def _one_document(a: RawContest, b: RawContest, ground: Ground) -> bool:
    """Whether the same party turns down the same body's report in both."""
    if not any(ground.one(p, q) for p in _counters(a) for q in _counters(b) if not p.party.voice):
        return False
    return any(ground.one(p, q) and _one_finding(p, q, ground) for p in _published(a) for q in _published(b))


def _published(contest: RawContest) -> list[Position]:
    """The claims that a document makes: "the report released on Friday", "a U.N. report"."""
    lexicon = phrases().pointers
    return [
        p
        for p in contest.positions
        if p.role == "claim"
        and any(lexicon[noun] == "report" for word in (p.party.text or "").lower().split() if (noun := pointing(word)))
    ]


def _counters(contest: RawContest) -> list[Position]:
    return [p for p in contest.positions if p.role == "counter"]


def _one_finding(a: Position, b: Position, ground: Ground) -> bool:
    """Whether both articles give the same finding of the body that published it: a figure, or a claim."""
    for contest in ground.figures:
        given = [[p.role for p in contest.positions if _from(x, p, ground)] for x in (a, b)]
        if set(given[0]) & set(given[1]):
            return True
    mine, others = (
        [s for s in ground.told[p.reading.article.article_id] if one_side(s.party, p.party, ground.catalogue)]
        for p in (a, b)
    )
    return any(same_claim(s.words, t.words, ground.weights) >= ONE_CLAIM for s in mine for t in others)


def _from(position: Position, other: Position, ground: Ground) -> bool:
    """Whether another position is of the same party in the same article."""
    same = position.reading.article.article_id == other.reading.article.article_id
    return same and ground.one(position, other)
