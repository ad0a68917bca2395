"""Which addresses may be asked, whatever they are called."""

from __future__ import annotations

import socket
import threading
from ipaddress import ip_address

import pytest

from tasks.collect.addresses import Refused, is_public, is_public_or_private, resolve
from tasks.errors import Unreadable

PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",  # shared by providers, RFC 6598
    "198.18.0.1",  # benchmarking
    "::1",
    "fc00::1",
    "fec0::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",  # NAT64 of 127.0.0.1
    "64:ff9b::10.0.0.1",
    "2002:7f00:1::",  # 6to4 of 127.0.0.1
    "2001:0:4136:e378:8000:63bf:f5ff:fffe",  # Teredo of 10.0.0.1
]
NEVER = [
    "0.0.0.0",
    "0.1.2.3",
    "::",
    "169.254.169.254",
    "168.63.129.16",
    "100.100.100.200",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%1",
    "224.0.0.1",
    "ff02::1",
    "240.0.0.1",
    "255.255.255.255",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "::ffff:0.0.0.0",
]
PUBLIC = ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_asked_only_where_the_source_allows_it(address: str) -> None:
    assert not is_public(ip_address(address))
    assert is_public_or_private(ip_address(address))


@pytest.mark.parametrize("address", NEVER)
def test_some_addresses_are_never_asked(address: str) -> None:
    assert not is_public(ip_address(address))
    assert not is_public_or_private(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_asked(address: str) -> None:
    assert is_public(ip_address(address))
    assert is_public_or_private(ip_address(address))


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f.1", "017700000001", "[::1]".strip("[]")])
def test_other_spellings_of_loopback_are_seen_through(host: str) -> None:
    with pytest.raises(Refused, match="allow_private"):
        resolve(host, 80, is_public)


def test_an_address_that_is_never_asked_does_not_point_at_allow_private() -> None:
    with pytest.raises(Refused) as refusal:
        resolve("169.254.169.254", 80, is_public)
    assert "allow_private" not in str(refusal.value)


def test_only_the_permitted_addresses_of_a_name_are_used() -> None:
    assert resolve("localhost", 80, lambda address, port: str(address) == "127.0.0.1") == ["127.0.0.1"]


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a" * 70 + ".example", "..", ""])
def test_a_name_without_an_address_is_an_error_of_its_own(host: str) -> None:
    with pytest.raises(Unreadable):
        resolve(host, 80, is_public)


def test_a_resolver_that_does_not_answer_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    late = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: late.wait(30))
    with pytest.raises(Unreadable, match=r"'slow\.example' within 0 s"):
        resolve("slow.example", 80, is_public, seconds=0.05)
    late.set()
