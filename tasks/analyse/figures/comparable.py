"""What two figures must share to be of one quantity, and when they cannot both be right."""

from __future__ import annotations

import re

from tasks.analyse.claims.words import stem
from tasks.analyse.figures.given_figures import RECORDS, SHOTS, TOLLS, Quantity
from tasks.analyse.figures.losses import are_people_of, armed, whose
from tasks.analyse.figures.measures import measures
from tasks.models import Figure

HARMED = frozenset({"killed", "injured"})  # of whom there are none where there are no casualties
ONE_TIME = 730  # days within which strengths are compared
# Who are civilians, too; civilians, fighters and the rest are people.
UNARMED = frozenset(
    stem(word)
    for word in "child children woman women girl boy student pupil schoolgirl worshipper farmer herder".split()
)
# Words for the same people, and words for a part of them: whole and part.
ONE_PEOPLE = tuple(
    frozenset(stem(word) for word in words.split())
    for words in (
        "pupil student schoolchild schoolchildren",
        "pupil schoolchild schoolchildren child children",
        "protester demonstrator marcher",
        "worker employee labourer laborer staff",
        "inmate prisoner",
    )
)
AMONG = frozenset(
    (stem(whole), stem(some))
    for whole in ("pupil", "student", "schoolchild", "schoolchildren")
    for some in ("girl", "boy", "child", "children", "schoolgirl", "schoolboy")
) | {("shot", "hit")}
SHORTLY = 2  # sentences within which a number of nobody by name is of those just counted
SLACK = 0.15  # two "about" figures this near are one
YEAR = re.compile(r"\b(?:19|20)\d\d\b(?! (?:people|men|women))")
PAST = re.compile(
    r"\b(?:[Ll]ast (?:year|month|week|spring|summer|autumn|fall|winter|[A-Z][a-z]+)|"
    r"(?:years?|months?|weeks?|decades?) ago)\b"
)
# A stretch of time that a count goes over: a count of one day is only a part of it.
STRETCH = re.compile(
    r"\b(?:since|so far|to date|all (?:year|month|week)|(?:this|per|each|every) (?:year|month|week)|"
    r"(?:in|over|during|for) the (?:first|last|past) )",
    re.IGNORECASE,
)
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
SINCE = re.compile(r"\bsince (?:\w+ ?){1,3}", re.IGNORECASE)
PUT_AT = re.compile(r"\b(?:puts?|estimate[sd]?)\b[^.;]{3,60}\bat\b")  # of a sum told of before, and its time
# The part of a country that a party speaks for: "in his city".
_PARTS = "city|town|village|district|province|region|state|county|area|territory|neighbou?rhood|camp|ward|constituency"
OWN_PART = re.compile(
    rf"\b(?:in|across|throughout|inside) (?:his|her|their|its) (?:own )?(?:{_PARTS})\b", re.IGNORECASE
)
WIDE = re.compile(
    r"\b(?:nation|country)-?wide\b|\b(?:across|throughout|around|all over|in all of) the (?:\w+ )?"
    r"(?:country|nation|region|state|province|world|continent)\b",
    re.IGNORECASE,
)
SIDE = re.compile(r"\bin the (?P<part>(?:north|south)(?:-?(?:east|west))?|east|west)(?! of)\b", re.IGNORECASE)
PART = re.compile(
    rf"(?:In|At|Near|Outside|Inside) the (?P<part>(?:\w+ )?(?:{_PARTS}|capital|port|island|countryside|north|south|"
    r"east|west)(?: of [A-Z]\w+)?)\b"
)
WIDER = re.compile(rf"\b(?:in|across|throughout) the (?:whole |entire )?(?:{_PARTS}|country|island)\b", re.IGNORECASE)
NUMBERED = re.compile(r"\b([A-Z][\w-]*) (?:No\.? ?)?(\d{2,5})\b(?!%| per| people|,\d| \w+s\b)")
MONTHS = "january february march april may june july august september october november december".split()


def irreconcilable(a: Quantity, b: Quantity) -> bool:
    """Whether two figures cannot both be right: their bounds leave no common value, even with some slack.

    A count of some people and one of a part of them are so only where the whole is the smaller.
    """
    slack = 1 + (SLACK if "about" in (a.figure.qualifier, b.figure.qualifier) else 0.0)
    less, more = a.high * slack < b.low, b.high * slack < a.low
    if (less and a.is_share) or (more and b.is_share):
        return False
    alike = a.counted == b.counted or (a.owner and a.owner == b.owner) or of_one_side(a, b) or nameless(a, b)
    if alike or not (a.figure.measure in TOLLS or a.measure in ("people", SHOTS)):
        return less or more
    if (less and a.all_told) or (more and b.all_told):
        return (
            a.counted not in UNARMED
            and b.counted not in UNARMED
            and bool(part_of(a.counted, b.counted) or part_of(b.counted, a.counted))
        )
    return (less and part_of(b.counted, a.counted)) or (more and part_of(a.counted, b.counted))


def nameless(a: Quantity, b: Quantity) -> bool:
    """Whether one is told shortly after the other in its report, and of nobody by name: "nine had died"."""
    if a.reading.article.article_id != b.reading.article.article_id:
        return False
    first, last = sorted((a, b), key=lambda q: q.figure.mention.start)
    return last.figure.population is None and 0 < last.figure.sentence - first.figure.sentence <= SHORTLY


def of_one_side(a: Quantity, b: Quantity) -> bool:
    """Whether one is a party's count of its own dead, and the other an enemy's count of the same."""
    if a.own == b.own or (a.owner and b.owner and a.owner != b.owner):
        return False
    own, other = (a, b) if a.own else (b, a)
    fits = own.counted in ("", "men", "man", "member") or own.counted == other.counted
    said = whose(other.reading, other.figure)
    return fits and are_people_of(own.party, own.force, other.counted, said)


def part_of(some: str, whole: str) -> bool:
    """Whether who is counted by one name are surely among those counted by another."""
    wider = whole in (some, "") or (whole == "civilian" and some in UNARMED)
    return wider or any(some in people and whole in people for people in ONE_PEOPLE) or (whole, some) in AMONG


def same_kind(a: Quantity, b: Quantity) -> bool:
    """Whether two figures measure one kind of thing of one population, as far as their own words tell."""
    one, other = a.figure, b.figure
    if one.measure != other.measure and {one.measure, other.measure} <= HARMED | {"casualties"}:
        none = next((q for q in (a, b) if q.high == 0 and q.figure.measure != "killed"), None)  # hurt, so none killed
        return none is not None and not none.owner and none.counted in ("", (a if none is b else b).counted)
    scaled = {one.unit, other.unit} <= measures().scales.keys()
    in_words = a.measure in (SHOTS, RECORDS) or a.measure in measures().things.values()
    if a.measure != b.measure or (one.unit != other.unit and not scaled and not in_words):
        return False
    if one.measure in ("percent", "money"):
        return not (a.counted and b.counted) or a.counted == b.counted
    if a.owner and b.owner:
        return a.owner == b.owner
    if one.measure in TOLLS and (a.own or b.own):
        own, whole = (a, b) if a.own else (b, a)
        of_them = "" if own.counted in armed().values() else own.counted
        return of_one_side(a, b) or (whole.counted in ("", of_them) and not _names(whole.figure))
    apart = _names(one) and _names(other) and not _names(one) & _names(other)
    within = part_of(a.counted, b.counted) or part_of(b.counted, a.counted)
    counted = within if one.measure in TOLLS or a.measure in ("people", SHOTS) else a.counted == b.counted
    return scaled or (counted and not (apart and not set(one.actors) & set(other.actors)))


def _names(figure: Figure) -> frozenset[str]:
    """Names among the words for what is counted: "Norland soldiers"."""
    return frozenset(re.findall(r"\b[A-Z][\w.-]+", figure.population or ""))


def same_time(a: Quantity, b: Quantity) -> bool:
    """Whether nothing in their sentences puts two figures into different times or belongs them to different flights."""
    one_sentence = a.reading.article.article_id == b.reading.article.article_id and a.sentence == b.sentence
    told = [(q, q.reading.article.text[slice(*q.extent)] if one_sentence else q.said) for q in (a, b)]
    years = [{*YEAR.findall(said), *PAST.findall(said)} - {str(_year(q))} for q, said in told]
    numbered = [dict(NUMBERED.findall(said)) for _, said in told]
    same = all(numbered[1].get(name, no) == no for name, no in numbered[0].items() if name.lower() not in MONTHS)
    stretched = [STRETCH.search(said) is not None for q, said in told if not (q.figure.bare or PUT_AT.search(said))]
    days = [{*WEEKDAY.findall(q.clause_text)} for q in (a, b)]
    same = same and (not all(days) or bool(days[0] & days[1]))
    began = [{words.lower().strip() for words in SINCE.findall(said)} for _, said in told]
    together = (len(set(stretched)) < 2 or of_one_side(a, b)) and (began[0] == began[1] or not all(began))
    return same and years[0] == years[1] and together


def same_place(a: Quantity, b: Quantity, loose: bool = False) -> bool:
    """Whether two figures are not put to different places; loosely, if either sentence names the other's place."""
    if any((words.search(a.said) is None) != (words.search(b.said) is None) for words in (OWN_PART, WIDE)):
        return a.figure.bare or b.figure.bare
    for part in (PART.match, SIDE.search):
        one_part, other_part = part(a.said), part(b.said)
        if one_part and other_part and one_part["part"].lower() != other_part["part"].lower():
            return False  # "In the port …" and "In the capital …", "… in the north" and "… in the south"
    one, other = a.figure.place, b.figure.place
    if any(q.figure.place and not p.figure.place and WIDER.search(p.clause_text) for q, p in ((a, b), (b, a))):
        return False  # "in Tolm" and "in the province"
    if not one or not other or one in other or other in one:
        return True
    named = one in b.said, other in a.said
    return any(named) if loose else all(named)


def within_years(a: Quantity, b: Quantity) -> bool:
    """Whether two figures were printed near enough to be of one time; an undated one may be."""
    days = a.reading.article.published_on, b.reading.article.published_on
    return days[0] is None or days[1] is None or abs((days[0] - days[1]).days) <= ONE_TIME


def _year(quantity: Quantity) -> int | None:
    day = quantity.reading.article.published_on
    return day.year if day else None
