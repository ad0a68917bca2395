"""What a list is narrowed by: names and dates as people give them, as the warehouse has them."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from flows.job import Job, moment
from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.events.words import lexicon
from tasks.analyse.parsing.gazetteer import Gazetteer, Kind
from tasks.errors import ConfigError
from tasks.settings import Settings
from warehouse.connection import Warehouse
from warehouse.lists import Narrow, stories_named


def narrowed(
    job: Job,
    *,
    until: str | None = None,
    profile: str | None = None,
    actor: str | None = None,
    country: str | None = None,
    type: str | None = None,
    **as_given: Any,  # noqa: ANN401 - what Narrow takes as it is
) -> Narrow:
    """What a list leaves out.

    Raises:
        ConfigError: a name is not known, or a date is none.
    """
    settings = job.settings
    if profile is not None:
        settings.profiles(profile)
    end = _end(until, job.now) if until is not None else None
    if job.since and end and job.since >= end:
        raise ConfigError(f"--until {until}: nothing lies between --since and then.")
    return Narrow(
        since=job.since,
        until=end,
        sources=settings.profile[profile].sources if profile else (),
        actor=None if actor is None else _actor(actor, settings),
        country=None if country is None else _country(country, settings),
        type=None if type is None else _type(type),
        **as_given,
    )


def story_of(opened: Warehouse, narrow: Narrow) -> Narrow:
    """The same with the id of the story whose beginning was given.

    Raises:
        ConfigError: no story has such an id, or several have.
    """
    if narrow.story is None:
        return narrow
    found = stories_named(opened, narrow.story) if narrow.story else []
    if not found:
        raise ConfigError(
            f"--story {narrow.story!r}: no story has an id that begins so; `counterclaim stories` lists them."
        )
    if len(found) > 1:
        raise ConfigError(f"--story {narrow.story!r}: several begin so: {', '.join(found)}; write more of it.")
    return dataclasses.replace(narrow, story=found[0])


def _end(until: str, now: datetime) -> datetime:
    """The moment given; of a day, its end."""
    end = moment(until, "--until", now)
    return end + timedelta(days=1) if re.fullmatch(r"\d{4}-?\d\d-?\d\d", until.strip()) else end


def _actor(name: str, settings: Settings) -> str:
    catalogue = Catalogue.load(settings.actors)
    found = name if name in catalogue.actors else catalogue.resolve(name, date.today())
    if found is None:
        known = {actor.name: actor_id for actor_id, actor in catalogue.actors.items()} | {
            i: i for i in catalogue.actors
        }
        raise ConfigError(f"--actor {name!r}: no such actor in the catalogue{_perhaps(name, known)}")
    return found


def _country(name: str, settings: Settings) -> str:
    found = {spot.country for spot in Gazetteer.load(settings.places).find(name) if spot.kind is Kind.COUNTRY}
    if len(found) == 1 and (code := found.pop()):
        return code
    if re.fullmatch("[A-Za-z]{2}", name):
        return name.upper()
    raise ConfigError(f"--country {name!r}: no such country; give its English name, or two letters such as AF.")


def _type(name: str) -> str:
    types = lexicon().types
    known = {known.lower(): known for known in (*types, *types.values())}
    if name.lower() not in known:
        raise ConfigError(
            f"--type {name!r}: no such type of event{_perhaps(name.lower(), known)} docs/events.md has all."
        )
    return known[name.lower()]


def _perhaps(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(close)}?" if close else "."
