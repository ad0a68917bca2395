"""A source that fails is tried ever less often and never given up; one that quietly shrank is noticed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from tasks.collect.health import expected_items, rests_until
from tasks.models import Health, Source

NOW = datetime(2026, 3, 1, tzinfo=UTC)
WELL = Health("s", NOW, "ok", None, 0, None, NOW, 20, None, 20)
HOUR = timedelta(hours=1)


def pauses_of_hourly_runs(days: int) -> list[timedelta]:
    """The pauses between two readings of a source that never answers, by runs every hour."""
    read = [NOW]
    for hour in range(1, days * 24):
        health = Health("s", read[-1], "failed", "answers 500", len(read), NOW, None, None, None, None)
        if rests_until(health, NOW + hour * HOUR) is None:
            read.append(NOW + hour * HOUR)
    return [later - earlier for earlier, later in pairwise(read)]


def test_a_failing_source_is_tried_ever_less_often_and_once_a_day_at_least() -> None:
    pauses = pauses_of_hourly_runs(days=30)
    assert pauses[:4] == [HOUR, HOUR, HOUR, 2 * HOUR]
    assert pauses == sorted(pauses)
    assert set(pauses[-20:]) == {20 * HOUR}


def test_a_daily_run_tries_a_failing_source_every_day() -> None:
    failing = replace(WELL, outcome="failed", failures=9, failing_since=NOW - timedelta(days=9))
    assert rests_until(failing, NOW + timedelta(days=1, minutes=-5)) is None


def test_what_has_just_failed_by_hand_is_tried_again_at_once() -> None:
    failing = replace(WELL, outcome="failed", failures=3, failing_since=NOW - timedelta(seconds=40))
    assert rests_until(failing, NOW + timedelta(seconds=30)) is None


@pytest.mark.parametrize("health", [None, WELL])
def test_what_is_well_or_new_does_not_rest(health: Health | None) -> None:
    assert rests_until(health, NOW) is None


@pytest.mark.parametrize(
    ("usual", "configured", "least"),
    [(None, 0, None), (None, 5, 5), (20, 0, 10), (21, 0, 11), (20, 15, 15), (20, 2, 10), (3, 0, None), (0, 0, None)],
)
def test_at_least_half_of_the_usual_items_are_expected_or_what_is_configured(
    usual: int | None, configured: int, least: int | None
) -> None:
    source = Source("s", "https://wire.example/feed", min_items=configured)
    assert expected_items(source, replace(WELL, usual=usual)) == least


def test_of_a_source_never_read_only_the_configuration_tells() -> None:
    assert expected_items(Source("s", "https://wire.example/feed"), None) is None
