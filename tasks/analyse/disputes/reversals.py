"""What a party says now against what it said before: a spokesman who said A last week and not-A today.

A toll that rises in one party's hands is an update; one that falls is taken back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.clauses import Clause, clauses
from tasks.analyse.claims.opposites import of_one_thing, poles
from tasks.analyse.claims.parties import Party
from tasks.analyse.claims.statements import PLAIN_CUE, Statement, far_apart, one_sentence, puts
from tasks.analyse.claims.weights import Weights
from tasks.analyse.claims.words import STRAIGHT, read_words
from tasks.analyse.disputes.challenge import Challenge
from tasks.analyse.disputes.clues import EARLIER, MODAL
from tasks.analyse.disputes.contradictions import challenge
from tasks.analyse.disputes.targets import Target
from tasks.analyse.disputes.turns import NEAR, announced, another_moment, more, taken_back, turned
from tasks.analyse.parsing.dispute_words import phrases
from tasks.models import Clue, Figure

SAME_MOUTH = 0.7  # fit of what one says against his own earlier words
ALL_DENIED = 0.6  # share of what one clause denies that the earlier one must affirm
MUCH_DENIED = 0.4  # the same where it is owned up to by its cue, and holds two of the words
SAME_COUNT = 0.5  # likeness of two sentences whose figures are of one event
TOLL = frozenset({"killed", "injured", "casualties"})
NOW = re.compile(
    r"\b(?:now|later|subsequently|then|backtrack\w*|backpedal\w*|revis\w+|correct\w+|retract\w*|walk\w* (?:\w+ )?back|"
    r"revers\w+|chang\w+|amend\w+|contradict\w+)\b",
    re.IGNORECASE,
)
TURN = re.compile(
    r",? (?:but|and) (?:(?:is|are) )?(?:now|later|then|subsequently) "
    r"(?:say|said|claim|insist|acknowledg|admit|maintain|conced|concluded)\w*(?: that)? ",
    re.IGNORECASE,
)
TAKEN_BACK = 0.3  # likeness of what is taken back in so many words ("retracted the claim that …") to what was said
SAID = 2  # words of substance that must have been said at first
TURNED = re.compile(r"(?:retract|walk|withdr|recant|correct)\w*", re.IGNORECASE)
# "None of its aircraft flew there", and later "one of its aircraft".
NONE_OF = re.compile(
    r"\b(?:no|(?:none|not one) of (?:the|its|our|his|her|their)) (?P<what>\w{3,})",
    re.IGNORECASE,
)
SOME_OF = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|some|several|a number|a few|\d+) of "
    r"(?:its|our|his|her|their) (?:own )?(?P<what>\w{3,})",
    re.IGNORECASE,
)
# A body named by what it is alone.
BODY_ALONE = re.compile(
    r"the (?:department|force|company|firm|airline|ministry|government|administration|authorities|military|army|agency|"
    r"office|kingdom|bank|hospital|school|embassy|carrier|operator|group|council|commission|service|bureau)",
    re.IGNORECASE,
)
OWN = re.compile(r"\b(?:its|our|his|her|their) (?:own )?(?P<what>\w{3,})", re.IGNORECASE)
HURT = re.compile(r"\b(?:hurt|injur\w+|wound\w+|kill\w*|died?|dead|lost|captur\w+|missing)\b", re.IGNORECASE)
ARTICLE = re.compile(r"^(?:the|an?) ")


def reversals(told: Sequence[Statement], weights: Weights, catalogue: Catalogue) -> list[tuple[Challenge, Target]]:
    """Pairs of what somebody says now, read as a challenge, and the contrary that the same party said before."""
    spoken: dict[tuple[str | None, str], list[Statement]] = defaultdict(list)
    for statement in told:
        if statement.party.name:
            party = statement.party
            spoken[(None if party.person else party.actor, ARTICLE.sub("", party.name))].append(statement)
    pairs = [pair for every in spoken.values() for pair in _turns(every, weights)]
    pairs += [pair for every in _under_other_names(told) for pair in turned(every)]
    pairs += announced(told, catalogue)
    found: dict[tuple[str, int, int], tuple[Challenge, Target]] = {}
    for clause, earlier, why in (*pairs, *taken_back(told, catalogue)):
        target = Target(earlier, SAME_MOUTH, (Clue(f"was said earlier, {why}", SAME_MOUTH),))
        found.setdefault(clause.statement.key, (challenge(clause, "now says otherwise", "reversal"), target))
    return list(found.values())


def _under_other_names(told: Sequence[Statement]) -> list[list[Statement]]:
    """What a body says that is named in two ways: a state by its capital, one by no more than "the department"."""
    by_actor: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    by_body: dict[str, list[Statement]] = defaultdict(list)
    for statement in told:
        party = statement.party
        if party.actor and not party.person:
            by_actor[statement.key[0], party.actor].append(statement)
        if party.name and not party.person:
            by_body[statement.key[0]].append(statement)
    groups = [every for every in by_actor.values() if len({s.party.name for s in every}) > 1]
    for every in by_body.values():
        # "Police at first said … the department acknowledged": one body alone speaks before it is called so.
        for number, later in enumerate(ordered := sorted(every, key=lambda s: s.extent)):
            before = [s for s in ordered[:number] if 0 < later.sentence - s.sentence <= NEAR]
            if BODY_ALONE.fullmatch(later.party.text or "") and len({s.party.name for s in before}) == 1:
                groups.append([before[-1], later])
    return groups


def _turns(every: Sequence[Statement], weights: Weights) -> Iterable[tuple[Clause, Statement, str]]:
    """What one party says now, with what it said before, and how the two stand to each other."""
    if _one_speaker(every[0].party):
        own = [statement for statement in every if puts(statement)]
        yield from _contrary(own, weights)
        yield from _admitted(every, weights)
        yield from _corrected(own)
        yield from _none_then_some(own)
        yield from _retracted(own, weights)
        yield from _lowered(own, weights)
    yield from turned(every)


def _one_speaker(party: Party) -> bool:
    """Whether the party is one person or body, and not "officials" or "witnesses", of whom each may say his own."""
    words = (party.text or "").split(",")[0].split()
    return party.person or not party.name.endswith("s") or bool(words and words[-1][0].isupper())


def _contrary(own: Sequence[Statement], weights: Weights) -> Iterable[tuple[Clause, Statement, str]]:
    """What is the contrary of one's own earlier words: negated, or said in opposite words."""
    real = [clause for clause in clauses(own) if clause.real]
    for no in real:
        for yes in real if no.negative and no.words.denied else ():
            telling = {word for word in no.words.denied & yes.words.affirmed if not word.startswith("@")}
            held = weights.held(no.words.negated, yes.words.affirmed)
            beside = (no.words.all & yes.words.all) - telling
            if telling and beside and held >= ALL_DENIED and not yes.negative and no.years == yes.years:
                yield from _in_time(no, yes, f"with the contrary of {', '.join(sorted(telling))}")
    placed = [(clause, pole) for clause in real for pole in poles(clause)]
    for a, pole in placed:
        for b, other in placed:
            if a.years == b.years and of_one_thing(a, b, pole, other, weights):
                yield from _in_time(a, b, f'"{pole.said}" against "{other.said}"')


def _admitted(every: Sequence[Statement], weights: Weights) -> Iterable[tuple[Clause, Statement, str]]:
    """What one owns up to, confirms or tells after one has denied it, or has said that it was not so."""
    for later in (statement for statement in every if puts(statement)):
        confirmed = later.stance == "confirms"
        for earlier in every:
            denied = earlier.words.affirmed if earlier.stance == "denies" else earlier.words.negated
            both = denied & later.words.affirmed
            told = {word for word in both if not word.startswith("@")}
            if earlier.stance != "denies" and not (confirmed and told and earlier.words.denied):
                continue
            if one_sentence(earlier, later) or (not confirmed and "den" not in earlier.cue):
                continue
            near = confirmed and earlier.key[0] == later.key[0]
            much = MUCH_DENIED if confirmed and len(both) > 1 else ALL_DENIED
            all_of_it = near or weights.held(denied, later.words.affirmed) >= much
            if told and all_of_it and before(earlier, later) and not MODAL.search(later.content):
                yield from ((clause, earlier, "and is owned up to now") for clause in clauses([later])[:1])


def _none_then_some(own: Sequence[Statement]) -> Iterable[tuple[Clause, Statement, str]]:
    """What some of one's own people or things did, after it was said that none of them did; no toll, which may rise."""
    some = [(s, found["what"].lower()) for s in own if (found := SOME_OF.search(s.content))]
    some += [(s, o["what"].lower()) for s in own if s.stance == "confirms" for o in OWN.finditer(s.content)]
    for later, what in some:
        for earlier in own:
            none = {n["what"].lower() for n in NONE_OF.finditer(earlier.content)}
            if what in none and not HURT.search(earlier.content) and before(earlier, later):
                yield from ((clause, earlier, f'of none of "{what}"') for clause in clauses([later])[:1])


def _in_time(a: Clause, b: Clause, why: str) -> Iterable[tuple[Clause, Statement, str]]:
    for earlier, later in ((a, b), (b, a)):
        if before(earlier.statement, later.statement):
            yield later, earlier.statement, why


def _corrected(own: Sequence[Statement]) -> Iterable[tuple[Clause, Statement, str]]:
    """What one sentence tells as said at first, and as said now: "initially said that …, but now says …"."""
    halves = [half for statement in own for half in _in_two(statement)]
    for earlier in halves:
        for later in halves:
            if earlier.key[0] != later.key[0] or earlier.sentence != later.sentence:
                continue
            if len(earlier.words.all) < SAID or (later.stance == "asserts" and not PLAIN_CUE.search(later.cue)):
                continue  # "first wrote, then sought to calm the town"
            if earlier.spans[-1][1] > later.spans[0][0] or not EARLIER.search(_lead(earlier)):
                continue
            between = later.reading.article.text[earlier.spans[-1][1] : later.spans[0][0]]
            if NOW.search(between) and not more(earlier, later):
                yield from ((clause, earlier, "and has been corrected since") for clause in clauses([later])[:1])


def _in_two(statement: Statement) -> Iterable[Statement]:
    """A statement, or its two halves where it runs on from what was said to what is said: "…, but now says that …"."""
    text = statement.reading.article.text
    for start, end in statement.spans[:1]:
        turn = TURN.search(text, start, end)
        if turn is None or len(statement.spans) > 1:
            break
        for span in ((start, turn.start()), (turn.end(), end)):
            words = read_words(text, [span], statement.named)
            first, last = min(statement.extent[0], span[0]), span[1]
            yield replace(statement, spans=(span,), words=words, extent=(first if span[0] == start else span[0], last))
        return
    yield statement


def _retracted(own: Sequence[Statement], weights: Weights) -> Iterable[tuple[Clause, Statement, str]]:
    """What takes back, in so many words, something that the same party said before it."""
    for later in own:
        turned = phrases().reversing.search(f"{_lead(later)} {later.cue}".translate(STRAIGHT))
        if not turned or not TURNED.match(turned[0]):
            continue
        alike = [(weights.alike(later.words.all, e.words.all), e) for e in own if _goes_before(e, later)]
        likeness, earlier = max(alike, key=lambda pair: pair[0], default=(0.0, later))
        if likeness >= TAKEN_BACK:
            yield from ((clause, earlier, f'and "{turned[0]}"') for clause in clauses([later])[:1])


def _goes_before(earlier: Statement, later: Statement) -> bool:
    """Whether one statement stands before another in its article, or was printed on an earlier day."""
    if earlier.key[0] == later.key[0]:
        return earlier.sentence < later.sentence
    return before(earlier, later)


def _lead(statement: Statement) -> str:
    """The statement's sentence up to what is said."""
    start = statement.reading.analysis.sentences[statement.sentence].span[0]
    return statement.reading.article.text[start : statement.spans[0][0]]


def _lowered(own: Sequence[Statement], weights: Weights) -> Iterable[tuple[Clause, Statement, str]]:
    """A toll that the same party puts lower than before."""
    counted = [(statement, figure) for statement in own for figure in _tolls(statement)]
    for earlier, was in counted:
        for later, now in counted:
            low, high = was.low, now.high
            if low is None or high is None or high >= low or was.measure != now.measure:
                continue
            if was.place and now.place and was.place != now.place:
                continue
            if before(earlier, later) and weights.alike(earlier.words.all, later.words.all) >= SAME_COUNT:
                why = f'"{was.mention.text}" before, "{now.mention.text}" now'
                yield from ((c, earlier, why) for c in clauses([later]) if c.span[0] <= now.mention.start < c.span[1])


def _tolls(statement: Statement) -> Iterable[Figure]:
    return (
        figure
        for figure in statement.reading.analysis.figures
        if figure.attribution == statement.attribution is not None and figure.measure in TOLL and not figure.part
    )


def before(earlier: Statement, later: Statement) -> bool:
    """Whether one statement was surely made before another: on an earlier day, or by what it is told with."""
    if far_apart(earlier, later):
        return False
    marked = [bool(EARLIER.search(s.reading.article.text[slice(*s.extent)])) for s in (earlier, later)]
    if earlier.key[0] == later.key[0]:
        return marked == [True, False] or (marked == [False, False] and another_moment(earlier, later))
    days = earlier.reading.article.published_on, later.reading.article.published_on
    return days[0] is not None and days[1] is not None and days[0] < days[1] and not marked[1]
