"""Every fault the product can name, with the key of the sentence that tells a person what to do; knows no languages.

    KioskError
    ├── UsageError            the command line asks for something that cannot be
    │   └── UnsafeAddress     a server's address that would send the token in the clear
    ├── ProgrammeError        event.toml has faults (all of them, each with line and key)
    ├── PeopleError           a people file has faults (all of them, each with its row)
    ├── TemplateError         a badge's template has faults (all of them, each with its line)
    ├── PrinterName           no printer is called so
    ├── PrinterTrouble        a badge could not be printed; ``sent`` says whether a paper may have come out all the same
    ├── StoreError            the disk or a database file
    │   ├── CannotRecord      disk full or I/O error: nothing may be admitted
    │   │   └── NoRoom        a new roster would take the room the journal needs: the one before goes on
    │   ├── NewerStore        written by a newer version of the program
    │   ├── StoreInUse        another instance has this folder
    │   ├── DatabaseAway      the server's database cannot be reached or is held by someone else
    │   └── StoreBroken       the file is not a whole database, or its chain does not hold
    ├── FileTrouble           a file a command was given cannot be read or written
    ├── CameraError           a source cannot be opened or gives no frames
    ├── NotEnrolled           this folder belongs to no event yet
    │   └── IdentityBroken    station.json is damaged: the folder belongs to an event, but this program cannot tell which
    ├── StationEnded          the event took this station away: it only sends what is unsent and then erases itself
    ├── NoProgramme           the server has not sent the programme yet
    ├── ZoneGone              the programme no longer has this station's zone: it goes on by the programme before
    │   └── ZoneUnknown       the programme never had it: nothing to judge by
    ├── ActRefused            an override or undo of a record that does not take one
    ├── PinWrong              nobody who may do this has this PIN
    ├── PinLocked             too many wrong PINs: the pad is locked for some minutes
    ├── BadgeSignsNobodyIn    it is of nobody who works at a desk, or it is barred
    ├── PassphraseWrong       it does not open the kept key to names
    ├── PassphraseShort       it would be guessed
    ├── SamePerson            two people are needed, both PINs are one person's
    ├── EnrolRefused          the server does not take this code, or this folder cannot be enrolled
    └── UpstreamError         the exchange with the server did not succeed
        ├── UpstreamAway      unreachable, slow, 5xx: unknown outcome, try again later
        ├── UpstreamGarbled   the answer is not ours (captive portal, broken bytes): unknown outcome
        ├── UpstreamDenied    the server does not accept this station (token wrong or revoked)
        ├── UpstreamBusy      429: come back after ``retry_after`` seconds
        └── BatchRefused      413 or a refused batch: send fewer records

A refused badge is a verdict, never one of these. Anything else that is raised is a bug and is logged whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class KioskError(Exception):
    """A fault a person can act on; ``key`` names its sentence in ``kiosk.catalogue``, ``values`` fill it."""

    key = "error.unknown"

    def __init__(self, detail: str = "", /, **values: object) -> None:
        super().__init__(detail or self.key)
        self.values: dict[str, object] = {"detail": detail, **values}


class UsageError(KioskError):
    """The command line asks for something that cannot be."""

    key = "error.usage"


class UnsafeAddress(UsageError):
    """A server's address that is none, or would send the token in the clear: plain http to another computer."""

    key = "error.unsafe_address"


class Fault(NamedTuple):
    """One fault in a file a person wrote: its line (1 is the first), the dotted key it stands at ("" for the file itself), the key of its
    sentence in ``kiosk.catalogue`` and the values that fill it. ``kiosk.wording.complaint`` words all faults of an error."""

    line: int
    key: str
    sentence: str
    values: Mapping[str, object] = {}


class ProgrammeError(KioskError):
    """A programme file has faults; ``faults`` holds every one, in the order of lines."""

    key = "error.programme"

    def __init__(self, detail: str = "", /, *, faults: Sequence[Fault] = (), **values: object) -> None:
        super().__init__(detail, count=len(faults), **values)
        self.faults = tuple(faults)


class PeopleError(KioskError):
    """A people file has faults; nothing of it was taken in. ``faults`` holds every one, in the order of rows."""

    key = "error.people"

    def __init__(self, detail: str = "", /, *, faults: Sequence[Fault] = (), **values: object) -> None:
        super().__init__(detail, count=len(faults), **values)
        self.faults = tuple(faults)


class TemplateError(KioskError):
    """A badge's template, named by ``detail``, has faults; ``faults`` holds every one, in the order of lines."""

    key = "error.template"

    def __init__(self, detail: str = "", /, *, faults: Sequence[Fault] = (), **values: object) -> None:
        super().__init__(detail, count=len(faults), **values)
        self.faults = tuple(faults)


class PrinterName(KioskError):
    """``detail`` names no printer."""

    key = "error.printer_name"


class PrinterTrouble(KioskError):
    """A badge could not be printed; ``key`` says why. ``sent``: the printer had the job, so a paper may come out all the same."""

    key = "printer.offline"

    def __init__(self, key: str = "", /, *, sent: bool = False, **values: object) -> None:
        super().__init__(str(values.pop("detail", "")), **values)
        self.key = key or self.key
        self.sent = sent


class StoreError(KioskError):
    """The disk or a database file is at fault."""

    key = "error.store"


class CannotRecord(StoreError):
    """Disk full or I/O error while committing: nobody may be admitted unrecorded."""

    key = "error.cannot_record"


class NoRoom(CannotRecord):
    """A new roster would leave too little of the disk to the journal; the one before goes on. ``size``: its bytes."""

    key = "error.no_room"


class NewerStore(StoreError):
    """The file was written by a newer version of the program."""

    key = "error.newer_store"


class StoreInUse(StoreError):
    """Another instance of the program holds this folder."""

    key = "error.store_in_use"


class DatabaseAway(StoreError):
    """The server's database cannot be reached, or another program holds it for too long."""

    key = "error.database_away"


class StoreBroken(StoreError):
    """The file is not a whole database, or its chain does not hold."""

    key = "error.store_broken"


class FileTrouble(KioskError):
    """A file a command was given, at ``path``, cannot be read or written."""

    key = "error.file"


class CameraError(KioskError):
    """A camera source cannot be opened or gives no frames."""

    key = "error.camera"


class NotEnrolled(KioskError):
    """This folder belongs to no event yet."""

    key = "error.not_enrolled"


class IdentityBroken(NotEnrolled):
    """station.json is damaged or lacks something; the journal beside it is not touched by that."""

    key = "error.identity_broken"


class ZoneGone(KioskError):
    """The programme no longer has the zone this station stands at; the one before stays in force. ``zone``: its id."""

    key = "error.zone_gone"


class ZoneUnknown(ZoneGone):
    """The programme has no zone of this id, and there is no earlier programme to go on by. ``zone``: the id."""

    key = "error.zone_unknown"


class StationEnded(KioskError):
    """The event took this station away: it sends what is unsent and erases itself, and does nothing else."""

    key = "error.station_ended"


class NoProgramme(KioskError):
    """The station is enrolled but has not received the programme yet, so it cannot judge; the sync thread fetches it."""

    key = "error.no_programme"


class ActRefused(KioskError):
    """An override or undo that cannot be; ``key`` says why: there is no such record, it does not take this act, or it was done before."""

    key = "error.act_refused"

    def __init__(self, key: str = "", /, **values: object) -> None:
        super().__init__(key, **values)
        self.key = key or self.key


class PinWrong(KioskError):
    """Nobody who may do this has this PIN; ``left`` more tries before the pad locks for ``minutes``."""

    key = "error.pin_wrong"


class PinLocked(KioskError):
    """Too many wrong PINs; ``minutes`` until the next try."""

    key = "error.pin_locked"


class BadgeSignsNobodyIn(KioskError):
    """The badge is of nobody who works at a desk, or is barred."""

    key = "error.badge_may_not_sign_in"


class PassphraseWrong(KioskError):
    """The passphrase does not open what is kept; ``left`` more tries before a lock of ``minutes``."""

    key = "error.passphrase_wrong"


class PassphraseShort(KioskError):
    """A passphrase has at least ``least`` characters."""

    key = "error.passphrase_short"


class SamePerson(KioskError):
    """Both PINs are one person's, where two people are needed."""

    key = "error.same_person"


class EnrolRefused(KioskError):
    """The server does not take this code, or this folder cannot be enrolled; ``key`` may be the server's own."""

    key = "error.enrol_refused"

    def __init__(self, key: str = "", /, **values: object) -> None:
        super().__init__("", **values)
        self.key = key or self.key


class UpstreamError(KioskError):
    """An exchange with the server did not succeed."""

    key = "error.upstream"


class LeaseRefused(KioskError):
    """The server does not lend this station the key to people: it is a gate, or the event is over."""

    key = "error.lease_refused"


class NamesClosed(KioskError):
    """The key to people was not to be had: the server does not answer."""

    key = "error.names_closed"


class NamesLocked(NamesClosed):
    """The server does not answer; the key is kept here under a passphrase."""

    key = "error.names_locked"


class WrongRole(KioskError):
    """The folder was enrolled for another ``role`` than the command opens."""

    key = "error.wrong_role"


class UpstreamAway(UpstreamError):
    """Unreachable, too slow, or 5xx: the outcome is unknown, the same request is sent again later."""

    key = "error.upstream_away"


class UpstreamGarbled(UpstreamError):
    """The answer is not ours (captive portal, cut or wrong bytes): the outcome is unknown."""

    key = "error.upstream_garbled"


class RogueServer(UpstreamGarbled):
    """The server's certificates are not those its address names."""

    key = "error.rogue_server"


class UpstreamDenied(UpstreamError):
    """The server does not accept this station: its token is wrong or was revoked."""

    key = "error.upstream_denied"


class UpstreamBusy(UpstreamError):
    """The server asks for a pause; ``retry_after`` is in seconds."""

    key = "error.upstream_busy"

    def __init__(self, detail: str = "", /, *, retry_after: float = 5.0, **values: object) -> None:
        super().__init__(detail, retry_after=retry_after, **values)
        self.retry_after = retry_after


class BatchRefused(UpstreamError):
    """The request was too large or refused as a whole: the same records go again in smaller batches."""

    key = "error.batch_refused"
