"""A server on loopback and a fetcher that may read it, for every test of collecting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tasks.collect.addresses import Address, Policy, is_public
from tasks.collect.fetch import Fetcher, Limits
from tests.collect.servers import Site, serving


@dataclass
class FakeTime:
    """A clock that only moves when somebody sleeps, and remembers how long each sleep was."""

    now: float = 1000.0
    naps: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def only(site: Site) -> Policy:
    """A policy under which the test's own server counts as public and everything else is as it really is."""

    def policy(address: Address, port: int) -> bool:
        return port == site.port or is_public(address, port)

    return policy


@pytest.fixture
def fetcher(site: Site, time: FakeTime) -> Iterator[Fetcher]:
    with Fetcher(
        "https://example.org/about",
        limits=Limits(seconds=1.0, idle_seconds=0.5, bytes=100_000),
        delay=0,
        policy=only(site),
        clock=time.clock,
        sleep=time.sleep,
        chance=lambda: 0.5,
    ) as running:
        yield running
