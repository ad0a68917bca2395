"""What a denial or doubt is about: the claim that it disputes, found in its own article or in the story's others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.charged import ACCUSING, answers_a_charge, charges, names, speaks_of
from tasks.analyse.claims.parties import Party, same_party
from tasks.analyse.claims.pointing import TELLING
from tasks.analyse.claims.sameside import own_people
from tasks.analyse.claims.statements import Statement, far_apart, one_sentence, puts
from tasks.analyse.claims.weights import Weights
from tasks.analyse.claims.words import names_whole
from tasks.analyse.disputes.agreeing import agree, clears, turns_down_the_same
from tasks.analyse.disputes.challenge import Challenge
from tasks.analyse.disputes.clues import (
    CHARGE,
    CLAUSE,
    CONFESSED,
    EARLIER,
    SHOWN,
    camp,
    charged_with_nothing,
    clues,
    counted,
    opens_with,
    owner_match,
)
from tasks.analyse.disputes.elsewhere import may_be_meant, unrivalled
from tasks.analyse.disputes.inner_claims import told_within_dispute
from tasks.analyse.disputes.nearness import only_points
from tasks.analyse.disputes.scoring import model
from tasks.analyse.disputes.spelt_out import beside_places, besides_names, says_it
from tasks.models import Clue, Span

LEAST = 0.3  # score from which a denial by a verb is kept, and what an article itself calls untrue
LEAST_JUDGED = 0.35  # the same of doubts and verdicts
LEAST_SAID = 0.48  # the same where only what is said judges or says not; both leave out 35 real ones, 6 of them right
OWN_PART = re.compile(r"\b(?:nothing to do with|role|part|hand|involvement|responsible)\b")  # clears somebody of an act
LIAR = re.compile(r"\bliar\b", re.IGNORECASE)  # judges a person, as a motive does
LYING = re.compile(r"\blying\b", re.IGNORECASE)  # what was just said, where nobody is named: "they are lying"
UNTRUE = re.compile(
    r"\b(?:un|not )true\b|\bfalse|\blies?\b", re.IGNORECASE
)  # whatever it points at, what was told is meant
CONDITION = re.compile(r"\W*(?:that\s+)?(?:if|whether|should)\b", re.IGNORECASE)
# Who says that nothing is known yet puts no claim.
UNDECIDED = re.compile(
    r"\b(?:not (?:yet )?been (?:determined|established|decided)|remains? to be seen|(?:too|very) early|"
    r"(?:is|are|was|were|remains?) (?:still )?(?:unknown|unclear)|"
    r"no (?:theory|explanation|hypothesis) (?:is|was|has been|can be))\b",
    re.IGNORECASE,
)
# What hangs on the words before it: "said it was over, a claim that others dispute".
APPOSED = re.compile(r"(?:,|[—–]|--)\s*(?:(?:an?|the)\s+)?(?:\w+\s+)?$")
ABOUT = 70  # characters around the words that question a motive, within which it is told whose
# Nobody puts what would be so in a case: "only if the country was found to have been involved".
IN_CASE = re.compile(r"\b(?:if|unless|whether)\W+(?:\w+\W+){0,3}$", re.IGNORECASE)
# What a denial takes over from the sentence before it: "denied supporting them", "disputed that such a fire was lit".
TAKEN_UP = re.compile(r"\b(?:them|such|those)\b", re.IGNORECASE)
# What is turned down without denying anything: "rejected that demand".
NO_CLAIM = re.compile(
    r"\W*(?:that|this|the|those|these|such|any|an?|his|her|its|their) (?:\w+ )?(?:demand|offer|proposal|request|plan|"
    r"bid|motion|amendment|deal|call|appeal|application|ultimatum|bill|measure|invitation)s?\b",
    re.IGNORECASE,
)
NEXT = 8  # sentences before them in which the charge may be told in other words
BEFORE = 40  # characters before a claim in which it is told in what case it holds
NO_PROOF = re.compile(r"\W*(?:he|she) (?:ha[sd]|has had) no (?:\w+ )?(?:proof|evidence)\b", re.IGNORECASE)
SPOKEN = re.compile(
    r"\b(?:said|says|told|according to)\b"
)  # the article's own words that somebody else's name stands in
UNNAMED = 5  # words that a claim by nobody in particular must hold at least
REPRINT = 0.85  # likeness from which a "claim" is the dispute itself, printed again
TAKEN_BACK = 0.15  # share of the words of a reversal that the claim taken back must hold
TAKEN_BACK_FIT = 0.6  # reversals are too rare to be fitted: how sure one is that is marked as the earlier claim
BACK, AHEAD = 40, 6  # sentences of its own article in which a challenge may find its claim without sharing words
NEAR = 6  # sentences within which what a denial spells out may be told in other words
ACCUSED = 60  # characters before a charge by nobody within which it is told of whom
CHARGED = 3  # sentences within which a charge stands before who says that it has another motive
APPENDED = 30  # characters that a claim tells before the dispute that is put into its own sentence
HELD = 0.15  # share of the challenge's words that a claim farther off must hold


@dataclass(frozen=True, slots=True)
class Target:
    """A claim that a challenge disputes, how sure that is (0..1), and by which clues."""

    claim: Statement
    fit: float
    clues: tuple[Clue, ...]
    span: Span | None = None  # the clause that is disputed, where that is known


def least(challenge: Challenge) -> float:
    """The score from which a challenge is kept with what it disputes."""
    sure = (challenge.cued and challenge.kind == "denial") or challenge.manner == "by the article"
    if sure or (challenge.near and challenge.kind == "doubt") or only_points(challenge):
        return LEAST
    told = challenge.noun is not None or challenge.near or OWN_PART.search(challenge.by) is not None
    return LEAST_JUDGED if challenge.kind != "denial" or told else LEAST_SAID


def find_targets(
    challenge: Challenge, candidates: Sequence[Statement], weights: Weights, catalogue: Catalogue
) -> list[Target]:
    """The claims that a challenge may dispute, the likeliest first."""
    found = [
        target_of(challenge, claim, weights, catalogue)
        for claim in candidates
        if may_be_disputed(challenge, claim, weights, catalogue)
    ]
    if any(_charge(target.claim, challenge, catalogue) for target in found):
        # That it was done is not that he did it: "A bomb killed ten. Lee blamed Orso. Orso denied that he bombed it."
        found = [t for t in found if not t.claim.party.voice or speaks_of(t.claim, challenge.party, catalogue)]
    return sorted(_with_meant(challenge, found, candidates, weights, catalogue), key=lambda t: (-t.fit, t.claim.key))


def _with_meant(
    challenge: Challenge,
    found: list[Target],
    candidates: Sequence[Statement],
    weights: Weights,
    catalogue: Catalogue,
) -> list[Target]:
    """The targets found and, where none is sure, the charge of another article that alone can be meant.

    Of what one party tells elsewhere its charge is meant, not what it tells beside it: "Two were hurt. It blamed Lee."
    """
    elsewhere = [claim for claim in candidates if claim.key[0] != challenge.statement.key[0]]
    if challenge.kind != "denial" or not elsewhere:
        return found
    sure = [target.claim for target in found if target.fit >= LEAST]
    if any(c.key[0] == challenge.statement.key[0] or charges(c, challenge.party, catalogue) for c in sure):
        return found
    pointed_at = [claim for claim in elsewhere if _only_pointed_at(challenge, claim, weights, catalogue)]
    meant = unrivalled(challenge, pointed_at, weights, catalogue)
    if sure:
        meant = [claim for claim in meant if all(same_party(claim.party, other.party, catalogue) for other in sure)]
    if meant:
        found = [target for target in found if target.claim not in sure]
    return found + [target_of(challenge, claim, weights, catalogue, alone=True) for claim in meant]


def target_of(
    challenge: Challenge, claim: Statement, weights: Weights, catalogue: Catalogue, alone: bool = False
) -> Target:
    """A claim as the target of a challenge, with the score that the clues add up to.

    Args:
        challenge: what disputes.
        claim: what it may dispute.
        weights: how telling each word is.
        catalogue: who belongs to whom.
        alone: whether it can mean no other claim of the story.
    """
    if challenge.kind == "reversal":
        return Target(claim, TAKEN_BACK_FIT, (Clue("was said earlier", TAKEN_BACK_FIT),))
    found = clues(challenge, claim, weights, catalogue)
    return Target(claim, *model().judge(found | {"no other is meant": 1.0} if alone else found))


def _only_pointed_at(challenge: Challenge, claim: Statement, weights: Weights, catalogue: Catalogue) -> bool:
    """Whether a claim of another article may be what a denial means that tells too little of it."""
    meant = may_be_meant(challenge, claim, catalogue)
    return meant and may_be_disputed(challenge, claim, weights, catalogue, pointed_at=True)


def may_be_disputed(
    challenge: Challenge, claim: Statement, weights: Weights, catalogue: Catalogue, pointed_at: bool = False
) -> bool:
    """Whether somebody else puts the claim as his own, in other characters than the dispute, and near enough to it.

    Args:
        challenge: what disputes.
        claim: what it may dispute.
        weights: how telling each word is.
        catalogue: who belongs to whom.
        pointed_at: whether the claim is known to be what the dispute points at, wherever it stands.
    """
    mine = challenge.statement
    if far_apart(mine, claim):
        return False
    if challenge.kind == "reversal":
        said = claim.reading.article.text[slice(*claim.extent)]
        held = weights.held(challenge.words.all, claim.words.all)
        return puts(claim) and claim.key != mine.key and held >= TAKEN_BACK and EARLIER.search(said) is not None
    if (mine_camp := camp(mine.party)) and mine_camp == camp(claim.party):
        return False
    here = one_sentence(claim, mine)
    if own_people(claim.party, mine.party) or (not here and agree(challenge, claim, catalogue)):
        return False
    if turns_down_the_same(challenge, claim) or (not here and clears(challenge, claim, catalogue)):
        return False
    if charged_with_nothing(challenge, claim):
        return False
    if answers_a_charge(claim) or (not here and _passed_on_nobody(challenge, claim)):
        return False
    if UNDECIDED.search(claim.content) or (CONDITION.match(claim.content) and not here):
        return False
    if claim.party.voice and (claim.key[0] != mine.key[0] or _spoken_by(mine, claim)):
        return False
    if not (puts(claim) or _hangs_on(challenge, claim)):
        return False
    if same_party(claim.party, mine.party, catalogue) and not _shown_just_before(challenge, claim):
        return False
    if told_within_dispute(claim):
        return True
    if claim.key[0] == mine.key[0] and claim.spans[0][0] < challenge.span[1] and challenge.span[0] < claim.spans[-1][1]:
        return _appended(challenge, claim)
    # "Blamed the Harbour Front for it", and the Front denies any part.
    charged = _charge(claim, challenge, catalogue)
    told_of = charged or (claim.party.voice and CHARGE.search(claim.content) is not None)
    if not (claim.party.text or told_of) and len(claim.words.all) < UNNAMED and not says_it(challenge, claim, weights):
        return False
    count = challenge.pointer == "figure" and counted(claim)  # "said that 60 had died" has no more words
    few = len(claim.words.all) < 4 and not CLAUSE.search(claim.content)
    if challenge.pointer is not None and few and not (pointed_at or count or charged):
        return False
    bare = len(claim.words.all) < 2 and not (count or charged or says_it(challenge, claim, weights))
    bare = bare and not _points_right_behind(challenge, claim)
    if bare or (not challenge.cued and weights.alike(mine.words.all, claim.words.all) >= REPRINT):
        return False
    if not _of_somebody(challenge, claim) or _in_a_case(claim):
        return False
    return pointed_at or _in_reach(challenge, claim, weights, catalogue)


def _points_right_behind(challenge: Challenge, claim: Statement) -> bool:
    """Whether a dispute without a word of its own follows a clause: "She was never hurt. Her brother disagreed."""
    soon = claim.key[0] == challenge.statement.key[0] and challenge.statement.sentence - claim.sentence == 1
    alone = challenge.pointer == "any" and not challenge.words.all
    return soon and alone and bool(claim.words.all) and CLAUSE.search(claim.content) is not None


def _charge(claim: Statement, challenge: Challenge, catalogue: Catalogue) -> bool:
    """Whether a claim accuses who denies, by the verb that it is put with."""
    if ACCUSING.search(claim.cue) is None:
        return False
    return names(claim, challenge.party, catalogue) or _of_the_accused(claim, challenge.party, catalogue)


def _of_the_accused(claim: Statement, party: Party, catalogue: Catalogue) -> bool:
    """Whether a charge by nobody named hangs on the name of a party: "Ann Lee was arrested on suspicion of fraud"."""
    if claim.party.text != "":
        return False
    start = claim.reading.analysis.sentences[claim.sentence].span[0]
    before = claim.reading.article.text[max(start, claim.extent[0] - ACCUSED) : claim.extent[0]]
    if len(party.name) > 2 and names_whole(before.lower(), party.name):
        return True
    found = catalogue.find(before) if party.actor else []
    return any(catalogue.allied(party.actor or "", actor) for _, _, actor in found)


def _passed_on_nobody(challenge: Challenge, claim: Statement) -> bool:
    """Whether a verdict that points at nothing would be passed on what the article tells itself, and is no charge."""
    judged = challenge.manner == "verdict" and challenge.pointer is None and UNTRUE.search(challenge.by) is None
    own = claim.party.voice and not told_within_dispute(claim)
    return judged and own and CHARGE.search(claim.content) is None


def _in_a_case(claim: Statement) -> bool:
    """Whether it tells only what would be so in a case."""
    before = claim.reading.article.text[max(0, claim.extent[0] - BEFORE) : claim.extent[0]]
    return IN_CASE.search(before) is not None


def _spoken_by(disputing: Statement, claim: Statement) -> bool:
    """Whether the sentence of a claim by nobody shows that who disputes says it: "the bridge is safe, said Ann Lee"."""
    party = disputing.party
    return party.person and SPOKEN.search(claim.content) is not None and names_whole(claim.content.lower(), party.name)


def _of_somebody(challenge: Challenge, claim: Statement) -> bool:
    """Whether it may be the claimant who is said to have no proof: "he had no proof" is said of one person."""
    return claim.party.person or not NO_PROOF.match(challenge.statement.content)


def _of_whom(challenge: Challenge, claim: Statement) -> bool:
    """Whether it is the claimant whose motive is questioned."""
    camps = camp(challenge.party), camp(claim.party)
    if None not in camps:
        return camps[0] != camps[1]
    text = challenge.statement.reading.article.text
    at = text.find(challenge.by, challenge.span[0])
    near = text[max(challenge.span[0], at - ABOUT) : min(challenge.span[1], at + ABOUT)].lower()
    return len(claim.party.name) > 2 and names_whole(near, claim.party.name)


def _charge_before(challenge: Challenge, claim: Statement, catalogue: Catalogue) -> bool:
    """Whether a claim near it charges who says that the charge has another motive: "the case is a vendetta"."""
    near = claim.key[0] == challenge.statement.key[0] and 0 < challenge.statement.sentence - claim.sentence <= CHARGED
    charging = ACCUSING.search(claim.cue) or CHARGE.search(claim.content)
    charged = charging is not None or speaks_of(claim, challenge.party, catalogue)
    return near and challenge.pointer == "accusation" and charged


def _close_by(challenge: Challenge, claim: Statement, catalogue: Catalogue) -> bool:
    """Whether a claim of a party stands in the sentences around, or names who disputes."""
    if claim.key[0] != challenge.statement.key[0] or not claim.party.text:
        return False
    distance = challenge.statement.sentence - claim.sentence
    return -AHEAD <= distance <= NEAR or speaks_of(claim, challenge.party, catalogue)


def _answered_at_once(challenge: Challenge, claim: Statement, catalogue: Catalogue) -> bool:
    """Whether what is denied in other words, or could not be checked, is the claim just before, which another puts.

    "Ukraine said Russian troops had crossed. Moscow denied sending any." Of 2,842 real articles it joins two such pairs
    more than where the claim had to speak of who denies: a demand turned down, left out since, and a slip of the parse.
    """
    mine = challenge.statement
    here = claim.key[0] == mine.key[0] and mine.sentence - claim.sentence == 1
    if not (challenge.cued or challenge.kind == "unverified") or not claim.party.text:
        return False
    who = challenge.party
    if challenge.kind != "denial":
        return here and who.voice
    if NO_CLAIM.match(mine.content):
        return False
    if not here:  # "Ann Lee denied taking money. A builder said that he had paid her for the permit."
        return opens_with(challenge, claim, catalogue)
    owns = who.person and re.search(rf"\b{re.escape(who.name)}['’]s? ", claim.content, re.IGNORECASE)  # "Lee's lawyers"
    return not owns or TAKEN_UP.search(mine.content) is not None


def _shown_just_before(challenge: Challenge, claim: Statement) -> bool:
    """Whether the article tells what a picture shows, and goes on that it could not be checked."""
    distance = challenge.statement.sentence - claim.sentence
    unchecked = challenge.kind == "unverified" and challenge.pointer == "artefact" and challenge.party.voice
    return unchecked and claim.party.voice and distance == 1 and SHOWN.search(claim.content) is not None


def _hangs_on(challenge: Challenge, claim: Statement) -> bool:
    """Whether the dispute is put into the claim's own sentence: "doubts that it fell, a notion that others dismiss"."""
    mine = challenge.statement
    here = one_sentence(claim, mine)
    return here and challenge.pointer in ("claim", "accusation") and claim.extent[0] < mine.extent[0]


def both_count(a: Statement, b: Statement) -> bool:
    """Whether two statements count the same thing: who counts otherwise is a contest of figures, not a denial."""
    measures = [
        {figure.measure for figure in s.reading.analysis.figures if figure.sentence == s.sentence} for s in (a, b)
    ]
    return bool(measures[0] & measures[1])


def _appended(challenge: Challenge, claim: Statement) -> bool:
    """Whether a claim runs into its own dispute: "said it was over, a claim that others dispute"."""
    inside = challenge.statement.extent[1] <= claim.spans[-1][1]
    if challenge.noun is None:
        started = claim.extent[0] < challenge.statement.extent[0] - APPENDED
        judged = challenge.manner == "verdict" or challenge.statement.stance == "asserts"
        return challenge.pointer is not None and started and not (inside and judged)
    if claim.spans[0][0] >= challenge.statement.extent[0]:
        return False  # "Lee dismissed fears of a flood, the agency reported": it tells of the dispute
    text, at = challenge.statement.reading.article.text, challenge.span[0] + challenge.noun_at
    return claim.extent[0] < at - APPENDED and APPOSED.search(text, max(0, at - 20), at) is not None


def _in_reach(challenge: Challenge, claim: Statement, weights: Weights, catalogue: Catalogue) -> bool:
    """Whether a pointing challenge stands near the claim, or else its words or the claim's owner tell of it."""
    shared = beside_places(claim, challenge.words.all & claim.words.all)
    if says_it(challenge, claim, weights):
        return True
    charged = _charge(claim, challenge, catalogue)
    if challenge.pointer is None and challenge.cued and challenge.kind == "denial" and not charged:
        shared = besides_names(challenge, shared)
    if (
        challenge.manner != "questions the motive"
        and not LIAR.search(challenge.by)
        and len(shared) > 1
        and weights.held(challenge.words.all, claim.words.all) >= HELD
    ):
        return True
    if challenge.noun == "confession" and not challenge.cued and not CONFESSED.search(claim.content):
        return False
    if LYING.search(challenge.by) and not shared and not _of_whom(challenge, claim):
        return claim.key[0] == challenge.statement.key[0] and challenge.statement.sentence - claim.sentence in (0, 1)
    if challenge.manner == "questions the motive" or LIAR.search(challenge.by):
        whom = claim.party.person or not LIAR.search(challenge.by)
        return (
            whom
            and bool(claim.party.text)
            and (_of_whom(challenge, claim) or _charge_before(challenge, claim, catalogue))
        )
    if challenge.pointer is None:
        close = bool(shared) and _close_by(challenge, claim, catalogue)
        return close or _answered_at_once(challenge, claim, catalogue)
    if claim.key[0] != challenge.statement.key[0]:
        if challenge.pointer == "accusation" and not ACCUSING.search(claim.cue):
            return False
        return owner_match(challenge, claim, catalogue) is True or challenge.pointer in ("report", "artefact", "cause")
    distance = challenge.statement.sentence - claim.sentence
    if challenge.near and challenge.noun is not None and distance < 0:
        return False  # "that claim" stands before it
    if challenge.pointer == "figure":
        own = any(not word.startswith("@") for word in challenge.words.all)
        meant = bool(shared) or not own or distance == 1
        return 0 < distance <= NEAR and counted(claim) and not claim.party.voice and meant
    if challenge.noun in TELLING and any(not w.startswith("@") for w in challenge.words.all) and not shared:
        return 0 < distance <= NEXT
    return -AHEAD <= distance <= BACK and (
        not claim.party.voice
        or CHARGE.search(claim.content) is not None
        or (challenge.pointer == "artefact" and SHOWN.search(claim.content) is not None)
    )
