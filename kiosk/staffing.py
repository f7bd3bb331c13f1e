"""Who a PIN belongs to and what that person may do, with a lock against guessing; knows no screen and keeps no PIN."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from kiosk import pin
from kiosk.clock import Clock
from kiosk.errors import BadgeSignsNobodyIn, PinWrong, SamePerson
from kiosk.guesses import Guesses
from kiosk.model import Outcome, Reason, Record, Staff


class Task(StrEnum):
    """What staff do at a station."""

    SETTLE = "settle"  # let in whom a verdict left to a person's look
    MENU = "menu"
    DESK = "desk"  # sign in at a desk: find people, check in, print, register, correct
    REVEAL = "reveal"  # a telephone number or mail address whole
    OVERRIDE = "override"  # let in whom the rules refused
    UNDO = "undo"
    DIAGNOSE = "diagnose"  # record what the camera sees
    EXPORT = "export"
    WIPE = "wipe"


_STEWARD = frozenset({Task.SETTLE, Task.MENU})
_REGISTRAR = _STEWARD | {Task.DESK, Task.REVEAL}
RIGHTS = {
    "steward": _STEWARD,
    "registrar": _REGISTRAR,
    "supervisor": _REGISTRAR | {Task.OVERRIDE, Task.UNDO, Task.DIAGNOSE, Task.EXPORT},
    "admin": frozenset(Task),
}
"""Role -> what it may do: the one table. Scanning takes nobody; a role that is not here may do nothing."""
_BARRED = frozenset({Reason.REVOKED, Reason.REPLACED, Reason.BLOCKED})
IN_PAIRS = frozenset({Task.EXPORT, Task.WIPE})
"""What takes two people's PINs where it concerns everybody's data."""


def roles(task: Task) -> frozenset[str]:
    """The roles that may do ``task``."""
    return frozenset(role for role, tasks in RIGHTS.items() if task in tasks)


def letting_in(outcome: Outcome | None) -> Task:
    """What letting in after a verdict is: a steward settles what only waits for a look, a refusal takes a supervisor."""
    return Task.SETTLE if outcome is Outcome.ATTENTION else Task.OVERRIDE


def works_at_desk(person: Staff) -> bool:
    """Whether ``person`` may sign in at a desk."""
    return not person.blocked and Task.DESK in RIGHTS.get(person.role, ())


def wearer(staff: Iterable[Staff], scan: Record) -> Staff:
    """Who signs in at a desk with the badge that was read: it says who, so whatever needs a supervisor asks for a PIN all the same. Raises
    BadgeSignsNobodyIn."""
    badge = scan.code_hash.hex() if scan.reason not in _BARRED else ""
    for person in staff:
        if badge and person.badge == badge and works_at_desk(person):
            return person
    raise BadgeSignsNobodyIn


class PinDesk:
    """Who a PIN belongs to, wrong ones counted (``path``: across restarts); used by one thread."""

    def __init__(self, clock: Clock, path: Path | None = None) -> None:
        self._guesses = Guesses(clock, path)

    def person(self, given: str, staff: Iterable[Staff], task: Task) -> Staff:
        """The one of ``staff`` with this PIN who may do ``task``. Raises PinWrong or PinLocked. Takes some 50 ms a person."""
        self._guesses.check()
        able = [person for person in staff if not person.blocked and person.role in roles(task)]
        found = next((person for person in able if pin.holds(given, person.pin)), None)
        if found is None:
            self._guesses.wrong()
            raise PinWrong(left=self._guesses.left, minutes=self._guesses.next_minutes)
        self._guesses.right()
        return found

    def pair(self, pins: tuple[str, str], staff: Iterable[Staff], task: Task) -> tuple[Staff, Staff]:
        """The two people with these PINs who may do ``task`` together. Raises SamePerson, and as ``person``."""
        everybody = list(staff)
        first, second = (self.person(given, everybody, task) for given in pins)
        if first.id == second.id:
            raise SamePerson
        return first, second
