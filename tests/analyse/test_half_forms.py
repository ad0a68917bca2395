"""What a form says that it needs must be in all that it fits: else a sentence would be passed over in silence."""

import itertools
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from tasks.analyse.half_forms import Form, forms

ANY = "\0"  # stands for a character that the pattern leaves open
MOST = 3000  # wordings of a part that are gone through
REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)


@pytest.mark.parametrize("form", [form for form in forms() if form.needs != ("",)], ids=lambda form: form.name)
def test_whatever_a_form_fits_holds_something_that_it_needs(form: Form) -> None:
    assert all(part == part.lower() for part in form.needs)
    assert holds(_parser.parse(form.pattern.pattern, form.pattern.flags), form.needs)


def holds(tree: Any, needs: tuple[str, ...]) -> bool:
    """Whether there is, in all that a parsed pattern fits, one of some words."""
    wordings = list(itertools.islice(spelt(tree), MOST))
    if len(wordings) < MOST and all(any(part in words for part in needs) for words in wordings):
        return True
    return any(_holds(code, value, needs) for code, value in tree)


def _holds(code: Any, value: Any, needs: tuple[str, ...]) -> bool:
    if code is _constants.BRANCH:
        return all(holds(one, needs) for one in value[1])
    if code in (_constants.SUBPATTERN, _constants.ASSERT) or (code in REPEATS and value[0]):
        return holds(value[-1], needs)
    return False


def spelt(tree: Any) -> Iterator[str]:
    """What a parsed pattern fits: each of its alternatives, what may be repeated as seldom as may be and once more."""
    if not len(tree):
        yield ""
        return
    for first in _spelt(*tree[0]):
        for rest in spelt(tree[1:]):
            yield first + rest


def _spelt(code: Any, value: Any) -> Iterator[str]:
    if code is _constants.LITERAL:
        yield chr(value).lower()
    elif code is _constants.SUBPATTERN:
        yield from spelt(value[-1])
    elif code is _constants.BRANCH:
        for one in value[1]:
            yield from spelt(one)
    elif code in REPEATS:
        least, most, one = value
        for times in {least, min(most, least + 1)}:
            yield from ("".join(parts) for parts in itertools.product(_few(one), repeat=min(times, 2)))
    elif code in (_constants.ASSERT, _constants.ASSERT_NOT, _constants.AT):
        yield ""
    else:
        yield ANY


def _few(tree: Any) -> list[str]:
    return list(itertools.islice(spelt(tree), MOST))
