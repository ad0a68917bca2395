"""Made-up news, as much as is asked for, which behaves like news where cost is concerned.

Words follow Zipf's law. Articles tell stories that last some days; some reprint another. In each somebody asserts
something of its story, with a toll, and in some somebody else denies it, so that contests are found. Nothing is parsed:
each article comes with the reading that a parse would give of these plain sentences.
"""

from __future__ import annotations

import hashlib
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tasks.models import Analysis, Article, Attribution, Event, Figure, Mention, Place, Sentence, Stance

START = datetime(2020, 1, 1, tzinfo=UTC)
A_DAY = 500  # articles
STORY = 8  # articles of a story, on average
LASTS = 5  # days
OUTLETS = 60
REPRINTS, DENIALS = 0.1, 0.15  # parts of all articles
VOCABULARY = 40_000
TOPIC = 14  # words of a story's own
SENTENCES, WORDS = 14, 18  # of an article, and of a sentence
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u")]
WEIGHTS = list(itertools.accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))


@dataclass(frozen=True)
class _Story:
    topic: tuple[str, ...]
    place: str
    killed: int


def _word(rank: int) -> str:
    """A made-up word; every rank has its own."""
    syllables = []
    rank += len(SYLLABLES)
    while rank:
        rank, digit = divmod(rank, len(SYLLABLES))
        syllables.append(SYLLABLES[digit])
    return "".join(syllables)


VOCABULARY_WORDS = [_word(rank) for rank in range(VOCABULARY)]


def news(articles: int, first: int = 0) -> Iterator[tuple[Article, Analysis]]:
    """Articles in the order in which they came out, each with its reading; the same every time.

    Args:
        articles: How many.
        first: The number of the first: `news(5, 10)` goes on where `news(10)` ended.
    """
    for number in range(first, first + articles):
        dice = random.Random(number)  # noqa: S311 (no secret)
        story = _story(dice, number)
        if dice.random() < REPRINTS and number:
            original = max(0, number - dice.randrange(1, 200))
            text, analysis = _told(original)
        else:
            text, analysis = _told(number, story)
        yield _article(number, text, analysis)


def _story(dice: random.Random, number: int) -> _Story:
    """The story of an article: one of those that run on its day."""
    running = A_DAY * LASTS // STORY
    at = number // A_DAY * (A_DAY // STORY) + int(running * dice.random() ** 2)
    own = random.Random(f"story {at}")  # noqa: S311
    topic = tuple(own.choice(VOCABULARY_WORDS[500:]) for _ in range(TOPIC))
    return _Story(topic, own.choice(VOCABULARY_WORDS[2000:6000]).capitalize(), own.randrange(2, 40))


def _told(number: int, story: _Story | None = None) -> tuple[str, Analysis]:
    """An article's text with its reading."""
    dice = random.Random(number)  # noqa: S311
    story = story or _story(dice, number)
    dice = random.Random(f"text {number}")  # noqa: S311
    denied = dice.random() < DENIALS
    actor, cue = ("army", "denied") if denied else ("ministry", "said")
    source = f"The {actor}"
    stance: Stance = "denies" if denied else "asserts"
    a, b, c = story.topic[:3]
    toll = story.killed + dice.choice((0, 0, 0, 1, 5))
    told = f"the {a} attack on the {b} {c} in {story.place} killed {toll} people"
    lines = [f"{source} {cue} {told}."]
    for _ in range(SENTENCES):
        words = dice.choices(VOCABULARY_WORDS, cum_weights=WEIGHTS, k=WORDS - 3) + dice.choices(story.topic, k=3)
        dice.shuffle(words)
        lines.append(f"{' '.join(words).capitalize()}.")
    text = "\n".join(lines)
    return text, _reading(text, lines, actor, (source, cue, told), stance, (str(toll), story.place), number)


def _reading(
    text: str,
    lines: list[str],
    actor: str,
    said: tuple[str, str, str],
    stance: Stance,
    facts: tuple[str, str],
    number: int,
) -> Analysis:
    source, cue, content, toll, place = (_mention(text, words) for words in (*said, *facts))
    ends = list(itertools.accumulate(len(line) + 1 for line in lines))
    spans = [(end - len(line) - 1, end - 1) for line, end in zip(lines, ends, strict=True)]
    terms = tuple(content.text.lower().split())
    killed = float(toll.text), float(toll.text)
    day = (START + timedelta(days=number // A_DAY)).date()
    spot = Place(place, place.text, "XX", 0.0, 0.0)
    return Analysis(
        article_id="",
        sentences=(Sentence(spans[0], actors=(actor,)), *map(Sentence, spans[1:])),
        attributions=(
            Attribution(source, source.text, actor, cue, content, stance, "indirect", False, 0, terms=terms),
        ),
        figures=(Figure(toll, *killed, "exactly", "killed", "person", "people", 0, 0, place=place.text),),
        events=(
            Event(
                content, "Battles", "Armed clash", 0, day, day, "day", spot, (), killed, (None, None), "claimed",
                attribution=0,
            ),
        ),
        places=(spot,),
    )  # fmt: skip


def _mention(text: str, words: str) -> Mention:
    start = text.index(words)
    return Mention(((start, start + len(words)),), words)


def _article(number: int, text: str, analysis: Analysis) -> tuple[Article, Analysis]:
    at = START + timedelta(days=number / A_DAY)
    name = hashlib.sha256(f"{number}".encode()).hexdigest()[:32]
    outlet = f"Outlet {number % OUTLETS}"
    made = Article(
        name, f"https://news{number % OUTLETS}.example/{number}", f"source-{number % OUTLETS}", text[:60], None, outlet,
        None, at, at.date(), "metadata", None, at, "en", "full", text, hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    return made, replace(analysis, article_id=name)
