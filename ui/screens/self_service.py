"""The self-service kiosk: one visitor at a time, page by page, at any size, zoom and height. Shows what it is told, says what was touched;
no files, no threads. What it was told of a visit is one value, forgotten at its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.model import Text
from kiosk.panel import Panel
from kiosk.patience import Patience, Stage
from kiosk.programme import Programme
from kiosk.scanner.tuning import Tuning
from kiosk.self_service import Halt
from ui import arrange
from ui.arrange_self import ground
from ui.ink import Ink
from ui.look import Look, Theme
from ui.parts.entry import Entry
from ui.parts.picture import Corners
from ui.parts.said import Brand, draw_line
from ui.screens.self_leaf import Leaf, fits
from ui.screens.self_pages import DIGITS, Context, Page, Pages
from ui.screens.station import StationScreen
from ui.tongue import offered
from ui.visit import VOLUMES, At, Call, Ease, Over, Visit

if TYPE_CHECKING:
    from kiosk.crowd import Face
    from kiosk.desk import Card

HOLD_MS = 3_000
"""So long the mark is held for the staff menu, which asks for a PIN."""
TRIES = 3
"""So many failures and staff is asked to help."""
_KEYS_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_KEYS_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_KEYS_OK = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select, Qt.Key.Key_Space)


class SelfScreen(StationScreen):
    """Attract, scan, "is this you?", print, done; ``panel`` says how large a millimetre is."""

    confirmed = Signal(str)  # opaque id
    sought = Signal(str, str)  # last four digits, name
    call_wished = Signal()
    began = Signal()  # somebody is here
    ended = Signal()  # the visit is over; what was shown of it is forgotten
    volume_wished = Signal(float)
    speed_wished = Signal(int)  # an index of ui.voice.SPEEDS
    hear_wished = Signal()  # what was spoken, once more
    named = Signal(str)  # the control that keys led to
    page_shown = Signal()  # another page, or the same in another language: ``spoken`` is new

    def __init__(
        self, programme: Programme, zone: str, name: Text, lang: str, look: Look, panel: Panel, now: Callable[[], int],
        parent: QWidget | None = None, *, guarded: bool = False,
    ) -> None:  # fmt: skip
        """``now``: the monotonic clock, us."""
        self._panel, self._mono, self._home_lang, self._base = panel, now, lang, look
        super().__init__(programme, zone, name, lang, look, parent, guarded=guarded)

    def build(self, look: Look) -> None:
        """What makes pages, and where they lie."""
        self.visit, self.ease = Visit(), Ease()
        self.patience: Patience | None = None
        self.page: Page
        self._tuning, self._image = Tuning(), QImage()
        self._pages = Pages(self.do, self._named, self)
        self.leaf = Leaf(look, self, self.touch)
        self.leaf.named.connect(self.named)
        self.held = QTimer(self)
        self.held.setSingleShot(True)
        self.held.setInterval(HOLD_MS)
        self.held.timeout.connect(self.open_menu)
        super().build(look)
        self.strip.hide()
        self._make()

    # --- what the station says

    def offer(self, card: Card, face: Face) -> None:
        """Ask whether this is them."""
        self._go(replace(self.visit, at=At.CONFIRM, card=card, face=face, halt=None))

    def wait(self) -> None:
        """Somebody is being looked up."""
        self._go(replace(self._fresh(), at=At.WAIT))

    def printing(self) -> None:
        """The check-in is on disk, the badge on its way."""
        self._go(replace(self.visit, at=At.PRINT))

    def done(self, pickup: int = 0, *, paper: bool = True) -> None:
        """The badge is there, or at the desk under this number; without ``paper`` badges are handed out there."""
        self._go(replace(self.visit, at=At.DONE, pickup=pickup, paper=paper))

    def halt(self, why: Halt, card: Card | None = None) -> None:
        """It does not go on by itself."""
        lost = self.visit.failures + (why in (Halt.UNKNOWN, Halt.NOT_FOUND))
        why = Halt.STAFF if lost >= TRIES else why
        self._go(replace(self.visit, at=At.HALT, halt=why, card=card, face=None, failures=lost))

    def show_call(self, call: Call) -> None:
        """How the call for staff stands."""
        if call is not self.visit.call:
            self.visit = replace(self.visit, call=call)
            if self.visit.over is Over.CALL:
                self._make()

    def show_fault(self, key: str, values: Mapping[str, object] | None = None) -> None:
        """Nothing can be recorded, so nobody can be served."""
        self._fault = (key, dict(values or {}))
        self._go(replace(Visit(), at=At.HALT, halt=Halt.PAUSED))

    def clear_fault(self) -> None:
        """Records can be kept again."""
        if self._fault is not None:
            self._fault = None
            self.restart()

    @property
    def faulty(self) -> bool:
        """Whether nothing can be recorded."""
        return self._fault is not None

    def set_frame(self, image: QImage, found: Sequence[Corners] = ()) -> None:
        """The newest frame, where a picture is shown."""
        super().set_frame(image, found)
        self._image = image
        if self.page.mirror is not None:
            self.page.mirror.show_frame(image, found)

    def set_tuning(self, tuning: Tuning) -> None:
        """The part of the picture codes are read in; it is shown as a mirror whatever is set."""
        self._tuning = tuning
        self._make()

    def set_camera(self, key: str, values: Mapping[str, object] | None = None) -> None:
        """Whether there is a picture."""
        before = self._blind
        super().set_camera(key, values)
        if self._blind is not before and self.visit.at is At.SHOW:
            self._make()

    @property
    def _blind(self) -> bool:
        return self._camera[0] not in ("", "camera.ok", "camera.starting")

    @property
    def picture_room(self) -> QSizeF:
        """How large the live picture is."""
        mirror = self.page.mirror
        return QSizeF(mirror.size()) if mirror is not None else QSizeF(64, 48)

    @property
    def spoken(self) -> str:
        """The page in one or two sentences, names masked, for whoever cannot see it."""
        return " ".join(self.page.spoken)

    @property
    def visited(self) -> bool:
        """Whether somebody is there."""
        return self.patience is not None

    # --- time

    def tick(self) -> None:
        """A second has passed: tell how many are left, ask, or begin anew."""
        if self.patience is None or self.staffing.busy:
            return
        now = self._mono()
        stage = self.patience.stage(now)
        if self.visit.at in (At.WAIT, At.PRINT) and stage is not Stage.QUIET:  # it is not the visitor who is awaited
            self.patience = Patience.begun(now)
        elif stage is Stage.OVER:
            self.restart()
        elif stage is Stage.ASKED and self.visit.over is not Over.ASK:
            self._go(replace(self.visit, over=Over.ASK), touched=False)
        self._tell_time()

    def _tell_time(self) -> None:
        now, patience = self._mono(), self.patience
        if self.page.time is not None:
            hurried = patience is not None and patience.stage(now) is not Stage.QUIET
            self.page.time.show_left(patience.left_s(now) if patience is not None and hurried else None)

    def touch(self) -> None:
        """Somebody is there."""
        now = self._mono()
        if self.patience is None:
            self.patience = Patience.begun(now)
            self.began.emit()
        else:
            self.patience = self.patience.touched(now)
        self._tell_time()

    def restart(self) -> None:
        """The visit is over: forget it, and whatever was set for it."""
        self.patience, self._image = None, QImage()
        self.visit = Visit() if self._fault is None else Visit(at=At.HALT, halt=Halt.PAUSED)
        lang, self.ease = self._lang, Ease()
        self.ended.emit()
        self.volume_wished.emit(1.0)
        self.speed_wished.emit(self.ease.speed)
        if lang != self._home_lang:
            self.language_wished.emit(self._home_lang)  # makes the page
        else:
            self._make()

    # --- what a person does

    def do(self, name: str) -> None:
        """The button of that name was pressed."""
        what, _, which = name.partition("_")
        if what != "more":
            self.touch()
        match what:
            case "start" | "speak":
                if what == "start":
                    self.visit = replace(self._fresh(), at=At.SHOW)
                if which != self._lang:
                    self.language_wished.emit(which)
                else:
                    self._make()
            case "again":
                self._go(replace(self._fresh(), at=At.SHOW))
            case "no":
                self._go(replace(Visit(), at=At.SHOW, failures=self.visit.failures))
            case "yes":
                if self.visit.card is not None and self.visit.at is At.CONFIRM:
                    chosen = self.visit.card.id
                    self._go(replace(self.visit, at=At.WAIT))
                    self.confirmed.emit(chosen)
            case "type":
                self._go(replace(self._fresh(), at=At.DIGITS))
            case "digit":
                self.type(which)
            case "delete":
                self._go(replace(self.visit, digits=self.visit.digits[:-1]))
            case "back":
                at = At.DIGITS if self.visit.at is At.NAME else At.SHOW
                self._go(replace(self._fresh(), at=at))
            case "find":
                self._seek()
            case "finish" | "restart":
                self.restart()
            case "more":
                now = self._mono()
                self.patience = (self.patience or Patience.begun(now)).more(now)
                self._go(replace(self.visit, over=Over.NOTHING if self.visit.over is Over.ASK else self.visit.over))
            case "close":
                self._go(replace(self.visit, over=Over.NOTHING))
            case "help":
                self._go(replace(self.visit, over=Over.HELP))
            case "call":
                waits = self.visit.call in (Call.CALLING, Call.TOLD, Call.COMING)
                self._go(replace(self.visit, over=Over.CALL, call=self.visit.call if waits else Call.CALLING))
                self.patience = self.patience and self.patience.waiting(self._mono())
                if not waits:
                    self.call_wished.emit()
            case "contrast":
                self._ease(replace(self.ease, contrast=not self.ease.contrast))
            case "zoom":
                self._ease(replace(self.ease, zoom=self.ease.larger))
            case "low":
                self._ease(replace(self.ease, low=not self.ease.low))
            case "volume":
                self._ease(replace(self.ease, volume=self.ease.quieter))
            case "speed":
                self._ease(replace(self.ease, speed=self.ease.faster))
            case "hear":
                self.hear_wished.emit()

    def type(self, figure: str) -> None:
        """A digit; the last one leads to the name."""
        if self.visit.at is At.DIGITS and len(self.visit.digits) < DIGITS:
            digits = self.visit.digits + figure
            self._go(replace(self.visit, digits=digits, at=At.NAME if len(digits) == DIGITS else At.DIGITS))

    def _named(self, name: str) -> None:
        """The name as it grows; the page stays, for it is being typed into."""
        self.touch()
        self.visit = replace(self.visit, name=name)

    def _seek(self) -> None:
        if self.visit.name.strip():
            digits, name = self.visit.digits, self.visit.name
            self.wait()
            self.sought.emit(digits, name)

    def _fresh(self) -> Visit:
        """The same visitor, nobody found yet."""
        return Visit(failures=self.visit.failures, call=self.visit.call)

    def _ease(self, ease: Ease) -> None:
        if ease.speed != self.ease.speed:
            self.speed_wished.emit(ease.speed)
        if ease.volume != self.ease.volume:
            self.volume_wished.emit(VOLUMES[ease.volume] / VOLUMES[-1])
        self.ease = ease
        self._make()

    def _go(self, visit: Visit, *, touched: bool = True) -> None:
        self.visit = visit
        if touched:
            self.touch()
        self._make()

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Four keys and OK do everything; digits and letters type."""
        key = event.key()
        if key in _KEYS_ON or key in _KEYS_BACK:
            self.touch()
            self.leaf.step(1 if key in _KEYS_ON else -1)
        elif key in _KEYS_OK:
            if self.leaf.focused is not None:
                self.leaf.focused.click()
        elif event.text().isdecimal() and event.text().isascii() and self.visit.at is At.DIGITS:
            self.type(event.text())
        elif isinstance(self.page.start, Entry) and (event.text().isprintable() or key == Qt.Key.Key_Backspace):
            QApplication.sendEvent(self.page.start.line, event)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """As people read."""
        self.leaf.step(1 if forward else -1)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch beside every button is a touch; one held on the mark is staff's."""
        self.touch()
        brand = self.leaf.sheet.findChild(Brand)
        if brand is not None and brand.rect().contains(brand.mapFromGlobal(event.globalPosition().toPoint())):
            self.held.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Not long enough."""
        self.held.stop()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the page."""
        self.leaf.turn_by(-event.angleDelta().y() / 2)

    # --- the page

    def _make(self) -> None:
        """The page anew."""
        look = replace(self._base, theme=Theme.HIGH if self.ease.contrast else self._base.theme)
        if look != self.look:
            self.dress(look)
        self._ground = on = ground(max(1, self.width()), max(1, self.height()), self._panel, self.ease)
        self.unit = on.unit
        context = Context(
            look, self._lang, self._programme, self._name, self.ease, offered(), small=on.small, blind=self._blind, aim=self._tuning.aim
        )
        self.page = self._pages.page(self.visit, context)
        if not on.small and not fits(self.page, ground(self.width(), self.height(), self._panel, replace(self.ease, zoom=1.0))):
            self.page = self._pages.page(self.visit, replace(context, small=True))
        if self.page.mirror is not None and not self._image.isNull():
            self.page.mirror.show_frame(self._image, ())
        self.leaf.show_page(self.page, look, on)
        self._tell_time()
        self.update()
        self.page_shown.emit()

    # --- as every station's screen

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        super().retranslate()
        self._make()

    def place_all(self, on: arrange.Canvas) -> None:
        """The page, and what staff lays over it."""
        super().place_all(on)
        self._make()

    def place_idle(self) -> None:
        """Pages are placed as they are made."""

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """The ground, and in the low position what stands above the line."""
        super().draw(ink, extent)
        if self._ground.top:
            words = (self.tr("Low position"), self.tr("Everything you can press is below this line."))
            draw_line(ink, self.look, extent.height() * self._ground.top, extent.width(), words)
