"""article -> Analysis: one parse, from which everything in the article is read."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import tee
from pathlib import Path
from threading import Lock

from spacy.tokens import Doc

from tasks.analyse.actors.catalogue import Catalogue
from tasks.analyse.attribution.attributions import find_attributions
from tasks.analyse.events.events import find_events
from tasks.analyse.figures.figures import find_figures
from tasks.analyse.parsing.dates import find_dates
from tasks.analyse.parsing.gazetteer import Gazetteer
from tasks.analyse.parsing.parse import parse
from tasks.analyse.places.places import find_places
from tasks.models import Analysis, Article, Place, Sentence, Span

log = logging.getLogger(__name__)
PARSING = Lock()

# Counted up whenever a reading of the same text may come out differently: what is stored is then read again.
VERSION = 11
COUNTRIES = {"state", "government"}  # kinds of actor whose name may be that of a place


@dataclass(frozen=True)
class Reader:
    """What is needed to read articles: the actor catalogue and the gazetteer, each with the user's own on top."""

    catalogue: Catalogue
    gazetteer: Gazetteer

    @classmethod
    def load(cls, actors: Sequence[Path] = (), places: Sequence[Path] = ()) -> Reader:
        """Load both.

        Raises:
            ConfigError: one of the user's files holds a mistake.
        """
        return cls(Catalogue.load(actors), Gazetteer.load(places))

    def read(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """One analysis an article, in order, as they are read."""
        texts, articles = tee(articles)
        for doc, article in zip(parse(a.text for a in texts), articles, strict=True):
            try:
                yield self._analyse(doc, article)
            except Exception:  # one article that trips a rule does not cost a desk its briefing
                log.exception("nothing was read in %s (%s): please report this", article.url, article.article_id)
                yield Analysis(article.article_id, tuple(Sentence(span) for span in _spans(doc, article.text)))

    def _analyse(self, doc: Doc, article: Article) -> Analysis:
        text, day = article.text, article.published_on
        era = day or article.not_before  # of two holders of a name, the one of these days is meant
        catalogue = self.catalogue.for_text(text, era)
        mentions = catalogue.find(text, era)
        attributions = find_attributions(doc, text, lambda name: catalogue.resolve(name, era))
        figures = find_figures(doc, text, attributions, mentions)
        dates = find_dates(doc, text, day)
        places = [
            place for place in find_places(doc, text, self.gazetteer) if not self._is_part_of_a_name(place, mentions)
        ]
        groups = {actor for _, _, actor in mentions if self.catalogue.kind(actor) == "armed-group"}
        events = find_events(doc, text, attributions, figures, dates, places, mentions, anchor=day, groups=groups)
        return Analysis(
            article_id=article.article_id,
            sentences=tuple(_sentence(span, mentions) for span in _spans(doc, text)),
            attributions=tuple(attributions),
            figures=tuple(figures),
            events=tuple(events),
            places=tuple(places),
        )

    def _is_part_of_a_name(self, place: Place, mentions: Sequence[tuple[int, int, str]]) -> bool:
        """Whether the place only stands in the name of an actor, as in "the Ruskell Liberation Front"."""
        return any(
            start <= place.mention.start and place.mention.end <= end and self.catalogue.kind(actor) not in COUNTRIES
            for start, end, actor in mentions
        )


@cache
def load_reader(actors: tuple[Path, ...], places: tuple[Path, ...]) -> Reader:
    """The reader with the user's own files, loaded once a process."""
    return Reader.load(actors, places)


def read_some(actors: tuple[Path, ...], places: tuple[Path, ...], articles: Sequence[Article]) -> list[Analysis]:
    """What is seen in each article; a function by name, so that processes may be handed it.

    One thread at a time: the parser keeps its words in one store, which does not bear two.
    """
    with PARSING:
        return list(load_reader(actors, places).read(articles))


def reader_id(actors: Sequence[Path] = (), places: Sequence[Path] = ()) -> str:
    """Names what a reading depends on: the version of the analysis and the user's own files."""
    files = hashlib.sha256()
    for path in (*actors, *places):
        files.update(path.read_bytes())
    return f"{VERSION}-{files.hexdigest()[:8]}"


def _spans(doc: Doc, text: str) -> Iterator[Span]:
    """The sentences of a parse, without the blanks around them."""
    for sentence in doc.sents:
        whole = text[sentence.start_char : sentence.end_char]
        start = sentence.start_char + len(whole) - len(whole.lstrip())
        yield start, max(start, sentence.start_char + len(whole.rstrip()))


def _sentence(span: Span, mentions: Sequence[tuple[int, int, str]]) -> Sentence:
    start, end = span
    return Sentence(span, actors=tuple(sorted({actor for a, b, actor in mentions if a < end and b > start})))
