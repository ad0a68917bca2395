"""Contests as cards: who says what, each side with the same room."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from tasks.brief import credibility, telling
from tasks.brief.join import publisher
from tasks.brief.parts import Card, Credibility, Side, Statement
from tasks.brief.select import NewContest, side_name
from tasks.brief.setting import Setting
from tasks.models import Contest, ContestSide

STATEMENTS_A_SIDE = 3


def card(setting: Setting, new: NewContest) -> Card:
    """A contest with all its sides."""
    contest = new.contest
    return Card(
        number=setting.numbers[contest.contest_id],
        contest_id=contest.contest_id,
        kind=contest.kind,
        status=contest.status,
        proposition=contest.proposition,
        sides=tuple(_side(setting, new, index) for index in range(len(by_side(contest)))),
        first_seen_at=contest.first_seen_at,
        update=bool(new.changes),
        changes=new.changes,
    )


def by_side(contest: Contest) -> list[list[ContestSide]]:
    """The rows of each side."""
    rows = sorted(contest.sides, key=lambda row: row.side)
    return [list(group) for _, group in groupby(rows, key=lambda row: row.side)]


def _side(setting: Setting, new: NewContest, index: int) -> Side:
    sides = by_side(new.contest)
    rows, first = sides[index], sides[index][0]
    originals = [row for row in rows if not setting.is_reprint(row.article_id)] or rows
    once = {" ".join(row.quote.casefold().split()): row for row in reversed(originals)}  # whoever prints them
    statements = tuple(_statement(setting, row) for row in reversed(list(once.values())[-STATEMENTS_A_SIDE:]))
    refs = {setting.quoter.ref(row.article_id) for row in originals}
    name, reading = side_name(first, setting.name), setting.readings[first.article_id]
    number = telling.figure(reading, first)
    return Side(
        name=name,
        outlet=reading.outlet,
        stance=first.stance,
        figure=(first.low, first.high),
        number=setting.quoter.quote(first.article_id, *number) if number else None,
        statements=statements,
        also=tuple(sorted(refs - {statement.quote.ref for statement in statements})),
        credibility=_credibility(setting, new.contest, sides, index) if name else None,
        joined=any(change.what == "side" and change.who == name for change in new.changes),
    )


def _statement(setting: Setting, row: ContestSide) -> Statement:
    article = setting.readings[row.article_id].article
    return Statement(
        who=row.source_text,
        stance=row.stance,
        quote=setting.quoter.quote(row.article_id, row.start, row.end),
        published_on=article.published_on,
        not_before=article.not_before,
        figure=(row.low, row.high),
    )


def _credibility(setting: Setting, contest: Contest, sides: Sequence[list[ContestSide]], index: int) -> Credibility:
    parties = [_parties(rows) for rows in sides]
    against = [count for other, count in enumerate(parties) if other != index and sides[other][0].stance != "declines"]
    publishers = {publisher(setting.readings[row.article_id]) for row in sides[index]}
    return credibility.of_side(
        parties_for=parties[index],
        parties_against=max(against, default=0),
        publishers=len(publishers),
        unchecked=contest.status == "unverified",
    )


def _parties(rows: Sequence[ContestSide]) -> int:
    """How many parties hold a position. Names that no actor is known for count as one: they may be the same."""
    return len({row.actor for row in rows if row.actor}) + any(row.source_text and not row.actor for row in rows)
