"""Keeping in batches what several threads find."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from tasks.collect.keeper import BATCH, LONGEST_HELD, MOST_BYTES, Keeper
from tasks.collect.web import Collected
from tasks.models import Page, Validator
from tests.collect.conftest import FakeTime


def found(number: int) -> Validator:
    return Validator(f"https://wire.example/{number}", None, None)


def test_a_batch_is_kept_when_it_is_full_and_the_rest_when_told(time: FakeTime) -> None:
    kept: list[Sequence[Collected]] = []
    keeper = Keeper(kept.append, time.clock)
    for number in range(BATCH + 1):
        keeper.add(found(number))
    assert [len(batch) for batch in kept] == [BATCH]
    keeper.flush()
    keeper.flush()
    assert [len(batch) for batch in kept] == [BATCH, 1]


def test_large_pages_are_kept_before_they_fill_the_memory(time: FakeTime) -> None:
    kept: list[Sequence[Collected]] = []
    keeper = Keeper(kept.append, time.clock)
    large = Page(
        "wire", "https://wire.example/1", b"x" * (MOST_BYTES // 2), "text/html", datetime(2026, 3, 1, tzinfo=UTC)
    )
    for _ in range(3):
        keeper.add(large)
    assert kept == [[large, large]]


def test_nothing_waits_long(time: FakeTime) -> None:
    kept: list[Sequence[Collected]] = []
    keeper = Keeper(kept.append, time.clock)
    keeper.add(found(1))
    time.sleep(LONGEST_HELD + 0.1)
    keeper.add(found(2))
    assert kept == [[found(1), found(2)]]


def test_threads_keep_one_batch_at_a_time_and_each_ones_finds_in_order(time: FakeTime) -> None:
    kept: list[Collected] = []
    busy = threading.Lock()

    def keep(batch: Sequence[Collected]) -> None:
        assert busy.acquire(blocking=False)
        kept.extend(batch)
        busy.release()

    keeper = Keeper(keep, time.clock)

    def read(start: int) -> None:
        for number in range(start, start + 1000):
            keeper.add(found(number))
        keeper.flush()

    threads = [threading.Thread(target=read, args=(start,)) for start in (0, 1000, 2000, 3000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for start in (0, 1000, 2000, 3000):
        own = [found(number) for number in range(start, start + 1000)]
        assert [one for one in kept if one in own] == own


def test_what_comes_after_a_failure_is_not_kept(time: FakeTime) -> None:
    kept: list[Sequence[Collected]] = []

    def full_disk(batch: Sequence[Collected]) -> None:
        kept.append(batch)
        raise OSError("no space left")

    keeper = Keeper(full_disk, time.clock)
    keeper.add(found(1))
    for _ in range(2):
        with pytest.raises(OSError, match="no space left"):
            keeper.flush()
    keeper.add(found(2))
    with pytest.raises(OSError, match="no space left"):
        keeper.flush()
    assert kept == [[found(1)]]
