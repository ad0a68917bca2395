"""A text as the parser can read it, character for character as long as the original, so that offsets hold.

The model was trained on edited prose: straight quotation marks, capitals where names begin, sentences that run on
across line ends. Telegrams and transcripts come in capitals or without any, and hard-wrapped at seventy columns.
"""

from __future__ import annotations

import calendar
import re
from functools import cache
from itertools import pairwise

from spacy.language import Language

from tasks.analyse.parsing.gazetteer import Gazetteer, Kind

STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "\u00a0": " "}
)
# Dictionary words, or none, that open a name or are one.
CAPITALISED = frozenset(
    ["el", "la", "las", "los", "san", "santa", "santo", "costa", "puerto", "rio", "i"]
    + [name.lower() for name in (*calendar.month_name[1:], *calendar.day_name) if name != "May"]
)
# What no writing has, and the tokenizer takes the square of: marks in a row, and marks without a blank in sight.
MARKS = re.compile(r"[^\w\s]{20,}|(?<=\S{200})[^\w\s]")
# The end of a dateline that the first sentence follows without a blank: "Tolm, Kenya (NPA)The mayor said".
STUCK = re.compile(r"^(\W{0,3}[A-Z][\w .,'-]{0,40}\([A-Z][\w. ]{1,20})\)(?=[\"A-Z])", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SENTENCE_END = re.compile(r"(?:[.!?][\"')\]]*|\n)\s*[\"'(\[]*$")


def legible(text: str, nlp: Language) -> str:
    """The text with straight quotes, wrapped lines joined and, where its case says nothing, names capitalised.

    Args:
        text: the article's text.
        nlp: the model, for its dictionary: what is not in it is taken for a name.

    Returns:
        A text of the same length, each character in its place; the mark that ends a dateline may be a line end.
    """
    plain = _join_wrapped(MARKS.sub(lambda run: " " * len(run[0]), text.translate(STRAIGHT)))
    plain = STUCK.sub(r"\1\n", plain)
    letters = sum(map(str.isalpha, plain))
    capitals = sum(map(str.isupper, plain))
    if letters < 40 or 0.005 * letters < capitals < 0.8 * letters:
        return plain
    return _recase(plain, nlp)


def _join_wrapped(text: str) -> str:
    """Blanks for the line ends inside paragraphs, if nearly all lines are filled to about one width."""
    lines = text.split("\n")
    filled = [line for line, following in pairwise(lines) if line.strip() and following.strip()]
    if len(filled) < 3 or max(map(len, lines)) > 100:
        return text
    width = max(map(len, filled))
    if sum(len(line) > 0.75 * width for line in filled) < 0.8 * len(filled) or width < 50:
        return text
    return re.sub(r"(?<=\S)\n(?=\S)", " ", text)


def _recase(text: str, nlp: Language) -> str:
    """Lower case for dictionary words inside sentences, a capital for the rest."""

    def recase(match: re.Match[str]) -> str:
        word = match[0].lower()
        if not len(word) == len(match[0]) == len(word.upper()):  # a few letters have no other case of one character
            return match[0]
        first = _SENTENCE_END.search(text, max(0, match.start() - 8), match.start()) or match.start() == 0
        if not set(word) & set("aeiouy"):
            return word.upper() if len(word) > 1 else word
        if _is_word(word.split("'")[0], nlp) and not first and word not in CAPITALISED:
            return word
        return word[0].upper() + word[1:]

    return _WORD.sub(recase, text)


def _is_word(word: str, nlp: Language) -> bool:
    """Whether a lower-case word is in the model's dictionary (WordNet's lemmas) and no better known as a place."""
    if nlp.vocab[word].is_stop:
        return True
    tables = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    index, rules, exceptions = (tables.get_table(f"lemma_{name}") for name in ("index", "rules", "exc"))
    for part in ("verb", "adj", "adv", "noun"):
        bases = {word} | {word[: -len(old)] + new for old, new in rules.get(part, ()) if old and word.endswith(old)}
        if word in exceptions.get(part, {}) or not bases.isdisjoint(index.get(part, ())):
            return part != "noun" or not any(
                spot.kind <= Kind.PROVINCE or spot.population > 100_000 for spot in _gazetteer().find(word)
            )
    return False


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()
