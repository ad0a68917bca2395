"""Credibility of an information by a rule that the briefing prints beside it.

The scale is the Admiralty code's for information (NATO AJP-2.1): 1 confirmed by other sources, 2 probably true,
3 possibly true, 4 doubtful, 5 improbable, 6 truth cannot be judged. The rule, ours, counts and never weighs:

5  contradicted by a position that more parties hold
4  contradicted by a position that as many parties hold, or fewer
6  not contradicted, but the report itself says that it could not be checked
1  not contradicted; independent publishers have it from at least two different parties, or in their own words
2  not contradicted; independent publishers have it, all from the same party
3  not contradicted; one publisher has it

A party is whoever says so, with all who speak for it or for a part of it; people without a name count as one, for they
may be the same. An outlet that only reports is none, and one that declines to comment contradicts nobody.
Reprints and the outlets of one owner are one publisher. Reporting a claim is not confirming it, which is why two
publishers that quote the same spokesman come to 2 and not to 1.
"""

from __future__ import annotations

from collections.abc import Mapping

from tasks.brief.join import publisher
from tasks.brief.parts import Credibility
from tasks.models import Contest, ContestSide, Reading


def in_contest(contest: Contest, side: int, readings: Mapping[str, Reading]) -> Credibility:
    """The rating of one side of a contest, whose articles are among `readings`.

    Of a resolved contest the party that settled it holds what it said last, and no longer what it said before.
    """
    last = settling(contest)
    parties: dict[int, set[int]] = {row.side: set() for row in contest.sides}
    for row in contest.sides:
        came_over = last is not None and row.party == last.party and row.side != last.side
        if row.party is not None and row.stance != "declines" and not came_over:
            parties[row.side].add(row.party)
    return _of_side(
        parties_for=len(parties[side]),
        parties_against=max((len(held) for other, held in parties.items() if other != side), default=0),
        publishers=len({publisher(readings[row.article_id]) for row in contest.sides if row.side == side}),
        unchecked=contest.status == "unverified",
    )


def settling(contest: Contest) -> ContestSide | None:
    """The row by which a resolved contest was settled: its history points at it."""
    last = next((change for change in reversed(contest.history) if change.change == "status"), None)
    if contest.status != "resolved" or last is None:
        return None
    return next((row for row in contest.sides if (row.article_id, row.start) == (last.article_id, last.start)), None)


def _of_side(parties_for: int, parties_against: int, publishers: int, unchecked: bool) -> Credibility:
    """The rating of one side of a contest.

    Args:
        parties_for: how many parties hold the position.
        parties_against: how many hold the strongest of the positions against it.
        publishers: how many independent ones print it.
        unchecked: whether the report says that it could not be checked.
    """
    counts = parties_for, parties_against, publishers
    if parties_against > parties_for:
        return Credibility(5, "outnumbered", *counts)
    if parties_against:
        return Credibility(4, "contradicted", *counts)
    if unchecked:
        return Credibility(6, "unchecked", *counts)
    return of_report(parties_for, publishers)


def of_report(parties: int, publishers: int) -> Credibility:
    """The rating of something that nobody contradicts."""
    counts = parties, 0, publishers
    if publishers < 2:
        return Credibility(3, "one_source", *counts)
    return Credibility(1, "confirmed", *counts) if parties > 1 else Credibility(2, "same_party", *counts)
