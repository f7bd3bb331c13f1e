"""The gate: everything a steward and a visitor see at a door. Shows what it is told, says what was touched; no files, no threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSizeF, QTimer, Signal
from PySide6.QtGui import QImage

from kiosk.model import Answer, Direction, Outcome
from kiosk.rules import may_override
from kiosk.scanner.tuning import Tuning
from ui import arrange, phrases
from ui.look import Look
from ui.parts.count import Count
from ui.parts.head import Head
from ui.parts.picture import Corners, Picture
from ui.parts.prompt import Prompt
from ui.parts.recent import Recent
from ui.parts.verdict import VerdictView
from ui.posting import fault_poster, verdict_poster
from ui.screens.station import StationScreen
from ui.sound import Cue, cue_of
from ui.words import tell

HOLD_MS = {Outcome.ADMIT: 1500, Outcome.REPEAT: 1500, Outcome.ATTENTION: 3000, Outcome.REFUSE: 3000}
HOLD_PLACE_MS = 5000
ALARM_EVERY_MS = 10_000


class GateScreen(StationScreen):
    """A zone's door. ``guarded``: the staff menu opens only by ``staff_wished`` and ``show_staff_result``."""

    direction_wished = Signal(object)  # Direction
    verdict_painted = Signal(int, int)  # row, frame: the verdict stands on the screen

    def build(self, look: Look) -> None:
        """Head, picture, prompt, count, list and the verdict over them."""
        self._inside_error: int | None = None
        self._shown: Answer | None = None
        self.head = Head(look, self)
        self.picture = Picture(look, self)
        self.prompt = Prompt(look, self)
        self.count = Count(look, self)
        self.recent = Recent(look, self._programme, self._lang, self)
        super().build(look)
        self.verdict = VerdictView(look, self)
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
            piece.language_wished.connect(self.switch_language)
        head.menu_wished.connect(self.open_menu)
        self.prompt.typing_wished.connect(staffing.open_code)
        self.recent.row_chosen.connect(staffing.choose)
        verdict.staff_wished.connect(self._staff_touched)
        verdict.painted.connect(self._painted)

    # --- what the station says

    def show_answer(self, answer: Answer) -> None:
        """Tell a verdict at once, over whatever is told now. A repeat is told quietly and leaves the same badge's welcome standing."""
        self._now = max(self._now, answer.record.at)
        before = self._shown
        self._inside = answer.inside
        if self._fault is None:
            if answer.verdict.outcome is Outcome.REPEAT:
                self._show_quiet(answer, before)
            else:
                self._show_loud(answer)
            self.cue_wished.emit(cue_of(answer))
            if self.staffing.busy:
                self.staffing.tell(answer)
        self.recent.show_terms(self._programme, self._lang, self._now)
        self.recent.add(answer)
        self.refresh()

    def show_fault(self, key: str, values: Mapping[str, object] | None = None) -> None:
        """Tell that nothing can be judged, until ``clear_fault``; ``key`` names the catalogue's sentence."""
        fresh = self._fault is None
        self._fault = (key, dict(values or {}))
        self._shown = None
        self.hold.stop()
        self.verdict.staff.say(self.tr("Staff menu"))
        self.verdict.show_poster(fault_poster(key, self._fault[1], self.scene), staff=True)
        self.raise_overlays()
        if fresh:
            self.cue_wished.emit(Cue.FAULT)
            self.alarm.start()

    def clear_fault(self) -> None:
        """Records can be kept again."""
        if self._fault is not None:
            self._fault = None
            self.alarm.stop()
            self.verdict.leave()

    def set_frame(self, image: QImage, found: Sequence[Corners] = ()) -> None:
        """Show the newest frame; the picture that is hidden only keeps it."""
        for shown in (self.verdict.live, self.picture):
            shown.show_frame(image, found)
        super().set_frame(image, found)

    def set_tuning(self, tuning: Tuning) -> None:
        """Show the picture as a mirror does where that is wished (easier to aim at a camera that faces one), and where to aim."""
        for picture in (self.picture, self.verdict.live):
            picture.show_tuning(mirrored=tuning.mirrored, aim=tuning.aim)

    @property
    def picture_room(self) -> QSizeF:
        """As large as the picture is now."""
        return QSizeF(self.picture.size())

    def set_direction(self, direction: Direction) -> None:
        """Say which way people go."""
        self._direction = direction
        self.head.show_direction(direction)
        self._amend()

    def set_inside(self, inside: int | None, error: int | None = None) -> None:
        """Say how many are inside, give or take ``error``; None is not known."""
        self._inside, self._inside_error = inside, error
        self.refresh()

    def set_recent(self, answers: Sequence[Answer]) -> None:
        """Fill the list of last verdicts, newest first."""
        self.recent.show_terms(self._programme, self._lang, self._now)
        self.recent.show_answers(answers)

    def set_today(self, number: int | None) -> None:
        """Say how many badges were read today."""
        self.recent.show_today(number)

    def dress(self, look: Look) -> None:
        """Take on another look, everywhere."""
        super().dress(look)
        self.picture.ground = look.palette.bg
        self._amend()

    # --- inside

    def _show_loud(self, answer: Answer) -> None:
        """The verdict, painted before anything else is done about it: somebody stands there waiting for it."""
        self._shown = answer
        self.verdict.show_poster(verdict_poster(answer, self.scene), staff=may_override(self.scene.zone, answer.verdict))
        self.raise_overlays()
        self.verdict.repaint()
        self.prompt.show_quiet("", "")
        hold = HOLD_MS[answer.verdict.outcome]
        self.hold.start(HOLD_PLACE_MS if answer.verdict.go_to else hold)

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

    def _amend(self) -> None:
        """The same verdict in the words, count and colours of now."""
        self.verdict.staff.say(self.tr("Staff menu") if self._fault else self.tr("Staff: let in"))
        if self._fault is not None:
            self.verdict.amend(fault_poster(*self._fault, self.scene))
        elif self._shown is not None and self._shown.verdict.outcome is Outcome.REPEAT:
            self._tell_quietly(self._shown)
        elif self._shown is not None:
            self.verdict.amend(verdict_poster(self._shown, self.scene))

    def refresh(self) -> None:
        """Everything that follows from link, clock, camera and count."""
        super().refresh()
        since, (title, trouble, icon) = self.offline_since, self._trouble
        self.verdict.strip.show_status(self._status)
        self.picture.show_trouble(title, trouble, icon=icon)
        self.prompt.show_blind(bool(trouble))
        self.verdict.live.show_trouble(trouble, trouble)
        stale = phrases.span(self._now - since) if since is not None else ""
        self.count.show_count(self._inside, self._inside_error, self.scene.zone.capacity, stale)
        if self._now:
            self.head.show_time(phrases.time(self._now, self._programme.timezone))
            self.recent.show_terms(self._programme, self._lang, self._now)

    def retranslate(self) -> None:
        """Take the words of the language switched on, a verdict that stands there too."""
        scene = self.scene
        zone = scene.zone
        self.head.show_place(zone.icon, zone.name.of(self._lang), self._name.of(self._lang), exits=zone.exits)
        for part in (self.head, self.prompt, self.count, self.verdict, self.verdict.strip):
            part.retranslate()
        self.recent.show_terms(self._programme, self._lang, self._now)
        self.recent.retranslate()
        super().retranslate()
        self._amend()

    def mousePressEvent(self, event: object) -> None:
        """Whoever touches the screen has heard the alarm."""
        self.alarm.stop()

    def place_all(self, on: arrange.Canvas) -> None:
        """Place everything on ``on``, a verdict over all."""
        self.verdict.on = on
        super().place_all(on)
        self.verdict.place(on.whole, on.unit)

    def place_idle(self) -> None:
        """The parts at rest; the strip is tall while the server is away."""
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
