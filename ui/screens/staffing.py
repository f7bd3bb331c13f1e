"""What staff do at a gate: let in, take back, type a code, open the menu. Asks and hands on; decides and checks nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kiosk.model import Answer, Outcome
from kiosk.rules import may_override
from ui import phrases
from ui.arrange import Canvas
from ui.look import Look, tone_of
from ui.parts.codepad import CodePad
from ui.parts.menu import Menu
from ui.parts.overlay import News, Overlay
from ui.parts.pinpad import Ask, Choice, PinPad
from ui.posting import Scene
from ui.signs import sign_of


class Staffing(QObject):
    """The overlays over the gate and what they ask for."""

    override_wished = Signal(int, str, str)  # row, PIN, reason id
    undo_wished = Signal(int, str, str)
    staff_wished = Signal(str)  # PIN, to open the menu

    def __init__(self, look: Look, parent: QWidget, scene: Callable[[], Scene]) -> None:
        super().__init__(parent)
        self._scene = scene
        self._answer: Answer | None = None
        self._undoing = False
        self.menu = Menu(look, parent)
        self.pin = PinPad(look, parent)
        self.code = CodePad(look, parent)
        self.pin.given.connect(self._given)

    @property
    def overlays(self) -> tuple[Overlay, ...]:
        """All of them, closed or open."""
        return (self.menu, self.pin, self.code)

    @property
    def busy(self) -> bool:
        """Whether one covers the screen."""
        return any(not overlay.isHidden() for overlay in self.overlays)

    def place(self, on: Canvas) -> None:
        """Cover a screen of this size."""
        for overlay in self.overlays:
            overlay.on = on
            overlay.place(on.whole, on.unit)

    def dress(self, look: Look) -> None:
        """Take on another look."""
        for overlay in self.overlays:
            overlay.dress(look)

    def retranslate(self) -> None:
        """Take the words of the language switched on. An open question is asked anew in it, its PIN forgotten."""
        scene = self._scene()
        for overlay in self.overlays:
            overlay.show_where(scene.zone.name.of(scene.lang), scene.where)
            overlay.retranslate()
        if not self.pin.isHidden():
            self._ask()

    def choose(self, answer: Answer) -> None:
        """Staff touched a verdict: let this one in, or take the movement back, whichever can be."""
        if may_override(self._scene().zone, answer.verdict):
            self._open(answer, undoing=False)
        elif answer.verdict.outcome is Outcome.ADMIT:
            self._open(answer, undoing=True)

    def open_menu(self, *, guarded: bool) -> None:
        """The menu, behind a PIN where the station is ``guarded``."""
        if guarded:
            self._answer = None
            self.retranslate()
            self._ask()
        else:
            self.retranslate()
            self.menu.open()

    def open_code(self) -> None:
        """The keys for a code typed by hand."""
        self.code.ask()

    def result(self, ok: bool, message: str) -> None:
        """What became of the PIN: done, or why not."""
        if not ok:
            self.pin.refuse(message)
            return
        self.pin.close_up()
        if self._answer is None:
            self.menu.open()

    def tell(self, answer: Answer) -> None:
        """A verdict was given while staff is busy."""
        scene = self._scene()
        category = scene.programme.category(answer.record.category)
        news = News(
            tone_of(answer.verdict),
            sign_of(answer.verdict),
            phrases.label(answer.verdict.reason),
            category.name.of(scene.lang) if category else "",
        )
        for overlay in self.overlays:
            if not overlay.isHidden():
                overlay.show_news(news)

    def _open(self, answer: Answer, *, undoing: bool) -> None:
        self._answer, self._undoing = answer, undoing
        self.retranslate()
        self._ask()

    def _ask(self) -> None:
        if self._answer is None:
            self.pin.ask(Ask(self.tr("Staff menu"), ""))
            return
        scene = self._scene()
        record = self._answer.record
        category = scene.programme.category(record.category)
        parts = (
            phrases.time(record.at, scene.programme.timezone),
            phrases.label(self._answer.verdict.reason),
            category.name.of(scene.lang) if category else "",
        )
        about = " · ".join(part for part in parts if part)
        title = self.tr("Take this entry back") if self._undoing else self.tr("Staff: let in")
        self.pin.ask(Ask(title, about, self._undo_choices() if self._undoing else self._let_in_choices()))

    def _let_in_choices(self) -> tuple[Choice, ...]:
        return (
            Choice("id_checked", self.tr("ID checked")),
            Choice("list_behind", self.tr("Registered, not on the list yet")),
            Choice("exit_missed", self.tr("Left without an exit scan")),
            Choice("invited", self.tr("Invitation seen")),
            Choice("organiser", self.tr("The organiser asked for it")),
        )

    def _undo_choices(self) -> tuple[Choice, ...]:
        return (
            Choice("turned_back", self.tr("Did not go in")),
            Choice("wrong_badge", self.tr("Another person's badge")),
            Choice("wrong_direction", self.tr("Wrong direction")),
            Choice("by_mistake", self.tr("Read by mistake")),
        )

    def _given(self, pin: str, why: str) -> None:
        if self._answer is None:
            self.staff_wished.emit(pin)
        elif self._undoing:
            self.undo_wished.emit(self._answer.record.row, pin, why)
        else:
            self.override_wished.emit(self._answer.record.row, pin, why)
