"""How one camera is set, and what it granted of that; knows no device and no file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from kiosk.scanner.aim import WHOLE, Area

if TYPE_CHECKING:
    from kiosk.scanner.frame import Image

SIZE = (1280, 720)
"""What a device is asked for at first: at 3 px a module a badge is read from twice arm's length, and 30 frames a second still fit USB 2."""

SIZES = ((640, 480), SIZE, (1920, 1080))

SHUTTERS = (30, 60, 125, 250, 500, 1000)
"""Exposure times offered, as parts of a second. A badge that swings at half a metre a second is smeared over a module of 3 px at 1/60 s."""

ROTATIONS = (0, 90, 180, 270)

FOCUS_MOST = 250
FOCUS_STEP = 10
"""Focus as the common (UVC) cameras count it: 0 is far, steps of 5 or 10."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """``size`` asked for (width, height); ``shutter`` 1/s and ``focus`` 0..250, None where the camera does it by itself; ``rotation``
    degrees clockwise to set the picture upright; ``mirrored`` on the screen alone; ``aim`` the part that is read."""

    size: tuple[int, int] = SIZE
    shutter: int | None = None
    focus: int | None = None
    mirrored: bool = False
    rotation: int = 0
    aim: Area = WHOLE


@dataclass(frozen=True, slots=True)
class Granted:
    """What a camera really gives, read back: ``size`` before any turning, ``format`` as four letters ("" where it does not say), ``fps``
    0 where it does not say; ``shutter`` and ``focus``: whether it took what was asked; ``settable``: whether it can be asked at all."""

    size: tuple[int, int]
    format: str = ""
    fps: float = 0.0
    shutter: bool = True
    focus: bool = True
    settable: bool = True


@runtime_checkable
class Tunable(Protocol):
    """A source that can be set. ``granted`` is None for pictures kept in files; where it is not, no two pictures are alike."""

    @property
    def granted(self) -> Granted | None:
        """What it really gives."""

    def tune(self, tuning: Tuning) -> None:
        """Ask for other settings; called by the thread that reads."""


def upright(image: Image, rotation: int) -> Image:
    """``image`` turned clockwise by 0, 90, 180 or 270 degrees; some 1 ms for 720p."""
    if not rotation:
        return image
    from kiosk.scanner.vision import cv2  # on the camera's thread: the window must not wait for OpenCV

    turn = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}[rotation]
    return cv2.rotate(image, turn)  # type: ignore[return-value]  # 8 bits in, 8 bits out
