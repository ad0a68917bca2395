"""What is at issue, in one line that can be read alone, in the sources' own words.

A question for figures and for who did something; else the claim, in the wording that says most by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.actors.naming import known_as
from tasks.analyse.claims.own_words import SPOKEN, after_name, claim_named, one_piece, without_source
from tasks.analyse.claims.positions import Position, RawContest
from tasks.analyse.claims.statements import PLAIN_CUE, Statement
from tasks.analyse.claims.wordings import PREPOSITION, SURELY_FINITE, TITLE, alone, clipped, is_clause
from tasks.analyse.disputes.inner_claims import told_within_dispute
from tasks.analyse.figures.given_figures import is_toll
from tasks.analyse.responsibility.authorship import wording
from tasks.analyse.responsibility.responsibility import act_sentence
from tasks.models import Figure, Mention

LONGEST = 180  # characters of the whole line
WHO = 60  # characters of a claimant
TOO_SHORT = 15  # characters of a claim that say little
# The only words here that are not the sources'.
ASKED = {
    "killed": "How many {who} were killed{where}?",
    "injured": "How many {who} were injured{where}?",
    "missing": "How many {who} are missing{where}?",
    "detained": "How many {who} were detained{where}?",
    "displaced": "How many {who} were displaced{where}?",
    "abducted": "How many {who} were abducted{where}?",
    "released": "How many {who} were released{where}?",
    "survived": "How many {who} survived{where}?",
}
HOW_MUCH = {
    "money": "How much money",
    "percent": "What share",
    "duration": "How long",
    "distance": "How far",
    "weight": "How heavy",
}
OF_GROUPS = ("losses", "strength")  # what is counted of a group of the catalogue
LEADING_THE = re.compile(r"^(?:the|its|their|his|her|our)\s+(?:own\s+)?", re.IGNORECASE)
COUNTED = "How many {who} are there{where}?"
WHO_DID = "Who is responsible for {act}?"
WHO_DID_WHAT = "Who is responsible: “{said}”"
SAID, DID, TOLD = "{who}: “{said}”", "{who} “{said}”", "“{said}”"
DOING = "{who}, “{said}”"  # "…, “accusing the miners”"

PROPER = re.compile(r"\b(?!The\b|An?\b|\w+day\b)[A-Z]")  # a name, not a description: "the report released Friday"
CLAIMED = re.compile(r"\b(?:claim|alleg|accus|blam)\w*", re.IGNORECASE)
THIRD = re.compile(
    r"(?:he|she|it|they|him|her|them|this|that|these|those(?! (?:who|in|of|\w+ed)\b)|such|his|their|its|here|both|what|"
    r"which|who)\b",
    re.IGNORECASE,
)
ANYBODY = re.compile(r"(?:he|she|it|they|this|that|these|those)\b", re.IGNORECASE)
BROKEN_OFF = re.compile(r"(?<=\w)\s+(?:was|were|is|are)$")  # the verdict on a claim, lost behind it
EMPTY = re.compile(  # "it was too early to tell"
    r"it(?:’s|'s| (?:is|was|has been|would be|will be|may be|might be))\s(?:[\w’'-]+\s){1,4}?(?:to|that|if|whether)\b",
    re.IGNORECASE,
)
OWN = {
    True: re.compile(r"(?:he|she|his|her)\b", re.IGNORECASE),
    False: re.compile(r"(?:they|their|its)\b", re.IGNORECASE),
}
TURNS_DOWN = ("denies", "doubts")
ASKED_IN = re.compile(r"(?:whether|if|how|why|what|who)\b", re.IGNORECASE)
UNFINISHED = re.compile(r"[^,]{0,80}, (?:who|which|whose)\b")  # where it is cut, the verb is lost
# What puts the point off, so that it is lost where the line is cut.
LATE = re.compile(
    r"(?:after|before|when|while|as|if|although|though|following|speaking|despite|in|at)\b", re.IGNORECASE
)
LATER = re.compile(
    r"(?:[\w-]+ ){1,6}(?:after|before|since) (?:it|its|he|his|she|her|they|their)\b"
)  # "a week after it …"
PARTICIPLE = re.compile(r"(?:to|\w+ing)\b")  # no verb to follow a name
FIRST = re.compile(r"\b(?:I|we|my|our|you|your)\b", re.IGNORECASE)
ASIDE = re.compile(
    r"(?:(?:an?|the|that) (?:\w+ )?(?:claim|assertion|allegation|accusation|charge|view|idea)|which)\b", re.I
)
INNER = re.compile(r"‘[^’]*’")  # a quotation within
LEANING = re.compile(
    r"\b(?:it|them|they|him|this|these|those(?! (?:who|in|of|\w+ed)\b)|such|the (?:two|same|latter|former))\b",
    re.IGNORECASE,
)
VERB_BEFORE = re.compile(  # "is expected to", "was made"
    r"(?:\b(?:was|were|is|are|has|have|had|been|being|not|never|will|would|can|could|may|might|must|should|to|"
    r"(?:[a-z]+(?:s|ed|ing|es)|began|came|continue|sought|tend|try|want|went)(?=\s+to\s))\s+)+$"
)
TITLE_LAST = re.compile(rf"\b{TITLE}$")
NAME_AFTER = re.compile(r"\.?\s+[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?")
ACT = re.compile(
    r"\b(?:responsib\w+ for|carry\w* out|carried out|be(?:ing|en) behind|(?:was|were|is|are) behind|stag(?:ing|ed)|"
    r"order(?:ing|ed)|committ(?:ing|ed)|plant(?:ing|ed)|for|condemn(?:ed|ing)) "
    r"(?P<act>(?:the|an?|last|\w+day[’']s)\s[^,.;:“”\"]+)"
)
ACT_ENDS = re.compile(
    r"\s+(?:(?:in|on|via|through)\s+(?:an?|its|their|his|her)?\s*(?:statement|message|video|tweet|post|interview|letter)|"
    r"on \w+day|and (?:said|accused|denied)|saying|but)\b.*$"
)
ACT_WORDS = range(5, 25)  # of the words that tell an act: fewer do not tell which, more are no title


def proposition(contest: RawContest, catalogue: Catalogue) -> str:
    """The line at the head of a contest's card; never empty."""
    if contest.kind == "figures":
        return _how_many(contest, catalogue)
    if contest.kind == "responsibility":
        return _who_did(contest)
    best = min(_candidates(contest, catalogue), key=lambda candidate: candidate.faults)
    return best.line


def _how_many(contest: RawContest, catalogue: Catalogue) -> str:
    figures = [p.figure for p in contest.positions if p.figure is not None]
    if (much := HOW_MUCH.get(figures[0].measure)) is not None:
        return _in_its_words(much, figures[0], contest.positions[0])
    named = sorted((f for f in figures if f.population), key=lambda f: (not f.actors, f.low == 0 == f.high))
    who = LEADING_THE.sub("", named[0].population or "") if named else "people"
    what, *about = contest.key.split("|")
    if is_toll(who.split()[-1]):
        who = "people"  # "deaths" are counted in people killed
    group = next((actor for actor in about if actor in catalogue.actors), None) if what in OF_GROUPS else None
    if group is not None and not any(actor == group for _, _, actor in catalogue.find(who)):
        nouns = [f.population.split()[-1] for f in named if f.population]
        noun = next((noun for noun in nouns if noun not in ("men", "people")), "members")
        who = f"{LEADING_THE.sub('', catalogue.name(group))} {noun}"
    where = _where(figures, contest, who)
    if figures[0].measure not in ASKED and group is None:
        return _in_its_words(f"How many {who}", figures[0], contest.positions[0])
    return ASKED.get(figures[0].measure, COUNTED).format(who=who, where=where)


def _in_its_words(asked: str, figure: Figure, position: Position) -> str:
    """A question that its source's words have to complete: "How long: “it had closed the bridge for nine hours”"."""
    said = alone(position.reading.article.text[slice(*(figure.clause or position.span))])
    return f"{asked}: “{clipped(said, LONGEST - len(asked))}”"


def _where(figures: list[Figure], contest: RawContest, who: str) -> str:
    """The place of some figures, or what else their sources say they are of: "in the fire at the market hall"."""
    place = next((f.place for f in figures if f.place), None)
    if place:
        return f" in {place}" if place.lower() not in who.lower() else ""
    for position in contest.positions:
        if position.figure is not None and position.figure.measure in ASKED:
            text, end = position.reading.article.text, position.figure.mention.end
            stop = position.reading.analysis.sentences[position.figure.sentence].span[1]
            found = re.match(
                r"[^.;:“”\"]{0,40}?\b(?:killed|dead|died|injured|wounded|hurt|missing|detained|displaced)"
                r"(?P<of> (?:in|by|during|when|as a result of) [^,.;:“”\"\n]{8,80})(?=[,.;])",
                text[end:stop],
            )
            if found and not re.search(r"\b(?:it|they|he|she|his|her|their|its|this|that)\b", found["of"]):
                return " ".join(found["of"].split()).join((" ", ""))
    return ""


def _who_did(contest: RawContest) -> str:
    acts = []
    for position in contest.positions:
        text = position.reading.article.text
        for found in ACT.finditer(" ".join(text[slice(*position.span)].split())):
            act = ACT_ENDS.sub("", found["act"]).strip()
            if wording().act.search(act) and len(act.split()) in ACT_WORDS and not LEANING.search(act):
                acts.append(act)
    if acts:
        return WHO_DID.format(act=max(acts, key=len))
    first = contest.positions[0]
    number = act_sentence(first.reading, first.statement.sentence if first.statement else 0)
    said = alone(first.reading.article.text[slice(*first.reading.analysis.sentences[number].span)])
    return WHO_DID_WHAT.format(said=clipped(said[:1].upper() + said[1:], LONGEST - len(WHO_DID_WHAT)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to put what is at issue."""

    line: str
    faults: tuple[int, int, int]  # how badly it can be read alone; how little is at issue in it; its length


def _candidates(contest: RawContest, catalogue: Catalogue) -> Iterator[Candidate]:
    for position in contest.positions:
        yield _claim(position, contest, catalogue)
        whole = alone(position.reading.article.text[slice(*position.span)])
        if position.role == "claim":
            yield _judged(TOLD, "", whole, 2, position, contest)
            continue
        if any(p.statement is not None and told_within_dispute(p.statement) for p in contest.positions):
            yield from _disputing(position, contest, catalogue)
        if position.role == "counter" and any(_nobodys(p) for p in contest.positions):
            yield _judged(TOLD, "", whole, 1, position, contest)


def _nobodys(position: Position) -> bool:
    """Whether it is a claim that nobody is told to put; alone it would read as if somebody had."""
    return position.role == "claim" and position.party.text == ""


def _disputing(position: Position, contest: RawContest, catalogue: Catalogue) -> Iterator[Candidate]:
    """A dispute that tells its claim in words that lean on who disputes: "Lee “denied reports that he had fled”"."""
    statement, who = position.statement, _claimant(position, catalogue)
    if statement is None or TITLE_LAST.search(statement.content):  # the parse cuts behind "Sgt."
        return
    done = _done(position, statement, _content(position, statement))
    if who and done and not PARTICIPLE.match(done):
        yield _judged(DID, who, done, -1, position, contest)


def _claim(position: Position, contest: RawContest, catalogue: Catalogue) -> Candidate:
    """What a party says, by its name; with the verb where it is no clause: "accused the miners of …"."""
    text, statement = position.reading.article.text, position.statement
    who = _claimant(position, catalogue)
    frame = SAID if who else TOLD
    if statement is None or statement.party.voice:
        said = without_source(alone(text[slice(*position.span)]), position.party.text or "")
        if who and (done := after_name(said, position.party.text or "")):
            frame, said = _told(done, position)
        elif position.role == "counter":
            who, frame = "", TOLD  # part of a sentence that does not begin with who speaks
        faults = (frame == DID) + 3 * (position.role == "counter" and ASIDE.match(said) is not None)
        return _judged(frame, who, said, faults, position, contest)
    words = _content(position, statement)
    said = alone(words, *known_as(position.party.text or "")[0].split()[-1:])
    that = re.search(r"\bthat\W*$", text[statement.cue_at : statement.spans[0][0]]) or re.match(r"\W*that\b", words)
    owned = said.startswith("responsibility")
    act = (
        owned
        or not (that or PLAIN_CUE.search(statement.cue) or is_clause(said, surely=True))
        or (ASKED_IN.match(words) and not PLAIN_CUE.search(statement.cue))
    )
    stances = (statement.stance, position.stance)  # as its cue tells, and as it stands to the claim
    counters = position.role == "counter" and any(stance in TURNS_DOWN for stance in stances)
    turned_down = counters and not PLAIN_CUE.search(statement.cue)
    if (
        who
        and (act or turned_down or (PREPOSITION.match(said) and not is_clause(said)))
        and (done := _done(position, statement, words))
    ):
        frame, said = DID, done
    elif turned_down:
        who, frame = "", TOLD  # what somebody denies is nothing that he says
    spans = statement.spans
    parted = bool(act) and spans[0][0] < statement.cue_at < spans[-1][0]  # "Lee | was accused of | fraud"
    return _judged(frame, who, said, (frame == DID) + 4 * parted, position, contest)


def _told(done: str, position: Position) -> tuple[str, str]:
    """What a party is told to say or do, as it follows its name, with the frame that it goes into."""
    if done[0] in "'’":  # "'s charge that …"
        return SAID, claim_named(done) or done
    spoken = SPOKEN.match(done)
    if spoken is None or (THIRD.match(rest := done[spoken.end() :]) and not _own(position, rest)):
        return DID, done
    return SAID, rest


def _own(position: Position, said: str) -> bool:
    """Whether the pronoun that opens what a party says may well be the party itself."""
    own = said.startswith("it ") and not position.party.person and not EMPTY.match(said)
    return own or OWN[position.party.person].match(said) is not None


def _done(position: Position, statement: Statement, words: str) -> str:
    """What a party says with the verb that tells how, as it follows its name; empty where it does not."""
    source = _leading(position)
    if source is None:
        return ""
    text = position.reading.article.text
    end = statement.cue_at + 3 * text.startswith("to ", statement.cue_at)
    verb = VERB_BEFORE.search(text, max(0, end - 30, source.end), end)
    start = verb.start() if verb else statement.cue_at
    done = alone(text[start : statement.spans[0][0]] + words)
    return done if done.split()[:1] == text[start:].split()[:1] else ""


def _judged(frame: str, who: str, said: str, faults: int, position: Position, contest: RawContest) -> Candidate:
    """A line with what speaks against it."""
    statement, opens = position.statement, position.reading.article.text[position.span[0]]
    if frame != DID and position.role == "claim" and opens.islower():  # begins within its sentence
        said = BROKEN_OFF.sub("", said)
        named = claim_named(said)
        said, faults = (said, faults + 1) if THIRD.match(named) else (named or said, faults)
    if THIRD.match(said) and not EMPTY.match(said):
        faults += 2 if who and OWN[position.party.person].match(said) else 4
    faults += (
        bool(FIRST.match(said) if who else FIRST.search(INNER.sub("", said))) * (1 + 2 * (not who))
        + (not who)
        + 5 * _nobodys(position)
        + 2 * said.endswith("?")
        + 3 * (position.role == "counter" and contest.kind != "reversal")
    )
    faults += 2 * bool(LEANING.search(EMPTY.sub("", " ".join(said.split()[1:9]))))
    faults += 2 * (len(said) < TOO_SHORT) + 4 * bool(LATER.match(said))
    if len(frame.format(who=who, said=said)) > LONGEST:
        cut = clipped(said, LONGEST - len(frame.format(who=who, said="")))
        faults += 1 + 3 * bool(
            frame == TOLD or LATE.match(said) or UNFINISHED.match(said) or not SURELY_FINITE.search(cut)
        )
    faults += 4 * (frame == TOLD and position.role == "counter" and opens.islower())
    faults += 4 * (frame != DID and not is_clause(said)) + 2 * (frame != SAID and PARTICIPLE.match(said) is not None)
    faults += 2 * (ANYBODY.match(who) is not None)
    shared = 0
    if statement is not None:
        shared = len(statement.words.all & contest.about)
        faults += 2 * (bool(contest.about) and not shared) - (CLAIMED.search(statement.cue) is not None)
    frame = DOING if frame == DID and re.match(r"\w+ing\b", said) else frame
    line = frame.format(who=who, said=clipped(said, LONGEST - len(frame.format(who=who, said=""))))
    at = line.startswith("“")  # the capital goes behind the mark
    return Candidate(line[:at] + line[at : at + 1].upper() + line[at + 1 :], (faults, -shared, len(line)))


def _content(position: Position, statement: Statement) -> str:
    """What is said, within what is quoted of it, without the words in its middle that tell who says it."""
    text, spans = position.reading.article.text, list(statement.spans)
    source = None
    if statement.attribution is not None:
        source = position.reading.analysis.attributions[statement.attribution].source
    if source is None or not spans[0][0] < source.start < spans[-1][1]:
        spans = [(spans[0][0], spans[-1][1])]
    spans = [(max(low, position.span[0]), min(high, position.span[1])) for low, high in spans]
    held = [(low, high) for low, high in spans if low < high]
    between = [text[a:b] for (_, a), (b, _) in pairwise(held)]
    words = one_piece([text[low:high].strip() for low, high in held], between) if held else statement.content
    end = spans[-1][1]
    after = NAME_AFTER.match(text, end) if TITLE_LAST.search(words) else None  # the parse cuts behind "Sgt."
    return words + after[0] if after else words


def _leading(position: Position) -> Mention | None:
    """Who speaks, where he, how and what stand in this order, so that the verb can open the quotation."""
    statement = position.statement
    if statement is None or statement.attribution is None:
        return None
    source = position.reading.analysis.attributions[statement.attribution].source
    leads = source is not None and source.start < statement.cue_at < statement.spans[0][0]
    return source if leads else None


def _claimant(position: Position, catalogue: Catalogue) -> str:
    who = re.split(r",| \(| who | which | that ", position.party.text or "")[0].strip()
    if position.party.actor and not PROPER.search(who):
        name = catalogue.name(position.party.actor)
        bare = LEADING_THE.sub("", who)
        who = f"{name} ({who})" if " " in bare and bare.lower() not in name.lower() else name
    return clipped(who, WHO)
