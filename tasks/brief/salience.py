"""How much a contest matters to one profile: its salience for any reader (docs/contests.md), and what is watched."""

from __future__ import annotations

from collections.abc import Mapping

from tasks.models import Contest, Profile, Reading

WATCHED_PARTY = 0.2  # a watched actor takes a side
WATCHED = 0.1  # a quoted sentence names a watched actor or place


def of(contest: Contest, profile: Profile, readings: Mapping[str, Reading]) -> float:
    """What orders contests in the profile's briefing: the salience for any reader plus what is watched, up to 1.3.

    Args:
        contest: with sides all of whose articles are among `readings`.
        profile: whose watch list counts.
        readings: by article_id.
    """
    watched = {entry.casefold() for entry in profile.watch}
    parties = {row.actor for row in contest.sides if row.actor}
    named = set().union(*(_named(readings[row.article_id], row.start, row.end) for row in contest.sides))
    return contest.salience + WATCHED_PARTY * bool(watched & parties) + WATCHED * bool(watched & (named - parties))


def _named(reading: Reading, start: int, end: int) -> set[str]:
    """Actors (by id) and places (by name and province) that the sentences of a stretch name."""
    analysis = reading.analysis
    actors = {actor for s in analysis.sentences if s.span[0] < end and start < s.span[1] for actor in s.actors}
    places = [place for place in analysis.places if start <= place.mention.start < end]
    words = {word for p in places for word in (p.name, p.mention.text, p.province) if word}
    return {word.casefold() for word in (*actors, *words)}
