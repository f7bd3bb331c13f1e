"""What the server tells stations has changed, message by message; a part of ``sync.wire``, which is where both sides take it from."""

from __future__ import annotations

from json.encoder import encode_basestring
from typing import Annotated, Literal

from pydantic import Field

from kiosk.calls import Answered, Called
from kiosk.model import Badge, DeskKey, Direction, Flag, Handed, Sighting, Staff, Text
from sync.wirevalues import Hex, Message, Micros, Name, Number, Row, Stamp


class BadgeChange(Message):
    """A badge as it is now (``gone``: no longer there)."""

    kind: Literal["badge"] = "badge"
    code: Hex
    id: Name = ""
    category: Name = ""
    flags: Number = 0
    valid_from: Micros | None = None
    valid_until: Micros | None = None
    days: list[Number] = []
    invitations: list[Name] = []
    gone: bool = False

    @classmethod
    def of(cls, badge: Badge) -> BadgeChange:
        """``badge`` as a change."""
        return cls(
            code=badge.code_hash.hex(), id=badge.id, category=badge.category, flags=int(badge.flags), valid_from=badge.valid_from,
            valid_until=badge.valid_until, days=list(badge.days), invitations=sorted(badge.invitations),
        )  # fmt: skip

    def badge(self) -> Badge:
        """The roster row this change puts."""
        return Badge(
            code_hash=bytes.fromhex(self.code), id=self.id, category=self.category, flags=Flag(self.flags), valid_from=self.valid_from,
            valid_until=self.valid_until, days=tuple(self.days), invitations=frozenset(self.invitations),
        )  # fmt: skip


class SightingChange(Message):
    """An entry or exit seen by another station."""

    kind: Literal["sighting"] = "sighting"
    station: Name
    epoch: Hex
    row: Row
    code: Hex
    zone: Name
    direction: Direction
    at: Annotated[int, Field(gt=-(2**63), lt=2**63)]
    hlc: Stamp
    undone: bool = False

    @classmethod
    def of(cls, seen: Sighting) -> SightingChange:
        """``seen`` as a change."""
        return cls(
            station=seen.station, epoch=seen.epoch.hex(), row=seen.row, code=seen.code_hash.hex(), zone=seen.zone,
            direction=seen.direction, at=seen.at, hlc=seen.hlc, undone=seen.undone,
        )  # fmt: skip

    @staticmethod
    def facts(row: int, code: str, zone: str, direction: str, at: int, hlc: int) -> str:
        """What is said of one passage beside its journal, as JSON without braces; ``code`` in hex. See ``told``."""
        return f'"row":{row},"code":"{code}","zone":{encode_basestring(zone)},"direction":"{direction}","at":{at},"hlc":{hlc}'

    @staticmethod
    def told(station: str, epoch: bytes, facts: bytes) -> bytes:
        """The changes of these passages of one journal as JSON, commas between; ``facts`` of each on a line of its own."""
        begins = f'{{"kind":"sighting","station":{encode_basestring(station)},"epoch":"{epoch.hex()}",'.encode()
        return begins + facts.replace(b"\n", b"}," + begins) + b"}"

    def sighting(self) -> Sighting:
        """What the other station saw."""
        return Sighting(
            station=self.station, epoch=bytes.fromhex(self.epoch), row=self.row, code_hash=bytes.fromhex(self.code), zone=self.zone,
            direction=self.direction, at=self.at, hlc=self.hlc, undone=self.undone,
        )  # fmt: skip


class StaffChange(Message):
    """A person who works here, as they are now."""

    kind: Literal["staff"] = "staff"
    id: Name
    name: Name
    role: Name
    pin: Annotated[str, Field(max_length=400)]
    blocked: bool = False
    badge: Hex = ""

    @classmethod
    def of(cls, staff: Staff) -> StaffChange:
        """``staff`` as a change."""
        return cls(id=staff.id, name=staff.name, role=staff.role, pin=staff.pin, blocked=staff.blocked, badge=staff.badge)

    def staff(self) -> Staff:
        """The person this change puts."""
        return Staff(id=self.id, name=self.name, role=self.role, pin=self.pin, blocked=self.blocked, badge=self.badge)


class PersonChange(Message):
    """An attendee as they are now, for desks alone: hex of what ``kiosk.personal.seal`` made, empty where they are no longer there."""

    kind: Literal["person"] = "person"
    id: Name
    sealed: Annotated[str, Field(max_length=16_000, pattern=r"^([0-9a-f]{2})*$")] = ""


class WireDeskKey(Message):
    """The key of a printing desk: its certificate (``kiosk.signing``), and whether it was revoked."""

    certificate: Hex
    revoked: bool = False

    @classmethod
    def of(cls, desk_key: DeskKey) -> WireDeskKey:
        """``desk_key`` as it travels."""
        return cls(certificate=desk_key.certificate.hex(), revoked=desk_key.revoked)

    def desk_key(self) -> DeskKey:
        """The key this message speaks of."""
        return DeskKey(bytes.fromhex(self.certificate), self.revoked)


class ProgrammeChange(Message):
    """The programme file and the keys of its printing desks as they are now, whole."""

    kind: Literal["programme"] = "programme"
    text: str
    version: Hex
    desk_keys: list[WireDeskKey] = []


class ConflictSide(Message):
    """One of the two facts of a conflict. ``kind`` "scan", "override" or, for what the server did itself, "revocation" (then no station,
    zone or row). ``at`` corrected time and ``error`` half width of what it may be off by (None: never measured), us; ``offline``: from when
    until when the station was cut off around it (server clock, us)."""

    kind: Name
    station: Name = ""
    epoch: Hex = ""
    row: Annotated[int, Field(ge=0, lt=2**62)] = 0
    zone: Name = ""
    direction: Direction = Direction.ENTRY
    at: Annotated[int, Field(gt=-(2**63), lt=2**63)]
    error: Micros | None = None
    received: Micros = 0
    offline: tuple[int, int] | None = None


class WireDecision(Message):
    """What a person made of a conflict."""

    at: Micros
    by: Name
    ruling: Name
    why: Annotated[str, Field(max_length=400)]


class ConflictChange(Message):
    """Two facts that cannot both be right, the earlier first. ``what`` and ``cause`` as ``kiosk.conflicts``; ``withdrawn``: it no longer
    follows from what the server knows; ``decisions`` oldest first, the last one holds."""

    kind: Literal["conflict"] = "conflict"
    id: Name
    what: Name
    cause: Name
    code: Hex
    badge: Name = ""
    first: ConflictSide
    second: ConflictSide
    found: Micros
    withdrawn: bool = False
    decisions: list[WireDecision] = []


class CallChange(Message):
    """A kiosk called staff or (``answered``) a desk said that somebody comes; ``at`` corrected time, us, ``name``: what the kiosk is
    called, in Korean and English."""

    kind: Literal["call"] = "call"
    id: Name
    station: Name
    at: Annotated[int, Field(gt=-(2**63), lt=2**63)]
    zone: Name = ""
    name: tuple[Name, Name] = ("", "")
    answered: bool = False

    @classmethod
    def of(cls, told: Called | Answered) -> CallChange:
        """``told`` as a change."""
        if isinstance(told, Answered):
            return cls(id=told.id, station=told.station, at=told.at, answered=True)
        return cls(id=told.id, station=told.station, at=told.at, zone=told.zone, name=(told.name.ko, told.name.en))

    def told(self) -> Called | Answered:
        """What this change says."""
        if self.answered:
            return Answered(self.id, self.station, self.at)
        return Called(self.id, self.station, self.zone, Text(*self.name), self.at)


class HandedChange(Message):
    """Something was handed out to whoever wears the badge ``code``; ``at`` corrected time, us."""

    kind: Literal["handed"] = "handed"
    station: Name
    epoch: Hex
    row: Row
    code: Hex
    counter: Name
    at: Annotated[int, Field(gt=-(2**63), lt=2**63)]

    @classmethod
    def of(cls, told: Handed) -> HandedChange:
        """``told`` as a change."""
        return cls(station=told.station, epoch=told.epoch.hex(), row=told.row, code=told.code_hash.hex(), counter=told.counter, at=told.at)

    def told(self) -> Handed:
        """What this change says."""
        return Handed(self.station, bytes.fromhex(self.epoch), self.row, bytes.fromhex(self.code), self.counter, self.at)


Change = Annotated[
    BadgeChange | SightingChange | StaffChange | PersonChange | ProgrammeChange | ConflictChange | CallChange | HandedChange,
    Field(discriminator="kind"),
]
