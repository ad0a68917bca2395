"""From what is new to the briefing: which lines are shown, in which order, resting on which sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tasks.brief.blocks import blocks
from tasks.brief.bottom import bottom, contest_line
from tasks.brief.cards import card
from tasks.brief.coverage import cited, coverage, watched
from tasks.brief.ledger import Name
from tasks.brief.parts import Brief
from tasks.brief.pictures import incidents, localities
from tasks.brief.quoting import Quoter
from tasks.brief.select import select
from tasks.brief.setting import Setting
from tasks.models import Material, Profile


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
    contests = news.contests if "contests" in profile.sections else ()  # else none has a card to point at
    carded, rest = contests[: profile.max_contests], contests[profile.max_contests :]
    numbers = {new.contest.contest_id: number for number, new in enumerate(carded, 1)}
    setting = Setting(readings, Quoter(readings), catalogue_name, carded, numbers, profile)
    lines = bottom(setting, news)
    cards = tuple(card(setting, new) for new in carded)
    further = tuple(contest_line(setting, new) for new in rest)
    told = "developments" in profile.sections
    stories = blocks(setting if told else replace(setting, quoter=Quoter(readings)), news.stories, profile)
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
        bottom=lines,
        cards=cards,
        further=further,
        stories=stories if told else (),
        incidents=incidents(developments),
        localities=localities(developments),
        watch=watched(material, profile, catalogue_name, news),
        coverage=coverage(material, news, sum(story.further for story in stories if told)),
        sources=cited(setting.quoter, material),
        shown=news.shown,
    )
