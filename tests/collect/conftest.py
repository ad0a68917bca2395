"""A server on loopback and a fetcher that may read it, for every test of collecting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

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


def reading(site: Site, time: FakeTime, limits: Limits) -> Fetcher:
    """A fetcher that may read the test's own server, and sleeps by a clock of its own."""
    return Fetcher(
        "https://example.org/about",
        limits=limits,
        delay=0,
        policy=only(site),
        clock=time.clock,
        sleep=time.sleep,
        chance=lambda: 0.5,
    )


@pytest.fixture
def fetcher(site: Site, time: FakeTime) -> Iterator[Fetcher]:
    with reading(site, time, Limits(bytes=100_000)) as running:
        yield running


@pytest.fixture
def hasty(site: Site, time: FakeTime) -> Iterator[Fetcher]:
    """A fetcher that waits for a second at most, by the clock on the wall."""
    with reading(site, time, Limits(seconds=1.0, idle_seconds=0.5, bytes=100_000)) as running:
        yield running


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificate, with its key, of desk.example, for which nobody vouches."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "desk.example")])
    day = datetime(2020, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(day)
        .not_valid_after(day + timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("desk.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path_factory.mktemp("tls") / "pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return pem
