"""What named parties say in a story, apart from what its contests and developments already quote."""

from __future__ import annotations

from collections.abc import Iterable

from tasks.brief import alike
from tasks.brief.parts import Statement
from tasks.brief.quoting import bare, voice
from tasks.brief.select import NewStory
from tasks.brief.setting import Setting
from tasks.models import Attribution, Profile, Reading, Span

STATEMENTS_A_STORY = 3
LENGTH = range(30, 330)  # characters; shorter says little, longer is no line
Said = tuple[Attribution, Reading, Span]


def statements(setting: Setting, story: NewStory, profile: Profile) -> tuple[Statement, ...]:
    """The parties' own words, each speaker once: those on the watch list first, then known actors, then the rest."""
    said = sorted(_said(setting, story), key=lambda s: (s[0].actor not in profile.watch, s[0].actor is None, s[2]))
    once = {_speaker(attribution).rsplit(" ", 1)[-1]: (attribution, r, span) for attribution, r, span in reversed(said)}
    return tuple(
        Statement(
            who=_speaker(attribution),
            stance=attribution.stance,
            quote=setting.quoter.quote(reading.article.article_id, *span),
            published_on=reading.article.published_on,
            not_before=reading.article.not_before,
        )
        for attribution, reading, span in list(once.values())[: -STATEMENTS_A_STORY - 1 : -1]
    )


def _said(setting: Setting, story: NewStory) -> Iterable[Said]:
    quoted = [(row.article_id, (row.start, row.end)) for new in setting.contests for row in new.contest.sides]
    for new in story.developments:
        for report in new.joined.reports:
            quoted += [(report.reading.article.article_id, span) for span in report.sentences]
    told = [_words(setting, article_id, span) for article_id, span in quoted]
    for reading in story.readings:
        taken = [span for article_id, span in quoted if article_id == reading.article.article_id]
        for attribution in reading.analysis.attributions:
            start, end = max(attribution.content.spans, key=lambda span: span[1] - span[0])
            free = not any(start < other_end and other_start < end for other_start, other_end in taken)
            if not free or not _worth_showing(attribution, reading.article.text, (start, end)):
                continue
            said = _words(setting, reading.article.article_id, (start, end))
            if not any(alike.same(said, other) for other in told):
                told.append(said)
                yield attribution, reading, (start, end)


def _words(setting: Setting, article_id: str, span: Span) -> frozenset[str]:
    return alike.words(setting.readings[article_id].article.text[span[0] : span[1]])


def _speaker(attribution: Attribution) -> str:
    return attribution.speaker or (attribution.source.text if attribution.source else "")


def _worth_showing(attribution: Attribution, text: str, span: Span) -> bool:
    """Whether it is a named party's own words, neither too short nor too long for a line."""
    start, end = bare(text, *span)
    if attribution.hedged or not _speaker(attribution) or end - start not in LENGTH:
        return False
    return voice(text, start, end) == "direct" and (attribution.actor or attribution.speaker) is not None
