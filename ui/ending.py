"""The one screen of a station that was taken away: what is still to be sent or erased; knows not how that is done."""

from __future__ import annotations

import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk import config
from kiosk.catalogue import say
from kiosk.clock import SystemClock
from kiosk.errors import KioskError, UpstreamError
from kiosk.instance import Hold
from kiosk.log import Log
from kiosk.places import Places
from sync.ending import Ending, Left
from ui.application import application, until_told
from ui.gate import WAKE_MS
from ui.look import Look
from ui.screens.notice import NoticeScreen
from ui.tongue import Tongue
from ui.window import Window

SOON_S, LATER_S = 5.0, 30.0
"""Between two tries while something can be done, and while the organiser's seal is waited for."""

Told = tuple[str, Mapping[str, object]]


def end(places: Places, lang: str, *, headless: bool, full_screen: bool, copy: Path | None = None) -> int:
    """Send, erase and say how far that is, until nothing is left or somebody closes it. 0 nothing is left, 1 something is."""
    with Hold(places.lock):
        log = Log(places.log)
        try:
            worker = Eraser(Ending(config.load(places), places, SystemClock(), copy))
            return _shown(worker, lang, headless=headless, full_screen=full_screen)
        finally:
            log.close()
            if not places.identity.exists():
                places.lock.unlink(missing_ok=True)


class Eraser(QObject):
    """Does the steps on a thread of its own; ``told`` says how far it is: a key of the catalogue and its values."""

    told = Signal(str, object)

    def __init__(self, ending: Ending, soon: float = SOON_S, later: float = LATER_S) -> None:
        super().__init__()
        self._ending = ending
        self._soon, self._later = soon, later
        self._woken, self._stopping = threading.Event(), False
        self._thread = threading.Thread(target=self._run, name="ending", daemon=True)
        self.done = False

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Try now."""
        self._woken.set()

    def stop(self) -> None:
        """End soon, a hanging exchange included; what is left is done at the next start."""
        self._stopping = True
        self._ending.interrupt()
        self._woken.set()
        self._thread.join(10)

    def _run(self) -> None:
        while not self._stopping and not self.done:
            told, wait = self._step()
            if not self._stopping:
                self.told.emit(*told)
            self._woken.clear()
            if not self.done and not self._stopping:
                self._woken.wait(wait)

    def _step(self) -> tuple[Told, float]:
        try:
            left = self._ending.step()
        except UpstreamError:
            return ("ending.away", {}), self._soon
        except KioskError as fault:
            return ("ending.trouble", {"detail": fault}), self._soon
        self.done = left.done
        return said(left), self._soon if left.unsent else self._later


def said(left: Left) -> Told:
    """How ``left`` is told."""
    if left.done:
        return "ending.done", {}
    return ("ending.sending", {"unsent": left.unsent}) if left.unsent else ("ending.waiting", {})


def _shown(worker: Eraser, lang: str, *, headless: bool, full_screen: bool) -> int:
    app = application(offscreen=headless)
    tongue, window = Tongue(), Window()
    tongue.speak(lang)
    screen = NoticeScreen(Look(), tongue.lang)
    last: list[Told] = [("ending.begun", {})]

    def show() -> None:
        key, values = last[0]
        screen.set_language(tongue.lang)
        done = key == "ending.done"
        screen.show_notice(say("ending.title", tongue.lang), say(key, tongue.lang, **values), warn=not done, again=not done)

    def hear(key: str, values: Mapping[str, object]) -> None:
        if (key, values) != last[0]:
            print(say(key, lang, **values), file=sys.stderr, flush=True)
        last[0] = (key, values)
        show()
        if headless and key == "ending.done":
            app.quit()

    def speak(spoken: str) -> None:
        tongue.speak(spoken)
        show()

    worker.told.connect(hear)
    screen.again_wished.connect(worker.wake)
    screen.leave_wished.connect(app.quit)
    screen.language_wished.connect(speak)
    window.closing.connect(app.quit)
    window.put(screen)
    show()
    window.open(full=full_screen and not headless)
    until_told(app.quit)
    awake = QTimer()
    awake.start(WAKE_MS)
    worker.start()
    app.exec()
    awake.stop()
    worker.stop()
    window.close()
    return 0 if worker.done else 1
