"""HTTP/2, against a real server of it: over TLS, chosen by ALPN, several requests on one connection."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import h2.config
import h2.connection
import h2.errors
import h2.events
import pytest

from tasks.collect.addresses import is_public_or_private
from tasks.collect.fetch import Fetcher, Limits
from tasks.errors import Unreadable

PAGE = b"<p>Shells fell on the market.</p>" * 5000  # more than the 64 KiB that a stream may send unasked


class Server:
    """Answers every path with PAGE, but /refused with a stream that is reset."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self.connections = 0
        self.seen: list[tuple[str, dict[str, str]]] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._context = context
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                plain, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._speak, args=(plain,), daemon=True).start()

    def _speak(self, plain: socket.socket) -> None:
        with self._context.wrap_socket(plain, server_side=True) as line:
            assert line.selected_alpn_protocol() == "h2"
            self.connections += 1
            spoken = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
            spoken.initiate_connection()
            left: dict[int, bytes] = {}
            try:
                line.sendall(spoken.data_to_send())
                while data := line.recv(65536):
                    for event in spoken.receive_data(data):
                        if isinstance(event, h2.events.RequestReceived):
                            self._answer(spoken, event, left)
                    self._send(spoken, left)
                    line.sendall(spoken.data_to_send())
            except OSError:
                pass  # the client hung up

    def _answer(
        self, spoken: h2.connection.H2Connection, event: h2.events.RequestReceived, left: dict[int, bytes]
    ) -> None:
        headers = {name.decode(): value.decode() for name, value in event.headers}
        self.seen.append((headers[":path"], headers))
        if headers[":path"] == "/refused":
            spoken.reset_stream(event.stream_id, h2.errors.ErrorCodes.REFUSED_STREAM)
            return
        spoken.send_headers(event.stream_id, [(":status", "200"), ("content-type", "text/html"), ("etag", '"v"')])
        left[event.stream_id] = PAGE

    def _send(self, spoken: h2.connection.H2Connection, left: dict[int, bytes]) -> None:
        for stream in list(left):
            while left[stream] and (room := spoken.local_flow_control_window(stream)):
                size = min(room, spoken.max_outbound_frame_size)
                spoken.send_data(stream, left[stream][:size])
                left[stream] = left[stream][size:]
            if not left[stream]:
                spoken.end_stream(stream)
                del left[stream]


@pytest.fixture
def server(certificate: Path) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.set_alpn_protocols(["h2", "http/1.1"])
    running = Server(context)
    yield running
    running.close()


@pytest.fixture
def fetcher(certificate: Path) -> Iterator[Fetcher]:
    tls = ssl.create_default_context(cafile=str(certificate))
    tls.check_hostname = False
    with Fetcher("me", limits=Limits(seconds=5, attempts=1), delay=0, policy=is_public_or_private, tls=tls) as running:
        yield running


def test_pages_come_over_one_connection(server: Server, fetcher: Fetcher) -> None:
    for path in ("/a", "/b", "/c"):
        response = fetcher.get(f"https://127.0.0.1:{server.port}{path}")
        assert (response.content, response.media_type, response.etag) == (PAGE, "text/html", '"v"')
    assert [path for path, _ in server.seen] == ["/robots.txt", "/a", "/b", "/c"]
    assert server.connections == 1
    assert server.seen[-1][1]["user-agent"] == "Counterclaim (+me)"


def test_a_refused_stream_is_an_error_and_the_next_page_comes(server: Server, fetcher: Fetcher) -> None:
    with pytest.raises(Unreadable):
        fetcher.get(f"https://127.0.0.1:{server.port}/refused")
    assert fetcher.get(f"https://127.0.0.1:{server.port}/a").content == PAGE


def test_a_page_over_the_limit_is_cut_off(server: Server, certificate: Path) -> None:
    tls = ssl.create_default_context(cafile=str(certificate))
    tls.check_hostname = False
    limits = Limits(bytes=100_000)
    with (
        Fetcher("me", limits=limits, delay=0, policy=is_public_or_private, tls=tls) as fetcher,
        pytest.raises(Unreadable, match="larger than 100,000 bytes"),
    ):
        fetcher.get(f"https://127.0.0.1:{server.port}/a")
