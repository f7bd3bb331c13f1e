"""A code found in a picture: its text and where it stood; knows no decoder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

Corners: TypeAlias = tuple[tuple[int, int], tuple[int, int], tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Found:
    """``text`` as the symbol says it, ``format`` the symbology's name ("QRCode"), ``corners`` (x, y) in pixels of the picture that was
    read: clockwise as seen, from the one nearest the picture's top left, whichever way the symbol is turned. ``part``: one of several
    symbols that only together say what their maker meant (structured append)."""

    text: str
    format: str
    corners: Corners
    part: bool = False

    @property
    def left(self) -> int:
        """The leftmost pixel column."""
        return min(x for x, _ in self.corners)

    @property
    def right(self) -> int:
        """The rightmost pixel column."""
        return max(x for x, _ in self.corners)

    @property
    def top(self) -> int:
        """The uppermost pixel row."""
        return min(y for _, y in self.corners)


def in_reading_order(found: Iterable[Found]) -> list[Found]:
    """Left to right, and of those that stand one above the other the upper first; in whatever order they were found.

    Two stand one above the other where the middle of one lies within the width of the other, so that hands that tremble by less than
    half a code's width change nothing."""
    columns: list[list[Found]] = []
    for one in sorted(found, key=lambda each: (each.left, each.top, each.text, each.corners)):
        if columns and one.left + one.right <= 2 * columns[-1][0].right:
            columns[-1].append(one)
        else:
            columns.append([one])
    return [one for column in columns for one in sorted(column, key=lambda each: (each.top, each.left, each.text, each.corners))]


def ordered(points: list[tuple[float, float]]) -> Corners:
    """Four corners in the stable order of ``Found.corners``. Raises ValueError unless there are four."""
    if len(points) != 4:
        raise ValueError(f"{len(points)} corners")
    area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True))
    turn = points if area >= 0 else points[::-1]  # y grows downwards: a positive area runs clockwise as seen
    first = min(range(4), key=lambda i: (turn[i][0] + turn[i][1], turn[i][1]))
    a, b, c, d = ((round(x), round(y)) for x, y in turn[first:] + turn[:first])
    return a, b, c, d
