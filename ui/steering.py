"""Four keys: which control lies in a direction from another, and the focus moved there; knows no screen and no control's meaning."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

_WAYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
ARROWS = frozenset(_WAYS)
_ASIDE = 3
"""How much further away something counts that lies beside the way than something that lies on it."""


def steer(start: QWidget, key: int, within: QWidget) -> bool:
    """Move the focus from ``start`` to the nearest control ``within`` in the direction of the arrow ``key``, as by keyboard, so that it is
    shown; False where there is none."""
    here, way = _place(start), _WAYS[Qt.Key(key)]
    others = [each for each in controls(within) if each is not start]
    ahead = [(far, each) for each in others if (far := _distance(here, _place(each), way)) is not None]
    if not ahead:
        return False
    min(ahead, key=lambda found: found[0])[1].setFocus(Qt.FocusReason.TabFocusReason)
    return True


def controls(within: QWidget) -> list[QWidget]:
    """Everything in it that takes the focus by keyboard now: shown and enabled."""
    return [each for each in within.findChildren(QWidget) if _takes_focus(each) and each.isEnabled() and each.isVisibleTo(within)]


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _distance(here: QRect, there: QRect, way: tuple[int, int]) -> float | None:
    """How far ``there`` is in that way, what lies aside counting for more; None where it does not lie that way."""
    across, down = way
    (near, far), (begin, end) = _spans(here, lying=bool(across))
    (next_near, next_far), (next_begin, next_end) = _spans(there, lying=bool(across))
    if across + down < 0:
        near, far, next_near, next_far = -far, -near, -next_far, -next_near
    if next_near < (near + far) / 2:
        return None
    aside = max(0, next_begin - end, begin - next_end)
    leaning = abs(begin + end - next_begin - next_end) / 2
    return max(0, next_near - far) + _ASIDE * aside + leaning / 10


def _spans(rect: QRect, *, lying: bool) -> tuple[tuple[int, int], tuple[int, int]]:
    """From where to where ``rect`` reaches along the way and across it."""
    level, upright = (rect.left(), rect.right()), (rect.top(), rect.bottom())
    return (level, upright) if lying else (upright, level)
