"""Which disputes are of one claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.parties import one_side, same_party
from tasks.analyse.claims.sameside import taken_up
from tasks.analyse.claims.statements import Statement
from tasks.analyse.claims.weights import Weights, same_claim
from tasks.analyse.disputes.challenge import Challenge
from tasks.analyse.disputes.targets import Target

ONE_CLAIM = 0.4  # likeness from which two targets are one claim
SAME_VIEW = 0.55  # likeness from which a further statement supports a disputed claim
JOINS = 0.62  # how sure a dispute must be, by the surest of the same claim
BY_ITS_WORDS = 0.25  # share of a dispute's own words that the claim holds from which it is that claim's, however unsure
ONE_ANSWER = 3  # sentences within which two answer the same
TOLD_TWICE = 0.15  # likeness from which a claim told near its dispute is the one that the dispute tells itself


@dataclass(frozen=True, slots=True)
class Link:
    """A challenge, the claim that it most likely disputes, and the others that its plural takes in ("such claims")."""

    challenge: Challenge
    target: Target
    beside: tuple[Statement, ...] = ()


def grouped(links: Sequence[Link], weights: Weights, catalogue: Catalogue) -> list[list[Link]]:
    """The links of one claim together."""
    groups: list[list[Link]] = []
    for link in links:
        homes = [g for g in groups if any(_one_matter(link, other, weights, catalogue) for other in g)]
        groups = [g for g in groups if g not in homes]
        groups.append([*(other for g in homes for other in g), link])
    return groups


def surest(group: Sequence[Link], weights: Weights) -> list[Link]:
    """The disputes of one claim without those that may as well be of another: far less sure, and not in its words."""
    best = max(group, key=lambda link: link.target.fit)
    return [
        link
        for link in group
        if link is best
        or link.challenge.statement.key == best.challenge.statement.key
        or weights.held(link.challenge.words.all, best.target.claim.words.all) >= BY_ITS_WORDS
        or (link.target.fit >= JOINS * best.target.fit and link.challenge.manner != "questions the motive")
    ]


def _one_matter(a: Link, b: Link, weights: Weights, catalogue: Catalogue) -> bool:
    """Whether two challenges dispute one claim; what could not be checked is another matter than what is denied."""
    apart = {"unverified", "reversal"}
    if a.challenge.kind != b.challenge.kind and apart & {a.challenge.kind, b.challenge.kind}:
        return False
    if a.target.claim.key == b.target.claim.key or a.challenge.statement.key == b.challenge.statement.key:
        return True
    contrary = [link for link in (a, b) if link.challenge.manner == "contradicts"]
    if len(contrary) == 1 and (a.challenge.pointer or b.challenge.pointer):
        return False  # "denied the charges": which, is too unsure to take in all that is said to the contrary
    pointing = a.challenge.pointer and b.challenge.pointer and a.challenge.kind == b.challenge.kind
    parties = a.target.claim.party, b.target.claim.party
    same_claimant = same_party(*parties, catalogue) or (
        a.target.claim.key[0] == b.target.claim.key[0] and taken_up(*parties)
    )
    nobodies = _undescribed(a.target.claim) and _undescribed(b.target.claim) and a.challenge.kind == "doubt"
    if (
        pointing
        and (same_claimant or nobodies)
        and a.target.claim.key[0] == b.target.claim.key[0]
        and not a.target.claim.party.voice
        and (
            _one_answer(a.challenge.statement, b.challenge.statement)
            or same_claim(a.target.claim.words, b.target.claim.words, weights) >= TOLD_TWICE
        )
    ):
        return True
    voice = a.challenge.party.voice  # a report puts each of its caveats in the same words
    same_disputer = not voice and one_side(a.challenge.party, b.challenge.party, catalogue)
    if same_disputer and weights.alike(a.challenge.statement.words.all, b.challenge.statement.words.all) >= SAME_VIEW:
        return True
    alike = same_claim(a.target.claim.words, b.target.claim.words, weights)
    return alike >= (ONE_CLAIM if same_claimant else 0.65)


def _one_answer(a: Statement, b: Statement) -> bool:
    """Whether two disputes stand so near to each other that the second goes on with the first."""
    return a.key[0] == b.key[0] and abs(a.sentence - b.sentence) <= ONE_ANSWER


def _undescribed(claim: Statement) -> bool:
    """Whether a claim is put by people without a name: an article's captives, witnesses, soldiers are one voice."""
    return claim.party.actor is None and not claim.party.person and bool(claim.party.text)
