"""A desk hears who calls staff beside it, and answers: from the feed to the bar over its screen and back; draws nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.calls import Called
from kiosk.recorder import Recorder
from ui.bridge import Bridge
from ui.parts.bell import Bell
from ui.screens.station import StationScreen
from ui.sound import Cue

if TYPE_CHECKING:
    from kiosk.desk import DeskStation
    from kiosk.station import Station


class CallWork(QObject):
    """``wake`` has an answer sent."""

    def __init__(self, screen: StationScreen, recorder: Recorder, bridge: Bridge, wake: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._screen, self._recorder, self._bridge, self._wake = screen, recorder, bridge, wake
        self._known: frozenset[str] = frozenset()
        self._answered: set[str] = set()  # here, though the server has not told of it yet
        self.bell = Bell(screen.look, screen)
        self.bell.answered.connect(self._answer)
        bridge.feed_changed.connect(self.look)

    def look(self) -> None:
        """Ask the station who calls."""
        self._recorder.do(lambda station: _desk(station).calls(), lambda calls: self._bridge.post(lambda: self._show(calls)))

    def _show(self, calls: Sequence[Called]) -> None:
        waiting = [each for each in calls if each.id not in self._answered]
        found = frozenset(each.id for each in waiting)
        if found - self._known:
            self._screen.cue_wished.emit(Cue.BELL)
        self._known = found
        scene = self._screen.scene
        self.bell.show_calls(waiting, scene.lang, scene.now)

    def _answer(self, id_: str) -> None:
        self._answered.add(id_)
        self._recorder.do(lambda station: _desk(station).answer_call(id_), lambda _: self._wake())
        self.look()


def _desk(station: Station) -> DeskStation:
    from kiosk.desk import DeskStation

    assert isinstance(station, DeskStation)
    return station
