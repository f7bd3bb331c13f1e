"""Printers on loopback that take what ours would: a Zebra that answers ~HS, a Brother that only swallows; and readers of their languages,
written from the manuals and not from our encoders."""

from __future__ import annotations

import base64
import re
import socket
import threading
import zlib
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

_LABEL = re.compile(
    rb"\^XA\^PW(\d+)\^LL(\d+)\^LH0,0\^LS0\^FO0,0\^GFA,(\d+),(\d+),(\d+),"
    rb"(:Z64:[A-Za-z0-9+/=]+:[0-9A-F]{4}|[0-9A-F]+)\^FS\^PQ1\^XZ"
)
WELL = {"paper_out": 0, "paused": 0, "head_open": 0, "ribbon_out": 0, "hot": 0}


class FakePrinter(ABC):
    """Accepts connections one after the other and hands each to ``talk``; ``port`` is free for anybody to connect to."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self._ending = threading.Event()
        self.port: int = self._listener.getsockname()[1]
        self.connections = 0
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ending.set()
        self._thread.join()
        self._listener.close()

    @abstractmethod
    def talk(self, line: socket.socket) -> None:
        """One connection, to its end."""

    def receive(self, line: socket.socket) -> bytes:
        """What comes next; empty once the other side has ended or the test is over."""
        while not self._ending.is_set():
            try:
                return line.recv(65536)
            except TimeoutError:
                continue
        return b""

    def _serve(self) -> None:
        while not self._ending.is_set():
            try:
                line, _ = self._listener.accept()
            except TimeoutError:
                continue
            self.connections += 1
            line.settimeout(0.05)
            with line:
                try:
                    self.talk(line)
                except ConnectionError:
                    continue


class FakeZebra(FakePrinter):
    """Keeps each label it was sent whole; ``state`` is what ~HS tells, ``after`` what becomes of it once a label has come, and
    ``busy`` how often it still has that label to print when asked. ``mute``: it never answers. ``breaks``: it hangs up at a label."""

    def __init__(self, *, after: dict[str, int] | None = None, busy: int = 0, mute: bool = False, breaks: bool = False) -> None:
        super().__init__()
        self.labels: list[bytes] = []
        self.state = dict(WELL)
        self._after, self._busy, self._mute, self._breaks = after or {}, busy, mute, breaks

    def talk(self, line: socket.socket) -> None:
        heard = b""
        while data := self.receive(line):
            heard += data
            while (found := re.search(rb"~HS|\^XA.*?\^XZ", heard, re.DOTALL)) is not None:
                heard = heard[found.end() :]
                if found[0] != b"~HS":
                    self.labels.append(found[0])
                    self.state |= self._after
                    if self._breaks:
                        return
                elif not self._mute:
                    answer = self._answer()
                    line.sendall(answer[:20])  # never trust that an answer comes in one piece
                    line.sendall(answer[20:])

    def _answer(self) -> bytes:
        waiting = 1 if self.labels and self._busy > 0 else 0
        self._busy -= waiting
        one = f"030,{self.state['paper_out']},{self.state['paused']},0799,{waiting:03},0,0,0,000,0,0,{self.state['hot']}"
        two = f"000,0,{self.state['head_open']},{self.state['ribbon_out']},0,2,4,0,{waiting:08},1,000"
        return "".join(f"\x02{text}\x03\r\n" for text in (one, two, "1234,0")).encode()


class FakeBrother(FakePrinter):
    """Keeps what it was sent and closes the line when the other side has ended; ``closes`` False: it never does."""

    def __init__(self, *, closes: bool = True) -> None:
        super().__init__()
        self.jobs: list[bytes] = []
        self._closes = closes

    def talk(self, line: socket.socket) -> None:
        parts = []
        while data := self.receive(line):
            parts.append(data)
        self.jobs.append(b"".join(parts))
        while not self._closes and not self._ending.is_set():
            self._ending.wait(0.05)


def zpl_dots(label: bytes) -> NDArray[np.bool_]:
    """The black dots of a label as a Zebra would set them. Asserts what the guide demands of ^GF, Z64 and its checksum."""
    found = _LABEL.fullmatch(label)
    assert found is not None, label[:80]
    across, down, sent, whole, row = (int(found[number]) for number in range(1, 6))
    if found[6].startswith(b":"):
        _, _, text, checksum = found[6].split(b":")
        assert _crc(text) == int(checksum, 16)
        raw = zlib.decompress(base64.b64decode(text, validate=True))
    else:
        raw = bytes.fromhex(found[6].decode())
    assert len(raw) == whole == sent == row * down
    return np.unpackbits(np.frombuffer(raw, np.uint8).reshape(down, row), axis=1)[:, :across].astype(np.bool_)


def _crc(data: bytes) -> int:
    """CRC-16 with polynomial 0x1021 from zero, bit by bit."""
    value = 0
    for byte in data:
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1 ^ (0x1021 if value & 0x8000 else 0)) & 0xFFFF
    return value


def brother_dots(job: bytes) -> NDArray[np.bool_]:
    """The black dots on the 62 mm roll, left to right, as a QL with a head of 720 dots would set them; the job is whole and cut off."""
    rows: list[bytes] = []
    seen: dict[bytes, bytes] = {}
    sizes = {b"\x1b@": 0, b"\x1bia": 1, b"\x1biz": 10, b"\x1biM": 1, b"\x1biA": 1, b"\x1biK": 1, b"\x1bid": 2, b"M": 1}
    at = len(job) - len(job.lstrip(b"\x00"))
    assert at >= 200, "what was half there before is not ended"
    while job[at : at + 1] != b"\x1a":
        if job[at : at + 1] == b"g":
            assert job[at + 1] == 0
            rows.append(job[at + 3 : at + 3 + job[at + 2]])
            at += 3 + job[at + 2]
            continue
        command = next(one for one in sizes if job.startswith(one, at))
        at += len(command)
        seen[command] = job[at : at + sizes[command]]
        at += sizes[command]
    assert at == len(job) - 1, "something comes after the print command"
    about = seen[b"\x1biz"]
    assert about[1:4] == bytes((0x0A, 62, 0))
    assert int.from_bytes(about[4:8], "little") == len(rows)
    assert (seen[b"\x1bia"], seen[b"\x1biM"], seen[b"M"]) == (b"\x01", b"\x40", b"\x00")
    head = np.unpackbits(np.frombuffer(b"".join(rows), np.uint8).reshape(len(rows), 90), axis=1).astype(np.bool_)
    assert not head[:, :12].any()
    assert not head[:, 708:].any()
    return head[:, 708 - 1 : 12 - 1 : -1]


def never() -> bool:
    """Nobody asks to end."""
    return False
