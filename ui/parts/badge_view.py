"""How a badge will look, before it is printed: the real template with a place held for the code; prints nothing."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QWidget

from kiosk.printing.template import Template
from ui.badges import UNITS, draw_badge, no_glyphs
from ui.ink import Ink
from ui.look import AMBER, INK, Look
from ui.parts.part import Part
from ui.printing.face import BadgeFace
from ui.signs import Sign
from ui.typeface import BOLD, LEAST, fit

HELD = "A" * 16
"""In place of a code: what is shown here opens nothing."""
NOTE = 72.0


class BadgeView(Part):
    """One badge as large as fits, centred; below it what of it no font here can print."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.face: BadgeFace | None = None
        self._template: Template | None = None
        self.unprintable = ""

    def show_badge(self, face: BadgeFace | None, template: Template | None) -> None:
        """Show this badge; nothing without both."""
        self.face = face
        if template is not None:
            boxes = tuple(box for box in template.boxes if box.what == "qr" or "{code}" not in box.text)
            template = replace(template, boxes=boxes)
        self._template = template
        self.unprintable = no_glyphs(face, template) if face is not None and template is not None else ""
        self.update()

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Paper, print, a place for the code."""
        if self.face is None or self._template is None:
            return
        template, room = self._template, extent.height() - (NOTE if self.unprintable else 0)
        scale = min(extent.width() / template.width, room / template.height)
        wide, tall = template.width * scale, template.height * scale
        paper = QRectF((extent.width() - wide) / 2, (room - tall) / 2, wide, tall)
        painter = ink.painter
        painter.save()
        outline = QPainterPath()
        outline.addRoundedRect(paper, 12, 12)
        painter.setClipPath(outline)
        painter.translate(paper.topLeft())
        painter.scale(scale / UNITS, scale / UNITS)
        printed = replace(template, boxes=tuple(box for box in template.boxes if box.what != "qr"))
        draw_badge(painter, self.face, printed)
        painter.restore()
        for box in template.boxes:
            if box.what == "qr":
                side = min(box.width, box.height) * scale * 0.8
                centre = QRectF(
                    paper.left() + box.left * scale, paper.top() + box.top * scale, box.width * scale, box.height * scale
                ).center()
                place = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
                ink.box(place, 8, "#E1E8F0")
                ink.icon(place.adjusted(side / 4, side / 4, -side / 4, -side / 4), "qr-code", "#63748A")
        ink.box(paper, 12, None, self.look.palette.edge, 2)
        if self.unprintable:
            self._draw_note(ink, QRectF(0, extent.height() - NOTE + 8, extent.width(), NOTE - 8))

    def _draw_note(self, ink: Ink, rect: QRectF) -> None:
        words = fit(
            self.tr("These letters cannot be printed: {letters}").format(letters=self.unprintable[:12]), rect.width() - 44, size=22,
            least=LEAST, weight=BOLD, lines=2,
        )  # fmt: skip
        ink.sign(QRectF(rect.left(), rect.center().y() - 16, 32, 32), Sign.WARN, AMBER, INK, INK)
        ink.fitted(QPointF(rect.left() + 44, rect.center().y() - words.height / 2), words, self.look.palette.ink)
