"""Work in batches, a bounded number of them at a time, the results in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Kept = TypeVar("Kept")
Result_co = TypeVar("Result_co", covariant=True)


class Future(Protocol[Result_co]):
    """What an executor or a task runner hands out for work it has taken."""

    def result(self) -> Result_co:
        """Wait for the work to be done."""


def in_batches(
    items: Iterable[Item], size: int, at_once: int, submit: Callable[[list[Item]], tuple[Kept, Future[Result_co]]]
) -> Iterator[tuple[Kept, Result_co]]:
    """The results of batches in order, while at most `at_once` of them are under way: memory stays bounded.

    Args:
        items: What there is to do; read no further ahead than the batches under way.
        size: Items in a batch.
        at_once: Batches submitted and not yet handed back.
        submit: Submits a batch; returns what the caller wants to keep beside the future.
    """
    under_way: deque[tuple[Kept, Future[Result_co]]] = deque()
    rest = iter(items)
    while batch := list(islice(rest, size)):
        under_way.append(submit(batch))
        if len(under_way) >= at_once:
            kept, future = under_way.popleft()
            yield kept, future.result()
    for kept, future in under_way:
        yield kept, future.result()
