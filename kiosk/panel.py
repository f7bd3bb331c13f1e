"""A kiosk's panel in millimetres: how large its text must be and what a person in a wheelchair can reach; knows no pixels of a window.

Staff set it at installation, for what a panel says of itself over the cable (EDID) is often wrong. Limits: the notice of the Ministry of
Science and ICT on access for disabled and elderly people, revision of 2025-07-17 (text), and the NIA guideline of 2021 (reach).
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, replace
from math import cos, hypot, radians
from pathlib import Path

from kiosk.store import write_whole

log = logging.getLogger(__name__)

TEXT_MM, TEXT_SMALL_MM = 12.0, 7.25
"""Least height of a Hangul letter's ink, and where the panel's diagonal is no more than SMALL_MM."""
SMALL_MM = 280.0
REACH_MM = 1_200.0
"""The highest a control may be above the floor."""
MOUNT_MM = 850.0
"""Of a floor stand with a 23.8 inch panel that stands up; so are the other first values of a Panel."""
MOST_MM = 3_000.0
MOST_ANGLE = 80.0
FORMAT = 1
_LONGEST = 4_096


@dataclass(frozen=True, slots=True)
class Panel:
    """Its picture's ``width`` and ``height``, the height of the picture's lower edge above the floor (``mount``), all mm, and by how many
    degrees it leans back from upright."""

    width: float = 296.0
    height: float = 527.0
    mount: float = MOUNT_MM
    angle: float = 0.0

    @property
    def text_mm(self) -> float:
        """The least height of a Hangul letter's ink."""
        return TEXT_SMALL_MM if hypot(self.width, self.height) <= SMALL_MM else TEXT_MM

    @property
    def reach(self) -> float:
        """The share of its height, from the lower edge up, that lies within reach: 0 none of it, 1 all."""
        along = (REACH_MM - self.mount) / cos(radians(self.angle))
        return min(1.0, max(0.0, along / self.height))

    def as_seen(self, width: int, height: int) -> Panel:
        """The same panel for a picture of ``width`` x ``height`` pixels: turned where that stands up and this lies down, or the reverse."""
        if (width > height) == (self.width > self.height):
            return self
        return replace(self, width=self.height, height=self.width)


def panel_of(size: str, mount: float = MOUNT_MM, angle: float = 0.0) -> Panel:
    """The panel of "217x136" (mm). Raises ValueError for what no panel is."""
    width, _, height = size.lower().partition("x")
    return _sound(Panel(float(width), float(height), float(mount), float(angle)))


def load(path: Path) -> Panel | None:
    """What staff set, None where nobody did or the file cannot be used (the log says why)."""
    try:
        with path.open("rb") as file:
            values = json.loads(file.read(_LONGEST))
        if values.pop("format") != FORMAT:
            raise ValueError("another format")
        return _sound(Panel(**{name: float(value) for name, value in values.items()}))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        log.warning("%s cannot be used, so the panel's size is a guess: %r", path.name, error)
        return None


def save(panel: Panel, path: Path) -> None:
    """Write it, whole or not at all. Raises CannotRecord."""
    write_whole(path, json.dumps({"format": FORMAT, **asdict(panel)}, indent=1))


def _sound(panel: Panel) -> Panel:
    lengths = (panel.width, panel.height)
    if not (all(20 <= each <= MOST_MM for each in lengths) and 0 <= panel.mount <= MOST_MM and 0 <= panel.angle <= MOST_ANGLE):
        raise ValueError(f"not a panel: {panel}")
    return panel
