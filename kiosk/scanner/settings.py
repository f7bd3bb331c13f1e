"""What camera.json holds: which camera this station looks through and how each camera is set; knows the file's form, opens no camera."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from kiosk.scanner.aim import Area
from kiosk.scanner.tuning import FOCUS_MOST, ROTATIONS, Tuning
from kiosk.store import write_whole

log = logging.getLogger(__name__)

FORMAT = 1
_LONGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """``chosen``: what staff last chose to look through, "" for nobody ever did; ``tunings``: key of a camera -> how it is set."""

    chosen: str = ""
    tunings: Mapping[str, Tuning] = field(default_factory=dict)

    def kept(self, chosen: str, key: str, tuning: Tuning) -> Settings:
        """These, with that camera chosen and set like this."""
        return replace(self, chosen=chosen, tunings={**self.tunings, key: tuning})


def load(path: Path) -> Settings:
    """What is kept at ``path``. A file that is missing or cannot be used is no fault: a gate opens with the first camera as it comes, and
    the log says why."""
    try:
        with path.open("rb") as file:
            values = json.loads(file.read(_LONGEST))
        if values["format"] != FORMAT:
            raise ValueError(f"format {values['format']}, this program knows {FORMAT}")
        return Settings(_text(values["chosen"]), {_text(key): _tuning(one) for key, one in values["cameras"].items()})
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        log.warning("%s cannot be used, so the cameras' settings are the first ones again: %r", path.name, error)
        return Settings()


def save(settings: Settings, path: Path) -> None:
    """Write ``settings`` to ``path``, whole or not at all. Raises CannotRecord."""
    cameras = {key: asdict(tuning) for key, tuning in settings.tunings.items()}
    write_whole(path, json.dumps({"format": FORMAT, "chosen": settings.chosen, "cameras": cameras}, ensure_ascii=False, indent=1))


def _tuning(values: Mapping[str, Any]) -> Tuning:
    """Raises KeyError, TypeError or ValueError for what is no tuning."""
    width, height = (_number(one, 1, 16_384) for one in values["size"])
    rotation = values["rotation"]
    if rotation not in ROTATIONS:
        raise ValueError(f"rotation {rotation!r}")
    shutter, focus = values["shutter"], values["focus"]
    return Tuning(
        size=(width, height),
        shutter=None if shutter is None else _number(shutter, 1, 100_000),
        focus=None if focus is None else _number(focus, 0, FOCUS_MOST),
        mirrored=values["mirrored"] is True,
        rotation=rotation,
        aim=Area(**{side: float(place) for side, place in values["aim"].items()}),
    )


def _number(value: object, low: int, high: int) -> int:
    if not isinstance(value, int) or not low <= value <= high:
        raise ValueError(f"{value!r}: not from {low} to {high}")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r}: not a text")
    return value
