"""What staff do in the camera screen, done: cameras listed, tried and kept, a recording made and deleted; draws and decodes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk.errors import FileTrouble, KioskError
from kiosk.places import Places
from kiosk.scanner.optics import Eye, Optics, View
from ui.bridge import Bridge
from ui.errands import Errands
from ui.posting import sentence_of
from ui.screens.station import StationScreen
from ui.staff_acts import StaffActs

if TYPE_CHECKING:
    from kiosk.scanner.frame import Frame
    from kiosk.scanner.recording import Recording
    from ui.parts.camera_panel import CameraPanel, Choice

LOOK_MS = 300
"""How often the screen is told what the camera granted, while it is open."""

RECORD = "picture_recorded"
"""The journal's note that says who had the picture recorded, written before the first frame is kept."""


class CameraWork(QObject):
    """Between the camera screen and the optics. ``use`` has the gate look through another camera, and may block."""

    def __init__(
        self,
        places: Places,
        optics: Optics,
        use: Callable[[Eye], None],
        errands: Errands,
        bridge: Bridge,
        screen: StationScreen,
        acts: StaffActs,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._places, self._optics, self._use = places, optics, use
        self._errands, self._bridge, self._screen = errands, bridge, screen
        self._before: View | None = None
        self._wired = False
        self._recording: Recording | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(LOOK_MS)
        self._tick.timeout.connect(self._look)
        screen.staffing.camera_wished.connect(self.open)
        acts.senior.connect(self._granted)

    @property
    def recording(self) -> bool:
        """Whether a recording is being made."""
        return self._recording is not None

    def framed(self, frame: Frame) -> None:
        """A frame was looked at; called on the lane's thread."""
        if (recording := self._recording) is not None:
            recording.put(frame)

    def stop(self) -> None:
        """Give up what is being recorded, and end."""
        self._tick.stop()
        if (recording := self._recording) is not None:
            recording.stop()
        self._screen.recording.end()

    def sweep(self) -> None:
        """Have what a power cut left of a recording deleted: nobody was told of that."""
        from kiosk.scanner import recording

        if not self.recording:
            (self._places.diagnostics / recording.PARTIAL).unlink(missing_ok=True)

    def open(self) -> None:
        """Show the camera screen."""
        panel = self._panel()
        self._before = self._optics.view
        panel.show_choices(self._choices([]))
        panel.open()
        self._look()
        self._tick.start()
        self._errands.do(self._list)
        self._errands.do(self._look_for_recording)

    def _panel(self) -> CameraPanel:
        panel = self._screen.staffing.camera
        if not self._wired:
            self._wired = True
            panel.tuned.connect(self._tune)
            panel.chosen.connect(lambda eye: self._errands.do(lambda: self._use(eye)))
            panel.again_wished.connect(lambda: self._errands.do(lambda: self._use(self._optics.view.eye)))
            panel.keep_wished.connect(lambda: self._errands.do(self._keep))
            panel.record_wished.connect(self._ask)
            panel.delete_wished.connect(lambda: self._errands.do(self._delete))
            panel.closed.connect(self._closed)
        return panel

    # --- on the GUI thread

    def _look(self) -> None:
        self._panel().show_view(self._optics.view)

    def _tune(self, tuning: object) -> None:
        self._optics.tune(tuning)  # type: ignore[arg-type]  # Qt's signals know no types
        self._look()

    def _closed(self) -> None:
        """Closed without keeping: as it was before."""
        self._tick.stop()
        before, self._before = self._before, None
        if before is None:
            return
        if self._optics.view.eye is not before.eye:
            self._errands.do(lambda: self._use(before.eye))
        else:
            self._optics.tune(before.tuning)

    def _ask(self) -> None:
        self._screen.staffing.ask_senior(RECORD, self.tr("Record the picture for 10 seconds"))

    def _granted(self, wish: str) -> None:
        from kiosk.scanner import recording

        if wish != RECORD or self.recording:
            return
        self._screen.recording.begin(recording.SECONDS)  # before the first frame is kept
        self._panel().show_recording(running=True, kept=False)
        self._recording = recording.Recording(self._places.diagnostics, self._recorded, seconds=recording.SECONDS)
        self._recording.start()

    def _ended(self, fault: KioskError | None) -> None:
        self._screen.recording.end()
        self._say(fault)
        self._errands.do(self._look_for_recording)

    def _say(self, fault: KioskError | None) -> None:
        self._panel().show_message(sentence_of(fault.key, fault.values, self._screen.scene.lang) if fault else "")

    def _choices(self, found: list[Choice]) -> list[Choice]:
        """The cameras found and, where it is none of these, what was looked through when the screen was opened."""
        from ui.parts.camera_panel import Choice

        before = self._before or self._optics.view
        if any(one.eye in (before.key, before.eye) for one in found):
            return found
        return [Choice(before.eye, before.name), *found]

    # --- on the errands' thread

    def _list(self) -> None:
        from kiosk.scanner.devices import cameras
        from ui.parts.camera_panel import Choice

        found = [Choice(one.key, one.name, one.facing) for one in cameras()]
        self._bridge.post(lambda: self._panel().show_choices(self._choices(found)))

    def _keep(self) -> None:
        try:
            self._optics.keep()
        except KioskError as error:
            fault = error
            self._bridge.post(lambda: self._say(fault))
        else:
            self._bridge.post(self._kept)

    def _kept(self) -> None:
        self._before = None
        self._panel().close_up()

    def _delete(self) -> None:
        from kiosk.scanner import recording

        try:
            recording.delete(self._places.diagnostics)
        except OSError as error:
            fault = FileTrouble(error.strerror or str(error), path=recording.NAME)
            self._bridge.post(lambda: self._say(fault))
        self._look_for_recording()

    def _look_for_recording(self) -> None:
        from kiosk.scanner import recording

        kept = recording.kept(self._places.diagnostics) is not None
        self._bridge.post(lambda: self._panel().show_recording(running=self.recording, kept=kept))

    # --- on the recording's thread

    def _recorded(self, fault: KioskError | None) -> None:
        self._recording = None
        self._bridge.post(lambda: self._ended(fault))
