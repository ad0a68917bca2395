"""From what is new to the briefing: which lines are shown, in which order, resting on which sentence."""

from __future__ import annotations

from datetime import datetime

from tasks.brief import telling
from tasks.brief.blocks import blocks, rank, weight
from tasks.brief.cards import by_side, card
from tasks.brief.coverage import cited, coverage, watched
from tasks.brief.parts import Bottom, Brief, Position
from tasks.brief.pictures import incidents, localities
from tasks.brief.quoting import Quoter
from tasks.brief.select import Name, NewContest, NewDevelopment, News, select, side_name
from tasks.brief.setting import Setting
from tasks.models import Material, Profile

BOTTOM_LINES = 5
BOTTOM_SIDES = 3  # parties quoted in one line of the bottom line
BOTTOM_QUOTE = 110  # characters of a party's words there
BOTTOM_SENTENCE = 220  # characters of a development's sentence there
SAME_WORDS = 40  # characters by which a party's words are known in the proposition


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
    readings = {r.article.article_id: r for r in material.readings}
    carded = news.contests[: profile.max_contests]
    numbers = {new.contest.contest_id: number for number, new in enumerate(carded, 1)}
    setting = Setting(readings, Quoter(readings), catalogue_name, carded, numbers)
    bottom = _bottom(setting, news)
    cards = tuple(card(setting, new) for new in carded)
    further = tuple(_contest_line(setting, new) for new in news.contests[profile.max_contests :])
    stories = blocks(setting, news.stories, profile)
    developments = [development for story in stories for development in story.developments]
    for reading in news.articles:  # every article read is among the sources, quoted or not
        setting.quoter.ref(reading.article.article_id)
    return Brief(
        profile=profile.name,
        title=profile.title,
        tlp=profile.tlp,
        timezone=profile.timezone,
        since=since or material.last_digest_at,
        until=now,
        empty=not news.articles and not news.contests,
        bottom=bottom,
        cards=cards,
        further=further,
        stories=stories,
        incidents=incidents(developments),
        localities=localities(developments),
        watch=watched(material, profile, catalogue_name, news, since, now),
        coverage=coverage(material, news, sum(story.further for story in stories)),
        sources=cited(setting.quoter, material),
        shown=news.shown,
    )


def _bottom(setting: Setting, news: News) -> tuple[Bottom, ...]:
    """The most consequential contests and developments, neither crowding out the other."""
    developments = sorted((new for story in news.stories for new in story.developments), key=rank)
    most = BOTTOM_LINES - 2 if developments and setting.contests else BOTTOM_LINES
    best: list[tuple[float, NewContest | NewDevelopment]] = [
        *((-new.salience, new) for new in setting.contests[:most]),
        *((-weight(new), new) for new in developments[:most]),
    ]
    best.sort(key=lambda entry: entry[0])
    return tuple(
        _contest_line(setting, new) if isinstance(new, NewContest) else _development_line(setting, new)
        for _, new in best[:BOTTOM_LINES]
    )


def _contest_line(setting: Setting, new: NewContest) -> Bottom:
    positions = []
    for rows in by_side(new.contest)[:BOTTOM_SIDES]:
        row, reading = rows[0], setting.readings[rows[0].article_id]
        quote = setting.quoter.quote(row.article_id, *telling.point(reading, row, new.contest.kind), BOTTOM_QUOTE)
        positions.append(Position(side_name(row, setting.name) or reading.outlet, quote))
    contest = new.contest
    said_below = any(_begins_in(contest.proposition, position) for position in positions)
    topic = None if said_below else contest.proposition
    number = setting.numbers.get(contest.contest_id)
    return Bottom(contest.kind, topic, tuple(positions), number, new.changes)


def _begins_in(proposition: str, position: Position) -> bool:
    """Whether a proposition is made of a party's words, so that one line need not say them twice."""
    words = " ".join(position.quote.text.casefold().split())
    return words[:SAME_WORDS] in " ".join(proposition.casefold().split())


def _development_line(setting: Setting, new: NewDevelopment) -> Bottom:
    head = new.joined.head
    start, end = head.reading.analysis.sentences[head.event.sentence].span
    quote = setting.quoter.quote(head.reading.article.article_id, start, end, BOTTOM_SENTENCE)
    position = Position(head.reading.outlet, quote)
    return Bottom("development", None, (position,), setting.contest_of(new.joined), new.changes)
