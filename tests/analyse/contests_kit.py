"""Reads invented articles for the tests of contests: real parse, real attributions, real catalogue."""

from datetime import UTC, date, datetime, timedelta
from functools import cache

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.attribution.attributions import find_attributions
from tasks.analyse.contests.contests import find_contests
from tasks.analyse.figures.figures import find_figures
from tasks.analyse.parsing.parse import parse
from tasks.models import Analysis, Article, Contest, Reading, Sentence

DAY = date(2031, 5, 6)
MORNING = datetime(2031, 5, 6, 6, tzinfo=UTC)


@cache
def catalogue() -> Catalogue:
    return Catalogue.load()


def read(
    text: str, name: str = "a", *, story: str = "s", copy_of: str | None = None, owner: str | None = None, days: int = 0
) -> Reading:
    day = DAY + timedelta(days=days)
    moment = MORNING + timedelta(days=days)
    actors = catalogue().for_text(text, day)
    (doc,) = parse([text])
    attributions = find_attributions(doc, text, lambda phrase: actors.resolve(phrase, day))
    article = Article(
        article_id=name,
        url=f"https://{name}.example/1",
        source_id=name,
        title=None,
        byline=None,
        site=None,
        dateline=None,
        published_at=moment,
        published_on=day,
        published_basis="given",
        not_before=None,
        fetched_at=moment + timedelta(minutes=len(name)),
        language="en",
        access="full",
        text=text,
        text_sha256="0" * 64,
    )
    analysis = Analysis(
        article_id=name,
        sentences=tuple(Sentence((s.start_char, s.end_char)) for s in doc.sents),
        attributions=tuple(attributions),
        figures=tuple(find_figures(doc, text, attributions, actors.find(text, day))),
        events=(),
        places=(),
    )
    return Reading(article, analysis, outlet=name, owner=owner or name, copy_of=copy_of, story_id=story)


def contests(*readings: Reading) -> list[Contest]:
    return find_contests(readings, catalogue())


def only(*readings: Reading) -> Contest:
    (contest,) = contests(*readings)
    return contest


def quotes(contest: Contest) -> dict[int, list[str]]:
    sides: dict[int, list[str]] = {}
    for side in contest.sides:
        sides.setdefault(side.side, []).append(side.quote)
    return sides
