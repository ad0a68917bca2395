"""The bottom line: the few lines that a reader with one minute reads, each telling something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.brief import alike, telling
from tasks.brief.blocks import weight
from tasks.brief.cards import by_side
from tasks.brief.join import Joined
from tasks.brief.ledger import side_name
from tasks.brief.parts import Bottom, Position
from tasks.brief.quoting import bare
from tasks.brief.report import Report
from tasks.brief.select import NewContest, NewDevelopment, News, seen_at, stands_in
from tasks.brief.setting import Setting
from tasks.models import ContestSide

LINES, FEWEST = 5, 3
OF_A_KIND = 3  # contests or developments, so that neither crowds out the other
SIDES = 3  # parties quoted in one line
QUOTE = 110  # characters of a party's words
SENTENCE = 220  # characters of a development's sentence
MADE_OF = 0.8  # share of words by which a party's words are known in the proposition
SAME_MATTER, SAME_STORY = 0.35, 0.2  # what a line loses when one above it tells of the same
WORTH = 0.25  # below it no line is taken beyond the fewest
OF_THE_DAY, AGE = 0.1, 7  # what a line of the newest articles gains, and the days after which nothing is left of it
LEANS = re.compile(  # a sentence that needs the one before it
    r"(?:he|she|it|they|his|her|its|their|this|that|these|those|the (?:man|woman|group|attack|two|three|latter|former|"
    r"incident|report|statement|official|spokes\w+)|but|and|or|also|so|however|meanwhile|later|earlier|such|both|another)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that a line could tell."""

    new: NewContest | NewDevelopment
    weight: float
    matters: frozenset[str]  # the contest and the events that it is about
    stories: frozenset[str]
    words: frozenset[str]
    tolls: frozenset[float]  # of the killed that it tells; of a contest all figures of its line

    @property
    def kind(self) -> type:
        """Whether it is a contest or a development."""
        return type(self.new)


def bottom(setting: Setting, news: News) -> tuple[Bottom, ...]:
    """The weightiest contests and developments, none that says what another says, the weightiest first."""
    left, chosen = _candidates(setting, news), list[Candidate]()
    while left and len(chosen) < LINES:
        best = max(left, key=lambda candidate: _worth(candidate, chosen))
        if _worth(best, chosen) < WORTH and len(chosen) >= FEWEST:
            break
        chosen.append(best)
        left = [c for c in left if c is not best and not _said(c, chosen)]
    chosen.sort(key=lambda candidate: -candidate.weight)
    return tuple(
        contest_line(setting, one.new) if isinstance(one.new, NewContest) else _development_line(setting, one.new)
        for one in chosen
    )


def _worth(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    """What a candidate weighs beside those chosen before it."""
    if any(candidate.matters & other.matters for other in chosen):
        return candidate.weight - SAME_MATTER
    return candidate.weight - SAME_STORY * any(candidate.stories & other.stories for other in chosen)


def _said(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Whether what is chosen leaves no room for a candidate."""
    if sum(other.kind is candidate.kind for other in chosen) >= OF_A_KIND:
        return True
    matter = [other for other in chosen if candidate.matters & other.matters]
    alike_ones = [other for other in chosen if alike.same(candidate.words, other.words)]
    return any(other.kind is candidate.kind for other in (*matter, *alike_ones)) or any(
        candidate.kind is NewDevelopment and candidate.tolls <= other.tolls for other in alike_ones
    )


def _candidates(setting: Setting, news: News) -> list[Candidate]:
    developments = [new for story in news.stories for new in story.developments]
    newest = max((seen_at(reading) for reading in news.articles), default=None)

    def fresh(articles: set[str]) -> float:
        days = [(newest - seen_at(setting.readings[article])).days for article in articles] if newest else []
        return OF_THE_DAY * max(0.0, 1 - min(days, default=AGE) / AGE)

    candidates = []
    for one in setting.contests:
        rows, contest = one.contest.sides, one.contest
        events = {d.joined.head.key for d in developments if any(stands_in(row, d.joined) for row in rows)}
        articles = {row.article_id for row in rows}
        stories = frozenset(story for a in articles if (story := setting.readings[a].story_id))
        said = alike.words(" ".join([contest.proposition, *(row.quote for row in rows)]))
        matters = frozenset({contest.contest_id, *events})
        quoted = [side[0] for side in by_side(contest)[:SIDES]]
        figures = frozenset(figure for row in quoted for figure in (row.low, row.high) if figure is not None)
        candidates.append(Candidate(one, one.salience + fresh(articles), matters, stories, said, figures))
    for new in developments:
        articles = {report.reading.article.article_id for report in new.joined.reports}
        told = _best_told(new.joined)
        if told is not None:
            stories = frozenset(story for r in new.joined.reports if (story := r.reading.story_id))
            watched = setting.watched(new.joined)
            candidates.append(
                Candidate(
                    new,
                    weight(new) + watched + fresh(articles),
                    frozenset({new.joined.head.key}),
                    stories,
                    alike.words(told.text),
                    frozenset(n for n in told.event.killed[:1] if n is not None),
                )
            )
    return candidates


# ---- lines ----


def contest_line(setting: Setting, new: NewContest) -> Bottom:
    """A contest in one line: what is at issue, and the sides in few words."""
    contest = new.contest
    positions = [_position(setting, rows, new) for rows in by_side(contest)[:SIDES]]
    said_below = any(_is_made_of(contest.proposition, position) for position in positions)
    topic = None if said_below else contest.proposition
    number = setting.numbers.get(contest.contest_id)
    return Bottom(contest.kind, topic, tuple(positions), number, new.changes)


def _position(setting: Setting, rows: Sequence[ContestSide], new: NewContest) -> Position:
    """A party's words; its name only where they do not name it themselves."""
    row = rows[0]
    reading = setting.readings[row.article_id]
    start, end, verb = telling.point(reading, row, new.contest.kind)
    quote = setting.quoter.quote(row.article_id, start, end, QUOTE)
    named = row.source_text is not None and row.source_text.casefold() in quote.text.casefold()
    who = side_name(row, setting.name)
    if who == "":
        return Position(None, quote)  # not said by whom
    return Position(None if named and not verb else who or reading.outlet, quote, verb)


def _is_made_of(proposition: str, position: Position) -> bool:
    """Whether a proposition is made of a party's words, so that one line need not say them twice."""
    if proposition.endswith("?"):
        return False
    claim = re.search(r"“(.+)”", proposition)
    said = alike.words(claim[1] if claim else proposition)
    return alike.shared(alike.words(position.quote.text), said) >= MADE_OF


def _development_line(setting: Setting, new: NewDevelopment) -> Bottom:
    told = _best_told(new.joined) or new.joined.head
    start, end = told.reading.analysis.sentences[told.event.sentence].span
    quote = setting.quoter.quote(told.reading.article.article_id, start, end, SENTENCE)
    position = Position(told.reading.outlet, quote)
    number = setting.contest_of(Joined((told, *new.joined.reports)))
    return Bottom("development", None, (position,), number, new.changes)


def _best_told(joined: Joined) -> Report | None:
    """The report whose sentence tells a development best by itself; None: all need the sentence before."""
    toll, place = joined.first_with("killed").event.killed, joined.first_with("place").event.place

    def telling_it(report: Report) -> tuple[bool, bool, bool, bool, int]:
        event = report.event
        return (
            event.killed == toll,
            event.certainty not in ("denied", "suspected"),
            place is None or place.mention.text in report.text,
            len(report.text) <= SENTENCE,
            -joined.reports.index(report),
        )

    return max((r for r in joined.reports if _stands_alone(r)), key=telling_it, default=None)


def _stands_alone(report: Report) -> bool:
    """Whether the sentence of a report is one, and does not lean on what stands before it."""
    text = report.reading.article.text
    start, end = bare(text, *report.reading.analysis.sentences[report.event.sentence].span)
    return text[start].isupper() and text[end - 1] in '.!?”"’' and not LEANS.match(text[start:end])
