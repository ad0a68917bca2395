"""What the numbers of an article count: killed, injured, fighters, money, and of whom."""

from __future__ import annotations

import calendar
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from tasks.analyse.numbers import Amount, amounts
from tasks.models import Attribution, Figure, Mention, Span

PERSONS = frozenset(
    {
        "killed",
        "casualties",
        "injured",
        "missing",
        "detained",
        "abducted",
        "displaced",
        "released",
        "fighters",
        "troops",
        "people",
    }
)
STRENGTH = frozenset({"fighters", "troops"})
OWNING = frozenset({"have", "command", "field", "keep", "maintain", "retain", "boast"})
INTRANSITIVE = frozenset({"die", "perish", "drown", "flee"})
PLACE_WORDS = frozenset({"in", "at", "near", "outside", "inside", "across", "throughout", "around"})
IN_YEAR = frozenset({"in", "since", "until", "till", "during", "from"})
MONTHS = frozenset(name.lower().rstrip(".") for name in (*calendar.month_name[1:], *calendar.month_abbr[1:], "sept"))
DAYS = frozenset(name.lower() for name in calendar.day_name)


@dataclass(frozen=True)
class Measures:
    """The measure that a verb, a noun or a unit tells; read from data/measures.toml."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    before: dict[str, str]
    units: dict[str, str]
    currencies: dict[str, str]
    lives: frozenset[str]  # verbs with which lives are deaths


@cache
def measures() -> Measures:
    """The measure lexicon, read once a process."""
    raw = tomllib.loads(files("tasks.analyse").joinpath("data/measures.toml").read_text("utf8"))

    def turned(table: dict[str, list[str]]) -> dict[str, str]:
        return {word: measure for measure, words in table.items() for word in words}

    return Measures(
        verbs=turned(raw["verbs"]),
        nouns=turned(raw["nouns"]),
        before=turned(raw["before"]),
        units=raw["units"],
        currencies=raw["currencies"],
        lives=frozenset(raw["lives"]["verbs"]),
    )


def find_figures(
    doc: Doc,
    text: str,
    attributions: Sequence[Attribution],
    mentions: Sequence[tuple[int, int, str]] = (),
) -> list[Figure]:
    """The typed quantities of an article, in the order of the text.

    Args:
        doc: the parse of `text` (same length; see tasks.analyse.parse).
        text: the article's text; all spans are offsets into it.
        attributions: what the article attributes to whom; a figure inside a content points to its attribution.
        mentions: (start, end, actor id) of the catalogue actors named in the text.

    Returns:
        Figures whose `sentence` counts `doc.sents` from nought. Dates, times, ages, ordinals and the numbers of names
        ("Flight 302", "Article 5") are no figures.
    """
    sentence_of = {token.i: n for n, sentence in enumerate(doc.sents) for token in sentence}
    found: list[Figure] = []
    for amount in amounts(doc.text):
        number = doc.char_span(*amount.number, alignment_mode="expand")
        if number is not None and len(number) and not _is_name_or_date(number, amount):
            figure = _figure(number, amount, text, sentence_of[number[-1].i])
            if figure is not None:
                found.append(figure)
    found += _zeros(doc, text, sentence_of)
    found.sort(key=lambda figure: figure.mention.start)
    return [
        replace(
            figure,
            attribution=_attribution(figure, attributions),
            actors=_actors(figure, mentions, doc),
        )
        for figure in _with_inherited_populations(found)
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
    if before is not None and before.lower_ in ("-", "no", "no.", "aged", "age", "flight", "article"):
        return True
    if root.dep_ in ("nummod", "appos") and root.head.i < number[0].i and root.head.pos_ in ("PROPN", "NOUN"):
        return True
    month = {token.lower_.rstrip(".") for token in (before, following) if token is not None and token.pos_ == "PROPN"}
    if number.text.isdigit() and len(number) == 1 and (month & MONTHS or _is_year(number, amount)):
        return True
    age = any(token.lower_ in ("old", "aged") for token in last.doc[last.i + 1 : last.i + 4])
    return age and any(token.lemma_ == "year" for token in last.doc[last.i + 1 : last.i + 3])


def _is_year(number: DocSpan, amount: Amount) -> bool:
    """Whether a bare number is a year: "in 2001", "the 2001 attacks"; "some 2000 people" is a count."""
    if not 1900 <= float(number.text) <= 2099 or amount.qualifier != "exactly":
        return False
    noun = _counted(number)
    if noun is None or noun.i < number[0].i or (number.start and number.doc[number.start - 1].lower_ in IN_YEAR):
        return True
    determined = any(child.dep_ in ("det", "poss") for child in noun.children)
    return determined or noun.tag_ not in ("NNS", "NNPS") or measures().nouns.get(noun.lemma_.lower()) == "attacks"


def _counted(number: DocSpan) -> Token | None:
    """The noun that a number counts, if the text names one."""
    root = number.root
    if root.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod", "det", "predet") and root.head.pos_ in (
        "NOUN",
        "PROPN",
        "ADJ",
    ):
        noun = root.head
        if noun.i > number[-1].i:
            return noun
    for child in root.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.pos_ in ("NOUN", "PROPN"):
                    return noun
    for token in root.doc[number[-1].i + 1 : number[-1].i + 5]:
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod", "poss"):
            return token
        modifies = token.pos_ in ("ADJ", "NOUN", "PROPN", "ADV", "PART") or token.dep_ == "amod"
        if not modifies and token.text not in ('"', "'", "-", "of"):
            break
    return None


def _figure(number: DocSpan, amount: Amount, text: str, sentence: int) -> Figure | None:
    """The figure that a number makes with its surroundings; None where it counts nothing that can be told."""
    lexicon = measures()
    noun = _counted(number)
    low, high, qualifier, end = amount.low, amount.high, amount.qualifier, amount.span[1]
    doc = number.doc
    after = doc[noun.i + 1 : noun.i + 3].text.lower() if noun is not None else ""
    if amount.currency or amount.percent:
        measure, unit = ("money", amount.currency or "") if amount.currency else ("percent", "percent")
        population = _population(number, noun) if amount.percent else None
    elif noun is not None and noun.lemma_.lower() in lexicon.units:
        lemma = noun.lemma_.lower()
        measure, unit, population = lexicon.units[lemma], lexicon.currencies.get(lemma, lemma), None
        if after.startswith(("or less", "or fewer")):
            low, qualifier, end = 0.0, "at_most", doc[noun.i + 2].idx + len(doc[noun.i + 2])
        elif after.startswith("or more"):
            high, qualifier, end = None, "at_least", doc[noun.i + 2].idx + len(doc[noun.i + 2])
    else:
        told = _measure(number, noun)
        if told is None or (number.text.lower() in ("one", "a", "an") and told not in PERSONS - {"people"}):
            return None
        measure, population = told, _population(number, noun)
        if measure in STRENGTH and noun is not None and population is not None and not _named(population):
            population = _with_owner(noun, population)
        unit = "person" if told in PERSONS else (noun.lemma_.lower() if noun is not None else "")
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
    )


def _measure(number: DocSpan, noun: Token | None) -> str | None:
    """The measure of a count: what befell the counted, else what they are, else the counted noun itself."""
    lexicon = measures()
    lemma = noun.lemma_.lower() if noun is not None else ""
    fate = _fate(noun if noun is not None else number.root, number)
    own = lexicon.nouns.get(lemma)
    if own in ("killed", "injured", "missing", "casualties"):
        return own
    if lemma == "life" and any(token.lemma_ in lexicon.lives for token in number.sent):
        return "killed"
    if fate is not None and (own in PERSONS or noun is None or lemma not in lexicon.nouns):
        return fate
    return own or (lemma or None)


def _fate(counted: Token, number: DocSpan) -> str | None:
    """What the sentence says befell the counted: "50 people were killed", "wounded 25 others", "a toll of 22"."""
    lexicon = measures()
    verbs = lexicon.verbs
    for child in counted.children:
        if (
            child.dep_ in ("acl", "relcl")
            and child.lemma_ in verbs
            and (child.tag_ == "VBN" or child.lemma_ in INTRANSITIVE)
        ):
            return verbs[child.lemma_]
    node = counted
    while node.dep_ in ("conj", "appos", "nummod") and node.head.pos_ in ("NOUN", "PROPN", "NUM"):
        node = node.head
    if node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head == number.root:  # "six of its men"
        node = number.root
    head = node.head
    if (
        head.lemma_ == "lose"
        and node.dep_ == "dobj"
        and lexicon.nouns.get(counted.lemma_.lower()) in STRENGTH | {"people"}
    ):
        return "killed"
    if head.lemma_ in verbs and head.pos_ == "VERB":
        active = any(child.dep_ == "dobj" for child in head.children)
        if node.dep_ in ("dobj", "nsubjpass") or (node.dep_ == "nsubj" and (head.lemma_ in INTRANSITIVE or not active)):
            return verbs[head.lemma_]
    if node.dep_ == "pobj":
        governor = head.head
        told = {**lexicon.before, **{noun: m for noun, m in lexicon.nouns.items() if m in ("killed", "injured")}}
        if governor.pos_ in ("NOUN", "PROPN") and governor.lemma_.lower() in told and head.lower_ in ("of", "at", "to"):
            return told[governor.lemma_.lower()]
        for subject in governor.children:
            if subject.dep_ == "nsubj" and subject.lemma_.lower() in lexicon.before:
                return lexicon.before[subject.lemma_.lower()]
    return _fate_beside(counted, number)


def _fate_beside(counted: Token, number: DocSpan) -> str | None:
    """The fate told by the next words alone, as headlines and telegrams do: "8-12 killed", "leaving three dead"."""
    lexicon, doc = measures(), counted.doc
    last = max(counted.i, number[-1].i)
    for token in doc[last + 1 : last + 3]:
        if token.lower_ in ("dead", "killed", "wounded", "injured", "missing", "died"):
            return lexicon.nouns.get(token.lower_) or lexicon.verbs.get(token.lemma_)
        if token.lower_ not in ("were", "was", "are", "reported", "reportedly", "have", "been", "others", '"'):
            break
    first = number[0].i
    for token in reversed(doc[max(0, first - 4) : first]):
        if token.lemma_ in lexicon.verbs and token.pos_ in ("VERB", "NOUN"):
            return lexicon.verbs[token.lemma_]
        if token.pos_ not in ("ADV", "ADJ", "ADP", "DET") or token.lower_ in ("by", "with", "in"):
            break
    return None


def _population(number: DocSpan, noun: Token | None) -> str | None:
    if noun is None:
        return None
    words = (
        number.doc[number[-1].i + 1 : noun.i + 1]
        if noun.i > number[-1].i
        else number.doc[noun.left_edge.i : noun.i + 1]
    )
    kept = words.text.strip(" \"'")
    return kept.removeprefix("of ").removeprefix("the ") or None


def _with_owner(noun: Token, population: str) -> str:
    """ "The Red Hand has 400 operatives" counts Red Hand operatives."""
    verb = next((token for token in noun.ancestors if token.lemma_ in OWNING), None)
    owner = (
        next((t for t in verb.children if t.dep_ == "nsubj" and t.pos_ == "PROPN"), None) if verb is not None else None
    )
    return population if owner is None else f"{noun.doc[owner.left_edge.i : owner.i + 1].text} {population}"


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
    after = number.doc[number.end : number.end + 2].text.lower()
    return any(word in before for word in ("including", "among them", "with another")) or after.startswith(
        ("of whom", "of them")
    )


def _zeros(doc: Doc, text: str, sentence_of: dict[int, int]) -> list[Figure]:
    """Counts that a "no" puts at nought: "no casualties", "no one was hurt", "has no presence in the province"."""
    found = []
    for token in doc:
        if token.lower_ not in ("no", "nobody", "none"):
            continue
        number = doc[token.i : token.i + 1]
        following = doc[token.i + 1] if token.i + 1 < len(doc) else token
        noun = token.head if token.dep_ == "det" and token.head.i > token.i else None
        if token.lower_ in ("nobody", "none") or (token.lower_ == "no" and following.lower_ == "one"):
            counted = following if following.lower_ == "one" else token
            measure, population = _fate(counted, number), None
        elif noun is not None and noun.lemma_.lower() == "presence":
            measure, population = "fighters", _who_is_absent(token, noun)
        elif noun is not None and noun.lemma_.lower() in measures().nouns:
            measure, population = _measure(number, noun), _population(number, noun)
        else:
            continue
        if measure in PERSONS and (measure != "people"):
            end = (noun or following if following.lower_ == "one" else noun or token).idx
            end += len(noun or (following if following.lower_ == "one" else token))
            found.append(
                Figure(
                    mention=Mention(((token.idx, end),), text[token.idx : end]),
                    low=0.0,
                    high=0.0,
                    qualifier="exactly",
                    measure=measure,
                    unit="person",
                    population=population,
                    sentence=sentence_of[token.i],
                    place=_place(number),
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


def _with_inherited_populations(found: list[Figure]) -> list[Figure]:
    """A bare "operatives" right after "Red Army operatives" counts the same operatives."""
    out: list[Figure] = []
    for figure in found:
        known = figure
        if figure.population and not _named(figure.population):
            head = figure.population.split()[-1].lower()
            for earlier in reversed(out):
                if figure.sentence - earlier.sentence > 2:
                    break
                if earlier.population and _named(earlier.population) and earlier.population.split()[-1].lower() == head:
                    known = replace(figure, population=earlier.population, place=figure.place or earlier.place)
                    break
        out.append(known)
    return out


def _named(population: str) -> bool:
    return any(word[:1].isupper() or "-" in word for word in population.split())


def _attribution(figure: Figure, attributions: Sequence[Attribution]) -> int | None:
    """The innermost attribution whose content holds the figure."""
    holders: list[tuple[int, int]] = []
    for n, attribution in enumerate(attributions):
        spans = attribution.content.spans
        if any(start <= figure.mention.start < end for start, end in spans):
            holders.append((sum(end - start for start, end in spans), n))
    return min(holders)[1] if holders else None


def _actors(figure: Figure, mentions: Sequence[tuple[int, int, str]], doc: Doc) -> tuple[str, ...]:
    """Catalogue actors named in what is counted, looked for in the figure's own sentence and the two before."""
    if not figure.population:
        return ()
    sentences = list(doc.sents)
    window: Span = (sentences[max(0, figure.sentence - 2)].start_char, sentences[figure.sentence].end_char)
    return tuple(
        dict.fromkeys(
            actor
            for start, end, actor in mentions
            if window[0] <= start < window[1] and doc.text[start:end].lower() in figure.population.lower()
        )
    )
