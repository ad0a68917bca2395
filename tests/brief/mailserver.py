"""A mail server on loopback that does what a recipient's name says."""

from __future__ import annotations

import socket
from collections.abc import Callable

from aiosmtpd.smtp import SMTP as Server
from aiosmtpd.smtp import Envelope, Session


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Inbox:
    """Takes every message but those to people it does not know or cannot take mail for now."""

    def __init__(self) -> None:
        self.received: list[tuple[list[str], bytes, bool]] = []
        self.busy = True  # whether it puts busy@ off
        self.taking: Callable[[], None] = lambda: None  # called when a message is in and its answer is not yet given

    async def handle_RCPT(
        self, server: Server, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        """Refuses nobody@ for good and busy@ for now."""
        if address.startswith("nobody@"):
            return "550 5.1.1 no such\tperson here"
        if address.startswith("busy@") and self.busy:
            return "451 4.7.1 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Server, session: Session, envelope: Envelope) -> str | None:
        """Refuses spam@ for good and full@ for now; hangs up on lost@ without an answer, having kept the message."""
        to, content = envelope.rcpt_tos, envelope.content
        assert isinstance(content, bytes)
        if to[0].startswith("spam@"):
            return "554 5.7.1 looks like spam"
        if to[0].startswith("full@"):
            return "452 4.2.2 mailbox full"
        assert server.transport is not None
        encrypted = server.transport.get_extra_info("ssl_object") is not None
        self.received.append((list(to), content, encrypted))
        self.taking()
        if to[0].startswith("lost@"):
            server.transport.close()
        return "250 OK"

    @property
    def readers(self) -> list[str]:
        """Who received something, in order."""
        return [reader for to, _, _ in self.received for reader in to]
