"""What a desk's screen shows of those who come together: a button on the card, and their own screen; checks nobody in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.parts.group_panel import GroupPanel, Member

if TYPE_CHECKING:
    from kiosk.crowd import Face
    from kiosk.desk import Card
    from ui.parts.part import Part
    from ui.screens.staffing import Staffing


LONG_NAME = 14


class DeskGroup(QObject):
    """Over a desk's screen."""

    chosen = Signal(list)  # opaque ids: check these in

    def __init__(self, over: Part, staffing: Staffing) -> None:
        super().__init__(over)
        self._over, self._staffing = over, staffing

    @cached_property
    def panel(self) -> GroupPanel:
        """Their screen."""
        panel = self._staffing.add(GroupPanel(self._over.look, self._over))
        panel.chosen.connect(self.chosen)
        return panel

    def button(self, face: Face | None) -> str:
        """The words of the card's button, "" for whoever comes alone."""
        return self.tr("Group of {n}").format(n=face.companions + 1) if face and face.companions else ""

    def show(self, cards: Sequence[Card], faces: Mapping[str, Face], *, prints: bool) -> None:
        """Open the screen with these people."""
        members = [Member(card.id, self._told(card, faces[card.id].name), self._due(card)) for card in cards if card.id in faces]
        words = self.tr("Check in and print {n}") if prints else self.tr("Check in {n}")
        self.panel.show_members(members, words)
        self.panel.open()

    def _due(self, card: Card) -> bool:
        return card.due == "check_in" and not card.id_check

    def _told(self, card: Card, name: str) -> str:
        """Name, and why they cannot be ticked."""
        name = name if len(name) <= LONG_NAME else name[:LONG_NAME] + "…"
        if self._due(card):
            return name
        if card.due == "not_here":
            state = self.tr("see their card")
        else:
            state = self.tr("ID check on their card") if card.due == "check_in" else self.tr("Checked in")
        return f"{name} · {state}"
