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
    GET  /api/v1/lease      Lease, for desks and self-service alone; 403 for a gate.   Authorization: Bearer TOKEN
    GET  /api/v1/conflicts  ConflictList; ?all=1: with the decided and withdrawn ones too.   Authorization: Bearer TOKEN
    GET  /api/v1/health     {"ok": true, "generation": ..., "time": us}        no token

Whoever names a token signs the request as well (``sync.wireproof``). Anything but 2xx and 304 carries an ErrorAnswer; 429 and 503 also a
Retry-After in seconds.
"""

from __future__ import annotations

import base64
from typing import Annotated, Any, Literal

from pydantic import Field

from kiosk.model import RECORD_FORMAT, Direction, Kind, Outcome, Reason, Record, Source
from sync.wirechanges import BadgeChange as BadgeChange
from sync.wirechanges import CallChange as CallChange
from sync.wirechanges import Change as Change
from sync.wirechanges import ConflictChange as ConflictChange
from sync.wirechanges import ConflictSide as ConflictSide
from sync.wirechanges import HandedChange as HandedChange
from sync.wirechanges import PersonChange as PersonChange
from sync.wirechanges import ProgrammeChange as ProgrammeChange
from sync.wirechanges import SightingChange as SightingChange
from sync.wirechanges import StaffChange as StaffChange
from sync.wirechanges import WireDecision as WireDecision
from sync.wirechanges import WireDeskKey as WireDeskKey
from sync.wiresigned import Command as Command
from sync.wiresigned import End as End
from sync.wiresigned import Receipt as Receipt
from sync.wiresigned import SignedMessage as SignedMessage
from sync.wirevalues import Hex, Micros, Name, Row, Stamp
from sync.wirevalues import Message as Message

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
    clock when the request was made. ``listening``: changes are being pushed to it from ``cursor`` on, so the answer brings none. ``log``:
    which of the station's two the records are of, scans and acts or who looked at whose data. ``receipt``: a ``Receipt`` as its ``sealed``
    makes it, for a command carried out."""

    epoch: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    first_row: Row = 1
    records: Annotated[list[Any], Field(max_length=MAX_BATCH)] = []
    cursor: Cursor = Cursor()
    wall: int = 0
    status: Status = Status()
    listening: bool = False
    log: Literal["journal", "access"] = "journal"
    receipt: str = ""


class Quarantined(Message):
    """A record the server keeps but cannot use, with the reason."""

    row: Row
    reason: Name


class Lease(Message):
    """The key a desk opens its people with (hex), and until when it may (server clock, us); a desk keeps it in memory alone."""

    key: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    until: Micros


class RoundAnswer(Message):
    """What the server made of it.

    ``mark``: the last row of ``epoch`` it holds without a gap, and ``head`` that row's hash (hex; "" for mark 0, and for a row that came
    without a readable hash: unknown, so there is nothing to compare). The mark may be lower than before (the server was restored): the
    station obeys and sends again. ``fork``: the server holds other rows of this epoch than the station: it must start a new epoch.
    ``refetch``: the cursor belongs to another generation or lies past the end: fetch a snapshot. ``more``: another round at once brings
    more changes. ``commands``: each a ``Command`` as its
    ``sealed`` makes it. ``received`` and ``sent``: server clock, us."""

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
    commands: Annotated[list[str], Field(max_length=8)] = []


class Frame(Message):
    """What changed from ``after`` to ``cursor``, the same bytes for every listener, its own passages among them. One with nothing in it
    is a heartbeat: up to ``sent`` (server clock, us) there is nothing to miss."""

    after: Cursor
    cursor: Cursor
    changes: list[Change] = []
    sent: Micros


def around_changes(message: RoundAnswer | Frame) -> tuple[bytes, bytes]:
    """``message``, which has no changes, as JSON: what stands before and behind those it is to bring, JSON already with commas between."""
    before, _, behind = message.model_dump_json().encode().partition(b'"changes":[]')
    return before + b'"changes":[', b"]" + behind


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


class Manifest(SignedMessage):
    """What a snapshot is, under the event's own key (``kiosk.signed.EVENT_KEY``), which a station knows since it was enrolled.
    ``sha256`` and ``size`` (bytes) are of the unpacked file."""

    purpose = "snapshot"

    event: Name
    generation: Name
    position: Name
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(ge=0, le=SNAPSHOT_LIMIT)]


class ErrorAnswer(Message):
    """Why a request was not served: a key of the catalogue and its values."""

    error: str
    values: dict[str, Any] = {}
