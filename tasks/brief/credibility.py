"""Credibility of an information by a rule that the briefing prints beside it.

The scale is the Admiralty code's for information (NATO AJP-2.1): 1 confirmed by other sources, 2 probably true,
3 possibly true, 4 doubtful, 5 improbable, 6 truth cannot be judged. The rule, ours, counts and never weighs:

5  contradicted by a position that more parties hold
4  contradicted by a position that as many parties hold, or fewer
6  not contradicted, but the report itself says that it could not be checked
1  not contradicted; independent publishers have it from at least two different parties, or in their own words
2  not contradicted; independent publishers have it, all from the same party
3  not contradicted; one publisher has it

A party is whoever says so; an outlet that only reports is none, and one that declines to comment contradicts nobody.
Reprints and the outlets of one owner are one publisher. Reporting a claim is not confirming it, which is why two
publishers that quote the same spokesman come to 2 and not to 1.
"""

from __future__ import annotations

from tasks.brief.parts import Credibility


def of_side(parties_for: int, parties_against: int, publishers: int, unchecked: bool) -> Credibility:
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
