"""Every message station and server exchange, both ways; knows neither side.

JSON over HTTP, bodies optionally gzip-compressed. Bytes travel as lower-case hex, payloads as base64, times as integer microseconds
since the Unix epoch. A record travels without what the envelope already says (event, station, epoch, row, previous).

    POST /api/v1/enrol      EnrolRequest -> EnrolAnswer       no token
    POST /api/v1/rounds     RoundRequest -> RoundAnswer       Authorization: Bearer TOKEN
    GET  /api/v1/events     text/event-stream: Frames as "event: frame", from the cursor in Last-Event-ID or ?after= ("generation/position")
                            on, each with its own as id; "event: round": only a round can go on from there.   Authorization: Bearer TOKEN
    GET  /api/v1/snapshot   the roster file, zstd-compressed (media type SNAPSHOT_TYPE, no Content-Encoding), ETag, SNAPSHOT_MANIFEST;
                            If-None-Match with the current ETag answers 304, Range with If-Range the rest of a file that was cut.
                            Authorization: Bearer TOKEN
    GET  /api/v1/ca         the certificates to trust (PEM, CA_TYPE), where the server has its own; no token, TLS need not be trusted yet
    GET  /api/v1/conflicts  ConflictList; ?all=1: with the decided and withdrawn ones too.   Authorization: Bearer TOKEN
    GET  /api/v1/health     {"ok": true, "generation": ..., "time": us}        no token

Anything but 2xx and 304 carries an ErrorAnswer; 429 and 503 also a Retry-After in seconds.
"""

from __future__ import annotations

import base64
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from kiosk import signed
from kiosk.model import RECORD_FORMAT, Badge, DeskKey, Direction, Flag, Kind, Outcome, Reason, Record, Sighting, Source, Staff

API = "/api/v1"
BEAT_S = 5.0
"""A heartbeat is pushed at least this often; a listener that hears nothing for three of them has no connection, whatever TCP says."""
MAX_BATCH = 500
"""Records in one round; beyond 500 the cost per record no longer falls."""
MAX_BODY = 8 * 1024 * 1024
"""Bytes of a request body after decompression; more is refused with 413."""
CA_TYPE = "application/x-pem-file"
CA_PIN = "X-Certificates"
"""Header of a round's answer: the pin of the certificates to trust, so that a station hears of others."""
EVENTS_TYPE = "text/event-stream"
SNAPSHOT_TYPE = "application/zstd"
SNAPSHOT_MANIFEST = "X-Snapshot-Manifest"
"""Header of a snapshot: its signed Manifest."""
SNAPSHOT_LIMIT = 1024 * 1024 * 1024
"""Bytes of an unpacked roster; 1,000,000 badges are under 100 MB."""

Hex = Annotated[str, Field(pattern=r"^([0-9a-f]{2})*$", max_length=256)]
Micros = Annotated[int, Field(ge=0, lt=2**62)]
Name = Annotated[str, Field(max_length=64)]
Number = Annotated[int, Field(ge=0, lt=2**31)]
Row = Annotated[int, Field(ge=1, lt=2**62)]
Stamp = Annotated[int, Field(ge=0, lt=2**63)]


class Message(BaseModel):
    """Base of every message: unknown fields are ignored, so an older side understands a newer one."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class WireRecord(Message):
    """One journal row on its way up."""

    format: Annotated[int, Field(ge=1, le=RECORD_FORMAT)] = RECORD_FORMAT
    kind: Kind
    hlc: Stamp
    wall: Annotated[int, Field(ge=-(2**62), lt=2**62)]
    mono: Micros
    offset: Annotated[int, Field(gt=-(2**62), lt=2**62)] | None
    error: Micros | None
    operator: Name
    app: Name
    zone: Name
    direction: Direction | None
    source: Source | None
    code: Hex
    badge: Name
    category: Name
    outcome: Outcome | None
    reason: Reason | None
    refers: Row | None
    detail: Annotated[str, Field(max_length=4000)]
    payload: Annotated[str, Field(max_length=20_000)] = ""
    digest: Hex = ""
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

    @classmethod
    def of(cls, record: Record) -> WireRecord:
        """``record`` without what the envelope says. Raises ValidationError where it breaks a limit above."""
        return cls.model_validate(cls.raw(record))

    @staticmethod
    def raw(record: Record) -> dict[str, Any]:
        """``record`` as JSON holds it, no limit checked: one that breaks a limit goes up as well and is quarantined there, not lost."""
        return {
            "format": record.format, "kind": record.kind, "hlc": record.hlc, "wall": record.wall, "mono": record.mono,
            "offset": record.offset, "error": record.error, "operator": record.operator, "app": record.app, "zone": record.zone,
            "direction": record.direction, "source": record.source, "code": record.code_hash.hex(), "badge": record.badge,
            "category": record.category, "outcome": record.outcome, "reason": record.reason, "refers": record.refers,
            "detail": record.detail, "payload": base64.b64encode(record.payload).decode(), "digest": record.payload_digest.hex(),
            "hash": record.hash.hex(),
        }  # fmt: skip

    def record(self, event: str, station: str, epoch: bytes, row: int, previous: bytes) -> Record:
        """The journal row this message speaks of. Raises ValueError where ``payload`` is no base64."""
        return Record(
            event=event, station=station, epoch=epoch, row=row, kind=self.kind, hlc=self.hlc, wall=self.wall, mono=self.mono,
            offset=self.offset, error=self.error, operator=self.operator, app=self.app, zone=self.zone, direction=self.direction,
            source=self.source, code_hash=bytes.fromhex(self.code), badge=self.badge, category=self.category, outcome=self.outcome,
            reason=self.reason, refers=self.refers, detail=self.detail,
            payload=base64.b64decode(self.payload, validate=True) if self.payload else b"",
            payload_digest=bytes.fromhex(self.digest), previous=previous, hash=bytes.fromhex(self.hash), format=self.format,
        )  # fmt: skip


class Cursor(Message):
    """Where a station stands in the change feed; ``position`` is opaque to it. Both empty: nothing yet."""

    generation: Name = ""
    position: Name = ""


class Status(Message):
    """How the station is, for the organiser's screen."""

    app: Name = ""
    zone: Name = ""
    direction: Direction | None = None
    unsent: Annotated[int, Field(ge=0, lt=2**62)] = 0
    roster_as_of: Micros | None = None
    camera: Name = ""
    store: Name = ""
    battery: Annotated[int, Field(ge=0, le=100)] | None = None


class RoundRequest(Message):
    """Records from ``first_row`` of ``epoch`` on, without gaps, and what the station already knows.

    ``records`` are checked one by one by the server, so one that is broken never holds up those behind it. ``wall``: the station's
    clock when the request was made. ``listening``: changes are being pushed to it from ``cursor`` on, so the answer brings none."""

    epoch: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    first_row: Row = 1
    records: Annotated[list[Any], Field(max_length=MAX_BATCH)] = []
    cursor: Cursor = Cursor()
    wall: int = 0
    status: Status = Status()
    listening: bool = False


class Quarantined(Message):
    """A record the server keeps but cannot use, with the reason."""

    row: Row
    reason: Name


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

    @classmethod
    def of(cls, staff: Staff) -> StaffChange:
        """``staff`` as a change."""
        return cls(id=staff.id, name=staff.name, role=staff.role, pin=staff.pin, blocked=staff.blocked)

    def staff(self) -> Staff:
        """The person this change puts."""
        return Staff(id=self.id, name=self.name, role=self.role, pin=self.pin, blocked=self.blocked)


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


Change = Annotated[BadgeChange | SightingChange | StaffChange | ProgrammeChange | ConflictChange, Field(discriminator="kind")]


class Command(Message):
    """Something the server asks a station to do; ``number`` grows, a station does each once."""

    number: Number
    name: Name
    argument: str = ""


class RoundAnswer(Message):
    """What the server made of it.

    ``mark``: the last row of ``epoch`` it holds without a gap, and ``head`` that row's hash (hex; "" for mark 0, and for a row that came
    without a readable hash: unknown, so there is nothing to compare). The mark may be lower than before (the server was restored): the
    station obeys and sends again. ``fork``: the server holds other rows of this epoch than the station: it must start a new epoch.
    ``refetch``: the cursor belongs to another generation or lies past the end: fetch a snapshot. ``more``: another round at once brings
    more changes. ``received`` and ``sent``: server clock, us."""

    epoch: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    mark: Annotated[int, Field(ge=0, lt=2**62)]
    head: Hex = ""
    fork: bool = False
    quarantined: list[Quarantined] = []
    changes: list[Change] = []
    cursor: Cursor = Cursor()
    refetch: bool = False
    more: bool = False
    received: Micros
    sent: Micros
    commands: list[Command] = []


class Frame(Message):
    """What changed from ``after`` to ``cursor``, the same bytes for every listener, its own passages among them. One with nothing in it
    is a heartbeat: up to ``sent`` (server clock, us) there is nothing to miss."""

    after: Cursor
    cursor: Cursor
    changes: list[Change] = []
    sent: Micros


class ConflictList(Message):
    """Every conflict of the event, newest first."""

    conflicts: list[ConflictChange]


class EnrolRequest(Message):
    """A station asks to belong. ``public_key``: its Ed25519 key, 32 bytes. The same code with the same key may ask again."""

    code: Annotated[str, Field(min_length=1, max_length=64)]
    public_key: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    machine: Annotated[str, Field(max_length=200)] = ""


class EnrolAnswer(Message):
    """Either ``waiting`` (a person must confirm ``number`` at the server; ask again) or everything a station needs.

    ``hash_key``: the event's key for hashes of codes, 32 bytes. ``seal_key``: the server's X25519 public key. ``signers``: key id ->
    Ed25519 public key of the event's own keys, ``desk_keys`` what they certified (``kiosk.signing``)."""

    waiting: bool = False
    number: str = ""
    event: Name = ""
    station: Name = ""
    role: Name = ""
    zone: Name = ""
    token: str = ""
    hash_key: Hex = ""
    seal_key: Hex = ""
    signers: dict[int, Hex] = {}
    desk_keys: list[WireDeskKey] = []
    programme: str = ""


class Manifest(Message):
    """What a snapshot is, under the event's own key (``kiosk.signed.EVENT_KEY``), which a station knows since it was enrolled.
    ``sha256`` and ``size`` (bytes) are of the unpacked file."""

    event: Name
    generation: Name
    position: Name
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(ge=0, le=SNAPSHOT_LIMIT)]

    def sealed(self, private_key: bytes) -> str:
        """As the header carries it: JSON and signature, both base64url (RFC 4648 section 5), a dot between."""
        said = self.model_dump_json().encode()
        parts = (said, signed.sign("snapshot", said, private_key))
        return ".".join(base64.urlsafe_b64encode(part).decode() for part in parts)

    @classmethod
    def opened(cls, text: str, public_key: bytes) -> Manifest:
        """The manifest in ``text``. Raises ValueError where it is none or another's."""
        said, signature = (base64.b64decode(part, altchars=b"-_", validate=True) for part in text.split("."))
        if not signed.holds("snapshot", said, signature, public_key):
            raise ValueError("not signed by the event's key")
        return cls.model_validate_json(said)


class ErrorAnswer(Message):
    """Why a request was not served: a key of the catalogue and its values."""

    error: str
    values: dict[str, Any] = {}
