"""How sure an article is of who did what it reports: told as fact, claimed by the party, or only laid at its door.

The words of blame stand in the sentence that tells of the event, or soon after it beside a word that points back ("the
attack", "the crime"); what several parties say weighs as MUC-4's key does it (Chinchor 1992): a claim by the party
itself before an accusation by others, either before the bare report.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tasks.models import Certainty

REACH = 5  # sentences from a mention of the event within which a word may point at it
SEVERAL = re.compile(
    r"\b(?:the|these|those|both|today's|yesterday's)\s+(?:\w+\s+){0,2}"
    r"(?:attacks|crimes|bomb(?:ing)?s|explosions|blasts|killings|murders|assassinations|"
    r"kidnap+ings|abductions|incidents|deaths|shootings|slayings)\b",
    re.IGNORECASE,
)
POINTS_BACK = re.compile(
    r"\b(?:the|this|these|those|that|both|today's|yesterday's)\s+(?:\w+\s+){0,2}"
    r"(?:attacks?|crimes?|acts?|actions?|bomb(?:ing|ings|s)|explosions?|blasts?|killings?|murders?|assassinations?|massacre|"
    r"kidnap+ings?|abductions?|incidents?|operation|deaths?|shootings?|raids?|strikes?|slayings?|hijacking|"
    r"attackers?|gunm[ae]n|assailants?|kidnap+ers?|killers?|assassins?|murderers?|bombers?|perpetrators?)\b|"
    r"\bresponsib\w+|\bauthors?\b",
    re.IGNORECASE,
)
NOBODY = re.compile(
    r"\b(?:no (?:one|group|organi[sz]ation|party|faction)|nobody|none|neither|not|n't|never)\b(?:\W+\w+){0,4}?\W+"
    r"(?:claim\w*|admit\w*|taken|took|assum\w*)",
    re.IGNORECASE,
)
CLAIMS = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|admit(?:s|ted|ting)?|acknowledg(?:e|es|ed|ing)|assum(?:e|es|ed|ing)|accept(?:s|ed)?|"
    r"t(?:ake|akes|ook|aken))\b(?:\W+\w+){0,3}?\W+(?:responsib\w+|credit|authorship)|"
    r"\badmit(?:s|ted)? (?:to )?(?:having|carrying|killing|bombing|that (?:it|they|he))\b|"
    r"\bconfess(?:ed|es)?\b|"
    r"\b(?:said|says|saying|announc(?:ed|es|ing)) (?:that )?(?:it|they|its \w+|their \w+) (?:had |have |has )?"
    r"(?:carried out|staged|planted|conducted|perpetrated|executed|detonated|kidnap+ed|abducted|ambushed)\b|"
    r"\b(?:tragic|regrettable|unfortunate|terrible) \W?(?:mistake|error|confusion)\b|"
    r"\b(?:said|says|saying) (?:that )?(?:they|it|he|she) (?:is|are|was|were) (?:\w+ )?(?:responsible|behind)\b|"
    r"\b(?:is|are|was|were) our (?:responsib\w+|work|doing)\b|"
    r"\bwe (?:have |also |then |had )*"
    r"(?:kill|wound|attack|ambush|inflict|captur|destroy|seiz|sabotag|shot|bomb|execut)\w*|"
    r"\bour (?:units?|forces|fighters|combatants|guerrillas|troops|commandos?|men|comrades|mujahideen)\b",
    re.IGNORECASE,
)
BLAMES = re.compile(
    r"\b(?:blam(?:e|es|ed|ing)|accus(?:e|es|ed|ing|ations? (?:that|of|against|by))|"
    r"suspected|suspects? (?:that|the|an?|it|they|he|she)|suspicions?|alleged(?:ly)?|presum(?:ed|ably)|"
    r"attribut(?:e|es|ed|ing)|implicat\w+|impute[sd]?|incriminat\w+|apparently|believed|thought to)\b|"
    r"\b(?:seems?|seemed|appears?|appeared) to (?:be|have been) (?:\w+ )?(?:carried out|committed|staged|the work)\b|"
    r"\b(?:the|an?|their|its) (?:work|signature|handiwork) of\b|\b(?:hallmarks?|earmarks|characteristic|typical) of\b|"
    r"\bpoint(?:s|ed|ing)? (?:the |a |an? accusing )?(?:fingers?|blame)\b|"
    r"\b(?:h[eo]ld|holds|holding) (?:[^.;]{1,80}) (?:responsible|accountable)\b|"
    r"\b(?:is|are|was|were|be|being|been) (?:\w+ )?"
    r"(?:responsible for|behind|to blame)\b|"
    r"\b(?:could|may|might) have been (?:\w+ )?"
    r"(?:carried out|committed|perpetrated|the work|staged|planted|ordered|done)\b|"
    r"\b(?:ordered|perpetrated|masterminded|instigated) (?:by|the)\b|"
    r"\blink(?:s|ed|ing)? (?:[^.;,]{1,60}) (?:to|with) (?:the|this|that)(?: \w+){0,3}?"
    r"(?: (?:attack|bombing|crime|killing|murder|assassination|massacre|kidnap+ing|abduction)\b|$)|"
    r"\b(?:flags?|pamphlets?|leaflets?|graffiti|banners?|slogans?|messages?)\b[^.;]{0,80}"
    r"\b(?:found|left|painted|scattered|dropped) (?:at|near|in|on|by|behind)\b|"
    r"\b(?:left|painted|scattered|dropped)\b[^.;]{0,40}\b(?:flags?|pamphlets?|leaflets?|graffiti|banners?|slogans?)\b|"
    r"\b(?:wearing|wore|dressed in|clad in)\b[^.;]{0,40}\b(?:uniforms?|fatigues)\b",
    re.IGNORECASE,
)


# What a word that points back names: an event of this kind, where the article tells one.
NAMES = {
    "abduction": re.compile(r"\b(?:kid\w*nap|abduct|hijack|hostage)", re.IGNORECASE),
    "explosion": re.compile(r"\b(?:bomb|explosi|blast|detonat)", re.IGNORECASE),
    "killing": re.compile(r"\b(?:kill|murder|assassinat|massacre|slay|death)", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Told:
    """An event as far as an article tells it."""

    mentions: tuple[tuple[int, int], ...]  # index of each sentence that tells of it, and of the character in it
    kind: str  # a key of NAMES, or "attack"

    @property
    def sentences(self) -> frozenset[int]:
        """Where it is told or pointed at."""
        return frozenset(at for at, _ in self.mentions)


def with_perpetrators(
    sentences: Sequence[str],
    event: Told,
    others: Sequence[Told],
    certainty: Certainty,
    groups: Collection[int] = (),
) -> Certainty:
    """The certainty of an event once all that the article says of its authors is weighed.

    Args:
        sentences: the article's.
        event: the event.
        others: the article's other events.
        certainty: what the words around its triggers say.
        groups: indices of the sentences that name an armed group.
    """
    if certainty in ("planned", "denied"):
        return certainty
    told = event.sentences
    words = [_of_the_event(sentences[at], character) for at, character in event.mentions]
    words += [
        sentence for at, sentence in enumerate(sentences) if at not in told and _points(at, sentence, event, others)
    ]
    words = [" ".join(one.split()) for one in words]
    if any(CLAIMS.search(one) and not NOBODY.search(one) for one in words):
        return "claimed"
    if any(BLAMES.search(one) for one in words):
        return "suspected"
    elsewhere = {at for other in others for at in other.sentences}
    if groups and any(NOBODY.search(one) for one in words) and any(at not in elsewhere for at in groups):
        return "suspected"  # "nobody has claimed the attack. The Column is active in the region."
    return certainty


def _of_the_event(sentence: str, character: int) -> str:
    """A sentence up to the event it tells, and on where it points back at it: the rest may blame for something else."""
    before, after = sentence[:character], sentence[character:]
    pointed = POINTS_BACK.search(after)
    return sentence if (pointed and pointed.start() > 0) or POINTS_BACK.search(before) else before


def _points(at: int, sentence: str, event: Told, others: Sequence[Told]) -> bool:
    """Whether a sentence points at the event: it is the last one told before it of the kind named, or the first after.

    "The attacks" are all those told shortly before.
    """
    told = event.sentences
    elsewhere = {one for other in others for one in other.sentences}
    if (several := SEVERAL.search(sentence)) and min(told) < at and not _is_told(at, several, others):
        return any(0 < at - one <= REACH for one in (*told, *elsewhere))
    named = _named(sentence)
    if named and any(_fits(one.kind, named) for one in (event, *others)):
        if not _fits(event.kind, named):
            return False
        elsewhere = {one for other in others if _fits(other.kind, named) for one in other.sentences}
    near = min(abs(at - one) for one in told) <= REACH
    if not POINTS_BACK.search(sentence) or not (near or (named and CLAIMS.search(sentence))):
        return False
    mentioned = [one for one in (*told, *elsewhere) if one <= at] or [*told]
    return max(mentioned) in told


def _is_told(at: int, words: re.Match[str], events: Sequence[Told]) -> bool:
    """Whether a sentence tells one of some events in other words than those."""
    here = [character for event in events for one, character in event.mentions if one == at]
    return any(not words.start() <= character < words.end() for character in here)


def _named(sentence: str) -> set[str]:
    """The kinds of event that the words of a sentence name."""
    return {kind for kind, words in NAMES.items() if words.search(sentence)}


def _fits(kind: str, named: Collection[str]) -> bool:
    """Whether an event is of a kind named; a bomb may kill."""
    return kind in named or ("killing" in named and kind != "abduction")
