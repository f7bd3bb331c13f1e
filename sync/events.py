"""Server-sent events read from pieces of a body (WHATWG HTML section 9.2, as far as our server writes them); knows no message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.errors import UpstreamGarbled


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its name and its data."""

    name: str
    data: str


def events(pieces: Iterable[bytes], limit: int) -> Iterator[Event]:
    """Every whole event in ``pieces``; comments and fields we do not use are passed over. Raises UpstreamGarbled for one longer than
    ``limit`` bytes or no UTF-8."""
    held = b""
    for piece in pieces:
        held += piece.replace(b"\r", b"")  # a proxy may have put them there; JSON has none unescaped
        *whole, held = held.split(b"\n\n")
        if len(held) > limit:
            raise UpstreamGarbled(f"event longer than {limit} bytes")
        for block in whole:
            yield from _event(block)


def _event(block: bytes) -> Iterator[Event]:
    name, data = "message", []
    try:
        lines = block.decode().split("\n")
    except UnicodeDecodeError:
        raise UpstreamGarbled("an event that is no text") from None
    for line in lines:
        field, _, value = line.partition(":")
        if field == "event":
            name = value.removeprefix(" ")
        elif field == "data":
            data.append(value.removeprefix(" "))
    if data:
        yield Event(name, "\n".join(data))
