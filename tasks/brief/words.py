"""The wording: every word that a briefing adds to its sources, read from one file of the templates' folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from tasks.brief.layout import shorten
from tasks.brief.parts import (
    Bar,
    Bottom,
    Brief,
    Card,
    Change,
    Cited,
    Coverage,
    Credibility,
    Development,
    Position,
    Range,
    Resolution,
    Revised,
    Side,
    SourceNote,
    Statement,
    Toll,
    Watched,
)
from tasks.brief.report import UNKNOWN
from tasks.brief.wording import wording
from tasks.models import Precision

Fact = tuple[str, tuple[int, ...]]  # words, and the numbers of the sources they are from
NAME = 90  # characters of a party's name
VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")  # ACLED types
TOPIC = 120  # characters of a contest's proposition in the bottom line


class Words:
    """Says things in one language."""

    def __init__(self, entries: dict[str, Any], timezone: str) -> None:
        self.entries, self.zone = entries, ZoneInfo(timezone)

    @classmethod
    def load(cls, language: str, timezone: str, folder: Path | None = None) -> Self:
        """The wording in a language, telling times in an IANA time zone.

        Args:
            language: ISO 639-1.
            timezone: IANA name.
            folder: of the profile's own wording; None: it has none.

        Raises:
            ConfigError: there is no such wording, or it is not as ours is.
        """
        return cls(wording(language, folder), timezone)

    def __call__(self, key: str, **values: object) -> str:
        """The words under `section.key`, filled in.

        Raises:
            KeyError: the wording has no such key.
        """
        entry: Any = self.entries
        for step in key.split("."):
            entry = entry[step]
        if isinstance(entry, dict):
            entry = entry["one" if values["n"] == 1 else "other"]
        return str(entry).format_map(values)

    # ---- figures and dates ----

    def number(self, value: float) -> str:
        """A figure without needless decimals."""
        told = f"{value:,.0f}" if value == int(value) else f"{value:,}"
        return "".join({",": self("number.thousands"), ".": self("number.point")}.get(c, c) for c in told)

    def range(self, bounds: Range) -> str:
        """A range of figures; unknown where neither bound is known."""
        low, high = bounds
        if low is None and high is None:
            return self("development.unknown")
        if low is None:
            return self("number.at_most", high=self.number(high or 0))
        if high is None:
            return self("number.at_least", low=self.number(low))
        if low == high:
            return self.number(low)
        return self("number.between", low=self.number(low), high=self.number(high))

    def day(self, day: date) -> str:
        """A day: 15 Feb 2023."""
        return self._date("day", day)

    def month(self, day: date) -> str:
        """A month: Feb 2023."""
        return self._date("month", day)

    def _date(self, form: str, day: date) -> str:
        return self(f"date.{form}", day=day.day, month=self.entries["months"][day.month - 1], year=day.year)

    def moment(self, at: datetime) -> str:
        """A moment in the profile's time zone, which is named."""
        at = at.astimezone(self.zone)
        return self("date.moment", date=self.day(at.date()), hour=at.hour, minute=at.minute, zone=self.zone.key)

    def local_day(self, at: datetime) -> str:
        """The day of a moment in the profile's time zone."""
        return self.day(at.astimezone(self.zone).date())

    def bar_label(self, start: date, unit: str) -> str:
        """What a bar of the chart of incidents stands for."""
        if unit == "year":
            return str(start.year)
        if unit == "month":
            return self.month(start)
        return self("date.with_weekday", weekday=self.entries["weekdays"][start.weekday()], date=self.day(start))

    def tick(self, start: date, unit: str) -> str:
        """A bar's label on an axis: 15 Feb."""
        if unit == "day":
            return self._date("short", start)
        return self.bar_label(start, unit)

    def when(self, start: date | None, end: date | None, precision: Precision | None) -> str:
        """The time of an event as precisely as it is known."""
        if start is None:
            return self("development.unknown")
        if precision == "year":
            return str(start.year)
        if precision == "month":
            return self.month(start)
        if end is None or start == end:
            return self.day(start)
        if precision == "week":
            return self("date.around", day=self.day(start))
        return self("date.between", first=self.day(start), last=self.day(end))

    # ---- phrases of several parts ----

    def change(self, change: Change) -> str:
        """What changed."""
        match change.what:
            case "side":
                stance, day = self(f"stance.{change.stance}"), self.day(change.on) if change.on else ""
                key = ("outlet_" if change.who is None else "") + "side" + ("_since" if day else "")
                return self(f"change.{key}", who=change.who or self("contest.unnamed"), stance=stance, day=day)
            case "status" | "certainty":
                before, after = (self(f"{change.what}.{value}") for value in (change.before, change.after))
                return self(f"change.{change.what}", before=before, after=after)
            case "publishers":
                return self("change.publishers", n=change.after, before=change.before)
            case "place":
                key = "place" if change.before else "place_known"
                return self(f"change.{key}", before=change.before, after=change.after)
            case "author":
                return self("change.author", certainty=self(f"author.{change.after}"), who=self.who(change.who))
            case _:
                before, after = (
                    self.range(value) for value in (change.before, change.after) if isinstance(value, tuple)
                )
                toll = change.what != "figure"
                key = f"{change.what}_by" if toll and change.who else change.what
                who = self("contest.outlet") if change.who is None else change.who or self("contest.unnamed")
                return self(f"change.{key}", who=who, before=before, after=after)

    def credibility(self, c: Credibility) -> str:
        """The reason of a rating."""
        sides = {
            "publishers": self("development.independent", n=c.publishers),
            "for": self("credibility.parties", n=c.parties_for),
            "against": self("credibility.parties", n=c.parties_against),
        }
        return self(f"credibility.{c.reason}", **sides)

    def resolution(self, resolution: Resolution) -> str:
        """What settled a contest, in one sentence."""
        days = {
            key: self.day(day) if day else "" for key, day in (("before", resolution.before), ("on", resolution.on))
        }
        dated = "" if days["before"] and days["on"] else "_undated"
        return self(f"resolution.{resolution.how}{dated}", who=self.who(resolution.who), **days)

    def headline(self, line: Bottom) -> str:
        """The lead-in of a bottom line: the topic with a mark that lets the parties' words follow."""
        topic = shorten(self.heading(line.topic or ""), TOPIC)
        if topic.endswith(("?", "!", ":")):
            return topic
        return f"{topic} –" if topic.endswith(("”", "]")) else topic.rstrip(".") + ":"

    def versus(self, watched: Watched) -> str:
        """A watched name's change against the period before."""
        if watched.before is None:
            return "–"
        difference = watched.articles - watched.before
        return f"{difference:+d}".replace("-", "−") if difference else self("watch.same")

    def refs(self, numbers: Sequence[int]) -> str:
        """Numbers of sources in brackets."""
        return " ".join(f"[{number}]" for number in numbers)

    def contests(self, numbers: Sequence[int]) -> str:
        """Where several contests are to be found."""
        if len(numbers) == 1:
            return self("contest.see", n=numbers[0])
        return self("contest.see_several", numbers=", ".join(map(str, numbers)))

    def since(self, card: Card) -> str:
        """Since when a contest stands."""
        return self("contest.since" if card.dated else "contest.first_read", day=self.local_day(card.first_seen_at))

    def sure(self, development: Development) -> str:
        """How sure it is that a development happened, and of who did it where that is less sure."""
        told = [self(f"certainty.{development.certainty}")]
        if development.authorship:
            told.append(self(f"authorship.{development.authorship}"))
        return " · ".join(told)

    def facts(self, development: Development) -> list[tuple[str, list[Fact]]]:
        """What is told of a development by name, in pieces with their sources; a toll where killing is at issue."""
        d = development
        when = self.when(d.date_from, d.date_to, d.precision)
        if d.date_from is None and d.reported_on:
            when = self("development.not_said", day=self.day(d.reported_on))
        facts: list[tuple[str, list[Fact]]] = [
            ("where", [(d.place or self("development.unknown"), ())]),
            ("when", [(when, ())]),
        ]
        if d.killed != UNKNOWN or (d.type in VIOLENT and d.certainty in ("reported", "claimed")):
            facts.append(("killed", self.toll(d.killed, d.killed_else)))
        if d.injured != UNKNOWN:
            facts.append(("injured", self.toll(d.injured, d.injured_else)))
        said: list[Fact] = [(", ".join(d.says) or self("development.outlet"), ())]
        facts.append(("says", [*said, (self("development.also_in"), d.also)] if d.also else said))
        return [(self(f"development.{key}"), value) for key, value in facts]

    def toll(self, figure: Range, others: Sequence[Toll]) -> list[Fact]:
        """How many, and what other reports give."""
        keys = ("development.earlier" if other.earlier else "development.by_others" for other in others)
        told = (self(key, figure=self.range(other.figure)) for key, other in zip(keys, others, strict=True))
        return [(self.range(figure), ()), *zip(told, (other.refs for other in others), strict=True)]

    def side(self, side: Side) -> str:
        """Whose position it is."""
        if side.name is not None:
            names = [self.who(name) for name in (side.name, *side.others) if name]
            return self("contest.and").join(names) or self("contest.unnamed")
        outlets = [outlet for outlet in (side.outlet, *side.others) if outlet]
        if not outlets:
            return self("contest.outlet")
        key = "contest.named_outlet" if len(outlets) == 1 else "contest.named_outlets"
        return self(key, outlet=self("contest.and").join(outlets))

    def stance(self, card: Card, side: Side) -> str:
        """What a side does; who confirms an act of their own claims it."""
        own = card.kind == "responsibility" and side.stance == "confirms"
        return self("stance.claims" if own else f"stance.{side.stance}")

    def who(self, name: str | None) -> str:
        """A party's name as a line begins with it."""
        if name is None:
            return self("development.unknown")
        return shorten(self.heading(name), NAME)

    def lead(self, position: Position) -> str:
        """A party's name as its words follow it."""
        return self.who(position.who) + ("" if position.verb else ":")

    def heading(self, text: str) -> str:
        """Words of the sources as a line begins with them."""
        return text[:1].upper() + text[1:].rstrip()

    def scale(self, card: Card, top: float) -> str:
        """What the bars of a card's figures are drawn to."""
        beyond = any(low is not None and high is None for low, high in (side.figure for side in card.sides))
        return self("contest.scale_open" if beyond else "contest.scale", top=self.number(top))

    def figure(self, side: Side) -> str:
        """A side's figure, in the article's words where they are known."""
        return f"“{side.number.text}”" if side.number else self.range(side.figure)

    def says(self, statement: Statement) -> str:
        """Who makes a statement, and how if it is not simply said."""
        who = self.who(statement.who)
        return who if statement.stance == "asserts" else f"{who} ({self(f'stance.{statement.stance}')})"

    def counts(self, c: Coverage) -> list[str]:
        """What the header says of the briefing's base; what is none is left out, failed sources never."""
        facts = [f"{self('header.articles', n=c.articles)} {self('header.publishers', n=c.publishers)}"]
        facts += [self(f"header.{key}", n=n) for key, n in (("reprints", c.reprints), ("undated", c.undated)) if n]
        facts += [self("header.shrunk", n=c.shrunk)] if c.shrunk else []
        facts += [self("header.counted", n=c.counted_articles)] if c.counted_articles else []
        return [*facts, self("header.failed", n=c.failed)]

    def published(self, statement: Statement) -> str:
        """The day a statement was published."""
        if statement.published_on:
            return self("contest.published", day=self.day(statement.published_on))
        return self.undated(statement.not_before)

    def undated(self, not_before: date | None) -> str:
        """What can be said of an undated article."""
        if not_before:
            return self("source.undated_not_before", day=self.day(not_before))
        return self("source.undated")

    def tally(self, bar: Bar, types: Sequence[str]) -> str:
        """The text beside a bar: what it counts."""
        return ", ".join(f"{kind} {n}" for kind, n in zip(types, bar.counts, strict=True) if n)

    def outcome(self, note: SourceNote) -> str:
        """How reading a source went."""
        if note.outcome == "failed":
            told = self("coverage.failed", error=note.error) if note.error else self("coverage.failed_unknown")
            return (
                told + self("coverage.failing", day=self.local_day(note.failing_since)) if note.failing_since else told
            )
        told = self("coverage.read", n=note.articles) if note.outcome == "read" else self("coverage.silent")
        return told + self("coverage.offered", n=note.offered[0], least=note.offered[1]) if note.offered else told

    def counted(self, brief: Brief) -> str:
        """How much that is new was only counted, and how to see it."""
        c, since = brief.coverage, brief.since
        command = f"counterclaim stories --since {since.date()}" if since else "counterclaim stories"
        return self("coverage.counted", n=c.counted_articles, stories=self.number(c.counted_stories), command=command)

    def dated(self, source: Cited) -> str:
        """A source's date and what it rests on; of an undated one what can be said."""
        if source.published_on:
            return f"{self.day(source.published_on)} ({self(f'source.basis_{source.basis}')})"
        return self.undated(source.not_before)

    def revised(self, revised: Revised) -> str:
        """What an outlet changed in an article."""
        counts = (("changed", revised.changed), ("added", revised.added), ("removed", revised.removed))
        what = ", ".join(self(f"revised.{key}", n=n) for key, n in counts if n)
        return self("revised.told", day=self.local_day(revised.at), what=what)

    def source(self, source: Cited) -> str:
        """All that is told of a source but outlet, title and address."""
        facts = [self.dated(source), self("source.reliability", letter=source.reliability)]
        if source.byline:
            facts.insert(0, self("source.by", byline=source.byline))
        if source.access != "full":
            facts.append(self(f"source.access_{source.access}"))
        if source.revised:
            facts.append(self.revised(source.revised))
        if source.copy_of:
            facts.append(self("source.copy_of", n=source.copy_of))
        if source.reprints:
            facts.append(self("source.reprints", outlets=", ".join(source.reprints)))
        return " · ".join(facts)
