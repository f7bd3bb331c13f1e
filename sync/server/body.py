"""A request's body, whole and unpacked, never larger than agreed; knows no message."""

from __future__ import annotations

import json
import zlib
from typing import TypeVar

from fastapi import Request
from pydantic import ValidationError
from pydantic_core import from_json

from kiosk.errors import KioskError
from sync.wire import MAX_BODY, Message

M = TypeVar("M", bound=Message)


class TooLarge(KioskError):
    """The body is longer than MAX_BODY once unpacked."""

    key = "server.too_large"


class Malformed(KioskError):
    """The body is no message of ours."""

    key = "server.malformed"


async def body_of(request: Request) -> bytes:
    """The body, gzip undone. Raises TooLarge as soon as that is certain, so a small body that unpacks to gigabytes costs nothing."""
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip"):
        raise Malformed(f"content coding {coding[:20]}")
    unpack = zlib.decompressobj(wbits=31) if coding == "gzip" else None
    whole = bytearray()
    async for piece in request.stream():
        try:
            whole += unpack.decompress(piece, MAX_BODY + 1 - len(whole)) if unpack else piece
        except zlib.error:
            raise Malformed("not gzip") from None
        if len(whole) > MAX_BODY or (unpack and unpack.unconsumed_tail):
            raise TooLarge
    if unpack and (not unpack.eof or unpack.unused_data):
        raise Malformed("gzip is cut short or goes on")
    return bytes(whole)


def message_of(kind: type[M], body: bytes) -> M:
    """``body`` as a message. Raises Malformed, whatever is in it.

    pydantic's JSON reader is three times as fast as Python's, but refuses the whole text for one lone surrogate, and one bad record must
    not hold up the rest: what it does not take is read by the other."""
    try:
        try:
            values = from_json(body)
        except ValueError:
            values = json.loads(body)
        return kind.model_validate(values)
    except (ValidationError, ValueError, RecursionError):
        raise Malformed(kind.__name__) from None
