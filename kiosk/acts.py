"""What staff may do about a record, and the few reasons they can give; looks records up, writes none."""

from __future__ import annotations

from enum import StrEnum

from kiosk.errors import ActRefused
from kiosk.journal import Journal
from kiosk.model import Direction, Kind, Outcome, Record, Verdict
from kiosk.programme import Zone
from kiosk.rules import may_override

CHECK_INS = (Kind.CHECK_IN, Kind.WALK_IN)
"""What checks somebody in: whom a desk registers is there."""


UNDO_US = 15 * 60 * 1_000_000
"""So long a check-in can be taken back at the desk that made it."""


class OverrideWhy(StrEnum):
    """Why staff let somebody in; stands in the record's ``detail``."""

    ID_CHECKED = "id_checked"
    LIST_BEHIND = "list_behind"  # registered, not on the list yet
    EXIT_MISSED = "exit_missed"
    INVITED = "invited"
    ORGANISER = "organiser"


class UndoWhy(StrEnum):
    """Why a movement or a check-in was taken back; stands in the record's ``detail``."""

    TURNED_BACK = "turned_back"
    WRONG_BADGE = "wrong_badge"
    WRONG_DIRECTION = "wrong_direction"
    BY_MISTAKE = "by_mistake"
    WRONG_PERSON = "wrong_person"  # of a check-in
    NOT_SHOWN = "not_shown"  # by the station itself: the row reached the disk, but the fault came before its verdict reached the screen


def overridable(journal: Journal, row: int, epoch: bytes | None, zone: Zone) -> Record:
    """The scan at ``row`` of the current epoch (``epoch``, where told, must be it) whose wearer staff at ``zone`` may let in.

    Raises ActRefused: there is no such scan, its verdict does not take an override, or it was acted on before."""
    scan = _record(journal, row, epoch)
    if scan.kind is not Kind.SCAN or scan.direction is Direction.EXIT or scan.zone != zone.id or not may_override(zone, verdict_of(scan)):
        raise ActRefused("error.act_not_overridable")
    if journal.referring(row):
        raise ActRefused("error.act_done_before")
    return scan


def undoable(journal: Journal, row: int, epoch: bytes | None) -> Record:
    """The entry or exit at ``row`` of the current epoch (``epoch``, where told, must be it) that can be taken back.

    Raises ActRefused: there is no such record, it moved nobody, or it was taken back before."""
    record = _record(journal, row, epoch)
    if not is_movement(record):
        raise ActRefused("error.act_not_undoable")
    if any(act.kind is Kind.UNDO for act in journal.referring(row)):
        raise ActRefused("error.act_done_before")
    return record


def is_movement(record: Record) -> bool:
    """Whether ``record`` let somebody in or out."""
    return record.kind is Kind.OVERRIDE or (record.kind is Kind.SCAN and record.outcome is Outcome.ADMIT)


def verdict_of(record: Record) -> Verdict:
    """The verdict a scan or override was recorded with, as far as the record keeps it."""
    assert record.outcome is not None
    assert record.reason is not None
    return Verdict(record.outcome, record.reason)


def _record(journal: Journal, row: int, epoch: bytes | None) -> Record:
    record = journal.find(row) if epoch in (None, journal.epoch) else None
    if record is None:
        raise ActRefused("error.act_no_such_record")
    return record


def retractable(journal: Journal, row: int, epoch: bytes | None, now: int) -> Record:
    """The check-in at ``row`` of the current epoch (``epoch``, where told, must be it) that can be taken back ``now`` (corrected, us).

    Raises ActRefused: there is no such check-in, it was taken back before, or it is too long ago."""
    record = journal.find(row) if epoch in (None, journal.epoch) else None
    if record is None or record.kind not in CHECK_INS:
        raise ActRefused("error.act_no_such_record")
    if any(act.kind is Kind.UNDO for act in journal.referring(row)):
        raise ActRefused("error.act_done_before")
    if now >= record.at + UNDO_US:
        raise ActRefused("error.act_too_late")
    return record
