"""What the numbers of an article count: killed, injured, fighters, money, and of whom."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from tasks.analyse.events.clauses import CLAUSES
from tasks.analyse.figures.measures import (
    PERSONS,
    STRENGTH,
    counted_noun,
    fate,
    is_named,
    measure_of,
    measures,
    population_of,
    with_owner,
)
from tasks.analyse.figures.sums import sum_of, with_inherited
from tasks.analyse.parsing.numbers import Amount, amounts
from tasks.analyse.parsing.tokens import as_read, picked, sentence_numbers
from tasks.models import Attribution, Figure, Mention, Span

MANNERS = frozenset("execute murder assassinate massacre martyr behead".split())  # who was not, may have died otherwise
PLACE_WORDS = frozenset({"in", "at", "near", "outside", "inside", "across", "throughout", "around"})
LOSING = frozenset({"lose", "destroy", "sink", "down"})
IN_YEAR = frozenset({"in", "since", "until", "till", "during", "from"})
MONTHS = frozenset(name.lower().rstrip(".") for name in (*calendar.month_name[1:], *calendar.month_abbr[1:], "sept"))
DAYS = frozenset(name.lower() for name in calendar.day_name)
YOUNG = frozenset({"boy", "girl", "child", "youth", "son", "daughter", "teenager", "man", "woman", "mother", "father"})


OR_MORE = frozenset({"more", "less", "fewer", "higher", "lower"})
POWERS = {"square": "area", "cubic": "volume"}  # of a length: "12,000 square feet"


def find_figures(
    doc: Doc,
    text: str,
    attributions: Sequence[Attribution],
    mentions: Sequence[tuple[int, int, str]] = (),
) -> list[Figure]:
    """The typed quantities of an article, in the order of the text.

    Args:
        doc: the parse of `text` (same length; see tasks.analyse.parsing.parse).
        text: the article's text; all spans are offsets into it.
        attributions: what the article attributes to whom; a figure inside a content points to its attribution.
        mentions: (start, end, actor id) of the catalogue actors named in the text.

    Returns:
        Figures whose `sentence` counts `doc.sents` from nought. Dates, times, ages, ordinals and the numbers of names
        ("Flight 302", "Article 5") are no figures.
    """
    sentences = list(doc.sents)
    sentence_of = sentence_numbers(doc)
    found: list[Figure] = []
    read = as_read(doc)
    for amount in amounts(read):
        number = doc.char_span(*amount.number, alignment_mode="expand")
        if number is not None and len(number) and not _is_name_or_date(number, amount):
            figure = _figure(number, amount, text, sentence_of[number[-1].i])
            if figure is not None:
                found.append(figure)
    found += _none_or_one(doc, text, sentence_of)
    found.sort(key=lambda figure: figure.mention.start)
    spans = [(sentence.start_char, sentence.end_char) for sentence in sentences]
    return [
        replace(
            figure,
            attribution=_attribution(figure, attributions),
            actors=_actors(figure, mentions, spans, read),
        )
        for figure in with_inherited(found)
    ]


def _is_name_or_date(number: DocSpan, amount: Amount) -> bool:
    """Whether a number is no quantity: a date, a time of day, an age, the number in a name, or an idle "one"."""
    last, root = number[-1], number.root
    following = last.nbor() if last.i + 1 < len(last.doc) else None
    before = number[0].nbor(-1) if number[0].i else None
    if amount.currency or amount.percent:
        return False
    if following is not None and (following.lower_ in ("a.m.", "p.m.", "am", "pm", "o'clock") or following.text == "-"):
        return True
    dash = before is not None and before.text == "-" and number[0].idx > before.idx + 1  # behind a dateline
    if before is not None and not dash and before.lower_ in ("-", "no", "no.", "aged", "age", "flight", "article"):
        return True
    told = following is not None and following.lower_ in ("killed", "dead", "wounded", "injured", "missing")
    if (
        root.dep_ in ("nummod", "appos")
        and root.head.i < number[0].i
        and root.head.pos_ in ("PROPN", "NOUN")
        and not told
        and not _is_aside(number)
    ):
        return True
    if before is not None and before.lower_ == "of" and before.head.tag_ == "NN" and before.head.lemma_ in YOUNG:
        return True  # "a boy of 12", "a mother of nine"
    month = {token.lower_.rstrip(".") for token in (before, following) if token is not None and token.pos_ == "PROPN"}
    if number.text.isdigit() and len(number) == 1 and (month & MONTHS or _is_year(number, amount)):
        return True
    age = any(token.lower_ in ("old", "aged") for token in last.doc[last.i + 1 : last.i + 4])
    return age and any(token.lemma_ == "year" for token in last.doc[last.i + 1 : last.i + 3])


def _is_aside(number: DocSpan) -> bool:
    """Whether a number between commas counts what stands before it: "the other raiders, eight, were killed"."""
    doc, head = number.doc, number.root.head
    between = number.start > 0 and number.end < len(doc) and doc[number.start - 1].text == doc[number.end].text == ","
    return between and head.tag_ == "NNS" and head.i == number.start - 2


def _is_year(number: DocSpan, amount: Amount) -> bool:
    """Whether a bare number is a year: "in 2001", "the 2001 attacks"; "some 2000 people" is a count."""
    if not 1900 <= float(number.text) <= 2099 or amount.qualifier != "exactly":
        return False
    noun = counted_noun(number)
    if noun is None or noun.i < number[0].i or (number.start and number.doc[number.start - 1].lower_ in IN_YEAR):
        return True
    determined = any(child.dep_ in ("det", "poss") for child in noun.children)
    return determined or noun.tag_ not in ("NNS", "NNPS") or measures().nouns.get(noun.lemma_.lower()) == "attacks"


def _figure(number: DocSpan, amount: Amount, text: str, sentence: int) -> Figure | None:
    """The figure that a number makes with its surroundings; None where it counts nothing that can be told."""
    lexicon = measures()
    noun = counted_noun(number)
    if noun is not None and noun.lower_ in OR_MORE and noun.nbor(-1).lower_ == "or":  # "put the dead at 14 or more"
        number = noun.doc[number.start : noun.i + 1]
        noun = counted_noun(number)
    low, high, qualifier, end = amount.low, amount.high, amount.qualifier, amount.span[1]
    given, doc = None, number.doc
    after = doc[noun.i + 1 : noun.i + 3].text.lower() if noun is not None else ""
    if amount.currency or amount.percent:
        measure, unit = ("money", amount.currency or "") if amount.currency else ("percent", "percent")
        population = population_of(number, noun) if amount.percent else None
    elif noun is not None and noun.lemma_.lower() in lexicon.units:
        lemma = noun.lemma_.lower()
        measure, unit, population = lexicon.units[lemma], lexicon.currencies.get(lemma, lemma), None
        if noun.i and (power := doc[noun.i - 1].lower_) in POWERS:
            measure, unit = POWERS[power], f"{power} {lemma}"
        if after.startswith(("or less", "or fewer")):
            low, qualifier, end = 0.0, "at_most", doc[noun.i + 2].idx + len(doc[noun.i + 2])
        elif after.startswith("or more"):
            high, qualifier, end = None, "at_least", doc[noun.i + 2].idx + len(doc[noun.i + 2])
    else:
        given = sum_of(number, noun)
        told = given.measure if given is not None else measure_of(number, noun)
        if told is None or (told not in PERSONS - {"people"} and _is_idle(number, noun)):
            return None
        measure, population = told, given.population if given is not None else population_of(number, noun)
        if measure in STRENGTH and noun is not None and population is not None and not is_named(population):
            population = with_owner(noun, population)
        unit = "person" if told in PERSONS else (noun.lemma_.lower() if noun is not None else "")
        unit = given.unit if given is not None else unit
    return Figure(
        mention=Mention(((amount.span[0], end),), text[amount.span[0] : end]),
        low=low,
        high=high,
        qualifier=qualifier,
        measure=measure,
        unit=unit,
        population=population,
        sentence=sentence,
        place=_place(number),
        part=_is_part(number),
        clause=_clause(number),
        bare=given is not None,
    )


def _is_idle(number: DocSpan, noun: Token | None) -> bool:
    """Whether a "one" counts nothing: all but what is told of as a loss, "lost one helicopter"."""
    if number.text.lower() not in ("one", "a", "an"):
        return False
    if noun is None or number.text.lower() != "one":
        return True
    head = noun.head if noun.dep_ in ("dobj", "nsubjpass", "pobj") else noun
    return head.lemma_ not in LOSING and not (head.lower_ == "of" and head.head.lemma_ == "loss")


def _clause(number: DocSpan) -> Span:
    """The characters from the first to the last word under the verb, a mere "was" too, that governs the number."""
    top = number.root
    while top.head != top and not (top.pos_ in ("VERB", "AUX") and top.dep_ not in ("aux", "auxpass")):
        top = top.head
    words, stack = [], [top]
    while stack:
        token = stack.pop()
        words.append(token)
        stack += [c for c in token.children if not (c.dep_ in CLAUSES and c.pos_ in ("VERB", "AUX"))]
    words = sorted((token for token in words if not token.is_space), key=lambda token: token.i)
    while len(words) > 1 and words[-1].dep_ in ("cc", "punct"):
        words.pop()
    return words[0].idx, words[-1].idx + len(words[-1])


def _place(number: DocSpan) -> str | None:
    """The place named nearest to the number in its sentence: a proper noun that a preposition puts something in."""
    names = [
        name
        for prep in number.sent
        if prep.dep_ == "prep" and prep.lower_ in PLACE_WORDS
        for name in prep.children
        if name.dep_ == "pobj" and name.pos_ == "PROPN" and name.lower_ not in MONTHS | DAYS
    ]
    if not names:
        return None
    name = min(names, key=lambda token: abs(token.i - number.end))
    first = name
    while first.i and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).head in (name, first):
        first = first.nbor(-1)
    return number.doc[first.i : name.i + 1].text


def _is_part(number: DocSpan) -> bool:
    before = number.doc[max(number.sent.start, number.start - 5) : number.start].text.lower()
    before = re.split(r"\bamong\b(?! them\b)", before)[-1]  # "including a judge among the nine dead": nine is the whole
    after = number.doc[number.end : number.end + 2].text.lower()
    return any(word in before for word in ("including", "among them", "with another")) or after.startswith(
        ("of whom", "of them")
    )


def _none_or_one(doc: Doc, text: str, sentence_of: Sequence[int]) -> list[Figure]:
    """Counts that a "no" puts at nought ("no casualties", "no one was hurt", "no presence"), "a single" at one."""
    found = []
    for token in picked(doc, "LOWER", ("no", "nobody", "none", "single")):
        one = token.lower_ == "single" and doc[max(token.i - 2, 0) : token.i].text.lower() != "not a"
        if one and doc[max(token.i - 1, 0)].lower_ != "a":
            continue
        first = doc[token.i - 2 + one] if token.lower_ == "single" else token
        number = doc[token.i : token.i + 1]
        following = doc[token.i + 1] if token.i + 1 < len(doc) else token
        noun = token.head if token.dep_ in ("det", "amod") and token.head.i > token.i else None
        if token.lower_ in ("nobody", "none") or (token.lower_ == "no" and following.lower_ == "one"):
            counted = following if following.lower_ == "one" else token
            given = sum_of(number, None) if token.lower_ == "none" else None
            measure, population = (given.measure, given.population) if given else (fate(counted, number), None)
        elif noun is not None and noun.lemma_.lower() == "presence":
            measure, population = "fighters", _who_is_absent(token, noun)
        elif noun is not None and (noun.lemma_.lower() in {*measures().nouns, "life"} or noun.tag_ == "NNPS"):
            measure, population = measure_of(number, noun), population_of(number, noun)
        else:
            continue
        if measure in PERSONS and measure != "people" and token.head.lemma_ not in MANNERS:
            end = (noun or following if following.lower_ == "one" else noun or token).idx
            end += len(noun or (following if following.lower_ == "one" else token))
            found.append(
                Figure(
                    mention=Mention(((first.idx, end),), text[first.idx : end]),
                    low=float(one),
                    high=float(one),
                    qualifier="exactly",
                    measure=measure,
                    unit="person",
                    population=population,
                    sentence=sentence_of[token.i],
                    place=_place(number),
                    clause=_clause(number),
                )
            )
    return found


def _who_is_absent(no: Token, presence: Token) -> str:
    """Whose presence is denied: a modifier ("no Red Army presence") or the owner ("the Red Army has no presence")."""
    if presence.i > no.i + 1:
        return no.doc[no.i + 1 : presence.i + 1].text
    subject = next((t for t in presence.head.children if t.dep_ == "nsubj" and t.pos_ in ("PROPN", "NOUN")), None)
    if subject is None:
        return presence.text
    return f"{no.doc[subject.left_edge.i : subject.i + 1].text} {presence.text}"


def _attribution(figure: Figure, attributions: Sequence[Attribution]) -> int | None:
    """The innermost attribution whose content holds the figure."""
    holders: list[tuple[int, int]] = []
    for n, attribution in enumerate(attributions):
        spans = attribution.content.spans
        if any(start <= figure.mention.start < end for start, end in spans):
            holders.append((sum(end - start for start, end in spans), n))
    return min(holders)[1] if holders else None


def _actors(
    figure: Figure, mentions: Sequence[tuple[int, int, str]], sentences: Sequence[Span], text: str
) -> tuple[str, ...]:
    """Catalogue actors named in what is counted, looked for in the figure's own sentence and the two before."""
    if not figure.population:
        return ()
    window = sentences[max(0, figure.sentence - 2)][0], sentences[figure.sentence][1]
    return tuple(
        dict.fromkeys(
            actor
            for start, end, actor in mentions
            if window[0] <= start < window[1] and text[start:end].lower() in figure.population.lower()
        )
    )
