"""The warning that the camera's picture is being recorded: over everything, in everybody's sight; records nothing itself."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSizeF, Qt, QTimer
from PySide6.QtWidgets import QWidget

from ui.ink import Ink
from ui.look import CRIMSON, PAPER, Look
from ui.parts.part import Part
from ui.typeface import BOLD, EXTRA, fit

HEIGHT = 88.0
TICK_MS = 200


class RecordingBar(Part):
    """Red, across the whole screen, with the seconds left. ``begin`` before a recording, ``end`` after it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.left = 0.0
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._count)
        self.hide()

    def begin(self, seconds: float) -> None:
        """Stand there until ``end``, counting down from ``seconds``."""
        self.left = seconds
        self._tick.start()
        self.show()
        self.raise_()
        self.update()

    def end(self) -> None:
        """Go."""
        self._tick.stop()
        self.hide()

    def _count(self) -> None:
        self.left = max(0.0, self.left - TICK_MS / 1_000)
        self.raise_()
        self.update()

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """What is happening, what for, and for how long."""
        room = QRectF(0, 0, extent.width(), extent.height())
        ink.box(room, 0, CRIMSON, PAPER, 4)
        ink.icon(QRectF(24, room.center().y() - 22, 44, 44), "video", PAPER, 2.2)
        left = self.tr("{n} s").format(n=math.ceil(self.left))
        wide = ink.text(QRectF(room.width() - 124, 0, 100, room.height()), left, 44, PAPER, weight=EXTRA)
        text = self.tr("The camera's picture is being recorded, to mend the camera.")
        block = fit(text, room.width() - 84 - 124 - 24, size=32, least=22, weight=BOLD, lines=2, leading=1.2)
        ink.fitted(QRectF(84, room.center().y() - block.height / 2, wide, 1).topLeft(), block, PAPER)
