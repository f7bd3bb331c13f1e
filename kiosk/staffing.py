"""Who a PIN belongs to and what that person may do, with a lock against guessing; knows no screen and keeps no PIN."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from kiosk import pin
from kiosk.clock import Clock
from kiosk.errors import BadgeSignsNobodyIn, KioskError, PinLocked, PinWrong, SamePerson
from kiosk.model import Outcome, Reason, Record, Staff
from kiosk.store import write_whole

TRIES = 5
LOCK_US = 5 * 60 * 1_000_000
"""Five wrong PINs lock the pad for five minutes, the next five for ten, and so on to an hour: a thousand guesses then take more than a
week, longer than a show."""
LONGEST_LOCK_US = 60 * 60 * 1_000_000

logger = logging.getLogger(__name__)


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


def lock_us(number: int) -> int:
    """How long the ``number``-th lock in a row lasts (1, 2, ...), us."""
    return min(LOCK_US << min(number - 1, 10), LONGEST_LOCK_US)


@dataclass(slots=True)
class PinDesk:
    """Counts wrong PINs of one station; used by one thread. ``path``: where the count outlives a restart, which begins a lock anew (a
    device that was off tells no time one could trust)."""

    clock: Clock
    path: Path | None = None
    _wrong: int = field(default=0, init=False)
    _locks: int = field(default=0, init=False)
    _locked_at: int | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        with suppress(OSError, ValueError, KeyError, TypeError):
            held = json.loads(self.path.read_text("utf-8")) if self.path else {}
            self._wrong, self._locks = max(0, int(held["wrong"])), max(0, int(held["locks"]))
            self._locked_at = self.clock.mono() if held["locked"] else None

    def person(self, given: str, staff: Iterable[Staff], task: Task) -> Staff:
        """The one of ``staff`` with this PIN who may do ``task``. Raises PinWrong or PinLocked. Takes some 50 ms a person."""
        self._check_lock()
        able = [person for person in staff if not person.blocked and person.role in roles(task)]
        found = next((person for person in able if pin.holds(given, person.pin)), None)
        if found is not None:
            if self._wrong or self._locks:
                self._wrong = self._locks = 0
                self._keep()
            return found
        self._wrong += 1
        if self._wrong >= TRIES:
            self._wrong, self._locks, self._locked_at = 0, self._locks + 1, self.clock.mono()
        self._keep()
        self._check_lock()
        raise PinWrong(left=TRIES - self._wrong, minutes=lock_us(self._locks + 1) // 60_000_000)

    def pair(self, pins: tuple[str, str], staff: Iterable[Staff], task: Task) -> tuple[Staff, Staff]:
        """The two people with these PINs who may do ``task`` together. Raises SamePerson, and as ``person``."""
        everybody = list(staff)
        first, second = (self.person(given, everybody, task) for given in pins)
        if first.id == second.id:
            raise SamePerson
        return first, second

    def _check_lock(self) -> None:
        if self._locked_at is None:
            return
        left = lock_us(self._locks) - (self.clock.mono() - self._locked_at)
        if left > 0:
            raise PinLocked(minutes=-(-left // 60_000_000))
        self._locked_at = None
        self._keep()

    def _keep(self) -> None:
        if self.path is not None:
            held = {"wrong": self._wrong, "locks": self._locks, "locked": self._locked_at is not None}
            try:
                write_whole(self.path, json.dumps(held))
            except KioskError as fault:  # a full disk: counted in memory all the same
                logger.warning("wrong PINs are not kept: %s", fault.key)
