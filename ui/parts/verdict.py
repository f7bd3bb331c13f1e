"""The full-bleed verdict or fault as a widget: poster, live picture, buttons, strip; says when it was painted, does not time itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QRectF, QSizeF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.arrange import Canvas, VerdictPlaces
from ui.ink import Ink, Kept
from ui.look import INK, Look, Tone
from ui.parts import poster as posters
from ui.parts.button import Button, on_field
from ui.parts.part import Part
from ui.parts.picture import Picture
from ui.parts.poster import Poster
from ui.parts.strip import Strip

GROW_MS = 120
FADE_MS = 160
SMALL = 0.92
FRAME = 6.0


class VerdictView(Part):
    """Covers the whole screen while a verdict or a fault is told."""

    painted = Signal()
    left = Signal()
    language_wished = Signal()
    staff_wished = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.poster: Poster | None = None
        self.on = Canvas(1.0, 1280, 800)
        self._staff = False
        self._new = False
        self._opacity = 1.0
        self._kept = Kept()
        self.live = Picture(look, self, small=True, radii=(10, 10))
        self.strip = Strip(look, self, on_verdict=True)
        self.language = Button(look, self, icon="globe", size=24)
        self.staff = Button(look, self, icon="lock", size=24)
        self.language.clicked.connect(self.language_wished)
        self.staff.clicked.connect(self.staff_wished)
        self._grow = self._animation(GROW_MS, SMALL, 1.0, QEasingCurve.Type.OutCubic, lambda _: self._update_sign())
        self._fade = self._animation(FADE_MS, 1.0, 0.0, QEasingCurve.Type.InCubic, self._show_faded)
        self._fade.finished.connect(self._end)
        self.retranslate()
        self.hide()

    def _animation(
        self, span: int, start: float, end: float, curve: QEasingCurve.Type, step: Callable[[object], None]
    ) -> QVariantAnimation:
        animation = QVariantAnimation(self)
        animation.setDuration(span)
        animation.setStartValue(start)
        animation.setEndValue(end)
        animation.setEasingCurve(curve)
        animation.valueChanged.connect(step)
        return animation

    def show_poster(self, poster: Poster, *, staff: bool) -> None:
        """Show ``poster`` from the next paint on, whatever was shown before; ``staff``: offer the staff's button."""
        fresh = self.poster is None or not self.isVisible() or self._fade.state() == QVariantAnimation.State.Running
        self._fade.stop()
        self._opacity = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.poster, self._staff, self._new = poster, staff, True
        self._dress_buttons()
        self.arrange()
        self._show_children(visible=True)
        self.show()
        self.raise_()
        self._grow.stop()
        if self.look.ms(GROW_MS) and fresh:
            self._grow.start()
        self.update()

    def amend(self, poster: Poster) -> None:
        """The same verdict in other words or with another count; nothing moves, nothing counts as newly painted."""
        self.poster = poster
        self.arrange()
        self.update()

    def leave(self) -> None:
        """Fade away, or go at once where nothing may move."""
        if not self.isVisible() or self._fade.state() == QVariantAnimation.State.Running:
            return
        if not self.look.ms(FADE_MS):
            self._end()
            return
        self._show_children(visible=False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)
        self._fade.start()

    def _end(self) -> None:
        self.hide()
        self.poster = None
        self._opacity = 1.0
        self.left.emit()

    def _show_faded(self, value: object) -> None:
        self._opacity = float(value) if isinstance(value, float) else 1.0
        self.update()

    def _show_children(self, *, visible: bool) -> None:
        for child in (self.strip, self.language):
            child.setVisible(visible)
        self.live.setVisible(visible and self._films)
        self.staff.setVisible(visible and self._staff)

    def _update_sign(self) -> None:
        self.update()

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.language.say(self.tr("한국어"))
        self.staff.say(self.tr("Staff: let in"))
        self.arrange()
        self.update()

    def restyle(self) -> None:
        """Buttons follow the field."""
        self._dress_buttons()

    def _dress_buttons(self) -> None:
        if self.poster is None:
            return
        field = self.look.field(self.poster.tone)
        self.language.wear(on_field(self.look, field.text))
        self.staff.wear(on_field(self.look, self.poster.band.ink if self.poster.band else field.text))
        self.live.ground = self._frame_colour

    @property
    def _films(self) -> bool:
        """A station that cannot judge looks at nobody."""
        return self.poster is not None and self.poster.tone is not Tone.FAULT

    @property
    def _frame_colour(self) -> str:
        return "#000000" if self.look.high else INK

    def arrange(self) -> None:
        """Buttons in head and band, picture over the band, strip at the foot."""
        if self.poster is None:
            return
        at = posters.places(self.poster, self.on)
        lang = max(150.0, self.language.wanted(22))
        self._head_free = at.head.right() - lang
        self.language.place(QRectF(self._head_free, at.head.top(), lang, 64), self.unit)
        button = self._staff_place(at)
        self._button = button if self._staff else None
        self.staff.place(button, self.unit)
        if self._staff and button.top() == at.head.top():
            self._head_free = button.left()
        self.live.place(at.live, self.unit)
        self.strip.place(at.strip, self.unit)

    def _staff_place(self, at: VerdictPlaces) -> QRectF:
        """Staff's button: on the band; without one beside the picture, or in the head where a place to go to stands there."""
        assert self.poster is not None
        wide = self.staff.wanted(24)
        right = at.live.left() - 34 if self._films else at.live.right()
        if self.poster.band is None:
            if self.poster.place is not None and not self.on.portrait:
                return QRectF(self._head_free - 16 - wide, at.head.top(), wide, 64)
            return QRectF(right - wide, at.live.bottom() - 72, wide, 72)
        if self.on.portrait:
            return QRectF(at.head.left(), at.band.bottom() - 24 - 72, wide, 72)
        return QRectF(right - wide, at.band.center().y() - 36, wide, 72)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """The poster, and the frame around the live picture."""
        if self.poster is None:
            return
        ink.painter.setOpacity(self._opacity)
        scale = float(self._grow.currentValue()) if self._grow.state() == QVariantAnimation.State.Running else 1.0
        posters.draw(ink, self.poster, self.on, self.look, scale, self._head_free, self._button, self._kept)
        at = posters.places(self.poster, self.on)
        if self._opacity == 1.0 and self._films:
            ink.box(at.live.adjusted(-FRAME, -FRAME, FRAME, FRAME), 16, self._frame_colour)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, then say so the first time a verdict stands on the screen."""
        super().paintEvent(event)
        if self._new and self.poster is not None:
            self._new = False
            self.painted.emit()
