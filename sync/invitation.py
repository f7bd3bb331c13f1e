"""The enrolment a server offers, as a QR, a line a hand scanner types, or two words; knows how to read one, asks no server."""

from __future__ import annotations

import json
from dataclasses import dataclass
from time import monotonic

from kiosk.errors import CameraError, UsageError

MOST = 1_000
"""Letters of an invitation; ours have about 130."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """Where to ask (with the pin of the server's certificates, if it has its own) and with which one-time code."""

    url: str
    code: str

    @property
    def text(self) -> str:
        """What the QR says."""
        return json.dumps({"slw": 1, "url": self.url, "code": self.code}, separators=(",", ":"))


def read(text: str) -> Invitation:
    """The invitation ``text`` is: the QR's own words, or an address and a code with a space between. Raises NoInvitation."""
    text = text.strip()[:MOST]
    try:
        told = json.loads(text)
        if told["slw"] == 1 and isinstance(told["url"], str) and isinstance(told["code"], str):
            return Invitation(told["url"], told["code"])
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    words = text.split()
    if len(words) >= 2 and "://" in words[0]:  # the code may come in groups
        return Invitation(words[0], "".join(words[1:]))
    raise NoInvitation


def seen(camera: str, seconds: float) -> Invitation:
    """The invitation that is held before ``camera`` within ``seconds``. Raises NoInvitation where none comes, or a CameraError."""
    from kiosk.scanner.camera import Camera, open_source
    from kiosk.scanner.decode import Decoder
    from kiosk.scanner.mailbox import Mailbox

    mailbox, decoder, end = Mailbox(), Decoder(), monotonic() + seconds
    watcher = Camera(lambda: open_source(camera), mailbox)
    watcher.start()
    frames = 0
    try:
        while (left := end - monotonic()) > 0:
            frame = mailbox.take(min(1.0, left))
            if frame is None:
                continue
            frames += 1
            for found in decoder.read(frame.image):
                try:
                    return read(found.text)
                except NoInvitation:
                    continue
        if not frames:
            raise CameraError(camera)
        raise NoInvitation
    finally:
        watcher.stop()


class NoInvitation(UsageError):
    """What was given is no invitation of a server."""

    key = "enrol.no_invitation"
