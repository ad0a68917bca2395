"""One polite and safe HTTP GET: who may be asked, how often, how long, how much, and what came back."""

from __future__ import annotations

import random
import re
import ssl
import threading
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import partial
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

from tasks.collect.addresses import Policy, Refused, is_public, is_public_or_private
from tasks.collect.decode import decoded
from tasks.collect.pace import HostPace
from tasks.collect.robots import LONGEST as LONGEST_ROBOTS
from tasks.collect.robots import Robots
from tasks.collect.transport import DEADLINE, checked_client, public_tls
from tasks.collect.urls import absolute, shown
from tasks.errors import Unreadable
from tasks.settings import FetchSettings

AGENT = "Counterclaim"  # the product token that robots.txt files name
BUSY = {429, 500, 502, 503, 504}  # worth another try within the run
MOVED = {301, 302, 303, 307, 308}
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one `get` may cost at most."""

    seconds: float = 30.0  # on the network, all redirects together, each attempt anew
    idle_seconds: float = 10.0  # without a byte
    bytes: int = 20 * 1024 * 1024  # as transferred and as decompressed
    redirects: int = 10
    attempts: int = 3
    backoff: float = 1.0  # seconds; doubled each attempt, with full jitter
    longest_wait: float = 60.0  # seconds that a host may make us wait; past it the request is left for a later run


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered in the end."""

    url: str  # after redirects
    status: int
    content: bytes = b""  # decompressed; empty unless the status is 2xx
    media_type: str = ""  # lower case, without parameters; empty where not declared
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    retry_delay: float | None = None  # seconds, from Retry-After

    @property
    def ok(self) -> bool:
        """Whether there is content."""
        return 200 <= self.status < 300

    @property
    def is_modified(self) -> bool:
        """False where the server says that nothing changed since the validators we sent."""
        return self.status != 304


def content_type(header: str) -> tuple[str, str | None]:
    """Media type in lower case and charset of a Content-Type header."""
    message = Message()
    message["Content-Type"] = re.sub(r"[^\x20-\x7e]+", " ", header)
    charset = message.get_param("charset")
    named = isinstance(charset, str) and re.fullmatch(r"[\w.:+-]{1,40}", charset, re.ASCII)
    return header.partition(";")[0].strip().lower(), named[0] if named else None


def sendable(value: str | None) -> str | None:
    """A validator that can be sent back as it came: printable ASCII. None for any other."""
    return value if value and value.isascii() and value.isprintable() and len(value) <= 1000 else None


def retry_delay(headers: Mapping[str, str]) -> float | None:
    """Seconds of a Retry-After header; a date in it is measured from the server's own Date, so no clock must agree."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
        sent = parsedate_to_datetime(headers.get("Date", "")) if "Date" in headers else datetime.now(UTC)
        return max(0.0, (until - sent).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for, the same on every hop and attempt."""

    headers: dict[str, str]
    private: bool  # may go to loopback and private addresses
    size: int  # bytes at most
    media_types: Collection[str] | None
    robots: Robots | None  # None while robots.txt itself is read


class Fetcher:
    """Gets pages, sharing connections, pacing and robots.txt among threads. Close it, or use it in a `with`.

    Args:
        contact: a URL or mail address at which a site's keeper finds who reads his pages; "" for none.
        limits: what one `get` may cost.
        delay: seconds between two requests to one host, where its robots.txt does not ask for more.
        per_host: requests to one host at a time.
        policy: which addresses are public; for tests.
        tls: whose certificates are trusted; None for those of the public internet.
        clock, sleep, chance: monotonic seconds, waiting, and a number in [0, 1); for tests.
    """

    def __init__(
        self,
        contact: str,
        *,
        limits: Limits | None = None,
        delay: float = 1.0,
        per_host: int = 1,
        policy: Policy = is_public,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.limits = limits or Limits()
        self.clock = clock
        self._delay, self._per_host, self._sleep, self._chance = delay, per_host, sleep, chance
        contact = re.sub(r"[^!-~]+", "", contact)
        headers = {
            "User-Agent": f"{AGENT} (+{contact})" if contact else AGENT,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip, br, zstd",
        }
        policies = {False: policy, True: is_public_or_private}
        self._clients = {
            private: checked_client(allowed, headers, self.limits.idle_seconds, tls or public_tls())
            for private, allowed in policies.items()
        }
        self._robots = {private: Robots(partial(self._read_robots, private=private), AGENT) for private in policies}
        self._paces: dict[str, HostPace] = {}
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes every connection; whoever still asks for something is told that no more is asked for."""
        self._closed = True
        for client in self._clients.values():
            client.close()

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        allow_private: bool = False,
        media_types: Collection[str] | None = None,
    ) -> Response:
        """Fetches a URL, following redirects and trying again where that may help.

        Args:
            url: an http or https URL.
            etag: the ETag of the copy we have, as the server gave it.
            modified: its Last-Modified, likewise.
            allow_private: whether loopback and private addresses may be asked.
            media_types: those whose bodies are wanted ("" for undeclared); others come without content. None: all.

        Raises:
            Refused: our rules, robots.txt or a limit forbid it.
            Unreadable: no answer came, or a damaged one.
        """
        validators = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in validators.items() if value}
        request = Request(headers, allow_private, self.limits.bytes, media_types, self._robots[allow_private])
        return self._persist(url, request)

    def sitemaps(self, url: str, *, allow_private: bool = False) -> list[str]:
        """Sitemaps that the robots.txt of the URL's origin names.

        Raises:
            Unreadable: it fails or is out of reach.
        """
        return self._robots[allow_private].sitemaps(url)

    def _read_robots(self, url: str, *, private: bool) -> tuple[int, bytes]:
        response = self._persist(url, Request({}, private, LONGEST_ROBOTS, None, None))
        return response.status, response.content

    def _persist(self, url: str, request: Request) -> Response:
        """Follows the URL, again after a pause where the server is busy or the connection broke."""
        for attempt in range(1, self.limits.attempts + 1):
            last = attempt == self.limits.attempts
            pause = self._chance() * self.limits.backoff * 2 ** (attempt - 1)
            try:
                response = self._follow(url, request)
            except (httpx.NetworkError, httpx.RemoteProtocolError) as error:
                if last or is_tls(error):
                    raise Unreadable(f"no answer from {shown(url)}: {error or type(error).__name__}") from error
            except httpx.TimeoutException as error:
                raise Unreadable(f"{shown(url)} took too long: {error or type(error).__name__}") from error
            except RuntimeError as error:  # httpx's, of a client that is closed
                if not self._closed:
                    raise
                raise Unreadable(f"{shown(url)} is not asked for any more") from error
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
                raise Unreadable(f"cannot ask for {shown(url)}: {error}") from error
            else:
                if response.status not in BUSY:
                    return response
                if response.retry_delay is not None:
                    pause += response.retry_delay
                    self._pace(response.url).hold(pause)
                if last or pause > self.limits.longest_wait:
                    return response
            self._sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _follow(self, url: str, request: Request) -> Response:
        """One attempt, redirects followed hop by hop: each is checked, paced and asked about like the first."""
        seconds = self.limits.seconds
        for _ in range(self.limits.redirects + 1):
            if absolute(url, url) is None:
                raise Refused(f"{shown(url)!r} is no http or https address")
            pace = self._pace(url)
            if robots := request.robots:
                if not robots.allows(url):
                    raise Refused(f"robots.txt of {urlsplit(url).hostname} does not allow {shown(url)}")
                pace.slow_down(robots.crawl_delay(url))
            with pace.turn():
                begun = time.monotonic()
                response, moved = self._exchange(url, request, begun + seconds)
                seconds -= time.monotonic() - begun
            if moved is None:
                return response
            url = moved
        raise Unreadable(f"more than {self.limits.redirects} redirects, the last to {shown(url)}")

    def _exchange(self, url: str, request: Request, deadline: float) -> tuple[Response, str | None]:
        """One request; the response and, for a redirect, where to."""
        DEADLINE.set(deadline)
        with self._clients[request.private].stream("GET", url, headers=request.headers) as answer:
            location = answer.headers.get("Location")
            if answer.status_code in MOVED and location:
                return Response(url, answer.status_code), absolute(location, url) or location
            media_type, charset = content_type(answer.headers.get("Content-Type", ""))
            wanted = answer.is_success and (request.media_types is None or media_type in request.media_types)
            content = body(answer, request.size, cut=request.robots is None) if wanted else b""
            return Response(
                url=url,
                status=answer.status_code,
                content=content,
                media_type=media_type,
                charset=charset,
                etag=sendable(answer.headers.get("ETag")),
                last_modified=sendable(answer.headers.get("Last-Modified")),
                retry_delay=retry_delay(answer.headers),
            ), None

    def _pace(self, url: str) -> HostPace:
        host = urlsplit(url).netloc.rpartition("@")[2].lower()
        with self._lock:
            if host not in self._paces:
                self._paces[host] = HostPace(
                    host, self._delay, self.limits.longest_wait, self.clock, self._sleep, self._per_host
                )
            return self._paces[host]


def body(answer: httpx.Response, size: int, *, cut: bool) -> bytes:
    """The decompressed body.

    Args:
        answer: a response whose body has not been read.
        size: bytes that it may have, both as transferred and decompressed.
        cut: return its beginning where it is longer.

    Raises:
        Refused: it is longer and `cut` is false.
        Unreadable: it is damaged.
    """
    pieces, length = [], 0
    for piece in decoded(answer.iter_raw(), answer.headers.get("Content-Encoding", "")):
        pieces.append(piece)
        length += len(piece)
        if length > size or answer.num_bytes_downloaded > size:
            if cut:
                return b"".join(pieces)[:size]
            raise Refused(f"{shown(str(answer.url))} is larger than {size:,} bytes")
    return b"".join(pieces)


def is_tls(error: BaseException | None) -> bool:
    """Whether a failed handshake or certificate is behind the error: trying again would not mend it."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def configured(settings: FetchSettings) -> Fetcher:
    """A fetcher as `[fetch]` of the configuration has it."""
    limits = Limits(seconds=settings.timeout_seconds, bytes=int(settings.max_megabytes * 1e6))
    return Fetcher(settings.contact, limits=limits, delay=settings.delay_seconds, per_host=settings.requests_per_host)
