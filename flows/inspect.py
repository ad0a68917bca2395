"""Inspect: what the analysis sees in files, printed; no warehouse, no Prefect."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

from flows.batches import in_batches
from flows.screen import plain
from tasks.analyse.reading import Reader
from tasks.collect.files import read_path
from tasks.errors import Unreadable
from tasks.extract.article import extract
from tasks.models import Analysis, Article, Event, Mention, Page, Place, Source

BATCH = 8  # documents a process takes at a time
SOURCE = Source("inspect", "")

Seen = dict[str, Any]
load_reader = cache(Reader.load)  # once a process


def inspect(
    paths: Iterable[Path], *, as_is: bool, workers: int, actors: tuple[Path, ...], places: tuple[Path, ...]
) -> Iterator[Seen]:
    """One object a document, in input order; a document that cannot be read gives one with `path` and `error`.

    Args:
        paths: Files, or folders read recursively in sorted order.
        as_is: Take a .txt file's characters as the article text unchanged.
        workers: Processes; 1 for none beside this one.
        actors: The user's files on top of the actor catalogue.
        places: The user's files on top of the gazetteer.
    """
    now = datetime.now(UTC)
    pages = (found for path in paths for found in read_path(path, SOURCE, now))
    see = partial(_see, as_is=as_is, actors=actors, places=places)
    if workers == 1:
        while batch := list(islice(pages, BATCH)):
            yield from see(batch)
        return
    with ProcessPoolExecutor(workers) as pool:

        def submit(batch: list[tuple[Path, Page | Unreadable]]) -> tuple[None, Future[list[Seen]]]:
            return None, pool.submit(see, batch)

        for _, seen in in_batches(pages, BATCH, 2 * workers, submit):
            yield from seen


def _see(
    batch: list[tuple[Path, Page | Unreadable]], as_is: bool, actors: tuple[Path, ...], places: tuple[Path, ...]
) -> list[Seen]:
    found = [(str(path), _article(page, as_is)) for path, page in batch]
    analyses = load_reader(actors, places).read(a for _, a in found if isinstance(a, Article))
    return [
        as_json(path, article, next(analyses))
        if isinstance(article, Article)
        else {"path": path, "error": str(article)}
        for path, article in found
    ]


def _article(page: Page | Unreadable, as_is: bool) -> Article | Unreadable:
    if isinstance(page, Unreadable):
        return page
    try:
        return extract(page, SOURCE, as_is=as_is)
    except Unreadable as error:
        return error


def as_json(path: str, article: Article, analysis: Analysis) -> Seen:
    """The object of the public contract for one document."""
    return {
        "path": path,
        "title": article.title,
        "byline": article.byline,
        "site": article.site,
        "language": article.language,
        "published": article.published_on and article.published_on.isoformat(),
        "published_basis": article.published_basis,
        "access": article.access,
        "text": article.text,
        "sentences": [sentence.span for sentence in analysis.sentences],
        "attributions": [
            {
                "source": a.source and _mention(a.source) | {"actor": a.actor, "speaker": a.speaker},
                "cue": _mention(a.cue),
                "content": _mention(a.content),
                "stance": a.stance,
                "mode": a.mode,
                "hedged": a.hedged,
            }
            for a in analysis.attributions
        ],
        "figures": [
            _mention(f.mention)
            | {"low": f.low, "high": f.high, "qualifier": f.qualifier, "measure": f.measure, "unit": f.unit}
            | {"population": f.population, "attribution": f.attribution}
            for f in analysis.figures
        ],
        "events": [_event(event) for event in analysis.events],
        "places": [_mention(place.mention) | _spot(place) for place in analysis.places],
    }


def as_line(seen: Seen) -> str:
    """One line of JSON."""
    return json.dumps(seen, ensure_ascii=False)


def as_text(seen: Seen) -> str:
    """The same for people: head, then who says what, then figures, events and places."""
    if "error" in seen:
        return plain(f"{seen['path']}: {seen['error'].removeprefix(seen['path'] + ': ')}") + "\n"
    dated = f"{seen['published'] or 'undated'} ({seen['published_basis']})"
    head = [seen["path"], seen["title"], seen["site"], seen["byline"], dated, seen["access"]]
    lines = [" | ".join(str(part) for part in head if part), ""]
    for a in seen["attributions"]:
        source = a["source"] or {"text": "(no source)", "actor": None}
        actor = f" [{source['actor']}]" if source["actor"] else ""
        hedged = ", hedged" if a["hedged"] else ""
        lines.append(f"  {a['stance']}{hedged}, {a['mode']}: {source['text']}{actor} / {a['cue']['text']}")
        lines.append(f"      {a['content']['text']}")
    lines += [f"  figure: {f['text']} = {f['low']}..{f['high']} {f['measure']} ({f['unit']})" for f in seen["figures"]]
    for e in seen["events"]:
        where = e["place"]["name"] if e["place"] else "place unknown"
        when = " to ".join(sorted({d for d in e["date"] if d})) or "date unknown"
        lines.append(f"  event: {e['subtype']}, {e['certainty']}, {where}, {when}: {e['text']}")
    lines.append(
        "  places: " + (", ".join(sorted({f"{p['name']} ({p['country']})" for p in seen["places"]})) or "none")
    )
    return "\n".join(map(plain, lines)) + "\n"


def _mention(mention: Mention) -> Seen:
    return asdict(mention)


def _spot(place: Place) -> Seen:
    return {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}


def _event(event: Event) -> Seen:
    return _mention(event.mention) | {
        "type": event.type,
        "subtype": event.subtype,
        "date": [day and day.isoformat() for day in (event.date_from, event.date_to)],
        "place": event.place and _spot(event.place),
        "actors": event.actors,
        "killed": event.killed,
        "injured": event.injured,
        "certainty": event.certainty,
        "background": event.background,
    }
