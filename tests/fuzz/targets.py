"""What reads bytes that anybody may have made, and what it may say of them; anything else a target raises is a fault."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import assets
from kiosk import badge
from kiosk.commands.export import harmless
from kiosk.errors import PeopleError, ProgrammeError, TemplateError, UpstreamError
from kiosk.inspection import inspect
from kiosk.printing import template
from kiosk.programme import Programme, load
from kiosk.scanner.heard import understand
from kiosk.scanner.wedge import Stroke, Wedge
from kiosk.signing import Signers
from sync import client, events
from sync.server import lists
from sync.server.body import Malformed, message_of
from sync.server.sift import kept, sift
from sync.transport import Reply
from sync.wire import Command, Frame, Manifest, RoundAnswer, RoundRequest
from sync.wireproof import Asked, signature
from tests.builders import EVENT, HASH_KEY

SHIPPED = Path(assets.__file__).parent
PRIVATE = bytes(range(100, 132))
PUBLIC = Ed25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw()
TOKEN = badge.sign(PRIVATE, 7, "SEOULSMARTLIFE26", category_index=5, day=2, event=EVENT)


@dataclass(frozen=True)
class Target:
    """``eat`` reads the bytes; ``samples`` are good ones to begin from."""

    eat: Callable[[bytes], None]
    samples: tuple[bytes, ...]


def codes(data: bytes) -> None:
    """A code as a camera or hand scanner gives it."""
    text = data.decode("utf-8", "surrogateescape")
    badge.parse(text, EVENT, HASH_KEY, {7: PUBLIC})
    badge.parse(badge.typed(text), EVENT, HASH_KEY, {7: PUBLIC})
    badge.grouped(text)
    found = inspect(text, EVENT, Signers(EVENT, {1: PUBLIC}), 0)
    assert json.dumps(found.code)


def requests(data: bytes) -> None:
    """What a server is sent."""
    Asked("POST", "/x", "Bearer " + data[:99].decode("latin-1"), data.decode("latin-1"), data).signed_at(PUBLIC)
    with suppress(Malformed):
        asked = message_of(RoundRequest, data)
        for raw in asked.records:
            sift(raw, EVENT, "gate-1", b"e" * 16, 1, b"h" * 32)
            kept(raw)


def answers(data: bytes) -> None:
    """What a station is answered."""
    for kind in (RoundAnswer, Frame):
        with suppress(UpstreamError):
            client.message(kind, Reply(200, {"Content-Type": "application/json"}, data))
    with suppress(UpstreamError):
        list(events.events([data[:5], data[5:]], 1 << 20))
    for sealed in (Command, Manifest):
        with suppress(ValueError):
            sealed.opened(data.decode("latin-1"), PUBLIC)
    client.retry_after({"Retry-After": data[:40].decode("latin-1"), "Date": data[40:].decode("latin-1")})


def people(data: bytes) -> None:
    """A list of attendees."""
    with suppress(PeopleError):
        for person in lists.read(data, _programme()).people:
            assert not str(harmless(person.name)).startswith(("=", "+", "-", "@", "\t", "\r"))


def programmes(data: bytes) -> None:
    """A programme."""
    with suppress(ProgrammeError):
        load(data.decode("utf-8", "replace"))


def templates(data: bytes) -> None:
    """A badge's template: no script, no file, no address is left in what is drawn."""
    with suppress(TemplateError):
        drawn = template.parse(data, "x.svg").art
        assert "<!" not in drawn
        for element in ElementTree.fromstring(drawn).iter():
            assert not element.tag.endswith(("script", "style", "image", "use", "foreignObject"))
            for name, value in element.attrib.items():
                assert not name.startswith("on")
                assert not name.endswith("href") or value.startswith("#")  # within the template itself
                assert "url(" not in value.lower().replace(" ", "").replace("url(#", "")


def keys(data: bytes) -> None:
    """Keys of a hand scanner, or of a person."""
    wedge, at = Wedge(lambda strokes: bool(understand(strokes).text)), 0
    for one, two in zip(data[::2], data[1::2], strict=False):
        at += two % 64 * (1 if two < 200 else 40)
        text = chr(one) if one < 128 else chr(0x3131 + one % 94) if one < 222 else ""
        end = chr(one) if one in (9, 10, 13) else ""
        step = wedge.key(Stroke(text, at, two, shift=bool(two & 1), hangul=one > 127, ends=end))
        if step.burst is not None:
            understand(step.burst.strokes)
    wedge.silence()
    wedge.leave()


@cache
def _programme() -> Programme:
    return load((SHIPPED / "programmes" / "slw.toml").read_text("utf-8"))


_ROUND = json.dumps({"epoch": "01" * 16, "records": [{"format": 1, "kind": "scan", "hlc": 1, "payload": "AAAA"}]}).encode()
_ANSWER = b'{"epoch":"%s","mark":1,"head":"%s","received":1,"sent":2,"cursor":{"generation":"g","position":"1"}}' % (b"01" * 16, b"ab" * 32)
_FRAME = b'id: g/1\nevent: frame\ndata: {"after":{},"cursor":{},"sent":1}\n\n'
_SIGNED = signature(PRIVATE, "POST", "/x", b"", 5).encode()

TARGETS: dict[str, Target] = {
    "codes": Target(codes, (TOKEN.encode(), b"SEOULSMARTLIFE26", b"]Q1SEOULSMARTLIFE26\r")),
    "requests": Target(requests, (_ROUND, _SIGNED)),
    "answers": Target(answers, (_ANSWER, _FRAME, Command(event=EVENT, station="g", number=1).sealed(PRIVATE).encode())),
    "people": Target(people, ("id,name,phone,email,company,category\nK1,홍길동,010-0000-5678,a@b.c,=1+1,visitor\n".encode(),)),
    "programmes": Target(
        programmes, tuple(part.encode() for part in (SHIPPED / "programmes" / "slw.toml").read_text("utf-8").split("\n\n"))
    ),
    "templates": Target(templates, tuple(path.read_bytes() for path in sorted((SHIPPED / "badges").rglob("*.svg")))),
    "keys": Target(keys, (b"".join(bytes((letter, 5)) for letter in b"SEOULSMARTLIFE26\r"),)),
}
