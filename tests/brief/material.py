"""A small fictional world, rich enough to show everything that a briefing can show. No text here is real."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from tasks.models import (
    Analysis,
    Article,
    Attribution,
    Contest,
    ContestSide,
    Event,
    Fetch,
    Material,
    Mention,
    Place,
    Profile,
    Reading,
    Sentence,
    Source,
    Story,
)

NOW = datetime(2023, 2, 15, 4, 0, tzinfo=UTC)
NAMES = {
    "coastal-front": "Coastal Front",
    "marenia": "Government of Marenia",
    "northern-mission": "Northern Mission",
    "hill-brigade": "Hill Brigade",
}
DESK = Profile(name="marenia", title="Marenia", timezone="Asia/Kabul", watch=("coastal-front", "Port Calder"))


def name(actor: str) -> str:
    """The catalogue of this world."""
    return NAMES.get(actor, actor)


def article(key: str, text: str, title: str | None, published: date | None, **more: Any) -> Article:
    """An article that is read an hour after midnight of the day it is published."""
    at = datetime(published.year, published.month, published.day, tzinfo=UTC) if published else None
    fields: dict[str, Any] = {
        "article_id": f"a-{key}",
        "url": f"https://news.example/{key}",
        "source_id": key,
        "title": title,
        "byline": None,
        "site": None,
        "dateline": None,
        "published_at": at,
        "published_on": published,
        "published_basis": "metadata" if published else "unknown",
        "not_before": None,
        "fetched_at": (at or NOW - timedelta(hours=2)) + timedelta(hours=1),
        "language": "en",
        "access": "full",
        "text": text,
        "text_sha256": sha256(text.encode()).hexdigest(),
    }
    return Article(**fields | more)


def span(text: str, words: str) -> tuple[int, int]:
    """Where some words stand."""
    start = text.index(words)
    return start, start + len(words)


def mention(text: str, words: str) -> Mention:
    """Some words as a mention."""
    return Mention((span(text, words),), words)


def sentences(text: str, actors: dict[str, str]) -> tuple[Sentence, ...]:
    """The text cut after full stops and at line ends; an actor is named where its word stands."""
    found = []
    for match in re.finditer(r"[^\s].*?(?:[.!?]”?(?=\s)|$)", text, re.MULTILINE):
        named = tuple(actor for word, actor in actors.items() if word in match.group())
        found.append(Sentence(match.span(), (), named))
    return tuple(found)


WORDS = {"Coastal Front": "coastal-front", "ministry": "marenia", "minister": "marenia", "Mission": "northern-mission"}


def event(text: str, words: str, kind: str, subtype: str, **more: Any) -> Event:
    """The event that the sentence with these words reports."""
    position = text.index(words)
    index = next(i for i, s in enumerate(sentences(text, {})) if s.span[0] <= position < s.span[1])
    place = more.pop("place", None)
    day = more.pop("day", None)
    fields: dict[str, Any] = {
        "mention": mention(text, words),
        "type": kind,
        "subtype": subtype,
        "sentence": index,
        "date_from": day,
        "date_to": day,
        "date_precision": "day" if day else None,
        "place": Place(mention(text, place), place, None, None, None) if place else None,
        "actors": (),
        "killed": (None, None),
        "injured": (None, None),
        "certainty": "reported",
    }
    return Event(**fields | more)


def says(text: str, who: str, cue: str, content: str, **more: Any) -> Attribution:
    """Who says what, in the first sentence that has the content."""
    position = text.index(content)
    index = next(i for i, s in enumerate(sentences(text, {})) if s.span[0] <= position < s.span[1])
    fields: dict[str, Any] = {
        "source": mention(text, who),
        "speaker": who,
        "actor": None,
        "cue": mention(text, cue),
        "content": mention(text, content),
        "stance": "asserts",
        "mode": "direct",
        "hedged": False,
        "sentence": index,
    }
    return Attribution(**fields | more)


def reading(a: Article, outlet: str | None, events: Iterable[Event] = (), **more: Any) -> Reading:
    """An article with what was seen in it."""
    attributions = tuple(more.pop("attributions", ()))
    places = tuple(
        Place(mention(a.text, place), place, None, None, None) for place in ("Port Calder", "Ostrel") if place in a.text
    )
    analysis = Analysis(a.article_id, sentences(a.text, WORDS), attributions, (), tuple(events), places)
    return Reading(a, analysis, outlet, **more)


PARTIES = ("northern-mission", "marenia", "coastal-front", "hill-brigade")


def side(number: int, r: Reading, words: str, **more: Any) -> ContestSide:
    """One row of a contest's sides, quoting these words of a reading."""
    start, end = span(r.article.text, words)
    fields: dict[str, Any] = {
        "side": number,
        "actor": None,
        "source_text": None,
        "stance": "asserts",
        "quote": words,
        "article_id": r.article.article_id,
        "start": start,
        "end": end,
    }
    named = fields | more
    known = [*PARTIES, named["actor"]].index(named["actor"]) + 1
    return ContestSide(**{"party": known if named["source_text"] or named["actor"] else None} | named)


def contest(key: str, kind: Any, proposition: str, sides: Sequence[ContestSide], **more: Any) -> Contest:
    """A contest that is first seen an hour before the briefing."""
    fields: dict[str, Any] = {
        "contest_id": key,
        "story_id": "s-market",
        "kind": kind,
        "proposition": proposition,
        "status": "contested",
        "sides": tuple(sides),
        "score": 0.9,
        "salience": 0.5,
        "evidence": "by hand",
        "first_seen_at": NOW - timedelta(hours=1),
        "last_seen_at": NOW - timedelta(hours=1),
    }
    return Contest(**fields | more)


MARKET = """\
At least nine people were killed and 20 wounded when a car bomb went off by the fish market in Port Calder on Monday.
The Coastal Front said in a short message that its men had carried out the bombing.
The interior ministry blamed the Hill Brigade for the attack and said that arrests would follow.
“We will not be driven from our own harbour,” mayor Ines Tolvaren told reporters at the scene.
Two policemen were hurt on Tuesday when a patrol came under fire on the road to Ostrel.
"""
WIRE = """\
A car bomb in Port Calder killed at least nine people on Monday, hospital officials said.
“The Hill Brigade planned this and the Hill Brigade will answer for it,” interior minister Pavo Lindqvar said.
A spokesman for the Hill Brigade, Marek Oss, called the accusation “a fairy tale for foreign donors”.
"""
STRENGTH = """\
The Northern Mission's yearly report puts the Coastal Front at between 400 and 600 armed men in the two delta districts.
Defence minister Orla Venn told parliament last week that there were fewer than 200 Front fighters in the country.
“There is not one armed man of ours in the delta,” Front spokesman Ilya Carrow said on Tuesday.
The report also says that the Front runs two training camps near Ostrel.
“I reject this report from the first page to the last,” Carrow said. “It was written in a hotel.”
"""
VIDEO = """\
The Coastal Front released a video in which two captives say that they were paid to shoot the envoy Tomas Ruyl.
“The film is staged, and badly,” said Hedda Brann, a former intelligence chief whom the captives name.
A Mission official said that the Mission was “not aware of any credible information” about such a plot.
"""
RAID = """\
Front fighters raided a hideout in the old town of Ostrel on Sunday night and killed three men, the Coastal Front said.
“All three were wanted for the January shootings,” the group said in a statement.
The claim could not be verified independently.
Protesters marched through Ostrel on Monday to demand that the bridge be reopened.
"""
LEDGER = "Talks on the delta ceasefire will resume in March, three diplomats said. To read on, please subscribe."
SPANISH = "El ministro viajó el lunes a la costa para hablar con los pescadores."


def readings() -> tuple[Reading, ...]:
    """Nine articles of seven outlets: a reprint, an undated page, a teaser, one in Spanish, one that is hostile."""
    monday, tuesday = date(2023, 2, 13), date(2023, 2, 14)
    blast = {"day": monday, "place": "Port Calder", "killed": (9.0, None)}
    gazette = reading(
        article("gazette", MARKET, "Nine dead in Port Calder market blast", monday, byline="Rosa Whitlam"),
        "Harbour Gazette",
        [
            event(MARKET, "killed", "Explosions/Remote violence", "Remote explosive", **blast, injured=(20.0, 20.0)),
            event(MARKET, "came under fire", "Battles", "Armed clash", day=tuesday, place="Ostrel", injured=(2.0, 2.0)),
        ],
        attributions=[
            says(MARKET, "Ines Tolvaren", "told", "“We will not be driven from our own harbour,”"),
        ],
        story_id="s-market",
        reliability="B",
    )
    wire = reading(
        article("wire", WIRE, "Car bomb kills at least nine", tuesday),
        "Marenia Wire",
        [event(WIRE, "killed", "Explosions/Remote violence", "Remote explosive", **blast, attribution=0)],
        attributions=[
            says(WIRE, "hospital officials", "said", "A car bomb in Port Calder killed at least nine people")
        ],
        story_id="s-market",
    )
    lantern = reading(
        article("lantern", MARKET + "\n", "Nine dead in market blast", tuesday),
        "Daily Lantern",
        gazette.analysis.events,
        copy_of="a-gazette",
        story_id="s-market",
    )
    review = reading(
        article("review", STRENGTH, "How strong is the Front?", tuesday, published_basis="text"),
        "Observer Review",
        story_id="s-strength",
    )
    star = reading(
        article("star", VIDEO, "Captives accuse former spy chief", None, not_before=date(2023, 2, 12)),
        "Northern Star",
        story_id="s-video",
    )
    harbour = reading(
        article("raid", RAID, "Front says it raided hideout", tuesday, url="file:///srv/in/desk/raid.txt"),
        "Harbour Gazette",
        [
            event(
                RAID,
                "raided",
                "Battles",
                "Armed clash",
                day=date(2023, 2, 12),
                place="Ostrel",
                killed=(3.0, 3.0),
                certainty="claimed",
                attribution=0,
            ),
            event(RAID, "marched", "Protests", "Peaceful protest", day=monday, place="Ostrel"),
        ],
        attributions=[
            says(
                RAID,
                "Coastal Front",
                "said",
                "Front fighters raided a hideout in the old town of Ostrel on Sunday night and killed three men",
                actor="coastal-front",
                mode="indirect",
            )
        ],
        story_id="s-raid",
    )
    ledger = reading(
        article("ledger", LEDGER, "Delta talks to resume", tuesday, access="teaser"),
        "Capital Ledger",
        story_id="s-talks",
    )
    costa = reading(
        article("costa", SPANISH, "El ministro en la costa", tuesday, language="es"), "Costa Hoy", story_id="s-costa"
    )
    hostile = reading(
        article(
            "hostile",
            "The harbour office said on Tuesday that <b>two</b> piers & a crane would stay closed.",
            "<script>alert(1)</script>\r\nBcc: everyone@example.org [x](http://evil.example) \u202egnp.exe",
            tuesday,
            url="javascript:alert(1)",
        ),
        "Pier \"News\" <img src=x onerror='alert(1)'>",
        story_id="s-pier",
    )
    return gazette, wire, lantern, review, star, harbour, ledger, costa, hostile


def contests(rs: Sequence[Reading]) -> tuple[Contest, ...]:
    """One contest of each kind but reversal."""
    gazette, wire, _, review, star, raid, *_ = rs
    mission: dict[str, Any] = {"actor": "northern-mission", "source_text": "The Northern Mission's yearly report"}
    venn: dict[str, Any] = {"actor": "marenia", "source_text": "Defence minister Orla Venn"}
    carrow: dict[str, Any] = {"actor": "coastal-front", "source_text": "Front spokesman Ilya Carrow"}
    captives = "two captives say that they were paid to shoot the envoy Tomas Ruyl"
    return (
        contest(
            "c-strength",
            "figures",
            "How many Coastal Front fighters are in the delta?",
            [
                side(0, review, "between 400 and 600 armed men", **mission, low=400.0, high=600.0),
                side(1, review, "fewer than 200 Front fighters", **venn, low=None, high=199.0),
                side(
                    2,
                    review,
                    "“There is not one armed man of ours in the delta,”",
                    **carrow,
                    stance="denies",
                    low=0.0,
                    high=0.0,
                ),
            ],
            story_id="s-strength",
            salience=0.8,
        ),
        contest(
            "c-market",
            "responsibility",
            "Who bombed the fish market in Port Calder?",
            [
                side(
                    0,
                    gazette,
                    "its men had carried out the bombing",
                    actor="coastal-front",
                    source_text="The Coastal Front",
                    stance="confirms",
                ),
                side(
                    1,
                    gazette,
                    "blamed the Hill Brigade for the attack",
                    actor="marenia",
                    source_text="The interior ministry",
                ),
                side(
                    1,
                    wire,
                    "“The Hill Brigade planned this and the Hill Brigade will answer for it,”",
                    actor="marenia",
                    source_text="interior minister Pavo Lindqvar",
                ),
                side(
                    2,
                    wire,
                    "called the accusation “a fairy tale for foreign donors”",
                    actor="hill-brigade",
                    source_text="A spokesman for the Hill Brigade, Marek Oss",
                    stance="denies",
                ),
            ],
            salience=0.9,
        ),
        contest(
            "c-camps",
            "denial",
            "The Front runs two training camps near Ostrel",
            [
                side(0, review, "the Front runs two training camps near Ostrel", **mission),
                side(
                    1,
                    review,
                    "“I reject this report from the first page to the last,”",
                    **carrow | {"source_text": "Carrow"},
                    stance="denies",
                ),
            ],
            story_id="s-strength",
            salience=0.6,
        ),
        contest(
            "c-video",
            "doubt",
            "Was there a plot to shoot Tomas Ruyl?",
            [
                side(0, star, captives, actor="coastal-front", source_text="two captives"),
                side(1, star, "“The film is staged, and badly,”", source_text="Hedda Brann", stance="denies"),
                side(
                    2,
                    star,
                    "not aware of any credible information",
                    actor="northern-mission",
                    source_text="A Mission official",
                    stance="doubts",
                ),
            ],
            story_id="s-video",
            salience=0.55,
        ),
        contest(
            "c-raid",
            "unverified",
            "The raid on a hideout in Ostrel",
            [
                side(
                    0,
                    raid,
                    "“All three were wanted for the January shootings,”",
                    actor="coastal-front",
                    source_text="the group",
                ),
                side(1, raid, "The claim could not be verified independently.", stance="doubts"),
            ],
            story_id="s-raid",
            status="unverified",
            salience=0.4,
        ),
        contest("c-weak", "denial", "Something unsure", [side(0, wire, "hospital officials said")], score=0.2),
    )


def material(**more: Any) -> Material:
    """Everything, with one source that failed and one that had nothing new."""
    rs = readings()
    titles = {
        "s-market": "Nine dead in Port Calder market blast",
        "s-strength": "How strong is the Front?",
        "s-video": "Captives accuse former spy chief",
        "s-raid": "Front says it raided hideout",
        "s-talks": "Delta talks to resume",
        "s-costa": "El ministro en la costa",
    }
    stories = tuple(
        Story(key, title, tuple(r.article.article_id for r in rs if r.story_id == key), NOW, NOW, 1)
        for key, title in titles.items()
    )
    sources = [Source(r.article.source_id, r.article.url, outlet=r.outlet) for r in rs]
    sources += [
        Source("quiet", "https://quiet.example/feed", outlet="Quiet Coast Radio"),
        Source("broken", "https://broken.example/feed", outlet="Delta Monitor"),
    ]
    fetches = [Fetch(f"f-{s.source_id}", s.source_id, s.location, 200, "ok", None, 1000, NOW) for s in sources[:-1]]
    fetches.append(
        Fetch("f-broken", "broken", "https://broken.example/feed", 503, "failed", "the server answered 503", 0, NOW)
    )
    fields: dict[str, Any] = {
        "readings": rs,
        "stories": stories,
        "contests": contests(rs),
        "fetches": tuple(fetches),
        "sources": tuple(sources),
        "shown": (),
        "last_digest_at": None,
    }
    return Material(**fields | more)


def with_toll(m: Material, killed: float) -> Material:
    """The next day: a follow-up of the same outlet puts the market's toll at `killed`."""
    text = f"The number of people killed in Monday's bombing in Port Calder has risen to {killed:.0f}, doctors said.\n"
    place, day = "Port Calder", date(2023, 2, 13)
    follow_up = reading(
        article("followup", text, "Toll rises", date(2023, 2, 15)),
        "Harbour Gazette",
        [
            event(
                text,
                "bombing",
                "Explosions/Remote violence",
                "Remote explosive",
                day=day,
                place=place,
                killed=(killed, killed),
            )
        ],
        story_id="s-market",
    )
    return replace(m, readings=(*m.readings, follow_up))
