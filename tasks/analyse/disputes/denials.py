"""Claims that somebody denies or doubts, or that the report could not check: each with all who take a side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.charged import names
from tasks.analyse.claims.parties import one_side, same_party
from tasks.analyse.claims.positions import Position, RawContest
from tasks.analyse.claims.quoting import quote_span
from tasks.analyse.claims.statements import Statement, far_apart, one_sentence, puts
from tasks.analyse.claims.weights import Weights, same_claim
from tasks.analyse.disputes.challenge import Challenge
from tasks.analyse.disputes.clues import CLAUSE
from tasks.analyse.disputes.contradictions import contradictions
from tasks.analyse.disputes.disputes import challenges
from tasks.analyse.disputes.grouping import ONE_ANSWER, SAME_VIEW, TOLD_TWICE, Link, grouped, surest
from tasks.analyse.disputes.inner_claims import told_by_nobody, told_within, told_within_dispute
from tasks.analyse.disputes.own_answers import own_answers
from tasks.analyse.disputes.reversals import reversals
from tasks.analyse.disputes.targets import LEAST, Target, both_count, find_targets, least, may_be_disputed
from tasks.models import ContestKind, Span, Stance

SAME_WORDS = 3  # words that a statement and the claim which it supports both hold
BESIDE = 0.5  # how much less likely than the best a further claim may be
TOLD_ELSEWHERE = 0.25  # like TOLD_TWICE, of a claim told farther off
BESIDE_WITHIN = 5  # sentences
SHARED, SOON = 4, 7  # words that a denial shares with a claim of another story at least; days between them at most
# How a party stands to the claim that it challenges; who now says otherwise states something, and denies nobody.
STANCES: dict[str, Stance] = {"denial": "denies", "reversal": "asserts"}


def denial_contests(
    told: Sequence[Statement],
    catalogue: Catalogue,
    elsewhere: Sequence[Statement] = (),
    within: Sequence[RawContest] = (),
) -> list[RawContest]:
    """The disputed claims of one story: denials and doubts of one claim together, unverified claims apart.

    Args:
        told: all statements of the story's articles.
        catalogue: who belongs to whom.
        elsewhere: statements of other stories, searched for what a denial in full disputes where the story lacks it.
        within: contests that stand within one sentence each; a less sure target elsewhere gives way to them.
    """
    weights = Weights(told)
    links = []
    claims, disputing = _claims(told), challenges(told)
    found: list[Target] = []
    for challenge in disputing:
        shared = [t for t in found if challenge.joins and may_be_disputed(challenge, t.claim, weights, catalogue)]
        found = shared or _found(challenge, claims, elsewhere, weights, catalogue)
        links += [link for link in _links(challenge, found, claims, weights, catalogue) if not _surer(link, within)]
    links += [
        Link(replace(challenge, manner="contradicts"), target)
        for challenge, target in contradictions(claims, weights, catalogue)
        if not both_count(challenge.statement, target.claim)
    ]
    answered = {link.challenge.statement.key for link in links}
    links += [
        Link(replace(challenge, manner="contradicts"), target)
        for challenge, target in own_answers(claims, weights, catalogue)
        if challenge.statement.key not in answered
    ]
    links += [Link(*pair) for pair in reversals(told, weights, catalogue)]
    return [
        _contest(surest(group, weights), claims, weights, catalogue) for group in grouped(links, weights, catalogue)
    ]


def _found(
    challenge: Challenge,
    claims: Sequence[Statement],
    elsewhere: Sequence[Statement],
    weights: Weights,
    catalogue: Catalogue,
) -> list[Target]:
    """What a challenge may dispute in its own story or, where a denial in full finds nothing there, in others."""
    before = [] if told_by_nobody(challenge) else claims
    found = find_targets(challenge, [*before, *told_within(challenge, catalogue)], weights, catalogue)
    sure = bool(found) and found[0].fit >= LEAST
    if sure or not challenge.cued or challenge.kind != "denial" or challenge.pointer is not None:
        return found
    known = [
        claim
        for claim in elsewhere  # many: what is soon told comes first, and what is left is judged
        if claim.party.text
        and len(challenge.words.all & claim.words.all) >= SHARED
        and _soon(challenge.statement, claim)
        and names(claim, challenge.party, catalogue)
    ]
    return find_targets(challenge, known, weights, catalogue)


def _links(
    challenge: Challenge, found: Sequence[Target], claims: Sequence[Statement], weights: Weights, catalogue: Catalogue
) -> list[Link]:
    """A challenge with its likeliest target, and with the likeliest that is told elsewhere than in the dispute."""
    inside = next((target for target in found if told_within_dispute(target.claim)), None)
    told = [target for target in found if not told_within_dispute(target.claim)]
    outside = next(iter(told), None)
    if inside is not None and outside is not None and not _told_again(inside.claim, outside.claim, weights, catalogue):
        below = (t for t in told if t.claim.party.text and "opens with the denial" in {clue.what for clue in t.clues})
        outside = next(below, None)
    likely = [target for target in (inside, outside) if target is not None and target.fit >= least(challenge)]
    return [Link(challenge, target, _beside(challenge, target, found, claims, catalogue)) for target in likely]


def _told_again(inside: Statement, outside: Statement, weights: Weights, catalogue: Catalogue) -> bool:
    """Whether a claim told elsewhere is the one that the dispute tells itself: by its words, or by who puts it."""
    if inside.party.text and one_side(inside.party, outside.party, catalogue):
        return True
    if len(inside.words.all & outside.words.all) < 2:
        return False
    if not (inside.party.actor or inside.party.person) and outside.party.text and inside.key[0] != outside.key[0]:
        return same_claim(inside.words, outside.words, weights) >= TOLD_TWICE  # "reports that the post was empty"
    near = inside.key[0] == outside.key[0] and abs(inside.sentence - outside.sentence) <= ONE_ANSWER
    return same_claim(inside.words, outside.words, weights) >= (TOLD_TWICE if near else TOLD_ELSEWHERE)


def _surer(link: Link, within: Sequence[RawContest]) -> bool:
    """Whether the sentence of a dispute tells itself what is disputed, more surely than the target is found."""
    mine = link.challenge.statement
    if told_within_dispute(link.target.claim) or one_sentence(mine, link.target.claim):
        return False
    return any(
        (one.fit > link.target.fit or _told_before(one, mine))
        and one.positions[-1].reading.article.article_id == mine.key[0]
        and one.positions[-1].span[0] < mine.extent[1]
        and mine.extent[0] < one.positions[-1].span[1]
        for one in within
    )


def _told_before(half: RawContest, denial: Statement) -> bool:
    """Whether the sentence has told the claim before it comes to who denies it: "Lee accused him, and he denied it"."""
    return half.kind == "denial" and half.positions[0].span[1] <= denial.extent[0]


def _claims(told: Sequence[Statement]) -> list[Statement]:
    """What can be disputed: all but what an article says in its own voice where it reports somebody."""
    idle = ("demands", "declines")  # puts no claim, and turns none down
    reported = {(s.key[0], s.sentence) for s in told if not s.party.voice and s.stance not in idle}
    return [
        statement
        for statement in told
        if not (statement.party.voice and (statement.key[0], statement.sentence) in reported)
    ]


def quoted_challenge(challenge: Challenge, about: frozenset[str] = frozenset(), shared: bool = False) -> Span:
    """What to quote for a challenge."""
    return quote_span(challenge.statement, challenge.words.denied | about, shared, challenge.span)


def _soon(a: Statement, b: Statement) -> bool:
    """Whether two statements were printed within some days of each other."""
    days = a.reading.article.published_on, b.reading.article.published_on
    return days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) <= SOON


def _beside(
    challenge: Challenge, best: Target, found: Sequence[Target], claims: Sequence[Statement], catalogue: Catalogue
) -> tuple[Statement, ...]:
    """What a plural ("such allegations") disputes beside the likeliest claim, in the sentences just before it.

    Of accusations and claims that are denied: others about as likely, by the same party or, of accusations, by whoever
    names who denies. Of what could not be checked: what another party has put to it, where "neither" account could.
    """
    if not challenge.several or challenge.pointer not in ("claim", "accusation"):
        return ()
    if challenge.kind == "unverified":
        likely = [
            claim
            for claim in claims
            if challenge.neither
            and puts(claim)
            and not one_side(claim.party, best.claim.party, catalogue)
            and _of_one_matter(claim, best.claim, catalogue)
        ]
    else:
        likely = [
            target.claim
            for target in found
            if target.fit >= best.fit * BESIDE
            and (
                one_side(target.claim.party, best.claim.party, catalogue)
                or (challenge.pointer == "accusation" and names(target.claim, challenge.party, catalogue))
            )
        ]
    return tuple(
        claim
        for claim in likely
        if claim.key != best.claim.key
        and claim.key[0] == challenge.statement.key[0]
        and 0 < challenge.statement.sentence - claim.sentence <= BESIDE_WITHIN
        and (challenge.pointer == "claim" or not claim.words.negated)
        and not claim.party.voice
    )


def _of_one_matter(a: Statement, b: Statement, catalogue: Catalogue) -> bool:
    """Whether two claims follow each other, share words, or one names who puts the other."""
    if a.key[0] == b.key[0] and abs(a.sentence - b.sentence) == 1:
        return True
    return bool(a.words.all & b.words.all) or names(a, b.party, catalogue) or names(b, a.party, catalogue)


def _contest(links: Sequence[Link], told: Sequence[Statement], weights: Weights, catalogue: Catalogue) -> RawContest:
    best = max(links, key=lambda link: link.target.fit)
    about = best.target.claim.words.all & best.challenge.words.all or best.target.claim.words.all
    claims = {link.target.claim.key: link.target.claim for link in links}
    disputed = {link.target.claim.key: link.target.span for link in links}
    counters = {link.challenge.statement.key: link.challenge for link in links}
    for link in links:
        for statement in link.beside:
            claims.setdefault(statement.key, statement)
    for statement in _supporters(links, told, weights, catalogue):
        claims.setdefault(statement.key, statement)
    claims = {key: claim for key, claim in claims.items() if not _told_twice(claim, claims.values())}
    # A dispute that tells its claim itself is quoted whole: its clause alone may break off before the end of the claim.
    places = {(claim.key[0], claim.sentence) for claim in claims.values() if not told_within_dispute(claim)}
    shared = places & {(challenge.statement.key[0], challenge.statement.sentence) for challenge in counters.values()}
    positions = [
        Position(
            reading=claim.reading,
            party=claim.party,
            stance=claim.stance,
            role="claim",
            span=quote_span(
                claim,
                about,
                (claim.key[0], claim.sentence) in shared or told_within_dispute(claim),
                disputed.get(claim.key),
            ),
            statement=claim,
        )
        for claim in claims.values()
    ]
    for challenge in counters.values():
        statement = challenge.statement
        positions.append(
            Position(
                reading=statement.reading,
                party=statement.party,
                stance=STANCES.get(challenge.kind, "doubts"),
                role="counter",
                span=quoted_challenge(challenge, about, (statement.key[0], statement.sentence) in shared),
                statement=statement,
            )
        )
    return RawContest(
        kind=_kind(links),
        key="",
        positions=tuple(positions),
        fit=best.target.fit,
        evidence=f'"{best.challenge.by}": {", ".join(clue.what for clue in best.target.clues if clue.weight > 0)}',
        about=about,
        clues=best.target.clues,
    )


def _kind(links: Sequence[Link]) -> ContestKind:
    kinds = {link.challenge.kind for link in links}
    if "reversal" in kinds:
        return "reversal"
    if "doubt" in kinds and any(link.challenge.pointer == "artefact" for link in links):
        return "doubt"  # whether a video or a document is genuine, whatever else is denied with it
    return "denial" if "denial" in kinds else "doubt" if "doubt" in kinds else "unverified"


def _supporters(
    links: Sequence[Link], told: Sequence[Statement], weights: Weights, catalogue: Catalogue
) -> list[Statement]:
    """Further statements of the disputed claim: by anybody but those who dispute it, one a party and article."""
    claims = [link.target.claim for link in links]
    against = [link.challenge.party for link in links]
    taken = {(claim.key[0], claim.party) for claim in claims} | {
        (link.challenge.statement.key[0], link.challenge.party) for link in links
    }
    found: dict[object, tuple[float, Statement]] = defaultdict(lambda: (0.0, claims[0]))
    for statement in told:
        if not puts(statement) or statement.party.voice or (statement.key[0], statement.party) in taken:
            continue
        if any(same_party(statement.party, party, catalogue) for party in against) or far_apart(statement, claims[0]):
            continue
        if any(_reports(statement, link.challenge.statement) for link in links):
            continue
        alike = max(same_claim(statement.words, claim.words, weights) for claim in claims)
        place = (statement.key[0], statement.party)
        if (
            alike >= SAME_VIEW
            and any(len(_telling(statement) & _telling(claim)) >= SAME_WORDS for claim in claims)
            and len(statement.words.all) >= 4
            and CLAUSE.search(statement.content)
            and alike > found[place][0]
        ):
            found[place] = (alike, statement)
    return [statement for _, statement in found.values()]


def _reports(statement: Statement, dispute: Statement) -> bool:
    """Whether a dispute stands within what somebody tells: "Lee dismissed fears of a flood, the agency reported"."""
    return (
        statement.key[0] == dispute.key[0]
        and statement.spans[0][0] < dispute.extent[1]
        and dispute.extent[0] < statement.spans[-1][1]
    )


def _telling(statement: Statement) -> set[str]:
    """The words of a statement beside the actors that it names."""
    return {word for word in statement.words.all if not word.startswith("@")}


def _told_twice(claim: Statement, claims: Iterable[Statement]) -> bool:
    """Whether somebody by name puts what this claim leaves to nobody, in the same sentence."""
    return not claim.party.text and any(other.party.text and one_sentence(other, claim) for other in claims)
