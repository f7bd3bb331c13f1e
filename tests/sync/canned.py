"""A socket that answers HTTP requests with exactly the bytes a test gives it; stands in for everything that is not our server."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

STALL = b"<stall>"
"""In a script: say nothing more, but keep the connection until the client goes."""


class Canned:
    """``script`` is sent to every request, piece by piece; ``heard`` are the requests as they came."""

    def __init__(self, *script: bytes, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self.script = script
        self.heard: list[bytes] = []
        self.stalling = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self._listener.getsockname()[1]}"
        self._connections: list[socket.socket] = []
        self._thread = threading.Thread(target=self._run, name="canned")
        self._thread.start()

    def close(self) -> None:
        """Stop listening, cut every connection."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with contextlib.suppress(OSError):
                if self._tls:
                    connection = self._tls.wrap_socket(connection, server_side=True)
                self._connections.append(connection)
                with connection:
                    self._serve(connection)

    def _serve(self, connection: socket.socket) -> None:
        self.heard.append(_request(connection))
        for piece in self.script:
            if piece == STALL:
                self.stalling.set()
                while connection.recv(1024):
                    pass
                return
            connection.sendall(piece)


@contextmanager
def canned(*script: bytes, tls: ssl.SSLContext | None = None) -> Iterator[Canned]:
    """A Canned for the length of a ``with``."""
    server = Canned(*script, tls=tls)
    try:
        yield server
    finally:
        server.close()


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A self-signed certificate for 127.0.0.1 as a file to trust, and a server's side of it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    folder.mkdir()
    public, private = folder / "public.pem", folder / "private.pem"
    public.write_bytes(made.public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return public, context


def answer(status: int, body: bytes | Mapping[str, object] = b"", *headers: str, length: int | None = None) -> bytes:
    """An HTTP answer that closes the connection. A mapping goes as JSON; ``length`` may lie about the body."""
    lines = [f"HTTP/1.1 {status} X", "Connection: close", *headers]
    if not isinstance(body, bytes):
        lines.append("Content-Type: application/json")
        body = json.dumps(body).encode()
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def _request(connection: socket.socket) -> bytes:
    """One request, head and body."""
    heard = b""
    while b"\r\n\r\n" not in heard:
        piece = connection.recv(65536)
        if not piece:
            return heard
        heard += piece
    head, _, body = heard.partition(b"\r\n\r\n")
    length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        piece = connection.recv(65536)
        if not piece:
            break
        body += piece
    return head + b"\r\n\r\n" + body
