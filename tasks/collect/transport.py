"""The network below the fetcher: connects only to checked addresses and never past the deadline.

An httpcore network backend, as httpcore documents it, under httpx's own transport.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable
from contextlib import suppress
from contextvars import ContextVar
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpcore
import httpx

from tasks.collect.addresses import Policy, resolve

QUICK_ACK: int | None = getattr(socket, "TCP_QUICKACK", None)  # Linux only, tcp(7)
DEADLINE: ContextVar[float] = ContextVar("DEADLINE")  # on time.monotonic(), of the request that this thread makes


def remaining(timeout: float | None) -> float:
    """Seconds that a network operation may still take.

    Raises:
        httpcore.ReadTimeout: none are left.
    """
    left = DEADLINE.get() - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time allowed for one request is used up")
    return left if timeout is None else min(timeout, left)


class TimedStream(httpcore.NetworkStream):
    """A connection on which every operation ends by the deadline, so that a slow drip cannot go on for ever."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Reads what there is, waiting no longer than the deadline."""
        self._acknowledge_at_once()
        return self._inner.read(max_bytes, remaining(timeout))

    def _acknowledge_at_once(self) -> None:
        """Spares the 40 ms by which Linux delays acknowledgements, for which many servers wait between two writes."""
        connection = self._inner.get_extra_info("socket")
        if QUICK_ACK is not None and connection is not None:
            with suppress(OSError):  # a broken connection is told by the read
                connection.setsockopt(socket.IPPROTO_TCP, QUICK_ACK, 1)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Writes all of `buffer`, waiting no longer than the deadline."""
        self._inner.write(buffer, remaining(timeout))

    def close(self) -> None:
        """Closes the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Begins TLS; the name checked against the certificate is the URL's, not the address."""
        return TimedStream(self._inner.start_tls(ssl_context, server_hostname, remaining(timeout)))

    def get_extra_info(self, info: str) -> object:
        """Passes on what httpcore asks of the connection."""
        return self._inner.get_extra_info(info)


class CheckedBackend(httpcore.SyncBackend):
    """Resolves a name, checks its addresses by a policy, and connects to the first that answers."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connects to a checked address of `host`.

        Raises:
            Refused: the policy permits none of its addresses.
            Unreadable: the name has no address.
            httpcore.ConnectError: none of them answers.
        """
        failure: Exception = httpcore.ConnectError("no address")
        for address in resolve(host, port, self._policy, remaining(timeout)):
            try:
                return TimedStream(
                    super().connect_tcp(address, port, remaining(timeout), local_address, socket_options)
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


@cache
def public_tls() -> ssl.SSLContext:
    """Certificates are checked against certifi's list, whatever the environment says."""
    return httpx.create_ssl_context(trust_env=False)


def checked_client(policy: Policy, headers: dict[str, str], timeout: float, tls: ssl.SSLContext) -> httpx.Client:
    """An httpx client over `CheckedBackend`: HTTP/1.1 and 2, no proxies, no .netrc, no cookies, no redirects."""
    transport = httpx.HTTPTransport(verify=tls, trust_env=False)
    transport._pool = httpcore.ConnectionPool(  # httpx offers no other door to httpcore's network backends
        ssl_context=tls,
        http2=True,
        network_backend=CheckedBackend(policy),
        max_connections=100,
        max_keepalive_connections=20,
        keepalive_expiry=15,
    )
    return httpx.Client(
        transport=transport,
        headers=headers,
        timeout=timeout,
        trust_env=False,
        follow_redirects=False,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
    )
