"""Hears hand scanners that type, whatever has the focus: one filter over every key of the application; knows no code and no layout.

A key is held back until it is known whose it was: a person's goes on to where it was going, at most 50 ms later and in its order; a
scanner's goes nowhere else, so that it neither lands in a field nor presses a button.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kiosk.hangul import has_hangul, keys_of
from kiosk.scanner.hangul import Composition
from kiosk.scanner.keys import US, position
from kiosk.scanner.wedge import SILENCE_MS, Burst, Step, Stroke, Wedge

log = logging.getLogger(__name__)

Key = Qt.Key
_ENDS: dict[int, str] = {Key.Key_Return: "\r", Key.Key_Enter: "\r", Key.Key_Tab: "\t"}
_CONTROL_ENDS: dict[int, str] = {Key.Key_M: "\r", Key.Key_J: "\n", Key.Key_I: "\t"}
_MODIFIERS = (Key.Key_Shift, Key.Key_Control, Key.Key_Alt, Key.Key_AltGr, Key.Key_Meta, Key.Key_Super_L, Key.Key_Super_R)
_ALONE = frozenset((*_MODIFIERS, Key.Key_CapsLock, Key.Key_NumLock, Key.Key_Hangul, Key.Key_Hangul_Hanja))
"""Keys that say nothing by themselves: they go on at once and interrupt nobody."""
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier  # as Windows tells it
_COMMANDS = _ALT_GR | Qt.KeyboardModifier.MetaModifier
LATE_MS = 4
_AT_ONCE = 4
"""Keys one event of an input method may stand for: a whole syllable. A word at once is an on-screen keyboard's, so a person's."""
_KINDS = frozenset((QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.InputMethod))


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000


def _spells_code(strokes: list[Stroke]) -> bool:
    from kiosk.scanner.heard import spells_code  # brings cryptography, which a window does not wait for

    return spells_code(strokes)


def stroke_of(event: QKeyEvent, at: int, platform: str) -> Stroke:
    """The key of ``event``, struck ``at`` that ms, as ``platform`` tells it."""
    modifiers = event.modifiers()
    control = modifiers & _COMMANDS not in (Qt.KeyboardModifier.NoModifier, _ALT_GR)
    ends = (_CONTROL_ENDS if control else _ENDS).get(event.key(), "")
    where = position(event.nativeScanCode(), platform)
    text = "".join(c for c in event.text() if c.isprintable())
    if modifiers & Qt.KeyboardModifier.KeypadModifier and not text:
        text = US.at(where, shift=False)  # the figure on the key, whatever NumLock says
    if ends or control:
        text = ""
    shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    return Stroke(keys_of(text), at, where, shift, has_hangul(text), ends)


class WedgeFilter(QObject):
    """From ``start`` until ``stop`` it sees every key. ``on_burst`` gets each scanner's burst, on the GUI thread."""

    def __init__(
        self, on_burst: Callable[[Burst], None], parent: QObject | None = None, *, platform: str = "", now: Callable[[], int] = _now_ms
    ) -> None:
        """``platform``: whose scan codes the events carry, "" for Qt's own; ``now``: ms of a clock that never goes back."""
        super().__init__(parent)
        self._on_burst, self._monotonic = on_burst, now
        self._platform = platform or QGuiApplication.platformName()
        self.wedge = Wedge(_spells_code)
        self._composition = Composition()
        self._held: list[tuple[QObject, QEvent]] = []
        self._handing_on = False
        self._ahead: int | None = None
        self._preedit = ""  # of the keys held back
        self._tail = ""  # what a burst left half composed
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setTimerType(Qt.TimerType.PreciseTimer)
        self._quiet.timeout.connect(self._silence)
        self._heard_at = 0

    def start(self) -> None:
        """Begin to listen."""
        app = QCoreApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def stop(self) -> None:
        """Hand on what is held and listen no more. A second call does nothing."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._follow(self.wedge.leave())
        self._quiet.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back keys; everything else goes its way."""
        if event.type() not in _KINDS or self._handing_on or not isinstance(watched, QWidget | QWindow):
            return False
        try:
            if isinstance(event, QInputMethodEvent):
                return self._composed(watched, event)
            assert isinstance(event, QKeyEvent)
            return self._released(watched, event) if event.type() is QEvent.Type.KeyRelease else self._pressed(watched, event)
        except Exception:  # a person's key is not lost for a fault of ours
            log.exception("a key was not understood")
            return False

    # --- what comes

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in _ALONE:
            return False
        if event.isAutoRepeat():
            if self.wedge.scanning:
                return True
            self._follow(self.wedge.leave())
            return False
        return self._strike(watched, event, stroke_of(event, self._time(event), self._platform))

    def _released(self, watched: QObject, event: QKeyEvent) -> bool:
        return event.key() not in _ALONE and self._carry(watched, event)

    def _composed(self, watched: QObject, event: QInputMethodEvent) -> bool:
        commit, preedit = event.commitString(), event.preeditString()
        tail, self._tail = self._tail, ""
        if tail and commit == tail and not preedit:
            return True
        keys = self._composition.typed(commit, preedit)
        if not keys:
            return self._carry(watched, event)
        at, hangul, held = self._now(), has_hangul(commit + preedit), False
        if len(keys) > _AT_ONCE and not _spells_code([Stroke(key, at) for key in keys]):
            self._follow(self.wedge.leave())
            return False
        for key in keys:
            step = self.wedge.key(Stroke(key, at, hangul=hangul))
            self._follow(step)
            held = held or step.hold
        if held:
            self._hold(watched, event)
            self._listen()
        return held

    def _strike(self, watched: QObject, event: QKeyEvent, stroke: Stroke) -> bool:
        step = self.wedge.key(stroke)
        self._follow(step)
        if step.hold:
            self._hold(watched, event)
        self._listen()
        event.setAccepted(step.hold or step.drop or event.isAccepted())
        return step.hold or step.drop

    def _silence(self) -> None:
        late = self._monotonic() - self._heard_at - self.wedge.due
        if late > LATE_MS:  # this thread was busy: keys may be waiting, they come first
            self._heard_at = self._monotonic() - self.wedge.due
            self._quiet.start(1)
            return
        self._follow(self.wedge.silence())
        self._listen(again=True)

    # --- what follows

    def _follow(self, step: Step) -> None:
        if step.release:
            self._hand_on()
        if step.burst is not None:
            self._held = []
            self._let_go()
            self._on_burst(step.burst)

    def _hand_on(self) -> None:
        held, self._held = self._held, []
        self._preedit = ""
        self._handing_on = True
        try:
            for watched, event in held:
                event.setAccepted(False)
                if isValid(watched):  # a window may be gone by now
                    QCoreApplication.sendEvent(watched, event)
                if event.type() is not QEvent.Type.KeyRelease and event.isAccepted():
                    self.wedge.typing()
        finally:
            self._handing_on = False

    def _let_go(self) -> None:
        """Have the input method forget what it was composing, which a field never saw; what it commits at that goes nowhere."""
        self._composition.reset()
        self._tail, self._preedit = self._preedit, ""
        if self._tail:
            QGuiApplication.inputMethod().reset()

    def _carry(self, watched: QObject, event: QEvent) -> bool:
        """Hold back what goes with keys held back."""
        if not (self._held or self.wedge.scanning):
            return False
        self._hold(watched, event)
        return True

    def _hold(self, watched: QObject, event: QEvent) -> None:
        if isinstance(event, QInputMethodEvent):
            self._preedit = event.preeditString()
        if self.wedge.scanning:
            self._held = []  # a scanner's: nobody will get them
        else:
            self._held.append((watched, event.clone()))

    def _listen(self, *, again: bool = False) -> None:
        due = self.wedge.due
        if not again:
            self._heard_at = self._monotonic()
        if due:
            self._quiet.start(max(1, due - (self._monotonic() - self._heard_at)))
        else:
            self._quiet.stop()

    # --- time

    def _time(self, event: QKeyEvent) -> int:
        """The event's own time; when it arrived where it has none."""
        now, told = self._monotonic(), int(event.timestamp())
        if not told:
            return self._now()
        ahead = told - now
        self._ahead = ahead if self._ahead is None or ahead > self._ahead or self._ahead - ahead > 10 * SILENCE_MS else self._ahead
        return told

    def _now(self) -> int:
        """This moment on the clock of the events: the least delay seen tells how far the two clocks are apart."""
        return self._monotonic() + (self._ahead or 0)
