"""What a denial or doubt is about: the claim that it disputes, found in its own article or in the story's others."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tasks.analyse.actors import Catalogue
from tasks.analyse.disputes import Challenge, phrases, pointing
from tasks.analyse.statements import Party, Statement, far_apart, puts, same_party
from tasks.analyse.words import RULED_OUT, Words
from tasks.models import Clue

ACCUSING = re.compile(
    r"accus|alleg|blam|charg|claim|nam(?:ed|es|ing)\b|implicat|fault|suspect|denounc|condemn", re.IGNORECASE
)
# A cause put forward: a hedge or a causal word with what it is said to be.
CAUSE = re.compile(
    r"\b(?:likely|probab\w+|strong\w* possibility|due to|because of|caused by|cause of|only reason|result of|"
    r"brought down|responsibility for)\b",
    re.IGNORECASE,
)
THREAT = re.compile(
    r"\b(?:threat\w*|plan(?:s|ned|ning)|plot\w*|danger\w*|lethal\w*|attack\w*|capab\w+|potent)\b", re.IGNORECASE
)
CONDITION = re.compile(r"\W*(?:that\s+)?(?:if|whether|should)\b", re.IGNORECASE)
UNNAMED = 5  # words that a claim by nobody in particular must hold at least
SHOWN = re.compile(r"\b(?:show\w*|alleg\w+|purport\w+|claim\w*|released|publish\w+|posted)\b", re.IGNORECASE)
WITHIN = 3  # sentences before a denial in which a plain statement about the denier passes for an accusation
EARLIER = re.compile(
    r"\b(?:initially|earlier|previously|originally|at first|first|had (?:said|told|claimed|insisted|reported))\b", re.I
)
CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|ha[sd]|have|will|would|can|could|did|does|may|might|must|\w{3,}(?:ed|s|ing))\b"
)
# Weights of the clues, tuned on the development stories.
OVERLAP, KIND, NAMED, OWNED, NEAR, ECHO = 1.4, 0.5, 0.6, 0.7, 0.5, 0.15
ENOUGH = 0.9  # the sum of clues from which a claim counts as the target
TAKEN_BACK = 0.15  # the same for a claim taken back, which has to be marked as the earlier one
SOME = 0.15  # the same where a pointing noun tells too, but the denial says much of its own
AHEAD = 0.3  # the same for a claim that is only told after the denial that points at it
HEADS_ONLY = 0.6  # of the overlap, where the claim affirms what a negation denies first ("no warnings") and no more
TOLD = 0.33  # the same where a pointing noun says that it is a claim: "the notion that he fled"
REPRINT = 0.85  # likeness from which a "claim" is the dispute itself, printed again
ENOUGH_FAR = 0.8  # the same for what is told apart by its kind and may stand far off: a report, a video
EXPLICIT = 0.45  # share of a denial's own words that its target must hold


@dataclass(frozen=True, slots=True)
class Target:
    """A claim that a challenge disputes, how sure that is, and by which clues."""

    claim: Statement
    fit: float
    clues: tuple[Clue, ...]


class Weights:
    """How telling each word is: rare ones more than those in every sentence (inverse frequency over statements)."""

    def __init__(self, found: Iterable[Statement]) -> None:
        self.count: Counter[str] = Counter()
        self.total = 1
        for statement in found:
            self.count.update(statement.words.all)
            self.total += 1

    def of(self, word: str) -> float:
        """The weight of one word, 0.1 to about 6."""
        return max(0.1, math.log((1 + self.total) / (1 + self.count[word])))

    def sum(self, words: Iterable[str]) -> float:
        """The weight of several words together."""
        return sum(self.of(word) for word in words)

    def held(self, words: frozenset[str], by: frozenset[str]) -> float:
        """Which share of some words, by weight, others hold too."""
        whole = self.sum(words)
        return self.sum(words & by) / whole if whole else 0.0

    def alike(self, a: frozenset[str], b: frozenset[str]) -> float:
        """How much two sets of words are about the same, from nought to one."""
        whole = math.sqrt(self.sum(a) * self.sum(b))
        return self.sum(a & b) / whole if whole else 0.0


def find_targets(
    challenge: Challenge, candidates: Sequence[Statement], weights: Weights, catalogue: Catalogue
) -> list[Target]:
    """The claims that a challenge may dispute, the likeliest first; empty where none is likely enough."""
    found = [t for claim in candidates if (t := _fit(challenge, claim, weights, catalogue)) is not None]
    if challenge.pointer not in (None, "cause"):
        return sorted(found, key=lambda target: (-target.fit, target.claim.key))
    return sorted(found, key=lambda target: (-target.fit - _echo(target, found, weights), target.claim.key))


def _echo(target: Target, found: Sequence[Target], weights: Weights) -> float:
    """More for a claim that others of the possible targets repeat."""
    alike = sum(same_claim(target.claim.words, other.claim.words, weights) >= 0.4 for other in found[:40])
    return ECHO * min(4, alike)


def _fit(challenge: Challenge, claim: Statement, weights: Weights, catalogue: Catalogue) -> Target | None:
    if not _may_be_disputed(challenge, claim, weights, catalogue):
        return None
    clues: list[Clue] = []
    same_article = claim.key[0] == challenge.statement.key[0]
    held = _overlap(challenge, claim, weights)
    if held:
        shared = _shown(challenge.words.all & claim.words.all, weights)
        clues.append(Clue(f"shares {shared}", OVERLAP * held))
    if challenge.kind == "reversal":
        said = claim.reading.article.text[slice(*claim.extent)]
        return (
            Target(claim, 1.0 + held, (Clue("was said earlier", 1.0), *clues))
            if held >= TAKEN_BACK and EARLIER.search(said)
            else None
        )
    if challenge.pointer is None and held < EXPLICIT:
        return None
    local = challenge.pointer in ("claim", "accusation", "any", "threat")
    if local and same_article and claim.extent[0] > challenge.statement.extent[0] and held < AHEAD:
        return None
    if (
        held < EXPLICIT
        and claim.party.voice
        and not (challenge.pointer == "artefact" and _of_kind(challenge, claim) and SHOWN.search(claim.content))
    ):
        return None
    if held < SOME and challenge.told:
        return None
    owned = _owned(challenge, claim, catalogue)
    if challenge.pointer is not None:
        kind_fits = _of_kind(challenge, claim)
        explicit = TOLD if challenge.told else EXPLICIT
        caused = challenge.pointer == "cause" and kind_fits
        if held < explicit and not (same_article or owned or caused):
            return None
        if kind_fits:
            called = f'may be called "{challenge.noun or "claim"}"' if challenge.pointer != "cause" else "names a cause"
            clues.append(Clue(called, KIND))
        near = 0 <= challenge.statement.sentence - claim.sentence <= WITHIN
        if challenge.pointer == "accusation" and (kind_fits or near) and names(claim, challenge.party, catalogue):
            clues.append(Clue("names who denies it", NAMED))
    if challenge.pointer == "claim" and not claim.party.voice and names(claim, challenge.party, catalogue):
        clues.append(Clue("names who denies it", NAMED / 2))
    if owned is False:
        return None
    if owned:
        clues.append(Clue(f"put by {claim.party.text}", OWNED))
    if same_article:
        clues.append(Clue("stands near", _nearness(challenge, claim)))
    if claim.party.voice:
        clues.append(Clue("is the article's own", -0.2))
    if claim.hedged and challenge.kind == "unverified":
        clues.append(Clue("is told as a claim", 0.2))
    if not CLAUSE.search(claim.content):
        clues.append(Clue("is no clause", -0.15))
    fit = sum(clue.weight for clue in clues)
    enough = ENOUGH_FAR if challenge.pointer in ("report", "artefact") else ENOUGH
    return Target(claim, fit, tuple(clues)) if fit >= enough else None


def _may_be_disputed(challenge: Challenge, claim: Statement, weights: Weights, catalogue: Catalogue) -> bool:
    """Whether somebody else puts the claim as his own, in other characters than the dispute."""
    mine = challenge.statement
    if far_apart(mine, claim):
        return False
    if challenge.kind == "reversal":
        return puts(claim) and claim.key != mine.key and len(claim.words.all) >= 2
    if not puts(claim) or CONDITION.match(claim.content) or same_party(claim.party, mine.party, catalogue):
        return False
    if claim.key[0] == mine.key[0] and claim.spans[0][0] < challenge.span[1] and challenge.span[0] < claim.spans[-1][1]:
        return False
    if not claim.party.text and len(claim.words.all) < UNNAMED:
        return False
    if challenge.pointer is not None and len(claim.words.all) < 4 and not CLAUSE.search(claim.content):
        return False
    return len(claim.words.all) >= 2 and weights.alike(mine.words.all, claim.words.all) < REPRINT


def _overlap(challenge: Challenge, claim: Statement, weights: Weights) -> float:
    """The share of the challenge's subject matter that the claim holds; nought where too little to tell.

    A claim that negates what a denial names ("denied that it fell" / "it did not fall") says the same as the denial.
    """
    shared = challenge.words.all & claim.words.all
    telling = [word for word in shared if not word.startswith("@")]
    near = 0 <= challenge.statement.sentence - claim.sentence <= WITHIN and claim.key[0] == challenge.statement.key[0]
    headed = bool(challenge.words.denied & claim.words.affirmed) and not challenge.cued
    few = len(shared) < 2 or (not challenge.cued and challenge.kind == "denial" and len(telling) < 2)
    if not telling or (few and not (near and headed)):
        return 0.0
    denied = challenge.words.affirmed if challenge.cued else challenge.words.negated
    if weights.sum(denied & claim.words.negated) > weights.sum(denied & claim.words.affirmed):
        return 0.0
    kept = challenge.words.negated if challenge.cued else frozenset()  # "denied that it was not" denies "it was not"
    if weights.sum(kept & claim.words.affirmed) > weights.sum(kept & claim.words.negated):
        return 0.0
    whole = weights.held(challenge.words.all, claim.words.all)
    if not headed:
        return whole
    return max(whole, HEADS_ONLY * (1.0 if near else weights.held(challenge.words.denied, claim.words.affirmed)))


def _owned(challenge: Challenge, claim: Statement, catalogue: Catalogue) -> bool | None:
    """Whether the claim is put by the one whose claim is disputed; None where that is not said."""
    if challenge.owner is not None:
        return catalogue.allied(challenge.owner, claim.party.actor) if claim.party.actor else None
    if challenge.owner_name is not None and claim.party.text:
        named = re.findall(r"\w+", claim.party.text.lower())
        return challenge.owner_name in named or challenge.owner_name == claim.party.name
    return None


def _nearness(challenge: Challenge, claim: Statement) -> float:
    """More for what was just said, most where the pointing noun says so ("such claims"); less for what comes after."""
    distance = challenge.statement.sentence - claim.sentence
    if distance < 0:
        return NEAR * 0.4 * math.exp(distance / 4)
    if challenge.neither:
        return 2 * NEAR * math.exp(-distance / 4)
    if challenge.near or challenge.pointer == "any" or challenge.kind == "unverified":
        return 2 * NEAR * math.exp(-distance / 1.5)
    return NEAR * math.exp(-distance / (30 if challenge.pointer in ("report", "artefact") else 10))


def _of_kind(challenge: Challenge, claim: Statement) -> bool:
    """Whether the pointing noun could name the claim: a report's finding, an accusation, a video's content."""
    lexicon = phrases().pointers
    text = claim.reading.article.text
    sentence = claim.reading.analysis.sentences[claim.sentence].span[0]
    lead = f"{claim.party.text or ''} {text[sentence : claim.spans[0][0]]}"
    if challenge.pointer == "accusation":
        return bool(ACCUSING.search(claim.cue))
    if challenge.pointer == "cause":
        vague = phrases().doubting.search(claim.content) or RULED_OUT.search(claim.content)
        return CAUSE.search(claim.content) is not None and not claim.party.voice and not vague
    if challenge.kind == "unverified" and challenge.pointer == "report":
        return not claim.party.voice
    if challenge.pointer in ("report", "artefact"):
        nouns = re.findall(r"\w+", lead if challenge.pointer == "report" else f"{lead} {claim.content}")
        return any(lexicon[noun] == challenge.pointer for word in nouns if (noun := pointing(word)))
    if challenge.pointer == "threat":
        feared = {actor for _, _, actor in challenge.statement.named} & {actor for _, _, actor in claim.named}
        return bool(feared) and THREAT.search(claim.content) is not None
    return challenge.pointer in ("claim", "any") and not claim.party.voice


def names(claim: Statement, party: Party, catalogue: Catalogue) -> bool:
    """Whether the claim speaks of a party."""
    if party.actor and any(catalogue.allied(party.actor, actor) for _, _, actor in claim.named):
        return True
    return bool(party.name) and re.search(rf"\b{re.escape(party.name)}\b", claim.content, re.IGNORECASE) is not None


def _shown(shared: frozenset[str], weights: Weights) -> str:
    return ", ".join(sorted(shared, key=lambda word: (-weights.of(word), word))[:4])


def same_claim(a: Words, b: Words, weights: Weights) -> float:
    """How surely two claims are one, from nought to one; a claim and its negation are not."""
    if (
        weights.sum(a.negated & b.affirmed) + weights.sum(a.affirmed & b.negated)
        > weights.sum(a.affirmed & b.affirmed) / 2
    ):
        return 0.0
    return weights.alike(a.all, b.all)
