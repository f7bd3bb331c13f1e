"""The words of the field as frozen data: what crosses the borders between threads, files and the wire; does nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntFlag, StrEnum


class Outcome(StrEnum):
    """What the gate does. Only ``ADMIT`` moves a badge in or out; ``ATTENTION`` waits for a person."""

    ADMIT = "admit"
    ATTENTION = "attention"
    REFUSE = "refuse"
    REPEAT = "repeat"


class Direction(StrEnum):
    """Which way through the door."""

    ENTRY = "entry"
    EXIT = "exit"


class Reason(StrEnum):
    """Why. Each has one word, one sentence and one next step on the screen, in every language."""

    ADMITTED = "admitted"
    ADMITTED_AGAIN = "admitted_again"
    EXIT_RECORDED = "exit_recorded"
    LET_IN_BY_STAFF = "let_in_by_staff"
    SIGNED_NOT_LISTED = "signed_not_listed"  # admitted on a valid signature, flagged: the roster did not know it yet
    JUST_SCANNED = "just_scanned"
    ALREADY_INSIDE = "already_inside"
    NEEDS_ID = "needs_id"
    OFFLINE_ASK_STAFF = "offline_ask_staff"
    OFFLINE_REFUSED = "offline_refused"
    WRONG_ZONE = "wrong_zone"
    BY_INVITATION = "by_invitation"
    NOT_OPEN_YET = "not_open_yet"
    CLOSED = "closed"
    WRONG_DAY = "wrong_day"
    ZONE_FULL = "zone_full"
    NO_REENTRY = "no_reentry"
    NOT_CHECKED_IN = "not_checked_in"
    REPLACED = "replaced"
    REVOKED = "revoked"
    BLOCKED = "blocked"
    NOT_VALID_YET = "not_valid_yet"
    EXPIRED = "expired"
    UNKNOWN_CODE = "unknown_code"
    NOT_OUR_CODE = "not_our_code"
    DAMAGED_SIGNATURE = "damaged_signature"
    SIGNER_WITHDRAWN = "signer_withdrawn"  # signed by a desk whose key was revoked or has run out, and not in the roster
    CONFIRMATION_CODE = "confirmation_code"
    ENTRY_ONLY = "entry_only"  # an exit was read where the zone records entries alone


class Source(StrEnum):
    """Where a reading came from."""

    CAMERA = "camera"
    WEDGE = "wedge"  # a hand scanner, typing or on a serial port
    TYPED = "typed"  # a person typed the letters under the code
    SEARCH = "search"  # picked from a desk's search


class Kind(StrEnum):
    """What a record is: a scan, or an act of staff."""

    SCAN = "scan"
    OVERRIDE = "override"  # ``refers`` names the scan it lets in
    UNDO = "undo"  # ``refers`` names the record it takes back
    CHECK_IN = "check_in"
    WALK_IN = "walk_in"
    CORRECTION = "correction"
    PRINT = "print"
    HAND_OUT = "hand_out"  # something a counter of the programme counts
    NOTE = "note"  # the station itself: opened, closed, new epoch, fault
    LOOK_UP = "look_up"  # this and the next three stand in the access log alone (``kiosk.access``)
    REVEAL = "reveal"  # telephone number and mail address shown whole
    EXPORT = "export"
    IMPORT = "import"


class Flag(IntFlag):
    """A badge's standing in the roster."""

    NONE = 0
    REVOKED = 1
    REPLACED = 2  # a newer badge of the same attendee exists
    BLOCKED = 4
    NEEDS_ID = 8
    VIP = 16
    CONFIRMATION = 32  # this row is a confirmation, good at a desk only
    CHECKED_IN = 64
    PRINTED = 128  # a desk has printed it, or it was sent to its person before


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the languages people here read."""

    ko: str
    en: str

    def of(self, lang: str) -> str:
        """The text in ``lang`` ("ko" or "en"; any other language reads English)."""
        return self.ko if lang == "ko" else self.en


@dataclass(frozen=True, slots=True)
class Reading:
    """A code as a camera or scanner gave it. ``wall`` in us since the Unix epoch, ``mono`` in us of the monotonic clock: when the
    frame was taken or the last key came. ``frame`` numbers the camera frame (0: none). ``others``: what else the keys of a hand scanner
    may have meant, where keyboard layouts leave it open; ``aim``: the AIM identifier the scanner sent before the code ("]Q1"), or ""."""

    text: str
    source: Source
    wall: int
    mono: int
    frame: int = 0
    others: tuple[str, ...] = ()
    aim: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A row of the roster as a gate holds it: rights, no name. Times in us since the Unix epoch, ``days`` numbered from 1 (empty: every
    day the category allows), ``invitations`` zone ids beyond the category's."""

    code_hash: bytes
    id: str  # the upstream's opaque id
    category: str
    flags: Flag = Flag.NONE
    valid_from: int | None = None
    valid_until: int | None = None
    days: tuple[int, ...] = ()
    invitations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Token:
    """What a valid signed code says of itself. ``day`` 0: every day of its category. ``withdrawn``: why the key that signed it no longer
    counts ("revoked", "expired"), "" where it does."""

    code_hash: bytes
    key_id: int
    category_index: int
    day: int
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class DeskKey:
    """The key of a printing desk: its certificate (``kiosk.signing``), and whether it was revoked."""

    certificate: bytes
    revoked: bool = False


class CodeKind(StrEnum):
    """What a text could be, seen from its form and signature alone."""

    BADGE = "badge"  # an opaque 80-bit code
    TOKEN = "token"  # noqa: S105 - a kind of badge code, not a secret
    DAMAGED = "damaged"  # has a signed code's form, its signature does not hold
    CONFIRMATION = "confirmation"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Code:
    """A text after ``badge.parse``: its kind, canonical text, keyed hash (empty for a foreign one) and, where signed, its token."""

    kind: CodeKind
    text: str
    code_hash: bytes = b""
    token: Token | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """One admitted passage of a badge, made here or sighted elsewhere. ``at`` is corrected time, us since the Unix epoch."""

    zone: str
    direction: Direction
    at: int
    station: str


@dataclass(frozen=True, slots=True)
class History:
    """What is known of one badge at one zone since the zone was last emptied, undone movements left out.

    ``last`` is the latest movement in this zone; ``entries_since_emptied`` and ``entries_ever`` count entries; ``last_read`` is when this
    station last admitted this badge in this direction (for the pause)."""

    last: Movement | None = None
    entries_since_emptied: int = 0
    entries_ever: int = 0
    last_read: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """How the station stands with its server. Times in us since the Unix epoch; ``None`` is not known."""

    online: bool = False
    offline_since: int | None = None
    roster_as_of: int | None = None  # when the roster and feed were last known to be whole
    offset: int | None = None  # server clock minus station clock, us
    error: int | None = None  # half width of what the offset may be off by, us
    fault: str = ""  # key of the sentence that says what is wrong, "" for none
    unsent: int = 0
    base: int | None = None  # wall minus monotonic time for which the offset holds, us


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement: one outcome, one reason and the values its sentence needs.

    ``at``: a time the sentence names (opens, closed, first valid; us). ``ago``: how long since the earlier entry. ``days``: day numbers
    the badge is good for. ``go_to``: zone ids where this person may go, best first."""

    outcome: Outcome
    reason: Reason
    at: int | None = None
    ago: timedelta | None = None
    days: tuple[int, ...] = ()
    go_to: tuple[str, ...] = ()


NAMED_ROLES = ("desk", "self-service")
"""Roles whose stations hold people; a gate never gets them, sealed or not."""
RECORD_FORMAT = 1
"""Version of the record's fields and canonical encoding; a change of either needs a new number and new test vectors."""


@dataclass(frozen=True, slots=True)
class Record:
    """One journal row, in full: a scan or an act. Known everywhere by (event, station, epoch, row).

    ``epoch`` 16 random bytes; ``row`` counts from 1 without gaps; ``hlc`` hybrid logical clock, ms << 16 | counter; ``wall`` us since
    the Unix epoch as the device said; ``mono`` us; ``offset`` ± ``error`` us, the clock offset last measured (None: never);
    ``code_hash`` keyed hash, empty where there was no code; ``badge`` the upstream's opaque id or ""; ``refers`` a row of the same
    epoch, or None; ``direction``, ``source``, ``outcome`` and ``reason`` are None where an act has none; ``detail`` a canonical JSON
    object without personal data; ``payload`` sealed personal data or a sealed unknown code, empty for none (or destroyed);
    ``payload_digest`` its SHA-256 (empty for none), which outlives it; ``previous`` and ``hash`` the chain."""

    event: str
    station: str
    epoch: bytes
    row: int
    kind: Kind
    hlc: int
    wall: int
    mono: int
    offset: int | None
    error: int | None
    operator: str
    app: str
    zone: str
    direction: Direction | None
    source: Source | None
    code_hash: bytes
    badge: str
    category: str
    outcome: Outcome | None
    reason: Reason | None
    refers: int | None
    detail: str
    payload: bytes
    payload_digest: bytes
    previous: bytes
    hash: bytes
    format: int = RECORD_FORMAT

    @property
    def at(self) -> int:
        """When it happened by the best clock known then: device time corrected by the measured offset, us since the Unix epoch."""
        return self.wall + (self.offset or 0)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the recorder hands back after the commit: the record, its verdict, and what the screen needs beside it. ``undone``: it was
    taken back since."""

    record: Record
    verdict: Verdict
    inside: int
    frame: int = 0
    opens: tuple[str, ...] = ()  # zone ids this badge opens, for the icons on the band
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entry or exit as the server tells all stations of the event, ours included. ``undone``: who made it took it back."""

    station: str
    epoch: bytes
    row: int
    code_hash: bytes
    zone: str
    direction: Direction
    at: int
    hlc: int
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Handed:
    """Something handed out to whoever wears this badge; ``at`` corrected time, us."""

    station: str
    epoch: bytes
    row: int
    code_hash: bytes
    counter: str
    at: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A conflict as a gate hears of it. ``zones``: where its two facts happened; ``open``: it waits for a person's decision."""

    id: str
    what: str
    zones: tuple[str, str]
    open: bool


@dataclass(frozen=True, slots=True)
class Staff:
    """A person who works here. ``pin`` is a stored verifier (algorithm, parameters, salt, hash), never a PIN; ``badge`` the hash of the
    code of the badge they sign in with (hex), "" for none."""

    id: str
    name: str  # masked
    role: str  # steward | registrar | supervisor | admin
    pin: str
    blocked: bool = False
    badge: str = ""


def moment(us: int) -> datetime:
    """``us`` since the Unix epoch as an aware UTC datetime."""
    return datetime.fromtimestamp(us / 1_000_000, tz=UTC)
