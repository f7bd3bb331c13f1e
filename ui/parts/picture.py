"""The live picture: the newest frame, the aim frame, what was found in it, and what to say when there is none; opens no camera."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from kiosk.scanner.aim import WHOLE, Area
from ui.ink import CENTRE, Ink
from ui.look import INK, PAPER, Look
from ui.parts.part import Part
from ui.typeface import BOLD, SEMI, fit

Corners = Sequence[tuple[float, float]]
SEEN_MS = 120


class Picture(Part):
    """The camera's picture, cropped to fill its place, or (``whole``) all of it. ``small``: the one beside a verdict, without words."""

    def __init__(
        self,
        look: Look,
        parent: QWidget | None = None,
        *,
        small: bool = False,
        whole: bool = False,
        radii: tuple[float, float] = (16, 0),
    ) -> None:
        super().__init__(look, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.small = small
        self.mirrored = False
        self.aim = WHOLE
        self._whole = whole
        self.ground = look.palette.bg
        self.trouble: tuple[str, str] | None = None
        self._icon = "camera-off"
        self._radii = radii
        self._image = QImage()
        self._found: list[Corners] = []
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._seen.timeout.connect(self._forget)

    def show_frame(self, image: QImage, found: Sequence[Corners]) -> None:
        """Show ``image``; ``found`` are the corners of the codes in it, in its pixels."""
        self._image = image
        self._found = list(found)
        if found:
            self._seen.start(SEEN_MS)
        self.update()

    @property
    def image(self) -> QImage:
        """The frame shown last."""
        return self._image

    def show_tuning(self, *, mirrored: bool, aim: Area) -> None:
        """Show the picture as a mirror does or as it is, and the part of it in which codes are read."""
        self.mirrored, self.aim = mirrored, aim
        self.update()

    def show_trouble(self, title: str, sentence: str, *, icon: str = "camera-off") -> None:
        """Show no picture but what is wrong with the camera; both empty: all is well."""
        trouble = (title, sentence) if title else None
        if (trouble, icon) != (self.trouble, self._icon):
            self.trouble, self._icon = trouble, icon
            self.update()

    def _forget(self) -> None:
        self._found = []
        self.update()

    @property
    def _room(self) -> QRectF:
        return QRectF(0, 0, self.extent.width(), self.extent.height())

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Picture, aim frame, rounded corners."""
        room = self._room
        ink.box(room, 0, "#10213A")
        if self.trouble:
            self._draw_trouble(ink, room)
        else:
            if not self._image.isNull():
                self._draw_image(ink, room)
            self._draw_aim(ink, room)
        self._round(ink, room)

    @property
    def shown(self) -> QRectF:
        """Where the picture lies, in design pixels; beyond the part's own edges where it is cropped. Its place before the first frame."""
        room, image = self._room, self._image
        if image.isNull():
            return room
        across, down = room.width() / image.width(), room.height() / image.height()
        scale = min(across, down) if self._whole else max(across, down)
        wide, high = image.width() * scale, image.height() * scale
        return QRectF((room.width() - wide) / 2, (room.height() - high) / 2, wide, high)

    def _draw_image(self, ink: Ink, room: QRectF) -> None:
        shown = self.shown
        scale = shown.width() / self._image.width()
        painter = ink.painter
        painter.save()
        painter.setClipRect(room)
        if self.mirrored:
            painter.translate(room.width(), 0)
            painter.scale(-1, 1)
        painter.drawImage(shown, self._image)
        for corners in self._found:
            points = [QPointF(shown.left() + x * scale, shown.top() + y * scale) for x, y in corners]
            for colour, thickness in ((INK, 9.0), (PAPER, 5.0)):
                pen = QPen(QColor(colour), thickness / (3 if self.small else 1))
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPolygon(QPolygonF(points))
        painter.restore()

    def aimed(self) -> QRectF:
        """Where the aim frame stands: around the part that is read or, where that is all of it, in the middle."""
        room, aim = self._room, self.aim
        if aim == WHOLE:
            side = room.height() * (0.72 if self.small else 0.79)
            return QRectF(room.center().x() - side / 2, room.center().y() - side / 2, side, side)
        edge = 6.0 if self.small else 10.0
        return self.place_of(aim).intersected(room.adjusted(edge, edge, -edge, -edge))

    def place_of(self, area: Area) -> QRectF:
        """Where a part of the picture lies, in design pixels."""
        shown = self.shown
        left, right = (1 - area.right, 1 - area.left) if self.mirrored else (area.left, area.right)
        corner = QPointF(shown.left() + left * shown.width(), shown.top() + area.top * shown.height())
        return QRectF(corner, QSizeF((right - left) * shown.width(), (area.bottom - area.top) * shown.height()))

    def _draw_aim(self, ink: Ink, room: QRectF) -> None:
        square = self.aimed()
        arm = min(square.width(), square.height()) * 0.18
        thick = 10.0 * (0.5 if self.small else 1) + (6 if self._seen.isActive() and not self.small else 0)
        painter = ink.painter
        for colour, width in ((INK, thick + (2 if self.small else 4)), (PAPER, thick)):
            pen = QPen(QColor(colour), width)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            longer = arm + (width - thick) / 2
            for x, y, dx, dy in (
                (square.left(), square.top(), 1, 1),
                (square.right(), square.top(), -1, 1),
                (square.right(), square.bottom(), -1, -1),
                (square.left(), square.bottom(), 1, -1),
            ):
                corner = [QPointF(x + dx * longer, y), QPointF(x, y), QPointF(x, y + dy * longer)]
                painter.drawPolyline(QPolygonF(corner))

    def _draw_trouble(self, ink: Ink, room: QRectF) -> None:
        side = 48.0 if self.small else 96.0
        if self.small or self.trouble is None:
            ink.icon(QRectF(room.center().x() - side / 2, room.center().y() - side / 2, side, side), self._icon, PAPER)
            return
        title = fit(self.trouble[0], room.width() - 96, size=40, least=28, weight=BOLD, lines=2)
        sentence = fit(self.trouble[1], room.width() - 96, size=26, least=20, weight=SEMI, lines=4, tracking=-0.01)
        y = room.center().y() - (side + 24 + title.height + 8 + sentence.height) / 2
        ink.icon(QRectF(room.center().x() - side / 2, y, side, side), self._icon, "#FFC22E" if self._icon == "camera-off" else "#7CC4FF")
        at = QPointF(48, y + side + 24)
        ink.fitted(at, title, PAPER, align=CENTRE, room=room.width() - 96)
        ink.fitted(at + QPointF(0, title.height + 8), sentence, "#B4C4D6", align=CENTRE, room=room.width() - 96)

    def _round(self, ink: Ink, room: QRectF) -> None:
        """Corners in the ground's colour: the picture stays opaque, so nothing below is painted with every frame."""
        top, bottom = self._radii
        outer, inner = QPainterPath(), QPainterPath()
        outer.addRect(room.adjusted(-2, -2, 2, 2))
        box = room if bottom else room.adjusted(0, 0, 0, 4 * top)
        inner.addRoundedRect(box, top, top)
        ink.painter.setPen(Qt.PenStyle.NoPen)
        ink.painter.setBrush(QColor(self.ground))
        ink.painter.drawPath(outer.subtracted(inner))
