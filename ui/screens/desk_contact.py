"""The contact on a desk's card, shown whole once somebody gave a reason and their PIN; checks neither."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.parts.card import lines
from ui.screens.staffing import Staffing

if TYPE_CHECKING:
    from ui.parts.part import Part
    from ui.parts.pinpad import PinPad


class DeskContact(QObject):
    """Over a desk's screen. ``changed``: the card says another thing."""

    reveal_wished = Signal(str, str, str)  # opaque id, PIN, reason id
    changed = Signal()

    def __init__(self, over: Part, staffing: Staffing) -> None:
        super().__init__(over)
        self._over, self._staffing = over, staffing
        self._sure = ""
        self._asked = ""
        self._contact: tuple[str, tuple[str, ...]] = ("", ())

    @cached_property
    def pin(self) -> PinPad:
        """The keys for a PIN and the reason why the contact is shown whole."""
        from ui.parts.pinpad import PinPad

        pin = self._staffing.add(PinPad(self._over.look, self._over))
        pin.given.connect(lambda digits, why: self.reveal_wished.emit(self._asked, digits, why))
        return pin

    def allow(self, id_: str, *, sure: bool) -> None:
        """Whether this card was opened in a way that is enough to show the contact whole (``kiosk.access.enough``)."""
        self._sure = id_ if sure else ""

    def ask(self, id_: str, name: str) -> None:
        """Ask why, and who asks."""
        from ui.parts.pinpad import Ask, Choice

        self._asked = id_
        choices = (Choice("contact", self.tr("To reach the person")), Choice("identity", self.tr("To make sure who it is")))
        self.pin.ask(Ask(self.tr("Show the contact"), name, choices))

    def show_contact(self, id_: str, *contact: str) -> None:
        """It is on record: show telephone number and mail address whole, until the card is closed."""
        self._contact = (id_, lines(*contact) or (self.tr("No contact is known."),))
        self.pin.close_up()
        self.changed.emit()

    def forget(self) -> None:
        """Nothing is shown whole any more."""
        self._contact = ("", ())

    def shown(self, id_: str) -> tuple[str, ...]:
        """What is shown whole of this person, nothing while it is masked."""
        return self._contact[1] if id_ == self._contact[0] else ()

    def offered(self, id_: str) -> bool:
        """Whether the card of this person offers it."""
        return id_ == self._sure and not self.shown(id_)
