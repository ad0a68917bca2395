"""One GET against servers that behave and servers that do not, all of them real."""

from __future__ import annotations

import gzip
import os
import socket
import ssl
import threading
import time as wall
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli
import pytest
import zstandard

from tasks.collect.addresses import Address, Refused
from tasks.collect.fetch import Fetcher, Limits
from tasks.errors import Unreadable
from tests.collect.conftest import FakeTime, only
from tests.collect.servers import Site, dripping, serving

# ---- what is asked and what comes back -------------------------------------------------------------------------


def test_a_page_comes_back_with_what_the_server_says_of_it(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a", "Grüße", Content_Type="Text/HTML; Charset=UTF-8", ETag='"1"', Last_Modified="yesterday")
    response = fetcher.get(url)
    assert (response.ok, response.status, response.content.decode()) == (True, 200, "Grüße")
    assert (response.media_type, response.charset) == ("text/html", "UTF-8")
    assert (response.etag, response.last_modified, response.url) == ('"1"', "yesterday", url)


def test_the_fetcher_says_who_it_is_and_keeps_no_cookies(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a", "x", Set_Cookie="track=1; Path=/")
    fetcher.get(url)
    fetcher.get(url)
    headers = site.seen[-1][1]
    assert headers["user-agent"] == "Counterclaim (+https://example.org/about)"
    assert "cookie" not in headers


def test_a_contact_cannot_smuggle_in_a_header(site: Site) -> None:
    with Fetcher("me@example.org\r\nX-Evil: 1", policy=only(site), delay=0) as fetcher:
        fetcher.get(site.page("/a", "x"))
    assert "x-evil" not in site.seen[-1][1]


def test_an_unchanged_page_costs_no_body(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/feed", b"", status=304)
    response = fetcher.get(url, etag='"1"', modified="Mon, 02 Jan 2023 10:00:00 GMT")
    assert not response.is_modified
    assert site.seen[-1][1]["if-none-match"] == '"1"'
    assert site.seen[-1][1]["if-modified-since"] == "Mon, 02 Jan 2023 10:00:00 GMT"


def test_a_body_of_an_unwanted_kind_is_not_read(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/film", b"x" * 90_000, Content_Type="video/mp4")
    response = fetcher.get(url, media_types={"text/html"})
    assert (response.status, response.media_type, response.content) == (200, "video/mp4", b"")


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "file:///etc/passwd", "//example.org", "http://", "javascript:1"]
)
def test_only_http_and_https_are_asked(url: str, fetcher: Fetcher) -> None:
    with pytest.raises(Refused, match="no http or https"):
        fetcher.get(url)


@pytest.mark.parametrize("path", ["/a\x00b", "/\ud800", "/" + "a" * 70_000])
def test_an_address_that_cannot_be_sent_is_an_error(path: str, site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(Unreadable, match="cannot ask for"):
        fetcher.get(site.url + path)


@pytest.mark.parametrize("after", [b"soon", b"Mon, 02 Jan 99999999999 10:00:00 GMT"])
def test_headers_that_make_no_sense_are_left_out(site: Site, fetcher: Fetcher, after: bytes) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(
            b'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Type: text/html; charset="\xff\x01"\r\n'
            b"ETag: \xe9\r\nRetry-After: " + after + b"\r\n\r\nx"
        )

    response = fetcher.get(site.does("/a", answer))
    assert response.ok
    assert (response.charset, response.etag, response.retry_delay) == (None, None, None)


# ---- redirects -------------------------------------------------------------------------------------------------


def test_redirects_are_followed_relative_ones_too(site: Site, fetcher: Fetcher) -> None:
    site.page("/b/c", "arrived")
    site.page("/b/a", "", status=301, Location="c")
    url = site.page("/", "", status=302, Location=f"{site.url}/b/a")
    response = fetcher.get(url)
    assert (response.content, response.url) == (b"arrived", f"{site.url}/b/c")


def test_a_redirect_loop_ends(site: Site, fetcher: Fetcher) -> None:
    site.page("/b", "", status=302, Location="/a")
    with pytest.raises(Unreadable, match="more than 10 redirects"):
        fetcher.get(site.page("/a", "", status=302, Location="/b"))
    assert len(site.paths()) == 11


def test_a_redirect_to_a_name_that_cannot_be_is_an_error(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(Unreadable, match="cannot ask for"):
        fetcher.get(site.page("/a", "", status=302, Location="http://xn--.example/"))


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:9/", "http://169.254.169.254/latest/meta-data/", "http://[::1]:9/", "http://localhost:9/"],
)
def test_a_redirect_to_a_private_address_is_refused(target: str, site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(Refused):
        fetcher.get(site.page("/a", "", status=302, Location=target))
    assert site.paths() == ["/a"]


def test_a_private_server_that_a_redirect_points_at_is_not_even_connected_to(site: Site, fetcher: Fetcher) -> None:
    with serving() as private:
        with pytest.raises(Refused, match="no public address"):
            fetcher.get(site.page("/a", "", status=302, Location=private.page("/secret", "x")))
        assert private.seen == []


def test_a_redirect_to_a_file_is_refused(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(Refused, match="no http or https"):
        fetcher.get(site.page("/a", "", status=302, Location="file:///etc/passwd"))


def test_a_password_goes_to_its_own_host_only_and_into_no_message(site: Site, time: FakeTime) -> None:
    with serving() as other, Fetcher("me", delay=0, policy=lambda *_: True, sleep=time.sleep) as fetcher:
        site.page(
            "/a", "", status=302, Location=other.page("/b", "", status=302, Location="http://user:pw@127.0.0.1:9")
        )
        with pytest.raises(Unreadable) as failure:
            fetcher.get(site.url.replace("http://", "http://reader:secret@") + "/a")
        assert "authorization" in dict(site.seen)["/a"]
        assert "authorization" not in dict(other.seen)["/b"]
    assert "pw" not in str(failure.value)
    assert "secret" not in str(failure.value)


# ---- addresses -------------------------------------------------------------------------------------------------


def test_a_private_source_may_be_asked_where_it_is_allowed(site: Site) -> None:
    with Fetcher("me", delay=0) as fetcher:
        url = site.page("/a", "x")
        with pytest.raises(Refused, match="allow_private"):
            fetcher.get(url)
        assert site.seen == []
        assert fetcher.get(url, allow_private=True).ok


def test_a_connection_opened_for_a_private_source_serves_no_other(site: Site) -> None:
    with Fetcher("me", delay=0) as fetcher:
        url = site.page("/a", "x")
        fetcher.get(url, allow_private=True)
        with pytest.raises(Refused):
            fetcher.get(url)


def test_the_address_that_was_checked_is_the_one_connected_to(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers with a public address first and loopback afterwards gains nothing."""
    answers = iter(["127.0.0.1"])

    def rebinding(host: str, port: int, *args: object, **kwargs: object) -> list[object]:
        if host == "rebind.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]
        return real(host, port, *args, **kwargs)  # type: ignore[arg-type, return-value]

    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    checked: list[str] = []

    def policy(address: Address, port: int) -> bool:
        checked.append(str(address))
        return port == site.port

    site.page("/robots.txt", "")
    site.page("/a", "x")
    with Fetcher("me", delay=0, policy=policy) as fetcher:
        assert fetcher.get(f"http://rebind.example:{site.port}/a").ok
    assert checked == ["127.0.0.1"]
    assert site.seen[-1][1]["host"] == f"rebind.example:{site.port}"


# ---- robots.txt and pace ---------------------------------------------------------------------------------------


def test_robots_txt_is_read_once_and_heeded(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: counterclaim\nDisallow: /private\n\nUser-agent: *\nDisallow: /")
    fetcher.get(site.page("/open", "x"))
    with pytest.raises(Refused, match=r"robots\.txt"):
        fetcher.get(site.page("/private/1", "x"))
    assert [path for path, _ in site.seen] == ["/robots.txt", "/open"]


def test_a_redirect_into_what_robots_txt_forbids_is_not_followed(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /private")
    with pytest.raises(Refused, match=r"robots\.txt"):
        fetcher.get(site.page("/a", "", status=302, Location="/private"))
    assert site.paths() == ["/a"]


@pytest.mark.parametrize("status", [404, 401, 403, 410])
def test_without_robots_txt_everything_may_be_read(status: int, site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /", status=status)
    assert fetcher.get(site.page("/a", "x")).ok


def test_while_robots_txt_fails_nothing_is_read(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "", status=503)
    with pytest.raises(Unreadable, match="answers 503"):
        fetcher.get(site.page("/a", "x"))
    assert site.paths() == []


def test_an_endless_robots_txt_is_read_as_far_as_the_standard_asks(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /private\n" + "#" * 600_000)
    assert fetcher.get(site.page("/a", "x")).ok
    with pytest.raises(Refused):
        fetcher.get(site.page("/private", "x"))


def test_requests_to_one_host_keep_their_distance(site: Site, time: FakeTime) -> None:
    with Fetcher("me", delay=2.0, policy=only(site), clock=time.clock, sleep=time.sleep) as fetcher:
        for path in "abc":
            fetcher.get(site.page(f"/{path}", "x"))
    assert time.naps == [2.0, 2.0, 2.0]  # after robots.txt too


def test_a_crawl_delay_is_kept(site: Site, time: FakeTime) -> None:
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 7")
    with Fetcher("me", delay=1.0, policy=only(site), clock=time.clock, sleep=time.sleep) as fetcher:
        for path in "abc":
            fetcher.get(site.page(f"/{path}", "x"))
    assert time.naps == [7.0, 7.0, 7.0]


def test_a_crawl_delay_longer_than_a_run_waits_gets_one_page_a_run(site: Site, time: FakeTime) -> None:
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 3600")
    with Fetcher("me", delay=1.0, policy=only(site), clock=time.clock, sleep=time.sleep) as fetcher:
        assert fetcher.get(site.page("/a", "x")).ok
        with pytest.raises(Refused, match="left for a later run"):
            fetcher.get(site.page("/b", "x"))
    assert site.paths() == ["/a"]


def test_a_host_is_asked_by_one_thread_at_a_time(site: Site, fetcher: Fetcher) -> None:
    under_way: list[int] = []
    most: list[int] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        under_way.append(1)
        most.append(len(under_way))
        wall.sleep(0.01)
        under_way.pop()
        request.send_response(200)
        request.send_header("Content-Length", "0")
        request.end_headers()

    urls = [site.does(f"/{number}", answer) for number in range(8)]
    threads = [threading.Thread(target=fetcher.get, args=(url,)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 8
    assert max(most) == 1


def test_a_host_may_be_asked_by_more_where_the_configuration_says_so(site: Site) -> None:
    both = threading.Barrier(2)

    def answer(request: BaseHTTPRequestHandler) -> None:
        both.wait(timeout=5)
        request.send_response(200)
        request.send_header("Content-Length", "0")
        request.end_headers()

    with Fetcher("me", delay=0, per_host=2, policy=only(site)) as fetcher:
        urls = [site.does(f"/{number}", answer) for number in range(4)]
        threads = [threading.Thread(target=fetcher.get, args=(url,)) for url in urls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(site.paths()) == ["/0", "/1", "/2", "/3"]
    assert not both.broken


# ---- servers that are busy, slow, endless or broken ---------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_waited_for(status: int, site: Site, fetcher: Fetcher, time: FakeTime) -> None:
    url = site.page("/a", "", status=status, Retry_After="7")

    def mend(seconds: float) -> None:
        time.sleep(seconds)
        site.page("/a", "back")

    fetcher._sleep = mend
    assert fetcher.get(url).content == b"back"
    assert time.naps == [7.5]  # and half of the first backoff, by the chance the fixture sets


def test_a_retry_after_date_counts_from_the_servers_own_clock(site: Site, fetcher: Fetcher) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response_only(503)
        request.send_header("Date", "Mon, 02 Jan 2023 10:00:00 GMT")
        request.send_header("Retry-After", "Mon, 02 Jan 2023 10:00:20 GMT")
        request.send_header("Content-Length", "0")
        request.end_headers()

    assert fetcher.get(site.does("/a", answer)).retry_delay == 20.0


def test_a_host_that_wants_a_long_rest_is_left_alone_for_the_run(site: Site, fetcher: Fetcher) -> None:
    response = fetcher.get(site.page("/a", "", status=503, Retry_After="86400"))
    assert (response.status, response.retry_delay) == (503, 86400.0)
    with pytest.raises(Refused, match="left for a later run"):
        fetcher.get(site.page("/b", "x"))
    assert site.paths() == ["/a"]


def test_only_a_busy_server_is_given_its_rest(site: Site, fetcher: Fetcher, time: FakeTime) -> None:
    assert fetcher.get(site.page("/a", "x", Retry_After="86400")).ok
    assert fetcher.get(site.page("/b", "x")).ok
    assert time.naps == []


def test_a_busy_server_is_tried_thrice_with_growing_pauses(site: Site, fetcher: Fetcher, time: FakeTime) -> None:
    assert fetcher.get(site.page("/a", "", status=500)).status == 500
    assert site.paths() == ["/a"] * 3
    assert time.naps == [0.5, 1.0]


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 410, 451])
def test_a_refusal_is_not_tried_again(status: int, site: Site, fetcher: Fetcher) -> None:
    response = fetcher.get(site.page("/a", "go away", status=status))
    assert (response.status, response.ok, response.content) == (status, False, b"")
    assert site.paths() == ["/a"]


def test_a_dripping_body_is_cut_off(site: Site, hasty: Fetcher) -> None:
    with pytest.raises(Unreadable, match="too long"):
        hasty.get(site.does("/a", dripping(b"HTTP/1.1 200 OK\r\n\r\n")))
    assert site.paths() == ["/a"]


def test_a_dripping_header_is_cut_off(site: Site, hasty: Fetcher) -> None:
    with pytest.raises(Unreadable, match="too long"):
        hasty.get(site.does("/a", dripping(b"HTTP/1.1 200 OK\r\nX-Long: ")))


def test_redirects_share_one_time_budget(site: Site, hasty: Fetcher) -> None:
    def slow(request: BaseHTTPRequestHandler) -> None:
        wall.sleep(0.3)
        request.send_response(302)
        request.send_header("Location", "/a")
        request.send_header("Content-Length", "0")
        request.end_headers()

    with pytest.raises(Unreadable, match="too long"):
        hasty.get(site.does("/a", slow))
    assert len(site.paths()) < 6


def test_a_silent_server_is_given_up(site: Site, hasty: Fetcher) -> None:
    with pytest.raises(Unreadable, match="too long"):
        hasty.get(site.does("/a", lambda request: wall.sleep(1.5)))


def test_an_endless_body_is_cut_off(site: Site, fetcher: Fetcher) -> None:
    sent: list[int] = []

    def flood(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(b"x" * 10_000)
            sent.append(10_000)

    with pytest.raises(Refused, match="larger than 100,000 bytes"):
        fetcher.get(site.does("/a", flood))
    assert site.paths() == ["/a"]
    assert sum(sent) < 20_000_000  # what lies in the buffers of both ends


BOMBS: dict[str, Callable[[], bytes]] = {
    "gzip": lambda: gzip.compress(bytes(50_000_000)),
    "deflate": lambda: zlib.compress(bytes(50_000_000)),
    "br": lambda: brotli.compress(bytes(200_000_000), quality=1),
    "zstd": lambda: zstandard.compress(bytes(200_000_000)),
}


@pytest.mark.parametrize("coding", BOMBS)
def test_a_bomb_is_stopped_while_it_unfolds(coding: str, site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(Refused, match="larger than 100,000 bytes"):
        fetcher.get(site.page("/a", BOMBS[coding](), Content_Encoding=coding))
    assert site.paths() == ["/a"]


@pytest.mark.parametrize("outer", ["gzip", "br", "zstd"])
def test_a_bomb_inside_another_is_stopped_too(outer: str, site: Site, fetcher: Fetcher) -> None:
    inner = gzip.compress(gzip.compress(bytes(200_000_000)))
    shells = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.compress}
    with pytest.raises(Unreadable, match="coding that cannot be undone"):
        fetcher.get(site.page("/thrice", shells[outer](inner), Content_Encoding=f"gzip, gzip, {outer}"))
    twice = shells[outer](gzip.compress(bytes(200_000_000)))
    with pytest.raises(Refused, match="larger than 100,000 bytes"):
        fetcher.get(site.page("/twice", twice, Content_Encoding=f"gzip, {outer}"))
    assert site.paths() == ["/thrice", "/twice"]


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(b"one ", mtime=0) + gzip.compress(b"two", mtime=0)),
        ("deflate", zlib.compress(b"one two")),
        ("br", brotli.compress(b"one two")),
        ("zstd", zstandard.compress(b"one ") + zstandard.compress(b"two")),
        ("gzip, br", brotli.compress(gzip.compress(b"one two", mtime=0))),
        ("identity", b"one two"),
    ],
)
def test_content_codings_are_undone(coding: str, body: bytes, site: Site, fetcher: Fetcher) -> None:
    assert fetcher.get(site.page("/a", body, Content_Encoding=coding)).content == b"one two"


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", b"this is not gzip"),
        ("gzip", gzip.compress(os.urandom(5000))[:2000]),
        ("br", brotli.compress(os.urandom(5000))[:2000]),
        ("zstd", zstandard.compress(os.urandom(5000))[:2000]),
        ("zstd", b"nor is this zstd"),
        ("compress", b"x"),
        ("gzip, gzip, gzip", b"x"),
    ],
)
def test_damaged_and_unknown_codings_are_errors(coding: str, body: bytes, site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(Unreadable, match=coding):
        fetcher.get(site.page("/a", body, Content_Encoding=coding))


def test_a_body_shorter_than_announced_is_no_page(site: Site, fetcher: Fetcher) -> None:
    def cut(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"only this")
        request.close_connection = True

    with pytest.raises(Unreadable, match="no answer"):
        fetcher.get(site.does("/a", cut))
    assert site.paths() == ["/a"] * 3  # the connection may have broken


@pytest.mark.parametrize("chunks", [b"zz\r\nhello\r\n0\r\n\r\n", b"5\r\nhello\r\n", b"ffffffffffffffffff\r\nhello\r\n"])
def test_broken_chunks_are_no_page(chunks: bytes, site: Site, fetcher: Fetcher) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
        request.close_connection = True

    with pytest.raises(Unreadable):
        fetcher.get(site.does("/a", answer))


def test_what_is_no_http_at_all_is_an_error(site: Site, fetcher: Fetcher) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"220 mail.example ESMTP\r\n")
        request.close_connection = True

    with pytest.raises(Unreadable):
        fetcher.get(site.does("/a", answer))


def test_a_refused_connection_is_an_error_after_three_tries(site: Site, time: FakeTime) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with (
        Fetcher("me", delay=0, policy=lambda *_: True, clock=time.clock, sleep=time.sleep) as fetcher,
        pytest.raises(Unreadable, match="no answer"),
    ):
        fetcher.get(f"http://127.0.0.1:{port}/a")
    assert len(time.naps) == 2


# ---- TLS -------------------------------------------------------------------------------------------------------


@pytest.fixture
def secure(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with that certificate, which the name server finds under two names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def wrap(server: ThreadingHTTPServer) -> None:
        server.socket = context.wrap_socket(server.socket, server_side=True)

    def found(host: str, port: int, *args: object, **kwargs: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    with serving(wrap) as site:
        monkeypatch.setattr(socket, "getaddrinfo", found)
        yield site


def test_the_certificate_is_checked_against_the_name_not_the_address(
    secure: Site, certificate: Path, time: FakeTime
) -> None:
    secure.page("/a", "x")
    trusting = ssl.create_default_context(cafile=str(certificate))
    with Fetcher("me", delay=0, policy=only(secure), tls=trusting, sleep=time.sleep) as fetcher:
        assert fetcher.get(f"https://desk.example:{secure.port}/a").content == b"x"
        for name in ("other.example", "127.0.0.1"):
            with pytest.raises(Unreadable, match="certificate"):
                fetcher.get(f"https://{name}:{secure.port}/a")
    assert time.naps == []


def test_a_certificate_that_nobody_vouches_for_is_an_error_at_once(secure: Site, time: FakeTime) -> None:
    with (
        Fetcher("me", delay=0, policy=only(secure), sleep=time.sleep) as fetcher,
        pytest.raises(Unreadable, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        fetcher.get(f"https://desk.example:{secure.port}/a")
    assert (time.naps, secure.seen) == ([], [])


def test_plain_http_behind_https_is_an_error(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(Unreadable, match="no answer"):
        fetcher.get(site.url.replace("http:", "https:"))


# ---- settings --------------------------------------------------------


def test_limits_are_those_given(site: Site) -> None:
    with Fetcher("me", limits=Limits(bytes=3), delay=0, policy=only(site)) as fetcher:
        assert fetcher.get(site.page("/a", "abc")).ok
        with pytest.raises(Refused, match="larger than 3 bytes"):
            fetcher.get(site.page("/b", "abcd"))


def test_the_default_policy_is_the_public_internet(site: Site) -> None:
    with Fetcher("me") as fetcher, pytest.raises(Refused):
        fetcher.get(site.url)
    assert site.seen == []
