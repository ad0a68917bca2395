"""Re-checks a digest against the stored articles: is every quoted line what the article says, to the character?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any

from tasks.brief.document import FORMAT, digest_id
from tasks.brief.parts import Brief

Lookup = Callable[[str], tuple[str, str] | None]  # article_id -> (text, sha256 recorded for it)

TOP = {"format", "digest_id", "made_at", "period", "lines"} | {f.name for f in fields(Brief)} - {"shown", "until"}
LINE: dict[str, type] = {
    "id": str,
    "article_id": str,
    "start_char": int,
    "end_char": int,
    "text_sha256": str,
    "quote": str,
    "source": int,
    "voice": str,
    "cut": bool,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a digest that is not as the stored articles have it."""

    line: str | None  # id of the line; None: the digest as a whole
    message: str  # what is wrong, for people


def verify(digest: object, lookup: Lookup) -> list[Problem]:
    """Everything wrong with a digest read from its JSON; an empty list: each line stands as the articles have it.

    Checked: the digest has its fields and no others, its id is that of its content, each line's words are the
    article's at that place, the article's text has the hash that line and warehouse record, each line is used.
    """
    if not isinstance(digest, dict):
        return [Problem(None, "not a digest: expected a JSON object")]
    problems = [Problem(None, f"field {key!r} is missing") for key in sorted(TOP - digest.keys())]
    problems += [Problem(None, f"field {key!r} does not belong here") for key in sorted(digest.keys() - TOP)]
    if digest.get("format") != FORMAT:
        problems.append(Problem(None, f"format is {digest.get('format')!r}, expected {FORMAT!r}"))
    lines = digest.get("lines")
    if not isinstance(lines, list):
        return [*problems, Problem(None, "'lines' is no list")]
    for position, line in enumerate(lines, 1):
        problems += _check_line(line, position, lookup)
    problems += _check_use(digest, [line["id"] for line in lines if _has(line, "id")])
    if digest.get("digest_id") != digest_id(digest):
        problems.append(Problem(None, "digest_id is not that of the content: the digest was altered after it was made"))
    return problems


def _has(line: object, key: str) -> bool:
    return isinstance(line, dict) and type(line.get(key)) is LINE[key]


def _check_line(line: object, position: int, lookup: Lookup) -> Iterable[Problem]:
    name = line["id"] if isinstance(line, dict) and _has(line, "id") else f"no. {position}"
    if not isinstance(line, dict):
        yield Problem(name, "is no object")
        return
    yield from (Problem(name, f"field {key!r} does not belong here") for key in sorted(line.keys() - LINE.keys()))
    wrong = [key for key in LINE if not _has(line, key)]
    yield from (Problem(name, f"field {key!r} is missing or no {LINE[key].__name__}") for key in wrong)
    if not wrong:
        yield from _check_words(line, lookup)


def _check_words(line: dict[str, Any], lookup: Lookup) -> Iterable[Problem]:
    name, stored = line["id"], lookup(line["article_id"])
    if stored is None:
        yield Problem(name, f"the warehouse has no article {line['article_id']!r}")
        return
    text, recorded = stored
    actual = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if actual != recorded:
        yield Problem(
            name, f"the stored text of article {line['article_id']!r} was altered: its hash is not the one kept"
        )
    if actual != line["text_sha256"]:
        yield Problem(name, "the article's text is not the one that the digest was made from")
    start, end = line["start_char"], line["end_char"]
    if not 0 <= start < end <= len(text):
        yield Problem(name, f"characters {start} to {end} are outside the article, which has {len(text)}")
    elif text[start:end] != line["quote"]:
        yield Problem(name, f"is not what the article says there: {text[start:end]!r}")


def _check_use(digest: dict[str, Any], ids: list[str]) -> Iterable[Problem]:
    """Each line has an id of its own and stands somewhere in the digest."""
    yield from (Problem(line, "stands in 'lines' more than once") for line, n in Counter(ids).items() if n > 1)
    listed = [line for source in _objects(digest.get("sources")) for line in _strings(source.get("lines"))]
    yield from (Problem(line, "is not listed with its source") for line in sorted(set(ids) - set(listed)))
    yield from (Problem(line, "is listed with a source but missing") for line in sorted(set(listed) - set(ids)))


def _objects(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
