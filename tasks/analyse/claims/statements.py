"""Every statement of an article in one form: who puts it, how, in which words, and where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.claims.parties import VOICE, Party, party
from tasks.analyse.claims.words import STRAIGHT, Words, read_words
from tasks.models import Analysis, Attribution, Reading, Span, Stance

ONE_EVENT = 60  # days
NO_COMMENT = re.compile(
    r"^\W*(?:(?:it|he|she|they|there) )?(?:(?:had|has|have|was|to|further) )*(?:no )?comment", re.IGNORECASE
)
# With nobody named to check, or a news agency, it is the article's own caveat: "could not be verified".
CHECK = r"(?:\w+ )?(?:verif|confirm|check|authenticat|corroborat|substantiat|establish|determin|ascertain)\w*"
CHECKED = re.compile(rf"\b(?:be|been|not) {CHECK}", re.IGNORECASE)
COULD_NOT_CHECK = re.compile(rf"(?:\b(?:could|can)(?: ?not|n['’]t)|\bunable to|\bnot able to) {CHECK}", re.IGNORECASE)
# The same where the word that attributes is an infinitive or a noun: "no independent confirmation of reports".
UNCHECKED = re.compile(
    rf"(?:\bno (?:\w+ ){{0,2}}(?:confirmation|verification|corroboration)|"
    rf"\b(?:not (?:\w+ )?possible|impossible) to {CHECK}|\bno way (?:of|to) {CHECK})$",
    re.IGNORECASE,
)
# "It was not immediately clear whether the letter was genuine".
NOT_CLEAR = re.compile(r"\b(?:not (?:\w+ )?(?:clear|known|certain)|unclear|uncertain|unknown)$", re.IGNORECASE)
GENUINE = re.compile(r"\W*(?:whether|if)\b.*\b(?:genuine|authentic|real|accurate|true)\b", re.IGNORECASE | re.DOTALL)

SHOUTED = 3  # words; shorter ones may be abbreviations
# The caption of a picture, or whose picture it is.
CAPTION = re.compile(
    r"\b(?:is|are|was|were) (?:seen|shown|pictured|photographed) (?:here\b|(?:here )?in (?:this|an?|the) (?:\w+ )?"
    r"(?:image|photo\w*|picture|frame|still|screengrab))|\bin this (?:\w+ )?(?:image|photo|photograph|picture)\b|"
    r"^Photo (?:released|provided|taken|shows|courtesy|by)\b|"
    r"\bHide Caption\b|\b(?:Getty Images|AP Photo|AFP via)\b|/(?:Getty|AP|AFP|Reuters|EPA)\b|\bfile photo\b",
)


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: what it holds is far too much to hash
class Statement:
    """A claim in its place: an attribution, or a sentence in the article's own voice."""

    reading: Reading
    sentence: int
    party: Party
    stance: Stance
    hedged: bool
    cue: str  # lower case
    spans: tuple[Span, ...]  # the content
    extent: Span  # source, cue and content together
    words: Words
    named: tuple[tuple[int, int, str], ...] = ()  # actors named in the content: start, end, id
    cue_at: int = 0  # first character of the cue
    attribution: int | None = None  # index into Analysis.attributions; None for the article's own sentences

    @property
    def content(self) -> str:
        """The content as the article has it."""
        return " ".join(self.reading.article.text[start:end] for start, end in self.spans)

    @property
    def key(self) -> tuple[str, int, int]:
        """Where it stands: article, first and last character."""
        return self.reading.article.article_id, *self.extent


PUT = frozenset({"asserts", "confirms"})
# Cues that only report; the stance of what they report lies in the content: "said that there was none".
PLAIN_CUE = re.compile(
    r"\b(?:sa(?:y|id|ying|ys)|t(?:ell|old|elling|ells)|add(?:s|ed|ing)?|wr(?:ite|ote|iting|ites)|insist\w*|maintain\w*|"
    r"assert\w*|stat(?:e|es|ed|ing)|according|announc\w*|claim\w*|not(?:e|ed|es|ing)|repl(?:y|ied|ies|ying)|"
    r"respond\w*|explain\w*|tweet\w*|post(?:s|ed|ing)?|testif\w*|declar\w*|argu\w*|contend\w*|conclud\w*)\b",
    re.IGNORECASE,
)


def puts(statement: Statement) -> bool:
    """Whether the statement puts something forward, be it a negative, rather than turn another claim down."""
    return statement.stance in PUT or (
        statement.stance in ("denies", "doubts") and bool(PLAIN_CUE.search(statement.cue))
    )


def one_sentence(a: Statement, b: Statement) -> bool:
    """Whether two statements stand in one sentence of one article."""
    return (a.key[0], a.sentence) == (b.key[0], b.sentence)


def far_apart(a: Statement, b: Statement) -> bool:
    """Whether two statements were printed so long after each other that they are hardly about one event."""
    days = a.reading.article.published_on, b.reading.article.published_on
    return days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) > ONE_EVENT


def statements(reading: Reading, catalogue: Catalogue) -> list[Statement]:
    """All statements of one article, attributed ones first, then the article's own sentences.

    Captions and furniture that a page repeats count once; a headline stays out where the text says the same.
    """
    article, analysis = reading.article, reading.analysis
    named = _wholes(
        catalogue.for_text(article.text, article.published_on).find(article.text, article.published_on), catalogue
    )
    told = [
        _from_attribution(reading, number, attribution, who, named)
        for number, attribution in enumerate(analysis.attributions)
        if not NO_COMMENT.search(attribution.content.text)
        and (who := party(attribution, catalogue)) is not None
        and not _dateline(article.text, attribution)
        and not _caveat(attribution, who, reading)
    ]
    told = [s for s in told if not any(_relays(s, other) or _taken_from(s, other, analysis) for other in told)]
    covered = [span for statement in told for span in statement.spans]
    own = [
        _from_sentence(reading, n, named)
        for n, sentence in enumerate(analysis.sentences)
        if _share(sentence.span, covered) < 0.5
    ]
    repeated = _repeated(reading)
    return [s for s in (*told, *own) if s.sentence not in repeated]


def _caveat(attribution: Attribution, who: Party, reading: Reading) -> bool:
    """Whether it is the article's own word that something could not be checked: by nobody named, or by an agency."""
    start = reading.analysis.sentences[attribution.sentence].span[0]
    if attribution.source is not None and attribution.source.start < attribution.cue.start:
        start = attribution.source.start  # what goes before may be another's: "officials could not, but Lee said"
    lead = reading.article.text[start : attribution.cue.end].translate(STRAIGHT)
    if attribution.source is None and NOT_CLEAR.search(lead):
        return GENUINE.match(attribution.content.text) is not None
    if attribution.source is None:
        return CHECKED.search(attribution.cue.text) is not None or UNCHECKED.search(lead) is not None
    agency = not who.person or re.fullmatch(r"(?:The )?\w+", who.text or "")  # a bare name, and no catalogue actor's
    return bool(agency) and not who.actor and COULD_NOT_CHECK.search(lead) is not None


def _dateline(text: str, attribution: Attribution) -> bool:
    """Whether the "source" is the agency in brackets before the first sentence."""
    start = attribution.source.start if attribution.source else 0
    return 0 < start < 80 and text[start - 1] == "(" and attribution.cue.start > start


def _taken_from(inner: Statement, outer: Statement, analysis: Analysis) -> bool:
    """Whether words that are another party's content are given to somebody who stands outside of it: too unsure."""
    if not outer.party.text or inner.party == outer.party or inner.sentence != outer.sentence:
        return False
    source = analysis.attributions[inner.attribution].source if inner.attribution is not None else None
    if source is None or any(start <= source.start < end for start, end in outer.spans):
        return False
    return inner.spans != outer.spans and all(
        any(low <= start and end <= high for low, high in outer.spans) for start, end in inner.spans
    )


def _wholes(named: Sequence[tuple[int, int, str]], catalogue: Catalogue) -> list[tuple[int, int, str]]:
    """The actors named, each under the shortest id among those it is allied to: a ministry counts as its government."""
    actors = sorted({actor for _, _, actor in named}, key=lambda actor: (len(actor), actor))
    whole = {
        actor: next(other for other in actors if other == actor or catalogue.allied(actor, other)) for actor in actors
    }
    return [(start, end, whole[actor]) for start, end, actor in named]


def _relays(outer: Statement, inner: Statement) -> bool:
    """Whether a statement only passes on what another one says: "X said it, according to the agency"."""
    if not inner.party.text:
        return False  # "X said it must be asked how": nobody else says it
    if outer.stance in ("denies", "doubts"):
        return False  # "X denied that he was armed, as police have said"
    length = sum(end - start for start, end in outer.spans)
    return (
        outer is not inner
        and outer.spans[0][0] <= inner.extent[0]
        and inner.extent[1] <= outer.spans[-1][1]
        and sum(end - start for start, end in inner.spans) > 0.6 * length
        and outer.party != inner.party
    )


def _repeated(reading: Reading) -> set[int]:
    """Indices of sentences not to quote: second copies, headlines (no full stop at the end) and shouted lines."""
    text = reading.article.text
    seen: Counter[str] = Counter()
    out = set()
    for n, sentence in enumerate(reading.analysis.sentences):
        words = text[slice(*sentence.span)].strip()
        seen[words] += 1
        bare = not re.search(r"[.?!][\"”’')\]]*$", words)
        if seen[words] > 1 or (bare and len(words) < 140) or is_furniture(words):
            out.add(n)
    return out


def is_furniture(sentence: str) -> bool:
    """Whether a sentence is no part of the text but a headline in capitals, a caption or a credit."""
    return (sentence.isupper() and len(sentence.split()) > SHOUTED) or CAPTION.search(sentence) is not None


def _from_attribution(
    reading: Reading, number: int, attribution: Attribution, who: Party, named: Sequence[tuple[int, int, str]]
) -> Statement:
    text = reading.article.text
    parts = [*attribution.cue.spans, *attribution.content.spans]
    if attribution.source is not None:
        parts += attribution.source.spans
    return Statement(
        reading=reading,
        sentence=attribution.sentence,
        party=who,
        stance=attribution.stance,
        hedged=attribution.hedged,
        cue=attribution.cue.text.lower(),
        spans=attribution.content.spans,
        extent=(min(start for start, _ in parts), max(end for _, end in parts)),
        words=read_words(text, attribution.content.spans, named),
        named=_inside(named, attribution.content.spans),
        cue_at=attribution.cue.start,
        attribution=number,
    )


def _from_sentence(reading: Reading, number: int, named: Sequence[tuple[int, int, str]]) -> Statement:
    text = reading.article.text
    span = trimmed(text, reading.analysis.sentences[number].span)
    return Statement(
        reading=reading,
        sentence=number,
        party=VOICE,
        stance="asserts",
        hedged=False,
        cue="",
        spans=(span,),
        extent=span,
        words=read_words(text, [span], named),
        named=_inside(named, [span]),
    )


def _inside(named: Sequence[tuple[int, int, str]], spans: Sequence[Span]) -> tuple[tuple[int, int, str], ...]:
    return tuple(m for m in named if any(start <= m[0] < end for start, end in spans))


def trimmed(text: str, span: Span) -> Span:
    """A span without blanks at either end."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _share(span: Span, covered: Iterable[Span]) -> float:
    """How much of a span lies under others, from nought to one."""
    length = max(1, span[1] - span[0])
    return min(1.0, sum(max(0, min(span[1], end) - max(span[0], start)) for start, end in covered) / length)
