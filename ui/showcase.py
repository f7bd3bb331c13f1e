"""Sample states of every screen, for pictures of them: invented verdicts at a real programme's gate; starts no worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

import assets
from kiosk.catalogue import say
from kiosk.days import openings
from kiosk.model import Answer, Direction, Kind, Link, Outcome, Reason, Record, Source, Text, Verdict
from kiosk.programme import Programme, load_file
from kiosk.scanner.aim import Area
from kiosk.scanner.optics import View
from kiosk.scanner.tuning import Granted, Tuning
from ui.frames import preview
from ui.look import Look, Theme
from ui.parts.menu import Action
from ui.screens.gate import GateScreen
from ui.screens.notice import NoticeScreen
from ui.showcase_desk import DESK_STATES, desk_in
from ui.showcase_self import SELF_STATES, self_in

if TYPE_CHECKING:
    from kiosk.scanner.selftest import Result
    from ui.parts.camera_panel import CameraPanel
    from ui.parts.scanner_panel import ScannerPanel

MINUTE = 60_000_000
ZONE = "smart-life"
GATE = Text("3번 게이트", "Gate 3")
TUNED = Tuning(shutter=250, focus=40, aim=Area(0.2, 0.1, 0.8, 0.95))
OPENS = ("smart-city", "smart-life", "global", "forum")


@dataclass(frozen=True, slots=True)
class State:
    """One picture: ``act`` brings a fresh gate at rest into the state."""

    name: str
    act: Callable[[GateScreen, Samples], object] = lambda gate, samples: None
    theme: Theme = Theme.LIGHT
    screen: str = "gate"


class Samples:
    """Answers at a gate of ``programme``, at a quarter to eleven on its first day."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        zone = programme.zone(ZONE)
        assert zone is not None
        self.now = openings(programme, zone)[0].opens + 42 * MINUTE + 20_000_000
        self._row = 3000

    def answer(
        self,
        outcome: Outcome,
        reason: Reason,
        category: str = "visitor",
        *,
        ago_s: int = 0,
        opens: tuple[str, ...] = (),
        at: int | None = None,
        ago: timedelta | None = None,
        days: tuple[int, ...] = (),
        go_to: tuple[str, ...] = (),
    ) -> Answer:
        """An answer as the recorder would hand it back."""
        self._row += 1
        code = self._row.to_bytes(16, "big") if category else b""
        wall = self.now - ago_s * 1_000_000
        direction = Direction.EXIT if reason is Reason.EXIT_RECORDED else Direction.ENTRY
        record = Record(
            event=self.programme.event, station="gate-3", epoch=b"\1" * 16, row=self._row, kind=Kind.SCAN, hlc=0, wall=wall, mono=0,
            offset=0, error=0, operator="", app="", zone=ZONE, direction=direction, source=Source.CAMERA, code_hash=code, badge="",
            category=category, outcome=outcome, reason=reason, refers=None, detail="{}", payload=b"", payload_digest=b"", previous=b"",
            hash=b"",
        )  # fmt: skip
        return Answer(record, Verdict(outcome, reason, at=at, ago=ago, days=days, go_to=go_to), inside=1848, opens=opens)

    def admitted(self, category: str = "visitor", reason: Reason = Reason.ADMITTED, ago_s: int = 0) -> Answer:
        """Somebody came in."""
        return self.answer(Outcome.ADMIT, reason, category, ago_s=ago_s, opens=OPENS)

    def recent(self) -> list[Answer]:
        """Five of the last minutes, newest first."""
        return [
            self.admitted(ago_s=8),
            self.admitted("buyer", ago_s=70),
            self.answer(Outcome.ATTENTION, Reason.ALREADY_INSIDE, ago_s=100, ago=timedelta(minutes=3)),
            self.admitted("exhibitor", Reason.ADMITTED_AGAIN, ago_s=112),
            self.answer(Outcome.REFUSE, Reason.WRONG_DAY, "delegate", ago_s=190, days=(3,)),
        ]

    def already_inside(self) -> Answer:
        """Came in three minutes ago."""
        return self.answer(Outcome.ATTENTION, Reason.ALREADY_INSIDE, ago=timedelta(minutes=3))

    def wrong_zone(self) -> Answer:
        """Belongs elsewhere."""
        return self.answer(Outcome.REFUSE, Reason.WRONG_ZONE, go_to=("global",))


def _offline(gate: GateScreen, samples: Samples) -> None:
    since = samples.now - 21 * MINUTE
    gate.set_inside(1832, 30)
    gate.set_link(Link(online=False, offline_since=since, roster_as_of=since, unsent=37))


def _for_staff(gate: GateScreen, samples: Samples) -> None:
    newest, *older = samples.recent()
    gate.set_recent([replace(newest, undone=True), *older])
    gate.set_warnings(old_programme=True)


def _keypad(gate: GateScreen, _: Samples) -> None:
    gate.staffing.open_code()
    for letter in "k7qf2mzr5":
        gate.staffing.code.type(letter)


def _pin(gate: GateScreen, samples: Samples) -> None:
    gate.staffing.choose(samples.already_inside())
    gate.staffing.pin.choose("id_checked")
    gate.staffing.pin.refuse(QCoreApplication.translate("StationScreen", "This PIN is not right. Please try again."))
    message = gate.staffing.pin.message
    for digit in "123":
        gate.staffing.pin.type(digit)
    gate.staffing.pin.warn(message)


def _menu(gate: GateScreen, _: Samples) -> None:
    gate.set_actions(
        [
            Action("export", QCoreApplication.translate("StaffArea", "Journal onto a USB stick"), "upload"),
            Action("stand", QCoreApplication.translate("StaffArea", "Network and server"), "wifi"),
            Action("webcam", QCoreApplication.translate("Showcase", "Use the webcam"), "webcam"),
            Action("badges", QCoreApplication.translate("Showcase", "Sample badges (PDF)"), "file-text"),
            Action("server", QCoreApplication.translate("Showcase", "Stop the server"), "server-off"),
        ]
    )
    gate.open_menu()


def _report(gate: GateScreen, _: Samples) -> None:
    def word(text: str) -> str:
        return QCoreApplication.translate("StaffArea", text)

    lines = [(word("Records"), "3,214"), (word("Folder"), "/media/kiosk/SLW"), (word("File"), "slw-journal-gate-3-20260910-104200.csv")]
    said = word("Take the stick out only after it was ejected, or after half a minute.")
    gate.staffing.report.tell(word("The journal is on the stick"), said, lines)


def _camera(gate: GateScreen, tuning: Tuning = TUNED) -> CameraPanel:
    from ui.parts.camera_panel import Choice

    gate.set_tuning(tuning)
    panel = gate.staffing.camera
    panel.show_choices(
        [Choice("a", "Surface Camera Front", "front"), Choice("b", "Surface Camera Rear", "rear"), Choice("c", "HD Pro Webcam C920")]
    )
    panel.show_view(View("a", "a", "Surface Camera Front", tuning, Granted((1280, 720), "MJPG", 30.0, focus=False)))
    panel.open()
    panel.show_frame(gate.picture.image, ())
    return panel


def _camera_ended(gate: GateScreen, _: Samples) -> None:
    gate.set_camera("camera.ended")
    _camera(gate).show_view(View("v", "v", "film.avi", Tuning(), None))


def _scanner(gate: GateScreen, result: Result | None = None) -> ScannerPanel:
    from kiosk.scanner.serial_port import Port

    panel = gate.staffing.scanner
    panel.show_result("", result)
    panel.show_ports([Port("/dev/ttyACM0", "Honeywell Voyager 1472g", "/dev/ttyACM0")], "")
    panel.open()
    return panel


def _tested(gate: GateScreen, *, well: bool) -> ScannerPanel:
    from kiosk.scanner.heard import Manner, Way
    from kiosk.scanner.selftest import Case, Result

    good = Result(Manner(Way.KEYS), Way.TYPED, Case.KEPT, "]Q1", "\r", 4, 9)
    return _scanner(gate, good if well else Result(Manner(Way.KEYS, "~A", ""), Way.GERMAN, Case.CAPS_LOCK, "]Q1", "", 46, 61))


def _recording(gate: GateScreen, _: Samples) -> None:
    _camera(gate).show_recording(running=True, kept=False)
    gate.recording.left = 7.0
    gate.recording.show()
    gate.recording.raise_()


def _busy(gate: GateScreen, samples: Samples) -> None:
    gate.staffing.choose(samples.wrong_zone())
    gate.show_answer(samples.admitted("delegate"))


def _needs_someone(gate: GateScreen, samples: Samples) -> None:
    """A clock that is wrong, times nobody can vouch for, conflicts to decide."""
    gate.set_link(Link(online=True, roster_as_of=samples.now - MINUTE, offset=-95_000_000, error=20_000))
    gate.set_conflicts(2)
    unsure = [replace(each, record=replace(each.record, offset=None)) for each in gate.recent.answers[:1]]
    gate.set_recent([*unsure, *(replace(each, record=replace(each.record, error=3_000_000)) for each in gate.recent.answers[1:])])
    gate.set_clock(samples.now + 2 * MINUTE)


STATES = (
    State("idle"),
    State("admit", lambda gate, samples: gate.show_answer(samples.admitted())),
    State("admit-again", lambda gate, samples: gate.show_answer(samples.admitted("delegate", Reason.ADMITTED_AGAIN))),
    State("admit-staff", lambda gate, samples: gate.show_answer(samples.admitted("staff", Reason.LET_IN_BY_STAFF))),
    State("exit", lambda gate, samples: gate.show_answer(samples.answer(Outcome.ADMIT, Reason.EXIT_RECORDED, "vip"))),
    State("attention", lambda gate, samples: gate.show_answer(samples.already_inside())),
    State("attention-id", lambda gate, samples: gate.show_answer(samples.answer(Outcome.ATTENTION, Reason.NEEDS_ID, "press"))),
    State("refuse", lambda gate, samples: gate.show_answer(samples.wrong_zone())),
    State("refuse-day", lambda gate, samples: gate.show_answer(samples.answer(Outcome.REFUSE, Reason.WRONG_DAY, "buyer", days=(3,)))),
    State("refuse-replaced", lambda gate, samples: gate.show_answer(samples.answer(Outcome.REFUSE, Reason.REPLACED, "speaker"))),
    State(
        "confirmation",
        lambda gate, samples: gate.show_answer(samples.answer(Outcome.REFUSE, Reason.CONFIRMATION_CODE, "", go_to=("registration",))),
    ),
    State(
        "unknown",
        lambda gate, samples: gate.show_answer(samples.answer(Outcome.REFUSE, Reason.UNKNOWN_CODE, "", go_to=("registration",))),
    ),
    State("foreign", lambda gate, samples: gate.show_answer(samples.answer(Outcome.REFUSE, Reason.NOT_OUR_CODE, ""))),
    State("repeat", lambda gate, samples: gate.show_answer(samples.answer(Outcome.REPEAT, Reason.JUST_SCANNED))),
    State("fault", lambda gate, samples: gate.show_fault("error.cannot_record")),
    State("offline", _offline),
    State("camera-lost", lambda gate, samples: gate.set_camera("camera.lost")),
    State("clock-conflicts", _needs_someone),
    State("camera-frozen", lambda gate, samples: gate.set_camera("camera.frozen")),
    State("sound-off", lambda gate, samples: gate.set_sound(muted=True)),
    State("for-staff", _for_staff),
    State("keypad", _keypad),
    State("pin", _pin),
    State("pin-busy", _busy),
    State("menu", _menu),
    State("report", _report),
    State("camera", lambda gate, samples: _camera(gate, Tuning(mirrored=True))),
    State("camera-aim", lambda gate, samples: _camera(gate)),
    State("camera-list", lambda gate, samples: _camera(gate).camera.click()),
    State("camera-ended", _camera_ended),
    State("camera-recording", _recording),
    State("camera-recorded", lambda gate, samples: _camera(gate).show_recording(running=False, kept=True)),
    State("aim", lambda gate, samples: gate.set_tuning(TUNED)),
    State("scanner", lambda gate, samples: _scanner(gate)),
    State("scanner-good", lambda gate, samples: _tested(gate, well=True)),
    State("scanner-bad", lambda gate, samples: _tested(gate, well=False)),
    State("scanner-strange", lambda gate, samples: _scanner(gate).show_strange()),
    State("scanner-lost", lambda gate, samples: gate.set_scanner(lost=True)),
    State("dark-scanner", lambda gate, samples: _tested(gate, well=False), Theme.DARK),
    State("high-scanner", lambda gate, samples: _tested(gate, well=False), Theme.HIGH),
    State("dark-camera", lambda gate, samples: _camera(gate), Theme.DARK),
    State("high-camera", lambda gate, samples: _camera(gate), Theme.HIGH),
    State("dark-idle", theme=Theme.DARK),
    State("dark-offline", _offline, Theme.DARK),
    State("dark-menu", _menu, Theme.DARK),
    State("high-idle", theme=Theme.HIGH),
    State("high-admit", lambda gate, samples: gate.show_answer(samples.admitted()), Theme.HIGH),
    State("high-refuse", lambda gate, samples: gate.show_answer(samples.wrong_zone()), Theme.HIGH),
    State("high-pin", _pin, Theme.HIGH),
    State("not-enrolled", theme=Theme.DARK, screen="notice"),
    *(State(name, theme=theme, screen="desk") for name, theme in DESK_STATES.items()),
    *(State(name, theme=state.theme, screen="self") for name, state in SELF_STATES.items()),
)


def load_programme() -> Programme:
    """The programme shipped with the product."""
    return load_file(Path(assets.__file__).parent / "programmes" / "slw.toml")


def stand_in_frame(programme: Programme, box: tuple[int, int] = (1200, 880)) -> QImage:
    """A picture as the camera would give it: somebody holding up a badge."""
    from kiosk.scanner.simulated import Show, SimulatedCamera

    visitor = programme.categories[0]
    band = tuple(int(visitor.band[start : start + 2], 16) for start in (1, 3, 5))
    camera = SimulatedCamera([Show("K7QF2MZR5DAX3VNE", (band[0], band[1], band[2]))], seed=7, paced=False)
    image = camera.read()
    for _ in range(120):
        if camera.held:
            break
        image = camera.read()
    return preview(camera.read() if camera.held else image, box)[0]


def gate_at_rest(samples: Samples, look: Look, lang: str, frame: QImage, size: tuple[int, int]) -> GateScreen:
    """A gate with everything well, before anything happens."""
    gate = GateScreen(samples.programme, ZONE, GATE, lang, look)
    gate.resize(*size)
    gate.set_clock(samples.now)
    gate.set_inside(1847)
    gate.set_today(3214)
    gate.set_recent(samples.recent())
    gate.set_link(Link(online=True, roster_as_of=samples.now - MINUTE))
    gate.set_camera("camera.ok")
    gate.set_battery(82)
    gate.set_frame(frame)
    return gate


def screen(state: State, samples: Samples, look: Look, lang: str, frame: QImage, size: tuple[int, int]) -> QWidget:
    """The screen of ``state``, ready to be shown."""
    if state.screen == "notice":
        notice = NoticeScreen(look, lang)
        notice.resize(*size)
        title = QCoreApplication.translate("Showcase", "This device is not enrolled yet")
        notice.show_notice(title, say("error.not_enrolled", lang, folder="station"), hint="kiosk enrol URL CODE")
        return notice
    if state.screen == "desk":
        return desk_in(state.name, samples.programme, samples.now, look, lang, size)
    if state.screen == "self":
        return self_in(state.name, samples.programme, look, lang, size, frame)
    gate = gate_at_rest(samples, look, lang, frame, size)
    state.act(gate, samples)
    return gate
