"""A desk's names without the network: asks for the passphrase when they are locked, and has one chosen before; knows no key."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject

from kiosk.errors import KioskError, NamesLocked
from ui.bridge import Bridge
from ui.parts.menu import Action
from ui.parts.passphrase import Passphrase
from ui.people import People
from ui.screens.station import StationScreen

ACTION = "passphrase"


class Unlocking(QObject):
    """``free``: whether somebody is signed in who could be asked."""

    def __init__(self, people: People, screen: StationScreen, bridge: Bridge, free: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._people, self._screen, self._bridge, self._free = people, screen, bridge, free
        self._locked, self._asked = False, False
        screen.action_wished.connect(self._act)

    @cached_property
    def overlay(self) -> Passphrase:
        """The line and keys for it."""
        made = self._screen.staffing.add(Passphrase(self._screen.look, self._screen))
        made.given.connect(lambda typed: self._people.unlock(typed, self._answered))
        made.chosen.connect(lambda typed: self._people.choose(typed, self._answered))
        return made

    def actions(self) -> list[Action]:
        """What the staff menu offers: nothing where the system keeps the key by itself."""
        if not self._people.asks:
            return []
        return [Action(ACTION, self.tr("Open the names") if self._locked else self.tr("Passphrase for a restart"), "lock")]

    def stands(self, state: str) -> None:
        """How the names stand now; locked ones are asked for once."""
        self._locked = state == NamesLocked.key
        if not self._locked:
            self._asked = False
            if "overlay" in self.__dict__ and not self.overlay.choosing:
                self.overlay.close_up()
        self.offer()

    def offer(self) -> None:
        """Ask for the passphrase where that is due and somebody is there."""
        if self._locked and not self._asked and self._free():
            self._asked = True
            self.overlay.ask(choosing=False)

    def _act(self, action: str) -> None:
        if action == ACTION:
            self.overlay.ask(choosing=not self._locked)

    def _answered(self, fault: KioskError | None) -> None:
        self._bridge.post(lambda: self._show(fault))

    def _show(self, fault: KioskError | None) -> None:
        if fault is None:
            self.overlay.close_up()
        else:
            self.overlay.refuse(self._screen.pin_message(fault.key, fault.values))
