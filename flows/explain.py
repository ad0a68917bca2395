"""One contest with all that it rests on: why it is one, how much it matters, who says what where, and its history."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flows.screen import plain
from tasks.brief.credibility import in_contest
from tasks.brief.layout import wrap
from tasks.brief.words import Words
from tasks.errors import ConfigError
from tasks.models import Contest, ContestChange, ContestSide, Reading, Revision
from warehouse import read
from warehouse.connection import Warehouse

Explained = dict[str, Any]


def explained(opened: Warehouse, contest_id: str, owners: Mapping[str, str]) -> Explained:
    """All that is known of one contest, as plain data.

    Args:
        opened: The warehouse.
        contest_id: Its id or the beginning of it; also the id of one that was merged into it.
        owners: Of outlets, by name.

    Raises:
        ConfigError: no contest has such an id, or several have.
    """
    contest = _named(opened, contest_id)
    ids = list(dict.fromkeys(row.article_id for row in contest.sides))
    readings = {r.article.article_id: r for r in read.readings_of(opened, owners, ids, documents=True)}
    words = Words.load("en", "UTC")
    sides = []
    for number in sorted({row.side for row in contest.sides}):
        rating = in_contest(contest, number, readings)
        rows = [row for row in contest.sides if row.side == number]
        sides.append(
            {
                "side": number,
                "credibility": rating.rating if any(row.source_text is not None for row in rows) else None,
                "reason": words.credibility(rating) if any(row.source_text is not None for row in rows) else None,
                "rows": [_row(row, readings[row.article_id]) for row in rows],
            }
        )
    plain_fields = ("contest_id", "kind", "status", "proposition", "story_id", "first_seen_at", "last_seen_at")
    return {
        **{name: getattr(contest, name) for name in plain_fields},
        "score": contest.score,
        "evidence": contest.evidence,
        "clues": [dataclasses.asdict(clue) for clue in contest.clues],
        "salience": contest.salience,
        "weights": [dataclasses.asdict(part) for part in contest.weights],
        "sides": sides,
        "history": [dataclasses.asdict(change) | {"party": _who(contest, change)} for change in contest.history],
    }


def _named(opened: Warehouse, contest_id: str) -> Contest:
    found = read.contests_named(opened, contest_id)
    if not found or not contest_id:
        raise ConfigError(f"No contest has an id that begins with {contest_id!r}; `counterclaim contests` lists them.")
    if len(found) > 1:
        ids = ", ".join(contest.contest_id for contest in found)
        raise ConfigError(f"Several contests have an id that begins with {contest_id!r}: {ids}; write more of it.")
    return found[0]


def _row(row: ContestSide, reading: Reading) -> Explained:
    """A side's row with where it stands: article, day, and the sentences around it."""
    article, sentences = reading.article, [s.span for s in reading.analysis.sentences]
    before = [span for span in sentences if span[1] <= row.start][-1:]
    after = [span for span in sentences if span[0] >= row.end][:1]
    return {
        "actor": row.actor,
        "source_text": row.source_text,
        "stance": row.stance,
        "quote": row.quote,
        "low": row.low,
        "high": row.high,
        "outlet": reading.outlet,
        "title": article.title,
        "url": article.url,
        "published_on": article.published_on,
        "revised": _revised(reading.revision),
        "article_id": row.article_id,
        "start_char": row.start,
        "end_char": row.end,
        "before": article.text[slice(*before[0])] if before else None,
        "after": article.text[slice(*after[0])] if after else None,
    }


def _revised(revision: Revision | None) -> Explained | None:
    """When and why an article's text changed, and how many sentences of it."""
    if revision is None:
        return None
    counts = Counter(change.change for change in revision.changes)
    return {
        "at": revision.at,
        "basis": revision.basis,
        **{what: counts[what] for what in ("changed", "added", "removed")},
    }


def _who(contest: Contest, change: ContestChange) -> str | None:
    """The party whose row a change rests on, as its article names it; None for an outlet's own words."""
    return next(
        (r.source_text for r in contest.sides if (r.article_id, r.start) == (change.article_id, change.start)), None
    )


# ---- as text ---------------------------------------------------------------------------------------------------


def as_text(found: Explained) -> str:
    """The same for people, in lines of 78 characters."""
    lines = [
        f"{found['kind']} · {found['status']} · {found['contest_id']}",
        wrap(plain(found["proposition"])),
        f"first seen {_day(found['first_seen_at'])}, last seen {_day(found['last_seen_at'])}; "
        f"story {found['story_id'] or 'several'}",
        "",
        wrap(plain(found["evidence"]), f"SCORE {found['score']:.2f}  ", "  "),
        *(wrap(plain(clue["what"]), f"  {clue['weight']:+.2f}  ", " " * 9) for clue in found["clues"]),
        "",
        f"SALIENCE {found['salience']:.2f}  for any reader; a profile's watch list adds to it",
        *(f"  {part['weight']:+.2f}  {plain(part['what'])}" for part in found["weights"]),
    ]
    for side in found["sides"]:
        rating = f", credibility {side['credibility']}: {side['reason']}" if side["credibility"] else ""
        lines += ["", wrap(f"SIDE {side['side']}{rating}", "", "  ")]
        for row in side["rows"]:
            lines += _told(row)
    lines += ["", "HISTORY", *(_step(change) for change in found["history"])]
    return "\n".join(lines)


def _told(row: Explained) -> list[str]:
    who = row["source_text"] if row["source_text"] is not None else f"{row['outlet'] or 'the outlet'}, in its own words"
    actor = f" ({row['actor']})" if row["actor"] else ""
    figure = f", {row['low']:g} to {row['high']:g}" if row["low"] is not None and row["high"] is not None else ""
    where = f"{row['outlet'] or row['url']}, {row['title'] or 'untitled'}, {row['published_on'] or 'undated'}"
    revised = row["revised"]
    again = f"{_day(revised['at'])}: {_sentences(revised)}" if revised else ""
    what = {"page": "revised by its outlet, ", "extraction": "its text was taken from the page anew, "}
    return [
        wrap(plain(f"{who}{actor} · {row['stance']}{figure}"), "  "),
        *([wrap(plain(row["before"]), "    … ", "      ")] if row["before"] else []),
        wrap(plain(row["quote"]), "    | ", "    | "),
        *([wrap(plain(row["after"]), "    … ", "      ")] if row["after"] else []),
        wrap(plain(f"{where}; article {row['article_id']}, {row['start_char']} to {row['end_char']}"), "    "),
        *([wrap(what[revised["basis"]] + again, "    ")] if revised else []),
    ]


def _sentences(revised: Explained) -> str:
    """How many sentences are not as they were: "2 changed, 1 added"."""
    told = [f"{revised[what]} {what}" for what in ("changed", "added", "removed") if revised[what]]
    return f"sentences {', '.join(told)}" if told else "no sentence changed"


def _step(change: Explained) -> str:
    who = change["party"] or "the outlet itself"
    told = {
        "opened": f"opened by {who}",
        "joined": f"{who} joined",
        "status": f"now {change['detail']}: {who}",
        "merged": f"took in contest {change['detail']}",
    }
    return wrap(plain(f"{_day(change['at'])}  {told[change['change']]}"), "  ", " " * 14)


def _day(at: datetime | date) -> str:
    return f"{at:%Y-%m-%d}"
