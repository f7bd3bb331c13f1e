"""The gate: everything a steward and a visitor see at a door. Shows what it is told, says what was touched; no files, no threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.model import Answer, Direction, Link, Outcome, Text
from kiosk.programme import Programme
from kiosk.rules import may_override
from kiosk.scanner.tuning import Tuning
from ui import arrange, phrases
from ui.ink import Ink
from ui.look import Look
from ui.parts.count import Count
from ui.parts.head import Head
from ui.parts.part import Part
from ui.parts.picture import Corners, Picture
from ui.parts.prompt import Prompt
from ui.parts.recent import Recent
from ui.parts.recording_bar import HEIGHT, RecordingBar
from ui.parts.strip import Status, Strip
from ui.parts.verdict import VerdictView
from ui.posting import Scene, fault_poster, sentence_of, verdict_poster
from ui.screens.staffing import Staffing
from ui.sound import Cue, cue_of
from ui.words import tell

if TYPE_CHECKING:
    from ui.parts.menu import Action

HOLD_MS = {Outcome.ADMIT: 1500, Outcome.REPEAT: 1500, Outcome.ATTENTION: 3000, Outcome.REFUSE: 3000}
HOLD_PLACE_MS = 5000
ALARM_EVERY_MS = 10_000


class GateScreen(Part):
    """A zone's door. ``guarded``: the staff menu opens only by ``staff_wished`` and ``show_staff_result``."""

    direction_wished = Signal(object)  # Direction
    language_wished = Signal(str)
    code_typed = Signal(str)
    override_wished = Signal(int, str, str)  # row, PIN, reason id
    undo_wished = Signal(int, str, str)  # row, PIN, reason id
    staff_wished = Signal(str)  # PIN
    mute_wished = Signal(bool)
    theme_wished = Signal(object)  # Theme
    leave_wished = Signal()
    action_wished = Signal(str)
    cue_wished = Signal(object)  # Cue: what to sound
    verdict_painted = Signal(int, int)  # row, frame: the verdict stands on the screen

    def __init__(
        self, programme: Programme, zone: str, gate: Text, lang: str, look: Look, parent: QWidget | None = None, *, guarded: bool = False
    ) -> None:
        super().__init__(look, parent)
        self._programme, self._zone_id, self._gate, self._lang, self._guarded = programme, zone, gate, lang, guarded
        self._direction, self._now = Direction.ENTRY, 0
        self._inside: int | None = None
        self._inside_error: int | None = None
        self._link: Link | None = None
        self._camera: tuple[str, Mapping[str, object]] = ("", {})
        self._fault: tuple[str, Mapping[str, object]] | None = None
        self._status = Status()
        self._shown: Answer | None = None
        self._build(look)
        self.retranslate()

    def _build(self, look: Look) -> None:
        self.head = Head(look, self)
        self.picture = Picture(look, self)
        self.prompt = Prompt(look, self)
        self.count = Count(look, self)
        self.recent = Recent(look, self._programme, self._lang, self)
        self.strip = Strip(look, self)
        self.verdict = VerdictView(look, self)
        self.staffing = Staffing(self, lambda: self.scene)
        self.recording = RecordingBar(look, self)
        self.hold = QTimer(self)
        self.hold.setSingleShot(True)
        self.hold.timeout.connect(self._release)
        self.alarm = QTimer(self)
        self.alarm.setInterval(ALARM_EVERY_MS)
        self.alarm.timeout.connect(lambda: self.cue_wished.emit(Cue.FAULT))
        self._wire()

    def _wire(self) -> None:
        head, verdict, staffing = self.head, self.verdict, self.staffing
        head.direction_wished.connect(self.direction_wished)
        for piece in (head, verdict):
            piece.language_wished.connect(lambda: self.language_wished.emit("en" if self._lang == "ko" else "ko"))
        head.menu_wished.connect(self.open_menu)
        self.prompt.typing_wished.connect(staffing.open_code)
        self.recent.row_chosen.connect(staffing.choose)
        verdict.staff_wished.connect(self._staff_touched)
        verdict.painted.connect(self._painted)
        staffing.override_wished.connect(self.override_wished)
        staffing.undo_wished.connect(self.undo_wished)
        staffing.staff_wished.connect(self.staff_wished)
        staffing.code_typed.connect(self.code_typed)
        staffing.mute_wished.connect(self.mute_wished)
        staffing.theme_wished.connect(self.theme_wished)
        staffing.action_wished.connect(self.action_wished)
        staffing.leave_wished.connect(self.leave_wished)

    @property
    def scene(self) -> Scene:
        """Where and when, for whatever is told next."""
        zone = self._programme.zone(self._zone_id)
        assert zone is not None, "a gate stands at a zone of its programme"
        return Scene(self._programme, zone, self._gate, self._direction, self._lang, self._now, self._inside)

    # --- what the station says

    def show_answer(self, answer: Answer) -> None:
        """Tell a verdict at once, over whatever is told now. A repeat is told quietly and leaves the same badge's welcome standing."""
        self._now = max(self._now, answer.record.at)
        before = self._shown
        self.set_inside(answer.inside, self._inside_error)
        self.recent.show_terms(self._programme, self._lang, self._now)
        self.recent.add(answer)
        if self._fault is not None:
            return
        self.cue_wished.emit(cue_of(answer))
        if self.staffing.busy:
            self.staffing.tell(answer)
        if answer.verdict.outcome is Outcome.REPEAT:
            self._show_quiet(answer, before)
            return
        self.prompt.show_quiet("", "")
        self._shown = answer
        self.verdict.show_poster(verdict_poster(answer, self.scene), staff=may_override(self.scene.zone, answer.verdict))
        self._raise_overlays()
        hold = HOLD_MS[answer.verdict.outcome]
        self.hold.start(HOLD_PLACE_MS if answer.verdict.go_to else hold)

    def show_fault(self, key: str, values: Mapping[str, object] | None = None) -> None:
        """Tell that nothing can be judged, until ``clear_fault``; ``key`` names the catalogue's sentence."""
        fresh = self._fault is None
        self._fault = (key, dict(values or {}))
        self._shown = None
        self.hold.stop()
        self.verdict.staff.say(self.tr("Staff menu"))
        self.verdict.show_poster(fault_poster(key, self._fault[1], self.scene), staff=True)
        self._raise_overlays()
        if fresh:
            self.cue_wished.emit(Cue.FAULT)
            self.alarm.start()

    def clear_fault(self) -> None:
        """Records can be kept again."""
        if self._fault is not None:
            self._fault = None
            self.alarm.stop()
            self.verdict.leave()

    def set_link(self, link: Link) -> None:
        """Say how the station stands with its server."""
        self._link = link
        self._refresh()
        self._place_idle()

    def set_camera(self, key: str, values: Mapping[str, object] | None = None) -> None:
        """Say how the camera is: "camera.ok", or the key of the catalogue's sentence for what is wrong."""
        self._camera = (key, dict(values or {}))
        self._refresh()

    def set_scanner(self, *, lost: bool) -> None:
        """Say whether the hand scanner on a serial port is away."""
        self._status = replace(self._status, scanner_lost=lost)
        self._refresh()

    def set_sound(self, *, muted: bool = False, failed: bool = False) -> None:
        """Say whether sound is off, or cannot be had."""
        self._status = replace(self._status, muted=muted, sound_failed=failed)
        self.staffing.show_muted(muted)
        self._refresh()

    def set_conflicts(self, number: int) -> None:
        """Say how many conflicts at this zone wait for a person's decision."""
        self._status = replace(self._status, conflicts=number)
        self._refresh()

    def set_warnings(self, **facts: Any) -> None:
        """Say which of the strip's warnings stand: ``old_programme``, ``copy_failed``."""
        self._status = replace(self._status, **facts)
        self._refresh()

    def set_battery(self, percent: int | None) -> None:
        """Say how full the battery is; None where there is none."""
        self._status = replace(self._status, battery=percent)
        self._refresh()

    def set_frame(self, image: QImage, found: Sequence[Corners] = ()) -> None:
        """Show the newest frame; the picture that is hidden only keeps it."""
        for shown in (self.verdict.live, self.picture, self.staffing):
            shown.show_frame(image, found)

    def set_tuning(self, tuning: Tuning) -> None:
        """Show the picture as a mirror does where that is wished (easier to aim at a camera that faces one), and where to aim."""
        for picture in (self.picture, self.verdict.live):
            picture.show_tuning(mirrored=tuning.mirrored, aim=tuning.aim)

    def set_direction(self, direction: Direction) -> None:
        """Say which way people go."""
        self._direction = direction
        self.head.show_direction(direction)
        self._amend()

    def set_inside(self, inside: int | None, error: int | None = None) -> None:
        """Say how many are inside, give or take ``error``; None is not known."""
        self._inside, self._inside_error = inside, error
        self._refresh()

    def set_recent(self, answers: Sequence[Answer]) -> None:
        """Fill the list of last verdicts, newest first."""
        self.recent.show_terms(self._programme, self._lang, self._now)
        self.recent.show_answers(answers)

    def set_today(self, number: int | None) -> None:
        """Say how many badges were read today."""
        self.recent.show_today(number)

    def set_clock(self, now: int) -> None:
        """Say what time it is: corrected time, us since the Unix epoch."""
        self._now = now
        self._refresh()

    def set_programme(self, programme: Programme) -> None:
        """Use another programme from now on; its zone of the same id takes over, a programme without it is left out."""
        if programme.zone(self._zone_id) is not None:
            self._programme = programme
            self.retranslate()

    def set_language(self, lang: str) -> None:
        """Speak ``lang``; the translator must already be switched."""
        self._lang = lang
        self.retranslate()

    def set_actions(self, actions: Sequence[Action]) -> None:
        """Offer these in the staff menu besides its own."""
        self.staffing.offer(actions)

    def show_override_result(self, ok: bool, key: str = "", values: Mapping[str, object] | None = None) -> None:
        """What became of the PIN given for an act; ``key`` names the catalogue's sentence for why not."""
        message = sentence_of(key, values or {}, self._lang) or self.tr("This PIN is not right. Please try again.")
        self.staffing.result(ok, message)

    show_staff_result = show_override_result

    def open_menu(self) -> None:
        """Open the staff menu, or ask for the PIN that opens it."""
        self.staffing.open_menu(guarded=self._guarded)

    def dress(self, look: Look) -> None:
        """Take on another look, everywhere."""
        super().dress(look)
        self.picture.ground = look.palette.bg
        self._amend()

    # --- inside

    def _show_quiet(self, answer: Answer, before: Answer | None) -> None:
        same = before is not None and before.record.code_hash == answer.record.code_hash != b""
        if same and before is not None and before.verdict.outcome is Outcome.ADMIT and self.verdict.isVisible():
            return
        self._shown = answer
        self.verdict.leave()
        self._tell_quietly(answer)
        self.hold.start(HOLD_MS[Outcome.REPEAT])

    def _tell_quietly(self, answer: Answer) -> None:
        told = tell(answer.verdict, self._programme, self._now, answer.record.direction or self._direction)
        self.prompt.show_quiet(told.word, f"{told.sentence} {told.next}")

    def _release(self) -> None:
        self._shown = None
        self.prompt.show_quiet("", "")
        self.verdict.leave()

    def _staff_touched(self) -> None:
        self.alarm.stop()
        if self._fault is not None:
            self.open_menu()
        elif self._shown is not None:
            self.staffing.choose(self._shown)

    def _painted(self) -> None:
        if self._shown is not None:
            self.verdict_painted.emit(self._shown.record.row, self._shown.frame)

    def _raise_overlays(self) -> None:
        for overlay in self.staffing.overlays:
            if not overlay.isHidden():
                overlay.raise_()
        self.recording.raise_()

    def _amend(self) -> None:
        """The same verdict in the words, count and colours of now."""
        self.verdict.staff.say(self.tr("Staff menu") if self._fault else self.tr("Staff: let in"))
        if self._fault is not None:
            self.verdict.amend(fault_poster(*self._fault, self.scene))
        elif self._shown is not None and self._shown.verdict.outcome is Outcome.REPEAT:
            self._tell_quietly(self._shown)
        elif self._shown is not None:
            self.verdict.amend(verdict_poster(self._shown, self.scene))

    def _refresh(self) -> None:
        """Everything that follows from link, clock, camera and count."""
        link, scene, timezone = self._link, self.scene, self._programme.timezone
        key, values = self._camera
        told = sentence_of(key, values, self._lang)
        trouble = "" if key in ("", "camera.ok", "camera.starting") else told
        since = link.offline_since if link is not None and not link.online else None
        as_of = link.roster_as_of if link is not None else None
        status = replace(
            self._status,
            link=link,
            since=phrases.time(since, timezone) if since is not None else "",
            list_age=self._now - as_of if as_of is not None and self._now else None,
            camera=trouble,
            camera_key=key,
            camera_known=key not in ("", "camera.starting"),
            fault=sentence_of(link.fault, {}, self._lang) if link is not None and link.fault else "",
        )
        self.strip.show_status(status)
        self.verdict.strip.show_status(status)
        title, icon = (told, "camera") if key == "camera.starting" else (trouble and self.tr("No picture from the camera"), "camera-off")
        self.picture.show_trouble(title, trouble, icon=icon)
        self.staffing.show_trouble(title, trouble, icon, ended=key == "camera.ended")
        self.verdict.live.show_trouble(trouble, trouble)
        self.prompt.show_blind(bool(trouble))
        stale = phrases.span(self._now - since) if since is not None else ""
        self.count.show_count(self._inside, self._inside_error, scene.zone.capacity, stale)
        if self._now:
            self.head.show_time(phrases.time(self._now, timezone))
            self.recent.show_terms(self._programme, self._lang, self._now)

    def retranslate(self) -> None:
        """Take the words of the language switched on, a verdict that stands there too."""
        scene = self.scene
        zone = scene.zone
        self.head.show_place(zone.icon, zone.name.of(self._lang), self._gate.of(self._lang), exits=zone.exits)
        for part in (self.head, self.prompt, self.count, self.strip, self.verdict, self.verdict.strip, self.recording):
            part.retranslate()
        self.recent.show_terms(self._programme, self._lang, self._now)
        self.recent.retranslate()
        self.staffing.retranslate()
        self._refresh()
        self._amend()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a switched translator."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def mousePressEvent(self, event: object) -> None:
        """Whoever touches the screen has heard the alarm."""
        self.alarm.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the whole screen."""
        self._place_all()

    def _place_all(self) -> None:
        on = arrange.canvas(self.width(), self.height())
        self.unit = on.unit
        self.verdict.on = on
        self._place_idle()
        self.verdict.place(on.whole, on.unit)
        self.staffing.place(on)
        self.recording.place(QRectF(0, 0, on.width, HEIGHT), on.unit)

    def _place_idle(self) -> None:
        if not self.width():
            return
        on = arrange.canvas(self.width(), self.height())
        at = arrange.gate(on, alarm=self.strip.alarming)
        self.head.place(at.head, on.unit)
        self.picture.place(at.picture, on.unit)
        self.prompt.place(at.prompt, on.unit)
        self.count.place(at.count, on.unit)
        self.recent.place(at.recent, on.unit)
        self.strip.place(at.strip, on.unit)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """The ground."""
        ink.box(QRectF(0, 0, extent.width(), extent.height()), 0, self.look.palette.bg)
