"""The last verdicts of this gate, newest first, each a touch target for staff; remembers nothing beyond what it shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QRectF, QSizeF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.model import Answer, Reason
from kiosk.programme import Programme
from ui import phrases
from ui.ink import CENTRE, RIGHT, Ink
from ui.look import CRIMSON, INK, Look, tone_of
from ui.parts.part import Part, paint, put
from ui.signs import sign_of
from ui.typeface import BOLD, SEMI, font, width

MOST = 5
UNSURE_US = 1_000_000
"""From here on a time is not shown without how far it may be off."""
SLIDE_MS = 160
SLIDE = 70.0
LEAST_ROW = 56.0
CHIP = 108.0


class Row(QAbstractButton):
    """One verdict: sign, label, category chip, time."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.unit = 1.0
        self.overflowing: list[str] = []
        self.answer: Answer | None = None
        self.label, self.category, self.when = "", "", ""
        self.band, self.band_ink = INK, "#FFFFFF"
        self.stacked = False
        self.chip = CHIP
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def place(self, rect: QRectF, unit: float) -> None:
        """Take this place in design pixels of the parent."""
        self.unit = unit
        put(self, rect, unit)

    def show_answer(self, answer: Answer, programme: Programme, lang: str, now: int) -> None:
        """Show ``answer`` as it looks at ``now``."""
        before = self._told
        self.answer = answer
        category = programme.category(answer.record.category)
        self.label = self.tr("Taken back") if answer.undone else phrases.label(answer.verdict.reason)
        self.category = category.name.of(lang) if category else ""
        self.band, self.band_ink = (category.band, category.ink) if category else (INK, "#FFFFFF")
        fresh = 0 <= now - answer.record.at < 60_000_000
        self.when = self.tr("now") if fresh else phrases.time(answer.record.at, programme.timezone)
        if not fresh and (answer.record.offset is None or answer.record.error is None or answer.record.error >= UNSURE_US):
            self.when += " " + phrases.margin(answer.record.offset, answer.record.error)
        if before != self._told:
            self.setAccessibleName(f"{self.label} {self.category} {self.when}".strip())
            self.update()

    @property
    def _told(self) -> tuple[object, ...]:
        return self.answer, self.label, self.category, self.when, self.band, self.band_ink

    def arrange(self, *, stacked: bool, chip: float) -> None:
        """Label and category below each other or side by side, the category in a chip so wide."""
        if (stacked, chip) != (self.stacked, self.chip):
            self.stacked, self.chip = stacked, chip
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint in design pixels."""
        self.overflowing, self.written = paint(self, self.unit, self._draw)

    def _draw(self, ink: Ink, extent: QSizeF) -> None:
        if self.answer is None:
            return
        palette = self.look.palette
        room = QRectF(0, 0, extent.width(), extent.height())
        if self.isDown() or self.hasFocus():
            ink.box(room.adjusted(-4, 2, 4, -2), 6, palette.raised)
        ink.rule(0, 1, room.width(), palette.line)
        self._draw_sign(ink, QRectF(1, room.center().y() - 18, 36, 36))
        time_wide = ink.text(room, self.when, 22, palette.ink2, weight=SEMI, align=RIGHT)
        right = room.width() - max(time_wide, 62) - 12
        if self.stacked:
            text = QRectF(50, room.center().y() - (28 if self.category else 13), right - 50, 26)
            ink.label(text, self.label, 22, 20, palette.ink, weight=BOLD)
            self._draw_chip(ink, QRectF(50, room.center().y() + 1, self._chip_width(), 27))
        else:
            ink.label(QRectF(50, 0, right - self.chip - 58, room.height()), self.label, 22, 20, palette.ink, weight=BOLD)
            self._draw_chip(ink, QRectF(right - self.chip, room.center().y() - 18, self.chip, 36))

    def _draw_sign(self, ink: Ink, rect: QRectF) -> None:
        assert self.answer is not None
        if self.answer.undone:
            ink.icon(rect.adjusted(3, 3, -3, -3), "undo-2", self.look.palette.ink2)
            return
        verdict = self.answer.verdict
        field = self.look.field(tone_of(verdict))
        outline = INK if self.look.palette.ink == INK else None
        if field.field in (CRIMSON, "#7A0016") and outline is None:
            outline = "#F3F7FB"  # its red has only 2.1 against a dark ground
        ink.sign(rect, sign_of(verdict), field.field, field.text, outline)

    def _draw_chip(self, ink: Ink, rect: QRectF) -> None:
        if not self.category:
            return
        edge = INK if self.band == "#FFFFFF" else (self.look.palette.edge if self.look.high or self.band == INK else None)
        ink.box(rect, 6, self.band, edge, 2)
        ink.label(rect.adjusted(6, 0, -6, 0), self.category, 20, 20, self.band_ink, weight=BOLD, align=CENTRE)

    def _chip_width(self) -> float:
        return width(self.category, font(20, BOLD, -0.02)) + 24


class Recent(Part):
    """Card with a title, today's number and the last rows. A new row slides in from above."""

    row_chosen = Signal(object)

    def __init__(self, look: Look, programme: Programme, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._programme, self._lang, self._now = programme, lang, 0
        self._answers: list[Answer] = []
        self._today: int | None = None
        self._window = QWidget(self)
        self.rows = [Row(look, self._window) for _ in range(MOST)]
        for row in self.rows:
            row.clicked.connect(self._chosen)
        self._slide = QVariantAnimation(self)
        self._slide.setStartValue(1.0)
        self._slide.setEndValue(0.0)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(lambda value: self._stand(float(value)))

    @property
    def answers(self) -> list[Answer]:
        """What is shown, newest first."""
        return list(self._answers)

    def show_answers(self, answers: Sequence[Answer]) -> None:
        """Show these, newest first."""
        self._answers = list(answers[:MOST])
        self._fill()

    def add(self, answer: Answer) -> None:
        """A new verdict at the top."""
        self._answers = [answer, *self._answers][:MOST]
        self._fill()
        if (span := self.look.ms(SLIDE_MS)) and self.isVisible():
            self._slide.stop()
            self._slide.setDuration(span)
            self._slide.start()
            self._stand(1.0)

    def show_today(self, number: int | None) -> None:
        """Say how many were read today."""
        self._today = number
        self.update()

    def show_terms(self, programme: Programme, lang: str, now: int) -> None:
        """Use this programme, language and time from now on."""
        minute = now // 1_000_000 != self._now // 1_000_000
        if programme is not self._programme or lang != self._lang or minute:
            self._programme, self._lang, self._now = programme, lang, now
            self._fill()

    def restyle(self) -> None:
        """Rows take the look too."""
        for row in self.rows:
            row.look = self.look
            row.update()

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self._fill()
        self.update()

    def arrange(self) -> None:
        """Rows of one height, as many as stay touchable."""
        extent = self.extent
        self._head = 54.0 if extent.height() > 380 else 48.0
        put(self._window, QRectF(20, self._head, extent.width() - 40, max(1.0, extent.height() - self._head - 6)), self.unit)
        self._fill()

    def _stand(self, above: float) -> None:
        room = self._window.height() / self.unit
        shown = max(1, min(MOST, int(room // LEAST_ROW)))
        tall = room / shown
        for number, row in enumerate(self.rows):
            row.place(QRectF(4, number * tall - above * SLIDE, self._window.width() / self.unit - 8, tall), self.unit)
            row.setVisible(number < shown and row.answer is not None)

    def _fill(self) -> None:
        # one arrangement for all rows: side by side where every label and category would fit beside the times shown, else stacked
        face = font(22, BOLD, -0.01)
        names = [width(category.name.of(self._lang), font(20, BOLD, -0.02)) for category in self._programme.categories]
        labels = [width(phrases.label(reason), face) for reason in Reason]
        chip = max(CHIP, max(names, default=0) + 16)
        shown = [row for row, _ in zip(self.rows, self._answers, strict=False)]
        for row, answer in zip(self.rows, self._answers, strict=False):
            row.show_answer(answer, self._programme, self._lang, self._now)
        times = max((width(row.when, font(22, SEMI)) for row in shown), default=0)
        stacked = max(labels) > self.extent.width() - 48 - 50 - max(62, times) - 12 - chip - 8
        for row in shown:
            row.arrange(stacked=stacked, chip=chip)
        for row in self.rows[len(self._answers) :]:
            row.answer = None
        self._stand(0.0)

    def _chosen(self) -> None:
        row = self.sender()
        if isinstance(row, Row) and row.answer is not None:
            self.row_chosen.emit(row.answer)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Card, title, today's number."""
        palette = self.look.palette
        ink.box(
            QRectF(0, 0, extent.width(), extent.height()), 16, palette.surface, palette.edge if self.look.high else None, self.look.stroke
        )
        head = QRectF(24, self._head - 44, extent.width() - 48, 42)
        wide = ink.text(head, self.tr("Last badges"), 22, palette.ink, weight=BOLD)
        if self._today is not None:
            ink.label(
                head.adjusted(wide + 16, 0, 0, 0), self.tr("Today {n}").format(n=f"{self._today:,}"), 21, 20, palette.ink2, align=RIGHT
            )
        if not self._answers:
            ink.label(QRectF(24, 54, extent.width() - 48, extent.height() - 78), self.tr("None yet"), 22, 20, palette.ink2, align=CENTRE)
