"""Cuts the bytes of a serial hand scanner into codes at CR, LF, CRLF, TAB or silence; knows no port."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.scanner.wedge import MOST

_ENDS = re.compile(rb"\r\n|\r|\n|\t")


@dataclass(frozen=True, slots=True)
class Line:
    """One code as it came: at most ``MOST`` characters, control characters left out; ``ending`` "" for silence."""

    text: str
    ending: str


class Lines:
    """Takes bytes as they come; half a code is dropped with ``reset``, so that it never runs into the next."""

    def __init__(self) -> None:
        self._begun = b""
        self._after_cr = False

    def feed(self, data: bytes) -> list[Line]:
        """The codes that ``data`` completes."""
        if self._after_cr and data.startswith(b"\n"):
            data = data[1:]
        self._after_cr = data.endswith(b"\r")
        found = []
        at = 0
        for end in _ENDS.finditer(data):
            found.append(_line(self._begun + data[at : end.start()], end.group().decode()))
            self._begun, at = b"", end.end()
        self._begun = (self._begun + data[at:])[: 4 * MOST]
        return [line for line in found if line.text]

    def silence(self) -> list[Line]:
        """Nothing came for a while: what was begun is a code."""
        line = _line(self._begun, "")
        self.reset()
        return [line] if line.text else []

    def reset(self) -> None:
        """Forget what was begun."""
        self._begun, self._after_cr = b"", False


def _line(raw: bytes, ending: str) -> Line:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return Line("".join(c for c in text if c.isprintable())[:MOST], ending)
