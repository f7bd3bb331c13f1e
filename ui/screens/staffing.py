"""What staff do at a gate: let in, take back, type a code, open the menu. Asks and hands on; decides and checks nothing.

An overlay is made when it is first opened: a gate's window stands before anybody needs its sixty keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from kiosk.model import Answer, Outcome
from kiosk.rules import may_override
from ui import phrases
from ui.arrange import Canvas
from ui.look import tone_of
from ui.parts.overlay import News, Overlay
from ui.parts.part import Part
from ui.posting import Scene
from ui.signs import sign_of

if TYPE_CHECKING:
    from ui.parts.camera_panel import CameraPanel
    from ui.parts.codepad import CodePad
    from ui.parts.menu import Action, Menu
    from ui.parts.picture import Corners
    from ui.parts.pinpad import PinPad
    from ui.parts.report import Report
    from ui.parts.scanner_panel import ScannerPanel

Kind = TypeVar("Kind", bound=Overlay)


class Staffing(QObject):
    """The overlays over the gate and what they ask for."""

    override_wished = Signal(int, str, str)  # row, PIN, reason id
    undo_wished = Signal(int, str, str)
    staff_wished = Signal(str)  # PIN, to open the menu
    senior_wished = Signal(str, str)  # PIN, what a supervisor is needed for: the journal's note of it
    camera_wished = Signal()
    scanner_wished = Signal()
    code_typed = Signal(str)
    mute_wished = Signal(bool)
    theme_wished = Signal(object)  # Theme
    action_wished = Signal(str)
    leave_wished = Signal()

    def __init__(self, over: Part, scene: Callable[[], Scene]) -> None:
        super().__init__(over)
        self._over, self._scene = over, scene
        self._on: Canvas | None = None
        self._answer: Answer | None = None
        self._senior = ("", "")
        self._undoing = False
        self._trouble = ("", "", "camera-off", False)
        self._muted = False
        self._actions: Sequence[Action] = ()
        self._made: list[Overlay] = []

    @cached_property
    def menu(self) -> Menu:
        """The staff menu."""
        from ui.parts.menu import Menu

        menu = self.add(Menu(self._over.look, self._over))
        menu.show_muted(self._muted)
        menu.offer(self._actions)
        menu.mute_wished.connect(self.mute_wished)
        menu.theme_wished.connect(self.theme_wished)
        menu.camera_wished.connect(self.camera_wished)
        menu.scanner_wished.connect(self.scanner_wished)
        menu.action_wished.connect(self.action_wished)
        menu.leave_wished.connect(self.leave_wished)
        return menu

    @cached_property
    def pin(self) -> PinPad:
        """The keys for a PIN."""
        from ui.parts.pinpad import PinPad

        pin = self.add(PinPad(self._over.look, self._over))
        pin.given.connect(self._given)
        return pin

    @cached_property
    def code(self) -> CodePad:
        """The keys for a code typed by hand."""
        from ui.parts.codepad import CodePad

        code = self.add(CodePad(self._over.look, self._over))
        code.typed.connect(self.code_typed)
        return code

    @cached_property
    def camera(self) -> CameraPanel:
        """The camera screen."""
        from ui.parts.camera_panel import CameraPanel

        camera = self.add(CameraPanel(self._over.look, self._over))
        camera.show_trouble(*self._trouble[:3], ended=self._trouble[3])
        return camera

    @cached_property
    def scanner(self) -> ScannerPanel:
        """The hand scanners' screen."""
        from ui.parts.scanner_panel import ScannerPanel

        return self.add(ScannerPanel(self._over.look, self._over))

    @cached_property
    def report(self) -> Report:
        """What became of something staff asked for."""
        from ui.parts.report import Report

        return self.add(Report(self._over.look, self._over))

    def add(self, overlay: Kind) -> Kind:
        """Another overlay, placed and told where this is."""
        self._made.append(overlay)
        overlay.closed.connect(self._uncovered)
        self._place(overlay)
        self._tell_where(overlay)
        return overlay

    def _uncovered(self) -> None:
        """The keyboard goes to what was covered."""
        for overlay in sorted(self._made, key=lambda overlay: overlay.over_all):
            if overlay.isVisible():
                overlay.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def overlays(self) -> tuple[Overlay, ...]:
        """All that were ever opened, closed or open."""
        return tuple(self._made)

    @property
    def busy(self) -> bool:
        """Whether one covers the screen."""
        return any(not overlay.isHidden() for overlay in self.overlays)

    def place(self, on: Canvas) -> None:
        """Cover a screen of this size."""
        self._on = on
        for overlay in self.overlays:
            self._place(overlay)

    def _place(self, overlay: Overlay) -> None:
        if self._on is not None:
            overlay.on = self._on
            overlay.place(self._on.whole, self._on.unit)

    def retranslate(self) -> None:
        """Take the words of the language switched on. An open question is asked anew in it, its PIN forgotten."""
        for overlay in self.overlays:
            self._tell_where(overlay)
            overlay.retranslate()
        if "pin" in self.__dict__ and not self.pin.isHidden():
            self._ask()

    def _tell_where(self, overlay: Overlay) -> None:
        scene = self._scene()
        overlay.show_where(scene.zone.name.of(scene.lang), scene.where)

    def show_muted(self, muted: bool) -> None:
        """Say in the menu whether sound is off."""
        self._muted = muted
        if "menu" in self.__dict__:
            self.menu.show_muted(muted)

    def show_frame(self, image: QImage, found: Sequence[Corners]) -> None:
        """Show the newest frame in the camera screen while that is open."""
        if "camera" in self.__dict__ and not self.camera.isHidden():
            self.camera.show_frame(image, found)

    def show_trouble(self, title: str, sentence: str, icon: str, *, ended: bool) -> None:
        """Say in the camera screen what is wrong with the camera, both empty: nothing; ``ended``: it can be started again."""
        self._trouble = (title, sentence, icon, ended)
        if "camera" in self.__dict__:
            self.camera.show_trouble(title, sentence, icon, ended=ended)

    def offer(self, actions: Sequence[Action]) -> None:
        """Offer these in the menu besides its own."""
        self._actions = actions
        if "menu" in self.__dict__:
            self.menu.offer(actions)

    def choose(self, answer: Answer) -> None:
        """Staff touched a verdict: let this one in, or take the movement back, whichever can be."""
        if may_override(self._scene().zone, answer.verdict):
            self._open(answer, undoing=False)
        elif answer.verdict.outcome is Outcome.ADMIT:
            self._open(answer, undoing=True)

    def open_menu(self, *, guarded: bool) -> None:
        """The menu, behind a PIN where the station is ``guarded``."""
        if guarded:
            self._answer, self._senior = None, ("", "")
            self.retranslate()
            self._ask()
        else:
            self.retranslate()
            self.menu.open()

    def ask_senior(self, wish: str, title: str) -> None:
        """Ask for a supervisor's PIN; ``title`` says in words what for."""
        self._answer, self._senior = None, (wish, title)
        self.retranslate()
        self._ask()

    def open_code(self) -> None:
        """The keys for a code typed by hand."""
        self.code.ask()

    def result(self, ok: bool, message: str) -> None:
        """What became of the PIN: done, or why not."""
        if not ok:
            self.pin.refuse(message)
            return
        self.pin.close_up()
        if self._answer is None and not self._senior[0]:
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
        from ui.parts.pinpad import Ask, Choice

        if self._answer is None:
            wish, title = self._senior
            self.pin.ask(Ask(title or self.tr("Staff menu"), self.tr("A supervisor's PIN") if wish else ""))
            return
        scene = self._scene()
        record = self._answer.record
        category = scene.programme.category(record.category)
        parts = (
            f"{phrases.time(record.at, scene.programme.timezone)} {phrases.margin(record.offset, record.error)}",
            phrases.label(self._answer.verdict.reason),
            category.name.of(scene.lang) if category else "",
        )
        about = " · ".join(part for part in parts if part)
        title = self.tr("Take this entry back") if self._undoing else self.tr("Staff: let in")
        choices = self._undo_choices() if self._undoing else self._let_in_choices()
        self.pin.ask(Ask(title, about, tuple(Choice(*choice) for choice in choices)))

    def _let_in_choices(self) -> tuple[tuple[str, str], ...]:
        return (
            ("id_checked", self.tr("ID checked")),
            ("list_behind", self.tr("Registered, not on the list yet")),
            ("exit_missed", self.tr("Left without an exit scan")),
            ("invited", self.tr("Invitation seen")),
            ("organiser", self.tr("The organiser asked for it")),
        )

    def _undo_choices(self) -> tuple[tuple[str, str], ...]:
        return (
            ("turned_back", self.tr("Did not go in")),
            ("wrong_badge", self.tr("Another person's badge")),
            ("wrong_direction", self.tr("Wrong direction")),
            ("by_mistake", self.tr("Read by mistake")),
        )

    def _given(self, pin: str, why: str) -> None:
        if self._answer is None and self._senior[0]:
            self.senior_wished.emit(pin, self._senior[0])
        elif self._answer is None:
            self.staff_wished.emit(pin)
        elif self._undoing:
            self.undo_wished.emit(self._answer.record.row, pin, why)
        else:
            self.override_wished.emit(self._answer.record.row, pin, why)
