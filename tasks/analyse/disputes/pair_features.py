"""Named clues that one statement answers another: cheap to read, each with a weight in data/pairs.toml."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tasks.analyse.claims.statements import PLAIN_CUE, Statement
from tasks.analyse.claims.words import STRAIGHT, names_whole, read_words
from tasks.analyse.disputes.challenge import Challenge
from tasks.analyse.disputes.clues import charged_with_nothing
from tasks.analyse.disputes.disputes import read_challenge

HEAD = 90  # characters at the start of a sentence in which "however" or "for his part" sets it against another
CLAUSE_HEAD = 12  # characters before a clause in which "but" or "while" does
FEW = 4  # words of substance that a headline counts for at least
SHORT = 3  # words of substance below which a statement is a fragment
# Words of substance up to which a sentence of the article is about the one before it: "None of this is true."
BRIEF = 4
ON_TOPIC = 0.5  # shared words, as they are weighed, from which both are about one thing
MOST_SHARED = 2.0  # a word that stands in these two statements alone counts one
STEPS = ("same_sentence", "next_sentence", "two_on")
ASKS = re.compile(r"\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?)\b")  # who asks claims nothing
NOT = re.compile(r"\b(?:not|never|no)\b|n't\b")


@dataclass(frozen=True)
class Scale:
    """The wording of the clues and what each clue weighs, from data/pairs.toml."""

    wording: Mapping[str, re.Pattern[str]]
    weights: Mapping[str, float]


@cache
def scale() -> Scale:
    """The clues and their weights, read once a process."""
    raw = tomllib.loads(files("tasks.analyse").joinpath("data/pairs.toml").read_text("utf8"))
    wording = {name: _any(patterns) for name, patterns in raw["wording"].items()}
    return Scale(wording, raw["weights"])


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + r")(?!\w)")


@dataclass(frozen=True, slots=True)
class Seen:
    """A statement as the clues read it; its patterns are searched once, not once a pair."""

    statement: Statement
    challenge: Challenge | None
    sentence: str  # the whole of its first sentence, in lower case with straight quotes
    paragraph: int
    attacks: bool
    contrast: bool
    speech: bool  # the cue is one of speech, or the words are quoted
    undescribed: bool  # people without a name: "sources", "officials"
    press: bool  # it is a newspaper or a station that reports
    says_not: bool
    as_claim: Mapping[str, float]
    as_counter: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Around:
    """What the clues need to know of the rest of the article."""

    counts: Counter[str]  # in how many statements each word stands
    title: frozenset[str]  # words of the headline

    @classmethod
    def of(cls, seen: Sequence[Seen]) -> Around:
        """The statements of one article taken together."""
        title = seen[0].statement.reading.article.title or "" if seen else ""
        said = {(s.statement.sentence, s.statement.words.all) for s in seen}
        return cls(
            Counter(word for _, words in said for word in words),
            read_words(title, [(0, len(title))], ()).all,
        )


def look(statement: Statement) -> Seen:
    """A statement made ready for the clues."""
    wording = scale().wording
    text = statement.reading.article.text
    start, end = statement.reading.analysis.sentences[statement.sentence].span
    sentence = _plain(text[start:end])
    content = _plain(statement.content)
    cue = _telling(statement)
    challenge = read_challenge(statement)
    points = wording["pointing"].search(f"{cue} {content[:80]}") is not None

    def by(name: str) -> float:
        return float(wording[name].search(cue) is not None)

    def says(name: str) -> float:
        return float(wording[name].search(content) is not None)

    return Seen(
        statement=statement,
        challenge=challenge,
        sentence=sentence,
        paragraph=text.count("\n", 0, start),
        attacks=bool(by("attacking")),
        contrast=_contrasted(statement, sentence),
        speech=statement.party.voice or challenge is not None or '"' in content or bool(by("speech")),
        undescribed=not statement.party.actor and not re.search(r"[A-Z]", statement.party.text or ""),
        press=wording["press"].search(_plain(statement.party.text or "")) is not None,
        says_not=NOT.search(content) is not None,
        as_claim={
            "hedged": float(statement.hedged or bool(by("hedged"))),
            "attacks": by("attacking"),
            "claim_denies": float(challenge is not None or bool(by("turning_down"))),
            "own_voice_claim": float(statement.party.voice),
            "asks": float(ASKS.search(statement.cue) is not None),
        },
        as_counter={
            "reply": by("reply"),
            "turns_down": float(bool(by("turning_down")) and bool(points)),
            "challenges": float(challenge is not None and challenge.cued),
            "judges": float(challenge is not None and not challenge.cued and not challenge.plain),
            "verdict": says("verdict"),
            "negates": says("evidence"),
            "points_back": float(points),
            "agrees": float(bool(by("agreeing")) and challenge is None),
            "rebuts": float(wording["rebutting"].search(content if statement.party.text else sentence) is not None),
            "labels": float(wording["labelling"].search(cue) is not None and bool(says("verdict"))),
            "confirms": float(statement.stance == "confirms"),
            "own_voice_counter": float(statement.party.voice),
        },
    )


def _plain(text: str) -> str:
    return text.translate(STRAIGHT).lower()


def _telling(statement: Statement) -> str:
    """The words by which somebody is told to say something: from who says it to what is said, without either."""
    if statement.attribution is None:
        return ""
    reading = statement.reading
    attribution = reading.analysis.attributions[statement.attribution]
    source, cue, content = attribution.source, attribution.cue, attribution.content
    low = source.end if source and source.end <= cue.start else cue.start
    high = content.start if content.start >= cue.end else cue.end
    between = _plain(reading.article.text[low : cue.start])
    if PLAIN_CUE.search(between):
        between = ""  # it tells what was said before: "said that it would reply, and added"
    return f"{between} {statement.cue} {_plain(reading.article.text[cue.end : high])}"


def _contrasted(statement: Statement, sentence: str) -> bool:
    """Whether a word sets the sentence or its clause against what went before."""
    wording = scale().wording
    start = statement.reading.analysis.sentences[statement.sentence].span[0]
    before = _plain(statement.reading.article.text[max(start, statement.extent[0] - CLAUSE_HEAD) : statement.extent[0]])
    return (
        wording["contrast"].match(sentence.lstrip(" \"'")) is not None
        or wording["aside"].search(sentence[:HEAD]) is not None
        or (statement.extent[0] > start + 1 and wording["contrast"].search(before) is not None)
    )


def clues(claim: Seen, counter: Seen, around: Around, there: bool, back: bool) -> dict[str, float]:
    """The clues that `counter` answers `claim`, each with its strength (1.0 for those that are there or not).

    Args:
        claim: what may be disputed.
        counter: what may dispute it, in the same article.
        around: the rest of the article.
        there: whether the claim speaks of who puts the counter.
        back: whether the counter speaks of who makes the claim.
    """
    a, b = claim.statement, counter.statement
    shared = {word for word in a.words.all & b.words.all if not word.startswith("@")}
    rare = min(MOST_SHARED, sum(1 / max(1, around.counts[word] - 1) for word in shared))
    opposed = (a.words.negated & b.words.affirmed) | (a.words.affirmed & b.words.negated)
    back = back or _told(a, counter)
    rebuts = bool(counter.as_counter["rebuts"])
    outright = counter.challenge is not None or rebuts
    at_once = b.sentence - a.sentence == 1
    points_at_it = counter.challenge is not None and counter.challenge.pointer == "any"
    topical = there or back or rare >= ON_TOPIC
    found = {
        **_place(claim, counter),
        **claim.as_claim,
        **counter.as_counter,
        "contrast": float(counter.contrast and b.sentence >= a.sentence),
        "contrast_on_topic": float(counter.contrast and b.sentence >= a.sentence and topical),
        "judges_on_topic": float(counter.as_counter["judges"] and (topical or counter.as_counter["points_back"])),
        "attacked_answers": float(there and claim.attacks),
        "names_opponent": float(there or back),
        "names_each_other": float(there and back),
        "shared_words": rare,
        "no_speech": float(not (claim.speech and counter.speech)),
        "press": float(claim.press or counter.press),
        "relays": float((counter.press and back) or (claim.press and there)),
        "opposite_words": float(any(not word.startswith("@") for word in opposed)),
        "judges_opponent": float(
            counter.as_counter["verdict"] and (there or back or counter.as_counter["points_back"])
        ),
        "undescribed": float(claim.undescribed and counter.undescribed),
        "opposed_states": float(_states(a) != _states(b) and bool(_states(a)) and bool(_states(b))),
        "voice_rebuts": float(not b.party.text and rebuts and (topical or len(b.words.all) <= BRIEF)),
        "declines": float("declines" in (a.stance, b.stance)),
        "demands": float("demands" in (a.stance, b.stance)),
        "fragment": float(len(a.words.all) < SHORT or (len(b.words.all) < SHORT and not outright)),
        "nobody": float("" in (a.party.text, b.party.text)),
        "headline": len((a.words.all | b.words.all) & around.title) / max(FEW, len(around.title)),
        "says_not": float(claim.says_not or counter.says_not),
        "rebuts_at_once": float(rebuts and at_once),
        "denies_it": float(at_once and b.stance == "denies" and points_at_it),
    }
    if counter.challenge is not None and found["claim_denies"] and not (there or back):
        found["both_turn_down"] = 1.0
    if counter.challenge is not None and charged_with_nothing(counter.challenge, a):
        found["charged_with_nothing"] = 1.0
    return {name: value for name, value in found.items() if value}


def disagree(found: Set[str]) -> bool:
    """Whether anything says that the two disagree, and not merely speak of one thing after each other.

    Either one says of a thing that it is and the other, set against it or as a reply, that it is not; or the answer
    turns the claim down, calls it by a name, or is the article's own word that it is untrue.
    """
    turned_down = {"turns_down", "names_opponent"} <= found and "nobody" not in found
    if "next_sentence" in found and (turned_down or {"labels", "points_back"} <= found or "voice_rebuts" in found):
        return True
    return "opposite_words" in found and bool(found & {"contrast_on_topic", "reply"})


def _place(claim: Seen, counter: Seen) -> dict[str, float]:
    apart = abs(counter.statement.sentence - claim.statement.sentence)
    lines = abs(counter.paragraph - claim.paragraph)
    return {STEPS[apart]: 1.0, "same_paragraph": float(lines == 0 < apart), "next_paragraph": float(0 < lines <= 2)}


def _states(statement: Statement) -> str:
    return statement.party.actor or ""


def _told(claim: Statement, counter: Seen) -> bool:
    """Whether the sentence that holds the counter names who makes the claim."""
    name = claim.party.name
    return len(name) > 2 and names_whole(counter.sentence, name)
