"""The head of the gate at rest: where this is, what time it is, which way people go, which language; asks, decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Signal
from PySide6.QtWidgets import QWidget

from kiosk.model import Direction
from ui import phrases
from ui.ink import RIGHT, Ink
from ui.look import Look
from ui.parts.button import Button, ButtonStyle, inverse, plain
from ui.parts.part import Part
from ui.typeface import EXTRA, SEMI, font, width


class Head(Part):
    """Zone tile and name, clock, direction, staff menu, language."""

    direction_wished = Signal(object)
    language_wished = Signal()
    menu_wished = Signal()
    lock_wished = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.icon, self.name, self.sub, self.time = "", "", "", ""
        self.exits = True
        self.direction = Direction.ENTRY
        self.entry = Button(look, self, icon="log-in", size=24)
        self.exit = Button(look, self, icon="log-out", size=24)
        self.language = Button(look, self, icon="globe", size=24)
        self.menu = Button(look, self, icon="menu", size=26)
        self.lock = Button(look, self, icon="lock", size=22)
        self.lock.hide()
        self._person = ""
        self.entry.clicked.connect(lambda: self.direction_wished.emit(Direction.ENTRY))
        self.exit.clicked.connect(lambda: self.direction_wished.emit(Direction.EXIT))
        self.language.clicked.connect(self.language_wished)
        self.menu.clicked.connect(self.menu_wished)
        self.lock.clicked.connect(self.lock_wished)
        self.retranslate()
        self.restyle()

    def show_place(self, icon: str, name: str, sub: str, *, exits: bool) -> None:
        """Say where this gate is; without ``exits`` there is no direction to choose."""
        self.icon, self.name, self.sub, self.exits = icon, name, sub, exits
        self.entry.setVisible(exits)
        self.exit.setVisible(exits)
        self.arrange()
        self.update()

    def show_direction(self, way: Direction) -> None:
        """Say which way people go."""
        self.direction = way
        self.restyle()

    def show_person(self, name: str) -> None:
        """Say who is signed in, on the button that locks; "" for nobody: then there is nothing to lock."""
        self._person = name
        self.lock.setVisible(bool(name))
        self.retranslate()

    def show_time(self, text: str) -> None:
        """Say what time it is."""
        if text != self.time:
            self.time = text
            self.update()

    def retranslate(self) -> None:
        """Take the words of the language switched on; the language button names the other one."""
        self.entry.say(phrases.direction(Direction.ENTRY))
        self.exit.say(phrases.direction(Direction.EXIT))
        self.language.say(self.tr("한국어"))
        self.menu.say("", spoken=self.tr("Staff menu"))
        self.lock.say(self._person, spoken=self.tr("{name} is signed in. Lock this desk").format(name=self._person))
        self.arrange()
        self.update()

    def restyle(self) -> None:
        """The direction in force is filled."""
        for button, way, left in ((self.entry, Direction.ENTRY, True), (self.exit, Direction.EXIT, False)):
            style = inverse(self.look) if way is self.direction else plain(self.look)
            button.wear(ButtonStyle(style.fill, style.text, style.edge, style.stroke, style.radius, round_left=left, round_right=not left))
        self.language.wear(plain(self.look))
        self.menu.wear(plain(self.look))
        self.lock.wear(plain(self.look))

    def arrange(self) -> None:
        """One row lying down; standing up the controls take a second row."""
        if not self.width():
            return
        x, y = self.extent.width() - 24, 12.0
        if self._two_rows:
            y = 92.0
        lang = max(150.0, self.language.wanted(22))
        self.language.place(QRectF(x - lang, y, lang, 64), self.unit)
        x -= lang + 16
        self.menu.place(QRectF(x - 64, y, 64, 64), self.unit)
        x -= 64 + 16
        if self._person:
            wide = max(64.0, self.lock.wanted(20))
            self.lock.place(QRectF(x - wide, y, wide, 64), self.unit)
            x -= wide + 16
        half = max(124.0, self.entry.wanted(20), self.exit.wanted(20))
        if self._two_rows:
            x = 24 + 2 * half
        self.exit.place(QRectF(x - half, y, half, 64), self.unit)
        self.entry.place(QRectF(x - 2 * half, y, half, 64), self.unit)
        self._free = self.extent.width() - 24 if self._two_rows else (x - 2 * half - 24 if self.exits else x - 8)

    @property
    def _two_rows(self) -> bool:
        return self.extent.width() < 1000

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Tile, names, clock."""
        palette = self.look.palette
        ink.box(QRectF(0, 0, extent.width(), extent.height()), 0, palette.bg)
        tile = QRectF(24, 12, 64, 64)
        ink.box(tile, 12, palette.ink)
        ink.icon(tile.adjusted(13, 13, -13, -13), self.icon, palette.bg)
        clock = QRectF(self._free - 110, 12, 110, 64)
        ink.text(clock, self.time, 32, palette.ink, weight=SEMI, align=RIGHT)
        right = clock.right() - width(self.time, font(32, SEMI)) - 24
        ink.label(QRectF(104, 10, right - 104, 44), self.name, 32, 22, palette.ink, weight=EXTRA)
        ink.label(QRectF(104, 48, right - 104, 30), self.sub, 21, 20, palette.ink2, weight=SEMI)
