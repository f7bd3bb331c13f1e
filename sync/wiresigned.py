"""Messages under a signature: of the event, which a station knows since it was enrolled, or of a station, which the server knows; knows
neither side."""

from __future__ import annotations

import base64
from typing import Annotated, ClassVar, Self

from pydantic import Field

from kiosk import signed
from sync.wirevalues import Hex, Message, Name

WIPE, ERASE = 1, 2
"""The two commands there are; a station is given each at most once in its life, and in this order."""


class SignedMessage(Message):
    """Says something under an Ed25519 signature that is good for its ``purpose`` alone."""

    purpose: ClassVar[str]

    def sealed(self, private_key: bytes) -> str:
        """As it travels: JSON and signature, both base64url (RFC 4648 section 5), a dot between."""
        said = self.model_dump_json().encode()
        parts = (said, signed.sign(self.purpose, said, private_key))
        return ".".join(base64.urlsafe_b64encode(part).decode() for part in parts)

    @classmethod
    def opened(cls, text: str, public_key: bytes) -> Self:
        """What ``text`` says. Raises ValueError where it is none of these or another's."""
        said, signature = (base64.b64decode(part, altchars=b"-_", validate=True) for part in text.split("."))
        if not signed.holds(cls.purpose, said, signature, public_key):
            raise ValueError("not signed by this key")
        return cls.model_validate_json(said)


class End(Message):
    """One of a station's logs (journal or access log) up to its row ``rows``, whose hash is ``head``."""

    epoch: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    rows: Annotated[int, Field(ge=0, lt=2**62)]
    head: Hex = ""


class Command(SignedMessage):
    """What the event has a station do. ``number`` 1: stop, give up every name and key, send what is unsent. 2: the logs as well may go, for
    the backup with SHA-256 ``seal`` was read back and holds them as far as ``ends`` say."""

    purpose = "command"

    event: Name
    station: Name
    number: Annotated[int, Field(ge=WIPE, le=ERASE)]
    seal: Hex = ""
    ends: list[End] = []


class Receipt(SignedMessage):
    """What a station did of the command ``number``, by its own key. ``at``: its corrected time, us; ``ends``: its logs; ``seal``: which
    backup covers them, "" while they are kept."""

    purpose = "receipt"

    event: Name
    station: Name
    number: Annotated[int, Field(ge=WIPE, le=ERASE)]
    at: Annotated[int, Field(ge=-(2**62), lt=2**62)]
    ends: list[End]
    seal: Hex = ""
