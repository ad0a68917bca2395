"""What a briefing rests on and what it misses: sources, articles left aside, the watch list, the numbered sources."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Literal

from tasks.brief.join import publisher
from tasks.brief.ledger import Name
from tasks.brief.parts import Aside, Cited, Coverage, Revised, SourceNote, Watched
from tasks.brief.quoting import Quoter
from tasks.brief.select import News, is_foreign
from tasks.brief.watching import named
from tasks.models import Fetch, Health, Material, Profile, Revision


def coverage(material: Material, news: News, further: int) -> Coverage:
    """The account of what was read. A briefing that hides its gaps misleads."""
    known = {r.article.article_id for r in material.readings}
    reprints = [r for r in news.articles if r.copy_of and r.copy_of in known]
    notes = tuple(_source_notes(material, news))
    rest = material.rest.tallies
    counted = sum(tally.articles for tally in rest)
    return Coverage(
        articles=len(news.articles) + counted,
        publishers=len({*map(publisher, news.articles), *map(publisher, rest)}),
        reprints=len(reprints) + sum(tally.reprints for tally in rest),
        undated=sum(r.article.published_on is None for r in news.articles) + sum(tally.undated for tally in rest),
        failed=sum(note.outcome == "failed" for note in notes),
        sources=notes,
        aside=tuple(_asides(news)),
        weak_contests=news.weak,
        further_developments=further,
        shrunk=sum(note.offered is not None for note in notes),
        counted_articles=counted,
        counted_stories=len(material.rest.stories.keys() - {story.story_id for story in news.stories}),
    )


def _source_notes(material: Material, news: News) -> Iterable[SourceNote]:
    """One note a source, and one for each of its items that could not be read."""
    articles = Counter(r.article.source_id for r in news.articles)
    for tally in material.rest.tallies:
        articles[tally.source_id] += tally.articles
    attempts: dict[str, list[Fetch]] = defaultdict(list)
    for fetch in material.fetches:
        attempts[fetch.source_id].append(fetch)
    health = {h.source_id: h for h in material.health}
    names = {s.source_id: s.outlet or _short(s.location) for s in material.sources}
    for source_id in dict.fromkeys([*names, *sorted(attempts), *sorted(articles)]):
        name, count = names.get(source_id, source_id), articles[source_id]
        mine = sorted(attempts[source_id], key=lambda fetch: fetch.at)
        bad = [f for f in mine if f.outcome in ("failed", "refused")]
        known = health.get(source_id)
        whole = bool(mine) and mine[-1].outcome in ("failed", "refused")
        rests = known is not None and known.failures > 0 and not mine  # it keeps failing and was left alone
        if (whole or rests) and not count:
            since = known.failing_since if known and known.failures > 1 else None
            yield SourceNote(name, "failed", 0, mine[-1].error if mine else known.error if known else None, since)
            continue
        yield SourceNote(name, "read" if count else "silent", count, None, offered=_offered(known))
        for url, error in dict.fromkeys((f.url, f.error) for f in bad):
            yield SourceNote(f"{name}: {_short(url)}", "failed", 0, error)


def _offered(health: Health | None) -> tuple[int, int] | None:
    """How many items a source offers that offers fewer than expected, and how many at least were expected."""
    if health is None or not health.has_shrunk or health.items is None or health.expected is None:
        return None
    return health.items, health.expected


def _asides(news: News) -> Iterable[Aside]:
    for r in news.articles:
        article = r.article
        why: Literal["undated", "teaser", "paywalled", "language"] | None = None
        if is_foreign(r):
            why = "language"
        elif article.access != "full":
            why = article.access
        elif article.published_on is None:
            why = "undated"
        if why:
            yield Aside(why, article.title, r.outlet, article.language if why == "language" else None)
    for r in news.future:
        yield Aside("future", r.article.title, r.outlet, str(r.article.published_on))


def _short(location: str) -> str:
    """A file by its name, never by its folders; an address without the user name and password it may carry."""
    is_file = "://" not in location or location.startswith("file:")
    if is_file:
        return location.rstrip("/").rsplit("/", 1)[-1] or location
    return re.sub(r"(?<=://)[^/?#]*@", "", location)


# ---- watch list ------------------------------------------------------------------------------------------------


def watched(material: Material, profile: Profile, name: Name, news: News) -> tuple[Watched, ...]:
    """Articles that name each watched actor or place, now and in the period of the same length before."""
    known = {r.article.article_id for r in material.readings}
    originals = (r for r in news.articles if not (r.copy_of and r.copy_of in known))
    now, before = named(originals, profile.watch) + Counter(material.rest.named), material.named_before
    return tuple(
        Watched(name(entry), now[entry], None if before is None else before.get(entry, 0)) for entry in profile.watch
    )


# ---- sources ---------------------------------------------------------------------------------------------------


def cited(quoter: Quoter, material: Material) -> tuple[Cited, ...]:
    """Every article with a number, in its order."""
    reprints: dict[str, list[str]] = defaultdict(list)
    for r in material.readings:
        if r.copy_of:
            reprints[r.copy_of].append(r.outlet or _short(r.article.url))
    return tuple(
        Cited(
            number=number,
            article_id=article_id,
            outlet=reading.outlet,
            title=reading.article.title,
            byline=reading.article.byline,
            published_on=reading.article.published_on,
            basis=reading.article.published_basis,
            not_before=reading.article.not_before,
            access=reading.article.access,
            url=reading.article.url,
            reliability=reading.reliability,
            copy_of=quoter.numbers.get(reading.copy_of) if reading.copy_of else None,
            reprints=tuple(reprints[article_id]),
            lines=tuple(quoter.lines.get(article_id, ())),
            revised=_revised(reading.revision),
        )
        for article_id, number in quoter.numbers.items()
        for reading in [quoter.readings[article_id]]
    )


def _revised(revision: Revision | None) -> Revised | None:
    """What an outlet changed; None where it changed nothing, though we may have read it otherwise before."""
    if revision is None or revision.basis != "page" or not revision.changes:
        return None
    counts = Counter(change.change for change in revision.changes)
    return Revised(revision.at, counts["changed"], counts["added"], counts["removed"])
