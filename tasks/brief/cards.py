"""Contests as cards: who says what, each side with the same room."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from tasks.brief import credibility, telling
from tasks.brief.ledger import side_name
from tasks.brief.parts import Card, Resolution, Side, Statement
from tasks.brief.select import NewContest
from tasks.brief.setting import Setting
from tasks.models import Contest, ContestSide, Stance

STATEMENTS_A_SIDE = 3
QUOTATION = 5  # words in quotation marks from which they alone tell one quote from another


def card(setting: Setting, new: NewContest) -> Card:
    """A contest with all its sides."""
    contest = new.contest
    return Card(
        number=setting.numbers[contest.contest_id],
        contest_id=contest.contest_id,
        kind=contest.kind,
        status=contest.status,
        proposition=contest.proposition,
        sides=tuple(_side(setting, new, rows) for rows in by_side(contest)),
        first_seen_at=contest.first_seen_at,
        dated=any(
            setting.readings[row.article_id].article.published_at == contest.first_seen_at for row in contest.sides
        ),
        update=bool(new.changes),
        changes=new.changes,
        resolution=_resolution(setting, contest),
    )


def by_side(contest: Contest) -> list[list[ContestSide]]:
    """The rows of each side, an outlet's own remark after what the parties say."""
    rows = sorted(contest.sides, key=lambda row: row.side)
    sides = [list(group) for _, group in groupby(rows, key=lambda row: row.side)]
    return sorted(sides, key=lambda side: side[0].party is None)


def _side(setting: Setting, new: NewContest, rows: Sequence[ContestSide]) -> Side:
    first = rows[0]
    originals = [row for row in rows if not setting.is_reprint(row.article_id)] or rows
    once = {_words(row): row for row in reversed(originals)}  # whoever prints them
    statements = tuple(_statement(setting, row) for row in _shown(list(reversed(once.values()))))
    refs = {setting.quoter.ref(row.article_id) for row in originals}
    names = list(dict.fromkeys(side_name(row, setting.name) for row in _one_a_party(rows)))
    name, reading = names[0], setting.readings[first.article_id]
    if name is None:
        names = list(dict.fromkeys(setting.readings[row.article_id].outlet for row in originals))
    number = telling.figure(reading, first)
    return Side(
        name=name,
        others=tuple(other for other in names[1:] if other),
        outlet=reading.outlet,
        stance=first.stance,
        figure=(number.low, number.high) if number else (first.low, first.high),
        number=setting.quoter.quote(first.article_id, number.mention.start, number.mention.end) if number else None,
        statements=statements,
        also=tuple(sorted(refs - {statement.quote.ref for statement in statements})),
        credibility=credibility.in_contest(new.contest, first.side, setting.readings) if name else None,
        joined=any(c.what == "side" and (c.who, c.stance) in _held(setting, rows) for c in new.changes),
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


def _shown(rows: Sequence[ContestSide]) -> list[ContestSide]:
    """The rows that there is room for, in their order: the first of each party before any party's second."""
    firsts = _one_a_party(rows)
    more = [row for row in rows if row not in firsts]
    chosen = (firsts + more)[:STATEMENTS_A_SIDE]
    return [row for row in rows if row in chosen]


def _one_a_party(rows: Sequence[ContestSide]) -> list[ContestSide]:
    """The first row of each party."""
    first: dict[int | None, ContestSide] = {}
    for row in rows:
        first.setdefault(row.party, row)
    return list(first.values())


def _words(row: ContestSide) -> str:
    """What makes two quotes one: the words in quotation marks where they are a sentence or more, else all of them."""
    quoted = max(re.findall(r"[“\"]([^”\"]+)[”\"]", row.quote), key=len, default="")
    said = quoted if len(quoted.split()) >= QUOTATION else row.quote
    return " ".join(re.findall(r"\w+", said.casefold()))


def _held(setting: Setting, rows: Sequence[ContestSide]) -> set[tuple[str | None, Stance]]:
    """Which party takes the side, and how."""
    return {(side_name(row, setting.name), row.stance) for row in rows}


def _resolution(setting: Setting, contest: Contest) -> Resolution | None:
    """What settled a contest, told by the row that its history points at."""
    row = credibility.settling(contest)
    if row is None:
        return None
    first = next((r for r in contest.sides if r.party == row.party and r.side != row.side), row)
    return Resolution(
        how=next(change.detail for change in reversed(contest.history) if change.change == "status"),
        who=side_name(row, setting.name) or "",
        before=setting.readings[first.article_id].article.published_on,
        on=setting.readings[row.article_id].article.published_on,
        quote=setting.quoter.quote(row.article_id, row.start, row.end),
    )
