"""Runs the application on a port until told to stop; knows no path and no table."""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any

import uvicorn
from fastapi import FastAPI

from kiosk.errors import KioskError

GRACE_S = 10
"""Seconds requests under way may take to end when the server stops."""
KEPT_S = 30
"""Seconds an idle connection is kept: a station that listens asks every 10, and each new one would be a TLS handshake."""
BACKLOG = 2048
PR_SET_PDEATHSIG = 1
"""prctl(2): the signal to get when the parent dies."""


class PortBusy(KioskError):
    """Another program listens on the port, or the address is not this computer's."""

    key = "server.port_busy"


class Running:
    """A server on ``host``:``port`` (0: any free port), over TLS where ``tls`` is given. ``run`` returns after ``stop``, from any thread,
    or SIGTERM in the main one."""

    def __init__(self, app: FastAPI, host: str, port: int, tls: ssl.SSLContext | None = None) -> None:
        self._scheme = "https" if tls else "http"
        self._socket = _listening(host, port)
        self.port: int = self._socket.getsockname()[1]
        config = uvicorn.Config(
            app, loop="auto", http="httptools", ws="none", lifespan="off", log_config=None, access_log=False, server_header=False,
            timeout_graceful_shutdown=GRACE_S, timeout_keep_alive=KEPT_S, backlog=BACKLOG,
        )  # fmt: skip
        config.load()
        config.ssl = tls
        self._server = _Server(config)
        self._server.ending = getattr(app.state, "ending", [])

    @property
    def url(self) -> str:
        """Where it is reached from this computer."""
        host = self._socket.getsockname()[0]
        name = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104 - compared, not bound
        return f"{self._scheme}://{name}:{self.port}"

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until stopped; ``ready`` is called once requests are taken. Requests under way are answered before this returns."""
        self._server.ready = ready
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()

    def stop(self) -> None:
        """Let ``run`` end soon."""
        self._server.should_exit = True


class _Server(uvicorn.Server):
    ready: Callable[[], None] = staticmethod(lambda: None)
    ending: Sequence[Callable[[], None]] = ()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for end in self.ending:
            await asyncio.to_thread(end)
        await super().shutdown(sockets=sockets)


def die_with_parent(stop: Callable[[], None]) -> None:
    """Call ``stop`` when the parent process is gone: when our standard input ends, and on Linux when the kernel says so.

    The kernel speaks when the parent's *thread* ends that started us, so the signal is a question, answered by asking who our parent is."""
    parent = os.getppid()

    def watch() -> None:
        # not sys.stdin: its lock, held by a waiting thread, would abort the interpreter when it ends
        while os.read(0, 4096):
            pass
        stop()

    threading.Thread(target=watch, name="parent", daemon=True).start()
    if sys.platform == "linux":

        def asked(_: int, __: Any) -> None:
            if os.getppid() != parent:
                stop()

        signal.signal(signal.SIGUSR2, asked)
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGUSR2)
        if os.getppid() != parent:  # it died before we asked
            stop()


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        raise PortBusy(error.strerror or str(error), host=host, port=port) from error
    try:
        if os.name == "posix":  # on Windows this option would let two programs share the port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise PortBusy(error.strerror or str(error), host=host, port=port) from error
    return listening
