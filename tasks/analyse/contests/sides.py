"""From positions to the sides of a contest: who says the same stands together, and each place has one row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.parties import Party, one_side
from tasks.analyse.claims.positions import Position
from tasks.analyse.claims.sameside import taken_up
from tasks.analyse.claims.weights import Weights, same_claim
from tasks.models import Article, ContestKind, ContestSide

ONE_THING = 0.25  # likeness of two claims of which it is said together that they could not be checked
SAME_VIEW = 0.55  # likeness of their words from which two parties say the same
# Kinds in which all who put a claim put the same: what is turned down, or the one author. Of accounts that could not be
# checked each may be another, and so may the figures.
ONE_CLAIM: tuple[ContestKind, ...] = ("denial", "doubt", "responsibility")
NAME = re.compile(r"\s[A-Z]")  # a capital within a description: "the Dalmere Rights Centre", but "Two witnesses"
Placed = tuple[Position, ContestSide]


def seen(article: Article) -> datetime:
    """When an article came out; of an undated one, when it was first read."""
    return article.published_at or article.fetched_at


def numbered(kind: ContestKind, positions: Sequence[Position], weights: Weights, catalogue: Catalogue) -> list[Placed]:
    """Each position with its row; rows of one number are one side. Claims come before counters, then as they came in.

    One side are: those who give one figure; those who name one author of an act; those who put the claim that others
    deny or doubt; those who deny it; one party, whatever it is called; and several parties that say the same.
    """
    groups: list[list[Position]] = []
    parties: list[Party] = []
    rows: list[Placed] = []
    for position in sorted(positions, key=_order):
        home = next(
            (
                n
                for n, group in enumerate(groups)
                if any(_together(kind, position, p, weights, catalogue) for p in group)
            ),
            None,
        )
        if home is None:
            groups.append([])
            home = len(groups) - 1
        groups[home].append(position)
        rows.append((position, _row(position, home + 1, _party(position, parties, catalogue))))
    teller: dict[tuple[str, str, int, int], int] = {}  # of each place the row that stands, of a party by name if any
    for n in sorted(range(len(rows)), key=lambda n: _nameless(rows[n][0].party)):
        teller.setdefault(_place(*rows[n]), n)
    return [
        (position, row)
        for n, (position, row) in enumerate(rows)
        if teller[_place(position, row)] == n
        and not any(_within(row, other) for m, (_, other) in enumerate(rows) if m != n)
    ]


def _order(position: Position) -> tuple[bool, float, datetime, str, int]:
    """Claims before counters, higher figures before lower, then as they came out: the first claim names the contest."""
    article = position.reading.article
    size = -(position.high or position.low or 0.0) if position.figure is not None else 0.0
    return position.role == "counter", size, seen(article), article.article_id, position.span[0]


def _together(kind: ContestKind, a: Position, b: Position, weights: Weights, catalogue: Catalogue) -> bool:
    if a.role != b.role:
        return False
    if a.figure is not None or one_side(a.party, b.party, catalogue):
        return True
    if a.role != "counter" and (kind in ONE_CLAIM or (kind == "unverified" and _of_one_thing(a, b, weights))):
        return True
    if a.party.voice or b.party.voice:
        return False
    if a.role == "counter" and a.stance == b.stance == "denies":
        return True
    if a.reading.article.article_id == b.reading.article.article_id and taken_up(a.party, b.party):
        return True
    return _say_the_same(a, b, weights)


def _of_one_thing(a: Position, b: Position, weights: Weights) -> bool:
    """Whether two claims that could not be checked hardly contradict each other: by words in common, put alike."""
    if a.statement is None or b.statement is None:
        return False
    return same_claim(a.statement.words, b.statement.words, weights) >= ONE_THING


def _say_the_same(a: Position, b: Position, weights: Weights) -> bool:
    if a.statement is None or b.statement is None or a.stance != b.stance:
        return False
    return same_claim(a.statement.words, b.statement.words, weights) >= SAME_VIEW


def _party(position: Position, parties: list[Party], catalogue: Catalogue) -> int | None:
    """The number of a position's party in the contest. People without a name count as one: they may be the same."""
    party = position.party
    if party.voice:
        return None
    for number, other in enumerate(parties, 1):
        if one_side(party, other, catalogue) or (_nameless(party) and _nameless(other)):
            return number
    parties.append(party)
    return len(parties)


def _nameless(party: Party) -> bool:
    return not (party.actor or party.person or NAME.search(party.text or ""))


def _row(position: Position, number: int, party: int | None) -> ContestSide:
    article = position.reading.article
    return ContestSide(
        side=number,
        actor=position.party.actor,
        source_text=position.party.text,
        stance=position.stance,
        quote=article.text[slice(*position.span)],
        article_id=article.article_id,
        start=position.span[0],
        end=position.span[1],
        low=position.low,
        high=position.high,
        party=party,
    )


def _place(position: Position, row: ContestSide) -> tuple[str, str, int, int]:
    """What is quoted, and for what: the same words are one row, whoever else is heard in them."""
    return position.role, row.article_id, row.start, row.end


def _within(row: ContestSide, other: ContestSide) -> bool:
    """Whether another row of the same side quotes this one's words and more."""
    return (
        (row.side, row.article_id) == (other.side, other.article_id)
        and other.start <= row.start
        and row.end <= other.end
        and (row.start, row.end) != (other.start, other.end)
    )
