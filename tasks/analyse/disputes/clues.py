"""What speaks for and against a statement being the claim that a challenge disputes: named clues with a strength."""

from __future__ import annotations

import math
import re

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.charged import ACCUSING, CLAIMING, charges, names, negative, speaks_of
from tasks.analyse.claims.parties import Party
from tasks.analyse.claims.statements import Statement, one_sentence
from tasks.analyse.claims.weights import Weights
from tasks.analyse.claims.wordings import IRREGULAR
from tasks.analyse.claims.words import stem
from tasks.analyse.disputes.challenge import Challenge
from tasks.analyse.disputes.inner_claims import told_within_dispute
from tasks.analyse.disputes.nearness import OPENS, in_the_lead, only_points, steps, tells_a_deed_near
from tasks.analyse.disputes.spelt_out import another_matter, besides_names
from tasks.analyse.parsing.dispute_words import phrases, pointing
from tasks.analyse.parsing.seeking import Sought

CHARGES = (
    r"accus|alleg|charge[sd]?\b|claim|suspect(?:ed|ing|s? that)|suspicio|speculat|rumou?r|blam|complain|critici[sz]"
)
# What a court, the police or an inquiry holds against somebody.
HELD_AGAINST = (
    r"indict\w*|convict(?:ed|ions?)|lawsuits?|su(?:ed|ing) (?:by|for|over)|"
    r"(?:on|st(?:and|ood|ands|anding)|go(?:ing|es)? on) trial|scandal|"
    r"(?:investigat\w+|arrested|detained|jailed|tried|probe|inquiry) (?:for|over|into|on (?:suspicion|charges|counts))"
)
CHARGING = re.compile(rf"\W+(?:\w+\W+){{0,2}}?(?:{CHARGES})", re.IGNORECASE)
CHARGE = Sought(rf"\b(?:(?:{CHARGES})\w*|(?:{HELD_AGAINST})\b)")
INNOCENT = re.compile(r"nothing (?:\w+ )?\w+$|\bno (?:\w+ )?(?:laws?|rules?)$", re.IGNORECASE)
CRITICAL = Sought(
    r"\b(?:criti|condemn|denounc|blast|slam|blam|accus|deplor|decr(?:y|ied)|attack|lambast|rip(?:s|ped|ping)\b|assail|fault|"
    r"unacceptable|excessive|disproportionate|shame|disgrac|outrag|fail|slow|wrong|inadequate|reckless|irresponsib)\w*"
)
# Verdicts on what somebody does to the truth: a charge of its own as often as a denial of what was just said.
DISTORTS = re.compile(
    r"(?:distort|misrepresent|mischaracteri|misinform|disinform|mislead|debunk|smear|slander|libel|witch|exaggerat|hyperbole)"
    r"(?!ion\b)",
    re.IGNORECASE,
)
SHOWN = re.compile(r"\b(?:show\w*|alleg\w+|purport\w+|claim\w*|released|publish\w+|posted)\b", re.IGNORECASE)
THREAT = re.compile(
    r"\b(?:threat\w*|plan(?:s|ned|ning)|plot\w*|danger\w*|lethal\w*|attack\w*|capab\w+|potent)\b", re.IGNORECASE
)
# A cause put forward: a hedge or a causal word with what it is said to be.
CAUSE = re.compile(
    r"\b(?:likely|probab\w+|strong\w* possibility|due to|because of|caused by|cause of|only reason|result of|"
    r"brought down|responsibility for)\b",
    re.IGNORECASE,
)
# What should, might or will be is opinion, plan or forecast: hardly to be denied as false.
MODAL = re.compile(
    r"\b(?:should|must|shall|will|would|could|may|might|want\w*|hope\w*|going to|need\w*|plans?|urge\w*)\b",
    re.IGNORECASE,
)
OPINION = re.compile(r"\b(?:i|we) (?:think|believe|feel|hope|want)\b|[?!]|\blet(?:'|’)?s\b", re.IGNORECASE)
OPEN = re.compile(
    r"\b(?:whether|if|remains? to be seen|possib\w+|theor(?:y|ies)|not (?:known|clear|sure)|unclear)\b",
    re.IGNORECASE,
)
_BEING = r"is|are|was|were|be|been|being|ha[sd]|have|did|does|\w{3,}ed"
FACT = re.compile(rf"\b(?:{_BEING})\b", re.IGNORECASE)
DONE = re.compile(rf"\b(?:{_BEING}|{IRREGULAR})\b", re.IGNORECASE)
CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|ha[sd]|have|will|would|can|could|did|does|do|may|might|must|\w{3,}(?:ed|s|ing)|"
    rf"{IRREGULAR})\b"
)
# A number that is given: no year, no hour, no day of the month.
COUNTED = re.compile(
    r"(?<![\w.:/])(?!(?:19|20)\d\d\b)\d[\d,.]*\b(?!:\d)(?! (?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December|o'clock|[ap]\.?m\b))|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|hundreds?|thousands?|millions?|nobody|no one|none)\b",
    re.IGNORECASE,
)
EARLIER = re.compile(
    r"\b(?:initially|earlier|previously|originally|(?:at )?first|had (?:said|told|claimed|insisted|reported|denied))\b",
    re.IGNORECASE,
)
HAD = re.compile(r"had\b")  # in the tense of what came before: after a denial it tells what is denied
HE = re.compile(r"\W*(?:that )?(?:he|she|it|its|his|her)\b")  # right after a denial, who denies
BELOW = 3  # sentences behind it in which it is
CAMPS = {
    "republican": re.compile(r"\b(?:Republicans?|GOP)\b|\bR-[A-Z]"),
    "democrat": re.compile(r"\b(?:Democrats?|Democratic (?!Republic|People))\b|\bD-[A-Z]"),
}
FEW = 4  # words below which a content is a fragment
FULL = 3.0  # weight of shared words that is plenty
OF_WHAT = re.compile(r"\b(?:of|from|by|on|in|at|that|which|posted|shared)\b|,", re.IGNORECASE)  # "video | of the raid"
# What they tell of somebody is what he is charged with.
PROSECUTING = re.compile(
    r"\b(?:prosecutors?|prosecution|indictment|charge sheet|criminal complaint|lawsuit|plaintiffs?)\W*$", re.IGNORECASE
)
PROSECUTED = re.compile(r"\bthe (?:defendant|accused|suspect)\b", re.IGNORECASE)
CONFESSED = re.compile(r"\b(?:confess|admi(?:t|ssion))", re.IGNORECASE)
VERB_OF = 5  # letters that a pointing noun has in common with its verb: "alleg-ation", "alleg-ed"


def clues(challenge: Challenge, claim: Statement, weights: Weights, catalogue: Catalogue) -> dict[str, float]:
    """The clues by name, each from nought to about one; those that are absent are left out."""
    found: dict[str, float] = {}
    for part in (
        _manner(challenge),
        _content(challenge, claim, weights),
        _pointing(challenge, claim, catalogue),
        _place(challenge, claim, catalogue),
        _parties(challenge, claim, catalogue),
        _claim(claim, challenge),
    ):
        found |= part
    if not (found["names who disputes"] or found["known opponents"]):
        found["spells out another matter"] = another_matter(challenge, claim, weights)
    return {name: float(value) for name, value in found.items() if value}


def _manner(challenge: Challenge) -> dict[str, float]:
    kind = challenge.kind
    if challenge.manner:
        distorts = DISTORTS.search(challenge.by) is not None and challenge.pointer != "figure"  # a count, and nobody
        return {challenge.manner: 1, "accuses of distortion": distorts}
    if challenge.plain:
        return {"plain negative": 1}
    if kind == "unverified":
        return {"unverified": 1}
    if kind == "doubt" and challenge.cued and challenge.statement.stance == "denies":
        return {"denies by the verb": 1}  # "dismissed the video"
    if kind == "doubt":
        return {"doubts by the verb" if challenge.cued and not only_points(challenge) else "doubting words": 1}
    return {"denies by the verb" if challenge.cued else "verdict": 1}


def _content(challenge: Challenge, claim: Statement, weights: Weights) -> dict[str, float]:
    mine, its = challenge.words, claim.words
    shared = mine.all & its.all
    telling = frozenset(word for word in shared if not word.startswith("@"))
    if challenge.cued and challenge.kind == "denial" and challenge.pointer is None:
        telling = frozenset(besides_names(challenge, telling))
    if not telling:
        return {"shares nothing": not challenge.bare and any(not word.startswith("@") for word in mine.all)}
    denied = mine.affirmed if challenge.cued else mine.negated
    kept = mine.negated if challenge.cued else frozenset()
    against = weights.sum(denied & its.negated) + weights.sum(kept & its.affirmed)
    towards = weights.sum(denied & its.affirmed) + weights.sum(kept & its.negated)
    enough = min(1.0, len(telling) / 3)
    return {
        "shares words": weights.held(mine.all, its.all) * enough,
        "much in common": min(1.0, weights.sum(telling) / (4 * FULL)),
        "alike": weights.alike(mine.all, its.all) * enough,
        "affirms what is denied": not challenge.cued and bool(mine.denied & its.affirmed) and len(telling) > 1,
        "says the same": against > towards,
    }


def _pointing(challenge: Challenge, claim: Statement, catalogue: Catalogue) -> dict[str, float]:
    owned = owner_match(challenge, claim, catalogue)
    found: dict[str, float] = {"put by whom it says": owned is True, "put by another": owned is False}
    if challenge.pointer is None:
        return found | {"points at nothing": 1}
    group = challenge.pointer
    fits = _of_kind(challenge, claim, catalogue)
    found |= {f"points at {group}": group in ("cause", "threat"), "may be so called": fits, "not so called": not fits}
    if group == "accusation" and fits and speaks_of(claim, challenge.party, catalogue):
        found |= {"accuses who denies": 1}
    by_its_verb = group in ("claim", "accusation") and _by_its_verb(challenge, claim)
    aside = (
        not (challenge.party.voice or by_its_verb)
        and not speaks_of(claim, challenge.party, catalogue)
        and owned is not True
        and not told_within_dispute(claim)
        and not 0 <= steps(challenge, claim) <= 1
        and not (opens_with(challenge, claim, catalogue) and not challenge.told)
        and not in_the_lead(challenge, claim)
        and not any(not word.startswith("@") for word in challenge.words.all & claim.words.all)
    )
    found["put by that verb"] = by_its_verb
    found["told in the lead"] = in_the_lead(challenge, claim)
    return found | {"told again": challenge.told, "same noun": _says_the_noun(challenge, claim), "aside": aside}


def _place(challenge: Challenge, claim: Statement, catalogue: Catalogue) -> dict[str, float]:
    if told_within_dispute(claim):
        return {"told within the dispute": 1}
    if claim.key[0] != challenge.statement.key[0]:
        return {"other article": 1}
    distance = steps(challenge, claim)
    if distance < 0 or (distance == 0 and claim.extent[0] > challenge.statement.extent[0]):
        return {
            "told after": math.exp(distance / 4),
            "later": 1,
            "was said before": HAD.match(claim.cue) is not None,
            "opens with the denial": opens_with(challenge, claim, catalogue),
        }
    return {
        "just before": math.exp(-distance / 1.5),
        "just before, such": math.exp(-distance / 1.5) if challenge.near or challenge.kind == "unverified" else 0,
        "before": math.exp(-distance / 10),
    }


def opens_with(challenge: Challenge, claim: Statement, catalogue: Catalogue) -> bool:
    """Whether an article opens with a denial, and what is told behind it speaks of who denies."""
    mine, below = challenge.statement, steps(challenge, claim)
    if challenge.kind != "denial" or challenge.near or claim.key[0] != mine.key[0]:
        return False
    if mine.sentence >= OPENS or not -BELOW <= below <= 0 or claim.extent[0] < mine.extent[0]:
        return False
    himself = claim.party.person and not (claim.party.text or "").startswith("The ")  # "The Tolm Courier" is no person
    he = below < 0 and not himself and HE.match(claim.content) is not None
    told_of = he or speaks_of(claim, mine.party, catalogue)
    return told_of and not _charges(mine.party, claim, catalogue)


def _parties(challenge: Challenge, claim: Statement, catalogue: Catalogue) -> dict[str, float]:
    mine, its = challenge.party, claim.party
    return {
        "names who disputes": not its.voice and speaks_of(claim, mine, catalogue),
        "dispute names the claimant": bool(its.text) and names(challenge.statement, its, catalogue),
        "own words": its.voice,
        "by nobody named": its.text == "",
        "of opposite camps": bool(camp(mine) and camp(its) and camp(mine) != camp(its)),
        "known opponents": bool(mine.actor or mine.person) and bool(its.actor or its.person),
    }


def charged_with_nothing(challenge: Challenge, claim: Statement) -> bool:
    """Whether somebody says that he did nothing wrong, and the claim charges nobody with anything."""
    return (
        INNOCENT.search(challenge.by) is not None
        and (ACCUSING.search(claim.cue) is None or CLAIMING.search(claim.cue) is not None)
        and CHARGE.search(claim.content) is None
    )


def camp(party: Party) -> str | None:
    """The political camp that a party's description names ("Senate Democrats", "Rep. Ann Lee, R-Ohio")."""
    named = [name for name, sign in CAMPS.items() if party.text and sign.search(party.text)]
    return named[0] if len(named) == 1 else None


def _claim(claim: Statement, challenge: Challenge) -> dict[str, float]:
    content = claim.content
    return {
        "accuses": bool(ACCUSING.search(claim.cue)),
        "hedged": claim.hedged,
        "plan or opinion": bool(MODAL.search(content)) or bool(OPINION.search(content)),
        "tells a fact": bool(FACT.search(content)),
        "criticises": bool(CRITICAL.search(f"{claim.cue} {content}")),
        "leaves it open": bool(OPEN.search(content)),
        "itself a dispute": bool(phrases().refuting.search(content) or phrases().doubting.search(content)),
        "tells of a charge": bool(CHARGE.search(content)),
        "fragment": 0 if challenge.pointer in ("artefact", "figure") else _fragment(claim, challenge),
    }


def _fragment(claim: Statement, challenge: Challenge) -> float:
    """How little a claim tells: half a fragment, where it is denied, is a clause of a few words with a finite verb."""
    many, finite = len(claim.words.all), DONE.search(claim.content) is not None and challenge.kind == "denial"
    return 0 if many >= FEW and CLAUSE.search(claim.content) else 0.5 if many > 1 and finite else 1


def owner_match(challenge: Challenge, claim: Statement, catalogue: Catalogue) -> bool | None:
    """Whether the claim is put by the one whose claim is disputed; None where that is not said."""
    if challenge.owner is not None:
        return catalogue.allied(challenge.owner, claim.party.actor) if claim.party.actor else None
    owner = challenge.owner_name
    if owner is None or not claim.party.text:
        return None
    if claim.party.actor and (actor := catalogue.resolve(owner)):
        return catalogue.allied(actor, claim.party.actor)  # "Moscow's charge"
    if stem(owner.lower()) in {stem(word) for word in re.findall(r"\w+", claim.party.text.lower())}:
        return True
    # "The mayor's charge", "the group's": who is meant may be told by name above.
    by_name = claim.party.person or claim.party.actor
    return None if owner.islower() and by_name else owner.lower() == claim.party.name


def _of_kind(challenge: Challenge, claim: Statement, catalogue: Catalogue) -> bool:
    """Whether the pointing noun could name the claim: a report's finding, an accusation, a video's content."""
    elsewhere = claim.key[0] != challenge.statement.key[0]
    if elsewhere and challenge.pointer in ("accusation", "report") and charges(claim, challenge.party, catalogue):
        return True
    if challenge.near and challenge.noun and claim.party.text and _just_before(claim, challenge.statement):
        return True  # "cast doubt on that finding"
    lexicon = phrases().pointers
    text = claim.reading.article.text
    sentence = claim.reading.analysis.sentences[claim.sentence].span[0]
    lead = f"{claim.party.text or ''} {text[sentence : claim.spans[0][0]]}"
    if challenge.pointer == "accusation":
        if ACCUSING.search(claim.cue) or _prosecuted(challenge, claim, catalogue):
            return True
        if tells_a_deed_near(challenge, claim) or in_the_lead(challenge, claim):
            return True
        if negative(claim) or (claim.party.person and HE.match(claim.content)):
            return False  # "Lee was not there", "she had met Lee": no charge against Lee
        fact = bool(claim.party.text) and not challenge.told and MODAL.search(claim.content) is None
        if fact and opens_with(challenge, claim, catalogue):
            return True
        at_once = _just_before(claim, challenge.statement)
        if at_once and claim.party.text and _bare(challenge) and speaks_of(claim, challenge.party, catalogue):
            return True  # what is said of Lee is the charge that he goes on to deny
        told = not claim.party.voice or at_once
        charged = CHARGE.search(claim.content) is not None and names(claim, challenge.party, catalogue)
        return told and charged and not _charges(challenge.party, claim, catalogue)
    if challenge.pointer == "figure" or challenge.noun == "estimate":
        return counted(claim) and not claim.party.voice
    if challenge.pointer == "cause":
        return CAUSE.search(claim.content) is not None and not claim.party.voice
    if challenge.kind == "unverified" and challenge.pointer == "report":
        return not claim.party.voice
    if challenge.pointer == "report" and (_by_its_verb(challenge, claim) or tells_a_deed_near(challenge, claim)):
        return True
    if challenge.noun == "confession" and not challenge.cued:
        return CONFESSED.search(claim.content) is not None
    if challenge.pointer in ("report", "artefact"):
        nouns = re.findall(r"\w+", lead if challenge.pointer == "report" else f"{lead} {claim.content}")
        return any(lexicon[noun] == challenge.pointer for word in nouns if (noun := pointing(word)))
    if challenge.pointer == "threat":
        feared = {actor for _, _, actor in challenge.statement.named} & {actor for _, _, actor in claim.named}
        return bool(feared) and not claim.party.voice and THREAT.search(claim.content) is not None
    return not claim.party.voice and not (challenge.pointer == "claim" and _shown_by(claim.party))


def _shown_by(party: Party) -> bool:
    """Whether a "party" is a picture or a document, which gives no account."""
    head = OF_WHAT.split(party.text or "")[0].split()
    return bool(head) and phrases().pointers.get(pointing(head[-1]) or "") == "artefact" and not party.actor


def _prosecuted(challenge: Challenge, claim: Statement, catalogue: Catalogue) -> bool:
    """Whether a prosecutor tells something of who denies: "The defendant had gathered secrets"."""
    told_of = PROSECUTED.search(claim.content) is not None or speaks_of(claim, challenge.party, catalogue)
    return told_of and PROSECUTING.search(claim.party.text or "") is not None


def counted(claim: Statement) -> bool:
    """Whether a claim gives a number, which "that figure" may point at."""
    return COUNTED.search(claim.content) is not None


def _bare(challenge: Challenge) -> bool:
    """Whether it points at a claim and tells nothing of it: "denied wrongdoing", not "denied a link to the raid"."""
    return not any(not word.startswith("@") for word in challenge.words.all)


def _charges(party: Party, claim: Statement, catalogue: Catalogue) -> bool:
    """Whether a claim tells that a party charges somebody itself: "Lee accused the mayor"."""
    text = claim.reading.article.text
    ends = [end for _, end, actor in claim.named if party.actor and catalogue.allied(party.actor, actor)]
    ends += [
        name.end()
        for start, end in claim.spans
        for name in re.compile(rf"\b{re.escape(party.name)}\b", re.IGNORECASE).finditer(text, start, end)
    ]
    return any(CHARGING.match(text, end) for end in ends)


def _just_before(claim: Statement, disputing: Statement) -> bool:
    """Whether a claim stands in the sentence before a dispute."""
    return claim.key[0] == disputing.key[0] and claim.sentence == disputing.sentence - 1


def _by_its_verb(challenge: Challenge, claim: Statement) -> bool:
    """Whether the claim is put by the verb of the pointing noun: "reported" and "the report"."""
    noun = challenge.noun or ""
    return len(noun) >= VERB_OF and any(word.startswith(noun[:VERB_OF]) for word in re.findall(r"\w+", claim.cue))


def _says_the_noun(challenge: Challenge, claim: Statement) -> bool:
    """Whether the claim's sentence has the very noun by which the challenge points at it: "a video" … "the video"."""
    if challenge.noun is None or told_within_dispute(claim):
        return False
    if one_sentence(claim, challenge.statement):
        return False  # the dispute itself says it there
    if _by_its_verb(challenge, claim):
        return True
    span = claim.reading.analysis.sentences[claim.sentence].span
    said = re.findall(r"\w+", claim.reading.article.text[slice(*span)])
    return any(pointing(word) == challenge.noun for word in said)
