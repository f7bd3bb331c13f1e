"""The staff menu: sound, brightness, what the integrator adds, leaving; says what was chosen and does nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from ui.ink import Ink
from ui.look import PAPER, Look, Theme
from ui.parts.button import Button, ButtonStyle, inverse, plain
from ui.parts.overlay import Overlay, heading
from ui.typeface import SEMI, fit

SURE_MS = 4000
MOST_ROWS = 6
"""Above the one that closes; where there are more, they stand two by two."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something more staff can do here: its id, words in the language switched on, icon."""

    id: str
    text: str
    icon: str


class Menu(Overlay):
    """One row a thing; leaving asks twice."""

    mute_wished = Signal(bool)
    theme_wished = Signal(object)
    camera_wished = Signal()
    scanner_wished = Signal()
    action_wished = Signal(str)
    leave_wished = Signal()
    field_height = 920.0

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._muted = False
        self._sure = QTimer(self)
        self._sure.setSingleShot(True)
        self._sure.timeout.connect(self.retranslate)
        self.sound = Button(look, self, icon="volume-2", size=26, align_left=True)
        self.themes = {theme: Button(look, self, size=24) for theme in Theme}
        self.camera = Button(look, self, icon="camera", size=26, align_left=True)
        self.scanner = Button(look, self, icon="scan-line", size=26, align_left=True)
        self.extra: list[Button] = []
        self.leave = Button(look, self, icon="power", size=26, align_left=True)
        self.back = Button(look, self, icon="x", size=26)
        self.sound.clicked.connect(lambda: self.mute_wished.emit(not self._muted))
        self.camera.clicked.connect(lambda: self._turn_to(self.camera_wished))
        self.scanner.clicked.connect(lambda: self._turn_to(self.scanner_wished))
        self.leave.clicked.connect(self._leave)
        self.back.clicked.connect(self.close_up)
        for theme, button in self.themes.items():
            button.clicked.connect(lambda _=False, chosen=theme: self.theme_wished.emit(chosen))
        self.retranslate()
        self.restyle()

    def offer(self, actions: Sequence[Action]) -> None:
        """Offer these besides the menu's own."""
        for old in self.extra:
            old.hide()
            old.deleteLater()
        self.extra = []
        for action in actions:
            button = Button(self.look, self, icon=action.icon, size=26, align_left=True)
            button.say(action.text)
            button.clicked.connect(lambda _=False, chosen=action.id: self._act(chosen))
            button.setVisible(True)
            self.extra.append(button)
        self.restyle()
        self.arrange()

    def show_muted(self, muted: bool) -> None:
        """Say whether sound is off."""
        self._muted = muted
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the language switched on; an unanswered question to leave is withdrawn."""
        self._sure.stop()
        self.sound.symbol = "volume-x" if self._muted else "volume-2"
        self.sound.say(self.tr("Sound is off · turn on") if self._muted else self.tr("Sound is on · turn off"))
        self.themes[Theme.LIGHT].say(self.tr("Bright"))
        self.themes[Theme.DARK].say(self.tr("Dark"))
        self.themes[Theme.HIGH].say(self.tr("High contrast"))
        self.camera.say(self.tr("Camera and aim area"))
        self.scanner.say(self.tr("Hand scanner"))
        self.leave.say(self.tr("Close this station"))
        self.back.say(self.tr("Back"))
        self.arrange()
        self.update()

    def restyle(self) -> None:
        """The theme in force is filled."""
        for button in (self.sound, self.camera, self.scanner, self.leave, *self.extra):
            style = plain(self.look)
            button.wear(ButtonStyle(style.fill, style.text, style.edge, style.stroke, icon=self.look.palette.accent))
        for theme, button in self.themes.items():
            button.wear(inverse(self.look) if theme is self.look.theme else plain(self.look))
        self.back.wear(plain(self.look))

    def arrange(self) -> None:
        """Rows in the field."""
        field = self.field
        wide = min(680.0, field.width() - 96)
        left = field.left() + (field.width() - wide) / 2
        self._at = QRectF(left, field.top() + 44, wide, 100)
        back = max(140.0, self.back.wanted(22))
        self.back.place(QRectF(left + wide - back, field.top() + 48, back, 64), self.unit)
        rows: list[list[Button]] = [[self.sound], list(self.themes.values()), [self.camera], [self.scanner]]
        rows += [[each] for each in self.extra]
        if len(rows) > MOST_ROWS:
            rows = [*rows[:2], [self.camera, self.scanner], *(self.extra[at : at + 2] for at in range(0, len(self.extra), 2))]
        rows.append([self.leave])
        step = min(92.0, (field.bottom() - field.top() - 168 - 24) / len(rows))
        y = field.top() + 168
        for row in rows:
            each = (wide - 12 * (len(row) - 1)) / len(row)
            for column, button in enumerate(row):
                button.place(QRectF(left + column * (each + 12), y, each, step - 14), self.unit)
            y += step

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Panel and heading."""
        y = self.draw_panel(ink, extent) + 24
        panel = self.panel
        text = self.tr("Badges are read on while this menu is open. Touch a row of the list to let someone in or to take an entry back.")
        block = fit(text, panel.width() - 96, size=24, least=20, weight=SEMI, lines=6, tracking=-0.01, leading=1.4)
        ink.fitted(QRectF(48, y, 10, 10).topLeft(), block, PAPER if self.look.high else "#B4C4D6")
        self.draw_news(ink, QRectF(24, panel.bottom() - 88, panel.width() - 48, 64))
        room = self.back.x() / self.unit - 24 - self._at.left()
        heading(
            ink, self.look, QRectF(self._at.left(), self._at.top(), room, 100), self.tr("Staff menu"), self.tr("For staff of this event")
        )

    def _turn_to(self, wished: SignalInstance) -> None:
        self.close_up()
        wished.emit()

    def _act(self, chosen: str) -> None:
        self.close_up()
        self.action_wished.emit(chosen)

    def _leave(self) -> None:
        if self._sure.isActive():
            self._sure.stop()
            self.leave_wished.emit()
            return
        self.leave.say(self.tr("Touch again to close"))
        self._sure.start(SURE_MS)
