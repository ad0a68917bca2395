"""Sentences whose wording tells a claim and what stands against it: "said without evidence", "despite his denial".

The forms are regular expressions in data/halves.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.claimants import NOBODY, described, put_by, subject_before, told_behind
from tasks.analyse.claims.parties import VOICE, Party, one_side, party
from tasks.analyse.claims.statements import trimmed
from tasks.analyse.claims.words import STRAIGHT
from tasks.analyse.halves.half import LONGEST, SAYS, SOMEBODY, Half, named, quoted_by, speaker, substance
from tasks.analyse.parsing.seeking import Sought
from tasks.models import Attribution, ContestKind, Reading, Span

# Before the words that turn a claim down these undo them, or make them a case that is only thought of.
UNDONE = re.compile(
    r"(?:\b(?:not|never|nobody|no|nor|neither|if|whether|would|will|could|should|may|might|must|probably|avoid|stop)|n't)"
    r"(?: \w+){0,2} $",
    re.IGNORECASE,
)
# Who says so too stands against nobody: "but the ministry said that it, too, had lost men".
AGREEING = re.compile(r"\b(?:too|likewise|as well)\b(?! \w+ as)", re.IGNORECASE)
AGREED_WITHIN = 90  # characters of a counter in which it is told
# What opens here names nobody: "then, when asked about it, said".
GOING_ON = re.compile(r"(?:then|later|now|when|once|still)\b", re.IGNORECASE)
# What should, may or could be, or what the speaker will do himself, stands against nothing that is said to be so.
WISHED = re.compile(
    r"\W*(?:that )?(?:(?!(?:and|but|or|which|who|it)\b)[\w'-]+ ){1,6}?"
    r"(?:should|must|can|could|may|might|need(?:s|ed)?|want(?:s|ed)?|hope[sd]?)\b(?! not|n't)"
    r"|\W*(?:that )?(?:he|she|they|we|i) (?:will|would)\b(?! not)",
    re.IGNORECASE,
)
NOUN_BEHIND = re.compile(r"\w+ed \w+")  # the same cue ends with the noun behind a participle


@dataclass(frozen=True, slots=True)
class Form:
    """One wording."""

    name: str
    kind: ContestKind
    fit: float
    pattern: Sought
    whole: bool  # the counter can be read in the whole sentence only
    says: int  # words of substance that the claim holds at least


@cache
def forms() -> tuple[Form, ...]:
    """The wordings of data/halves.toml."""
    raw = tomllib.loads(files("tasks.analyse").joinpath("data/halves.toml").read_text("utf8"))
    parts: dict[str, str] = {}
    for name, part in raw["parts"].items():
        parts[name] = part.format(**parts)
    return tuple(
        Form(
            form["name"],
            form["kind"],
            form["fit"],
            Sought(form["pattern"].format(**parts), re.IGNORECASE | re.DOTALL),
            form.get("whole", False),
            form.get("says", SAYS),
        )
        for form in raw["form"]
    )


def worded(reading: Reading, catalogue: Catalogue) -> Iterable[Half]:
    """The contests that one sentence tells by its wording, at most one a sentence."""
    text = reading.article.text.translate(STRAIGHT)
    for sentence in reading.analysis.sentences:
        start, end = trimmed(text, sentence.span)
        words = text[start:end]
        if end - start > LONGEST or words.endswith("?"):
            continue
        lower = words.casefold()
        for form in forms():
            match = form.pattern.compiled.search(words) if form.pattern.fits(lower) else None
            if match and (half := _half(reading, form, match, start, catalogue)) is not None:
                yield half
                break


def _half(reading: Reading, form: Form, match: re.Match[str], at: int, catalogue: Catalogue) -> Half | None:
    groups, words = match.groupdict(), match.string
    if UNDONE.search(words[: match.start("down")]):
        return None
    claim = trimmed(words, match.span("claim"))
    alone = groups.get("counter") and not form.whole
    counter = trimmed(words, match.span("counter")) if alone else (0, len(words))
    if substance(words, claim) < form.says or (alone and AGREEING.search(words[slice(*counter)][:AGREED_WITHIN])):
        return None
    if groups.get("verb") and WISHED.match(words, match.end("verb"), counter[1]):
        return None
    claim, counter = (claim[0] + at, claim[1] + at), (counter[0] + at, counter[1] + at)
    against = _against(reading, form, match, at, catalogue)
    if against is None:
        return None
    claimant = _named(reading, match, "by", at, catalogue) if groups.get("by") else None
    owner = put_by(reading.article.text, claim, catalogue)
    owner = owner or told_behind(reading.article.text, claim[1], at + len(words), catalogue)
    if owner is None and not groups.get("by") and match.start() == match.start("down"):
        owner = _subject(reading, at, at + match.start(), claim, catalogue)
    if form.kind == "reversal" and not groups.get("by"):
        owner = against  # he turns down his own words
    claimant = claimant or owner
    if groups.get("who") and (describing := _describing(reading, at + match.start("down"))) is not None:
        claimant, against = party(describing, catalogue), NOBODY
    if claimant is None and not (groups.get("who") and form.whole and _tells_of_both(reading, match, at, catalogue)):
        claimant = speaker(reading, claim, catalogue)
    if claimant is None and against.voice:
        claimant = speaker(reading, (at, at + len(words)), catalogue)
    # Of two that the wording sets apart only the names tell that they are one: a state's leader may doubt its army.
    apart = replace(claimant, actor=None) if claimant and claimant is owner else claimant
    if form.kind != "reversal" and apart is not None and one_side(apart, against, catalogue):
        if groups.get("who") or alone:
            return None
        if form.whole:  # "Lee's claim that it is safe was untrue" reads as if all of it were Lee's
            against = VOICE
        else:
            claimant = None
    if form.kind == "doubt" and alone and _denies(reading, claim):
        # "Lee denies it, although others say that it is so": hers is the answer.
        return Half(reading, counter, against, claim, claimant or NOBODY, "denial", form.name, form.fit)
    return Half(reading, claim, claimant or NOBODY, counter, against, form.kind, form.name, form.fit)


def _denies(reading: Reading, span: Span) -> bool:
    """Whether a stretch of a sentence reports a denial."""
    told = reading.analysis.attributions
    return any(a.stance == "denies" and span[0] <= a.cue.start < span[1] for a in told)


def _subject(reading: Reading, start: int, judged: int, claim: Span, catalogue: Catalogue) -> Party | None:
    """Who puts a claim by the words right before its verdict: "the press | falsely accusing him"."""
    text = reading.article.text
    span = subject_before(text, start, judged, claim)
    told = described(text[slice(*span)], catalogue) if span else None
    if span is None or told is None:
        return None
    return (told.person and named(reading, text[slice(*span)], span[0], catalogue)) or told


def _describing(reading: Reading, at: int) -> Attribution | None:
    """The attribution in whose cue a word only describes: "made disputed comments" tells of no dispute of theirs."""
    text = reading.article.text
    for attribution in reading.analysis.attributions:
        if any(start < at and NOUN_BEHIND.fullmatch(text, at, end) for start, end in attribution.cue.spans):
            return attribution
    return None


def _tells_of_both(reading: Reading, match: re.Match[str], at: int, catalogue: Catalogue) -> bool:
    """Whether somebody reports the dispute with its claim, so that neither is his: "…, the agency reported"."""
    who = quoted_by(reading, at + match.start("down"), catalogue)
    return not who.voice and who != NOBODY


def _against(reading: Reading, form: Form, match: re.Match[str], at: int, catalogue: Catalogue) -> Party | None:
    """Who turns the claim down: whom the form names, who is reported in the counter, or the article."""
    groups = match.groupdict()
    if groups.get("who"):
        # Whose the verb is by its grammar, before whoever stands ahead of it in the sentence.
        start, end = match.span("down")
        who = speaker(reading, (at + start, at + end), catalogue)
        return who if who is not None and who.text else _named(reading, match, "who", at, catalogue)
    if form.kind == "unverified":
        return VOICE
    if groups.get("counter"):
        start, end = match.span("counter")
        who = speaker(reading, (at + start, at + end), catalogue)
        if who is not None:
            return who
    who = quoted_by(reading, at + match.start("down"), catalogue)
    return VOICE if who == NOBODY else who


def _named(reading: Reading, match: re.Match[str], group: str, at: int, catalogue: Catalogue) -> Party | None:
    """Whom a group names; None where that is no somebody."""
    if GOING_ON.match(match[group]):
        return None
    who = named(reading, match[group], at + match.start(group), catalogue)
    return who if who is not None and SOMEBODY.search(match[group]) else None
