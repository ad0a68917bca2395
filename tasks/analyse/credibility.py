"""How well a claim is attested, from 1 to 6 as in the Admiralty system, with the reason in words.

The rule, printed in the digest: what independent parties confirm through independent publishers is 1, through one
publisher 2; one party uncontradicted is 3; contradicted is 4, and 5 where more parties speak against it than for it;
what only the claimant attests and nobody could check is 6. Reprints and outlets of one owner count once. Nothing is
called true or false.
"""

from __future__ import annotations

from collections.abc import Mapping

from tasks.models import Contest, ContestSide, Reading

DISPUTING = frozenset({"denies", "doubts"})


def credibility(contest: Contest, side: int, readings: Mapping[str, Reading]) -> tuple[int, str]:
    """The credibility of one side's position in a contest.

    Args:
        contest: the contest.
        side: the number of the side.
        readings: the articles it rests on, by article id; those missing count as publishers of their own.

    Returns:
        The rating, 1 to 6, and its reason in one clause.
    """
    head = next(row for row in contest.sides if row.side == side)
    with_it = [row for row in contest.sides if _camp(contest, row) == _camp(contest, head)]
    against = [row for row in contest.sides if _camp(contest, row) != _camp(contest, head)]
    if contest.kind == "unverified":
        return rate(len(_parties(with_it)), len(_publishers(with_it, readings)), 0, unchecked=True)
    return rate(len(_parties(with_it)), len(_publishers(with_it, readings)), len(_parties(against)))


def rate(parties: int, publishers: int, against: int, *, unchecked: bool = False) -> tuple[int, str]:
    """The rating for a number of independent parties and publishers that attest a claim, and of parties against it."""
    if unchecked and parties < 2:
        return 6, "attested by the claimant alone, and could not be checked"
    if against:
        reason = f"put by {_count(parties, 'party', 'parties')}, contradicted by {_count(against, 'party', 'parties')}"
        return (5 if against > parties else 4), reason
    if parties < 2:
        return 3, "one party, uncontradicted"
    if publishers < 2:
        return 2, f"{parties} independent parties in one publisher's report, uncontradicted"
    return 1, f"{parties} independent parties through {publishers} independent publishers, uncontradicted"


def _camp(contest: Contest, row: ContestSide) -> str | int:
    """Who stands together: all who dispute, all who do not; with figures and authors, each side by itself."""
    if contest.kind in ("figures", "responsibility"):
        return row.side
    return "against" if row.stance in DISPUTING else "for"


def _parties(rows: list[ContestSide]) -> set[str]:
    return {row.actor or (row.source_text or row.article_id).lower() for row in rows}


def _publishers(rows: list[ContestSide], readings: Mapping[str, Reading]) -> set[str]:
    """Who prints it, reprints with their original and outlets under their owner."""
    found = set()
    for row in rows:
        reading = readings.get(row.article_id)
        if reading is not None and reading.copy_of is not None:
            reading = readings.get(reading.copy_of, reading)
        if reading is None:
            found.add(row.article_id)
        else:
            found.add(reading.owner or reading.outlet or reading.article.site or reading.article.article_id)
    return found


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
