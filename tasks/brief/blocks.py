"""Stories with what is new in them: developments, what is said, and else the lead."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from tasks.brief import credibility
from tasks.brief.join import Joined, publisher
from tasks.brief.parts import Development, Elsewhere, Quote, Range, StoryBlock, Toll
from tasks.brief.report import UNKNOWN, Report
from tasks.brief.select import NewDevelopment, NewStory, is_foreign
from tasks.brief.setting import Setting
from tasks.brief.statements import statements
from tasks.models import Certainty, Profile, Reading

REPORTS_A_DEVELOPMENT = 2  # quoted, besides those that a fact is taken from
AUTHORSHIP: tuple[Certainty, ...] = ("claimed", "suspected")
LEAD_LENGTH = 40  # characters; what is shorter is a heading, a place or a name


def blocks(setting: Setting, stories: Sequence[NewStory], profile: Profile) -> tuple[StoryBlock, ...]:
    """Every story with something new, the weightiest first; the profile's limit cuts the lightest developments."""
    ranked = sorted((new for story in stories for new in story.developments), key=rank)
    keep = {new.joined.head.key for new in ranked[: profile.max_developments]}
    readable = (story for story in stories if story.reprints or not all(map(is_foreign, story.readings)))
    order = sorted(readable, key=lambda story: _story_rank(setting, story))
    titles = {story.story_id: story.title for story in stories}
    return tuple(_block(setting, story, keep, titles, profile) for story in order)


def weight(new: NewDevelopment) -> float:
    """How consequential a development is, 0 to 1: the toll counts by its order of magnitude, then how well attested."""
    low, high = new.joined.first_with("killed").event.killed
    hurt_low, hurt_high = new.joined.first_with("injured").event.injured
    toll = (low or high or 0) + (hurt_low or hurt_high or 0) / 4
    happened = _happened(new.joined.head) in ("reported", "claimed")
    publishers = len({publisher(r.reading) for r in new.joined.reports})
    placed = (low, high) != UNKNOWN or new.joined.first_with("place").event.place is not None
    base = 0.1 + 0.15 * happened + 0.05 * placed + min(0.1, 0.05 * (publishers - 1))
    return min(1.0, base + 0.2 * math.log10(1 + toll) * (1 if happened else 0.3))


def rank(new: NewDevelopment) -> tuple[float, str]:
    """Orders developments, the weightiest first."""
    return -weight(new), new.joined.head.key


def _story_rank(setting: Setting, story: NewStory) -> tuple[float, bool, str]:
    heaviest = max(map(weight, story.developments), default=0.0)
    return -heaviest, not setting.contests_of(story.readings), story.story_id


def _block(
    setting: Setting, story: NewStory, keep: set[str], titles: Mapping[str, str], profile: Profile
) -> StoryBlock:
    ranked = sorted(story.developments, key=rank)
    developments = tuple(_development(setting, new) for new in ranked if new.joined.head.key in keep)
    contests = setting.contests_of(story.readings)
    said = statements(setting, story, profile)
    bare = not (developments or said or contests or story.elsewhere) and story.readings
    return StoryBlock(
        story_id=story.story_id,
        title=story.title,
        update=story.update,
        refs=tuple(setting.quoter.ref(r.article.article_id) for r in story.readings),
        reprints=len(story.reprints),
        developments=developments,
        further=len(ranked) - len(developments),
        statements=said,
        contests=contests,
        elsewhere=tuple(Elsewhere(story_id, titles[story_id]) for story_id in story.elsewhere if story_id in titles),
        lead=_lead(setting, story.readings[0]) if bare else None,
    )


def _development(setting: Setting, new: NewDevelopment) -> Development:
    joined, event = new.joined, new.joined.head.event
    dated, place = joined.first_with("date_from").event, joined.first_with("place").event.place
    quotes = _quotes(setting, new)
    refs = {setting.quoter.ref(report.reading.article.article_id) for report in joined.reports}
    said = (r for r in joined.reports if not _denies(r))
    says = tuple(dict.fromkeys(who for r in said if (who := setting.reporter(r.reading, r.event))))
    contest = setting.contest_of(joined)
    publishers = len({publisher(report.reading) for report in joined.reports})
    return Development(
        type=event.type,
        subtype=event.subtype,
        quotes=quotes,
        also=tuple(sorted(refs - {quote.ref for quote in quotes})),
        place=place.name if place else None,
        country=place.country if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        date_from=dated.date_from,
        date_to=dated.date_to,
        precision=dated.date_precision,
        reported_on=min((report.day for report in joined.reports if report.day), default=None),
        killed=joined.first_with("killed").event.killed,
        injured=joined.first_with("injured").event.injured,
        killed_else=_tolls(setting, joined, "killed"),
        injured_else=_tolls(setting, joined, "injured"),
        certainty=_happened(joined.head),
        authorship=_authorship(joined),
        says=says,
        publishers=publishers,
        credibility=None if contest else credibility.of_report(max(len(says), 1), publishers),
        contest=contest,
        update=bool(new.changes),
        changes=new.changes,
    )


def _happened(report: Report) -> Certainty:
    """How sure it is that an event happened: where somebody was killed or hurt, only its author is suspected."""
    event = report.event
    if event.happened is None and event.certainty == "suspected" and {event.killed, event.injured} != {UNKNOWN}:
        return "reported" if event.attribution is None else "claimed"
    return event.happened or event.certainty


def _denies(report: Report) -> bool:
    """Whether who is reported to speak of an event denies a part in it."""
    at, attributions = report.event.attribution, report.reading.analysis.attributions
    return report.event.certainty == "denied" or (at is not None and attributions[at].stance == "denies")


def _authorship(joined: Joined) -> Certainty | None:
    """How sure the reports are of who did it: a claim by the party itself before a suspicion, as in the reading."""
    said = {r.event.certainty for r in joined.reports if r.event.certainty != _happened(r)}
    return next((certainty for certainty in AUTHORSHIP if certainty in said), None)


def _tolls(setting: Setting, joined: Joined, measure: str) -> tuple[Toll, ...]:
    """What other reports give than the first: a number that has risen since, or another account."""
    (first, told), *others = [*joined.tolls(measure).items()] or [(UNKNOWN, joined.head)]
    return tuple(
        Toll(
            figure=toll,
            refs=tuple(
                sorted({setting.quoter.ref(r.reading.article.article_id) for r in _giving(joined, measure, toll)})
            ),
            earlier=(toll[0] or 0) <= (first[0] or 0)
            and any(_before(setting, report, told) for report in _giving(joined, measure, toll)),
        )
        for toll, _ in others
    )


def _giving(joined: Joined, measure: str, toll: Range) -> list[Report]:
    return [report for report in joined.reports if getattr(report.event, measure) == toll]


def _before(setting: Setting, one: Report, other: Report) -> bool:
    """Whether a report is the same party's, or an outlet's own, of an earlier day."""
    if not (one.day and other.day and one.day < other.day):
        return False
    own = one.event.attribution is None or other.event.attribution is None
    return own or setting.reporter(one.reading, one.event) == setting.reporter(other.reading, other.event)


def _quotes(setting: Setting, new: NewDevelopment) -> tuple[Quote, ...]:
    """The sentences that the development's facts rest on, then differing reports of it, each wording once."""
    joined = new.joined
    differing = [report for measure in ("killed", "injured") for report in joined.tolls(measure).values()]
    facts = {report.key: report for report in (*joined.telling, *differing)}
    quotes: dict[str, Quote] = {}
    for key, report in (facts | {report.key: report for report in joined.reports}).items():
        article = report.reading.article
        for start, end in report.sentences:
            words = " ".join(article.text[start:end].casefold().split())
            if words not in quotes and (key in facts or len(quotes) < REPORTS_A_DEVELOPMENT):
                quotes[words] = setting.quoter.quote(article.article_id, start, end)
    return tuple(quotes.values())


def _lead(setting: Setting, reading: Reading) -> Quote | None:
    """The first full sentence of an article in which the analysis found nothing else to show."""
    article = reading.article
    for sentence in reading.analysis.sentences:
        start, end = sentence.span
        if end - start >= LEAD_LENGTH and article.text[start:end].rstrip().endswith((".", "”", '"', "!", "?")):
            return setting.quoter.quote(article.article_id, start, end)
    return None
