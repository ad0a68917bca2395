"""A source whose pages misbehave in every way, read whole: what each costs the server, and what becomes of it."""

from __future__ import annotations

import gzip
import time as wall
from collections import Counter
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from threading import Thread

import pytest

from tasks.collect.addresses import is_public_or_private
from tasks.collect.fetch import Fetcher, Limits
from tasks.collect.web import collect
from tasks.models import Fetch, Page, Source, Visit
from tests.collect.conftest import FakeTime, only
from tests.collect.servers import Answer, Site, dripping, serving

NOW = datetime(2023, 1, 2, 12, tzinfo=UTC)


def flood(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"x" * 10_000)


def raw(answer: bytes) -> Answer:
    def give(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 " + answer)
        request.close_connection = True

    return give


def moved(to: str) -> Answer:
    return raw(f"302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode())


BOMB = gzip.compress(bytes(50_000_000))
# What a page does, how often it is asked for in one run, and what becomes of it.
WAYS: dict[str, tuple[Answer, int, str]] = {
    "/drip": (dripping(b"HTTP/1.1 200 OK\r\n\r\n"), 1, "failed"),
    "/endless": (flood, 1, "refused"),
    "/loop": (moved("/loop"), 11, "failed"),
    "/to-metadata": (moved("http://169.254.169.254/latest/meta-data/"), 1, "refused"),
    "/to-private": (moved("http://10.0.0.1/"), 1, "refused"),
    "/short": (raw(b"200 OK\r\nContent-Length: 1000\r\n\r\nonly this"), 3, "failed"),
    "/chunks": (raw(b"200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"), 3, "failed"),
    "/lengths": (raw(b"200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"), 3, "failed"),
    "/no-http": (raw(b"\r\n\r\n\x00\x01\x02"), 3, "failed"),
    "/hangs-up": (raw(b""), 3, "failed"),
    "/bomb": (
        raw(b"200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(BOMB) + BOMB),
        1,
        "refused",
    ),
    "/busy": (raw(b"503 Busy\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n"), 3, "failed"),
    "/slow-down": (raw(b"429 Too Many\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n"), 3, "failed"),
    "/gone": (raw(b"410 Gone\r\nContent-Length: 0\r\n\r\n"), 1, "failed"),
    "/picture": (raw(b"200 OK\r\nContent-Type: image/png\r\nContent-Length: 4\r\n\r\n\x89PNG"), 1, "skipped"),
    "/forbidden": (raw(b"200 OK\r\nContent-Length: 1\r\n\r\nx"), 0, "refused"),
}


def feed(site: Site, *paths: str) -> str:
    items = "".join(f"<item><title>{path}</title><link>{site.url}{path}</link></item>" for path in paths)
    return site.page("/feed", f"<rss version='2.0'><channel>{items}</channel></rss>", ETag='"v"')


def test_each_costs_so_many_requests_and_the_good_pages_come(site: Site, time: FakeTime) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /forbidden")
    for path, (answer, _, _) in WAYS.items():
        site.does(path, answer)
    for path in ("/first", "/last"):
        site.page(path, f"<p>Shells fell near {path}.</p>")
    url = feed(site, "/first", *WAYS, "/last")
    limits = Limits(seconds=4.0, idle_seconds=2.0, bytes=100_000)
    with Fetcher("me", limits=limits, delay=0, policy=only(site), clock=time.clock, sleep=time.sleep) as fetcher:
        found = list(collect(Source("wire", url), fetcher, NOW))
    assert [page.url for page in found if isinstance(page, Page)] == [f"{site.url}/first", f"{site.url}/last"]
    became = {fetch.url.removeprefix(site.url): fetch.outcome for fetch in found if isinstance(fetch, Fetch)}
    assert became == {
        "/feed": "ok",
        "/first": "ok",
        **{path: outcome for path, (_, _, outcome) in WAYS.items()},
        "/last": "ok",
    }
    asked = Counter(site.paths())
    assert asked == {"/feed": 1, "/first": 1, **{path: n for path, (_, n, _) in WAYS.items() if n}, "/last": 1}
    assert [path for path, _ in site.seen].count("/robots.txt") == 1
    [visit] = [one for one in found if isinstance(one, Visit)]
    assert (visit.outcome, visit.items) == ("ok", len(WAYS) + 2)


@pytest.mark.parametrize(("robots", "apart"), [("", 0.1), ("User-agent: *\nCrawl-delay: 0.2", 0.2)])
def test_sources_read_at_once_keep_their_distance_by_the_servers_log(robots: str, apart: float) -> None:
    """By the real clock: of two feeds on one host, no two requests come sooner after each other than they should."""
    with serving() as site, Fetcher("me", delay=0.1, policy=is_public_or_private) as fetcher:
        site.page("/robots.txt", f"{robots}\nUser-agent: other\nDisallow: /")
        arrived: list[float] = []

        def page(request: BaseHTTPRequestHandler) -> None:
            arrived.append(wall.monotonic())
            raw(b"200 OK\r\nContent-Type: text/html\r\nContent-Length: 12\r\n\r\n<p>Page.</p>")(request)

        def list_of(*paths: str) -> str:
            items = "".join(f"<item><title>{path}</title><link>{site.url}{path}</link></item>" for path in paths)
            for path in paths:
                site.does(path, page)
            return site.page(f"/feed{paths[0][1:]}", f"<rss version='2.0'><channel>{items}</channel></rss>")

        feeds = [list_of("/1", "/2", "/3"), list_of("/4", "/5", "/6")]
        readers = [
            Thread(target=lambda url: list(collect(Source(url, url), fetcher, NOW)), args=(url,)) for url in feeds
        ]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
    assert len(arrived) == 6
    gaps = [later - earlier for earlier, later in pairwise(arrived)]
    assert min(gaps) >= apart
    assert [path for path, _ in site.seen].count("/robots.txt") == 1
