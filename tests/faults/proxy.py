"""A bad network between a station and its server, on loopback: one TCP proxy whose faults are switched while it works; knows no message.

The faults are those of toxiproxy (latency, bandwidth, slow_close, timeout, reset_peer, limit_data, down) and those only a person in the
middle makes: wrong bytes, answers of somebody else. When the fault is another one, every connection there is breaks, as when a network
is changed; a fault then holds for the connections that come while it is set.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import struct
import threading
from collections.abc import Coroutine
from dataclasses import dataclass
from time import monotonic
from types import TracebackType

PIECE = 16 * 1024


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the way. ``latency``: seconds each piece takes, both ways. ``bandwidth``: bytes a second, 0 for no limit.
    ``cut_after``: bytes of the answer after which the connection ends (None: never), with a reset where ``reset``. ``garbled``: the chance
    that a piece of the answer has a byte changed. ``slow_close``: seconds the end of a connection is held back. ``down``: every
    connection is refused. ``still``: connections stand, nothing passes (a black hole). ``answer``: somebody else answers, with this."""

    latency: float = 0.0
    bandwidth: int = 0
    cut_after: int | None = None
    reset: bool = False
    garbled: float = 0.0
    slow_close: float = 0.0
    down: bool = False
    still: bool = False
    answer: bytes = b""


NONE = Fault()


class Proxy:
    """Stands before ``port`` of this computer (or the socket file ``port``), on ``self.port``, from construction until ``close``.

    ``came``: when (monotonic seconds) each connection came."""

    def __init__(self, port: int | str, fault: Fault = NONE, seed: int = 0) -> None:
        self.came: list[float] = []
        self._fault = fault
        self._target = port
        self._chance = random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._ending = asyncio.Event()
        self._open: set[asyncio.Task[None]] = set()
        listening = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.port: int = listening.getsockname()[1]
        self._thread = threading.Thread(target=self._run, args=(listening,), name="proxy")
        self._thread.start()

    @property
    def fault(self) -> Fault:
        """What is wrong now; may be set at any time, from any thread."""
        return self._fault

    @fault.setter
    def fault(self, fault: Fault) -> None:
        self._fault = fault
        self._loop.call_soon_threadsafe(self._cut)

    @property
    def url(self) -> str:
        """Where a station finds it."""
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        """End every connection."""
        self._loop.call_soon_threadsafe(self._ending.set)
        self._thread.join()

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _run(self, listening: socket.socket) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve(listening))

    async def _serve(self, listening: socket.socket) -> None:
        server = await asyncio.start_server(self._came, sock=listening)
        await self._ending.wait()
        server.close()
        self._cut()
        await asyncio.gather(*self._open, return_exceptions=True)

    def _cut(self) -> None:
        for task in self._open:
            task.cancel()

    async def _came(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        self.came.append(monotonic())
        try:
            await self._between(reader, writer, self.fault)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            _reset(writer)  # whoever is left hears that it is over
        finally:
            self._open.discard(task)
            writer.close()

    async def _between(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, fault: Fault) -> None:
        if fault.down:
            _reset(writer)
        elif fault.answer:
            await _request(reader)
            writer.write(fault.answer)
            await writer.drain()
        else:
            if isinstance(self._target, int):
                there, back = await asyncio.open_connection("127.0.0.1", self._target)
            else:
                there, back = await asyncio.open_unix_connection(self._target)
            try:
                await _first(self._pass(reader, back, fault), self._pass(there, writer, fault, answers=True))
                if fault.reset:
                    _reset(writer)
                await asyncio.sleep(fault.slow_close)
            finally:
                back.close()

    async def _pass(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, fault: Fault, answers: bool = False) -> None:
        """One way, until its end."""
        passed, most = 0, fault.cut_after if answers else None
        while piece := await source.read(PIECE):
            if fault.still:
                await asyncio.Event().wait()
            pause = fault.latency + (len(piece) / fault.bandwidth if fault.bandwidth else 0.0)
            if pause:
                await asyncio.sleep(pause)
            if fault.garbled and answers and self._chance.random() < fault.garbled:
                at = self._chance.randrange(len(piece))
                piece = piece[:at] + bytes([piece[at] ^ 0x5A]) + piece[at + 1 :]
            if most is not None:
                piece = piece[: most - passed]
            target.write(piece)
            await target.drain()
            passed += len(piece)
            if passed == most:
                return


async def _first(*ways: Coroutine[None, None, None]) -> None:
    """Until one of them has ended."""
    tasks = [asyncio.ensure_future(way) for way in ways]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _request(reader: asyncio.StreamReader) -> None:
    """One HTTP request, whole, so that who asked is ready to hear."""
    head = await reader.readuntil(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    await reader.readexactly(int(lengths[0]) if lengths else 0)


def _reset(writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
