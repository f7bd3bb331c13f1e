"""One HTTP exchange with bounds on everything a stranger could stretch: time, length, redirects, cookies; knows no message."""

from __future__ import annotations

import contextlib
import socket
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, RemoteDisconnected
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Retry
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import TimeoutError as Late

from kiosk.errors import KioskError, UnsafeAddress, UpstreamAway, UpstreamError, UpstreamGarbled
from kiosk.trust import is_loopback

CONNECT_S = 3.05
"""Just over 3 s, so that one lost SYN (resent after 3 s, RFC 6298 section 2) still gets through; requests' own advice."""
READ_S = 10.0
"""Longest silence of the server within one answer."""
PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Reply:
    """A status with what came along. ``body`` is whole and unpacked, empty where it went into a file."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def media_type(self) -> str:
        """The media type in lower case, without parameters."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()


class Body:
    """The bytes of an answer as they come."""

    def __init__(self, response: requests.Response) -> None:
        self._raw = response.raw

    def read(self, size: int) -> bytes:
        """At most ``size`` bytes, none at the end."""
        return bytes(self._raw.read(size, decode_content=False))

    def arriving(self) -> Iterator[bytes]:
        """The bytes as they arrive, whatever there is of them, until the end."""
        while piece := bytes(self._raw.read1(PIECE, decode_content=False)):
            yield piece


def base_url(text: str) -> str:
    """``text`` as the server's address without a trailing slash. Raises UnsafeAddress for anything but https, or http to this computer."""
    try:
        parts = urlsplit(text.strip())
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise UnsafeAddress(url=text[:200]) from None
    plain_is_safe = parts.scheme == "http" and is_loopback(host)
    if not host or parts.username or parts.query or parts.fragment or not (parts.scheme == "https" or plain_is_safe):
        raise UnsafeAddress(url=text[:200])
    return text.strip().rstrip("/")


class Transport:
    """A session with one server. One call at a time; ``close`` may come from another thread and ends a call under way.

    ``ca``: a file of certificates to trust in place of the public ones. ``total``: seconds one exchange may take in all, so that a
    server that sends a byte now and then cannot hold the station."""

    def __init__(
        self, url: str, *, ca: Path | None = None, connect: float = CONNECT_S, read: float = READ_S, total: float = 3 * READ_S
    ) -> None:
        self._url = base_url(url)
        self._verify: str | bool = str(ca) if ca else True
        self._connect = connect
        self._read = read
        self._total = total
        self._sockets: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._late = False
        self._session = _Session()
        # environment variables could name another CA, a proxy or a password: REQUESTS_CA_BUNDLE overrides even session.verify
        self._session.trust_env = False
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, _Adapter(self._opened))

    def ask(self, method: str, path: str, *, headers: Mapping[str, str], limit: int, body: bytes | None = None) -> Reply:
        """One exchange; the body may be at most ``limit`` bytes after unpacking. Raises UpstreamAway or UpstreamGarbled, nothing else."""
        with self._exchange(method, path, headers, body, self._read, self._total) as response:
            pieces = _unpacked(response, limit)
            return Reply(response.status_code, response.headers, b"".join(pieces))

    @contextmanager
    def stream(self, path: str, *, headers: Mapping[str, str], read: float, total: float) -> Iterator[tuple[Reply, Body]]:
        """A GET whose body is read as it was sent, no content coding undone; ``read`` is the longest silence, in seconds.

        Raises as ``ask`` does; a KioskError of the reader passes."""
        with self._exchange("GET", path, headers, None, read, total) as response:
            yield Reply(response.status_code, response.headers), Body(response)

    def close(self) -> None:
        """Let go of every connection; a call under way ends as UpstreamAway."""
        self._closed = True
        self._cut()
        self._session.close()

    @contextmanager
    def _exchange(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None, read: float, total: float
    ) -> Iterator[requests.Response]:
        if self._closed:
            raise UpstreamAway("closed")
        response: requests.Response | None = None
        self._late = False
        watch = threading.Timer(total, self._too_late)
        watch.daemon = True
        watch.start()
        try:
            response = self._session.request(
                method, self._url + path, data=body, headers=dict(headers), timeout=(self._connect, read), verify=self._verify,
                allow_redirects=False, stream=True,
            )  # fmt: skip
            yield response
            if self._closed or self._late:  # a connection shut down looks like an answer that ended
                raise UpstreamAway("cut short")
        except KioskError:
            raise
        except Exception as fault:
            # whatever a hostile or cut answer makes the libraries raise: the outcome is unknown, and that is all there is to say
            raise (UpstreamAway("cut short") if self._closed or self._late else _meaning(fault)) from fault
        finally:
            watch.cancel()
            watch.join()
            if response is not None:
                response.close()

    def _too_late(self) -> None:
        self._late = True
        self._cut()

    def _opened(self, sock: socket.socket) -> None:
        with self._lock:
            self._sockets = {old for old in self._sockets if old.fileno() != -1} | {sock}
        if self._closed:
            self._cut()

    def _cut(self) -> None:
        # closing a descriptor does not wake a thread that reads from it, shutting the connection down does
        with self._lock:
            for sock in self._sockets:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)


class _Session(requests.Session):
    """A session that never looks at a redirect: even unfollowed ones, requests would read their bodies whole."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        return None


class _Adapter(HTTPAdapter):
    """Reports each socket it opens, so that another thread can end a read."""

    def __init__(self, opened: Any) -> None:
        class Plain(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                opened(self.sock)

        class Tls(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                opened(self.sock)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class TlsPool(HTTPSConnectionPool):
            ConnectionCls = Tls

        self._pools = {"http": PlainPool, "https": TlsPool}
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=Retry(0, read=False, redirect=False))

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        super().init_poolmanager(connections, maxsize, block, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools


def _unpacked(response: requests.Response, limit: int) -> Iterator[bytes]:
    """The body with gzip undone, never more than ``limit`` bytes of it in memory."""
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip"):
        raise UpstreamGarbled(f"content coding {coding[:40]}")
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if coding == "gzip" else None
    length = 0
    for sent in response.raw.stream(PIECE, decode_content=False):
        piece = unpack.decompress(sent, limit - length + 1) if unpack else sent
        length += len(piece)
        if length > limit or (unpack and unpack.unconsumed_tail):
            raise UpstreamGarbled(f"answer longer than {limit} bytes")
        yield piece
    if unpack and not unpack.eof:
        raise UpstreamGarbled("answer ends early")


def _meaning(fault: BaseException) -> UpstreamError:
    """Whether ``fault`` says that nobody answered, or that somebody answered nonsense."""
    name = type(fault).__name__
    causes: list[BaseException] = []
    link: BaseException | None = fault
    while link is not None and link not in causes:
        causes.append(link)
        link = link.__cause__ or link.__context__
    nonsense = any(isinstance(cause, HTTPException) and not isinstance(cause, RemoteDisconnected) for cause in causes)
    unheard = isinstance(fault, requests.exceptions.ConnectionError | requests.exceptions.Timeout | Late)
    if unheard and not nonsense and not isinstance(fault, requests.exceptions.SSLError):
        return UpstreamAway(name)
    return UpstreamGarbled(name)
