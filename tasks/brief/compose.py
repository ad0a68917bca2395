"""From what is new to the briefing: which lines are shown, in which order, resting on which sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from tasks.brief import credibility, telling
from tasks.brief.coverage import cited, coverage, watched
from tasks.brief.join import UNKNOWN, Joined, publisher
from tasks.brief.parts import (
    Bottom,
    Brief,
    Card,
    Development,
    Position,
    Quote,
    Side,
    Statement,
    StoryBlock,
)
from tasks.brief.pictures import incidents, localities
from tasks.brief.quoting import Quoter, bare, voice
from tasks.brief.select import Name, NewContest, NewDevelopment, News, NewStory, is_foreign, select, side_name
from tasks.models import Attribution, Contest, ContestSide, Event, Material, Profile, Reading, Span

BOTTOM_LINES = 5
BOTTOM_SIDES = 3  # parties quoted in one line of the bottom line
BOTTOM_QUOTE = 110  # characters of a party's words there
BOTTOM_SENTENCE = 220  # characters of a development's sentence there
STATEMENTS_A_SIDE = 3
REPORTS_A_DEVELOPMENT = 2
STATEMENTS_A_STORY = 3
STATEMENT_LENGTH = range(30, 330)  # characters; shorter says little, longer is no line


def compose(material: Material, profile: Profile, catalogue_name: Name, since: datetime | None, now: datetime) -> Brief:
    """The briefing of what is new to `profile`.

    Args:
        material: everything the warehouse holds for this profile.
        profile: the desk.
        catalogue_name: an actor's name by its catalogue id.
        since: only articles published (undated: first read) from then on; None: everything not told before.
        now: the clock the briefing believes in.
    """
    news = select(material, profile, catalogue_name, since, now)
    return _Composer(material, profile, catalogue_name, news, since, now).brief()


class _Composer:
    """One composition. Sources are numbered as quotes are taken, so the order of the steps is the reading order."""

    def __init__(
        self, material: Material, profile: Profile, name: Name, news: News, since: datetime | None, now: datetime
    ) -> None:
        self.material, self.profile, self.name, self.news = material, profile, name, news
        self.since, self.now = since, now
        self.readings = {r.article.article_id: r for r in material.readings}
        self.quoter = Quoter(self.readings)
        self.numbers = {new.contest.contest_id: n for n, new in enumerate(self.contests, 1)}

    @property
    def contests(self) -> tuple[NewContest, ...]:
        return self.news.contests[: self.profile.max_contests]

    def brief(self) -> Brief:
        profile, news, quoter = self.profile, self.news, self.quoter
        bottom = self.bottom()
        cards = tuple(self.card(new) for new in self.contests)
        further = tuple(self.contest_line(new) for new in news.contests[profile.max_contests :])
        stories = self.stories()
        developments = [d for story in stories for d in story.developments]
        for reading in news.articles:
            quoter.ref(reading.article.article_id)
        return Brief(
            profile=profile.name,
            title=profile.title,
            tlp=profile.tlp,
            timezone=profile.timezone,
            since=self.since or self.material.last_digest_at,
            until=self.now,
            empty=not news.articles and not news.contests,
            bottom=bottom,
            cards=cards,
            further=further,
            stories=stories,
            incidents=incidents(developments),
            localities=localities(developments),
            watch=watched(self.material, profile, self.name, news, self.since, self.now),
            coverage=coverage(self.material, news, sum(story.further for story in stories)),
            sources=cited(quoter, self.material),
            shown=news.shown,
        )

    # ---- bottom line ----

    def bottom(self) -> tuple[Bottom, ...]:
        """The three to five most consequential contests and developments, neither crowding out the other."""
        contests = [(new.contest.salience, 0, new.contest.contest_id, new) for new in self.contests]
        developments = [
            (weight(new), 1, new.joined.head.key, new) for story in self.news.stories for new in story.developments
        ]
        best: list[tuple[float, int, str, NewContest | NewDevelopment]] = []
        for kind in (sorted(contests, key=_rank), sorted(developments, key=_rank)):
            best += kind[: BOTTOM_LINES - 2 if contests and developments else BOTTOM_LINES]
        best = sorted(best, key=_rank)[:BOTTOM_LINES]
        return tuple(
            self.contest_line(new) if isinstance(new, NewContest) else self.development_line(new) for *_, new in best
        )

    def contest_line(self, new: NewContest) -> Bottom:
        positions = []
        for rows in list(_by_side(new.contest))[:BOTTOM_SIDES]:
            row = rows[0]
            reading = self.readings[row.article_id]
            quote = self.quoter.quote(row.article_id, *telling.point(reading, row), BOTTOM_QUOTE)
            positions.append(Position(side_name(row, self.name) or reading.outlet, quote))
        contest = new.contest
        number = self.numbers.get(contest.contest_id)
        return Bottom(contest.kind, contest.proposition, tuple(positions), number, new.changes)

    def development_line(self, new: NewDevelopment) -> Bottom:
        head = new.joined.head
        start, end = head.reading.analysis.sentences[head.event.sentence].span
        quote = self.quoter.quote(head.reading.article.article_id, start, end, BOTTOM_SENTENCE)
        position = Position(head.reading.outlet, quote)
        return Bottom("development", None, (position,), self.contest_of(new.joined), new.changes)

    # ---- contests ----

    def card(self, new: NewContest) -> Card:
        contest = new.contest
        sides = list(_by_side(contest))
        parties = [{side_name(row, self.name) for row in rows} - {None} for rows in sides]
        counts = [len(p) if rows[0].stance != "declines" else 0 for p, rows in zip(parties, sides, strict=True)]
        joined = {change.who for change in new.changes if change.what == "side"}
        return Card(
            number=self.numbers[contest.contest_id],
            contest_id=contest.contest_id,
            kind=contest.kind,
            status=contest.status,
            proposition=contest.proposition,
            sides=tuple(
                self.side(rows, len(mine), max(counts[:n] + counts[n + 1 :], default=0), contest, joined)
                for n, (rows, mine) in enumerate(zip(sides, parties, strict=True))
            ),
            first_seen_at=contest.first_seen_at,
            update=bool(new.changes),
            changes=new.changes,
        )

    def side(self, rows: list[ContestSide], mine: int, others: int, contest: Contest, joined: set[str | None]) -> Side:
        first = rows[0]
        shown: dict[str, ContestSide] = {}  # the same words are shown once, whoever prints them
        for row in rows:
            if not self.is_reprint(row.article_id):
                shown.setdefault(" ".join(row.quote.casefold().split()), row)
        kept = list(shown.values())[:STATEMENTS_A_SIDE] or [first]
        statements = tuple(self.statement_of(row) for row in kept)
        cited_here = {statement.quote.ref for statement in statements}
        others_refs = {self.quoter.ref(row.article_id) for row in rows if not self.is_reprint(row.article_id)}
        publishers = len({publisher(self.readings[row.article_id]) for row in rows})
        name = side_name(first, self.name)
        span = telling.figure(self.readings[first.article_id], first)
        number = self.quoter.quote(first.article_id, *span) if span else None
        return Side(
            name=name,
            outlet=self.readings[first.article_id].outlet,
            stance=first.stance,
            figure=(first.low, first.high),
            number=number,
            statements=statements,
            also=tuple(sorted(others_refs - cited_here)),
            credibility=credibility.of_side(mine, others, publishers, contest.status == "unverified") if name else None,
            joined=name in joined,
        )

    def statement_of(self, row: ContestSide) -> Statement:
        article = self.readings[row.article_id].article
        quote = self.quoter.quote(row.article_id, row.start, row.end)
        return Statement(
            row.source_text, row.stance, quote, article.published_on, article.not_before, (row.low, row.high)
        )

    def is_reprint(self, article_id: str) -> bool:
        original = self.readings[article_id].copy_of
        return original is not None and original in self.readings

    def contest_of(self, joined: Joined) -> int | None:
        """The card that quotes from a sentence by which a development is reported."""
        for new in self.contests:
            for row in new.contest.sides:
                for report in joined.reports:
                    start, end = report.reading.analysis.sentences[report.event.sentence].span
                    if row.article_id == report.reading.article.article_id and row.start < end and start < row.end:
                        return self.numbers[new.contest.contest_id]
        return None

    # ---- developments ----

    def stories(self) -> tuple[StoryBlock, ...]:
        """Every story with something new, the weightiest first; the profile's limit cuts the lightest developments."""
        ranked = sorted(
            (new for story in self.news.stories for new in story.developments),
            key=lambda new: (-weight(new), new.joined.head.key),
        )
        keep = {new.joined.head.key for new in ranked[: self.profile.max_developments]}
        order = sorted(
            (story for story in self.news.stories if not all(map(is_foreign, story.readings)) or story.reprints),
            key=lambda story: (-max(map(weight, story.developments), default=0.0), not self.of(story), story.story_id),
        )
        return tuple(self.block(story, keep) for story in order)

    def block(self, story: NewStory, keep: set[str]) -> StoryBlock:
        mine = sorted(story.developments, key=lambda new: (-weight(new), new.joined.head.key))
        developments = tuple(self.development(new) for new in mine if new.joined.head.key in keep)
        contests = self.of(story)
        statements = self.statements(story)
        lead = None
        if not developments and not statements and not contests and story.readings:
            lead = self.lead(story.readings[0])
        return StoryBlock(
            story_id=story.story_id,
            title=story.title,
            update=story.update,
            refs=tuple(self.quoter.ref(r.article.article_id) for r in story.readings),
            reprints=len(story.reprints),
            developments=developments,
            further=len(mine) - len(developments),
            statements=statements,
            contests=contests,
            lead=lead,
        )

    def of(self, story: NewStory) -> tuple[int, ...]:
        """The cards that quote a story's new articles."""
        ids = {r.article.article_id for r in story.readings}
        mine = (new.contest for new in self.contests if any(row.article_id in ids for row in new.contest.sides))
        return tuple(self.numbers[contest.contest_id] for contest in mine)

    def development(self, new: NewDevelopment) -> Development:
        joined, head = new.joined, new.joined.head
        dated, place = joined.first_with("date_from").event, joined.first_with("place").event.place
        quotes: list[Quote] = []
        texts: set[str] = set()
        for report in dict.fromkeys((*joined.telling, *joined.reports)):
            for start, end in telling.sentences(report):
                words = " ".join(report.reading.article.text[start:end].casefold().split())
                if (report in joined.telling or len(quotes) < REPORTS_A_DEVELOPMENT) and words not in texts:
                    quotes.append(self.quoter.quote(report.reading.article.article_id, start, end))
                texts.add(words)
        refs = {self.quoter.ref(report.reading.article.article_id) for report in joined.reports}
        says = tuple(dict.fromkeys(w for r in joined.reports if (w := self.who(r.reading, r.event))))
        publishers = len({publisher(report.reading) for report in joined.reports})
        return Development(
            type=head.event.type,
            subtype=head.event.subtype,
            quotes=tuple(quotes),
            also=tuple(sorted(refs - {quote.ref for quote in quotes})),
            place=place.name if place else None,
            country=place.country if place else None,
            lat=place.lat if place else None,
            lon=place.lon if place else None,
            date_from=dated.date_from,
            date_to=dated.date_to,
            precision=dated.date_precision,
            killed=joined.first_with("killed").event.killed,
            injured=joined.first_with("injured").event.injured,
            certainty=head.event.certainty,
            says=says,
            publishers=publishers,
            credibility=credibility.of_report(max(len(says), 1), publishers),
            contest=self.contest_of(joined),
            update=bool(new.changes),
            changes=new.changes,
        )

    def who(self, reading: Reading, event: Event) -> str | None:
        """The party that an event report is attributed to, or the outlet that reports it in its own words."""
        if event.attribution is None:
            return reading.outlet
        attribution = reading.analysis.attributions[event.attribution]
        return self.party(attribution) or reading.outlet

    def party(self, attribution: Attribution) -> str | None:
        if attribution.actor:
            return self.name(attribution.actor)
        return attribution.speaker or (attribution.source.text if attribution.source else None)

    # ---- statements ----

    def statements(self, story: NewStory) -> tuple[Statement, ...]:
        """What named parties say in a story, apart from what its contests and developments already quote."""
        taken = [(row.article_id, (row.start, row.end)) for new in self.contests for row in new.contest.sides]
        for new in story.developments:
            for r in new.joined.reports:
                taken += [(r.reading.article.article_id, span) for span in telling.sentences(r)]
        picked: list[tuple[Attribution, Reading, Span]] = []
        for reading in story.readings:
            for attribution in reading.analysis.attributions:
                span = max(attribution.content.spans, key=lambda s: s[1] - s[0])
                if _worth_showing(attribution, reading.article.text, span) and not any(
                    article == reading.article.article_id and span[0] < end and start < span[1]
                    for article, (start, end) in taken
                ):
                    picked.append((attribution, reading, span))
        watch = set(self.profile.watch)
        picked.sort(key=lambda p: (p[0].actor not in watch, p[0].actor is None, p[2][0]))
        once = list({self.party(a): (a, r, span) for a, r, span in reversed(picked)}.values())[::-1]
        return tuple(
            Statement(
                who=a.speaker or (a.source.text if a.source else None),
                stance=a.stance,
                quote=self.quoter.quote(r.article.article_id, *span),
                published_on=r.article.published_on,
                not_before=r.article.not_before,
            )
            for a, r, span in once[:STATEMENTS_A_STORY]
        )

    def lead(self, reading: Reading) -> Quote | None:
        """The first full sentence of an article that says nothing the analysis could place."""
        text = reading.article.text
        for sentence in reading.analysis.sentences:
            start, end = sentence.span
            if end - start >= 40 and text[start:end].rstrip().endswith((".", "”", '"', "!", "?")):
                return self.quoter.quote(reading.article.article_id, start, end)
        return None


def weight(new: NewDevelopment) -> float:
    """How consequential a development is, 0 to 1: the toll counts by its order of magnitude, then how well attested."""
    low, high = new.joined.first_with("killed").event.killed
    hurt_low, hurt_high = new.joined.first_with("injured").event.injured
    toll = (low or high or 0) + (hurt_low or hurt_high or 0) / 4
    happened = new.joined.head.event.certainty in ("reported", "claimed")
    publishers = len({publisher(r.reading) for r in new.joined.reports})
    placed = (low, high) != UNKNOWN or new.joined.first_with("place").event.place is not None
    base = 0.1 + 0.15 * happened + 0.05 * placed + min(0.1, 0.05 * (publishers - 1))
    return min(1.0, base + 0.2 * math.log10(1 + toll) * (1 if happened else 0.3))


def _rank(entry: tuple[float, int, str, object]) -> tuple[float, int, str]:
    return -entry[0], entry[1], entry[2]


def _by_side(contest: Contest) -> Iterable[list[ContestSide]]:
    for _, rows in groupby(sorted(contest.sides, key=lambda row: row.side), key=lambda row: row.side):
        yield list(rows)


def _worth_showing(attribution: Attribution, text: str, span: Span) -> bool:
    """Whether it is a known party's own words, neither too short nor too long for a line."""
    start, end = bare(text, *span)
    known = attribution.actor is not None or attribution.speaker is not None
    return known and not attribution.hedged and end - start in STATEMENT_LENGTH and voice(text, start, end) == "direct"
