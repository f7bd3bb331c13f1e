"""Staff's camera screen: the live picture, which camera, how it is set, where badges are read; opens no camera and keeps nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QWidget

from kiosk.scanner.aim import WHOLE
from kiosk.scanner.optics import Eye, View
from kiosk.scanner.tuning import FOCUS_MOST, FOCUS_STEP, ROTATIONS, SHUTTERS, SIZES, Tuning
from ui.ink import Ink
from ui.look import AMBER, INK, PAPER, Look
from ui.parts.button import Button, inverse, on_field, plain, solid
from ui.parts.overlay import Overlay
from ui.parts.picture import Corners
from ui.parts.stepper import Stepper
from ui.parts.viewfinder import Viewfinder
from ui.signs import Sign
from ui.typeface import BOLD, LEAST, SEMI, fit, font

ROW, PITCH = 64.0, 73.0
LISTED = 7
"""Cameras the list has room for; no station has as many."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A camera to choose: what ``Optics`` takes, its name, "front", "rear" or ""."""

    eye: Eye
    name: str
    facing: str = ""


class CameraPanel(Overlay):
    """Everything is tried at once and shown live; ``keep_wished`` makes it last, closing otherwise takes it back."""

    tuned = Signal(object)  # Tuning
    chosen = Signal(object)  # Eye
    again_wished = Signal()
    keep_wished = Signal()
    record_wished = Signal()
    delete_wished = Signal()
    field_height = 712.0

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._view = View("", "", "", Tuning(), None)
        self._choices: tuple[Choice, ...] = ()
        self._listing, self._ended, self._aspect = False, False, 9 / 16
        self._message, self._recording, self._recorded = "", False, False
        self.picture = Viewfinder(look, self)
        self.picture.ground = INK
        self.camera = Button(look, self, icon="camera", size=26, align_left=True)
        self.listed: list[Button] = []
        self.size_of = Stepper(look, self)
        self.shutter = Stepper(look, self)
        self.focus = Stepper(look, self)
        self.rotation = Stepper(look, self, around=True)
        self.mirror = Button(look, self, size=24)
        self.whole = Button(look, self, size=24)
        self.record = Button(look, self, icon="video", size=24)
        self.again = Button(look, self, icon="refresh-cw", size=26)
        self.cancel = Button(look, self, size=26)
        self.keep = Button(look, self, icon="check", size=26)
        self._wire()
        self.retranslate()
        self.restyle()

    def _wire(self) -> None:
        self.picture.drawn.connect(lambda area: self._tune(aim=area))
        self.camera.clicked.connect(lambda: self._list(not self._listing))
        self.size_of.stepped.connect(lambda at: self._tune(size=self._sizes()[at]))
        self.shutter.stepped.connect(lambda at: self._tune(shutter=self._shutters()[at]))
        self.focus.stepped.connect(lambda at: self._tune(focus=self._focuses()[at]))
        self.rotation.stepped.connect(lambda at: self._rotate(ROTATIONS[at]))
        self.mirror.clicked.connect(lambda: self._tune(mirrored=not self._view.tuning.mirrored))
        self.whole.clicked.connect(lambda: self._tune(aim=WHOLE))
        self.record.clicked.connect(self._record)
        self.again.clicked.connect(self.again_wished)
        self.cancel.clicked.connect(self.close_up)
        self.keep.clicked.connect(self.keep_wished)

    # --- what it is told

    def open(self) -> None:
        """Cover the screen, with nothing said yet."""
        self._listing, self._message = False, ""
        super().open()

    def show_view(self, view: View) -> None:
        """Show which camera is in use, how it is set and what it granted."""
        if view != self._view:
            self._view = view
            self._refresh()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these cameras."""
        self._choices = tuple(choices[:LISTED])
        for old in self.listed:
            old.hide()
            old.deleteLater()
        self.listed = []
        for choice in self._choices:
            button = Button(self.look, self, icon="camera", size=24, align_left=True)
            button.clicked.connect(lambda _=False, eye=choice.eye: self._choose(eye))
            self.listed.append(button)
        self._refresh()

    def show_frame(self, image: QImage, found: Sequence[Corners]) -> None:
        """Show the newest frame."""
        self.picture.show_frame(image, found)
        aspect = image.height() / image.width()
        if aspect != self._aspect:
            self._aspect = aspect
            self.arrange()
            self.update()

    def show_trouble(self, title: str, sentence: str, icon: str, *, ended: bool) -> None:
        """Say what is wrong with the camera, both empty: nothing; ``ended``: it can be started again."""
        self.picture.show_trouble(title, sentence, icon=icon)
        self._ended = ended
        self.again.setVisible(ended)

    def show_message(self, message: str) -> None:
        """Say why something could not be done, "" for nothing."""
        self._message = message
        self.update()

    def show_recording(self, *, running: bool, kept: bool) -> None:
        """Say whether a recording is being made, or lies in the station's folder."""
        self._recording, self._recorded = running, kept
        self._refresh()

    # --- inside

    def _tune(self, **change: object) -> None:
        self.tuned.emit(replace(self._view.tuning, **change))  # type: ignore[arg-type]

    def _rotate(self, rotation: int) -> None:
        tuning = self._view.tuning
        self._tune(rotation=rotation, aim=tuning.aim.turned(rotation - tuning.rotation))

    def _record(self) -> None:
        wish = self.delete_wished if self._recorded else self.record_wished
        wish.emit()

    def _list(self, on: bool) -> None:
        self._listing = on
        self._refresh()

    def _choose(self, eye: Eye) -> None:
        self._list(False)
        if eye not in (self._view.eye, self._view.key):
            self.chosen.emit(eye)

    def _sizes(self) -> list[tuple[int, int]]:
        return sorted({*SIZES, self._view.tuning.size})

    def _shutters(self) -> list[int | None]:
        tuned = self._view.tuning.shutter
        return [None, *sorted({*SHUTTERS, *([tuned] if tuned is not None else [])})]

    def _focuses(self) -> list[int | None]:
        tuned = self._view.tuning.focus
        return [None, *sorted({*range(0, FOCUS_MOST + 1, FOCUS_STEP), *([tuned] if tuned is not None else [])})]

    def _refresh(self) -> None:
        view, tuning, granted = self._view, self._view.tuning, self._view.granted
        settable = granted is not None and granted.settable
        automatic, refused = self.tr("Automatic"), self.tr("not taken")
        self.camera.say(self._cut(self._name_of(Choice(view.eye, view.name))), self.tr("Camera"))
        for button, choice in zip(self.listed, self._choices, strict=True):
            facing = {"front": self.tr("front"), "rear": self.tr("rear")}.get(choice.facing, "")
            button.say(self._cut(" · ".join(filter(None, (self._name_of(choice), facing)))))
        note = (
            ""
            if granted is None or granted.size == tuning.size or not settable
            else self.tr("gives {size}").format(size=_size(granted.size))
        )
        self.size_of.show_value([_size(size) for size in self._sizes()], self._sizes().index(tuning.size), note, settable=settable)
        shutters = [automatic if one is None else self.tr("1/{n} s").format(n=one) for one in self._shutters()]
        note = refused if settable and granted is not None and not granted.shutter else ""
        self.shutter.show_value(shutters, self._shutters().index(tuning.shutter), note, settable=settable)
        focuses = [automatic if one is None else str(one) for one in self._focuses()]
        note = refused if settable and granted is not None and not granted.focus else ""
        self.focus.show_value(focuses, self._focuses().index(tuning.focus), note, settable=settable)
        self.rotation.show_value([f"{degrees}°" for degrees in ROTATIONS], ROTATIONS.index(tuning.rotation))
        self.mirror.say(self.tr("Mirrored") if tuning.mirrored else self.tr("Not mirrored"))
        self.whole.say(self.tr("Read the whole picture"))
        self.whole.setEnabled(tuning.aim != WHOLE)
        self.record.symbol = "trash-2" if self._recorded else "video"
        self.record.say(self.tr("Delete the recording") if self._recorded else self.tr("Record 10 s for diagnosis"))
        self.record.setEnabled(not self._recording)
        self.picture.show_tuning(mirrored=tuning.mirrored, aim=tuning.aim)
        self.restyle()
        self.arrange()
        self.update()

    def _name_of(self, choice: Choice) -> str:
        return choice.name or (self.tr("Simulated camera") if not isinstance(choice.eye, str) else self.tr("unknown"))

    def _cut(self, name: str) -> str:
        """A name of any length, as far as it fits its button."""
        return QFontMetricsF(font(26, BOLD)).elidedText(name, Qt.TextElideMode.ElideRight, self._across - 90)

    @property
    def _across(self) -> float:
        """Width of a row."""
        return self.field.width() - 72

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        less, more = self.tr("less"), self.tr("more")
        self.size_of.say(self.tr("Picture size"), less, more)
        self.shutter.say(self.tr("Exposure"), less, more)
        self.focus.say(self.tr("Focus"), less, more)
        self.rotation.say(self.tr("Rotation"), less, more)
        self.again.say(self.tr("Start again"))
        self.cancel.say(self.tr("Cancel"))
        self.keep.say(self.tr("Keep"))
        self._refresh()

    def restyle(self) -> None:
        """The camera in use and a mirrored picture are filled."""
        for button in (self.camera, self.whole, self.record, self.cancel):
            button.wear(plain(self.look))
        for button, choice in zip(self.listed, self._choices, strict=True):
            on = choice.eye in (self._view.eye, self._view.key)
            button.wear(inverse(self.look) if on else plain(self.look))
        self.mirror.wear(inverse(self.look) if self._view.tuning.mirrored else plain(self.look))
        self.keep.wear(solid(self.look))
        self.again.wear(on_field(self.look, PAPER))

    @property
    def panel(self) -> QRectF:
        """The ink panel, wide enough for a picture to draw in."""
        if self.on.portrait:
            return super().panel
        return QRectF(0, 0, 760 + (self.on.width - 1280) * 0.7, self.on.height)

    def arrange(self) -> None:
        """Picture on the panel, settings in the field."""
        panel, field = self.panel, self.field
        edge = 24.0
        wide = panel.width() - 2 * edge
        high = min(wide * self._aspect, panel.height() - edge - (130 if self.on.portrait else 260))
        top = edge if self.on.portrait else max(edge, (panel.height() - high - 200) / 2)
        self.picture.place(QRectF(edge, top, wide, high), self.unit)
        again = self.again.wanted(32)
        self.again.place(QRectF(edge, top + high + 16, again, ROW), self.unit)
        self.again.setVisible(self._ended)
        left, across = field.left() + 36, self._across
        self._rows(left, field.top() + 24, across)
        foot = QRectF(left, field.bottom() - 24 - ROW, across, ROW)
        half = (across - 12) / 2
        self.cancel.place(QRectF(foot.left(), foot.top(), half, ROW), self.unit)
        self.keep.place(QRectF(foot.left() + half + 12, foot.top(), half, ROW), self.unit)

    def _rows(self, left: float, top: float, across: float) -> None:
        settings = (self.size_of, self.shutter, self.focus, self.rotation, self.mirror, self.whole, self.record)
        for button in self.listed:
            button.setVisible(self._listing)
        for row in settings:
            row.setVisible(not self._listing)
        for number, row in enumerate((self.camera, *(self.listed if self._listing else settings))):
            row.place(QRectF(left, top + number * PITCH, across, ROW), self.unit)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Ground, panel, and what stands under the picture."""
        palette, panel = self.look.palette, self.panel
        ink.box(QRectF(0, 0, extent.width(), extent.height()), 0, palette.bg)
        ink.box(panel, 0, "#000000" if self.look.high else INK, PAPER if self.look.high else None, 3)
        y = self.picture.geometry().bottom() / self.unit + 12
        faint = PAPER if self.look.high else "#B4C4D6"
        granted = self._view.granted
        if granted is not None and granted.size[0]:
            parts = (_size(granted.size), granted.format, self.tr("{n} frames/s").format(n=round(granted.fps)) if granted.fps else "")
            ink.label(QRectF(24, y, panel.width() - 48, 30), " · ".join(filter(None, parts)), 22, LEAST, PAPER, weight=BOLD)
        if not self._ended:
            self._draw_words(ink, QRectF(24, y + 36, panel.width() - 48, panel.bottom() - y - 36), faint)
        self.draw_news(ink, QRectF(24, panel.bottom() - 80, panel.width() - 48, 64))

    def _draw_words(self, ink: Ink, room: QRectF, faint: str) -> None:
        text = self._message or (
            self.tr("The recording lies in the station's folder: diagnostics/camera.avi. Delete it as soon as it was looked at.")
            if self._recorded
            else self.tr("Draw a rectangle on the picture with a finger: badges are read inside it alone.")
        )
        indent = 44.0 if self._message else 0.0
        if self._message:
            ink.sign(QRectF(room.left(), room.top(), 32, 32), Sign.WARN, AMBER, INK)
        block = fit(text, room.width() - indent, size=24, least=LEAST, weight=SEMI, lines=3, tracking=-0.01, leading=1.35)
        ink.fitted(QPointF(room.left() + indent, room.top()), block, PAPER if self._message else faint)


def _size(size: tuple[int, int]) -> str:
    return f"{size[0]} × {size[1]}"
