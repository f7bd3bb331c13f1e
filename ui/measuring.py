"""What a screen is to eye and hand, measured on its picture: letters, contrast, touch targets, where keys lead; judges nothing.

All lengths in device pixels of the screen; whoever knows the panel makes millimetres of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainterPath
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ui.ink import Written
from ui.look import contrast
from ui.steering import ARROWS, controls
from ui.typeface import font

Pixels = npt.NDArray[np.uint32]
"""Rows of colours, 0xRRGGBB."""

UNIFORM = 0.3
"""Share of a text's box that one colour must have to count as its ground: letters cover less than half, their edges some more."""
ALIKE = 8
"""Two colours whose parts are no further apart, of 255, are one."""
WORST = 5
"""Per cent of a ground of many colours that may be worse than what is told."""
RING = 3.0
"""Least contrast of a focus mark to what was there before (WCAG 2.2, 2.4.13)."""


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text as it can be seen: ``ink``: how high a 한 of its font would be; ``contrast`` to its ground, 1 to 21."""

    text: str
    ink: float
    contrast: float
    place: QRect


@lru_cache(maxsize=256)
def hangul_ink(size: float, weight: int) -> float:
    """Height of the outline of 한 in the bundled typeface at that ``size``."""
    path = QPainterPath()
    path.addText(QPointF(0, 0), font(1000, weight, 0), "한")
    return path.boundingRect().height() * size / 1000


def pixels(image: QImage) -> Pixels:
    """The colours of ``image``."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), plain.bytesPerLine() // 4)
    return rows[:, : plain.width()] & np.uint32(0xFFFFFF)


def grabbed(screen: QWidget) -> Pixels:
    """The screen as it is painted now."""
    return pixels(screen.grab().toImage())


def texts(screen: QWidget, picture: Pixels) -> list[Text]:
    """Every text on ``screen`` that is not covered or out of sight, as it stands in its ``picture``, which was just taken."""
    found = []
    for widget in (screen, *screen.findChildren(QWidget)):
        if not widget.isVisibleTo(screen) and widget is not screen:
            continue
        for line in _written(widget):
            place = line.place.translated(QPointF(widget.mapTo(screen, QPoint(0, 0)))).toAlignedRect().intersected(screen.rect())
            if line.text.strip() and _seen(widget, place.center(), screen):
                box = picture[place.top() : place.bottom() + 1, place.left() : place.right() + 1]
                found.append(Text(line.text, hangul_ink(line.size, line.weight), _contrast(box, line.colour), place))
    return found


def _written(widget: QWidget) -> Iterator[Written]:
    yield from getattr(widget, "written", ())
    if isinstance(widget, QLineEdit):
        face, colour = widget.font(), widget.palette().text().color().name()
        wide = widget.fontMetrics().horizontalAdvance(widget.displayText())
        place = QRectF(widget.contentsRect()).adjusted(0, 0, min(0, wide - widget.contentsRect().width()), 0)
        yield Written(widget.displayText(), face.pixelSize(), face.weight(), colour, place)


def _seen(widget: QWidget, at: QPoint, screen: QWidget) -> bool:
    top = screen.childAt(at) or screen
    return top is widget or widget.isAncestorOf(top)


def _contrast(box: Pixels, colour: str) -> float:
    """Of a text in ``colour`` to what is around its letters. A ground of many colours counts by its worst places."""
    shades, counts = np.unique(box, return_counts=True)
    text = int(colour[1:], 16)
    grounds = [
        (int(shade), int(count)) for shade, count in zip(shades, counts, strict=True) if any(map(_apart, _parts(int(shade)), _parts(text)))
    ]
    if not grounds:
        return 1.0
    widest = max(grounds, key=lambda ground: ground[1])
    if widest[1] >= UNIFORM * box.size:
        grounds = [widest]
    worst = sorted((_ratio(shade, text), count) for shade, count in grounds)
    left = WORST / 100 * sum(count for _, count in worst)
    for ratio, count in worst:
        left -= count
        if left <= 0:
            return ratio
    return worst[-1][0]


def _parts(shade: int) -> tuple[int, int, int]:
    return shade >> 16, shade >> 8 & 0xFF, shade & 0xFF


def _apart(one: int, other: int) -> bool:
    return abs(one - other) > ALIKE


def _ratio(one: int, other: int) -> float:
    return contrast(f"#{one:06X}", f"#{other:06X}")


def targets(screen: QWidget) -> dict[QWidget, QRect]:
    """Everything that can be pressed now, and where."""
    return {each: QRect(each.mapTo(screen, QPoint(0, 0)), each.size()) for each in controls(screen)}


def reached(screen: QWidget) -> dict[QWidget, bool]:
    """Every control that arrows and the tab key lead to, from the one that has the focus or else from the first; and whether it showed
    that it had the focus. The screen must be the active window. What an arrow does in a line of text is left out: that moves its cursor."""
    marked: dict[QWidget, bool] = {}
    focused = QApplication.focusWidget()
    open_ = [_pressed(focused if focused is not None and screen.isAncestorOf(focused) else screen, Qt.Key.Key_Tab)]
    while open_:
        here = open_.pop()
        if here is None:
            continue
        marked.setdefault(here, _shows_focus(here, screen))
        for key in (Qt.Key.Key_Tab,) if isinstance(here, QLineEdit) else (*ARROWS, Qt.Key.Key_Tab):
            here.setFocus(Qt.FocusReason.TabFocusReason)
            there = _pressed(here, key)
            if there is not None and there not in marked and screen.isAncestorOf(there):
                marked[there] = _shows_focus(there, screen)  # now: a page may be turned for what has the focus
                open_.append(there)
    return marked


def _pressed(widget: QWidget, key: Qt.Key) -> QWidget | None:
    """Who has the focus after that key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))
    return QApplication.focusWidget()


def _shows_focus(widget: QWidget, screen: QWidget) -> bool:
    """Whether the picture of ``widget`` has changed with the focus, clearly enough and at least along its shorter side."""
    around = QRect(widget.mapTo(screen, QPoint(0, 0)), widget.size()).adjusted(-12, -12, 12, 12).intersected(screen.rect())
    if around.isEmpty():
        return False
    with_focus = pixels(screen.grab(around).toImage())
    widget.clearFocus()
    without = pixels(screen.grab(around).toImage())
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    changed = with_focus != without
    if isinstance(widget, QLineEdit):
        return bool(changed.any())  # its cursor
    pairs, counts = np.unique(with_focus[changed].astype(np.uint64) << 24 | without[changed], return_counts=True)
    clear = [int(count) for pair, count in zip(pairs, counts, strict=True) if _ratio(int(pair) >> 24, int(pair) & 0xFFFFFF) >= RING]
    return sum(clear) >= min(widget.width(), widget.height())
