"""The keys of the screen for words: Hangul (두벌식), Latin, figures and signs; types into a ``Line``, whatever that is for."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kiosk.hangul import KEYS, compose
from ui.look import Look
from ui.parts.button import Button, inverse, plain, solid
from ui.parts.line import Line
from ui.parts.part import Part
from ui.steering import ARROWS, steer

GAP = 8.0
LEAST_KEY = 1.5
"""A key is at least so wide, in sizes of its letter; where ten are not, each row becomes two."""
REPEAT_MS, EACH_MS = 500, 90

LETTERS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SIGNS = ("1234567890", "@.-_+/()&", "',:;!?#")


class Layer(Enum):
    """What the keys type."""

    HANGUL = auto()
    LATIN = auto()
    SIGNS = auto()


class Keyboard(Part):
    """26 keys whose letters change with the layer, shift and backspace; below them layer, language, space, clear and done.

    Types into ``line`` until told another. ``size``: of the letters, design pixels. Fills the place it is given."""

    done_pressed = Signal()

    def __init__(self, look: Look, line: Line, parent: QWidget | None = None, *, size: int = 28) -> None:
        super().__init__(look, parent)
        self._size, self._line = size, line
        self.layer, self._letters, self._shifted = Layer.HANGUL, Layer.HANGUL, False
        self.rows = [[Button(look, self, size=size) for _ in row] for row in LETTERS[:2]]
        self.shift = Button(look, self, icon="arrow-big-up", size=size)
        self.rows.append([Button(look, self, size=size) for _ in LETTERS[2]])
        self.delete = Button(look, self, icon="delete", size=size)
        self.signs, self.language, self.space = (Button(look, self, size=size) for _ in range(3))
        self.clear = Button(look, self, icon="trash-2", size=size)
        self.done = Button(look, self, icon="check", size=size)
        for row, buttons in enumerate(self.rows):
            for column, button in enumerate(buttons):
                button.clicked.connect(lambda _=False, row=row, column=column: self._struck(row, column))
        self.delete.setAutoRepeat(True)
        self.delete.setAutoRepeatDelay(REPEAT_MS)
        self.delete.setAutoRepeatInterval(EACH_MS)
        self.shift.clicked.connect(lambda: self._show(shifted=not self._shifted))
        self.signs.clicked.connect(lambda: self._show(self._letters if self.layer is Layer.SIGNS else Layer.SIGNS))
        self.language.clicked.connect(lambda: self._show(self._other))
        self.delete.clicked.connect(lambda _=False: self._line.erase())
        self.space.clicked.connect(lambda: self._line.type(" "))
        self.clear.clicked.connect(lambda _=False: self._line.empty())
        self.done.clicked.connect(self.done_pressed)
        for button in self.findChildren(Button):
            button.installEventFilter(self)
        self.retranslate()
        self.restyle()

    def type_into(self, line: Line) -> None:
        """Type into ``line`` from now on."""
        if self._line is not line:
            self._line.finish()
        self._line = line

    @property
    def line(self) -> Line:
        """What is typed into."""
        return self._line

    def turn_to(self, layer: Layer) -> None:
        """Show this layer."""
        self._show(layer)

    def speak(self, lang: str) -> None:
        """Begin with the letters of this language."""
        self._letters = Layer.HANGUL if lang == "ko" else Layer.LATIN
        self._show(self._letters)

    def take_focus(self) -> None:
        """The first key has the focus, as for whoever works with arrows and Enter."""
        self.rows[0][0].setFocus(Qt.FocusReason.TabFocusReason)

    def key(self, text: str) -> Button:
        """The key that types ``text`` now. Raises KeyError where none does."""
        return {self._text(row, column): button for row, column, button in self._keys()}[text]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows on a key move on to the key that lies there; past the last one they go where the screen sends them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ARROWS and isinstance(watched, Button):
            return steer(watched, event.key(), self)
        return False

    # --- inside

    @property
    def _other(self) -> Layer:
        return Layer.LATIN if self._letters is Layer.HANGUL else Layer.HANGUL

    def _keys(self) -> list[tuple[int, int, Button]]:
        return [(row, column, button) for row, buttons in enumerate(self.rows) for column, button in enumerate(buttons)]

    def _struck(self, row: int, column: int) -> None:
        if self.layer is Layer.HANGUL:
            self._line.strike(self._hangul_key(row, column))
        else:
            self._line.type(self._text(row, column))
        if self._shifted:
            self._show()

    def _hangul_key(self, row: int, column: int) -> str:
        key = LETTERS[row][column]
        return key.upper() if self._shifted and key.upper() in KEYS else key

    def _text(self, row: int, column: int) -> str:
        if self.layer is Layer.SIGNS:
            return SIGNS[row][column]
        if self.layer is Layer.HANGUL:
            return compose(self._hangul_key(row, column))
        return LETTERS[row][column].upper() if self._shifted else LETTERS[row][column]

    def _show(self, layer: Layer | None = None, *, shifted: bool = False) -> None:
        self.layer, self._shifted = layer or self.layer, shifted
        if self.layer is not Layer.SIGNS:
            self._letters = self.layer
        self.retranslate()
        self.restyle()

    def retranslate(self) -> None:
        """What the keys type, and the words on the others."""
        for row, column, button in self._keys():
            button.say(self._text(row, column))
        hangul, latin = ("가나다", self.tr("Hangul letters")), ("ABC", self.tr("Latin letters"))
        mine, other = (hangul, latin) if self._letters is Layer.HANGUL else (latin, hangul)
        self.language.say(other[0], spoken=other[1])
        back = self.layer is Layer.SIGNS
        self.signs.say(mine[0] if back else "12@", spoken=mine[1] if back else self.tr("Figures and signs"))
        self.shift.say("", spoken=self.tr("Shift"))
        self.shift.setEnabled(not back)
        self.delete.say("", spoken=self.tr("Delete"))
        self.space.say(self.tr("Space"))
        self.clear.say("", spoken=self.tr("Clear all"))
        self.done.say(self.tr("Done"))

    def restyle(self) -> None:
        """Letters on the ground, shift filled while it holds, one solid key."""
        for _, _, button in self._keys():
            button.wear(plain(self.look))
        for button in (self.delete, self.signs, self.language, self.space, self.clear):
            button.wear(plain(self.look))
        self.shift.wear(inverse(self.look) if self._shifted else plain(self.look))
        self.done.wear(solid(self.look))

    def arrange(self) -> None:
        """Four rows, or eight where ten keys side by side were too narrow."""
        top, middle, low = self.rows
        rows: list[list[tuple[Button | None, float]]] = [
            [(key, 1) for key in top],
            [(None, 0.5), *((key, 1) for key in middle), (None, 0.5)],
            [(self.shift, 1.5), *((key, 1) for key in low), (self.delete, 1.5)],
            [(self.signs, 1.6), (self.language, 1.7), (self.space, 2.6), (self.clear, 1.4), (self.done, 2.7)],
        ]
        if (self.extent.width() - 9 * GAP) / 10 < LEAST_KEY * self._size:
            rows = [half for row in rows[:3] for half in _halved(row)]
            rows += [[(self.signs, 1), (self.language, 1), (self.clear, 1)], [(self.space, 1), (self.done, 1)]]
        tall = (self.extent.height() - GAP * (len(rows) - 1)) / len(rows)
        for number, keys in enumerate(rows):
            each = (self.extent.width() + GAP) / sum(units for _, units in keys)
            x = 0.0
            for button, units in keys:
                if button is not None:
                    button.place(QRectF(x, number * (tall + GAP), units * each - GAP, tall), self.unit)
                x += units * each


def _halved(row: list[tuple[Button | None, float]]) -> list[list[tuple[Button | None, float]]]:
    keys = [key for key in row if key[0] is not None]
    half, units, first = sum(units for _, units in keys) / 2, 0.0, 0
    while units < half:
        units += keys[first][1]
        first += 1
    return [keys[:first], keys[first:]]
