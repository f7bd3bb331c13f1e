"""Staff's screen for hand scanners: a code to scan, what that told, what to change; hears no scanner and keeps nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Signal
from PySide6.QtWidgets import QWidget

from kiosk.scanner.heard import Way
from kiosk.scanner.selftest import SHEET, Case, Result, advice
from kiosk.scanner.serial_port import Port
from ui.badges import draw_symbol
from ui.ink import Ink
from ui.look import AMBER, INK, PAPER, Look
from ui.parts.button import Button, ButtonStyle, plain
from ui.parts.overlay import Overlay, heading
from ui.signs import Sign
from ui.typeface import BOLD, LEAST, SEMI, fit

CODE = 264.0
"""Side of the code on the screen, design pixels: some 40 mm on a 10 inch panel."""

ROWS = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One row: what was looked at, what was found, what to do about it ("": nothing)."""

    label: str
    value: str
    advice: str = ""
    warn: bool = False


class ScannerPanel(Overlay):
    """``sheet_wished`` and ``port_wished`` say what staff want; ``closed`` ends the test."""

    sheet_wished = Signal()
    port_wished = Signal(str)  # lasting name, "" for none
    field_height = 920.0

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._result: Result | None = None
        self._device = ""
        self._message = ""
        self._ports: tuple[Port, ...] = ()
        self._port = ""
        self.sheet = Button(look, self, icon="file-text", size=24, align_left=True)
        self.port = Button(look, self, icon="scan-line", size=24, align_left=True)
        self.back = Button(look, self, icon="x", size=26)
        self.sheet.clicked.connect(self.sheet_wished)
        self.port.clicked.connect(self._next_port)
        self.back.clicked.connect(self.close_up)
        self.retranslate()
        self.restyle()

    # --- what it is told

    def open(self) -> None:
        """Cover the screen, with nothing said yet."""
        self._message = ""
        super().open()

    def show_result(self, device: str, result: Result | None) -> None:
        """Show what the scan of ``device`` ("": what types) told; None where it was never tested."""
        self._device, self._result, self._message = device, result, ""
        self.update()

    def show_message(self, message: str) -> None:
        """Say ``message`` under the buttons."""
        self._message = message
        self.update()

    def show_strange(self) -> None:
        """Something was scanned that is neither the code nor a badge."""
        self.show_message(self.tr("This was not the test code. If it was, set the scanner to a US English keyboard and scan again."))

    def show_ports(self, ports: Sequence[Port], port: str) -> None:
        """Offer these serial ports; ``port`` is in use."""
        self._ports, self._port = tuple(ports), port
        self.retranslate()

    # --- what it says

    @property
    def message(self) -> str:
        """What stands under the buttons."""
        return self._message

    @property
    def findings(self) -> list[Finding]:
        """What the last test told, a row each; none before the first."""
        result = self._result
        if result is None:
            return []
        wrong = advice(result)
        rows = [] if self._device else [self._layout(result, "layout" in wrong)]
        rows.append(self._case(result))
        around = " ".join(part for part in (result.aim, result.manner.prefix, result.manner.suffix) if part)
        extra = bool(result.manner.prefix or result.manner.suffix)
        rows.append(
            Finding(self.tr("Around the code"), around or self.tr("nothing"), self.tr("Is taken off from now on.") if extra else "")
        )
        rows.append(self._ending(result, "ending" in wrong))
        if not self._device:
            rows.append(self._speed(result, "speed" in wrong))
        return rows

    def _layout(self, result: Result, wrong: bool) -> Finding:
        label = self.tr("Keyboard")
        if result.case is Case.HANGUL:
            return Finding(label, self.tr("Hangul is on"), self.tr("Is read all the same."))
        if not wrong:
            return Finding(label, self.tr("right"))
        names = {
            Way.GERMAN: self.tr("computer German, scanner US"),
            Way.FRENCH: self.tr("computer French, scanner US"),
            Way.GERMAN_SCANNER: self.tr("scanner German, computer US"),
            Way.FRENCH_SCANNER: self.tr("scanner French, computer US"),
        }
        value = names.get(result.layout, self.tr("not the computer's"))
        return Finding(label, value, self.tr("Is read all the same. Better: set both to US English."), warn=True)

    def _case(self, result: Result) -> Finding:
        label = self.tr("Letters")
        match result.case:
            case Case.KEPT:
                return Finding(label, self.tr("right"))
            case Case.CAPS_LOCK:
                return Finding(label, self.tr("Caps Lock is on"), self.tr("Is read all the same. Better: switch it off."), warn=True)
            case Case.UPPER:
                return Finding(label, self.tr("capitals alone"), self.tr("Badges are read all the same."))
            case Case.LOWER:
                return Finding(label, self.tr("small letters alone"), self.tr("Badges are read all the same."))
            case Case.HANGUL:
                return Finding(label, self.tr("of either case"), self.tr("Badges are read all the same."))

    def _ending(self, result: Result, wrong: bool) -> Finding:
        names = {"\r": "Enter", "\n": "LF", "\r\n": "Enter + LF", "\r\r": "Enter + Enter", "\t": "Tab", "": self.tr("nothing")}
        value = names.get(result.ending, " + ".join({"\r": "Enter", "\n": "LF", "\t": "Tab"}[end] for end in result.ending))
        text = self.tr("Set the suffix to Enter (CR): 0.1 s sooner.") if wrong else ""
        return Finding(self.tr("Ends with"), value, text, warn=wrong)

    def _speed(self, result: Result, wrong: bool) -> Finding:
        value = self.tr("{gap} ms a key").format(gap=result.gap)
        return Finding(self.tr("Speed"), value, self.tr("Set the delay between characters to 0.") if wrong else "", warn=wrong)

    def _next_port(self) -> None:
        names = ["", *(port.lasting for port in self._ports)]
        at = names.index(self._port) if self._port in names else 0
        self.port_wished.emit(names[(at + 1) % len(names)])

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.sheet.say(self.tr("Test sheet (PDF)"))
        title = next((port.title for port in self._ports if port.lasting == self._port), self._port)
        self.port.say(title or (self.tr("None chosen") if self._ports else self.tr("None connected")), self.tr("Serial port"))
        self.port.setEnabled(bool(self._ports or self._port))
        self.back.say(self.tr("Back"))
        self.arrange()
        self.update()

    def restyle(self) -> None:
        """Controls on the plain ground."""
        style = plain(self.look)
        for button in (self.sheet, self.port):
            button.wear(ButtonStyle(style.fill, style.text, style.edge, style.stroke, icon=self.look.palette.accent))
        self.back.wear(style)

    def arrange(self) -> None:
        """Code at the left of the field, buttons beside it, findings below."""
        field = self.field
        wide = min(720.0, field.width() - 64)
        left = field.left() + (field.width() - wide) / 2
        top = field.top() + 44
        back = max(140.0, self.back.wanted(22))
        self.back.place(QRectF(left + wide - back, top + 4, back, 64), self.unit)
        self._at = QRectF(left, top, wide, 100)
        self._code_at = QRectF(left, top + 120, CODE, CODE)
        beside = left + CODE + 24
        self.sheet.place(QRectF(beside, top + 120, wide - CODE - 24, 76), self.unit)
        self.port.place(QRectF(beside, top + 208, wide - CODE - 24, 76), self.unit)
        self._message_at = QRectF(beside, top + 296, wide - CODE - 24, 88)
        self._rows_at = QRectF(left, top + 120 + CODE + 20, wide, field.bottom() - top - 120 - CODE - 44)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Panel, heading, code, findings."""
        palette = self.look.palette
        y = self.draw_panel(ink, extent) + 24
        panel = self.panel
        text = self.tr("Scan the code on this screen or on the printed sheet. What is found is kept for this station.")
        block = fit(text, panel.width() - 96, size=24, least=20, weight=SEMI, lines=6, tracking=-0.01, leading=1.4)
        ink.fitted(QPointF(48, y), block, PAPER if self.look.high else "#B4C4D6")
        self.draw_news(ink, QRectF(24, panel.bottom() - 88, panel.width() - 48, 64))
        at = self._at
        room = self.back.x() / self.unit - 24 - at.left()
        heading(ink, self.look, QRectF(at.left(), at.top(), room, 100), self.tr("Hand scanner"), self.tr("Test and settings"))
        ink.box(self._code_at, 12, "#FFFFFF", palette.edge, self.look.stroke)
        draw_symbol(ink.painter, SHEET, self._code_at.adjusted(4, 4, -4, -4), border=3)
        if self._message:
            message = fit(self._message, self._message_at.width(), size=22, least=LEAST, weight=SEMI, lines=4)
            ink.fitted(self._message_at.topLeft(), message, palette.ink)
        self._draw_findings(ink)

    def _draw_findings(self, ink: Ink) -> None:
        palette, at = self.look.palette, self._rows_at
        rows = self.findings
        if not rows:
            ink.label(QRectF(at.left(), at.top(), at.width(), 40), self.tr("Not tested yet"), 26, LEAST, palette.ink2, weight=SEMI)
            return
        step = min(72.0, at.height() / ROWS)
        for number, row in enumerate(rows):
            y = at.top() + number * step
            ink.rule(at.left(), y, at.width(), palette.edge, 1)
            middle = y + step / 2
            sign, shape, mark = (Sign.WARN, AMBER, INK) if row.warn else (Sign.TICK, palette.accent, palette.on_accent)
            ink.sign(QRectF(at.left(), middle - 16, 32, 32), sign, shape, mark)
            ink.label(QRectF(at.left() + 48, y, 176, step), row.label, 22, LEAST, palette.ink2, weight=SEMI)
            value = QRectF(at.left() + 232, y, at.width() - 232, step)
            if not row.advice:
                ink.label(value, row.value, 24, LEAST, palette.ink, weight=BOLD)
                continue
            ink.label(value.adjusted(0, 2, 0, -step / 2), row.value, 24, LEAST, palette.ink, weight=BOLD)
            ink.label(value.adjusted(0, step / 2 - 4, 0, -2), row.advice, 20, LEAST, palette.ink2, weight=SEMI)
