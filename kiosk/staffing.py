"""Who a PIN belongs to and what that person may do here, with a lock against guessing; knows no screen and keeps no PIN."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk import pin
from kiosk.clock import Clock
from kiosk.errors import PinLocked, PinWrong
from kiosk.model import Outcome, Staff

TRIES = 5
LOCK_US = 5 * 60 * 1_000_000
"""Five wrong PINs lock the pad for five minutes: a thousand guesses then take more than sixteen hours, longer than a show's day."""

SENIOR = frozenset({"supervisor", "admin"})
EVERYONE = frozenset({"steward", "registrar"}) | SENIOR


def roles_for(outcome: Outcome | None) -> frozenset[str]:
    """Who may let in after a verdict: a steward settles what only waits for a look, a refusal takes a supervisor."""
    return EVERYONE if outcome is Outcome.ATTENTION else SENIOR


@dataclass(slots=True)
class PinDesk:
    """Counts wrong PINs of one station; used by one thread."""

    clock: Clock
    _wrong: int = 0
    _locked_at: int | None = None

    def person(self, given: str, staff: Iterable[Staff], roles: frozenset[str]) -> Staff:
        """The one of ``staff`` with this PIN and one of ``roles``. Raises PinWrong or PinLocked. Takes some 50 ms a person."""
        now = self.clock.mono()
        if self._locked_at is not None and now - self._locked_at < LOCK_US:
            raise PinLocked(minutes=-(-(LOCK_US - (now - self._locked_at)) // 60_000_000))
        if self._locked_at is not None:
            self._locked_at, self._wrong = None, 0
        found = [person for person in staff if not person.blocked and person.role in roles and pin.holds(given, person.pin)]
        if found:
            self._wrong = 0
            return found[0]
        self._wrong += 1
        if self._wrong >= TRIES:
            self._locked_at = now
            raise PinLocked(minutes=LOCK_US // 60_000_000)
        raise PinWrong(left=TRIES - self._wrong)
