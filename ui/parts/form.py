"""What the forms of a desk share: lines to type into one after the other, the screen's keys below them, a way out that asks twice; knows
no person and checks nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.ink import Ink
from ui.look import AMBER, INK, Look
from ui.parts.button import Button, plain, solid
from ui.parts.form_line import FormLine
from ui.parts.keyboard import Keyboard
from ui.parts.overlay import Overlay
from ui.signs import Sign
from ui.typeface import BOLD, EXTRA, LEAST, SEMI, fit

EDGE = 24.0
HEAD = 88.0
SURE_MS = 4000


class Form(Overlay):
    """Covers the screen. ``next_`` is the one thing to press next; it stays unpressed while what was asked for is ``busy``."""

    language_wished = Signal()

    def __init__(self, look: Look, entries: Sequence[FormLine], parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.entries = tuple(entries)
        self.title, self.step, self.message, self.hint = "", "", "", ""
        self.busy, self._lang = False, "ko"
        self.keyboard = Keyboard(look, self.entries[0].line, self)
        self.language = Button(look, self, icon="globe", size=24)
        self.cancel = Button(look, self, icon="x", size=24)
        self.next_ = Button(look, self, icon="arrow-right", size=28)
        self._sure = QTimer(self)
        self._sure.setSingleShot(True)
        self._sure.timeout.connect(self._unsure)
        self.language.clicked.connect(self.language_wished)
        self.cancel.clicked.connect(self.leave)
        self.next_.clicked.connect(self.go_on)
        self.keyboard.done_pressed.connect(lambda: self._pressed(Qt.Key.Key_Return))
        for entry in self.entries:
            entry.setParent(self)
            entry.focused.connect(self._follow)
            entry.heard.connect(self.heard)
            entry.line.pressed.connect(self._pressed)

    # --- what each form says

    def go_on(self) -> None:
        """The button for the next thing was pressed."""
        raise NotImplementedError

    def heard(self) -> None:
        """Something was typed or chosen."""
        raise NotImplementedError

    def asked(self) -> Sequence[FormLine]:
        """The lines that are shown now, in order."""
        return self.entries

    @property
    def begun(self) -> bool:
        """Whether anything would be lost."""
        return any(entry.text for entry in self.entries)

    # --- what all do

    def say(self, message: str) -> None:
        """What stands against it, until something is typed or chosen; it can be pressed again."""
        self.message, self.busy = message, False
        self.next_.setEnabled(True)
        self.update()

    def note(self, message: str) -> None:
        """What happened meanwhile; changes nothing."""
        if not self.busy:
            self.message = message
            self.update()

    def wait(self) -> None:
        """What was asked for is on its way to the disk."""
        self.message, self.busy = "", True
        self.next_.setEnabled(False)
        self.update()

    def leave(self) -> None:
        """Go; whoever would lose something is asked once more."""
        if not self.begun or self._sure.isActive():
            self.close_up()
            return
        self.cancel.say(self.tr("Touch again: nothing is kept"))
        self.arrange()
        self._sure.start(SURE_MS)

    def _unsure(self) -> None:
        self._sure.stop()
        self.cancel.say(self.tr("Cancel"))
        self.arrange()

    def close_up(self) -> None:
        """Go; a question nobody answered is withdrawn, and what was entered is forgotten."""
        self._unsure()
        super().close_up()
        for entry in self.entries:
            entry.fill("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape is the way out."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def focus(self, entry: FormLine) -> None:
        """It is this one's turn."""
        entry.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        here = next((entry for entry in self.entries if entry.line.hasFocus()), None)
        if here is not None:
            self.keyboard.type_into(here.line)
            if here.layer is None:
                self.keyboard.speak(self._lang)
            else:
                self.keyboard.turn_to(here.layer)
        for entry in self.entries:
            entry.update()
        self.heard()

    def _pressed(self, key: int) -> None:
        """Enter goes on, first through the lines; up and down move between them, and down from the last to the keys."""
        if key == Qt.Key.Key_Escape:
            self.leave()
            return
        shown = list(self.asked())
        here = next((at for at, entry in enumerate(shown) if entry.line is self.keyboard.line), 0)
        for entry in self.entries:
            entry.line.finish()
        step = -1 if key in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) else 1
        if 0 <= here + step < len(shown):
            self.focus(shown[here + step])
        elif key == Qt.Key.Key_Return:
            self.go_on()
        elif step > 0:
            self.keyboard.take_focus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays within the form."""
        inside = [each for each in self.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible()]
        here = self.focusWidget()
        if not inside:
            return True
        order = inside if forward else inside[::-1]
        at = order.index(here) + 1 if here in order else 0
        next(islice(cycle(order), at, None)).setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def speak(self, lang: str) -> None:
        """Use this language; the translator must already be switched."""
        self._lang = lang
        self.keyboard.speak(lang)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.language.say(self.tr("한국어"))
        self.cancel.say(self.tr("Cancel"))
        self.keyboard.retranslate()
        self.arrange()
        self.update()

    def restyle(self) -> None:
        """One button is filled."""
        for button in (self.language, self.cancel):
            button.wear(plain(self.look))
        self.next_.wear(solid(self.look))

    @property
    def keys(self) -> QRectF:
        """Where the screen's keys are."""
        tall = 376.0 if self.on.portrait else 264.0
        return QRectF(EDGE, self.on.height - 12 - tall, self.on.width - 2 * EDGE, tall)

    def arrange(self) -> None:
        """Head and keys; the rest is each form's."""
        x = self.on.width - EDGE
        for button in (self.cancel, self.language):
            wide = max(140.0, button.wanted(20))
            button.place(QRectF(x - wide, 12, wide, 64), self.unit)
            x -= wide + 12
        self._free = x
        self.keyboard.place(self.keys, self.unit)

    def draw_head(self, ink: Ink) -> None:
        """Ground, title, where in the form one is."""
        palette = self.look.palette
        ink.box(QRectF(0, 0, self.on.width, self.on.height), 0, palette.bg)
        wide = ink.label(QRectF(EDGE, 12, self._free - EDGE - 120, 64), self.title, 40, 24, palette.ink, weight=EXTRA)
        ink.label(
            QRectF(EDGE + wide + 20, 18, max(0.0, self._free - EDGE - wide - 20), 56), self.step, 24, LEAST, palette.ink2, weight=SEMI
        )

    def draw_message(self, ink: Ink, rect: QRectF) -> None:
        """What stands against it, else what is to be minded."""
        if self.message or self.hint:
            words = fit(self.message or self.hint, rect.width() - 52, size=24, least=LEAST, weight=BOLD, lines=3, leading=1.25)
            ink.sign(QRectF(rect.left(), rect.center().y() - 18, 36, 36), Sign.WARN, AMBER, INK, INK)
            ink.fitted(QPointF(rect.left() + 52, rect.center().y() - words.height / 2), words, self.look.palette.ink)
