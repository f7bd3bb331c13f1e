"""What works behind every staffed station's window, and the order in which it starts and ends; knows no kind of station, judges and draws
nothing.

The window is painted first. Cameras, decoders and HTTP are loaded afterwards, each on its own thread.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk import VERSION
from kiosk.clock import Clock, offset_at
from kiosk.config import Identity
from kiosk.errors import KioskError
from kiosk.model import Answer, Kind, Link, Reading
from kiosk.model import Source as Origin
from kiosk.programme import Programme
from kiosk.recorder import Recorder
from kiosk.scanner.camera import Camera
from kiosk.scanner.lane import Lane
from kiosk.scanner.mailbox import Mailbox
from kiosk.scanner.optics import Eye, Optics
from kiosk.scanner.tuning import Tuning
from kiosk.second_copy import SecondCopy
from kiosk.shown import Shown, save
from sync.health import Health
from sync.worker import Worker
from ui.bridge import Bridge
from ui.camera_work import CameraWork
from ui.errands import Errands
from ui.hand_scanners import HandScanners
from ui.look import Theme
from ui.plan import Plan, load_late
from ui.power import battery
from ui.screens.station import StationScreen
from ui.sound import Sounds, SoundState
from ui.staff_acts import StaffActs
from ui.staff_area import Prints, StaffArea
from ui.tongue import Tongue
from ui.window import Window

if TYPE_CHECKING:
    from kiosk.scanner.found import Found
    from kiosk.scanner.frame import Frame
    from kiosk.station import Station, View
    from sync.pushes import Pushes
    from sync.round import Round
    from ui.parts.menu import Action

log = logging.getLogger(__name__)

TICK_MS = 1_000
BATTERY_EVERY_S = 30


class Works(QObject):
    """One station at work, from ``show`` until ``stop``: window, recorder, lane and sync. Each kind of station makes its screen and says
    what becomes of an answer."""

    left = Signal()  # staff closed it
    actions_changed = Signal()  # what ``own_actions`` says is another thing
    ended = Signal()  # the event takes the station away

    def __init__(self, plan: Plan, identity: Identity, programme: Programme, clock: Clock) -> None:
        super().__init__()
        self.plan, self.identity, self.clock = plan, identity, clock
        self._camera_key, self._store_key = "", ""
        self._direction = plan.shown.direction  # as the station was last heard to go, or told to
        self._theme, self._kept = plan.look.theme, plan.shown
        self._link = Link()
        self._stopped = False
        self._seconds = 0
        self.tongue = Tongue(self)
        self.tongue.speak(plan.lang)
        self.bridge = Bridge(self)
        self.window = Window()
        self.screen = self.make_screen(programme)
        self.window.put(self.screen)
        self.sounds = Sounds(self)
        self.errands = Errands()
        self.recorder = Recorder(self._open_station, self._answered, self.bridge.fault)
        self.worker = Worker(
            self._open_round,
            clock,
            health=self._health,
            on_link=self._linked,
            on_feed_changed=self._fed,
            on_fork=self._forked,
            on_ended=lambda: self.bridge.post(self.ended.emit),
            open_pushes=self._open_pushes if plan.push else None,
            pace=plan.pace,
        )
        self.copy = SecondCopy(plan.places.journal, plan.copy, self._copied) if plan.copy else None
        self.acts = self.make_acts()
        self.optics = Optics(plan.places.camera, plan.camera, self._tuned)
        self.scanners = HandScanners(plan.places, plan.scanner, self.recorder.read, clock, self.errands, self.bridge, self.screen, self)
        self.camera_work = CameraWork(plan.places, self.optics, self.use_camera, self.errands, self.bridge, self.screen, self.acts, self)
        self.area = StaffArea(
            plan.places, identity, clock, self.screen, self.acts, self.errands, self.bridge, self,
            prints=self.prints, templates=plan.templates,
        )  # fmt: skip
        self._open_lane()
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._second)
        self.wire()
        self.screen.set_actions(self.own_actions())
        if plan.shown.muted:
            self._mute(True)

    # --- what each kind of station has of its own

    def make_screen(self, programme: Programme) -> StationScreen:
        """Its screen."""
        raise NotImplementedError

    def make_acts(self) -> StaffActs:
        """What staff may do there."""
        raise NotImplementedError

    def station_kind(self) -> type[Station]:
        """What judges there; called on the recorder's thread."""
        from kiosk.station import Station

        return Station

    def show_view(self, view: View) -> None:
        """Show what the station knows beside its last verdict."""
        self._direction = view.direction
        self.screen.set_programme(view.programme)
        self.screen.set_warnings(old_programme=view.fault is not None)
        self.screen.set_conflicts(view.conflicts)

    def own_actions(self) -> list[Action]:
        """What the staff menu offers at this kind of station besides its own."""
        return self.area.actions()

    def prints(self) -> Prints | None:
        """What it prints with, None where it does not."""
        return None

    # --- life

    def show(self) -> None:
        """Come up; everything slow starts once the window stands."""
        self.window.painted.connect(self.start)
        if self.plan.locked:
            self.window.lock()
        self.window.open(full=self.plan.full_screen)

    def stop(self) -> None:
        """End every thread and let go of every file and device. A second call does nothing."""
        if self._stopped:
            return
        self._stopped = True
        self._tick.stop()
        self.scanners.stop()
        self.camera_work.stop()
        self.close_lane()
        self.worker.stop()
        self.recorder.stop()
        if self.copy:
            self.copy.stop()
        self.errands.stop()
        self.close_lane()  # an errand may just have opened another camera
        self.bridge.close()
        self.sounds.close()
        self.window.unlock()
        self.window.keep_awake(False)
        self.window.close()

    def close_lane(self) -> None:
        """Read no more. Blocks for as long as the camera takes to let go."""
        self.lane.stop()
        self.camera.stop()

    def use_camera(self, eye: Eye) -> None:
        """Look through another camera, or the same one anew, from now on. Blocks as ``close_lane`` does."""
        self.close_lane()
        self.optics.use(eye)
        if self._stopped:
            return
        self._open_lane()
        self.camera.start()
        self.lane.start()

    def start(self) -> None:
        """What is slow begins: the window stands."""
        if self._stopped:
            return
        self.recorder.start()
        self.scanners.start()
        self.camera.start()
        self.lane.start()
        self.worker.start()
        self.errands.start()
        if self.copy:
            self.copy.start()
        self.errands.do(self.camera_work.sweep)
        self._tick.start()
        self._second()
        self.window.keep_awake(True)
        QTimer.singleShot(0, self, self.sounds.load)

    def _open_lane(self) -> None:
        mailbox = Mailbox()
        self.camera = Camera(self.optics.open, mailbox, self.bridge.camera, clock=self.clock)
        self.lane = Lane(mailbox, self._read, self._framed)

    # --- from the workers, on their threads

    def _read(self, reading: Reading) -> None:
        self.recorder.read(reading)
        self.bridge.pass_over(reading.frame)

    def _open_station(self) -> Station:
        places, identity = self.plan.places, self.identity
        journal = self.plan.journal(places, identity, self.clock)
        return self.station_kind().open(places, identity, journal, self.clock, direction=self._direction, app=VERSION)

    def _open_round(self) -> Round:
        return load_late("sync.opening").open_round(self.identity, self.plan.places, self.clock)  # type: ignore[no-any-return]

    def _framed(self, frame: Frame, found: list[Found]) -> None:
        self.bridge.frame(frame, found)
        self.camera_work.framed(frame)

    def _tuned(self, tuning: Tuning) -> None:
        self.lane.aim = tuning.aim
        self.bridge.post(lambda: self.screen.set_tuning(tuning))

    def _open_pushes(self, heard: Callable[[], None]) -> Pushes:
        opening = load_late("sync.opening")
        return opening.open_pushes(self.identity, self.plan.places, self.clock, heard, random.random)  # type: ignore[no-any-return]

    def _answered(self, answer: Answer) -> None:
        if answer.record.kind is Kind.UNDO:
            self.bridge.feed()  # nobody is welcomed: what the screen counts and lists is looked up anew
        else:
            self.bridge.answer(answer)
        self.worker.wake()

    def _linked(self, link: Link) -> None:
        self.bridge.link(link)
        self.recorder.do(lambda station: station.set_link(link))

    def _fed(self) -> None:
        self.recorder.do(lambda station: station.refresh(), lambda _: self.bridge.feed())

    def _forked(self, epoch: bytes) -> None:
        self.recorder.do(lambda station: station.fork(epoch))

    def _copied(self, fault: KioskError | None) -> None:
        self.bridge.post(lambda: self.screen.set_warnings(copy_failed=fault is not None))

    def _health(self) -> Health:
        return Health(VERSION, self.identity.zone, self._direction, self._camera_key, self._store_key, battery())

    # --- on the GUI thread

    def wire(self) -> None:
        """Connect what says something with what shows or does it."""
        bridge, screen = self.bridge, self.screen
        bridge.faulted.connect(self._fault)
        bridge.linked.connect(self._show_link)
        bridge.framed.connect(screen.set_frame)
        bridge.camera_changed.connect(self._show_camera)
        bridge.feed_changed.connect(self._look_again)
        screen.language_wished.connect(self._speak)
        screen.code_typed.connect(self._typed)
        screen.mute_wished.connect(self._mute)
        screen.theme_wished.connect(self._dress)
        screen.leave_wished.connect(self.left)
        self.actions_changed.connect(lambda: screen.set_actions(self.own_actions()))
        screen.cue_wished.connect(self.sounds.play)
        self.sounds.changed.connect(self._show_sound)
        self.window.closing.connect(self.left)
        self.window.held.connect(screen.open_menu)

    def _fault(self, error: KioskError | None) -> None:
        self._store_key = error.key if error else ""
        if error is None:
            self.screen.clear_fault()
            self._look_again()
        else:
            self.screen.show_fault(error.key, error.values)

    def _show_link(self, link: Link) -> None:
        self._link = link
        self.screen.set_link(link)

    def _show_camera(self, key: str, values: object) -> None:
        self._camera_key = "" if key == "camera.ok" else key
        self.screen.set_camera(key, values if isinstance(values, dict) else None)

    def _look_again(self) -> None:
        """What the station knows beside its last verdict: programme, who is inside, the last five, today's count."""
        self.recorder.do(lambda station: station.view(), lambda view: self.bridge.post(lambda: self.show_view(view)))

    def _speak(self, lang: str) -> None:
        self.tongue.speak(lang)
        self.screen.set_language(self.tongue.lang)
        self.actions_changed.emit()
        self.keep_shown()

    @property
    def kept_lang(self) -> str:
        """The language to come back in."""
        return self.tongue.lang

    def keep_shown(self) -> None:
        """Have the screen come back as it stands now."""
        shown = Shown(self.kept_lang, self._theme, self.sounds.muted, self._direction)
        if shown != self._kept:
            self._kept = shown
            self.errands.do(lambda: self._write(shown))

    def _write(self, shown: Shown) -> None:
        try:
            save(shown, self.plan.places.shown)
        except KioskError as error:
            log.warning("how the screen stands is not kept: %s", error)

    def _typed(self, code: str) -> None:
        self.recorder.read(Reading(code, Origin.TYPED, self.clock.wall(), self.clock.mono()))

    def _mute(self, muted: bool) -> None:
        self.sounds.mute(muted)
        self._show_sound(self.sounds.state)
        self.keep_shown()

    def _show_sound(self, state: SoundState) -> None:
        self.screen.set_sound(muted=self.sounds.muted, failed=state is SoundState.FAILED)

    def _dress(self, theme: Theme) -> None:
        self._theme = theme
        self.screen.dress(replace(self.screen.look, theme=theme))
        self.keep_shown()

    def _second(self) -> None:
        wall, link = self.clock.wall(), self._link
        self.screen.set_clock(wall + (offset_at(wall, self.clock.mono(), link.offset, link.base) or 0))
        self._seconds += 1
        if self._seconds % BATTERY_EVERY_S == 1:
            self.errands.do(self._look_at_battery)
        room, ratio = self.screen.picture_room, self.window.devicePixelRatioF()
        self.bridge.show_in(round(room.width() * ratio), round(room.height() * ratio))

    def _look_at_battery(self) -> None:
        charge = battery()
        self.bridge.post(lambda: self.screen.set_battery(charge))
