"""Staff's PIN and, where an act needs one, the reason for it; checks neither, hands both on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.ink import Ink
from ui.look import AMBER, INK, PAPER, Look
from ui.parts.button import Button, ButtonStyle, plain
from ui.parts.overlay import Overlay, heading
from ui.signs import Sign
from ui.typeface import BOLD, LEAST, SEMI, fit

DIGITS = 6
LIGHT = "#7CC4FF"


@dataclass(frozen=True, slots=True)
class Choice:
    """A reason staff may give: what the record keeps and what the screen says."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked: a title, what it is about, the reasons to choose from (none: a PIN is enough), what to do ("": type the PIN)."""

    title: str
    about: str
    choices: tuple[Choice, ...] = ()
    sentence: str = ""


class PinPad(Overlay):
    """Six digits, sent when the last one and, where asked for, a reason are given."""

    given = Signal(str, str)  # PIN, reason id

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._ask = Ask("", "")
        self._pin = ""
        self._why = ""
        self._message = ""
        self._waiting = False
        self.digits = [Button(look, self, size=44) for _ in range(10)]
        for number, button in enumerate(self.digits):
            button.say(str(number))
            button.clicked.connect(lambda _=False, digit=str(number): self.type(digit))
        self.cancel = Button(look, self, size=26)
        self.delete = Button(look, self, icon="delete", size=36)
        self.cancel.clicked.connect(self.cancelled)
        self.delete.clicked.connect(self.erase)
        self.reasons: list[Button] = []
        self.retranslate()
        self.restyle()

    @property
    def entered(self) -> int:
        """How many digits stand there."""
        return len(self._pin)

    @property
    def message(self) -> str:
        """What stands under the keys."""
        return self._message

    def ask(self, ask: Ask) -> None:
        """Open, asking for this."""
        self._ask, self._pin, self._why, self._message, self._waiting = ask, "", "", "", False
        for old in self.reasons:
            old.hide()
            old.deleteLater()
        self.reasons = []
        for choice in ask.choices:
            button = Button(self.look, self, size=24, align_left=True)
            button.say(choice.text)
            button.clicked.connect(lambda _=False, why=choice.id: self.choose(why))
            button.setVisible(True)
            self.reasons.append(button)
        self.restyle()
        self.open()

    def choose(self, why: str) -> None:
        """Take a reason; sends where the PIN stands already."""
        self._why, self._message = why, ""
        self.restyle()
        self._send()

    def type(self, digit: str) -> None:
        """Take a digit; the last one sends."""
        if self._waiting or len(self._pin) >= DIGITS:
            return
        self._pin += digit
        self._message = ""
        self._send()
        self.update()

    def cancelled(self) -> None:
        """The key at the lower left was pressed."""
        self.close_up()

    def erase(self) -> None:
        """Take the last digit back."""
        if not self._waiting:
            self._pin = self._pin[:-1]
            self.update()

    def refuse(self, message: str) -> None:
        """The PIN was not accepted: start it again under ``message``."""
        self._pin, self._message, self._waiting = "", message, False
        self.update()

    def warn(self, message: str) -> None:
        """Say ``message`` under the keys; what was typed stays."""
        self._message = message
        self.update()

    def _send(self) -> None:
        if len(self._pin) < DIGITS or self._waiting:
            return
        if self._ask.choices and not self._why:
            self._message = self.tr("Please choose a reason.")
            self.update()
            return
        self._waiting = True
        self.given.emit(self._pin, self._why)

    def key(self, event: QKeyEvent) -> bool:
        """Digits and backspace of a physical keyboard."""
        if event.text().isascii() and event.text().isdigit():
            self.type(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self.erase()
        else:
            return False
        return True

    def retranslate(self) -> None:
        """Take the words of the language switched on; what is asked was worded when it was asked."""
        self.cancel.say(self.tr("Cancel"))
        self.delete.say("", spoken=self.tr("Delete"))
        self.update()

    def restyle(self) -> None:
        """Keys on the ground, reasons on the panel."""
        for button in (*self.digits, self.cancel, self.delete):
            button.wear(plain(self.look))
        for button, choice in zip(self.reasons, self._ask.choices, strict=False):
            on = choice.id == self._why
            high = self.look.high
            light = "#FFE500" if high else LIGHT
            edge = light if on else (PAPER if high else "#7A92B0")
            button.wear(ButtonStyle(light if on else None, INK if on else PAPER, edge, self.look.stroke))

    def arrange(self) -> None:
        """Pad in the field, reasons on the panel."""
        field = self.field
        wide = min(624.0, field.width() - 96)
        self._left = field.left() + (field.width() - wide) / 2
        top = field.top() + (24.0 if self.on.portrait else 48 + (field.height() - 800) / 2)
        pitch = 106 if self.on.portrait else 116
        self._top = top
        keys = top + 212
        side = (wide - 32) / 3
        order = [*self.digits[1:], self.cancel, self.digits[0], self.delete]
        for place, button in enumerate(order):
            row, column = divmod(place, 3)
            button.place(QRectF(self._left + column * (side + 16), keys + row * pitch, side, pitch - 16), self.unit)
        self._foot = keys + 4 * pitch
        self._wide = wide
        panel = self.panel
        columns = 2 if self.on.portrait else 1
        gap = 12.0
        start = panel.top() + (232 if self.on.portrait else 272)
        each = (panel.width() - 96 - gap * (columns - 1)) / columns
        for place, button in enumerate(self.reasons):
            row, column = divmod(place, columns)
            button.place(QRectF(48 + column * (each + gap), start + row * (76 if self.on.portrait else 80), each, 64), self.unit)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Panel, question, dots, message."""
        palette = self.look.palette
        panel = self.panel
        y = self.draw_panel(ink, extent, compact=True)
        faint = PAPER if self.look.high else "#B4C4D6"
        y += 4 if self.on.portrait else 28
        ink.label(QRectF(48, y, panel.width() - 96, 40), self._ask.about, 28, 20, PAPER, weight=BOLD)
        if self._ask.choices:
            ink.label(QRectF(48, y + 44, panel.width() - 96, 34), self.tr("Why?"), 22, 20, faint, weight=SEMI)
            ink.rule(48, y + 84, panel.width() - 96, "#2A4364" if not self.look.high else PAPER)
        news = (
            QRectF(24, panel.bottom() - 72, panel.width() - 48, 56)
            if self.on.portrait
            else QRectF(24, panel.bottom() - 88, panel.width() - 48, 64)
        )
        self.draw_news(ink, news)
        what = self._ask.sentence or self.tr("Enter your six-digit PIN.")
        heading(ink, self.look, QRectF(self._left, self._top, self._wide, 100), self._ask.title, what)
        cell = (self._wide - 16 * (DIGITS - 1)) / DIGITS
        for place in range(DIGITS):
            box = QRectF(self._left + place * (cell + 16), self._top + 120, cell, 72)
            active = place == len(self._pin)
            ink.box(box, 12, palette.surface, palette.accent if active else palette.edge, 4 if active else self.look.stroke)
            if place < len(self._pin):
                ink.box(QRectF(box.center().x() - 12, box.center().y() - 12, 24, 24), 12, palette.ink)
        if self._message:
            ink.sign(QRectF(self._left, self._foot + 2, 32, 32), Sign.WARN, AMBER, INK, INK)
            message = fit(self._message, self._wide - 44, size=22, least=LEAST, weight=SEMI, lines=2)
            ink.fitted(QPointF(self._left + 44, self._foot + (2 if len(message.lines) == 1 else -6)), message, palette.ink)
