"""Badges held before a camera at this moment, by the system's clocks; loads next to nothing, for children are started often."""

from __future__ import annotations

from kiosk.clock import SystemClock
from kiosk.model import Reading, Source
from tests.kiosk.standing import code_of

CLOCK = SystemClock()


def reading(number: int) -> Reading:
    """Badge ``number`` held up now."""
    return Reading(code_of(number), Source.CAMERA, CLOCK.wall(), CLOCK.mono(), 0)
