"""Listens to what a server pushes and throws it away: a listener that costs next to nothing beside the server it is for."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit

from kiosk.config import Identity
from sync.prover import Prover
from sync.wire import API, Cursor

PIECE = 1 << 20


class Ear:
    """One listener of the server at ``url`` for ``identity``; a thread of its own reads."""

    def __init__(self, url: str, identity: Identity) -> None:
        parts = urlsplit(url)
        self._socket = socket.create_connection((parts.hostname, parts.port))
        self._proof = Prover(identity.token, identity.private_key).headers("GET", API + "/events")
        self._thread = threading.Thread(target=self._read, daemon=True)

    def begin(self, cursor: Cursor) -> None:
        """Listen from there on."""
        lines = [f"GET {API}/events HTTP/1.1", "Host: server", *(f"{name}: {value}" for name, value in self._proof.items())]
        lines += [f"Last-Event-ID: {cursor.generation}/{cursor.position}", "", ""]
        self._socket.sendall("\r\n".join(lines).encode())
        self._thread.start()

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        if self._thread.ident is not None:
            self._thread.join()
        self._socket.close()

    def _read(self) -> None:
        with suppress(OSError):
            while self._socket.recv(PIECE):
                pass
