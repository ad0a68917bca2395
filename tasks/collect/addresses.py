"""Which network addresses may be read: the public ones, and private ones where a source says so.

A name is resolved once, its addresses are checked, and the caller connects to one of the very addresses returned here,
so that a second answer of the name server (DNS rebinding) is never used.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

from tasks.errors import Unreadable

Address = IPv4Address | IPv6Address
Policy = Callable[[Address, int], bool]  # (address, port) -> may be connected to

NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
ZERO_NETWORK = IPv4Network("0.0.0.0/8")  # RFC 1122: this host
METADATA = {ip_address("168.63.129.16"), ip_address("100.100.100.200"), ip_address("fd00:ec2::254")}  # in cloud hosts


class Refused(Unreadable):
    """Our own rules forbid the request: its address, scheme, size, robots.txt or a host's wish to be left alone."""


def embedded(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for (mapped, NAT64, 6to4, Teredo), else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)


def is_never_allowed(address: Address) -> bool:
    """Whether no source may name this address: link-local, metadata services, multicast, unspecified, reserved."""
    inner = embedded(address)
    return (
        inner in METADATA
        or inner.is_link_local
        or inner.is_multicast
        or inner.is_unspecified
        or (inner.is_reserved and not inner.is_loopback)
        or inner in ZERO_NETWORK
    )


def is_public(address: Address, port: int = 0) -> bool:
    """Whether the address belongs to the public internet; the default policy."""
    inner = embedded(address)
    return inner.is_global and not is_never_allowed(address) and not getattr(inner, "is_site_local", False)


def is_public_or_private(address: Address, port: int = 0) -> bool:
    """The policy of a source with `allow_private`: loopback and private networks too."""
    return not is_never_allowed(address)


def looked_up(host: str, port: int, seconds: float) -> list[Any]:
    """What getaddrinfo tells, which has no time limit of its own: a thread left waiting in it ends with the process.

    Raises:
        TimeoutError: it does not answer.
    """
    answer: Future[list[Any]] = Future()

    def ask() -> None:
        try:
            answer.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except Exception as error:  # whatever it is, it belongs to who waits
            answer.set_exception(error)

    threading.Thread(target=ask, daemon=True, name="resolver").start()
    return answer.result(seconds)


def resolve(host: str, port: int, policy: Policy, seconds: float = 10.0) -> list[str]:
    """Numeric addresses of `host` that the policy permits, in the resolver's order.

    Args:
        host: a name or an address.
        port: that will be connected to.
        policy: which addresses may be.
        seconds: to wait for the resolver.

    Raises:
        Refused: every address of the name is forbidden.
        Unreadable: the name has no address, or the resolver does not answer.
    """
    try:
        found = looked_up(host, port, seconds)
    except TimeoutError as error:
        raise Unreadable(f"no name server told the address of {host!r} within {seconds:.0f} s") from error
    except (OSError, UnicodeError) as error:
        raise Unreadable(f"no address found for {host!r}; check the spelling and the network") from error
    numeric = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    permitted = [address for address in numeric if policy(ip_address(address), port)]
    if permitted:
        return permitted
    where = f"{host!r} is at {', '.join(numeric)}"
    if all(is_never_allowed(ip_address(address)) for address in numeric):
        raise Refused(f"{where}, which is never asked")
    raise Refused(f"{where}, no public address; set allow_private = true for the source if that is meant")
