"""The part of the picture in which a code counts: pure geometry, knows no camera, no decoder and no screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.scanner.found import Found

LEAST = 0.1
"""The shortest side of an area drawn by hand, as a part of the picture's: a touch of the finger is no area."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in parts of the picture's width and height, 0 to 1, of the picture as it is read: turned upright, not mirrored.

    Raises ValueError for one that is empty or leaves the picture."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what is no part of a picture; NaN compares false and is refused too."""
        if not (0.0 <= self.left < self.right <= 1.0 and 0.0 <= self.top < self.bottom <= 1.0):
            raise ValueError(f"no part of a picture: {self.left}, {self.top}, {self.right}, {self.bottom}")

    def holds(self, found: Found, width: int, height: int) -> bool:
        """Whether the centre of a code found in a picture of that size (pixels) lies inside; a code half outside still counts by it."""
        x = sum(x for x, _ in found.corners) / len(found.corners)
        y = sum(y for _, y in found.corners) / len(found.corners)
        return self == WHOLE or (self.left * width <= x <= self.right * width and self.top * height <= y <= self.bottom * height)

    def turned(self, degrees: int) -> Area:
        """The same part of the picture after it was turned clockwise by 0, 90, 180 or 270 degrees."""
        area = self
        for _ in range(degrees % 360 // 90):
            area = Area(1.0 - area.bottom, area.left, 1.0 - area.top, area.right)
        return area


WHOLE = Area()


def spanned(one: tuple[float, float], other: tuple[float, float]) -> Area | None:
    """The area between two corners drawn by hand, cut at the picture's edge; None where it is too small to be meant."""
    (left, right), (top, bottom) = (sorted(min(1.0, max(0.0, value)) for value in pair) for pair in zip(one, other, strict=True))
    return Area(left, top, right, bottom) if right - left >= LEAST and bottom - top >= LEAST else None
