"""The passphrase of a desk's names: opens them without the network, or is chosen for that; checks nothing, hands on what was typed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.ink import Ink
from ui.look import AMBER, INK, PAPER, Look
from ui.parts.button import Button, plain
from ui.parts.keyboard import Keyboard
from ui.parts.line import Line
from ui.parts.overlay import Overlay, heading
from ui.parts.part import put
from ui.signs import Sign
from ui.typeface import BOLD, FAMILY, LEAST, SEMI, fit


class Passphrase(Overlay):
    """A line whose letters do not show, and keys. To choose one it is typed twice."""

    given = Signal(str)
    chosen = Signal(str)
    field_height = 860.0

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._choosing, self._first, self._message, self._waiting = False, "", "", False
        self.line = Line(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.keyboard = Keyboard(look, self.line, self, size=26)
        self.keyboard.speak("en")
        self.leave = Button(look, self, icon="x", size=24)
        self.leave.clicked.connect(self.close_up)
        self.line.pressed.connect(self._pressed)
        self.keyboard.done_pressed.connect(self._send)
        self.setFocusProxy(self.line)
        self.retranslate()
        self.restyle()

    @property
    def choosing(self) -> bool:
        """Whether a new one is being chosen."""
        return self._choosing

    @property
    def message(self) -> str:
        """What stands under the line."""
        return self._message

    def ask(self, *, choosing: bool) -> None:
        """Open: for the passphrase, or for a new one."""
        self._choosing, self._first, self._message, self._waiting = choosing, "", "", False
        self.line.empty()
        self.retranslate()
        self.open()

    def refuse(self, message: str) -> None:
        """It was not taken: begin again under ``message``."""
        self._first, self._message, self._waiting = "", message, False
        self.line.empty()
        self.update()

    def close_up(self) -> None:
        """Go, what was typed forgotten."""
        self._first = ""
        self.line.empty()
        super().close_up()

    def _pressed(self, key: int) -> None:
        if key == Qt.Key.Key_Return:
            self._send()
        elif key == Qt.Key.Key_Escape:
            self.close_up()

    def _send(self) -> None:
        typed = self.line.whole
        if not typed or self._waiting:
            return
        if not self._choosing:
            self._waiting = True
            self.given.emit(typed)
        elif not self._first:
            self._first, self._message = typed, ""
            self.line.empty()
        elif typed != self._first:
            self.refuse(self.tr("These were two different ones. Please begin again."))
        else:
            self._waiting = True
            self.chosen.emit(typed)
        self.update()

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.leave.say(self.tr("Cancel"))
        self.line.setAccessibleName(self.tr("Passphrase"))
        self.keyboard.retranslate()
        self.arrange()
        self.update()

    def restyle(self) -> None:
        """Colours of the look."""
        self.leave.wear(plain(self.look))
        palette, size = self.look.palette, max(1, round(34 * self.unit))
        self.line.setStyleSheet(
            f"QLineEdit {{ font-family: {FAMILY}; font-size: {size}px; font-weight: {BOLD}; color: {palette.ink}; background: transparent; "
            "border: none; }"
        )

    def arrange(self) -> None:
        """Heading, line, message, keys."""
        field = self.field
        wide = min(1000.0, field.width() - 64)
        left = field.left() + (field.width() - wide) / 2
        back = max(150.0, self.leave.wanted(22))
        self._at = QRectF(left, field.top() + 32, wide - back - 16, 100)
        self.leave.place(QRectF(left + wide - back, field.top() + 36, back, 64), self.unit)
        self._box = QRectF(left, field.top() + 150, wide, 80)
        put(self.line, self._box.adjusted(24, 8, -24, -8), self.unit)
        top = self._box.bottom() + 76
        self.keyboard.place(QRectF(left, top, wide, min(460.0, field.bottom() - top - 24)), self.unit)
        self.restyle()

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Panel, question, the line's box, message."""
        palette = self.look.palette
        y = self.draw_panel(ink, extent) + 24
        panel = self.panel
        why = fit(self._why(), panel.width() - 96, size=24, least=LEAST, weight=SEMI, lines=7, tracking=-0.01, leading=1.4)
        ink.fitted(QPointF(48, y), why, PAPER if self.look.high else "#B4C4D6")
        title, sentence = self._question()
        heading(ink, self.look, self._at, title, sentence)
        ink.box(self._box, 12, palette.surface, palette.accent, 4)
        if self._message:
            at = QPointF(self._box.left(), self._box.bottom() + 14)
            ink.sign(QRectF(at.x(), at.y(), 32, 32), Sign.WARN, AMBER, INK, INK)
            ink.label(QRectF(at.x() + 44, at.y() - 2, self._box.width() - 44, 36), self._message, 22, LEAST, palette.ink, weight=SEMI)

    def _question(self) -> tuple[str, str]:
        if not self._choosing:
            return self.tr("Open the names"), self.tr("Type the passphrase of this desk.")
        again = bool(self._first)
        return self.tr("Choose a passphrase"), self.tr("Type it once more.") if again else self.tr("At least 12 characters.")

    def _why(self) -> str:
        if self._choosing:
            return self.tr("It opens the names when this desk starts without a network. Keep it with the registrar, not at the desk.")
        return self.tr("There is no network. Without the passphrase this desk works by badge alone; names open when the server answers.")
